package org.equipoise.estimate;

/** How units were assigned, as the protocol declared it: it is never guessed from the data. */
public enum Design {
  /** Units drawn one by one or in one lot. */
  SIMPLE("simple", false, false),

  /** Units drawn within blocks that hold at least two units of each arm. */
  BLOCKED("blocked", true, false),

  /** Pairs of units, one drawn to treatment. */
  MATCHED_PAIRS("matched pairs", true, false),

  /** Whole clusters drawn. */
  CLUSTERED("clustered", false, true),

  /** Whole clusters drawn within blocks that hold at least two clusters of each arm. */
  BLOCKED_CLUSTERED("blocked and clustered", true, true),

  /** Pairs of clusters, one drawn to treatment. */
  PAIR_MATCHED_CLUSTERS("pair-matched clusters", true, true);

  private final String label;
  private final boolean blocked;
  private final boolean clustered;

  Design(String label, boolean blocked, boolean clustered) {
    this.label = label;
    this.blocked = blocked;
    this.clustered = clustered;
  }

  /** The name as reports print it. */
  public String label() {
    return label;
  }

  /** Whether it needs block (or pair) codes. */
  public boolean blocked() {
    return blocked;
  }

  /** Whether it needs cluster codes. */
  public boolean clustered() {
    return clustered;
  }
}
