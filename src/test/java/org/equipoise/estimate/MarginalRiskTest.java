package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarginalRiskTest {

  @Test
  void estimate_matchesR() throws IOException {
    assertRisks("risk_cluster", RiskVariance.CLUSTER, false);
    assertRisks("risk_hc0", RiskVariance.HC0, false);
    assertRisks("risk_design", RiskVariance.DESIGN, false);
    assertRisks("risk_design_strata", RiskVariance.DESIGN, true);
  }

  /** Standardising over nothing gives the raw shares, and HC0 the variance p q / n of each. */
  @Test
  void estimate_withoutCovariatesIsTheRawComparison() {
    TwoArmSample sample = small();
    MarginalRisks risks = MarginalRisk.with(RiskVariance.HC0).estimate(sample);
    UnadjustedRisk raw = UnadjustedRisk.of(TwoByTwo.of(sample));
    assertClose(raw.difference().value(), risks.difference().value(), 1e-12);
    assertClose(raw.difference().standardError(), risks.difference().standardError(), 1e-12);
    assertClose(raw.ratio().log().standardError(), risks.ratio().log().standardError(), 1e-12);
    assertClose(raw.oddsRatio().ratio(), risks.oddsRatio().ratio(), 1e-12);
    assertClose(
        raw.oddsRatio().log().standardError(), risks.oddsRatio().log().standardError(), 1e-12);
  }

  @ParameterizedTest
  @EnumSource(RiskVariance.class)
  void estimate_swappedArmsInvert(RiskVariance variance) throws IOException {
    TwoArmSample sample = trial(true);
    boolean[] swapped = new boolean[sample.size()];
    for (int i = 0; i < swapped.length; i++) {
      swapped[i] = !sample.treated()[i];
    }
    double[] age = MeasuresGolden.data("trial.csv").numbers("age");
    MarginalRisks one = MarginalRisk.with(variance).estimate(sample, age);
    MarginalRisks two =
        MarginalRisk.with(variance)
            .estimate(
                new TwoArmSample(sample.outcome(), swapped, sample.block(), sample.cluster()), age);
    assertClose(-one.difference().value(), two.difference().value(), 1e-9);
    assertClose(one.difference().standardError(), two.difference().standardError(), 1e-9);
    assertClose(1 / one.ratio().ratio(), two.ratio().ratio(), 1e-9);
    assertClose(1 / one.oddsRatio().interval().low(), two.oddsRatio().interval().high(), 1e-9);
  }

  /** Another unit and origin of a covariate, and another order of rows, change nothing. */
  @ParameterizedTest
  @EnumSource(RiskVariance.class)
  void estimate_ignoresUnitsAndOrder(RiskVariance variance) throws IOException {
    TwoArmSample sample = trial(true);
    double[] age = MeasuresGolden.data("trial.csv").numbers("age");
    MarginalRisks one = MarginalRisk.with(variance).estimate(sample, age);
    int n = sample.size();
    double[] y = new double[n];
    boolean[] treated = new boolean[n];
    int[] block = new int[n];
    int[] cluster = new int[n];
    double[] months = new double[n];
    for (int i = 0; i < n; i++) {
      int from = (i * 7 + 3) % n;
      y[i] = sample.outcome()[from];
      treated[i] = sample.treated()[from];
      block[i] = -3 * sample.block()[from];
      cluster[i] = 5 * sample.cluster()[from];
      months[i] = 12 * age[from] - 1000;
    }
    MarginalRisks two =
        MarginalRisk.with(variance).estimate(new TwoArmSample(y, treated, block, cluster), months);
    assertClose(one.difference().value(), two.difference().value(), 1e-9);
    assertClose(one.difference().standardError(), two.difference().standardError(), 1e-9);
    assertClose(one.oddsRatio().log().standardError(), two.oddsRatio().log().standardError(), 1e-9);
  }

  /** A cluster a person is HC0 with the factor n / (n - 1); the reference is t with n - 1. */
  @Test
  void estimate_clustersOfOneAreHc0() throws IOException {
    TwoArmSample sample = MeasuresGolden.trial("y");
    int n = sample.size();
    TwoArmSample alone = sample.withClusters(IntStream.range(0, n).toArray());
    Estimate one = MarginalRisk.with(RiskVariance.CLUSTER).estimate(alone).difference();
    Estimate two = MarginalRisk.with(RiskVariance.HC0).estimate(sample).difference();
    assertClose(two.standardError() * Math.sqrt(n / (n - 1.0)), one.standardError(), 1e-12);
    assertEquals(n - 1.0, one.df());
  }

  @Test
  void estimate_refusesSettledOutcomes() {
    boolean[] treated = {true, true, true, false, false, false};
    refused(Reason.SEPARATION, new double[] {0, 0, 0, 1, 0, 1}, treated);
    refused(Reason.SEPARATION, new double[] {1, 0, 1, 1, 1, 1}, treated);
    refused(Reason.CONSTANT_OUTCOME, new double[] {0, 0, 0, 0, 0, 0}, treated);
    refused(Reason.EMPTY_ARM, new double[] {0, 1, 0, 0, 0, 0}, new boolean[6]);
  }

  private static void refused(
      Reason reason, double[] y, boolean[] treated, double[]... covariates) {
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () ->
                MarginalRisk.with(RiskVariance.HC0)
                    .estimate(TwoArmSample.of(y, treated), covariates));
    assertEquals(reason, refusal.reason());
  }

  private static TwoArmSample small() {
    double[] y = {1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 0};
    boolean[] treated = {
      true, true, true, true, true, false, false, false, false, false, false, false
    };
    return TwoArmSample.of(y, treated);
  }

  private static TwoArmSample trial(boolean blocks) throws IOException {
    GoldenTable trial = MeasuresGolden.data("trial.csv");
    TwoArmSample sample = MeasuresGolden.trial("y").withClusters(trial.codes("team"));
    return blocks ? sample.withBlocks(trial.codes("site")) : sample;
  }

  private static void assertRisks(String name, RiskVariance variance, boolean blocks)
      throws IOException {
    GoldenTable trial = MeasuresGolden.data("trial.csv");
    double[] site = trial.numbers("site");
    double[][] covariates = new double[4][];
    covariates[0] = trial.numbers("age");
    for (int s = 2; s <= 4; s++) {
      double[] dummy = new double[site.length];
      for (int i = 0; i < dummy.length; i++) {
        dummy[i] = site[i] == s ? 1 : 0;
      }
      covariates[s - 1] = dummy;
    }
    MarginalRisks r = MarginalRisk.with(variance).estimate(trial(blocks), covariates);
    Map<String, Double> actual = new HashMap<>();
    actual.put("risk1", r.riskTreated());
    actual.put("risk0", r.riskControl());
    actual.put("se1", r.riskTreatedError());
    actual.put("se0", r.riskControlError());
    actual.put("se_difference", r.difference().standardError());
    actual.put("se_log_ratio", r.ratio().log().standardError());
    actual.put("se_log_odds_ratio", r.oddsRatio().log().standardError());
    MeasuresGolden.assertCase(name, actual);
  }
}
