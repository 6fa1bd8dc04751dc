package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The low-rank form of CR2 against {@link DenseCr2}. */
class BellMcCaffreyTest {
  private static final int N = 90;

  /** How an absorbed factor lies to the clusters. */
  private enum Absorbed {
    NONE,
    NESTED_IN_CLUSTERS,
    CLUSTERS_NESTED_IN_LEVELS,
    CROSSED,
    SAME_AS_CLUSTERS,
    TWO_FACTORS;

    int[][] codes(int[] cluster) {
      int[] within = codes(i -> 2 * cluster[i] + i % 2);
      int[] above = codes(i -> cluster[i] / 3);
      int[] crossed = codes(i -> 100 - 7 * (i * i % 5));
      return switch (this) {
        case NONE -> new int[0][];
        case NESTED_IN_CLUSTERS -> new int[][] {within};
        case CLUSTERS_NESTED_IN_LEVELS -> new int[][] {above};
        case CROSSED -> new int[][] {crossed};
        case SAME_AS_CLUSTERS -> new int[][] {cluster};
        case TWO_FACTORS -> new int[][] {crossed, cluster};
      };
    }

    private static int[] codes(IntUnaryOperator rule) {
      return IntStream.range(0, N).map(rule).toArray();
    }
  }

  @ParameterizedTest
  @EnumSource
  void fit_unweighted_matchesDenseDefinition(Absorbed absorbed) {
    check(absorbed, false, clusters(11));
  }

  @ParameterizedTest
  @EnumSource
  void fit_weighted_matchesDenseDefinition(Absorbed absorbed) {
    check(absorbed, true, clusters(11));
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "CROSSED"})
  void fit_clustersSmallerThanRank_matchesDenseDefinition(Absorbed absorbed) {
    int[] twos = IntStream.range(0, N).map(i -> i / 2).toArray();
    check(absorbed, false, twos);
    check(absorbed, true, twos);
  }

  @Test
  void fit_oneClusterDecidesAColumn_matchesDenseDefinition() {
    int[] cluster = clusters(9);
    double[] only = IntStream.range(0, N).mapToDouble(i -> cluster[i] == 4 ? 1 : 0).toArray();
    double[][] x = {ones(), only, noise(1)};
    double[] y = noise(2);
    LinearFit fit =
        LeastSquares.with(VarianceEstimator.CR2)
            .fit(
                RegressionSample.of(y)
                    .column("only", only)
                    .column("x", x[2])
                    .clusters(cluster)
                    .build());
    DenseCr2 dense = new DenseCr2(y, x, ones(), cluster);
    assertClose(
        Math.sqrt(dense.covariance.getEntry(2, 2)), fit.coefficient("x").standardError(), 1e-10);
    assertClose(dense.df[2], fit.coefficient("x").df(), 1e-10);
  }

  // The fit leaves one cluster almost no residual: (I - H)_gg has an eigenvalue of 1e-6. Degrees of
  // freedom of z in y ~ z + x + b + b2 from the definition in 60-digit arithmetic (mpmath 1.2).
  @Test
  void fit_nearlySaturatedCluster_keepsItsDigits() {
    double[] y = {0.03, -0.58, 1.35, 2.13, 1.98, 1.45, 1.24, 0.86};
    RegressionSample sample =
        RegressionSample.of(y)
            .column("z", new double[] {0, 0, 0, 1, 1, 0, 1, 1})
            .column("x", new double[] {0.23, -1.95, -0.92, 0.19, 1.2, 1.57, 0.34, 1.38})
            .clusters(new int[] {1, 3, 1, 2, 2, 2, 2, 3})
            .absorb(new int[] {3, 2, 1, 1, 1, 2, 3, 1})
            .absorb(new int[] {1, 1, 0, 0, 1, 1, 0, 1})
            .build();
    LinearFit fit = LeastSquares.with(VarianceEstimator.CR2).fit(sample);
    assertClose(1.473025548086136, fit.coefficient("z").df(), 1e-8);
  }

  @Test
  void contrast_hasItsOwnDegreesOfFreedom() {
    int[] cluster = clusters(11);
    double[] a = noise(3);
    double[] b = noise(4);
    double[] y = noise(5);
    LinearFit fit = fit(y, a, b, cluster);
    // The coefficient of a in y ~ a + (b - a) is the sum of the coefficients of y ~ a + b.
    double[] difference = IntStream.range(0, N).mapToDouble(i -> b[i] - a[i]).toArray();
    Estimate expected = fit(y, a, difference, cluster).coefficient("a");
    Estimate sum = fit.contrast("a + b", new double[] {0, 1, 1});
    Close.assertEstimate(sum, expected.value(), expected.standardError(), expected.df(), 1e-11);
  }

  private static LinearFit fit(double[] y, double[] a, double[] b, int[] cluster) {
    return LeastSquares.with(VarianceEstimator.CR2)
        .fit(RegressionSample.of(y).column("a", a).column("b", b).clusters(cluster).build());
  }

  private static void check(Absorbed absorbed, boolean weighted, int[] cluster) {
    double[] y = noise(7);
    double[] z = IntStream.range(0, N).mapToDouble(i -> (i * 7 + i / 9) % 3 == 0 ? 1 : 0).toArray();
    double[] x = noise(8);
    double[] w = weighted ? positive(9) : ones();
    RegressionSample.Builder builder =
        RegressionSample.of(y).column("z", z).column("x", x).clusters(cluster);
    if (weighted) {
      builder.weights(w);
    }
    int[][] factors = absorbed.codes(cluster);
    double[][] design = {z, x};
    for (int f = 0; f < factors.length; f++) {
      builder.absorb(factors[f]);
      // The second factor's first dummy is in the span of the first factor's.
      design = append(design, dummies(factors[f], f));
    }
    if (factors.length == 0) {
      design = append(design, new double[][] {ones()});
    }
    LinearFit fit = LeastSquares.with(VarianceEstimator.CR2).fit(builder.build());
    DenseCr2 dense = new DenseCr2(y, design, w, cluster);
    assertEquals(design.length, fit.rank());
    for (int c = 0; c < 2; c++) {
      Estimate actual = fit.coefficient(c == 0 ? "z" : "x");
      assertClose(dense.coefficients[c], actual.value(), 1e-10);
      assertClose(Math.sqrt(dense.covariance.getEntry(c, c)), actual.standardError(), 1e-10);
      assertClose(dense.df[c], actual.df(), 1e-9);
    }
  }

  private static int[] clusters(int count) {
    return IntStream.range(0, N).map(i -> (i * i / 7 + i) % count).toArray();
  }

  private static double[][] dummies(int[] codes, int skip) {
    return Arrays.stream(codes)
        .distinct()
        .sorted()
        .skip(skip)
        .mapToObj(level -> Arrays.stream(codes).mapToDouble(c -> c == level ? 1 : 0).toArray())
        .toArray(double[][]::new);
  }

  private static double[][] append(double[][] first, double[][] second) {
    double[][] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static double[] ones() {
    double[] ones = new double[N];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] noise(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.doubles(N, -1, 1).toArray();
  }

  private static double[] positive(long seed) {
    return new SplittableRandom(seed).doubles(N, 0.3, 4).toArray();
  }
}
