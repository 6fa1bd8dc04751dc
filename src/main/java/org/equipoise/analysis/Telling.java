package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.protocol.Outcome.Measure;
import org.equipoise.protocol.ValueType;

/**
 * Counts of persons that a mean, or the difference between two means, would give away were they
 * small: how many have an event, how many stand behind an amount, and how many changed between two
 * periods of an outcome that is counted from the draw on.
 */
public final class Telling {

  /** An amount is one person's when that person holds more than this share of the arm's. */
  public static final double DOMINANT = 0.8;

  private Telling() {}

  /**
   * What the means of one outcome rest on.
   *
   * @param values one a person; NaN is missing
   * @param none the value of a person without an event: 0 but for times until a first event
   */
  static List<Integer> of(ValueType type, double[] values, boolean[] treated, double none) {
    if (type == ValueType.NUMBER && none == 0 && !heaped(values)) {
      return List.of();
    }
    int[][] persons = new int[2][2];
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        persons[treated[i] ? 1 : 0][values[i] != none ? 1 : 0]++;
      }
    }
    boolean events = type == ValueType.BINARY || type == ValueType.COUNT || none != 0;
    List<Integer> rests = new ArrayList<>();
    for (int side = 0; side < 2; side++) {
      if (events) {
        rests.add(persons[side][0]);
      }
      rests.add(persons[side][1]);
    }
    if (!events || (type == ValueType.COUNT && none == 0)) {
      rests.addAll(dominance(values, treated));
    }
    return rests;
  }

  /** Whether numbers are as amounts are: never below 0, and 0 for most. */
  private static boolean heaped(double[] values) {
    int zeros = 0;
    int known = 0;
    for (double value : values) {
      if (value < 0) {
        return false;
      }
      zeros += value == 0 ? 1 : 0;
      known += Double.isNaN(value) ? 0 : 1;
    }
    return 2 * zeros > known;
  }

  /** Of the control arm and of the other: 1 where the mean is the amount of one person, else 0. */
  static List<Integer> dominance(double[] values, boolean[] treated) {
    double[] sum = new double[2];
    double[] largest = new double[2];
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        int side = treated[i] ? 1 : 0;
        sum[side] += Math.abs(values[i]);
        largest[side] = Math.max(largest[side], Math.abs(values[i]));
      }
    }
    return List.of(largest[0] > DOMINANT * sum[0] ? 1 : 0, largest[1] > DOMINANT * sum[1] ? 1 : 0);
  }

  /**
   * Whether one person holds more than {@link #DOMINANT} of the amounts of an arm, or of an arm's
   * people outside the group compared: a dominance rule (n, k) with n = 1 and k = 80 %.
   */
  public static boolean dominated(Effect effect) {
    ValueType type = effect.outcome().type();
    if (!amounts(type, effect.moment())
        || (type == ValueType.NUMBER && effect.rests().size() < 6)) {
      return false;
    }
    int people = type == ValueType.COUNT ? 4 : 2;
    return effect.rests().stream().skip(people).limit(4).anyMatch(person -> person == 1);
  }

  /** Whether means are amounts, of which one person may hold the most. */
  static boolean amounts(ValueType type, Moment moment) {
    return switch (type) {
      case AMOUNT, DURATION, COUNT, NUMBER -> !first(moment);
      default -> false;
    };
  }

  private static boolean first(Moment moment) {
    return moment instanceof Moment.AtPeriod at && at.measure() == Measure.FIRST;
  }

  /** Whether means of an outcome of this type tell how many persons stand behind them. */
  static boolean about(ValueType type) {
    return type == ValueType.BINARY
        || type == ValueType.COUNT
        || type == ValueType.AMOUNT
        || type == ValueType.DURATION
        || type == ValueType.NUMBER;
  }

  /**
   * Whether a period of this measure holds the periods before it, so that two can be subtracted.
   */
  static boolean cumulated(Measure measure) {
    return measure != Measure.VALUE;
  }

  /**
   * Persons that the difference between two periods tells of, in the control arm and in the other:
   * for events how many more there are, for sums how many whose sum is another. A value that is
   * missing adds nothing to its sum.
   */
  static List<Integer> between(
      boolean events, double[] earlier, double[] later, boolean[] treated) {
    int[] more = new int[2];
    int[] changed = new int[2];
    for (int i = 0; i < earlier.length; i++) {
      int side = treated[i] ? 1 : 0;
      double a = Double.isNaN(earlier[i]) ? 0 : earlier[i];
      double b = Double.isNaN(later[i]) ? 0 : later[i];
      more[side] += (b > 0 ? 1 : 0) - (a > 0 ? 1 : 0);
      changed[side] += Math.abs(b - a) > 1e-9 * Math.max(1, Math.abs(b)) ? 1 : 0;
    }
    return events ? List.of(Math.abs(more[0]), Math.abs(more[1])) : List.of(changed[0], changed[1]);
  }

  /** Whether any count is small: at least 1 and below the limit. */
  static boolean small(List<Integer> rests, int limit) {
    return rests.stream().anyMatch(count -> count > 0 && count < limit);
  }
}
