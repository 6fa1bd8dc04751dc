package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertEstimate;

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
