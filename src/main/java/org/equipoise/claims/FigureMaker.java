package org.equipoise.claims;

import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.PrintedQuantity.Shape;

/**
 * Makes a figure of a quantity found in a text: its unit as stated beside it or printed with it,
 * and the values it may stand for.
 *
 * @param printed the text
 * @param stated what stands beside it
 * @param rules how wide hedges are taken
 * @param remarks where choices are told
 */
record FigureMaker(String printed, StatedUnit stated, FigureRules rules, List<String> remarks) {

  private static final BigFraction HUNDRED = new BigFraction(100);

  static Figure exact(String printed, BigFraction value, Figure.Unit unit) {
    Interval point = Interval.point(value);
    return new Figure(printed, value, BigFraction.ZERO, point, point, Hedge.NONE, unit);
  }

  /** The figure of one quantity. */
  Figure figure(PrintedQuantity q) {
    Figure.Unit unit = unit(q);
    return switch (q.shape()) {
      case SHARE, RATIO -> words(q, unit);
      case UNCHANGED -> unchanged(q, unit);
      case NUMBER, COUNT_OF -> number(q, unit);
    };
  }

  private Figure.Unit unit(PrintedQuantity q) {
    Figure.Unit kind = stated.kind();
    if (kind == null) {
      boolean words = q.shape() == Shape.SHARE || q.shape() == Shape.RATIO;
      return q.unit() != null
          ? q.unit()
          : words ? Figure.Unit.FRACTION : isCode(q) ? Figure.Unit.IDENTIFIER : Figure.Unit.NUMBER;
    }
    if (kind == Figure.Unit.DATE && !PrintedFigures.isYear(q.low().value())) {
      return Figure.Unit.NUMBER;
    }
    boolean other =
        q.unit() != null
            && q.unit() != kind
            && kind != Figure.Unit.POINTS
            && kind != Figure.Unit.FRACTION;
    return other && q.unit() != null ? q.unit() : kind;
  }

  private static boolean isCode(PrintedQuantity q) {
    return q.low().step().equals(BigFraction.ZERO);
  }

  private Figure words(PrintedQuantity q, Figure.Unit unit) {
    BigFraction part = q.low().value();
    BigFraction scale =
        unit == Figure.Unit.PERCENT || unit == Figure.Unit.POINTS ? HUNDRED : BigFraction.ONE;
    BigFraction reach = FigureSpread.ofWords(part, rules);
    boolean ratio = q.shape() == Shape.RATIO;
    Hedge hedge = q.hedge();
    if (hedge == Hedge.JUST_UNDER && !ratio) {
      reach = reach.multiply(2);
    }
    // nearly halved is a little more than half of what was; nearly doubled a little less than twice
    boolean turned = ratio && part.compareTo(BigFraction.ONE) < 0;
    Hedge side =
        turned && hedge == Hedge.JUST_UNDER
            ? Hedge.JUST_OVER
            : turned && hedge == Hedge.JUST_OVER ? Hedge.JUST_UNDER : hedge;
    Interval allowed =
        FigureSpread.allowed(part.multiply(scale), reach.multiply(scale), side, q.strict());
    BigFraction nominal = part.multiply(scale);
    return new Figure(
        printed, nominal, BigFraction.ZERO, Interval.point(nominal), allowed, hedge, unit);
  }

  /** Nothing changed, as far as the authors care: by no more than one point, or stated unit. */
  private Figure unchanged(PrintedQuantity q, Figure.Unit unit) {
    BigFraction step = stated.step() == null ? stated.scale() : stated.step();
    BigFraction reach = q.hedge() == Hedge.WORDS ? step : step.multiply(2);
    return new Figure(
        printed,
        BigFraction.ZERO,
        BigFraction.ZERO,
        Interval.point(BigFraction.ZERO),
        Interval.closed(reach.negate(), reach),
        q.hedge(),
        unit);
  }

  private Figure number(PrintedQuantity q, Figure.Unit unit) {
    BigFraction scale = scale(q, unit);
    Numeral low = q.low().times(scale);
    BigFraction step = step(q, low, unit);
    Hedge hedge = q.hedge();
    boolean strict = q.strict();
    if (stated.bound() != Hedge.NONE && q.high() == null) {
      strict = strict && hedge == stated.bound();
      hedge = stated.bound();
    }
    if (q.high() != null) {
      BigFraction high = q.high().value().multiply(scale);
      Interval range = Interval.closed(low.value(), high);
      return new Figure(
          printed, low.value().add(high).divide(2), step, range, range, Hedge.RANGE, unit);
    }
    Interval rounding = FigureSpread.rounding(low.value(), step, rules.rounding());
    if (hedge == Hedge.NONE) {
      return new Figure(printed, low.value(), step, rounding, rounding, hedge, unit);
    }
    boolean percent = unit == Figure.Unit.PERCENT || unit == Figure.Unit.POINTS;
    boolean both = hedge == Hedge.ABOUT || hedge == Hedge.WORDS;
    BigFraction size = low.value().abs();
    BigFraction reach =
        hedge == Hedge.WORDS
            ? size.multiply(rules.aboutMost())
            : FigureSpread.reach(size, low.place(), low.step(), percent, both, rules);
    boolean loosely = hedge == Hedge.JUST_OVER && strict && !percent;
    BigFraction most = loosely ? FigureSpread.max(reach, low.place()) : reach;
    Interval allowed = FigureSpread.allowed(low.value(), most, hedge, strict);
    return new Figure(
        printed,
        low.value(),
        step,
        rounding,
        hedge == Hedge.ABOUT ? allowed.hull(rounding) : allowed,
        hedge,
        unit);
  }

  /** What one printed unit is worth: a million for 30 with MSEK beside it. */
  private BigFraction scale(PrintedQuantity q, Figure.Unit unit) {
    if (unit == Figure.Unit.FRACTION && q.unit() == Figure.Unit.PERCENT) {
      return new BigFraction(1, 100);
    }
    boolean own = q.scaled() || q.unit() != null || isCode(q);
    return own ? BigFraction.ONE : stated.scale();
  }

  /** What it is rounded to: as stated, or the last place printed; 0 for a whole count. */
  private BigFraction step(PrintedQuantity q, Numeral number, Figure.Unit unit) {
    if (unit == Figure.Unit.DATE || unit == Figure.Unit.IDENTIFIER || isCode(q)) {
      return BigFraction.ZERO;
    }
    BigFraction told = stated.step();
    if (told != null && unit == stated.kind()) {
      boolean finer = told.getNumerator().signum() > 0 && number.place().compareTo(told) < 0;
      if (!finer || number.value().getNumerator().signum() == 0) {
        return told;
      }
      remarks.add("more digits are printed than the unit says; the printed digits were believed");
      return number.step();
    }
    boolean whole = number.step().compareTo(BigFraction.ONE) == 0 && !q.scaled();
    boolean counted =
        unit == Figure.Unit.NUMBER && whole && (q.hedge() == Hedge.NONE || q.low().spelled());
    if (!counted) {
      return number.step();
    }
    boolean round =
        stated.kind() == null && !q.low().spelled() && number.place().compareTo(HUNDRED) >= 0;
    if (!round) {
      return BigFraction.ZERO;
    }
    remarks.add("a whole number that ends in zeros was taken to be rounded to them");
    // 10 000 alone says more than that it lies between 5 000 and 15 000
    boolean wide = number.place().compareTo(number.value().abs().divide(5)) > 0;
    return wide ? number.place().divide(10) : number.place();
  }
}
