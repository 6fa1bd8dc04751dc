package org.equipoise.estimate;

import org.jspecify.annotations.Nullable;

/**
 * Risks by marginal standardisation (g-computation): a logit of the outcome on the arm and the
 * covariates predicts every row once as treated and once as control, and the predictions are
 * averaged. The covariates sharpen the comparison; the risks they give are those of everybody.
 *
 * <p>Estimand: the mean risk with all assigned to treatment, that with all assigned to control,
 * their difference, ratio and odds ratio. Assumption: the arm was drawn; the model need not be
 * true, except for {@link RiskVariance#MODEL}. With {@code P_a} the mean prediction under arm a and
 * {@code V} the 2 x 2 covariance of {@code (P_1, P_0)}:
 *
 * <ul>
 *   <li>model, HC0, HC1, clusters: {@code V_ab = g_a' W g_b}, {@code g_a} the mean gradient of the
 *       predictions in the coefficients and W their covariance (delta method)
 *   <li>design: {@code n V_aa = var_a(r)/pi_a + 2 cov_a(Y, mu_a) - var(mu_a)}, {@code n V_ab =
 *       cov_a(Y, mu_b) + cov_b(Y, mu_a) - cov(mu_a, mu_b)}, every moment with denominator n - 1;
 *       with blocks less {@code sum_s n_s/n (r_as/pi_a)(r_bs/pi_b) omega_ab}, {@code r_as} the mean
 *       residual of arm a in block s and {@code omega = diag(pi) - pi pi'}
 * </ul>
 *
 * <p>Ratios are judged on the logarithm. Agrees with {@code stats::glm} iterated to convergence,
 * the delta method and {@code sandwich::vcovHC}, {@code vcovCL} to 1e-9.
 */
public final class MarginalRisk {
  private final RiskVariance variance;
  private final double level;

  private MarginalRisk(RiskVariance variance, double level) {
    this.variance = variance;
    this.level = level;
  }

  /** The estimator with a variance, and 95 percent intervals. */
  public static MarginalRisk with(RiskVariance variance) {
    return new MarginalRisk(variance, ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same estimator with intervals of another level in (0, 1). */
  public MarginalRisk withLevel(double newLevel) {
    return new MarginalRisk(variance, ConfidenceInterval.checkLevel(newLevel));
  }

  /**
   * The risks of both arms.
   *
   * @param sample outcomes of 0 and 1; blocks are the strata of the draw and matter to {@link
   *     RiskVariance#DESIGN} alone, clusters to {@link RiskVariance#CLUSTER} alone
   * @param covariates columns of the model beside the arm, each with one finite number a row
   * @throws IllegalArgumentException if an outcome is neither 0 nor 1, lengths differ, or clusters
   *     are asked for and the sample has none
   * @throws NotEstimableException if an arm is empty, the outcome does not vary, an arm or a
   *     category has all or no events, so that a coefficient is infinite, the arm is a combination
   *     of the covariates, or there are fewer than two clusters
   */
  public MarginalRisks estimate(TwoArmSample sample, double[]... covariates) {
    return estimate(sample, null, covariates);
  }

  /**
   * The same with a weight for each row in the model, such as one over the chance of the arm the
   * row was drawn to; the predictions are averaged over all rows alike.
   *
   * @param weights positive; null for one each
   * @throws IllegalArgumentException if there are weights and the variance is neither HC0, HC1 nor
   *     that of clusters, which alone are right with them
   */
  public MarginalRisks estimate(
      TwoArmSample sample, double @Nullable [] weights, double[][] covariates) {
    boolean scores = variance != RiskVariance.MODEL && variance != RiskVariance.DESIGN;
    if (weights != null && !scores) {
      throw new IllegalArgumentException("the variance " + variance + " with weights");
    }
    TwoByTwo counts = TwoByTwo.of(sample);
    refuseSettledArms(counts);
    double[][] columns = new double[covariates.length + 1][];
    columns[0] = indicator(sample.treated());
    System.arraycopy(covariates, 0, columns, 1, covariates.length);
    LogisticFit fit = LogisticRegression.fit(sample.outcome(), columns, weights);
    if (fit.kept().length < 2 || fit.kept()[1] != 1) {
      throw NotEstimableException.treatmentCollinear("the arm");
    }
    Standardised risks = Standardised.of(fit, sample.treated());
    int clusters = 0;
    double[][] v =
        switch (variance) {
          case MODEL -> risks.byModel();
          case HC0 -> risks.byScores(residuals(sample, fit, weights), null, 1);
          case HC1 -> {
            double n = sample.size();
            yield risks.byScores(
                residuals(sample, fit, weights), null, n / (n - fit.kept().length));
          }
          case CLUSTER -> {
            Coding coding = clusters(sample);
            clusters = coding.levels();
            double factor = clusters / (clusters - 1.0);
            yield risks.byScores(residuals(sample, fit, weights), coding, factor);
          }
          case DESIGN -> new DesignVariance(sample, risks.treated(), risks.control()).covariance();
        };
    double df = clusters > 0 ? clusters - 1 : Double.POSITIVE_INFINITY;
    return result(counts, clusters, risks, v, df);
  }

  private MarginalRisks result(
      TwoByTwo counts, int clusters, Standardised risks, double[][] v, double df) {
    double p1 = Moments.of(risks.treated()).mean();
    double p0 = Moments.of(risks.control()).mean();
    double o1 = 1 / (p1 * (1 - p1));
    double o0 = 1 / (p0 * (1 - p0));
    double oddsRatio = p1 / (1 - p1) / (p0 / (1 - p0));
    return new MarginalRisks(
        variance,
        counts,
        clusters,
        p1,
        Math.sqrt(v[0][0]),
        p0,
        Math.sqrt(v[1][1]),
        Estimate.of("risk difference", p1 - p0, error(v, 1, 1), df, level),
        new LogRatio(
            Estimate.of("risk ratio", Math.log(p1 / p0), error(v, 1 / p1, 1 / p0), df, level)),
        new LogRatio(
            Estimate.of("marginal odds ratio", Math.log(oddsRatio), error(v, o1, o0), df, level)),
        risks.fit());
  }

  private static double[] residuals(
      TwoArmSample sample, LogisticFit fit, double @Nullable [] weights) {
    double[] residuals = fit.fitted();
    for (int i = 0; i < residuals.length; i++) {
      double residual = sample.outcome()[i] - residuals[i];
      residuals[i] = weights == null ? residual : weights[i] * residual;
    }
    return residuals;
  }

  /** Standard error of {@code a P_1 - b P_0}. */
  private static double error(double[][] v, double a, double b) {
    return Math.sqrt(a * a * v[0][0] - 2 * a * b * v[0][1] + b * b * v[1][1]);
  }

  private static void refuseSettledArms(TwoByTwo t) {
    if (t.events() == 0 || t.events() == t.size()) {
      throw new NotEstimableException(
          NotEstimableException.Reason.CONSTANT_OUTCOME,
          t.events() + " of " + t.size() + " have the outcome",
          "there is nothing to compare");
    }
    refuseSettled(t.eventsTreated(), t.treated(), "treatment");
    refuseSettled(t.eventsControl(), t.control(), "control");
  }

  private static void refuseSettled(int events, int units, String arm) {
    if (events == 0 || events == units) {
      throw new NotEstimableException(
          NotEstimableException.Reason.SEPARATION,
          events + " of " + units + " in the " + arm + " arm have the outcome: no logit fits that",
          "use the exact test or the unadjusted difference with a score interval");
    }
  }

  private static Coding clusters(TwoArmSample sample) {
    int[] codes = sample.cluster();
    if (codes == null) {
      throw new IllegalArgumentException("a cluster variance of a sample without clusters");
    }
    Coding coding = Coding.of(codes);
    if (coding.levels() < 2) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_FEW_CLUSTERS,
          "the " + sample.size() + " units are one cluster",
          "the variance between clusters needs at least two");
    }
    return coding;
  }

