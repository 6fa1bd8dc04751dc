package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.PlannedAnalysis;
import org.equipoise.analysis.TrialData;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Language;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.Table;
import org.equipoise.document.TextLayout;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.equipoise.report.PlanRecord.Amendment;
import org.equipoise.report.PlanSections.Deviation;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.ResultsJson;
import org.equipoise.store.TrialFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of deviations of the shipped survey trial, two of whose outcomes are analysed. */
class PlanSectionsTest {

  /** As frozen: men are no subgroup, and education is adjusted for. */
  private static final String FROZEN =
      edited(
          plan(),
          "\"subgroups\": [\"women\", \"men\", \"foreign_born\", \"sweden_born\", \"low_education\"]",
          "\"outcomes\": [\"job_future\", \"wellbeing\", \"job_future_large\"], \"subgroups\":"
              + " [\"women\", \"low_education\"]");

  /** The first amendment: a longer window and fewer people. */
  private static final String SECOND =
      edited(
          edited(edited(FROZEN, "\"version\": 1", "\"version\": 2"), "550", "540"),
          "\"closes\": 110",
          "\"closes\": 112");

  /** The second: men too, well-being no more, another way of adjusting, and other words. */
  private static final String THIRD =
      edited(
          edited(
              edited(
                  edited(
                      edited(SECOND, "\"version\": 2", "\"version\": 3"),
                      "[\"women\", \"low_education\"]",
                      "[\"women\", \"men\", \"low_education\"]"),
                  "\"outcomes\": [\"job_future\", \"wellbeing\", \"job_future_large\"]",
                  "\"outcomes\": [\"job_future\", \"job_future_large\"]"),
              "\"foreign_born\", \"education\"]",
              "\"foreign_born\"]"),
          "Everybody knew their arm",
          "All knew their arm");

  private static final Released RELEASED = released(read(THIRD));

