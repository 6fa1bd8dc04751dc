package org.equipoise.estimate;

import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

/** A regression of counts with a log link, fitted. Terms are numbered from the intercept, 0. */
public final class CountFit {
  private final CountSample sample;
  private final OrthonormalColumns columns;
  private final double[] coefficients;
  private final double[] mean;
  private final double theta;
  private final double thetaError;
  private final int steps;
  private final double[][] bread;

  /** The fit at {@code eta = offset + Qg}; an infinite theta is the Poisson model. */
  CountFit(
      CountSample sample,
      OrthonormalColumns columns,
      double[] g,
      double[] eta,
      double theta,
      double thetaError,
      int steps) {
    this.sample = sample;
    this.columns = columns;
    this.coefficients = columns.coefficients(g);
    this.mean = Arrays.stream(eta).map(Math::exp).toArray();
    this.theta = theta;
    this.thetaError = thetaError;
    this.steps = steps;
    double[] information = new double[mean.length];
    Arrays.setAll(information, this::information);
    this.bread =
        Cholesky.of(columns.gram(information))
            .orElseThrow(
                () ->
                    new NotEstimableException(
                        NotEstimableException.Reason.SINGULAR_COVARIANCE,
                        "the information of the coefficients is singular",
                        "use fewer columns"))
            .inverse();
  }

  /** The terms that were not dropped as determined by earlier ones, ascending. */
  public int[] kept() {
    return columns.kept().clone();
  }

  /** Coefficients of all terms, on the scale of log rates; NaN for a dropped term. */
  public double[] coefficients() {
    double[] all = new double[sample.columns().length + 1];
    Arrays.fill(all, Double.NaN);
    for (int j = 0; j < coefficients.length; j++) {
      all[columns.kept()[j]] = coefficients[j];
    }
    return all;
  }

  /** The fitted mean of each row. */
  public double[] fitted() {
    return mean.clone();
  }

  /**
   * The shape of the negative binomial, {@code variance = mu + mu^2 / theta}; infinite under the
   * Poisson model.
   */
  public double theta() {
    return theta;
  }

  /**
   * The standard error of theta by its observed information with the means as fitted, as {@code
   * MASS::glm.nb} prints it; NaN under the Poisson model.
   */
  public double thetaError() {
    return thetaError;
  }

  /** How many Newton steps it took. */
  public int steps() {
    return steps;
  }

  /** The log likelihood, every constant counted. */
  public double logLikelihood() {
    double sum = 0;
    for (int i = 0; i < mean.length; i++) {
      double y = sample.counts()[i];
      double mu = mean[i];
      double term =
          theta == Double.POSITIVE_INFINITY
              ? y * Math.log(mu) - mu - Gamma.logGamma(y + 1)
              : rising(y)
                  + y * Math.log(mu)
                  - (y + theta) * Math.log1p(mu / theta)
                  - Gamma.logGamma(y + 1);
      sum += sample.weight(i) * term;
    }
    return sum;
  }

  /** {@code log(Gamma(y + theta) / (Gamma(theta) theta^y))}. */
  private double rising(double y) {
    double sum = 0;
    for (int j = 1; j < y; j++) {
      sum += Math.log1p(j / theta);
    }
    return sum;
  }

  /** Pearson's {@code sum (y - mu)^2 / mu} over n - k: 1 for Poisson counts, more if spread. */
  public double dispersion() {
    double sum = 0;
    for (int i = 0; i < mean.length; i++) {
      double e = sample.counts()[i] - mean[i];
      sum += sample.weight(i) * e * e / mean[i];
    }
    return sum / (mean.length - columns.rank());
  }

