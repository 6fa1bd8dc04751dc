package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Language;
import org.equipoise.document.Palette;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;

/**
 * A picture under construction: a title, bands from top to bottom, each as high as it needs, and
 * where it all comes from. Every picture of a report has the margins and letters of one {@link
 * Format}.
 */
final class Sheet {

  /** How much wider bold letters are. */
  static final double BOLD = 1.08;

  /** How much wider than reckoned the letters of some systems are. */
  static final double ROOMY = 1.1;

  private static final double TITLE = 15;
  private static final double TITLE_LINE = 19;
  private static final double TALLEST = 250;

  /** Longer titles end in an ellipsis. */
  private static final int LONGEST_TITLE = 160;

  /** For whom: a page or a phone. */
  enum Format {
    /** 180 mm of paper. */
    WIDE(720, 12, 11, 9.5, 13),
    /** A screen some 360 pixels wide: nothing smaller than 10. */
    NARROW(360, 8, 12, 10.5, 15);

    private final double width;
    private final double margin;
    private final double size;
    private final double small;
    private final double line;

    Format(double width, double margin, double size, double small, double line) {
      this.width = width;
      this.margin = margin;
      this.size = size;
      this.small = small;
      this.line = line;
    }

    double width() {
      return width;
    }

    double left() {
      return margin;
    }

    double right() {
      return width - margin;
    }

    /** Between the margins. */
    double room() {
      return width - 2 * margin;
    }

    /** Of the letters of labels and numbers. */
    double size() {
      return size;
    }

    /** Of the letters of heads, axes and remarks. */
    double small() {
      return small;
    }

    /** From one line of labels to the next. */
    double line() {
      return line;
    }

    boolean narrow() {
      return this == NARROW;
    }
  }

  /** Paints what it has to say from some height on. */
  interface Band {
    void paint(Svg svg, double top);
  }

  private record Placed(double top, Band band) {}

  private final Format format;
  private final List<Placed> bands = new ArrayList<>();
  private double height;

  Sheet(Format format, String title) {
    this.format = format;
    this.height = 10;
    if (title.isEmpty()) {
      // A page says it over the picture.
      return;
    }
    String fitting = Svg.shortened(title, LONGEST_TITLE);
    List<String> lines = Svg.lines(fitting, format.room() / BOLD, TITLE);
    add(
        TITLE_LINE * lines.size() + 3,
        (svg, top) -> {
          for (int i = 0; i < lines.size(); i++) {
            double y = top + 15 + i * TITLE_LINE;
            svg.text(format.left(), y, TITLE, Anchor.START, Palette.INK, true, lines.get(i));
          }
        });
  }

  Format format() {
    return format;
  }

  /** Puts a band under what is there. */
  void add(double tall, Band band) {
    bands.add(new Placed(height, band));
    height += tall;
  }

  /** Leaves room. */
  void skip(double tall) {
    height += tall;
  }

  /** Puts words of labels' size under what is there, on as many lines as they need. */
  void words(String words) {
    words(words, format.size(), Palette.INK, false);
  }

  /** Puts small grey words under what is there. */
  void remark(String words) {
    words(words, format.small(), Palette.GREY, false);
  }

  void words(String words, double size, String colour, boolean bold) {
    if (words.isEmpty()) {
      return;
    }
    List<String> lines = Svg.lines(words, format.room() / (bold ? BOLD : 1), size);
    double step = size + 3;
    add(
        step * lines.size() + 2,
        (svg, top) -> {
          for (int i = 0; i < lines.size(); i++) {
            double y = top + size + i * step;
            svg.text(format.left(), y, size, Anchor.START, colour, bold, lines.get(i));
          }
        });
  }

  /** A rule across the sheet. */
  void rule() {
    add(
        8,
        (svg, top) ->
            svg.line(format.left(), top + 4, format.right(), top + 4, Palette.RULE, 0.6, ""));
  }

  /** The picture, one self-contained SVG document. */
  String svg(Language language, String title, String description, String source) {
    skip(6);
    words(source, format.narrow() ? 10 : 9.2, Palette.GREY, false);
    double tall = height + 6;
    Svg svg =
        Svg.onPage(
            format.width(),
            tall,
            TALLEST,
            language.tag(),
            Svg.shortened(title, LONGEST_TITLE),
            description);
    svg.style(Palette.darkRules());
    svg.box(0, 0, format.width(), tall, Palette.PAPER);
    for (Placed placed : bands) {
      svg.begin();
      placed.band().paint(svg, placed.top());
      svg.end();
    }
    return svg.document();
  }
}
