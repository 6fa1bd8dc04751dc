package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Exposure;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.document.Palette;
import org.equipoise.document.Picture;
import org.equipoise.document.Scale;
import org.equipoise.document.Words;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Wave;
import org.equipoise.report.Easel.Label;
import org.equipoise.report.RowChart.Line;
import org.equipoise.report.RowChart.Mark;
import org.equipoise.report.ShareChart.Point;
import org.equipoise.report.ShareChart.Series;

/**
 * Who had met the service when each wave was due, in every arm, and what contrast was left: an
 * effect can only live on that. Beside it how much being drawn moved who met the service.
 */
final class ContrastPlot {

  private static final List<String> DIFFERENCES =
      List.of("met-difference", "met-within-difference", "met-by-wave-difference", "first-stage");

  private final Easel easel;
  private final Words words;
  private final List<Wave.Id> waves = new ArrayList<>();

  private ContrastPlot(Easel easel) {
    this.easel = easel;
    this.words = Words.in(easel.language(), "take-up");
    for (Exposure exposure : easel.released().exposure()) {
      if (!waves.contains(exposure.wave())) {
        waves.add(exposure.wave());
      }
    }
  }

  /** The shares by wave and what the draw moved; none of what is not known. */
  static List<Picture> of(Easel easel) {
    ContrastPlot plot = new ContrastPlot(easel);
    List<Picture> pictures = new ArrayList<>();
    if (!plot.waves.isEmpty()) {
      Label label =
          new Label(
              "contrast",
              easel.say("contrast.heading"),
              easel.say("contrast.caption"),
              plot.description());
      pictures.add(easel.picture(label, null, plot::draw));
    }
    List<Line> moved = plot.moved();
    if (moved.stream().anyMatch(line -> line instanceof Line.Row)) {
      Label label =
          new Label(
              "first-stage",
              easel.say("moved.heading"),
              easel.say("moved.caption"),
              plot.description(moved));
      pictures.add(easel.picture(label, easel.main(), sheet -> plot.drawMoved(sheet, moved)));
    }
    return pictures;
  }

  private void draw(Sheet sheet) {
    sheet.remark(easel.say("contrast.lead"));
    List<Series> series = new ArrayList<>();
    for (Arm arm : easel.arms()) {
      List<Point> points = waves.stream().map(wave -> point(wave, arm.id())).toList();
      series.add(new Series(easel.place(arm.id()), easel.wording().text(arm.title()), points));
    }
    List<String> gaps = new ArrayList<>();
    for (int w = 0; w < waves.size(); w++) {
      gaps.add(easel.twoArms() ? gap(series, w, "\n") : "");
    }
    List<String> moments = waves.stream().map(easel.wording()::wave).toList();
    new ShareChart(moments, series, gaps, easel.say("hidden")).on(sheet, easel.numerals());
  }

  /** The difference of two shares that are both shown; empty else. */
  private String gap(List<Series> series, int wave, String between) {
    Point control = series.get(0).points().get(wave);
    Point arm = series.get(1).points().get(wave);
    if (!control.shown() || !arm.shown() || arm.share() + control.share() == 0) {
      return "";
    }
    String points = easel.numerals().fixed(100 * (arm.share() - control.share()), 1);
    return easel.say("contrast.gap") + between + easel.say("contrast.points", points);
  }

  private Point point(Wave.Id wave, Arm.Id arm) {
    for (Exposure exposure : easel.released().exposure()) {
      if (exposure.wave().equals(wave) && exposure.arm().equals(arm)) {
        Gated<Integer> met = exposure.met();
        Gated<Integer> people = exposure.people();
        int base = people.either(n -> n, why -> -1);
        int count = met.either(n -> n, why -> -1);
        return base == 0
            ? Point.none()
            : base < 0 || count < 0
                ? Point.hidden()
                : Point.of(count / (double) base, Double.NaN, Double.NaN);
      }
    }
    return Point.none();
  }

