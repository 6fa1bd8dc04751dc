package org.equipoise.claims;

import java.util.List;
import java.util.Optional;

/**
 * Standard errors from the spread and the number of cases of one group or two: {@code s / √n};
 * Welch's {@code √(s1²/n1 + s2²/n2)} with Satterthwaite's degrees of freedom; the pooled {@code s_p
 * √(1/n1 + 1/n2)} with n1 + n2 - 2; {@code √(p(1 - p)/n)} of a share; {@code √(se1² + se2²)} of the
 * difference of two independent estimates (Gelman and Stern 2006, The American Statistician 60:328).
 */
final class StatArms {

  private StatArms() {}

  /** The cases a figure counts: whole numbers from 1. */
  static StatRange cases(Figure figure, StatReading reading) {
    StatRange range =
        figure.hedged()
            ? reading.range(figure)
            : StatRange.point(Math.rint(figure.nominal().doubleValue()));
    return range.within(1, Double.MAX_VALUE);
  }

  static StatValue ofSpread(Figure sd, Figure n) {
    return reading ->
        List.of(reading.range(sd).notNegative().over(cases(n, reading).root()));
  }

  /** The error of a share in units of one. */
  static StatValue ofShare(Figure share, Figure n) {
    return reading ->
        List.of(bernoulli(share(share, reading)).over(cases(n, reading)).root());
  }

  /** A share in units of one, percent and points divided by 100. */
  static StatRange share(Figure figure, StatReading reading) {
    StatRange range = reading.range(figure);
    boolean hundredths =
        figure.unit() == Figure.Unit.PERCENT
            || figure.unit() == Figure.Unit.POINTS
            || Math.abs(figure.nominal().doubleValue()) > 1;
    return hundredths ? range.times(0.01) : range;
  }

  private static StatRange bernoulli(StatRange p) {
    StatRange in = p.within(0, 1);
    double a = in.low() * (1 - in.low());
    double b = in.high() * (1 - in.high());
    boolean half = in.low() <= 0.5 && in.high() >= 0.5;
    return new StatRange(Math.min(a, b), half ? 0.25 : Math.max(a, b));
  }

  static StatValue ofErrors(Figure se1, Figure se2) {
    return reading ->
        List.of(reading.range(se1).squared().plus(reading.range(se2).squared()).root());
  }

  static StatValue difference(Figure a, Figure b) {
    return reading -> List.of(reading.range(a).minus(reading.range(b)));
  }

  /** Two groups' spreads and cases. */
  record Two(Figure sd1, Figure n1, Figure sd2, Figure n2) {

    static Optional<Two> of(StatArguments arguments) {
      return arguments.hasAll("sd1", "n1", "sd2", "n2")
          ? Optional.of(
              new Two(
                  arguments.figure("sd1").orElseThrow(),
                  arguments.figure("n1").orElseThrow(),
                  arguments.figure("sd2").orElseThrow(),
                  arguments.figure("n2").orElseThrow()))
          : Optional.empty();
    }

    StatValue welch() {
      return reading -> List.of(part1(reading).plus(part2(reading)).root());
    }

    private StatRange part1(StatReading reading) {
      return reading.range(sd1).squared().over(cases(n1, reading));
    }

    private StatRange part2(StatReading reading) {
      return reading.range(sd2).squared().over(cases(n2, reading));
    }

    StatValue pooled() {
      return reading -> {
        StatRange weight1 = cases(n1, reading).minus(StatRange.point(1));
        StatRange weight2 = cases(n2, reading).minus(StatRange.point(1));
        StatRange variance =
            StatMix.mean(
                List.of(reading.range(sd1).squared(), reading.range(sd2).squared()),
                List.of(weight1, weight2));
        StatRange one = StatRange.point(1);
        StatRange inverse = one.over(cases(n1, reading)).plus(one.over(cases(n2, reading)));
        return List.of(variance.times(inverse).root());
      };
    }

    StatRange pooledDf() {
      return cases(n1, StatReading.HEDGES)
          .plus(cases(n2, StatReading.HEDGES))
          .minus(StatRange.point(2))
          .within(1, Double.MAX_VALUE);
    }

    /**
     * Satterthwaite's degrees of freedom depend on the ratio r of the two squared errors alone,
     * {@code (1 + r)² / (r²/(n1-1) + 1/(n2-1))}, rising to {@code n1 + n2 - 2} at r = (n1-1)/(n2-1)
     * and falling from there.
     */
    StatRange welchDf() {
      StatRange ratio = part1(StatReading.HEDGES).over(part2(StatReading.HEDGES)).notNegative();
      StatRange f1 = cases(n1, StatReading.HEDGES).minus(StatRange.point(1));
      StatRange f2 = cases(n2, StatReading.HEDGES).minus(StatRange.point(1));
      double a = welch(ratio.low(), f1.low(), f2.low());
      double b = welch(ratio.high(), f1.low(), f2.low());
      double most = Math.max(welch(ratio.low(), f1.high(), f2.high()),
          welch(ratio.high(), f1.high(), f2.high()));
      boolean top = ratio.low() <= f1.high() / f2.low() && ratio.high() >= f1.low() / f2.high();
      return new StatRange(
          Math.max(1, Math.min(a, b)),
          Math.max(1, top ? f1.high() + f2.high() : Math.max(most, Math.min(a, b))));
    }

    private static double welch(double ratio, double f1, double f2) {
      if (Double.isInfinite(ratio)) {
        return f1;
      }
      return (1 + ratio) * (1 + ratio) / (ratio * ratio / f1 + 1 / f2);
    }
  }
}
