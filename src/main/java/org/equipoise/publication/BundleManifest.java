package org.equipoise.publication;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.equipoise.protocol.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What a sealed bundle says of itself: what it is of, how its numbers were made, and every file in
 * it by its digest. It is the one file that is signed; through it the signature covers all others.
 *
 * @param program name and version of the program that sealed it
 * @param kind what was sealed
 * @param subject what the results are of
 * @param ledger what the ledger says of itself; null where there is none
 * @param recipe how the results were made, beside the protocol and the data
 * @param tolerance largest relative difference between a number and the same number made again
 * @param files every other file, in order of their paths
 * @param absent data files that the results rest on and that are not packed
 * @param statements what the owner states, and what was left out
 * @param publicKey the public Ed25519 key of the signature, X.509 encoding in Base64; empty when
 *     the bundle is not signed
 */
public record BundleManifest(
    String program,
    Kind kind,
    Subject subject,
    @Nullable LedgerClaim ledger,
    Recipe recipe,
    double tolerance,
    List<Packed> files,
    List<Absent> absent,
    List<Statement> statements,
    String publicKey) {

  /** What the first field of every manifest says. */
  public static final String FORMAT = "equipoise-bundle";

  /** The format that this program writes; it reads all up to this one. */
  public static final int VERSION = 1;

  /** Tolerance of a bundle whose owner asks for no other. */
  public static final double TOLERANCE = 1e-9;

  /** Path of the manifest in a bundle. */
  public static final String PATH = "manifest.json";

  /** Path of its signature. */
  public static final String SIGNATURE = "manifest.sig";

  /** Path of the digests as {@code sha256sum -c} reads them. */
  public static final String SUMS = "SHA256SUMS";

  /** What was sealed. */
  public enum Kind {
    /** A trial drawn by this program, with its ledger. */
    TRIAL,
    /** A trial drawn elsewhere, with its data files. */
    DATA,
    /** A study in which nothing was drawn. */
    STUDY
  }

  /**
   * What the results are of.
   *
   * @param id short name of the trial or study
   * @param version version of the protocol in force
   * @param digest digest of its canonical text
   */
  public record Subject(String id, int version, Digest digest) {}

  /**
   * What a ledger says of itself; whoever checks a bundle finds the same in the ledger.
   *
   * @param lines how many lines it has
   * @param head digest of the last
   * @param frozen digest of the protocol with which the trial was frozen
   * @param commitment to the key of the draws
   * @param signer the key that signs checkpoints, as the first line names it
   * @param keyRevealed whether the key of the draws is published
   */
  public record LedgerClaim(
      long lines,
      Digest head,
      Digest frozen,
      Digest commitment,
      String signer,
      boolean keyRevealed) {}

  /**
   * How results were made.
   *
   * @param day the day that reports bear; of a ledger, that of its last line
   * @param zone where days of the ledger begin and end
   * @param allConventions whether the conventions of other programs are shown too
   * @param roundTo base that counts are rounded to; 0 for exact ones
   */
  public record Recipe(LocalDate day, ZoneId zone, boolean allConventions, int roundTo) {}

  /** What a file in a bundle is for. */
  public enum Role {
    /** The protocol in force, or the plan of a study. */
    PROTOCOL,
    /** A protocol as it was frozen, or as an amendment put it in force, before the last. */
    EARLIER_PROTOCOL,
    /** Of data files: the protocol as it was before the first draw, as the owner says. */
    PLANNED_PROTOCOL,
    LEDGER,
    CHECKPOINT,
    /** The key of the draws, as the ledger reveals it. */
    KEY,
    DATA,
    /** Digests of the lines of a data file, to tell which was changed. */
    LINE_DIGESTS,
    /** What an earlier report made public. */
    EARLIER_RELEASE,
    /** Every number. */
    RESULTS,
    /** The same numbers as a table. */
    TABLE,
    /** A page for people. */
    REPORT,
    README
  }

  /**
   * One file.
   *
   * @param path where it lies in the bundle
   * @param role what it is for
   * @param name of a data file and its digests: what the protocol calls it; of a report: its
   *     language; else empty
   * @param bytes its length
   * @param digest SHA-256 of its bytes
   */
  public record Packed(String path, Role role, String name, long bytes, Digest digest) {}

  /**
   * A data file that is not packed: somebody who may have it can lay it beside the bundle.
   *
   * @param file its name
   * @param name what the protocol calls it
   * @param bytes its length
   * @param digest SHA-256 of its bytes
   */
  public record Absent(String file, String name, long bytes, Digest digest) {}

  /**
   * Something stated, or left out.
   *
   * @param kind what
   * @param words the owner's own; empty when the kind says all
   */
  public record Statement(Sort kind, String words) {
    /** What is stated. */
    public enum Sort {
      /** No person stands behind any row. */
      SIMULATED,
      /** Nobody signed. */
      UNSIGNED,
      /** The key of the draws is not published: nobody can make them again from the bundle. */
      UNREVEALED,
      /** Data are not packed. */
      WITHOUT_DATA,
      /** Each person packed gave the consent that the protocol names for it. */
      CONSENTED,
      /** Who decided, and when, that the data may be published. */
      DATA_CONSENT,
      /**
       * People with protected identity are left out of data and results; the words say how many.
       */
      PROTECTED_LEFT_OUT,
      /** So are people who did not consent, or withdrew. */
      UNWILLING_LEFT_OUT
    }
  }

  /** Keeps its own copies. */
  public BundleManifest {
    files = List.copyOf(files);
    absent = List.copyOf(absent);
    statements = List.copyOf(statements);
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException("a tolerance is a share, not " + tolerance);
    }
  }

  /** Whether somebody signed. */
  public boolean signed() {
    return !publicKey.isEmpty();
  }

  /** Whether something is stated. */
  public boolean states(Statement.Sort kind) {
    return statements.stream().anyMatch(statement -> statement.kind() == kind);
  }

  /** The files with a role, in order of their paths. */
  public List<Packed> of(Role role) {
    return files.stream().filter(file -> file.role() == role).toList();
  }

  /** The file with a path, if it is listed. */
  public Optional<Packed> file(String path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }
}
