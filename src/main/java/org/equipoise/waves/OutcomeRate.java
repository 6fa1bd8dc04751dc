package org.equipoise.waves;

/**
 * The outcome rates of AAPOR, Standard Definitions, 10th edition (2023): how many of which cases.
 * The number at the end chooses what counts above the line and which cases count below it.
 */
public enum OutcomeRate {
  /** Response: I over all cases that may be eligible. */
  RR1(Above.COMPLETE, Below.ALL),
  /** Response: I + P over all cases that may be eligible. */
  RR2(Above.ANSWERED, Below.ALL),
  /** Response: I over the eligible and e of the unknown. */
  RR3(Above.COMPLETE, Below.ESTIMATED),
  /** Response: I + P over the eligible and e of the unknown. */
  RR4(Above.ANSWERED, Below.ESTIMATED),
  /** Response: I over the known eligible. */
  RR5(Above.COMPLETE, Below.ELIGIBLE),
  /** Response: I + P over the known eligible. */
  RR6(Above.ANSWERED, Below.ELIGIBLE),
  /** Cooperation: I over everybody reached. */
  COOP1(Above.COMPLETE, Below.REACHED),
  /** Cooperation: I + P over everybody reached. */
  COOP2(Above.ANSWERED, Below.REACHED),
  /** Cooperation: I over everybody reached and able to answer. */
  COOP3(Above.COMPLETE, Below.REACHED_AND_ABLE),
  /** Cooperation: I + P over everybody reached and able to answer. */
  COOP4(Above.ANSWERED, Below.REACHED_AND_ABLE),
  /** Refusal: R over all cases that may be eligible. */
  REF1(Above.REFUSED, Below.ALL),
  /** Refusal: R over the eligible and e of the unknown. */
  REF2(Above.REFUSED, Below.ESTIMATED),
  /** Refusal: R over the known eligible. */
  REF3(Above.REFUSED, Below.ELIGIBLE),
  /** Contact: everybody reached over all cases that may be eligible. */
  CON1(Above.REACHED, Below.ALL),
  /** Contact: everybody reached over the eligible and e of the unknown. */
  CON2(Above.REACHED, Below.ESTIMATED),
  /** Contact: everybody reached over the known eligible. */
  CON3(Above.REACHED, Below.ELIGIBLE);

  private enum Above {
    COMPLETE,
    ANSWERED,
    REFUSED,
    REACHED
  }

  private enum Below {
    ALL,
    ESTIMATED,
    ELIGIBLE,
    REACHED,
    REACHED_AND_ABLE
  }

  private final Above above;
  private final Below below;

  OutcomeRate(Above above, Below below) {
    this.above = above;
    this.below = below;
  }

  /** Whether the rate depends on e, the assumed share of eligible among unknown cases. */
  public boolean needsShareEligible() {
    return below == Below.ESTIMATED;
  }

  int numerator(CaseCounts n) {
    return switch (above) {
      case COMPLETE -> n.complete();
      case ANSWERED -> n.answered();
      case REFUSED -> n.refusal();
      case REACHED -> n.reached();
    };
  }

  double denominator(CaseCounts n, double e) {
    return switch (below) {
      case ALL -> n.eligible() + n.unknown();
      // Without unknown cases e does not matter, even when nothing is known to estimate it from.
      case ESTIMATED -> n.unknown() == 0 ? n.eligible() : n.eligible() + e * n.unknown();
      case ELIGIBLE -> n.eligible();
      case REACHED -> n.reached();
      case REACHED_AND_ABLE -> n.answered() + n.refusal();
    };
  }
}
