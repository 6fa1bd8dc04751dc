package org.equipoise.estimate;

/** How much it counts that two raters differ: the distance of two ratings on the scale. */
public enum KappaWeights {
  /** Every difference counts the same; Cohen (1960), Educational and Psychological Measurement. */
  UNWEIGHTED {
    @Override
    double distance(double a, double b) {
      return a == b ? 0 : 1;
    }
  },
  /** Differences count by their size. */
  LINEAR {
    @Override
    double distance(double a, double b) {
      return Math.abs(a - b);
    }
  },
  /**
   * Differences count by their square; in large samples the same as an intraclass correlation.
   * Fleiss and Cohen (1973), Educational and Psychological Measurement 33.
   */
  QUADRATIC {
    @Override
    double distance(double a, double b) {
      return (a - b) * (a - b);
    }
  };

  abstract double distance(double a, double b);
}
