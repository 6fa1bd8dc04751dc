package org.equipoise.claims;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/** Asks a relation in the tests as a claims file would: {@code se(estimate: 0.30; df: =120)}. */
final class StatAsk {

  private StatAsk() {}

  /** A figure from its digits; {@code =28} is exact, {@code 43%} a percentage. */
  static Figure figure(String digits) {
    if (digits.startsWith("=")) {
      return StatFigures.exact(digits.substring(1));
    }
    if (digits.startsWith("<")) {
      Figure limit = figure(digits.substring(1));
      Interval below = new Interval(BigFraction.ZERO, true, limit.nominal(), false);
      return new Figure(
          digits, limit.nominal(), limit.step(), below, below, Hedge.AT_MOST, limit.unit());
    }
    if (digits.endsWith("%")) {
      Figure plain =
          StatFigures.rounded(
              digits.substring(0, digits.length() - 1), FigureRules.Rounding.HALF_UP);
      return new Figure(
          digits,
          plain.nominal(),
          plain.step(),
          plain.rounding(),
          plain.allowed(),
          Hedge.NONE,
          Figure.Unit.PERCENT);
    }
    return StatFigures.rounded(digits, FigureRules.Rounding.HALF_UP);
  }

  /** A count that is only about so large. */
  static Figure about(String count, int low, int high) {
    Figure exact = StatFigures.exact(count);
    return new Figure(
        "cirka " + count,
        exact.nominal(),
        exact.step(),
        exact.rounding(),
        Interval.closed(new BigFraction(low), new BigFraction(high)),
        Hedge.ABOUT,
        exact.unit());
  }

  static StatAnswer of(String printed, String call) {
    StatCall.Target target =
        printed.matches("[<=]?-?\\d*\\.?\\d+%?")
            ? StatCall.Target.of(figure(printed))
            : StatCall.Target.of(printed);
    return StatClaims.call(target, call(call), FigureRules.DEFAULT);
  }

  static StatCall call(String text) {
    int open = text.indexOf('(');
    List<StatCall.Argument> arguments = new ArrayList<>();
    for (String part : text.substring(open + 1, text.length() - 1).split(";", -1)) {
      int colon = part.indexOf(':');
      String name = colon < 0 ? "" : part.substring(0, colon).strip();
      List<StatCall.Value> values = new ArrayList<>();
      for (String value : part.substring(colon + 1).split(",", -1)) {
        String plain = value.strip();
        values.add(
            plain.matches("[<=]?-?\\d*\\.?\\d+%?")
                ? new StatCall.Printed(figure(plain))
                : new StatCall.Word(plain));
      }
      arguments.add(new StatCall.Argument(name, values));
    }
    return new StatCall(text.substring(0, open), arguments);
  }
}
