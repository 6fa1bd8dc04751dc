package org.equipoise.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.frame.TableFormat.Encoding;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Coding;
import org.jspecify.annotations.Nullable;

/**
 * Reads the themes that texts were coded to by hand, one text a row.
 *
 * <pre>
 * id;wave;item;themes
 * K7QF-2M9X-HP4C;w2;anything_else;bad-contacts between-authorities
 * </pre>
 *
 * <p>Themes have blanks or commas between them; {@code none} says that the text was read and has
 * none of them. A row without themes is not coded yet and is passed over, so that the file of texts
 * can be filled in bit by bit.
 */
public final class ThemeFile {

  /** Says that a text has no theme. */
  static final String NONE = "none";

  private static final Map<String, List<String>> TITLES =
      Map.of(
          "wave", List.of("våg", "mätning"),
          "item", List.of("fråga", "question"),
          "themes", List.of("teman", "tema", "theme"));

  private ThemeFile() {}

  /**
   * What came of reading.
   *
   * @param codings in the order of the file; empty when there are errors
   * @param findings what is wrong or worth knowing
   * @param errors number of errors
   */
  public record Read(List<Coding> codings, List<Finding> findings, long errors) {
    /** Keeps its own copies. */
    public Read {
      codings = List.copyOf(codings);
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads a file.
   *
   * @param encoding how bytes spell characters; null for UTF-8
   */
  public static Read read(
      Protocol protocol, Path file, @Nullable Encoding encoding, IdLookup people) {
    PersonTable table =
        PersonTable.read(
            protocol,
            file,
            encoding,
            people,
            List.of("id", "wave", "themes"),
            List.of("item", "respondent"),
            TITLES);
    List<Coding> codings = new ArrayList<>();
    int open = 0;
    for (int row = 0; row < table.rows(); row++) {
      if (table.cell(row, "themes").isEmpty()) {
        open++;
        continue;
      }
      PersonId person = table.person(row);
      Wave.Id wave = table.wave(row);
      Respondent.Id respondent = table.respondent(row);
      Item item = item(protocol, table, row);
      if (item != null) {
        List<String> themes = themes(table, row, item);
        if (person != null && wave != null && respondent != null) {
          codings.add(new Coding(person, wave, respondent, item.id(), themes, table.place(row)));
        }
      }
    }
    List<Finding> findings = new ArrayList<>(table.findings());
    if (open > 0) {
      String found = open == 1 ? "1 text has no themes yet" : open + " texts have no themes yet";
      findings.add(
          Finding.note(
              Place.file(CellWords.of(file)),
              found,
              "passed over; write '" + NONE + "' where none fits"));
    }
    return new Read(table.errors() > 0 ? List.of() : codings, findings, table.errors());
  }

  /** The question: the only one with themes where none is named. */
  private static @Nullable Item item(Protocol protocol, PersonTable table, int row) {
    List<Item> open = protocol.items().stream().filter(each -> !each.themes().isEmpty()).toList();
    String cell = table.cell(row, "item");
    if (cell.isEmpty() && open.size() == 1) {
      return open.get(0);
    }
    for (Item each : open) {
      if (each.id().value().equals(cell)) {
        return each;
      }
    }
    List<String> known = open.stream().map(each -> each.id().value()).toList();
    String found =
        cell.isEmpty() ? "no question is told" : CellWords.of(cell) + " is no question with themes";
    table.error(row, "item", found, Nearest.hint(cell, known));
    return null;
  }

  private static List<String> themes(PersonTable table, int row, Item item) {
    List<String> known = item.themes().stream().map(Level::code).toList();
    List<String> themes = new ArrayList<>();
    String[] words = table.cell(row, "themes").toLowerCase(Locale.ROOT).split("[\\s,;]+", -1);
    for (String word : words) {
      boolean none = word.isEmpty() || (word.equals(NONE) && words.length == 1);
      String code =
          known.stream().filter(each -> each.equalsIgnoreCase(word)).findFirst().orElse("");
      if (!none && code.isEmpty()) {
        String found = CellWords.of(word) + " is no theme of '" + item.id() + "'";
        table.error(row, "themes", found, Nearest.hint(word, known));
      } else if (!none && !themes.contains(code)) {
        themes.add(code);
      }
    }
    // In the order of the protocol, so that the same themes are the same coding.
    themes.sort(Comparator.comparingInt(known::indexOf));
    return themes;
  }
}
