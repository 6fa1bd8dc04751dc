package org.equipoise.report;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.SecondRaters;
import org.equipoise.analysis.SecondRaters.Pairing;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.RatersGate;
import org.equipoise.disclosure.RatersGate.Shown;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Language;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.Table;
import org.equipoise.document.Table.Column;
import org.equipoise.document.Table.Row;
import org.equipoise.document.TextLayout;
import org.equipoise.estimate.Agreement;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.Kappa;
import org.equipoise.estimate.KappaWeights;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/** Two views of the same people, for a terminal and programs; never by arm. */
public final class RatersText {

  private static final String SHADES = " ░▒▓█";

  private final WaveWording wording;
  private final Protocol protocol;
  private final String rater;
  private final List<Shown> shown;
  private final double level;

  private RatersText(
      WaveWording wording, Protocol protocol, String rater, List<Shown> shown, double level) {
    this.wording = wording;
    this.protocol = protocol;
    this.rater = rater;
    this.shown = shown;
    this.level = level;
  }

  /** The words for second raters, behind the disclosure gate. */
  public static RatersText of(
      Protocol protocol, SecondRaters raters, double level, Language language) {
    WaveWording wording = new WaveWording(protocol, language);
    List<Item.Id> items = protocol.items().stream().map(Item::id).toList();
    List<Shown> shown =
        raters.pairings().stream()
            .sorted(Comparator.comparingInt(pairing -> items.indexOf(pairing.item())))
            .map(pairing -> RatersGate.of(pairing, protocol.cells()))
            .toList();
    return new RatersText(wording, protocol, wording.respondent(raters.rater()), shown, level);
  }

  /** What may be shown, for pictures. */
  public List<Shown> shown() {
    return shown;
  }

  /**
   * Writes it; lines end in {@code \n}.
   *
   * @param tables whether each table of pairs is shown
   */
  public void print(Appendable out, LocalDate day, boolean tables) throws IOException {
    int limit = protocol.cells().display();
    TextLayout layout = new TextLayout(out, Style.PLAIN, wording.words().language(), limit);
    layout.wrapped("", "", wording.text(protocol.title()));
    layout.wrapped("", "  ", wording.say(WaveWord.HEAD, rater, wording.day(day)));
    String title = wording.say(WaveWord.RATERS_TITLE, rater);
    if (shown.stream().allMatch(each -> each.pairing().pairs() == 0)) {
      String none = wording.say(WaveWord.RATERS_NONE);
      layout.print(new Section(title, List.of(new Block.Paragraph(none))));
      return;
    }
    layout.print(new Section(title, List.of(means(), agreement())));
    if (tables) {
      for (Shown each : shown) {
        if (!each.table().isEmpty()) {
          String item = wording.item(each.pairing().item());
          String wave = wording.wave(each.pairing().wave());
          String head = wording.say(WaveWord.RATERS_TABLE, item, wave);
          layout.print(new Section(head, List.of(table(each))));
        }
      }
    }
    layout.line("");
    String sure = wording.numerals().level(level);
    layout.wrapped("", "", wording.say(WaveWord.RATERS_NOTE, sure));
    if (tables && limit > 1) {
      layout.wrapped("", "", hidden(limit));
    }
  }

  private String hidden(int limit) {
    return wording.say(WaveWord.RATERS_HIDDEN, String.valueOf(limit), String.valueOf(limit - 1));
  }

