package org.equipoise.frame;

/** Letters without a locale. */
final class Ascii {

  private Ascii() {}

  /** The text with A to Z in lower case. */
  static String lower(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        lower.setCharAt(i, (char) (c + 32));
      }
    }
    return lower.toString();
  }
}
