package org.equipoise.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.Figure.Unit;
import org.equipoise.claims.FormulaToken.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads formulas by recursive descent. Words that it does not know are passed over where a person
 * would pass over them, beside a number, and remembered: a reading that left words over never
 * condemns a claim.
 */
final class FormulaParser {

  private static final BigFraction HUNDRED = new BigFraction(100);

  private static final Map<String, Integer> SCALES =
      Map.ofEntries(
          Map.entry("million", 6),
          Map.entry("millions", 6),
          Map.entry("miljon", 6),
          Map.entry("miljoner", 6),
          Map.entry("msek", 6),
          Map.entry("mkr", 6),
          Map.entry("mnkr", 6),
          Map.entry("billion", 9),
          Map.entry("billions", 9),
          Map.entry("bn", 9),
          Map.entry("miljard", 9),
          Map.entry("miljarder", 9),
          Map.entry("mdkr", 9),
          Map.entry("thousand", 3),
          Map.entry("tusen", 3),
          Map.entry("tkr", 3),
          Map.entry("ksek", 3));

  private static final Set<String> MONEY =
      Set.of("kr", "kronor", "sek", "msek", "mkr", "mnkr", "tkr", "ksek", "mdkr", "eur", "euro");

  private static final Set<String> PERCENT = Set.of("procent", "percent");

  private static final Set<String> POINTS =
      Set.of("procentenhet", "procentenheter", "points", "point", "pp", "percentage");

  private static final Set<String> HEDGES =
      Set.of(
          "ca", "cirka", "circa", "about", "around", "roughly", "approximately", "ungefär",
          "omkring", "runt", "drygt", "över", "knappt", "nästan", "närmare", "almost", "nearly",
          "minst", "åtminstone", "högst", "just", "little", "more", "less", "mer", "mindre",
          "upp", "up", "at", "under", "over");

  private static final Set<String> SECOND = Set.of("over", "under", "than", "än", "till", "to",
      "least", "most");

  private static final Map<String, Integer> SMALL =
      Map.ofEntries(
          Map.entry("noll", 0), Map.entry("zero", 0), Map.entry("one", 1), Map.entry("en", 1),
          Map.entry("ett", 1), Map.entry("two", 2), Map.entry("två", 2), Map.entry("three", 3),
          Map.entry("tre", 3), Map.entry("four", 4), Map.entry("fyra", 4), Map.entry("five", 5),
          Map.entry("fem", 5), Map.entry("six", 6), Map.entry("sex", 6), Map.entry("seven", 7),
          Map.entry("sju", 7), Map.entry("eight", 8), Map.entry("åtta", 8), Map.entry("nine", 9),
          Map.entry("nio", 9), Map.entry("ten", 10), Map.entry("tio", 10), Map.entry("eleven", 11),
          Map.entry("elva", 11), Map.entry("twelve", 12), Map.entry("tolv", 12));

  /** Words that join parts of a formula, so that they are never passed over. */
  private static final Set<String> JOINS =
      Set.of(
          "or", "eller", "and", "och", "of", "av", "at", "vid", "to", "till", "from", "från",
          "against", "mot", "with", "med", "where", "där", "less", "minus", "plus", "in", "i");

  private final String text;
  private final List<FormulaToken> tokens;
  private final FormulaContext context;
  private final Map<String, Term> variables;
  private final List<String> passedOver = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private int at;
  private int stopped = -1;
  private String expected = "";
  private @Nullable Term left;

  /** Within {@code change from … to …}, where {@code to} makes no range. */
  private boolean changing;

  FormulaParser(
      String text, List<FormulaToken> tokens, FormulaContext context, Map<String, Term> variables) {
    this.text = text;
    this.tokens = tokens;
    this.context = context;
    this.variables = variables;
  }

  List<String> passedOver() {
    return passedOver;
  }

  List<String> remarks() {
    return remarks;
  }

  /** Where reading stopped, counted from 0; negative when it did not. */
  int stopped() {
    return stopped;
  }

  /** What was expected where it stopped. */
  String expected() {
    return expected;
  }

