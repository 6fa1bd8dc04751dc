package org.equipoise.claims;

import java.util.List;
import java.util.Optional;
import org.equipoise.claims.StatReference.Tails;
import org.equipoise.estimate.Tail;

/**
 * P-values of other tests: F, chi-square and the correlation coefficient, {@code t = r √((n - 2) /
 * (1 - r²))}.
 */
final class StatTests {

  /** The arguments that name one of these tests. */
  static final List<String> TAKES = List.of("f", "chi2", "r", "df1", "df2");

  private StatTests() {}

  /** Whether one of these tests is named. */
  static boolean named(StatArguments arguments) {
    return arguments.has("f") || arguments.has("chi2") || arguments.has("r");
  }

  /** What the test makes of a printed p-value. */
  static StatAnswer p(Figure printed, StatArguments arguments) {
    Optional<StatValue> value = value(arguments);
    if (value.isEmpty()) {
      arguments.missing("f, df1, df2; chi2, df; r, n");
    }
    if (!arguments.problems().isEmpty()) {
      return StatGroups.refused(arguments);
    }
    StatTarget target = StatTarget.of(printed);
    return StatJudge.of(
        List.of(StatWay.only(target, value.orElseThrow())), arguments.shown(), List.of());
  }

  private static Optional<StatValue> value(StatArguments arguments) {
    Optional<Figure> f = arguments.figure("f");
    Optional<Figure> chi2 = arguments.figure("chi2");
    Optional<Figure> r = arguments.figure("r");
    if (f.isPresent() && arguments.hasAll("df1", "df2")) {
      int df1 = (int) Math.max(1, Math.round(arguments.number("df1").orElse(1)));
      double df2 = arguments.number("df2").orElse(1);
      return Optional.of(
          reading -> {
            StatRange at = reading.range(f.orElseThrow()).notNegative();
            return List.of(
                new StatRange(Tail.fisher(at.high(), df1, df2), Tail.fisher(at.low(), df1, df2)));
          });
    }
    if (chi2.isPresent()) {
      int df = (int) Math.max(1, Math.round(arguments.number("df").orElse(1)));
      return Optional.of(
          reading -> {
            StatRange at = reading.range(chi2.orElseThrow()).notNegative();
            return List.of(
                new StatRange(Tail.chiSquare(at.high(), df), Tail.chiSquare(at.low(), df)));
          });
    }
    if (r.isPresent() && arguments.has("n")) {
      double df = arguments.number("n").orElse(3) - 2;
      return Optional.of(
          reading -> {
            StatRange size = reading.range(r.orElseThrow()).size().within(0, 1);
            StatRange t = new StatRange(t(size.low(), df), t(size.high(), df));
            return List.of(StatReference.student(df).pValues(t, Tails.TWO));
          });
    }
    return Optional.empty();
  }

  private static double t(double r, double df) {
    return r >= 1 ? Double.POSITIVE_INFINITY : r * Math.sqrt(df / (1 - r * r));
  }
}
