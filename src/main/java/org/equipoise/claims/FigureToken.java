package org.equipoise.claims;

/** A piece of a printed text: a number in digits, a word, or a mark. */
sealed interface FigureToken {

  /** Where it begins in the text. */
  int start();

  /** Where it ends. */
  int end();

  /** A number in digits. */
  record Digits(Numeral numeral, String text, int start, int end) implements FigureToken {}

  /** A word, in lower case. */
  record Word(String text, int start, int end) implements FigureToken {}

  /** Anything else that is printed. */
  record Mark(char sign, int start, int end) implements FigureToken {}
}
