package org.equipoise.report;

import static org.equipoise.disclosure.SampleResults.ALL;
import static org.equipoise.disclosure.SampleResults.LATER;
import static org.equipoise.disclosure.SampleResults.MAIN;
import static org.equipoise.disclosure.SampleResults.NOW;
import static org.equipoise.disclosure.SampleResults.W2;
import static org.equipoise.disclosure.SampleResults.WORKS;
import static org.equipoise.disclosure.SampleResults.effect;
import static org.equipoise.disclosure.SampleResults.estimated;
import static org.equipoise.disclosure.SampleResults.rate;
import static org.equipoise.disclosure.SampleResults.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.equipoise.analysis.Balance;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Exposure;
import org.equipoise.analysis.Method;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Response;
import org.equipoise.analysis.ResponseTest;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.Supplement;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.SampleResults;
import org.equipoise.document.Block;
import org.equipoise.document.Language;
import org.equipoise.document.Tone;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.junit.jupiter.api.Test;

/** What the first page warns of, and what it leaves alone. */
class HeadlineDoubtsTest {

  private static final double NONE = Double.NaN;

  private static Method method(boolean unbalanced) {
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
        unbalanced,
        false);
  }

  /** A difference that was found: 11.1 percentage points, p = 0.007. */
  private static Effect works(boolean unbalanced) {
    return effect(
        MAIN,
        WORKS,
        new Moment.AtWave(W2),
        ALL,
        new int[] {200, 200, 160, 130},
        List.of(),
        estimated(0.111, 0.041, 0.007, 0.3, method(unbalanced), NONE));
  }

  private static Results sample(
      List<Response> response,
      List<Exposure> exposure,
      List<Balance> balance,
      List<Supplement> supplements,
      Effect effect,
      double responseP) {
    Results results =
        SampleResults.with(
            SampleResults.recruitment(), response, exposure, balance, List.of(effect), List.of());
    List<ResponseTest> tests =
        response.isEmpty()
            ? List.of()
            : List.of(
                new ResponseTest(
                    W2, NOW, estimated(0.15, 0.04, responseP, 0.65, method(false), NONE)));
    return new Results(
        results.protocol(),
        results.digest(),
        results.inputs(),
        results.program(),
        results.recruitment(),
        results.response(),
        tests,
        results.exposure(),
        results.balance(),
        results.effects(),
        supplements,
        results.findings());
  }

  private static Results plain(Effect effect) {
    return sample(List.of(), List.of(), List.of(), List.of(), effect, 0.5);
  }

  private static List<Block.Notice> notices(Results results, PlanRecord plan) {
    Origin origin = new Origin(LocalDate.of(2026, 11, 22), List.of(), null, plan);
    Story story = Story.of(Released.of(results), origin, Language.ENGLISH);
    List<Block.Notice> notices = new ArrayList<>();
    for (Block block : new HeadlineDoubts(story, new Headline(story).answered()).notices()) {
      notices.add((Block.Notice) block);
    }
    return notices;
  }

  private static Optional<Block.Notice> notice(Results results, String title) {
    return notices(results, PlanRecord.NONE).stream()
        .filter(notice -> notice.title().equals(title))
        .findFirst();
  }

  private static List<Response> answered(int now, int later) {
    return List.of(
        response(W2, null, null, rate(now + later, 400), null),
        response(W2, NOW, null, rate(now, 200), null),
        response(W2, LATER, null, rate(later, 200), null));
  }

  private static Supplement row(Effect effect, Topic topic, String measure, Reading reading) {
    return new Supplement(
        effect,
        topic,
        measure,
        "a-method",
        "",
        effect.analysed(),
        effect.analysedControl(),
        List.of(),
        reading);
  }

  private static Supplement bounds(Effect effect, double low, double high) {
    return row(
        effect,
        Topic.LOSS,
        "lee-interval",
        Reading.Figure.value(NONE, Reading.Unit.EFFECT)
            .withLimits(low, high, 0.95, Reading.Shape.INTERVAL));
  }

  @Test
  void plan_notFrozen_isSaid() {
    Block.Notice notice = notice(plain(works(false)), "No plan was frozen").orElseThrow();
    assertEquals(Tone.NOTE, notice.tone());
    PlanRecord frozen = new PlanRecord(SampleResults.protocol(5), List.of());
    assertFalse(
        notices(plain(works(false)), frozen).stream()
            .anyMatch(said -> said.title().contains("plan")));
  }

  @Test
  void plan_amendedAfterArmsWereSeen_isACaution() {
    PlanRecord.Amendment before =
        new PlanRecord.Amendment(SampleResults.protocol(5), null, "why", false);
    PlanRecord.Amendment after =
        new PlanRecord.Amendment(SampleResults.protocol(5), null, "why", true);
    PlanRecord blind = new PlanRecord(SampleResults.protocol(5), List.of(before));
    PlanRecord seen = new PlanRecord(SampleResults.protocol(5), List.of(before, after));
    assertEquals(Tone.NOTE, amended(blind).tone());
    assertTrue(amended(blind).words().contains("(changes: 1), each time before"));
    assertEquals(Tone.CAUTION, amended(seen).tone());
    assertTrue(amended(seen).words().contains("(changes: 2), and at least once after"));
  }

  /** The plan had the other outcomes as primary: nobody may learn that from the last page only. */
  @Test
  void plan_primaryOutcomesSwapped_isAnAlarm_andTheAnswerSaysSo() {
    Results results = plain(works(false));
    Protocol run = results.protocol();
    Protocol plan =
        TrialReports.with(
            run, run.outcomes().stream().map(o -> TrialReports.primary(o, !o.primary())).toList());
    Block.Notice silent = swapped(results, PlanRecord.frozen(plan));
    assertEquals(Tone.ALARM, silent.tone());
    assertTrue(silent.words().startsWith("What bears on the answers here was"), silent.words());
    assertTrue(
        silent.words().contains("Outcome \u201cIn work\u201d: is a primary outcome"),
        silent.words());
    PlanRecord.Amendment blind = new PlanRecord.Amendment(run, null, "why", false);
    assertEquals(Tone.CAUTION, swapped(results, new PlanRecord(plan, List.of(blind))).tone());
    Origin origin =
        new Origin(LocalDate.of(2026, 11, 22), List.of(), null, PlanRecord.frozen(plan));
    Story story = Story.of(Released.of(results), origin, Language.ENGLISH);
    Released.Effect answered = new Headline(story).answered().get(0);
    assertEquals(
        "Not a primary outcome in the plan that was frozen: it was made one later.",
        new HeadlineAnswer(story, answered, List.of()).block().remarks().get(0));
  }

  private static Block.Notice swapped(Results results, PlanRecord plan) {
    return notices(results, plan).stream()
        .filter(notice -> notice.title().equals("The plan was changed"))
        .findFirst()
        .orElseThrow();
  }

  private static Block.Notice amended(PlanRecord plan) {
    return notices(plain(works(false)), plan).stream()
        .filter(notice -> notice.title().equals("The plan was changed"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void waitingList_isAlwaysSaid() {
    assertEquals(
        "Team later was to start 180 days after the draw. From then on a comparison is of sooner"
            + " with later, not of the service with none.",
        notice(plain(works(false)), "Those who waited got it too").orElseThrow().words());
  }

  @Test
  void unequalChances_areTheFirstThingSaid() {
    List<Block.Notice> notices = notices(plain(works(true)), PlanRecord.NONE);
    assertEquals(Tone.ALARM, notices.get(0).tone());
    assertEquals("The numbers are biased", notices.get(0).title());
  }

  @Test
  void response_unequal_isACaution_andTellsWhatTheBoundsLeaveOpen() {
    Effect works = works(false);
    Results open =
        sample(
            answered(160, 130),
            List.of(),
            List.of(),
            List.of(bounds(works, -0.02, 0.2)),
            works,
            0.001);
    Block.Notice notice = notice(open, "Not everybody answered").orElseThrow();
    assertEquals(Tone.CAUTION, notice.tone());
    assertEquals(
        "\u201c3 months\u201d was answered by 80.0% of Team now and 65.0% of Team later. The groups"
            + " answered unequally, more than by chance, so those who answered may not be alike. If"
            + " one group lacks those whom the other has, there may be no difference at all in: In"
            + " work (bounds by Lee, under \u201cHow far the answers hold\u201d).",
        notice.words());
    Results closed =
        sample(
            answered(160, 130),
            List.of(),
            List.of(),
            List.of(bounds(works, 0.02, 0.2)),
            works,
            0.001);
    assertFalse(notice(closed, "Not everybody answered").orElseThrow().words().contains("bounds"));
  }

  @Test
  void response_alike_isOnlyANote() {
    Results alike = sample(answered(160, 155), List.of(), List.of(), List.of(), works(false), 0.5);
    Block.Notice notice = notice(alike, "Not everybody answered").orElseThrow();
    assertEquals(Tone.NOTE, notice.tone());
    assertTrue(notice.words().contains("No difference in who answered was found"));
  }

  private static Results met(int now, int later) {
    return sample(
        List.of(),
        List.of(new Exposure(W2, NOW, now, 200), new Exposure(W2, LATER, later, 200)),
        List.of(),
        List.of(),
        works(false),
        0.5);
  }

  @Test
  void contrast_isACautionFromATenthOfTheControlArmOn() {
    Block.Notice weak = notice(met(180, 20), "What is compared").orElseThrow();
    assertEquals(Tone.CAUTION, weak.tone());
    assertTrue(
        weak.words()
            .startsWith("3 months: 90.0% of Team now and 10.0% of Team later had met the service."),
        weak.words());
    assertEquals(Tone.NOTE, notice(met(180, 19), "What is compared").orElseThrow().tone());
  }

  @Test
  void contrast_neverTellsASmallCount() {
    assertEquals(
        "3 months: 90.0% of Team now and fewer than 5 people of Team later had met the service.",
        notice(met(180, 4), "What is compared").orElseThrow().words());
  }

  private static Results balanced(double p) {
    Balance balance =
        new Balance(
            NOW,
            null,
            List.of(new Balance.Row("age", "", 42, 40, 0.1, 200, 200, 0)),
            new Balance.Joint(2.5, 3, 390, p, 394),
            "");
    return sample(List.of(), List.of(), List.of(balance), List.of(), works(false), 0.5);
  }

  @Test
  void balance_isSaidOnlyWhereItDiffersBeyondChance() {
    Block.Notice notice =
        notice(balanced(0.02), "The groups differed before the draw").orElseThrow();
    assertEquals(Tone.CAUTION, notice.tone());
    assertTrue(notice.words().contains("p\u00a0=\u00a00.020"));
    assertTrue(notice(balanced(0.2), "The groups differed before the draw").isEmpty());
  }

  /** The same test of the same people is no second finding. */
  @Test
  void balance_testedOfTheSamePeopleAmongThoseWhoAnswered_isSaidOnce() {
    List<Balance.Row> rows = List.of(new Balance.Row("age", "", 42, 40, 0.1, 200, 200, 0));
    Balance.Joint joint = new Balance.Joint(2.5, 3, 390, 0.02, 394);
    Results both =
        sample(
            answered(160, 155),
            List.of(),
            List.of(new Balance(NOW, null, rows, joint, ""), new Balance(NOW, W2, rows, joint, "")),
            List.of(),
            works(false),
            0.5);
    assertEquals(
        1,
        notices(both, PlanRecord.NONE).stream()
            .filter(n -> n.title().equals("The groups differed before the draw"))
            .count());
    Wording wording = new Wording(Released.of(both), Language.ENGLISH);
    String table =
        new PeopleSections(Released.of(both), wording, Detail.FULL).balance().blocks().toString();
    assertTrue(table.contains("394 people with every value, of 400 drawn"), table);
    assertTrue(table.contains("so the test is the one told there"), table);
  }

  @Test
  void lost_fromRegisters_isSaid() {
    Effect month =
        effect(
            MAIN,
            WORKS,
            new Moment.AtPeriod(Register.Period.MONTH, 36, Outcome.Measure.EVER),
            ALL,
            new int[] {200, 200, 180, 190},
            List.of(),
            estimated(0.111, 0.041, 0.007, 0.3, method(false), NONE));
    assertEquals(
        "Ever by month 36: 370 of 400 people are in the comparison, 90.0% of Team now and 95.0% of"
            + " Team later. Those who are missing may be of other kinds in one group than in the"
            + " other.",
        notice(plain(month), "Not everybody is in the comparison").orElseThrow().words());
    assertTrue(notice(plain(works(false)), "Not everybody is in the comparison").isEmpty());
  }

  private static Results redrawn(double p) {
    Effect works = works(false);
    Supplement row =
        row(
            works,
            Topic.RERANDOMIZATION,
            "coefficient",
            Reading.Figure.value(0.111, Reading.Unit.EFFECT)
                .withTest(2.7, NONE, NONE, p)
                .withDraws(9999, 0.002));
    return sample(List.of(), List.of(), List.of(), List.of(row), works, 0.5);
  }

  @Test
  void redraws_areSaidOnlyWhereTheyDisagree() {
    String title = "The draw made again says otherwise";
    assertTrue(
        notice(redrawn(0.08), title)
            .orElseThrow()
            .words()
            .contains("In work (p\u00a0=\u00a00.080, against p\u00a0=\u00a00.007"));
    assertTrue(notice(redrawn(0.01), title).isEmpty());
  }

  @Test
  void fewGroups_areSaid() {
    Effect works = works(false);
    Supplement row =
        row(
            works,
            Topic.CLUSTERS,
            "satterthwaite-df",
            Reading.Figure.value(3.4, Reading.Unit.STATISTIC).noted("few-df"));
    Results few = sample(List.of(), List.of(), List.of(), List.of(row), works, 0.5);
    assertEquals(Tone.CAUTION, notice(few, "Few groups were drawn").orElseThrow().tone());
    assertTrue(notice(plain(works), "Few groups were drawn").isEmpty());
  }

  @Test
  void contrast_ofARegisterPeriod_isTheShareByThen_elseInTheTimeThatThePlanSets() {
    Effect month =
        effect(
            MAIN,
            WORKS,
            new Moment.AtPeriod(Register.Period.MONTH, 36, Outcome.Measure.EVER),
            ALL,
            new int[] {200, 200, 180, 180},
            List.of(),
            estimated(0.111, 0.041, 0.007, 0.3, method(false), NONE));
    List<Supplement> rows =
        new ArrayList<>(
            List.of(
                share(month, "met-within-arm", "", 0.9),
                share(month, "met-within-control", "", 0.02)));
    assertEquals(
        "In the time that the protocol sets: 90.0% of Team now and 2.0% of Team later had met the"
            + " service.",
        metBy(rows, month));
    rows.add(share(month, "met-by-period-arm", "36", 0.95));
    rows.add(share(month, "met-by-period-control", "36", 0.08));
    assertEquals(
        "Ever by month 36: 95.0% of Team now and 8.0% of Team later had met the service.",
        metBy(rows, month));
  }

  private static String metBy(List<Supplement> rows, Effect effect) {
    Results results = sample(List.of(), List.of(), List.of(), rows, effect, 0.5);
    return notice(results, "What is compared").orElseThrow().words();
  }

  private static Supplement share(Effect effect, String measure, String of, double share) {
    return new Supplement(
        effect,
        Topic.TAKE_UP,
        measure,
        "",
        of,
        200,
        200,
        List.of(),
        Reading.Figure.value(share, Reading.Unit.SHARE));
  }
}
