package org.equipoise.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** One statistic in the assignment that was made and in the assignments that could have been. */
public final class RedrawnComparison {
  /** Bisection stops at this share of the first step. */
  private static final double TOLERANCE = 1e-7;

  /** Doublings of the first step after which a set is called unbounded. */
  private static final int DOUBLINGS = 40;

  private static final double ROOT_EPSILON = Math.sqrt(Math.ulp(1.0));

  private final Replay replay;
  private final Statistic statistic;
  private final @Nullable TrialOutcome outcome;
  private final Replay.Values values;

  RedrawnComparison(
      Replay replay, Statistic statistic, @Nullable TrialOutcome outcome, Replay.Values values) {
    this.replay = replay;
    this.statistic = statistic;
    this.outcome = outcome;
    this.values = values;
  }

  /** The statistic of the assignment that was made; its expectation under no effect is zero. */
  public double observed() {
    return values.observed()[0];
  }

  /** The statistic in every draw, or in all assignments; NaN where it is undefined. */
  public double[] drawn() {
    return values.drawn()[0].clone();
  }

  double[] drawnUncopied() {
    return values.drawn()[0];
  }

  /** How many assignments were drawn or listed. */
  public int assignments() {
    return replay.draws();
  }

  /** Whether they are all there are, each once. */
  public boolean listed() {
    return replay.listed();
  }

  /** Draws in which the statistic is undefined; they count as extreme. */
  public int undefined() {
    return (int) Arrays.stream(values.drawn()[0]).filter(Double::isNaN).count();
  }

  /**
   * Two-sided p-value of the hypothesis that treatment changes nobody's outcome. Statistics within
   * {@code sqrt(eps)} of each other, relative to their size and spread, count as equal (as in ri2,
   * but independent of the outcome's unit).
   */
  public double pValue(PValueRule rule) {
    return pValue(rule, values.observed()[0], values.drawn()[0]);
  }

  private double pValue(PValueRule rule, double observed, double[] drawn) {
    return new RedrawnNumber(observed, drawn, listed()).pValue(rule);
  }

  /** Monte-Carlo standard error of the p-value, {@code sqrt(p(1-p)/B)}; 0 when listed. */
  public double monteCarloError(PValueRule rule) {
    double p = pValue(rule);
    return listed() ? 0 : Math.sqrt(p * (1 - p) / replay.draws());
  }

  /**
   * The constant effects that are not rejected. For a difference and a coefficient the ends are
   * those of the draws made; for the other statistics they are searched for outwards from the
   * middle of the set.
   *
   * @throws IllegalStateException if the comparison was made without a set, or is one of balance
   */
  public EffectSet effects(PValueRule rule, double level) {
    requireSet();
    // 1 - 0.95 is a little less than 0.05, and p-values are ratios of whole numbers.
    double alpha = (1 - level) * (1 + ROOT_EPSILON);
    return switch (statistic) {
      case DIFFERENCE, COEFFICIENT -> linear(rule, level, alpha);
      case STUDENTIZED, REGRESSION_T -> searched(b -> studentized(rule, b), start(1), alpha, level);
      case RANK_SUM -> searched(b -> ranked(rule, b), null, alpha, level);
    };
  }

  private EffectSet linear(PValueRule rule, double level, double alpha) {
    long needed = rule.fewestAbove(alpha, replay.draws(), listed());
    double a0 = values.observed()[0];
    double[] a = values.drawn()[0];
    double[] c = values.drawn()[1];
    return needed > a.length
        ? new EffectSet(a0, a0, level, 0)
        : new EffectSet(
            LinearInversion.lower(a0, a, c, needed),
            LinearInversion.upper(a0, a, c, needed),
            level,
            0);
  }

  /**
   * The constant effect under which the statistic of the assignment that was made is zero: the
   * estimate that belongs to the set (Hodges and Lehmann 1963 for ranks).
   *
   * @throws IllegalStateException if the comparison was made without a set
   */
  public double effect() {
    requireSet();
    double[] v = values.observed();
    return switch (statistic) {
      case DIFFERENCE, COEFFICIENT -> v[0] / v[1];
      case STUDENTIZED, REGRESSION_T -> v[1] / v[2];
      case RANK_SUM -> rankStart()[0];
    };
  }

  private void requireSet() {
    if (outcome == null || (values.observed().length == 1 && statistic != Statistic.RANK_SUM)) {
      throw new IllegalStateException("the comparison was made without a set of effects");
    }
  }

