package org.equipoise.draw;

import java.util.LinkedHashMap;
import java.util.List;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;

/** The draws of one scheme of one trial. */
public final class Draws {

  private Draws() {}

  /** No draws yet. */
  public static Draws of(Protocol protocol, int scheme) {
    throw new UnsupportedOperationException();
  }

  /** Whether a whole pool is drawn at once. */
  public boolean batch() {
    throw new UnsupportedOperationException();
  }

  /** Variables whose values a unit must have. */
  public List<Variable.Id> needs() {
    throw new UnsupportedOperationException();
  }

  /** The stream from which a unit is drawn. */
  public StreamName stream(DrawUnit unit) {
    throw new UnsupportedOperationException();
  }

  /** The unit as it was drawn, rebuilt from the draw alone, so that it can be drawn again. */
  public static DrawUnit again(Drawn drawn) {
    throw new UnsupportedOperationException();
  }

  /** Takes over a draw made before, in the order of the ledger; no key is needed. */
  public void remember(Drawn drawn) {
    throw new UnsupportedOperationException();
  }

  /** Draws one unit; the draw is not remembered. */
  public Drawn draw(DrawUnit unit, Streams streams) {
    throw new UnsupportedOperationException();
  }

  /** Draws a pool; the draws are not remembered. */
  public Batch draw(List<DrawUnit> pool, Streams streams) {
    throw new UnsupportedOperationException();
  }

  /** Every number behind a draw by its label, and what the ledger withholds. */
  public LinkedHashMap<String, String> explain(Drawn drawn, Streams streams) {
    throw new UnsupportedOperationException();
  }
}
