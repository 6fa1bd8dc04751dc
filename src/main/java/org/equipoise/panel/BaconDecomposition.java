package org.equipoise.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Two-way fixed effects taken apart: the coefficient of {@link TwoWayFixedEffects} without
 * covariates is a weighted mean of all comparisons of two groups over two spans of time.
 * Goodman-Bacon (2021), Journal of Econometrics 225(2), 254-277, theorem 1.
 *
 * <p>With n the groups' shares of the units, D the share of periods in which each is treated and k
 * treated before l, the weights are proportional to {@code n_k n_U D_k (1 - D_k)} against the never
 * treated U (and likewise against the always treated), {@code n_k n_l (D_k - D_l)(1 - D_k)} for k
 * against the later l, and {@code n_k n_l D_l (D_k - D_l)} for l against the earlier k. Weights and
 * estimates multiplied add up to the coefficient exactly. Cohorts between the same two periods of
 * the panel are one group.
 *
 * <p>Refused: unbalanced panels, covariates, weights that change over time; the theorem does not
 * hold for them.
 */
public final class BaconDecomposition {
  private final List<BaconComparison> comparisons;

  private BaconDecomposition(List<BaconComparison> comparisons) {
    this.comparisons = List.copyOf(comparisons);
  }

  /** All comparisons of one kind together. */
  public record Total(BaconComparison.Kind kind, double weight, double estimate) {}

  /**
   * Takes the coefficient apart.
   *
   * @throws NotEstimableException if the panel is unbalanced or adjusted, its weights change over
   *     time, or no two groups differ in treatment
   */
  public static BaconDecomposition of(StaggeredPanel panel) {
    refuse(panel);
    List<Group> groups = groups(Adoption.of(panel));
    List<BaconComparison> raw = new ArrayList<>();
    for (int a = 0; a < groups.size(); a++) {
      for (int b = a + 1; b < groups.size(); b++) {
        compare(groups.get(a), groups.get(b), raw);
      }
    }
    double total = raw.stream().mapToDouble(BaconComparison::weight).sum();
    if (raw.isEmpty()) {
      throw new NotEstimableException(
          Reason.TREATMENT_COLLINEAR,
          "all units are treated in the same periods",
          "there must be units that change treatment while others do not");
    }
    return new BaconDecomposition(
        raw.stream()
            .map(
                c ->
                    new BaconComparison(
                        c.kind(), c.treated(), c.control(), c.weight() / total, c.estimate()))
            .toList());
  }

  /** The comparisons, by the earlier treated group and then the other. */
  public List<BaconComparison> comparisons() {
    return comparisons;
  }

  /** Weight and mean estimate of each kind of comparison that occurs. */
  public List<Total> totals() {
    List<Total> totals = new ArrayList<>();
    for (BaconComparison.Kind kind : BaconComparison.Kind.values()) {
      double weight = 0;
      double sum = 0;
      for (BaconComparison c : comparisons) {
        if (c.kind() == kind) {
          weight += c.weight();
          sum += c.weight() * c.estimate();
        }
      }
      if (weight > 0) {
        totals.add(new Total(kind, weight, sum / weight));
      }
    }
    return totals;
  }

  /** The two-way fixed effects coefficient. */
  public double coefficient() {
    return comparisons.stream().mapToDouble(c -> c.weight() * c.estimate()).sum();
  }

  private static void refuse(StaggeredPanel panel) {
    if (!panel.balanced()) {
      long missing = Arrays.stream(panel.outcome()).filter(Double::isNaN).count();
      throw new NotEstimableException(
          Reason.INCOMPLETE_UNITS,
          missing + " of " + panel.outcome().length + " outcomes are missing",
          "decompose the units that are observed in every period");
    }
    if (!panel.covariateNames().isEmpty()) {
      throw new NotEstimableException(
          Reason.TERM_DROPPED,
          "the decomposition is of the regression without covariates",
          "decompose the panel without its covariates and compare with that regression");
    }
    double @Nullable [] w = panel.weights();
    for (int cell = 0; w != null && cell < w.length; cell++) {
      if (!(w[cell] > 0) || w[cell] != w[cell - cell % panel.periods().length]) {
        throw new NotEstimableException(
            Reason.INCOMPLETE_UNITS,
            "the weights of a unit change over time or are not positive",
            "give each unit one weight, such as its population in the first period");
      }
    }
  }

  /**
   * Units first treated in the same period of the panel.
   *
   * @param label first treated period of the first of them
   * @param from place of the first treated period, the number of periods if never
   * @param mass sum of their weights
   * @param outcome weighted mean in each period
   */
  private record Group(int label, int from, double mass, double[] outcome) {

    double share() {
      return 1 - from / (double) outcome.length;
    }

    boolean never() {
      return from == outcome.length;
    }

    double mean(int start, int end) {
      double sum = 0;
      for (int t = start; t < end; t++) {
        sum += outcome[t];
      }
      return sum / (end - start);
    }

    /** Mean from {@code cut} to {@code end} less that from {@code start} to {@code cut}. */
    double change(int start, int cut, int end) {
      return mean(cut, end) - mean(start, cut);
    }
  }

  /** The groups, the earlier treated first. */
  private static List<Group> groups(Adoption adoption) {
    StaggeredPanel panel = adoption.panel();
    int periods = panel.periods().length;
    double[] mass = new double[periods + 1];
    double[][] sums = new double[periods + 1][periods];
    int[] label = new int[periods + 1];
    Arrays.fill(label, StaggeredPanel.NEVER);
    for (int i = 0; i < panel.units(); i++) {
      int from = 0;
      while (from < periods && !adoption.treated(i, from)) {
        from++;
      }
      double w = panel.weights() == null ? 1 : panel.weights()[i * periods];
      mass[from] += w;
      label[from] = Math.min(label[from], adoption.first()[i]);
      for (int t = 0; t < periods; t++) {
        sums[from][t] += w * panel.outcome()[i * periods + t];
      }
    }
    List<Group> groups = new ArrayList<>();
    for (int from = 0; from <= periods; from++) {
      if (mass[from] > 0) {
        double m = mass[from];
        int name = from == 0 ? panel.periods()[0] : label[from];
        groups.add(
            new Group(name, from, m, Arrays.stream(sums[from]).map(sum -> sum / m).toArray()));
      }
    }
    return groups;
  }

  /** The comparisons of two groups, k treated before l. */
  private static void compare(Group k, Group l, List<BaconComparison> found) {
    int end = k.outcome.length;
    double n = k.mass * l.mass;
    boolean always = k.from == 0;
    if (l.never()) {
      if (!always) {
        double d = k.change(0, k.from, end) - l.change(0, k.from, end);
        found.add(
            new BaconComparison(
                BaconComparison.Kind.TREATED_AGAINST_NEVER,
                k.label,
                l.label,
                n * k.share() * (1 - k.share()),
                d));
      }
      return;
    }
    if (!always) {
      double d = k.change(0, k.from, l.from) - l.change(0, k.from, l.from);
      found.add(
          new BaconComparison(
              BaconComparison.Kind.EARLIER_AGAINST_LATER,
              k.label,
              l.label,
              n * (k.share() - l.share()) * (1 - k.share()),
              d));
    }
    double d = l.change(k.from, l.from, end) - k.change(k.from, l.from, end);
    found.add(
        new BaconComparison(
            always
                ? BaconComparison.Kind.TREATED_AGAINST_ALWAYS
                : BaconComparison.Kind.LATER_AGAINST_EARLIER,
            l.label,
            k.label,
            n * l.share() * (k.share() - l.share()),
            d));
  }
}
