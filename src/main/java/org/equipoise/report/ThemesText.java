package org.equipoise.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.document.Cell;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.Table;
import org.equipoise.document.TextLayout;
import org.equipoise.document.Words;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.trial.Recorded;
import org.equipoise.waves.OpenQuestion;
import org.jspecify.annotations.Nullable;

/**
 * What was written to questions in free text, as counts: never a text. Counts from 1 up to the
 * protocol's smallest count shown are hidden, and so is the share that would tell them.
 */
public final class ThemesText {

  private final Protocol protocol;
  private final Words words;
  private final Numerals numerals;
  private final int limit;

  private ThemesText(Protocol protocol, Language language) {
    this.protocol = protocol;
    this.words = Words.in(language, "answers");
    this.numerals = new Numerals(language);
    this.limit = protocol.cells().display();
  }

  /** The words for a trial. */
  public static ThemesText of(Protocol protocol, Language language) {
    return new ThemesText(protocol, language);
  }

  /** Writes how many wrote, and what they wrote about, by question, wave and respondent. */
  public void print(Appendable out, List<OpenQuestion> questions) throws IOException {
    TextLayout layout = new TextLayout(out, Style.PLAIN, words.language(), limit);
    if (questions.isEmpty()) {
      layout.wrapped("", "", words.say(AnswersWord.THEMES_NONE));
      return;
    }
    for (Item item : protocol.items()) {
      List<OpenQuestion> of = questions.stream().filter(q -> q.item().equals(item.id())).toList();
      if (!of.isEmpty()) {
        String head = item.question().in(words.language().tag());
        layout.print(
            new Section(words.say(AnswersWord.THEMES_HEAD, head), List.of(table(item, of))));
      }
    }
    layout.wrapped("", "", words.say(AnswersWord.THEMES_BASE));
    if (limit > 1) {
      layout.wrapped(
          "",
          "",
          words.say(AnswersWord.THEMES_HIDDEN, String.valueOf(limit - 1), String.valueOf(limit)));
    }
  }

  private Table table(Item item, List<OpenQuestion> questions) {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.left(""));
    List<Cell> respondents = new ArrayList<>();
    List<Cell> wrote = new ArrayList<>();
    List<Cell> coded = new ArrayList<>();
    respondents.add(Cell.words(words.say(AnswersWord.THEMES_RESPONDENTS)));
    wrote.add(Cell.words(words.say(AnswersWord.THEMES_WROTE)));
    coded.add(Cell.words(words.say(AnswersWord.THEMES_CODED)));
    for (OpenQuestion one : questions) {
      columns.add(Table.right(head(one)));
      columns.add(Table.right(words.say(AnswersWord.THEMES_SHARE)));
      respondents.add(count(one.respondents()));
      respondents.add(new Cell.Empty());
      wrote.add(count(one.wrote()));
      wrote.add(share(one.wrote(), one.respondents()));
      coded.add(count(one.coded()));
      coded.add(share(one.coded(), one.wrote()));
    }
    List<Table.Row> rows = new ArrayList<>();
    for (List<Cell> cells : List.of(respondents, wrote, coded)) {
      rows.add(new Table.Row.Cells(cells, ""));
    }
    for (Level theme : item.themes()) {
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.words("  " + theme.title().in(words.language().tag())));
      for (OpenQuestion one : questions) {
        int count = one.themes().getOrDefault(theme.code(), 0);
        cells.add(count(count));
        cells.add(share(count, one.coded()));
      }
      rows.add(new Table.Row.Cells(cells, ""));
    }
    return new Table(columns, rows);
  }

  private String head(OpenQuestion one) {
    boolean participant = one.respondent().equals(protocol.participant());
    String who =
        protocol
            .respondent(one.respondent())
            .map(r -> r.title().in(words.language().tag()).toLowerCase(Locale.ROOT))
            .orElse(one.respondent().value());
    String wave =
        protocol
            .wave(one.wave())
            .map(w -> w.title().in(words.language().tag()))
            .orElse(one.wave().value());
    return participant ? wave : wave + ", " + who;
  }

  private boolean hidden(int count) {
    return count > 0 && count < limit;
  }

  private Cell count(int count) {
    return hidden(count) ? Cell.words("<" + limit) : Cell.words(numerals.count(count));
  }

  private Cell share(int count, int of) {
    return of == 0 || hidden(count) || hidden(of)
        ? new Cell.Empty()
        : new Cell.Share((double) count / of);
  }

  /** The same for programs; what is hidden is null. */
  public List<Map<String, @Nullable Object>> fields(List<OpenQuestion> questions) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (OpenQuestion one : questions) {
      Map<String, @Nullable Object> themes = new LinkedHashMap<>();
      one.themes().forEach((code, count) -> themes.put(code, hidden(count) ? null : count));
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("item", one.item());
      row.put("wave", one.wave());
      row.put("respondent", one.respondent());
      row.put("respondents", hidden(one.respondents()) ? null : one.respondents());
      row.put("wrote", hidden(one.wrote()) ? null : one.wrote());
      row.put("coded", hidden(one.coded()) ? null : one.coded());
      row.put("themes", themes);
      row.put("hiddenBelow", limit);
      rows.add(row);
    }
    return rows;
  }

  /** Writes how many codings were taken in. */
  public void printFiled(Appendable out, List<Recorded> recorded) throws IOException {
    int before = (int) recorded.stream().filter(Recorded::before).count();
    String fresh = numerals.count(recorded.size() - before);
    out.append(words.say(AnswersWord.THEMES_FILED, fresh, numerals.count(before))).append('\n');
  }

  /** Writes that texts may be handed out. */
  public void printReleased(Appendable out, Event.TextsReleased event, Recorded recorded)
      throws IOException {
    String line = String.valueOf(recorded.line());
    out.append(words.say(AnswersWord.RELEASED, event.item().value(), event.approvedBy(), line))
        .append('\n');
  }

  /** Writes that texts stand in a file, and how many look as if they named somebody. */
  public void printTexts(Appendable out, int texts, int suspect, String file) throws IOException {
    out.append(words.say(AnswersWord.TEXTS, numerals.count(texts), file)).append('\n');
    if (suspect > 0) {
      out.append(words.say(AnswersWord.TEXTS_SUSPECT, numerals.count(suspect))).append('\n');
    }
  }
}
