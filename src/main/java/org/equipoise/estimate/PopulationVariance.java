package org.equipoise.estimate;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variance of an interacted adjustment when the people are themselves a sample, so that the
 * covariates' means are chance too. With {@code mu_a} everybody's prediction in arm a, {@code C_ab
 * = cov_a(Y, mu_b)} over arm a and {@code pi_a} the arms' shares, n times the covariance of the two
 * means has the diagonal {@code (var_a(Y) + var(mu_a) - 2 C_aa)/pi_a + 2 C_aa - var(mu_a)} and
 * beside it {@code C_10 + C_01 - cov(mu_1, mu_0)}, all with denominators less one. RobinCar 1.2,
 * simple randomization; Ye, Shao, Yi and Zhao (2023), Journal of the American Statistical
 * Association 118:2370-2382, section 3.
 */
final class PopulationVariance {
  private PopulationVariance() {}

  static Estimate of(
      LinearFit lin, NamedConventions.Contrast contrast, String treatment, double level) {
    double[] mu1 = prediction(lin, contrast, treatment, true);
    double[] mu0 = prediction(lin, contrast, treatment, false);
    double[] y = contrast.outcome();
    boolean[] z = contrast.treated();
    int n = y.length;
    int treated = 0;
    for (boolean is : z) {
      treated += is ? 1 : 0;
    }
    double v1 = diagonal(y, mu1, z, true, (double) treated / n);
    double v0 = diagonal(y, mu0, z, false, (double) (n - treated) / n);
    double beside =
        covariance(y, mu0, z, true)
            + covariance(y, mu1, z, false)
            - covariance(mu1, mu0, null, true);
    double value = lin.coefficient(treatment).value();
    return Estimate.of(
        treatment, value, Math.sqrt((v1 + v0 - 2 * beside) / n), Double.POSITIVE_INFINITY, level);
  }

  private static double diagonal(double[] y, double[] mu, boolean[] z, boolean arm, double share) {
    double own = covariance(y, mu, z, arm);
    double spread = covariance(mu, mu, null, true);
    return (covariance(y, y, z, arm) + spread - 2 * own) / share + 2 * own - spread;
  }

  /** Everybody's prediction in an arm, up to a constant, which no variance sees. */
  private static double[] prediction(
      LinearFit lin, NamedConventions.Contrast contrast, String treatment, boolean treated) {
    double[] mu = new double[contrast.outcome().length];
    double[] values = lin.values();
    for (Map.Entry<String, double[]> covariate : contrast.covariates().entrySet()) {
      int own = lin.terms().indexOf(covariate.getKey() + "_c");
      int product = lin.terms().indexOf(treatment + ":" + covariate.getKey() + "_c");
      double slope = own < 0 ? 0 : values[own];
      slope += treated && product >= 0 ? values[product] : 0;
      for (int i = 0; i < mu.length; i++) {
        mu[i] += slope * covariate.getValue()[i];
      }
    }
    return mu;
  }

  /** Covariance over everybody, or over one arm. */
  private static double covariance(double[] x, double[] y, boolean @Nullable [] z, boolean arm) {
    int n = 0;
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < x.length; i++) {
      if (z == null || z[i] == arm) {
        n++;
        sumX += x[i];
        sumY += y[i];
      }
    }
    TwoSum products = new TwoSum();
    for (int i = 0; i < x.length; i++) {
      if (z == null || z[i] == arm) {
        products.addProduct(x[i] - sumX / n, y[i] - sumY / n);
      }
    }
    return products.value() / (n - 1);
  }
}
