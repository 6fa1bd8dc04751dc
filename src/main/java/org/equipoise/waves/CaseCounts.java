package org.equipoise.waves;

import java.util.function.ToIntFunction;
import org.equipoise.protocol.CaseClass;

/**
 * How many cases ended in each class; the letters are those of the AAPOR formulas.
 *
 * @param complete I
 * @param partial P
 * @param refusal R
 * @param nonContact NC
 * @param other O
 * @param unknownHousehold UH
 * @param unknownOther UO
 * @param unknownRespondent UR, a class of its own since the 10th edition
 * @param notEligible NE
 */
public record CaseCounts(
    int complete,
    int partial,
    int refusal,
    int nonContact,
    int other,
    int unknownHousehold,
    int unknownOther,
    int unknownRespondent,
    int notEligible) {

  /** No cases. */
  public static final CaseCounts NONE = new CaseCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * Refuses negative counts.
   *
   * @throws IllegalArgumentException if a count is negative
   * @throws ArithmeticException if there are more than 2^31 - 1 cases
   */
  public CaseCounts {
    int smallest = 0;
    int total = 0;
    for (int count :
        new int[] {
          complete,
          partial,
          refusal,
          nonContact,
          other,
          unknownHousehold,
          unknownOther,
          unknownRespondent,
          notEligible
        }) {
      smallest = Math.min(smallest, count);
      total = Math.addExact(total, count);
    }
    if (smallest < 0) {
      throw new IllegalArgumentException("a count of " + smallest + " cases");
    }
  }

  /** The counts that {@code count} gives for each class. */
  public static CaseCounts of(ToIntFunction<CaseClass> count) {
    return new CaseCounts(
        count.applyAsInt(CaseClass.COMPLETE),
        count.applyAsInt(CaseClass.PARTIAL),
        count.applyAsInt(CaseClass.REFUSAL),
        count.applyAsInt(CaseClass.NON_CONTACT),
        count.applyAsInt(CaseClass.OTHER),
        count.applyAsInt(CaseClass.UNKNOWN_HOUSEHOLD),
        count.applyAsInt(CaseClass.UNKNOWN_OTHER),
        count.applyAsInt(CaseClass.UNKNOWN_RESPONDENT),
        count.applyAsInt(CaseClass.NOT_ELIGIBLE));
  }

  /** The cases of a class. */
  public int count(CaseClass caseClass) {
    return switch (caseClass) {
      case COMPLETE -> complete;
      case PARTIAL -> partial;
      case REFUSAL -> refusal;
      case NON_CONTACT -> nonContact;
      case OTHER -> other;
      case UNKNOWN_HOUSEHOLD -> unknownHousehold;
      case UNKNOWN_OTHER -> unknownOther;
      case UNKNOWN_RESPONDENT -> unknownRespondent;
      case NOT_ELIGIBLE -> notEligible;
    };
  }

  /** These cases and the others together. */
  public CaseCounts plus(CaseCounts more) {
    return of(one -> Math.addExact(count(one), more.count(one)));
  }

  /** These cases and {@code more} of one class. */
  public CaseCounts plus(CaseClass caseClass, int more) {
    return of(one -> one == caseClass ? Math.addExact(count(one), more) : count(one));
  }

  /** I + P: everybody whose answers count. */
  public int answered() {
    return complete + partial;
  }

  /** I + P + R + O: everybody reached. */
  public int reached() {
    return answered() + refusal + other;
  }

  /** I + P + R + NC + O: everybody known to belong to the population. */
  public int eligible() {
    return reached() + nonContact;
  }

  /** UH + UO + UR: cases of unknown eligibility. */
  public int unknown() {
    return unknownHousehold + unknownOther + unknownRespondent;
  }

  /** All cases. */
  public int total() {
    return eligible() + unknown() + notEligible;
  }
}