  FormulaToken next() {
    return tokens.get(at);
  }

  private FormulaToken ahead(int steps) {
    return tokens.get(Math.min(tokens.size() - 1, at + steps));
  }

  boolean atEnd() {
    return next().is(Kind.END);
  }

  boolean accept(Kind kind) {
    if (next().is(kind)) {
      at++;
      return true;
    }
    return false;
  }

  boolean acceptWord(String... words) {
    if (next().isWord(words)) {
      at++;
      return true;
    }
    return false;
  }

  /** Whether the next but one is one of these words. */
  boolean aheadWord(String... words) {
    return ahead(1).isWord(words);
  }

  /** Whether what follows divides what stood before. */
  boolean aheadOver() {
    return ahead(1).is(Kind.OVER);
  }

  /** Whether another claim follows. */
  boolean aheadCode() {
    return ahead(1).is(Kind.CODE);
  }

  /** {@code part of}, {@code en del av}. */
  boolean acceptPart() {
    boolean english = next().isWord("part") && ahead(1).isWord("of");
    boolean swedish = next().isWord("del") && ahead(1).isWord("av");
    if (english || swedish) {
      at += 2;
      acceptWord("the");
    }
    return english || swedish;
  }

  /** Whether the id of a claim and a colon come next: what follows says what it is. */
  boolean acceptCited() {
    return next().is(Kind.CODE) && ahead(1).is(Kind.COLON);
  }

  /** The claim that is cited; the rest is a remark. */
  Term cited() {
    Term term = new Term.Reference(next().text());
    remarks.add(text.substring(ahead(1).end()).strip());
    at = tokens.size() - 1;
    return term;
  }

  /** Passes over everything that is left. */
  void passRest() {
    if (!atEnd()) {
      passedOver.add(text.substring(next().start()).strip());
      at = tokens.size() - 1;
    }
  }

  private @Nullable Term fail(String what) {
    if (next().start() >= stopped) {
      stopped = next().start();
      expected = what;
    }
    return null;
  }

  /** Sums and differences. */
  @Nullable Term additive() {
    Term term = product();
    while (term != null) {
      boolean plus = next().is(Kind.PLUS) || next().isWord("plus");
      boolean minus =
          next().is(Kind.MINUS)
              || next().isWord("minus")
              || (next().isWord("less") && !ahead(1).isWord("than"));
      if (!plus && !minus) {
        return term;
      }
      at++;
      Term other = product();
      if (other == null) {
        return null;
      }
      term = plus ? sum(term, other) : new Term.Difference(term, other);
    }
    return null;
  }

  private static Term sum(Term term, Term other) {
    List<Term> terms = new ArrayList<>();
    if (term instanceof Term.Sum sum) {
      terms.addAll(sum.terms());
    } else {
      terms.add(term);
    }
    terms.add(other);
    return new Term.Sum(terms);
  }

  private @Nullable Term product() {
    Term term = unary();
    while (term != null) {
      if (accept(Kind.TIMES)) {
        Term other = unary();
        term = other == null ? null : new Term.Product(term, other);
      } else if (accept(Kind.OVER)) {
        left = term;
        Term other = unary();
        term = other == null ? null : new Term.Quotient(term, other);
      } else if (next().isWord("of", "av") && startsOperand(ahead(1))) {
        at++;
        Term other = unary();
        term = other == null ? null : partOf(term, other);
      } else {
        return term;
      }
    }
    return null;
  }

  /** {@code 55 % of 130} is a part of it; {@code 79 of 82} is a share. */
  private Term partOf(Term part, Term whole) {
    Unit unit = context.unitOf(part);
    if (unit == Unit.PERCENT) {
      return new Term.Product(new Term.Quotient(part, hundred()), whole);
    }
    boolean fraction = unit == Unit.FRACTION || part instanceof Term.Quotient;
    return fraction ? new Term.Product(part, whole) : new Term.Quotient(part, whole);
  }

  static Term hundred() {
    return new Term.Literal(
        Literals.rounded(
            "100", HUNDRED, BigFraction.ZERO, Unit.NUMBER, FigureRules.DEFAULT));
  }