  private static String plan() {
    try {
      String text = Files.readString(Path.of("protocols/isf-team.json")).replaceAll("\\s+", " ");
      text = text.replaceAll("([\\[{]) ", "$1").replaceAll(" ([\\]}])", "$1");
      // What takes time is left out: the draw made again, and the later analysis.
      text = text.replaceAll(" \"permutations\": \\{[^}]*\\},?", "");
      text = text.replaceAll(", \"repeated\": \\{[^}]*\\}", "");
      return text.replaceAll(", \\{\"id\": \"unadjusted\".*?\\}\\]", "]").replaceAll(",\\}", "}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String edited(String text, String from, String to) {
    assertTrue(text.contains(from), from);
    return text.replace(from, to);
  }

  private static Protocol read(String text) {
    ProtocolFile.Loaded loaded = ProtocolFile.read("p.json", text.getBytes(StandardCharsets.UTF_8));
    Protocol protocol = loaded.protocol();
    assertNotNull(protocol, () -> loaded.findings().toString());
    return protocol;
  }

  private static Released released(Protocol run) {
    Map<String, List<Path>> files =
        Map.of(
            "people", List.of(Path.of("sample-data/people.csv")),
            "caseworkers", List.of(Path.of("sample-data/caseworkers.csv")));
    TrialFiles.Read read = TrialFiles.readDeliveries(run, files, Map.of());
    TrialData data = Objects.requireNonNull(read.data(), () -> read.findings().toString());
    return Released.of(
        PlannedAnalysis.of(run, data)
            .withAllConventions()
            .run("digest", read.inputs(), "test", read.findings()));
  }

  private static PlanRecord amended() {
    return new PlanRecord(
        read(FROZEN),
        List.of(
            new Amendment(read(SECOND), LocalDate.of(2019, 9, 2), "fewer places", false),
            new Amendment(read(THIRD), LocalDate.of(2020, 3, 16), "advice of the board", true)),
        List.of(
            new PlanRecord.Closing(new Wave.Id("w3"), LocalDate.of(2020, 12, 1), "no more money")));
  }

  private static Origin.LedgerFacts ledger() {
    LocalDate day = LocalDate.of(2020, 2, 3);
    return new Origin.LedgerFacts(
        9000,
        "ab".repeat(32),
        "cd".repeat(32),
        true,
        List.of(
            new Origin.Viewing(day.minusDays(9), 70, "notice P001-ABCD", "to tell the person"),
            new Origin.Viewing(day.minusDays(2), 80, "notice P002-ABCD", "to tell the person"),
            new Origin.Viewing(day, 90, "flow", "the board met")));
  }

  private static PlanSections sections(PlanRecord plan, Language language) {
    return new PlanSections(RELEASED, plan, new Wording(RELEASED, language));
  }

  private static PlanSections ofLedger(PlanRecord plan, Language language) {
    Origin origin = new Origin(LocalDate.of(2021, 1, 4), List.of(), ledger(), plan);
    List<Deviation> deviations =
        List.of(
            new Deviation("wrong-service", "Team now", new Gated.Shown<>(7)),
            new Deviation("other", "Team later", new Gated.Hidden<>(Gated.Why.SMALL)));
    return new PlanSections(RELEASED, origin, deviations, new Wording(RELEASED, language));
  }

  private static String text(List<Section> sections, Language language) throws IOException {
    StringBuilder out = new StringBuilder();
    TextLayout layout = new TextLayout(out, Style.PLAIN, language, 5);
    for (Section section : sections) {
      layout.print(section);
    }
    return out.toString();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void sections_ofAnAmendedTrialMatchGolden(Language language) throws IOException {
    String name = "plan/amended." + language.tag() + ".txt";
    String text = text(ofLedger(amended(), language).sections(), language);
    assertFalse(text.contains("P001"), "a person is named");
    Golden.assertMatches(name, text);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void sections_ofAPlanNamedForDataFilesMatchGolden(Language language) throws IOException {
    String name = "plan/named." + language.tag() + ".txt";
    PlanRecord plan = PlanRecord.frozen(read(FROZEN));
    Golden.assertMatches(name, text(sections(plan, language).sections(), language));
  }

  @Test
  void sections_withoutAFrozenPlanSayItOnceAtTheTop() throws IOException {
    PlanSections none = sections(PlanRecord.NONE, Language.ENGLISH);
    List<Section> sections = none.sections();
    assertEquals(
        List.of("Planned and done", "What can be seen, and what cannot"),
        sections.stream().map(Section::title).toList());
    assertTrue(sections.get(0).blocks().get(0) instanceof Block.Notice);
    assertEquals("", none.alikeEffects(RELEASED.effects()));
    assertFalse(none.labelsEach(RELEASED.effects()));
  }

  /** Nothing changed, nothing missing, nothing added: said, with what cannot be seen. */
  @Test
  void sections_nothingFoundIsSaidOfWhatCanBeSeen() throws IOException {
    String quiet =
        edited(
            edited(THIRD, "[\"job_future\", \"job_future_large\"]", "[\"job_future\"]"),
            "[\"mann-whitney\", \"risk-ratio\"]",
            "[\"mann-whitney\"]");
    Protocol run = read(quiet);
    Map<String, List<Path>> files = Map.of("people", List.of(Path.of("sample-data/people.csv")));
    TrialFiles.Read read = TrialFiles.readDeliveries(run, files, Map.of());
    Released released =
        Released.of(
            PlannedAnalysis.of(run, Objects.requireNonNull(read.data()))
                .run("digest", read.inputs(), "test", List.of()));
    Wording wording = new Wording(released, Language.ENGLISH);
    String asPlanned =
        text(
            new PlanSections(released, PlanRecord.frozen(run), wording).sections(),
            Language.ENGLISH);
    String said = "No deviation was found in what the program can see.";
    assertTrue(asPlanned.contains(said), asPlanned);
    assertTrue(asPlanned.contains("Every planned comparison has a number."), asPlanned);
    Protocol other = read(edited(quiet, "540", "541"));
    assertFalse(
        text(
                new PlanSections(released, PlanRecord.frozen(other), wording).sections(),
                Language.ENGLISH)
            .contains(said));
  }

  /** Each row has its label, or the table says above that all have the same. */
  @Test
  void effectSections_labelEveryRow() {
    Wording wording = new Wording(RELEASED, Language.ENGLISH);
    PlanSections plan = new PlanSections(RELEASED, amended(), wording);
    List<Section> sections =
        new EffectSections(RELEASED, wording, Detail.FULL, RELEASED.effects(), plan).sections();
    Set<String> met = new HashSet<>();
    int rows = 0;
    for (Block block : sections.get(0).blocks()) {
      if (block instanceof Table table && table.columns().size() > 6) {
        for (Table.Row row : table.rows()) {
          if (row instanceof Table.Row.Cells line) {
            assertTrue(line.cells().get(1) instanceof Cell.Badge, line.toString());
            met.add(((Cell.Badge) line.cells().get(1)).text());
            rows++;
          }
        }
      }
    }
    assertEquals(RELEASED.effects().size(), rows);
    assertEquals(Set.of("changed", "added after arms were seen"), met);
    PlanSections same = new PlanSections(RELEASED, PlanRecord.frozen(read(THIRD)), wording);
    String above = "All numbers in this table: planned.";
    assertTrue(
        new EffectSections(RELEASED, wording, Detail.FULL, RELEASED.effects(), same)
            .sections()
            .get(0)
            .blocks()
            .contains(new Block.Paragraph(above)));
  }

  @Test
  void supplementSections_labelEveryRow() {
    Wording wording = new Wording(RELEASED, Language.ENGLISH);
    PlanSections plan = new PlanSections(RELEASED, amended(), wording);
    for (Section section :
        new SupplementSections(RELEASED, wording, Detail.FULL, plan).sections()) {
      boolean above =
          section.blocks().stream()
              .anyMatch(b -> b instanceof Block.Paragraph p && p.words().startsWith("All numbers"));
      for (Block block : section.blocks()) {
        if (block instanceof Table table) {
          for (Table.Row row : table.rows()) {
            boolean labelled =
                !(row instanceof Table.Row.Cells line) || line.cells().get(1) instanceof Cell.Badge;
            assertTrue(above != labelled || !(row instanceof Table.Row.Cells), section.title());
          }
        }
      }
    }
  }

  /** Files for programs have the label of each row. */
  @Test
  void files_tellTheLabelOfEachRow() throws IOException {
    TidyTable table = TidyTable.all(RELEASED, amended()).get(0);
    int planned = table.columns().indexOf("planned");
    PlanLabels labels = PlanLabels.of(amended(), RELEASED.protocol());
    for (int i = 0; i < RELEASED.effects().size(); i++) {
      Effect effect = RELEASED.effects().get(i);
      boolean men =
          effect.group() instanceof Group.Part part && part.subgroup().id().value().equals("men");
      String code = men ? "added-after-viewing" : "changed";
      assertEquals(new TidyTable.Value.Words(code), table.rows().get(i).get(planned));
      assertEquals(code, labels.status(effect).code());
    }
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ResultsJson.write(RELEASED, amended(), json);
    String text = json.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("\"planned\": \"added-after-viewing\""));
    assertTrue(text.contains("\"planned\": \"not-planned\""));
    for (PlanStatus status : PlanStatus.values()) {
      assertEquals(status.name().toLowerCase(Locale.ROOT).replace('_', '-'), status.code());
    }
  }
}
