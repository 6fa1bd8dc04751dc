package org.equipoise.claims;

import java.util.List;
import java.util.Set;
import org.equipoise.claims.Relation.Comparison;

/**
 * What a cell {@code follows} says.
 *
 * @param alternatives any of them may hold; in each, everything must; empty when nothing is said
 * @param missing what is not printed, when that is all it says
 * @param passedOver words that were not understood and stand beside what was
 * @param doubts why a contradiction may yet be none
 * @param stopped where reading stopped, counted from 0; negative when it did not
 * @param expected what was expected there
 */
record FormulaReading(
    List<List<Statement>> alternatives,
    String missing,
    List<String> passedOver,
    Set<Doubt> doubts,
    int stopped,
    String expected) {

  FormulaReading {
    alternatives = List.copyOf(alternatives);
    passedOver = List.copyOf(passedOver);
    doubts = Set.copyOf(doubts);
  }

  /** Whether every word was understood. */
  boolean isClean() {
    return passedOver.isEmpty();
  }

  /** Whether it says something that can be checked. */
  boolean isFormula() {
    return !alternatives.isEmpty();
  }

  /** One thing that must be so. */
  sealed interface Statement {}

  /**
   * The printed figure against a formula, or several that are the same.
   *
   * @param sides at least one
   */
  record Equation(Comparison comparison, List<Term> sides) implements Statement {
    Equation {
      sides = List.copyOf(sides);
    }
  }

  /** The same figure stands elsewhere. */
  record Same() implements Statement {}

  /** The printed words stand elsewhere in other words. */
  record Reads(String text) implements Statement {}

  /** The same number is elsewhere said to count something. */
  record Counts(String noun) implements Statement {}

  /** The parts of a whole and their shares, which sum to one. */
  record Parts(String partition, List<Term> shares) implements Statement {
    Parts {
      shares = List.copyOf(shares);
    }
  }
}
