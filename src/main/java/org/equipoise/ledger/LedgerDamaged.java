package org.equipoise.ledger;

import java.io.IOException;

/** A line of the ledger is not what the program wrote. */
public final class LedgerDamaged extends IOException {

  private static final long serialVersionUID = 1;

  private final long line;

  /**
   * A damaged line.
   *
   * @param line its number
   * @param what what is wrong with it, in plain words and without personal data
   */
  public LedgerDamaged(long line, String what) {
    super("ledger line " + line + ": " + what);
    this.line = line;
  }

  /** Number of the line. */
  public long line() {
    return line;
  }
}