  private static double[] indicator(boolean[] treated) {
    double[] z = new double[treated.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = treated[i] ? 1 : 0;
    }
    return z;
  }

  /** Predictions of every row under both arms, and the delta method on their means. */
  private record Standardised(
      LogisticFit fit,
      double[] treated,
      double[] control,
      double[] gradientTreated,
      double[] gradientControl) {

    static Standardised of(LogisticFit fit, boolean[] assigned) {
      double[][] x = fit.columns();
      double[] b = new double[x.length];
      double[] all = fit.coefficients();
      for (int j = 0; j < b.length; j++) {
        b[j] = all[fit.kept()[j]];
      }
      int n = assigned.length;
      double[] without = new double[n];
      for (int j = 0; j < b.length; j++) {
        if (j != 1) {
          Kernels.subtract(without, -b[j], x[j], n);
        }
      }
      double[] p1 = new double[n];
      double[] p0 = new double[n];
      double[] g1 = new double[b.length];
      double[] g0 = new double[b.length];
      double[] spread1 = new double[n];
      double[] spread0 = new double[n];
      for (int i = 0; i < n; i++) {
        p1[i] = LogisticRegression.probability(without[i] + b[1]);
        p0[i] = LogisticRegression.probability(without[i]);
        spread1[i] = LogisticRegression.spread(without[i] + b[1]);
        spread0[i] = LogisticRegression.spread(without[i]);
      }
      for (int j = 0; j < b.length; j++) {
        g1[j] = Kernels.dot(spread1, j == 1 ? x[0] : x[j], n) / n;
        g0[j] = j == 1 ? 0 : Kernels.dot(spread0, x[j], n) / n;
      }
      return new Standardised(fit, p1, p0, g1, g0);
    }

    double[][] byModel() {
      double[] w1 = times(gradientTreated);
      double[] w0 = times(gradientControl);
      int k = w1.length;
      double cross = Kernels.dot(gradientTreated, w0, k);
      return new double[][] {
        {Kernels.dot(gradientTreated, w1, k), cross}, {cross, Kernels.dot(gradientControl, w0, k)}
      };
    }

    /** What each row, or each cluster of rows, moves the two means by; squared and summed. */
    double[][] byScores(double[] residuals, @Nullable Coding clusters, double factor) {
      double[][] x = fit.columns();
      double[] w1 = times(gradientTreated);
      double[] w0 = times(gradientControl);
      int n = residuals.length;
      int groups = clusters == null ? n : clusters.levels();
      double[] s1 = new double[groups];
      double[] s0 = new double[groups];
      for (int i = 0; i < n; i++) {
        double m1 = 0;
        double m0 = 0;
        for (int j = 0; j < w1.length; j++) {
          m1 += w1[j] * x[j][i];
          m0 += w0[j] * x[j][i];
        }
        int g = clusters == null ? i : clusters.index()[i];
        s1[g] += m1 * residuals[i];
        s0[g] += m0 * residuals[i];
      }
      double cross = factor * Kernels.dot(s1, s0, groups);
      return new double[][] {
        {factor * Kernels.dot(s1, s1, groups), cross}, {cross, factor * Kernels.dot(s0, s0, groups)}
      };
    }

    private double[] times(double[] gradient) {
      double[][] w = fit.covariance();
      double[] product = new double[w.length];
      for (int j = 0; j < w.length; j++) {
        product[j] = Kernels.dot(w[j], gradient, w.length);
      }
      return product;
    }
  }
}
