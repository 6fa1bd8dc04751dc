package org.equipoise.panel;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.estimate.Estimate;

/**
 * Average effects on each group of units first treated in the same period, in each period: {@code
 * ATT(g,t) = E[Y_t - Y_b | G = g] - E[Y_t - Y_b | C]}, C units that are never, or not yet, treated.
 *
 * <p>Assumed: without treatment the group's outcomes would have changed as the controls' did, given
 * covariates where the panel has any; and treatment is not foreseen by more than the anticipation
 * allowed. Periods before treatment are estimated too: they should be nil.
 *
 * <p>The base period b is the last one with {@code b + anticipation < g}; under {@link
 * GroupTimeOptions.Base#VARYING} periods before treatment are compared with the period just before
 * them. Not-yet-treated controls are untreated, anticipation included, in both periods. If nobody
 * is never treated, the group treated last serves them as comparison only. Covariates and weights
 * are those of the earlier period. Units treated in the first period, or before the first period
 * plus anticipation, are left out and counted; units first treated after the last period plus
 * anticipation count as never treated.
 *
 * <p>A panel with missing outcomes, covariates or weights is read period by period as repeated
 * samples ({@link GroupTimeOptions.Incomplete#AS_SECTIONS}): means of those seen, covariates and
 * weights of their own period, the influence of a unit summed over what was seen of it.
 *
 * <p>Standard errors: {@code V = Psi'Psi / n}, {@code se = sqrt(diag(V) / n)} from influence
 * functions that are not centred; without covariates that is {@code s1^2 / n1 + s0^2 / n0} with
 * population variances (divisors n1 and n0). Clusters sum the influence of their units, without
 * {@code G / (G - 1)}. Intervals are normal. A cell that cannot be estimated is a {@link
 * GroupTimeReading.Refused}; the others stand.
 *
 * <p>Callaway and Sant'Anna (2021), Journal of Econometrics 225(2):200-230, equations 2.4 to 2.8;
 * with covariates {@link GroupTimeOptions.Adjustment} and Sant'Anna and Zhao (2020), Journal of
 * Econometrics 219(1):101-122. Agrees with {@code did::att_gt} 2.5.1 with {@code bstrap = FALSE}.
 */
public final class GroupTimeEffects {
  /** Standard errors below this share of the outcome's size are rounding. */
  private static final double ROUNDING = 4e-15;

  private final GroupTimeOptions options;

  private GroupTimeEffects(GroupTimeOptions options) {
    this.options = options;
  }

  /** Effects as the options say. */
  public static GroupTimeEffects of(GroupTimeOptions options) {
    return new GroupTimeEffects(options);
  }

  /**
   * All cells, by group and period.
   *
   * @throws IllegalArgumentException if the panel has one period, or a weight that is not positive
   */
  public GroupTimeFit estimate(StaggeredPanel panel) {
    GroupTimeSample sample = GroupTimeSample.of(panel, options);
    List<GroupTimePlan.Cell> plan = GroupTimePlan.of(sample, options);
    GroupTimeResult result =
        GroupTimeMeans.fits(sample)
            ? GroupTimeMeans.of(sample, plan)
            : GroupTimeColumns.of(sample, options.adjustment(), plan);
    InfluenceFunctions own =
        new InfluenceFunctions(sample.units(), panel.units(), result.blocks(), result.loadings());
    int[] clusters = panel.clusters();
    InfluenceFunctions summed = clusters == null ? own : own.byCluster(clusters);
    double[] errors = summed.standardErrors();
    double noise = ROUNDING * size(sample);
    List<GroupTimeCell> cells = new ArrayList<>();
    for (int c = 0; c < plan.size(); c++) {
      GroupTimePlan.Cell cell = plan.get(c);
      GroupTimeResult.Raw raw = result.raw().get(c);
      int group = sample.groups()[cell.group()];
      int period = panel.periods()[cell.period()];
      GroupTimeReading settled = raw.settled();
      cells.add(
          new GroupTimeCell(
              group,
              period,
              panel.periods()[cell.base()],
              settled != null
                  ? settled
                  : judged(
                      GroupTimeCell.name(group, period),
                      raw.value(),
                      errors[c],
                      noise,
                      options.level()),
              raw.treated(),
              raw.controls()));
    }
    return new GroupTimeFit(options, sample, cells, own, summed, noise);
  }

  static GroupTimeReading judged(
      String term, double value, double error, double noise, double level) {
    if (!(error > noise)) {
      return new GroupTimeReading.Unjudged(value, "the outcomes compared do not vary");
    }
    return new GroupTimeReading.Estimated(
        Estimate.of(term, value, error, Double.POSITIVE_INFINITY, level));
  }

  /** The largest outcome in absolute value. */
  private static double size(GroupTimeSample sample) {
    double largest = 0;
    int periods = sample.panel().periods().length;
    for (int[] units : sample.members()) {
      for (int i : units) {
        for (int t = 0; t < periods; t++) {
          double y = Math.abs(sample.panel().outcome()[i * periods + t]);
          // NaN is missing and fails the comparison.
          largest = y > largest ? y : largest;
        }
      }
    }
    return largest;
  }
}
