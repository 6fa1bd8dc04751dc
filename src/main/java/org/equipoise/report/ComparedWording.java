package org.equipoise.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Tone;
import org.equipoise.document.Words;
import org.equipoise.publication.ComparedNumber;
import org.equipoise.publication.ComparedNumber.Match;
import org.equipoise.publication.ComparedRow;
import org.equipoise.publication.ComparedTable;
import org.equipoise.publication.PrintedNumber;
import org.equipoise.publication.PrintedQuantity;
import org.equipoise.publication.ReanalysedName;
import org.equipoise.publication.Way;

/** Words and numbers of a comparison with a printed table, in one language. */
final class ComparedWording {

  /** Digits that a number made anew has beyond those printed. */
  private static final int BEYOND = 2;

  private static final String MINUSES = "-\u2212\u2013\u2010\u2011\ufe63\uff0d";

  /** A number with its sign, marks between thousands and decimals. */
  private static final Pattern FIGURE =
      Pattern.compile(
          "(?:[" + MINUSES + "]\\s?)?(?:\\d[\\d.,'\u2019 \u00a0\u2009\u202f]*\\d|[.,]?\\d+)");

  private final Words words;
  private final WayWords ways;
  private final Numerals numerals;

  ComparedWording(Language language) {
    this.words = ComparedWord.in(language);
    this.ways = new WayWords(language);
    this.numerals = new Numerals(language);
  }

  Language language() {
    return words.language();
  }

  Numerals numerals() {
    return numerals;
  }

  String say(ComparedWord word, String... parts) {
    return words.say(word, parts);
  }

  String say(PrintedQuantity quantity) {
    return words.say(quantity);
  }

  String say(ComparedNumber.Rounding rounding) {
    return words.say(rounding);
  }

  String count(int number) {
    return numerals.count(number);
  }

  String way(Way way) {
    return ways.of(way);
  }

  String wayCapital(Way way) {
    return ways.capital(way);
  }

