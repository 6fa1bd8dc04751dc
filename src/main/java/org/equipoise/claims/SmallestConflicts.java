package org.equipoise.claims;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sets of claims that contradict each other while each smaller part of them does not, the smallest
 * first.
 *
 * <p>Whatever is left out so that the others can stand (a way out) has a claim in common with every
 * contradiction. So a smallest set that meets all ways out found so far either contradicts itself,
 * and is then a smallest contradiction, or can be grown into another way out (implicit hitting
 * sets; Ignatiev, Previti, Liffiton & Marques-Silva 2015, Smallest MUS extraction with minimal
 * hitting set dualization, algorithm 1). A contradiction once told is not told again.
 */
final class SmallestConflicts {

  /**
   * A contradiction.
   *
   * @param smallest whether none is smaller but those told before
   */
  record Found(BitSet claims, boolean smallest) {}

  /** How many sets are weighed before the search for the next smallest is cut short. */
  private static final long STEPS = 500_000;

  private final BitSet all;
  private final Predicate<BitSet> stand;
  private final int most;
  private final int effort;
  private final List<BitSet> waysOut = new ArrayList<>();
  private final List<Found> found = new ArrayList<>();
  private int asked;
  private int told;

  /** No set of fewer claims meets every way out. */
  private int size;

  private long steps;

  /**
   * The search.
   *
   * @param all everything that may be left out
   * @param stand whether a set can all be true; true for every part of a set for which it is
   * @param most how many contradictions of two claims or more are told
   * @param effort how many sets are tried before it is cut short
   */
  SmallestConflicts(BitSet all, Predicate<BitSet> stand, int most, int effort) {
    this.all = all;
    this.stand = stand;
    this.most = most;
    this.effort = effort;
  }

  /** The contradictions; none when everything stands, which is asked first. */
  List<Found> find() {
    if (stands(all)) {
      return List.of();
    }
    while (told < most && asked < effort) {
      Optional<BitSet> next = new HittingSet().smallest();
      if (next.isEmpty()) {
        break;
      }
      BitSet set = next.get();
      if (stands(set)) {
        BitSet out = copy(all);
        out.andNot(grown(set));
        waysOut.add(out);
      } else {
        found.add(new Found(set, true));
        told += set.cardinality() > 1 ? 1 : 0;
      }
    }
    if (found.isEmpty()) {
      BitSet set = shrunk(new BitSet(), all, stand);
      if (!stands(set)) {
        found.add(new Found(set, false));
      }
    }
    return found;
  }

  private boolean stands(BitSet set) {
    asked++;
    return stand.test(set);
  }

  private BitSet grown(BitSet from) {
    BitSet grown = copy(from);
    BitSet rest = copy(all);
    rest.andNot(from);
    grow(grown, rest);
    return grown;
  }

  /** Adds as much of the rest as can stand, half by half. */
  private void grow(BitSet grown, BitSet rest) {
    if (rest.isEmpty()) {
      return;
    }
    if (stands(union(grown, rest))) {
      grown.or(rest);
    } else if (rest.cardinality() > 1) {
      BitSet first = firstHalf(rest);
      BitSet second = copy(rest);
      second.andNot(first);
      grow(grown, first);
      grow(grown, second);
    }
  }

  /**
   * A part of a set from which nothing can be left out without the rest, with what is given, being
   * able to stand (Junker 2004, QuickXplain).
   */
  static BitSet shrunk(BitSet given, BitSet set, Predicate<BitSet> stand) {
    if (!stand.test(given)) {
      return new BitSet();
    }
    if (set.cardinality() <= 1) {
      return set;
    }
    BitSet first = firstHalf(set);
    BitSet second = copy(set);
    second.andNot(first);
    BitSet fromSecond = needed(union(given, first), second, !first.isEmpty(), stand);
    BitSet fromFirst = needed(union(given, fromSecond), first, !fromSecond.isEmpty(), stand);
    return union(fromFirst, fromSecond);
  }

  private static BitSet needed(BitSet given, BitSet set, boolean changed, Predicate<BitSet> stand) {
    if (changed && !stand.test(given)) {
      return new BitSet();
    }
    if (set.cardinality() <= 1) {
      return set;
    }
    BitSet first = firstHalf(set);
    BitSet second = copy(set);
    second.andNot(first);
    BitSet fromSecond = needed(union(given, first), second, true, stand);
    BitSet fromFirst = needed(union(given, fromSecond), first, !fromSecond.isEmpty(), stand);
    return union(fromFirst, fromSecond);
  }

  private static BitSet firstHalf(BitSet set) {
    BitSet half = new BitSet();
    int left = set.cardinality() / 2;
    for (int k = set.nextSetBit(0); left > 0; k = set.nextSetBit(k + 1)) {
      half.set(k);
      left--;
    }
    return half;
  }

  private static BitSet union(BitSet a, BitSet b) {
    BitSet union = copy(a);
    union.or(b);
    return union;
  }

  private static BitSet copy(BitSet set) {
    return (BitSet) set.clone();
  }

  /** A smallest set that meets every way out and holds no contradiction told before. */
  private final class HittingSet {

    private @Nullable BitSet best;

    Optional<BitSet> smallest() {
      boolean more = true;
      while (more && size <= all.cardinality() && steps < STEPS) {
        more = extend(new BitSet(), size);
        if (best != null) {
          return Optional.of(best);
        }
        size++;
      }
      return Optional.empty();
    }

    /** Tries to meet every way out with so many more; answers whether more could have helped. */
    private boolean extend(BitSet set, int more) {
      if (++steps > STEPS) {
        return false;
      }
      for (Found told : found) {
        if (holds(set, told.claims())) {
          return false;
        }
      }
      BitSet missed = null;
      for (BitSet out : waysOut) {
        if (!out.intersects(set)) {
          missed = out;
          break;
        }
      }
      if (missed == null) {
        best = copy(set);
        return true;
      }
      if (more == 0) {
        return true;
      }
      boolean helps = false;
      for (int k = missed.nextSetBit(0); k >= 0 && best == null; k = missed.nextSetBit(k + 1)) {
        set.set(k);
        helps |= extend(set, more - 1);
        set.clear(k);
      }
      return helps;
    }

    private boolean holds(BitSet set, BitSet part) {
      BitSet rest = copy(part);
      rest.andNot(set);
      return rest.isEmpty();
    }
  }
}
