package org.equipoise.disclosure;

import static org.equipoise.disclosure.SampleResults.ALL;
import static org.equipoise.disclosure.SampleResults.JOB;
import static org.equipoise.disclosure.SampleResults.LATER;
import static org.equipoise.disclosure.SampleResults.MAIN;
import static org.equipoise.disclosure.SampleResults.NOW;
import static org.equipoise.disclosure.SampleResults.W1;
import static org.equipoise.disclosure.SampleResults.W2;
import static org.equipoise.disclosure.SampleResults.WOMEN;
import static org.equipoise.disclosure.SampleResults.WORKS;
import static org.equipoise.disclosure.SampleResults.adjusted;
import static org.equipoise.disclosure.SampleResults.effect;
import static org.equipoise.disclosure.SampleResults.estimated;
import static org.equipoise.disclosure.SampleResults.rate;
import static org.equipoise.disclosure.SampleResults.recruitment;
import static org.equipoise.disclosure.SampleResults.response;
import static org.equipoise.disclosure.SampleResults.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.analysis.Balance;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Effect.Cause;
import org.equipoise.analysis.Effect.Dropped;
import org.equipoise.analysis.Exposure;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Recruitment;
import org.equipoise.analysis.Response;
import org.equipoise.analysis.Response.Rate;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.Supplement;
import org.equipoise.analysis.Topic;
import org.junit.jupiter.api.Test;

/** One fixture for each way a small count could leak; the limit is 5. */
class ReleasedTest {

  private static final Moment AT = new Moment.AtWave(W2);

  private static Released people(int referred, int... notDrawn) {
    List<Recruitment.NotDrawn> reasons = new ArrayList<>();
    for (int people : notDrawn) {
      reasons.add(new Recruitment.NotDrawn(text("reason", "skäl"), people));
    }
    int drawn = 400;
    Recruitment flow = new Recruitment(referred, reasons, drawn, recruitment().arms());
    return Released.of(
        SampleResults.with(flow, List.of(), List.of(), List.of(), List.of(), List.of()));
  }

  private static Released answers(List<Response> rows, List<Exposure> exposure) {
    return Released.of(
        SampleResults.with(recruitment(), rows, exposure, List.of(), List.of(), List.of()));
  }

  private static Released balance(Balance.Row... rows) {
    Balance table = new Balance(NOW, null, List.of(rows), null, "");
    return Released.of(
        SampleResults.with(
            recruitment(), List.of(), List.of(), List.of(table), List.of(), List.of()));
  }

  private static Released effects(Effect... effects) {
    return Released.of(
        SampleResults.with(
            recruitment(), List.of(), List.of(), List.of(), List.of(effects), List.of()));
  }

  private static Reading supplement(Effect effect, int n, int... rests) {
    Reading number = Reading.Figure.value(0.2, Reading.Unit.SHARE);
    Supplement row =
        new Supplement(
            effect,
            Topic.MEASURES,
            "risk",
            "",
            "",
            n,
            effect.analysedControl(),
            Arrays.stream(rests).boxed().toList(),
            number);
    Results whole =
        SampleResults.with(
            recruitment(), List.of(), List.of(), List.of(), List.of(effect), List.of());
    return Released.of(SampleResults.withSupplements(whole, List.of(row)))
        .supplements()
        .get(0)
        .reading();
  }

  @Test
  void supplement_onEnoughPeopleIsShown() {
    assertInstanceOf(
        Reading.Figure.class, supplement(job(ALL, 200, 150, number(0.4)), 150, 0, 5, 145));
  }

  @Test
  void supplement_onAFewEventsIsWithheld() {
    Reading reading = supplement(job(ALL, 200, 150, number(0.4)), 150, 4, 146);
    assertEquals(new Reading.Refused(Released.RULE, "", ""), reading);
  }

  @Test
  void supplement_ofFewPeopleIsWithheld() {
    Reading reading = supplement(job(ALL, 200, 150, number(0.4)), 3);
    assertEquals(new Reading.Refused(Released.RULE, "", ""), reading);
  }

  @Test
  void supplement_ofAWithheldEffectIsWithheld() {
    Reading reading = supplement(job(ALL, 200, 4, number(0.4)), 150);
    assertEquals(new Reading.Refused(Released.RULE, "", ""), reading);
  }

  private static Comparison number(double meanControl) {
    return estimated(0.1, 0.05, 0.0464, meanControl, adjusted(), Double.NaN);
  }

  private static Effect job(Group group, int drawn, int analysed, Comparison comparison) {
    int[] people = {drawn, 100, analysed, 90};
    return effect(MAIN, JOB, AT, group, people, List.of(), comparison);
  }

