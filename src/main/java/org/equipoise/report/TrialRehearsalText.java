package org.equipoise.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.equipoise.document.Cell;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.Table;
import org.equipoise.document.TextLayout;
import org.equipoise.document.Words;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Text;
import org.equipoise.rehearse.TrialRehearsal.Line;
import org.equipoise.rehearse.World;

/**
 * What a rehearsal of a trial found, in words and for programs: one table an outcome and arm, the
 * two worlds side by side. Shares are percentages with one decimal, each with its Monte-Carlo
 * standard error.
 */
public final class TrialRehearsalText {

  private final Protocol protocol;
  private final Analysis analysis;
  private final List<Line> lines;
  private final Words words;
  private final Words general;
  private final Numerals numerals;
  private final RehearsalFigures figures;

  private TrialRehearsalText(
      Protocol protocol, Analysis analysis, List<Line> lines, Language language) {
    this.protocol = protocol;
    this.analysis = analysis;
    this.lines = List.copyOf(lines);
    this.words = RehearsalWord.in(language);
    this.general = Words.in(language);
    this.numerals = new Numerals(language);
    this.figures = new RehearsalFigures(numerals);
  }

  /**
   * The text of the lines of one rehearsal.
   *
   * @param analysis the analysis that was rehearsed
   * @param lines for each outcome and arm one of each world
   */
  public static TrialRehearsalText of(
      Protocol protocol, Analysis analysis, List<Line> lines, Language language) {
    return new TrialRehearsalText(protocol, analysis, lines, language);
  }

  /**
   * Prints it; lines end in {@code \n}.
   *
   * @param trials in each world
   * @param seed that made them
   */
  public void print(Appendable out, int trials, long seed) throws IOException {
    TextLayout layout = new TextLayout(out, Style.PLAIN, words.language(), 0);
    layout.wrapped("", "", text(protocol.title()));
    layout.wrapped(
        "",
        "",
        words.say(
            RehearsalWord.LEAD,
            text(analysis.title()),
            numerals.count(trials),
            String.valueOf(seed),
            numerals.level(analysis.level())));
    for (Line assumed : lines) {
      if (assumed.world() == World.ASSUMED) {
        layout.print(new Section(title(assumed), List.of(table(assumed, placebo(assumed)))));
      }
    }
  }

  private Line placebo(Line assumed) {
    return lines.stream()
        .filter(line -> line.world() == World.PLACEBO)
        .filter(line -> line.outcome().equals(assumed.outcome()))
        .filter(line -> line.arm().equals(assumed.arm()))
        .findFirst()
        .orElseThrow();
  }

  private String text(Text text) {
    return text.in(words.language().tag());
  }

  private Outcome outcome(Line line) {
    return protocol.outcome(line.outcome()).orElseThrow();
  }

  /** {@code Subsidised job · percentage points · Team · to month 36}. */
  private String title(Line line) {
    Outcome outcome = outcome(line);
    Arm arm =
        protocol.arms().stream().filter(a -> a.id().equals(line.arm())).findFirst().orElseThrow();
    Outcome.Source.FromSeries from = (Outcome.Source.FromSeries) outcome.source();
    Register register = protocol.registerOf(from.series()).orElseThrow();
    return String.join(
        " \u00b7 ",
        text(outcome.title()),
        general.say(outcome.type()),
        text(arm.title()),
        words.say(
            RehearsalWord.TO_PERIOD,
            general.say(register.period()),
            numerals.count(line.periods())));
  }

