package org.equipoise.store;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.frame.TableFormat;
import org.equipoise.frame.TableFormat.Encoding;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Reads what happened to people, one fact a row.
 *
 * <pre>
 * id;date;event
 * K7QF-2M9X-HP4C;2026-11-02;met
 * </pre>
 *
 * <p>A fact is {@code told}, {@code met}, {@code ended}, {@code never}, what somebody withdrew from
 * ({@code service}, {@code contact}, {@code registers}, {@code data}) or why somebody cannot be
 * followed ({@code died}, {@code moved-abroad}, {@code lost}).
 */
public final class EventFile {

  private static final Map<String, List<String>> TITLES =
      Map.of("date", List.of("datum", "on"), "event", List.of("händelse", "what", "vad"));

  private static final Map<String, BiFunction<PersonId, LocalDate, Event>> FACTS = facts();

  private EventFile() {}

  /**
   * What came of reading.
   *
   * @param events in the order of the file; empty when there are errors
   * @param findings what is wrong or worth knowing
   * @param errors number of errors
   */
  public record Read(List<Event> events, List<Finding> findings, long errors) {
    /** Keeps its own copies. */
    public Read {
      events = List.copyOf(events);
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads a file.
   *
   * @param today nothing is later
   * @param encoding how bytes spell characters; null for UTF-8
   */
  public static Read read(
      Protocol protocol, Path file, LocalDate today, @Nullable Encoding encoding, IdLookup people) {
    List<String> needed = List.of("id", "date", "event");
    PersonTable table =
        PersonTable.read(protocol, file, encoding, people, needed, List.of(), TITLES);
    AnswerDays days = new AnswerDays(TableFormat.standard().with(TableFormat.Delimiter.COMMA));
    List<Event> events = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      PersonId person = table.person(row);
      LocalDate on = ContactFile.day(table, row, days, today);
      String cell = table.cell(row, "event").toLowerCase(Locale.ROOT).replace(' ', '-');
      BiFunction<PersonId, LocalDate, Event> fact = FACTS.get(cell);
      if (fact == null) {
        String found = cell.isEmpty() ? "nothing is told" : CellWords.of(cell) + " is no such fact";
        table.error(row, "event", found, Nearest.hint(cell, FACTS.keySet()));
      } else if (person != null && on != null) {
        events.add(fact.apply(person, on));
      }
    }
    return new Read(table.errors() > 0 ? List.of() : events, table.findings(), table.errors());
  }

  private static Map<String, BiFunction<PersonId, LocalDate, Event>> facts() {
    Map<String, BiFunction<PersonId, LocalDate, Event>> facts = new LinkedHashMap<>();
    facts.put("told", Event.ArmTold::new);
    facts.put("met", Event.ServiceStarted::new);
    facts.put("ended", Event.ServiceEnded::new);
    facts.put("never", Event.ServiceNeverStarted::new);
    for (Event.Withdrawn.From from : Event.Withdrawn.From.values()) {
      facts.put(word(from), (person, on) -> new Event.Withdrawn(person, from, on));
    }
    for (Event.Left.Cause cause : Event.Left.Cause.values()) {
      facts.put(word(cause), (person, on) -> new Event.Left(person, cause, on));
    }
    return facts;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
