package org.equipoise.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.equipoise.disclosure.RatesGate;
import org.equipoise.disclosure.RatesGate.Part;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.Table;
import org.equipoise.document.Table.Column;
import org.equipoise.document.Table.Row;
import org.equipoise.document.TextLayout;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.protocol.CaseClass;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.equipoise.waves.Base;
import org.equipoise.waves.CaseCounts;
import org.equipoise.waves.OutcomeRate;
import org.equipoise.waves.PanelPatterns;
import org.equipoise.waves.ResponseRates;
import org.equipoise.waves.Share;
import org.equipoise.waves.WaveRates;

/** Response rates by wave, for a terminal. */
public final class WaveRatesText {

  /** The classes that people drawn can be in: all are known to belong. */
  private static final List<CaseClass> CLASSES =
      List.of(
          CaseClass.COMPLETE,
          CaseClass.PARTIAL,
          CaseClass.REFUSAL,
          CaseClass.NON_CONTACT,
          CaseClass.OTHER);

  private final WaveWording wording;
  private final RatesGate.Shown shown;
  private final WaveRates rates;
  private final List<Wave.Id> waves;
  private final double level;

  private WaveRatesText(
      WaveWording wording, RatesGate.Shown shown, List<Wave.Id> waves, double level) {
    this.wording = wording;
    this.shown = shown;
    this.rates = shown.rates();
    this.waves = waves;
    this.level = level;
  }

  /**
   * The words for response rates.
   *
   * @param among which waves are shown
   * @param level of the intervals
   */
  public static WaveRatesText of(
      Protocol protocol,
      RatesGate.Shown shown,
      Predicate<Wave.Id> among,
      double level,
      Language language) {
    List<Wave.Id> waves =
        shown.rates().rows().stream().map(WaveRates.Row::wave).distinct().filter(among).toList();
    return new WaveRatesText(new WaveWording(protocol, language), shown, waves, level);
  }

  /**
   * Writes it; lines end in {@code \n}.
   *
   * @param all whether all outcome rates are shown
   */
  public void print(Appendable out, boolean all) throws IOException {
    TextLayout layout = new TextLayout(out, Style.PLAIN, wording.words().language(), shown.limit());
    layout.wrapped("", "", wording.text(wording.protocol().title()));
    String who = wording.respondent(rates.respondent());
    layout.wrapped("", "  ", wording.say(WaveWord.HEAD, who, wording.day(rates.day())));
    layout.print(new Section(wording.say(WaveWord.RATES_CASES), List.of(cases(), unasked())));
    layout.print(new Section(wording.say(WaveWord.RATES_RATES), main()));
    List<String> variables =
        rates.rows().stream().map(WaveRates.Row::variable).distinct().skip(1).toList();
    for (String variable : variables) {
      String title = wording.say(WaveWord.RATES_BY, wording.variable(variable));
      layout.print(new Section(title, List.of(by(variable))));
    }
    if (all) {
      for (Base base : Base.values()) {
        String title = wording.say(WaveWord.RATES_ALL, wording.say(base));
        layout.print(new Section(title, List.of(all(base))));
      }
    }
    layout.print(new Section(wording.say(WaveWord.RATES_PATTERNS), patterns()));
    layout.line("");
    String sure = wording.numerals().level(level);
    layout.wrapped("", "", wording.say(WaveWord.RATES_NOTE, sure, ResponseRates.EDITION));
    if (shown.gated()) {
      String limit = wording.count(shown.limit());
      String below = wording.count(shown.limit() - 1);
      layout.wrapped("", "", wording.say(WaveWord.RATES_HIDDEN, limit, below));
    }
  }

