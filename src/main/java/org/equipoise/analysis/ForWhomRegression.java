package org.equipoise.analysis;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.estimate.LeastSquares;
import org.equipoise.estimate.LinearFit;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.Analysis.Variance;
import org.jspecify.annotations.Nullable;

/**
 * The regression of a planned comparison with the arm interacted with something, on some of its
 * persons: the plan's strata, clusters, weights, covariates and variance, whatever is asked of it.
 * A comparison planned as a difference in means is the regression on the arm and the strata or
 * pairs, whose HC2 variance is that of the differences.
 *
 * <p>Columns that say for whom come before covariates, so that of a covariate asked about twice the
 * first stays.
 */
final class ForWhomRegression {

  static final String TREATED = "treated";

  /**
   * Covariates are named after this, so that none takes the name of a column that says for whom.
   */
  private static final String X = "x:";

  private final TrialData data;
  private final Compared compared;
  private final ArmComparison.Sample sample;
  private final VarianceEstimator variance;
  private final Map<String, double[]> columns = new LinkedHashMap<>();

  /** The persons of the comparison's sample for whom the mask holds. */
  ForWhomRegression(
      TrialData data, Compared compared, ArmComparison.Sample all, boolean[] included) {
    this.data = data;
    this.compared = compared;
    int[] kept = Rows.where(included);
    boolean[] treated = new boolean[kept.length];
    for (int i = 0; i < kept.length; i++) {
      treated[i] = all.treated()[kept[i]];
    }
    List<Covariates.Term> terms =
        all.terms().stream()
            .map(term -> new Covariates.Term(term.name(), Rows.pick(term.values(), kept)))
            .toList();
    sample =
        new ArmComparison.Sample(
            Rows.pick(all.rows(), kept),
            treated,
            Rows.pick(all.values(), kept),
            terms,
            all.filled(),
            all.baseline(),
            all.covariates());
    variance = variance(compared);
  }

  static VarianceEstimator variance(Compared compared) {
    if (compared.choice().variance() != Variance.BY_DESIGN) {
      return VarianceEstimator.valueOf(compared.choice().variance().name());
    }
    return compared.cluster() == null ? VarianceEstimator.HC2 : VarianceEstimator.CR2;
  }

  /** Code of the variance in the names of methods. */
  static String code(VarianceEstimator variance) {
    return variance.name().toLowerCase(Locale.ROOT);
  }

  ArmComparison.Sample sample() {
    return sample;
  }

  /** Adds the arm. */
  ForWhomRegression arm() {
    columns.put(TREATED, indicator());
    return this;
  }

  /** Adds a column as it is. */
  ForWhomRegression main(String name, double[] values) {
    columns.put(name, values);
    return this;
  }

  /** Adds the product of the arm and a column, named {@code treated:name}. */
  ForWhomRegression byArm(String name, double[] values) {
    columns.put(product(name), times(indicator(), values));
    return this;
  }

  static String product(String name) {
    return TREATED + ":" + name;
  }

  /** Adds the product of the arm and each covariate centred over everybody. */
  ForWhomRegression covariatesByArm() {
    int[] one = new int[sample.rows().length];
    for (Covariates.Term term : sample.terms()) {
      byArm(X + term.name(), centred(term.values(), one));
    }
    return this;
  }

  /**
   * Fits it. Where the plan lets every arm have slopes of its own, the covariates are centred
   * within the groups, so that each effect is that of the people of its group as they are.
   *
   * @param group code of each person's group; null when no groups are compared
   */
  LinearFit fit(int @Nullable [] group, double level) {
    RegressionSample.Builder builder = RegressionSample.of(sample.values());
    for (Map.Entry<String, double[]> column : columns.entrySet()) {
      builder = builder.column(column.getKey(), column.getValue());
    }
    boolean slopes = group != null && compared.choice().estimator() == Estimator.INTERACTED;
    for (Covariates.Term term : sample.terms()) {
      String name = X + term.name();
      double[] values = term.values();
      if (slopes && group != null) {
        values = centred(values, group);
        builder = builder.column(product(name), times(indicator(), values));
      }
      builder = builder.column(name, values);
    }
    int[] blocks = compared.blocks(data, sample.rows());
    if (blocks != null) {
      builder = builder.absorb(blocks);
    }
    if (compared.choice().inverseProbability()) {
      builder = builder.weights(Weights.inverseProbability(data, sample));
    }
    return LeastSquares.with(variance).withLevel(level).fit(clustered(builder).build());
  }

  /** The regression of one more column on the covariates alone: do they go together? */
  LinearFit onCovariates(double[] values, double level) {
    RegressionSample.Builder builder = RegressionSample.of(values);
    for (Covariates.Term term : sample.terms()) {
      builder = builder.column(term.name(), term.values());
    }
    return LeastSquares.with(variance).withLevel(level).fit(clustered(builder).build());
  }

  private RegressionSample.Builder clustered(RegressionSample.Builder builder) {
    int[] clusters = compared.clusters(sample.rows());
    return clusters != null && variance.clustered() ? builder.clusters(clusters) : builder;
  }

  private double[] indicator() {
    double[] values = new double[sample.treated().length];
    Arrays.setAll(values, i -> sample.treated()[i] ? 1 : 0);
    return values;
  }

  private double[] centred(double[] values, int[] group) {
    double[] w = new double[values.length];
    Arrays.fill(w, 1);
    if (compared.choice().inverseProbability()) {
      w = Weights.inverseProbability(data, sample);
    }
    int groups = Arrays.stream(group).max().orElse(0) + 1;
    double[] centred = values.clone();
    // Twice, so that the mean has all its digits.
    for (int pass = 0; pass < 2; pass++) {
      double[] sum = new double[groups];
      double[] total = new double[groups];
      for (int i = 0; i < centred.length; i++) {
        sum[group[i]] += w[i] * centred[i];
        total[group[i]] += w[i];
      }
      for (int i = 0; i < centred.length; i++) {
        centred[i] -= sum[group[i]] / total[group[i]];
      }
    }
    return centred;
  }

  private static double[] times(double[] a, double[] b) {
    double[] product = new double[a.length];
    Arrays.setAll(product, i -> a[i] * b[i]);
    return product;
  }
}
