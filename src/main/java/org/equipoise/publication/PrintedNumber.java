package org.equipoise.publication;

import java.math.BigDecimal;

/**
 * One number of a printed table.
 *
 * @param quantity what it is
 * @param printed as it stands there
 * @param value its value; the scale tells how many decimals are printed
 * @param bound whether it is the number itself or a bound, as in {@code p < 0.001}
 */
public record PrintedNumber(
    PrintedQuantity quantity, String printed, BigDecimal value, Bound bound) {

  /** What a printed value says. */
  public enum Bound {
    /** The number, rounded. */
    EQUAL,
    /** The number is less. */
    BELOW,
    /** The number is greater. */
    ABOVE
  }

  /** One unit of the last place printed. */
  public double step() {
    return value.ulp().doubleValue();
  }
}