  private WaveRates.Row everybody(Wave.Id wave) {
    return rates.rows().stream()
        .filter(row -> row.wave().equals(wave) && row.variable().isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private Table cases() {
    List<Column> columns = new ArrayList<>();
    columns.add(Table.left(""));
    columns.add(right(WaveWord.RATES_DRAWN));
    columns.add(right(WaveWord.RATES_PENDING));
    columns.add(right(WaveWord.RATES_ANSWERED));
    columns.add(right(WaveWord.RATES_SETTLED));
    CLASSES.forEach(each -> columns.add(Table.right(each.symbol())));
    columns.add(right(WaveWord.RATES_LATE));
    List<Row> rows = new ArrayList<>();
    for (Wave.Id wave : waves) {
      WaveRates.Row row = everybody(wave);
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.words(wording.wave(wave)));
      cells.add(new Cell.Count(row.drawn()));
      cells.add(new Cell.Count(row.pending()));
      cells.add(new Cell.Count(row.pendingAnswered()));
      cells.add(new Cell.Count(row.settled()));
      CaseCounts counts = row.rates(Base.RANDOMIZED).counts();
      CLASSES.forEach(each -> cells.add(new Cell.Count(counts.count(each))));
      cells.add(new Cell.Count(row.late()));
      rows.add(new Row.Cells(cells, ""));
    }
    return new Table(columns, rows);
  }

  /** Those whom the rates count as refusing or not reached and whom nobody asked, or any more. */
  private Table unasked() {
    List<Column> columns =
        List.of(
            Table.left(""),
            Table.right(CaseClass.REFUSAL.symbol()),
            right(WaveWord.RATES_NO_CONSENT),
            right(WaveWord.RATES_WITHDREW),
            Table.right(CaseClass.NON_CONTACT.symbol()),
            right(WaveWord.RATES_NEVER_SENT));
    List<Row> rows = new ArrayList<>();
    for (Wave.Id wave : waves) {
      WaveRates.Row row = everybody(wave);
      CaseCounts counts = row.rates(Base.RANDOMIZED).counts();
      rows.add(
          Table.row(
              Cell.words(wording.wave(wave)),
              new Cell.Count(counts.refusal()),
              new Cell.Count(row.noConsent()),
              new Cell.Count(row.withdrew()),
              new Cell.Count(counts.nonContact()),
              new Cell.Count(row.neverSent())));
    }
    return new Table(columns, rows);
  }

  private List<Block> main() {
    String interval = wording.numerals().level(level);
    List<Column> columns =
        List.of(
            Table.left(wording.say(WaveWord.RATES_BASE)),
            right(WaveWord.RATES_PEOPLE),
            Table.decimal("RR1"),
            Table.left(interval),
            Table.decimal("RR2"),
            Table.left(interval));
    List<Row> rows = new ArrayList<>();
    for (Wave.Id wave : waves) {
      WaveRates.Row row = everybody(wave);
      rows.add(new Row.Head(wording.wave(wave)));
      row.counts()
          .forEach(
              (base, counts) -> {
                ResponseRates of = row.rates(base);
                List<Cell> cells = new ArrayList<>();
                cells.add(Cell.words("  " + wording.say(base)));
                cells.add(new Cell.Count(counts.total()));
                addRate(cells, of, OutcomeRate.RR1);
                addRate(cells, of, OutcomeRate.RR2);
                rows.add(new Row.Cells(cells, ""));
              });
    }
    List<Block> blocks = new ArrayList<>(List.of(new Table(columns, rows)));
    for (Wave.Id wave : waves) {
      WaveRates.Row row = everybody(wave);
      // At the first wave it is the rate itself.
      if (row.counts().containsKey(Base.PREVIOUS) && row.settled() > 0) {
        blocks.add(new Block.Point(every(wave, row.everyWave())));
      }
    }
    boolean open = waves.stream().anyMatch(wave -> everybody(wave).pending() > 0);
    if (open) {
      blocks.add(new Block.Paragraph(wording.say(WaveWord.RATES_OPEN_NOTE)));
    }
    for (Wave.Id wave : waves) {
      int outside = everybody(wave).foundOutside();
      if (outside > 0) {
        blocks.add(
            new Block.Point(
                wording.say(WaveWord.RATES_OUTSIDE, wording.wave(wave), wording.count(outside))));
      }
    }
    return blocks;
  }

  /** No base of its own but a part of all drawn, so that it stands outside the table of bases. */
  private String every(Wave.Id wave, Share share) {
    Numerals numerals = wording.numerals();
    String interval =
        share
            .interval(level)
            .map(ends -> numerals.interval(numerals.share(ends.low()), numerals.share(ends.high())))
            .orElse("");
    return wording.say(
        WaveWord.RATES_EVERY,
        wording.wave(wave),
        wording.count(share.of()),
        wording.count(share.count()),
        numerals.share(share.share()),
        interval);
  }

  private Table by(String variable) {
    List<Column> columns = new ArrayList<>();
    columns.add(Table.left(""));
    columns.add(right(WaveWord.RATES_DRAWN));
    columns.add(right(WaveWord.RATES_PENDING));
    CLASSES.forEach(each -> columns.add(Table.right(each.symbol())));
    columns.add(Table.decimal("RR1"));
    columns.add(Table.decimal("RR2"));
    columns.add(Table.left(wording.numerals().level(level)));
    List<Row> rows = new ArrayList<>();
    for (Wave.Id wave : waves) {
      rows.add(new Row.Head(wording.wave(wave)));
      for (RatesGate.Row row : shown.rows()) {
        WaveRates.Row figures = row.figures();
        if (figures.wave().equals(wave) && figures.variable().equals(variable)) {
          rows.add(group(row));
        }
      }
    }
    return new Table(columns, rows);
  }

  private Row group(RatesGate.Row gated) {
    WaveRates.Row row = gated.figures();
    String group = "  " + wording.level(row.variable(), row.group());
    if (!gated.shows(Part.GROUP)) {
      boolean few = row.drawn() < shown.limit();
      String why =
          few
              ? wording.say(WaveWord.RATES_FEW, wording.count(shown.limit()))
              : wording.say(WaveWord.RATES_WITHHELD);
      List<Cell> cells = new ArrayList<>(List.of(Cell.words(group + " (" + why + ")")));
      return new Row.Cells(cells, "");
    }
    ResponseRates of = row.rates(Base.RANDOMIZED);
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.words(group));
    cells.add(new Cell.Count(row.drawn()));
    cells.add(GatedCell.count(gated.count(Part.ANSWERED, row.pending(), shown.limit())));
    for (CaseClass each : CLASSES) {
      int count = of.counts().count(each);
      cells.add(GatedCell.count(gated.count(Part.CASES, count, shown.limit())));
    }
    boolean complete = gated.shows(Base.RANDOMIZED, OutcomeRate.RR1);
    cells.add(complete ? rate(of, OutcomeRate.RR1) : new Cell.Hidden(false));
    if (gated.shows(Base.RANDOMIZED, OutcomeRate.RR2)) {
      addRate(cells, of, OutcomeRate.RR2);
    } else {
      cells.add(new Cell.Hidden(false));
    }
    return new Row.Cells(cells, "");
  }

