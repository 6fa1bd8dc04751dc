package org.equipoise.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.equipoise.document.Palette.Colour;
import org.junit.jupiter.api.Test;

class PaletteTest {

  /** Relative luminance, WCAG 2.2, "relative luminance". */
  private static double luminance(String colour) {
    double[] parts = new double[3];
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      parts[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }

  /** Contrast ratio, WCAG 2.2, "contrast ratio". */
  private static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static Colour of(String light) {
    return Palette.of(light).orElseThrow();
  }

  @Test
  void contrast_ofBlackOnWhiteIsTwentyOne() {
    assertEquals(21, contrast("#000000", "#ffffff"), 1e-12);
  }

  @Test
  void words_areLegibleOnEverySurfaceInBothSchemes() {
    for (Function<Colour, String> scheme :
        List.<Function<Colour, String>>of(Colour::light, Colour::dark)) {
      for (String words : List.of(Palette.INK, Palette.GREY, Palette.ACCENT, Palette.WARNING)) {
        for (String surface : List.of(Palette.PAPER, Palette.WAY, Palette.LANE)) {
          double ratio = contrast(scheme.apply(of(words)), scheme.apply(of(surface)));
          assertTrue(ratio >= 4.5, () -> words + " on " + surface + ": " + ratio);
        }
      }
    }
  }

  @Test
  void series_areSeenOnPaperAndToldApartInGrey() {
    for (Function<Colour, String> scheme :
        List.<Function<Colour, String>>of(Colour::light, Colour::dark)) {
      String paper = scheme.apply(of(Palette.PAPER));
      for (Series series : Series.values()) {
        double ratio = contrast(scheme.apply(of(series.colour())), paper);
        assertTrue(ratio >= 3, () -> series + ": " + ratio);
      }
      // Their names and numbers are words in these colours (WCAG 2.2, 1.4.3).
      for (Series named : List.of(Series.FIRST, Series.SECOND)) {
        double words = contrast(scheme.apply(of(named.colour())), paper);
        assertTrue(words >= 4.5, () -> named + " as words: " + words);
      }
      // The two arms of most trials differ most; the others have marks and dashes besides.
      double arms =
          contrast(
              scheme.apply(of(Series.FIRST.colour())), scheme.apply(of(Series.SECOND.colour())));
      assertTrue(arms >= 1.3, () -> "arms: " + arms);
    }
  }

  @Test
  void series_differInMarkDashAndColour() {
    Set<String> seen = new HashSet<>();
    for (Series series : Series.values()) {
      assertTrue(seen.add(series.colour()));
      assertTrue(seen.add("dash " + series.dash()));
      assertTrue(seen.add(series.mark().name()));
    }
    assertEquals(Series.FIRST, Series.of(5));
  }

  @Test
  void colours_haveNamesOfTheirOwnAndSixFigures() {
    Set<String> names = new HashSet<>();
    Set<String> light = new HashSet<>();
    for (Colour colour : Palette.colours()) {
      assertTrue(names.add(colour.name()));
      assertTrue(light.add(colour.light()));
      assertTrue(colour.light().matches("#[0-9a-f]{6}"));
      assertTrue(colour.dark().matches("#[0-9a-f]{6}"));
      assertEquals(colour.name(), colour.name().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void darkRules_tradeEveryColour() {
    String rules = Palette.darkRules();
    assertTrue(rules.startsWith("@media screen and (prefers-color-scheme: dark) {"));
    assertTrue(rules.contains("[fill='#1a1a1a']{fill:#eceff2}"));
    assertTrue(rules.contains("[stroke='#0b3c5d']{stroke:#9fcbea}"));
  }
}
