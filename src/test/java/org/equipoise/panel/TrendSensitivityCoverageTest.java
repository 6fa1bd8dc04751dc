package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Predicate;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class TrendSensitivityCoverageTest {

  private static final double Z = 1.959963984540054;

  /**
   * At the worst trend of each set the intervals cover; the conventional one does not. 1500 draws:
   * the standard error of a share of 0.95 is 0.0056, and the band below four of them.
   */
  @Test
  void intervals_coverAtTheWorstTrend() {
    EventPath path = EventStudyData.path("benzarti-carloni", 4);
    EventSplit split = EventSplit.of(path);
    PostContrast contrast = PostContrast.average(path);
    double m = 0.01;
    BiasFrontier.Choice choice = BiasFrontier.of(split, contrast).shortest(m, 0.05);
    double mbar = 1;
    int draws = 1500;
    double[] bent = worstTrend(split, choice.weights(), m);
    // The largest step before treatment is 0.15, the last one, and the trend goes on so.
    double[] stepped = {-0.15, -0.15, -0.15, -0.15, 0.15, 0.3, 0.45, 0.6};
    SmoothnessSensitivity smooth = SmoothnessSensitivity.withDefaults();
    RelativeMagnitudeSensitivity relative = RelativeMagnitudeSensitivity.withDefaults();
    assertEquals(0.95, share(path, bent, draws, p -> covers(smooth, p, contrast, m)), 0.0225);
    double covered = share(path, stepped, draws, p -> covers(relative, p, contrast, mbar));
    assertTrue(covered > 0.95 - 0.0225, "covered " + covered);
    double half = Z * split.standardError(split.spread(contrast));
    double naive =
        share(
            path,
            stepped,
            draws,
            p -> Math.abs(EventSplit.of(p).value(split.spread(contrast))) <= half);
    assertTrue(naive < 0.01, "conventional " + naive);
  }

  private static boolean covers(
      SmoothnessSensitivity method, EventPath path, PostContrast contrast, double m) {
    EventSplit split = EventSplit.of(path);
    return method.interval(split, BiasFrontier.of(split, contrast), m).contains(0);
  }

  private static boolean covers(
      RelativeMagnitudeSensitivity method, EventPath path, PostContrast contrast, double mbar) {
    return method.interval(EventSplit.of(path), contrast, mbar).contains(0);
  }

  /** The trend with second differences of size m that moves an estimator furthest. */
  private static double[] worstTrend(EventSplit split, double[] weights, double m) {
    int n = split.size();
    double[] full = new double[n + 1];
    for (int k = 0; k < n; k++) {
      full[k < split.pre() ? k : k + 1] = weights[k];
    }
    double[] trend = new double[n + 1];
    double once = 0;
    double twice = 0;
    double[] sums = new double[n + 1];
    for (int k = n; k >= 2; k--) {
      once += full[k];
      twice += once;
      sums[k] = twice;
    }
    double step = 0;
    for (int k = 2; k <= n; k++) {
      step += m * Math.signum(sums[k]);
      trend[k] = trend[k - 1] + step;
    }
    double[] delta = new double[n];
    for (int k = 0; k < n; k++) {
      delta[k] = trend[k < split.pre() ? k : k + 1] - trend[split.pre()];
    }
    return delta;
  }

  private static double share(
      EventPath path, double[] mean, int draws, Predicate<EventPath> event) {
    int n = mean.length;
    double[][] root = root(path.covariance());
    SharedStateContinuousSampler normal =
        ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_RO_SHI_RO_128_PP.create(5L));
    int count = 0;
    for (int draw = 0; draw < draws; draw++) {
      double[] z = new double[n];
      double[] estimates = mean.clone();
      for (int i = 0; i < n; i++) {
        z[i] = normal.sample();
        for (int j = 0; j <= i; j++) {
          estimates[i] += root[i][j] * z[j];
        }
      }
      if (event.test(new EventPath(path.eventTimes(), estimates, path.covariance(), path.df()))) {
        count++;
      }
    }
    return (double) count / draws;
  }

  private static double[][] root(double[][] a) {
    double[][] l = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double s = a[i][j];
        for (int k = 0; k < j; k++) {
          s -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? Math.sqrt(s) : s / l[j][j];
      }
    }
    return l;
  }
}
