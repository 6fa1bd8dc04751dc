package org.equipoise.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * The values that a formula can take, by exact interval arithmetic. Where a quantity stands more
 * than once, as in {@code 700/(3 454 - 700)}, the plain arithmetic would let it differ from itself.
 * A formula that is a quotient of two linear ones in such a quantity is monotone in it, so that the
 * extremes lie at its ends: there the rest, each once, is exact. Others are cut to pieces, which
 * gives a range never too narrow.
 */
final class TermExtent {

  private static final int MOST_CORNERS = 8;
  private static final int PIECES = 32;

  /** How figures are taken. */
  enum Reading {
    /** As printed; of a range any value. */
    PLAIN,
    /** With rounding, hedged figures as printed. */
    ROUNDED,
    /** With rounding and hedges. */
    HEDGED
  }

  private final Map<String, Figure> figures;
  private final Reading reading;

  TermExtent(Map<String, Figure> figures, Reading reading) {
    this.figures = figures;
    this.reading = reading;
  }

  /** The range of a formula, all references of which are known. */
  Extent of(Term term) {
    Map<Object, Extent> ends = new LinkedHashMap<>();
    Map<Object, Integer> times = new HashMap<>();
    count(term, ends, times);
    ends.keySet().removeIf(key -> times.getOrDefault(key, 0) < 2);
    ends.values().removeIf(Extent::isPoint);
    Map<Object, Extent> fixed = new HashMap<>();
    Extent plain = range(term, fixed);
    if (ends.isEmpty() || plain.lower() == null || plain.upper() == null) {
      return plain;
    }
    List<Object> keys = new ArrayList<>(ends.keySet());
    boolean monotone = keys.stream().allMatch(key -> degree(term, key).isMonotone());
    if (monotone && keys.size() <= MOST_CORNERS) {
      return corners(term, keys, ends, 0, fixed);
    }
    return keys.size() == 1 ? pieces(term, keys.get(0), ends) : plain;
  }

  private Extent corners(
      Term term, List<Object> keys, Map<Object, Extent> ends, int at, Map<Object, Extent> fixed) {
    if (at == keys.size()) {
      return range(term, fixed);
    }
    Object key = keys.get(at);
    Extent all = ends.getOrDefault(key, Extent.ALL);
    if (all.lower() == null || all.upper() == null) {
      return Extent.ALL;
    }
    fixed.put(key, Extent.near(all.lower(), all.lowerIn()));
    Extent low = corners(term, keys, ends, at + 1, fixed);
    fixed.put(key, Extent.near(all.upper(), all.upperIn()));
    Extent high = corners(term, keys, ends, at + 1, fixed);
    fixed.remove(key);
    return low.hull(high);
  }

  private Extent pieces(Term term, Object key, Map<Object, Extent> ends) {
    Extent all = ends.getOrDefault(key, Extent.ALL);
    if (all.lower() == null || all.upper() == null) {
      return Extent.ALL;
    }
    BigFraction width = all.upper().subtract(all.lower()).divide(new BigFraction(PIECES));
    Extent result = null;
    BigFraction from = all.lower();
    for (int piece = 0; piece < PIECES; piece++) {
      BigFraction to = piece == PIECES - 1 ? all.upper() : from.add(width);
      boolean first = piece == 0;
      boolean last = piece == PIECES - 1;
      Extent part = new Extent(from, !first || all.lowerIn(), to, !last || all.upperIn());
      Extent range = range(term, Map.of(key, part));
      result = result == null ? range : result.hull(range);
      from = to;
    }
    return result == null ? Extent.ALL : result;
  }

  /** What makes two figures the same quantity; null when a figure is nobody else. */
  private static @Nullable Object key(Term term) {
    if (term instanceof Term.Reference) {
      return term;
    }
    if (term instanceof Term.Literal literal) {
      String printed = literal.figure().printed();
      long digits = printed.chars().filter(Character::isDigit).count();
      // Two shares of 32 % are mostly two shares; 3 454 twice is 3 454.
      return digits >= 3 || printed.contains(" = ") ? term : null;
    }
    return null;
  }

