package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;

/**
 * What pictures of a study of adoption are drawn on: sizes of a page, of a wide screen and of a
 * phone, with the heading and the last line that they share.
 *
 * @param width of the whole, in units of the view box
 * @param margin left and right of titles
 * @param left room left of the first picture, for the scale
 * @param small size of most words
 * @param size size of the names of outcomes
 * @param title size of the title
 * @param columns most pictures beside each other
 * @param widest most width of one picture
 */
record Easel(
    double width,
    double margin,
    double left,
    double small,
    double size,
    double title,
    int columns,
    double widest) {

  /** A page of paper, 180 mm wide, that holds everything. */
  static final Easel PAPER = new Easel(720, 12, 50, PanelGrid.SMALL, PanelGrid.SIZE, 15, 5, 330);

  /** A wide screen, for one outcome. */
  static final Easel SCREEN = new Easel(720, 12, 50, 10, PanelGrid.SIZE, 15, 3, 330);

  /** A screen some 360 pixels wide. */
  static final Easel PHONE = new Easel(360, 8, 40, 10.5, 12, 14, 2, 310);

  private static final double TALLEST = 252;

  /** The widest of the usual types are this much wider than the narrowest. */
  private static final double TYPE = 1.14;

  private static final double BOLD = 1.24;

  /** Height of a line of most words. */
  double line() {
    return small + 3;
  }

  /** Whether it is too narrow for words beside a picture. */
  boolean phone() {
    return width < 500;
  }

  /** How wide words may become, in whatever type is at hand. */
  static double room(String words, double size, boolean bold) {
    return Svg.width(words, size) * (bold ? BOLD : TYPE);
  }

  /** Words broken into lines that fit between the margins. */
  List<String> lines(String words, double type, boolean bold) {
    return Svg.lines(words, (width - 2 * margin) / (bold ? BOLD : TYPE), type);
  }

  /**
   * What stands over a picture, broken into lines.
   *
   * @param title in bold
   * @param under in grey
   */
  record Heading(List<String> title, List<String> under) {}

  /** A heading, ready to be measured. */
  Heading heading(String words, List<String> under) {
    List<String> lines = new ArrayList<>();
    under.forEach(each -> lines.addAll(lines(each, small, false)));
    return new Heading(lines(words, title, true), lines);
  }

  /** Where the heading ends. */
  double bottom(Heading heading) {
    return 34 + (title + 4) * (heading.title().size() - 1) + line() * heading.under().size();
  }

  /** The height of the last lines. */
  double height(List<String> source) {
    return 12 + line() * source.size();
  }

  /** Begins a picture with its heading and its last lines. */
  Svg begin(
      double height,
      String language,
      String named,
      String description,
      Heading heading,
      List<String> source) {
    Svg svg = Svg.onPage(width, height, TALLEST, language, named, description);
    svg.box(0, 0, width, height, PanelGrid.WHITE);
    double y = 26;
    for (String words : heading.title()) {
      svg.text(margin, y, title, Anchor.START, PanelGrid.INK, true, words);
      y += title + 4;
    }
    words(svg, heading.under(), y - title - 4 + line() + 3, small);
    words(svg, source, height - 8 - line() * (source.size() - 1), small - 1);
    return svg;
  }

  /** Lines of grey words. */
  void words(Svg svg, List<String> lines, double top, double type) {
    double y = top;
    for (String words : lines) {
      svg.text(margin, y, type, Anchor.START, PanelGrid.GREY, false, words);
      y += line();
    }
  }
}
