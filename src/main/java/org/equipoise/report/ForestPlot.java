package org.equipoise.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Group;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.document.Axis;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Scale;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome.Direction;
import org.equipoise.report.ForestPanels.Bunch;
import org.equipoise.report.ForestPanels.Panel;
import org.equipoise.report.ForestPanels.Row;
import org.jspecify.annotations.Nullable;

/**
 * A forest plot of one planned analysis as one SVG picture, 180 mm wide: one row an effect with the
 * persons analysed in each arm, a square at the estimate whose area follows their number, a whisker
 * for the interval (an arrow head where the axis ends before it), and the numbers. Outcomes with
 * different units stand in panels of their own. An effect that could not be estimated is a row with
 * its reason.
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

  static final double WIDTH = 720;
  static final double MARGIN = 12;
  static final double LABELS = 200;
  private static final double N_ARM = 252;
  private static final double N_CONTROL = 298;
  static final double PLOT_LEFT = 318;
  static final double PLOT_RIGHT = 548;
  private static final double EFFECT = 606;
  static final double RIGHT = WIDTH - MARGIN;
  static final double SIZE = 11;
  static final double SMALL = 9.5;
  static final double LINE = 13;
  static final double HEAD = 22;
  private static final double TITLE = 15;
  private static final double TITLE_LINE = 19;
  private static final double HEAD_LINE = 11;

  /** How much wider bold letters are. */
  private static final double BOLD = 1.08;

  private static final double LARGEST = 10;
  private static final double SMALLEST = 4;

  private static final String INK = "#1a1a1a";
  private static final String GREY = "#5f6670";
  private static final String RULE = "#b8bec6";
  private static final String GRID = "#e4e7eb";
  private static final String EVERYBODY = "#0b3c5d";
  private static final String SUBGROUP = "#5686a8";

  private final Released released;
  private final Wording wording;
  private final Language language;
  private final Subgroups subgroups;

  private ForestPlot(Released released, Language language, Subgroups subgroups) {
    this.released = released;
    this.wording = new Wording(released, language);
    this.language = language;
    this.subgroups = subgroups;
  }

  /** The main analysis: everybody on every outcome, subgroups on primary ones. */
  public static ForestPlot of(Released released, Language language) {
    return new ForestPlot(released, language, Subgroups.OF_PRIMARY_OUTCOMES);
  }

  /** The same plot with rows for other subgroups. */
  public ForestPlot with(Subgroups shown) {
    return new ForestPlot(released, language, shown);
  }

  /** The picture, one self-contained SVG document. */
  public String svg() {
    ForestRows rows = ForestRows.of(mainEffects(), subgroups);
    List<Panel> panels = new ForestPanels(wording, twoArms()).of(rows.shown());
    List<String> title = Svg.lines(title(), (RIGHT - MARGIN) / BOLD, TITLE);
    double top = 26 + TITLE_LINE * (title.size() - 1);
    double heads = top + 18 + HEAD_LINE * Math.max(0, headLines() - 2);
    double foot = rows.others() == 0 ? 20 : 20 + LINE;
    double height = heads + 30 + panels.stream().mapToDouble(Panel::height).sum() + foot;
    Svg svg = new Svg(WIDTH, height, language.tag(), title(), description(panels));
    svg.box(0, 0, WIDTH, height, "#ffffff");
    for (int i = 0; i < title.size(); i++) {
      svg.text(MARGIN, 26 + i * TITLE_LINE, TITLE, Anchor.START, INK, true, title.get(i));
    }
    columnHeads(svg, heads);
    double y = heads + 22;
    for (Panel panel : panels) {
      draw(svg, panel, y);
      y += panel.height();
    }
    if (rows.others() > 0) {
      String others = wording.say(Word.FIGURE_OTHERS, wording.numerals().count(rows.others()));
      svg.text(MARGIN, height - 10 - LINE, SMALL, Anchor.START, GREY, false, others);
    }
    svg.text(MARGIN, height - 10, 8.5, Anchor.START, GREY, false, source());
    return svg.document();
  }

  private String title() {
    return analysis() == null
        ? wording.text(released.protocol().title())
        : wording.say(Word.FIGURE, wording.text(released.protocol().title()));
  }

  private @Nullable Analysis analysis() {
    return released.effects().isEmpty() ? null : released.effects().get(0).analysis();
  }

  private String description(List<Panel> panels) {
    int rows = 0;
    int refused = 0;
    for (Panel panel : panels) {
      for (Bunch bunch : panel.bunches()) {
        for (Row row : bunch.rows()) {
          rows += row.effects();
          refused += row.reason().isEmpty() ? 0 : row.effects();
        }
      }
    }
    Analysis analysis = analysis();
    String level = wording.numerals().level(analysis == null ? 0.95 : analysis.level());
    return wording.say(
        Word.FIGURE_TEXT,
        armTitle(),
        controlTitle(),
        level,
        String.valueOf(rows),
        String.valueOf(refused));
  }

  private String source() {
    Analysis analysis = analysis();
    String name = analysis == null ? "" : wording.text(analysis.title()) + ". ";
    String digest = released.digest();
    return name
        + wording.say(
            Word.PROTOCOL,
            released.protocol().id(),
            String.valueOf(released.protocol().version()),
            digest.substring(0, Math.min(12, digest.length())))
        + ". "
        + released.program();
  }

  private List<Effect> mainEffects() {
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < released.effects().size(); i++) {
      Effect effect = released.effects().get(i);
      boolean planned = effect.ladder().taken() == null;
      Effect next = i + 1 < released.effects().size() ? released.effects().get(i + 1) : effect;
      if (planned && next.ladder().taken() != null && next.group().equals(effect.group())) {
        // The number that the plan has in its place, in the one row there is.
        effect = next;
      }
      if (planned && effect.analysis().id().equals(released.effects().get(0).analysis().id())) {
        effects.add(effect);
      }
    }
    return effects;
  }

  private boolean twoArms() {
    return released.protocol().arms().size() == 2;
  }

  private String armTitle() {
    return twoArms() && !released.effects().isEmpty()
        ? wording.arm(released.effects().get(0).arm())
        : wording.say(Word.ARM);
  }

  private String controlTitle() {
    Arm control = released.protocol().control();
    return wording.text(control.title());
  }

  private static List<String> countHead(String arm) {
    return Svg.lines("n " + arm, 44, SMALL);
  }

  private int headLines() {
    return Math.max(countHead(armTitle()).size(), countHead(controlTitle()).size());
  }

  private void columnHeads(Svg svg, double y) {
    svg.begin();
    List<String> arm = countHead(armTitle());
    List<String> control = countHead(controlTitle());
    Analysis analysis = analysis();
    String level = wording.numerals().level(analysis == null ? 0.95 : analysis.level());
    column(svg, N_ARM, y, arm);
    column(svg, N_CONTROL, y, control);
    column(svg, EFFECT, y, List.of(wording.say(Word.EFFECT)));
    column(svg, RIGHT, y, List.of(wording.say(Word.INTERVAL, level)));
    String contrast = armTitle() + " " + Numerals.MINUS + " " + controlTitle();
    double middle = (PLOT_LEFT + PLOT_RIGHT) / 2;
    svg.text(middle, y + LINE, SMALL, Anchor.MIDDLE, GREY, false, contrast);
    svg.line(MARGIN, y + 20, RIGHT, y + 20, INK, 0.8, "");
    svg.end();
  }

  private static void column(Svg svg, double x, double y, List<String> lines) {
    double top = y + LINE - (lines.size() - 1) * HEAD_LINE;
    for (int i = 0; i < lines.size(); i++) {
      svg.text(x, top + i * HEAD_LINE, SMALL, Anchor.END, GREY, false, lines.get(i));
    }
  }

  private void draw(Svg svg, Panel panel, double top) {
    Axis axis = panel.axis();
    double rows = panel.bunches().stream().mapToDouble(Bunch::height).sum();
    double bottom = top + rows + 6;
    svg.begin();
    for (BigDecimal tick : axis.ticks()) {
      double x = axis.at(tick.doubleValue());
      svg.line(x, top + 4, x, bottom, GRID, 0.8, "");
    }
    svg.line(axis.at(0), top + 4, axis.at(0), bottom, GREY, 1, "3 2.5");
    double y = top;
    boolean oneDirection = direction(panel) != null;
    for (Bunch bunch : panel.bunches()) {
      draw(svg, bunch, axis, y, !oneDirection);
      y += bunch.height();
    }
    drawAxis(svg, panel, bottom);
    svg.end();
  }

  private void draw(Svg svg, Bunch bunch, Axis axis, double top, boolean directed) {
    double y = top + 16;
    for (String line : bunch.head()) {
      svg.text(MARGIN, y, SIZE, Anchor.START, INK, true, line);
      y += LINE;
    }
    if (directed) {
      String direction = wording.say(bunch.outcome().direction());
      String last = bunch.head().get(bunch.head().size() - 1);
      // Beside the title when it fits before the plot, else at the right edge.
      double beside = MARGIN + Svg.width(last, SIZE) * BOLD + 8;
      boolean fits = beside + Svg.width(direction, SMALL) < PLOT_LEFT;
      svg.text(
          fits ? beside : RIGHT,
          y - LINE,
          SMALL,
          fits ? Anchor.START : Anchor.END,
          GREY,
          false,
          direction);
    }
    y = top + HEAD + LINE * (bunch.head().size() - 1);
    int most = bunch.rows().stream().mapToInt(row -> people(row.effect())).max().orElse(0);
    for (Row row : bunch.rows()) {
      draw(svg, row, bunch.scale(), axis, y, most);
      y += row.height();
    }
  }

  private void draw(Svg svg, Row row, Scale scale, Axis axis, double top, int most) {
    Effect effect = row.effect();
    boolean everybody = effect.group() instanceof Group.Everybody;
    double base = top + 12;
    double indent = everybody ? 8 : 20;
    svg.begin();
    for (int i = 0; i < row.label().size(); i++) {
      String line = row.label().get(i);
      svg.text(MARGIN + indent, base + i * LINE, SIZE, Anchor.START, INK, false, line);
    }
    if (row.effects() == 1) {
      svg.text(N_ARM, base, SIZE, Anchor.END, INK, false, count(effect.analysed()));
      svg.text(N_CONTROL, base, SIZE, Anchor.END, INK, false, count(effect.analysedControl()));
    }
    if (effect.comparison() instanceof Estimated number) {
      double share = most == 0 ? 1 : people(effect) / (double) most;
      double side = Math.max(SMALLEST, LARGEST * Math.sqrt(share));
      String colour = everybody ? EVERYBODY : SUBGROUP;
      mark(svg, ForestPanels.ends(number, scale), axis, base - 4, side, colour);
      Numerals numerals = wording.numerals();
      var interval = number.estimate().interval();
      String value = numerals.scaled(number.estimate().value(), scale);
      String ends =
          numerals.interval(
              numerals.scaled(interval.low(), scale), numerals.scaled(interval.high(), scale));
      svg.text(EFFECT, base, SIZE, Anchor.END, INK, everybody, value);
      svg.text(RIGHT, base, SIZE, Anchor.END, INK, false, ends);
    } else {
      double height = row.reason().size() * LINE + 2;
      svg.box(PLOT_LEFT - 4, base - 11, RIGHT - PLOT_LEFT + 4, height, "#ffffff");
      for (int i = 0; i < row.reason().size(); i++) {
        String line = row.reason().get(i);
        svg.text(PLOT_LEFT, base + i * LINE, SMALL, Anchor.START, GREY, false, line);
      }
    }
    svg.end();
  }

  private static void mark(
      Svg svg, double[] ends, Axis axis, double y, double side, String colour) {
    boolean clippedLeft = ends[0] < axis.low();
    boolean clippedRight = ends[2] > axis.high();
    double left = clippedLeft ? axis.left() : axis.at(ends[0]);
    double right = clippedRight ? axis.right() : axis.at(ends[2]);
    svg.line(left, y, right, y, colour, 1.4, "");
    if (clippedLeft) {
      svg.arrowHead(left - 2, y, -6, colour);
    } else {
      svg.line(left, y - 3, left, y + 3, colour, 1.4, "");
    }
    if (clippedRight) {
      svg.arrowHead(right + 2, y, 6, colour);
    } else {
      svg.line(right, y - 3, right, y + 3, colour, 1.4, "");
    }
    svg.square(axis.at(ends[1]), y, side, colour);
  }

  private void drawAxis(Svg svg, Panel panel, double y) {
    Axis axis = panel.axis();
    svg.line(PLOT_LEFT, y, PLOT_RIGHT, y, INK, 0.8, "");
    Numerals numerals = wording.numerals();
    for (BigDecimal tick : axis.ticks()) {
      double x = axis.at(tick.doubleValue());
      svg.line(x, y, x, y + 4, INK, 0.8, "");
      String label = numerals.fixed(tick.doubleValue(), axis.decimals());
      svg.text(x, y + 15, SMALL, Anchor.MIDDLE, INK, false, label);
    }
    double beside = PLOT_RIGHT + 10;
    svg.text(beside, y + 15, SMALL, Anchor.START, GREY, false, wording.say(panel.unit()));
    Direction direction = direction(panel);
    String[] sides = sides(direction == null ? Direction.AMBIGUOUS : direction);
    double zero = axis.at(0);
    svg.text(zero - 8, y + 29, SMALL, Anchor.END, GREY, false, "\u2190 " + sides[0]);
    svg.text(zero + 8, y + 29, SMALL, Anchor.START, GREY, false, sides[1] + " \u2192");
    svg.line(MARGIN, y + 42, RIGHT, y + 42, RULE, 0.6, "");
  }

  /** The direction of good that all outcomes of a panel share; null when they differ. */
  private static @Nullable Direction direction(Panel panel) {
    Direction shared = panel.bunches().get(0).outcome().direction();
    return panel.bunches().stream().allMatch(b -> b.outcome().direction() == shared)
        ? shared
        : null;
  }

  /** What lies to the left of zero and what to the right. */
  private String[] sides(Direction direction) {
    String forArm = wording.say(Word.FAVOURS, armTitle());
    String forControl = wording.say(Word.FAVOURS, controlTitle());
    return switch (direction) {
      case UP_GOOD -> new String[] {forControl, forArm};
      case DOWN_GOOD -> new String[] {forArm, forControl};
      case AMBIGUOUS ->
          new String[] {
            wording.say(Word.HIGHER_IN, controlTitle()), wording.say(Word.HIGHER_IN, armTitle())
          };
    };
  }

  private static int people(Effect effect) {
    return number(effect.analysed()) + number(effect.analysedControl());
  }

  private static int number(Gated<Integer> count) {
    return count.either(n -> n, why -> 0);
  }

  private String count(Gated<Integer> count) {
    return count.either(
        n -> wording.numerals().count(n),
        why ->
            why == Gated.Why.SMALL
                ? wording.say(Word.BELOW_LIMIT, String.valueOf(released.limit()))
                : "\u00b7\u00b7");
  }
}
