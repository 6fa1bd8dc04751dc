package org.equipoise.estimate;

/**
 * The statistic {@code F(b) = N(b) / W(b)} of two quadratics in b, {@code N = sum of (u_l - b
 * v_l)^2} and {@code W(b) = yy - 2b yd + b^2 dd}, neither ever negative.
 *
 * @param u one entry per instrument, from the outcome
 * @param v the same from what was received
 * @param w the form W
 */
record QuadraticRatio(double[] u, double[] v, Form w) {

  /** Coefficients of {@code yy - 2b yd + b^2 dd}. */
  record Form(double yy, double yd, double dd) {
    double at(double b) {
      return Math.max(0, yy - 2 * b * yd + b * b * dd);
    }
  }

  double at(double b) {
    double n = 0;
    for (int l = 0; l < u.length; l++) {
      double g = u[l] - b * v[l];
      n += g * g;
    }
    return n / w.at(b);
  }

  /**
   * All b with {@code N(b) <= f W(b)}. With {@code a b^2 - 2h b + c} their difference, {@code h^2 -
   * ac} is written as {@code -det N + f mix - f^2 det W}: with one instrument det N is exactly
   * zero, and no digits cancel.
   */
  ConfidenceSet atMost(double f) {
    double vv = Kernels.dot(v, v, v.length);
    double uu = Kernels.dot(u, u, u.length);
    double uv = Kernels.dot(u, v, u.length);
    double a = vv - f * w.dd;
    double h = uv - f * w.yd;
    double c = uu - f * w.yy;
    double mix = 0;
    double det = 0;
    for (int l = 0; l < u.length; l++) {
      mix += u[l] * u[l] * w.dd - 2 * u[l] * v[l] * w.yd + v[l] * v[l] * w.yy;
      for (int m = 0; m < l; m++) {
        double minor = u[l] * v[m] - u[m] * v[l];
        det += minor * minor;
      }
    }
    double discriminant = f * mix - det - f * f * (w.yy * w.dd - w.yd * w.yd);
    if (a == 0) {
      return linear(h, c);
    }
    if (discriminant < 0) {
      return a > 0 && u.length > 1 ? new ConfidenceSet.Empty() : inside(a, h);
    }
    // The root of the larger size first; the other from the product of both.
    double s = h + Math.copySign(Math.sqrt(discriminant), h);
    double first = s / a;
    double second = s == 0 ? first : c / s;
    double left = Math.min(first, second);
    double right = Math.max(first, second);
    return a > 0 ? new ConfidenceSet.Interval(left, right) : new ConfidenceSet.TwoRays(left, right);
  }

  /** Without real roots: the line, or with one instrument, by rounding alone, a point. */
  private static ConfidenceSet inside(double a, double h) {
    return a < 0 ? new ConfidenceSet.Line() : new ConfidenceSet.Interval(h / a, h / a);
  }

  /** {@code -2h b + c <= 0}. */
  private static ConfidenceSet linear(double h, double c) {
    if (h == 0) {
      return c <= 0 ? new ConfidenceSet.Line() : new ConfidenceSet.Empty();
    }
    double end = c / (2 * h);
    return h > 0
        ? new ConfidenceSet.Interval(end, Double.POSITIVE_INFINITY)
        : new ConfidenceSet.Interval(Double.NEGATIVE_INFINITY, end);
  }
}
