package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How alike those who answered are to all who were asked, as far as known characteristics tell: the
 * R-indicator {@code R = 1 - 2 S}, with S the standard deviation of the probabilities of answering.
 * R is 1 when everybody was equally likely to answer and 0 at worst.
 *
 * <p>The probabilities come from a logistic regression with the main effects of the
 * characteristics, so R says nothing about what is not among them, and two values compare only with
 * the same ones. Schouten, Cobben and Bethlehem (2009), Survey Methodology 35; bias and standard
 * error by Shlomo, Skinner and Schouten (2012), Journal of Statistical Planning and Inference 142,
 * as in the tool RISQ 2.1 of the same authors (de Heij, Schouten and Shlomo 2015).
 */
public final class Representativity {

  /**
   * What is known of everybody asked.
   *
   * @param name what reports call it
   * @param codes the category of each person, from 0
   * @param categories how many categories there are
   */
  public record Characteristic(String name, int[] codes, int categories) {
    /**
     * Refuses codes without a category.
     *
     * @throws IllegalArgumentException if a code is outside [0, categories)
     */
    public Characteristic {
      for (int code : codes) {
        if (code < 0 || code >= categories) {
          throw new IllegalArgumentException(name + " has a code of " + code);
        }
      }
    }
  }

  /**
   * How much of the unequal answering runs between the categories of one characteristic, whether or
   * not another explains it (unconditional partial indicators).
   *
   * @param name the characteristic
   * @param value {@code P_u}, the standard deviation between categories; at most S
   * @param adjusted {@code P_u} with the bias of S taken out in proportion
   * @param standardError of {@code P_u}: half that of R with this characteristic alone; NaN when it
   *     alone explains nothing
   * @param byCategory {@code sqrt(share of the category) (its mean probability - the mean)}:
   *     negative for a category that answered less than the others; NaN for an empty category
   */
  public record Partial(
      String name, double value, double adjusted, double standardError, double[] byCategory) {}

  private final double mean;
  private final double variance;
  private final double bias;
  private final double standardError;
  private final int persons;
  private final List<Partial> partials;

  private Representativity(
      double mean,
      double variance,
      double bias,
      double standardError,
      int persons,
      List<Partial> partials) {
    this.mean = mean;
    this.variance = variance;
    this.bias = bias;
    this.standardError = standardError;
    this.persons = persons;
    this.partials = partials;
  }

  /**
   * The indicators for everybody asked.
   *
   * @param answered whether each person answered
   * @param characteristics what is known of each person, at least one
   * @param weights how many of the population each person stands for; null when everybody of the
   *     population was asked. Equal weights mean simple random sampling, unequal ones sampling in
   *     proportion to their inverses
   * @throws IllegalArgumentException if lengths differ or a weight is not positive
   * @throws NotEstimableException if all answered or nobody did, or the regression has no solution:
   *     most often a category in which all answered, or nobody
   */
  public static Representativity of(
      boolean[] answered, List<Characteristic> characteristics, double @Nullable [] weights) {
    if (characteristics.isEmpty()) {
      throw new IllegalArgumentException("no characteristics");
    }
    int n = answered.length;
    double[] outcome = new double[n];
    double[] w = new double[n];
    for (int i = 0; i < n; i++) {
      outcome[i] = answered[i] ? 1 : 0;
      w[i] = weights == null ? 1 : weights[i];
    }
    Propensities all = Propensities.of(outcome, characteristics, w);
    double shrink = all.shrink();
    List<Partial> partials = new ArrayList<>();
    for (Characteristic one : characteristics) {
      double alone =
          characteristics.size() == 1
              ? all.standardError()
              : Propensities.of(outcome, List.of(one), w).standardError();
      double[] between = all.between(one);
      double sum = 0;
      for (double part : between) {
        sum += Double.isNaN(part) ? 0 : part * part;
      }
      double value = Math.sqrt(sum);
      partials.add(new Partial(one.name(), value, value * Math.sqrt(shrink), 0.5 * alone, between));
    }
    return new Representativity(
        all.mean(), all.variance(), all.bias(), all.standardError(), n, List.copyOf(partials));
  }

