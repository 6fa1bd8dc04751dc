package org.equipoise.claims;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Cuts a printed text into numbers, words and marks, and says where it had to guess: what a comma
 * between digits means, and which digits are the mark of a footnote.
 */
final class PrintedText {

  /** A text that has nothing to be made plain: letters, digits, single blanks, common marks. */
  private static final Pattern PLAIN = Pattern.compile("(?:[!-~åäöÅÄÖéÉ–](?: (?! ))?)*+");

  /** Every blank that sets thousands apart in print, and the plain one. */
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

  private static final Pattern INVISIBLE =
      Pattern.compile("[\\u00AD\\u200B-\\u200F\\u2060\\uFEFF]");

  /** A word cut at the end of a line. */
  private static final Pattern BROKEN = Pattern.compile("(?<=\\p{L})-\\R\\s*(?=\\p{Ll})");

  private static final Pattern RAISED = Pattern.compile("[\\u00B9\\u00B2\\u00B3\\u2070-\\u2079]+");

  private static final Pattern PIECE =
      Pattern.compile(
          "(?<number>\\d{1,3}(?:[ '’]\\d{3})+(?!\\d)(?:[.,]\\d+)?"
              + "|\\d{1,3}(?:,\\d{3})+(?!\\d)(?:\\.\\d+)?"
              + "|\\d{1,3}(?:\\.\\d{3})+(?!\\d)(?:,\\d+)?"
              + "|\\d+:\\d+"
              + "|\\d+[.,]\\d+|(?<![\\p{L}\\d])[.,]\\d+|\\d+)"
              + "|(?<word>\\p{L}(?:[\\p{L}\\p{M}]|[:.](?=\\p{L})|-(?=\\p{L}))*)"
              + "|(?<mark>\\S)");

  private static final Pattern GAPS = Pattern.compile("[ '’]");
  private static final Pattern YEAR_AND_DIGIT = Pattern.compile("(?:19|20)\\d{3}");

  /** {@code 1,234} and {@code 1.234}: thousands or decimals. */
  private static final Pattern EITHER_WAY = Pattern.compile("[1-9]\\d{0,2}[.,]\\d{3}");

  private static final Pattern SWEDISH =
      Pattern.compile(
          "[åäö]|\\b(procent|procentenhet|kr|kronor|mkr|tkr|miljon|miljoner|av|och|cirka|drygt"
              + "|knappt|runt|personer)");
  private static final Pattern ENGLISH =
      Pattern.compile(
          "\\b(percent|per cent|percentage|million|billion|thousand|of|and|about|nearly|almost|over"
              + "|under|people|at|the)\\b");

  private final String text;
  private final StatedUnit unit;
  private final DecimalSign sign;
  private final List<String> remarks;
  private final List<FigureToken> tokens = new ArrayList<>();

  private PrintedText(String text, StatedUnit unit, DecimalSign sign, List<String> remarks) {
    this.text = text;
    this.unit = unit;
    this.sign = sign;
    this.remarks = remarks;
  }

  /** The pieces of a text, in their order; remarks are added to the list given. */
  static List<FigureToken> cut(
      String printed, StatedUnit unit, DecimalSign sign, List<String> remarks) {
    PrintedText text = new PrintedText(plain(printed, remarks), unit, sign, remarks);
    text.cut();
    return text.tokens;
  }

  /** One kind of blank, one minus, lower case, nothing invisible and no raised footnote digits. */
  static String plain(String printed, List<String> remarks) {
    if (PLAIN.matcher(printed).matches()) {
      return printed.strip().toLowerCase(Locale.ROOT);
    }
    String joined = BROKEN.matcher(printed).replaceAll("");
    String visible = INVISIBLE.matcher(joined).replaceAll("");
    Matcher raised = RAISED.matcher(visible);
    if (raised.find()) {
      remarks.add("raised digits '" + raised.group() + "' were taken for the mark of a footnote");
      visible = raised.replaceAll("");
    }
    visible = visible.replace("½", ",5").replace("¼", ",25").replace("¾", ",75");
    String one =
        Normalizer.normalize(visible, Normalizer.Form.NFKC)
            .replace('\u2212', '-')
            .replace('\u2010', '-')
            .replace('\u2011', '-')
            .replace('\u2012', '–')
            .replace('\u2014', '–')
            .replace('\u2044', '/');
    return BLANKS.matcher(one).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }

  private void cut() {
    Matcher piece = PIECE.matcher(text);
    int from = 0;
    while (piece.find(from)) {
      String number = piece.group("number");
      from = piece.end();
      if (number != null) {
        from = number(number, piece.start());
      } else if (piece.group("word") != null) {
        tokens.add(new FigureToken.Word(piece.group("word"), piece.start(), piece.end()));
      } else {
        tokens.add(new FigureToken.Mark(piece.group("mark").charAt(0), piece.start(), from));
      }
    }
  }

