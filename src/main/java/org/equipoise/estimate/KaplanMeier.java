package org.equipoise.estimate;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The share of people without the event as time goes by, counting everybody for as long as they
 * were followed: {@code S(t) = product over event times t_j up to t of (1 - d_j / n_j)}, d_j events
 * among the n_j still at risk. Somebody censored at an event time was at risk for it.
 *
 * <p>Variance of S by Greenwood, {@code S^2 sum of d_j / (n_j (n_j - d_j))}. Kaplan and Meier
 * (1958), Journal of the American Statistical Association 53(282), sections 2 and 3. Agrees with
 * {@code survival::survfit}.
 */
public final class KaplanMeier {

  /** Shares this close to one half are one half. */
  private static final double HALF_TOLERANCE = Math.sqrt(Math.ulp(1.0));

  /** The scale on which an interval for S is symmetric. */
  public enum Scale {
    /** S itself, cut off at 0 and 1. */
    PLAIN,
    /** {@code log(-log S)}: never outside 0 to 1, and closer to its level in small samples. */
    LOG_LOG
  }

  private final int people;
  private final double last;
  private final double[] times;
  private final int[] atRisk;
  private final int[] events;
  private final double[] survival;
  private final double[] greenwood;

  private KaplanMeier(int people, double last, double[] times, int[] atRisk, int[] events) {
    this.people = people;
    this.last = last;
    this.times = times;
    this.atRisk = atRisk;
    this.events = events;
    survival = new double[times.length];
    greenwood = new double[times.length];
    double s = 1;
    double sum = 0;
    for (int j = 0; j < times.length; j++) {
      s *= (atRisk[j] - events[j]) / (double) atRisk[j];
      sum += events[j] / (atRisk[j] * (double) (atRisk[j] - events[j]));
      survival[j] = s;
      greenwood[j] = sum;
    }
  }

  /**
   * The curve of some people.
   *
   * @param times the time of the event or of being followed no longer, from 0
   * @param events whether it was the event
   * @throws IllegalArgumentException if there is nobody, lengths differ, or a time is negative or
   *     not finite
   */
  public static KaplanMeier of(double[] times, boolean[] events) {
    int n = times.length;
    if (n == 0 || events.length != n) {
      throw new IllegalArgumentException(events.length + " events for " + n + " times");
    }
    checkTimes(times);
    // Adding zero makes one zero of the two.
    double[] all = Arrays.stream(times).map(t -> t + 0.0).toArray();
    Arrays.sort(all);
    int count = 0;
    for (boolean event : events) {
      count += event ? 1 : 0;
    }
    double[] eventTimes = new double[count];
    count = 0;
    for (int i = 0; i < n; i++) {
      if (events[i]) {
        eventTimes[count++] = times[i] + 0.0;
      }
    }
    Arrays.sort(eventTimes);
    double[] distinct = Arrays.stream(eventTimes).distinct().toArray();
    int[] atRisk = new int[distinct.length];
    int[] died = new int[distinct.length];
    int before = 0;
    int used = 0;
    for (int j = 0; j < distinct.length; j++) {
      while (all[before] < distinct[j]) {
        before++;
      }
      atRisk[j] = n - before;
      while (used < count && eventTimes[used] == distinct[j]) {
        used++;
        died[j]++;
      }
    }
    return new KaplanMeier(n, all[n - 1], distinct, atRisk, died);
  }

