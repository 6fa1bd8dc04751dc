package org.equipoise.report;

import static org.equipoise.disclosure.SampleResults.AID;
import static org.equipoise.disclosure.SampleResults.ALL;
import static org.equipoise.disclosure.SampleResults.JOB;
import static org.equipoise.disclosure.SampleResults.MAIN;
import static org.equipoise.disclosure.SampleResults.REGISTERED;
import static org.equipoise.disclosure.SampleResults.W2;
import static org.equipoise.disclosure.SampleResults.WORKS;
import static org.equipoise.disclosure.SampleResults.effect;
import static org.equipoise.disclosure.SampleResults.estimated;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Method;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.SampleResults;
import org.equipoise.document.Block;
import org.equipoise.document.Language;
import org.equipoise.document.Section;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Assumptions;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Text;
import org.equipoise.protocol.ValueType;
import org.junit.jupiter.api.Test;

/**
 * The rules of the headline, one by one. Intervals are those of {@link SampleResults#estimated}:
 * the value and 1.9679 standard errors on either side (R 4.2.2, {@code qt(0.975, 300)}).
 */
class HeadlineAnswerTest {

  private static final Moment AT_W2 = new Moment.AtWave(W2);
  private static final int[] PEOPLE = {200, 200, 160, 150};
  private static final double NONE = Double.NaN;

  private static Method plain() {
    return new Method(
        Analysis.Estimator.DIFFERENCE_IN_MEANS,
        "simple",
        null,
        0,
        false,
        List.of(),
        List.of(),
        0,
        false,
        0,
        false);
  }

  private static Block.Answer answer(Language language, Results results) {
    Story story = Story.of(Released.of(results), TrialReports.ORIGIN, language);
    return new Headline(story)
        .chapter().sections().stream()
            .flatMap(section -> section.blocks().stream())
            .filter(Block.Answer.class::isInstance)
            .map(Block.Answer.class::cast)
            .findFirst()
            .orElseThrow();
  }

  private static Block.Answer answer(Effect... effects) {
    return answer(Language.ENGLISH, TrialReports.results(List.of(effects)));
  }

  private static Effect compared(Outcome outcome, Moment moment, Comparison comparison) {
    return effect(MAIN, outcome, moment, ALL, PEOPLE, List.of(), comparison);
  }

  private static Effect at(Outcome outcome, double value, double error, double adjusted) {
    return compared(outcome, AT_W2, estimated(value, error, 0.01, 0.3, plain(), adjusted));
  }

  @Test
  void found_tellsBothLevelsTheDifferenceItsIntervalAndForWhomItSpeaks() {
    // 0.111 +- 1.9679 x 0.041 = 0.0303 to 0.1917
    Block.Answer answer = answer(at(WORKS, 0.111, 0.041, NONE));
    assertEquals("In work", answer.question());
    assertEquals("3 months, 310 of 400 people", answer.when());
    assertEquals(
        "The share was 41.1% of those drawn to Team now and 30.0% of those drawn to Team later. Team"
            + " now comes out 11.1\u00a0percentage points higher (95% interval: 3.0 to 19.2), in favour of"
            + " Team now.",
        answer.finding());
    assertEquals("+11.1\u00a0percentage points", answer.figure());
    assertEquals("95% interval +3.0 to +19.2", answer.uncertainty());
    assertEquals(List.of(), answer.remarks());
  }

  @Test
  void found_inSwedish() {
    Block.Answer answer =
        answer(Language.SWEDISH, TrialReports.results(List.of(at(WORKS, 0.111, 0.041, NONE))));
    assertEquals(
        "Andelen var 41,1\u00a0% av dem som lottades till Team nu och 30,0\u00a0% av dem som lottades till Team"
            + " senare. Team nu hamnar 11,1\u00a0procentenheter högre (95\u00a0% intervall: 3,0"
            + " till 19,2), till fördel för Team nu.",
        answer.finding());
    assertEquals("+11,1\u00a0procentenheter", answer.figure());
  }

  @Test
  void found_lowerWhereUpIsGood_speaksForTheControlArm() {
    assertTrue(
        answer(at(WORKS, -0.111, 0.041, NONE))
            .finding()
            .endsWith(
                "11.1\u00a0percentage points lower (95% interval: 3.0 to 19.2), in favour of Team"
                    + " later."));
  }

