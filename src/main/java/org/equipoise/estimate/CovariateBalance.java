package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Joint test that baseline covariates do not predict assignment, two ways.
 *
 * <ul>
 *   <li>Regression: assignment on the covariates (strata absorbed when given), F test that all
 *       their coefficients are zero with a robust covariance.
 *   <li>Permutation: with U the sum over strata of {@code sum (z_i - zbar) x_i}, and Var(U) its
 *       exact variance when assignment is permuted within strata, {@code U' Var(U)^-1 U} against
 *       chi-square. Without strata it is {@code d' V^-1 d}, d the difference of covariate means and
 *       V = cov(X) n / (n1 n0). Hansen and Bowers (2008), Statistical Science 23(2), section 3.
 * </ul>
 *
 * <p>Covariates that earlier ones determine are left out of both.
 */
public final class CovariateBalance {
  private final VarianceEstimator variance;

  private CovariateBalance(VarianceEstimator variance) {
    this.variance = variance;
  }

  /** The test with an HC2 covariance for its F statistic. */
  public static CovariateBalance withDefaults() {
    return new CovariateBalance(VarianceEstimator.HC2);
  }

  /**
   * The same with another covariance for the F statistic.
   *
   * @throws IllegalArgumentException if it is a clustered one
   */
  public CovariateBalance with(VarianceEstimator newVariance) {
    if (newVariance.clustered()) {
      throw new IllegalArgumentException("the balance test has no clusters for " + newVariance);
    }
    return new CovariateBalance(newVariance);
  }

  /**
   * Tests the covariates, within strata when given.
   *
   * @param treated assignment of every unit
   * @param covariates one array per covariate, as long as {@code treated}; finite
   * @param strata code of every unit's stratum, or null
   * @throws NotEstimableException if an arm is empty, no covariate varies, or too few units are
   *     left
   */
  public Balance test(boolean[] treated, double[][] covariates, int @Nullable [] strata) {
    double[] z = new double[treated.length];
    int n1 = 0;
    for (int i = 0; i < z.length; i++) {
      z[i] = treated[i] ? 1 : 0;
      n1 += treated[i] ? 1 : 0;
    }
    if (n1 == 0 || n1 == z.length) {
      throw new NotEstimableException(
          NotEstimableException.Reason.EMPTY_ARM,
          n1 + " treated and " + (z.length - n1) + " control units",
          "a comparison needs units in both arms");
    }
    RegressionSample.Builder sample = RegressionSample.of(z);
    for (int j = 0; j < covariates.length; j++) {
      sample.column(name(j), covariates[j]);
    }
    if (strata != null) {
      sample.absorb(strata);
    }
    LinearFit fit = LeastSquares.with(variance).fit(sample.build());
    WaldTest regression = fit.modelTest();
    List<double[]> kept = new ArrayList<>();
    for (int j = 0; j < covariates.length; j++) {
      if (!fit.dropped().contains(name(j))) {
        kept.add(covariates[j]);
      }
    }
    int[] codes = strata == null ? new int[z.length] : strata;
    double chiSquare = permutation(z, kept, Coding.of(codes));
    return new Balance(regression, chiSquare, kept.size(), Tail.chiSquare(chiSquare, kept.size()));
  }

  private static String name(int covariate) {
    return "x" + (covariate + 1);
  }

  private static double permutation(double[] z, List<double[]> x, Coding strata) {
    int k = x.size();
    double[] u = new double[k];
    double[][] v = new double[k][k];
    Coding.Groups groups = strata.groups();
    for (int s = 0; s < strata.levels(); s++) {
      addStratum(z, x, groups.order(), groups.start()[s], groups.start()[s + 1], u, v);
    }
    OptionalDouble chiSquare = QuadraticForm.inverse(v, u);
    return chiSquare.orElseThrow(
        () ->
            new NotEstimableException(
                NotEstimableException.Reason.SINGULAR_COVARIANCE,
                "the permutation covariance of the " + k + " covariates is singular",
                "leave out covariates that vary only in strata with a single arm"));
  }

  /** Adds one stratum's score and its permutation variance, n1 n0 / n times cov(X). */
  private static void addStratum(
      double[] z, List<double[]> x, int[] order, int from, int to, double[] u, double[][] v) {
    int n = to - from;
    double n1 = 0;
    for (int p = from; p < to; p++) {
      n1 += z[order[p]];
    }
    if (n1 == 0 || n1 == n) {
      return;
    }
    double[][] centred = new double[x.size()][n];
    double scale = n1 * (n - n1) / ((double) n * (n - 1));
    for (int a = 0; a < centred.length; a++) {
      for (int i = 0; i < n; i++) {
        centred[a][i] = x.get(a)[order[from + i]];
      }
      double mean = Moments.of(centred[a]).mean();
      for (int i = 0; i < n; i++) {
        centred[a][i] -= mean;
        u[a] += z[order[from + i]] * centred[a][i];
      }
      for (int b = 0; b <= a; b++) {
        v[a][b] += scale * Kernels.dot(centred[a], centred[b], n);
        v[b][a] = v[a][b];
      }
    }
  }
}