  private Table all(Base base) {
    List<Column> columns = new ArrayList<>(List.of(Table.left("")));
    waves.forEach(wave -> columns.add(Table.decimal(wording.wave(wave))));
    List<Row> rows = new ArrayList<>();
    for (OutcomeRate each : OutcomeRate.values()) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.words(each.name())));
      waves.forEach(wave -> cells.add(rate(everybody(wave).rates(base), each)));
      rows.add(new Row.Cells(cells, ""));
    }
    return new Table(columns, rows);
  }

  private List<Block> patterns() {
    List<Row> rows = new ArrayList<>();
    for (PanelPatterns.Pattern pattern : shown.patterns().patterns()) {
      String waves = pattern.waves();
      rows.add(
          Table.row(
              Cell.words(waves.isEmpty() ? wording.say(WaveWord.RATES_OTHER) : waves),
              new Cell.Count(pattern.people().count()),
              new Cell.Share(pattern.people().share())));
    }
    List<Column> columns =
        List.of(
            Table.left(wording.say(WaveWord.RATES_PATTERN)),
            right(WaveWord.RATES_PEOPLE),
            Table.decimal(wording.say(WaveWord.RATES_PATTERN_SHARE)));
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Table(columns, rows));
    String names =
        String.join(
            ", ",
            rates.rows().stream().map(WaveRates.Row::wave).distinct().map(wording::wave).toList());
    blocks.add(new Block.Paragraph(wording.say(WaveWord.RATES_PATTERN_NOTE, names)));
    for (PanelPatterns.Return back : shown.patterns().returns()) {
      Share share = back.back();
      if (share.of() > 0) {
        blocks.add(
            new Block.Point(
                wording.say(
                    WaveWord.RATES_BACK,
                    wording.count(share.of()),
                    wording.wave(back.missed()),
                    wording.count(share.count()),
                    wording.numerals().share(share.share()),
                    wording.wave(back.next()))));
      }
    }
    return blocks;
  }

  private void addRate(List<Cell> cells, ResponseRates of, OutcomeRate rate) {
    cells.add(rate(of, rate));
    cells.add(of.interval(rate, level).map(WaveRatesText::cell).orElse(new Cell.Empty()));
  }

  private static Cell rate(ResponseRates of, OutcomeRate rate) {
    return of.denominator(rate) > 0 ? new Cell.Share(of.rate(rate)) : new Cell.Empty();
  }

  private static Cell cell(ConfidenceInterval interval) {
    return new Cell.Interval(interval.low(), interval.high(), Scale.PERCENT);
  }

  private Column right(WaveWord word) {
    return Table.right(wording.say(word));
  }
}
