package org.equipoise.panel;

import org.equipoise.estimate.ConfidenceInterval;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of an effect under one assumption about the trend.
 *
 * @param bound the M or Mbar assumed
 * @param interval covers the effect with its level for every trend the assumption allows
 * @param identified the values left if the estimates were the truth; null when estimates before
 *     treatment themselves break the assumption
 */
public record SensitivityRow(
    double bound, ConfidenceInterval interval, @Nullable IdentifiedSet identified) {

  /** Whether the effect differs from zero under the assumption. */
  public boolean excludesZero() {
    return !interval.contains(0);
  }
}
