package org.equipoise.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.document.Cell;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Scale;
import org.equipoise.document.Section;
import org.equipoise.document.Style;
import org.equipoise.document.Table;
import org.equipoise.document.TextLayout;
import org.equipoise.document.Words;
import org.equipoise.rehearse.AdoptionRehearsal.Line;
import org.equipoise.rehearse.Tally;
import org.equipoise.rehearse.World;

/**
 * What a rehearsal of a study found, in words and for programs. Shares are percentages with one
 * decimal, each with its Monte-Carlo standard error.
 */
public final class RehearsalText {

  private final AdoptionPlan plan;
  private final List<Line> lines;
  private final Words words;
  private final AdoptionWording wording;
  private final Numerals numerals;
  private final RehearsalFigures figures;

  private RehearsalText(AdoptionPlan plan, List<Line> lines, Language language) {
    this.plan = plan;
    this.lines = List.copyOf(lines);
    this.words = RehearsalWord.in(language);
    this.wording = new AdoptionWording(plan, language);
    this.numerals = new Numerals(language);
    this.figures = new RehearsalFigures(numerals);
  }

  /** The text of the lines of one rehearsal. */
  public static RehearsalText of(AdoptionPlan plan, List<Line> lines, Language language) {
    return new RehearsalText(plan, lines, language);
  }

  /**
   * Prints it; lines end in {@code \n}.
   *
   * @param trials data sets in each world
   * @param seed that made them
   */
  public void print(Appendable out, int trials, long seed) throws IOException {
    TextLayout layout = new TextLayout(out, Style.PLAIN, words.language(), 0);
    layout.wrapped("", "", wording.text(plan.title()));
    Analysis main = plan.analyses().get(0);
    String level = numerals.level(main.level());
    layout.wrapped(
        "",
        "",
        words.say(
            RehearsalWord.LEAD,
            wording.text(main.title()),
            numerals.count(trials),
            String.valueOf(seed),
            level));
    for (World world : World.values()) {
      layout.print(new Section(words.say(world), List.of(table(world, level))));
    }
  }

  private Table table(World world, String level) {
    RehearsalWord last =
        world == World.ASSUMED ? RehearsalWord.POWER : RehearsalWord.FALSE_FINDINGS;
    List<Table.Column> columns =
        List.of(
            Table.left(wording.say(AdoptionWord.FOR_WHOM)),
            Table.decimal(words.say(RehearsalWord.TRUTH)),
            Table.decimal(words.say(RehearsalWord.ERROR)),
            Table.right(words.say(RehearsalWord.AVERAGE, level)),
            Table.right(words.say(RehearsalWord.POINTS, level)),
            Table.right(words.say(RehearsalWord.BAND, level)),
            Table.right(words.say(last)));
    List<Table.Row> rows = new ArrayList<>();
    String outcome = "";
    for (Line line : lines) {
      if (line.world() != world) {
        continue;
      }
      var measured = plan.outcome(line.outcome()).orElseThrow();
      if (!line.outcome().equals(outcome)) {
        String title = wording.text(measured.title());
        rows.add(new Table.Row.Head(title + " \u00b7 " + wording.unit(measured)));
        outcome = line.outcome();
      }
      Scale scale = new Scale(measured.unit() == AdoptionPlan.Scale.SHARE, 3);
      var group = plan.group(line.group()).orElseThrow();
      rows.add(
          Table.row(
              Cell.words("  " + wording.text(group.title())),
              quantity(line.average(), scale),
              quantity(line.error(), scale),
              figures.cell(line.averageHeld()),
              points(line.pointHeld()),
              figures.cell(line.bandHeld()),
              figures.cell(line.excludesZero())));
    }
    return new Table(columns, rows);
  }

  private static Cell quantity(double number, Scale scale) {
    return Double.isFinite(number) ? new Cell.Quantity(number, scale) : new Cell.Empty();
  }

  /** Periods of one data set hang together, so that their number says nothing of the error. */
  private Cell points(Tally tally) {
    return tally.of() == 0 ? new Cell.Empty() : Cell.words(numerals.fixed(100 * tally.share(), 1));
  }

  /** The same for programs. */
  public Map<String, Object> fields(int trials, long seed) {
    List<Object> all = new ArrayList<>();
    for (Line line : lines) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("world", line.world().name().toLowerCase(Locale.ROOT));
      one.put("outcome", line.outcome());
      one.put("group", line.group());
      RehearsalFigures.put(one, "trueAverage", line.average());
      RehearsalFigures.put(one, "standardError", line.error());
      RehearsalFigures.put(one, "average", line.averageHeld());
      points(one, line.pointHeld());
      RehearsalFigures.put(one, "band", line.bandHeld());
      RehearsalFigures.put(one, "excludesZero", line.excludesZero());
      one.put("refused", line.refused());
      all.add(one);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("study", plan.id());
    fields.put("analysis", plan.analyses().get(0).id());
    fields.put("trials", trials);
    fields.put("seed", seed);
    fields.put("level", plan.analyses().get(0).level());
    fields.put("lines", all);
    return fields;
  }

  private static void points(Map<String, Object> fields, Tally tally) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("times", tally.times());
    one.put("of", tally.of());
    RehearsalFigures.put(one, "share", tally.share());
    fields.put("points", one);
  }
}