  /**
   * Adds the number that begins here, or leaves a footnote or a code out; returns where to go on.
   */
  private int number(String number, int start) {
    int end = start + number.length();
    char before = start > 0 ? text.charAt(start - 1) : ' ';
    String run = leadingDigits(start);
    if (".,;:)”\"".indexOf(before) >= 0
        && run.length() <= 2
        && !run.isEmpty()
        && endsSentence(start - 1)) {
      remarks.add("'" + run + "' right after the end of a sentence was taken for a footnote");
      return start + run.length();
    }
    if (Character.isLetter(before)) {
      FigureToken.Word word = (FigureToken.Word) tokens.get(tokens.size() - 1);
      boolean expected = FigureWords.expectsNumber(word.text());
      if (!expected && (word.text().length() < 3 || run.length() < 3)) {
        if (word.text().length() > 2) {
          remarks.add("'" + run + "' glued to '" + word.text() + "' was taken for a footnote");
        }
        return start + run.length();
      }
      remarks.add("'" + word.text() + number + "' was read as " + word.text() + " and " + number);
    }
    int colon = number.indexOf(':');
    if (colon > 0) {
      tokens.add(code(number, colon, start, end));
      return end;
    }
    if (YEAR_AND_DIGIT.matcher(number).matches()) {
      return gluedYear(number, start);
    }
    tokens.add(new FigureToken.Digits(numeral(number), number, start, end));
    return end;
  }

  /**
   * A year and the mark of a footnote, where a year is meant; otherwise the number it looks like.
   */
  private int gluedYear(String number, int start) {
    int end = start + number.length();
    String year = number.substring(0, 4);
    if (unit.kind() == Figure.Unit.DATE || afterYearWord()) {
      remarks.add("'" + number + "' was read as the year " + year + " and the mark of a footnote");
      tokens.add(
          new FigureToken.Digits(
              Numeral.printed(new BigFraction(Integer.parseInt(year)), 0), year, start, end));
    } else {
      remarks.add("'" + number + "' may be the year " + year + " and the mark of a footnote");
      tokens.add(new FigureToken.Digits(numeral(number), number, start, end));
    }
    return end;
  }

  private boolean afterYearWord() {
    return !tokens.isEmpty()
        && tokens.get(tokens.size() - 1) instanceof FigureToken.Word word
        && FigureWords.expectsYear(word.text());
  }

  /** {@code 2013:1210}: a name, kept apart from every other by its second part. */
  private static FigureToken code(String number, int colon, int start, int end) {
    BigFraction first = new BigFraction(new BigInteger(number.substring(0, colon)));
    String rest = number.substring(colon + 1);
    BigFraction second =
        new BigFraction(new BigInteger(rest))
            .divide(new BigFraction(10).pow(Math.max(6, rest.length())));
    Numeral name = new Numeral(first.add(second), BigFraction.ZERO, BigFraction.ZERO, false);
    return new FigureToken.Digits(name, number, start, end);
  }

  private String leadingDigits(int start) {
    int end = start;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end);
  }

  /** Whether the mark at a place closes a word that is no abbreviation such as {@code ca.}. */
  private boolean endsSentence(int mark) {
    if (tokens.size() < 2 || mark == 0 || !Character.isLetter(text.charAt(mark - 1))) {
      return false;
    }
    return tokens.get(tokens.size() - 2) instanceof FigureToken.Word word
        && word.text().length() > 2
        && !FigureWords.expectsNumber(word.text());
  }

  private Numeral numeral(String number) {
    String digits = GAPS.matcher(number).replaceAll("");
    int comma = digits.lastIndexOf(',');
    int point = digits.lastIndexOf('.');
    int decimalAt = Math.max(comma, point);
    if (decimalAt < 0) {
      return Numeral.printed(new BigFraction(new BigInteger(digits)), 0);
    }
    char mark = digits.charAt(decimalAt);
    boolean bothMarks = comma >= 0 && point >= 0;
    boolean repeated = digits.indexOf(mark) != decimalAt;
    boolean grouped = number.length() != digits.length();
    boolean thousands =
        repeated
            || (!bothMarks
                && !grouped
                && EITHER_WAY.matcher(digits).matches()
                && thousands(digits, mark));
    String whole = (thousands ? digits : digits.substring(0, decimalAt)).replaceAll("[.,]", "");
    String decimals = thousands ? "" : digits.substring(decimalAt + 1);
    BigFraction value =
        new BigFraction(new BigInteger((whole + decimals).isEmpty() ? "0" : whole + decimals));
    return Numeral.printed(value.divide(Numeral.power(decimals.length())), decimals.length());
  }

  private boolean thousands(String digits, char mark) {
    DecimalSign decided = sign;
    String why = "as asked";
    if (sign == DecimalSign.AS_TOLD) {
      boolean whole = BigFraction.ZERO.equals(unit.step());
      boolean swedish = SWEDISH.matcher(text).find() || Boolean.TRUE.equals(unit.swedish());
      boolean english = ENGLISH.matcher(text).find() || Boolean.FALSE.equals(unit.swedish());
      if (whole) {
        remarks.add("'" + digits + "' was read with thousands set apart: its unit is whole");
        return true;
      } else if (SWEDISH.matcher(text).find() != ENGLISH.matcher(text).find()) {
        decided = SWEDISH.matcher(text).find() ? DecimalSign.COMMA : DecimalSign.POINT;
        why = "the words around it are " + (decided == DecimalSign.COMMA ? "Swedish" : "English");
      } else if (swedish != english) {
        decided = swedish ? DecimalSign.COMMA : DecimalSign.POINT;
        why = "its unit is told in " + (swedish ? "Swedish" : "English");
      } else {
        decided = mark == ',' ? DecimalSign.COMMA : DecimalSign.POINT;
        why = "nothing tells otherwise";
      }
    }
    boolean thousands = (mark == ',') == (decided == DecimalSign.POINT);
    if (sign == DecimalSign.AS_TOLD) {
      remarks.add(
          "'"
              + digits
              + "' was read with "
              + (thousands ? "thousands" : "decimals")
              + " after the "
              + (mark == ',' ? "comma" : "point")
              + ": "
              + why);
    }
    return thousands;
  }
}
