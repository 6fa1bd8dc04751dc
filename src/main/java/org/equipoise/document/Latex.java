package org.equipoise.document;

import java.util.Map;

/**
 * Words where LaTeX stands: nothing in them is a command, and what its letters lack is written out.
 */
final class Latex {

  private static final Map<Character, String> WRITTEN =
      Map.ofEntries(
          Map.entry('\\', "\\textbackslash{}"),
          Map.entry('{', "\\{"),
          Map.entry('}', "\\}"),
          Map.entry('#', "\\#"),
          Map.entry('$', "\\$"),
          Map.entry('%', "\\%"),
          Map.entry('&', "\\&"),
          Map.entry('_', "\\_"),
          Map.entry('^', "\\textasciicircum{}"),
          Map.entry('~', "\\textasciitilde{}"),
          Map.entry('<', "$<$"),
          Map.entry('>', "$>$"),
          Map.entry('|', "$|$"),
          Map.entry('"', "{\\tt\\char34}"),
          Map.entry('[', "{[}"),
          Map.entry(']', "{]}"),
          Map.entry('\n', " "),
          Map.entry('\u00a0', "~"),
          Map.entry('\u202f', "\\,"),
          Map.entry('\u2009', "\\,"),
          Map.entry('\u2007', "\\phantom{0}"),
          Map.entry('\u00b7', "$\\cdot$"),
          Map.entry('\u00b1', "$\\pm$"),
          Map.entry('\u00d7', "$\\times$"),
          Map.entry('\u00b2', "$^2$"),
          Map.entry('\u00b3', "$^3$"),
          Map.entry('\u2013', "--"),
          Map.entry('\u2014', "---"),
          Map.entry('\u2018', "`"),
          Map.entry('\u2019', "'"),
          Map.entry('\u201c', "``"),
          Map.entry('\u201d', "''"),
          Map.entry('\u2022', "\\textbullet{}"),
          Map.entry('\u2026', "\\ldots{}"),
          Map.entry('\u2190', "$\\leftarrow$"),
          Map.entry('\u2192', "$\\rightarrow$"),
          Map.entry('\u2212', "$-$"),
          Map.entry('\u2248', "$\\approx$"),
          Map.entry('\u2260', "$\\neq$"),
          Map.entry('\u2264', "$\\leq$"),
          Map.entry('\u2265', "$\\geq$"),
          Map.entry('\u0394', "$\\Delta$"),
          Map.entry('\u03b1', "$\\alpha$"),
          Map.entry('\u03b2', "$\\beta$"),
          Map.entry('\u03bb', "$\\lambda$"),
          Map.entry('\u03c1', "$\\rho$"),
          Map.entry('\u03c3', "$\\sigma$"),
          Map.entry('\u03c4', "$\\tau$"),
          Map.entry('\u03c7', "$\\chi$"));

  private Latex() {}

  /** Words in running text or a cell. */
  static String escaped(String words) {
    StringBuilder text = new StringBuilder(words.length() + 16);
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      String written = WRITTEN.get(c);
      text.append(written == null ? String.valueOf(c) : written);
    }
    return text.toString();
  }
}
