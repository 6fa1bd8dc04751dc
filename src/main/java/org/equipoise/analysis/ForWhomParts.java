package org.equipoise.analysis;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * The parts of the intake as rows of one table: what they are called and which must be withheld.
 */
final class ForWhomParts {

  private ForWhomParts() {}

  /**
   * The parts of a whole that must not be shown: those with a small count, and as many others, the
   * smallest first, as are needed so that the whole less the parts shown tells no small count.
   *
   * @param counts for each part the same kinds of counts, each of which sums to a known whole
   * @param limit counts from 1 to one less than this are small
   */
  static boolean[] withheld(List<List<Integer>> counts, int limit) {
    boolean[] withheld = new boolean[counts.size()];
    for (int g = 0; g < withheld.length; g++) {
      withheld[g] = counts.get(g).stream().anyMatch(count -> small(count, limit));
    }
    int kinds = counts.isEmpty() ? 0 : counts.get(0).size();
    for (int k = 0; k < kinds; k++) {
      int kind = k;
      if (counts.stream().anyMatch(part -> small(part.get(kind), limit))) {
        int next = 0;
        while (next >= 0 && tells(counts, withheld, k, limit)) {
          next = smallest(counts, withheld, k);
          if (next >= 0) {
            withheld[next] = true;
          }
        }
      }
    }
    return withheld;
  }

  private static boolean small(int count, int limit) {
    return count > 0 && count < limit;
  }

  /** Whether one count alone, or a small sum, is what the parts shown leave of the whole. */
  private static boolean tells(
      List<List<Integer>> counts, boolean[] withheld, int kind, int limit) {
    int parts = 0;
    int together = 0;
    for (int g = 0; g < withheld.length; g++) {
      if (withheld[g]) {
        parts += counts.get(g).get(kind) > 0 ? 1 : 0;
        together += counts.get(g).get(kind);
      }
    }
    return parts < 2 || together < limit;
  }

  /** The part still shown with the fewest; one with nobody protects nothing and goes last. */
  private static int smallest(List<List<Integer>> counts, boolean[] withheld, int kind) {
    int best = -1;
    for (int g = 0; g < withheld.length; g++) {
      if (!withheld[g] && (best < 0 || rank(counts, g, kind) < rank(counts, best, kind))) {
        best = g;
      }
    }
    return best;
  }

  private static int rank(List<List<Integer>> counts, int part, int kind) {
    int count = counts.get(part).get(kind);
    return count == 0 ? Integer.MAX_VALUE : count;
  }

  /**
   * What each part is called: its place among them and, unless it has few persons, the months of
   * its first and last draw.
   *
   * @param part the part of each person; -1 for none
   * @param day the day drawn of each person
   */
  static String[] names(int[] part, int[] day, int count, int limit) {
    int[] people = new int[count];
    int[] first = new int[count];
    int[] last = new int[count];
    for (int i = 0; i < part.length; i++) {
      int g = part[i];
      if (g >= 0) {
        first[g] = people[g] == 0 ? day[i] : Math.min(first[g], day[i]);
        last[g] = people[g] == 0 ? day[i] : Math.max(last[g], day[i]);
        people[g]++;
      }
    }
    String[] names = new String[count];
    for (int g = 0; g < count; g++) {
      names[g] = (g + 1) + "/" + count;
      if (people[g] > 0 && people[g] >= limit) {
        YearMonth from = YearMonth.from(LocalDate.ofEpochDay(first[g]));
        YearMonth to = YearMonth.from(LocalDate.ofEpochDay(last[g]));
        names[g] += " (" + (from.equals(to) ? from : from + "\u2013" + to) + ")";
      }
    }
    return names;
  }
}
