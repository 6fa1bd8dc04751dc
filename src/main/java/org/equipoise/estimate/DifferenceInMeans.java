package org.equipoise.estimate;

/** Difference in means under a declared design. */
@SuppressWarnings("DoNotCallSuggester")
public final class DifferenceInMeans {
  private final Design design;
  private final double level;

  private DifferenceInMeans(Design design, double level) {
    this.design = design;
    this.level = level;
  }

  /** The estimator for a declared design, with 95 percent intervals. */
  public static DifferenceInMeans of(Design design) {
    return new DifferenceInMeans(design, ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same estimator with intervals of another level in (0, 1). */
  public DifferenceInMeans withLevel(double newLevel) {
    return new DifferenceInMeans(design, ConfidenceInterval.checkLevel(newLevel));
  }

  /** Treated minus control. */
  public MeanDifference estimate(TwoArmSample sample) {
    throw new UnsupportedOperationException(design.label() + level + sample.size());
  }
}
