package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.equipoise.estimate.Close.assertEstimate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TwoStageLeastSquaresTest {
  private static final double DIGITS = 1e-12;

  // estimatr 1.0.0: iv_robust(y ~ d + x | z + x, se_type = "HC2"), methods table 1.10
  @Test
  void fit_matchesEstimatr() {
    IvFit fit = TwoStageLeastSquares.with(VarianceEstimator.HC2).fit(example());
    assertEstimate(fit.coefficient("d"), 1.13176972281450, 0.570196628152228, 21, DIGITS);
    assertEquals(List.of("(Intercept)", "x", "d"), fit.terms());
    assertEquals(24, fit.n());
    assertEquals(21, fit.dfResidual());
  }

  // By hand: without covariates the estimate is the ratio of two differences in means.
  @ParameterizedTest
  @EnumSource(VarianceEstimator.class)
  void fit_isRatioOfDifferences(VarianceEstimator variance) {
    InstrumentedSample sample = sample(SmallExample.y(), received(), null);
    IvFit fit = TwoStageLeastSquares.with(variance).fit(sample);
    assertClose(
        difference(SmallExample.y()) / difference(received()), fit.coefficient("d").value(), 1e-13);
  }

  /** With a column as its own instrument nothing is left of the second stage but least squares. */
  @ParameterizedTest
  @EnumSource(VarianceEstimator.class)
  void fit_ofExogenousColumn_isLeastSquares(VarianceEstimator variance) {
    double[] z = SmallExample.numbers(SmallExample.z());
    InstrumentedSample sample = sample(SmallExample.y(), z, SmallExample.x());
    IvFit fit = TwoStageLeastSquares.with(variance).fit(sample);
    Estimate plain = LeastSquares.with(variance).fit(sample.structural()).coefficient("d");
    assertEstimate(fit.coefficient("d"), plain.value(), plain.standardError(), plain.df(), 1e-12);
    assertEquals(Double.POSITIVE_INFINITY, fit.effectiveF());
    assertEquals(Double.POSITIVE_INFINITY, fit.firstStageTest("d").f());
    assertEquals(0, fit.firstStageTest("d").pValue());
    NotEstimableException refusal = assertThrows(NotEstimableException.class, fit::endogeneityTest);
    assertEquals(NotEstimableException.Reason.NO_VARIATION, refusal.reason());
  }

  @ParameterizedTest
  @EnumSource(VarianceEstimator.class)
  void fit_followsShiftAndScale(VarianceEstimator variance) {
    Estimate plain = TwoStageLeastSquares.with(variance).fit(example()).coefficient("d");
    double[] moved = Arrays.stream(SmallExample.y()).map(y -> 1000 - 3 * y).toArray();
    Estimate other =
        TwoStageLeastSquares.with(variance)
            .fit(sample(moved, received(), SmallExample.x()))
            .coefficient("d");
    assertEstimate(other, -3 * plain.value(), 3 * plain.standardError(), plain.df(), 1e-11);
    double[] halved = Arrays.stream(received()).map(d -> d / 2).toArray();
    Estimate twice =
        TwoStageLeastSquares.with(variance)
            .fit(sample(SmallExample.y(), halved, SmallExample.x()))
            .coefficient("d");
    assertEstimate(twice, 2 * plain.value(), 2 * plain.standardError(), plain.df(), 1e-11);
  }

  /** Which arm is called drawn does not matter: the instrument may be turned round. */
  @ParameterizedTest
  @EnumSource(VarianceEstimator.class)
  void fit_ignoresSignOfInstrumentAndOrderOfRows(VarianceEstimator variance) {
    Estimate plain = TwoStageLeastSquares.with(variance).fit(example()).coefficient("d");
    int n = SmallExample.N;
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = (7 * i + 3) % n;
    }
    double[] z = SmallExample.numbers(SmallExample.z());
    InstrumentedSample turned =
        InstrumentedSample.of(
                RegressionSample.of(pick(SmallExample.y(), order))
                    .column("d", pick(received(), order))
                    .column("x", pick(SmallExample.x(), order))
                    .clusters(Arrays.stream(order).map(i -> SmallExample.cluster()[i]).toArray())
                    .build())
            .withEndogenous("d")
            .withInstrument("z", Arrays.stream(pick(z, order)).map(v -> 5 - 2 * v).toArray());
    Estimate other = TwoStageLeastSquares.with(variance).fit(turned).coefficient("d");
    assertEstimate(other, plain.value(), plain.standardError(), plain.df(), 1e-11);
  }

  @Test
  void fit_leavesOutRowsOfWeightZero() {
    double[] w = SmallExample.w();
    double[] y = SmallExample.y();
    for (int i = 4; i < w.length; i += 5) {
      w[i] = 0;
      y[i] = 1e6;
    }
    InstrumentedSample weighted =
        InstrumentedSample.of(
                RegressionSample.of(y)
                    .column("d", received())
                    .column("x", SmallExample.x())
                    .weights(w)
                    .build())
            .withEndogenous("d")
            .withInstrument("z", SmallExample.numbers(SmallExample.z()));
    int[] kept = IntStream.range(0, w.length).filter(i -> w[i] > 0).toArray();
    InstrumentedSample without =
        InstrumentedSample.of(
                RegressionSample.of(pick(y, kept))
                    .column("d", pick(received(), kept))
                    .column("x", pick(SmallExample.x(), kept))
                    .weights(pick(w, kept))
                    .build())
            .withEndogenous("d")
            .withInstrument("z", pick(SmallExample.numbers(SmallExample.z()), kept));
    IvFit a = TwoStageLeastSquares.with(VarianceEstimator.HC2).fit(weighted);
    IvFit b = TwoStageLeastSquares.with(VarianceEstimator.HC2).fit(without);
    assertEquals(20, a.n());
    assertEstimate(
        a.coefficient("d"),
        b.coefficient("d").value(),
        b.coefficient("d").standardError(),
        17,
        1e-12);
    assertClose(b.endogeneityTest().f(), a.endogeneityTest().f(), 1e-11);
  }

  @Test
  void fit_refusesFewerInstrumentsThanEndogenousColumns() {
    InstrumentedSample two =
        InstrumentedSample.of(
                RegressionSample.of(SmallExample.y())
                    .column("d", received())
                    .column("x", SmallExample.x())
                    .build())
            .withEndogenous("d")
            .withEndogenous("x")
            .withInstrument("z", SmallExample.numbers(SmallExample.z()));
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () -> TwoStageLeastSquares.with(VarianceEstimator.HC2).fit(two));
    assertEquals(NotEstimableException.Reason.UNDERIDENTIFIED, refusal.reason());
    assertEquals("instruments that vary: 1; endogenous columns: 2", refusal.getMessage());
  }

  /** Equal shares in both arms: no contrast, so no effect of what was received. */
  @Test
  void fit_refusesInstrumentThatMovesNothing() {
    double[] d = new double[SmallExample.N];
    for (int i = 0; i < d.length; i++) {
      d[i] = i % 4 < 2 ? 1 : 0;
    }
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () ->
                TwoStageLeastSquares.with(VarianceEstimator.HC2)
                    .fit(sample(SmallExample.y(), d, null)));
    assertEquals(NotEstimableException.Reason.UNDERIDENTIFIED, refusal.reason());
    assertTrue(String.valueOf(refusal.getMessage()).contains("'d'"));
  }

  @Test
  void fit_refusesInstrumentAmongTheFactors() {
    int[] arm =
        Arrays.stream(SmallExample.numbers(SmallExample.z())).mapToInt(z -> (int) z).toArray();
    InstrumentedSample absorbed =
        InstrumentedSample.of(
                RegressionSample.of(SmallExample.y()).column("d", received()).absorb(arm).build())
            .withEndogenous("d")
            .withInstrument("z", SmallExample.numbers(SmallExample.z()));
    assertThrows(
        NotEstimableException.class,
        () -> TwoStageLeastSquares.with(VarianceEstimator.HC2).fit(absorbed));
  }

  @Test
  void fit_refusesIncompleteOrUnclusteredSamples() {
    InstrumentedSample bare =
        InstrumentedSample.of(
            RegressionSample.of(SmallExample.y()).column("d", received()).build());
    TwoStageLeastSquares cr2 = TwoStageLeastSquares.with(VarianceEstimator.CR2);
    assertThrows(IllegalArgumentException.class, () -> cr2.fit(bare));
    InstrumentedSample unclustered =
        bare.withEndogenous("d").withInstrument("z", SmallExample.numbers(SmallExample.z()));
    assertThrows(IllegalArgumentException.class, () -> cr2.fit(unclustered));
    assertThrows(IllegalArgumentException.class, () -> bare.withEndogenous("nobody"));
    assertThrows(IllegalArgumentException.class, () -> bare.withInstrument("d", received()));
  }

  /** Leaving one cluster out at a time: the spread of the estimates about the estimate. */
  @Test
  void cr3_isSpreadOfEstimatesWithoutOneCluster() {
    double[] y = SmallExample.yc();
    double[] z = SmallExample.numbers(SmallExample.zc());
    int[] cluster = SmallExample.cluster();
    double[] w = SmallExample.w();
    RegressionSample all = clustered(y, z, w, cluster);
    Estimate cr3 = LeastSquares.with(VarianceEstimator.CR3).fit(all).coefficient("z");
    double spread = 0;
    for (int g = 1; g <= 8; g++) {
      int left = g;
      int[] kept = IntStream.range(0, y.length).filter(i -> cluster[i] != left).toArray();
      double b =
          LeastSquares.with(VarianceEstimator.CR0)
              .fit(
                  clustered(
                      pick(y, kept),
                      pick(z, kept),
                      pick(w, kept),
                      Arrays.stream(kept).map(i -> cluster[i]).toArray()))
              .coefficient("z")
              .value();
      spread += (b - cr3.value()) * (b - cr3.value());
    }
    assertClose(Math.sqrt(spread), cr3.standardError(), 1e-12);
    assertEquals(7, cr3.df());
  }

  @Test
  void cr3_saysWhenOneClusterDecides() {
    double[] alone = new double[SmallExample.N];
    alone[0] = 1;
    alone[1] = 1;
    LinearFit fit =
        LeastSquares.with(VarianceEstimator.CR3)
            .fit(
                RegressionSample.of(SmallExample.yc())
                    .column("alone", alone)
                    .clusters(SmallExample.cluster())
                    .build());
    assertEquals(1, fit.remarks().stream().filter(r -> r.contains("alone decide")).count());
  }

  @Test
  void jointOfFewClusters_needsCr2AndEnoughClusters() {
    RegressionSample sample =
        clustered(
            SmallExample.yc(),
            SmallExample.numbers(SmallExample.zc()),
            SmallExample.w(),
            SmallExample.cluster());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            LeastSquares.with(VarianceEstimator.CR0).fit(sample).jointOfFewClusters(List.of("z")));
    // One term: Satterthwaite's test, t squared.
    LinearFit fit = LeastSquares.with(VarianceEstimator.CR2).fit(sample);
    HotellingTest test = fit.jointOfFewClusters(List.of("z"));
    Estimate z = fit.coefficient("z");
    assertClose(z.statistic() * z.statistic(), test.f(), 1e-12);
    assertClose(z.df(), test.denominatorDf(), 1e-11);
    assertClose(z.pValue(), test.pValue(), 1e-11);
    assertEquals(1, test.correction(), 1e-15);
  }

  private static RegressionSample clustered(double[] y, double[] z, double[] w, int[] cluster) {
    return RegressionSample.of(y).column("z", z).weights(w).clusters(cluster).build();
  }

  private static InstrumentedSample example() {
    return sample(SmallExample.y(), received(), SmallExample.x());
  }

  static InstrumentedSample sample(double[] y, double[] d, double[] x) {
    RegressionSample.Builder builder = RegressionSample.of(y).column("d", d);
    if (x != null) {
      builder.column("x", x);
    }
    return InstrumentedSample.of(builder.clusters(SmallExample.cluster()).build())
        .withEndogenous("d")
        .withInstrument("z", SmallExample.numbers(SmallExample.z()));
  }

  /** The d of methods table 1.10. */
  static double[] received() {
    double[] d = new double[SmallExample.N];
    for (int i = 1; i <= d.length; i++) {
      boolean drawn = i % 2 == 0;
      d[i - 1] = (drawn && i % 3 != 0) || (!drawn && i % 7 == 0) ? 1 : 0;
    }
    return d;
  }

  private static double difference(double[] values) {
    double difference = 0;
    for (int i = 0; i < values.length; i++) {
      difference += SmallExample.z()[i] ? values[i] : -values[i];
    }
    return difference / (values.length / 2.0);
  }

  private static double[] pick(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
  }
}
