package org.equipoise.panel;

import java.util.Arrays;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How often a normal vector stays within c standard errors of 0 in every coordinate, and its mean
 * when it does. Separation of variables (Genz 1992); the integral over the unit cube of one
 * coordinate less by products of Gauss-Legendre nodes, and from six coordinates on by multiples of
 * powers of a generalised golden ratio modulo 1, folded to make the integrand periodic and weighted
 * with a Hann window. Nothing is random, and the points are the same for every mean, so that the
 * probability is a smooth function of it.
 */
final class BoxProbability {
  private static final int POINTS = 8192;
  private static final int MOST_NODES = 64;
  private static final int MOST_PRODUCTS = 5;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final LowerTriangle root;
  private final double[] bound;
  private final double[][] points;
  private final double[] weights;

  /**
   * The probability and the mean given that the vector stays in the box.
   *
   * @param mean empty of meaning when the probability is 0
   */
  record Mass(double probability, double[] mean) {}

  BoxProbability(LowerTriangle root, double c) {
    this.root = root;
    int q = root.size();
    bound = new double[q];
    for (int j = 0; j < q; j++) {
      double variance = 0;
      for (int k = 0; k <= j; k++) {
        variance += root.l()[j][k] * root.l()[j][k];
      }
      bound[j] = c * Math.sqrt(variance);
    }
    int d = q - 1;
    int nodes = (int) Math.min(MOST_NODES, Math.pow(POINTS + 0.5, 1.0 / Math.max(1, d)));
    boolean products = d <= MOST_PRODUCTS;
    points = products ? new double[(int) Math.round(Math.pow(nodes, d))][d] : scattered(d);
    weights = products ? gauss(points, nodes) : hann();
  }

  /** For a vector with this mean. */
  Mass of(double[] center) {
    int q = bound.length;
    double total = 0;
    double[] sum = new double[q];
    double[] z = new double[q];
    double[] b = new double[q];
    for (int i = 0; i < points.length; i++) {
      double[] u = points[i];
      double weight = weights[i];
      for (int j = 0; j < q && weight > 0; j++) {
        double m = center[j];
        for (int k = 0; k < j; k++) {
          m += root.l()[j][k] * z[k];
        }
        double scale = root.l()[j][j];
        double low = (-bound[j] - m) / scale;
        double high = (bound[j] - m) / scale;
        // From the tail that is small, so that nothing is lost far from the box.
        boolean flip = low > 0;
        double from = NORMAL.cumulativeProbability(flip ? -high : low);
        double width = NORMAL.cumulativeProbability(flip ? -low : high) - from;
        weight *= width;
        if (j == q - 1) { // the last coordinate needs no point: its mean is known
          double mean = (NORMAL.density(low) - NORMAL.density(high)) / width;
          b[j] = m + scale * Math.max(low, Math.min(high, mean));
        } else {
          double draw =
              NORMAL.inverseCumulativeProbability(from + (flip ? 1 - u[j] : u[j]) * width);
          z[j] = Math.max(low, Math.min(high, flip ? -draw : draw));
          b[j] = m + scale * z[j];
        }
      }
      total += weight;
      for (int j = 0; j < q && weight > 0; j++) {
        sum[j] += weight * b[j];
      }
    }
    double mass = total;
    return new Mass(mass, Arrays.stream(sum).map(s -> s / mass).toArray());
  }

  private static double[] hann() {
    double[] w = new double[POINTS];
    Arrays.setAll(w, i -> (1 - Math.cos(2 * Math.PI * (i + 1) / (POINTS + 1))) / (POINTS + 1));
    return w;
  }

  /** Fills in the products of the nodes on the unit interval and returns their weights. */
  private static double[] gauss(double[][] u, int nodes) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(nodes, 0, 1);
    double[] w = new double[u.length];
    for (int i = 0; i < u.length; i++) {
      int rest = i;
      w[i] = 1;
      for (int j = 0; j < u[i].length; j++) {
        // Bent (u = 3v^2 - 2v^3) against the quantile's singular ends.
        double v = rule.getPoint(rest % nodes);
        u[i][j] = v * v * (3 - 2 * v);
        w[i] *= rule.getWeight(rest % nodes) * 6 * v * (1 - v);
        rest /= nodes;
      }
    }
    return w;
  }

  /** Multiples of the powers of 1/g, g the root of {@code x^(d+1) = x + 1}, modulo 1. */
  private static double[][] scattered(int d) {
    double g = 2;
    for (int step = 0; step < 64; step++) {
      g = Math.pow(1 + g, 1.0 / (d + 1));
    }
    double[][] u = new double[POINTS][d];
    double step = 1;
    for (int j = 0; j < d; j++) {
      step /= g;
      for (int i = 0; i < POINTS; i++) {
        double x = (i + 1) * step;
        u[i][j] = Math.abs(2 * (x - Math.floor(x)) - 1);
      }
    }
    return u;
  }
}
