package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.disclosure.Released;
import org.equipoise.document.Axis;
import org.equipoise.document.Language;
import org.equipoise.document.Palette;
import org.equipoise.document.Picture;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Outcome;
import org.equipoise.report.CurvePanel.Time;
import org.equipoise.report.Easel.Label;
import org.equipoise.report.Sheet.Format;

/**
 * Effects by period: a panel an outcome with the effect in every period since the draw, its limits
 * in a dark tint, the limits for all periods at once in a light one, and rings for the periods
 * before the draw, where only chance is at work. Under each column, on the same time axis, who had
 * met the service by then. Periods that could not be estimated leave a gap.
 *
 * <p>The one picture of all shows the first analysis of the plan that asks for effects by period,
 * and at most {@value #MOST} panels, primary outcomes first. A page has a picture for each group of
 * outcomes.
 */
public final class EffectCurves {

  private static final int MOST = 12;
  private static final int ON_A_PICTURE = 4;
  private static final double GAP = 22;
  private static final double MET = 64;
  private static final double MET_ALONE = 130;

  private final Easel easel;
  private final PeriodWords words;
  private final List<PeriodCurve> curves;
  private final List<PeriodCurve> panels;

  private EffectCurves(Easel easel) {
    this.easel = easel;
    this.words = PeriodWords.in(easel.language());
    this.curves = PeriodCurve.all(easel.released());
    this.panels = ofFirst(PeriodCurve.of(curves, "itt"));
  }

  /** The picture of these results. */
  public static EffectCurves of(Released released, Language language) {
    return new EffectCurves(new Easel(released, language));
  }

  /** A picture for each group of outcomes. */
  static List<Picture> of(Easel easel) {
    return new EffectCurves(easel).pictures();
  }

  /** Who had met the service by period, as a picture of its own. */
  static List<Picture> met(Easel easel) {
    EffectCurves all = new EffectCurves(easel);
    MetPanel any = all.met(Format.WIDE, MET_ALONE);
    if (all.isEmpty() || any.isEmpty()) {
      return List.of();
    }
    Label label =
        new Label(
            "contrast-by-period",
            easel.say("met.heading"),
            easel.say("met.caption"),
            (easel.say("met.text") + " " + any.description()).strip());
    return List.of(easel.picture(label, all.analysis(), all::drawMet));
  }

  /** Whether there is nothing to draw. */
  public boolean isEmpty() {
    return panels.isEmpty();
  }

  private static List<PeriodCurve> ofFirst(List<PeriodCurve> all) {
    return all.stream()
        .filter(c -> c.effect().analysis().id().equals(all.get(0).effect().analysis().id()))
        .toList();
  }

  private Analysis analysis() {
    return panels.get(0).effect().analysis();
  }

  /** The picture, one self-contained SVG document. */
  public String svg() {
    if (panels.isEmpty()) {
      throw new IllegalStateException("no effects by period to draw");
    }
    List<PeriodCurve> first = new ArrayList<>();
    panels.stream().filter(c -> c.effect().outcome().primary()).forEach(first::add);
    panels.stream().filter(c -> !c.effect().outcome().primary()).forEach(first::add);
    List<PeriodCurve> kept = first.subList(0, Math.min(MOST, first.size()));
    List<PeriodCurve> shown = panels.stream().filter(kept::contains).toList();
    String title = words.say("figure.title", easel.trial());
    Label label = new Label("", title, "", description(shown));
    int others = panels.size() - shown.size();
    return easel.svg(Format.WIDE, label, analysis(), sheet -> draw(sheet, shown, true, others));
  }

  private List<Picture> pictures() {
    List<Picture> pictures = new ArrayList<>();
    List<List<PeriodCurve>> groups = groups();
    for (int g = 0; g < groups.size(); g++) {
      List<PeriodCurve> group = groups.get(g);
      String number = String.valueOf(g + 1);
      String count = String.valueOf(groups.size());
      String heading =
          groups.size() == 1
              ? words.say("figure.title", easel.trial())
              : easel.say("periods.heading", number, count);
      List<String> titles = new ArrayList<>();
      for (PeriodCurve curve : group) {
        String title = easel.wording().text(curve.effect().outcome().title());
        if (!titles.contains(title)) {
          titles.add(title);
        }
      }
      String caption = easel.say("periods.caption", String.join("; ", titles));
      String name = groups.size() == 1 ? "periods" : "periods-" + number;
      Label label = new Label(name, heading, caption, description(group));
      boolean met = g == 0;
      pictures.add(easel.picture(label, analysis(), sheet -> draw(sheet, group, met, 0)));
    }
    return pictures;
  }

  /** Primary outcomes first, then the others by family, at most four to a picture. */
  private List<List<PeriodCurve>> groups() {
    Map<String, List<PeriodCurve>> families = new LinkedHashMap<>();
    for (boolean primary : new boolean[] {true, false}) {
      for (PeriodCurve curve : panels) {
        Outcome outcome = curve.effect().outcome();
        if (outcome.primary() == primary) {
          String family = primary ? "*" : outcome.family();
          families.computeIfAbsent(family, f -> new ArrayList<>()).add(curve);
        }
      }
    }
    List<List<PeriodCurve>> groups = new ArrayList<>();
    for (List<PeriodCurve> family : families.values()) {
      boolean primary = family.get(0).effect().outcome().primary();
      int last = groups.size() - 1;
      boolean room =
          last >= 0
              && !groups.get(last).get(0).effect().outcome().primary()
              && groups.get(last).size() + family.size() <= ON_A_PICTURE;
      if (room && !primary) {
        groups.get(last).addAll(family);
        continue;
      }
      int pictures = (family.size() + ON_A_PICTURE - 1) / ON_A_PICTURE;
      int each = (family.size() + pictures - 1) / pictures;
      for (int from = 0; from < family.size(); from += each) {
        int to = Math.min(family.size(), from + each);
        groups.add(new ArrayList<>(family.subList(from, to)));
      }
    }
    return groups;
  }