  private static Term exactly(int value) {
    return new Term.Literal(
        Literals.rounded(
            Integer.toString(value),
            new BigFraction(value),
            BigFraction.ZERO,
            Unit.NUMBER,
            FigureRules.DEFAULT));
  }

  private @Nullable Term unary() {
    if (accept(Kind.PLUS)) {
      return unary();
    }
    if (accept(Kind.MINUS)) {
      Term term = unary();
      return term == null ? null : new Term.Product(exactly(-1), term);
    }
    return operand();
  }

  private boolean startsOperand(FormulaToken token) {
    return token.is(Kind.NUMBER)
        || token.is(Kind.CODE)
        || token.is(Kind.OPEN)
        || (token.is(Kind.WORD)
            && (HEDGES.contains(lower(token))
                || SMALL.containsKey(lower(token))
                || variables.containsKey(token.text())));
  }

  private @Nullable Term operand() {
    FormulaToken token = next();
    if (token.is(Kind.NUMBER)) {
      return number();
    }
    if (token.is(Kind.CODE)) {
      return code();
    }
    if (token.is(Kind.OPEN)) {
      return group();
    }
    if (!token.is(Kind.WORD)) {
      return fail("a number, the id of a claim or a bracket");
    }
    Term variable = variables.get(token.text());
    if (variable != null) {
      at++;
      return variable;
    }
    if (token.isWord("missing", "saknat", "saknad") && ahead(1).is(Kind.QUOTED)) {
      at += 2;
      return new Term.Missing(tokens.get(at - 1).text());
    }
    if (ahead(1).is(Kind.OPEN) && FormulaFunctions.isKnown(token.text())) {
      at++;
      return function(token.text());
    }
    if (token.isWord("change", "förändring", "increase", "ökning", "decrease", "minskning")
        && ahead(1).isWord("from", "från")) {
      at += 2;
      changing = true;
      Term from = additive();
      changing = false;
      if (from == null || !acceptWord("to", "till")) {
        return fail("'to' and what it changed to");
      }
      Term to = additive();
      return to == null
          ? null
          : FormulaFunctions.of(token.text(), List.of(from, to), context.unit());
    }
    if (token.isWord("exactly", "exakt") && ahead(1).is(Kind.NUMBER)) {
      at++;
      return exact(token);
    }
    if (HEDGES.contains(lower(token)) && hedged() > 0) {
      return hedge();
    }
    Term word = numberWord(token);
    return word != null ? word : labelled();
  }

  private Term exact(FormulaToken word) {
    FormulaToken digits = next();
    at++;
    String shown = text.substring(word.start(), digits.end());
    BigFraction value =
        Literals.of(shown, digits.text(), BigFraction.ONE, Unit.NUMBER, false, context.rules())
            .nominal()
            .multiply(scale());
    Unit unit = unitAhead();
    postfix();
    return new Term.Literal(
        Literals.rounded(shown, value, BigFraction.ZERO, unit, context.rules()));
  }

  private @Nullable Term numberWord(FormulaToken token) {
    Integer small = SMALL.get(lower(token));
    boolean half = token.isWord("half", "hälften", "halva");
    if (small == null && !half) {
      return null;
    }
    at++;
    Figure figure =
        half
            ? Literals.rounded(
                token.text(),
                new BigFraction(1, 2),
                BigFraction.ZERO,
                Unit.FRACTION,
                context.rules())
            : Literals.of(
                token.text(),
                Integer.toString(small),
                BigFraction.ONE,
                Unit.NUMBER,
                false,
                context.rules());
    postfix();
    return new Term.Literal(figure);
  }

  /** How many tokens a hedge and its number take; 0 when no number follows. */
  private int hedged() {
    int words = 1;
    while (words < 4
        && ahead(words).is(Kind.WORD)
        && (SECOND.contains(lower(ahead(words))) || HEDGES.contains(lower(ahead(words))))) {
      words++;
    }
    return ahead(words).is(Kind.NUMBER) ? words : 0;
  }

