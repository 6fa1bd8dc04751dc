package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.equipoise.estimate.Close.assertEstimate;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link SmallExample} in R 4.2.2 with estimatr 1.0.0, printed with 15 digits. */
class EstimatrSmallExampleTest {
  private static final double DIGITS = 1e-12;

  // difference_in_means(y ~ z), (…, blocks = block), (…, blocks = pair)
  @ParameterizedTest
  @CsvSource({
    "SIMPLE, 0.382833184813674, 20.3200025585941",
    "BLOCKED, 0.431811678015833, 16",
    "MATCHED_PAIRS, 0.474648959940489, 11"
  })
  void differenceInMeans_matchesEstimatr(Design design, double standardError, double df) {
    TwoArmSample sample = TwoArmSample.of(SmallExample.y(), SmallExample.z());
    sample =
        switch (design) {
          case BLOCKED -> sample.withBlocks(SmallExample.block());
          case MATCHED_PAIRS -> sample.withBlocks(SmallExample.pair());
          default -> sample;
        };
    Estimate estimate = DifferenceInMeans.of(design).estimate(sample).estimate();
    assertEstimate(estimate, 0.470634920634921, standardError, df, DIGITS);
  }

  // difference_in_means(yc ~ zc, clusters = cluster)
  @Test
  void differenceInMeans_clustered_matchesEstimatr() {
    TwoArmSample sample =
        TwoArmSample.of(SmallExample.yc(), SmallExample.zc()).withClusters(SmallExample.cluster());
    Estimate estimate = DifferenceInMeans.of(Design.CLUSTERED).estimate(sample).estimate();
    assertEstimate(estimate, 0.704995004995004, 0.249017166199601, 5.66145314695815, DIGITS);
  }

  // difference_in_means(yc ~ zc, blocks = c(1,1,2,2,3,3,4,4)[cluster], clusters = cluster)
  @Test
  void differenceInMeans_pairMatchedClusters_matchesEstimatr() {
    MeanDifference found = DifferenceInMeans.of(Design.PAIR_MATCHED_CLUSTERS).estimate(inBlocks(2));
    assertEstimate(found.estimate(), 0.7238921957671958, 0.3679444333890619, 3, DIGITS);
    assertClose(0.1438113271447787, found.estimate().pValue(), DIGITS);
    assertClose(-0.4470712068215315, found.estimate().interval().low(), DIGITS);
    assertClose(1.894855598355923, found.estimate().interval().high(), DIGITS);
    assertEquals(4, found.blocks());
    assertEquals(8, found.clusters());
  }

  // difference_in_means(yc ~ zc, blocks = c(1,1,1,1,2,2,2,2)[cluster], clusters = cluster)
  @Test
  void differenceInMeans_blockedClustered_matchesEstimatr() {
    Estimate estimate =
        DifferenceInMeans.of(Design.BLOCKED_CLUSTERED).estimate(inBlocks(4)).estimate();
    assertEstimate(estimate, 0.7099773242630376, 0.2417811518876882, 4, DIGITS);
    assertClose(0.04253949357912461, estimate.pValue(), DIGITS);
  }

  // lm_robust(y ~ z + x, se_type = …)
  @ParameterizedTest
  @CsvSource({
    "HC0, 0.178677003660665",
    "HC1, 0.191013751598160",
    "HC2, 0.191384377102022",
    "HC3, 0.205149454992557"
  })
  void leastSquares_matchesEstimatr(VarianceEstimator variance, double standardError) {
    Estimate z = LeastSquares.with(variance).fit(adjusted().build()).coefficient("z");
    assertEstimate(z, 0.555927943024717, standardError, 21, DIGITS);
  }

