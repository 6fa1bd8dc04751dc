package org.equipoise.claims;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Numbers of people that must add up: what is left of a number after others are taken away, the sum
 * of arms, a rate of answers. In fractions, so that ends of intervals count as they should.
 */
final class FlowParts {

  private FlowParts() {}

  /** {@code from - Σ minus}; without {@code from}, {@code Σ parts - Σ minus}. */
  static StatAnswer sum(Figure printed, List<Figure> parts, List<Figure> minus, String shown) {
    return judge(printed, shown, reading -> sum(parts, minus, reading));
  }

  private static Interval sum(List<Figure> parts, List<Figure> minus, StatReading reading) {
    Interval total = Interval.point(BigFraction.ZERO);
    for (Figure part : parts) {
      total = SmallCounts.plus(total, reading.of(part));
    }
    for (Figure part : minus) {
      total = SmallCounts.plus(total, SmallCounts.negate(reading.of(part)));
    }
    return total;
  }

  /** {@code count / base}, of a hundred when the figure is a percentage. */
  static StatAnswer rate(Figure printed, Figure count, Figure base, String shown) {
    BigFraction unit = unit(printed);
    return judge(
        printed,
        shown,
        reading ->
            SmallCounts.times(
                SmallCounts.over(fromZero(reading.of(count)), fromZero(reading.of(base))), unit));
  }

  private static Interval fromZero(Interval interval) {
    return interval.meet(Interval.NOT_NEGATIVE).orElse(Interval.point(BigFraction.ZERO));
  }

  /** What the whole corresponds to in the figure's unit. */
  static BigFraction unit(Figure figure) {
    return figure.unit() == Figure.Unit.PERCENT || figure.unit() == Figure.Unit.POINTS
        ? new BigFraction(100)
        : BigFraction.ONE;
  }

  private static StatAnswer judge(
      Figure printed, String shown, Function<StatReading, Interval> value) {
    Interval nominal = value.apply(StatReading.NOMINAL);
    Interval widest = value.apply(StatReading.HEDGES);
    Verdict verdict =
        nominal.meet(printed.allowed()).isPresent()
            ? Verdict.EXACT
            : value.apply(StatReading.ROUNDING).meet(printed.rounding()).isPresent()
                ? Verdict.ROUNDING_ONLY
                : widest.meet(printed.allowed()).isPresent()
                    ? Verdict.HEDGE_ONLY
                    : Verdict.IMPOSSIBLE;
    Optional<BigFraction> read =
        nominal.isPoint() ? Optional.ofNullable(nominal.lower()) : Optional.empty();
    return new StatAnswer(
        verdict,
        Set.of(),
        read,
        Optional.of(widest),
        shown + read.map(number -> " = " + StatNumber.plain(number)).orElse(""),
        "",
        verdict == Verdict.IMPOSSIBLE ? SmallCounts.printable(widest, printed.step()) : List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
