package org.equipoise.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Writes one SVG document. Positions are in units of the view box, rounded to hundredths. */
public final class Svg {

  /** Millimetres a unit. */
  private static final double MILLIMETRES = 0.25;

  private final StringBuilder out = new StringBuilder(8192);
  private final Deque<String> open = new ArrayDeque<>();

  /** Where a text is anchored. */
  public enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** Opens a picture with its name and a description in words. */
  public Svg(double width, double height, String language, String title, String description) {
    this(width, height, MILLIMETRES, language, title, description);
  }

  /** The same, no taller on paper than some millimetres. */
  public static Svg onPage(
      double width,
      double height,
      double tallest,
      String language,
      String title,
      String description) {
    double millimetres = Math.min(MILLIMETRES, tallest / height);
    return new Svg(width, height, millimetres, language, title, description);
  }

  private Svg(
      double width,
      double height,
      double millimetres,
      String language,
      String title,
      String description) {
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    open("svg")
        .set("xmlns", "http://www.w3.org/2000/svg")
        .set("width", number(width * millimetres) + "mm")
        .set("height", number(height * millimetres) + "mm")
        .set("viewBox", "0 0 " + number(width) + " " + number(height))
        .set("role", "img")
        .set("xml:lang", language)
        .set("aria-labelledby", "figure-title figure-description")
        .set(
            "font-family",
            "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif")
        .done();
    leaf("title", "figure-title", title);
    leaf("desc", "figure-description", description);
  }

  private void leaf(String name, String id, String words) {
    out.append('<').append(name);
    set("id", id);
    out.append('>').append(escaped(words)).append("</").append(name).append(">\n");
  }

  private Svg open(String name) {
    out.append('<').append(name);
    open.push(name);
    return this;
  }

  private Svg set(String name, String value) {
    out.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
    return this;
  }

  private Svg set(String name, double value) {
    return set(name, number(value));
  }

  private void done() {
    out.append(">\n");
  }

  private void empty() {
    open.pop();
    out.append("/>\n");
  }

  /** Begins a group that belongs together. */
  public void begin() {
    open("g").done();
  }

  /** Ends the last group, or the picture. */
  public void end() {
    out.append("</").append(open.pop()).append(">\n");
  }

  /** A straight line; {@code dash} is empty for a solid one. */
  public void line(
      double x1, double y1, double x2, double y2, String colour, double width, String dash) {
    open("line").set("x1", x1).set("y1", y1).set("x2", x2).set("y2", y2);
    set("stroke", colour).set("stroke-width", width);
    if (!dash.isEmpty()) {
      set("stroke-dasharray", dash);
    }
    empty();
  }

  /** A line through points. */
  public void path(double[] x, double[] y, String colour, double width, String dash) {
    open("polyline").set("points", points(x, y)).set("fill", "none");
    set("stroke", colour).set("stroke-width", width).set("stroke-linejoin", "round");
    if (!dash.isEmpty()) {
      set("stroke-dasharray", dash);
    }
    empty();
  }

