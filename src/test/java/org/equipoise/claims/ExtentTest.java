package org.equipoise.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.Figure.Unit;
import org.equipoise.claims.TermExtent.Reading;
import org.junit.jupiter.api.Test;

/** Ranges of formulas: ends by hand, and against many values drawn from the figures. */
class ExtentTest {

  private static BigFraction number(int value) {
    return new BigFraction(value);
  }

  private static Extent between(int low, boolean lowIn, int high, boolean highIn) {
    return new Extent(number(low), lowIn, number(high), highIn);
  }

  @Test
  void arithmetic_keepsTheEndsThatBelong() {
    Extent a = between(1, true, 2, false);
    Extent b = between(-3, false, 4, true);
    assertEquals(between(-2, false, 6, false), a.plus(b));
    // 1 - 4 = -3 is reached, 2 - (-3) = 5 is not.
    assertEquals(between(-3, true, 5, false), a.minus(b));
    // 2 · (-3) and 2 · 4 are only approached.
    assertEquals(between(-6, false, 8, false), a.times(b));
    assertEquals(Extent.ALL, a.over(b));
    assertEquals(
        new Extent(new BigFraction(-3, 1), false, number(4), true),
        b.over(between(1, true, 2, false)));
    // 0 belongs to [0, 1) and makes the product 0 though (-1, 1) has no least member.
    assertEquals(
        between(0, true, 2, false), between(0, true, 1, false).times(between(1, false, 2, false)));
    assertEquals(
        new Extent(null, false, number(6), true),
        new Extent(null, false, number(2), true).times(between(1, true, 3, true)));
  }

  @Test
  void weightedMean_givesFreeWeightToTheExtremes() {
    // 40 and 32 with shares in [0.4, 0.5] and [0.5, 0.6]: 0.4·40 + 0.6·32 = 35.2 to 36.
    Extent forty = Extent.point(number(40));
    Extent thirtyTwo = Extent.point(number(32));
    Extent first = new Extent(new BigFraction(2, 5), true, new BigFraction(1, 2), true);
    Extent second = new Extent(new BigFraction(1, 2), true, new BigFraction(3, 5), true);
    Extent mean = WeightedMeans.range(List.of(forty, thirtyTwo), List.of(first, second));
    assertEquals(new Extent(new BigFraction(176, 5), true, number(36), true), mean);
    // An end that a share only approaches is not reached.
    Extent open = new Extent(new BigFraction(2, 5), false, new BigFraction(1, 2), true);
    assertEquals(
        new Extent(new BigFraction(176, 5), false, number(36), true),
        WeightedMeans.range(List.of(forty, thirtyTwo), List.of(open, second)));
    assertEquals(
        between(32, true, 40, true), WeightedMeans.range(List.of(forty, thirtyTwo), List.of()));
  }

  private final Random random = new Random(8);
  private final Map<String, Figure> figures = new HashMap<>();

  private Term leaf() {
    int value = 101 + random.nextInt(900);
    if (random.nextInt(3) == 0) {
      String id = "K" + random.nextInt(3);
      figures.computeIfAbsent(id, any -> rounded(value));
      return new Term.Reference(id);
    }
    return new Term.Literal(rounded(value));
  }

  private static Figure rounded(int value) {
    return Literals.rounded(
        Integer.toString(value), number(value), number(10), Unit.NUMBER, FigureRules.DEFAULT);
  }

  private Term term(int depth) {
    if (depth == 0) {
      return leaf();
    }
    Term a = term(depth - 1);
    Term b = term(depth - 1);
    return switch (random.nextInt(5)) {
      case 0 -> new Term.Sum(List.of(a, b, leaf()));
      case 1 -> new Term.Difference(a, b);
      case 2 -> new Term.Product(a, b);
      case 3 -> new Term.Quotient(a, b);
      default ->
          new Term.Mean(
              "", List.of(a, b), List.of(new Term.Literal(FIFTH), new Term.Literal(REST)));
    };
  }

  private static final Figure FIFTH = share("0,2");
  private static final Figure REST = share("0,8");

  private static Figure share(String digits) {
    return Literals.of(digits, digits, BigFraction.ONE, Unit.NUMBER, false, FigureRules.DEFAULT);
  }

  /** A value for each quantity: the same wherever it stands; of literals each its own here. */
  private double value(Term term, Map<Object, Double> drawn) {
    if (term instanceof Term.Literal literal) {
      return drawn.computeIfAbsent(literal, any -> draw(literal.figure()));
    }
    if (term instanceof Term.Reference reference) {
      return drawn.computeIfAbsent(
          reference, any -> draw(figures.getOrDefault(reference.id(), FIFTH)));
    }
    if (term instanceof Term.Sum sum) {
      return sum.terms().stream().mapToDouble(each -> value(each, drawn)).sum();
    }
    if (term instanceof Term.Difference minus) {
      return value(minus.from(), drawn) - value(minus.less(), drawn);
    }
    if (term instanceof Term.Product product) {
      return value(product.left(), drawn) * value(product.right(), drawn);
    }
    if (term instanceof Term.Quotient quotient) {
      return value(quotient.over(), drawn) / value(quotient.under(), drawn);
    }
    Term.Mean mean = (Term.Mean) term;
    double share = 0.16 + 0.08 * random.nextDouble();
    return share * value(mean.values().get(0), drawn)
        + (1 - share) * value(mean.values().get(1), drawn);
  }

  private double draw(Figure figure) {
    Interval interval = figure.rounding();
    // Often at an end, where extremes are.
    double at = random.nextInt(2) == 0 ? random.nextDouble() : random.nextInt(2) * 0.999_999;
    return interval.low() + at * (interval.high() - interval.low());
  }

  @Test
  void termExtent_holdsEveryValueThatItsFiguresGive() {
    int finite = 0;
    for (int round = 0; round < 300; round++) {
      figures.clear();
      Term term = term(1 + random.nextInt(3));
      Extent extent = new TermExtent(figures, Reading.ROUNDED).of(term);
      Interval interval = extent.interval();
      finite += extent.lower() != null && extent.upper() != null ? 1 : 0;
      for (int i = 0; i < 50; i++) {
        double value = value(term, new HashMap<>());
        double slack = 1e-9 * Math.max(1, Math.abs(value));
        assertTrue(
            value >= interval.low() - slack && value <= interval.high() + slack,
            () -> value + " is outside of " + interval + ": " + term);
      }
    }
    assertTrue(finite > 200, finite + " of 300 have two ends");
  }

  @Test
  void termExtent_isAsNarrowAsTheTruthWhenMonotoneInWhatRepeats() {
    figures.put("K", rounded(500));
    List<Term> terms = new ArrayList<>();
    Term k = new Term.Reference("K");
    Term c = new Term.Literal(rounded(900));
    terms.add(new Term.Quotient(k, new Term.Difference(c, k)));
    terms.add(new Term.Difference(k, new Term.Quotient(k, c)));
    terms.add(new Term.Quotient(new Term.Difference(c, k), k));
    for (Term term : terms) {
      Interval interval = new TermExtent(figures, Reading.ROUNDED).of(term).interval();
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < 4000; i++) {
        double value = value(term, new HashMap<>());
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      assertEquals(low, interval.low(), 1e-3 * Math.abs(high - low), term.toString());
      assertEquals(high, interval.high(), 1e-3 * Math.abs(high - low), term.toString());
    }
  }
}
