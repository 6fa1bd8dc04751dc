package org.equipoise.claims;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.TiedQuantities.Multiple;
import org.equipoise.claims.TiedQuantities.Tie;
import org.jspecify.annotations.Nullable;

/**
 * Claims that are tied to each other by relations, directly or through others, and whether some of
 * them can all be true.
 *
 * <p>Sums are met exactly. A product {@code z = x·y} is met within its envelope, the four linear
 * bounds that follow from the ends of {@code x} and {@code y} (McCormick 1976, Mathematical
 * Programming 10, p. 151): they are exact when either factor is one number, and when a share of a
 * partition multiplies a figure that stands in no other relation. Elsewhere they allow a little too
 * much. So claims said to contradict each other do; claims said to stand may, seldom, not.
 */
final class TiedClaims {

  /** How often ends are passed on from quantity to quantity before the sums are solved. */
  private static final int ROUNDS = 4;

  /** How many factors of sums may be recomputed, two seconds' work or so. */
  private static final long EFFORT = 400_000;

  /** Ends with longer denominators than this many bits are not passed on. */
  private static final int LONGEST = 96;

  private final TiedQuantities quantities;
  private final List<Integer> members;
  private final List<Tie> ties;
  private final List<Multiple> multiples;
  private final Map<Integer, Interval> printed;

  /** The quantities that stand in one product alone and in no sum. */
  private final Set<Integer> loose = new HashSet<>();

  /** How many factors may still be recomputed; then only ends are passed on. */
  private long effort = EFFORT;

  /**
   * One component.
   *
   * @param members its quantities
   * @param printed what the claims among them print
   */
  TiedClaims(
      TiedQuantities quantities,
      List<Integer> members,
      List<Tie> ties,
      List<Multiple> multiples,
      Map<Integer, Interval> printed) {
    this.quantities = quantities;
    this.members = members;
    this.ties = ties;
    this.multiples = multiples;
    this.printed = printed;
    Map<Integer, Integer> uses = new HashMap<>();
    for (Multiple multiple : multiples) {
      uses.merge(multiple.product(), 1, Integer::sum);
      uses.merge(multiple.left(), 1, Integer::sum);
      uses.merge(multiple.right(), 1, Integer::sum);
    }
    uses.forEach(
        (quantity, times) -> {
          if (times == 1) {
            loose.add(quantity);
          }
        });
    ties.forEach(tie -> loose.removeAll(tie.factors().keySet()));
  }

  /** The claims that print a figure. */
  BitSet claims() {
    BitSet claims = new BitSet();
    printed.keySet().forEach(claims::set);
    return claims;
  }

  /** The relations that tie them. */
  BitSet relations() {
    BitSet relations = new BitSet();
    ties.stream().filter(tie -> tie.relation() >= 0).forEach(tie -> relations.set(tie.relation()));
    multiples.forEach(multiple -> relations.set(multiple.relation()));
    return relations;
  }

  /**
   * Whether some system was too large to be solved; then claims may seem to stand that do not, and
   * contradictions may not be the smallest.
   */
  boolean cutShort() {
    return effort <= 0;
  }

  /** Whether claims can all be true under some of the relations. */
  boolean stand(BitSet claims, BitSet relations) {
    Unknowns system = system(claims, relations);
    return system != null && feasible(system);
  }

  /**
   * The values that a quantity can have when claims are true; empty when they cannot all be.
   *
   * <p>A quantity that only multiplies another one has the values of {@code z/x} over all
   * solutions; its ends are found by Dinkelbach's steps (1967, Management Science 13, p. 492),
   * exact for sums.
   */
  Optional<Interval> range(int quantity, BitSet claims, BitSet relations) {
    Unknowns system = system(claims, relations);
    if (system == null || !feasible(system)) {
      return Optional.empty();
    }
    if (cutShort()) {
      return Optional.of(system.ends.getOrDefault(quantity, Interval.ALL));
    }
    Map<Integer, BigFraction> over = Map.of(system.at(quantity), BigFraction.ONE);
    Multiple only = onlyMultiple(quantity, relations, system);
    if (only == null) {
      return Optional.of(
          interval(system.simplex.greatest(negative(over)), system.simplex.greatest(over)));
    }
    int other = only.left() == quantity ? only.right() : only.left();
    Ratio ratio = new Ratio(system, system.at(only.product()), system.at(other));
    Interval ends = interval(ratio.greatest(-1), ratio.greatest(1));
    return ends.meet(system.endsOf(quantity));
  }

  private boolean feasible(Unknowns system) {
    if (cutShort()) {
      return true;
    }
    boolean feasible = system.simplex.feasible();
    effort -= system.simplex.spent();
    return feasible;
  }

  private static Interval interval(@Nullable NearNumber below, @Nullable NearNumber above) {
    return new Interval(
        below == null ? null : below.number().negate(),
        below != null && below.reached(),
        above == null ? null : above.number(),
        above != null && above.reached());
  }

