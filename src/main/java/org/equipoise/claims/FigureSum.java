package org.equipoise.claims;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.PrintedQuantity.Shape;

/**
 * Figures that are printed as parts of one: {@code 51 + 6 + 42 %}, and a list of counts such as
 * {@code 18, fem, tre}.
 *
 * @param found the figures in their order
 * @param tokens the pieces of the text
 * @param stated what stands beside it
 * @param remarks where choices are told
 */
record FigureSum(
    List<PrintedQuantity> found,
    List<FigureToken> tokens,
    StatedUnit stated,
    List<String> remarks) {

  /** The figure that they are together; empty when they are not parts of one. */
  Optional<Figure> total(FigureMaker maker) {
    if (found.size() < 2) {
      return Optional.empty();
    }
    boolean added = joinedBy('+');
    boolean listed =
        stated.kind() == Figure.Unit.NUMBER
            && found.size() > 2
            && joinedBy(',')
            && found.stream().allMatch(q -> q.unit() == null && q.shape() == Shape.NUMBER);
    if (!added && !listed) {
      return Optional.empty();
    }
    if (listed) {
      remarks.add("figures set apart by commas were read as parts of one sum");
    }
    return Optional.of(sum(maker.printed(), found.stream().map(maker::figure).toList()));
  }

  /** Whether nothing but one kind of mark stands between the figures, and nothing around them. */
  private boolean joinedBy(char sign) {
    for (int i = 1; i < found.size(); i++) {
      int from = found.get(i - 1).end();
      int to = found.get(i).start();
      List<FigureToken> between =
          tokens.stream().filter(t -> t.start() >= from && t.end() <= to).toList();
      boolean one =
          between.size() == 1
              && between.get(0) instanceof FigureToken.Mark mark
              && mark.sign() == sign;
      if (!one) {
        return false;
      }
    }
    return true;
  }

  private static Figure sum(String printed, List<Figure> parts) {
    Figure first = parts.get(0);
    BigFraction nominal = BigFraction.ZERO;
    BigFraction step = first.step();
    Interval rounding = Interval.point(BigFraction.ZERO);
    Interval allowed = rounding;
    Hedge hedge = Hedge.NONE;
    for (Figure part : parts) {
      nominal = nominal.add(part.nominal());
      step = FigureSpread.max(step, part.step());
      rounding = FigureSpread.sum(rounding, part.rounding());
      allowed = FigureSpread.sum(allowed, part.allowed());
      hedge = hedge == Hedge.NONE ? part.hedge() : hedge;
    }
    return new Figure(printed, nominal, step, rounding, allowed, hedge, first.unit());
  }
}
