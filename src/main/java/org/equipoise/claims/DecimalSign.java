package org.equipoise.claims;

/**
 * What a comma or a point between digits means where both are possible: {@code 1,234} is 1234 in an
 * English report and 1.234 in a Swedish one. Figures that can be read one way only ({@code 0,3},
 * {@code 1.234,5}, {@code 28 381,5}) do not ask.
 */
public enum DecimalSign {
  /** Decimals follow a comma, a point parts thousands: Swedish. */
  COMMA,
  /** Decimals follow a point, a comma parts thousands: English. */
  POINT,
  /**
   * As the words and the unit around the figure tell: Swedish words a comma, English words a point,
   * a whole count thousands. What was decided is told as a remark.
   */
  AS_TOLD
}
