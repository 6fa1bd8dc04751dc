package org.equipoise.estimate;

/**
 * The data do not carry what was asked for. The message states the numbers that forbid it; {@link
 * #advice()} says what would help. It is thrown instead of returning a number nobody should read.
 */
public final class NotEstimableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The kinds of refusal. */
  public enum Reason {
    /** An arm has no unit (or no cluster). */
    EMPTY_ARM,
    /** An arm has one unit, so its variance cannot be seen. */
    ONE_UNIT_IN_ARM,
    /** A block has no unit of one of the arms. */
    BLOCK_WITHOUT_ARM,
    /** A block has fewer than two units (or clusters) of an arm. */
    BLOCK_TOO_SMALL,
    /** A block of a paired design is not one treated and one control unit (or cluster). */
    NOT_A_PAIR,
    /** One block or pair where at least two are needed. */
    TOO_FEW_BLOCKS,
    /** Fewer clusters than the method needs. */
    TOO_FEW_CLUSTERS,
    /** A cluster has treated and control units. */
    CLUSTER_IN_BOTH_ARMS,
    /** A cluster has rows in more than one block. */
    CLUSTER_IN_SEVERAL_BLOCKS,
    /** The outcome has one value only. */
    CONSTANT_OUTCOME,
    /** A covariate or score has one value only where variation is needed. */
    NO_VARIATION,
    /** The treatment column is a combination of the other columns. */
    TREATMENT_COLLINEAR,
    /** A term was dropped as collinear, so nothing can be said about it. */
    TERM_DROPPED,
    /** The covariance of the tested coefficients is singular. */
    SINGULAR_COVARIANCE,
    /** No degrees of freedom are left. */
    NO_DEGREES_OF_FREEDOM,
    /** Fewer units than the method needs. */
    TOO_FEW_UNITS,
    /** A combination of the columns tells the two outcomes apart without error. */
    SEPARATION,
    /** The instruments do not move an endogenous regressor, or there are fewer than of those. */
    UNDERIDENTIFIED,
    /** The best fit lies outside what the model can mean, or was not found. */
    NO_SOLUTION,
    /** Periods around the start of treatment are missing, or there is none on one side. */
    EVENT_TIMES,
    /** Units lack values that the method needs of all. */
    INCOMPLETE_UNITS,
    /** No period lies before the treatment that the method compares with. */
    NO_PERIOD_BEFORE,
    /** An exact computation would take far longer than an answer as good needs. */
    TOO_LARGE
  }

  private final Reason reason;
  private final String advice;

  /** A refusal with its reason, the numbers that forbid the estimate, and what would help. */
  public NotEstimableException(Reason reason, String message, String advice) {
    super(message);
    this.reason = reason;
    this.advice = advice;
  }

  static NotEstimableException treatmentCollinear(String treatment) {
    return new NotEstimableException(
        Reason.TREATMENT_COLLINEAR,
        "'" + treatment + "' is a linear combination of the other columns",
        "check that both arms occur in the rows used, and that no covariate or factor repeats the"
            + " assignment");
  }

  /** The kind of refusal. */
  public Reason reason() {
    return reason;
  }

  /** What the reader can do about it; a clause without a full stop. */
  public String advice() {
    return advice;
  }
}