  private @Nullable Term hedge() {
    int from = next().start();
    at += hedged();
    FormulaToken digits = next();
    int before = at;
    at++;
    scale();
    unitAhead();
    String shown = text.substring(from, tokens.get(at - 1).end());
    Figure figure = context.read(shown);
    if (figure == null) {
      at = before;
      return fail("a figure that can be read after '" + text.substring(from, digits.start()) + "'");
    }
    Term term = new Term.Literal(figure);
    postfix();
    return term;
  }

  private Term number() {
    FormulaToken first = next();
    int before = at;
    at++;
    Term range = range(first, before);
    if (range != null) {
      postfix();
      return range;
    }
    BigFraction scale = scale();
    Unit unit = unitAhead();
    String shown = text.substring(first.start(), tokens.get(at - 1).end());
    boolean rounded = unit == Unit.PERCENT || unit == Unit.POINTS;
    Figure figure = Literals.of(shown, first.text(), scale, unit, rounded, context.rules());
    if (next().is(Kind.PLUS_MINUS) && ahead(1).is(Kind.NUMBER)) {
      Figure off =
          Literals.of(
              "", ahead(1).text(), BigFraction.ONE, Unit.NUMBER, false, context.rules());
      at += 2;
      shown = text.substring(first.start(), tokens.get(at - 1).end());
      figure = Literals.within(shown, figure, off.nominal().multiply(scale));
    }
    postfix();
    return new Term.Literal(figure);
  }

  /** {@code 50-100} without blanks, or {@code 70 000 to 100 000}; null when it is none. */
  private @Nullable Term range(FormulaToken first, int before) {
    FormulaToken sign = next();
    FormulaToken second = ahead(1);
    boolean tight =
        sign.is(Kind.MINUS)
            && second.is(Kind.NUMBER)
            && sign.start() == first.end()
            && second.start() == sign.end()
            && (before == 0 || !tokens.get(before - 1).is(Kind.MINUS))
            && !(ahead(2).is(Kind.MINUS) && ahead(2).start() == second.end());
    boolean told = sign.isWord("to", "till") && second.is(Kind.NUMBER) && !changing;
    if (!tight && !told) {
      return null;
    }
    FigureRules rules = context.rules();
    int back = at;
    at += 2;
    BigFraction scale = scale();
    Unit unit = unitAhead();
    Figure from = Literals.of("", first.text(), scale, unit, false, rules);
    Figure to = Literals.of("", second.text(), scale, unit, false, rules);
    if (from.nominal().compareTo(to.nominal()) >= 0) {
      at = back;
      return null;
    }
    return new Term.Literal(
        Literals.range(text.substring(first.start(), tokens.get(at - 1).end()), from, to));
  }

  /** What the next word multiplies with; takes it. */
  private BigFraction scale() {
    Integer tens = next().is(Kind.WORD) ? SCALES.get(lower(next())) : null;
    if (tens == null) {
      return BigFraction.ONE;
    }
    // The word may also say that it is money, which is read next.
    if (!MONEY.contains(lower(next()))) {
      at++;
    }
    return new BigFraction(java.math.BigInteger.TEN.pow(tens));
  }

  /** The unit that the next word tells; takes it. */
  private Unit unitAhead() {
    if (accept(Kind.PERCENT)) {
      acceptWord("points", "units", "enheter");
      return Unit.PERCENT;
    }
    if (!next().is(Kind.WORD)) {
      return Unit.NUMBER;
    }
    String word = lower(next());
    if (PERCENT.contains(word)) {
      at++;
      return Unit.PERCENT;
    }
    if (POINTS.contains(word)) {
      at++;
      acceptWord("points", "point", "units");
      return Unit.POINTS;
    }
    if (MONEY.contains(word)) {
      at++;
      return Unit.MONEY;
    }
    return Unit.NUMBER;
  }

  private Term code() {
    FormulaToken token = next();
    at++;
    Term term = new Term.Reference(token.text());
    if (next().is(Kind.NUMBER) && !context.knows(token.text())) {
      // The figure itself stands beside the id of a claim that is not in the file.
      return number();
    }
    if (next().is(Kind.NUMBER)) {
      at++;
    }
    postfix();
    return term;
  }

