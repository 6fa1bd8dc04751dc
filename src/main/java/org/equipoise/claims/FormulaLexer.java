package org.equipoise.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.equipoise.claims.FormulaToken.Kind;

/** Splits a formula into words, numbers, codes of claims and signs. */
final class FormulaLexer {

  private static final String BLANK = "[ \\u00a0\\u2009\\u202f]";

  /** Groups of three after a blank or a comma, then a decimal point or comma. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?:\\d{1,3}(?:"
              + BLANK
              + "\\d{3})+(?!\\d)|\\d{1,3}(?:,\\d{3})+(?![\\d,])|\\d+)"
              + "(?:[.,]\\d+)?");

  /** Numbers of sections and dates, which are no quantities: 2.3.2, 2003:1210. */
  private static final Pattern NUMBERING = Pattern.compile("\\d+(?:\\.\\d+){2,}|\\d+:\\d+");

  private static final Pattern WORD =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*(?:[-.'][\\p{L}\\p{N}_]+)*");

  /** A sign of multiplication that sticks to its number, as in {@code 22 x81}. */
  private static final Pattern TIMES = Pattern.compile("x\\d+");

  private static final Pattern CODE = Pattern.compile("\\p{Lu}{1,4}-?\\d+\\p{L}?");

  private final String text;
  private final Set<String> codes;
  private final int longestCode;
  private final List<FormulaToken> tokens = new ArrayList<>();

  private FormulaLexer(String text, Set<String> codes, int longestCode) {
    this.text = text;
    this.codes = codes;
    this.longestCode = longestCode;
  }

  /**
   * The tokens of a formula, an end among them.
   *
   * @param codes the codes of all claims
   * @param longestCode the length of the longest
   */
  static List<FormulaToken> tokens(String text, Set<String> codes, int longestCode) {
    FormulaLexer lexer = new FormulaLexer(text, codes, longestCode);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    Matcher number = NUMBER.matcher(text);
    Matcher numbering = NUMBERING.matcher(text);
    Matcher word = WORD.matcher(text);
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || c == '\u00a0' || c == '\u202f') {
        at++;
      } else if (Character.isDigit(c)) {
        numbering.region(at, text.length());
        number.region(at, text.length());
        boolean numbered = numbering.lookingAt();
        Matcher found = numbered ? numbering : number;
        if (!numbered) {
          number.lookingAt();
        }
        at = add(numbered ? Kind.OTHER : Kind.NUMBER, at, found.end());
      } else if (Character.isLetter(c) || c == '_') {
        word.region(at, text.length());
        word.lookingAt();
        at = word(at, word.end());
      } else {
        at = sign(c, at);
      }
    }
    add(Kind.END, at, at);
  }

  private int add(Kind kind, int from, int to) {
    tokens.add(new FormulaToken(kind, text.substring(from, to), from, to));
    return to;
  }

  /** A word, unless it is the code of a claim or the sign of multiplication. */
  private int word(int from, int to) {
    int most = Math.min(text.length(), from + longestCode);
    for (int end = most; end > from; end--) {
      boolean whole = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (whole && codes.contains(text.substring(from, end))) {
        return add(Kind.CODE, from, end);
      }
    }
    String word = text.substring(from, to);
    if (word.equals("x") || word.equals("X")) {
      return add(Kind.TIMES, from, to);
    }
    if (word.equalsIgnoreCase("times") || word.equalsIgnoreCase("gånger")) {
      return add(Kind.TIMES, from, to);
    }
    if (word.equalsIgnoreCase("per")) {
      return add(Kind.OVER, from, to);
    }
    if (TIMES.matcher(word).matches()) {
      return add(Kind.TIMES, from, from + 1);
    }
    return add(CODE.matcher(word).matches() ? Kind.CODE : Kind.WORD, from, to);
  }

  private int sign(char c, int at) {
    String ahead = text.substring(at, Math.min(text.length(), at + 3));
    if (ahead.equals("+/-")) {
      return add(Kind.PLUS_MINUS, at, at + 3);
    }
    if (ahead.startsWith("->")) {
      return add(Kind.ARROW, at, at + 2);
    }
    if (ahead.startsWith("<=") || ahead.startsWith(">=")) {
      return add(c == '<' ? Kind.AT_MOST : Kind.AT_LEAST, at, at + 2);
    }
    if (c == '"' || c == '\u201d' || c == '\u201c' || c == '\u00bb') {
      return quoted(at);
    }
    if (c == '[') {
      int close = text.indexOf(']', at);
      if (close > at && codes.contains(text.substring(at + 1, close).strip())) {
        tokens.add(
            new FormulaToken(Kind.CODE, text.substring(at + 1, close).strip(), at, close + 1));
        return close + 1;
      }
    }
    Kind kind =
        switch (c) {
          case '+' -> Kind.PLUS;
          case '-', '\u2013', '\u2212' -> Kind.MINUS;
          case '*', '\u00d7', '\u00b7' -> Kind.TIMES;
          case '/', '\u00f7' -> Kind.OVER;
          case '%' -> Kind.PERCENT;
          case '(' -> Kind.OPEN;
          case ')' -> Kind.CLOSE;
          case ',' -> Kind.COMMA;
          case ';' -> Kind.SEMICOLON;
          case ':' -> Kind.COLON;
          case '=' -> Kind.EQUAL;
          case '\u2264' -> Kind.AT_MOST;
          case '\u2265' -> Kind.AT_LEAST;
          case '<' -> Kind.AT_MOST;
          case '>' -> Kind.AT_LEAST;
          case '\u2192' -> Kind.ARROW;
          case '\u00b1' -> Kind.PLUS_MINUS;
          default -> Kind.OTHER;
        };
    return add(kind, at, at + 1);
  }

  private int quoted(int at) {
    int close = at + 1;
    while (close < text.length() && "\"\u201d\u201c\u00ab\u00bb".indexOf(text.charAt(close)) < 0) {
      close++;
    }
    int end = Math.min(text.length(), close + 1);
    tokens.add(new FormulaToken(Kind.QUOTED, text.substring(at + 1, close), at, end));
    return end;
  }
}
