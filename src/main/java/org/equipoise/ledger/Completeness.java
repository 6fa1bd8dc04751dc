package org.equipoise.ledger;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.jspecify.annotations.Nullable;

/**
 * Up to which line a ledger is complete, by checkpoints that outsiders kept. Lines after the last
 * checkpoint could have been cut off or made anew without a trace.
 *
 * @param upTo last line covered by a checkpoint that agrees; 0 when none does
 * @param checkpoint number of that checkpoint; 0 when none agrees
 * @param findings what does not agree, each an error
 */
public record Completeness(long upTo, int checkpoint, List<Finding> findings) {

  /** Keeps its own copy. */
  public Completeness {
    findings = List.copyOf(findings);
  }

  /** Whether there was a checkpoint and every one agrees. */
  public boolean shown() {
    return checkpoint > 0 && findings.isEmpty();
  }

  /**
   * Compares a ledger with checkpoints.
   *
   * @param chain the ledger's lines, walked
   * @param checkpoints in any order
   */
  public static Completeness of(Chain chain, List<Checkpoint> checkpoints) {
    List<Checkpoint> ordered = new ArrayList<>(checkpoints);
    ordered.sort(Comparator.comparingLong(Checkpoint::upTo).thenComparing(Checkpoint::number));
    long upTo = 0;
    int number = 0;
    List<Finding> findings = new ArrayList<>();
    for (Checkpoint checkpoint : ordered) {
      Finding wrong = wrong(chain, checkpoint, upTo);
      if (wrong != null) {
        findings.add(wrong);
      } else if (findings.isEmpty()) {
        upTo = checkpoint.upTo();
        number = checkpoint.number();
      }
    }
    return new Completeness(upTo, number, findings);
  }

  private static @Nullable Finding wrong(Chain chain, Checkpoint checkpoint, long good) {
    String name = "checkpoint " + checkpoint.number();
    PublicKey signer = chain.signer();
    if (!checkpoint.trial().equals(chain.trial())) {
      return error(1, name + " is of another trial, or the protocol in line 1 was exchanged");
    }
    if (signer == null || !checkpoint.signedBy(signer)) {
      return error(
          1,
          name
              + " is not signed with the key that line 1 names: either its text was changed, or"
              + " somebody else signed it, or the ledger was made anew with another key");
    }
    if (checkpoint.upTo() > chain.lines()) {
      return error(
          chain.lines() + 1,
          "the ledger ends at line "
              + chain.lines()
              + "; "
              + name
              + " covers "
              + checkpoint.upTo()
              + " lines: the last "
              + (checkpoint.upTo() - chain.lines())
              + " are missing");
    }
    if (!checkpoint.head().equals(chain.digest(checkpoint.upTo()))) {
      return error(
          checkpoint.upTo(),
          "line "
              + checkpoint.upTo()
              + " is not the line of which "
              + name
              + " was made: "
              + (good == 0
                  ? "it was changed, or a line before it"
                  : "it was changed after line " + good)
              + ", and what follows was made anew");
    }
    return null;
  }

  private static Finding error(long line, String found) {
    return Finding.error(new Place(Chain.LEDGER, Math.toIntExact(line), 0, ""), found, "");
  }
}