  @Test
  void found_lowerWhereDownIsGood_speaksForTheArm() {
    assertTrue(answer(at(AID, -0.111, 0.041, NONE)).finding().endsWith("in favour of Team now."));
    assertTrue(answer(at(AID, 0.111, 0.041, NONE)).finding().endsWith("in favour of Team later."));
  }

  @Test
  void found_withoutADirection_isNeitherGoodNorBad() {
    String finding = answer(at(REGISTERED, 0.111, 0.041, NONE)).finding();
    assertTrue(finding.endsWith("which is neither good nor bad in itself."), finding);
    assertFalse(finding.contains("favour"));
  }

  @Test
  void found_saysWhatTheDifferenceTakesIntoAccount() {
    Comparison adjusted = estimated(0.29, 0.1044, 0.005, 2.88, SampleResults.adjusted(), NONE);
    String finding = answer(compared(JOB, AT_W2, adjusted)).finding();
    assertEquals(
        "The mean was 3.17 for those drawn to Team now and 2.88 for those drawn to Team later. With"
            + " what was known before the draw taken into account, Team now comes out"
            + " 0.29\u00a0scale points higher (95% interval: 0.08 to 0.50), in favour of Team now.",
        finding);
  }

  @Test
  void notFound_tellsWhatTheDataFit_andNoSingleNumber() {
    // 0.036 +- 1.9679 x 0.029 = -0.0211 to 0.0931
    Block.Answer answer = answer(at(WORKS, 0.036, 0.029, NONE));
    assertEquals(
        "No difference was found: the data fit anything from 2.1\u00a0percentage points lower to"
            + " 9.3 higher for those drawn to Team now (95% interval). The share was 33.6% of those drawn to Team"
            + " now and 30.0% of those drawn to Team later.",
        answer.finding());
    assertEquals("", answer.figure());
    assertEquals("95% interval \u22122.1 to +9.3\u00a0percentage points", answer.uncertainty());
  }

  @Test
  void correctedP_decidesAgainstTheInterval() {
    // The interval leaves out 0, the corrected p-value does not.
    Block.Answer answer = answer(at(WORKS, 0.111, 0.041, 0.086));
    assertTrue(
        answer
            .finding()
            .startsWith(
                "No difference was found once the protocol\u2019s correction for several comparisons"
                    + " is made (corrected p\u00a0=\u00a00.086). On its own, the 95% interval goes"
                    + " from 3.0 to 19.2\u00a0percentage points higher for those drawn to Team"
                    + " now, which leaves out 0; but where many things are compared,"),
        answer.finding());
    assertEquals("", answer.figure());
  }

  /** The two means differ by something else than the estimate, which the interval lies around. */
  @Test
  void notCorrected_adjusted_tellsTheEstimateTheIntervalIsOf() {
    Comparison adjusted = estimated(0.26, 0.1044, 0.013, 2.99, SampleResults.adjusted(), 0.086);
    String finding = answer(compared(JOB, AT_W2, adjusted)).finding();
    assertTrue(
        finding.endsWith(
            "With what was known before the draw taken into account, Team now comes out"
                + " 0.26\u00a0scale points higher in the estimate."),
        finding);
  }

  /** What was found elsewhere is named with its way and size: nobody is to look for it. */
  @Test
  void otherOutcomes_foundAreNamed() {
    Story story =
        Story.of(
            Released.of(
                TrialReports.results(
                    List.of(
                        compared(
                            TrialReports.primary(WORKS, true),
                            AT_W2,
                            estimated(0.111, 0.041, 0.01, 0.3, plain(), NONE)),
                        compared(
                            TrialReports.primary(AID, false),
                            AT_W2,
                            estimated(0.111, 0.041, 0.01, 0.3, plain(), NONE))))),
            TrialReports.ORIGIN,
            Language.ENGLISH);
    List<String> points = new ArrayList<>();
    for (Section section : new Headline(story).chapter().sections()) {
      for (Block block : section.blocks()) {
        if (block instanceof Block.Point point) {
          points.add(point.words());
        }
      }
    }
    assertEquals(
        List.of(
            "Social assistance \u2013 3 months: 11.1\u00a0percentage points higher (3.0 to 19.2), in"
                + " favour of Team later."),
        points);
  }

  @Test
  void amount_hasTheCurrencyThatItsTitleEndsWith() {
    assertTrue(wage("Wage income so far, SEK").endsWith("SEK"), wage("Wage income so far, SEK"));
    assertFalse(wage("Wage income so far, in all").contains("all"));
  }

