package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.document.Palette;
import org.equipoise.document.Picture;
import org.equipoise.document.Scale;
import org.equipoise.document.Words;
import org.equipoise.protocol.Outcome;
import org.equipoise.report.Easel.Label;
import org.equipoise.report.RowChart.Line;
import org.equipoise.report.RowChart.Mark;

/**
 * One outcome's effect under different beliefs about those without an answer, a row a belief:
 * estimates with intervals, and bounds as bars with brackets, so that nobody takes a range of
 * estimates for the uncertainty of one.
 */
final class LossPlot {

  private static final String LOWER = "-lower";

  /** Rows that are told elsewhere, or twice. */
  private static final Set<String> NOT_DRAWN =
      Set.of(
          "available-cases",
          "weighted-known",
          "weights-effective",
          "weights-largest",
          "missing-information",
          "lee-strict-lower");

  private final Easel easel;
  private final Words words;
  private final List<SupplementRows> moments;

  private LossPlot(Easel easel, List<SupplementRows> moments) {
    this.easel = easel;
    this.words = Words.in(easel.language(), "loss");
    this.moments = moments;
  }

  /** One picture a primary outcome. */
  static List<Picture> of(Easel easel) {
    List<Picture> pictures = new ArrayList<>();
    for (List<SupplementRows> moments : SupplementRows.ofPrimary(easel.released(), Topic.LOSS)) {
      pictures.add(new LossPlot(easel, moments).picture());
    }
    return pictures;
  }

  private Picture picture() {
    SupplementRows first = moments.get(0);
    Outcome outcome = first.effect().outcome();
    String title = easel.wording().text(outcome.title());
    String name = "loss-" + Pictures.name(first.effect(), easel);
    Label label =
        new Label(
            name,
            easel.say("loss.heading", title),
            easel.say("loss.caption", title),
            description(title));
    return easel.picture(label, first.effect().analysis(), this::draw);
  }

  private void draw(Sheet sheet) {
    SupplementRows first = moments.get(0);
    String level = easel.numerals().level(first.effect().analysis().level());
    List<Key.Entry> key = new ArrayList<>();
    key.add(Key.mark(Marks.Shape.SQUARE, 9, Palette.ACCENT, easel.say("loss.key-planned", level)));
    key.add(
        Key.mark(Marks.Shape.OPEN_SQUARE, 8, Palette.SECOND, easel.say("loss.key-other", level)));
    boolean bounds =
        moments.stream().flatMap(m -> m.all().stream()).anyMatch(s -> s.measure().endsWith(LOWER));
    if (bounds) {
      key.add(Key.bounds(easel.say("loss.key-bounds", level)));
    }
    new Key(key).on(sheet);
    List<Line> lines = new ArrayList<>();
    for (SupplementRows moment : moments) {
      String when = easel.wording().moment(moment.effect().moment());
      lines.add(new Line.Head(when, known(moment)));
      lines.addAll(rows(moment));
    }
    Outcome outcome = first.effect().outcome();
    String[] sides =
        easel.sides(
            outcome.direction(), easel.wording().arm(first.effect().arm()), easel.controlTitle());
    List<String> heads =
        List.of(easel.wording().say(Word.EFFECT), easel.wording().say(Word.INTERVAL, level));
    String unit = easel.wording().unit(outcome);
    new RowChart(heads, 0, lines, List.of(), unit, sides[0], sides[1], 0, false)
        .on(sheet, easel.numerals());
  }

  /** The shares with a known outcome in both arms. */
  private String known(SupplementRows moment) {
    Optional<Reading.Figure> arm = moment.figure("response-arm");
    Optional<Reading.Figure> control = moment.figure("response-control");
    if (arm.isEmpty() || control.isEmpty()) {
      return "";
    }
    return easel.say(
        "loss.known",
        easel.wording().arm(moment.effect().arm()),
        easel.numerals().share(arm.get().value()),
        easel.controlTitle(),
        easel.numerals().share(control.get().value()));
  }

  private Scale scale(SupplementRows moment) {
    return Scales.of(moment.effect().outcome().type(), List.of(moment.effect()));
  }

  private List<Line> rows(SupplementRows moment) {
    List<Line> rows = new ArrayList<>();
    Scale scale = scale(moment);
    moment.planned().ifPresent(number -> rows.add(planned(number, scale)));
    boolean lee = moment.figure("lee-lower").isPresent();
    for (Supplement s : moment.all()) {
      String measure = s.measure();
      boolean twice =
          measure.equals("available-cases-unadjusted") && !s.method().equals("unadjusted");
      boolean end =
          measure.startsWith("response-")
              || measure.endsWith("-upper")
              || measure.endsWith("-interval")
              || (measure.startsWith("lee-strict") && lee);
      if (NOT_DRAWN.contains(measure) || twice || end) {
        continue;
      }
      if (measure.endsWith(LOWER)) {
        rows.add(bounds(moment, s, scale));
      } else {
        rows.add(row(s, scale));
      }
    }
    return rows;
  }

