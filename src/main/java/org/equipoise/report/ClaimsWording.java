package org.equipoise.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.CheckedClaim;
import org.equipoise.claims.Doubt;
import org.equipoise.claims.Figure;
import org.equipoise.claims.Figure.Unit;
import org.equipoise.claims.FigureRules;
import org.equipoise.claims.Interval;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Words;
import org.jspecify.annotations.Nullable;

/** Words and numbers of a check of printed claims, in one language. */
final class ClaimsWording {

  /** Digits that a recomputed value has beyond those printed. */
  private static final int BEYOND = 2;

  /** Digits at most, where two values must be told apart. */
  private static final int MOST = 9;

  private final Words words;
  private final Numerals numerals;

  ClaimsWording(Language language) {
    this.words = ClaimsWord.in(language);
    this.numerals = new Numerals(language);
  }

  Language language() {
    return words.language();
  }

  Numerals numerals() {
    return numerals;
  }

  String say(ClaimsWord word, String... parts) {
    return words.say(word, parts);
  }

  /** Words that go with a number: those for one, or those for several. */
  String say(int count, ClaimsWord one, ClaimsWord several, String... more) {
    List<String> parts = new ArrayList<>();
    parts.add(numerals.count(count));
    parts.addAll(List.of(more));
    return words.say(count == 1 ? one : several, parts.toArray(String[]::new));
  }

  String say(Doubt doubt) {
    return words.say(doubt);
  }

  String say(FigureRules.Rounding rounding) {
    return words.say(rounding);
  }

  /** The figure as printed and its unit as written beside it. */
  static String printed(CheckedClaim claim) {
    return claim.claim().printed();
  }

  /** Document and place. */
  static String place(CheckedClaim claim) {
    String document = claim.claim().document();
    String place = claim.claim().place();
    return document.isEmpty() || place.isEmpty() ? document + place : document + ", " + place;
  }

  /** Everything that rounding and hedge let the printed figure stand for; empty for words alone. */
  Optional<String> standsFor(CheckedClaim claim) {
    return claim.figure().map(figure -> values(figure.allowed(), figure, null));
  }

  /** What the figures read plainly give. */
  Optional<String> nominal(CheckedClaim claim) {
    return claim.nominal().map(value -> value(value, claim.figure().orElse(null), null));
  }

  /** All that they can give, when that is more than one value. */
  Optional<String> recomputed(CheckedClaim claim) {
    Figure figure = claim.figure().orElse(null);
    Interval printed = figure == null ? null : figure.allowed();
    return claim.recomputed().map(interval -> values(interval, figure, printed));
  }