  private static Map<Integer, BigFraction> negative(Map<Integer, BigFraction> factors) {
    SortedMap<Integer, BigFraction> negative = new TreeMap<>();
    factors.forEach((unknown, factor) -> negative.put(unknown, factor.negate()));
    return negative;
  }

  /**
   * The one product a quantity is a factor of, if nothing else holds it and the rest is positive.
   */
  private @Nullable Multiple onlyMultiple(int quantity, BitSet relations, Unknowns system) {
    for (Tie tie : ties) {
      if (counts(tie.relation(), relations) && tie.factors().containsKey(quantity)) {
        return null;
      }
    }
    Multiple only = null;
    for (Multiple multiple : multiples) {
      boolean factor = multiple.left() == quantity || multiple.right() == quantity;
      if (relations.get(multiple.relation()) && (factor || multiple.product() == quantity)) {
        int other = multiple.left() == quantity ? multiple.right() : multiple.left();
        BigFraction low = system.endsOf(other).lower();
        if (only != null || !factor || other == quantity || low == null || Extent.sign(low) <= 0) {
          return null;
        }
        only = multiple;
      }
    }
    return only;
  }

  private static boolean counts(int relation, BitSet relations) {
    return relation < 0 || relations.get(relation);
  }

  /** The values of one unknown over another, which is positive. */
  private record Ratio(Unknowns system, int over, int under) {

    /** The greatest ratio times a sign; null when it has no end. */
    @Nullable NearNumber greatest(int sign) {
      BigFraction factor = new BigFraction(sign);
      BigFraction best = factor.multiply(now());
      while (true) {
        SortedMap<Integer, BigFraction> excess = new TreeMap<>();
        excess.put(over, factor);
        if (Extent.sign(best) != 0) {
          excess.put(under, best.negate());
        }
        NearNumber most = system.simplex.greatest(excess);
        if (most == null) {
          return null;
        }
        if (Extent.sign(most.number()) <= 0) {
          return new NearNumber(best, most.beside());
        }
        best = factor.multiply(now());
      }
    }

    private BigFraction now() {
      NearNumber below = system.simplex.value(under);
      return system.simplex.value(over).number().divide(below.number());
    }
  }

  /** The unknowns of the simplex, and between which ends each is known to lie. */
  private record Unknowns(
      RationalSimplex simplex, Map<Integer, Integer> unknowns, Map<Integer, Interval> ends) {

    int at(int quantity) {
      Integer unknown = unknowns.get(quantity);
      if (unknown == null) {
        throw new IllegalArgumentException("quantity " + quantity + " is not tied here");
      }
      return unknown;
    }

    Interval endsOf(int quantity) {
      return ends.getOrDefault(quantity, Interval.ALL);
    }
  }

  private @Nullable Unknowns system(BitSet claims, BitSet relations) {
    Map<Integer, Interval> ends = new HashMap<>();
    for (int quantity : members) {
      Interval figure = printed.get(quantity);
      boolean believed = figure != null && claims.get(quantity);
      ends.put(quantity, believed ? figure : quantities.known(quantity));
    }
    List<Tie> binding = ties.stream().filter(tie -> counts(tie.relation(), relations)).toList();
    List<Multiple> products =
        multiples.stream().filter(multiple -> relations.get(multiple.relation())).toList();
    Map<Integer, Interval> own = Map.copyOf(ends);
    if (!new Narrowing(ends, binding, products).all()) {
      return null;
    }
    RationalSimplex simplex = new RationalSimplex(Math.max(0, effort));
    Map<Integer, Integer> unknowns = new HashMap<>();
    members.forEach(
        quantity ->
            unknowns.put(quantity, simplex.unknown(own.getOrDefault(quantity, Interval.ALL))));
    for (Tie tie : binding) {
      SortedMap<Integer, BigFraction> factors = new TreeMap<>();
      tie.factors().forEach((quantity, factor) -> factors.put(unknowns.get(quantity), factor));
      simplex.sum(factors, tie.within());
    }
    Unknowns system = new Unknowns(simplex, unknowns, ends);
    products.forEach(product -> envelope(system, product));
    return system;
  }

  /**
   * What follows for {@code z = x·y} from the ends of x and y. Between {@code a·y} and {@code b·y}
   * says all when y is positive and x is tied to nothing else.
   */
  private void envelope(Unknowns system, Multiple multiple) {
    Interval left = system.endsOf(multiple.left());
    Interval right = system.endsOf(multiple.right());
    Envelope envelope =
        new Envelope(
            system.simplex,
            system.at(multiple.product()),
            system.at(multiple.left()),
            system.at(multiple.right()));
    boolean leftEnds = loose.contains(multiple.left()) && Envelope.isPositive(right);
    boolean rightEnds = loose.contains(multiple.right()) && Envelope.isPositive(left);
    if (!leftEnds && !rightEnds) {
      for (End a : End.of(left)) {
        for (End b : End.of(right)) {
          envelope.corner(a, b);
        }
      }
    }
    if (!rightEnds || leftEnds) {
      for (End a : End.of(left)) {
        envelope.side(a, envelope.y, right);
      }
    }
    if (!leftEnds) {
      for (End b : End.of(right)) {
        envelope.side(b, envelope.x, left);
      }
    }
  }

