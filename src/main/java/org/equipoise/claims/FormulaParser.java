package org.equipoise.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** Deeper brackets are no formula of a person. */
  private static final int DEEPEST = 100;

  private final FormulaCursor cursor;
  private final FormulaNumbers numbers;

  /** No formula of a report is nested deeper, nor longer; what is would fill the stack. */
  private static final int NESTED = 60;

  private static final int MOST_STEPS = 400;

  private final FormulaContext context;
  private final Map<String, Term> variables;

  /** What the last fraction bar divided. */
  private @Nullable Term left;

  private int depth;
  private int within;
  private int steps;

  FormulaParser(FormulaCursor cursor, FormulaContext context, Map<String, Term> variables) {
    this.cursor = cursor;
    this.numbers = new FormulaNumbers(cursor, context);
    this.context = context;
    this.variables = variables;
  }

  FormulaCursor cursor() {
    return cursor;
  }

  /** Sums and differences. */
  @Nullable Term additive() {
    Term term = product();
    while (term != null) {
      boolean plus = cursor.next().is(Kind.PLUS) || cursor.next().isWord("plus");
      boolean minus =
          cursor.next().is(Kind.MINUS)
              || cursor.next().isWord("minus")
              || (cursor.next().isWord("less") && !cursor.ahead(1).isWord("than"));
      if (!plus && !minus) {
        return term;
      }
      cursor.skip(1);
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
      if (cursor.accept(Kind.TIMES)) {
        Term other = unary();
        term = other == null ? null : new Term.Product(term, other);
      } else if (cursor.accept(Kind.OVER)) {
        left = term;
        Term other = unary();
        term = other == null ? null : new Term.Quotient(term, other);
      } else if (cursor.next().isWord("of", "av") && startsOperand(cursor.ahead(1))) {
        cursor.skip(1);
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
        Literals.rounded("100", HUNDRED, BigFraction.ZERO, Unit.NUMBER, FigureRules.DEFAULT));
  }

  private @Nullable Term unary() {
    if (within >= NESTED || steps++ > MOST_STEPS) {
      return cursor.fail("a shorter formula");
    }
    within++;
    try {
      return signed();
    } finally {
      within--;
    }
  }

  private @Nullable Term signed() {
    if (cursor.accept(Kind.PLUS)) {
      return unary();
    }
    if (cursor.accept(Kind.MINUS)) {
      Term term = unary();
      return term == null ? null : new Term.Product(FormulaNumbers.exactly(-1), term);
    }
    return operand();
  }

  private boolean startsOperand(FormulaToken token) {
    return token.is(Kind.NUMBER)
        || token.is(Kind.CODE)
        || token.is(Kind.OPEN)
        || FormulaWords.isHedge(token)
        || FormulaWords.isSmallNumber(token)
        || (token.is(Kind.WORD) && variables.containsKey(token.text()));
  }

  private @Nullable Term operand() {
    FormulaToken token = cursor.next();
    if (token.is(Kind.NUMBER)) {
      return numbers.number();
    }
    if (token.is(Kind.CODE)) {
      return code();
    }
    if (token.is(Kind.OPEN)) {
      return group();
    }
    if (!token.is(Kind.WORD)) {
      return cursor.fail("a number, the id of a claim or a bracket");
    }
    Term variable = variables.get(token.text());
    if (variable != null) {
      cursor.skip(1);
      return variable;
    }
    if (token.isWord("missing", "saknat", "saknad") && cursor.ahead(1).is(Kind.QUOTED)) {
      cursor.skip(2);
      return new Term.Missing(cursor.last().text());
    }
    if (cursor.ahead(1).is(Kind.OPEN) && FormulaFunctions.isKnown(token.text())) {
      cursor.skip(1);
      return function(token.text());
    }
    boolean told =
        token.isWord("change", "förändring", "increase", "ökning", "decrease", "minskning")
            && cursor.ahead(1).isWord("from", "från");
    if (told || token.isWord("from", "från")) {
      cursor.skip(told ? 2 : 1);
      numbers.changing(true);
      Term from = additive();
      numbers.changing(false);
      if (from == null || !cursor.acceptWord("to", "till")) {
        return cursor.fail("'to' and what it changed to");
      }
      Term to = additive();
      return to == null
          ? null
          : FormulaFunctions.of(told ? token.text() : "change", List.of(from, to), context.unit());
    }
    Term word = numbers.worded();
    return word != null ? word : labelled();
  }

  private Term code() {
    FormulaToken token = cursor.take();
    Term term = new Term.Reference(token.text());
    if (cursor.next().is(Kind.NUMBER) && !context.knows(token.text())) {
      // The figure itself stands beside the id of a claim that is not in the file.
      return numbers.number();
    }
    if (cursor.next().is(Kind.NUMBER)) {
      cursor.skip(1);
    }
    cursor.postfix();
    return term;
  }

  private @Nullable Term group() {
    FormulaToken open = cursor.take();
    depth++;
    Term term = depth > DEEPEST ? null : additive();
    depth--;
    if (term != null && cursor.accept(Kind.SEMICOLON)) {
      Term to = additive();
      term = between(term, to);
    }
    if (term == null) {
      return null;
    }
    if (!cursor.accept(Kind.CLOSE)) {
      return cursor.fail("')' for the bracket at character " + (open.start() + 1));
    }
    cursor.postfix();
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
    return cursor.fail("two numbers in a bracket with ';', the smaller first");
  }

  private @Nullable Term function(String name) {
    cursor.skip(1);
    List<Term> arguments = new ArrayList<>();
    do {
      Term argument = additive();
      if (argument == null) {
        return null;
      }
      arguments.add(argument);
    } while (cursor.accept(Kind.COMMA) || cursor.accept(Kind.SEMICOLON));
    List<Term> shares = new ArrayList<>();
    if (cursor.acceptWord("at", "vid")) {
      do {
        Term share = operand();
        if (share == null) {
          return null;
        }
        shares.add(share(share));
      } while (cursor.accept(Kind.COMMA)
          || cursor.accept(Kind.OVER)
          || cursor.accept(Kind.SEMICOLON));
    }
    if (!cursor.accept(Kind.CLOSE)) {
      return cursor.fail("',' or ')' in " + name + "(…)");
    }
    cursor.postfix();
    if (!shares.isEmpty()) {
      if (shares.size() != arguments.size()) {
        return cursor.fail(arguments.size() + " shares after 'at', one for each part");
      }
      return new Term.Mean("", arguments, shares);
    }
    Term term = FormulaFunctions.of(name, arguments, context.unit());
    return term == null ? cursor.fail(FormulaFunctions.expected(name)) : term;
  }

  /** A word or two in front of a number tell what it counts. */
  private @Nullable Term labelled() {
    int words = 0;
    while (words < 4
        && cursor.ahead(words).is(Kind.WORD)
        && !FormulaWords.isJoin(cursor.ahead(words))) {
      words++;
    }
    FormulaToken value = cursor.ahead(words);
    boolean signed =
        value.is(Kind.MINUS)
            && cursor.ahead(words + 1).is(Kind.NUMBER)
            && cursor.ahead(words + 1).start() == value.end();
    if (words == 0 || !(value.is(Kind.NUMBER) || value.is(Kind.CODE) || signed)) {
      return cursor.fail("a number or the id of a claim");
    }
    FormulaToken first = cursor.next();
    cursor.skip(words);
    cursor.passedOver().add(cursor.before(first));
    return signed ? unary() : operand();
  }

  /**
   * {@code women 32, men 40 at 55/45}: parts by name and, if told, their shares; null when it is
   * none, and then nothing is read.
   */
  @Nullable Term parts() {
    int back = cursor.place();
    FormulaToken first = cursor.next();
    int passed = cursor.passedOver().size();
    List<Term> values = new ArrayList<>();
    do {
      boolean label =
          cursor.next().is(Kind.WORD)
              && !FormulaWords.isJoin(cursor.next())
              && !(cursor.ahead(1).is(Kind.OPEN) && FormulaFunctions.isKnown(cursor.next().text()));
      if (!label) {
        return none(back, passed);
      }
      cursor.skip(1);
      Term value = additive();
      if (value == null) {
        return none(back, passed);
      }
      if (cursor.accept(Kind.EQUAL)) {
        operand();
      }
      values.add(value);
    } while (cursor.accept(Kind.COMMA));
    String partition = "";
    List<Term> shares = new ArrayList<>();
    if (cursor.acceptWord("at", "vid")) {
      partition = partition();
      boolean told = partition.isEmpty() || startsOperand(cursor.next());
      if (!told) {
        shares.addAll(context.shares(partition));
      }
      while (told) {
        Term share = operand();
        if (share == null) {
          return none(back, passed);
        }
        shares.add(share(share));
        told = cursor.accept(Kind.OVER) || cursor.accept(Kind.COMMA);
      }
    }
    boolean shared = shares.size() == values.size();
    boolean named = shares.isEmpty() && !partition.isEmpty();
    boolean mean = context.unit() == Unit.PERCENT || context.unit() == Unit.POINTS;
    if (values.size() < 2 || !(shared || named || (shares.isEmpty() && mean))) {
      return none(back, passed);
    }
    if (!shared && !named) {
      cursor.passedOver().add(cursor.before(first));
    }
    return new Term.Mean(partition, values, shares);
  }

  /** The name of a partition; empty when its shares follow at once. */
  private String partition() {
    return cursor.next().is(Kind.WORD) ? cursor.take().text() : "";
  }

  private @Nullable Term none(int back, int passed) {
    cursor.back(back, passed);
    return null;
  }

  /** Several formulas after commas, labels before them or not; empty when one cannot be read. */
  List<Term> list() {
    List<Term> values = new ArrayList<>();
    do {
      int passed = cursor.passedOver().size();
      Term value = additive();
      if (value == null) {
        return List.of();
      }
      cursor.passedOver().subList(passed, cursor.passedOver().size()).clear();
      values.add(value);
    } while (cursor.accept(Kind.COMMA)
        || cursor.accept(Kind.SEMICOLON)
        || cursor.accept(Kind.OVER));
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
      if (side != null && cursor.accept(Kind.ARROW)) {
        side = changed(side, additive());
      }
      if (side == null) {
        return List.of();
      }
      sides.add(side);
    } while (cursor.accept(Kind.EQUAL) || cursor.acceptWord("against", "mot", "vs", "versus"));
    return sides;
  }

  /** {@code 260 -> 273}. */
  private @Nullable Term changed(Term from, @Nullable Term to) {
    return to == null ? null : FormulaFunctions.of("change", List.of(from, to), context.unit());
  }

  /** Whether a formula may come after the next word. */
  boolean startsAfterNext() {
    return startsOperand(cursor.ahead(1)) || cursor.ahead(1).is(Kind.MINUS);
  }

  /** Whether a formula may come next. */
  boolean startsFormula() {
    return startsOperand(cursor.next()) || cursor.next().is(Kind.MINUS);
  }

  /**
   * {@code 88 and 80 weighted by 41 and 21}: a mean whose weights need not sum to one; null when it
   * is none, and then nothing is read.
   */
  @Nullable Term weighted() {
    int back = cursor.place();
    int passed = cursor.passedOver().size();
    List<Term> values = several();
    boolean by =
        values.size() > 1
            && cursor.acceptWord("weighted", "vägda", "vägt")
            && cursor.acceptWord("by", "with", "med");
    List<Term> weights = by ? several() : List.of();
    if (!by || weights.size() != values.size()) {
      return none(back, passed);
    }
    List<Term> products = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      products.add(new Term.Product(values.get(i), weights.get(i)));
    }
    return new Term.Quotient(new Term.Sum(products), new Term.Sum(weights));
  }

  private List<Term> several() {
    List<Term> terms = new ArrayList<>();
    do {
      Term term = startsFormula() ? additive() : null;
      if (term == null) {
        return List.of();
      }
      terms.add(term);
    } while (cursor.accept(Kind.COMMA) || cursor.acceptWord("and", "och"));
    return terms;
  }

  /** {@code / 28 814} after {@code 12 053 / 28 381 or}: the same divided by another. */
  private @Nullable Term elided() {
    Term over = left;
    if (over != null && cursor.accept(Kind.OVER)) {
      Term under = unary();
      return under == null ? null : new Term.Quotient(over, under);
    }
    return null;
  }
}
