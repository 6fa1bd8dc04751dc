package org.equipoise.claims;

/**
 * What a claim must be, given others: {@code B009 = B010 + B094 + B095}.
 *
 * @param target the claim
 * @param comparison how its figure stands to the formula
 * @param expression the formula, in the unit of the claim's figure
 */
public record Relation(Claim target, Comparison comparison, Term expression) {

  /** How the figure of a claim stands to a formula. */
  public enum Comparison {
    /** It is the same. */
    EQUAL,
    /** It is not above it. */
    AT_MOST,
    /** It is not below it. */
    AT_LEAST
  }
}