  static void checkTimes(double[] times) {
    for (int i = 0; i < times.length; i++) {
      if (!(times[i] >= 0 && times[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("time " + times[i] + " of person " + i);
      }
    }
  }

  /** Everybody at the start. */
  public int people() {
    return people;
  }

  /** The distinct times at which events happened, ascending. */
  public double[] times() {
    return times.clone();
  }

  /** People at risk just before each of {@link #times()}. */
  public int[] atRisk() {
    return atRisk.clone();
  }

  /** Events at each of {@link #times()}. */
  public int[] events() {
    return events.clone();
  }

  /** Events up to and at a time. */
  public int eventsBy(double time) {
    int sum = 0;
    for (int j = 0; j <= place(time); j++) {
      sum += events[j];
    }
    return sum;
  }

  /**
   * Until when the curve is known: the longest time anybody was followed, or for ever when nobody
   * is left without the event.
   */
  public double knownUntil() {
    boolean empty = survival.length > 0 && survival[survival.length - 1] == 0;
    return empty ? Double.POSITIVE_INFINITY : last;
  }

  /** The longest time anybody was followed. */
  public double last() {
    return last;
  }

  /** S(t): the share without the event after a time; that of the last time known for later ones. */
  public double survival(double time) {
    int j = place(time);
    return j < 0 ? 1 : survival[j];
  }

  /** Greenwood's standard error of S(t); 0 before the first event, NaN where nobody is left. */
  public double standardError(double time) {
    int j = place(time);
    return j < 0 ? 0 : survival[j] * Math.sqrt(greenwood[j]);
  }

  /** The interval of S(t); null before the first event and where nobody is left. */
  public @Nullable ConfidenceInterval interval(double time, double level, Scale scale) {
    int j = place(time);
    if (j < 0 || survival[j] == 0) {
      return null;
    }
    double z = Tail.studentQuantile((1 - level) / 2, Double.POSITIVE_INFINITY);
    return new ConfidenceInterval(level, end(j, -z, scale), end(j, z, scale));
  }

  /**
   * The time by which half have had the event: the first with S of one half or less; where S is
   * exactly one half for a while, the middle of that while. Infinite when that was not reached.
   */
  public double median() {
    return firstHalf(j -> survival[(int) j]);
  }

  /**
   * The times at which the lower and the upper ends of the intervals for S reach one half, as
   * Brookmeyer and Crowley (1982), Biometrics 38(1). The upper end is infinite when not reached.
   */
  public ConfidenceInterval medianInterval(double level, Scale scale) {
    double z = Tail.studentQuantile((1 - level) / 2, Double.POSITIVE_INFINITY);
    double low = firstHalf(j -> end((int) j, -z, scale));
    double high = firstHalf(j -> end((int) j, z, scale));
    return new ConfidenceInterval(level, low, high);
  }

  /**
   * The mean time until the event, or until {@code tau} for those without it by then: the area
   * under S from 0 to tau.
   *
   * @throws NotEstimableException if the curve is not known until tau
   */
  public double restrictedMean(double tau) {
    requireKnown(tau);
    double area = 0;
    double from = 0;
    double s = 1;
    for (int j = 0; j < times.length && times[j] < tau; j++) {
      area += s * (times[j] - from);
      from = times[j];
      s = survival[j];
    }
    return area + s * (tau - from);
  }

  /**
   * The variance of the restricted mean, {@code sum of A_j^2 d_j / (n_j (n_j - d_j))} over event
   * times up to tau, {@code A_j} the area under S from there to tau: that of the plug-in of
   * Greenwood's, as {@code survRM2::rmst2}.
   */
  public double restrictedMeanVariance(double tau) {
    requireKnown(tau);
    double[] area = areas(tau);
    double sum = 0;
    for (int j = 0; j < area.length; j++) {
      // Where nobody is left the area is 0.
      sum += area[j] > 0 ? area[j] * area[j] * events[j] / (atRisk[j] * (double) left(j)) : 0;
    }
    return sum;
  }

  /**
   * What each person of an arm adds to the error of its restricted mean: {@code -A(T_i) / (n(T_i) -
   * d(T_i)) [event before tau] + sum over event times t_j up to T_i of A_j d_j / (n_j (n_j -
   * d_j))}: the infinitesimal jackknife, as {@code survival::residuals.survfit(type = "auc")}.
   * Without censoring it is {@code (min(T_i, tau) - mean) / n}.
   *
   * @return an entry for everybody in the sample, 0 for the other arm
   */
  double[] influences(TimesToEvent sample, boolean ofTreated, double tau) {
    double[] area = areas(tau);
    double[] drift = new double[area.length];
    double sum = 0;
    for (int j = 0; j < area.length; j++) {
      sum += area[j] > 0 ? area[j] * events[j] / (atRisk[j] * (double) left(j)) : 0;
      drift[j] = sum;
    }
    double[] influence = new double[sample.size()];
    for (int i = 0; i < influence.length; i++) {
      int j = Math.min(place(sample.times()[i]), area.length - 1);
      if (sample.treated()[i] == ofTreated && j >= 0) {
        boolean jumps = sample.events()[i] && sample.times()[i] < tau && area[j] > 0;
        influence[i] = drift[j] - (jumps ? area[j] / left(j) : 0);
      }
    }
    return influence;
  }

  /** The area under S from each event time before tau to tau. */
  private double[] areas(double tau) {
    int count = 0;
    while (count < times.length && times[count] < tau) {
      count++;
    }
    double[] area = new double[count];
    double sum = 0;
    double to = tau;
    for (int j = count - 1; j >= 0; j--) {
      sum += survival[j] * (to - times[j]);
      to = times[j];
      area[j] = sum;
    }
    return area;
  }

  private int left(int j) {
    return atRisk[j] - events[j];
  }

  private void requireKnown(double tau) {
    if (!(tau > 0)) {
      throw new IllegalArgumentException("a restricted mean until " + tau);
    }
    if (tau > knownUntil()) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_FEW_UNITS,
          "nobody was followed until " + tau + ": the curve is known until " + last,
          "restrict the mean to " + last + " or less");
    }
  }

  /** The last event time at or before {@code time}; -1 before the first. */
  private int place(double time) {
    int at = Arrays.binarySearch(times, time + 0.0);
    return at >= 0 ? at : -at - 2;
  }

  private double end(int j, double z, Scale scale) {
    double s = survival[j];
    if (s == 0) {
      return Double.NaN;
    }
    double error = z * Math.sqrt(greenwood[j]);
    return scale == Scale.PLAIN
        ? Math.max(0, Math.min(1, s + s * error))
        : Math.exp(-Math.exp(Math.log(-Math.log(s)) + error / Math.log(s)));
  }

  private double firstHalf(DoubleUnaryOperator share) {
    for (int j = 0; j < times.length; j++) {
      double s = share.applyAsDouble(j);
      if (s < 0.5 + HALF_TOLERANCE) {
        return Math.abs(s - 0.5) < HALF_TOLERANCE ? middle(j, s, share) : times[j];
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private double middle(int first, double half, DoubleUnaryOperator share) {
    for (int j = first + 1; j < times.length; j++) {
      if (share.applyAsDouble(j) < half) {
        return (times[first] + times[j]) / 2;
      }
    }
    return times[first];
  }
}
