package org.equipoise.claims;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.Relation.Comparison;
import org.equipoise.claims.TermExtent.Reading;
import org.jspecify.annotations.Nullable;

/**
 * A printed figure against a formula: first the figures read plainly, then with what rounding
 * hides, then with hedges too. The first that fits gives the verdict.
 */
final class Comparing {

  private final Map<String, Figure> figures;

  Comparing(Map<String, Figure> figures) {
    this.figures = figures;
  }

  /** The verdict of a relation in which every claim is known and nothing is missing. */
  Outcome of(Figure target, Relation relation) {
    Term term = relation.expression();
    Comparison comparison = relation.comparison();
    Extent plain = extent(term, Reading.PLAIN);
    Extent rounded = extent(term, Reading.ROUNDED);
    Extent hedged = extent(term, Reading.HEDGED);
    Verdict verdict = verdict(target, comparison, plain, rounded, hedged);
    boolean impossible = verdict == Verdict.IMPOSSIBLE;
    Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    if (impossible && target.hedge() == Hedge.WORDS && isNear(target.allowed(), hedged)) {
      doubts.add(Doubt.WORDS);
    }
    return new Outcome(
        verdict,
        doubts,
        nominal(term),
        Optional.of(hedged.interval()),
        new TermText(figures).of(term),
        "",
        impossible ? repair(target, allowed(hedged, comparison)) : List.of(),
        List.of(relation));
  }

  private Verdict verdict(
      Figure target, Comparison comparison, Extent plain, Extent rounded, Extent hedged) {
    if (allowed(plain, comparison).meets(target.allowed())) {
      return Verdict.EXACT;
    }
    Interval merely =
        target.hedge() == Hedge.RANGE || target.hedge() == Hedge.WORDS
            ? target.allowed()
            : target.rounding();
    if (allowed(rounded, comparison).meets(merely)) {
      return Verdict.ROUNDING_ONLY;
    }
    boolean fits =
        allowed(hedged, comparison).meets(target.allowed())
            || allowed(hedged, comparison).meets(target.rounding());
    return fits ? Verdict.HEDGE_ONLY : Verdict.IMPOSSIBLE;
  }

  /** The values that a figure may have beside a formula. */
  private static Extent allowed(Extent formula, Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> formula;
      case AT_MOST -> formula.andBelow();
      case AT_LEAST -> formula.andAbove();
    };
  }

  /** Whether what is missing could close the gap that there is without it. */
  Outcome missing(Figure target, Relation relation, String what) {
    Outcome open = of(target, relation);
    if (open.verdict() == Verdict.IMPOSSIBLE) {
      return open;
    }
    Term without = withoutMissing(relation.expression());
    Relation bare = new Relation(relation.target(), relation.comparison(), without);
    Outcome printed = of(target, bare);
    Outcome told = printed.uncheckableFor(what);
    return printed.verdict() != Verdict.IMPOSSIBLE
        ? told
        : new Outcome(
            Verdict.UNCHECKABLE,
            Set.of(Doubt.TENSION),
            told.nominal(),
            told.recomputed(),
            told.shown(),
            what,
            List.of(),
            List.of());
  }

  private static Term withoutMissing(Term term) {
    if (term instanceof Term.Missing) {
      return new Term.Literal(
          Literals.rounded(
              "0", BigFraction.ZERO, BigFraction.ZERO, Figure.Unit.NUMBER, FigureRules.DEFAULT));
    }
    return Terms.map(term, Comparing::withoutMissing);
  }

  private Extent extent(Term term, Reading reading) {
    return new TermExtent(figures, reading).of(term);
  }

  /** What a formula gives when its figures are read plainly; of a range the middle. */
  Optional<BigFraction> nominal(Term term) {
    Extent extent = extent(term, Reading.PLAIN);
    BigFraction low = extent.lower();
    BigFraction high = extent.upper();
    return low == null || high == null
        ? Optional.empty()
        : Optional.of(low.add(high).divide(new BigFraction(2)));
  }

  /** Whether words are missed by no more than they are loose. */
  private static boolean isNear(Interval words, Extent formula) {
    BigFraction low = words.lower();
    BigFraction high = words.upper();
    if (low == null || high == null) {
      return false;
    }
    BigFraction width = high.subtract(low);
    BigFraction least = formula.lower();
    BigFraction most = formula.upper();
    return (most == null || low.subtract(most).compareTo(width) <= 0)
        && (least == null || least.subtract(high).compareTo(width) <= 0);
  }

  /** The printed values, at the figure's own rounding, that a formula allows. */
  private static List<Interval> repair(Figure target, Extent formula) {
    BigFraction below = reach(target.allowed().lower(), target.nominal());
    BigFraction above = reach(target.allowed().upper(), target.nominal());
    BigFraction step = step(target);
    BigFraction low = formula.lower();
    BigFraction high = formula.upper();
    BigFraction least = low == null ? null : up(low.subtract(above), step);
    BigFraction most = high == null ? null : down(high.add(below), step);
    if (least != null && most != null && least.compareTo(most) > 0) {
      return List.of(formula.interval());
    }
    Interval fits = new Interval(least, true, most, true);
    // An end that only just touches is no value that would fit.
    BigFraction from = least != null && !fits(target, least, formula) ? least.add(step) : least;
    BigFraction to = most != null && !fits(target, most, formula) ? most.subtract(step) : most;
    boolean none = from != null && to != null && from.compareTo(to) > 0;
    return List.of(
        none ? formula.interval() : new Interval(from, true, to, true).meet(fits).orElse(fits));
  }

  private static boolean fits(Figure target, BigFraction printed, Extent formula) {
    BigFraction shift = printed.subtract(target.nominal());
    Interval allowed = target.allowed();
    BigFraction low = allowed.lower();
    BigFraction high = allowed.upper();
    return formula.meets(
        new Interval(
            low == null ? null : low.add(shift),
            allowed.lowerIn(),
            high == null ? null : high.add(shift),
            allowed.upperIn()));
  }

  private static BigFraction reach(@Nullable BigFraction end, BigFraction nominal) {
    return end == null ? BigFraction.ZERO : end.subtract(nominal).abs();
  }

  private static BigFraction step(Figure target) {
    if (!target.step().equals(BigFraction.ZERO)) {
      return target.step();
    }
    BigInteger parts = target.nominal().getDenominator();
    return new BigFraction(BigInteger.ONE, parts);
  }

  private static BigFraction up(BigFraction value, BigFraction step) {
    return down(value.negate(), step).negate();
  }

  private static BigFraction down(BigFraction value, BigFraction step) {
    BigFraction steps = value.divide(step);
    BigInteger[] parts = steps.getNumerator().divideAndRemainder(steps.getDenominator());
    boolean below = parts[1].signum() < 0;
    BigInteger whole = below ? parts[0].subtract(BigInteger.ONE) : parts[0];
    return step.multiply(new BigFraction(whole));
  }
}