  private void count(Term term, Map<Object, Extent> ends, Map<Object, Integer> times) {
    Object key = key(term);
    if (key != null) {
      ends.put(key, bounds(term));
      times.merge(key, 1, Integer::sum);
    }
    Terms.parts(term).forEach(part -> count(part, ends, times));
  }

  private Extent bounds(Term term) {
    if (term instanceof Term.Literal literal) {
      return bounds(literal.figure());
    }
    Figure figure = term instanceof Term.Reference reference ? figures.get(reference.id()) : null;
    if (figure == null) {
      throw new IllegalArgumentException("no figure: " + term);
    }
    return bounds(figure);
  }

  private Extent bounds(Figure figure) {
    boolean open =
        switch (figure.hedge()) {
          case RANGE, AT_LEAST, AT_MOST -> true;
          case NONE, ABOUT, JUST_OVER, JUST_UNDER, WORDS -> false;
        };
    if (open) {
      return Extent.of(figure.allowed());
    }
    return switch (reading) {
      case PLAIN -> Extent.point(figure.nominal());
      case ROUNDED ->
          figure.hedged() ? Extent.point(figure.nominal()) : Extent.of(figure.rounding());
      case HEDGED -> Extent.of(figure.allowed());
    };
  }

  private Extent range(Term term, Map<Object, Extent> fixed) {
    if (term instanceof Term.Literal || term instanceof Term.Reference) {
      Object key = fixed.isEmpty() ? null : key(term);
      Extent told = key == null ? null : fixed.get(key);
      return told == null ? bounds(term) : told;
    }
    if (term instanceof Term.Sum sum) {
      Extent total = Extent.point(BigFraction.ZERO);
      for (Term each : sum.terms()) {
        total = total.plus(range(each, fixed));
      }
      return total;
    }
    if (term instanceof Term.Difference minus) {
      return range(minus.from(), fixed).minus(range(minus.less(), fixed));
    }
    if (term instanceof Term.Product product) {
      return range(product.left(), fixed).times(range(product.right(), fixed));
    }
    if (term instanceof Term.Quotient quotient) {
      return range(quotient.over(), fixed).over(range(quotient.under(), fixed));
    }
    if (term instanceof Term.Mean mean) {
      List<Extent> values = mean.values().stream().map(each -> range(each, fixed)).toList();
      List<Extent> shares = mean.shares().stream().map(each -> range(each, fixed)).toList();
      return WeightedMeans.range(values, shares);
    }
    if (term instanceof Term.Missing) {
      return Extent.of(Interval.NOT_NEGATIVE);
    }
    throw new IllegalArgumentException("no number: " + term);
  }

  /** The degrees of numerator and denominator in a quantity. */
  private record Degree(int over, int under) {
    boolean isMonotone() {
      return over <= 1 && under <= 1;
    }
  }

  private static Degree degree(Term term, Object key) {
    if (term.equals(key)) {
      return new Degree(1, 0);
    }
    if (term instanceof Term.Product product) {
      Degree a = degree(product.left(), key);
      Degree b = degree(product.right(), key);
      return new Degree(a.over + b.over, a.under + b.under);
    }
    if (term instanceof Term.Quotient quotient) {
      Degree a = degree(quotient.over(), key);
      Degree b = degree(quotient.under(), key);
      return new Degree(a.over + b.under, a.under + b.over);
    }
    int most = 0;
    int under = 0;
    for (Term part : Terms.parts(term)) {
      Degree each = degree(part, key);
      under += each.under;
      most = Math.max(most, each.over - each.under);
    }
    // Weights and values multiply; only one of them may hold the quantity.
    boolean mean = term instanceof Term.Mean weighted && twice(weighted, key);
    return new Degree(most + under + (mean ? 2 : 0), under);
  }

  private static boolean twice(Term.Mean mean, Object key) {
    return mean.shares().stream().anyMatch(each -> degree(each, key).over > 0);
  }
}