  private Table means() {
    List<Column> columns =
        List.of(
            Table.left(""),
            Table.right(wording.say(WaveWord.RATERS_PAIRS)),
            Table.decimal(wording.say(WaveWord.RATERS_OWN)),
            Table.decimal(wording.say(WaveWord.RATERS_THEIRS)),
            Table.decimal(wording.say(WaveWord.RATERS_DIFFERENCE)),
            Table.left(wording.numerals().level(level)));
    List<Row> rows = new ArrayList<>();
    for (Shown each : shown) {
      Pairing pairing = each.pairing();
      head(rows, pairing.item());
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.words("  " + wording.wave(pairing.wave())));
      Agreement agreement = pairing.agreement();
      if (each.few() || agreement == null) {
        rows.add(new Row.Cells(cells, few(pairing)));
        continue;
      }
      Scale scale = new Scale(false, 2);
      cells.add(new Cell.Count(pairing.pairs()));
      cells.add(new Cell.Quantity(pairing.ownMean(), scale));
      cells.add(new Cell.Quantity(pairing.otherMean(), scale));
      cells.add(new Cell.Quantity(pairing.otherMean() - pairing.ownMean(), scale));
      Estimate difference = difference(agreement);
      if (difference != null) {
        cells.add(
            new Cell.Interval(difference.interval().low(), difference.interval().high(), scale));
      }
      rows.add(new Row.Cells(cells, ""));
    }
    return new Table(columns, rows);
  }

  private String few(Pairing pairing) {
    int least = Math.max(2, protocol.cells().display());
    return pairing.pairs() == 0
        ? wording.say(WaveWord.RATERS_NONE)
        : wording.say(WaveWord.RATERS_FEW, String.valueOf(least));
  }

  private Table agreement() {
    String interval = wording.numerals().level(level);
    List<Column> columns =
        List.of(
            Table.left(""),
            Table.right(wording.say(WaveWord.RATERS_PAIRS)),
            Table.decimal(wording.say(WaveWord.RATERS_EXACT)),
            Table.decimal(wording.say(WaveWord.RATERS_KAPPA_LINEAR)),
            Table.left(interval),
            Table.decimal(wording.say(WaveWord.RATERS_KAPPA_QUADRATIC)),
            Table.left(interval));
    List<Row> rows = new ArrayList<>();
    for (Shown each : shown) {
      Pairing pairing = each.pairing();
      Agreement agreement = pairing.agreement();
      if (each.few() || agreement == null || pairing.levels().isEmpty()) {
        continue;
      }
      head(rows, pairing.item());
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.words("  " + wording.wave(pairing.wave())));
      cells.add(new Cell.Count(pairing.pairs()));
      int pairs = pairing.pairs();
      cells.add(each.exact().either(n -> new Cell.Share(n / (double) pairs), GatedCell::hidden));
      add(cells, agreement, KappaWeights.LINEAR);
      add(cells, agreement, KappaWeights.QUADRATIC);
      rows.add(new Row.Cells(cells, ""));
    }
    return new Table(columns, rows);
  }

  /** The question over the rows of its waves. */
  private void head(List<Row> rows, Item.Id item) {
    Row head = new Row.Head(wording.item(item));
    boolean there = false;
    for (Row row : rows) {
      there = row instanceof Row.Head ? row.equals(head) : there;
    }
    if (!there) {
      rows.add(head);
    }
  }

  private void add(List<Cell> cells, Agreement agreement, KappaWeights weights) {
    Kappa kappa = kappa(agreement, weights);
    if (kappa == null) {
      cells.add(new Cell.Empty());
      cells.add(new Cell.Empty());
    } else {
      Scale scale = new Scale(false, 2);
      cells.add(new Cell.Quantity(kappa.value(), scale));
      cells.add(new Cell.Interval(kappa.interval().low(), kappa.interval().high(), scale));
    }
  }

  private @Nullable Kappa kappa(Agreement agreement, KappaWeights weights) {
    try {
      return agreement.kappa(weights, level);
    } catch (NotEstimableException e) {
      return null;
    }
  }

  private @Nullable Estimate difference(Agreement agreement) {
    try {
      return agreement.meanDifference(level);
    } catch (NotEstimableException e) {
      return null;
    }
  }

  /** Own answers down, the other's across; the darker the more. */
  private Table table(Shown each) {
    List<String> levels = each.pairing().levels();
    int most = 1;
    for (List<Gated<Integer>> row : each.table()) {
      for (Gated<Integer> count : row) {
        most = Math.max(most, count.either(n -> n, why -> 0));
      }
    }
    List<Column> columns = new ArrayList<>(List.of(Table.left("")));
    levels.forEach(code -> columns.add(Table.right(code)));
    columns.add(Table.right("Σ"));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.words(levels.get(i))));
      for (Gated<Integer> count : each.table().get(i)) {
        cells.add(Cell.words(shaded(count, most)));
      }
      cells.add(GatedCell.count(each.own().get(i)));
      rows.add(new Row.Cells(cells, ""));
    }
    List<Cell> sums = new ArrayList<>(List.of(Cell.words("Σ")));
    each.other().forEach(count -> sums.add(Cell.words(plain(count) + "  ")));
    sums.add(new Cell.Count(each.pairing().pairs()));
    rows.add(new Row.Cells(sums, ""));
    return new Table(columns, rows);
  }

  private String shaded(Gated<Integer> count, int most) {
    int n = count.either(value -> value, why -> 0);
    int shade = n == 0 ? 0 : Math.max(1, (int) Math.round(4.0 * n / most));
    return plain(count) + " " + (n == 0 ? "\u00a0" : String.valueOf(SHADES.charAt(shade)));
  }

  private String plain(Gated<Integer> count) {
    int limit = protocol.cells().display();
    return count.either(n -> wording.count(n), why -> why == Gated.Why.SMALL ? "<" + limit : "··");
  }

  /** All of it for programs, behind the same gate. */
  public Map<String, @Nullable Object> fields(LocalDate day) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("trial", protocol.id());
    fields.put("asOf", day.toString());
    fields.put("level", level);
    fields.put("hiddenBelow", protocol.cells().display());
    fields.put("pairings", shown.stream().map(this::fields).toList());
    return fields;
  }

  private Map<String, @Nullable Object> fields(Shown each) {
    Pairing pairing = each.pairing();
    Agreement agreement = pairing.agreement();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("wave", pairing.wave().value());
    fields.put("item", pairing.item().value());
    if (each.few() || agreement == null) {
      fields.put("hidden", "few-pairs");
      return fields;
    }
    fields.put("pairs", pairing.pairs());
    fields.put("ownMean", pairing.ownMean());
    fields.put("otherMean", pairing.otherMean());
    fields.put("difference", pairing.otherMean() - pairing.ownMean());
    Estimate difference = difference(agreement);
    fields.put("differenceLow", difference == null ? null : difference.interval().low());
    fields.put("differenceHigh", difference == null ? null : difference.interval().high());
    fields.put("exact", value(each.exact()));
    for (KappaWeights weights : List.of(KappaWeights.LINEAR, KappaWeights.QUADRATIC)) {
      Kappa kappa = kappa(agreement, weights);
      Map<String, Object> one = new LinkedHashMap<>();
      if (kappa != null) {
        one.put("value", kappa.value());
        one.put("standardError", kappa.standardError());
        one.put("low", kappa.interval().low());
        one.put("high", kappa.interval().high());
      }
      fields.put("kappa-" + DueText.code(weights), one);
    }
    fields.put("levels", pairing.levels());
    List<List<@Nullable Object>> table = new ArrayList<>();
    for (List<Gated<Integer>> row : each.table()) {
      List<@Nullable Object> cells = new ArrayList<>();
      row.forEach(count -> cells.add(value(count)));
      table.add(cells);
    }
    fields.put("table", table);
    return fields;
  }

  /** A count, or null behind the gate. */
  private static @Nullable Object value(Gated<Integer> count) {
    return count instanceof Gated.Shown<Integer> open ? open.value() : null;
  }
}