  /** One end of an interval. */
  private record End(BigFraction value, boolean open, boolean upper) {

    static List<End> of(Interval interval) {
      BigFraction lower = interval.lower();
      BigFraction upper = interval.upper();
      List<End> ends = new ArrayList<>(2);
      if (lower != null) {
        ends.add(new End(lower, !interval.lowerIn(), false));
      }
      if (upper != null) {
        ends.add(new End(upper, !interval.upperIn(), true));
      }
      return ends;
    }
  }

  private record Envelope(RationalSimplex simplex, int z, int x, int y) {

    /** {@code (x − a)(y − b)} is not negative at two like ends and not positive at two unlike. */
    void corner(End a, End b) {
      SortedMap<Integer, BigFraction> sum = new TreeMap<>();
      add(sum, z, BigFraction.ONE);
      add(sum, x, b.value.negate());
      add(sum, y, a.value.negate());
      BigFraction limit = a.value.multiply(b.value).negate();
      beyond(sum, limit, a.upper == b.upper, a.open && b.open);
    }

    /**
     * {@code (x − a)·y} has the sign of {@code x − a} while y is positive, and is 0 only where a
     * belongs to x.
     */
    void side(End a, int other, Interval otherEnds) {
      if (isPositive(otherEnds)) {
        SortedMap<Integer, BigFraction> sum = new TreeMap<>();
        add(sum, z, BigFraction.ONE);
        add(sum, other, a.value.negate());
        beyond(sum, BigFraction.ZERO, !a.upper, a.open);
      }
    }

    static boolean isPositive(Interval ends) {
      BigFraction low = ends.lower();
      return low != null && (Extent.sign(low) > 0 || (Extent.sign(low) == 0 && !ends.lowerIn()));
    }

    private void beyond(
        SortedMap<Integer, BigFraction> sum, BigFraction limit, boolean above, boolean open) {
      simplex.sum(
          sum,
          above
              ? new Interval(limit, !open, null, false)
              : new Interval(null, false, limit, !open));
    }

    private static void add(SortedMap<Integer, BigFraction> sum, int unknown, BigFraction factor) {
      BigFraction more = sum.getOrDefault(unknown, BigFraction.ZERO).add(factor);
      if (Extent.sign(more) == 0) {
        sum.remove(unknown);
      } else {
        sum.put(unknown, more);
      }
    }
  }

  /** Passes ends on from quantity to quantity. */
  private record Narrowing(Map<Integer, Interval> ends, List<Tie> ties, List<Multiple> multiples) {

    /** Whether something is left for every quantity. */
    boolean all() {
      boolean changed = true;
      for (int round = 0; changed && round < ROUNDS; round++) {
        Map<Integer, Interval> before = Map.copyOf(ends);
        for (Tie tie : ties) {
          if (!sum(tie)) {
            return false;
          }
        }
        for (Multiple multiple : multiples) {
          if (!product(multiple)) {
            return false;
          }
        }
        changed = !before.equals(ends);
      }
      return true;
    }

    private boolean sum(Tie tie) {
      for (Map.Entry<Integer, BigFraction> term : tie.factors().entrySet()) {
        Extent rest = Extent.of(tie.within());
        for (Map.Entry<Integer, BigFraction> other : tie.factors().entrySet()) {
          if (!other.getKey().equals(term.getKey())) {
            rest = rest.minus(at(other.getKey()).times(Extent.point(other.getValue())));
          }
        }
        if (!narrow(term.getKey(), rest.times(Extent.point(term.getValue().reciprocal())))) {
          return false;
        }
      }
      return true;
    }

    private boolean product(Multiple multiple) {
      return narrow(multiple.product(), at(multiple.left()).times(at(multiple.right())))
          && narrow(multiple.left(), at(multiple.product()).over(at(multiple.right())))
          && narrow(multiple.right(), at(multiple.product()).over(at(multiple.left())));
    }

    private Extent at(int quantity) {
      return Extent.of(now(quantity));
    }

    private Interval now(int quantity) {
      Interval now = ends.get(quantity);
      return now == null ? Interval.ALL : now;
    }

    private boolean narrow(int quantity, Extent to) {
      Interval now = now(quantity);
      if (!to.meets(now)) {
        return false;
      }
      Interval limit =
          new Interval(
              tooLong(to.lower()) ? null : to.lower(),
              to.lowerIn(),
              tooLong(to.upper()) ? null : to.upper(),
              to.upperIn());
      Optional<Interval> left = now.meet(limit);
      left.ifPresent(narrower -> ends.put(quantity, narrower));
      return left.isPresent();
    }

    private static boolean tooLong(@Nullable BigFraction end) {
      return end != null && end.getDenominator().bitLength() > LONGEST;
    }
  }
}
