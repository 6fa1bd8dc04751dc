package org.equipoise.trial;

import java.io.IOException;
import java.util.List;
import org.equipoise.draw.DrawKey;
import org.equipoise.finding.Finding;
import org.equipoise.ledger.Checkpoint;
import org.equipoise.ledger.Ledger;
import org.equipoise.protocol.Digest;
import org.jspecify.annotations.Nullable;

/** Whether a ledger can be believed, from the ledger alone. */
public final class Audit {

  private Audit() {}

  /** The answer to one question of the audit. */
  public enum Verdict {
    YES,
    NO,
    /** What would show it is not at hand; a finding says what. */
    NOT_SHOWN
  }

  /**
   * What the audit found.
   *
   * @param lines how many lines were read
   * @param head digest of the last of them
   * @param intact no line was changed, added, removed or moved, and each was allowed when written
   * @param complete nothing is missing up to the last checkpoint given
   * @param redrawn every draw follows from the key, and the key is the one that was committed to
   * @param records what is known of people is what was committed to
   * @param draws how many draws were made again
   * @param checkpoint number of the last checkpoint that the ledger reaches; 0 when none was given
   * @param findings the first wrong line of each kind, and what could not be shown
   */
  public record Report(
      long lines,
      Digest head,
      Verdict intact,
      Verdict complete,
      Verdict redrawn,
      Verdict records,
      long draws,
      int checkpoint,
      List<Finding> findings) {
    /** Keeps its own copy. */
    public Report {
      findings = List.copyOf(findings);
    }
  }

  /** Audits a ledger without the records of people. */
  public static Report of(
      Ledger ledger, ProtocolSource protocols, List<Checkpoint> checkpoints, @Nullable DrawKey key)
      throws IOException {
    return of(ledger, protocols, checkpoints, key, null);
  }

  /** Audits a ledger, with the records of people when they are at hand. */
  public static Report of(
      Ledger ledger,
      ProtocolSource protocols,
      List<Checkpoint> checkpoints,
      @Nullable DrawKey key,
      @Nullable Records records)
      throws IOException {
    throw new UnsupportedOperationException();
  }
}
