package org.equipoise.panel;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.NotEstimableException;

/**
 * The effect of having received a service by each period, from the effects of being drawn to it on
 * the outcome and on having received it: {@code beta_m = b_m / p_m}, two-stage least squares with
 * one instrument.
 *
 * <p>The residual of the second stage is that of {@code y_m - beta_m d_m} in the regression on the
 * arm, so that covariances are {@code (V(y_m, y_j) - beta_j V(y_m, d_j) - beta_m V(d_m, y_j) +
 * beta_m beta_j V(d_m, d_j)) / (p_m p_j)} with the covariances of the same regressions: exactly
 * those of two-stage least squares with the same leverages (estimatr's HC2), and across periods
 * clustered by person. Periods are refused as {@link org.equipoise.estimate.PeriodEffects} refuses
 * them. Imbens and Angrist (1994), Econometrica 62:467-475.
 */
public final class PeriodRatio {

  /** The later arm had received the service as often. */
  public static final String OVERTAKEN = "OVERTAKEN";

  /** The arms no longer differ clearly in who had received it. */
  public static final String CONTRAST_GONE = "CONTRAST_GONE";

  private PeriodRatio() {}

  /**
   * The ratios.
   *
   * @param both effects on the outcome and on receipt, of the same persons in the same period
   * @param outcome where the effects on the outcome begin
   * @param receipt where those on receipt begin
   * @param count how many periods
   */
  public static PeriodFit of(PeriodFit both, int outcome, int receipt, int count) {
    double[] beta = new double[count];
    double[] moved = new double[count];
    List<PeriodFit.Period> found = new ArrayList<>();
    for (int m = 0; m < count; m++) {
      PeriodFit.Period y = both.periods().get(outcome + m);
      PeriodFit.Period d = both.periods().get(receipt + m);
      moved[m] =
          d instanceof PeriodFit.Estimated known
              ? known.estimate().value()
              : d.seen().meanTreated() - d.seen().meanControl();
      if (y instanceof PeriodFit.Estimated known) {
        beta[m] = known.estimate().value() / moved[m];
      }
      found.add(y);
    }
    double[][] covariance = new double[count][count];
    for (int m = 0; m < count; m++) {
      for (int j = 0; j < count; j++) {
        double sum =
            both.covariance()[outcome + m][outcome + j]
                - beta[j] * both.covariance()[outcome + m][receipt + j]
                - beta[m] * both.covariance()[receipt + m][outcome + j]
                + beta[m] * beta[j] * both.covariance()[receipt + m][receipt + j];
        covariance[m][j] = sum / (moved[m] * moved[j]);
      }
    }
    for (int m = 0; m < count; m++) {
      if (found.get(m) instanceof PeriodFit.Estimated y) {
        PeriodFit.Period d = both.periods().get(receipt + m);
        found.set(m, period(y, d, moved[m], beta[m], covariance[m][m], both.level()));
      }
    }
    return new PeriodFit(found, covariance, both.level());
  }

  private static PeriodFit.Period period(
      PeriodFit.Estimated y,
      PeriodFit.Period d,
      double moved,
      double beta,
      double variance,
      double level) {
    // Shares that are equal leave a difference of rounding errors only.
    if (!(moved >= 1e-12)) {
      return new PeriodFit.Refused(
          y.seen(),
          OVERTAKEN,
          "by then the later arm had received the service as often, or more often",
          "read the effect of being drawn");
    }
    if (d instanceof PeriodFit.Estimated stage && stage.estimate().pValue() > 1 - level) {
      return new PeriodFit.Refused(
          y.seen(),
          CONTRAST_GONE,
          "by then the arms no longer differ clearly in who had received the service",
          "read the effect of being drawn, or an earlier period");
    }
    try {
      double error = Math.sqrt(Math.max(variance, 0));
      return new PeriodFit.Estimated(
          y.seen(), Estimate.of("received", beta, error, y.estimate().df(), level));
    } catch (NotEstimableException refusal) {
      return PeriodFit.Refused.of(y.seen(), refusal);
    }
  }
}
