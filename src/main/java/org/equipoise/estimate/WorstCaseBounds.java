package org.equipoise.estimate;

/**
 * Bounds on the effect of everybody that assume nothing about those without an outcome, except that
 * an outcome cannot lie outside a known range. Manski (1990), American Economic Review 80(2),
 * 319-323; variance as in Coppock, Gerber, Green and Kern (2017), Political Analysis 25(2), section
 * 3, and R's {@code attrition::estimator_ev}.
 *
 * <p>The lower bound gives all missing of the treated arm the lowest and all missing of the control
 * arm the highest possible value, the upper bound the reverse. With q, m and s^2 the share, mean
 * and sample variance of an arm's known outcomes, b the value filled in and {@code w = q m + (1-q)
 * b}, the variance of the arm's mean is {@code [q s^2 + q (m-w)^2 + (1-q) (b-w)^2] / N}. The
 * interval is that of {@link ImbensManski}.
 */
public final class WorstCaseBounds {
  private final double lowest;
  private final double highest;
  private final double level;

  private WorstCaseBounds(double lowest, double highest, double level) {
    this.lowest = lowest;
    this.highest = highest;
    this.level = level;
  }

  /**
   * Bounds for outcomes from {@code lowest} to {@code highest}.
   *
   * @throws IllegalArgumentException unless both are finite and in order
   */
  public static WorstCaseBounds between(double lowest, double highest) {
    if (!(Double.isFinite(lowest) && Double.isFinite(highest) && lowest < highest)) {
      throw new IllegalArgumentException("a range from " + lowest + " to " + highest);
    }
    return new WorstCaseBounds(lowest, highest, ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same with an interval of another level in (0, 1). */
  public WorstCaseBounds withLevel(double newLevel) {
    return new WorstCaseBounds(lowest, highest, ConfidenceInterval.checkLevel(newLevel));
  }

  /**
   * The bounds and their interval.
   *
   * @param lower lower bound of the effect, treated minus control
   * @param seLower its standard error
   * @param upper upper bound
   * @param seUpper its standard error
   * @param interval covers the effect with the stated probability
   */
  public record Result(
      double lower, double seLower, double upper, double seUpper, ConfidenceInterval interval) {}

  /**
   * Estimates the bounds for units drawn one by one, without regard to cells.
   *
   * @throws IllegalArgumentException if a known outcome lies outside the range
   * @throws NotEstimableException if an arm has fewer than two known outcomes, or nothing varies
   */
  public Result estimate(IncompleteSample sample) {
    Arm treated = arm(sample, true);
    Arm control = arm(sample, false);
    double lower = treated.mean(lowest) - control.mean(highest);
    double upper = treated.mean(highest) - control.mean(lowest);
    double seLower = Math.sqrt(treated.variance(lowest) + control.variance(highest));
    double seUpper = Math.sqrt(treated.variance(highest) + control.variance(lowest));
    return new Result(
        lower,
        seLower,
        upper,
        seUpper,
        ImbensManski.interval(lower, upper, seLower, seUpper, level));
  }

  /**
   * The outcomes with the missing ones filled in as one bound has it: what any estimator of the
   * design can be applied to.
   *
   * @param upper whether for the upper bound
   */
  public double[] filled(IncompleteSample sample, boolean upper) {
    double[] filled = sample.outcome().clone();
    for (int i = 0; i < filled.length; i++) {
      if (Double.isNaN(filled[i])) {
        filled[i] = sample.treated()[i] == upper ? highest : lowest;
      }
    }
    return filled;
  }

  private Arm arm(IncompleteSample sample, boolean treated) {
    double[] known = sample.known(treated);
    for (double y : known) {
      if (y < lowest || y > highest) {
        throw new IllegalArgumentException(
            "an outcome of " + y + " outside the range from " + lowest + " to " + highest);
      }
    }
    int drawn = sample.drawn(treated);
    if (known.length < 2) {
      throw new NotEstimableException(
          drawn == 0
              ? NotEstimableException.Reason.EMPTY_ARM
              : NotEstimableException.Reason.TOO_FEW_UNITS,
          known.length
              + " of "
              + drawn
              + (treated ? " in the treated arm" : " in the control arm")
              + " have an outcome; at least 2 are needed",
          "wait for more outcomes");
    }
    return new Arm(drawn, Moments.of(known));
  }

  private record Arm(int drawn, Moments known) {
    double mean(double filled) {
      double q = (double) known.n() / drawn;
      return q * known.mean() + (1 - q) * filled;
    }

    double variance(double filled) {
      double q = (double) known.n() / drawn;
      double w = mean(filled);
      double between = known.mean() - w;
      double beyond = filled - w;
      return (q * known.variance() + q * between * between + (1 - q) * beyond * beyond) / drawn;
    }
  }
}
