package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For every secret the tables that keep a reader in doubt: one for each value from 1 to the limit
 * less 1 that a small count could be instead, and one with any other value for a hidden count that
 * is not small.
 */
final class Proofs {

  /** Stands where there is no proof and never will be. */
  private static final Move NONE = new Move(new int[0], new int[0]);

  private final int limit;
  private final SumSystem system;
  private final @Nullable Move[][] moves;
  private final Journal<Integer, @Nullable Move[]> journal = new Journal<>();

  Proofs(int limit, SumSystem system) {
    this.limit = limit;
    this.system = system;
    moves = new Move[system.size()][];
  }

  private @Nullable Move[] of(int secret) {
    @Nullable Move[] known = moves[secret];
    if (known == null) {
      known = new Move[system.small(secret) ? limit - 1 : 1];
      moves[secret] = known;
    }
    return known;
  }

  /** The entries of a secret, noted so that a trial can be undone. */
  private @Nullable Move[] changing(int secret) {
    @Nullable Move[] known = of(secret);
    journal.note(secret, known::clone);
    return known;
  }

  /** The changes of a small count that no table proves yet. */
  List<Integer> missing(int secret) {
    List<Integer> missing = new ArrayList<>();
    @Nullable Move[] known = of(secret);
    for (int value = 1; value < limit; value++) {
      if (known[value - 1] == null && value != system.value(secret)) {
        missing.add(value - system.value(secret));
      }
    }
    return missing;
  }

  boolean has(int secret, int change) {
    return of(secret)[index(secret, change)] != null;
  }

  private int index(int secret, int change) {
    return system.small(secret) ? system.value(secret) + change - 1 : 0;
  }

  /** Stops asking for a proof that no hiding makes possible. */
  void giveUp(int secret, int change) {
    changing(secret)[index(secret, change)] = NONE;
  }

  boolean gaveUp(int secret) {
    for (Move move : of(secret)) {
      if (move != null && move.counts().length == 0) {
        return true;
      }
    }
    return false;
  }

  /** The small values that a reader cannot exclude, ascending; only the true one if no other. */
  List<Integer> possible(int secret) {
    @Nullable Move[] known = of(secret);
    List<Integer> possible = new ArrayList<>();
    for (int value = 1; value < limit && system.small(secret); value++) {
      Move proof = known[value - 1];
      if (value == system.value(secret) || (proof != null && proof.counts().length > 0)) {
        possible.add(value);
      }
    }
    return possible.isEmpty() ? List.of(system.value(secret)) : possible;
  }

  boolean complete(int secret) {
    return system.small(secret) ? missing(secret).isEmpty() : of(secret)[0] != null;
  }

  /** Notes what a table, and the tables on the line through it and the true one, prove. */
  void add(Move move) {
    int least = -limit;
    int most = limit;
    for (int i = 0; i < move.counts().length; i++) {
      int count = move.counts()[i];
      int change = move.changes()[i];
      int up = system.most(count) - system.value(count);
      int down = system.least(count) - system.value(count);
      most = Math.min(most, change > 0 ? up / change : down / change);
      least = Math.max(least, change > 0 ? -(-down / change) : -(up / -change));
    }
    for (int i = 0; i < move.counts().length; i++) {
      if (system.secret(move.counts()[i])) {
        add(move, move.counts()[i], move.changes()[i], least, most);
      }
    }
  }

  private void add(Move move, int secret, int change, int least, int most) {
    @Nullable Move[] known = of(secret);
    if (!system.small(secret)) {
      if (known[0] == null) {
        changing(secret)[0] = move;
      }
      return;
    }
    for (int times = least; times <= most; times++) {
      int value = system.value(secret) + times * change;
      if (times != 0 && value >= 1 && value < limit && known[value - 1] == null) {
        changing(secret)[value - 1] = move;
      }
    }
  }

  /** Forgets the tables of a secret that change one of {@code counts}; whether there were any. */
  boolean forget(int secret, int[] counts) {
    @Nullable Move[] known = moves[secret];
    boolean some = false;
    for (int i = 0; known != null && i < known.length; i++) {
      Move move = known[i];
      if (move != null && move.touchesAny(counts)) {
        changing(secret)[i] = null;
        some = true;
      }
    }
    return some;
  }

  /** Begins a trial, ended by {@link #keep} or {@link #undo}. */
  void begin() {
    journal.begin();
  }

  void keep() {
    journal.keep();
  }

  void undo() {
    journal.undo((secret, known) -> moves[secret] = known);
  }
}
