package org.equipoise.publication;

/** The ladder that a bundle is led up, lowest rung first; nothing rests on a rung above it. */
public enum ReplicationStep {
  /** The file can be unpacked without harm. */
  CONTAINER,
  /** The list of contents can be read and makes sense. */
  MANIFEST,
  /** Every file is the one listed, and nothing else is there. */
  DIGESTS,
  /** Somebody signed, and it is the one who should have. */
  SIGNATURE,
  /** What was analysed is what was frozen, with amendments in order. */
  PROTOCOL,
  /** The ledger is intact, and complete up to its last checkpoint. */
  LEDGER,
  /** The key is the one committed to, and every draw follows from it. */
  DRAWS,
  /** The data are readable, and of the people whom the ledger says were drawn. */
  DATA,
  /** The analysis could be made again. */
  ANALYSIS,
  /** Every number, code and reason is the one published. */
  NUMBERS,
  /** So are those in the tables. */
  TABLES,
  /** So are the pages. */
  PAGES;

  /** What came of a step. */
  public enum Outcome {
    HOLDS,
    FAILS,
    /** It cannot be taken, and the bundle itself says so. */
    DECLARED,
    /** A step below failed, or what it needs could not be had. */
    UNREACHED
  }

  /** Whether the step has a meaning for what was sealed. */
  boolean concerns(BundleManifest.Kind kind) {
    return kind == BundleManifest.Kind.TRIAL || (this != LEDGER && this != DRAWS);
  }
}
