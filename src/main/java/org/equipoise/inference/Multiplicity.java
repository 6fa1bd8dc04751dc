package org.equipoise.inference;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Corrects the p-values of one family of tests. A test that could not be carried out still counts:
 * give it as NaN; it is treated as a p-value of 1 and stays NaN.
 */
public enum Multiplicity {
  /**
   * Controls the chance of any false finding: step-down Bonferroni (Holm 1979, Scandinavian Journal
   * of Statistics 6:65-70). Agrees with {@code p.adjust(p, "holm")} of R.
   */
  HOLM {
    @Override
    double[] stepwise(double[] ascending) {
      double[] adjusted = new double[ascending.length];
      double largest = 0;
      for (int i = 0; i < adjusted.length; i++) {
        largest = Math.max(largest, (adjusted.length - i) * ascending[i]);
        adjusted[i] = Math.min(1, largest);
      }
      return adjusted;
    }
  },

  /**
   * Controls the expected share of false findings: step-up of Benjamini and Hochberg (1995, Journal
   * of the Royal Statistical Society B 57:289-300). Agrees with {@code p.adjust(p, "BH")} of R.
   */
  BENJAMINI_HOCHBERG {
    @Override
    double[] stepwise(double[] ascending) {
      double[] adjusted = new double[ascending.length];
      double smallest = 1;
      for (int i = adjusted.length - 1; i >= 0; i--) {
        smallest = Math.min(smallest, ascending[i] * adjusted.length / (i + 1));
        adjusted[i] = smallest;
      }
      return adjusted;
    }
  };

  /**
   * The corrected p-values, in the order given.
   *
   * @param p p-values in [0, 1]; NaN for a test that could not be carried out
   * @throws IllegalArgumentException if a p-value lies outside [0, 1]
   */
  public double[] adjust(double[] p) {
    double[] filled = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      if (p[i] < 0 || p[i] > 1) {
        throw new IllegalArgumentException("p-value " + p[i] + " at " + i);
      }
      filled[i] = Double.isNaN(p[i]) ? 1 : p[i];
    }
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted((a, b) -> Double.compare(filled[a], filled[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] sorted = Arrays.stream(order).mapToDouble(i -> filled[i]).toArray();
    double[] stepped = stepwise(sorted);
    double[] adjusted = new double[p.length];
    for (int i = 0; i < order.length; i++) {
      adjusted[order[i]] = Double.isNaN(p[order[i]]) ? Double.NaN : stepped[i];
    }
    return adjusted;
  }

  abstract double[] stepwise(double[] ascending);
}
