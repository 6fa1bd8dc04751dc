package org.equipoise.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The critical value of a test that rejects when the largest of several statistics is large, all of
 * them linear in two normal variables with mean zero: the c with {@code P(max over j of w_j'Z > c)
 * = kappa}, Z standard normal in the plane.
 *
 * <p>In polar coordinates {@code Z = R u(phi)} the maximum is {@code R h(phi)}, h the support
 * function of the w_j, and R has the tail {@code exp(-r^2/2)}; so the probability is the mean over
 * the circle of {@code exp(-c^2 / (2 h^2))} where h is positive. Between the angles at which two
 * statistics change places h is a cosine, and Gauss-Legendre quadrature is exact to 12 digits.
 */
final class LeastFavorable {

  private static final GaussIntegratorFactory RULES = new GaussIntegratorFactory();
  private static final int NODES = 40;

  /** Angles closer than this are the same. */
  private static final double NOTHING = 1e-14;

  private static final int STEPS = 100;

  private LeastFavorable() {}

  /**
   * The critical value.
   *
   * @param w coefficients of each statistic on the two variables, not all zero
   * @param kappa in (0, 1/2)
   */
  static double critical(double[][] w, double kappa) {
    double largest = 0;
    for (double[] row : w) {
      largest = Math.max(largest, Math.hypot(row[0], row[1]));
    }
    // The largest statistic alone, and the sum of all tails, enclose the value.
    double low = largest * FoldedNormal.upper(kappa);
    double high = largest * FoldedNormal.upper(kappa / w.length);
    List<Arc> arcs = arcs(w);
    GaussIntegrator rule = RULES.legendre(NODES);
    double c = low;
    for (int step = 0; step < STEPS; step++) {
      double[] tail = tail(arcs, rule, c);
      if (tail[0] > kappa) {
        low = Math.max(low, c);
      } else {
        high = Math.min(high, c);
      }
      // Newton's step for the logarithm of the tail, which is nearly quadratic in c.
      double next = c + Math.log(tail[0] / kappa) * tail[0] / tail[1];
      if (!(next >= low && next <= high)) {
        next = low + (high - low) / 2;
      }
      if (Math.abs(next - c) <= 1e-14 * c) {
        return next;
      }
      c = next;
    }
    return c;
  }

  /** The angles between which one statistic is the largest and positive. */
  private record Arc(double[] w, double from, double to) {}

  /** {@code P(max > c)} and minus its derivative. */
  private static double[] tail(List<Arc> arcs, GaussIntegrator rule, double c) {
    double tail = 0;
    double density = 0;
    for (Arc arc : arcs) {
      double middle = (arc.from + arc.to) / 2;
      double half = (arc.to - arc.from) / 2;
      for (int node = 0; node < rule.getNumberOfPoints(); node++) {
        double h = height(arc.w, middle + half * rule.getPoint(node));
        if (h > 0) {
          double weight = half * rule.getWeight(node) * Math.exp(-c * c / (2 * h * h));
          tail += weight;
          density += weight * c / (h * h);
        }
      }
    }
    return new double[] {tail / (2 * Math.PI), density / (2 * Math.PI)};
  }

  private static List<Arc> arcs(double[][] w) {
    double[] cuts = cuts(w);
    List<Arc> arcs = new ArrayList<>();
    int open = -1;
    double from = 0;
    for (int k = 0; k + 1 < cuts.length; k++) {
      if (cuts[k + 1] - cuts[k] < NOTHING) {
        continue;
      }
      int j = highest(w, (cuts[k] + cuts[k + 1]) / 2);
      if (j != open) {
        if (open >= 0) {
          arcs.add(new Arc(w[open], from, cuts[k]));
        }
        open = j;
        from = cuts[k];
      }
    }
    if (open >= 0) {
      arcs.add(new Arc(w[open], from, 2 * Math.PI));
    }
    return arcs;
  }

  /** Angles from 0 to 2 pi at which two statistics, or one and zero, are equal. */
  private static double[] cuts(double[][] w) {
    int n = w.length;
    double[] cuts = new double[n * (n + 1) + 2];
    int count = 0;
    cuts[count++] = 0;
    cuts[count++] = 2 * Math.PI;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        double x = w[i][0] - (j > i ? w[j][0] : 0);
        double y = w[i][1] - (j > i ? w[j][1] : 0);
        // At right angles to (x, y), in [0, pi).
        double angle = Math.atan2(x, -y);
        angle = angle < 0 ? angle + Math.PI : angle;
        cuts[count++] = angle;
        cuts[count++] = angle + Math.PI;
      }
    }
    Arrays.sort(cuts);
    return cuts;
  }

  private static int highest(double[][] w, double angle) {
    int highest = -1;
    double most = 0;
    for (int j = 0; j < w.length; j++) {
      double h = height(w[j], angle);
      if (h > most) {
        most = h;
        highest = j;
      }
    }
    return highest;
  }

  private static double height(double[] w, double angle) {
    return w[0] * Math.cos(angle) + w[1] * Math.sin(angle);
  }
}
