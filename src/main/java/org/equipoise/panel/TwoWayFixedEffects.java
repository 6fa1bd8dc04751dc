package org.equipoise.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;

/**
 * Regression with an effect for every unit and period: {@code y_it = a_i + b_t + d D_it + x_it'g +
 * e_it} for the overall effect, and with a dummy for every event time in place of D for the path.
 *
 * <p>Estimand: with effects that are equal for all cohorts and times, that effect. With effects
 * that differ it is a weighted mean of comparisons in which already treated units serve as
 * controls, with weights that can be negative (de Chaisemartin and D'Haultfoeuille 2020, American
 * Economic Review 110(9); Goodman-Bacon 2021; for the path Sun and Abraham 2021): it is here to be
 * compared, and {@link BaconDecomposition} shows what it is made of.
 *
 * <p>Event time e is the period less the first treated period. The reference, -1 unless said
 * otherwise, is 0 by construction. Where no unit is never treated, unit and period effects fit a
 * trend in event time exactly; the earliest event time is then a second reference, named in the
 * result. A window bins: the first and last event time of it stand for all before and after.
 *
 * <p>Variance: {@code A^-1 (sum over clusters of s s') A^-1}, s the cluster's sum of scores,
 * clusters at the unit or above, times the {@link ClusterFactor}; t with G - 1 degrees of freedom.
 * Observations alone in their unit or period are fitted exactly and left out (as {@code reghdfe}
 * and {@code fixest} do), and noted. Agrees with {@code fixest::feols}, {@code estimatr::lm_robust}
 * and {@code lm} with dummies and {@code sandwich::vcovCL}.
 */
public final class TwoWayFixedEffects {
  private final ClusterFactor factor;
  private final int reference;
  private final int first;
  private final int last;
  private final double level;

  private TwoWayFixedEffects(
      ClusterFactor factor, int reference, int first, int last, double level) {
    this.factor = factor;
    this.reference = reference;
    this.first = first;
    this.last = last;
    this.level = level;
  }

  /** Reference -1, no bins, unit effects not counted in the variance's factor, level 0.95. */
  public static TwoWayFixedEffects withDefaults() {
    return new TwoWayFixedEffects(
        ClusterFactor.NESTED_LEFT_OUT,
        -1,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
        ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same with another small-sample factor. */
  public TwoWayFixedEffects with(ClusterFactor other) {
    return new TwoWayFixedEffects(other, reference, first, last, level);
  }

  /** The same with another event time as reference, a negative one. */
  public TwoWayFixedEffects withReference(int eventTime) {
    if (eventTime >= 0) {
      throw new IllegalArgumentException("reference " + eventTime + " is not before treatment");
    }
    return new TwoWayFixedEffects(factor, eventTime, first, last, level);
  }

  /** The same with event times before {@code from} and after {@code to} in bins at these ends. */
  public TwoWayFixedEffects withWindow(int from, int to) {
    if (from > 0 || to < 0) {
      throw new IllegalArgumentException("window from " + from + " to " + to);
    }
    return new TwoWayFixedEffects(factor, reference, from, to, level);
  }

  /** The same with intervals of another level. */
  public TwoWayFixedEffects withLevel(double other) {
    return new TwoWayFixedEffects(factor, reference, first, last, other);
  }

  /**
   * The overall effect and the path.
   *
   * @throws NotEstimableException if the treatment is a combination of unit and period effects and
   *     covariates, if no observation lies at the reference, or if fewer than two clusters are left
   */
  public EventStudy estimate(StaggeredPanel panel) {
    Adoption adoption = Adoption.of(panel);
    Estimate overall = overall(adoption);
    List<PanelNote> notes = new ArrayList<>();
    int[] times = eventTimes(adoption);
    List<Integer> references = references(adoption, times, notes);
    int[] kept = Arrays.stream(times).filter(e -> !references.contains(e)).toArray();
    PanelRows.Builder builder = new PanelRows.Builder(panel);
    for (int i = 0; i < panel.units(); i++) {
      builder.unit(i);
      for (int t = 0; t < panel.periods().length; t++) {
        int code =
            adoption.never(i)
                ? -1
                : Math.max(-1, Arrays.binarySearch(kept, binned(adoption.eventTime(i, t))));
        builder.row(t, t, code, 1);
      }
    }
    WithinFit fit = WithinFit.of(builder.build(panel.periods().length, kept.length, false));
    PathPieces.check(fit);
    PathPieces.notes(notes, adoption, builder, fit);
    int[] anyCohort = new int[kept.length];
    Arrays.fill(anyCohort, PanelNote.ANY);
    notes.addAll(PathPieces.collinear(fit, anyCohort, kept));
    List<Integer> estimable = new ArrayList<>();
    List<double[]> chosen = new ArrayList<>();
    for (int k = 0; k < kept.length; k++) {
      if (fit.estimable(k)) {
        estimable.add(kept[k]);
        double[] one = new double[kept.length];
        one[k] = 1;
        chosen.add(one);
      }
    }
    double[][] combinations = chosen.toArray(double[][]::new);
    double[][] v = WithinFit.covariance(fit.influence(combinations), factor.of(fit));
    int clusters = fit.rows().clustersUsed();
    return new EventStudy(
        PathPieces.path(estimable, PathPieces.combine(fit, combinations), v, clusters - 1),
        overall,
        references,
        fit.rows().units(),
        fit.rows().count(),
        clusters,
        notes);
  }

  private Estimate overall(Adoption adoption) {
    StaggeredPanel panel = adoption.panel();
    PanelRows.Builder builder = new PanelRows.Builder(panel);
    for (int i = 0; i < panel.units(); i++) {
      builder.unit(i);
      for (int t = 0; t < panel.periods().length; t++) {
        builder.row(t, t, adoption.treated(i, t) ? 0 : -1, 1);
      }
    }
    WithinFit fit = WithinFit.of(builder.build(panel.periods().length, 1, false));
    PathPieces.check(fit);
    if (!fit.estimable(0)) {
      throw new NotEstimableException(
          Reason.TREATMENT_COLLINEAR,
          "being treated is a combination of unit and period effects and covariates",
          "there must be units that change treatment while others do not");
    }
    double[][] one = {{1}};
    double[][] v = WithinFit.covariance(fit.influence(one), factor.of(fit));
    return Estimate.of(
        "overall", fit.dummy(0), Math.sqrt(v[0][0]), fit.rows().clustersUsed() - 1.0, level);
  }

  private int binned(int eventTime) {
    return Math.max(first, Math.min(last, eventTime));
  }

  /** The event times (or bins) of the observed cells, ascending. */
  private int[] eventTimes(Adoption adoption) {
    TreeSet<Integer> found = new TreeSet<>();
    int periods = adoption.panel().periods().length;
    for (int i = 0; i < adoption.first().length; i++) {
      for (int t = 0; t < periods && !adoption.never(i); t++) {
        if (PanelRows.observed(adoption.panel(), i * periods + t)) {
          found.add(binned(adoption.eventTime(i, t)));
        }
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private List<Integer> references(Adoption adoption, int[] times, List<PanelNote> notes) {
    if (Arrays.binarySearch(times, reference) < 0) {
      throw new NotEstimableException(
          Reason.EVENT_TIMES,
          "no observation lies at event time " + reference + ", the reference",
          "take one of the event times " + Arrays.toString(times));
    }
    if (adoption.anyNever() || times[0] == reference) {
      return List.of(reference);
    }
    notes.add(new PanelNote(PanelNote.Kind.SECOND_REFERENCE, PanelNote.ANY, times[0], 0, 0));
    return List.of(times[0], reference);
  }
}
