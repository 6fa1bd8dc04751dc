package org.equipoise.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
   * What a line of the table is about: what its analysis is called only where there are several.
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
      if (severalAnalyses(table)) {
        parts.add(ours.analysis().in(language().tag()));
      }
    }
    parts.removeIf(String::isBlank);
    return parts.isEmpty()
        ? say(ComparedWord.LINE, count(row.printed().line()))
        : String.join(" \u00b7 ", parts);
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
      return "*".repeat(Math.max(0, (int) number));
    }
    int decimals = Math.max(0, like.value().scale());
    return numerals.fixed(number, like.quantity().counts() ? decimals : decimals + BEYOND);
  }

  /** A gap, in two figures. */
  String gap(double gap) {
    if (gap == 0 || !Double.isFinite(gap)) {
      return "0";
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
