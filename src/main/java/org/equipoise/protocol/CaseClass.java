package org.equipoise.protocol;

/**
 * What became of a case, in the classes that outcome rates count: AAPOR, Standard Definitions, 10th
 * edition (2023).
 */
public enum CaseClass {
  /** I: the questions were answered. */
  COMPLETE("I"),
  /** P: enough questions were answered to count, not all. */
  PARTIAL("P"),
  /** R: refused, or broke off too early to count. */
  REFUSAL("R"),
  /** NC: eligible, never reached. */
  NON_CONTACT("NC"),
  /** O: eligible, neither refused nor out of reach, and yet no answers. */
  OTHER("O"),
  /** UH: unknown whether there is anybody to ask at the address or number. */
  UNKNOWN_HOUSEHOLD("UH"),
  /** UO: unknown eligibility for another reason. */
  UNKNOWN_OTHER("UO"),
  /** UR: unknown whether an eligible person is there; counted under UO before the 10th edition. */
  UNKNOWN_RESPONDENT("UR"),
  /** NE: known not to belong to the population. */
  NOT_ELIGIBLE("NE");

  private final String symbol;

  CaseClass(String symbol) {
    this.symbol = symbol;
  }

  /** The letters of the formulas: {@code I}, {@code P}, {@code R}, ... */
  public String symbol() {
    return symbol;
  }

  /** Whether it is unknown if the case belongs to the population: UH, UO, UR. */
  public boolean isUnknown() {
    return this == UNKNOWN_HOUSEHOLD || this == UNKNOWN_OTHER || this == UNKNOWN_RESPONDENT;
  }
}
