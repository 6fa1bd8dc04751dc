package org.equipoise.panel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.equipoise.estimate.ChiSquareTest;
import org.equipoise.estimate.NotEstimableException;

/** Group-time effects, estimated: see {@link GroupTimeEffects}. */
public final class GroupTimeFit {
  private final GroupTimeOptions options;
  private final GroupTimeSample sample;
  private final List<GroupTimeCell> cells;
  private final InfluenceFunctions influence;
  private final InfluenceFunctions clustered;
  private final double noise;

  GroupTimeFit(
      GroupTimeOptions options,
      GroupTimeSample sample,
      List<GroupTimeCell> cells,
      InfluenceFunctions influence,
      InfluenceFunctions clustered,
      double noise) {
    this.options = options;
    this.sample = sample;
    this.cells = List.copyOf(cells);
    this.influence = influence;
    this.clustered = clustered;
    this.noise = noise;
  }

  /** What was decided beforehand. */
  public GroupTimeOptions options() {
    return options;
  }

  /** The cells by group and period. */
  public List<GroupTimeCell> cells() {
    return cells;
  }

  /** One cell; empty if the group or period is not among them. */
  public Optional<GroupTimeCell> cell(int group, int period) {
    return cells.stream().filter(c -> c.group() == group && c.period() == period).findFirst();
  }

  /** Units used. */
  public int units() {
    return sample.units();
  }

  /** Clusters with a unit that is used; the units themselves where the panel names none. */
  public int clusters() {
    int[] codes = sample.panel().clusters();
    if (codes == null) {
      return units();
    }
    BitSet seen = new BitSet();
    for (int[] group : sample.members()) {
      for (int i : group) {
        seen.set(codes[i]);
      }
    }
    return seen.cardinality();
  }

  /** Units left out because no period lies before their treatment (and its anticipation). */
  public int alreadyTreated() {
    return sample.alreadyTreated();
  }

  /** Units left out because they lack a period, or all periods. */
  public int incomplete() {
    return sample.incomplete();
  }

  /** Whether periods were read as repeated samples because some unit lacks a period. */
  public boolean asSections() {
    return sample.sections();
  }

  /** Influence functions of the cells, unit by unit of the panel; nil for refused cells. */
  public InfluenceFunctions influence() {
    return influence;
  }

  /** The same summed by cluster; {@link #influence()} where units are their own clusters. */
  public InfluenceFunctions clustered() {
    return clustered;
  }

  /** Covariance of the cells' effects, by cluster where the panel has any. */
  public double[][] covariance() {
    return clustered.covariance();
  }

  /** The effects in fewer numbers, over all event times. */
  public Aggregate aggregate(Aggregation kind) {
    return aggregate(kind, AggregationWindow.all());
  }

  /**
   * The effects in fewer numbers. Standard errors count that the shares of the groups are
   * estimated. Refused cells are left out and counted.
   */
  public Aggregate aggregate(Aggregation kind, AggregationWindow window) {
    return new AggregatedEffects(this, sample, noise).aggregate(kind, window);
  }

  /**
   * The Wald test that all effects before treatment (and its anticipation) are nil: {@code n a'
   * V^-1 a}, chi-square. As {@code did} makes it, except that {@code did} counts the periods of
   * anticipation and rounds the p-value to five digits. Cells without a standard error, such as the
   * reference, are left out. Not rejecting says little where the test has little power.
   *
   * @throws NotEstimableException if there is no such cell, or their covariance is singular, as
   *     with more cells than clusters
   */
  public ChiSquareTest preTest() {
    List<Integer> before = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      GroupTimeCell cell = cells.get(c);
      boolean early = (long) cell.period() + options.anticipation() < cell.group();
      if (early && cell.reading().judged().isPresent()) {
        before.add(c);
      }
    }
    if (before.isEmpty()) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_FEW_UNITS,
          "no effect before treatment could be estimated",
          "add earlier periods");
    }
    int q = before.size();
    double[] effects = new double[q];
    double[][] pick = new double[q][cells.size()];
    for (int j = 0; j < q; j++) {
      effects[j] = cells.get(before.get(j)).reading().value();
      pick[j][before.get(j)] = 1;
    }
    double wald = inverseForm(clustered.combine(pick).covariance(), effects);
    return new ChiSquareTest(wald, q, ChiSquaredDistribution.of(q).survivalProbability(wald));
  }

  /** {@code b'V^-1 b} by a Cholesky factor. */
  private static double inverseForm(double[][] v, double[] b) {
    int q = b.length;
    double[][] l = new double[q][q];
    double[] x = new double[q];
    double sum = 0;
    for (int i = 0; i < q; i++) {
      double rest = b[i];
      for (int j = 0; j <= i; j++) {
        double s = v[i][j];
        for (int k = 0; k < j; k++) {
          s -= l[i][k] * l[j][k];
        }
        if (j < i) {
          l[i][j] = s / l[j][j];
          rest -= l[i][j] * x[j];
        } else if (s > 1e-12 * v[i][i]) {
          l[i][i] = Math.sqrt(s);
        } else {
          throw new NotEstimableException(
              NotEstimableException.Reason.SINGULAR_COVARIANCE,
              "the " + q + " effects before treatment have a singular covariance",
              "use fewer periods or groups, or more units or clusters");
        }
      }
      x[i] = rest / l[i][i];
      sum += x[i] * x[i];
    }
    return sum;
  }
}
