package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeastSquaresTest {
  private static final int N = 20_000;

  @ParameterizedTest
  @EnumSource
  void fit_anyNumberOfThreads_givesTheSameBits(VarianceEstimator variance) {
    RegressionSample sample = large(1).build();
    LinearFit here = LeastSquares.with(variance).fit(sample);
    for (int threads : new int[] {1, 5}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        LinearFit there = pool.submit(() -> LeastSquares.with(variance).fit(sample)).join();
        assertEquals(here.coefficients(), there.coefficients());
      } finally {
        pool.shutdown();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void fit_otherRowOrderAndCodes_staysTheSame(VarianceEstimator variance) {
    LinearFit before = LeastSquares.with(variance).fit(large(1).build());
    LinearFit after = LeastSquares.with(variance).fit(large(7_919).build());
    assertSame(before, after, 1, 1e-10);
  }

  @ParameterizedTest
  @EnumSource
  void fit_otherUnitOfTheOutcome_rescales(VarianceEstimator variance) {
    double[] y = SmallExample.y();
    for (double unit : new double[] {1e9, 1e-6}) {
      double[] scaled = Arrays.stream(y).map(v -> v * unit).toArray();
      assertSame(
          LeastSquares.with(variance).fit(small(y).build()),
          LeastSquares.with(variance).fit(small(scaled).build()),
          unit,
          1e-12);
    }
  }

  @ParameterizedTest
  @EnumSource
  void fit_otherUnitOfAColumn_changesOnlyItsCoefficient(VarianceEstimator variance) {
    double[] huge = Arrays.stream(SmallExample.x()).map(x -> 1e9 * x).toArray();
    double[] z = SmallExample.numbers(SmallExample.zc());
    RegressionSample.Builder sample =
        RegressionSample.of(SmallExample.y())
            .column("z", z)
            .column("x", huge)
            .clusters(SmallExample.cluster());
    LinearFit before = LeastSquares.with(variance).fit(small(SmallExample.y()).build());
    LinearFit after = LeastSquares.with(variance).fit(sample.build());
    assertTrue(after.dropped().isEmpty());
    Close.assertEstimate(
        after.coefficient("z"),
        before.coefficient("z").value(),
        before.coefficient("z").standardError(),
        before.coefficient("z").df(),
        1e-11);
    assertClose(before.coefficient("x").value(), 1e9 * after.coefficient("x").value(), 1e-12);
  }

  @ParameterizedTest
  @EnumSource
  void fit_largeOffsetWithinLevels_isHarmless(VarianceEstimator variance) {
    int[] block = SmallExample.cluster();
    double[] x = SmallExample.x();
    double[] far = IntStream.range(0, 24).mapToDouble(i -> x[i] + 1e6 * block[i]).toArray();
    LinearFit near = absorbed(variance, x, block);
    LinearFit moved = absorbed(variance, far, block);
    assertSame(near, moved, 1, 1e-8);
  }

  // Multiples of 2^-10 far from zero are exact, so the fits differ in the intercept alone.
  @ParameterizedTest
  @EnumSource
  void fit_outcomeFarFromZero_keepsItsDigits(VarianceEstimator variance) {
    double[] y = Arrays.stream(SmallExample.y()).map(v -> Math.rint(v * 1024) / 1024).toArray();
    double[] far = Arrays.stream(y).map(v -> v + 0x1p40).toArray();
    LinearFit near = LeastSquares.with(variance).fit(small(y).build());
    LinearFit moved = LeastSquares.with(variance).fit(small(far).build());
    for (String term : List.of("z", "x")) {
      Estimate e = near.coefficient(term);
      Close.assertEstimate(moved.coefficient(term), e.value(), e.standardError(), e.df(), 1e-11);
    }
    assertClose(near.rSquared(), moved.rSquared(), 1e-11);
    assertClose(near.modelTest().f(), moved.modelTest().f(), 1e-11);
    assertEquals(near.values()[0] + 0x1p40, moved.values()[0], 1e-3);
  }

  @Test
  void fit_absorbedFactors_equalDummies() {
    int[] first = SmallExample.block();
    int[] second = IntStream.range(0, 24).map(i -> i % 5).toArray();
    RegressionSample.Builder dummies = small(SmallExample.y());
    for (int level = 2; level <= 4; level++) {
      dummies.column("b" + level, indicator(first, level));
    }
    for (int level = 1; level <= 4; level++) {
      dummies.column("s" + level, indicator(second, level));
    }
    RegressionSample absorbed = small(SmallExample.y()).absorb(first).absorb(second).build();
    for (VarianceEstimator variance : VarianceEstimator.values()) {
      LinearFit expected = LeastSquares.with(variance).fit(dummies.build());
      LinearFit actual = LeastSquares.with(variance).fit(absorbed);
      assertEquals(List.of("z", "x"), actual.terms());
      assertEquals(expected.rank(), actual.rank());
      assertClose(expected.rSquared(), actual.rSquared(), 1e-12);
      for (String term : actual.terms()) {
        Estimate e = expected.coefficient(term);
        Close.assertEstimate(actual.coefficient(term), e.value(), e.standardError(), e.df(), 1e-11);
      }
    }
  }

  @Test
  void fit_collinearColumn_dropsTheLaterOne() {
    double[] x = SmallExample.x();
    double[] twice = Arrays.stream(x).map(v -> 2 * v + 1).toArray();
    LinearFit fit =
        LeastSquares.with(VarianceEstimator.HC2)
            .fit(small(SmallExample.y()).column("twice", twice).build());
    assertEquals(List.of("(Intercept)", "z", "x"), fit.terms());
    assertEquals(List.of("twice"), fit.dropped());
    assertEquals(3, fit.rank());
    assertEquals(List.of("left out, because earlier columns determine them: twice"), fit.remarks());
    assertSame(
        LeastSquares.with(VarianceEstimator.HC2).fit(small(SmallExample.y()).build()),
        fit,
        1,
        1e-12);
    NotEstimableException refusal =
        assertThrows(NotEstimableException.class, () -> fit.coefficient("twice"));
    assertEquals(Reason.TERM_DROPPED, refusal.reason());
    assertThrows(IllegalArgumentException.class, () -> fit.coefficient("thrice"));
  }

  // One treated unit: its leverage is one. By hand, the variance of z is that of the control mean,
  // sum of squares over n0 (n0 - 1), for HC2 too.
  @Test
  void fit_leverageOne_addsNothingAndIsRemarked() {
    double[] y = {7, 1, 2, 4};
    RegressionSample sample = RegressionSample.of(y).column("z", new double[] {1, 0, 0, 0}).build();
    LinearFit fit = LeastSquares.with(VarianceEstimator.HC2).fit(sample);
    assertClose(14.0 / 3, fit.coefficient("z").value(), 1e-14);
    assertClose(Math.sqrt(14.0 / 3 / 6), fit.coefficient("z").standardError(), 1e-14);
    assertEquals(
        List.of(
            "rows of leverage 1, which the fit passes through and which add nothing to the HC2"
                + " variance: 1"),
        fit.remarks());
  }

  @Test
  void fit_hardPolynomial_keepsItsDigits() {
    double[] x = IntStream.rangeClosed(0, 20).mapToDouble(i -> i).toArray();
    RegressionSample.Builder sample =
        RegressionSample.of(
            Arrays.stream(x).map(v -> 1 + v + v * v + v * v * v + (v % 2) * 0.5).toArray());
    for (int power = 1; power <= 9; power++) {
      int p = power;
      sample.column("x" + p, Arrays.stream(x).map(v -> Math.pow(v, p)).toArray());
    }
    LinearFit fit =
        LeastSquares.with(VarianceEstimator.HC3).withRankTolerance(1e-14).fit(sample.build());
    // An even and an odd half of a symmetric grid: the fit at the centre is known by symmetry. The
    // alternating part is even about 10, so odd derivatives there come from 1 + x + x^2 + x^3
    // alone.
    double[] b = fit.values();
    double slope = 0;
    for (int p = 1; p <= 9; p++) {
      slope += p * b[p] * Math.pow(10, p - 1);
    }
    assertClose(1 + 20 + 300, slope, 1e-9);
  }

  @Test
  void contrast_ofOneTermIsThatTerm() {
    for (VarianceEstimator variance : VarianceEstimator.values()) {
      LinearFit fit = LeastSquares.with(variance).fit(small(SmallExample.y()).build());
      Estimate z = fit.coefficient("z");
      Close.assertEstimate(
          fit.contrast("z", new double[] {0, 1, 0}), z.value(), z.standardError(), z.df(), 1e-12);
      assertClose(z.statistic() * z.statistic(), fit.joint(List.of("z")).f(), 1e-12);
      assertClose(z.standardError() * z.standardError(), fit.covariance()[1][1], 1e-14);
    }
  }

  @Test
  void joint_refusesMoreTermsThanClusters() {
    int[] two = IntStream.range(0, 24).map(i -> i % 2).toArray();
    LinearFit fit =
        LeastSquares.with(VarianceEstimator.CR0)
            .fit(
                RegressionSample.of(SmallExample.y())
                    .column("x", SmallExample.x())
                    .column("w", SmallExample.w())
                    .clusters(two)
                    .build());
    NotEstimableException refusal =
        assertThrows(NotEstimableException.class, () -> fit.joint(List.of("x", "w")));
    assertEquals(Reason.SINGULAR_COVARIANCE, refusal.reason());
  }

  @Test
  void fit_refusesWhatCannotBeEstimated() {
    assertRefused(
        Reason.TOO_FEW_CLUSTERS,
        "all 24 rows are in one cluster",
        VarianceEstimator.CR2,
        small(SmallExample.y()).clusters(new int[24]));
    assertRefused(
        Reason.NO_DEGREES_OF_FREEDOM,
        "2 rows for 2 coefficients leave no degrees of freedom",
        VarianceEstimator.HC1,
        RegressionSample.of(new double[] {1, 2}).column("x", new double[] {1, 4}));
    assertRefused(
        Reason.NO_VARIATION,
        "no column varies beyond what the absorbed factors explain",
        VarianceEstimator.HC1,
        RegressionSample.of(SmallExample.y())
            .column("b", Arrays.stream(SmallExample.block()).asDoubleStream().toArray())
            .absorb(SmallExample.block()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            LeastSquares.with(VarianceEstimator.CR0)
                .fit(RegressionSample.of(SmallExample.y()).column("x", SmallExample.x()).build()));
  }

  @Test
  void interactedAdjustment_refusesTreatmentThatRepeatsAStratum() {
    RegressionSample sample =
        RegressionSample.of(SmallExample.y())
            .column("z", SmallExample.numbers(SmallExample.z()))
            .column("x", SmallExample.x())
            .absorb(IntStream.range(0, 24).map(i -> i % 2).toArray())
            .build();
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () -> InteractedAdjustment.with(VarianceEstimator.HC2).fit(sample, "z"));
    assertEquals(Reason.TREATMENT_COLLINEAR, refusal.reason());
  }

  @Test
  void sample_refusesBadParts() {
    RegressionSample.Builder builder = small(SmallExample.y());
    assertThrows(IllegalArgumentException.class, () -> builder.column("x", SmallExample.x()));
    assertThrows(
        IllegalArgumentException.class, () -> builder.column("(Intercept)", SmallExample.x()));
    assertThrows(IllegalArgumentException.class, () -> builder.column("short", new double[3]));
    assertThrows(IllegalArgumentException.class, () -> builder.absorb(new int[3]));
    assertThrows(IllegalArgumentException.class, () -> builder.weights(new double[24]));
    double[] negative = SmallExample.w();
    negative[3] = -1;
    assertThrows(IllegalArgumentException.class, () -> builder.weights(negative));
    double[] bad = SmallExample.x();
    bad[7] = Double.NaN;
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> builder.column("bad", bad));
    assertEquals("bad[7] is NaN", e.getMessage());
  }

  @Test
  void coding_isDenseAndOrdered() {
    int[] codes = {Integer.MIN_VALUE, 7, Integer.MAX_VALUE, 7, 0};
    Coding coding = Coding.of(codes);
    assertEquals(4, coding.levels());
    assertArrayEquals(new int[] {0, 2, 3, 2, 1}, coding.index());
    assertArrayEquals(new int[] {0, 4, 1, 3, 2}, coding.groups().order());
    assertArrayEquals(new int[] {0, 1, 2, 0}, Coding.of(new int[] {-5, -4, 9, -5}).index());
  }

  private static void assertRefused(
      Reason reason, String message, VarianceEstimator variance, RegressionSample.Builder sample) {
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class, () -> LeastSquares.with(variance).fit(sample.build()));
    assertEquals(reason, refusal.reason());
    assertEquals(message, refusal.getMessage());
  }

  private static LinearFit absorbed(VarianceEstimator variance, double[] x, int[] level) {
    int[] cluster = IntStream.range(0, 24).map(i -> i % 6).toArray();
    return LeastSquares.with(variance)
        .fit(
            RegressionSample.of(SmallExample.y())
                .column("x", x)
                .absorb(level)
                .clusters(cluster)
                .build());
  }

  private static RegressionSample.Builder small(double[] y) {
    return RegressionSample.of(y)
        .column("z", SmallExample.numbers(SmallExample.zc()))
        .column("x", SmallExample.x())
        .clusters(SmallExample.cluster());
  }

  /** Rows i * step mod N of one data set, so that a step prime to N is another order. */
  private static RegressionSample.Builder large(int step) {
    int[] row = IntStream.range(0, N).map(i -> (int) ((long) i * step % N)).toArray();
    double[] x1 = new SplittableRandom(1).doubles(N).toArray();
    double[] x2 = new SplittableRandom(2).doubles(N).toArray();
    double[] e = new SplittableRandom(3).doubles(N, -1, 1).toArray();
    double[] w = new SplittableRandom(4).doubles(N, 0.5, 2).toArray();
    double[] y = IntStream.range(0, N).mapToDouble(i -> x1[i] - x2[i] + e[i] * x1[i]).toArray();
    return RegressionSample.of(at(row, y))
        .column("x1", at(row, x1))
        .column("x2", at(row, x2))
        .weights(at(row, w))
        .absorb(Arrays.stream(row).map(i -> step * (i % 7)).toArray())
        .clusters(Arrays.stream(row).map(i -> step * (i % 131)).toArray());
  }

  private static double[] at(int[] rows, double[] values) {
    return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
  }

  private static double[] indicator(int[] codes, int level) {
    return Arrays.stream(codes).mapToDouble(c -> c == level ? 1 : 0).toArray();
  }

  private static void assertSame(LinearFit expected, LinearFit actual, double unit, double digits) {
    assertEquals(expected.coefficients().size(), actual.coefficients().size());
    for (Estimate e : expected.coefficients()) {
      Close.assertEstimate(
          actual.coefficient(e.term()), e.value() * unit, e.standardError() * unit, e.df(), digits);
    }
  }
}