  private static String wage(String title) {
    Outcome wage =
        new Outcome(
            new Outcome.Id("wage"),
            Text.of(title),
            ValueType.AMOUNT,
            Outcome.Direction.UP_GOOD,
            "",
            true,
            WORKS.source(),
            List.of(),
            List.of(),
            null);
    Comparison more = estimated(660, 100, 0.01, 5000, plain(), NONE);
    return answer(compared(wage, AT_W2, more)).figure();
  }

  @Test
  void correctedP_decidesForADifference_andSaysSo() {
    assertEquals(
        List.of(
            "The difference stands after the protocol\u2019s correction for several comparisons (Holm,"
                + " p\u00a0=\u00a00.020)."),
        answer(at(WORKS, 0.111, 0.041, 0.02)).remarks());
    // The interval holds 0, yet the corrected p-value, from re-draws, is small.
    assertEquals(
        List.of(
            "The ordinary interval holds 0, but the protocol lets the corrected p-value decide (Holm,"
                + " p\u00a0=\u00a00.020)."),
        answer(at(WORKS, 0.036, 0.029, 0.02)).remarks());
  }

  @Test
  void refused_isToldWithItsReason() {
    Block.Answer answer =
        answer(
            compared(
                WORKS, AT_W2, new Refused("TOO_FEW_EVENTS", "only a few had the outcome", "")));
    assertEquals("This could not be told: only a few had the outcome.", answer.finding());
    assertEquals("", answer.figure());
    assertEquals("", answer.uncertainty());
  }

  @Test
  void hidden_isToldAsHidden() {
    int[] few = {200, 200, 3, 150};
    Effect effect =
        effect(
            MAIN,
            WORKS,
            AT_W2,
            ALL,
            few,
            List.of(),
            estimated(0.1, 0.04, 0.01, 0.3, plain(), NONE));
    Block.Answer answer = answer(effect);
    assertTrue(answer.finding().startsWith("The answer may not be shown: it rests on"));
    assertEquals("3 months", answer.when(), "no sum that holds a hidden count");
  }

  @Test
  void lastMomentCounts_othersAreRemarks() {
    Moment early = new Moment.AtPeriod(Register.Period.MONTH, 6, Outcome.Measure.EVER);
    Moment late = new Moment.AtPeriod(Register.Period.MONTH, 24, Outcome.Measure.EVER);
    Block.Answer answer =
        answer(
            compared(AID, late, estimated(0.036, 0.029, 0.2, 0.3, plain(), NONE)),
            compared(AID, early, estimated(-0.111, 0.041, 0.01, 0.3, plain(), NONE)));
    assertTrue(answer.when().startsWith("Ever by month 24"), answer.when());
    assertEquals(
        List.of(
            "Ever by month 6: 11.1\u00a0percentage points lower (3.0 to 19.2), in favour of Team now."),
        answer.remarks());
  }

  @Test
  void lastMomentCounts_evenWhereItCouldNotBeTold() {
    Moment early = new Moment.AtPeriod(Register.Period.MONTH, 6, Outcome.Measure.EVER);
    Moment late = new Moment.AtPeriod(Register.Period.MONTH, 24, Outcome.Measure.EVER);
    Block.Answer answer =
        answer(
            compared(AID, early, estimated(-0.111, 0.041, 0.01, 0.3, plain(), NONE)),
            compared(AID, late, new Refused("NO_DATA", "no data", "")));
    assertEquals("This could not be told: no data.", answer.finding());
    assertEquals(1, answer.remarks().size());
  }

  @Test
  void tooUncertain_onlyWhereThePlansOwnAssumptionLiesInTheInterval() {
    Results results = TrialReports.results(List.of(at(WORKS, 0.036, 0.029, NONE)));
    Assumptions.Expected small = new Assumptions.Expected(0.3, OptionalDouble.empty(), 0.08, 0, 1);
    Assumptions.Expected large = new Assumptions.Expected(0.3, OptionalDouble.empty(), 0.12, 0, 1);
    assertEquals(List.of(), answer(Language.ENGLISH, results).remarks());
    assertEquals(
        List.of(
            "Both no difference and the effect that the protocol counted on for those who meet the"
                + " service (+8.0\u00a0percentage points) lie within the interval: it is too"
                + " uncertain to tell a useful effect from none."),
        answer(Language.ENGLISH, TrialReports.assuming(results, Map.of(WORKS.id(), small)))
            .remarks());
    assertEquals(
        List.of(),
        answer(Language.ENGLISH, TrialReports.assuming(results, Map.of(WORKS.id(), large)))
            .remarks());
  }
}
