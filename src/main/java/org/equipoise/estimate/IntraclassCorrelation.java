package org.equipoise.estimate;

import java.util.Arrays;
import org.equipoise.estimate.NotEstimableException.Reason;

/**
 * How alike the members of a group are: the share of the outcome's variance that lies between
 * groups, by one-way analysis of variance, {@code (MSB - MSW) / (MSB + (n0 - 1) MSW)} with {@code
 * n0 = (N - sum n_g^2 / N) / (G - 1)}. Donner and Koval (1980), Biometrics 36:19-25, section 2.1.
 * Negative where groups differ less than chance would make them.
 *
 * @param value the correlation, at most 1
 * @param groups G
 * @param n N
 * @param squaredSizes sum of the squared group sizes
 */
public record IntraclassCorrelation(double value, int groups, int n, double squaredSizes) {

  /**
   * The correlation in a sample.
   *
   * @param outcome finite numbers
   * @param group codes of the groups
   * @throws NotEstimableException if there is one group, every group has one member, or the outcome
   *     does not vary
   */
  public static IntraclassCorrelation of(double[] outcome, int[] group) {
    Coding coded = Coding.of(group);
    int n = outcome.length;
    int groups = coded.levels();
    if (groups < 2 || groups == n) {
      throw new NotEstimableException(
          Reason.TOO_FEW_CLUSTERS,
          n + " persons in " + groups + (groups == 1 ? " group" : " groups"),
          "likeness within groups shows where there are several groups of more than one");
    }
    double grand = Moments.of(outcome).mean();
    double[] sum = new double[groups];
    double[] size = new double[groups];
    for (int i = 0; i < n; i++) {
      sum[coded.index()[i]] += outcome[i] - grand;
      size[coded.index()[i]]++;
    }
    TwoSum between = new TwoSum();
    TwoSum within = new TwoSum();
    for (int g = 0; g < groups; g++) {
      between.addProduct(sum[g], sum[g] / size[g]);
    }
    for (int i = 0; i < n; i++) {
      int g = coded.index()[i];
      double d = (outcome[i] - grand) - sum[g] / size[g];
      within.addProduct(d, d);
    }
    double msb = between.value() / (groups - 1);
    double msw = within.value() / (n - groups);
    double squares = Arrays.stream(size).map(s -> s * s).sum();
    double n0 = (n - squares / n) / (groups - 1);
    if (!(msb + (n0 - 1) * msw > 0)) {
      throw new NotEstimableException(
          Reason.CONSTANT_OUTCOME,
          "the outcome shows no variation to divide between and within groups",
          "report the common value");
    }
    return new IntraclassCorrelation((msb - msw) / (msb + (n0 - 1) * msw), groups, n, squares);
  }

  /**
   * What a correlation does to the variance of the mean of everybody in the groups: {@code 1 + (m -
   * 1) rho} with m the group size a random member sees, sum of squared sizes over N.
   */
  public double designEffect(double rho) {
    return 1 + (squaredSizes / n - 1) * rho;
  }
}
