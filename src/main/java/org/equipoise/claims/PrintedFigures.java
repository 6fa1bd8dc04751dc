package org.equipoise.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.PrintedQuantity.Shape;

/**
 * Reads figures as they are printed, in Swedish and English: digits with any thousands mark, number
 * words, shares told in words, hedges, ranges, sums, scales and units.
 *
 * <p>What a figure may stand for follows three rules, sized by {@link FigureRules}.
 *
 * <ul>
 *   <li><b>Rounding</b>: half a unit of the last place printed, or of the place that the unit
 *       states ({@code whole million}), on either side; none for a whole number that counts
 *       something, unless its unit says it is rounded.
 *   <li><b>Hedges</b>: {@code cirka} reaches the larger of 5 % and half a unit of the last place
 *       that is not 0, the latter no more than 10 % where zeros follow; {@code drygt} and {@code
 *       knappt} a whole such unit and no more than 10 %, on one side; {@code över 500} up to 600.
 *       Percentages are told more exactly: {@code cirka 83 procent} is 82 to 84, {@code drygt 60
 *       procent} 60 to 65.
 *   <li><b>Words</b>: {@code hälften} is 45 to 55 percent; a share told in words lies within a
 *       tenth of the smaller part, so {@code en av tio} is 9 to 11 percent; {@code nio av tio} is
 *       87.5 to 92.5. {@code Drygt} keeps the upper half; {@code knappt hälften} is 40 to 50
 *       percent, since authors use it so. {@code Majoriteten}, {@code flertalet}, {@code most}:
 *       more than half.
 * </ul>
 */
public final class PrintedFigures {

  /** How the remark begins that a choice was made. */
  static final String MORE_THAN_ONE = "more than one figure is printed; the first was taken of ";

  private PrintedFigures() {}

  /**
   * The figure that a text prints; empty when it prints none.
   *
   * @param printed words and digits: {@code drygt 26 000}, {@code 326,50 mkr}, {@code två av tre}
   * @param unit unit and rounding as stated beside it: {@code %, whole percent}; may be empty
   * @param rules how wide hedges are taken
   */
  public static Optional<Figure> read(String printed, String unit, FigureRules rules) {
    return reading(printed, unit, rules, DecimalSign.AS_TOLD).figures().stream().findFirst();
  }

  /**
   * Every figure that a text prints, the one that fits its unit first, and where reading had to
   * choose.
   *
   * @param printed words and digits
   * @param unit unit and rounding as stated beside it; may be empty
   * @param rules how wide hedges are taken
   * @param sign what a comma or point before three digits means
   */
  public static FigureReading reading(
      String printed, String unit, FigureRules rules, DecimalSign sign) {
    List<String> remarks = new ArrayList<>();
    StatedUnit stated = StatedUnit.read(unit);
    List<FigureToken> tokens = PrintedText.cut(printed, stated, sign, remarks);
    Optional<Integer> months = MonthSpan.months(tokens, unit);
    if (months.isPresent()) {
      Figure span = FigureMaker.exact(printed, new BigFraction(months.get()), Figure.Unit.NUMBER);
      return new FigureReading(List.of(span), remarks);
    }
    List<PrintedQuantity> found = FigureParser.quantities(tokens, stated.kind());
    FigureMaker maker = new FigureMaker(printed, stated, rules, remarks);
    Optional<Figure> together = new FigureSum(found, tokens, stated, remarks).total(maker);
    if (together.isPresent()) {
      return new FigureReading(List.of(together.get()), remarks);
    }
    List<PrintedQuantity> ordered =
        found.stream()
            .sorted(Comparator.comparingInt((PrintedQuantity q) -> -fit(q, stated)))
            .collect(Collectors.toCollection(ArrayList::new));
    if (ordered.size() > 1 && fit(ordered.get(0), stated) == fit(ordered.get(1), stated)) {
      remarks.add(
          MORE_THAN_ONE
              + ordered.stream()
                  .map(q -> "'" + printedPart(printed, q) + "'")
                  .collect(Collectors.joining(", ")));
    }
    boolean down = tokens.stream().anyMatch(PrintedFigures::tellsDecrease);
    return new FigureReading(
        ordered.stream().map(q -> maker.figure(down ? signed(q, stated, remarks) : q)).toList(),
        remarks);
  }

  /**
   * How many units of one the unit stated beside a figure holds: 1000000 for {@code MSEK, whole
   * million}, 1 for {@code persons, exact}.
   */
  public static BigFraction scale(String unit) {
    return StatedUnit.read(unit).scale();
  }

  private static boolean tellsDecrease(FigureToken token) {
    return token instanceof FigureToken.Word word && FigureWords.decrease(word.text());
  }

  /** A fall told in words is a negative change, where a change is meant. */
  private static PrintedQuantity signed(
      PrintedQuantity q, StatedUnit stated, List<String> remarks) {
    boolean change = stated.kind() == Figure.Unit.POINTS || q.unit() == Figure.Unit.POINTS;
    if (!change || q.nominal().getNumerator().signum() <= 0 || q.shape() != Shape.NUMBER) {
      return q;
    }
    remarks.add("a fall in points was read as a negative change");
    return q.downward();
  }

  /** How well a figure found in the text fits what its unit says it should be. */
  private static int fit(PrintedQuantity q, StatedUnit stated) {
    int open = q.bracketed() ? 0 : 1;
    int number = q.article() ? -4 : 0;
    if (stated.kind() == null) {
      return open + number;
    }
    boolean bare = q.unit() == null && q.shape() == Shape.NUMBER;
    boolean fits =
        switch (stated.kind()) {
          case PERCENT ->
              q.unit() == Figure.Unit.PERCENT || (q.unit() == null && q.shape() != Shape.NUMBER);
          case POINTS ->
              q.unit() == Figure.Unit.POINTS
                  || q.unit() == Figure.Unit.PERCENT
                  || q.shape() == Shape.UNCHANGED;
          case MONEY -> q.unit() == Figure.Unit.MONEY || (q.unit() == null && q.scaled());
          case FRACTION -> q.shape() == Shape.SHARE || q.shape() == Shape.RATIO;
          case DATE -> bare && isYear(q.low().value());
          case IDENTIFIER, NUMBER ->
              q.unit() == null && q.shape() != Shape.SHARE && q.shape() != Shape.UNCHANGED;
        };
    return open + number + (fits ? 4 : bare ? 2 : 0);
  }

  static boolean isYear(BigFraction value) {
    return value.compareTo(new BigFraction(1500)) >= 0
        && value.compareTo(new BigFraction(2200)) < 0
        && value.getDenominator().bitLength() == 1;
  }

  private static String printedPart(String printed, PrintedQuantity q) {
    String plain = PrintedText.plain(printed, new ArrayList<>());
    return plain.substring(q.start(), q.end());
  }
}
