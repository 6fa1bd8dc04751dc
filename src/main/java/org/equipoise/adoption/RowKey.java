package org.equipoise.adoption;

import java.util.OptionalDouble;
import org.equipoise.panel.StaggeredPanel;

/**
 * What a row is about, written and read again: parts between commas, in a fixed order, the same in
 * every language.
 *
 * <ul>
 *   <li>{@code g=2006,t=2008}: cohort and period; {@code g=2006}, {@code t=2008}, {@code e=3}:
 *       cohort, period, periods since adoption.
 *   <li>{@code event-time}, {@code simple}, {@code group}, {@code calendar}: averages; {@code
 *       static}: one coefficient for all periods.
 *   <li>{@code joint}: the test of the effects by periods before adoption; {@code joint-cells}: of
 *       those of every cohort in every period before adoption; {@code slope,power=0.5}: the linear
 *       trend which it would have seen with that power; {@code bias,power=0.5}: what that trend
 *       adds to the average over event times.
 *   <li>{@code kind=later-earlier}: comparisons of one kind; {@code g=2007,c=2005}: cohort and the
 *       cohort it is compared with.
 *   <li>{@code average,m=0.5}, {@code first,m=0.5}: the average after adoption, or its first
 *       period, under a bound; {@code average,breakdown}: the largest bound under which the
 *       interval excludes 0.
 * </ul>
 */
public final class RowKey {

  /** Mean of the effects over event times. */
  public static final String EVENT_TIME = "event-time";

  /** One coefficient for all treated cells. */
  public static final String STATIC = "static";

  /** The joint test of the periods before adoption. */
  public static final String JOINT = "joint";

  /** The joint test of every cohort in every period before adoption. */
  public static final String JOINT_CELLS = "joint-cells";

  /** A linear trend of the difference. */
  public static final String SLOPE = "slope";

  /** What a trend adds to the average effect. */
  public static final String BIAS = "bias";

  /** The mean effect after adoption. */
  public static final String AVERAGE = "average";

  /** The effect in the first period. */
  public static final String FIRST = "first";

  /** The bound at which an interval reaches 0. */
  public static final String BREAKDOWN = "breakdown";

  private RowKey() {}

  /** A cohort in a period. */
  public static String cell(int cohort, int period) {
    return cohort(cohort) + ",t=" + period;
  }

  /** Periods since adoption. */
  public static String eventTime(int eventTime) {
    return "e=" + eventTime;
  }

  /** A cohort. */
  public static String cohort(int cohort) {
    return "g=" + cohort;
  }

  /** A period. */
  public static String period(int period) {
    return "t=" + period;
  }

  /** A cohort and the one it is compared with. */
  public static String pair(int cohort, int compared) {
    return cohort(cohort) + ",c=" + (compared == StaggeredPanel.NEVER ? "never" : compared);
  }

  /** Comparisons of one kind. */
  public static String kind(String kind) {
    return "kind=" + kind;
  }

  /** Something that belongs to a power of the test. */
  public static String atPower(String what, double power) {
    return what + ",power=" + power;
  }

  /** An effect under a bound. */
  public static String under(String contrast, double bound) {
    return contrast + ",m=" + bound;
  }

  /** The bound at which an effect breaks down. */
  public static String breakdown(String contrast) {
    return contrast + "," + BREAKDOWN;
  }

  /** The number named in a key; empty when there is none of this name. */
  public static OptionalDouble number(String key, String name) {
    for (String part : key.split(",", -1)) {
      if (part.startsWith(name + "=") && !part.endsWith("=never")) {
        String number = part.substring(name.length() + 1);
        return number.chars().allMatch(c -> "0123456789.-E".indexOf(c) >= 0)
            ? OptionalDouble.of(Double.parseDouble(number))
            : OptionalDouble.empty();
      }
    }
    return OptionalDouble.empty();
  }

  /** The first part of a key. */
  public static String head(String key) {
    int comma = key.indexOf(',');
    return comma < 0 ? key : key.substring(0, comma);
  }
}
