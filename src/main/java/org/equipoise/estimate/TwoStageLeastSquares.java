package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.List;

/**
 * Two-stage least squares: the effect of what people received, among those the instruments moved.
 *
 * <p>Estimand, for a drawn arm Z and having met the service D: the average effect of D among
 * compliers, those who meet it when drawn to it and not otherwise (Imbens and Angrist 1994,
 * Econometrica 62(2)). Assumptions: Z acts on the outcome through D alone, and nobody meets the
 * service only when not drawn to it.
 *
 * <p>With X the regressors, Z the exogenous columns and instruments, {@code Xh = Z(Z'Z)^-1 Z'X}:
 * {@code b = (Xh'Xh)^-1 Xh'y}, residuals {@code e = y - Xb} of the actual regressors, and every
 * variance of {@link VarianceEstimator} with Xh in the place of X: leverages and cluster
 * adjustments are those of Xh. Degrees of freedom as in least squares. Weights, absorbed factors
 * and clusters are those of the regression. Agrees with {@code estimatr::iv_robust} 1.0 and, for
 * HC2 and HC3, with {@code ivreg}, not with the leverages of AER. The terms stand in the order
 * intercept, exogenous columns, endogenous columns.
 *
 * <p>Refused when the instruments left after collinear ones are dropped are fewer than the
 * endogenous columns, or do not move each of them apart from the others.
 */
public final class TwoStageLeastSquares {
  private final VarianceEstimator variance;
  private final double level;
  private final LeastSquares leastSquares;

  private TwoStageLeastSquares(VarianceEstimator variance, double level) {
    this.variance = variance;
    this.level = level;
    leastSquares = LeastSquares.with(variance).withLevel(level);
  }

  /** Two-stage least squares with the given variance and 95 percent intervals. */
  public static TwoStageLeastSquares with(VarianceEstimator variance) {
    return new TwoStageLeastSquares(variance, ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same with intervals of another level in (0, 1). */
  public TwoStageLeastSquares withLevel(double newLevel) {
    return new TwoStageLeastSquares(variance, ConfidenceInterval.checkLevel(newLevel));
  }

  /**
   * Fits the sample.
   *
   * @throws IllegalArgumentException if nothing is endogenous, there is no instrument, or the
   *     variance is clustered and the sample has no clusters
   * @throws NotEstimableException if the effects are not identified (see above), or {@link
   *     LeastSquares} refuses a stage
   */
  public IvFit fit(InstrumentedSample sample) {
    sample.checkComplete();
    if (variance.clustered() && sample.structural().clusters() == null) {
      throw new IllegalArgumentException(variance.label() + " needs cluster codes");
    }
    List<FirstStage> stages = new ArrayList<>();
    for (String endogenous : sample.endogenous()) {
      stages.add(FirstStage.of(sample, endogenous, leastSquares, variance, level));
    }
    int instruments = stages.get(0).instruments().size();
    if (instruments < stages.size()) {
      throw refusal(
          "instruments that vary: " + instruments + "; endogenous columns: " + stages.size());
    }
    RegressionSample.Builder second = sample.exogenous(sample.structural().outcome());
    for (FirstStage stage : stages) {
      second.column(stage.endogenous(), stage.fitted());
    }
    SolvedRows solved = leastSquares.solve(second.build());
    for (FirstStage stage : stages) {
      if (solved.kept(stage.endogenous()) < 0) {
        throw refusal("the instruments do not move '" + stage.endogenous() + "'");
      }
    }
    return new IvFit(
        sample, stages, new LinearFit(variance, level, actual(solved, stages)), leastSquares);
  }

  /** The second stage with the residuals, and their sum of squares, of the actual regressors. */
  private static SolvedRows actual(SolvedRows fitted, List<FirstStage> stages) {
    double[] b = new double[stages.size()];
    double[][] v = new double[stages.size()][];
    for (int j = 0; j < b.length; j++) {
      b[j] = fitted.factor().coefficients()[fitted.kept(stages.get(j).endogenous())];
      v[j] = stages.get(j).residuals();
    }
    OrthogonalRows rows = OrthogonalRows.shifted(fitted.orthogonal(), b, v);
    SolvedRows shifted =
        new SolvedRows(fitted.rows(), fitted.factor(), rows, fitted.totalSquares());
    double[] e = shifted.residuals();
    return new SolvedRows(
        fitted.rows(),
        fitted.factor().withRss(Kernels.dot(e, e, e.length)),
        rows,
        fitted.totalSquares());
  }

  private static NotEstimableException refusal(String message) {
    return new NotEstimableException(
        NotEstimableException.Reason.UNDERIDENTIFIED,
        message,
        "report the effect of being drawn; nothing separates the effect of what was received");
  }
}
