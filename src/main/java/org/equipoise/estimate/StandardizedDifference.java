package org.equipoise.estimate;

/** Standardized differences between two arms. */
public enum StandardizedDifference {
  /** Difference over the root of the mean of the two variances. */
  AVERAGE_VARIANCE,
  /** Glass's delta: difference over the standard deviation of the control arm. */
  CONTROL_SD,
  /** Cohen's d: difference over the pooled standard deviation. */
  POOLED_SD,
  /** Hedges's g: Cohen's d times the exact small-sample factor. */
  HEDGES_G;

  /** The standardized difference, treated minus control. */
  public double of(Moments treated, Moments control) {
    throw new UnsupportedOperationException(name() + treated + control);
  }
}