  @Test
  void nothingSmall_nothingHidden() {
    Released released =
        answers(
            List.of(
                response(W1, null, null, rate(300, 400), null),
                response(W1, NOW, null, rate(150, 200), null),
                response(W1, LATER, null, rate(150, 200), null)),
            List.of(new Exposure(W2, LATER, 0, 200)));
    boolean onlyPeople =
        released.suppressions().stream().allMatch(s -> s.part() == Released.Part.RECRUITMENT);
    assertTrue(onlyPeople);
    assertEquals(new Gated.Shown<>(200), released.exposure().get(0).people());
    assertInstanceOf(Estimated.class, released.responseTests().get(0).comparison());
  }

  @Test
  void recruitment_smallReasonTakesASecondWithIt() {
    Released released = people(452, 31, 3, 18);
    assertFalse(released.recruitment().notDrawn().get(0).people().hidden());
    assertTrue(released.recruitment().notDrawn().get(1).people().hidden());
    assertTrue(released.recruitment().notDrawn().get(2).people().hidden());
    assertFalse(released.recruitment().referred().hidden());
  }

  @Test
  void recruitment_onlySmallReasonsHideReferredAndRowsOfFiles() {
    Released released = people(403, 3, 0);
    assertTrue(released.recruitment().referred().hidden());
    assertTrue(released.inputs().get(0).rows().hidden());
    assertFalse(released.recruitment().drawn().hidden());
  }

  @Test
  void recruitment_smallTotalLossOfTwoReasonsHidesReferred() {
    Released released = people(403, 1, 2);
    assertTrue(released.recruitment().referred().hidden());
  }

  /** Every way to divide up to eight persons over three reasons, attacked by subtraction. */
  @Test
  void recruitment_noSubtractionLeadsToASmallCount() {
    int attacked = 0;
    for (int a = 0; a <= 8; a++) {
      for (int b = 0; b <= 8; b++) {
        for (int c = 0; c <= 8; c++) {
          Released.Recruitment flow = people(400 + a + b + c, a, b, c).recruitment();
          int unknown = 0;
          int together = 0;
          int[] counts = {a, b, c};
          for (int i = 0; i < counts.length; i++) {
            Gated<Integer> people = flow.notDrawn().get(i).people();
            boolean small = counts[i] >= 1 && counts[i] < 5;
            assertFalse(small && !people.hidden(), "a small count is shown");
            unknown += people.hidden() ? 1 : 0;
            together += people.hidden() ? counts[i] : 0;
          }
          if (unknown > 0 && !flow.referred().hidden()) {
            attacked++;
            assertTrue(unknown >= 2 && together >= 5, a + " " + b + " " + c);
          }
        }
      }
    }
    assertTrue(attacked > 100);
  }

  @Test
  void response_fewWithoutAnswerAreHidden() {
    Released released =
        answers(
            List.of(
                response(W2, null, null, rate(347, 400), null),
                response(W2, NOW, null, rate(197, 200), null),
                response(W2, LATER, null, rate(150, 200), null)),
            List.of());
    assertTrue(released.response().get(1).ofRandomized().answered().hidden(), "3 did not answer");
    assertTrue(released.response().get(0).ofRandomized().answered().hidden(), "347 - 150 = 197");
    assertFalse(released.response().get(2).ofRandomized().answered().hidden());
    assertFalse(released.response().get(1).ofRandomized().base().hidden());
    Refused test = (Refused) released.responseTests().get(0).comparison();
    assertEquals(Released.RULE, test.rule(), "a difference gives the count away");
  }

  @Test
  void response_fewWhoLeftAreHidden() {
    Rate all = rate(150, 200);
    Response row = new Response(W2, NOW, null, all, rate(150, 197), null);
    Released released = answers(List.of(row), List.of());
    assertFalse(released.response().get(0).ofRandomized().answered().hidden());
    assertTrue(released.response().get(0).ofEligible().base().hidden(), "200 - 197 = 3 left");
    assertFalse(released.recruitment().arms().get(1).people().hidden(), "arms go last");
    assertTrue(released.response().get(0).ofEligible().answered().hidden(), "share gives the base");
  }

  @Test
  void response_fewWhoCameBackAreHidden() {
    Response before = response(W1, NOW, null, rate(170, 200), null);
    Response now = response(W2, NOW, null, rate(150, 200), rate(146, 170));
    Released released = answers(List.of(before, now), List.of());
    Released.Rate previous = released.response().get(1).ofPrevious();
    assertTrue(previous != null && previous.answered().hidden(), "150 - 146 = 4 came back");
    assertFalse(previous.base().hidden());
  }

