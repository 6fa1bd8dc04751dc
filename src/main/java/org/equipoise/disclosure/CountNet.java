package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.disclosure.Gated.Why;
import org.jspecify.annotations.Nullable;

/**
 * Counts of people, the sums that tie them together, and which of them must stay hidden.
 *
 * <p>A printed count from 1 to {@code limit - 1} is hidden. Then every declared sum is looked at
 * from the side of a reader who knows all shown terms, until none of them gives anything away: a
 * sum in which exactly one term is unknown, or whose unknown terms together are a small count, gets
 * one more term hidden. So no chain of subtractions, each with one unknown, leads to a hidden
 * count. Systems of several sums solved together are not considered.
 */
final class CountNet {

  /** What is shown or hidden as one: a count, or a count with its share and interval. */
  static final class Cell {
    private final int cost;
    private @Nullable Why why;

    private Cell(int cost) {
      this.cost = cost;
    }

    /** Why it is hidden; null when it may be shown. */
    @Nullable Why why() {
      return why;
    }

    /** {@code value} if it may be shown. */
    <T> Gated<T> gate(T value) {
      Why reason = why;
      return reason == null ? new Gated.Shown<>(value) : new Gated.Hidden<>(reason);
    }
  }

  /** A number of people: printed in a cell, or (cell null) only worked out by readers. */
  static final class Count {
    private final int value;
    private final @Nullable Cell cell;

    private Count(int value, @Nullable Cell cell) {
      this.value = value;
      this.cell = cell;
    }

    /** How many. */
    int value() {
      return value;
    }

    /** The cell it is printed in. */
    Cell cell() {
      if (cell == null) {
        throw new IllegalStateException("a count of " + value + " that is not printed");
      }
      return cell;
    }

    private boolean unknown() {
      return cell == null || cell.why != null;
    }
  }

  private record Sum(Count total, List<Count> parts) {}

  private record Rest(Cell cell, Cell base) {}

  /** Cost of a cell that cannot be hidden, because readers know it anyway. */
  static final int KNOWN = Integer.MAX_VALUE;

  private final int limit;
  private final List<Count> printed = new ArrayList<>();
  private final List<Sum> sums = new ArrayList<>();
  private final List<Rest> rests = new ArrayList<>();
  private final Map<List<?>, Count> shared = new HashMap<>();

  CountNet(int limit) {
    this.limit = limit;
  }

  boolean small(int count) {
    return count >= 1 && count < limit;
  }

  /** A cell; when one must be hidden to protect another, the cheaper goes first. */
  Cell cell(int cost) {
    return new Cell(cost);
  }

  /** A count printed in {@code cell}. */
  Count in(Cell cell, int value) {
    Count count = new Count(value, cell);
    printed.add(count);
    return count;
  }

  /** A count printed in a cell of its own. */
  Count printed(int cost, int value) {
    return in(cell(cost), value);
  }

  /** The same count wherever the same key and value are met, so that it is hidden everywhere. */
  Count shared(int cost, int value, Object... key) {
    List<Object> full = new ArrayList<>(List.of(key));
    full.add(value);
    return shared.computeIfAbsent(full, k -> printed(cost, value));
  }

  /** A count that is printed nowhere, but that a sum may give away. */
  Count implied(int value) {
    return new Count(value, null);
  }

  /** A count that readers know whatever is hidden. */
  Count known(int value) {
    return new Count(value, new Cell(KNOWN));
  }

  /** Declares that readers know {@code total} to be the sum of {@code parts}. */
  void sum(Count total, List<Count> parts) {
    sums.add(new Sum(total, List.copyOf(parts)));
  }

  /** Declares that {@code total} is {@code part} and the rest, which nothing prints. */
  void split(Count total, Count part) {
    sum(total, List.of(part, implied(Math.max(0, total.value - part.value))));
  }

  /** Declares that {@code cell} rests on {@code base}: it is hidden when that is. */
  void rests(Cell cell, Cell base) {
    rests.add(new Rest(cell, base));
  }

  /** Hides a cell for a reason that no count of the net shows. */
  void hide(Cell cell, Why why) {
    if (cell.why == null && cell.cost != KNOWN) {
      cell.why = why;
    }
  }

  /** Hides what must be hidden. Call once, after everything is declared. */
  void settle() {
    for (Count count : printed) {
      if (small(count.value)) {
        hide(count.cell(), Why.SMALL);
      }
    }
    boolean changed = true;
    while (changed) {
      changed = spread();
      for (Sum sum : sums) {
        changed |= protect(sum);
      }
    }
  }

  private boolean spread() {
    boolean changed = false;
    for (Rest rest : rests) {
      if (rest.base.why != null && rest.cell.why == null) {
        hide(rest.cell, rest.base.why == Why.SMALL ? Why.RESTS_ON_SMALL : rest.base.why);
        changed = true;
      }
    }
    return changed;
  }

  private boolean protect(Sum sum) {
    if (!givesAway(sum)) {
      return false;
    }
    Cell sacrifice = cheapest(sum);
    if (sacrifice == null) {
      return false;
    }
    hide(sacrifice, Why.WOULD_REVEAL);
    return true;
  }

  private boolean givesAway(Sum sum) {
    int unknown = sum.total.unknown() ? 1 : 0;
    boolean secret = secret(sum.total);
    int together = 0;
    for (Count part : sum.parts) {
      if (part.unknown()) {
        unknown++;
        together += part.value;
        secret |= secret(part);
      }
    }
    return secret && (unknown == 1 || (!sum.total.unknown() && small(together)));
  }

  /** Whether nobody may learn the count: hidden where printed, small where not. */
  private boolean secret(Count count) {
    return count.cell == null ? small(count.value) : count.cell.why != null;
  }

  /** The cheapest cell still shown; a count of 0 protects little and goes last. */
  private static @Nullable Cell cheapest(Sum sum) {
    List<Count> terms = new ArrayList<>(sum.parts);
    terms.add(sum.total);
    Count best = null;
    for (Count term : terms) {
      boolean candidate = !term.unknown() && term.cell().cost != KNOWN;
      if (candidate && (best == null || rank(term) < rank(best))) {
        best = term;
      }
    }
    return best == null ? null : best.cell();
  }

  private static long rank(Count count) {
    long zero = count.value == 0 ? 1 : 0;
    return (zero << 50) + ((long) count.cell().cost << 32) + count.value;
  }
}
