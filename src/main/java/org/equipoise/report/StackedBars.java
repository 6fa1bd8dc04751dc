package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Picture;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.jspecify.annotations.Nullable;

/**
 * Counts of people in lying bars, one a site or wave, each cut into parts that are told apart by
 * shade and by hatching, so that they can be read in black and white. On a phone names stand over
 * their bars.
 */
final class StackedBars {

  private static final double BAR = 16;

  /** Share of a wide picture that names may take. */
  private static final double NAMES = 0.45;

  /**
   * One part of every bar.
   *
   * @param words what it is
   * @param fill its shade
   * @param hatched whether it is striped
   */
  record Part(String words, String fill, boolean hatched) {}

  /**
   * One bar.
   *
   * @param name whose it is
   * @param counts one a part
   * @param tail what stands at its end
   * @param mark where a mark stands, in people; null for none
   */
  record Bar(String name, List<Integer> counts, String tail, @Nullable Integer mark) {
    /** Keeps its own copy. */
    Bar {
      counts = List.copyOf(counts);
    }

    int total() {
      return counts.stream().mapToInt(Integer::intValue).sum();
    }
  }

  private final List<Part> parts;
  private final List<Bar> bars;
  private final String marked;
  private final Language language;
  private final Numerals numerals;

  /**
   * Bars of the same parts.
   *
   * @param marked what the mark means; empty where no bar has one
   */
  StackedBars(List<Part> parts, List<Bar> bars, String marked, Language language) {
    this.parts = List.copyOf(parts);
    this.bars = List.copyOf(bars);
    this.marked = marked;
    this.language = language;
    this.numerals = new Numerals(language);
  }

  /**
   * The picture.
   *
   * @param under what stands under its title
   * @param source where its numbers come from
   */
  Picture picture(String name, String title, String under, String source) {
    return picture(name, title, true, under, source);
  }

  /** The same for a page that says the title over the picture: it does not stand inside again. */
  Picture captioned(String name, String title, String under, String source) {
    return picture(name, title, false, under, source);
  }

  private Picture picture(String name, String title, boolean inside, String under, String source) {
    String words = description();
    return new Picture(
        name,
        title,
        words,
        svg(PanelSheet.SCREEN, title, inside, under, source, words),
        svg(PanelSheet.PHONE, title, inside, under, source, words));
  }

  /** Every number in words. */
  private String description() {
    List<String> told = new ArrayList<>();
    for (Bar bar : bars) {
      List<String> counts = new ArrayList<>();
      for (int k = 0; k < parts.size(); k++) {
        counts.add(parts.get(k).words() + " " + numerals.count(bar.counts().get(k)));
      }
      Integer mark = bar.mark();
      if (mark != null) {
        counts.add(marked + " " + numerals.count(mark));
      }
      told.add(bar.name() + ": " + String.join(", ", counts) + ".");
    }
    return String.join(" ", told);
  }

  private String svg(
      PanelSheet sheet, String title, boolean inside, String under, String source, String words) {
    PanelSheet.Heading full = sheet.heading(title, under.isEmpty() ? List.of() : List.of(under));
    PanelSheet.Heading heading = inside ? full : new PanelSheet.Heading(List.of(), full.under());
    List<String> sources = sheet.lines(source, sheet.small() - 1, false);
    double top = sheet.bottom(heading) + (sheet.phone() ? 4 : 8);
    double row = sheet.phone() ? sheet.line() + BAR + 10 : BAR + 9;
    double base = top + row * bars.size();
    double total = base + 14 + legend(null, sheet, 0) + sheet.height(sources);
    Svg svg = sheet.begin(total, language.tag(), title, words, heading, sources);
    double end = sheet.width() - sheet.margin();
    double tail = 0;
    double names = 0;
    for (Bar bar : bars) {
      tail = Math.max(tail, PanelSheet.room(bar.tail(), sheet.small(), false));
      names = Math.max(names, PanelSheet.room(bar.name(), sheet.small(), false));
    }
    double left =
        sheet.phone()
            ? sheet.margin()
            : sheet.margin() + Math.min(NAMES * sheet.width(), names) + 8;
    double right = sheet.phone() ? end : end - tail - 8;
    int most = 1;
    for (Bar bar : bars) {
      Integer mark = bar.mark();
      most = Math.max(most, Math.max(bar.total(), mark == null ? 0 : mark));
    }
    for (int k = 0; k < bars.size(); k++) {
      Bar bar = bars.get(k);
      double y = top + k * row + (sheet.phone() ? sheet.line() : 0);
      double line = sheet.phone() ? y - 1 : y + BAR / 2 + 3.5;
      double room = sheet.phone() ? end - sheet.margin() - tail - 8 : left - sheet.margin() - 4;
      String name = fitted(bar.name(), room, sheet.small());
      svg.text(sheet.margin(), line, sheet.small(), Anchor.START, PanelGrid.INK, false, name);
      svg.text(end, line, sheet.small(), Anchor.END, PanelGrid.GREY, false, bar.tail());
      bar(svg, sheet, bar, left, sheet.phone() ? y + 4 : y, (right - left) / most);
    }
    legend(svg, sheet, base + 12);
    return svg.document();
  }