  @Test
  void response_countHiddenAtOneWaveIsHiddenAsBaseOfTheNext() {
    Response before = response(W1, NOW, null, rate(197, 200), null);
    Response now = response(W2, NOW, null, rate(150, 200), rate(140, 197));
    Released released = answers(List.of(before, now), List.of());
    Released.Rate previous = released.response().get(1).ofPrevious();
    assertTrue(previous != null && previous.base().hidden());
  }

  @Test
  void response_smallStratumTakesAnotherWithIt() {
    Released released =
        answers(
            List.of(
                response(W2, null, null, rate(160, 400), null),
                response(W2, null, "A", rate(3, 100), null),
                response(W2, null, "B", rate(57, 100), null),
                response(W2, null, "C", rate(100, 200), null)),
            List.of());
    assertTrue(released.response().get(1).ofRandomized().answered().hidden());
    assertTrue(released.response().get(2).ofRandomized().answered().hidden());
    assertFalse(released.response().get(3).ofRandomized().answered().hidden());
    assertFalse(released.response().get(0).ofRandomized().answered().hidden());
  }

  @Test
  void exposure_fewWhoMetAndFewWhoDidNotAreHidden() {
    Released released =
        answers(
            List.of(), List.of(new Exposure(W2, LATER, 4, 200), new Exposure(W2, NOW, 198, 200)));
    assertEquals(new Gated.Hidden<>(Gated.Why.SMALL), released.exposure().get(0).met());
    assertEquals(new Gated.Hidden<>(Gated.Why.WOULD_REVEAL), released.exposure().get(1).met());
    assertFalse(released.exposure().get(1).people().hidden());
  }

  @Test
  void balance_smallLevelTakesAnotherWithIt() {
    Released released =
        balance(
            new Balance.Row("site", "g", 0.015, 0.30, 0.1, 200, 200, 0),
            new Balance.Row("site", "s", 0.285, 0.20, 0.1, 200, 200, 0),
            new Balance.Row("site", "x", 0.700, 0.50, 0.1, 200, 200, 0));
    assertTrue(released.balance().get(0).rows().get(0).means().hidden(), "3 of 200");
    assertTrue(released.balance().get(0).rows().get(1).means().hidden(), "shares sum to 1");
    assertFalse(released.balance().get(0).rows().get(2).means().hidden());
  }

  @Test
  void balance_meanOfFewIsHidden() {
    Released released = balance(new Balance.Row("age", "", 41, 40, 0.1, 3, 190, 207));
    assertTrue(released.balance().get(0).rows().get(0).means().hidden());
  }

  @Test
  void balance_numbersThatAreNotSharesAreShown() {
    Released released = balance(new Balance.Row("age", "", 0.01, 0.02, 0.1, 200, 200, 0));
    assertFalse(released.balance().get(0).rows().get(0).share());
    assertFalse(released.balance().get(0).rows().get(0).means().hidden());
  }

  @Test
  void effect_ofFewPersonsIsWithheld() {
    Released.Effect effect = effects(job(new Group.Part(WOMEN), 40, 4, number(2))).effects().get(0);
    assertTrue(effect.analysed().hidden());
    assertFalse(effect.analysedControl().hidden());
    assertEquals(Released.RULE, assertInstanceOf(Refused.class, effect.comparison()).rule());
  }

  @Test
  void effect_ofAGroupThatLeavesFewOthersIsWithheld() {
    Released released =
        effects(job(ALL, 100, 90, number(2)), job(new Group.Part(WOMEN), 60, 88, number(2)));
    assertInstanceOf(Estimated.class, released.effects().get(0).comparison());
    assertTrue(released.effects().get(1).analysed().hidden(), "90 - 88 = 2 others");
    assertInstanceOf(Refused.class, released.effects().get(1).comparison());
  }

  @Test
  void effect_onABinaryOutcomeThatFewHaveIsWithheld() {
    int[] people = {100, 100, 90, 90};
    Effect few = effect(MAIN, WORKS, AT, ALL, people, List.of(), number(3 / 90.0));
    Effect most = effect(MAIN, WORKS, AT, ALL, people, List.of(), number(88 / 90.0 - 0.1));
    Effect enough = effect(MAIN, WORKS, AT, ALL, people, List.of(), number(0.5));
    assertInstanceOf(Refused.class, effects(few).effects().get(0).comparison(), "3 with");
    assertInstanceOf(Refused.class, effects(most).effects().get(0).comparison(), "2 without");
    assertInstanceOf(Estimated.class, effects(enough).effects().get(0).comparison());
  }