  private Line planned(Estimated number, Scale scale) {
    double[] ends = ForestPanels.ends(number, scale);
    Mark mark = new Mark.Interval(Marks.Shape.SQUARE, 9, Palette.ACCENT, ends[0], ends[1], ends[2]);
    String value = easel.numerals().scaled(number.estimate().value(), scale);
    String interval = easel.interval(number.estimate().interval(), scale);
    String name = easel.say("loss.planned");
    List<String> cells = List.of(value, interval);
    return new Line.Row(name, 0, true, List.of(mark), cells, value + " " + interval, "");
  }

  private String measure(String code) {
    return words.find("measure", code).orElse(code);
  }

  private Line row(Supplement s, Scale scale) {
    String name = measure(s.measure());
    if (s.reading() instanceof Reading.Figure f && Double.isFinite(f.value())) {
      double factor = scale.factor();
      String value = easel.numerals().scaled(f.value(), scale);
      boolean shift = s.measure().startsWith("tipping") || s.measure().startsWith("telling");
      boolean limits = f.shape() == Reading.Shape.INTERVAL;
      String interval = limits ? easel.interval(f.low(), f.high(), scale) : "";
      double low = limits ? f.low() * factor : Double.NaN;
      double high = limits ? f.high() * factor : Double.NaN;
      Mark mark =
          new Mark.Interval(
              Marks.Shape.OPEN_SQUARE, 8, Palette.SECOND, low, f.value() * factor, high);
      // A shift of the missing is no effect: it has a number but no place on the axis.
      List<Mark> marks = shift ? List.of() : List.of(mark);
      String brief = (value + " " + interval).strip();
      return new Line.Row(name, 0, false, marks, List.of(value, interval), brief, "");
    }
    return refused(name, s.reading());
  }

  private Line refused(String name, Reading reading) {
    String why =
        reading instanceof Reading.Refused refused
            ? easel
                .wording()
                .say(
                    Word.NOT_ESTIMATED, SupplementSections.refusal(easel.wording(), refused, words))
            : easel.say("loss.no-shift");
    return new Line.Row(name, 0, false, List.of(), List.of(), "", why);
  }

  private Line bounds(SupplementRows moment, Supplement lower, Scale scale) {
    String code = lower.measure().substring(0, lower.measure().length() - LOWER.length());
    Optional<Reading.Figure> upper = moment.figure(code + "-upper");
    if (!(lower.reading() instanceof Reading.Figure from) || upper.isEmpty()) {
      return refused(measure(code), lower.reading());
    }
    double factor = scale.factor();
    double to = upper.get().value();
    Optional<Reading.Figure> both =
        moment.figure(code + "-interval").filter(f -> f.shape() == Reading.Shape.INTERVAL);
    double low = both.map(f -> f.low() * factor).orElse(Double.NaN);
    double high = both.map(f -> f.high() * factor).orElse(Double.NaN);
    Mark mark = new Mark.Bounds(low, from.value() * factor, to * factor, high);
    String range =
        easel
            .wording()
            .say(
                Word.FROM_TO,
                easel.numerals().scaled(from.value(), scale),
                easel.numerals().scaled(to, scale));
    String interval = both.map(f -> easel.interval(f.low(), f.high(), scale)).orElse("");
    List<String> cells = List.of(range, interval);
    String brief = (range + " " + interval).strip();
    return new Line.Row(measure(code), 0, false, List.of(mark), cells, brief, "");
  }

  private String description(String title) {
    List<String> sentences = new ArrayList<>();
    sentences.add(easel.say("loss.text", title));
    for (SupplementRows moment : moments) {
      List<String> parts = new ArrayList<>();
      for (Line line : rows(moment)) {
        if (line instanceof Line.Row row && !row.brief().isEmpty()) {
          String name = row.label();
          parts.add(
              name.substring(0, 1).toLowerCase(Locale.ROOT)
                  + name.substring(1)
                  + " "
                  + row.brief());
        }
      }
      sentences.add(
          easel.wording().moment(moment.effect().moment()) + ": " + String.join("; ", parts) + ".");
    }
    return String.join(" ", sentences);
  }
}
