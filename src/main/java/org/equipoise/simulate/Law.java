package org.equipoise.simulate;

import java.util.List;
import java.util.OptionalDouble;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Range;
import org.equipoise.protocol.ValueType;

/**
 * How one value is distributed, and how the service moves it.
 *
 * @param margin its distribution when its mean is given
 * @param control its mean without the service
 * @param effect effect of the service on the mean, once it is full
 * @param gain how much more people gain who come later
 */
record Law(Margin margin, double control, double effect, CohortGain gain) {

  /** More steps than this and a bounded number is as good as continuous. */
  private static final int MOST_STEPS = 1000;

  /** A value that the service does not move. */
  static Law untouched(Margin margin, double control) {
    return new Law(margin, control, 0, CohortGain.of(1));
  }

  /** The mean when a share {@code dose} of the full effect is reached. */
  double mean(double dose) {
    return control + effect * dose;
  }

  /** The value of the person at a rank from above, when a share of the full effect is reached. */
  double value(double rank, double dose) {
    return margin.value(rank, mean(dose));
  }

  /**
   * The distribution that a kind of value has, with this mean and standard deviation where it can.
   *
   * @param levels the levels of a category or ordinal value
   * @param range the values that make sense
   */
  static Margin margin(ValueType type, List<Level> levels, Range range, double mean, double sd) {
    return switch (type) {
      case BINARY -> Ladder.coin();
      case ORDINAL ->
          levels.size() < 2 ? number(type, range, mean, sd) : Ladder.of(scores(levels), mean, sd);
      case CATEGORY -> new Margin.Even(Math.max(1, levels.size()));
      case AMOUNT -> Margin.Takings.of(mean, sd);
      case NUMBER, COUNT, DURATION, DATE, TEXT -> number(type, range, mean, sd);
    };
  }

  private static Margin number(ValueType type, Range range, double mean, double sd) {
    if (range.min().orElse(-1) == 0 && mean < 2 * sd && mean > 0) {
      // A normal variable cut at 0 would pile up there; durations and counts tail off upwards.
      return Margin.Takings.skewed(mean, sd);
    }
    boolean whole = type != ValueType.NUMBER || span(range) >= 10;
    if (whole && span(range) <= MOST_STEPS) {
      int low = (int) Math.ceil(range.min().orElseThrow());
      int high = (int) Math.floor(range.max().orElseThrow());
      double[] steps = new double[high - low + 1];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = low + i;
      }
      if (steps.length >= 2) {
        return Ladder.of(steps, mean, sd);
      }
    }
    return type == ValueType.NUMBER || mean <= 0
        ? new Margin.Bell(sd)
        : Margin.Takings.skewed(mean, sd);
  }

  private static double span(Range range) {
    return range.max().orElse(Double.POSITIVE_INFINITY)
        - range.min().orElse(Double.NEGATIVE_INFINITY);
  }

  /** The scores of levels: their codes when all are numbers, else their places from 1. */
  static double[] scores(List<Level> levels) {
    double[] scores = new double[levels.size()];
    boolean numbers = true;
    for (int i = 0; i < scores.length; i++) {
      try {
        scores[i] = Double.parseDouble(levels.get(i).code());
      } catch (NumberFormatException notANumber) {
        numbers = false;
      }
    }
    for (int i = 0; !numbers && i < scores.length; i++) {
      scores[i] = i + 1;
    }
    return scores;
  }

  /** A mean to fall back on when nothing is assumed: the middle of what makes sense. */
  static double usualMean(ValueType type, List<Level> levels, Range range) {
    return switch (type) {
      case BINARY -> 0.3;
      case AMOUNT -> 10_000;
      case CATEGORY, ORDINAL, NUMBER, COUNT, DURATION, DATE, TEXT -> {
        double[] scores = scores(levels);
        yield scores.length > 0
            ? (scores[0] + scores[scores.length - 1]) / 2
            : middle(range.min(), range.max(), type == ValueType.NUMBER ? 0 : 10);
      }
    };
  }

  /** A standard deviation to fall back on. */
  static double usualSd(ValueType type, List<Level> levels, Range range) {
    return switch (type) {
      case BINARY -> 0.5;
      case AMOUNT -> 15_000;
      case CATEGORY, ORDINAL, NUMBER, COUNT, DURATION, DATE, TEXT -> {
        double[] scores = scores(levels);
        if (scores.length > 1) {
          yield (scores[scores.length - 1] - scores[0]) / 4;
        }
        double span = span(range);
        yield Double.isInfinite(span) ? type == ValueType.NUMBER ? 1 : 8 : span / 5;
      }
    };
  }

  private static double middle(OptionalDouble min, OptionalDouble max, double otherwise) {
    return min.isPresent() && max.isPresent()
        ? (min.getAsDouble() + max.getAsDouble()) / 2
        : min.orElse(0) + otherwise;
  }
}
