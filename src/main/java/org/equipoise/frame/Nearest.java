package org.equipoise.frame;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds what somebody probably meant. */
public final class Nearest {

  private Nearest() {}

  /**
   * The candidate nearest to a word by edit distance (Levenshtein 1966), case aside; the first of
   * several equally near. Null if none is near: more than a third of the longer word would have to
   * change, or more than one character of a word of up to three.
   */
  public static @Nullable String to(String word, Collection<String> candidates) {
    String nearest = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      int length = Math.max(word.length(), candidate.length());
      int distance = distance(word, candidate);
      if (distance < least && distance <= Math.max(1, length / 3) && distance < length) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (same(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static boolean same(char a, char b) {
    return Character.toLowerCase(a) == Character.toLowerCase(b);
  }
}
