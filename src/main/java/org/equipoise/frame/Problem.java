package org.equipoise.frame;

import org.equipoise.identity.PersonalNumber;

/**
 * What is wrong with one cell; with a place it makes a {@link org.equipoise.finding.Finding}.
 *
 * @param found the value in quotes, or {@code (hidden)} if it is personal or looks like a personal
 *     identity number, and the complaint
 * @param expected what would have been right
 */
public record Problem(String found, String expected) {

  private static final int SHOWN = 40;

  static Problem of(boolean personal, String text, String complaint, String expected) {
    boolean hide = personal || PersonalNumber.looksLike(text) || PersonalNumber.isIn(text);
    return new Problem((hide ? "(hidden)" : quote(text)) + " " + complaint, expected);
  }

  /** The text in quotes for a message: cut to 40 characters, control characters shown as blanks. */
  public static String quote(String text) {
    StringBuilder shown = new StringBuilder("\"");
    int end = Math.min(text.length(), SHOWN);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) ? ' ' : c);
    }
    return shown.append(end < text.length() ? "…\"" : "\"").toString();
  }
}
