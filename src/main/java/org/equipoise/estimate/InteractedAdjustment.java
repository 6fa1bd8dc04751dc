package org.equipoise.estimate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Covariate adjustment that lets each arm have its own slopes: the outcome is regressed on
 * treatment, centred covariates and their products.
 *
 * <p>Estimand: the average effect among the units of the sample; the coefficient of the treatment
 * column estimates it because covariates are centred at their (weighted) mean over the rows used.
 * Uncertainty of those means is not counted. Agrees with {@code estimatr::lm_lin}. Lin (2013),
 * Annals of Applied Statistics 7(1), section 3.
 */
public final class InteractedAdjustment {
  private final LeastSquares leastSquares;

  private InteractedAdjustment(LeastSquares leastSquares) {
    this.leastSquares = leastSquares;
  }

  /** The adjustment with the given variance and 95 percent intervals. */
  public static InteractedAdjustment with(VarianceEstimator variance) {
    return new InteractedAdjustment(LeastSquares.with(variance));
  }

  /** The same with intervals of another level in (0, 1). */
  public InteractedAdjustment withLevel(double level) {
    return new InteractedAdjustment(leastSquares.withLevel(level));
  }

  /**
   * Fits the treatment column {@code z}, every other column {@code x} of the sample as centred
   * {@code x_c}, and the products {@code z:x_c}, in that order.
   *
   * @param base outcome, treatment, covariates, and weights, clusters or absorbed factors if any
   * @param treatment name of the treatment column
   * @throws IllegalArgumentException if the sample has no such column
   * @throws NotEstimableException if the treatment column is a combination of the others, or {@link
   *     LeastSquares} refuses the fit
   */
  public LinearFit fit(RegressionSample base, String treatment) {
    LinearFit fit = leastSquares.fit(design(base, treatment));
    if (fit.dropped().contains(treatment)) {
      throw NotEstimableException.treatmentCollinear(treatment);
    }
    return fit;
  }

  /**
   * The regression behind the adjustment: treatment, centred covariates and their products.
   *
   * @throws IllegalArgumentException if the sample has no such column
   */
  public static RegressionSample design(RegressionSample base, String treatment) {
    double[] z = base.column(treatment);
    Map<String, double[]> centred = new LinkedHashMap<>();
    Map<String, double[]> products = new LinkedHashMap<>();
    for (String name : base.columnNames()) {
      if (!name.equals(treatment)) {
        double[] xc = centred(base.column(name), base.weights());
        centred.put(name + "_c", xc);
        products.put(treatment + ":" + name + "_c", product(z, xc));
      }
    }
    RegressionSample.Builder builder = base.toBuilder().withoutColumns().column(treatment, z);
    centred.forEach(builder::column);
    products.forEach(builder::column);
    return builder.build();
  }

  private static double[] centred(double[] x, double @Nullable [] w) {
    double mean = mean(x, w, 0);
    mean += mean(x, w, mean);
    double[] xc = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      xc[i] = x[i] - mean;
    }
    return xc;
  }

  /** Weighted mean of {@code x - origin}: called twice, it is a two-pass mean. */
  private static double mean(double[] x, double @Nullable [] w, double origin) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < x.length; i++) {
      double wi = w == null ? 1 : w[i];
      sum += wi * (x[i] - origin);
      total += wi;
    }
    return sum / total;
  }

  private static double[] product(double[] a, double[] b) {
    double[] ab = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      ab[i] = a[i] * b[i];
    }
    return ab;
  }
}
