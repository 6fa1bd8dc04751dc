package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Ladder;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Subgroup;
import org.equipoise.protocol.Wave;
import org.equipoise.store.ProtocolFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each difference from the frozen plan makes of the comparisons that rest on it. */
class PlanLabelsTest {

  private static final String ISF = text("protocols/isf-team.json");
  private static final String MALMO = text("protocols/malmokraften.json");

  /** A protocol with single blanks, so that edits need not know its line breaks. */
  private static String text(String file) {
    try {
      String text = Files.readString(Path.of(file)).replaceAll("\\s+", " ");
      return text.replaceAll("([\\[{]) ", "$1").replaceAll(" ([\\]}])", "$1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Protocol read(String text) {
    ProtocolFile.Loaded loaded = ProtocolFile.read("p.json", text.getBytes(StandardCharsets.UTF_8));
    Protocol protocol = loaded.protocol();
    assertNotNull(protocol, () -> loaded.findings().toString());
    return protocol;
  }

  /** The text with a replacement that must change it. */
  private static String edited(String text, String from, String to) {
    assertTrue(text.contains(from), from);
    return text.replace(from, to);
  }

  private static Analysis analysis(Protocol protocol, String id) {
    return protocol.analyses().stream()
        .filter(analysis -> analysis.id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Effect effect(
      Protocol run, String analysis, String outcome, Moment moment, String group) {
    Gated<Integer> people = new Gated.Shown<>(100);
    Group whom =
        group.isEmpty()
            ? new Group.Everybody()
            : new Group.Part(run.subgroup(new Subgroup.Id(group)).orElseThrow());
    return new Effect(
        analysis(run, analysis),
        run.outcome(new Outcome.Id(outcome)).orElseThrow(),
        moment,
        whom,
        run.arms().stream().filter(arm -> !arm.control()).findFirst().orElseThrow().id(),
        people,
        people,
        people,
        people,
        List.of(),
        new Refused("NO_DATA", "", ""));
  }

  private static Moment at(String wave) {
    return new Moment.AtWave(new Wave.Id(wave));
  }

  private static Supplement row(Effect effect, Topic topic, String measure, String method) {
    return new Supplement(
        effect,
        topic,
        measure,
        method,
        effect.moment(),
        "",
        effect.analysed(),
        effect.analysedControl(),
        new Reading.Refused("NO_DATA", "", ""));
  }

  private static PlanLabels against(String frozen, Protocol run) {
    return PlanLabels.of(PlanRecord.frozen(read(frozen)), run);
  }

  @Test
  void status_withoutAFrozenPlanNothingIsPlanned() {
    Protocol run = read(ISF);
    Effect effect = effect(run, "main", "job_future", at("w2"), "");
    PlanLabels labels = PlanLabels.of(PlanRecord.NONE, run);
    assertEquals(PlanStatus.NO_FROZEN_PLAN, labels.status(effect));
    Supplement rank = row(effect, Topic.MEASURES, "mann-whitney", "");
    assertEquals(PlanStatus.NO_FROZEN_PLAN, labels.status(rank));
    // No plan can ask for the conventions of other programs.
    Supplement convention = row(effect, Topic.CONVENTIONS, "ols-hc1", "ols-hc1");
    assertEquals(PlanStatus.NOT_PLANNED, labels.status(convention));
  }

  @Test
  void status_asFrozenIsPlanned() {
    Protocol run = read(ISF);
    PlanLabels labels = against(ISF, run);
    for (String outcome : List.of("job_now", "job_future")) {
      for (String group : List.of("", "women", "low_education")) {
        Effect effect = effect(run, "main", outcome, at("w3"), group);
        assertEquals(PlanStatus.PLANNED, labels.status(effect));
      }
    }
    assertEquals(
        PlanStatus.NOT_PLANNED, labels.status(effect(run, "main", "job_now", at("w1"), "")));
    assertEquals(
        PlanStatus.NOT_PLANNED,
        labels.status(effect(run, "unadjusted", "job_now", at("w2"), "men")));
  }

  /**
   * One edit of the protocol that was run, and what becomes of three comparisons of the main
   * analysis: a future job after three months, the same after six, and the first of women alone.
   * The answers follow from the rule stated at {@link PlanLabels}.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          the draw          | "limit": 3              | "limit": 4                | CHANGED | CHANGED | CHANGED
          a wave's window   | "closes": 110           | "closes": 120             | CHANGED | PLANNED | CHANGED
          the first survey  | "closes": 0,            | "closes": 1,              | CHANGED | CHANGED | CHANGED
          the variance      | "variance": "hc2"       | "variance": "hc3"         | CHANGED | CHANGED | CHANGED
          the level         | "level": 0.95           | "level": 0.9              | CHANGED | CHANGED | CHANGED
          a covariate       | "adjust": ["sex", "for  | "adjust": ["for           | CHANGED | CHANGED | CHANGED
          the correction    | "multiplicity": "holm"  | "multiplicity": "none"    | CHANGED | CHANGED | PLANNED
          a seed            | "seed": 20190801        | "seed": 1                 | PLANNED | PLANNED | PLANNED
          the intake        | "target": 550           | "target": 500             | PLANNED | PLANNED | PLANNED
          a count shown     | "display": 5            | "display": 10             | PLANNED | PLANNED | PLANNED
          few events        | "events": 20            | "events": 10              | PLANNED | PLANNED | PLANNED
          women             | "is": ["woman"]         | "is": ["woman", "man"]    | PLANNED | PLANNED | CHANGED
          complete answers  | "partial": 0.5          | "partial": 0.6            | CHANGED | CHANGED | CHANGED
          a spelling        | "spelled": ["nu"]       | "spelled": ["nu", "NU"]   | PLANNED | PLANNED | PLANNED
          a wait            | "startsAfterDays": 180  | "startsAfterDays": 200    | CHANGED | CHANGED | CHANGED
          a reservation     | may itself slow         | may slow                  | PLANNED | PLANNED | PLANNED
          another measure   | "measures": ["mann-whitney", "risk-ratio"] | "measures": ["risk-ratio"] | PLANNED | PLANNED | PLANNED
          """)
  void status_followsWhatAComparisonIsMadeOf(
      String what,
      String from,
      String to,
      PlanStatus threeMonths,
      PlanStatus sixMonths,
      PlanStatus women) {
    Protocol run = read(edited(ISF, from, to));
    PlanLabels labels = against(ISF, run);
    assertEquals(threeMonths, labels.status(effect(run, "main", "job_future", at("w2"), "")));
    assertEquals(sixMonths, labels.status(effect(run, "main", "job_future", at("w3"), "")));
    assertEquals(women, labels.status(effect(run, "main", "job_future", at("w2"), "women")));
  }

  @Test
  void status_anotherOutcomeChangesOnlyItsOwnAndThoseCorrectedWithIt() {
    // job_now and job_future are both of the family "work"; well-being is of another.
    String joined = edited(ISF, "\"family\": \"work\", \"primary\": true", "\"primary\": true");
    Protocol run = read(joined);
    PlanLabels labels = against(ISF, run);
    assertEquals(
        PlanStatus.CHANGED, labels.status(effect(run, "main", "job_future", at("w2"), "")));
    assertEquals(PlanStatus.CHANGED, labels.status(effect(run, "main", "job_now", at("w2"), "")));
    assertEquals(
        PlanStatus.PLANNED, labels.status(effect(run, "main", "job_now", at("w2"), "women")));
    assertEquals(PlanStatus.PLANNED, labels.status(effect(run, "main", "wellbeing", at("w2"), "")));
  }

  @Test
  void status_scaleAndQuestionChangeWhatIsMadeOfThem() {
    Protocol run = read(edited(ISF, "\"maxMissing\": 1", "\"maxMissing\": 2"));
    PlanLabels labels = against(ISF, run);
    assertEquals(PlanStatus.CHANGED, labels.status(effect(run, "main", "wellbeing", at("w2"), "")));
    assertEquals(PlanStatus.PLANNED, labels.status(effect(run, "main", "job_now", at("w2"), "")));
  }

  @Test
  void status_registerAndSeriesChangeWhatIsMadeOfThem() {
    Moment year = new Moment.AtPeriod(Register.Period.MONTH, 12, Outcome.Measure.VALUE);
    Protocol run = read(edited(MALMO, "\"max\": 500000", "\"max\": 400000"));
    PlanLabels labels = against(MALMO, run);
    assertEquals(PlanStatus.CHANGED, labels.status(effect(run, "main", "wage_income", year, "")));
    assertEquals(
        PlanStatus.PLANNED, labels.status(effect(run, "main", "subsidised_job", year, "")));
    Moment twoYears = new Moment.AtPeriod(Register.Period.MONTH, 24, Outcome.Measure.VALUE);
    String without = MALMO.replace("\"at\": [12, 24, 36]", "\"at\": [12, 36]");
    PlanLabels added = PlanLabels.of(PlanRecord.frozen(read(without)), read(MALMO));
    Effect late = effect(read(MALMO), "main", "wage_income", twoYears, "");
    assertEquals(PlanStatus.NOT_PLANNED, added.status(late));
  }

  @Test
  void status_ofWhatStandsBesideAComparison() {
    String edit = edited(ISF, "\"seed\": 20190801", "\"seed\": 1");
    edit = edited(edit, "[\"mann-whitney\", \"risk-ratio\"]", "[\"mann-whitney\", \"odds-ratio\"]");
    edit = edited(edit, "\"lee-bounds\", \"worst-case-bounds\"", "\"worst-case-bounds\"");
    Protocol run = read(edit);
    PlanLabels labels = against(ISF, run);
    Effect effect = effect(run, "main", "job_future", at("w2"), "");
    assertEquals(
        PlanStatus.CHANGED, labels.status(row(effect, Topic.RERANDOMIZATION, "p", "studentized")));
    for (String planned : List.of("mann-whitney", "rank-sum", "median-difference", "risk-ratio")) {
      assertEquals(PlanStatus.PLANNED, labels.status(row(effect, Topic.MEASURES, planned, "")));
    }
    assertEquals(
        PlanStatus.NOT_PLANNED, labels.status(row(effect, Topic.MEASURES, "odds-ratio", "")));
    for (String planned : List.of("worst-lower", "weighted", "available-cases", "lee-upper")) {
      assertEquals(PlanStatus.PLANNED, labels.status(row(effect, Topic.LOSS, planned, "")));
    }
    for (String not : List.of("imputed", "tipping-arm", "lee-within-lower")) {
      assertEquals(PlanStatus.NOT_PLANNED, labels.status(row(effect, Topic.LOSS, not, "")));
    }
    assertEquals(
        PlanStatus.PLANNED,
        labels.status(row(effect, Topic.REPEATED, "wave-effect", "mmrm-kenward-roger")));
    assertEquals(
        PlanStatus.NOT_PLANNED, labels.status(row(effect, Topic.FOR_WHOM, "cohort-effect", "")));
    assertEquals(PlanStatus.PLANNED, labels.status(row(effect, Topic.TAKE_UP, "late", "")));
    assertEquals(PlanStatus.NOT_PLANNED, labels.status(row(effect, Topic.ROLLOUT, "simple", "")));
    assertEquals(
        PlanStatus.NOT_PLANNED, labels.status(row(effect, Topic.CONVENTIONS, "ols", "ols")));
  }

  @Test
  void status_aStepOfThePlannedLadderIsPlanned() {
    String ladder =
        "\"ifTooFew\": [{\"step\": \"composite\", \"with\": [\"new_start_job\"]}, {\"step\": \"exact\"}], \"caveat\"";
    String frozen = MALMO.replaceFirst("\"caveat\"", Matcher.quoteReplacement(ladder));
    Protocol run = read(frozen);
    Moment year = new Moment.AtPeriod(Register.Period.MONTH, 12, Outcome.Measure.VALUE);
    Effect plain = effect(run, "main", "subsidised_job", year, "");
    Outcome.Fallback step = plain.outcome().ifTooFew().get(1);
    Effect taken = by(plain, new Ladder(new Ladder.Step(2, step), List.of()));
    assertEquals(PlanStatus.PLANNED, against(frozen, run).status(taken));
    Effect longer =
        by(plain, new Ladder(new Ladder.Step(2, new Outcome.Fallback.LongerWindow(48)), List.of()));
    assertEquals(PlanStatus.NOT_PLANNED, against(frozen, run).status(longer));
  }

  private static Effect by(Effect e, Ladder ladder) {
    return new Effect(
        e.analysis(),
        e.outcome(),
        e.moment(),
        e.group(),
        e.arm(),
        e.drawn(),
        e.drawnControl(),
        e.analysed(),
        e.analysedControl(),
        e.dropped(),
        e.comparison(),
        ladder);
  }

  @Test
  void status_anAmendmentAddsBeforeOrAfterArmsWereSeen() {
    String without = edited(ISF, "\"women\", \"men\", \"foreign_born\"", "\"women\"");
    without = edited(without, "\"sweden_born\", \"low_education\"]", "\"low_education\"]");
    String second =
        edited(without, "\"women\", \"low_education\"]", "\"women\", \"men\", \"low_education\"]");
    Protocol run = read(ISF);
    PlanRecord plan =
        new PlanRecord(
            read(without),
            List.of(
                new PlanRecord.Amendment(read(second), LocalDate.of(2019, 9, 1), "men too", false),
                new PlanRecord.Amendment(run, LocalDate.of(2020, 2, 1), "more groups", true)));
    PlanLabels labels = PlanLabels.of(plan, run);
    assertEquals(
        PlanStatus.PLANNED, labels.status(effect(run, "main", "job_now", at("w2"), "women")));
    Effect men = effect(run, "main", "job_now", at("w2"), "men");
    assertEquals(PlanStatus.ADDED, labels.status(men));
    PlanRecord.Amendment by = labels.label(men).by();
    assertNotNull(by);
    assertEquals("men too", by.reason());
    assertEquals(
        PlanStatus.ADDED_AFTER_VIEWING,
        labels.status(effect(run, "main", "job_now", at("w2"), "foreign_born")));
  }

  @Test
  void label_namesWhatDiffers() {
    Protocol run = read(edited(ISF, "\"variance\": \"hc2\"", "\"variance\": \"hc3\""));
    Effect effect = effect(run, "main", "job_now", at("w2"), "");
    List<String> where =
        against(ISF, run).label(effect).changes().stream().map(c -> c.pointer()).toList();
    assertEquals(List.of("/analyses/main/variance"), where);
  }
}
