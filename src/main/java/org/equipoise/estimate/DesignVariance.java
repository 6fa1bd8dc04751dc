package org.equipoise.estimate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The covariance of two standardised risks from the draw of people and arms: Ye, Bannick, Yi and
 * Shao (2023), Statistical Theory and Related Fields 7(2), section 3. Letters as there.
 */
final class DesignVariance {
  private final double[] y;
  private final double[][] mu;
  private final int[] arm;
  private final double[] pi;
  private final int @Nullable [] blocks;

  DesignVariance(TwoArmSample sample, double[] treated, double[] control) {
    y = sample.outcome();
    mu = new double[][] {treated, control};
    arm = new int[y.length];
    pi = new double[2];
    for (int i = 0; i < y.length; i++) {
      arm[i] = sample.treated()[i] ? 0 : 1;
      pi[arm[i]]++;
    }
    for (int a = 0; a < 2; a++) {
      if (pi[a] < 2) {
        throw new NotEstimableException(
            NotEstimableException.Reason.ONE_UNIT_IN_ARM,
            "an arm has " + (int) pi[a] + " unit",
            "a variance needs at least two in each arm");
      }
      pi[a] /= y.length;
    }
    blocks = sample.block();
  }

  double[][] covariance() {
    double n = y.length;
    double[][] v = new double[2][2];
    for (int a = 0; a < 2; a++) {
      double own = covariance(a, residuals(a), residuals(a)) / pi[a];
      v[a][a] = (own + 2 * covariance(a, y, mu[a]) - covariance(-1, mu[a], mu[a])) / n;
    }
    double cross = covariance(0, y, mu[1]) + covariance(1, y, mu[0]) - covariance(-1, mu[0], mu[1]);
    v[0][1] = cross / n;
    v[1][0] = v[0][1];
    if (blocks != null) {
      subtractStratification(v, Coding.of(blocks));
    }
    return v;
  }

  private double[] residuals(int a) {
    double[] r = new double[y.length];
    Arrays.setAll(r, i -> y[i] - mu[a][i]);
    return r;
  }

  /** Sample covariance among the rows of an arm, or of all rows for arm -1. */
  private double covariance(int a, double[] u, double[] w) {
    double[] x = among(a, u);
    double[] z = among(a, w);
    double meanX = Moments.of(x).mean();
    double meanZ = Moments.of(z).mean();
    TwoSum sum = new TwoSum();
    for (int i = 0; i < x.length; i++) {
      sum.addProduct(x[i] - meanX, z[i] - meanZ);
    }
    return sum.value() / (x.length - 1);
  }

  private double[] among(int a, double[] values) {
    if (a < 0) {
      return values;
    }
    double[] chosen = new double[(int) Math.round(pi[a] * y.length)];
    int next = 0;
    for (int i = 0; i < values.length; i++) {
      if (arm[i] == a) {
        chosen[next++] = values[i];
      }
    }
    return chosen;
  }

  /** An arm without rows in a block has mean residual 0 there, as in RobinCar. */
  private void subtractStratification(double[][] v, Coding coding) {
    double n = y.length;
    double[][] sum = new double[coding.levels()][2];
    double[][] count = new double[coding.levels()][2];
    for (int i = 0; i < y.length; i++) {
      int s = coding.index()[i];
      sum[s][arm[i]] += y[i] - mu[arm[i]][i];
      count[s][arm[i]]++;
    }
    for (int s = 0; s < sum.length; s++) {
      double share = (count[s][0] + count[s][1]) / n;
      double[] r = new double[2];
      for (int a = 0; a < 2; a++) {
        r[a] = count[s][a] == 0 ? 0 : sum[s][a] / count[s][a] / pi[a];
      }
      double spread = pi[0] * pi[1] * share / n;
      v[0][0] -= r[0] * r[0] * spread;
      v[1][1] -= r[1] * r[1] * spread;
      v[0][1] += r[0] * r[1] * spread;
    }
    v[1][0] = v[0][1];
  }
}
