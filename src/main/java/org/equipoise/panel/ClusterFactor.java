package org.equipoise.panel;

/**
 * The small-sample factor on a clustered variance, {@code G/(G-1) (n-1)/(n-k)} with G clusters and
 * n rows: programs differ in which absorbed effects k counts, which matters most when clusters are
 * the units themselves.
 */
public enum ClusterFactor {
  /** No factor: CR0. */
  NONE("CR0"),
  /**
   * k is the rank of the regression with every unit and period dummy: Stata's {@code areg}, {@code
   * lm} with dummies, {@code estimatr}'s {@code se_type = "stata"}.
   */
  EVERY_EFFECT("CR1, every absorbed effect counted"),
  /**
   * Unit effects, nested in the clusters, are left out of k; all period effects count: {@code
   * fixest}'s default, {@code reghdfe}, Stata's {@code xtreg, fe}.
   */
  NESTED_LEFT_OUT("CR1, unit effects not counted");

  private final String label;

  ClusterFactor(String label) {
    this.label = label;
  }

  /** The name reports print. */
  public String label() {
    return label;
  }

  double of(WithinFit fit) {
    if (this == NONE) {
      return 1;
    }
    double n = fit.rows().count();
    double g = fit.rows().clustersUsed();
    double k = this == EVERY_EFFECT ? fit.rank() : fit.rankWithoutUnits();
    return g / (g - 1) * (n - 1) / (n - k);
  }
}