  // lm_robust(yc ~ zc + x, clusters = cluster, se_type = "CR0", "stata", "CR2")
  @ParameterizedTest
  @CsvSource({
    "CR0, 0.198973380014509, 7",
    "CR1, 0.222610282928190, 7",
    "CR2, 0.232372585461495, 5.64842967784096"
  })
  void leastSquares_clustered_matchesEstimatr(
      VarianceEstimator variance, double standardError, double df) {
    Estimate zc = LeastSquares.with(variance).fit(clustered().build()).coefficient("zc");
    assertEstimate(zc, 0.704995004995005, standardError, df, DIGITS);
  }

  // lm_robust(yc ~ zc + x, clusters = cluster, weights = w, se_type = "CR2")
  @Test
  void leastSquares_weightedCr2_matchesEstimatr() {
    RegressionSample sample = clustered().weights(SmallExample.w()).build();
    Estimate zc = LeastSquares.with(VarianceEstimator.CR2).fit(sample).coefficient("zc");
    assertEstimate(zc, 0.772283272283272, 0.236337513667143, 5.66852595969176, DIGITS);
  }

  // lm_robust(y ~ z + x, weights = w, se_type = "HC2"); Stata's other convention gives 0.18959…
  @Test
  void leastSquares_weightedHc2_matchesEstimatr() {
    RegressionSample sample = adjusted().weights(SmallExample.w()).build();
    Estimate z = LeastSquares.with(VarianceEstimator.HC2).fit(sample).coefficient("z");
    assertEstimate(z, 0.602742354883262, 0.195161527355040, 21, DIGITS);
  }

  // lm_robust(y ~ z + x, fixed_effects = ~block, se_type = "HC2")
  @Test
  void leastSquares_absorbed_matchesEstimatr() {
    RegressionSample sample = adjusted().absorb(SmallExample.block()).build();
    Estimate z = LeastSquares.with(VarianceEstimator.HC2).fit(sample).coefficient("z");
    assertEstimate(z, 0.559288847117794, 0.191755711766143, 18, DIGITS);
  }

  // lm_lin(y ~ z, covariates = ~x, se_type = "HC2"); the same with weights = w
  @Test
  void interactedAdjustment_matchesEstimatr() {
    InteractedAdjustment lin = InteractedAdjustment.with(VarianceEstimator.HC2);
    LinearFit plain = lin.fit(adjusted().build(), "z");
    assertEstimate(plain.coefficient("z"), 0.555927943024717, 0.182311012663997, 20, DIGITS);
    LinearFit weighted = lin.fit(adjusted().weights(SmallExample.w()).build(), "z");
    assertEstimate(weighted.coefficient("z"), 0.604115309593538, 0.195109704310329, 20, DIGITS);
  }

  // lm_robust(y ~ z + x, se_type = "HC2"), lm_robust(yc ~ zc + x, clusters = cluster, "CR2")
  @Test
  void modelTest_matchesEstimatr() {
    LinearFit hc2 = LeastSquares.with(VarianceEstimator.HC2).fit(adjusted().build());
    assertClose(32.00879350391346, hc2.modelTest().f(), DIGITS);
    assertEquals(21, hc2.modelTest().denominatorDf());
    assertClose(0.7842019223978299, hc2.rSquared(), DIGITS);
    assertClose(0.7636497245309566, hc2.adjustedRSquared(), DIGITS);
    assertClose(0.2124590445031524, hc2.residualVariance(), DIGITS);
    LinearFit cr2 = LeastSquares.with(VarianceEstimator.CR2).fit(clustered().build());
    assertClose(31.35995980185667, cr2.modelTest().f(), DIGITS);
    assertEquals(7, cr2.modelTest().denominatorDf());
    assertClose(0.6539526363677559, cr2.rSquared(), DIGITS);
    assertClose(0.6209957445932565, cr2.adjustedRSquared(), DIGITS);
  }

