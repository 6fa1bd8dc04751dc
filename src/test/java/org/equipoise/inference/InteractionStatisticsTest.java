package org.equipoise.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.LeastSquares;
import org.equipoise.estimate.LinearFit;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.estimate.VarianceEstimator;
import org.junit.jupiter.api.Test;

/** Against the regression itself, fitted to the assignment with the same variance. */
class InteractionStatisticsTest {

  private static final int N = 60;
  private final double[] y = numbers(1);
  private final double[] other = numbers(2);
  private final double[] x = numbers(3);
  private final double[] time = IntStream.range(0, N).mapToDouble(i -> i * i % 31 / 10.0).toArray();
  private final double[] ones = IntStream.range(0, N).mapToDouble(i -> 1).toArray();
  private final int[] block = IntStream.range(0, N).map(i -> i % 3).toArray();

  private static double[] numbers(long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    return random.doubles(N).toArray();
  }

  private static double[] times(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).toArray();
  }

  private static boolean[] assignment(int units, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    boolean[] treated = new boolean[units];
    for (int u = 0; u < units; u++) {
      treated[u] = random.nextBoolean();
    }
    return treated;
  }

  private static double[] arm(boolean[] treated, int[] unit) {
    return Arrays.stream(unit).mapToDouble(u -> treated[u] ? 1 : 0).toArray();
  }

  @Test
  void trend_isTheCoefficientOverItsHc0Error() {
    int[] alone = IntStream.range(0, N).toArray();
    TrialOutcome people = TrialOutcome.of(y).within(block).adjustedFor(List.of(time, x));
    Supplier<InteractionStatistics> each =
        InteractionStatistics.of(
            people,
            List.of(y, other),
            List.of(ones, time),
            List.<double[][]>of(new double[][] {{0, 1}}));
    InteractionStatistics statistics = each.get();
    for (long seed = 10; seed < 14; seed++) {
      boolean[] treated = assignment(N, seed);
      double[] out = new double[2];
      statistics.evaluate(treated, out);
      double[] z = arm(treated, alone);
      int at = 0;
      for (double[] outcome : List.of(y, other)) {
        LinearFit fit =
            LeastSquares.with(VarianceEstimator.HC0)
                .fit(
                    RegressionSample.of(outcome)
                        .column("z", z)
                        .column("time", time)
                        .column("x", x)
                        .column("z:time", times(z, time))
                        .intercept(false)
                        .absorb(block)
                        .build());
        assertEquals(fit.coefficient("z:time").statistic(), out[at++], 1e-10);
      }
    }
  }

  @Test
  void partsOfClusters_areTestedByCr0() {
    int[] unit = IntStream.range(0, N).map(i -> i / 4).toArray();
    int[] part = IntStream.range(0, N).map(i -> i * 7 % 5 % 3).toArray();
    double[][] in = new double[3][N];
    for (int i = 0; i < N; i++) {
      in[part[i]][i] = 1;
    }
    TrialOutcome people = TrialOutcome.of(y).drawnAs(unit).adjustedFor(List.of(in[1], in[2], x));
    double[][] equal = {{-1, 1, 0}, {-1, 0, 1}};
    InteractionStatistics statistics =
        InteractionStatistics.of(
                people, List.of(y), List.of(in), List.of(new double[][] {{-1, -1, 2}}, equal))
            .get();
    boolean[] treated = assignment(N / 4, 21);
    double[] z = arm(treated, unit);
    LinearFit fit =
        LeastSquares.with(VarianceEstimator.CR0)
            .fit(
                RegressionSample.of(y)
                    .column("z0", times(z, in[0]))
                    .column("z1", times(z, in[1]))
                    .column("z2", times(z, in[2]))
                    .column("p1", in[1])
                    .column("p2", in[2])
                    .column("x", x)
                    .intercept(true)
                    .clusters(unit)
                    .build());
    double[] c = new double[fit.terms().size()];
    c[fit.terms().indexOf("z0")] = -1;
    c[fit.terms().indexOf("z1")] = -1;
    c[fit.terms().indexOf("z2")] = 2;
    Estimate contrast = fit.contrast("contrast", c);
    double[] out = new double[2];
    statistics.evaluate(treated, out);
    assertEquals(contrast.statistic(), out[0], 1e-10);
    // The same Wald statistic from differences of coefficients and their covariance.
    double[][] v = fit.covariance();
    int[] at = {fit.terms().indexOf("z0"), fit.terms().indexOf("z1"), fit.terms().indexOf("z2")};
    double[] b = new double[2];
    double[][] s = new double[2][2];
    for (int i = 0; i < 2; i++) {
      b[i] = fit.values()[at[i + 1]] - fit.values()[at[0]];
      for (int j = 0; j < 2; j++) {
        s[i][j] =
            v[at[i + 1]][at[j + 1]] - v[at[i + 1]][at[0]] - v[at[0]][at[j + 1]] + v[at[0]][at[0]];
      }
    }
    double determinant = s[0][0] * s[1][1] - s[0][1] * s[1][0];
    double wald =
        (b[0] * b[0] * s[1][1] - 2 * b[0] * b[1] * s[0][1] + b[1] * b[1] * s[0][0]) / determinant;
    assertEquals(wald, out[1], 1e-9 * wald);
  }

  @Test
  void evaluate_isUndefinedWhereAPartHasOneArm() {
    double[] none = new double[N];
    InteractionStatistics statistics =
        InteractionStatistics.of(
                TrialOutcome.of(y),
                List.of(y),
                List.of(ones, none),
                List.<double[][]>of(new double[][] {{1, -1}}))
            .get();
    double[] out = new double[1];
    statistics.evaluate(assignment(N, 5), out);
    assertTrue(Double.isNaN(out[0]));
    double[] half = new double[N];
    Arrays.fill(half, 0.5);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            InteractionStatistics.of(
                TrialOutcome.of(y).weightedBy(half), List.of(y), List.of(ones), List.of()));
  }
}
