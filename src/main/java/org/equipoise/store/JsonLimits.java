package org.equipoise.store;

/** Which numbers a field takes. */
enum JsonLimits {
  ANY("a number"),
  ABOVE_0("a number above 0"),
  FROM_0("a number, 0 or more"),
  SHARE("a share from 0 to 1"),
  SHARE_ABOVE_0("a share above 0, at most 1"),
  SHARE_BELOW_1("a share from 0, below 1"),
  INNER_SHARE("a share above 0 and below 1");

  private final String words;

  JsonLimits(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** Whether {@code value} lies inside; false for NaN. */
  boolean contain(double value) {
    return switch (this) {
      case ANY -> !Double.isNaN(value);
      case ABOVE_0 -> value > 0;
      case FROM_0 -> value >= 0;
      case SHARE -> value >= 0 && value <= 1;
      case SHARE_ABOVE_0 -> value > 0 && value <= 1;
      case SHARE_BELOW_1 -> value >= 0 && value < 1;
      case INNER_SHARE -> value > 0 && value < 1;
    };
  }
}
