package org.equipoise.publication;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.equipoise.publication.ComparedNumber.Rounding;
import org.equipoise.publication.PrintedNumber.Bound;
import org.jspecify.annotations.Nullable;

/**
 * Whether a number, printed with so many decimals, could stand where another stands.
 *
 * <p>It <em>reproduces</em> it when it lies within half a unit of the last place, halves up or
 * down. It is <em>within rounding</em> when, so rounded, it is off by one unit and the printed
 * number is what cutting off gives, or rounding first to one or two digits more. Nothing else is
 * forgiven.
 */
final class PrintedFit {

  /** Of a unit of the last place: what binary arithmetic may add to a half. */
  private static final double SLACK = 1e-9;

  /** How many digits more are tried for a number rounded twice. */
  private static final int MORE = 2;

  private PrintedFit() {}

  /** How the number fits: {@link Rounding#NONE} when plainly, null when it does not. */
  static @Nullable Rounding of(PrintedNumber printed, double number) {
    if (!Double.isFinite(number)) {
      return null;
    }
    double value = printed.value().doubleValue();
    if (printed.bound() != Bound.EQUAL) {
      boolean holds = printed.bound() == Bound.BELOW ? number < value : number > value;
      return holds ? Rounding.NONE : null;
    }
    double step = printed.step();
    double gap = Math.abs(number - value);
    double slack = SLACK * step + 1e-12 * Math.abs(number);
    if (gap <= step / 2 + slack) {
      return Rounding.NONE;
    }
    if (gap > step + slack || printed.quantity().counts()) {
      return null;
    }
    return roundedOtherwise(printed.value(), new BigDecimal(number));
  }

  private static @Nullable Rounding roundedOtherwise(BigDecimal printed, BigDecimal number) {
    int scale = printed.scale();
    if (number.setScale(scale, RoundingMode.DOWN).compareTo(printed) == 0) {
      return Rounding.CUT_OFF;
    }
    for (int more = 1; more <= MORE; more++) {
      BigDecimal first = number.setScale(scale + more, RoundingMode.HALF_UP);
      if (first.setScale(scale, RoundingMode.HALF_UP).compareTo(printed) == 0) {
        return Rounding.ROUNDED_TWICE;
      }
    }
    return null;
  }

  /** The number rounded as the printed one is; empty when there is none. */
  static String printed(PrintedNumber like, double number) {
    if (Double.isNaN(number)) {
      return "";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "\u221e" : "\u2212\u221e";
    }
    if (like.quantity() == PrintedQuantity.STARS) {
      return "*".repeat((int) number);
    }
    // The digits that Java prints decide a half, as they would for anybody who rounds them.
    return new BigDecimal(Double.toString(number))
        .setScale(like.value().scale(), RoundingMode.HALF_UP)
        .toPlainString();
  }
}
