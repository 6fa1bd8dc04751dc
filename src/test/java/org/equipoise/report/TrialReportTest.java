package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Exposure;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Recruitment;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.Material;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.SampleResults;
import org.equipoise.document.Block;
import org.equipoise.document.Chapter;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.protocol.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrialReportTest {

  private static Document document(Results results, Language language) {
    return TrialReport.of(Released.of(results), TrialReports.ORIGIN, language);
  }

  private static List<String> ids(Document document) {
    return document.chapters().stream().map(Chapter::id).toList();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void of_matchesGolden(Language language) throws IOException {
    Document document = document(SampleResults.results(), language);
    Set<String> told = new HashSet<>(ids(document));
    // What was planned has a golden of its own.
    told.remove("planned");
    Golden.assertMatches("sample/trial-report." + language.tag() + ".txt", Dump.of(document, told));
  }

  @Test
  void of_hasTheSameChaptersInEveryLanguage() {
    List<String> english = ids(document(SampleResults.results(), Language.ENGLISH));
    assertEquals(english, ids(document(SampleResults.results(), Language.SWEDISH)));
    assertEquals("summary", english.get(0));
    assertEquals("hidden", english.get(english.size() - 1));
    assertEquals(new HashSet<>(english).size(), english.size());
    assertFalse(english.contains("over-time"), "no curves, no chapter");
  }

  /** Two results that differ only in what is hidden make the same report, word for word. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void of_tellsNothingThatIsHidden(Language language) {
    assertEquals(document(hiding(3, 4), language), document(hiding(2, 3), language));
    assertNotEquals(document(hiding(3, 4), language), document(hiding(7, 9), language));
  }

  /** The sample with small counts of people not drawn and of people who had met the service. */
  private static Results hiding(int minors, int met) {
    Recruitment recruitment = SampleResults.recruitment();
    List<Recruitment.NotDrawn> reasons = new ArrayList<>(recruitment.notDrawn());
    reasons.set(1, new Recruitment.NotDrawn(reasons.get(1).reason(), minors));
    reasons.set(2, new Recruitment.NotDrawn(reasons.get(2).reason(), 21 - minors));
    Results sample = SampleResults.results();
    List<Exposure> exposure = new ArrayList<>(sample.exposure());
    exposure.set(3, new Exposure(SampleResults.W2, SampleResults.LATER, met, 200));
    return new Results(
        sample.protocol(),
        sample.digest(),
        sample.inputs(),
        sample.program(),
        new Recruitment(recruitment.referred(), reasons, recruitment.drawn(), recruitment.arms()),
        sample.response(),
        sample.responseTests(),
        exposure,
        sample.balance(),
        sample.effects(),
        sample.supplements(),
        sample.findings());
  }

  @Test
  void summary_withoutAPrimaryOutcome_saysSo_andAnswersInPlannedOrder() {
    List<Effect> effects =
        SampleResults.results().effects().stream()
            .filter(effect -> !effect.outcome().primary())
            .toList();
    Document document = document(TrialReports.results(effects), Language.ENGLISH);
    List<Block> found = document.chapters().get(0).sections().get(1).blocks();
    assertTrue(
        found.contains(
            new Block.Paragraph(
                "The protocol names no primary outcome, so all are answered here, in its order.")));
    assertEquals(
        List.of("Social assistance", "Wage income", "Registered as unemployed"),
        found.stream()
            .filter(Block.Answer.class::isInstance)
            .map(block -> ((Block.Answer) block).question())
            .toList());
  }

  @Test
  void summary_withoutComparisons_saysSo() {
    Document document = document(TrialReports.results(List.of()), Language.ENGLISH);
    assertTrue(
        document
            .chapters()
            .get(0)
            .sections()
            .get(1)
            .blocks()
            .contains(
                new Block.Paragraph(
                    "Nothing has been compared: the protocol names no comparison, or there are no data"
                        + " for one.")));
    assertFalse(ids(document).contains("for-whom"));
  }

  @Test
  void summary_holdsAtMostSixAnswers_andTellsOfTheOthers() {
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      effects.add(
          SampleResults.effect(
              SampleResults.MAIN,
              titled("outcome-" + i),
              new Moment.AtWave(SampleResults.W2),
              new Group.Everybody(),
              new int[] {200, 200, 150, 150},
              List.of(),
              SampleResults.estimated(
                  i == 7 ? 0.2 : 0.01, 0.04, 0.5, 0.3, SampleResults.adjusted(), Double.NaN)));
    }
    Document document = document(TrialReports.results(effects), Language.ENGLISH);
    List<Block> found = document.chapters().get(0).sections().get(1).blocks();
    assertEquals(6, found.stream().filter(Block.Answer.class::isInstance).count());
    assertTrue(
        found.contains(
            new Block.Paragraph(
                "The protocol compares 2 further outcomes, each at its last moment: a difference was"
                    + " found in 1, none was found in 1.")));
  }

  private static Outcome titled(String id) {
    var works = SampleResults.WORKS;
    return new Outcome(
        new Outcome.Id(id),
        works.title(),
        works.type(),
        works.direction(),
        works.family(),
        true,
        works.source(),
        List.of(),
        List.of(),
        null);
  }

  @Test
  void rerun_quotesTheCommand_andNamesEveryDigest() throws IOException {
    String rerun = Dump.of(document(SampleResults.results(), Language.ENGLISH), Set.of("rerun"));
    assertTrue(rerun.contains("    equipoise report sample.json --data 'people data.csv'\n"));
    assertTrue(rerun.contains(SampleResults.results().digest()));
    assertTrue(rerun.contains(SampleResults.results().inputs().get(0).sha256()));
    assertFalse(rerun.contains("ledger"));
  }

  /** The digest that stands for a ledger is its last line's: no file has it. */
  @Test
  void rerun_saysWhoseDigestTheLedgersIs() throws IOException {
    Results results = SampleResults.results();
    String head = results.inputs().get(0).sha256();
    Origin.LedgerFacts ledger = new Origin.LedgerFacts(2, head, "cd34", true, List.of());
    Origin origin =
        new Origin(LocalDate.of(2026, 11, 22), List.of("equipoise"), ledger, PlanRecord.NONE);
    Document document = TrialReport.of(Released.of(results), origin, Language.ENGLISH);
    String rerun = Dump.of(document, Set.of("rerun"));
    assertTrue(rerun.contains("last line, not of the file"), rerun);
  }

  @Test
  void hidden_saysWhatRoundingMeans_andLeavesTheLogToItsFile() throws IOException {
    Results results = SampleResults.results();
    Document rounded =
        TrialReport.of(
            Released.of(new Material(results, null, List.of(), 5)),
            TrialReports.ORIGIN,
            Language.ENGLISH);
    String first = Dump.of(rounded, Set.of("summary")).replaceAll("\\s+", " ");
    assertTrue(first.contains("rounded to a multiple of 5"), first);
    String means = Dump.of(rounded, Set.of("hidden")).replaceAll("\\s+", " ");
    assertTrue(means.contains("Sums hold"), means);
    Document exact = document(results, Language.ENGLISH);
    assertFalse(Dump.of(exact, Set.of("summary")).contains("rounded"));
    String hidden = Dump.of(exact, Set.of("hidden"));
    assertTrue(hidden.contains("hidden.csv"), hidden);
    Released released = Released.of(results);
    assertFalse(released.suppressions().isEmpty());
    for (Released.Suppression each : released.suppressions()) {
      assertFalse(each.what().contains("/") && hidden.contains(each.what()), each.what());
    }
  }

  @Test
  void rerun_tellsOfTheLedgerWhereThereIsOne() throws IOException {
    Origin.LedgerFacts ledger =
        new Origin.LedgerFacts(
            12345,
            "ab12",
            "cd34",
            false,
            List.of(new Origin.Viewing(LocalDate.of(2026, 3, 1), 77, "analysis", "the board")));
    Origin origin =
        new Origin(LocalDate.of(2026, 11, 22), List.of("equipoise"), ledger, PlanRecord.NONE);
    Document document =
        TrialReport.of(Released.of(SampleResults.results()), origin, Language.ENGLISH);
    String rerun = Dump.of(document, Set.of("rerun"));
    for (String part : List.of("Lines: 12,345", "ab12", "cd34", "not yet revealed", "the board")) {
      assertTrue(rerun.contains(part), part);
    }
  }
}
