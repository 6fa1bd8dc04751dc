package org.equipoise.estimate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How long people of two arms were followed, and whether that ended with the event. Arrays are
 * held, not copied.
 *
 * @param times the time of the event, or until which nothing had happened, from 0
 * @param events whether it was the event; else the person is censored at that time, having been at
 *     risk for events at that very time
 * @param treated the arm of each person
 * @param strata arbitrary codes of strata compared within; null for one
 * @param clusters arbitrary codes of clusters; null when people are on their own
 */
public record TimesToEvent(
    double[] times,
    boolean[] events,
    boolean[] treated,
    int @Nullable [] strata,
    int @Nullable [] clusters) {

  /**
   * Refuses what cannot be a sample.
   *
   * @throws IllegalArgumentException if lengths differ or a time is negative or not finite
   * @throws NotEstimableException if an arm is empty
   */
  public TimesToEvent {
    int n = times.length;
    checkLength("events", events.length, n);
    checkLength("arms", treated.length, n);
    checkLength("strata", strata == null ? n : strata.length, n);
    checkLength("clusters", clusters == null ? n : clusters.length, n);
    KaplanMeier.checkTimes(times);
    int ones = 0;
    for (boolean one : treated) {
      ones += one ? 1 : 0;
    }
    if (ones == 0 || ones == n) {
      throw new NotEstimableException(
          NotEstimableException.Reason.EMPTY_ARM,
          ones + " treated and " + (n - ones) + " control persons",
          "both arms need people whose time is known");
    }
  }

  /** People on their own, without strata. */
  public static TimesToEvent of(double[] times, boolean[] events, boolean[] treated) {
    return new TimesToEvent(times, events, treated, null, null);
  }

  /** The same compared within strata. */
  public TimesToEvent withStrata(int[] codes) {
    return new TimesToEvent(times, events, treated, codes, clusters);
  }

  /** The same with people in clusters. */
  public TimesToEvent withClusters(int[] codes) {
    return new TimesToEvent(times, events, treated, strata, codes);
  }

  int size() {
    return times.length;
  }

  /** The curve of one arm. */
  public KaplanMeier curve(boolean ofTreated) {
    int[] rows = IntStream.range(0, size()).filter(i -> treated[i] == ofTreated).toArray();
    double[] armTimes = new double[rows.length];
    boolean[] armEvents = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      armTimes[i] = times[rows[i]];
      armEvents[i] = events[rows[i]];
    }
    return KaplanMeier.of(armTimes, armEvents);
  }

  /** The codes as 0, 1, ... in ascending order of the codes. */
  static int[] dense(int[] codes) {
    int[] distinct = Arrays.stream(codes).sorted().distinct().toArray();
    return Arrays.stream(codes).map(code -> Arrays.binarySearch(distinct, code)).toArray();
  }

  private static void checkLength(String name, int length, int n) {
    if (length != n) {
      throw new IllegalArgumentException(name + ": " + length + " entries for " + n + " times");
    }
  }
}
