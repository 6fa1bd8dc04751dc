package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Group;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.document.Palette;
import org.equipoise.document.Picture;
import org.equipoise.document.Scale;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Outcome;
import org.equipoise.report.Easel.Label;
import org.equipoise.report.RowChart.Line;
import org.equipoise.report.RowChart.Mark;

/**
 * The primary outcomes by every planned analysis, the main one filled, so that a reader sees
 * whether the answer hangs on one of them.
 */
final class AnalysesPlot {

  private final Easel easel;
  private final Analysis main;
  private final Map<List<Object>, List<Effect>> outcomes;

  private AnalysesPlot(Easel easel, Analysis main, Map<List<Object>, List<Effect>> outcomes) {
    this.easel = easel;
    this.main = main;
    this.outcomes = outcomes;
  }

  /** The picture; none where the plan has one analysis or no primary outcome. */
  static Optional<Picture> of(Easel easel) {
    Analysis main = easel.main();
    Map<List<Object>, List<Effect>> outcomes = new LinkedHashMap<>();
    for (Effect effect : easel.released().effects()) {
      boolean shown =
          effect.outcome().primary()
              && effect.group() instanceof Group.Everybody
              && effect.ladder().taken() == null;
      if (shown) {
        outcomes
            .computeIfAbsent(List.of(effect.outcome().id(), effect.arm()), key -> new ArrayList<>())
            .add(effect);
      }
    }
    boolean several =
        outcomes.values().stream()
            .flatMap(List::stream)
            .anyMatch(effect -> !effect.analysis().equals(main));
    if (main == null || !several) {
      return Optional.empty();
    }
    AnalysesPlot plot = new AnalysesPlot(easel, main, outcomes);
    Label label =
        new Label(
            "effects-by-analysis",
            easel.say("analyses.heading"),
            easel.say("analyses.caption"),
            plot.description());
    return Optional.of(easel.picture(label, null, plot::draw));
  }

  private void draw(Sheet sheet) {
    new Key(
            List.of(
                Key.mark(Marks.Shape.SQUARE, 9, Palette.ACCENT, easel.say("analyses.main")),
                Key.mark(Marks.Shape.OPEN_SQUARE, 8, Palette.SECOND, easel.say("analyses.others"))))
        .on(sheet);
    RowChart.put(sheet, easel.numerals(), charts(), false);
  }

  private List<RowChart> charts() {
    List<String> heads =
        List.of(
            easel.wording().say(Word.EFFECT),
            easel.wording().say(Word.INTERVAL, easel.numerals().level(main.level())));
    List<RowChart> charts = new ArrayList<>();
    for (List<Effect> effects : outcomes.values()) {
      charts.add(chart(effects, heads));
    }
    return charts;
  }

  private RowChart chart(List<Effect> effects, List<String> heads) {
    Outcome outcome = effects.get(0).outcome();
    Scale scale = Scales.of(outcome.type(), effects);
    Map<Object, List<Effect>> moments = new LinkedHashMap<>();
    for (Effect effect : effects) {
      moments.computeIfAbsent(effect.moment(), moment -> new ArrayList<>()).add(effect);
    }
    List<Line> lines = new ArrayList<>();
    for (List<Effect> moment : moments.values()) {
      lines.add(new Line.Head(easel.title(moment.get(0)), ""));
      moment.forEach(effect -> lines.add(line(effect, scale)));
    }
    String[] sides =
        easel.sides(
            outcome.direction(), easel.wording().arm(effects.get(0).arm()), easel.controlTitle());
    String unit = easel.wording().unit(outcome);
    return new RowChart(heads, 0, lines, List.of(), unit, sides[0], sides[1], 0, false);
  }

  private Line line(Effect effect, Scale scale) {
    String name = easel.wording().text(effect.analysis().title());
    boolean own = effect.analysis().equals(main);
    if (effect.comparison() instanceof Estimated number) {
      double[] ends = ForestPanels.ends(number, scale);
      Mark mark =
          own
              ? new Mark.Interval(Marks.Shape.SQUARE, 9, Palette.ACCENT, ends[0], ends[1], ends[2])
              : new Mark.Interval(
                  Marks.Shape.OPEN_SQUARE, 8, Palette.SECOND, ends[0], ends[1], ends[2]);
      String value = easel.numerals().scaled(number.estimate().value(), scale);
      String interval = easel.interval(number.estimate().interval(), scale);
      List<String> cells = List.of(value, interval);
      return new Line.Row(name, 0, own, List.of(mark), cells, value + " " + interval, "");
    }
    String why = easel.wording().refusal((Refused) effect.comparison());
    String said = easel.wording().say(Word.NOT_ESTIMATED, why);
    return new Line.Row(name, 0, false, List.of(), List.of(), "", said);
  }

  private String description() {
    List<String> sentences = new ArrayList<>();
    sentences.add(easel.say("analyses.text"));
    for (RowChart chart : charts()) {
      String head = "";
      List<String> parts = new ArrayList<>();
      for (Line line : chart.lines()) {
        if (line instanceof Line.Head next) {
          sentence(head, parts, sentences);
          head = next.words();
        } else if (line instanceof Line.Row row && !row.brief().isEmpty()) {
          parts.add(row.label() + " " + row.brief());
        }
      }
      sentence(head, parts, sentences);
    }
    return String.join(" ", sentences);
  }

  private static void sentence(String head, List<String> parts, List<String> sentences) {
    if (!parts.isEmpty()) {
      sentences.add(head + ": " + String.join("; ", parts) + ".");
      parts.clear();
    }
  }
}
