package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.CheckedClaim;
import org.equipoise.claims.Figure;
import org.equipoise.claims.Interval;
import org.equipoise.document.Axis;
import org.equipoise.document.Palette;
import org.equipoise.document.Picture;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.equipoise.report.ClaimsWording.Shape;
import org.equipoise.report.Sheet.Format;
import org.jspecify.annotations.Nullable;

/**
 * What is printed against what follows, for every figure that does not agree: two bars on a scale
 * of their own, an open one for what the printed figure may stand for and a full one for what the
 * others give. Where they do not touch, nothing can make both true.
 */
final class ClaimsPlot {

  /** Figures that a picture has room for. */
  static final int MOST = 24;

  private static final double ROW = 40;
  private static final double LABEL = 168;
  private static final double NUMBERS = 190;
  private static final double BAR = 8;

  /** What a single value is wide. */
  private static final double LEAST = 4;

  /** Empty scale on either side, as a share of what is shown. */
  private static final double PADDING = 0.12;

  private final ClaimsWording wording;
  private final List<CheckedClaim> shown;
  private final int others;
  private final String source;

  private ClaimsPlot(ClaimsWording wording, List<CheckedClaim> claims, String source) {
    List<CheckedClaim> drawn = claims.stream().filter(ClaimsPlot::drawn).toList();
    this.wording = wording;
    this.shown = drawn.subList(0, Math.min(MOST, drawn.size()));
    this.others = claims.size() - shown.size();
    this.source = source;
  }

  /**
   * The picture; empty when no figure can be drawn.
   *
   * @param claims those that do not agree
   * @param source where it is from
   */
  static Optional<Picture> of(ClaimsWording wording, List<CheckedClaim> claims, String source) {
    ClaimsPlot plot = new ClaimsPlot(wording, claims, source);
    if (plot.shown.isEmpty()) {
      return Optional.empty();
    }
    String title = wording.say(ClaimsWord.PICTURE_TITLE);
    String description = plot.description();
    return Optional.of(
        new Picture(
            "printed-and-recomputed",
            title,
            description,
            plot.svg(Format.WIDE, title, description),
            plot.svg(Format.NARROW, title, description)));
  }

  private static boolean drawn(CheckedClaim claim) {
    return claim.recomputed().isPresent()
        && claim.figure().filter(figure -> figure.unit() != Figure.Unit.IDENTIFIER).isPresent();
  }

  private String description() {
    List<String> sentences = new ArrayList<>(List.of(wording.say(ClaimsWord.PICTURE_TEXT)));
    for (CheckedClaim claim : shown) {
      sentences.add(
          wording.say(
              ClaimsWord.PICTURE_ROW,
              claim.claim().id(),
              wording.standsFor(claim).orElseThrow(),
              wording.recomputed(claim).orElseThrow()));
    }
    return String.join(" ", sentences);
  }

  private String svg(Format format, String title, String description) {
    Sheet sheet = new Sheet(format, title);
    sheet.remark(wording.say(ClaimsWord.PICTURE_KEY));
    sheet.skip(4);
    for (CheckedClaim claim : shown) {
      if (format.narrow()) {
        narrow(sheet, claim);
      } else {
        sheet.add(ROW, (svg, top) -> wide(svg, format, claim, top));
      }
    }
    if (others > 0) {
      sheet.remark(wording.say(ClaimsWord.PICTURE_MORE, wording.numerals().count(others)));
    }
    return sheet.svg(wording.language(), title, description, source);
  }

  private void wide(Svg svg, Format format, CheckedClaim claim, double top) {
    double left = format.left();
    svg.text(left, top + 13, format.size(), Anchor.START, Palette.INK, true, claim.claim().id());
    double after = left + Svg.width(claim.claim().id(), format.size()) * Sheet.BOLD + 8;
    String printed = fitted(ClaimsWording.printed(claim), left + LABEL - after, format.size());
    svg.text(after, top + 13, format.size(), Anchor.START, Palette.INK, false, printed);
    String place = fitted(ClaimsWording.place(claim), LABEL, format.small());
    svg.text(left, top + 27, format.small(), Anchor.START, Palette.GREY, false, place);
    double right = format.right() - NUMBERS;
    bars(svg, claim, left + LABEL + 14, right - 12, top + 9, top + 24);
    svg.text(
        right, top + 13, format.small(), Anchor.START, Palette.INK, false, printedWords(claim));
    svg.text(right, top + 28, format.small(), Anchor.START, Palette.INK, false, givesWords(claim));
    svg.line(left, top + ROW - 4, format.right(), top + ROW - 4, Palette.GRID, 0.8, "");
  }

