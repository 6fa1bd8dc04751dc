package org.equipoise.claims;

/** How widely the figures that a claim rests on are read. */
enum StatReading {
  /** As they stand. */
  NOMINAL,
  /** Within their rounding; a hedged one as it stands. */
  ROUNDING,
  /** Within rounding and hedges. */
  HEDGES;

  /**
   * The values of a figure so read. A bound or a range ({@code p < 0.05}) is one however it is
   * read, for its end alone is not what it says.
   */
  Interval of(Figure figure) {
    return switch (figure.hedge()) {
      case AT_LEAST, AT_MOST, RANGE -> figure.allowed();
      case NONE -> this == NOMINAL ? Interval.point(figure.nominal()) : figure.rounding();
      case ABOUT, JUST_OVER, JUST_UNDER, WORDS ->
          this == HEDGES ? figure.allowed() : Interval.point(figure.nominal());
    };
  }

  /** The same in doubles. */
  StatRange range(Figure figure) {
    return StatRange.of(of(figure));
  }
}
