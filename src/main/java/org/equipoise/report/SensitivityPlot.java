package org.equipoise.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.adoption.RowKey;
import org.equipoise.document.Axis;
import org.equipoise.document.Scale;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.equipoise.report.PanelGrid.Frame;
import org.equipoise.report.PanelGrid.Sign;
import org.jspecify.annotations.Nullable;

/**
 * The interval of the average effect when trends may part, bound by bound, a small picture for each
 * outcome and group: at the left as it is if trends are parallel. Intervals that exclude 0 are
 * thick, those that hold it thin, so that one sees where an answer is lost.
 */
final class SensitivityPlot implements PanelGrid.Painter {

  /** A picture reaches this many half-widths of the planned interval from its estimate. */
  private static final double REACH = 4;

  private final AdoptionWording wording;
  private final String rule;
  private final List<Double> bounds;
  private final Scale scale;

  /**
   * Of answers to one outcome under one rule.
   *
   * @param rule which bound: relative magnitudes, or smoothness
   * @param scale how numbers of the outcome are printed
   */
  SensitivityPlot(List<AdoptionAnswers> all, String rule, Scale scale, AdoptionWording wording) {
    this.wording = wording;
    this.rule = rule;
    this.scale = scale;
    NavigableSet<Double> found = new TreeSet<>();
    for (AdoptionAnswers answers : all) {
      for (Row row : answers.part(Part.SENSITIVITY)) {
        OptionalDouble bound = RowKey.number(row.key(), "m");
        boolean own = row.estimator().equals(rule) && row.key().startsWith(RowKey.AVERAGE);
        if (own && bound.isPresent() && row.reading() instanceof Reading.Figure) {
          found.add(bound.getAsDouble());
        }
      }
    }
    this.bounds = List.copyOf(found);
  }

  /** Whether there is anything to show. */
  boolean any() {
    return !bounds.isEmpty();
  }

  List<Double> bounds() {
    return bounds;
  }

  /** The interval under a bound; null where there is none. */
  Reading.@Nullable Figure under(AdoptionAnswers answers, double bound) {
    return answers.number(Part.SENSITIVITY, rule, RowKey.under(RowKey.AVERAGE, bound));
  }

  /** A bound as it is printed. */
  String told(double bound, Measured outcome) {
    String key = RowKey.under(RowKey.AVERAGE, bound);
    String said = wording.bound(rule, key, scale);
    return rule.equals(AdoptionDoubts.SMOOTHNESS) ? said + " " + wording.unit(outcome) : said;
  }

  @Override
  public List<double[]> ends(AdoptionAnswers answers) {
    List<double[]> ends = new ArrayList<>();
    Reading.Figure main = answers.mainNumber();
    if (main == null) {
      return ends;
    }
    ends.add(new double[] {main.low(), main.estimate(), main.high()});
    double reach = REACH * (main.high() - main.low()) / 2;
    double mid = main.estimate();
    for (double bound : bounds) {
      Reading.Figure n = under(answers, bound);
      if (n != null) {
        ends.add(
            new double[] {Math.max(n.low(), mid - reach), mid, Math.min(n.high(), mid + reach)});
      }
    }
    return ends;
  }

  private double at(int place, Frame frame) {
    return frame.left() + (place + 0.5) * frame.width() / (bounds.size() + 1);
  }

  @Override
  public void paint(Svg svg, AdoptionAnswers answers, Axis axis, double factor, Frame frame) {
    Reading.Figure main = answers.mainNumber();
    svg.line(frame.left(), axis.at(0), frame.right(), axis.at(0), PanelGrid.GREY, 0.9, "");
    if (main == null) {
      return;
    }
    double x = at(0, frame);
    bar(svg, x, main.low() * factor, main.high() * factor, axis);
    PanelGrid.diamond(svg, x, axis.at(main.estimate() * factor), PanelGrid.INK);
    for (int k = 0; k < bounds.size(); k++) {
      Reading.Figure n = under(answers, bounds.get(k));
      if (n != null) {
        bar(svg, at(k + 1, frame), n.low() * factor, n.high() * factor, axis);
      }
    }
  }

  private static void bar(Svg svg, double x, double low, double high, Axis axis) {
    if (AdoptionAnswers.excludesZero(low, high)) {
      double wide = 4;
      PanelGrid.stretch(svg, x - wide / 2, x + wide / 2, low, high, axis, PanelGrid.EFFECT);
    } else {
      PanelGrid.whisker(svg, x, low, high, axis, 2.5, PanelGrid.GREY);
    }
    PanelGrid.cut(svg, x, low, high, axis);
  }

  @Override
  public void under(Svg svg, double y, Frame frame) {
    double widest = 0;
    for (double bound : bounds) {
      widest = Math.max(widest, PanelSheet.room(label(bound), frame.small(), false));
    }
    int every = (int) Math.ceil((widest + 4) / (frame.width() / (bounds.size() + 1)));
    for (int k = 0; k < bounds.size(); k++) {
      // The last bound is always named.
      if ((bounds.size() - 1 - k) % every == 0) {
        String label = label(bounds.get(k));
        double x = at(k + 1, frame);
        svg.text(x, y, frame.small(), Anchor.MIDDLE, PanelGrid.GREY, false, label);
      }
    }
  }

  /** Without the decimals that are not needed. */
  private String label(double bound) {
    double shown = rule.equals(AdoptionDoubts.SMOOTHNESS) ? bound * scale.factor() : bound;
    BigDecimal exact = BigDecimal.valueOf(shown).setScale(6, RoundingMode.HALF_UP);
    return wording.numerals().fixed(shown, Math.max(0, exact.stripTrailingZeros().scale()));
  }

  @Override
  public List<Sign> legend() {
    return List.of(
        new Sign(
            8,
            wording.report(AdoptionReportWord.SIGN_PARALLEL),
            false,
            (svg, x, y) -> PanelGrid.diamond(svg, x + 4, y, PanelGrid.INK)),
        new Sign(
            6,
            wording.report(AdoptionReportWord.SIGN_STANDS),
            false,
            (svg, x, y) -> svg.box(x + 1, y - 6, 4, 12, PanelGrid.EFFECT)),
        new Sign(
            6,
            wording.report(AdoptionReportWord.SIGN_LOST),
            false,
            (svg, x, y) -> {
              Axis axis = new Axis(-1, 1, y + 6, y - 6);
              PanelGrid.whisker(svg, x + 3, -0.9, 0.9, axis, 2.5, PanelGrid.GREY);
            }),
        new Sign(
            6,
            wording.report(AdoptionReportWord.SIGN_CUT),
            false,
            (svg, x, y) -> PanelGrid.chevron(svg, x + 3, y - 2, 3)),
        new Sign(
            0,
            wording.report(
                rule.equals(AdoptionDoubts.SMOOTHNESS)
                    ? AdoptionReportWord.UNDER_SMOOTHNESS
                    : AdoptionReportWord.UNDER_MAGNITUDES),
            false,
            (svg, x, y) -> {}));
  }
}
