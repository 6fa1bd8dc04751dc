package org.equipoise.claims;

import java.math.BigInteger;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.Figure.Unit;
import org.equipoise.claims.FormulaToken.Kind;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of a formula, with their hedges, scales and units. */
final class FormulaNumbers {

  private final FormulaCursor cursor;
  private final FormulaContext context;

  /** Within {@code change from … to …}, where {@code to} makes no range. */
  private boolean changing;

  FormulaNumbers(FormulaCursor cursor, FormulaContext context) {
    this.cursor = cursor;
    this.context = context;
  }

  /** Takes {@code to} for the word of a change or, again, for that of a range. */
  void changing(boolean now) {
    changing = now;
  }

  static Term exactly(int value) {
    return new Term.Literal(
        Literals.rounded(
            Integer.toString(value),
            new BigFraction(value),
            BigFraction.ZERO,
            Unit.NUMBER,
            FigureRules.DEFAULT));
  }

  /** The one whole number among words; null when there is none or another. */
  static @Nullable Term only(List<FormulaToken> tokens) {
    Integer found = null;
    for (FormulaToken token : tokens) {
      Integer number =
          token.is(Kind.WORD) ? FormulaWords.SMALL.get(FormulaWords.lower(token)) : null;
      boolean digits = token.is(Kind.NUMBER);
      if (digits || (number != null && found != null)) {
        return null;
      }
      found = number == null ? found : number;
    }
    return found == null ? null : exactly(found);
  }

  /** A number that begins with a word: a hedge, {@code exactly}, or in letters; null for none. */
  @Nullable Term worded() {
    FormulaToken token = cursor.next();
    if (token.isWord("exactly", "exakt") && cursor.ahead(1).is(Kind.NUMBER)) {
      cursor.skip(1);
      return exact(token);
    }
    if (FormulaWords.isHedge(token) && hedged() > 0) {
      return hedge();
    }
    Term share = FormulaWords.isShare(token) ? share(token) : null;
    return share == null ? numberWord(token) : share;
  }

  /** {@code half of} is exactly a half; beside percentages it is as loose as words are. */
  private @Nullable Term share(FormulaToken first) {
    int back = cursor.place();
    for (int words = 3; words > 0; words--) {
      boolean all = true;
      for (int i = 0; i < words; i++) {
        all &= cursor.ahead(i).is(Kind.WORD);
      }
      if (!all || FormulaWords.isJoin(cursor.ahead(words - 1))) {
        continue;
      }
      cursor.skip(words);
      String shown = cursor.since(first);
      Figure loose = context.read(shown, "%");
      boolean part =
          cursor.next().isWord("of", "av") || cursor.next().is(Kind.TIMES) || !isPercent();
      Figure figure = part ? context.read(shown, "") : loose;
      if (loose != null && figure != null && loose.hedge() == Hedge.WORDS) {
        cursor.postfix();
        return new Term.Literal(
            part
                ? Literals.rounded(
                    shown, figure.nominal(), BigFraction.ZERO, Unit.FRACTION, context.rules())
                : figure);
      }
      cursor.back(back, cursor.passedOver().size());
    }
    return null;
  }

  private boolean isPercent() {
    return context.unit() == Unit.PERCENT || context.unit() == Unit.POINTS;
  }

  private Term exact(FormulaToken word) {
    FormulaToken digits = cursor.take();
    String shown = cursor.since(word);
    BigFraction value =
        Literals.of(shown, digits.text(), BigFraction.ONE, Unit.NUMBER, false, context.rules())
            .nominal()
            .multiply(scale());
    Unit unit = unitAhead();
    cursor.postfix();
    return new Term.Literal(
        Literals.rounded(shown, value, BigFraction.ZERO, unit, context.rules()));
  }

  private @Nullable Term numberWord(FormulaToken token) {
    Integer small = FormulaWords.SMALL.get(FormulaWords.lower(token));
    if (small == null) {
      return null;
    }
    cursor.skip(1);
    Figure figure =
        Literals.of(
            token.text(),
            Integer.toString(small),
            BigFraction.ONE,
            Unit.NUMBER,
            false,
            context.rules());
    cursor.postfix();
    return new Term.Literal(figure);
  }

  /** How many tokens a hedge and its number take; 0 when no number follows. */
  private int hedged() {
    int words = 1;
    while (words < 4 && FormulaWords.isSecond(cursor.ahead(words))) {
      words++;
    }
    return cursor.ahead(words).is(Kind.NUMBER) ? words : 0;
  }