  private @Nullable Term group() {
    int open = at;
    at++;
    Term term = additive();
    if (term != null && accept(Kind.SEMICOLON)) {
      Term to = additive();
      term = between(term, to);
    }
    if (term == null) {
      return null;
    }
    if (!accept(Kind.CLOSE)) {
      return fail("')' for the bracket at character " + (tokens.get(open).start() + 1));
    }
    postfix();
    return term;
  }

  /** {@code (7; 9)}: from one to the other. */
  private @Nullable Term between(Term from, @Nullable Term to) {
    if (from instanceof Term.Literal low
        && to instanceof Term.Literal high
        && low.figure().nominal().compareTo(high.figure().nominal()) < 0) {
      String shown = "(" + low.figure().printed() + "; " + high.figure().printed() + ")";
      return new Term.Literal(Literals.range(shown, low.figure(), high.figure()));
    }
    return fail("two numbers in a bracket with ';', the smaller first");
  }

  private @Nullable Term function(String name) {
    at++;
    List<Term> arguments = new ArrayList<>();
    do {
      Term argument = additive();
      if (argument == null) {
        return null;
      }
      arguments.add(argument);
    } while (accept(Kind.COMMA) || accept(Kind.SEMICOLON));
    List<Term> shares = new ArrayList<>();
    if (acceptWord("at", "vid")) {
      do {
        Term share = operand();
        if (share == null) {
          return null;
        }
        shares.add(share(share));
      } while (accept(Kind.COMMA) || accept(Kind.OVER) || accept(Kind.SEMICOLON));
    }
    if (!accept(Kind.CLOSE)) {
      return fail("',' or ')' in " + name + "(…)");
    }
    postfix();
    if (!shares.isEmpty()) {
      if (shares.size() != arguments.size()) {
        return fail(arguments.size() + " shares after 'at', one for each part");
      }
      return new Term.Mean("", arguments, shares);
    }
    Term term = FormulaFunctions.of(name, arguments, context.unit());
    return term == null ? fail(FormulaFunctions.expected(name)) : term;
  }

  /** A word or two in front of a number tell what it counts. */
  private @Nullable Term labelled() {
    int words = 0;
    while (words < 4 && ahead(words).is(Kind.WORD) && !isJoin(ahead(words))) {
      words++;
    }
    FormulaToken value = ahead(words);
    boolean signed =
        value.is(Kind.MINUS)
            && ahead(words + 1).is(Kind.NUMBER)
            && ahead(words + 1).start() == value.end();
    if (words == 0 || !(value.is(Kind.NUMBER) || value.is(Kind.CODE) || signed)) {
      return fail("a number or the id of a claim");
    }
    passedOver.add(text.substring(next().start(), value.start()).strip());
    at += words;
    return signed ? unary() : operand();
  }

  private boolean isJoin(FormulaToken token) {
    return JOINS.contains(lower(token));
  }

  /** What may stand after a number without changing it: a remark, a noun, a place. */
  private void postfix() {
    while (true) {
      if (next().is(Kind.OPEN)) {
        remark();
      } else if (next().isWord("in", "i") && ahead(1).start() > 0) {
        place();
      } else if (next().is(Kind.WORD) && !isJoin(next()) && !variables.containsKey(next().text())) {
        int from = next().start();
        while (next().is(Kind.WORD) && !isJoin(next())) {
          at++;
        }
        passedOver.add(text.substring(from, tokens.get(at - 1).end()));
      } else {
        return;
      }
    }
  }

  private void remark() {
    int depth = 0;
    int from = next().start();
    do {
      depth += next().is(Kind.OPEN) ? 1 : next().is(Kind.CLOSE) ? -1 : 0;
      at++;
    } while (depth > 0 && !atEnd());
    int to = depth == 0 ? tokens.get(at - 1).start() : text.length();
    remarks.add(text.substring(from + 1, to).strip());
  }

  private void place() {
    int from = next().start();
    at++;
    while (!atEnd()
        && !next().is(Kind.SEMICOLON)
        && !next().is(Kind.EQUAL)
        && !next().is(Kind.CLOSE)
        && !next().isWord("and", "och", "or", "eller", "against", "mot")) {
      at++;
    }
    remarks.add(text.substring(from, tokens.get(at - 1).end()));
  }

