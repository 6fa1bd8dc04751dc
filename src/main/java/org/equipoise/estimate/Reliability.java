package org.equipoise.estimate;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * Whether several items measure one thing: internal consistency of a scale that is the sum (or
 * mean) of its items. Items are given as they are scored, reversed ones already turned; persons
 * with a missing item are left out and counted.
 */
public final class Reliability {
  /** Covariances of the items, denominator n - 1. */
  private final double[][] covariance;

  private final int persons;
  private final int leftOut;

  private Reliability(double[][] covariance, int persons, int leftOut) {
    this.covariance = covariance;
    this.persons = persons;
    this.leftOut = leftOut;
  }

  /**
   * Items answered by the same persons.
   *
   * @param items scores by item and person; NaN is missing
   * @throws IllegalArgumentException if there are fewer than two items, their lengths differ, or a
   *     score is infinite
   * @throws NotEstimableException if fewer than three persons answered all items, or an item has
   *     one value only
   */
  public static Reliability of(double[]... items) {
    int k = items.length;
    if (k < 2) {
      throw new IllegalArgumentException("a scale of " + k + " items");
    }
    int all = items[0].length;
    double[][] complete = new double[k][all];
    int n = 0;
    for (int i = 0; i < all; i++) {
      boolean answered = true;
      for (int j = 0; j < k; j++) {
        complete[j][n] = items[j][i];
        answered &= !Double.isNaN(items[j][i]);
      }
      n += answered ? 1 : 0;
    }
    if (n < 3) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_FEW_UNITS,
          "persons who answered all " + k + " items: " + n,
          "reliability needs at least three, better a hundred");
    }
    double[][] deviations = new double[k][];
    for (int j = 0; j < k; j++) {
      double[] values = Arrays.copyOf(complete[j], n);
      double mean = Moments.of(values).mean();
      deviations[j] = Arrays.stream(values).map(x -> x - mean).toArray();
    }
    double[][] covariance = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        TwoSum sum = new TwoSum();
        for (int person = 0; person < n; person++) {
          sum.addProduct(deviations[i][person], deviations[j][person]);
        }
        covariance[i][j] = sum.value() / (n - 1);
        covariance[j][i] = covariance[i][j];
      }
      if (!(covariance[i][i] > 0)) {
        throw new NotEstimableException(
            NotEstimableException.Reason.NO_VARIATION,
            "all " + n + " persons gave item " + (i + 1) + " the same answer",
            "leave the item out of the reliability and say so");
      }
    }
    return new Reliability(covariance, n, all - n);
  }

  /** Persons who answered all items. */
  public int persons() {
    return persons;
  }

  /** Persons left out because an item is missing. */
  public int leftOut() {
    return leftOut;
  }

  /**
   * Cronbach's alpha of the sum of the items, {@code k/(k-1) (1 - sum of variances / variance of
   * the sum)}; at most 1, and negative when items point in different directions. Cronbach (1951),
   * Psychometrika 16. Agrees with {@code psych::alpha}.
   *
   * @throws NotEstimableException if the sum of the items does not vary
   */
  public double alpha() {
    return alpha(covariance.length);
  }

  /**
   * The interval of alpha by Feldt (1965), Psychometrika 30, for items with equal covariances and
   * normal scores: {@code 1 - (1 - alpha) F} with n - 1 and (n - 1)(k - 1) degrees of freedom.
   *
   * @param level coverage in (0, 1)
   */
  public ConfidenceInterval alphaInterval(double level) {
    ConfidenceInterval.checkLevel(level);
    FDistribution f = FDistribution.of(persons - 1.0, (persons - 1.0) * (covariance.length - 1.0));
    double rest = 1 - alpha();
    double tail = (1 - level) / 2;
    return new ConfidenceInterval(level, 1 - rest * upper(f, tail), 1 - rest * lower(f, tail));
  }

  /**
   * Alpha of the scale without each item.
   *
   * @throws NotEstimableException if there are only two items
   */
  public double[] alphaWithout() {
    if (covariance.length < 3) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_FEW_UNITS,
          "a scale of two items",
          "without one of them no scale is left");
    }
    double[] alphas = new double[covariance.length];
    Arrays.setAll(alphas, this::alpha);
    return alphas;
  }

  /** Correlation of each item with the sum of the others; NaN when that sum does not vary. */
  public double[] itemRest() {
    int k = covariance.length;
    double[] correlations = new double[k];
    for (int i = 0; i < k; i++) {
      double shared = 0;
      for (int j = 0; j < k; j++) {
        shared += j == i ? 0 : covariance[i][j];
      }
      double rest = total(i);
      correlations[i] = rest > 0 ? shared / Math.sqrt(covariance[i][i] * rest) : Double.NaN;
    }
    return correlations;
  }

  /**
   * McDonald's omega total, the share of the variance of the sum that one common factor explains:
   * {@code (sum of loadings)^2 / ((sum of loadings)^2 + sum of unique variances)}, in the items'
   * own units. The factor is fitted by maximum likelihood; McDonald (1999), Test Theory, eq. 6.20.
   *
   * @throws NotEstimableException if there are fewer than three items, or the model has no
   *     admissible solution: an item without variance of its own is refused, not moved to a bound
   */
  public double omega() {
    double common = 0;
    double unique = 0;
    OneFactor factor = factor();
    for (int i = 0; i < covariance.length; i++) {
      common += factor.loadings()[i] * Math.sqrt(covariance[i][i]);
      unique += factor.unique()[i] * covariance[i][i];
    }
    return common * common / (common * common + unique);
  }

  /**
   * Loadings of the items on the common factor of {@link #omega()}, in the items' own units; a
   * negative one says that the item runs against the others.
   */
  public double[] loadings() {
    double[] loadings = factor().loadings();
    for (int i = 0; i < loadings.length; i++) {
      loadings[i] *= Math.sqrt(covariance[i][i]);
    }
    return loadings;
  }

  private OneFactor factor() {
    int k = covariance.length;
    if (k < 3) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_FEW_UNITS,
          "a scale of two items",
          "a common factor can be told apart only with three items or more; report alpha");
    }
    double[][] correlations = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        correlations[i][j] =
            i == j ? 1 : covariance[i][j] / Math.sqrt(covariance[i][i] * covariance[j][j]);
      }
    }
    return OneFactor.of(correlations);
  }

  /** Alpha without item {@code left}; of all items when there is no such item. */
  private double alpha(int left) {
    double own = 0;
    int k = 0;
    for (int i = 0; i < covariance.length; i++) {
      if (i != left) {
        own += covariance[i][i];
        k++;
      }
    }
    double total = total(left);
    if (!(total > 0)) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "the sum of the items is the same for all " + persons + " persons",
          "look for an item that should have been reversed");
    }
    return k / (k - 1.0) * (1 - own / total);
  }

  /** Variance of the sum of the items without item {@code left}. */
  private double total(int left) {
    double total = 0;
    for (int i = 0; i < covariance.length; i++) {
      for (int j = 0; j < covariance.length; j++) {
        total += i == left || j == left ? 0 : covariance[i][j];
      }
    }
    return total;
  }

  /** The quantile with {@code tail} above it, polished by Newton steps on the library's root. */
  private static double upper(FDistribution f, double tail) {
    double x = f.inverseSurvivalProbability(tail);
    for (int step = 0; step < 2; step++) {
      x += (f.survivalProbability(x) - tail) / f.density(x);
    }
    return x;
  }

  private static double lower(FDistribution f, double tail) {
    double x = f.inverseCumulativeProbability(tail);
    for (int step = 0; step < 2; step++) {
      x -= (f.cumulativeProbability(x) - tail) / f.density(x);
    }
    return x;
  }
}
