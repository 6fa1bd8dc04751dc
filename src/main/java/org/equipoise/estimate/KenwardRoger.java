package org.equipoise.estimate;

/**
 * The F test of Kenward and Roger (1997), Biometrics 53:983-997, section 3.
 *
 * @param scale the factor lambda of the Wald F
 * @param df denominator degrees of freedom m
 */
record KenwardRoger(double scale, double df) {

  /**
   * Matches mean and variance of the Wald F.
   *
   * @param slopes for each covariance parameter the matrix {@code B_a = S^-1/2 L Phi P_a Phi L'
   *     S^-1/2}, {@code S = L Phi L'}, l by l
   * @param w covariance of the covariance parameters
   */
  static KenwardRoger of(double[][][] slopes, double[][] w) {
    int l = slopes[0].length;
    double a1 = 0;
    double a2 = 0;
    for (int a = 0; a < slopes.length; a++) {
      for (int b = 0; b < slopes.length; b++) {
        a1 += w[a][b] * trace(slopes[a]) * trace(slopes[b]);
        a2 += w[a][b] * traceOfProduct(slopes[a], slopes[b]);
      }
    }
    if (l == 1) {
      return new KenwardRoger(1, 2 / a2);
    }
    double b = (a1 + 6 * a2) / (2 * l);
    double g = ((l + 1) * a1 - (l + 4) * a2) / ((l + 2) * a2);
    double below = 3 * l + 2 * (1 - g);
    double c1 = g / below;
    double c2 = (l - g) / below;
    double c3 = (l + 2 - g) / below;
    double mean = 1 / (1 - a2 / l);
    double variance = 2.0 / l * (1 + c1 * b) / ((1 - c2 * b) * (1 - c2 * b) * (1 - c3 * b));
    double rho = variance / (2 * mean * mean);
    double m = 4 + (l + 2) / (l * rho - 1);
    return new KenwardRoger(m / (mean * (m - 2)), m);
  }

  private static double trace(double[][] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i][i];
    }
    return sum;
  }

  private static double traceOfProduct(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Kernels.dot(a[i], b[i], a.length);
    }
    return sum;
  }
}
