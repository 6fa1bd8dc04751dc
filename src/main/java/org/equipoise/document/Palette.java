package org.equipoise.document;

import java.util.List;
import java.util.Optional;

/**
 * The colours of pages and pictures, each as it is on paper and on a dark screen. Pictures name the
 * colour on paper; a page, or {@link #darkRules()} in a picture that stands alone, trades it where
 * the screen is dark.
 *
 * <p>Words in {@link #INK}, {@link #GREY}, {@link #ACCENT} and {@link #WARNING} have a contrast of
 * at least 4.5 to {@link #PAPER}, {@link #WAY} and {@link #LANE} in both schemes; the colours of
 * {@link Series} have at least 3 to the paper (WCAG 2.2, 1.4.3 and 1.4.11), and differ in lightness
 * so that they can be told apart in grey and by those who do not see all colours.
 */
public final class Palette {

  /** What everything stands on. */
  public static final String PAPER = "#ffffff";

  /** Words and numbers. */
  public static final String INK = "#1a1a1a";

  /** Words of less weight, axes. */
  public static final String GREY = "#5f6670";

  /** Borders and rules that carry meaning. */
  public static final String RULE = "#b8bec6";

  /** Lines to guide the eye. */
  public static final String GRID = "#e4e7eb";

  /** A quiet surface. */
  public static final String WAY = "#eef2f6";

  /** A surface that belongs together, such as what happened in one arm. */
  public static final String LANE = "#dbe7f0";

  /** What a picture is about: estimates, titles of boxes, links. */
  public static final String ACCENT = "#0b3c5d";

  /** The same without weight: marks of less importance. */
  public static final String SOFT = "#7f9fb8";

  /** Bands of uncertainty around {@link #ACCENT}. */
  public static final String BAND = "#d5e1eb";

  /** Marks of what is about some, where {@link #ACCENT} is about all. */
  public static final String SECOND = "#4a7a9c";

  /** Limits that enclose wider ones of {@link #BAND}, and bounds. */
  public static final String TINT = "#9fb9cd";

  /** What must not be overlooked. */
  public static final String WARNING = "#9c1c1c";

  /** The second colour beside {@link #ACCENT}, for the other arm. */
  public static final String AMBER = "#b35900";

  /** The third colour. */
  public static final String PLUM = "#7c2f6f";

  /** The fourth colour. */
  public static final String TEAL = "#1f8577";

  /** The fifth colour. */
  public static final String OLIVE = "#7a6a00";

  /** Bands of uncertainty around {@link #AMBER}. */
  public static final String AMBER_BAND = "#f6e3c8";

  /**
   * One colour.
   *
   * @param name as rules of style call it
   * @param light on paper, as pictures name it
   * @param dark on a dark screen
   */
  public record Colour(String name, String light, String dark) {}

  private static final List<Colour> COLOURS =
      List.of(
          new Colour("paper", PAPER, "#14181c"),
          new Colour("ink", INK, "#eceff2"),
          new Colour("grey", GREY, "#a9b2bc"),
          new Colour("rule", RULE, "#4f5964"),
          new Colour("grid", GRID, "#2b333b"),
          new Colour("way", WAY, "#1d242b"),
          new Colour("lane", LANE, "#213a4d"),
          new Colour("accent", ACCENT, "#9fcbea"),
          new Colour("soft", SOFT, "#5f86a3"),
          new Colour("band", BAND, "#27414f"),
          new Colour("warning", WARNING, "#ff9a92"),
          new Colour("second", SECOND, "#6f9fc0"),
          new Colour("tint", TINT, "#3f6079"),
          new Colour("amber", AMBER, "#e09a3a"),
          new Colour("plum", PLUM, "#e0a6d6"),
          new Colour("teal", TEAL, "#4db3a4"),
          new Colour("olive", OLIVE, "#d9c74f"),
          new Colour("amber-band", AMBER_BAND, "#4a3717"));

  private Palette() {}

  /** Every colour, paper first. */
  public static List<Colour> colours() {
    return COLOURS;
  }

  /** The colour that is {@code light} on paper; empty when it is not one of these. */
  public static Optional<Colour> of(String light) {
    return COLOURS.stream().filter(colour -> colour.light().equals(light)).findFirst();
  }

  /**
   * Rules for a picture that stands alone, see {@link Svg#style}: other colours on dark screens.
   */
  public static String darkRules() {
    StringBuilder rules = new StringBuilder("@media screen and (prefers-color-scheme: dark) {");
    for (Colour colour : COLOURS) {
      for (String attribute : List.of("fill", "stroke")) {
        rules.append('[').append(attribute).append("='").append(colour.light()).append("']{");
        rules.append(attribute).append(':').append(colour.dark()).append('}');
      }
    }
    return rules.append('}').toString();
  }
}