  /** How much being drawn moved who met the service, by moment and outcome. */
  private List<Line> moved() {
    List<Line> lines = new ArrayList<>();
    for (List<SupplementRows> moments : SupplementRows.ofPrimary(easel.released(), Topic.TAKE_UP)) {
      for (SupplementRows moment : moments) {
        List<Line> rows = new ArrayList<>();
        for (Supplement s : moment.all()) {
          if (DIFFERENCES.contains(s.measure())) {
            rows.add(row(s));
          }
        }
        if (!rows.isEmpty()) {
          Effect effect = moment.effect();
          String f =
              moment
                  .figure("effective-f")
                  .map(n -> easel.say("moved.f", easel.numerals().fixed(n.value(), 1)))
                  .orElse("");
          lines.add(new Line.Head(easel.title(effect), f));
          lines.addAll(rows);
        }
      }
    }
    return lines;
  }

  private Line row(Supplement s) {
    String measure = words.find("measure", s.measure()).orElse(s.measure());
    String wave = s.of().isEmpty() ? "" : easel.wording().wave(new Wave.Id(s.of()));
    String name = wave.isEmpty() ? measure : measure + ": " + wave;
    if (s.reading() instanceof Reading.Figure f && Double.isFinite(f.value())) {
      boolean limits = f.shape() == Reading.Shape.INTERVAL;
      boolean stage = s.measure().equals("first-stage");
      Mark mark =
          new Mark.Interval(
              stage ? Marks.Shape.SQUARE : Marks.Shape.DOT,
              stage ? 9 : 7,
              stage ? Palette.ACCENT : Palette.SECOND,
              limits ? 100 * f.low() : Double.NaN,
              100 * f.value(),
              limits ? 100 * f.high() : Double.NaN);
      String value = easel.numerals().scaled(f.value(), Scale.PERCENT);
      String interval = limits ? easel.interval(f.low(), f.high(), Scale.PERCENT) : "";
      String brief = (value + " " + interval).strip();
      return new Line.Row(name, 0, stage, List.of(mark), List.of(value, interval), brief, "");
    }
    String why =
        s.reading() instanceof Reading.Refused refused
            ? SupplementSections.refusal(easel.wording(), refused, words)
            : "";
    String said = easel.wording().say(Word.NOT_ESTIMATED, why);
    return new Line.Row(name, 0, false, List.of(), List.of(), "", said);
  }

  private void drawMoved(Sheet sheet, List<Line> lines) {
    List<String> heads =
        List.of(easel.say("moved.column"), easel.wording().say(Word.INTERVAL, easel.level()));
    new RowChart(heads, 0, lines, List.of(), easel.say("moved.unit"), "", "", 0, true)
        .on(sheet, easel.numerals());
    sheet.remark(easel.say("moved.note"));
  }

  private String description(List<Line> lines) {
    List<String> sentences = new ArrayList<>();
    sentences.add(easel.say("moved.caption"));
    String head = "";
    for (Line line : lines) {
      if (line instanceof Line.Head h) {
        head = h.words();
      } else if (line instanceof Line.Row row && !row.brief().isEmpty()) {
        sentences.add(head + ", " + row.label() + ": " + row.brief() + ".");
      }
    }
    return String.join(" ", sentences);
  }

  private String description() {
    List<String> sentences = new ArrayList<>();
    sentences.add(easel.say("contrast.lead"));
    for (Wave.Id wave : waves) {
      List<String> arms = new ArrayList<>();
      for (Arm arm : easel.arms()) {
        Point point = point(wave, arm.id());
        Optional<String> share =
            switch (point.state()) {
              case SHOWN -> Optional.of(easel.numerals().share(point.share()));
              case HIDDEN -> Optional.of(easel.say("hidden"));
              case NONE -> Optional.empty();
            };
        share.ifPresent(said -> arms.add(easel.wording().text(arm.title()) + " " + said));
      }
      sentences.add(easel.wording().wave(wave) + ": " + String.join(", ", arms) + ".");
    }
    return String.join(" ", sentences);
  }
}
