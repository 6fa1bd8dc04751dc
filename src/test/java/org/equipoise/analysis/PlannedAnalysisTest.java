package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.equipoise.analysis.Effect.Cause;
import org.equipoise.estimate.Estimate;
import org.equipoise.protocol.Analysis.Estimator;
import org.junit.jupiter.api.Test;

/**
 * The whole bridge on {@link SmallTrial}. Expected values: R 4.2.2, estimatr 1.0.0, the calls in
 * {@code golden/analysis/analysis.R}; estimate, standard error, df, p, interval.
 */
class PlannedAnalysisTest {

  private static final String STRATA = "\"strata\": [\"site_\"]";

  private static Comparison.Estimated only(SmallTrial trial) {
    return assertInstanceOf(Comparison.Estimated.class, trial.effects().get(0).comparison());
  }

  private static void assertMatches(Comparison.Estimated found, double... expected) {
    Estimate e = found.estimate();
    double[] actual = {
      e.value(), e.standardError(), e.df(), e.pValue(), e.interval().low(), e.interval().high()
    };
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-9 * Math.abs(expected[i]), "value " + i);
    }
  }

  @Test
  void run_personsWithoutStrata_differenceInMeans() {
    Comparison.Estimated found = only(new SmallTrial());
    assertMatches(
        found,
        0.38571428571428568,
        0.41392489727071730,
        18.28398607872311032,
        0.36355838240514760,
        -0.48294249166833370,
        1.25437106309690494);
    assertEquals(Estimator.DIFFERENCE_IN_MEANS, found.method().estimator());
  }

  @Test
  void run_personsWithinStrata_stratumEffectsAndHc2() {
    Comparison.Estimated found = only(new SmallTrial().scheme("blocks").more(STRATA));
    assertMatches(
        found,
        0.32418546365914758,
        0.41198117034323006,
        18,
        0.44158210582268431,
        -0.54135485727924204,
        1.18972578459753731);
    assertEquals(3, found.method().strataEffects());
  }

  @Test
  void run_adjusted_leastSquares() {
    assertMatches(
        only(
            new SmallTrial()
                .scheme("blocks")
                .more(STRATA)
                .analysis("\"outcomes\": [\"y\"], \"adjust\": [\"x\"]")),
        0.563991409113889897,
        0.203412122530245071,
        17,
        0.013033543808367401,
        0.134829344279439489,
        0.993153473948340304);
  }

  @Test
  void run_missingCovariate_isDroppedAndCountedByDefault() {
    SmallTrial trial =
        new SmallTrial()
            .scheme("blocks")
            .more(STRATA)
            .analysis("\"outcomes\": [\"y\"], \"adjust\": [\"x2\"]");
    assertMatches(only(trial), 0.469604014287739069, 0.213823055450061167, 15);
    Effect effect = trial.effects().get(0);
    assertEquals(
        List.of(
            new Effect.Dropped(Cause.OUTCOME_MISSING, 1, 1),
            new Effect.Dropped(Cause.COVARIATE_MISSING, 1, 1)),
        effect.dropped());
    assertEquals(20, effect.analysed() + effect.analysedControl());
    assertEquals(24, effect.drawn() + effect.drawnControl());
  }

  @Test
  void run_missingCovariate_staysWithAnIndicator() {
    assertMatches(
        only(
            new SmallTrial()
                .scheme("blocks")
                .more(STRATA)
                .analysis(
                    "\"outcomes\": [\"y\"], \"adjust\": [\"x2\"], \"missingCovariates\":"
                        + " \"indicator\"")),
        0.509550204426053033,
        0.192491494073801062,
        16,
        0.017571716859551473);
  }

  @Test
  void run_planNamesEstimatorAndVariance() {
    assertAll(
        () ->
            assertMatches(
                only(
                    new SmallTrial()
                        .analysis(
                            "\"outcomes\": [\"y\"], \"adjust\": [\"x\"], \"variance\": \"hc3\"")),
                0.60002347050539773,
                0.23280590462525938,
                19,
                0.01845464067240999),
        () ->
            assertMatches(
                only(
                    new SmallTrial()
                        .analysis(
                            "\"outcomes\": [\"y\"], \"adjust\": [\"x\"], \"estimator\":"
                                + " \"interacted\"")),
                0.598799392895982274,
                0.207044516946878587,
                18,
                0.009709006827236329),
        () ->
            assertMatches(
                only(
                    new SmallTrial()
                        .scheme("blocks")
                        .more(STRATA)
                        .analysis("\"outcomes\": [\"y\"], \"estimator\": \"difference-in-means\"")),
                0.32510822510822501,
                0.41538074213837767,
                16));
  }

  @Test
  void run_storedChances_weighByTheirInverse() {
    Comparison.Estimated found =
        only(new SmallTrial().scheme("simple").probability("{\"variable\": \"p\"}"));
    assertMatches(found, 0.33146830507338465, 0.44352515885960958, 20, 0.46354945259653790);
    assertTrue(found.method().weighted());
  }

  @Test
  void run_clusters_cr2() {
    String unit = "\"unit\": {\"kind\": \"cluster\", \"variable\": \"cl\"}";
    assertAll(
        () ->
            assertMatches(
                only(new SmallTrial().clusterArms().more(unit)),
                -0.16476190476190583,
                0.33593131340900956,
                5.78533094812164617,
                0.64184949184742712),
        () ->
            assertMatches(
                only(new SmallTrial().clusterArms().scheme("blocks").more(unit + ", " + STRATA)),
                -0.41362084456424070,
                0.22738532526897737,
                3.75684773015423223,
                0.14765869194277842));
  }

  @Test
  void run_matchedPairs_leaveOutPairsWithOneSide() {
    SmallTrial trial = new SmallTrial().scheme("matched-pairs\", \"pair\": \"pair");
    assertMatches(only(trial), 0.077142857142857055, 0.473676325964033917, 9, 0.874226902362458702);
    assertEquals(
        List.of(
            new Effect.Dropped(Cause.OUTCOME_MISSING, 1, 1),
            new Effect.Dropped(Cause.PAIR_INCOMPLETE, 1, 1)),
        trial.effects().get(0).dropped());
  }

  @Test
  void run_subgroup_onlyItsMembers() {
    List<Effect> effects =
        new SmallTrial()
            .scheme("blocks")
            .more(STRATA)
            .analysis("\"outcomes\": [\"y\"], \"subgroups\": [\"notWest\"]")
            .effects();
    assertEquals(2, effects.size());
    assertMatches(
        assertInstanceOf(Comparison.Estimated.class, effects.get(1).comparison()),
        0.39523809523809500,
        0.51282174544883574,
        11);
    assertEquals(16, effects.get(1).drawn() + effects.get(1).drawnControl());
  }

  @Test
  void run_levelsOfAVariableCountAsYes() {
    Comparison.Estimated found =
        only(
            new SmallTrial()
                .analysis("\"outcomes\": [\"bOrC\"]")
                .more("\"cells\": {\"display\": 1, \"events\": 1, \"nonEvents\": 1}"));
    // difference_in_means(bOrC ~ arm), bOrC = 5 i^2 mod 11 mod 3 > 0.
    assertMatches(
        found,
        -0.08333333333333337,
        0.21171497897700181,
        21.99563665212217245,
        0.69765788222230096);
  }

  @Test
  void run_tooFewEvents_isARowWithItsReasonAndCountsInItsFamily() {
    List<Effect> effects =
        new SmallTrial()
            .analysis("\"outcomes\": [\"y\", \"b\"], \"multiplicity\": \"holm\"")
            .effects();
    Comparison.Refused refused =
        assertInstanceOf(Comparison.Refused.class, effects.get(1).comparison());
    assertEquals("TOO_FEW_EVENTS", refused.rule());
    Comparison.Estimated estimated =
        assertInstanceOf(Comparison.Estimated.class, effects.get(0).comparison());
    // Holm over a family of two, one of which could not be tested: twice the p-value.
    assertEquals(2 * 0.36355838240514760, estimated.adjustedP(), 1e-9);
  }
}
