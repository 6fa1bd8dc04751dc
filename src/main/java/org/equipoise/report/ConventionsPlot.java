package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.document.Axis;
import org.equipoise.document.Palette;
import org.equipoise.document.Picture;
import org.equipoise.document.Scale;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.equipoise.document.Words;
import org.equipoise.protocol.Outcome;
import org.equipoise.report.Easel.Label;
import org.equipoise.report.RowChart.Line;
import org.equipoise.report.RowChart.Mark;

/**
 * One contrast under every named convention: estimates and intervals, and under them how far each
 * lies from what was planned, on a scale so much larger that differences are seen at all.
 */
final class ConventionsPlot {

  private final Easel easel;
  private final Words words;
  private final List<SupplementRows> moments;

  private ConventionsPlot(Easel easel, List<SupplementRows> moments) {
    this.easel = easel;
    this.words = Words.in(easel.language(), "conventions");
    this.moments = moments;
  }

  /** One picture a primary outcome. */
  static List<Picture> of(Easel easel) {
    List<Picture> pictures = new ArrayList<>();
    for (List<SupplementRows> moments :
        SupplementRows.ofPrimary(easel.released(), Topic.CONVENTIONS)) {
      boolean numbers = moments.stream().anyMatch(m -> m.planned().isPresent());
      if (numbers) {
        pictures.add(new ConventionsPlot(easel, moments).picture());
      }
    }
    return pictures;
  }

  private Picture picture() {
    SupplementRows first = moments.get(0);
    String title = easel.wording().text(first.effect().outcome().title());
    Label label =
        new Label(
            "conventions-" + Pictures.name(first.effect(), easel),
            easel.say("conventions.heading", title),
            easel.say("conventions.caption", title),
            description(title));
    return easel.picture(label, first.effect().analysis(), this::draw);
  }

  private void draw(Sheet sheet) {
    SupplementRows first = moments.get(0);
    String level = easel.numerals().level(first.effect().analysis().level());
    new Key(
            List.of(
                Key.mark(Marks.Shape.SQUARE, 9, Palette.ACCENT, easel.say("conventions.planned")),
                Key.mark(
                    Marks.Shape.OPEN_SQUARE, 8, Palette.SECOND, easel.say("conventions.others"))))
        .on(sheet);
    List<String> heads =
        List.of(
            easel.wording().say(Word.EFFECT),
            easel.wording().say(Word.INTERVAL, level),
            easel.wording().say(Word.P));
    List<RowChart> charts = new ArrayList<>();
    for (SupplementRows moment : moments) {
      charts.add(chart(moment, heads));
    }
    RowChart.put(sheet, easel.numerals(), charts, true);
    for (SupplementRows moment : moments) {
      moment.planned().ifPresent(number -> magnified(sheet, moment, number));
    }
  }

  private Scale scale(SupplementRows moment) {
    return Scales.of(moment.effect().outcome().type(), List.of(moment.effect()));
  }

  private RowChart chart(SupplementRows moment, List<String> heads) {
    Outcome outcome = moment.effect().outcome();
    List<Line> lines = new ArrayList<>();
    lines.add(new Line.Head(easel.wording().moment(moment.effect().moment()), ""));
    Scale scale = scale(moment);
    moment
        .planned()
        .ifPresent(
            n -> {
              double[] ends = ForestPanels.ends(n, scale);
              Mark mark =
                  new Mark.Interval(
                      Marks.Shape.SQUARE, 9, Palette.ACCENT, ends[0], ends[1], ends[2]);
              lines.add(
                  row(
                      easel.say("conventions.planned"),
                      true,
                      List.of(mark),
                      easel.numerals().scaled(n.estimate().value(), scale),
                      easel.interval(n.estimate().interval(), scale),
                      n.estimate().pValue()));
            });
    for (Supplement s : moment.all()) {
      if (s.reading() instanceof Reading.Figure f) {
        double factor = scale.factor();
        Mark mark =
            new Mark.Interval(
                Marks.Shape.OPEN_SQUARE,
                8,
                Palette.SECOND,
                f.low() * factor,
                f.value() * factor,
                f.high() * factor);
        boolean drawn = Double.isFinite(f.value());
        lines.add(
            row(
                measure(s),
                false,
                drawn ? List.of(mark) : List.of(),
                drawn ? easel.numerals().scaled(f.value(), scale) : "",
                f.shape() == Reading.Shape.INTERVAL ? easel.interval(f.low(), f.high(), scale) : "",
                f.pValue()));
      }
    }
    String[] sides =
        easel.sides(
            outcome.direction(), easel.wording().arm(moment.effect().arm()), easel.controlTitle());
    String unit = easel.wording().unit(outcome);
    return new RowChart(heads, 0, lines, List.of(), unit, sides[0], sides[1], 0, false);
  }

  private String measure(Supplement s) {
    return words.find("measure", s.measure()).orElse(s.measure());
  }

