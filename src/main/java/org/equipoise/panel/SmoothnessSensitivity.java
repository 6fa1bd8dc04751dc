package org.equipoise.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.equipoise.estimate.ConfidenceInterval;
import org.jspecify.annotations.Nullable;

/**
 * Effects when the trend may bend: {@code Delta^SD(M)}, all trends whose second differences are at
 * most M in size,
 *
 * <pre>|(delta_{t+1} - delta_t) - (delta_t - delta_{t-1})| &lt;= M for all t.</pre>
 *
 * M = 0 extrapolates a line. M has the unit of the outcome per period squared.
 *
 * <p>The interval is the shortest of fixed length around a linear estimator: {@code v'beta +- cv(M
 * b(v) / s(v)) s(v)}, b(v) the largest bias per unit of M, s(v) the standard error, and cv(t) the 1
 * - alpha quantile of {@code |N(t, 1)|}; v makes it shortest. The optimum is exact, found on the
 * path of {@link BiasFrontier}; {@code HonestDiD::findOptimalFLCI} approximates it (its quantile is
 * simulated) and agrees to 0.002 of the length, with a centre that may lie a hundredth of it off.
 *
 * <p>The identified set is {@code l'beta_post - W s_0 +- M K}, with the letters of that class, the
 * solution of the two linear programs of the paper; it is empty when second differences of the
 * estimates before treatment exceed M.
 *
 * <p>Rambachan and Roth (2023), Review of Economic Studies 90(5); Armstrong and Kolesar (2018),
 * Econometrica 86(2).
 */
public final class SmoothnessSensitivity implements TrendSensitivity {

  private final double level;

  private SmoothnessSensitivity(double level) {
    this.level = level;
  }

  /** Intervals of level 0.95. */
  public static SmoothnessSensitivity withDefaults() {
    return new SmoothnessSensitivity(ConfidenceInterval.DEFAULT_LEVEL);
  }

  @Override
  public SmoothnessSensitivity withLevel(double level) {
    return new SmoothnessSensitivity(SensitivityTable.checkLevel(level));
  }

  @Override
  public SensitivityTable assess(EventPath path, PostContrast contrast, double... bounds) {
    SensitivityTable.checkBounds(bounds);
    EventSplit split = EventSplit.of(path);
    BiasFrontier frontier = BiasFrontier.of(split, contrast);
    double bend = largestBend(split);
    List<SensitivityRow> rows = new ArrayList<>();
    for (double m : bounds) {
      rows.add(
          new SensitivityRow(
              m, interval(split, frontier, m), identified(split, frontier, m, bend)));
    }
    double start =
        Math.max(Math.abs(split.value(frontier.leastBiased())), frontier.leastDeviation())
            / frontier.fixedBias();
    OptionalDouble breakdown = Breakdown.of(m -> interval(split, frontier, m), start);
    return SensitivityTable.of(split, contrast, level, rows, breakdown);
  }

  ConfidenceInterval interval(EventSplit split, BiasFrontier frontier, double m) {
    BiasFrontier.Choice choice = frontier.shortest(m, 1 - level);
    double centre = split.value(choice.weights());
    double half = FoldedNormal.quantile(m * choice.bias(), choice.deviation(), 1 - level);
    return new ConfidenceInterval(level, centre - half, centre + half);
  }

  private static @Nullable IdentifiedSet identified(
      EventSplit split, BiasFrontier frontier, double m, double bend) {
    if (bend > m) {
      return null;
    }
    double centre = split.value(frontier.leastBiased());
    double half = m * frontier.fixedBias();
    return new IdentifiedSet(centre - half, centre + half);
  }

  private static double largestBend(EventSplit split) {
    double largest = 0;
    for (int j = 1 - split.pre(); j < 0; j++) {
      largest = Math.max(largest, Math.abs(split.value(split.bend(j))));
    }
    return largest;
  }

  /**
   * Equally spaced values of M from 0 to the largest one that the periods before treatment make
   * plausible: the upper end of one-sided intervals of the level for the second differences of
   * their estimates, the largest of them. With a single effect before treatment, which shows no
   * bend, its standard error takes that place. Both are the defaults of HonestDiD.
   *
   * @param count how many, at least 2
   * @throws org.equipoise.estimate.NotEstimableException as {@link #assess}
   */
  public double[] plausibleBounds(EventPath path, int count) {
    if (count < 2) {
      throw new IllegalArgumentException(count + " bounds");
    }
    EventSplit split = EventSplit.of(path);
    double top = split.pre() > 1 ? 0 : Math.sqrt(split.covariance()[0][0]);
    for (int j = 1 - split.pre(); j < 0; j++) {
      double[] bend = split.bend(j);
      double upper =
          Math.abs(split.value(bend)) + FoldedNormal.upper(1 - level) * split.standardError(bend);
      top = Math.max(top, upper);
    }
    double[] bounds = new double[count];
    for (int k = 0; k < count; k++) {
      bounds[k] = top * k / (count - 1);
    }
    return bounds;
  }
}
