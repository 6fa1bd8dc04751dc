package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Group;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Palette;
import org.equipoise.document.Scale;
import org.equipoise.protocol.Outcome.Direction;
import org.equipoise.report.Easel.Label;
import org.equipoise.report.ForestPanels.Bunch;
import org.equipoise.report.ForestPanels.Panel;
import org.equipoise.report.ForestPanels.Row;
import org.equipoise.report.RowChart.Line;
import org.equipoise.report.RowChart.Mark;
import org.equipoise.report.Sheet.Format;
import org.jspecify.annotations.Nullable;

/**
 * A forest plot of one planned analysis: one row an effect with a square at the estimate whose area
 * follows the number analysed, a whisker for the interval (an arrow head where the axis ends before
 * it), and the numbers. Outcomes with different units stand in panels of their own. An effect that
 * could not be estimated is a row with its reason.
 *
 * <p>The picture shows the first analysis of the plan and fits a page: at most {@value
 * ForestRows#MOST} rows, everybody on every outcome before subgroups, and of these the last moments
 * first. The effects it has no room for are counted in a line under it.
 */
public final class ForestPlot {

  /** For whom there are rows, besides everybody. */
  public enum Subgroups {
    NONE,
    OF_PRIMARY_OUTCOMES,
    ALL
  }

  private static final double LARGEST = 10;
  private static final double SMALLEST = 4;

  private final Easel easel;
  private final ForestRows rows;
  private final List<Panel> panels;

  private ForestPlot(Easel easel, Subgroups subgroups) {
    this.easel = easel;
    this.rows = ForestRows.of(mainEffects(), subgroups);
    this.panels = new ForestPanels(easel.wording(), easel.twoArms()).of(rows.shown());
  }

  /** The main analysis: everybody on every outcome, subgroups on primary ones. */
  public static ForestPlot of(Released released, Language language) {
    return new ForestPlot(new Easel(released, language), Subgroups.OF_PRIMARY_OUTCOMES);
  }

  /** The same plot with rows for other subgroups. */
  public ForestPlot with(Subgroups shown) {
    return new ForestPlot(easel, shown);
  }

  /** The picture, one self-contained SVG document. */
  public String svg() {
    return svg(Format.WIDE);
  }

  String svg(Format format) {
    Label label = new Label("", heading(), "", description());
    return easel.svg(format, label, easel.main(), this::draw);
  }

  /** Whether there is nothing to draw. */
  boolean isEmpty() {
    return panels.isEmpty();
  }

  private String heading() {
    return easel.main() == null ? easel.trial() : easel.wording().say(Word.FIGURE, easel.trial());
  }

  /** What somebody who does not see it should know. */
  String description() {
    int all = 0;
    int refused = 0;
    List<String> sentences = new ArrayList<>();
    for (Panel panel : panels) {
      for (Bunch bunch : panel.bunches()) {
        for (Row row : bunch.rows()) {
          all += row.effects();
          refused += row.reason().isEmpty() ? 0 : row.effects();
        }
        if (bunch.outcome().primary()) {
          sentences.add(primary(bunch));
        }
      }
    }
    String told =
        easel
            .wording()
            .say(
                Word.FIGURE_TEXT,
                easel.arm(),
                easel.controlTitle(),
                level(),
                String.valueOf(all),
                String.valueOf(refused));
    sentences.removeIf(String::isEmpty);
    return sentences.isEmpty() ? told : told + " " + String.join(" ", sentences);
  }

  /** The effects on one primary outcome for everybody, in a sentence. */
  private String primary(Bunch bunch) {
    List<String> parts = new ArrayList<>();
    for (Row row : bunch.rows()) {
      if (row.effect().group() instanceof Group.Everybody
          && row.effect().comparison() instanceof Estimated number) {
        parts.add(row.label() + " " + brief(number, bunch.scale()));
      }
    }
    String outcome = easel.wording().text(bunch.outcome().title());
    String unit = easel.wording().unit(bunch.outcome());
    return parts.isEmpty() ? "" : outcome + " (" + unit + "): " + String.join("; ", parts) + ".";
  }

  private String level() {
    var analysis = easel.main();
    return easel.numerals().level(analysis == null ? 0.95 : analysis.level());
  }

