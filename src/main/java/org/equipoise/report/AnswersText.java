package org.equipoise.report;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.equipoise.document.Cell;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.Table;
import org.equipoise.document.TextLayout;
import org.equipoise.document.Words;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.DispositionCode;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Filed;
import org.equipoise.trial.Filed.Flag;
import org.equipoise.trial.Filed.How;
import org.equipoise.trial.Recorded;
import org.equipoise.waves.FiledForms;

/** What became of answers and contacts that came in, for a terminal: never an answer itself. */
public final class AnswersText {

  /** More rows than these are left to the answer for programs. */
  private static final int SHOWN = 20;

  private static final Map<How, AnswersWord> HEADS = heads();

  private static final Map<Flag, AnswersWord> UNTIMELY =
      new EnumMap<>(
          Map.of(
              Flag.EARLY, AnswersWord.EARLY,
              Flag.LATE, AnswersWord.LATE,
              Flag.AFTER_DRAW, AnswersWord.AFTER_DRAW));

  private final Protocol protocol;
  private final Words words;
  private final Numerals numerals;

  private AnswersText(Protocol protocol, Language language) {
    this.protocol = protocol;
    this.words = Words.in(language, "answers");
    this.numerals = new Numerals(language);
  }

  /** The words for a trial. */
  public static AnswersText of(Protocol protocol, Language language) {
    return new AnswersText(protocol, language);
  }

  private static Map<How, AnswersWord> heads() {
    Map<How, AnswersWord> heads = new EnumMap<>(How.class);
    for (How how : How.values()) {
      heads.put(how, AnswersWord.valueOf("HEAD_" + how));
    }
    return heads;
  }