  /**
   * The covariance of the coefficients, in the order of {@link #kept()}. For the negative binomial
   * theta is taken as known, as in {@code MASS} and {@code sandwich}: its expected information
   * shares nothing with that of the coefficients.
   *
   * @throws IllegalArgumentException if the variance is clustered and the sample has no clusters
   * @throws NotEstimableException if there is one cluster only
   */
  public double[][] covariance(CountVariance variance) {
    if (variance == CountVariance.MODEL) {
      return columns.covariance(bread);
    }
    double n = mean.length;
    double k = columns.rank();
    double[][] meat;
    double scale = 1;
    if (variance.clustered()) {
      int[] cluster = dense();
      double g = clusters(cluster);
      meat = clustered(cluster);
      scale = variance == CountVariance.CR1 ? g / (g - 1) : 1;
    } else {
      meat = robust(variance);
      scale = variance == CountVariance.HC1 ? n / (n - k) : 1;
    }
    double[][] v = product(product(bread, meat), bread);
    for (double[] row : v) {
      Kernels.scale(row, scale, row.length);
    }
    return columns.covariance(v);
  }

  /**
   * The ratio of rates that one unit of a column makes, {@code exp(b)}; judged by the normal
   * distribution, under clusters by t with G - 1 degrees of freedom.
   *
   * @param label what the ratio is called
   * @param term the number of the column, from 1
   * @throws NotEstimableException if the term was dropped, or there is one cluster only
   */
  public LogRatio rateRatio(String label, int term, CountVariance variance, double level) {
    int at = Arrays.binarySearch(columns.kept(), term);
    if (at < 0) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TERM_DROPPED,
          "'" + label + "' was left out of the fit: earlier columns determine it",
          "leave out one of the columns it depends on");
    }
    double se = Math.sqrt(covariance(variance)[at][at]);
    double df = variance.clustered() ? clusters(dense()) - 1 : Double.POSITIVE_INFINITY;
    return new LogRatio(Estimate.of(label, coefficients[at], se, df, level));
  }

  /** The weight of a row in the expected information. */
  private double information(int row) {
    return sample.weight(row) * mean[row] / (1 + mean[row] / theta);
  }

  /** The derivative of a row's log likelihood with respect to its linear predictor. */
  private double score(int row) {
    return sample.weight(row) * (sample.counts()[row] - mean[row]) / (1 + mean[row] / theta);
  }

  private double[][] robust(CountVariance variance) {
    double[] squared = new double[mean.length];
    double[] x = new double[columns.rank()];
    int power = variance == CountVariance.HC2 ? 1 : variance == CountVariance.HC3 ? 2 : 0;
    for (int i = 0; i < squared.length; i++) {
      double u = score(i);
      squared[i] = u * u;
      if (power > 0) {
        for (int j = 0; j < x.length; j++) {
          x[j] = columns.q()[j][i];
        }
        double left = 1 - information(i) * quadratic(x);
        // A row that the fit passes through says nothing about the spread.
        squared[i] = left < 1e-10 ? 0 : squared[i] / (power == 1 ? left : left * left);
      }
    }
    return columns.gram(squared);
  }

  private double quadratic(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * Kernels.dot(bread[i], x, x.length);
    }
    return sum;
  }

  private double[][] clustered(int[] cluster) {
    int k = columns.rank();
    double[][] sums = new double[k][clusters(cluster)];
    for (int i = 0; i < mean.length; i++) {
      double u = score(i);
      for (int j = 0; j < k; j++) {
        sums[j][cluster[i]] += u * columns.q()[j][i];
      }
    }
    double[][] meat = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        meat[i][j] = Kernels.dot(sums[i], sums[j], sums[i].length);
      }
    }
    return meat;
  }

  /** The clusters numbered from 0. */
  private int[] dense() {
    int[] codes = sample.clusters();
    if (codes == null) {
      throw new IllegalArgumentException("a clustered variance needs cluster codes");
    }
    int[] distinct = Arrays.stream(codes).sorted().distinct().toArray();
    if (distinct.length < 2) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_FEW_CLUSTERS,
          "all " + codes.length + " rows are in one cluster",
          "a cluster-robust variance needs several clusters, better dozens");
    }
    return Arrays.stream(codes).map(code -> Arrays.binarySearch(distinct, code)).toArray();
  }

  private static int clusters(int[] dense) {
    return Arrays.stream(dense).max().orElse(-1) + 1;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int l = 0; l < b.length; l++) {
        Kernels.subtract(c[i], -a[i][l], b[l], b.length);
      }
    }
    return c;
  }
}
