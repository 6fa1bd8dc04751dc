package org.equipoise.disclosure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.equipoise.disclosure.CountNet.Cell;
import org.equipoise.disclosure.CountNet.Rest;
import org.equipoise.disclosure.Gated.Why;
import org.jspecify.annotations.Nullable;

/** Which cells are hidden, of which some were chosen to protect others and may be shown again. */
final class Hiding {

  private final List<Cell> cells;
  private final List<List<Cell>> bases = new ArrayList<>();
  private final List<List<Cell>> dependents = new ArrayList<>();
  private final boolean[] forGood;
  private final boolean[] chosen;
  private final Journal<Cell, State> journal = new Journal<>();

  private record State(@Nullable Why why, boolean chosen) {}

  Hiding(List<Cell> cells, List<Rest> rests) {
    this.cells = cells;
    forGood = new boolean[cells.size()];
    chosen = new boolean[cells.size()];
    for (Cell cell : cells) {
      forGood[cell.number()] = cell.why() != null;
      bases.add(new ArrayList<>());
      dependents.add(new ArrayList<>());
    }
    for (Rest rest : rests) {
      bases.get(rest.cell().number()).add(rest.base());
      dependents.get(rest.base().number()).add(rest.cell());
    }
    for (Cell cell : cells) {
      if (cell.why() != null) {
        spread(cell, new ArrayList<>());
      }
    }
  }

  List<Cell> cells() {
    return cells;
  }

  static boolean mayHide(Cell cell) {
    return cell.why() == null && cell.cost() != CountNet.KNOWN;
  }

  /** Hides a cell to protect others; returns it and the cells that rest on it, newly hidden. */
  List<Cell> hide(Cell cell) {
    List<Cell> hidden = new ArrayList<>();
    set(cell, Why.WOULD_REVEAL, true);
    hidden.add(cell);
    spread(cell, hidden);
    return hidden;
  }

  /** Never shows a cell again. */
  void fix(Cell cell) {
    forGood[cell.number()] = true;
  }

  private void spread(Cell from, List<Cell> hidden) {
    Deque<Cell> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      Cell base = next.remove();
      for (Cell cell : dependents.get(base.number())) {
        if (mayHide(cell)) {
          set(cell, because(base), false);
          hidden.add(cell);
          next.add(cell);
        }
      }
    }
  }

  private static Why because(Cell base) {
    return base.why() == Why.WOULD_REVEAL ? Why.WOULD_REVEAL : Why.RESTS_ON_SMALL;
  }

  /** The shown cells that hiding {@code cell} would hide with it, and itself. */
  List<Cell> following(Cell cell) {
    if (dependents.get(cell.number()).isEmpty()) {
      return List.of(cell);
    }
    List<Cell> all = new ArrayList<>(List.of(cell));
    for (int i = 0; i < all.size(); i++) {
      for (Cell dependent : dependents.get(all.get(i).number())) {
        if (mayHide(dependent) && !all.contains(dependent)) {
          all.add(dependent);
        }
      }
    }
    return all;
  }

  /** The cells chosen to protect others. */
  List<Cell> chosen() {
    return cells.stream().filter(this::spare).toList();
  }

  /** What could be shown if a chosen cell were not: itself, and what is hidden for it alone. */
  List<Cell> without(Cell cell) {
    List<Cell> shown = new ArrayList<>();
    if (bases.get(cell.number()).stream().anyMatch(base -> base.why() != null)) {
      return shown;
    }
    shown.add(cell);
    for (int i = 0; i < shown.size(); i++) {
      for (Cell dependent : dependents.get(shown.get(i).number())) {
        int d = dependent.number();
        boolean free = dependent.why() != null && !forGood[d] && !chosen[d];
        free &= bases.get(d).stream().allMatch(b -> b.why() == null || shown.contains(b));
        if (free && !shown.contains(dependent)) {
          shown.add(dependent);
        }
      }
    }
    return shown;
  }

  /** Shows again what {@link #without} told. */
  void show(List<Cell> shown) {
    for (Cell cell : shown) {
      set(cell, null, false);
    }
  }

  private void set(Cell cell, @Nullable Why why, boolean choice) {
    journal.note(cell, () -> new State(cell.why(), chosen[cell.number()]));
    cell.mark(why);
    chosen[cell.number()] = choice;
  }

  /** Begins a trial, ended by {@link #keep()} or {@link #undo}. */
  void begin() {
    journal.begin();
  }

  void keep() {
    journal.keep();
  }

  void undo() {
    journal.undo(
        (cell, state) -> {
          cell.mark(state.why());
          chosen[cell.number()] = state.chosen();
        });
  }

  /** Whether a cell was chosen to protect others and may be shown again. */
  boolean spare(Cell cell) {
    return chosen[cell.number()] && !forGood[cell.number()];
  }

  /** Lets what rests on several hidden cells be hidden for the gravest of their reasons. */
  void explain() {
    for (Cell cell : cells) {
      int c = cell.number();
      if (cell.why() != null && !forGood[c] && !chosen[c]) {
        boolean small = bases.get(c).stream().anyMatch(b -> b.why() != null && grave(b));
        cell.mark(small ? Why.RESTS_ON_SMALL : Why.WOULD_REVEAL);
      }
    }
  }

  private static boolean grave(Cell base) {
    return base.why() != Why.WOULD_REVEAL;
  }
}
