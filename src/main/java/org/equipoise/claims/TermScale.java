package org.equipoise.claims;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.Figure.Unit;
import org.jspecify.annotations.Nullable;

/**
 * Brings a formula to the unit of the figure it is compared with. A share becomes percent; numbers
 * without a unit are in the unit in which the figure is printed, millions or percent; a number
 * beside one in millions is in millions too ({@code 2.3 - 1.1 million}). Where several readings are
 * open, they lie a factor of 100 or 1000 apart and the one nearest to the printed figure is meant.
 */
final class TermScale {

  private static final BigFraction HUNDRED = new BigFraction(100);
  private static final BigFraction TEN_THOUSAND = new BigFraction(10_000);

  private static final Pattern SCALE =
      Pattern.compile(
          "(?<!\\p{L})(?:(million|miljon|msek|mkr|mnkr)|(billion|bn|miljard|mdkr)|(thousand|tusen|tkr|ksek))",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private final Map<String, Figure> figures;

  TermScale(Map<String, Figure> figures) {
    this.figures = figures;
  }

  /** What one is printed as: a million for a figure in millions, else 1. */
  static BigFraction printedIn(Claim claim, Figure figure) {
    for (String text : List.of(claim.printed(), claim.unit())) {
      Matcher scale = SCALE.matcher(text.toLowerCase(Locale.ROOT));
      if (scale.find()) {
        int tens = scale.group(1) != null ? 6 : scale.group(2) != null ? 9 : 3;
        BigFraction unit = new BigFraction(BigInteger.TEN.pow(tens));
        // A figure printed "30" beside a unit in millions may have been read as 30.
        boolean plain = abs(figure.nominal()).multiply(HUNDRED).compareTo(unit) < 0;
        return plain ? BigFraction.ONE : unit;
      }
    }
    return BigFraction.ONE;
  }

  /** The formula in the unit of a figure. */
  Term to(Figure target, BigFraction printedIn, Term term) {
    Term adopted = adopt(term, target.unit());
    List<BigFraction> factors = factors(target.unit(), printedIn, adopted);
    if (factors.size() == 1) {
      return times(adopted, factors.get(0));
    }
    Extent plain = new TermExtent(figures, TermExtent.Reading.PLAIN).of(adopted);
    BigFraction value = middle(plain);
    if (value == null || Extent.sign(value) == 0 || Extent.sign(target.nominal()) == 0) {
      return times(adopted, factors.get(0));
    }
    BigFraction best = factors.get(0);
    double least = Double.POSITIVE_INFINITY;
    double printed = Math.abs(target.nominal().doubleValue());
    for (BigFraction factor : factors) {
      double far = Math.abs(Math.log(Math.abs(value.multiply(factor).doubleValue()) / printed));
      if (far < least) {
        least = far;
        best = factor;
      }
    }
    return times(adopted, best);
  }

  private List<BigFraction> factors(Unit unit, BigFraction printedIn, Term term) {
    if (unit == Unit.PERCENT && isShare(term)) {
      return List.of(HUNDRED);
    }
    boolean percent = unit == Unit.PERCENT || unit == Unit.POINTS;
    if (percent && !hasProductOrQuotient(term)) {
      return List.of(BigFraction.ONE);
    }
    if (percent) {
      return List.of(BigFraction.ONE, HUNDRED, HUNDRED.reciprocal());
    }
    if (hasPercent(term) && unit != Unit.FRACTION && hasProductOrQuotient(term)) {
      return List.of(BigFraction.ONE, HUNDRED.reciprocal());
    }
    if (unit == Unit.FRACTION && hasPercent(term)) {
      return List.of(BigFraction.ONE, HUNDRED.reciprocal());
    }
    return printedIn.equals(BigFraction.ONE) || scaleOf(term) != null
        ? List.of(BigFraction.ONE)
        : List.of(printedIn, BigFraction.ONE);
  }

  private static Term times(Term term, BigFraction factor) {
    if (factor.equals(BigFraction.ONE)) {
      return term;
    }
    boolean smaller = factor.compareTo(BigFraction.ONE) < 0;
    Term number = exactly(smaller ? factor.reciprocal() : factor);
    return smaller ? new Term.Quotient(term, number) : new Term.Product(term, number);
  }

  private static Term exactly(BigFraction value) {
    String shown = value.equals(HUNDRED) ? "100" : value.getNumerator().toString();
    return new Term.Literal(
        Literals.rounded(shown, value, BigFraction.ZERO, Unit.NUMBER, FigureRules.DEFAULT));
  }

  /** A quotient of counts: no products above, nothing in percent. */
  private boolean isShare(Term term) {
    return term instanceof Term.Quotient quotient
        && !hasProductOrQuotient(quotient.over())
        && !hasPercent(quotient.over());
  }

  private boolean hasPercent(Term term) {
    Unit unit = unitOf(term);
    return unit == Unit.PERCENT
        || unit == Unit.POINTS
        || Terms.parts(term).stream().anyMatch(this::hasPercent);
  }

  private @Nullable Unit unitOf(Term term) {
    if (term instanceof Term.Literal literal) {
      return literal.figure().unit();
    }
    Figure figure = term instanceof Term.Reference reference ? figures.get(reference.id()) : null;
    return figure == null ? null : figure.unit();
  }

  private static boolean hasProductOrQuotient(Term term) {
    boolean sign =
        term instanceof Term.Product product
            && product.left() instanceof Term.Literal minus
            && minus.figure().nominal().equals(BigFraction.MINUS_ONE);
    return (term instanceof Term.Product && !sign)
        || term instanceof Term.Quotient
        || (!(term instanceof Term.Mean)
            && Terms.parts(term).stream().anyMatch(TermScale::hasProductOrQuotient));
  }

  /** The unit word that a formula carries, a million say; null when its numbers are bare. */
  private @Nullable BigFraction scaleOf(Term term) {
    Figure figure = null;
    if (term instanceof Term.Literal literal) {
      figure = literal.figure();
    } else if (term instanceof Term.Reference reference) {
      figure = figures.get(reference.id());
    }
    if (figure != null) {
      Matcher scale = SCALE.matcher(figure.printed().toLowerCase(Locale.ROOT));
      boolean large = abs(figure.nominal()).compareTo(TEN_THOUSAND) >= 0;
      if (scale.find()) {
        int tens = scale.group(1) != null ? 6 : scale.group(2) != null ? 9 : 3;
        return new BigFraction(BigInteger.TEN.pow(tens));
      }
      return large ? BigFraction.ONE : null;
    }
    for (Term part : Terms.parts(term)) {
      BigFraction found = scaleOf(part);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Lets bare numbers take the unit word of their neighbours in a sum, or of a whole. */
  private Term adopt(Term term, Unit unit) {
    if (term instanceof Term.Sum sum) {
      return new Term.Sum(adopted(sum.terms()));
    }
    if (term instanceof Term.Difference minus) {
      List<Term> both = adopted(List.of(minus.from(), minus.less()));
      return new Term.Difference(both.get(0), both.get(1));
    }
    boolean share = unit == Unit.PERCENT || unit == Unit.FRACTION;
    if (share && term instanceof Term.Quotient quotient) {
      List<Term> both = adopted(List.of(quotient.over(), quotient.under()));
      return new Term.Quotient(both.get(0), both.get(1));
    }
    return term;
  }

  private List<Term> adopted(List<Term> terms) {
    BigFraction most = null;
    for (Term term : terms) {
      BigFraction scale = scaleOf(term);
      most = scale != null && (most == null || scale.compareTo(most) > 0) ? scale : most;
    }
    if (most == null || most.equals(BigFraction.ONE)) {
      return terms;
    }
    List<Term> adopted = new ArrayList<>();
    for (Term term : terms) {
      boolean bare = term instanceof Term.Literal && scaleOf(term) == null;
      adopted.add(bare ? new Term.Product(term, exactly(most)) : term);
    }
    return adopted;
  }

  private static @Nullable BigFraction middle(Extent extent) {
    BigFraction low = extent.lower();
    BigFraction high = extent.upper();
    return low == null || high == null ? null : low.add(high).divide(new BigFraction(2));
  }

  private static BigFraction abs(BigFraction value) {
    return value.abs();
  }
}
