package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Comparison of doubles by relative difference. */
final class Close {
  private Close() {}

  static void assertClose(double expected, double actual, double relative) {
    assertEquals(expected, actual, Math.abs(expected) * relative);
  }

  static void assertEstimate(
      Estimate actual, double value, double standardError, double df, double relative) {
    assertClose(value, actual.value(), relative);
    assertClose(standardError, actual.standardError(), relative);
    assertClose(df, actual.df(), relative);
  }
}