  private Table table(Line assumed, Line placebo) {
    String level = numerals.level(analysis.level());
    double error = assumed.error();
    Scale scale =
        Scales.of(
            outcome(assumed).type(), Double.isFinite(error) ? error : Double.POSITIVE_INFINITY);
    List<Table.Column> columns =
        List.of(
            Table.left(""),
            Table.right(words.say(World.ASSUMED)),
            Table.right(words.say(World.PLACEBO)));
    List<Table.Row> rows = new ArrayList<>();
    Rows into = new Rows(rows, assumed, placebo);
    rows.add(new Table.Row.Head(words.say(RehearsalWord.EFFECT)));
    into.add(RehearsalWord.TRUE_MEAN, level, line -> quantity(line.mean(), scale));
    into.add(RehearsalWord.TRUE_LAST, level, line -> quantity(line.last(), scale));
    into.add(RehearsalWord.ERROR_LAST, level, line -> quantity(line.error(), scale));
    if (assumed.refused() + placebo.refused() > 0) {
      into.add(RehearsalWord.REFUSED, level, line -> Cell.words(numerals.count(line.refused())));
    }
    rows.add(new Table.Row.Head(words.say(RehearsalWord.HELD)));
    into.add(RehearsalWord.POINT_HELD, level, line -> figures.cell(line.pointHeld()));
    into.add(RehearsalWord.BAND_HELD, level, line -> figures.cell(line.bandHeld()));
    boolean mean = assumed.meanHeld().of() + placebo.meanHeld().of() > 0;
    if (mean) {
      into.add(RehearsalWord.MEAN_HELD, level, line -> figures.cell(line.meanHeld()));
    }
    rows.add(new Table.Row.Head(words.say(RehearsalWord.FOUND)));
    into.add(RehearsalWord.BAND_EXCLUDES, level, line -> figures.cell(line.bandExcludes()));
    if (mean) {
      into.add(RehearsalWord.MEAN_EXCLUDES, level, line -> figures.cell(line.meanExcludes()));
    }
    into.add(RehearsalWord.LAST_EXCLUDES, level, line -> figures.cell(line.lastExcludes()));
    if (placebo.beforeRejects().of() > 0) {
      rows.add(new Table.Row.Head(words.say(RehearsalWord.BEFORE)));
      // Before the draw the two worlds are one: it is counted once.
      into.add(
          RehearsalWord.BEFORE_REJECTS,
          level,
          line ->
              line.world() == World.PLACEBO
                  ? figures.cell(line.beforeRejects())
                  : new Cell.Empty());
    }
    return new Table(columns, rows);
  }

  /** Rows with both worlds. */
  private final class Rows {
    private final List<Table.Row> into;
    private final Line assumed;
    private final Line placebo;

    Rows(List<Table.Row> into, Line assumed, Line placebo) {
      this.into = into;
      this.assumed = assumed;
      this.placebo = placebo;
    }

    void add(RehearsalWord word, String level, Function<Line, Cell> cell) {
      Cell name = Cell.words("  " + words.say(word, level));
      into.add(Table.row(name, cell.apply(assumed), cell.apply(placebo)));
    }
  }

  private static Cell quantity(double number, Scale scale) {
    return Double.isFinite(number) ? new Cell.Quantity(number, scale) : new Cell.Empty();
  }

  /** The same for programs. */
  public Map<String, Object> fields(int trials, long seed) {
    List<Object> all = new ArrayList<>();
    for (Line line : lines) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("world", line.world().name().toLowerCase(Locale.ROOT));
      one.put("outcome", line.outcome().value());
      one.put("arm", line.arm().value());
      one.put("periods", line.periods());
      RehearsalFigures.put(one, "trueMean", line.mean());
      RehearsalFigures.put(one, "trueLast", line.last());
      RehearsalFigures.put(one, "standardErrorLast", line.error());
      RehearsalFigures.put(one, "points", line.pointHeld());
      RehearsalFigures.put(one, "band", line.bandHeld());
      RehearsalFigures.put(one, "mean", line.meanHeld());
      RehearsalFigures.put(one, "bandExcludesZero", line.bandExcludes());
      RehearsalFigures.put(one, "meanExcludesZero", line.meanExcludes());
      RehearsalFigures.put(one, "lastExcludesZero", line.lastExcludes());
      RehearsalFigures.put(one, "beforeRejects", line.beforeRejects());
      one.put("refused", line.refused());
      all.add(one);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("trial", protocol.id());
    fields.put("analysis", analysis.id().value());
    fields.put("trials", trials);
    fields.put("seed", seed);
    fields.put("level", analysis.level());
    fields.put("lines", all);
    return fields;
  }
}