  // lm_robust(y ~ z + x, weights = w, se_type = "classical")
  @Test
  void leastSquares_weightedClassical_matchesEstimatr() {
    RegressionSample sample = adjusted().weights(SmallExample.w()).build();
    LinearFit fit = LeastSquares.with(VarianceEstimator.CLASSICAL).fit(sample);
    assertEstimate(
        fit.coefficient("(Intercept)"), 1.886402506079929, 0.2033349675052563, 21, DIGITS);
    assertEstimate(fit.coefficient("x"), 0.7712526546434428, 0.08952046853919783, 21, DIGITS);
    assertClose(0.7935964098997255, fit.rSquared(), DIGITS);
    assertClose(0.7739389251282707, fit.adjustedRSquared(), DIGITS);
    assertClose(0.3167981836529796, fit.residualVariance(), DIGITS);
  }

  // lm_robust(y ~ 0 + z + x, se_type = "HC3"): R squared about zero
  @Test
  void leastSquares_withoutIntercept_matchesEstimatr() {
    LinearFit fit =
        LeastSquares.with(VarianceEstimator.HC3).fit(adjusted().intercept(false).build());
    assertEstimate(fit.coefficient("z"), 1.427528041039909, 0.236319765566104, 22, DIGITS);
    assertEstimate(fit.coefficient("x"), 1.421337275019564, 0.09433824094523606, 22, DIGITS);
    assertClose(0.9264774874536362, fit.rSquared(), DIGITS);
    assertClose(0.9197936226766941, fit.adjustedRSquared(), DIGITS);
  }

  // lm_robust(y ~ z + x, fixed_effects = ~block, se_type = "HC3"): R squared of all dummies
  @Test
  void leastSquares_absorbedHc3_matchesEstimatr() {
    LinearFit fit =
        LeastSquares.with(VarianceEstimator.HC3)
            .fit(adjusted().absorb(SmallExample.block()).build());
    assertEstimate(fit.coefficient("x"), 0.7978853383458645, 0.1148544471826776, 18, DIGITS);
    assertClose(0.8077278665952383, fit.rSquared(), DIGITS);
    assertClose(0.7543189406494712, fit.adjustedRSquared(), DIGITS);
    assertClose(0.2208466354378009, fit.residualVariance(), DIGITS);
  }

  // lm_robust(… , subset(d, i %% 6 != 0), weights = w, se_type = "HC2"; clusters = cluster,
  // "stata")
  @Test
  void leastSquares_zeroWeights_countAsAbsent() {
    double[] w = SmallExample.w();
    for (int i = 5; i < w.length; i += 6) {
      w[i] = 0;
    }
    LinearFit hc2 = LeastSquares.with(VarianceEstimator.HC2).fit(adjusted().weights(w).build());
    assertEstimate(hc2.coefficient("z"), 0.4593673347334072, 0.2161370740320866, 17, DIGITS);
    assertEquals(20, hc2.n());
    assertClose(0.7651488321107368, hc2.rSquared(), DIGITS);
    LinearFit cr1 = LeastSquares.with(VarianceEstimator.CR1).fit(clustered().weights(w).build());
    assertEstimate(cr1.coefficient("zc"), 0.64500463667699, 0.2297395566329071, 7, DIGITS);
  }

  private static TwoArmSample inBlocks(int clustersPerBlock) {
    int[] cluster = SmallExample.cluster();
    int[] block = Arrays.stream(cluster).map(g -> (g - 1) / clustersPerBlock).toArray();
    return new TwoArmSample(SmallExample.yc(), SmallExample.zc(), block, cluster);
  }

  private static RegressionSample.Builder adjusted() {
    return RegressionSample.of(SmallExample.y())
        .column("z", SmallExample.numbers(SmallExample.z()))
        .column("x", SmallExample.x());
  }

  private static RegressionSample.Builder clustered() {
    return RegressionSample.of(SmallExample.yc())
        .column("zc", SmallExample.numbers(SmallExample.zc()))
        .column("x", SmallExample.x())
        .clusters(SmallExample.cluster());
  }
}
