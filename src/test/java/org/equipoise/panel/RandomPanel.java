package org.equipoise.panel;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Seeded panels for properties. */
final class RandomPanel {
  private RandomPanel() {}

  /**
   * Units of the cohorts in turn over the periods 1, 2, ...; effects that differ by cohort and
   * grow.
   *
   * @param missing share of outcomes that are missing
   */
  static StaggeredPanel of(int units, int periods, int[] cohorts, double missing, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    int[] times = new int[periods];
    Arrays.setAll(times, t -> t + 1);
    int[] first = new int[units];
    Arrays.setAll(first, i -> cohorts[i % cohorts.length]);
    double[] y = new double[units * periods];
    double[] common = new double[periods];
    Arrays.setAll(common, t -> random.nextDouble());
    for (int i = 0; i < units; i++) {
      double own = 3 * random.nextDouble();
      for (int t = 0; t < periods; t++) {
        int e = times[t] - (first[i] == StaggeredPanel.NEVER ? times[t] + 1 : first[i]);
        double noise = random.nextDouble() + random.nextDouble() - 1;
        double effect = e < 0 ? 0 : 0.5 + 0.2 * e + 0.1 * (first[i] % 3);
        y[i * periods + t] =
            random.nextDouble() < missing ? Double.NaN : own + common[t] + effect + noise;
      }
    }
    return StaggeredPanel.of(times, first, y);
  }

  /** The same units in reverse. */
  static StaggeredPanel reversed(StaggeredPanel panel) {
    int n = panel.units();
    int p = panel.periods().length;
    int[] first = new int[n];
    double[] y = new double[n * p];
    for (int i = 0; i < n; i++) {
      first[i] = panel.firstTreated()[n - 1 - i];
      System.arraycopy(panel.outcome(), (n - 1 - i) * p, y, i * p, p);
    }
    return StaggeredPanel.of(panel.periods(), first, y);
  }

  /** The same with outcomes {@code a_i + b_t + scale * y}. */
  static StaggeredPanel shifted(StaggeredPanel panel, double scale) {
    int p = panel.periods().length;
    double[] y = new double[panel.outcome().length];
    Arrays.setAll(y, k -> (k / p) % 7 * 2.5 - k % p * (k % p) + scale * panel.outcome()[k]);
    return StaggeredPanel.of(panel.periods(), panel.firstTreated(), y);
  }

  /** The same with each unit twice, in one cluster with its copy. */
  static StaggeredPanel doubled(StaggeredPanel panel) {
    int n = panel.units();
    int[] first = Arrays.copyOf(panel.firstTreated(), 2 * n);
    System.arraycopy(panel.firstTreated(), 0, first, n, n);
    double[] y = Arrays.copyOf(panel.outcome(), 2 * panel.outcome().length);
    System.arraycopy(panel.outcome(), 0, y, panel.outcome().length, panel.outcome().length);
    int[] clusters = new int[2 * n];
    Arrays.setAll(clusters, i -> i % n);
    return StaggeredPanel.of(panel.periods(), first, y).clustered(clusters);
  }

  /** The same with a covariate that unit and period effects determine, and one that they do not. */
  static StaggeredPanel adjusted(StaggeredPanel panel) {
    int p = panel.periods().length;
    double[] determined = new double[panel.outcome().length];
    double[] free = new double[panel.outcome().length];
    Arrays.setAll(determined, k -> (k / p) % 5 + 2.0 * (k % p));
    Arrays.setAll(free, k -> k * 37 % 11);
    return panel.adjusted(List.of("determined", "free"), new double[][] {determined, free});
  }
}
