package org.equipoise.panel;

import org.jspecify.annotations.Nullable;

/**
 * What outcomes before the first start tell of differences between units' effects, which Neyman's
 * variance counts as chance.
 */
final class RolloutRefinement {

  /** Pivots below this share of their variance are rounding. */
  private static final double SINGULAR = 1e-10;

  private RolloutRefinement() {}

  /** The refined standard error; NaN when there is none. */
  static double error(RolloutDesign design, RolloutWeights weights, RolloutMoments moments) {
    int p = weights.earliest();
    double variance = moments.covariance(design, moments);
    if (p == 0) {
      return Double.NaN;
    }
    double together = 0;
    for (int s = 0; s < design.strata(); s++) {
      together += design.share(s) * design.share(s) / design.size(s);
    }
    double[] slopes = new double[p];
    double[][] spread = new double[p][p];
    int cohorts = 0;
    for (int g = 0; g < design.cohorts(); g++) {
      if (design.first(g) < p) {
        continue;
      }
      if (design.count(g) - design.strata() <= p) {
        return Double.NaN;
      }
      cohorts++;
      double[][] own = new double[p][p];
      double[] along = new double[p];
      pool(design, weights, g, together, own, along);
      double[] slope = solve(own, along);
      if (slope == null) {
        return Double.NaN;
      }
      for (int i = 0; i < p; i++) {
        slopes[i] += slope[i];
        for (int j = 0; j < p; j++) {
          spread[i][j] += own[i][j];
        }
      }
    }
    double explained = 0;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        explained += slopes[i] * spread[i][j] * slopes[j] / cohorts;
      }
    }
    double left = variance - together * explained;
    return left > 0 ? Math.sqrt(left) : Double.NaN;
  }

  /** Covariances before the start within a cohort, pooled over strata, and those with theta. */
  private static void pool(
      RolloutDesign design,
      RolloutWeights weights,
      int g,
      double together,
      double[][] own,
      double[] along) {
    int p = along.length;
    double[][] mean = new double[design.strata()][p + 1];
    double[] size = new double[design.strata()];
    double[] row = new double[p + 1];
    for (int u = 0; u < design.units(); u++) {
      if (design.cohort()[u] == g) {
        int s = design.stratum()[u];
        fill(design, weights, u, row);
        size[s] += design.members()[u];
        for (int i = 0; i <= p; i++) {
          mean[s][i] += design.members()[u] * row[i];
        }
      }
    }
    for (int s = 0; s < size.length; s++) {
      for (int i = 0; i <= p; i++) {
        mean[s][i] /= size[s];
      }
    }
    for (int u = 0; u < design.units(); u++) {
      if (design.cohort()[u] != g) {
        continue;
      }
      int s = design.stratum()[u];
      int n = design.count(s, g);
      double members = design.members()[u] * n / size[s];
      double share = design.share(s) * design.share(s) / design.size(s) / together;
      double weight = share * members * members / (n - 1);
      fill(design, weights, u, row);
      for (int i = 0; i < p; i++) {
        double left = weight * (row[i] - mean[s][i]);
        for (int j = 0; j < p; j++) {
          own[i][j] += left * (row[j] - mean[s][j]);
        }
        along[i] += left * (row[p] - mean[s][p]);
      }
    }
  }

  /** The outcomes before the first start, then what the unit adds to theta. */
  private static void fill(RolloutDesign design, RolloutWeights weights, int u, double[] row) {
    for (int t = 0; t < row.length - 1; t++) {
      row[t] = design.outcome(u, t);
    }
    row[row.length - 1] =
        design.along(u, weights.outcome()[design.stratum()[u]][design.cohort()[u]]);
  }

  /** The solution of a symmetric positive definite system; null when it is singular. */
  private static double @Nullable [] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[][] l = new double[n][n];
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = right[i];
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i][j];
        for (int m = 0; m < j; m++) {
          rest -= l[i][m] * l[j][m];
        }
        if (j < i) {
          l[i][j] = rest / l[j][j];
          sum -= l[i][j] * x[j];
        } else if (rest > SINGULAR * matrix[i][i]) {
          l[i][i] = Math.sqrt(rest);
        } else {
          return null;
        }
      }
      x[i] = sum / l[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int m = i + 1; m < n; m++) {
        x[i] -= l[m][i] * x[m];
      }
      x[i] /= l[i][i];
    }
    return x;
  }
}
