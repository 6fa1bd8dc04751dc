package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much the CR2 covariance of several contrasts varies when errors are independent with equal
 * variance, as the degrees of freedom eta of the Wishart distribution that varies as much in total.
 *
 * <p>With the working residuals {@code p_gs} of cluster g and contrast s, {@code P_gh =
 * (p_gs'p_ht)} and the expected covariance {@code Omega = sum of P_gg} scaled to the identity,
 * {@code eta = q(q + 1) / sum over g, h of ((tr P_gh)^2 + tr(P_gh P_gh))}. Tipton and Pustejovsky
 * (2015), JEBS 40(6), equations 14-16; for one contrast it is Satterthwaite's rule.
 */
final class JointSpread {
  private final PairProducts products;
  private final List<List<ClusterScores.Working>> clusters;
  private final int q;

  private JointSpread(
      PairProducts products, List<List<ClusterScores.Working>> clusters, int contrasts) {
    this.products = products;
    this.clusters = clusters;
    q = contrasts;
  }

  /**
   * The degrees of freedom eta.
   *
   * @param contrasts contrasts in the basis Q, {@code R^-T c}
   * @throws NotEstimableException if the expected covariance of the contrasts is singular
   */
  static double df(OrthogonalRows source, DesignRows rows, List<double[]> contrasts) {
    ClusterBasis basis = ClusterBasis.of(source, rows);
    int[] cuts = Meat.clusterCuts(rows);
    List<List<ClusterScores.Working>> clusters = new ArrayList<>();
    Chunks.map(
            cuts.length - 1,
            c -> {
              ClusterScores scores = new ClusterScores(basis, 0, contrasts, 1);
              List<List<ClusterScores.Working>> part = new ArrayList<>();
              for (int g = cuts[c]; g < cuts[c + 1]; g++) {
                part.add(scores.working(g));
              }
              return part;
            })
        .forEach(clusters::addAll);
    return new JointSpread(PairProducts.of(basis), clusters, contrasts.size()).df();
  }

  private double df() {
    double[][] omega = new double[q][q];
    for (int g = 0; g < clusters.size(); g++) {
      double[][] p = products(g, g);
      for (int s = 0; s < q; s++) {
        for (int t = 0; t < q; t++) {
          omega[s][t] += (p[s][t] + p[t][s]) / 2;
        }
      }
    }
    Optional<Cholesky> root = Cholesky.of(omega);
    if (root.isEmpty()) {
      throw new NotEstimableException(
          NotEstimableException.Reason.SINGULAR_COVARIANCE,
          "the expected covariance of the " + q + " tested coefficients is singular",
          "test fewer terms at once; " + clusters.size() + " clusters");
    }
    double[][] lower = root.get().lower();
    double spread = 0;
    for (double part : Chunks.map(clusters.size(), g -> spread(g, lower))) {
      spread += part;
    }
    return q * (q + 1) / spread;
  }

  /** The sum over this cluster's pairs with itself and, twice, with those before it. */
  private double spread(int g, double[][] lower) {
    double sum = spread(products(g, g), lower);
    for (int h = 0; h < g; h++) {
      sum += 2 * spread(products(g, h), lower);
    }
    return sum;
  }

  /** {@code (tr P)^2 + tr(P P)} of {@code L^-1 p L^-T}, which has the trace of {@code p} scaled. */
  private double spread(double[][] p, double[][] lower) {
    solve(p, lower);
    double trace = 0;
    double square = 0;
    for (int s = 0; s < q; s++) {
      trace += p[s][s];
      for (int t = 0; t < q; t++) {
        square += p[s][t] * p[t][s];
      }
    }
    return trace * trace + square;
  }

  /** Replaces p by {@code L^-1 p L^-T}. */
  private void solve(double[][] p, double[][] lower) {
    for (int column = 0; column < q; column++) {
      for (int i = 0; i < q; i++) {
        for (int k = 0; k < i; k++) {
          p[i][column] -= lower[i][k] * p[k][column];
        }
        p[i][column] /= lower[i][i];
      }
    }
    for (double[] row : p) {
      for (int i = 0; i < q; i++) {
        row[i] = (row[i] - Kernels.dot(lower[i], row, i)) / lower[i][i];
      }
    }
  }

  /** {@code P_gh}. */
  private double[][] products(int g, int h) {
    double[][] p = new double[q][q];
    for (int s = 0; s < q; s++) {
      ClusterScores.Working left = clusters.get(g).get(s);
      for (int t = 0; t < q; t++) {
        ClusterScores.Working right = clusters.get(h).get(t);
        p[s][t] = products.product(left.products(), right.products());
        if (g == h) {
          p[s][t] += Kernels.dot(left.y(), right.y(), left.y().length);
        }
      }
    }
    return p;
  }
}
