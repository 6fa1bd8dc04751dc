package org.equipoise.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.equipoise.claims.FormulaToken.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A place among the tokens of a formula, with what was met on the way: remarks, words that were
 * passed over, and how far reading came.
 */
final class FormulaCursor {

  private final String text;
  private final List<FormulaToken> tokens;
  private final Set<String> variables;
  private final List<String> passedOver = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private int at;
  private int stopped = -1;
  private String expected = "";

  /**
   * @param variables names that stand for an assumption, which are not passed over
   */
  FormulaCursor(String text, List<FormulaToken> tokens, Set<String> variables) {
    this.text = text;
    this.tokens = tokens;
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

  /** The token some steps ahead; the end beyond it. */
  FormulaToken ahead(int steps) {
    return tokens.get(Math.min(tokens.size() - 1, at + steps));
  }

  /** The token read last. */
  FormulaToken last() {
    return tokens.get(Math.max(0, at - 1));
  }

  /** Reads the next token. */
  FormulaToken take() {
    FormulaToken token = next();
    skip(1);
    return token;
  }

  /** Passes tokens that have been looked at. */
  void skip(int steps) {
    at = Math.min(tokens.size() - 1, at + steps);
  }

  int place() {
    return at;
  }

  /** Goes back to a place, as if nothing had been read since. */
  void back(int to, int passed) {
    at = to;
    passedOver.subList(passed, passedOver.size()).clear();
  }

  boolean atEnd() {
    return next().is(Kind.END);
  }

  /** The formula from a token to the one read last. */
  String since(FormulaToken first) {
    return text.substring(first.start(), last().end());
  }

  /** The formula from a token to the next one. */
  String before(FormulaToken first) {
    return text.substring(first.start(), next().start()).strip();
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

  /** Passes over everything that is left. */
  void passRest() {
    if (!atEnd()) {
      passedOver.add(text.substring(next().start()).strip());
      at = tokens.size() - 1;
    }
  }

  /** The claim that is cited; the rest is a remark. */
  Term cited() {
    Term term = new Term.Reference(next().text());
    remarks.add(text.substring(ahead(1).end()).strip());
    at = tokens.size() - 1;
    return term;
  }

  /** Remembers how far reading came and what should stand there. */
  @Nullable Term fail(String what) {
    if (next().start() >= stopped) {
      stopped = next().start();
      expected = what;
    }
    return null;
  }

  /** What may stand after a number without changing it: a remark, a noun, a place. */
  void postfix() {
    while (true) {
      if (next().is(Kind.OPEN)) {
        remark();
      } else if (next().isWord("in", "i")) {
        whereabouts();
      } else if (next().is(Kind.WORD)
          && !FormulaWords.isJoin(next())
          && !variables.contains(next().text())) {
        int from = next().start();
        while (next().is(Kind.WORD) && !FormulaWords.isJoin(next())) {
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

  private void whereabouts() {
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
}
