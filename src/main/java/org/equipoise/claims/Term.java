package org.equipoise.claims;

import java.util.List;

/**
 * What a printed figure is recomputed from, as the claim language reads it: numbers, other claims
 * and the arithmetic between them. Numbers are in units of one, so that {@code 55 %} in front of a
 * number is 55 divided by 100, and a share that is printed in percent is its quotient times 100.
 */
public sealed interface Term {

  /**
   * A number that stands in the formula itself. The same text twice in one formula is the same
   * number.
   *
   * @param figure what it may stand for
   */
  record Literal(Figure figure) implements Term {}

  /**
   * The figure that another claim prints.
   *
   * @param id the code of that claim
   */
  record Reference(String id) implements Term {}

  /**
   * Everything added up.
   *
   * @param terms at least one
   */
  record Sum(List<Term> terms) implements Term {
    /** Keeps its own copy. */
    public Sum {
      terms = List.copyOf(terms);
    }
  }

  /** One less the other. */
  record Difference(Term from, Term less) implements Term {}

  /** One times the other. */
  record Product(Term left, Term right) implements Term {}

  /** One divided by the other. */
  record Quotient(Term over, Term under) implements Term {}

  /**
   * A mean of the parts of a whole, weighted with their shares, which are not negative and sum to
   * one: {@code women 32, men 40 at 55/45}.
   *
   * @param partition the name of the partition that the document declares, the shares of which are
   *     the same wherever it is named; empty when the shares are this formula's own
   * @param values one for each part
   * @param shares one for each part, of one; none when they are not printed
   */
  record Mean(String partition, List<Term> values, List<Term> shares) implements Term {
    /** Keeps its own copies. */
    public Mean {
      values = List.copyOf(values);
      shares = List.copyOf(shares);
    }
  }

  /**
   * A named calculation, such as {@code se(estimate: -0.036, p: 0.03)}.
   *
   * @param name its name in English
   * @param arguments in the order written
   */
  record Call(String name, List<Argument> arguments) implements Term {
    /** Keeps its own copy. */
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * What a named calculation is given.
   *
   * @param name its name; empty when it is known by its position
   * @param values numbers, other claims and words
   */
  record Argument(String name, List<Term> values) {
    /** Keeps its own copy. */
    public Argument {
      values = List.copyOf(values);
    }
  }

  /**
   * A word that a named calculation understands, as in {@code tails: one}.
   *
   * @param text the word, without quotes
   */
  record Word(String text) implements Term {}

  /**
   * An amount from 0 that the document does not print.
   *
   * @param text what it is, in the claim file's words
   */
  record Missing(String text) implements Term {}
}