  /**
   * Writes what became of a file of answers.
   *
   * @param dry whether it was only thought through
   */
  public void print(Appendable out, List<Filed> filed, boolean dry) throws IOException {
    TextLayout layout = new TextLayout(out, Style.PLAIN, words.language(), 0);
    if (dry) {
      layout.wrapped("", "", words.say(AnswersWord.DRY));
    }
    List<FiledForms> forms = FiledForms.of(filed);
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.left(""));
    columns.add(Table.right(words.say(AnswersWord.READ)));
    HEADS.values().forEach(head -> columns.add(Table.right(words.say(head))));
    List<Table.Row> rows = new ArrayList<>();
    for (FiledForms one : forms) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.words(wave(one.wave()) + ", " + respondent(one.respondent())));
      cells.add(new Cell.Count(one.read()));
      HEADS.keySet().forEach(how -> cells.add(new Cell.Count(one.how().getOrDefault(how, 0))));
      rows.add(new Table.Row.Cells(cells, ""));
      String flags = flags(one.flags());
      if (!flags.isEmpty()) {
        rows.add(new Table.Row.Remark(words.say(AnswersWord.WRITTEN, flags)));
      }
    }
    layout.print(new Section(words.say(AnswersWord.TITLE), List.of(new Table(columns, rows))));
    list(layout, filed, AnswersWord.LIST_SET_ASIDE, one -> one.how() == How.SET_ASIDE);
    list(layout, filed, AnswersWord.LIST_DUPLICATE, one -> one.how() == How.DUPLICATE);
    list(layout, filed, AnswersWord.LIST_UNTIMELY, one -> !untimely(one).isEmpty());
    list(layout, filed, AnswersWord.LIST_CONTRADICTS, AnswersText::contradicts);
  }

  /** When somebody answered whose answers came at another time than they should; else empty. */
  private String untimely(Filed one) {
    List<String> words = new ArrayList<>();
    if (FiledForms.isWritten(one)) {
      UNTIMELY.forEach(
          (flag, word) -> {
            if (one.flags().contains(flag)) {
              words.add(this.words.say(word));
            }
          });
    }
    return String.join(", ", words);
  }

  private String flags(Map<Flag, Integer> flags) {
    List<String> parts = new ArrayList<>();
    flags.forEach(
        (flag, count) ->
            parts.add(words.say(AnswersWord.valueOf("FLAG_" + flag), numerals.count(count))));
    return String.join(", ", parts);
  }

  private void list(TextLayout layout, List<Filed> filed, AnswersWord head, Predicate<Filed> which)
      throws IOException {
    List<Filed> listed =
        filed.stream()
            .filter(which)
            .sorted(Comparator.comparingInt(one -> one.sheet().place().line()))
            .toList();
    if (listed.isEmpty()) {
      return;
    }
    layout.line("");
    layout.wrapped("", "", words.say(head));
    for (Filed one : listed.subList(0, Math.min(SHOWN, listed.size()))) {
      String why = one.why().isEmpty() ? untimely(one) : why(one.why());
      if (one.how() == How.DUPLICATE) {
        why = words.say(AnswersWord.STANDS, String.valueOf(one.line()));
      }
      String row =
          words.say(
              AnswersWord.ROW,
              String.valueOf(one.sheet().place().line()),
              one.sheet().person().value(),
              one.sheet().wave().value());
      layout.wrapped("  ", "    ", row + "  " + why);
    }
    if (listed.size() > SHOWN) {
      layout.line("  " + words.say(AnswersWord.MORE, numerals.count(listed.size() - SHOWN)));
    }
  }

  /** Why a form was set aside; days and codes in the reason are the same in every language. */
  String why(String reason) {
    String key = reason.startsWith("they are of") ? "before the draw" : reason;
    return words.find("Unusable", key).orElse(reason);
  }

  /** Writes what became of contacts: how many of each outcome. */
  public void printContacts(
      Appendable out, List<Event.ContactAttempted> attempts, List<Recorded> recorded)
      throws IOException {
    TextLayout layout = new TextLayout(out, Style.PLAIN, words.language(), 0);
    long before = recorded.stream().filter(Recorded::before).count();
    layout.wrapped(
        "",
        "",
        words.say(
            AnswersWord.CONTACTS,
            numerals.count((int) (recorded.size() - before)),
            numerals.count((int) before)));
    Map<String, Integer> counts = new TreeMap<>();
    attempts.forEach(attempt -> counts.merge(attempt.outcome(), 1, Integer::sum));
    for (Map.Entry<String, Integer> each : counts.entrySet()) {
      layout.wrapped(
          "  ",
          "    ",
          words.say(
              AnswersWord.CONTACT,
              each.getKey(),
              title(each.getKey()),
              numerals.count(each.getValue())));
    }
  }

  /** Writes every outcome that may be recorded by hand: its code, its word if any, its title. */
  public void printOutcomes(Appendable out) throws IOException {
    String language = words.language().tag();
    for (DispositionCode code : DispositionCode.values()) {
      if (code.byHand()) {
        String word = code.word(language).orElse("");
        out.append(padded(code.code(), 8)).append(padded(word, 20));
        out.append(code.title(language)).append('\n');
      }
    }
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private String title(String outcome) {
    return DispositionCode.parse(outcome)
        .map(code -> code.title(words.language().tag()))
        .orElse(outcome);
  }

  /** Writes that a wave is closed. */
  public void printClosed(Appendable out, Wave.Id wave, LocalDate last, Recorded recorded)
      throws IOException {
    AnswersWord word = recorded.before() ? AnswersWord.CLOSED_BEFORE : AnswersWord.CLOSED;
    String line = String.valueOf(recorded.line());
    out.append(words.say(word, wave(wave), last.toString(), line)).append('\n');
  }

  private String wave(Wave.Id id) {
    return protocol
        .wave(id)
        .map(wave -> wave.title().in(words.language().tag()) + " (" + id + ")")
        .orElse(id.value());
  }

  private String respondent(Respondent.Id id) {
    return protocol
        .respondent(id)
        .map(who -> who.title().in(words.language().tag()).toLowerCase(Locale.ROOT))
        .orElse(id.value());
  }

  private static boolean contradicts(Filed one) {
    return FiledForms.isWritten(one) && one.flags().contains(Flag.CONTRADICTS);
  }
}
