package org.equipoise.claims;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * The printed figure that a relation is about, as values.
 *
 * @param rounding the values that rounding alone prints so
 * @param allowed the values that it allows with its hedge
 * @param plainly the same without the ends that rounding leaves to the next figure: 0.125 is not
 *     printed 0.12
 * @param step one unit of the last place; 0 when it has none
 * @param nominal the figure as it stands, for its sign
 */
record StatTarget(
    StatRange rounding, StatRange allowed, StatRange plainly, BigFraction step, double nominal) {

  private static final double MORE_THAN_FORGIVEN = 3e-10;

  static StatTarget of(Figure figure) {
    Interval allowed = figure.allowed();
    Interval rounding = StatReading.ROUNDING.of(figure);
    return new StatTarget(
        StatRange.of(
                figure.hedged() && figure.hedge() != Hedge.WORDS ? figure.rounding() : rounding)
            .hull(StatRange.of(rounding)),
        StatRange.of(allowed),
        plainly(allowed),
        figure.step().equals(BigFraction.ZERO) ? BigFraction.ONE : figure.step(),
        figure.nominal().doubleValue());
  }

  private static StatRange plainly(Interval allowed) {
    double low = allowed.low();
    double high = allowed.high();
    double from = allowed.lowerIn() ? low : low + MORE_THAN_FORGIVEN * Math.abs(low);
    double to = allowed.upperIn() ? high : high - MORE_THAN_FORGIVEN * Math.abs(high);
    return from <= to ? new StatRange(from, to) : StatRange.of(allowed);
  }

  /** A size told in words or signs: a p-value between two limits. */
  static StatTarget between(double low, double high) {
    StatRange range = new StatRange(low, high);
    return new StatTarget(range, range, range, BigFraction.ZERO, low);
  }

  /** How well some values fit. */
  Verdict fit(StatValue value) {
    if (value.at(StatReading.HEDGES).stream().noneMatch(allowed::meets)) {
      return Verdict.IMPOSSIBLE;
    }
    if (value.at(StatReading.NOMINAL).stream().anyMatch(plainly::meets)) {
      return Verdict.EXACT;
    }
    return value.at(StatReading.ROUNDING).stream().anyMatch(rounding::meets)
        ? Verdict.ROUNDING_ONLY
        : Verdict.HEDGE_ONLY;
  }

  /** The piece that lies nearest to the printed figure. */
  StatRange nearest(List<StatRange> pieces) {
    StatRange best = pieces.get(0);
    for (StatRange piece : pieces) {
      if (distance(piece) < distance(best)) {
        best = piece;
      }
    }
    return best;
  }

  private double distance(StatRange piece) {
    return Math.max(0, Math.max(piece.low() - nominal, nominal - piece.high()));
  }

  /** The printed values, in whole steps, whose rounding meets the given values. */
  List<Interval> repairs(List<StatRange> pieces) {
    List<Interval> repairs = new ArrayList<>();
    if (step.equals(BigFraction.ZERO)) {
      return repairs;
    }
    double unit = step.doubleValue();
    for (StatRange piece : pieces) {
      double first = Math.ceil((piece.low() - Math.abs(piece.low()) * 1e-10) / unit - 0.5);
      double last = Math.floor((piece.high() + Math.abs(piece.high()) * 1e-10) / unit + 0.5);
      boolean whole = Math.abs(first) < 1e15 && Math.abs(last) < 1e15 && first <= last;
      if (whole) {
        repairs.add(Interval.closed(steps((long) first), steps((long) last)));
      } else if (first <= last) {
        repairs.add(
            new Interval(
                Double.isInfinite(first) ? null : StatRange.fraction(piece.low()),
                true,
                Double.isInfinite(last) ? null : StatRange.fraction(piece.high()),
                true));
      }
    }
    return repairs;
  }

  private BigFraction steps(long count) {
    return step.multiply(new BigFraction(BigInteger.valueOf(count)));
  }
}