  /** The area between two lines over the same positions. */
  public void area(double[] x, double[] low, double[] high, String colour) {
    double[] back = new double[x.length];
    double[] top = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      back[i] = x[x.length - 1 - i];
      top[i] = high[x.length - 1 - i];
    }
    open("polygon").set("points", points(x, low) + " " + points(back, top));
    set("fill", colour).empty();
  }

  private static String points(double[] x, double[] y) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      points.append(i == 0 ? "" : " ").append(number(x[i])).append(',').append(number(y[i]));
    }
    return points.toString();
  }

  /** A ring around a point. */
  public void ring(double x, double y, double radius, String fill, String colour) {
    open("circle").set("cx", x).set("cy", y).set("r", radius);
    set("fill", fill).set("stroke", colour).set("stroke-width", 1).empty();
  }

  /** A square around a point. */
  public void square(double x, double y, double side, String colour) {
    open("rect").set("x", x - side / 2).set("y", y - side / 2);
    set("width", side).set("height", side).set("fill", colour).empty();
  }

  /** A rectangle. */
  public void box(double x, double y, double width, double height, String colour) {
    open("rect").set("x", x).set("y", y).set("width", width).set("height", height);
    set("fill", colour).empty();
  }

  /** A rectangle with a border. */
  public void frame(double x, double y, double width, double height, String fill, String border) {
    open("rect").set("x", x).set("y", y).set("width", width).set("height", height).set("rx", 3);
    set("fill", fill).set("stroke", border).set("stroke-width", 0.9).empty();
  }

  /** Rules for colours, such as those of a dark screen. */
  public void style(String css) {
    out.append("<style>").append(escaped(css)).append("</style>\n");
  }

  /** A triangle that points down, from its tip. */
  public void arrowDown(double x, double y, double height, String colour) {
    String base = number(y - height);
    String points = number(x) + "," + number(y) + " " + number(x - 3.5) + "," + base;
    open("polygon").set("points", points + " " + number(x + 3.5) + "," + base);
    set("fill", colour).empty();
  }

  /** A triangle from its tip. */
  public void arrowHead(double x, double y, double toward, String colour) {
    String points =
        number(x)
            + ","
            + number(y)
            + " "
            + number(x - toward)
            + ","
            + number(y - 3.5)
            + " "
            + number(x - toward)
            + ","
            + number(y + 3.5);
    open("polygon").set("points", points).set("fill", colour).empty();
  }

  /** Words on one line. */
  public void text(
      double x, double y, double size, Anchor anchor, String colour, boolean bold, String words) {
    out.append("<text");
    set("x", x).set("y", y).set("font-size", size).set("fill", colour);
    if (anchor != Anchor.START) {
      set("text-anchor", anchor == Anchor.END ? "end" : "middle");
    }
    if (bold) {
      set("font-weight", "600");
    }
    out.append('>').append(escaped(words)).append("</text>\n");
  }

  /** The document. */
  public String document() {
    while (!open.isEmpty()) {
      end();
    }
    return out.toString();
  }

  /** Roughly how wide words are in a sans-serif type. */
  public static double width(String words, double size) {
    double ems = 0;
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if ("ijlftrI.,;:'|!()[] \u00a0\u00b7".indexOf(c) >= 0) {
        ems += 0.31;
      } else if ("mwMW%@\u2190\u2192".indexOf(c) >= 0) {
        ems += 0.87;
      } else {
        ems += Character.isUpperCase(c) ? 0.68 : 0.56;
      }
    }
    return ems * size;
  }

  /** Words broken into lines that fit. */
  public static List<String> lines(String words, double width, double size) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : words.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, size) > width) {
        lines.add(line);
        longer = word;
      }
      line = longer;
    }
    lines.add(line);
    return lines;
  }

  /** Words cut to so many characters, the last of them an ellipsis, where they are longer. */
  public static String shortened(String words, int most) {
    if (words.codePointCount(0, words.length()) <= most) {
      return words;
    }
    return words.substring(0, words.offsetByCodePoints(0, most - 1)).strip() + "\u2026";
  }

  private static String number(double value) {
    long hundredths = Math.round(value * 100);
    String sign = hundredths < 0 ? "-" : "";
    long size = Math.abs(hundredths);
    long rest = size % 100;
    if (rest == 0) {
      return sign + size / 100;
    }
    String decimals = rest % 10 == 0 ? "" + rest / 10 : (rest < 10 ? "0" : "") + rest;
    return sign + size / 100 + "." + decimals;
  }

  /** Markup characters as references; characters that XML forbids as the replacement character. */
  private static String escaped(String words) {
    StringBuilder text = new StringBuilder(words.length() + 16);
    words
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                default -> {
                  if (!Bidi.control(c)) {
                    text.appendCodePoint(allowed(c) ? c : 0xFFFD);
                  }
                }
              }
            });
    return text.toString();
  }

  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
