package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.disclosure.CountNet.Cell;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.disclosure.Gated.Why;
import org.jspecify.annotations.Nullable;

/**
 * The one net over everything that a report shows. Each gate declares its counts and sums here, and
 * says what a count means, so that the same people are one quantity in whatever part they are told;
 * then all is settled at once. It also remembers what the log of the inspector needs: the rule of
 * each sum, and the names of counts.
 */
final class Whole {

  /** A sum that readers know, with the rule it stands for. */
  private record Tie(String rule, Count total, List<Count> parts) {}

  private static final String LEFT_OVER = "those left over";

  private final CountNet net;
  private final Set<Count> implied = new HashSet<>();
  private final Map<Cell, List<Tie>> tiesOf = new HashMap<>();
  private final Map<List<?>, Count> meanings = new HashMap<>();
  private final Map<Count, String> names = new HashMap<>();
  private final Map<Cell, String> cellNames = new HashMap<>();
  private final Map<Cell, List<Cell>> bases = new HashMap<>();
  private final Map<Cell, String> because = new HashMap<>();
  private final int limit;
  private final int roundTo;
  private @Nullable Rounding rounding;

  /**
   * @param limit smallest count that is shown
   * @param roundTo counts are told as multiples of this number; 0 for exact counts
   */
  Whole(int limit, int roundTo) {
    this.limit = limit;
    this.net = new CountNet(limit);
    this.roundTo = roundTo;
  }

  CountNet net() {
    return net;
  }

  int limit() {
    return limit;
  }

  boolean small(int count) {
    return net.small(count);
  }

  /** Whether counts are told as multiples of a number, so that none is hidden for being small. */
  boolean rounds() {
    return roundTo != 0;
  }

  /** Readers know {@code total} to be the sum of {@code parts}, by a rule named for the log. */
  void sum(String rule, Count total, List<Count> parts) {
    net.sum(total, parts);
    Tie tie = new Tie(rule, total, List.copyOf(parts));
    remember(total, tie);
    tie.parts.forEach(part -> remember(part, tie));
  }

  private void remember(Count count, Tie tie) {
    Cell cell = cellOf(count);
    if (cell != null) {
      tiesOf.computeIfAbsent(cell, one -> new ArrayList<>()).add(tie);
    }
  }

  /** A count that is printed nowhere, but that a sum may give away. */
  Count implied(int value) {
    Count count = net.implied(value);
    implied.add(count);
    return count;
  }

  /** The people of {@code part} are among those of {@code total}; nothing prints the others. */
  void within(String rule, Count total, Count part) {
    sum(rule, total, List.of(part, implied(Math.max(0, total.value() - part.value()))));
  }

  /**
   * Two counts of which one holds the other: of the same people where they are equal, else the
   * larger holds the smaller.
   */
  void nested(String rule, Count a, Count b) {
    if (a == b) {
      return;
    }
    if (a.value() == b.value()) {
      sum(rule, a, List.of(b));
    } else {
      within(rule, a.value() > b.value() ? a : b, a.value() > b.value() ? b : a);
    }
  }

  /** Says what a count means; others of the same meaning are tied to the first. */
  void means(Count count, Object... meaning) {
    Count first = meanings.putIfAbsent(List.of(meaning), count);
    if (first != null) {
      nested("the same people", first, count);
    }
  }

  /** The first count of this meaning; null when no part tells it. */
  @Nullable Count meaning(Object... meaning) {
    return meanings.get(List.of(meaning));
  }

  /** Declares that {@code cell} rests on {@code base}: it is hidden when that is. */
  void rests(Cell cell, Cell base) {
    net.rests(cell, base);
    bases.computeIfAbsent(cell, one -> new ArrayList<>()).add(base);
  }

  /** Hides a cell for a reason of its own. */
  void hide(Cell cell, Why why, String reason) {
    if (cell.why() == null) {
      because.put(cell, reason);
    }
    net.hide(cell, why);
  }

  void settle() {
    net.settle();
    if (rounds()) {
      rounding = Rounding.of(net, roundTo);
    }
  }

  /** How many are published for a count, where counts are rounded. */
  int published(Count count) {
    Rounding settled = rounding;
    if (settled == null) {
      throw new IllegalStateException("counts are not rounded");
    }
    return settled.of(count);
  }

  /** Names a count for the log; the first name stays. */
  void name(Count count, String name) {
    names.putIfAbsent(count, name);
  }

  /** Names a cell for the log; the first name stays. */
  void name(Cell cell, String name) {
    cellNames.putIfAbsent(cell, name);
  }

  /**
   * Why a cell is hidden, for the inspector: the reason it was hidden for, or the sum by which it
   * would have given others away and which others.
   */
  String because(Cell cell) {
    String reason = because.get(cell);
    if (reason != null) {
      return reason;
    }
    String some = "";
    for (Tie tie : tiesOf.getOrDefault(cell, List.of())) {
      List<String> others = new ArrayList<>();
      boolean secret = others(tie, cell, others);
      if (secret && cell.why() == Why.WOULD_REVEAL) {
        return tie.rule + ": " + String.join(", ", others);
      }
      if (some.isEmpty() && !others.isEmpty()) {
        some = tie.rule + ": " + String.join(", ", others);
      }
    }
    for (Cell base : bases.getOrDefault(cell, List.of())) {
      if (base.why() != null) {
        return "rests on " + cellNames.getOrDefault(base, "a hidden count");
      }
    }
    return cell.why() == Why.WOULD_REVEAL ? some : "";
  }

  /** The other hidden terms of a sum, at most three; whether a small count is among them. */
  private boolean others(Tie tie, Cell cell, List<String> told) {
    List<Count> terms = new ArrayList<>(tie.parts);
    terms.add(tie.total);
    boolean secret = false;
    Map<String, Boolean> found = new LinkedHashMap<>();
    for (Count term : terms) {
      Cell own = cellOf(term);
      boolean hidden = own == null || own.why() != null;
      if (own != cell && hidden) {
        boolean small = net.small(term.value());
        secret |= small;
        if (own != null) {
          found.putIfAbsent(names.getOrDefault(term, "a comparison"), small);
        } else if (small) {
          found.putIfAbsent(LEFT_OVER, true);
        }
      }
    }
    found.keySet().stream().limit(3).forEach(told::add);
    return secret;
  }

  /**
   * Small counts that hiding could not protect, because sums known to readers leave a single value
   * or fewer than the mark tells: by name, those known for certain first.
   */
  List<Narrowed> exposed() {
    List<Narrowed> exposed = new ArrayList<>();
    for (CountNet.Exposed left : net.exposed()) {
      Count count = left.count();
      String name = count == null ? LEFT_OVER : names.getOrDefault(count, LEFT_OVER);
      exposed.add(new Narrowed(name, left.possible().size()));
    }
    exposed.sort(Comparator.comparingInt(Narrowed::values).thenComparing(Narrowed::what));
    return exposed;
  }

  private @Nullable Cell cellOf(Count count) {
    return implied.contains(count) ? null : count.cell();
  }
}
