package org.equipoise.claims;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.Figure.Unit;

/**
 * How exact the whole numbers of a formula are, which their digits alone do not tell. The rules, in
 * this order:
 *
 * <ol>
 *   <li>a number with decimals, a percent sign, a unit such as million, or a hedge is as it says;
 *       {@code exactly 700} is exact; 100 is exact
 *   <li>a number that the same document prints in another claim with a hedge or rounded is as it
 *       stands there, unless what follows is exact
 *   <li>beside percentages and points, numbers up to 100 are rounded to whole ones, unless they are
 *       counts: the terms of a quotient such as {@code 32 / 141}
 *   <li>in a sum printed in millions or thousands of money, whole numbers are rounded to whole
 *       millions or thousands
 *   <li>where the claim is not exact itself, a number that ends in noughts (two of them under or
 *       over a fraction bar) may be rounded at its last other digit, by a tenth at most
 *   <li>all others are exact counts
 * </ol>
 */
final class LiteralPrecision {

  private static final BigFraction HUNDRED = new BigFraction(100);

  private enum Role {
    PERCENT,
    MONEY,
    NUMBER,
    COUNT
  }

  private final FigureRules rules;
  private final DocumentFigures document;
  private final String own;
  private final Set<Figure> weights = new HashSet<>();
  private final boolean exactTarget;
  private final boolean scaledTarget;

  private LiteralPrecision(
      FigureRules rules,
      DocumentFigures document,
      String own,
      boolean exactTarget,
      boolean scaledTarget) {
    this.rules = rules;
    this.document = document;
    this.own = own;
    this.exactTarget = exactTarget;
    this.scaledTarget = scaledTarget;
  }

  /**
   * The formula with its numbers as exact as they are.
   *
   * @param target the figure that is recomputed
   * @param scaled whether it is printed in thousands or millions
   * @param own the id of its claim
   * @param document what else its document prints
   */
  static Term of(
      Term term,
      Figure target,
      boolean scaled,
      String own,
      DocumentFigures document,
      FigureRules rules) {
    boolean exact = target.step().equals(BigFraction.ZERO) && !target.hedged();
    boolean percent = target.unit() == Unit.PERCENT || target.unit() == Unit.POINTS;
    Role role = percent ? Role.PERCENT : scaled ? Role.MONEY : Role.NUMBER;
    return new LiteralPrecision(rules, document, own, exact && !percent, scaled)
        .rewrite(term, role);
  }

  /** A whole number as rounded to whole numbers. */
  static Figure whole(Figure figure, FigureRules rules) {
    return figure.step().equals(BigFraction.ZERO)
        ? Literals.rounded(
            figure.printed(), figure.nominal(), BigFraction.ONE, figure.unit(), rules)
        : figure;
  }

  private Term rewrite(Term term, Role role) {
    if (term instanceof Term.Literal literal) {
      return new Term.Literal(figure(literal.figure(), role));
    }
    if (term instanceof Term.Sum sum) {
      return new Term.Sum(all(sum.terms(), role));
    }
    if (term instanceof Term.Difference minus) {
      return new Term.Difference(rewrite(minus.from(), role), rewrite(minus.less(), role));
    }
    if (term instanceof Term.Product product) {
      Role factors = role == Role.MONEY ? Role.NUMBER : role;
      return new Term.Product(rewrite(product.left(), factors), rewrite(product.right(), factors));
    }
    if (term instanceof Term.Quotient quotient) {
      boolean mean = role == Role.PERCENT && hasProduct(quotient.over());
      Role over = mean ? Role.PERCENT : Role.COUNT;
      // What stands below the bar too weights what it stands beside.
      addLiterals(quotient.under(), weights);
      return new Term.Quotient(
          rewrite(quotient.over(), over), rewrite(quotient.under(), Role.COUNT));
    }
    if (term instanceof Term.Mean mean) {
      Role values = role == Role.NUMBER && !exactTarget ? Role.MONEY : role;
      return new Term.Mean(mean.partition(), all(mean.values(), values), mean.shares());
    }
    return term;
  }

  private static void addLiterals(Term term, Set<Figure> into) {
    if (term instanceof Term.Literal literal) {
      into.add(literal.figure());
    }
    Terms.parts(term).forEach(part -> addLiterals(part, into));
  }

  private List<Term> all(List<Term> terms, Role role) {
    List<Term> all = new ArrayList<>();
    terms.forEach(each -> all.add(rewrite(each, role)));
    return all;
  }

  private static boolean hasProduct(Term term) {
    if (term instanceof Term.Product product) {
      return !isSign(product.left());
    }
    if (term instanceof Term.Sum sum) {
      return sum.terms().stream().anyMatch(LiteralPrecision::hasProduct);
    }
    return term instanceof Term.Difference minus
        && (hasProduct(minus.from()) || hasProduct(minus.less()));
  }

  private static boolean isSign(Term term) {
    return term instanceof Term.Literal literal
        && literal.figure().nominal().equals(BigFraction.MINUS_ONE);
  }

  private Figure figure(Figure figure, Role asked) {
    Role role = asked == Role.PERCENT && weights.contains(figure) ? Role.COUNT : asked;
    boolean told =
        figure.hedged() || !figure.step().equals(BigFraction.ZERO) || Literals.isExact(figure);
    boolean whole = figure.nominal().getDenominator().equals(BigInteger.ONE);
    if (told || !whole || isMark(figure)) {
      return figure;
    }
    Figure elsewhere =
        exactTarget || role == Role.MONEY
            ? null
            : document.loose(figure, role == Role.PERCENT, own);
    if (elsewhere != null) {
      return elsewhere;
    }
    if (role == Role.PERCENT && figure.nominal().compareTo(HUNDRED) < 0) {
      return whole(figure, rules);
    }
    if (role == Role.MONEY) {
      return whole(figure, rules);
    }
    if (exactTarget && !scaledTarget) {
      return figure;
    }
    return noughts(figure, role == Role.COUNT ? 2 : 1);
  }

  /** Marks of the formula itself and 100, the whole of percentages, are no rounded figures. */
  private static boolean isMark(Figure figure) {
    return figure.nominal().equals(HUNDRED) || Extent.sign(figure.nominal()) < 0;
  }

  private Figure noughts(Figure figure, int least) {
    BigInteger value = figure.nominal().getNumerator();
    int noughts = 0;
    while (value.signum() != 0 && value.mod(BigInteger.TEN).signum() == 0) {
      value = value.divide(BigInteger.TEN);
      noughts++;
    }
    if (noughts < least) {
      return figure;
    }
    BigFraction step = new BigFraction(BigInteger.TEN.pow(noughts));
    BigFraction most = figure.nominal().multiply(rules.aboutMost()).multiply(new BigFraction(2));
    BigFraction smaller = step.compareTo(most) <= 0 ? step : most;
    return Literals.rounded(figure.printed(), figure.nominal(), smaller, figure.unit(), rules);
  }
}
