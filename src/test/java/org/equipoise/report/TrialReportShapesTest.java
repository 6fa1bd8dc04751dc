package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Recruitment;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.SampleResults;
import org.equipoise.document.Block;
import org.equipoise.document.Chapter;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.document.Section;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.equipoise.store.ProtocolFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reports of every protocol at hand: no waves or no registers, no primary outcome, three arms,
 * clusters and households, every draw rule; with every comparison estimated, every one refused, and
 * none made.
 */
class TrialReportShapesTest {

  static Stream<Path> protocols() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String folder : List.of("protocols", "bench", "src/test/resources")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(TrialReportShapesTest::isTrial).sorted().forEach(found::add);
      }
    }
    assertTrue(found.size() > 20, "protocols to try: " + found.size());
    return found.stream();
  }

  private static boolean isTrial(Path file) {
    if (!file.toString().endsWith(".json") || file.toString().contains("schema")) {
      return false;
    }
    try {
      String text = Files.readString(file);
      return text.contains("\"equipoise\"")
          && text.contains("\"arms\"")
          && ProtocolFile.read(file).protocol() != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void of_isSensible_whateverThePlan(Path file) throws IOException {
    Protocol protocol = ProtocolFile.read(file).protocol();
    assertNotNull(protocol);
    Comparison number =
        SampleResults.estimated(0.1, 0.04, 0.01, 0.4, SampleResults.adjusted(), Double.NaN);
    Comparison refusal = new Refused("NO_DATA", "", "");
    for (Language language : Language.values()) {
      check(report(protocol, List.of(), language));
      Document estimated = report(protocol, effects(protocol, number), language);
      check(estimated);
      assertTrue(ids(estimated).contains("effects"), file.toString());
      Document refused = report(protocol, effects(protocol, refusal), language);
      check(refused);
      String summary = Dump.of(refused, Set.of("summary"));
      String untold = language == Language.ENGLISH ? "could not be told" : "gick inte att besvara";
      assertTrue(summary.contains(untold), summary);
    }
  }

  private static Document report(Protocol protocol, List<Effect> effects, Language language) {
    int each = 200;
    List<Recruitment.Drawn> arms =
        protocol.arms().stream().map(arm -> new Recruitment.Drawn(arm.id(), each)).toList();
    int drawn = each * arms.size();
    Results results =
        new Results(
            protocol,
            "3f2a9c01b7de44d1",
            List.of(),
            "Equipoise 0.1.0",
            new Recruitment(drawn, List.of(), drawn, arms),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            effects,
            List.of(),
            List.of());
    return TrialReport.of(Released.of(results), TrialReports.ORIGIN, language);
  }

  private static List<Effect> effects(Protocol protocol, Comparison comparison) {
    List<Effect> effects = new ArrayList<>();
    for (Analysis analysis : protocol.analyses()) {
      for (Outcome outcome : protocol.outcomes()) {
        for (Moment moment : moments(protocol, outcome)) {
          for (Arm arm : protocol.arms()) {
            if (!arm.control()) {
              effects.add(
                  new Effect(
                      analysis,
                      outcome,
                      moment,
                      new Group.Everybody(),
                      arm.id(),
                      200,
                      200,
                      180,
                      180,
                      List.of(),
                      List.of(),
                      comparison));
            }
          }
        }
      }
    }
    return effects;
  }

  private static List<Moment> moments(Protocol protocol, Outcome outcome) {
    List<Moment> moments = new ArrayList<>();
    Outcome.Source source = outcome.source();
    List<Wave.Id> waves =
        source instanceof Outcome.Source.FromItem item
            ? item.at()
            : source instanceof Outcome.Source.FromScale scale
                ? scale.at()
                : source instanceof Outcome.Source.Index index ? index.at() : List.of();
    waves.forEach(wave -> moments.add(new Moment.AtWave(wave)));
    if (source instanceof Outcome.Source.FromSeries series) {
      var unit = protocol.registerOf(series.series()).orElseThrow().period();
      series.at().forEach(k -> moments.add(new Moment.AtPeriod(unit, k, series.measure())));
    }
    return moments.isEmpty() ? List.of(new Moment.Once()) : moments;
  }

  private static List<String> ids(Document document) {
    return document.chapters().stream().map(Chapter::id).toList();
  }

  /** Nothing empty, nothing twice, no slot left open. */
  private static void check(Document document) throws IOException {
    List<String> ids = ids(document);
    assertEquals(new HashSet<>(ids).size(), ids.size());
    for (String id : List.of("summary", "people", "caveats", "methods", "rerun", "hidden")) {
      assertTrue(ids.contains(id), id);
    }
    for (Chapter chapter : document.chapters()) {
      assertFalse(chapter.title().isBlank(), chapter.id());
      for (Section section : chapter.sections()) {
        assertFalse(section.blocks().isEmpty(), chapter.id() + " " + section.title());
        section.blocks().forEach(block -> checkWords(chapter.id(), block));
      }
    }
    String text = Dump.of(document);
    assertFalse(text.contains("--full"), "points to a page that is here");
    assertFalse(text.matches("(?s).*\\{[0-9]\\}.*"), text);
  }

  private static void checkWords(String where, Block block) {
    if (block instanceof Block.Paragraph paragraph) {
      assertFalse(paragraph.words().isBlank(), where);
      assertFalse(paragraph.words().contains("  "), paragraph.words());
    } else if (block instanceof Block.Notice notice) {
      assertFalse(notice.words().isBlank(), where);
    } else if (block instanceof Block.Fold fold) {
      assertFalse(fold.blocks().isEmpty(), where);
      fold.blocks().forEach(inside -> checkWords(where, inside));
    }
  }
}
