package org.equipoise.store;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.frame.TableFormat;
import org.equipoise.frame.TableFormat.Encoding;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.DispositionCode;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * Reads attempts to reach people, one a row.
 *
 * <pre>
 * id;wave;date;outcome;mode;respondent
 * K7QF-2M9X-HP4C;w2;2026-11-02;no-answer;phone;
 * </pre>
 *
 * <p>An outcome is a disposition code or one of its words.
 */
public final class ContactFile {

  private static final Map<String, List<String>> TITLES =
      Map.of(
          "wave", List.of("våg", "mätning"),
          "date", List.of("datum", "on"),
          "outcome", List.of("utfall", "resultat", "code", "kod"),
          "mode", List.of("sätt", "kanal"));

  private ContactFile() {}

  /**
   * What came of reading.
   *
   * @param attempts in the order of the file; empty when there are errors
   * @param findings what is wrong or worth knowing
   * @param errors number of errors
   */
  public record Read(List<Event.ContactAttempted> attempts, List<Finding> findings, long errors) {
    /** Keeps its own copies. */
    public Read {
      attempts = List.copyOf(attempts);
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads a file.
   *
   * @param today no attempt is later
   * @param encoding how bytes spell characters; null for UTF-8
   */
  public static Read read(
      Protocol protocol, Path file, LocalDate today, @Nullable Encoding encoding, IdLookup people) {
    PersonTable table =
        PersonTable.read(
            protocol,
            file,
            encoding,
            people,
            List.of("id", "wave", "date", "outcome"),
            List.of("mode", "respondent"),
            TITLES);
    AnswerDays days = new AnswerDays(TableFormat.standard().with(TableFormat.Delimiter.COMMA));
    List<Event.ContactAttempted> attempts = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      PersonId person = table.person(row);
      Wave.Id wave = table.wave(row);
      Respondent.Id respondent = table.respondent(row);
      LocalDate on = day(table, row, days, today);
      String outcome = outcome(table, row);
      Wave.Mode mode = mode(table, row);
      if (person != null && wave != null && respondent != null && on != null) {
        attempts.add(new Event.ContactAttempted(person, wave, respondent, on, mode, outcome));
      }
    }
    return new Read(table.errors() > 0 ? List.of() : attempts, table.findings(), table.errors());
  }

  static @Nullable LocalDate day(PersonTable table, int row, AnswerDays days, LocalDate today) {
    AnswerDays.Reading reading = days.read(table.cell(row, "date"));
    if (reading.problem() != null) {
      table.error(row, "date", reading.problem().found(), reading.problem().expected());
    } else if (reading.day() == null) {
      table.error(row, "date", "no day is told", "write the day of the attempt");
    } else if (reading.day().isAfter(today)) {
      String found = reading.day() + " lies after today, " + today;
      table.error(row, "date", found, "check the year");
    }
    return reading.day();
  }

  private static String outcome(PersonTable table, int row) {
    String cell = table.cell(row, "outcome");
    DispositionCode code = DispositionCode.parse(cell).orElse(null);
    if (code == null) {
      String found =
          cell.isEmpty() ? "no outcome is told" : PersonTable.shown(cell) + " is no outcome";
      table.error(row, "outcome", found, hint(cell));
      return "";
    }
    return code.code();
  }

  /** What an outcome may be called. */
  public static String hint(String written) {
    String near = Nearest.to(written, DispositionCode.words().keySet());
    return near == null
        ? "write a code such as 2.11, or a word: equipoise wave contact --help lists them"
        : "did you mean '" + near + "'?";
  }

  private static Wave.@Nullable Mode mode(PersonTable table, int row) {
    String cell = table.cell(row, "mode");
    Wave.Mode mode = cell.isEmpty() ? null : AnswerRows.MODES.get(cell.toLowerCase(Locale.ROOT));
    if (mode == null && !cell.isEmpty()) {
      table.error(
          row, "mode", PersonTable.shown(cell) + " is no mode", "web, paper, phone or assisted");
    }
    return mode;
  }
}