  private List<PeriodCurve> ofAnalysis() {
    return curves.stream().filter(c -> c.effect().analysis().id().equals(analysis().id())).toList();
  }

  private MetPanel met(Format format, double plot) {
    List<PeriodCurve> own = panels.isEmpty() ? List.of() : ofAnalysis();
    return new MetPanel(easel, words, format, own, plot);
  }

  private int firstPeriod(PeriodCurve curve) {
    return curve
        .beside(curves, "placebo")
        .map(before -> before.points().firstKey())
        .orElse(curve.points().firstKey());
  }

  private static Time time(int first, int last, int column, int columns, Format format) {
    double width = (format.room() - GAP * (columns - 1)) / columns;
    double left = format.left() + column * (width + GAP);
    return new Time(first, last, left + CurvePanel.LEFT, left + width);
  }

  private void draw(Sheet sheet, List<PeriodCurve> shown, boolean withMet, int others) {
    Format format = sheet.format();
    if (shown.stream().anyMatch(PeriodCurve::biased)) {
      sheet.words(words.say("figure.biased"), format.size(), Palette.WARNING, true);
    }
    key(sheet, shown);
    int columns = format.narrow() || shown.size() == 1 ? 1 : 2;
    int first = shown.stream().mapToInt(this::firstPeriod).min().orElse(1);
    int last = shown.stream().mapToInt(c -> c.points().lastKey()).max().orElse(1);
    CurvePanel panel = new CurvePanel(easel, words, format);
    for (int row = 0; row < shown.size(); row += columns) {
      List<PeriodCurve> line = shown.subList(row, Math.min(shown.size(), row + columns));
      sheet.add(
          panel.height(),
          (svg, top) -> {
            for (int c = 0; c < line.size(); c++) {
              PeriodCurve curve = line.get(c);
              PeriodCurve before = curve.beside(curves, "placebo").orElse(null);
              panel.paint(svg, curve, before, time(first, last, c, columns, format), top);
            }
          });
    }
    MetPanel met = met(format, MET);
    if (withMet && !met.isEmpty()) {
      sheet.add(
          met.height(),
          (svg, top) -> {
            for (int c = 0; c < Math.min(columns, shown.size()); c++) {
              met.paint(svg, time(first, last, c, columns, format), top);
            }
          });
    } else {
      sheet.remark(words.say("figure.axis-" + PeriodWords.code(shown.get(0).unit())));
    }
    if (others > 0) {
      sheet.remark(words.say("figure.others", String.valueOf(others)));
    }
  }

  private void drawMet(Sheet sheet) {
    Format format = sheet.format();
    MetPanel met = met(format, MET_ALONE);
    int[] range = met.range();
    sheet.add(
        met.height(), (svg, top) -> met.paint(svg, time(range[0], range[1], 0, 1, format), top));
    sheet.remark(met.last());
  }

  private void key(Sheet sheet, List<PeriodCurve> shown) {
    String level = easel.numerals().level(analysis().level());
    List<Key.Entry> entries = new ArrayList<>();
    entries.add(
        new Key.Entry(
            (svg, left, right, y) -> svg.line(left, y, right, y, Palette.ACCENT, 2, ""),
            words.say("figure.effect")));
    entries.add(tint(Palette.TINT, words.say("figure.own", level)));
    entries.add(tint(Palette.BAND, words.say("figure.band", level)));
    if (shown.stream().anyMatch(c -> c.beside(curves, "placebo").isPresent())) {
      boolean single = PeriodCurve.singleBefore(shown, curves);
      entries.add(
          new Key.Entry(
              (svg, left, right, y) -> {
                Axis axis = new Axis(0, 1, left, right);
                svg.line(axis.at(0.5), y - 5.5, axis.at(0.5), y + 5.5, Palette.GREY, 0.8, "");
                svg.ring(axis.at(0.5), y, 2.2, Palette.PAPER, Palette.GREY);
              },
              words.say(single ? "figure.before-single" : "figure.before")));
    }
    new Key(entries).on(sheet);
  }

  private static Key.Entry tint(String colour, String words) {
    return new Key.Entry(
        (svg, left, right, y) -> svg.box(left, y - 4.5, right - left, 9, colour), words);
  }

  private String description(List<PeriodCurve> shown) {
    List<String> sentences = new ArrayList<>();
    for (PeriodCurve curve : shown) {
      List<Integer> without = curve.excludingZero();
      String said =
          without.isEmpty()
              ? words.say("text.excludes-none")
              : words.say("text.excludes", words.periods(curve.unit(), PeriodCurve.runs(without)));
      String title = easel.wording().text(curve.effect().outcome().title());
      String arm = easel.twoArms() ? "" : " \u00b7 " + easel.wording().arm(curve.effect().arm());
      sentences.add(title + arm + ": " + said);
    }
    return words.say(
        "figure.text",
        easel.wording().arm(shown.get(0).effect().arm()),
        easel.controlTitle(),
        String.valueOf(shown.size()),
        easel.numerals().level(analysis().level()),
        String.join(" ", sentences));
  }
}
