package org.equipoise.analysis;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.panel.PeriodFit;
import org.equipoise.panel.PeriodFold;
import org.equipoise.panel.PeriodRatio;
import org.equipoise.protocol.Analysis.Compliance;
import org.equipoise.protocol.Analysis.Estimator;
import org.jspecify.annotations.Nullable;

/**
 * Estimates all periods of a comparison at once: in one pass over persons where the plan is least
 * squares on the arm and the strata, with or without weights, and a variance of persons; else
 * period by period as planned, in {@link ByPeriodRegressions}.
 */
final class ByPeriodFits {

  private static final int CHUNK = 4096;
  private static final int MOST_CHUNKS = 64;

  private final TrialData data;
  private final Compared one;
  private final double level;

  ByPeriodFits(TrialData data, Compared one) {
    this.data = data;
    this.one = one;
    this.level = one.effect().analysis().level();
  }

  /**
   * Effects of being drawn, and of having met the service by the end of each period after the draw.
   *
   * @param drawn one period a column of the values
   * @param met one period after the draw; null where it was not asked for
   */
  record Found(PeriodFit drawn, @Nullable PeriodFit met) {}

  /** The fits of these values; with {@code byTime} those of having met the service too. */
  Found of(ByPeriodValues values, boolean byTime) {
    double[] weights = weights(values);
    int[] strata = one.blocks(data, values.people());
    if (!folds(weights)) {
      return new ByPeriodRegressions(data, one, weights, strata).of(values, byTime);
    }
    int width = values.width();
    if (!byTime) {
      return new Found(fold(values, values.values(), width, weights, strata), null);
    }
    int wide = width + values.last();
    double[] both = new double[Math.multiplyExact(values.people().length, wide)];
    for (int i = 0; i < values.people().length; i++) {
      System.arraycopy(values.values(), i * width, both, i * wide, width);
    }
    for (int k = 1; k <= values.last(); k++) {
      boolean[] met = metBy(k);
      int own = values.before() + k - 1;
      for (int i = 0; i < values.people().length; i++) {
        // Both effects are those of the same people.
        boolean known = !Double.isNaN(values.values()[i * width + own]);
        both[i * wide + width + k - 1] = known ? (met[values.people()[i]] ? 1 : 0) : Double.NaN;
      }
    }
    PeriodFit fit = fold(values, both, wide, weights, strata);
    PeriodFit ratio = PeriodRatio.of(fit, values.before(), width, values.last());
    return new Found(first(fit, width), ratio);
  }

  /** Who had met the service by the end of a period. */
  boolean[] metBy(int period) {
    Moment.AtPeriod at = (Moment.AtPeriod) one.effect().moment();
    return data.metWithin(TakeUp.lastDay(at.unit(), period));
  }

  /** Whether the plan can tell who had met the service by each period. */
  boolean dated() {
    return one.effect().analysis().compliance() instanceof Compliance.Within && data.hasMeetings();
  }

  private static PeriodFit first(PeriodFit fit, int count) {
    double[][] covariance = new double[count][];
    for (int m = 0; m < count; m++) {
      covariance[m] = Arrays.copyOf(fit.covariance()[m], count);
    }
    return new PeriodFit(fit.periods().subList(0, count), covariance, fit.level());
  }

  private double @Nullable [] weights(ByPeriodValues values) {
    if (!one.choice().inverseProbability()) {
      return null;
    }
    double[] none = new double[values.people().length];
    return Weights.inverseProbability(
        data,
        new ArmComparison.Sample(
            values.people(), values.treated(), none, List.of(), 0, false, List.of()));
  }

  private boolean folds(double @Nullable [] weights) {
    VarianceEstimator variance = TakeUp.variance(one.choice());
    boolean ofPersons =
        variance.compareTo(VarianceEstimator.HC0) >= 0
            && variance.compareTo(VarianceEstimator.HC3) <= 0;
    boolean plain =
        one.choice().estimator() == Estimator.LEAST_SQUARES
            && !one.choice().pairEffects()
            && one.cluster() == null
            && one.effect().analysis().adjust().isEmpty();
    return ofPersons && plain && (weights == null || few(weights));
  }

  private static boolean few(double[] weights) {
    Set<Double> seen = new HashSet<>();
    for (double weight : weights) {
      if (seen.add(weight) && seen.size() > PeriodFold.MOST_WEIGHTS) {
        return false;
      }
    }
    return true;
  }

  private PeriodFit fold(
      ByPeriodValues people,
      double[] values,
      int width,
      double @Nullable [] weights,
      int @Nullable [] strata) {
    int n = people.people().length;
    int count = strata == null ? 1 : data.design().strata().size();
    // Parts depend on the number of people alone, and so does the result.
    int size = Math.max(CHUNK, (n + MOST_CHUNKS - 1) / MOST_CHUNKS);
    return IntStream.range(0, Math.max(1, (n + size - 1) / size))
        .parallel()
        .mapToObj(
            chunk -> {
              PeriodFold fold = PeriodFold.of(count, width);
              for (int i = chunk * size; i < Math.min(n, (chunk + 1) * size); i++) {
                fold.add(
                    strata == null ? 0 : strata[i],
                    people.treated()[i],
                    weights == null ? 1 : weights[i],
                    values,
                    i * width);
              }
              return fold;
            })
        .toList()
        .stream()
        .reduce(PeriodFold::merge)
        .orElseThrow()
        .finish(level, TakeUp.variance(one.choice()));
  }
}
