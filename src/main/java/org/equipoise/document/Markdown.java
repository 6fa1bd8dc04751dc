package org.equipoise.document;

/** Words of a document where Markdown stands: what Markdown would read as a mark is escaped. */
final class Markdown {

  private static final String MARKS = "\\`*_[]<>|~$";

  private Markdown() {}

  /** Words within a line. */
  static String escaped(String words) {
    StringBuilder text = new StringBuilder(words.length() + 8);
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (MARKS.indexOf(c) >= 0) {
        text.append('\\').append(c);
      } else if (c == '&') {
        text.append("&amp;");
      } else {
        text.append(c == '\n' || c == '\r' ? ' ' : c);
      }
    }
    return text.toString();
  }

  /** Words at the beginning of a line, where a number with a dot or a dash would begin a list. */
  static String line(String words) {
    String text = escaped(words.strip());
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    if (digits < text.length() && "#+-=.)".indexOf(text.charAt(digits)) >= 0) {
      boolean ends = digits + 1 == text.length() || text.charAt(digits + 1) == ' ';
      boolean list = ".)".indexOf(text.charAt(digits)) >= 0 && digits > 0 && ends;
      boolean mark = "#+-=".indexOf(text.charAt(digits)) >= 0 && digits == 0;
      if (list || mark) {
        return text.substring(0, digits) + "\\" + text.substring(digits);
      }
    }
    return text;
  }

  /** Text that machines read, fenced by more backticks than it holds in a row. */
  static String fenced(String text) {
    int longest = 2;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    return fence + "\n" + text + (text.endsWith("\n") ? "" : "\n") + fence + "\n";
  }
}