  private @Nullable Term hedge() {
    FormulaToken first = cursor.next();
    int before = cursor.place();
    cursor.skip(hedged() + 1);
    scale();
    unitAhead();
    String shown = cursor.since(first);
    Figure figure = context.read(shown, "");
    if (figure == null) {
      cursor.back(before, cursor.passedOver().size());
      return cursor.fail("a figure that can be read instead of '" + shown + "'");
    }
    Term term = new Term.Literal(figure);
    cursor.postfix();
    return term;
  }

  /** A number in digits, or a range of two. */
  Term number() {
    FormulaToken before = cursor.last();
    boolean start = cursor.place() == 0;
    FormulaToken first = cursor.take();
    Term range = range(first, start || !before.is(Kind.MINUS));
    if (range != null) {
      cursor.postfix();
      return range;
    }
    BigFraction scale = scale();
    Unit unit = unitAhead();
    String shown = cursor.since(first);
    boolean rounded = unit == Unit.PERCENT || unit == Unit.POINTS;
    Figure figure = Literals.of(shown, first.text(), scale, unit, rounded, context.rules());
    if (cursor.next().is(Kind.PLUS_MINUS) && cursor.ahead(1).is(Kind.NUMBER)) {
      Figure off =
          Literals.of(
              "", cursor.ahead(1).text(), BigFraction.ONE, Unit.NUMBER, false, context.rules());
      cursor.skip(2);
      shown = cursor.since(first);
      figure = Literals.within(shown, figure, off.nominal().multiply(scale));
    }
    cursor.postfix();
    return new Term.Literal(figure);
  }

  /** {@code 50-100} without blanks, or {@code 70 000 to 100 000}; null when it is none. */
  private @Nullable Term range(FormulaToken first, boolean open) {
    FormulaToken sign = cursor.next();
    FormulaToken second = cursor.ahead(1);
    boolean tight =
        sign.is(Kind.MINUS)
            && second.is(Kind.NUMBER)
            && sign.start() == first.end()
            && second.start() == sign.end()
            && open
            && !(cursor.ahead(2).is(Kind.MINUS) && cursor.ahead(2).start() == second.end());
    boolean told = sign.isWord("to", "till") && second.is(Kind.NUMBER) && !changing;
    if (!tight && !told) {
      return null;
    }
    FigureRules rules = context.rules();
    int back = cursor.place();
    cursor.skip(2);
    BigFraction scale = scale();
    Unit unit = unitAhead();
    Figure from = Literals.of("", first.text(), scale, unit, false, rules);
    Figure to = Literals.of("", second.text(), scale, unit, false, rules);
    if (from.nominal().compareTo(to.nominal()) >= 0) {
      cursor.back(back, cursor.passedOver().size());
      return null;
    }
    return new Term.Literal(Literals.range(cursor.since(first), from, to));
  }

  /** What the next word multiplies with; takes it. */
  private BigFraction scale() {
    Integer tens =
        cursor.next().is(Kind.WORD)
            ? FormulaWords.SCALES.get(FormulaWords.lower(cursor.next()))
            : null;
    if (tens == null) {
      return BigFraction.ONE;
    }
    // The word may also say that it is money, which is read next.
    if (!FormulaWords.MONEY.contains(FormulaWords.lower(cursor.next()))) {
      cursor.skip(1);
    }
    return new BigFraction(BigInteger.TEN.pow(tens));
  }

  /** The unit that the next word tells; takes it. */
  private Unit unitAhead() {
    if (cursor.accept(Kind.PERCENT)) {
      cursor.acceptWord("points", "units", "enheter");
      return Unit.PERCENT;
    }
    if (!cursor.next().is(Kind.WORD)) {
      return Unit.NUMBER;
    }
    String word = FormulaWords.lower(cursor.next());
    if (FormulaWords.PERCENT.contains(word)) {
      cursor.skip(1);
      return Unit.PERCENT;
    }
    if (FormulaWords.POINTS.contains(word)) {
      cursor.skip(1);
      cursor.acceptWord("points", "point", "units");
      return Unit.POINTS;
    }
    if (FormulaWords.MONEY.contains(word)) {
      cursor.skip(1);
      return Unit.MONEY;
    }
    return Unit.NUMBER;
  }
}
