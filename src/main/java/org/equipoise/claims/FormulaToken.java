package org.equipoise.claims;

/**
 * A word, number or sign of a formula.
 *
 * @param kind what it is
 * @param text as written; of a quotation what stands between the quotes
 * @param start where it begins in the formula, counted from 0
 * @param end where the next may begin
 */
record FormulaToken(Kind kind, String text, int start, int end) {

  enum Kind {
    NUMBER,
    CODE,
    WORD,
    QUOTED,
    PLUS,
    MINUS,
    TIMES,
    OVER,
    PERCENT,
    OPEN,
    CLOSE,
    COMMA,
    SEMICOLON,
    COLON,
    EQUAL,
    AT_MOST,
    AT_LEAST,
    PLUS_MINUS,
    ARROW,
    OTHER,
    END
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** Whether it is one of these words, whatever its case. */
  boolean isWord(String... words) {
    if (kind != Kind.WORD) {
      return false;
    }
    for (String word : words) {
      if (word.equalsIgnoreCase(text)) {
        return true;
      }
    }
    return false;
  }
}
