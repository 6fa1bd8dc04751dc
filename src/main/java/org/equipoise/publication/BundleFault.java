package org.equipoise.publication;

/** What can be wrong with a bundle before anything in it is believed, by the step that tells. */
public enum BundleFault {
  NOT_A_BUNDLE(Step.CONTAINER),
  TRUNCATED(Step.CONTAINER),
  EMPTY(Step.CONTAINER),
  TOO_MANY_FILES(Step.CONTAINER),
  TOO_LARGE(Step.CONTAINER),
  /** It unpacks to far more than its size allows. */
  BOMB(Step.CONTAINER),
  /** A name that could lead outside a folder, or that systems read differently. */
  UNSAFE_NAME(Step.CONTAINER),
  /** The same name twice, or two that some systems take for one. */
  DUPLICATE_NAME(Step.CONTAINER),
  LINK(Step.CONTAINER),
  ENCRYPTED(Step.CONTAINER),
  /** A way of packing that bundles do not use. */
  UNKNOWN_PACKING(Step.CONTAINER),
  /** The list of contents and the contents tell different things. */
  HEADERS_DISAGREE(Step.CONTAINER),
  /** Bytes that belong to no file. */
  HIDDEN_BYTES(Step.CONTAINER),
  /** The content of a file is not what its checksum says. */
  DAMAGED(Step.CONTAINER),

  MANIFEST_MISSING(Step.MANIFEST),
  MANIFEST_UNREADABLE(Step.MANIFEST),
  /** Made by a later program, in a format that this one does not know. */
  FORMAT_UNKNOWN(Step.MANIFEST),
  /** It lists files that do not fit together. */
  MANIFEST_WRONG(Step.MANIFEST),

  FILE_MISSING(Step.DIGESTS),
  FILE_UNKNOWN(Step.DIGESTS),
  DIGEST_DIFFERS(Step.DIGESTS),
  SUMS_DIFFER(Step.DIGESTS),

  SIGNATURE_MISSING(Step.SIGNATURE),
  SIGNATURE_UNEXPECTED(Step.SIGNATURE),
  SIGNATURE_WRONG(Step.SIGNATURE);

  /** The order in which a bundle is looked at. */
  public enum Step {
    CONTAINER,
    MANIFEST,
    DIGESTS,
    SIGNATURE
  }

  private final Step step;

  BundleFault(Step step) {
    this.step = step;
  }

  /** The step that finds it. */
  public Step step() {
    return step;
  }
}