  /** R with the bias of S taken out: what to report. 1 when the bias exceeds S squared. */
  public double adjusted() {
    return 1 - 2 * Math.sqrt(variance * shrink());
  }

  /** R as it comes out; too low on average, more so the fewer persons. */
  public double unadjusted() {
    return 1 - 2 * Math.sqrt(variance);
  }

  /** The standard error of R; NaN when all probabilities of answering are the same. */
  public double standardError() {
    return standardError;
  }

  /**
   * {@code adjusted() +- z * standardError()}, cut off at 0 and 1.
   *
   * @param level coverage in (0, 1)
   * @throws NotEstimableException if there is no standard error
   */
  public ConfidenceInterval interval(double level) {
    ConfidenceInterval.checkLevel(level);
    if (Double.isNaN(standardError)) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "all probabilities of answering are the same",
          "report R = 1 without an interval");
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    double r = adjusted();
    double margin = z * standardError;
    return new ConfidenceInterval(level, Math.max(0, r - margin), Math.min(1, r + margin));
  }

  /** The mean probability of answering, which is the (weighted) response rate. */
  public double meanPropensity() {
    return mean;
  }

  /**
   * S with its bias taken out over the mean probability, the coefficient of variation: a bound for
   * the standardized bias of a respondents' mean, comparable between response rates.
   */
  public double coefficientOfVariation() {
    return Math.sqrt(variance * shrink()) / mean;
  }

  /** The standard error of the coefficient of variation; NaN where that of R is. */
  public double coefficientOfVariationError() {
    double cv = coefficientOfVariation();
    double fromR = 0.5 * standardError / mean;
    return Math.sqrt(fromR * fromR + cv * cv * cv * cv / persons);
  }

  /** The unconditional partial indicators, in the order the characteristics were given. */
  public List<Partial> partials() {
    return partials;
  }

  private double shrink() {
    return shrink(variance, bias);
  }

  /** The share of S squared that is not bias. */
  private static double shrink(double variance, double bias) {
    return variance > 0 ? Math.max(0, Math.min(1, 1 - bias / variance)) : 0;
  }

  /** The fitted probabilities of answering and what follows from them. */
  private record Propensities(
      double[] weights,
      double[] fitted,
      double mean,
      double variance,
      double bias,
      double standardError) {

    static Propensities of(double[] outcome, List<Characteristic> characteristics, double[] w) {
      int n = outcome.length;
      double population = sum(w);
      double[] scaled = new double[w.length];
      for (int i = 0; i < w.length; i++) {
        scaled[i] = w[i] * w.length / population;
      }
      LogisticFit fit = LogisticRegression.fit(outcome, dummies(characteristics, n), scaled);
      double[] p = fit.fitted();
      double mean = Kernels.dot(w, p, n) / population;
      double squares = 0;
      for (int i = 0; i < n; i++) {
        squares += w[i] * (p[i] - mean) * (p[i] - mean);
      }
      double[][] sigma = fit.covariance();
      double[][] z = gradients(fit, p);
      double[] zMean = new double[z.length];
      double[] a = new double[z.length];
      double[][] b = new double[z.length][z.length];
      double noise = 0;
      for (int j = 0; j < z.length; j++) {
        zMean[j] = Kernels.dot(w, z[j], n) / population;
        for (int i = 0; i < n; i++) {
          a[j] += w[i] * (p[i] - mean) * z[j][i] / population;
        }
      }
      for (int j = 0; j < z.length; j++) {
        double[] wz = new double[n];
        Kernels.multiply(wz, w, z[j], n);
        for (int l = 0; l < z.length; l++) {
          double product = Kernels.dot(wz, z[l], n) / population;
          noise += sigma[j][l] * product;
          b[j][l] = product - zMean[j] * zMean[l];
        }
      }
      double[] square = new double[n];
      for (int i = 0; i < n; i++) {
        square[i] = (p[i] - mean) * (p[i] - mean);
      }
      double sampling = totalVariance(w, population, square) / (population * population);
      double spread = 4 * form(sigma, a) + 2 * traceOfSquare(times(b, sigma)) + sampling;
      double variance = squares / (population - 1);
      double bias = noise - totalVariance(w, population, p) / (population * population);
      double se = squares > 0 ? Math.sqrt(spread / (squares / population)) : Double.NaN;
      return new Propensities(w, p, mean, variance, bias, se);
    }

    double shrink() {
      return Representativity.shrink(variance, bias);
    }

    double[] between(Characteristic characteristic) {
      double[] size = new double[characteristic.categories()];
      double[] total = new double[size.length];
      for (int i = 0; i < fitted.length; i++) {
        size[characteristic.codes()[i]] += weights[i];
        total[characteristic.codes()[i]] += weights[i] * fitted[i];
      }
      double population = sum(weights);
      double[] parts = new double[size.length];
      for (int c = 0; c < parts.length; c++) {
        parts[c] = Math.sqrt(size[c] / population) * (total[c] / size[c] - mean);
      }
      return parts;
    }

    /** One column for each category but the first. */
    private static double[][] dummies(List<Characteristic> characteristics, int n) {
      List<double[]> columns = new ArrayList<>();
      for (Characteristic one : characteristics) {
        if (one.codes().length != n) {
          throw new IllegalArgumentException(
              one.name() + " has " + one.codes().length + " values for " + n + " persons");
        }
        for (int category = 1; category < one.categories(); category++) {
          double[] column = new double[n];
          for (int i = 0; i < n; i++) {
            column[i] = one.codes()[i] == category ? 1 : 0;
          }
          columns.add(column);
        }
      }
      return columns.toArray(double[][]::new);
    }

    /** The derivative of each fitted probability by each coefficient, {@code p (1 - p) x}. */
    private static double[][] gradients(LogisticFit fit, double[] p) {
      double[][] z = new double[fit.columns().length][p.length];
      for (int j = 0; j < z.length; j++) {
        for (int i = 0; i < p.length; i++) {
          z[j][i] = p[i] * (1 - p[i]) * fit.columns()[j][i];
        }
      }
      return z;
    }

    /** The variance of the estimated total of {@code v} over the drawing of the sample. */
    private static double totalVariance(double[] w, double population, double[] v) {
      int n = w.length;
      if (Arrays.stream(w).allMatch(one -> one == w[0])) {
        double finite = Math.max(0, 1 - n / population);
        return population * population * finite * Moments.of(v).variance() / n;
      }
      double[] expanded = new double[n];
      Kernels.multiply(expanded, w, v, n);
      return n * Moments.of(expanded).variance();
    }

    private static double form(double[][] sigma, double[] a) {
      double sum = 0;
      for (int j = 0; j < a.length; j++) {
        sum += a[j] * Kernels.dot(sigma[j], a, a.length);
      }
      return sum;
    }

    private static double[][] times(double[][] a, double[][] symmetric) {
      double[][] product = new double[a.length][a.length];
      for (int i = 0; i < a.length; i++) {
        for (int j = 0; j < a.length; j++) {
          product[i][j] = Kernels.dot(a[i], symmetric[j], a.length);
        }
      }
      return product;
    }

    private static double traceOfSquare(double[][] a) {
      double trace = 0;
      for (int i = 0; i < a.length; i++) {
        for (int j = 0; j < a.length; j++) {
          trace += a[i][j] * a[j][i];
        }
      }
      return trace;
    }

    private static double sum(double[] a) {
      return Arrays.stream(a).sum();
    }
  }
}
