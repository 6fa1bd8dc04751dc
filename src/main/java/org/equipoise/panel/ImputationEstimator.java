package org.equipoise.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.NotEstimableException;

/**
 * Imputation: unit effects, period effects and covariates are fitted on the untreated observations
 * alone, the outcome each treated observation would have had without treatment is predicted from
 * them, and the differences are averaged. Borusyak, Jaravel and Spiess (2024), Review of Economic
 * Studies 91(6), 3253-3285.
 *
 * <p>Estimand: the (weighted) mean effect on the treated observations, at each event time and
 * overall. Assumes that the model of the untreated outcome holds at all times (parallel trends) and
 * no anticipation; effects may differ in any way. The efficient such estimator when errors are
 * homoskedastic and uncorrelated (theorem 2).
 *
 * <p>Variance (theorem 3, eq. 7 and 8): the estimate is a weighted sum of outcomes, {@code sum v
 * y}, with {@code v = -W Z0 (Z0'W Z0)^-1 Z1'w} for untreated observations and {@code v = w} for
 * treated ones; {@code V = sum over clusters of (sum v e)^2}. For untreated observations e is the
 * residual; for treated ones it is the imputed effect less its mean over the cohort at that event
 * time, the mean weighted with {@code v} times the cluster's sum of v, as in the paper and in
 * Stata's {@code did_imputation} (R's {@code didimputation} weights with {@code v^2}: equal when
 * clusters are units). Conservative; no factor G/(G-1); normal quantiles. A cohort's event time
 * carried by one cluster has e = 0 and is noted.
 *
 * <p>The coefficients before treatment come from the paper's separate regression (section 4.4): the
 * untreated observations on unit and period effects and dummies of the last k event times before
 * treatment, all earlier ones and the never treated as reference, so that testing them does not
 * bend the estimates after it. Their covariance has the {@link ClusterFactor}, as Stata's has.
 *
 * <p>Not imputable, left out and noted with counts: treated observations of units never seen
 * untreated; of periods in which nobody connected to the unit is untreated; and those that need a
 * covariate's slope which the untreated observations do not show.
 */
public final class ImputationEstimator {
  private final ClusterFactor factor;
  private final int leads;
  private final double level;

  private ImputationEstimator(ClusterFactor factor, int leads, double level) {
    this.factor = factor;
    this.leads = leads;
    this.level = level;
  }