  /** What would fit; empty when nothing does. */
  Optional<String> repair(CheckedClaim claim) {
    List<String> parts = new ArrayList<>();
    for (Interval interval : claim.repair()) {
      parts.add(values(interval, claim.figure().orElse(null), null));
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(listed(parts, ClaimsWord.OR));
  }

  /** Words in a row: {@code a, b or c}. */
  String listed(List<String> parts, ClaimsWord last) {
    int end = parts.size() - 1;
    return end < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, end)) + " " + say(last) + " " + parts.get(end);
  }

  /** One value in the unit of a figure. */
  String value(BigFraction value, @Nullable Figure figure, @Nullable Interval apart) {
    return with(digits(value, decimals(value, figure, apart), figure), figure, isOne(value));
  }

  /**
   * An interval in the unit of a figure.
   *
   * @param apart another interval whose ends must not look the same when they differ
   */
  String values(Interval interval, @Nullable Figure figure, @Nullable Interval apart) {
    BigFraction lower = interval.lower();
    BigFraction upper = interval.upper();
    if (lower != null && lower.equals(upper)) {
      return value(lower, figure, apart);
    }
    String low = lower == null ? "" : digits(lower, decimals(lower, figure, apart), figure);
    String high = upper == null ? "" : digits(upper, decimals(upper, figure, apart), figure);
    if (lower == null) {
      return upper == null
          ? say(ClaimsWord.ANYTHING)
          : say(
              interval.upperIn() ? ClaimsWord.AT_MOST : ClaimsWord.LESS_THAN,
              with(high, figure, false));
    }
    if (upper == null) {
      return say(
          interval.lowerIn() ? ClaimsWord.OR_MORE : ClaimsWord.MORE_THAN, with(low, figure, false));
    }
    ClaimsWord between =
        interval.lowerIn()
            ? interval.upperIn() ? ClaimsWord.FROM_TO : ClaimsWord.FROM_BELOW
            : interval.upperIn() ? ClaimsWord.ABOVE_TO : ClaimsWord.ABOVE_BELOW;
    return say(between, low, with(high, figure, false));
  }

  /** The shortest form of an interval, for pictures: {@code 42.5–43.5%}. */
  String brief(Interval interval, @Nullable Figure figure, @Nullable Interval apart) {
    BigFraction lower = interval.lower();
    BigFraction upper = interval.upper();
    if (lower == null || upper == null || lower.equals(upper)) {
      return values(interval, figure, apart);
    }
    String low = digits(lower, decimals(lower, figure, apart), figure);
    String high = digits(upper, decimals(upper, figure, apart), figure);
    boolean below = low.charAt(0) == Numerals.MINUS || high.charAt(0) == Numerals.MINUS;
    String dash = below ? " \u2013 " : "\u2013";
    boolean points = figure != null && figure.unit() == Unit.POINTS;
    return low + dash + (points ? high : with(high, figure, false));
  }

  private String with(String digits, @Nullable Figure figure, boolean one) {
    if (figure == null) {
      return digits;
    }
    return switch (figure.unit()) {
      case PERCENT -> digits + (language() == Language.ENGLISH ? "%" : "\u00a0%");
      case POINTS -> say(one ? ClaimsWord.POINT : ClaimsWord.POINTS, digits);
      default -> digits;
    };
  }

  private static boolean isOne(BigFraction value) {
    return value.abs().equals(BigFraction.ONE);
  }

  private String digits(BigFraction value, int decimals, @Nullable Figure figure) {
    BigFraction rounded = rounded(value, decimals);
    if (figure != null && (figure.unit() == Unit.DATE || figure.unit() == Unit.IDENTIFIER)) {
      // A year has no mark between its thousands.
      return String.valueOf(rounded.longValue());
    }
    return numerals.fixed(rounded.doubleValue(), decimals);
  }

  /** No more decimals than it has, and no more than two beyond the printed ones. */
  private static int decimals(
      BigFraction value, @Nullable Figure figure, @Nullable Interval apart) {
    int most = BEYOND + (figure == null ? 0 : printedDecimals(figure.step()));
    int decimals = 0;
    while (decimals < most && !rounded(value, decimals).equals(value)) {
      decimals++;
    }
    if (apart != null) {
      while (decimals < MOST
          && (confusable(value, apart.lower(), decimals)
              || confusable(value, apart.upper(), decimals))) {
        decimals++;
      }
    }
    return decimals;
  }

  private static boolean confusable(BigFraction value, @Nullable BigFraction end, int decimals) {
    return end != null && !end.equals(value) && rounded(value, decimals).equals(end);
  }

  private static BigFraction rounded(BigFraction value, int decimals) {
    BigInteger scale = BigInteger.TEN.pow(decimals);
    BigDecimal scaled =
        new BigDecimal(value.getNumerator().multiply(scale))
            .divide(new BigDecimal(value.getDenominator()), 0, RoundingMode.HALF_UP);
    return new BigFraction(scaled.toBigInteger(), scale);
  }

  private static int printedDecimals(BigFraction step) {
    int decimals = 0;
    BigFraction left = step;
    while (left.compareTo(BigFraction.ZERO) > 0
        && left.compareTo(BigFraction.ONE) < 0
        && decimals < MOST) {
      left = left.multiply(10);
      decimals++;
    }
    return decimals;
  }
}