  /** Words in a row: {@code a, b and c}. */
  String listed(List<String> parts) {
    int end = parts.size() - 1;
    return end < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, end))
            + " "
            + say(ComparedWord.AND)
            + " "
            + parts.get(end);
  }

  /** The name of a file without its folders. */
  static String file(String path) {
    String plain = path.replace('\\', '/');
    String whole = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    return whole.substring(whole.lastIndexOf('/') + 1);
  }

  /** As a line begins. */
  static String capital(String phrase) {
    return phrase.isEmpty()
        ? phrase
        : phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
  }

  /** In the language's own marks of quotation. */
  String quoted(String phrase) {
    return say(ComparedWord.QUOTED, phrase);
  }

  /** What a verdict is called, short. */
  String badge(Match match) {
    return say(
        switch (match) {
          case REPRODUCED -> ComparedWord.BADGE_REPRODUCED;
          case WITHIN_ROUNDING -> ComparedWord.BADGE_WITHIN;
          case ONLY_UNDER -> ComparedWord.BADGE_ONLY_UNDER;
          case NOT_REPRODUCED -> ComparedWord.BADGE_NOT;
          case NOT_COMPARABLE -> ComparedWord.BADGE_LEFT;
        });
  }

  /** What a verdict means, a sentence. */
  String meaning(Match match) {
    return say(
        switch (match) {
          case REPRODUCED -> ComparedWord.MEANS_REPRODUCED;
          case WITHIN_ROUNDING -> ComparedWord.MEANS_WITHIN;
          case ONLY_UNDER -> ComparedWord.MEANS_ONLY_UNDER;
          case NOT_REPRODUCED -> ComparedWord.MEANS_NOT;
          case NOT_COMPARABLE -> ComparedWord.MEANS_LEFT;
        });
  }

  static Tone tone(Match match) {
    return switch (match) {
      case REPRODUCED, WITHIN_ROUNDING -> Tone.PLAIN;
      case ONLY_UNDER -> Tone.CAUTION;
      case NOT_REPRODUCED -> Tone.ALARM;
      case NOT_COMPARABLE -> Tone.NOTE;
    };
  }

  /**
   * What a line of the table is about: what its analysis is called only where there are several or
   * the printed table names them.
   */
  String name(ComparedTable table, ComparedRow row) {
    ReanalysedName ours = row.ours();
    List<String> parts = new ArrayList<>();
    if (ours == null) {
      parts.addAll(row.printed().name().parts());
    } else {
      parts.add(ours.outcome().in(language().tag()));
      parts.add(ours.moment().in(language().tag()));
      parts.add(ours.group().in(language().tag()));
      parts.add(ours.term().in(language().tag()));
      if (tellsAnalyses(table)) {
        parts.add(ours.analysis().in(language().tag()));
      }
    }
    parts.removeIf(String::isBlank);
    return parts.isEmpty()
        ? say(ComparedWord.LINE, count(row.printed().line()))
        : String.join(" \u00b7 ", parts);
  }

  private static boolean tellsAnalyses(ComparedTable table) {
    boolean printed =
        table.rows().stream().anyMatch(row -> !row.printed().name().analysis().isBlank());
    return printed || severalAnalyses(table);
  }

  private static boolean severalAnalyses(ComparedTable table) {
    return table.rows().stream()
            .map(row -> row.ours() == null ? "" : row.ours().analysis().code())
            .filter(code -> !code.isEmpty())
            .distinct()
            .count()
        > 1;
  }

  /** A number made anew, with two digits more than are printed; empty when there is none. */
  String number(PrintedNumber like, double number) {
    if (Double.isNaN(number)) {
      return "";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "\u221e" : Numerals.MINUS + "\u221e";
    }
    if (like.quantity() == PrintedQuantity.STARS) {
      return number < 1 ? say(ComparedWord.NO_STARS) : "*".repeat((int) number);
    }
    int decimals = Math.max(0, like.value().scale());
    return numerals.fixed(number, like.quantity().counts() ? decimals : decimals + BEYOND);
  }

  /**
   * A printed figure in the language's own digits, so that it can be held against ours; what stands
   * around them, such as brackets and stars, stays. A figure that is written in an unusual way is
   * left as it is printed.
   */
  String printed(PrintedNumber number) {
    if (number.quantity() == PrintedQuantity.STARS) {
      return number.printed().equals("0") ? say(ComparedWord.NO_STARS) : number.printed();
    }
    Matcher figure = FIGURE.matcher(number.printed());
    if (!figure.find()) {
      return number.printed();
    }
    String token = number.printed().substring(figure.start(), figure.end());
    String before = number.printed().substring(0, figure.start());
    String after = number.printed().substring(figure.end());
    boolean alone = after.codePoints().noneMatch(Character::isDigit);
    boolean same = figures(token).equals(figures(number.value().toPlainString()));
    if (!alone || !same || number.value().scale() < 0) {
      return number.printed();
    }
    String digits = numerals.fixed(number.value().doubleValue(), number.value().scale());
    boolean zero = number.value().signum() == 0 && token.codePointAt(0) != '0';
    boolean signed = zero && MINUSES.indexOf(token.charAt(0)) >= 0;
    return before + (signed ? Numerals.MINUS : "") + digits + after;
  }

  /** The digits alone, without zeros in front. */
  private static String figures(String text) {
    return text.replaceAll("\\D", "").replaceFirst("^0+", "");
  }

  /** How far off a number is: whole where it counts, else in two figures. */
  String gap(ComparedNumber number) {
    double gap = number.gap();
    if (Double.isNaN(gap)) {
      return "";
    }
    if (Double.isInfinite(gap)) {
      return "\u221e";
    }
    if (gap == 0 || number.printed().quantity().counts()) {
      return numerals.fixed(gap, 0);
    }
    BigDecimal exact = new BigDecimal(gap);
    int decimals = Math.max(0, 2 - (exact.precision() - exact.scale()));
    return numerals.fixed(gap, decimals);
  }

  /** Digits as a program writes them, in the language's own marks. */
  String digits(String plain) {
    return plain.replace('-', Numerals.MINUS).replace('.', numerals.decimalMark());
  }
}
