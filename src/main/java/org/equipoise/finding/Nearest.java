package org.equipoise.finding;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name a person probably meant. */
public final class Nearest {

  private Nearest() {}

  /**
   * The known name with the fewest slips (a letter added, lost, changed, or two swapped; case is
   * free) from {@code written}; null when every name needs more than a third of its letters
   * changed, or all of them. The first wins a tie.
   */
  public static @Nullable String to(String written, Collection<String> known) {
    String lower = written.toLowerCase(Locale.ROOT);
    String best = null;
    int fewest = Integer.MAX_VALUE;
    for (String name : known) {
      int slips = slips(lower, name.toLowerCase(Locale.ROOT));
      int length = Math.max(written.length(), name.length());
      if (slips <= Math.max(1, length / 3) && slips < length && slips < fewest) {
        best = name;
        fewest = slips;
      }
    }
    return best;
  }

  /** {@code did you mean 'x'?}, or the whole list of known names when none is near. */
  public static String hint(String written, Collection<String> known) {
    String near = to(written, known);
    if (near != null) {
      return "did you mean '" + near + "'?";
    }
    return known.isEmpty() ? "none is declared" : "known: " + String.join(", ", known);
  }

  /** Optimal string alignment distance, three rows at a time. */
  private static int slips(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] above = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(above[j] + 1, row[j - 1] + 1), above[j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] spare = before;
      before = above;
      above = row;
      row = spare;
    }
    return above[b.length()];
  }
}
