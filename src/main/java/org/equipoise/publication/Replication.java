package org.equipoise.publication;

import java.util.List;
import java.util.Locale;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Digest;
import org.equipoise.publication.ReplicationStep.Outcome;
import org.equipoise.trial.Audit;
import org.jspecify.annotations.Nullable;

/**
 * What came of making a sealed publication again: each step with its verdict, every number that
 * does not agree, why as far as it is known, and what nobody could check.
 *
 * @param file name of the bundle
 * @param digest SHA-256 of the bundle as a whole
 * @param program name and version of the program that made everything again
 * @param manifest what the bundle says of itself; null when that cannot be read
 * @param stages the steps that have a meaning for it, in order
 * @param signer whose the signature is
 * @param audit what was found in the ledger; null when it was not looked at
 * @param comparison numbers published against numbers made again; null when none were made
 * @param causes what is known of why anything differs
 * @param noBundle whether the file is nothing that anybody sealed
 */
public record Replication(
    String file,
    Digest digest,
    String program,
    @Nullable BundleManifest manifest,
    List<Stage> stages,
    Signer signer,
    Audit.@Nullable Report audit,
    @Nullable ResultsComparison comparison,
    List<Cause> causes,
    boolean noBundle) {

  /** The one answer. */
  public enum Answer {
    /** Everything was made again and agrees. */
    REPLICATED,
    /** All that the bundle lets anybody make again agrees; it says itself what it does not let. */
    REPLICATED_IN_PART,
    /** Nothing speaks against the bundle, but its numbers were not made again. */
    NOT_MADE_AGAIN,
    /** Something does not hold. */
    NOT_REPLICATED
  }

  /** Whose a signature is, as far as anybody can tell. */
  public enum Signer {
    /** The reader named the key, and it is that one. */
    NAMED,
    /** The reader named another key. */
    NOT_NAMED,
    /** The key that the ledger's first line names, which signs its checkpoints. */
    LEDGER,
    /** Not the key that the ledger names. */
    NOT_LEDGER,
    /** A key that the bundle alone names: whose it is the reader must find out. */
    UNKNOWN,
    /** Nobody signed, or the signature is wrong. */
    NOBODY
  }

  /**
   * A step that was taken, or not.
   *
   * @param step which
   * @param outcome what came of it
   * @param findings what was found on the way
   */
  public record Stage(ReplicationStep step, Outcome outcome, List<Finding> findings) {
    /** Keeps its own copy. */
    public Stage {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Why something differs.
   *
   * @param kind what happened
   * @param what in which file, line, part or version
   */
  public record Cause(Kind kind, String what) {
    /** What happened. */
    public enum Kind {
      /** Sealed by another version of the program. */
      OTHER_PROGRAM,
      /** That version is known to have counted otherwise. */
      KNOWN_CHANGE,
      /** Data are not those sealed. */
      CHANGED_DATA,
      /** The protocol is not the one that the ledger has. */
      CHANGED_PROTOCOL,
      /** The tables or pages say what is found now; only the results file says otherwise. */
      EDITED_RESULTS,
      /** Differences as small as those between processors and Java platforms. */
      ROUNDING,
      /** Rules of disclosure hide other numbers. */
      OTHER_HIDING
    }

    /** The kind as machines read it. */
    public String code() {
      return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Keeps its own copies. */
  public Replication {
    stages = List.copyOf(stages);
    causes = List.copyOf(causes);
  }

  /** The answer to the whole. */
  public Answer answer() {
    if (stages.isEmpty() || any(Outcome.FAILS)) {
      return Answer.NOT_REPLICATED;
    }
    boolean compared =
        stages.stream()
            .anyMatch(
                stage ->
                    stage.step() == ReplicationStep.NUMBERS && stage.outcome() == Outcome.HOLDS);
    if (!compared) {
      return Answer.NOT_MADE_AGAIN;
    }
    return any(Outcome.UNREACHED)
        ? Answer.NOT_REPLICATED
        : any(Outcome.DECLARED) ? Answer.REPLICATED_IN_PART : Answer.REPLICATED;
  }

  /** Whether everything that the bundle lets anybody make again agrees, its numbers among it. */
  public boolean agrees() {
    return answer() == Answer.REPLICATED || answer() == Answer.REPLICATED_IN_PART;
  }

  /** What came of a step; unreached when it has no meaning here. */
  public Outcome outcome(ReplicationStep step) {
    return stages.stream()
        .filter(stage -> stage.step() == step)
        .map(Stage::outcome)
        .findFirst()
        .orElse(Outcome.UNREACHED);
  }

  private boolean any(Outcome outcome) {
    return stages.stream().anyMatch(stage -> stage.outcome() == outcome);
  }
}
