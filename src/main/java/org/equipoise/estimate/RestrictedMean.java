package org.equipoise.estimate;

import java.util.Arrays;

/**
 * Mean time until the event within the first tau, of each arm, with their difference and ratio: for
 * the first job, months without it out of the first tau months, so fewer is better.
 *
 * <p>Needs no assumption on how the curves relate. Alone, each person counts by Greenwood's
 * variance and the normal distribution, as {@code survRM2::rmst2} (Royston and Parmar (2013), BMC
 * Medical Research Methodology 13:152). In clusters, the influences of people are summed within
 * clusters, {@code V_a = G_a / (G_a - 1) sum of squares} in each arm, with Welch and
 * Satterthwaite's degrees of freedom from {@code G_a - 1}; where a cluster has people of both arms,
 * their differences are summed, with {@code G / (G - 1)} and G - 1. People in a cluster of their
 * own make an arm without clusters.
 *
 * @param tau the time until which the means count
 * @param treated the mean of the treated arm
 * @param control the mean of the control arm
 * @param difference treated minus control, in the unit of the times
 * @param ratio treated over control, judged on its logarithm (delta method)
 */
public record RestrictedMean(
    double tau, Estimate treated, Estimate control, Estimate difference, LogRatio ratio) {

  /**
   * The longest tau the data allow: the time until which both curves are known. A curve that has
   * reached 0 is known for ever; if both have, the longest time observed.
   */
  public static double longestTau(TimesToEvent sample) {
    KaplanMeier one = sample.curve(true);
    KaplanMeier zero = sample.curve(false);
    double known = Math.min(one.knownUntil(), zero.knownUntil());
    return known < Double.POSITIVE_INFINITY ? known : Math.max(one.last(), zero.last());
  }

  /**
   * Compares the arms. Strata are not used: the comparison is then somewhat cautious.
   *
   * @param tau until when, positive, in the unit of the times
   * @param level level of the intervals
   * @throws NotEstimableException if a curve is not known until tau, an arm has no event before
   *     tau, so that its variance cannot be seen, or an arm has one cluster
   */
  public static RestrictedMean compare(TimesToEvent sample, double tau, double level) {
    KaplanMeier one = sample.curve(true);
    KaplanMeier zero = sample.curve(false);
    double m1 = one.restrictedMean(tau);
    double m0 = zero.restrictedMean(tau);
    requireEvents(one, "treated", tau);
    requireEvents(zero, "control", tau);
    Errors errors = Errors.of(sample, one, zero, tau);
    return new RestrictedMean(
        tau,
        errors.judge("treated", m1, 1, 0, level),
        errors.judge("control", m0, 0, 1, level),
        errors.judge("difference", m1 - m0, 1, -1, level),
        new LogRatio(errors.judge("log ratio", Math.log(m1 / m0), 1 / m1, -1 / m0, level)));
  }

  private static void requireEvents(KaplanMeier curve, String arm, double tau) {
    if (curve.restrictedMeanVariance(tau) == 0 && curve.eventsBy(tau) < curve.people()) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "nobody of the " + curve.people() + " " + arm + " persons has the event before " + tau,
          "the variance of a mean without events cannot be seen: follow for longer");
    }
  }

  /** How the two means err: by arms on their own, or by sums over clusters. */
  private record Errors(double v1, double v0, double df1, double df0, double[][] sums) {

    static Errors of(TimesToEvent sample, KaplanMeier one, KaplanMeier zero, double tau) {
      int[] codes = sample.clusters();
      double many = Double.POSITIVE_INFINITY;
      if (codes == null) {
        return new Errors(
            one.restrictedMeanVariance(tau),
            zero.restrictedMeanVariance(tau),
            many,
            many,
            new double[0][]);
      }
      int[] cluster = TimesToEvent.dense(codes);
      int g = Arrays.stream(cluster).max().orElse(0) + 1;
      double[] of1 = one.influences(sample, true, tau);
      double[] of0 = zero.influences(sample, false, tau);
      double[][] sums = new double[2][g];
      int[][] people = new int[2][g];
      for (int i = 0; i < cluster.length; i++) {
        int side = sample.treated()[i] ? 1 : 0;
        sums[side][cluster[i]] += of1[i] + of0[i];
        people[side][cluster[i]]++;
      }
      int[] clusters = new int[2];
      boolean shared = false;
      for (int c = 0; c < g; c++) {
        clusters[0] += people[0][c] > 0 ? 1 : 0;
        clusters[1] += people[1][c] > 0 ? 1 : 0;
        shared |= people[0][c] > 0 && people[1][c] > 0;
      }
      if (Math.min(clusters[0], clusters[1]) < 2) {
        throw new NotEstimableException(
            NotEstimableException.Reason.TOO_FEW_CLUSTERS,
            clusters[1] + " treated and " + clusters[0] + " control clusters",
            "each arm needs two clusters, better a dozen");
      }
      return new Errors(
          squares(sums[1]) * clusters[1] / (clusters[1] - 1),
          squares(sums[0]) * clusters[0] / (clusters[0] - 1),
          clusters[1] - 1,
          clusters[0] - 1,
          shared ? sums : new double[0][]);
    }

    /** The estimate {@code value} that errs by {@code a1} and {@code a0} times the two means. */
    Estimate judge(String label, double value, double a1, double a0, double level) {
      double one = a1 * a1 * v1;
      double zero = a0 * a0 * v0;
      double variance = one + zero;
      double df = variance * variance / (one * one / df1 + zero * zero / df0);
      if (sums.length > 0) {
        int g = sums[0].length;
        double squares = 0;
        for (int c = 0; c < g; c++) {
          double sum = a1 * sums[1][c] + a0 * sums[0][c];
          squares += sum * sum;
        }
        variance = squares * g / (g - 1);
        df = g - 1;
      }
      return Estimate.of(label, value, Math.sqrt(variance), df, level);
    }

    private static double squares(double[] a) {
      return Kernels.dot(a, a, a.length);
    }
  }
}
