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
 * <p>A printed count from 1 to {@code limit - 1} is small and hidden. Other cells are hidden with
 * it until the promise holds against a reader who knows every shown count, every declared sum, and
 * that a mark tells small from not small: every whole number from 1 to {@code limit - 1} remains
 * possible for each small count, printed or not, and no other hidden count is known exactly (save a
 * hidden 0, which is taken as known). All sums are considered together. What cannot be kept, since
 * readers know too much already, is told by {@link #exposed}.
 */
final class CountNet {

  /** What is shown or hidden as one: a count, or a count with its share and interval. */
  static final class Cell {
    private final int number;
    private final int cost;
    private @Nullable Why why;

    private Cell(int number, int cost) {
      this.number = number;
      this.cost = cost;
    }

    int number() {
      return number;
    }

    /** How dear it is; {@link #KNOWN} when it cannot be hidden. */
    int cost() {
      return cost;
    }

    /** Hides or (null) shows it. */
    void mark(@Nullable Why reason) {
      why = reason;
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
    private final int number;
    private final int value;
    private final @Nullable Cell cell;

    private Count(int number, int value, @Nullable Cell cell) {
      this.number = number;
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

    int number() {
      return number;
    }

    @Nullable Cell printedIn() {
      return cell;
    }
  }

  /** Readers know {@code total} to be the sum of {@code parts}. */
  record Sum(Count total, List<Count> parts) {}

  /** A cell that is hidden when its base is. */
  record Rest(Cell cell, Cell base) {}

  /**
   * A count of which a reader learns more than its mark tells, whatever else is hidden: because of
   * counts that readers know anyway, or because marks alone tell it (two small parts of a small
   * total cannot both be the largest small number).
   *
   * @param count the count; null for people whom the parts of a declared sum leave over
   * @param value how many
   * @param possible the values from 1 to the limit less 1 that a reader cannot exclude, ascending
   */
  record Exposed(@Nullable Count count, int value, List<Integer> possible) {

    /** Whether a reader knows the count: the table must not be published so. */
    boolean known() {
      return possible.size() == 1;
    }
  }

  /** Cost of a cell that cannot be hidden, because readers know it anyway. */
  static final int KNOWN = Integer.MAX_VALUE;

  private final int limit;
  private final List<Cell> cells = new ArrayList<>();
  private final List<Count> counts = new ArrayList<>();
  private final List<Sum> sums = new ArrayList<>();
  private final List<Rest> rests = new ArrayList<>();
  private final Map<List<?>, Count> shared = new HashMap<>();
  private List<Exposed> exposed = List.of();

  CountNet(int limit) {
    this.limit = limit;
  }

  boolean small(int count) {
    return count >= 1 && count < limit;
  }

  /** A cell; when one must be hidden to protect another, the cheaper goes first. */
  Cell cell(int cost) {
    Cell cell = new Cell(cells.size(), cost);
    cells.add(cell);
    return cell;
  }

  /** A count printed in {@code cell}. */
  Count in(Cell cell, int value) {
    return count(value, cell);
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
    return count(value, null);
  }

  /** A count that readers know whatever is hidden. */
  Count known(int value) {
    return count(value, cell(KNOWN));
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
    for (Count count : counts) {
      if (count.cell != null && small(count.value)) {
        hide(count.cell, Why.SMALL);
      }
    }
    SumSystem system = new SumSystem(limit, counts, sums);
    Hiding hiding = new Hiding(cells, rests);
    Protection protection = new Protection(limit, system, hiding);
    protection.protect();
    List<Exposed> left = new ArrayList<>();
    protection
        .exposed()
        .forEach(
            (number, possible) -> {
              Count count = number < counts.size() ? counts.get(number) : null;
              left.add(new Exposed(count, system.value(number), possible));
            });
    exposed = List.copyOf(left);
  }

  /** The counts that hiding could not protect, known after {@link #settle}. */
  List<Exposed> exposed() {
    return exposed;
  }

  /**
   * Every count, hidden or not, as a multiple of {@code base} that may be published instead.
   *
   * @throws IllegalArgumentException when the base is below the limit, so that a multiple of it
   *     could be a small count
   */
  ControlledRounding rounded(int base) {
    if (base < Math.max(2, limit)) {
      throw new IllegalArgumentException("rounding to " + base + " with a limit of " + limit);
    }
    return ControlledRounding.of(new SumSystem(limit, counts, sums), base);
  }

  private Count count(int value, @Nullable Cell cell) {
    Count count = new Count(counts.size(), value, cell);
    counts.add(count);
    return count;
  }
}
