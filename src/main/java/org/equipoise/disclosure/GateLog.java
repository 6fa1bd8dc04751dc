package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.disclosure.CountNet.Cell;
import org.equipoise.disclosure.Gated.Why;
import org.equipoise.disclosure.Released.Part;
import org.equipoise.disclosure.Released.Suppression;

/** Opens cells for one part of the results and notes every one that stays shut. */
final class GateLog {

  private final Part part;
  private final List<Suppression> notes = new ArrayList<>();

  GateLog(Part part) {
    this.part = part;
  }

  /** The value if its cell may be shown. */
  <T> Gated<T> open(String what, Cell cell, T value) {
    Gated<T> gated = cell.gate(value);
    if (gated instanceof Gated.Hidden<T> shut) {
      note(what, shut.why());
    }
    return gated;
  }

  /** A count if its cell may be shown. */
  Gated<Integer> count(String what, Cell cell, int value) {
    return open(what, cell, value);
  }

  void note(String what, Why why) {
    notes.add(new Suppression(part, what, why));
  }

  List<Suppression> notes() {
    return notes;
  }
}
