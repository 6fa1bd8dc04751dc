package org.equipoise.estimate;

import java.util.Arrays;

/**
 * Whether one odds ratio fits wherever the line between low and high is drawn: Brant's (1990,
 * Biometrics 46:1171) Wald test. A logit is fitted at each of the K - 1 lines; the statistic
 * measures how much the column's coefficients differ, with the covariance that comes from fitting
 * the same rows each time, and has K - 2 degrees of freedom.
 */
public final class Proportionality {
  private Proportionality() {}

  /**
   * The test for one column.
   *
   * @param outcome a finite number a row; only its order counts
   * @param columns covariates, each with one finite number a row
   * @param column the tested one, from 0
   * @throws NotEstimableException if the outcome has fewer than three levels, or a logit at one of
   *     the lines cannot be fitted
   */
  public static ChiSquareTest test(double[] outcome, double[][] columns, int column) {
    double[] levels = Arrays.stream(outcome).map(y -> y + 0.0).sorted().distinct().toArray();
    int lines = levels.length - 1;
    if (lines < 2) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "the outcome has " + levels.length + " levels",
          "with fewer than three there is one line only and nothing to compare");
    }
    double[] b = new double[lines];
    double[][] share = new double[lines][];
    double[][] above = new double[lines][];
    for (int k = 0; k < lines; k++) {
      double line = levels[k];
      double[] y = Arrays.stream(outcome).map(value -> value > line ? 1 : 0).toArray();
      LogisticFit fit = LogisticRegression.fit(y, columns, null);
      int place = Arrays.binarySearch(fit.kept(), column + 1);
      if (place < 0) {
        throw new NotEstimableException(
            NotEstimableException.Reason.TERM_DROPPED,
            "column " + column + " is a combination of earlier ones",
            "leave one of them out");
      }
      b[k] = fit.coefficients()[column + 1];
      above[k] = fit.fitted();
      share[k] = shares(fit, place);
    }
    double[][] v = new double[lines][lines];
    for (int j = 0; j < lines; j++) {
      for (int k = 0; k <= j; k++) {
        double sum = 0;
        for (int i = 0; i < outcome.length; i++) {
          sum += share[j][i] * share[k][i] * above[j][i] * (1 - above[k][i]);
        }
        v[j][k] = sum;
        v[k][j] = sum;
      }
    }
    return wald(b, v);
  }

  /** How much each row's residual moves the coefficient. */
  private static double[] shares(LogisticFit fit, int place) {
    double[] row = fit.covariance()[place];
    double[][] x = fit.columns();
    double[] shares = new double[x[0].length];
    for (int j = 0; j < row.length; j++) {
      Kernels.subtract(shares, -row[j], x[j], shares.length);
    }
    return shares;
  }

  /** All coefficients against the first. */
  private static ChiSquareTest wald(double[] b, double[][] v) {
    int q = b.length - 1;
    double[] d = new double[q];
    double[][] w = new double[q][q];
    for (int j = 0; j < q; j++) {
      d[j] = b[j + 1] - b[0];
      for (int k = 0; k < q; k++) {
        w[j][k] = v[j + 1][k + 1] - v[j + 1][0] - v[0][k + 1] + v[0][0];
      }
    }
    double[] solved =
        Cholesky.of(w)
            .orElseThrow(
                () ->
                    new NotEstimableException(
                        NotEstimableException.Reason.SINGULAR_COVARIANCE,
                        "the coefficients at " + b.length + " lines move together",
                        "merge levels that few chose"))
            .solve(d);
    return ChiSquareTest.of(Kernels.dot(d, solved, q), q);
  }
}
