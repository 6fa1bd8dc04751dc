package org.equipoise.panel;

import org.equipoise.panel.Rollout.Adjustment;

/**
 * An estimand's number for every unit: what the unit adds to theta and X in the cohort it is in,
 * less the mean of its cohort, so that covariances are sums of products.
 *
 * @param value the adjusted estimate
 * @param beta how much of X was subtracted
 * @param imbalance X
 * @param residual of every unit, of theta less beta times X
 */
record RolloutMoments(double value, double beta, double imbalance, double[] residual) {

  static RolloutMoments of(RolloutDesign design, RolloutWeights weights, Adjustment adjustment) {
    double[] theta = new double[design.units()];
    double[] before = new double[design.units()];
    double value = centred(design, weights.outcome(), theta);
    double imbalance = centred(design, weights.before(), before);
    double beta =
        switch (adjustment) {
          case NONE -> 0;
          case DIFFERENCE -> 1;
          case EFFICIENT -> {
            double variance = covariance(design, before, before);
            yield variance > 0 ? covariance(design, before, theta) / variance : 0;
          }
        };
    double[] residual = new double[theta.length];
    for (int u = 0; u < residual.length; u++) {
      residual[u] = theta[u] - beta * before[u];
    }
    return new RolloutMoments(value - beta * imbalance, beta, imbalance, residual);
  }

  /** Fills in each unit's deviation and returns the sum over strata and cohorts of the means. */
  private static double centred(RolloutDesign design, double[][][] weights, double[] deviation) {
    int strata = design.strata();
    int cohorts = design.cohorts();
    int[] stratum = design.stratum();
    int[] cohort = design.cohort();
    double[] members = design.members();
    double[][] sum = new double[strata][cohorts];
    double[][] size = new double[strata][cohorts];
    for (int u = 0; u < deviation.length; u++) {
      deviation[u] = design.along(u, weights[stratum[u]][cohort[u]]);
      sum[stratum[u]][cohort[u]] += members[u] * deviation[u];
      size[stratum[u]][cohort[u]] += members[u];
    }
    double[][] rest = new double[strata][cohorts];
    for (int u = 0; u < deviation.length; u++) {
      int s = stratum[u];
      int g = cohort[u];
      deviation[u] -= sum[s][g] / size[s][g];
      rest[s][g] += members[u] * deviation[u];
    }
    double value = 0;
    for (int s = 0; s < strata; s++) {
      for (int g = 0; g < cohorts; g++) {
        value += design.share(s) * (sum[s][g] + rest[s][g]) / size[s][g];
      }
    }
    for (int u = 0; u < deviation.length; u++) {
      int s = stratum[u];
      int g = cohort[u];
      double mean = size[s][g] / design.count(s, g);
      deviation[u] = (deviation[u] - rest[s][g] / size[s][g]) * members[u] / mean;
    }
    return value;
  }

  /** Neyman's covariance with another estimate. */
  double covariance(RolloutDesign design, RolloutMoments other) {
    return covariance(design, residual, other.residual);
  }

  /** Degrees of freedom of the estimate's variance, by Welch and Satterthwaite. */
  double df(RolloutDesign design) {
    double all = 0;
    double squares = 0;
    double[][] parts = parts(design, residual, residual);
    for (int s = 0; s < parts.length; s++) {
      for (int g = 0; g < parts[s].length; g++) {
        all += parts[s][g];
        squares += parts[s][g] * parts[s][g] / (design.count(s, g) - 1);
      }
    }
    return all * all / squares;
  }

  private static double covariance(RolloutDesign design, double[] a, double[] b) {
    double all = 0;
    for (double[] stratum : parts(design, a, b)) {
      for (double part : stratum) {
        all += part;
      }
    }
    return all;
  }

  /** What each stratum and cohort adds to a covariance. */
  private static double[][] parts(RolloutDesign design, double[] a, double[] b) {
    double[][] parts = new double[design.strata()][design.cohorts()];
    for (int u = 0; u < a.length; u++) {
      parts[design.stratum()[u]][design.cohort()[u]] += a[u] * b[u];
    }
    for (int s = 0; s < parts.length; s++) {
      for (int g = 0; g < parts[s].length; g++) {
        double n = design.count(s, g);
        parts[s][g] *= design.share(s) * design.share(s) / (n - 1) / n;
      }
    }
    return parts;
  }
}
