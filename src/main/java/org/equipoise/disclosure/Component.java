package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Open counts that sums tie together, and those sums. */
final class Component {

  private final SumSystem system;
  private final int[] counts;
  private final int[] sums;

  /** The number of a count among {@link #counts}; shared by components, which do not overlap. */
  private final int[] place;

  private Component(SumSystem system, int[] counts, int[] sums, int[] place) {
    this.system = system;
    this.counts = counts;
    this.sums = sums;
    this.place = place;
  }

  /**
   * The component of an open count.
   *
   * @param place where the number of each of its counts is written
   * @param seenSums which sums belong to a component; its own are added
   */
  static Component around(SumSystem system, int count, int[] place, boolean[] seenSums) {
    return around(system, count, place, seenSums, system::open);
  }

  /** The component of a count among the counts that {@code belongs} lets in. */
  static Component around(
      SumSystem system, int count, int[] place, boolean[] seenSums, IntPredicate belongs) {
    List<Integer> counts = new ArrayList<>(List.of(count));
    List<Integer> sums = new ArrayList<>();
    place[count] = 0;
    for (int i = 0; i < counts.size(); i++) {
      for (int sum : system.sumsOf(counts.get(i))) {
        if (!seenSums[sum]) {
          seenSums[sum] = true;
          sums.add(sum);
          for (int term : system.terms(sum)) {
            if (place[term] < 0 && belongs.test(term)) {
              place[term] = counts.size();
              counts.add(term);
            }
          }
        }
      }
    }
    return new Component(
        system,
        counts.stream().mapToInt(Integer::intValue).toArray(),
        sums.stream().mapToInt(Integer::intValue).toArray(),
        place);
  }

  int[] counts() {
    return counts;
  }

  int[] sums() {
    return sums;
  }

  int place(int count) {
    return place[count];
  }

  /**
   * The changes of its counts that a reader cannot exclude.
   *
   * @param tracked whether the multipliers of the sums will be asked for
   */
  Tableau tableau(boolean tracked) {
    Tableau tableau = tableau(tracked, system::open);
    for (int count : counts) {
      free(tableau, count);
    }
    return tableau;
  }

  /** The same without bounds, among the counts that {@code belongs} lets in. */
  Tableau tableau(boolean tracked, IntPredicate belongs) {
    int[][] variables = new int[sums.length][];
    int[][] signs = new int[sums.length][];
    for (int s = 0; s < sums.length; s++) {
      int[] terms = system.terms(sums[s]);
      int[] of = system.signs(sums[s]);
      int open = 0;
      variables[s] = new int[terms.length];
      signs[s] = new int[terms.length];
      for (int t = 0; t < terms.length; t++) {
        if (belongs.test(terms[t])) {
          variables[s][open] = place[terms[t]];
          signs[s][open++] = of[t];
        }
      }
      variables[s] = Arrays.copyOf(variables[s], open);
      signs[s] = Arrays.copyOf(signs[s], open);
    }
    return new Tableau(counts.length, variables, signs, tracked);
  }

  /** Lets a count change as far as its mark allows. */
  void free(Tableau tableau, int count) {
    int value = system.value(count);
    tableau.bound(place[count], system.least(count) - value, system.most(count) - value);
  }

  /**
   * The table that the changes of {@code tableau} make, when it agrees with all that is shown; it
   * is worked out in whole numbers, so no rounding of the simplex method can deceive.
   *
   * @throws ArithmeticException when it does not agree
   */
  Move move(Tableau tableau) {
    List<Integer> changed = new ArrayList<>();
    for (int count : counts) {
      if (whole(tableau, count) != 0) {
        changed.add(count);
      }
    }
    int[] which = changed.stream().mapToInt(Integer::intValue).sorted().toArray();
    int[] by = new int[which.length];
    for (int i = 0; i < which.length; i++) {
      by[i] = whole(tableau, which[i]);
      int value = system.value(which[i]) + by[i];
      if (value < system.least(which[i]) || value > system.most(which[i])) {
        throw new ArithmeticException("a count of " + value + " outside its mark");
      }
      for (int sum : system.sumsOf(which[i])) {
        if (imbalance(tableau, sum) != 0) {
          throw new ArithmeticException("a sum that is not kept");
        }
      }
    }
    return new Move(which, by);
  }

  private int imbalance(Tableau tableau, int sum) {
    int[] terms = system.terms(sum);
    int[] signs = system.signs(sum);
    int total = 0;
    for (int t = 0; t < terms.length; t++) {
      if (system.open(terms[t])) {
        total += signs[t] * whole(tableau, terms[t]);
      }
    }
    return total;
  }

  private int whole(Tableau tableau, int count) {
    return (int) Math.rint(tableau.change(place[count]));
  }
}
