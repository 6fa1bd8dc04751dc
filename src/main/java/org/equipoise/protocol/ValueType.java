package org.equipoise.protocol;

/** What kind of value a variable, an answer or an outcome is. */
public enum ValueType {
  /** Yes or no. */
  BINARY,
  /** Ordered levels, scored by their place: the first level is 1 unless its code is a number. */
  ORDINAL,
  /** A number on a continuous scale. */
  NUMBER,
  /** Money. */
  AMOUNT,
  /** How many, 0 or more. */
  COUNT,
  /** How long, 0 or more. */
  DURATION,
  /** Levels without an order. */
  CATEGORY,
  /** A calendar date. */
  DATE,
  /** Free text: never estimated, never exported without a disclosure decision. */
  TEXT;

  /** Whether values have a mean that can be compared between arms. */
  public boolean numeric() {
    return switch (this) {
      case BINARY, ORDINAL, NUMBER, AMOUNT, COUNT, DURATION -> true;
      case CATEGORY, DATE, TEXT -> false;
    };
  }

  /** Whether values come from a declared list of levels. */
  public boolean levelled() {
    return this == ORDINAL || this == CATEGORY;
  }
}