  private void bar(Svg svg, PanelSheet sheet, Bar bar, double left, double y, double unit) {
    double x = left;
    for (int k = 0; k < parts.size(); k++) {
      int count = bar.counts().get(k);
      double wide = count * unit;
      if (count > 0) {
        Part part = parts.get(k);
        fill(svg, part, x, y, wide, BAR);
        String words = numerals.count(count);
        if (PanelSheet.room(words, sheet.small(), false) + 4 < wide) {
          double middle = clear(bar, left, unit, x, wide, words, sheet.small());
          boolean dark = dark(part.fill());
          String colour = dark ? PanelGrid.WHITE : PanelGrid.INK;
          if (part.hatched()) {
            // Stripes behind digits would make them hard to read.
            double room = PanelSheet.room(words, sheet.small(), false) + 4;
            svg.box(middle - room / 2, y + 2, room, BAR - 4, PanelGrid.WHITE);
          }
          double line = y + BAR / 2 + 3.5;
          svg.text(middle, line, sheet.small(), Anchor.MIDDLE, colour, false, words);
        }
      }
      x += wide;
    }
    Integer mark = bar.mark();
    if (mark != null) {
      double at = left + mark * unit;
      svg.line(at, y - 3, at, y + BAR + 3, PanelGrid.WHITE, 5, "");
      svg.line(at, y - 4, at, y + BAR + 4, PanelGrid.INK, 2, "");
    }
  }

  /** The middle of a part, or of its first half where the mark would run through the number. */
  private static double clear(
      Bar bar, double left, double unit, double x, double wide, String words, double size) {
    Integer mark = bar.mark();
    double middle = x + wide / 2;
    double room = PanelSheet.room(words, size, false) / 2 + 5;
    boolean hit = mark != null && Math.abs(left + mark * unit - middle) < room;
    return hit && wide > 4 * room ? x + wide / 4 : middle;
  }

  private static boolean dark(String fill) {
    return Integer.parseInt(fill.substring(1, 3), 16) < 0x80;
  }

  private static void fill(Svg svg, Part part, double x, double y, double width, double height) {
    svg.box(x, y, width, height, part.fill());
    if (part.hatched()) {
      for (double at = 3; at < width; at += 4) {
        svg.line(x + at - 2, y + height, x + at, y, PanelGrid.GREY, 0.6, "");
      }
    }
    svg.line(x, y, x, y + height, PanelGrid.WHITE, 0.6, "");
  }

  private static String fitted(String name, double room, double size) {
    String shown = name;
    while (PanelSheet.room(shown, size, false) > room && shown.length() > 4) {
      shown = shown.substring(0, shown.length() - 2).stripTrailing() + "\u2026";
    }
    return shown;
  }

  private double legend(@Nullable Svg svg, PanelSheet sheet, double top) {
    double x = sheet.margin();
    double y = top;
    List<String> all = new ArrayList<>();
    parts.forEach(part -> all.add(part.words()));
    if (!marked.isEmpty()) {
      all.add(marked);
    }
    for (int k = 0; k < all.size(); k++) {
      double room = 19 + PanelSheet.room(all.get(k), sheet.small(), false);
      if (x > sheet.margin() && x + room > sheet.width() - sheet.margin()) {
        x = sheet.margin();
        y += sheet.line() + 4;
      }
      if (svg != null) {
        if (k < parts.size()) {
          fill(svg, parts.get(k), x, y - 5, 13, 10);
        } else {
          svg.line(x + 6, y - 6, x + 6, y + 6, PanelGrid.INK, 2, "");
        }
        String words = all.get(k);
        svg.text(x + 18, y + 3.5, sheet.small(), Anchor.START, PanelGrid.GREY, false, words);
      }
      x += room + 10;
    }
    return y - top + sheet.line();
  }
}