  /** 30 lost in all, 28 and 2 by cause: naming the 28 would tell the 2. */
  @Test
  void effect_aSmallRestOfCausesTakesTheNextWithIt() {
    List<Dropped> dropped =
        List.of(
            new Dropped(Cause.WAVE_NOT_ANSWERED, 28, 30), new Dropped(Cause.OUTCOME_MISSING, 2, 9));
    int[] people = {100, 100, 70, 61};
    Released.Effect effect =
        effects(effect(MAIN, JOB, AT, ALL, people, dropped, number(2))).effects().get(0);
    assertEquals(
        List.of(new Released.Dropped(null, new Gated.Shown<>(30), new Gated.Shown<>(39))),
        effect.dropped());
  }

  @Test
  void effect_onFewEventsOfACountIsWithheld() {
    int[] people = {100, 100, 74, 61};
    Effect plain = effect(MAIN, JOB, AT, ALL, people, List.of(), number(2));
    Effect few =
        new Effect(
            plain.analysis(),
            plain.outcome(),
            plain.moment(),
            plain.group(),
            plain.arm(),
            100,
            100,
            74,
            61,
            List.of(),
            List.of(72, 2, 40, 21),
            plain.comparison());
    assertInstanceOf(Refused.class, effects(few).effects().get(0).comparison());
    assertInstanceOf(Estimated.class, effects(plain).effects().get(0).comparison());
  }

  private static Supplement part(Effect about, String of, int arm, int control) {
    return new Supplement(
        about,
        Topic.FOR_WHOM,
        "cohort-effect",
        "",
        of,
        arm,
        control,
        List.of(),
        Reading.Figure.value(0.2, Reading.Unit.EFFECT));
  }

  /** Everybody is 30 and 30; showing 21 and 6 beside them would tell the 3. */
  @Test
  void supplement_aSmallPartTakesAnotherWithIt() {
    Effect about = job(ALL, 200, 150, number(0.4));
    Results whole =
        SampleResults.with(
            recruitment(), List.of(), List.of(), List.of(), List.of(about), List.of());
    List<Released.Supplement> open =
        Released.of(
                SampleResults.withSupplements(
                    whole,
                    List.of(
                        part(about, "1/3", 3, 17),
                        part(about, "2/3", 21, 0),
                        part(about, "3/3", 6, 13))))
            .supplements();
    assertTrue(open.get(0).analysed().hidden());
    assertFalse(open.get(1).analysed().hidden());
    assertTrue(open.get(2).analysed().hidden());
  }

  @Test
  void effect_smallCausesLoseTheirNames() {
    List<Dropped> dropped =
        List.of(
            new Dropped(Cause.WAVE_NOT_ANSWERED, 20, 30),
            new Dropped(Cause.OUTCOME_MISSING, 2, 9),
            new Dropped(Cause.COVARIATE_MISSING, 4, 0));
    int[] people = {100, 100, 74, 61};
    Released.Effect effect =
        effects(effect(MAIN, JOB, AT, ALL, people, dropped, number(2))).effects().get(0);
    assertEquals(2, effect.dropped().size());
    assertEquals(Cause.WAVE_NOT_ANSWERED, effect.dropped().get(0).cause());
    assertNull(effect.dropped().get(1).cause());
    assertEquals(new Gated.Shown<>(6), effect.dropped().get(1).arm());
  }

  @Test
  void refusal_wordsWithASmallCountAreDropped() {
    Released released =
        effects(
            job(ALL, 100, 90, new Refused("TOO_FEW_EVENTS", "only 3 with the outcome", "")),
            job(ALL, 100, 90, new Refused("TOO_FEW_EVENTS", "only 87 without it", "")),
            job(ALL, 100, 90, new Refused("TOO_FEW_EVENTS", "fewer than 20 in w2, 0.3 off", "")),
            job(ALL, 100, 90, new Refused("ONE_UNIT_IN_ARM", "one unit", "")));
    assertEquals("", refused(released, 0).reason());
    assertEquals("TOO_FEW_EVENTS", refused(released, 0).rule());
    assertEquals("", refused(released, 1).reason(), "90 - 87 = 3");
    assertEquals("fewer than 20 in w2, 0.3 off", refused(released, 2).reason());
    assertEquals(Released.RULE, refused(released, 3).rule());
  }

  private static Refused refused(Released released, int index) {
    return (Refused) released.effects().get(index).comparison();
  }

  @Test
  void suppressions_nameEveryHiddenValue() {
    List<Released.Suppression> log = Released.of(SampleResults.results()).suppressions();
    assertEquals(Gated.Why.SMALL, why(log, Released.Part.EXPOSURE, "w2/later/met"));
    assertEquals(Gated.Why.WOULD_REVEAL, why(log, Released.Part.RECRUITMENT, "not-drawn/3"));
  }

  private static Gated.Why why(List<Released.Suppression> log, Released.Part part, String what) {
    return log.stream()
        .filter(note -> note.part() == part && note.what().equals(what))
        .findFirst()
        .orElseThrow()
        .why();
  }
}
