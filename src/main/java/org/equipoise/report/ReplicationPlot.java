package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Language;
import org.equipoise.document.Palette;
import org.equipoise.document.Picture;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.equipoise.publication.ResultsComparison;

/**
 * How far published numbers lie from those made again: a column for those that are the same to the
 * last digit, and one for each power of ten of the relative difference. What is beyond the
 * tolerance is in the colour of warnings, its number in bold.
 */
final class ReplicationPlot {

  private static final double TALL = 120;

  /** The power of ten of the second column; the first holds all that is smaller. */
  private static final int LEAST = -16;

  private final ResultsComparison comparison;
  private final ReplicationWording wording;
  private final String source;

  private ReplicationPlot(ResultsComparison comparison, ReplicationWording wording, String source) {
    this.comparison = comparison;
    this.wording = wording;
    this.source = source;
  }

  /** The picture. */
  static Picture of(ResultsComparison comparison, ReplicationWording wording, String source) {
    ReplicationPlot plot = new ReplicationPlot(comparison, wording, source);
    return new Picture(
        "differences",
        wording.say(ReplicationWord.PLOT_CAPTION),
        plot.description(),
        plot.svg(Sheet.Format.WIDE),
        plot.svg(Sheet.Format.NARROW));
  }

  private boolean same() {
    return comparison.identical() == comparison.numbers();
  }

  private String title() {
    return same()
        ? wording.say(ReplicationWord.PLOT_ALL_SAME, wording.count(comparison.numbers()))
        : wording.say(ReplicationWord.PLOT_TITLE);
  }

  private String description() {
    long beyond =
        comparison.differences().stream().filter(each -> !Double.isNaN(each.relative())).count();
    return wording.say(
        ReplicationWord.PLOT_DESCRIPTION,
        wording.count(comparison.numbers()),
        wording.count(comparison.identical()),
        wording.power(comparison.largest()),
        wording.count(beyond),
        wording.power(comparison.tolerance()));
  }

  private String svg(Sheet.Format format) {
    Sheet sheet = new Sheet(format, title());
    if (same()) {
      bar(sheet);
    } else {
      columns(sheet);
      sheet.remark(wording.say(ReplicationWord.PLOT_AXIS));
    }
    Language language = wording.language();
    return sheet.svg(language, title(), description(), source);
  }

  /** Nothing to tell apart: one bar from edge to edge. */
  private void bar(Sheet sheet) {
    Sheet.Format format = sheet.format();
    sheet.add(
        34,
        (svg, top) -> {
          svg.box(format.left(), top + 4, format.room(), 24, Palette.ACCENT);
          String words = "✓ " + wording.count(comparison.identical());
          svg.text(
              format.left() + 10,
              top + 21,
              format.size() + 2,
              Anchor.START,
              Palette.PAPER,
              true,
              words);
        });
  }

  private void columns(Sheet sheet) {
    Sheet.Format format = sheet.format();
    List<Long> counts = new ArrayList<>();
    counts.add(comparison.identical());
    counts.addAll(comparison.decades());
    long most = counts.stream().mapToLong(Long::longValue).max().orElse(1);
    double step = format.room() / counts.size();
    sheet.add(
        TALL + 50,
        (svg, top) -> {
          double floor = top + 20 + TALL;
          svg.line(format.left(), floor, format.right(), floor, Palette.INK, 0.8, "");
          for (int i = 0; i < counts.size(); i++) {
            double middle = format.left() + (i + 0.5) * step;
            if (counts.get(i) > 0) {
              column(svg, format, middle, floor, step, counts.get(i), most, beyond(i));
            }
            label(svg, format, middle, floor, i, counts.size());
          }
          tolerance(svg, format, top, floor, step);
        });
  }

  /** Whether the whole column is beyond the tolerance. */
  private boolean beyond(int column) {
    return column >= 2 && Math.pow(10, LEAST + column - 2) >= comparison.tolerance();
  }

  private void column(
      Svg svg,
      Sheet.Format format,
      double middle,
      double floor,
      double step,
      long count,
      long most,
      boolean beyond) {
    double tall = TALL * Math.log1p((double) count) / Math.log1p((double) Math.max(2, most));
    String colour = beyond ? Palette.WARNING : Palette.ACCENT;
    svg.box(middle - 0.38 * step, floor - tall, 0.76 * step, tall, colour);
    String words = wording.count(count);
    double half = Svg.width(words, format.small()) / 2;
    double x = Math.max(format.left() + half, Math.min(format.right() - half, middle));
    svg.text(x, floor - tall - 4, format.small(), Anchor.MIDDLE, colour, beyond, words);
  }

  private void label(
      Svg svg, Sheet.Format format, double middle, double floor, int column, int columns) {
    double y = floor + 5 + format.small();
    if (column == 0) {
      // The first label begins at the margin, so that it never runs over the edge.
      String same = wording.say(ReplicationWord.PLOT_SAME);
      svg.text(format.left(), y, format.small(), Anchor.START, Palette.INK, false, same);
      return;
    }
    int every = format.narrow() ? 4 : 2;
    int power = LEAST + column - 2;
    if (column >= 2 && power % every == 0) {
      String words = power == 0 ? "1" : "10" + raised(power);
      Anchor anchor = column == columns - 1 ? Anchor.END : Anchor.START;
      double x = column == columns - 1 ? format.right() : middle - 0.5 * format.room() / columns;
      svg.text(x, y, format.small(), anchor, Palette.INK, false, words);
    }
  }

  /** An exponent in small raised digits. */
  private static String raised(int power) {
    StringBuilder out = new StringBuilder("⁻");
    for (char digit : String.valueOf(-power).toCharArray()) {
      out.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
    }
    return out.toString();
  }

  private void tolerance(Svg svg, Sheet.Format format, double top, double floor, double step) {
    if (comparison.tolerance() <= 0) {
      return;
    }
    double power = Math.max(LEAST, Math.log10(comparison.tolerance()));
    double x = format.left() + (power - LEAST + 2) * step;
    svg.line(x, top + 16, x, floor, Palette.GREY, 1, "4 3");
    String words =
        wording.say(ReplicationWord.PLOT_TOLERANCE, wording.power(comparison.tolerance()));
    svg.text(x + 4, top + 12, format.small(), Anchor.MIDDLE, Palette.GREY, false, words);
  }
}
