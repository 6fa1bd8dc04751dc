package org.equipoise.inference;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Corrects the p-values of one family of tests. A test that could not be carried out still counts:
 * give it as NaN; it is treated as a p-value of 1 and stays NaN.
 */
public enum Multiplicity {
  /**
   * Controls the chance of any false finding: p times the number of tests (Dunn 1961, Journal of
   * the American Statistical Association 56:52-64). Agrees with {@code p.adjust(p, "bonferroni")}
   * of R.
   */
  BONFERRONI {
    @Override
    double[] stepwise(double[] ascending) {
      return Arrays.stream(ascending).map(p -> Math.min(1, p * ascending.length)).toArray();
    }
  },

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
  },

  /**
   * Controls the expected share of false findings, less strictly where many hypotheses are false:
   * the two-stage q of Benjamini, Krieger and Yekutieli (2006, Biometrika 93:491-507, definition
   * 6), sharpened as in Anderson (2008, Journal of the American Statistical Association
   * 103:1481-1495, section 3.2). With {@code q' = q/(1 + q)}, stage one counts the r tests that
   * Benjamini and Hochberg reject at q', stage two those they reject at {@code q' M/(M - r)}; a
   * test's value is the smallest q that rejects it.
   *
   * <p>In closed form: with b the p-values after Benjamini and Hochberg, ascending, {@code q'_i =
   * min over r of max(b_r, b_i (M - r)/M)}, b_0 = 0, and {@code q_i = q'_i/(1 - q'_i)}, at most 1.
   * Anderson's program walks q down in steps of 0.001 and so prints this rounded up to its grid. A
   * sharpened q may be smaller than the p-value it comes from.
   */
  SHARPENED {
    @Override
    double[] stepwise(double[] ascending) {
      double[] b = BENJAMINI_HOCHBERG.stepwise(ascending);
      int m = b.length;
      double[] sharpened = new double[m];
      for (int i = 0; i < m; i++) {
        double best = b[i];
        for (int r = 1; r <= m; r++) {
          best = Math.min(best, Math.max(b[r - 1], b[i] * (m - r) / m));
        }
        sharpened[i] = best < 0.5 ? best / (1 - best) : 1;
      }
      return sharpened;
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
