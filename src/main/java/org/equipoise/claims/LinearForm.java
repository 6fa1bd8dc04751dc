package org.equipoise.claims;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Quantities, each times a factor, and a constant.
 *
 * @param factors by quantity; none is 0
 * @param constant the constant
 */
record LinearForm(SortedMap<Integer, BigFraction> factors, BigFraction constant) {

  LinearForm {
    factors = Collections.unmodifiableSortedMap(factors);
  }

  static LinearForm of(int quantity) {
    SortedMap<Integer, BigFraction> one = new TreeMap<>();
    one.put(quantity, BigFraction.ONE);
    return new LinearForm(one, BigFraction.ZERO);
  }

  static LinearForm constant(BigFraction constant) {
    return new LinearForm(new TreeMap<>(), constant);
  }

  boolean isConstant() {
    return factors.isEmpty();
  }

  LinearForm plus(LinearForm other) {
    SortedMap<Integer, BigFraction> sum = new TreeMap<>(factors);
    other.factors.forEach(
        (quantity, factor) -> {
          BigFraction more = sum.getOrDefault(quantity, BigFraction.ZERO).add(factor);
          if (Extent.sign(more) == 0) {
            sum.remove(quantity);
          } else {
            sum.put(quantity, more);
          }
        });
    return new LinearForm(sum, constant.add(other.constant));
  }

  LinearForm times(BigFraction by) {
    if (Extent.sign(by) == 0) {
      return constant(BigFraction.ZERO);
    }
    SortedMap<Integer, BigFraction> scaled = new TreeMap<>();
    factors.forEach((quantity, factor) -> scaled.put(quantity, factor.multiply(by)));
    return new LinearForm(scaled, constant.multiply(by));
  }

  /** Reads one formula; what is not linear becomes a quantity of its own. */
  static final class Reader {

    private final TiedQuantities quantities;
    private final Relation relation;
    private final int place;

    /** The same figure twice in one formula is the same number. */
    private final Map<Figure, LinearForm> literals = new HashMap<>();

    Reader(TiedQuantities quantities, Relation relation, int place) {
      this.quantities = quantities;
      this.relation = relation;
      this.place = place;
    }

    LinearForm read(Term term) {
      if (term instanceof Term.Literal literal) {
        Figure figure = literal.figure();
        return literals.computeIfAbsent(figure, this::number);
      } else if (term instanceof Term.Reference reference) {
        return of(quantities.claim(reference.id()));
      } else if (term instanceof Term.Missing) {
        return of(quantities.quantity(Interval.NOT_NEGATIVE));
      } else if (term instanceof Term.Sum sum) {
        return sum(sum.terms());
      } else if (term instanceof Term.Difference difference) {
        return read(difference.from()).plus(read(difference.less()).times(BigFraction.MINUS_ONE));
      } else if (term instanceof Term.Product product) {
        return product(read(product.left()), read(product.right()));
      } else if (term instanceof Term.Quotient quotient) {
        return quotient(read(quotient.over()), read(quotient.under()));
      } else if (term instanceof Term.Mean mean) {
        return mean(mean);
      }
      throw new IllegalArgumentException("no arithmetic of figures: " + term);
    }

    /**
     * Takes {@code share = a / b}, or that times a number, as {@code a = share·b}, so that the
     * share itself is a factor; false when the formula is another.
     */
    boolean isShare(int share, Term term) {
      if (term instanceof Term.Quotient quotient) {
        return isShare(share, quotient, BigFraction.ONE);
      }
      boolean scaled =
          term instanceof Term.Product product
              && product.left() instanceof Term.Quotient
              && product.right() instanceof Term.Literal;
      if (!scaled) {
        return false;
      }
      Term.Product product = (Term.Product) term;
      LinearForm scale = read(product.right());
      return scale.isConstant() && isShare(share, (Term.Quotient) product.left(), scale.constant());
    }

    private boolean isShare(int share, Term.Quotient quotient, BigFraction scale) {
      LinearForm under = read(quotient.under());
      if (under.isConstant()) {
        return false;
      }
      int over = quantity(read(quotient.over()).times(scale));
      quantities.multiple(over, share, quantity(under), place);
      return true;
    }

    private LinearForm number(Figure figure) {
      Interval allowed = JointClaims.believed(figure);
      BigFraction lower = allowed.lower();
      return allowed.isPoint() && lower != null
          ? constant(lower)
          : of(quantities.quantity(allowed));
    }

    private LinearForm sum(List<Term> terms) {
      LinearForm sum = constant(BigFraction.ZERO);
      for (Term term : terms) {
        sum = sum.plus(read(term));
      }
      return sum;
    }

    private LinearForm product(LinearForm left, LinearForm right) {
      if (left.isConstant() || right.isConstant()) {
        return left.isConstant() ? right.times(left.constant()) : left.times(right.constant());
      }
      int product = quantities.quantity(Interval.ALL);
      quantities.multiple(product, quantity(left), quantity(right), place);
      return of(product);
    }

    private LinearForm quotient(LinearForm over, LinearForm under) {
      if (under.isConstant() && Extent.sign(under.constant()) != 0) {
        return over.times(under.constant().reciprocal());
      }
      int quotient = quantities.quantity(Interval.ALL);
      quantities.multiple(quantity(over), quotient, quantity(under), place);
      return of(quotient);
    }

    private LinearForm mean(Term.Mean mean) {
      List<Integer> shares = quantities.shares(partition(mean), mean.values().size(), place);
      LinearForm sum = constant(BigFraction.ZERO);
      for (int part = 0; part < shares.size(); part++) {
        sum = sum.plus(product(of(shares.get(part)), read(mean.values().get(part))));
        if (part < mean.shares().size()) {
          LinearForm printed = read(mean.shares().get(part)).times(BigFraction.MINUS_ONE);
          quantities.lies(
              of(shares.get(part)).plus(printed), Interval.point(BigFraction.ZERO), place);
        }
      }
      return sum;
    }

    /** A partition is one only within a document and a base. */
    private String partition(Term.Mean mean) {
      Claim target = relation.target();
      return mean.partition().isEmpty()
          ? ""
          : String.join("\n", target.document(), target.base(), mean.partition());
    }

    private int quantity(LinearForm form) {
      boolean alone =
          form.factors().size() == 1
              && Extent.sign(form.constant()) == 0
              && BigFraction.ONE.equals(form.factors().get(form.factors().firstKey()));
      if (alone) {
        return form.factors().firstKey();
      }
      int quantity = quantities.quantity(Interval.ALL);
      quantities.lies(
          form.plus(of(quantity).times(BigFraction.MINUS_ONE)),
          Interval.point(BigFraction.ZERO),
          place);
      return quantity;
    }
  }
}
