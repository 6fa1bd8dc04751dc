package org.equipoise.waves;

/** Where a person stands at a wave on a day. Everybody stands in exactly one place. */
public enum WaveState {
  /** The window has not opened. */
  NOT_OPEN,
  /** The window is open and the due day is ahead; before the draw nobody knows the due day. */
  OPEN,
  /** Due today. */
  DUE,
  /** The due day has passed, the window is still open. */
  LATE,
  /** Answered, in full or in part; it counts. */
  ANSWERED,
  /** The window has closed without an answer that counts; the person may still be contacted. */
  CLOSED,
  /** Has not answered and may not be contacted, whether or not the window has closed. */
  STOPPED;

  /** Whether somebody is waiting for an answer. */
  public boolean isOpen() {
    return this == OPEN || this == DUE || this == LATE;
  }
}