  private void narrow(Sheet sheet, CheckedClaim claim) {
    Format format = sheet.format();
    sheet.words(claim.claim().id() + "  " + ClaimsWording.printed(claim));
    sheet.add(
        34,
        (svg, top) -> bars(svg, claim, format.left() + 6, format.right() - 6, top + 9, top + 24));
    sheet.remark(printedWords(claim));
    sheet.remark(givesWords(claim));
    sheet.rule();
  }

  private String printedWords(CheckedClaim claim) {
    Figure figure = claim.figure().orElseThrow();
    return wording.say(
        ClaimsWord.PICTURE_PRINTED, wording.brief(figure.allowed(), Shape.of(claim), null));
  }

  private String givesWords(CheckedClaim claim) {
    Figure figure = claim.figure().orElseThrow();
    Interval gives = claim.recomputed().orElseThrow();
    return wording.say(
        ClaimsWord.PICTURE_GIVES, wording.brief(gives, Shape.of(claim), figure.allowed()));
  }

  private static void bars(
      Svg svg, CheckedClaim claim, double left, double right, double first, double second) {
    Interval printed = claim.figure().orElseThrow().allowed();
    Interval gives = claim.recomputed().orElseThrow();
    Axis axis = axis(printed, gives, left, right);
    svg.line(left, first, right, first, Palette.GRID, 0.8, "");
    svg.line(left, second, right, second, Palette.GRID, 0.8, "");
    double[] a = ends(printed, axis);
    double[] b = ends(gives, axis);
    svg.frame(a[0], first - BAR / 2, a[1] - a[0], BAR, Palette.PAPER, Palette.INK);
    svg.box(b[0], second - BAR / 2, b[1] - b[0], BAR, Palette.ACCENT);
    beyond(svg, printed, axis, first, Palette.INK);
    beyond(svg, gives, axis, second, Palette.ACCENT);
    // The gap between them: what no rounding and no hedge bridges.
    for (double[] gap : new double[][] {{a[1], b[0]}, {b[1], a[0]}}) {
      if (gap[1] > gap[0]) {
        double middle = (first + second) / 2;
        svg.line(gap[0], first - 6, gap[0], second + 6, Palette.WARNING, 1, "2 2");
        svg.line(gap[1], first - 6, gap[1], second + 6, Palette.WARNING, 1, "2 2");
        svg.line(gap[0], middle, gap[1], middle, Palette.WARNING, 1.6, "");
      }
    }
  }

  /** Both intervals with room on either side; one without an end reaches as far as the other. */
  private static Axis axis(Interval printed, Interval gives, double left, double right) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (BigFraction end :
        new @Nullable BigFraction[] {
          printed.lower(), printed.upper(), gives.lower(), gives.upper()
        }) {
      if (end != null) {
        low = Math.min(low, end.doubleValue());
        high = Math.max(high, end.doubleValue());
      }
    }
    if (low > high) {
      return new Axis(-1, 1, left, right);
    }
    double size = high > low ? high - low : Math.max(1, Math.abs(low)) / 10;
    return new Axis(low - PADDING * size, high + PADDING * size, left, right);
  }

  private static double[] ends(Interval interval, Axis axis) {
    BigFraction lower = interval.lower();
    BigFraction upper = interval.upper();
    double from = lower == null ? axis.left() : axis.at(lower.doubleValue());
    double to = upper == null ? axis.right() : axis.at(upper.doubleValue());
    double missing = Math.max(0, LEAST - (to - from)) / 2;
    return new double[] {from - missing, to + missing};
  }

  private static void beyond(Svg svg, Interval interval, Axis axis, double y, String colour) {
    if (interval.lower() == null) {
      svg.arrowHead(axis.left() - 2, y, -6, colour);
    }
    if (interval.upper() == null) {
      svg.arrowHead(axis.right() + 2, y, 6, colour);
    }
  }

  private static String fitted(String words, double room, double size) {
    int most = words.codePointCount(0, words.length());
    String text = words;
    while (most > 4 && Svg.width(text, size) * Sheet.ROOMY > room) {
      most--;
      text = Svg.shortened(words, most);
    }
    return text;
  }
}
