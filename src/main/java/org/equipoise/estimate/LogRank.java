package org.equipoise.estimate;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Do events come as fast in both arms? Observed events of the treated arm against those expected
 * when, at every event time of every stratum, events strike all those at risk alike.
 *
 * <p>On their own, people are judged by the hypergeometric variance {@code d (n_1 / n) (n_0 / n) (n
 * - d) / (n - 1)} summed over event times and strata (Mantel (1966), Cancer Chemotherapy Reports
 * 50(3); Peto and Peto (1972), Journal of the Royal Statistical Society A 135(2)); agrees with
 * {@code survival::survdiff}. In clusters, by the squared sums of score residuals over clusters
 * (Lin and Wei (1989), Journal of the American Statistical Association 84(408)); agrees with the
 * robust score test of {@code survival::coxph(ties = "breslow")}, and needs a few dozen clusters.
 *
 * @param observed events of the treated arm
 * @param expected events expected of it
 * @param observedControl events of the control arm
 * @param expectedControl events expected of it
 * @param variance of {@code observed - expected}
 * @param statistic {@code (observed - expected) / sqrt(variance)}, normal: positive when events of
 *     the treated come earlier
 * @param pValue two-sided
 */
public record LogRank(
    double observed,
    double expected,
    double observedControl,
    double expectedControl,
    double variance,
    double statistic,
    double pValue) {

  /**
   * The test, within strata and across clusters where the sample has them.
   *
   * @throws NotEstimableException if no stratum with an event had people of both arms at risk, or
   *     all are in one cluster
   */
  public static LogRank of(TimesToEvent sample) {
    int n = sample.size();
    int[] given = sample.strata();
    int[] stratum = given == null ? new int[n] : TimesToEvent.dense(given);
    int strata = Arrays.stream(stratum).max().orElse(0) + 1;
    double[] score = new double[n];
    double[] sums = new double[5];
    int[] size = new int[strata + 1];
    for (int s : stratum) {
      size[s + 1]++;
    }
    Arrays.parallelPrefix(size, Integer::sum);
    int[] next = size.clone();
    int[] rows = new int[n];
    for (int i = 0; i < n; i++) {
      rows[next[stratum[i]]++] = i;
    }
    for (int s = 0; s < strata; s++) {
      add(sample, Arrays.copyOfRange(rows, size[s], size[s + 1]), sums, score);
    }
    double variance = sample.clusters() == null ? sums[4] : clustered(sample.clusters(), score);
    if (!(sums[4] > 0 && variance > 0)) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          (int) (sums[0] + sums[2]) + " events, none while people of both arms were at risk",
          "follow for longer, or merge strata");
    }
    double z = (sums[0] - sums[1]) / Math.sqrt(variance);
    return new LogRank(
        sums[0],
        sums[1],
        sums[2],
        sums[3],
        variance,
        z,
        Tail.studentTwoSided(z, Double.POSITIVE_INFINITY));
  }

  /** The statistic squared, chi-square with one degree of freedom. */
  public double chiSquare() {
    return statistic * statistic;
  }

  /**
   * Adds a stratum to the sums (observed and expected, treated and control, variance) and sets the
   * score residual of its people.
   */
  private static void add(TimesToEvent sample, int[] rows, double[] sums, double[] score) {
    double[] all = sorted(sample, rows, false, false);
    double[] ones = sorted(sample, rows, true, false);
    double[] events = sorted(sample, rows, false, true);
    double[] eventsOfOnes = sorted(sample, rows, true, true);
    double[] times = Arrays.stream(events).distinct().toArray();
    double[] share = new double[times.length];
    double[] hazard = new double[times.length + 1];
    double[] shared = new double[times.length + 1];
    int[] at = new int[4];
    for (int j = 0; j < times.length; j++) {
      double t = times[j];
      at[0] = notBefore(all, at[0], t);
      at[1] = notBefore(ones, at[1], t);
      double n = all.length - at[0];
      double n1 = ones.length - at[1];
      int from = at[2];
      int fromOnes = at[3];
      at[2] = after(events, from, t);
      at[3] = after(eventsOfOnes, fromOnes, t);
      double d = at[2] - from;
      double d1 = at[3] - fromOnes;
      double p = n1 / n;
      sums[0] += d1;
      sums[1] += d * p;
      sums[2] += d - d1;
      sums[3] += d * (1 - p);
      sums[4] += n > 1 ? d * p * (1 - p) * (n - d) / (n - 1) : 0;
      share[j] = p;
      hazard[j + 1] = hazard[j] + d / n;
      shared[j + 1] = shared[j] + p * d / n;
    }
    for (int i : rows) {
      int found = Arrays.binarySearch(times, sample.times()[i] + 0.0);
      int passed = found >= 0 ? found + 1 : -found - 1;
      double z = sample.treated()[i] ? 1 : 0;
      double own = sample.events()[i] ? z - share[passed - 1] : 0;
      score[i] = own - (z * hazard[passed] - shared[passed]);
    }
  }

  private static double[] sorted(
      TimesToEvent sample, int[] rows, boolean onesOnly, boolean eventsOnly) {
    double[] times =
        IntStream.of(rows)
            .filter(i -> (!onesOnly || sample.treated()[i]) && (!eventsOnly || sample.events()[i]))
            .mapToDouble(i -> sample.times()[i] + 0.0)
            .toArray();
    Arrays.sort(times);
    return times;
  }

  private static int notBefore(double[] sorted, int from, double t) {
    int at = from;
    while (at < sorted.length && sorted[at] < t) {
      at++;
    }
    return at;
  }

  private static int after(double[] sorted, int from, double t) {
    int at = from;
    while (at < sorted.length && sorted[at] <= t) {
      at++;
    }
    return at;
  }

  private static double clustered(int[] codes, double[] score) {
    int[] cluster = TimesToEvent.dense(codes);
    int g = Arrays.stream(cluster).max().orElse(0) + 1;
    if (g < 2) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_FEW_CLUSTERS,
          "all " + score.length + " people are in one cluster",
          "a cluster-robust test needs several clusters, better dozens");
    }
    double[] sums = new double[g];
    for (int i = 0; i < score.length; i++) {
      sums[cluster[i]] += score[i];
    }
    return Kernels.dot(sums, sums, g);
  }
}
