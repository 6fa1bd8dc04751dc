package org.equipoise.estimate;

/**
 * Counts, means and sums of squared deviations of two arms in one set of rows.
 *
 * @param treated treated units
 * @param control control units
 * @param meanTreated their mean; 0 without units
 * @param meanControl their mean; 0 without units
 * @param difference treated minus control, kept to more digits than the two means carry
 * @param squaresTreated sum of squared deviations from it
 * @param squaresControl sum of squared deviations from it
 */
record ArmContrast(
    int treated,
    int control,
    double meanTreated,
    double meanControl,
    double difference,
    double squaresTreated,
    double squaresControl) {

  /** The rows {@code order[from] … order[to - 1]}. */
  static ArmContrast of(TwoArmSample sample, int[] order, int from, int to) {
    TwoSum sum1 = new TwoSum();
    TwoSum sum0 = new TwoSum();
    int n1 = 0;
    for (int p = from; p < to; p++) {
      int row = order[p];
      if (sample.treated()[row]) {
        sum1.add(sample.outcome()[row]);
        n1++;
      } else {
        sum0.add(sample.outcome()[row]);
      }
    }
    int n0 = to - from - n1;
    DoubleDouble mean1 = mean(sum1, n1);
    DoubleDouble mean0 = mean(sum0, n0);
    TwoSum squares1 = new TwoSum();
    TwoSum squares0 = new TwoSum();
    for (int p = from; p < to; p++) {
      int row = order[p];
      boolean isTreated = sample.treated()[row];
      DoubleDouble mean = isTreated ? mean1 : mean0;
      double d = (sample.outcome()[row] - mean.high()) - mean.low();
      (isTreated ? squares1 : squares0).addProduct(d, d);
    }
    return new ArmContrast(
        n1,
        n0,
        mean1.high(),
        mean0.high(),
        mean1.minus(mean0).high(),
        squares1.value(),
        squares0.value());
  }

  private static DoubleDouble mean(TwoSum sum, int n) {
    return n == 0 ? DoubleDouble.ZERO : sum.pair().dividedBy(DoubleDouble.of(n));
  }

  int units() {
    return treated + control;
  }

  /** {@code s1^2 / n1}. */
  double varianceTreated() {
    return squaresTreated / (treated - 1) / treated;
  }

  /** {@code s0^2 / n0}. */
  double varianceControl() {
    return squaresControl / (control - 1) / control;
  }

  /** Neyman's variance of the difference, {@code s1^2 / n1 + s0^2 / n0}. */
  double variance() {
    return varianceTreated() + varianceControl();
  }

  /** Smaller arm. */
  int smaller() {
    return Math.min(treated, control);
  }
}
