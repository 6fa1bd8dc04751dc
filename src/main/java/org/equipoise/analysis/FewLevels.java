package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Source.FromItem;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;

/**
 * Whether the mean and the standard error of answers with few levels tell how many gave one of
 * them. With n known they are the sums of the counts by level, weighted by 1, by the level and by
 * its square: three equations, which leave one solution where there are three levels, and often
 * where more levels are but hardly filled. A reader can then tell a small count exactly.
 */
final class FewLevels {

  /** Values on more levels than this are not looked at: too many solutions. */
  private static final int MOST = 10;

  /** What keeps n, sum and sum of squares of neighbouring levels: the third difference. */
  private static final int[] MOVE = {1, -3, 3, -1};

  private FewLevels() {}

  /**
   * Of the control arm and of the other: 1 where a small count of a level is told, else 0; empty
   * where neither is.
   *
   * @param values one a person; NaN is missing
   * @param shares sets of levels whose joint share is told beside, as by a yes-or-no outcome
   * @param limit smallest count that is no small one
   */
  static List<Integer> told(
      double[] values, boolean[] treated, List<Set<Double>> shares, int limit) {
    double[] levels =
        Arrays.stream(values)
            .filter(v -> !Double.isNaN(v))
            .distinct()
            .sorted()
            .limit(MOST + 1L)
            .toArray();
    if (levels.length < 2 || levels.length > MOST) {
      return List.of();
    }
    double[] scale = scale(levels);
    List<Integer> told = new ArrayList<>();
    for (boolean arm : new boolean[] {false, true}) {
      SortedMap<Double, Integer> people = new TreeMap<>();
      for (double level : scale) {
        people.put(level, 0);
      }
      for (int i = 0; i < values.length; i++) {
        if (treated[i] == arm && !Double.isNaN(values[i])) {
          people.merge(values[i], 1, Integer::sum);
        }
      }
      int[] counts = people.values().stream().mapToInt(Integer::intValue).toArray();
      boolean even = scale.length > levels.length || evenly(levels);
      told.add(tells(scale, counts, even, shares, limit) ? 1 : 0);
    }
    return told.contains(1) ? told : List.of();
  }

  /**
   * The sets of levels, as scored, whose shares yes-or-no outcomes of the same item tell at the
   * same moment.
   */
  static List<Set<Double>> shares(Protocol protocol, Outcome outcome, Moment moment) {
    if (!(outcome.source() instanceof FromItem own) || !(moment instanceof Moment.AtWave at)) {
      return List.of();
    }
    List<Level> levels = protocol.item(own.item()).map(Item::levels).orElse(List.of());
    boolean numbers = levels.stream().allMatch(level -> level.code().matches("-?[0-9]{1,9}"));
    List<Set<Double>> shares = new ArrayList<>();
    for (Outcome other : protocol.outcomes()) {
      if (other.type() == ValueType.BINARY
          && other.source() instanceof FromItem from
          && from.item().equals(own.item())
          && from.at().contains(at.wave())) {
        Set<Double> share = new HashSet<>();
        for (int l = 0; l < levels.size(); l++) {
          String code = levels.get(l).code();
          if (from.yesWhen().contains(code)) {
            share.add(numbers ? Double.parseDouble(code) : l + 1.0);
          }
        }
        shares.add(share);
      }
    }
    return shares;
  }

  /** The levels at equal steps from the first to the last; the levels found where they are not. */
  private static double[] scale(double[] levels) {
    double step = Double.POSITIVE_INFINITY;
    for (int l = 1; l < levels.length; l++) {
      step = Math.min(step, levels[l] - levels[l - 1]);
    }
    double width = (levels[levels.length - 1] - levels[0]) / step;
    if (width > MOST - 1) {
      return levels;
    }
    double[] scale = new double[(int) Math.round(width) + 1];
    int found = 0;
    for (int s = 0; s < scale.length; s++) {
      scale[s] = levels[0] + s * step;
      for (double level : levels) {
        if (Math.abs(level - scale[s]) < 1e-9 * step) {
          scale[s] = level;
          found++;
        }
      }
    }
    return found == levels.length ? scale : levels;
  }

  private static boolean evenly(double[] levels) {
    double step = levels[1] - levels[0];
    for (int l = 2; l < levels.length; l++) {
      if (Math.abs(levels[l] - levels[l - 1] - step) > 1e-9 * step) {
        return false;
      }
    }
    return true;
  }

  private static boolean tells(
      double[] scale, int[] counts, boolean even, List<Set<Double>> shares, int limit) {
    boolean[] small = new boolean[counts.length];
    boolean any = false;
    for (int l = 0; l < counts.length; l++) {
      small[l] = counts[l] > 0 && counts[l] < limit;
      any |= small[l];
    }
    if (!any) {
      return false;
    }
    if (even) {
      List<int[]> known = new ArrayList<>();
      for (Set<Double> share : shares) {
        int[] in = new int[scale.length];
        int people = 0;
        int others = 0;
        for (int l = 0; l < scale.length; l++) {
          in[l] = share.contains(scale[l]) ? 1 : 0;
          people += in[l] * counts[l];
          others += (1 - in[l]) * counts[l];
        }
        // A share of few, or of all but few, is withheld.
        if (people >= limit && others >= limit) {
          known.add(in);
        }
      }
      release(counts, new int[counts.length], 0, known, small);
    }
    for (boolean still : small) {
      if (still) {
        return true;
      }
    }
    return false;
  }

  /** Marks as not told every level of which another solution has another count. */
  private static void release(
      int[] counts, int[] change, int place, List<int[]> known, boolean[] small) {
    if (place + MOVE.length > counts.length) {
      for (int l = 0; l < counts.length; l++) {
        if (counts[l] + change[l] < 0) {
          return;
        }
      }
      for (int[] in : known) {
        int sum = 0;
        for (int l = 0; l < in.length; l++) {
          sum += in[l] * change[l];
        }
        if (sum != 0) {
          return;
        }
      }
      for (int l = 0; l < counts.length; l++) {
        small[l] &= change[l] == 0;
      }
      return;
    }
    int most = counts.length <= 7 ? 2 : 1;
    for (int times = -most; times <= most; times++) {
      int[] next = change.clone();
      for (int m = 0; m < MOVE.length; m++) {
        next[place + m] += times * MOVE[m];
      }
      release(counts, next, place + 1, known, small);
    }
  }
}
