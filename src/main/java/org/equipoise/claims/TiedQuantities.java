package org.equipoise.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * The quantities behind printed claims, and the sums and products that tie them: relations of the
 * claim language taken apart until every tie is either a sum that lies in an interval or {@code z =
 * x·y}. A quotient {@code q = a/b} is the product {@code a = q·b}; a mean over a partition is a sum
 * of shares times values, and all means over one partition have their shares in common.
 */
final class TiedQuantities {

  /**
   * A sum of quantities, each times a factor, that lies in an interval.
   *
   * @param relation the place of the relation that asks for it
   */
  record Tie(Map<Integer, BigFraction> factors, Interval within, int relation) {}

  /** One quantity that is the product of two others. */
  record Multiple(int product, int left, int right, int relation) {}

  private final Map<String, Integer> claims = new HashMap<>();
  private final Map<String, List<Integer>> partitions = new HashMap<>();

  /** What is known of every quantity before a claim is believed. */
  private final List<Interval> known = new ArrayList<>();

  private final List<Tie> ties = new ArrayList<>();
  private final List<Multiple> multiples = new ArrayList<>();

  /**
   * Takes relations apart.
   *
   * @param ids the ids of all claims; quantity {@code k} is what claim {@code k} prints
   */
  TiedQuantities(List<String> ids, List<Relation> relations) {
    for (String id : ids) {
      claims.putIfAbsent(id, known.size());
      known.add(Interval.ALL);
    }
    for (int relation = 0; relation < relations.size(); relation++) {
      if (understood(relations.get(relation).expression())) {
        tie(relations.get(relation), relation);
      }
    }
  }

  int size() {
    return known.size();
  }

  Interval known(int quantity) {
    return known.get(quantity);
  }

  List<Tie> ties() {
    return ties;
  }

  List<Multiple> multiples() {
    return multiples;
  }

  private void tie(Relation relation, int place) {
    Integer target = claims.get(relation.target().id());
    if (target == null) {
      throw new IllegalArgumentException("no claim " + relation.target().id());
    }
    LinearForm.Reader reader = new LinearForm.Reader(this, relation, place);
    if (relation.comparison() == Relation.Comparison.EQUAL
        && reader.isShare(target, relation.expression())) {
      return;
    }
    LinearForm rest =
        reader.read(relation.expression()).times(BigFraction.MINUS_ONE).plus(LinearForm.of(target));
    Interval zero =
        switch (relation.comparison()) {
          case EQUAL -> Interval.point(BigFraction.ZERO);
          case AT_MOST -> new Interval(null, false, BigFraction.ZERO, true);
          case AT_LEAST -> Interval.NOT_NEGATIVE;
        };
    lies(rest, zero, place);
  }

  /** Whether a formula holds nothing but arithmetic of figures and known claims. */
  private boolean understood(Term term) {
    if (term instanceof Term.Reference reference) {
      return claims.containsKey(reference.id());
    } else if (term instanceof Term.Sum sum) {
      return sum.terms().stream().allMatch(this::understood);
    } else if (term instanceof Term.Difference difference) {
      return understood(difference.from()) && understood(difference.less());
    } else if (term instanceof Term.Product product) {
      return understood(product.left()) && understood(product.right());
    } else if (term instanceof Term.Quotient quotient) {
      return understood(quotient.over()) && understood(quotient.under());
    } else if (term instanceof Term.Mean mean) {
      return mean.values().stream().allMatch(this::understood)
          && mean.shares().stream().allMatch(this::understood);
    }
    return term instanceof Term.Literal || term instanceof Term.Missing;
  }

  int claim(String id) {
    Integer quantity = claims.get(id);
    if (quantity == null) {
      throw new IllegalArgumentException("no claim " + id);
    }
    return quantity;
  }

  int quantity(Interval within) {
    known.add(within);
    return known.size() - 1;
  }

  void multiple(int product, int left, int right, int relation) {
    multiples.add(new Multiple(product, left, right, relation));
  }

  /** The shares of a partition: not negative, together one. */
  List<Integer> shares(String key, int parts, int relation) {
    return key.isEmpty()
        ? newShares(parts, relation)
        : partitions.computeIfAbsent(key + '\n' + parts, any -> newShares(parts, -1));
  }

  private List<Integer> newShares(int parts, int relation) {
    List<Integer> shares = new ArrayList<>();
    Map<Integer, BigFraction> whole = new TreeMap<>();
    for (int part = 0; part < parts; part++) {
      int share = quantity(Interval.closed(BigFraction.ZERO, BigFraction.ONE));
      shares.add(share);
      whole.put(share, BigFraction.ONE);
    }
    ties.add(new Tie(whole, Interval.point(BigFraction.ONE), relation));
    return shares;
  }

  /** Asks that a form lies in an interval. */
  void lies(LinearForm form, Interval within, int relation) {
    Interval moved = shifted(within, form.constant().negate());
    if (form.factors().isEmpty()) {
      // nothing is unknown: keep it as a sum of a quantity that is 0
      int zero = quantity(Interval.point(BigFraction.ZERO));
      ties.add(new Tie(Map.of(zero, BigFraction.ONE), moved, relation));
    } else {
      ties.add(new Tie(form.factors(), moved, relation));
    }
  }

  private static Interval shifted(Interval interval, BigFraction by) {
    BigFraction lower = interval.lower();
    BigFraction upper = interval.upper();
    return new Interval(
        lower == null ? null : lower.add(by),
        interval.lowerIn(),
        upper == null ? null : upper.add(by),
        interval.upperIn());
  }

  /** For every quantity the smallest number of those it is tied to, directly or not. */
  int[] components() {
    int[] root = new int[size()];
    for (int k = 0; k < root.length; k++) {
      root[k] = k;
    }
    for (Tie tie : ties) {
      int first = tie.factors().keySet().iterator().next();
      tie.factors().keySet().forEach(other -> join(root, first, other));
    }
    for (Multiple multiple : multiples) {
      join(root, multiple.product(), multiple.left());
      join(root, multiple.product(), multiple.right());
    }
    for (int k = 0; k < root.length; k++) {
      root[k] = rootOf(root, k);
    }
    return root;
  }

  private static void join(int[] root, int a, int b) {
    int left = rootOf(root, a);
    int right = rootOf(root, b);
    root[Math.max(left, right)] = Math.min(left, right);
  }

  private static int rootOf(int[] root, int of) {
    int at = of;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }
}
