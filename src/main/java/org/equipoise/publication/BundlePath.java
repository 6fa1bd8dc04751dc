package org.equipoise.publication;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names that files in a bundle may have: those that mean the same file on every system. Parts of
 * ASCII letters, digits, {@code . _ -}, each beginning with a letter or digit, set apart by single
 * slashes.
 */
public final class BundlePath {

  private static final int LONGEST = 200;
  private static final int DEEPEST = 4;

  /** Names that mean devices on Windows, whatever their ending. */
  private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

  private BundlePath() {}

  /** What is wrong with a name; null when it may be used. */
  public static @Nullable String fault(String name) {
    if (name.isEmpty() || name.length() > LONGEST) {
      return "a name of " + name.length() + " characters";
    } else if (name.charAt(0) == '/') {
      return "an absolute name";
    } else if (name.indexOf('\\') >= 0) {
      return "a name with a backslash";
    } else if (name.indexOf(':') >= 0) {
      return "a name with a drive letter or a colon";
    } else if (name.endsWith("/")) {
      return "a folder in the place of a file";
    }
    String[] parts = name.split("/", -1);
    if (parts.length > DEEPEST) {
      return "a file in more than " + (DEEPEST - 1) + " folders";
    }
    for (String part : parts) {
      String fault = ofPart(part);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private static @Nullable String ofPart(String part) {
    if (part.equals("..") || part.equals(".")) {
      return "a name that leads out of its folder";
    }
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean plain = isAlphanumeric(c);
      if (!plain && c != '.' && c != '_' && c != '-') {
        return "a name with a character that is no plain letter, digit, '.', '_' or '-'";
      }
    }
    if (part.isEmpty() || !isAlphanumeric(part.charAt(0)) || part.endsWith(".")) {
      return "a name with a part that begins or ends in a sign, or is empty";
    }
    int dot = part.indexOf('.');
    String stem = (dot < 0 ? part : part.substring(0, dot)).toLowerCase(Locale.ROOT);
    boolean port = stem.length() == 4 && (stem.startsWith("com") || stem.startsWith("lpt"));
    return DEVICES.contains(stem) || (port && Character.isDigit(stem.charAt(3)))
        ? "a name that means a device on Windows"
        : null;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** A name as those systems see it that take capital and small letters for the same. */
  public static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Whether a text has a sign that is not seen, or that changes how others are shown. */
  public static boolean misleads(String text) {
    return text.codePoints().anyMatch(BundlePath::misleads);
  }

  private static boolean misleads(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /**
   * A text of somebody else's for a screen or a page: signs that are not seen, or that would change
   * how others are shown, stand there by their numbers. Line feeds stay.
   */
  public static String visible(String text) {
    if (!misleads(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n' || !misleads(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
              }
            });
    return out.toString();
  }

  /** A name for a message: what is not plain is shown by its number, so that it cannot mislead. */
  public static String shown(String name) {
    StringBuilder out = new StringBuilder();
    int end = Math.min(name.length(), 60);
    for (int i = 0; i < end; i++) {
      char c = name.charAt(i);
      if (c > 0x20 && c < 0x7f) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return end < name.length() ? out + "…" : out.toString();
  }
}