  /**
   * {@code women 32, men 40 at 55/45}: parts by name and, if told, their shares; null when it is
   * none, and then nothing is read.
   */
  @Nullable Term parts() {
    int back = at;
    int passed = passedOver.size();
    List<Term> values = new ArrayList<>();
    do {
      boolean label =
          next().is(Kind.WORD)
              && !isJoin(next())
              && !(ahead(1).is(Kind.OPEN) && FormulaFunctions.isKnown(next().text()));
      if (!label) {
        return back(back, passed);
      }
      at++;
      Term value = additive();
      if (value == null) {
        return back(back, passed);
      }
      if (accept(Kind.EQUAL)) {
        operand();
      }
      values.add(value);
    } while (accept(Kind.COMMA));
    String partition = "";
    List<Term> shares = new ArrayList<>();
    if (acceptWord("at", "vid")) {
      partition = partition();
      boolean told = partition.isEmpty() || startsOperand(next());
      if (!told) {
        shares.addAll(context.shares(partition));
      }
      while (told) {
        Term share = operand();
        if (share == null) {
          return back(back, passed);
        }
        shares.add(share(share));
        told = accept(Kind.OVER) || accept(Kind.COMMA);
      }
    }
    boolean shared = shares.size() == values.size();
    boolean named = shares.isEmpty() && !partition.isEmpty();
    boolean mean = context.unit() == Unit.PERCENT || context.unit() == Unit.POINTS;
    if (values.size() < 2 || !(shared || named || (shares.isEmpty() && mean))) {
      return back(back, passed);
    }
    if (!shared && !named) {
      passedOver.add(text.substring(tokens.get(back).start(), next().start()).strip());
    }
    return new Term.Mean(partition, values, shares);
  }

  /** The name of a partition; empty when its shares follow at once. */
  private String partition() {
    return next().is(Kind.WORD) ? tokens.get(at++).text() : "";
  }

  private @Nullable Term back(int to, int passed) {
    at = to;
    passedOver.subList(passed, passedOver.size()).clear();
    return null;
  }

  /** Several formulas after commas, labels before them or not; empty when one cannot be read. */
  List<Term> list() {
    List<Term> values = new ArrayList<>();
    do {
      int passed = passedOver.size();
      Term value = additive();
      if (value == null) {
        return List.of();
      }
      passedOver.subList(passed, passedOver.size()).clear();
      values.add(value);
    } while (accept(Kind.COMMA) || accept(Kind.SEMICOLON) || accept(Kind.OVER));
    return values;
  }

  /** A share in percent as a part of one. */
  Term share(Term term) {
    boolean percent =
        context.unitOf(term) == Unit.PERCENT
            || (term instanceof Term.Literal literal
                && literal.figure().nominal().compareTo(BigFraction.ONE) > 0);
    if (!percent) {
      return term;
    }
    Term rounded = term;
    if (term instanceof Term.Literal literal && !Literals.isExact(literal.figure())) {
      rounded = new Term.Literal(LiteralPrecision.whole(literal.figure(), context.rules()));
    }
    return new Term.Quotient(rounded, hundred());
  }

  /** The sides of an equation; empty when none can be read. */
  List<Term> chain() {
    List<Term> sides = new ArrayList<>();
    do {
      Term side = elided();
      if (side == null) {
        side = additive();
      }
      if (side == null) {
        return List.of();
      }
      sides.add(side);
    } while (accept(Kind.EQUAL) || acceptWord("against", "mot"));
    return sides;
  }

  /** {@code / 28 814} after {@code 12 053 / 28 381 or}: the same divided by another. */
  private @Nullable Term elided() {
    Term over = left;
    if (over != null && accept(Kind.OVER)) {
      Term under = unary();
      return under == null ? null : new Term.Quotient(over, under);
    }
    return null;
  }

  private static String lower(FormulaToken token) {
    return token.text().toLowerCase(Locale.ROOT);
  }
}
