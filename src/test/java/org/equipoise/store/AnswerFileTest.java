package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Finding.Severity;
import org.equipoise.frame.TableFormat.Encoding;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.AnswerFormat;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.AnswerSheet;
import org.equipoise.trial.PersonKey;
import org.equipoise.trial.PersonRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerFileTest {

  private static final Path FIXTURES = Path.of("src/test/resources/answers");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final PersonKey KEY = PersonKey.of(new byte[PersonKey.LENGTH]);

  @TempDir private Path folder;

  private final Protocol protocol =
      Objects.requireNonNull(ProtocolFile.read(FIXTURES.resolve("protocol.json")).protocol());

  private static PersonId id(String code) {
    return KEY.ofReference(code);
  }

  private static IdLookup people() {
    List<PersonRecord> records = new ArrayList<>();
    for (String code : List.of("A1", "A2", "A3", "A4")) {
      records.add(new PersonRecord(id(code), "00", Map.of(), code, false));
    }
    return IdLookup.of(records.stream().map(PersonRecord::person).toList(), records);
  }

  private AnswerFile.Read read(Path file, List<String> args) {
    AnswerFormat format = AnswerFile.plain(protocol);
    Wave.Id wave = null;
    LocalDate on = null;
    Encoding encoding = null;
    for (int i = 0; i + 1 < args.size(); i += 2) {
      String value = args.get(i + 1);
      switch (args.get(i)) {
        case "--as" ->
            format =
                protocol.fieldwork().formats().stream()
                    .filter(each -> each.name().equals(value))
                    .findFirst()
                    .orElseThrow();
        case "--wave" -> wave = new Wave.Id(value);
        case "--date" -> on = LocalDate.parse(value);
        case "--encoding" -> encoding = Encoding.LATIN_1;
        default -> throw new IllegalArgumentException(args.get(i));
      }
    }
    AnswerFile.Options options = new AnswerFile.Options(wave, on, null, TODAY, encoding);
    return AnswerFile.read(protocol, format, file, options, people());
  }

  private AnswerFile.Read read(String file, String... args) {
    return read(FIXTURES.resolve(file), List.of(args));
  }

  /** A form as one line: who, wave, respondent, day, mode, language, answers by code. */
  private static String line(AnswerSheet sheet) {
    Map<String, String> values = new TreeMap<>();
    sheet.values().forEach((item, value) -> values.put(item.value(), value));
    return Stream.of("A1", "A2", "A3", "A4")
            .filter(code -> id(code).equals(sheet.person()))
            .findFirst()
            .orElse("?")
        + " "
        + sheet.wave()
        + " "
        + sheet.respondent()
        + " "
        + sheet.on()
        + " "
        + sheet.mode()
        + " '"
        + sheet.language()
        + "' "
        + values;
  }

  private static List<String> lines(AnswerFile.Read read) {
    assertEquals(List.of(), errors(read));
    return read.sheets().stream().map(AnswerFileTest::line).toList();
  }

  private static List<Finding> errors(AnswerFile.Read read) {
    return read.findings().stream().filter(f -> f.severity() == Severity.ERROR).toList();
  }

  @Test
  void read_takesWhatLimeSurveyExports() {
    AnswerFile.Read read = read("limesurvey.csv", "--as", "limesurvey", "--wave", "w2");
    assertEquals(
        List.of(
            "A1 w2 participant 2026-05-03 null 'sv' {calm=5, hours=12.5, job=2,"
                + " more=Det gick bra, tack.\nTvå rader och \"citat\"., since=2026-04-01,"
                + " works=yes}",
            "A2 w2 participant 2026-05-04 null 'ar' {job=1}",
            "A3 w2 participant 2026-05-05 null 'de' {calm=3, works=no}",
            "A4 w2 participant 2026-05-06 null 'sv' {}"),
        lines(read));
    // A form begins on the line of its first cell, also after a text of two lines.
    assertEquals(
        List.of(2, 4, 5, 6), read.sheets().stream().map(sheet -> sheet.place().line()).toList());
  }

  @Test
  void read_takesWhatRedcapExports_oneRowAnEvent() {
    AnswerFile.Read read = read("redcap.csv", "--as", "redcap", "--date", "2026-02-09");
    assertEquals(
        List.of(
            "A1 w1 participant 2026-02-01 null '' {calm=2, hours=40, job=1, works=yes}",
            "A2 w1 participant 2026-02-09 null '' {job=2, works=no}",
            "A1 w2 participant 2026-05-03 null '' {calm=5, hours=38.5, job=3,"
                + " more=Better, really, since=2026-04-01, works=yes}"),
        lines(read));
    assertTrue(
        read.findings().stream().anyMatch(f -> f.found().equals("2 rows hold no answer")),
        read.findings().toString());
  }

  @Test
  void read_takesWhatRedcapExports_oneRowAPerson() {
    assertEquals(
        List.of(
            "A1 w1 participant 2026-02-01 null '' {calm=2, hours=40, job=1, works=yes}",
            "A2 w1 participant 2026-02-02 null '' {calm=3, job=2, works=no}",
            "A1 w2 participant 2026-05-03 null '' {calm=5, hours=38.5, job=3, more=ok,"
                + " since=2026-04-01, works=no}"),
        lines(read("redcap-wide.csv", "--as", "redcap-wide")));
  }

  @Test
  void read_takesWhatASwedishSpreadsheetSaves() {
    assertEquals(
        List.of(
            "A1 w2 caseworker 2026-05-03 PHONE '' {job=3}",
            "A2 w2 participant 2026-05-03 PAPER '' {calm=5, hours=37.5, job=1,"
                + " more=Ångrar inget, since=2026-04-01, works=yes}",
            "A3 w2 participant 2026-05-05 null '' {hours=100.5, job=3}"),
        lines(read("excel.csv", "--encoding", "latin-1")));
  }

  static Stream<String> broken() throws IOException {
    try (Stream<Path> files = Files.list(FIXTURES.resolve("broken"))) {
      List<String> names = new ArrayList<>();
      files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".csv"))
          .forEach(name -> names.add(name.substring(0, name.length() - 4)));
      return names.stream().sorted();
    }
  }

  @Test
  void broken_isComplete() throws IOException {
    assertTrue(broken().count() >= 20);
    try (Stream<Path> files = Files.list(FIXTURES.resolve("broken"))) {
      assertEquals(2 * broken().count(), files.count(), "a file has no expected findings");
    }
  }

  @ParameterizedTest
  @MethodSource("broken")
  void read_saysWhatIsWrong_andTakesNothing(String name) throws IOException {
    List<String> expected =
        new ArrayList<>(Files.readAllLines(FIXTURES.resolve("broken/" + name + ".txt")));
    List<String> args = List.of();
    if (expected.get(0).startsWith("args: ")) {
      args = Arrays.asList(expected.remove(0).substring(6).split(" ", -1));
    }
    Path file = FIXTURES.resolve("broken/" + name + ".csv");
    AnswerFile.Read read = read(file, args);
    List<String> said =
        errors(read).stream()
            .map(f -> f.toString().substring(file.toString().length() + 1).strip())
            .toList();
    assertEquals(List.of(), read.sheets());
    assertEquals(expected.size(), said.size(), said.toString());
    assertEquals(said.size(), read.errors());
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(said.get(i).startsWith(expected.get(i)), said.get(i));
      assertFalse(said.get(i).contains("1212"), "a personal number is never repeated");
    }
  }

  @Test
  void read_warnsOfPersonalNumbersInTexts_andRepeatsNone() throws IOException {
    Path file = folder.resolve("a.csv");
    Files.writeString(
        file,
        "id,wave,date,job,calm,hours,works,since,more\n"
            + "A1,w2,2026-05-03,1,,,,,\"Ring 19121212-1212\"\n");
    AnswerFile.Read read = read(file, List.of());
    assertEquals(1, read.sheets().size());
    Finding warning = read.findings().get(0);
    assertEquals(
        "1 text holds what looks like a personal identity number, this one first", warning.found());
    assertFalse(read.findings().toString().contains("1212"));
  }

  @Test
  void read_neverShowsANumberThatIsTheNameOfTheFile() throws IOException {
    for (String name : List.of("19121212-1212.csv", "svar_1212 12 12 12.csv", "121212–1212.csv")) {
      Path file = folder.resolve(name);
      AnswerFile.Read gone = read(file, List.of());
      assertEquals(folder.resolve("(hidden)").toString(), gone.findings().get(0).place().source());
      Files.writeString(file, "id,wave,date,job,calm,hours,works,since,more\nA1,w2,,9,,,,,\n");
      ContactFile.Read contacts = ContactFile.read(protocol, file, TODAY, null, people());
      ThemeFile.Read themes = ThemeFile.read(protocol, file, null, people());
      List<Finding> all = new ArrayList<>(read(file, List.of()).findings());
      all.addAll(contacts.findings());
      all.addAll(themes.findings());
      assertTrue(all.size() > 3, all.toString());
      assertFalse(all.toString().contains("1212"), all.toString());
    }
  }

  @Test
  void read_tellsTheLineOfANul_whateverEndsLines() throws IOException {
    Path file = folder.resolve("nul.csv");
    for (String end : List.of("\n", "\r\n", "\r")) {
      Files.writeString(file, "id,wave,date,job" + end + "A1,w2,\0,1" + end + "A2,w2,,1" + end);
      Finding nul = read(file, List.of()).findings().get(0);
      assertEquals("a NUL byte", nul.found());
      assertEquals(2, nul.place().line());
    }
  }

  @Test
  void read_isQuick() throws IOException {
    // 96,000 forms of ten cells: some two seconds on a busy machine, one on a free one.
    Path file = folder.resolve("many.csv");
    StringBuilder text = new StringBuilder("id,wave,date,mode,job,calm,hours,works,since,more\n");
    for (int i = 0; i < 96_000; i++) {
      text.append('A').append(1 + i % 4).append(",w2,2026-05-0").append(1 + i % 9);
      text.append(",web,").append(1 + i % 3).append(',').append(1 + i % 5).append(',');
      text.append(i % 168).append(".5,yes,2026-04-01,\n");
    }
    Files.writeString(file, text);
    read(file, List.of());
    long begin = System.nanoTime();
    AnswerFile.Read read = read(file, List.of());
    long millis = (System.nanoTime() - begin) / 1_000_000;
    assertEquals(96_000, read.sheets().size());
    assertTrue(millis < 10_000, millis + " ms");
    if (Boolean.getBoolean("equipoise.times")) {
      System.err.println("96,000 forms read in " + millis + " ms");
    }
  }
}