  private List<Effect> mainEffects() {
    List<Effect> all = easel.released().effects();
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Effect effect = all.get(i);
      boolean planned = effect.ladder().taken() == null;
      Effect next = i + 1 < all.size() ? all.get(i + 1) : effect;
      if (planned && next.ladder().taken() != null && next.group().equals(effect.group())) {
        // The number that the plan has in its place, in the one row there is.
        effect = next;
      }
      if (planned && effect.analysis().id().equals(all.get(0).analysis().id())) {
        effects.add(effect);
      }
    }
    return effects;
  }

  private void draw(Sheet sheet) {
    String contrast = easel.arm() + " " + Numerals.MINUS + " " + easel.controlTitle();
    sheet.remark(easel.say("forest.contrast", contrast, level()));
    List<String> heads =
        List.of(
            "n " + easel.arm(),
            "n " + easel.controlTitle(),
            easel.wording().say(Word.EFFECT),
            easel.wording().say(Word.INTERVAL, level()));
    if (!panels.isEmpty()) {
      List<RowChart> charts = panels.stream().map(panel -> chart(panel, heads)).toList();
      RowChart.put(sheet, easel.numerals(), charts, false);
    }
    if (rows.others() > 0) {
      String others = easel.numerals().count(rows.others());
      sheet.remark(easel.wording().say(Word.FIGURE_OTHERS, others));
    }
  }

  private RowChart chart(Panel panel, List<String> heads) {
    List<Line> lines = new ArrayList<>();
    Direction shared = direction(panel);
    for (Bunch bunch : panel.bunches()) {
      String beside = shared == null ? easel.wording().say(bunch.outcome().direction()) : "";
      lines.add(new Line.Head(easel.wording().text(bunch.outcome().title()), beside));
      int most = bunch.rows().stream().mapToInt(row -> people(row.effect())).max().orElse(0);
      for (Row row : bunch.rows()) {
        lines.add(line(row, bunch.scale(), most));
      }
    }
    String unit = easel.wording().unit(panel.bunches().get(0).outcome());
    String[] sides =
        easel.sides(
            shared == null ? Direction.AMBIGUOUS : shared, easel.arm(), easel.controlTitle());
    return new RowChart(heads, 2, lines, List.of(), unit, sides[0], sides[1], 0, false);
  }

  private Line line(Row row, Scale scale, int most) {
    Effect effect = row.effect();
    boolean everybody = effect.group() instanceof Group.Everybody;
    List<String> cells = new ArrayList<>();
    boolean one = row.effects() == 1;
    cells.add(one ? easel.count(effect.analysed()) : "");
    cells.add(one ? easel.count(effect.analysedControl()) : "");
    List<Mark> marks = List.of();
    String brief = "";
    if (effect.comparison() instanceof Estimated number) {
      double share = most == 0 ? 1 : people(effect) / (double) most;
      double side = Math.max(SMALLEST, LARGEST * Math.sqrt(share));
      String colour = everybody ? Palette.ACCENT : Palette.SECOND;
      double[] ends = ForestPanels.ends(number, scale);
      marks =
          List.of(new Mark.Interval(Marks.Shape.SQUARE, side, colour, ends[0], ends[1], ends[2]));
      cells.add(easel.numerals().scaled(number.estimate().value(), scale));
      cells.add(easel.interval(number.estimate().interval(), scale));
      brief = brief(number, scale);
    }
    return new Line.Row(
        row.label(), everybody ? 0 : 1, everybody, marks, cells, brief, row.reason());
  }

  private String brief(Estimated number, Scale scale) {
    return easel.numerals().scaled(number.estimate().value(), scale)
        + " "
        + easel.interval(number.estimate().interval(), scale);
  }

  /** The direction of good that all outcomes of a panel share; null when they differ. */
  private static @Nullable Direction direction(Panel panel) {
    Direction shared = panel.bunches().get(0).outcome().direction();
    return panel.bunches().stream().allMatch(b -> b.outcome().direction() == shared)
        ? shared
        : null;
  }

  private static int people(Effect effect) {
    return number(effect.analysed()) + number(effect.analysedControl());
  }

  private static int number(Gated<Integer> count) {
    return count.either(n -> n, why -> 0);
  }
}