  /** The p-value of an effect by the direct way, for any statistic. */
  double pValueOf(double effect, PValueRule rule) {
    return switch (statistic) {
      case STUDENTIZED, REGRESSION_T -> studentized(rule, effect);
      case RANK_SUM -> ranked(rule, effect);
      case DIFFERENCE, COEFFICIENT -> {
        double[] drawn = new double[replay.draws()];
        for (int d = 0; d < drawn.length; d++) {
          drawn[d] = values.drawn()[0][d] - effect * values.drawn()[1][d];
        }
        yield pValue(rule, values.observed()[0] - effect * values.observed()[1], drawn);
      }
    };
  }

  private double[] start(int at) {
    double estimate = values.observed()[at] / values.observed()[at + 1];
    double error = Math.sqrt(values.observed()[at + 2]) / Math.abs(values.observed()[at + 1]);
    return new double[] {estimate, error};
  }

  private double studentized(PValueRule rule, double b) {
    double[][] v = values.drawn();
    double[] drawn = new double[replay.draws()];
    for (int d = 0; d < drawn.length; d++) {
      drawn[d] = studentized(b, v[1][d], v[2][d], v[3][d], v[4][d], v[5][d]);
    }
    double[] o = values.observed();
    return pValue(rule, studentized(b, o[1], o[2], o[3], o[4], o[5]), drawn);
  }

  private static double studentized(double b, double a, double c, double p, double q, double r) {
    double variance = p - 2 * b * q + b * b * r;
    double effect = a - b * c;
    return variance > 0 ? effect / Math.sqrt(variance) : effect == 0 ? 0 : Double.NaN;
  }

  private double ranked(PValueRule rule, double b) {
    Replay.Values found = rankedAt(b);
    return pValue(rule, found.observed()[0], found.drawn()[0]);
  }

  private Replay.Values rankedAt(double b) {
    TrialOutcome known = Objects.requireNonNull(outcome);
    double[] shifted = known.values().clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] -= replay.treated()[known.units()[i]] ? b : 0;
    }
    TreatedSums sums = new TreatedSums(replay.assignments().order());
    UnitBlocks cells = new UnitBlocks(known);
    LinearScore score = LinearScore.ranks(cells, replay.assignments(), sums, cells.pick(shifted));
    return replay.evaluate(List.of(score), sums).get(0);
  }

  private EffectSet searched(
      DoubleUnaryOperator p, double @Nullable [] from, double alpha, double level) {
    double[] start = from == null ? rankStart() : from;
    double step = start[1] > 0 ? start[1] : Math.max(1, Math.abs(start[0]));
    return new EffectSet(
        end(p, start[0], -step, alpha), end(p, start[0], step, alpha), level, TOLERANCE * step);
  }

  /** Where the rank sum is about zero, and how far apart values lie: a first guess is enough. */
  private double[] rankStart() {
    TrialOutcome known = Objects.requireNonNull(outcome);
    UnitBlocks cells = new UnitBlocks(known);
    double[] y = cells.pick(known.values());
    cells.centre(y);
    double scale = RedrawnNumber.spread(y);
    double low = -2 * scale;
    double high = 2 * scale;
    for (int i = 0; i < 60 && observedRank(cells, known, low) < 0; i++) {
      low *= 2;
    }
    for (int i = 0; i < 60 && observedRank(cells, known, high) > 0; i++) {
      high *= 2;
    }
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (observedRank(cells, known, middle) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new double[] {(low + high) / 2, scale / 4};
  }

  private double observedRank(UnitBlocks cells, TrialOutcome known, double b) {
    double[] shifted = known.values().clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] -= replay.treated()[known.units()[i]] ? b : 0;
    }
    TreatedSums sums = new TreatedSums(replay.assignments().order());
    LinearScore score = LinearScore.ranks(cells, replay.assignments(), sums, cells.pick(shifted));
    return replay.observe(score, sums)[0];
  }

  private static double end(DoubleUnaryOperator p, double start, double step, double alpha) {
    double inside = start;
    double outside = start + step;
    double stride = step;
    for (int i = 0; p.applyAsDouble(outside) > alpha; i++) {
      if (i == DOUBLINGS) {
        return step > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      }
      inside = outside;
      stride *= 2;
      outside = start + stride;
    }
    while (Math.abs(outside - inside) > TOLERANCE * Math.abs(step)) {
      double middle = (inside + outside) / 2;
      if (p.applyAsDouble(middle) > alpha) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return (inside + outside) / 2;
  }
}
