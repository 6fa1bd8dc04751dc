package org.equipoise.claims;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/** The sides of an equation such as {@code 28 381 - 16 761 = 11 620}. */
final class SidesOfEquation {

  private static final BigFraction TWO = new BigFraction(2);
  private static final BigFraction HUNDRED = new BigFraction(100);

  private SidesOfEquation() {}

  /** Without the printed figure itself, when it only leads the equation. */
  static List<Term> that(Claim claim, Figure target, List<Term> sides) {
    if (sides.size() < 2) {
      return sides;
    }
    Term first = sides.get(0);
    boolean own = first instanceof Term.Reference reference && reference.id().equals(claim.id());
    boolean printed =
        first instanceof Term.Literal literal
            && literal.figure().nominal().equals(target.nominal());
    return own || printed ? sides.subList(1, sides.size()) : sides;
  }

  /** Whether a side is the value of another, worked out by whoever wrote the formula. */
  static boolean restates(Term side, Term formula, Comparing comparing) {
    boolean number = side instanceof Term.Literal || isNegative(side);
    Optional<BigFraction> value = number ? comparing.nominal(side) : Optional.empty();
    Optional<BigFraction> computed = comparing.nominal(formula);
    if (value.isEmpty() || computed.isEmpty() || formula instanceof Term.Literal) {
      return false;
    }
    BigFraction step = step(side);
    return isNear(value.get(), computed.get(), step)
        || isNear(value.get(), computed.get().multiply(HUNDRED), step);
  }

  private static boolean isNegative(Term side) {
    return side instanceof Term.Product product && product.right() instanceof Term.Literal;
  }

  private static BigFraction step(Term side) {
    if (side instanceof Term.Literal literal && Extent.sign(literal.figure().step()) > 0) {
      return literal.figure().step();
    }
    return BigFraction.ONE;
  }

  private static boolean isNear(BigFraction a, BigFraction b, BigFraction step) {
    return a.subtract(b).abs().multiply(TWO).compareTo(step) <= 0;
  }

  /** Whether the printed figure stands in its own formula, which then says something else. */
  static boolean holds(Term side, Figure target) {
    boolean telling = target.nominal().abs().compareTo(HUNDRED) >= 0;
    return telling && !(side instanceof Term.Literal) && holdsValue(side, target.nominal());
  }

  private static boolean holdsValue(Term term, BigFraction value) {
    return (term instanceof Term.Literal literal && literal.figure().nominal().equals(value))
        || Terms.parts(term).stream().anyMatch(part -> holdsValue(part, value));
  }
}
