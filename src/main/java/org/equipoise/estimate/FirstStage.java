package org.equipoise.estimate;

import java.util.List;

/**
 * The regression of an endogenous column on the exogenous columns and the instruments.
 *
 * @param endogenous name of the column
 * @param fit the regression
 * @param instruments names of the instruments that were kept
 * @param residuals its residuals by position, scaled by the root of the weight
 * @param fitted the column without its residuals, by row of the sample
 * @param explained the (weighted) sum of squares the instruments explain beyond the exogenous
 *     columns
 * @param root upper triangle R of the kept instruments, exogenous columns taken out, by columns
 * @param exact whether the instruments determine the column
 */
record FirstStage(
    String endogenous,
    LinearFit fit,
    List<String> instruments,
    double[] residuals,
    double[] fitted,
    double explained,
    double[][] root,
    boolean exact) {

  /** Residuals below this share of the column's norm are rounding, as in the rank rule. */
  private static final double EXACT = 1e-7;

  static FirstStage of(
      InstrumentedSample sample,
      String endogenous,
      LeastSquares method,
      VarianceEstimator variance,
      double level) {
    double[] column = sample.structural().column(endogenous);
    SolvedRows solved = method.solve(sample.reduced(column));
    LinearFit fit = new LinearFit(variance, level, solved);
    List<String> instruments =
        sample.instruments().stream().filter(name -> solved.kept(name) >= 0).toList();
    double[] residuals = solved.residuals();
    double[] fitted = column.clone();
    DesignRows rows = solved.rows();
    for (int p = 0; p < residuals.length; p++) {
      fitted[rows.row(p)] -= residuals[p] / Math.sqrt(rows.weight(p));
    }
    int first = solved.factor().rank() - instruments.size();
    double explained = 0;
    double[][] root = new double[instruments.size()][instruments.size()];
    for (int j = 0; j < root.length; j++) {
      double z = solved.factor().z()[first + j];
      explained += z * z;
      for (int i = 0; i <= j; i++) {
        root[j][i] = solved.factor().r()[first + j][first + i];
      }
    }
    double rss = Kernels.dot(residuals, residuals, residuals.length);
    boolean exact = Math.sqrt(rss) <= EXACT * norm(rows, column);
    return new FirstStage(endogenous, fit, instruments, residuals, fitted, explained, root, exact);
  }

  private static double norm(DesignRows rows, double[] column) {
    double sum = 0;
    for (int p = 0; p < rows.n(); p++) {
      double value = column[rows.row(p)];
      sum += rows.weight(p) * value * value;
    }
    return Math.sqrt(sum);
  }

  /** The test that no instrument matters; infinite where they determine the column. */
  WaldTest test() {
    WaldTest test;
    if (exact) {
      int q = instruments.size();
      double df = fit.variance().clustered() ? fit.clusters() - 1 : fit.dfResidual();
      test = WaldTest.of(Double.POSITIVE_INFINITY, q, df);
    } else {
      test = fit.joint(instruments);
    }
    return test;
  }

  /** {@code explained / tr(V R'R)}, V the covariance of the instruments' coefficients. */
  double effectiveF() {
    if (exact) {
      return Double.POSITIVE_INFINITY;
    }
    double[][] v = fit.covariance(instruments);
    double trace = 0;
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < v.length; j++) {
        for (int l = 0; l <= Math.min(i, j); l++) {
          trace += v[i][j] * root[j][l] * root[i][l];
        }
      }
    }
    return explained / trace;
  }
}