  private Line row(
      String name, boolean bold, List<Mark> marks, String value, String interval, double p) {
    String shown = Double.isNaN(p) ? "" : easel.numerals().p(p);
    String brief = (value + " " + interval).strip();
    return new Line.Row(name, 0, bold, marks, List.of(value, interval, shown), brief, "");
  }

  /** How far each end and each estimate lies from the planned one. */
  private void magnified(Sheet sheet, SupplementRows moment, Estimated planned) {
    Scale scale = scale(moment);
    double[] own = ForestPanels.ends(planned, scale);
    List<double[]> shifts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Supplement s : moment.all()) {
      if (s.reading() instanceof Reading.Figure f
          && Double.isFinite(f.value())
          && f.shape() == Reading.Shape.INTERVAL) {
        double factor = scale.factor();
        shifts.add(
            new double[] {
              f.low() * factor - own[0], f.value() * factor - own[1], f.high() * factor - own[2]
            });
        names.add(measure(s));
      }
    }
    if (shifts.isEmpty()) {
      return;
    }
    double reach = reach(shifts, (own[2] - own[0]) / 2);
    Sheet.Format format = sheet.format();
    sheet.rule();
    String when = easel.wording().moment(moment.effect().moment());
    sheet.words(easel.say("conventions.magnified", when), format.size(), Palette.INK, true);
    sheet.remark(easel.say("conventions.magnified-text"));
    double label = format.narrow() ? 0 : 232;
    Axis axis =
        new Axis(
            -reach, reach, format.left() + label + 12, format.right() - (label > 0 ? 110 : 12));
    for (int i = 0; i < names.size(); i++) {
      shift(sheet, axis, names.get(i), shifts.get(i));
    }
    RowChart.axis(sheet, axis, easel.wording().unit(moment.effect().outcome()), easel.numerals());
  }

  /** The scale: the middle one of the largest shifts and half as much again, but not beyond all. */
  private static double reach(List<double[]> shifts, double half) {
    double[] largest =
        shifts.stream()
            .mapToDouble(s -> Math.max(Math.abs(s[0]), Math.max(Math.abs(s[1]), Math.abs(s[2]))))
            .sorted()
            .toArray();
    double usual = 3 * largest[largest.length / 2];
    double all = 1.1 * largest[largest.length - 1];
    return Math.max(Math.min(usual, all), half * 1e-4);
  }

  private void shift(Sheet sheet, Axis axis, String name, double[] shift) {
    Sheet.Format format = sheet.format();
    double over = format.narrow() ? format.line() : 0;
    sheet.add(
        over + 17,
        (svg, top) -> {
          double base = top + (format.narrow() ? format.size() : 12);
          double indent = format.narrow() ? 0 : 8;
          svg.text(
              format.left() + indent, base, format.size(), Anchor.START, Palette.INK, false, name);
          double y = top + over + 8;
          svg.line(axis.at(0), top + over, axis.at(0), top + over + 17, Palette.GREY, 1, "3 2.5");
          end(svg, shift[0], 3, axis, y);
          end(svg, shift[2], -3, axis, y);
          if (Math.abs(shift[1]) <= axis.high()) {
            Marks.shape(svg, Marks.Shape.OPEN_SQUARE, axis.at(shift[1]), y, 7, Palette.SECOND);
          } else {
            Marks.beyond(svg, shift[1] > 0, axis, y, Palette.SECOND);
          }
        });
  }

  /** The end of an interval as a bracket. */
  private static void end(Svg svg, double shift, double inward, Axis axis, double y) {
    if (Math.abs(shift) > axis.high()) {
      Marks.beyond(svg, shift > 0, axis, y, Palette.INK);
      return;
    }
    double x = axis.at(shift);
    svg.line(x, y - 5, x, y + 5, Palette.INK, 1.3, "");
    svg.line(x, y - 5, x + inward, y - 5, Palette.INK, 1.3, "");
    svg.line(x, y + 5, x + inward, y + 5, Palette.INK, 1.3, "");
  }

  private String description(String title) {
    List<String> sentences = new ArrayList<>();
    for (SupplementRows moment : moments) {
      Scale scale = scale(moment);
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      int count = 0;
      for (Supplement s : moment.all()) {
        if (s.reading() instanceof Reading.Figure f && Double.isFinite(f.value())) {
          low = Math.min(low, f.value());
          high = Math.max(high, f.value());
          count++;
        }
      }
      Optional<Estimated> planned = moment.planned();
      if (planned.isPresent() && count > 0) {
        sentences.add(
            easel.say(
                "conventions.text",
                title,
                easel.wording().moment(moment.effect().moment()),
                easel.numerals().scaled(planned.get().estimate().value(), scale)
                    + " "
                    + easel.interval(planned.get().estimate().interval(), scale),
                String.valueOf(count),
                easel.numerals().scaled(low, scale),
                easel.numerals().scaled(high, scale)));
      }
    }
    return String.join(" ", sentences);
  }
}
