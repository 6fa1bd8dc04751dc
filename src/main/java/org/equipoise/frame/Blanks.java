package org.equipoise.frame;

/** What counts as blank around a cell: more than Java's own idea, which forgets no-break blanks. */
public final class Blanks {

  private Blanks() {}

  /** Whether a character is blank: control characters and every space Unicode has. */
  public static boolean isBlank(char c) {
    return c <= ' '
        || c == '\u00a0'
        || (c >= '\u2000' && c <= '\u200a')
        || c == '\u202f'
        || c == '\u205f'
        || c == '\u3000'
        || c == '\ufeff';
  }

  /** The text without blanks at its ends. */
  public static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }
}
