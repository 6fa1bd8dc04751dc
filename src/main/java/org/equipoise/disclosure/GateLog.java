package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.disclosure.CountNet.Cell;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.disclosure.Gated.Why;
import org.equipoise.disclosure.Released.Action;
import org.equipoise.disclosure.Released.Part;
import org.equipoise.disclosure.Released.Suppression;

/**
 * Opens cells for one part of the results, and notes every value that stays shut and every count
 * that is told.
 */
final class GateLog {

  /** A note whose reason is told when all counts have their names. */
  private record Note(String what, Why why, Action action, Cell cell, String because) {}

  private final Part part;
  private final Whole whole;
  private final List<Note> notes = new ArrayList<>();
  private final Cell none;
  private final Map<String, Integer> shown = new LinkedHashMap<>();
  private final Map<String, Count> counts = new LinkedHashMap<>();
  private final Map<String, Cell> cells = new LinkedHashMap<>();

  GateLog(Part part, Whole whole) {
    this.part = part;
    this.whole = whole;
    this.none = whole.net().cell(0);
  }

  /** The value if its cell may be shown. */
  <T> Gated<T> open(String what, Cell cell, T value) {
    cells.putIfAbsent(what, cell);
    whole.name(cell, part.code() + "/" + what);
    Gated<T> gated = cell.gate(value);
    if (gated instanceof Gated.Hidden<T> shut) {
      notes.add(new Note(what, shut.why(), Action.MARKED, cell, ""));
      if (shut.why() == Why.SMALL && whole.limit() == 2) {
        // "Fewer than two" would tell that it is one.
        return new Gated.Hidden<>(Why.WOULD_REVEAL);
      }
    }
    return gated;
  }

  /** A count if it may be shown; where counts are rounded, its rounded value. */
  Gated<Integer> count(String what, Count count) {
    counts.putIfAbsent(what, count);
    whole.name(count, part.code() + "/" + what);
    if (whole.rounds()) {
      int published = whole.published(count);
      shown.putIfAbsent(what, published);
      return new Gated.Shown<>(published);
    }
    Gated<Integer> gated = open(what, count.cell(), count.value());
    if (!gated.hidden()) {
      shown.putIfAbsent(what, count.value());
    }
    return gated;
  }

  /** Names a count that is told as something else, such as a share of a known base. */
  void names(String what, Count count) {
    whole.name(count, part.code() + "/" + what);
  }

  /** Tells that a count is known from a share shown beside its base. */
  void told(String what, Count count, int value) {
    counts.putIfAbsent(what, count);
    shown.putIfAbsent(what, value);
  }

  /** Whether a number gives way to a refusal because of its cell. */
  boolean withholds(String what, Cell cell) {
    cells.putIfAbsent(what, cell);
    whole.name(cell, part.code() + "/" + what);
    Why why = cell.why();
    if (why != null) {
      notes.add(new Note(what, why, Action.WITHHELD, cell, ""));
    }
    return why != null;
  }

  /** Notes something that was done for a reason of its own. */
  void note(String what, Why why, Action action, String because) {
    notes.add(new Note(what, why, action, none, because));
  }

  List<Suppression> suppressions() {
    List<Suppression> told = new ArrayList<>();
    for (Note note : notes) {
      String because = note.cell == none ? note.because : whole.because(note.cell);
      told.add(new Suppression(part, note.what, note.why, note.action, because));
    }
    return told;
  }

  List<Manifest.Shown> shown() {
    List<Manifest.Shown> told = new ArrayList<>();
    shown.forEach((key, people) -> told.add(new Manifest.Shown(part, key, people)));
    return told;
  }

  /** Every count of the part by its key, shown or not. */
  Map<String, Count> counts() {
    return counts;
  }

  /** Every cell of the part by its key, shown or not. */
  Map<String, Cell> cells() {
    return cells;
  }

  Part part() {
    return part;
  }
}
