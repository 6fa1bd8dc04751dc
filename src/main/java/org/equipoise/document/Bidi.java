package org.equipoise.document;

import java.util.regex.Pattern;

/**
 * Control characters that turn the direction of text around (Unicode Standard Annex 9, section 2).
 * Words of a protocol with them could make a page read otherwise than it is written, beyond the
 * words themselves; no form of a report holds them.
 */
final class Bidi {

  private static final Pattern CONTROLS = Pattern.compile("[\\u202a-\\u202e\\u2066-\\u2069]");

  private Bidi() {}

  /** The words without such characters. */
  static String without(String words) {
    return CONTROLS.matcher(words).replaceAll("");
  }

  /** Whether a character is one of them. */
  static boolean control(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }
}