  /**
   * All but the earliest event time before treatment tested (all but the two earliest where no unit
   * is never treated), level 0.95.
   */
  public static ImputationEstimator withDefaults() {
    return new ImputationEstimator(
        ClusterFactor.NESTED_LEFT_OUT, Integer.MAX_VALUE, ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same with coefficients for the last {@code count} event times before treatment. */
  public ImputationEstimator withLeads(int count) {
    if (count < 0) {
      throw new IllegalArgumentException(count + " event times");
    }
    return new ImputationEstimator(factor, count, level);
  }

  /** The same with another small-sample factor on the coefficients before treatment. */
  public ImputationEstimator with(ClusterFactor other) {
    return new ImputationEstimator(other, leads, level);
  }

  /** The same with intervals of another level. */
  public ImputationEstimator withLevel(double other) {
    return new ImputationEstimator(factor, leads, other);
  }

  /**
   * The path, with the coefficients before treatment, and the overall effect.
   *
   * @throws NotEstimableException if no treated observation can be imputed or there are fewer than
   *     two clusters
   */
  public EventStudy estimate(StaggeredPanel panel) {
    Adoption adoption = Adoption.of(panel);
    PanelRows.Builder builder = new PanelRows.Builder(panel);
    WithinFit untreated = WithinFit.of(untreated(adoption, builder, new int[0], true));
    List<PanelNote> notes = new ArrayList<>();
    PathPieces.notes(notes, adoption, builder, untreated);
    ImputedCells imputed = ImputedCells.of(adoption, untreated);
    notes.addAll(imputed.notes());
    List<Integer> times = new ArrayList<>(imputed.eventTimes());
    if (times.isEmpty()) {
      throw PathPieces.noTreatedCells();
    }
    int targets = times.size() + 1;
    List<ImputationTarget> post =
        IntStream.range(0, targets)
            .parallel()
            .mapToObj(
                h ->
                    h < times.size()
                        ? ImputationTarget.of(imputed, times.get(h), times.get(h))
                        : ImputationTarget.of(imputed, 0, Integer.MAX_VALUE))
            .toList();
    Leads before = leads(adoption);
    notes.addAll(before.notes);
    int k = before.times.size();
    double[] values = new double[k + targets];
    double[][] influence = new double[imputed.clusters()][k + targets];
    System.arraycopy(before.values, 0, values, 0, k);
    for (int c = 0; c < influence.length; c++) {
      for (int j = 0; j < k; j++) {
        influence[c][j] = before.influence[c][j];
      }
      for (int h = 0; h < targets; h++) {
        influence[c][k + h] = post.get(h).clusterSums()[c];
      }
    }
    for (int h = 0; h < targets; h++) {
      values[k + h] = post.get(h).value();
    }
    times.addAll(0, before.times);
    double[][] v = WithinFit.covariance(influence, 1);
    return new EventStudy(
        PathPieces.path(times, values, v, Double.POSITIVE_INFINITY),
        PathPieces.overall(times.size(), values, v, Double.POSITIVE_INFINITY, level),
        before.references,
        imputed.units(),
        untreated.rows().count() + imputed.count(),
        imputed.clustersUsed(),
        notes);
  }

  private record Leads(
      List<Integer> times,
      double[] values,
      double[][] influence,
      List<Integer> references,
      List<PanelNote> notes) {}

  /** The regression of the untreated observations on event times before treatment. */
  private Leads leads(Adoption adoption) {
    TreeSet<Integer> found = new TreeSet<>();
    int periods = adoption.panel().periods().length;
    for (int i = 0; i < adoption.first().length; i++) {
      for (int t = 0; t < periods && !adoption.never(i) && !adoption.treated(i, t); t++) {
        if (PanelRows.observed(adoption.panel(), i * periods + t)) {
          found.add(adoption.eventTime(i, t));
        }
      }
    }
    int[] all = found.stream().mapToInt(Integer::intValue).toArray();
    int spare = adoption.anyNever() ? 1 : 2;
    int tested = Math.max(0, Math.min(leads, all.length - spare));
    int[] kept = Arrays.copyOfRange(all, all.length - tested, all.length);
    List<Integer> references = Arrays.stream(all).limit(all.length - tested).boxed().toList();
    PanelRows.Builder builder = new PanelRows.Builder(adoption.panel());
    WithinFit fit = WithinFit.of(untreated(adoption, builder, kept, false));
    int[] anyCohort = new int[tested];
    Arrays.fill(anyCohort, PanelNote.ANY);
    List<Integer> times = new ArrayList<>();
    List<double[]> chosen = new ArrayList<>();
    for (int k = 0; k < tested; k++) {
      if (fit.estimable(k)) {
        times.add(kept[k]);
        double[] one = new double[tested];
        one[k] = 1;
        chosen.add(one);
      }
    }
    double[][] combinations = chosen.toArray(double[][]::new);
    double[][] influence = fit.influence(combinations);
    if (!times.isEmpty()) {
      PathPieces.check(fit);
      double root = Math.sqrt(factor.of(fit));
      for (double[] row : influence) {
        for (int j = 0; j < row.length; j++) {
          row[j] *= root;
        }
      }
    }
    return new Leads(
        times,
        PathPieces.combine(fit, combinations),
        influence,
        references,
        PathPieces.collinear(fit, anyCohort, kept));
  }

  private static PanelRows untreated(
      Adoption adoption, PanelRows.Builder builder, int[] dummies, boolean keepSingles) {
    int periods = adoption.panel().periods().length;
    for (int i = 0; i < adoption.first().length; i++) {
      builder.unit(i);
      for (int t = 0; t < periods && !adoption.treated(i, t); t++) {
        int code =
            adoption.never(i)
                ? -1
                : Math.max(-1, Arrays.binarySearch(dummies, adoption.eventTime(i, t)));
        builder.row(t, t, code, 1);
      }
    }
    return builder.build(periods, dummies.length, keepSingles);
  }
}
