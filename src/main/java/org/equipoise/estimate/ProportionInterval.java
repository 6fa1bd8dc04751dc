package org.equipoise.estimate;

/** Confidence intervals of a proportion. */
public enum ProportionInterval {
  /** Wilson (1927). */
  WILSON,
  /** Clopper and Pearson (1934). */
  CLOPPER_PEARSON;

  /** The interval for {@code successes} out of {@code n}. */
  public ConfidenceInterval of(int successes, int n, double level) {
    throw new UnsupportedOperationException(name() + successes + n + level);
  }
}
