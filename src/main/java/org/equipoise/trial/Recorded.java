package org.equipoise.trial;

import java.util.List;
import org.equipoise.finding.Finding;

/**
 * A fact on the ledger.
 *
 * @param line number of its line
 * @param before whether it stood there already
 * @param warnings what somebody should look at, such as a start before its day
 */
public record Recorded(long line, boolean before, List<Finding> warnings) {
  /** Keeps its own copy. */
  public Recorded {
    warnings = List.copyOf(warnings);
  }
}
