package org.equipoise.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.CheckedClaim;
import org.equipoise.claims.Doubt;
import org.equipoise.claims.Figure;
import org.equipoise.claims.Figure.Unit;
import org.equipoise.claims.FigureRules;
import org.equipoise.claims.Interval;
import org.equipoise.claims.PrintedFigures;
import org.equipoise.claims.StatNote;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.document.Words;
import org.jspecify.annotations.Nullable;

/** Words and numbers of a check of printed claims, in one language. */
final class ClaimsWording {

  /** Digits that a recomputed value has beyond those printed. */
  private static final int BEYOND = 2;

  /** More files than these are only counted. */
  private static final int NAMED = 2;

  /** Digits at most, where two values must be told apart. */
  private static final int MOST = 9;

  /** A decimal point between digits. */
  private static final Pattern POINT = Pattern.compile("(?<=\\d)\\.(?=\\d)");

  /** A blank between digits. */
  private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d) (?=\\d{3}(?!\\d))");

  private final Words words;
  private final Words statistics;
  private final Numerals numerals;

  ClaimsWording(Language language) {
    this.words = ClaimsWord.in(language);
    this.statistics = Words.in(language, "claims-statistics");
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

  /** Why something may yet be right, in an order that never changes. */
  List<String> doubts(Set<Doubt> doubts) {
    return doubts.stream().sorted().map(doubt -> words.say(doubt)).toList();
  }

  /** What a statistical relation tells besides its verdict. */
  String say(StatNote note) {
    return statistics.say(
        note.says(), note.parts().stream().map(this::convention).toArray(String[]::new));
  }

  /** What all of them tell. */
  String notes(CheckedClaim claim) {
    return String.join(" ", claim.notes().stream().map(this::say).toList());
  }

  /**
   * The name of a convention, or a list of them, word by word; what has no words of its own stays.
   */
  private String convention(String name) {
    List<String> words = new ArrayList<>();
    for (String word : name.split(", ", -1)) {
      words.add(statistics.find("convention", word).orElseGet(() -> pointed(word)));
    }
    return String.join(", ", words);
  }

  /** A number with the decimal sign of the language. */
  private String pointed(String word) {
    return language() == Language.SWEDISH ? POINT.matcher(word).replaceAll(",") : word;
  }

  String say(FigureRules.Rounding rounding) {
    return words.say(rounding);
  }

  /** Files by their names; many are only counted. */
  String files(List<String> names) {
    return names.size() > NAMED
        ? say(ClaimsWord.FILES, numerals.count(names.size()))
        : listed(names, ClaimsWord.AND);
  }

  /** The figure as printed, not broken between its thousands. */
  static String printed(CheckedClaim claim) {
    return unbroken(claim.claim().printed());
  }

  /** Words in which no number is broken at the end of a line. */
  static String unbroken(String words) {
    return THOUSANDS.matcher(words).replaceAll("\u00a0");
  }

  /** Document and place. */
  static String place(CheckedClaim claim) {
    String document = claim.claim().document();
    String place = claim.claim().place();
    return document.isEmpty() || place.isEmpty() ? document + place : document + ", " + place;
  }

  /** Everything that rounding and hedge let the printed figure stand for; empty for words alone. */
  Optional<String> standsFor(CheckedClaim claim) {
    return claim
        .figure()
        .filter(figure -> figure.unit() != Unit.IDENTIFIER)
        .map(figure -> values(figure.allowed(), Shape.of(claim), null));
  }

  /** What the figures read plainly give. */
  Optional<String> nominal(CheckedClaim claim) {
    return claim.nominal().map(value -> value(value, Shape.of(claim), null));
  }

  /** All that they can give, when that is more than one value. */
  Optional<String> recomputed(CheckedClaim claim) {
    Interval printed = claim.figure().map(Figure::allowed).orElse(null);
    return claim.recomputed().map(interval -> values(interval, Shape.of(claim), printed));
  }

  /** What would fit; empty when nothing does. */
  Optional<String> repair(CheckedClaim claim) {
    List<String> parts = new ArrayList<>();
    for (Interval interval : claim.repair()) {
      parts.add(values(interval, Shape.of(claim), null));
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
  String value(BigFraction value, Shape shape, @Nullable Interval apart) {
    return with(digits(value, decimals(value, shape, apart), shape), shape, isOne(value));
  }

  /**
   * An interval in the unit of a figure.
   *
   * @param apart another interval whose ends must not look the same when they differ
   */
  String values(Interval interval, Shape shape, @Nullable Interval apart) {
    BigFraction lower = interval.lower();
    BigFraction upper = interval.upper();
    if (lower != null && lower.equals(upper)) {
      return value(lower, shape, apart);
    }
    String low = lower == null ? "" : digits(lower, decimals(lower, shape, apart), shape);
    String high = upper == null ? "" : digits(upper, decimals(upper, shape, apart), shape);
    if (lower == null) {
      return upper == null
          ? say(ClaimsWord.ANYTHING)
          : say(
              interval.upperIn() ? ClaimsWord.AT_MOST : ClaimsWord.LESS_THAN,
              with(high, shape, false));
    }
    if (upper == null) {
      return say(
          interval.lowerIn() ? ClaimsWord.OR_MORE : ClaimsWord.MORE_THAN, with(low, shape, false));
    }
    ClaimsWord between =
        interval.lowerIn()
            ? interval.upperIn() ? ClaimsWord.FROM_TO : ClaimsWord.FROM_BELOW
            : interval.upperIn() ? ClaimsWord.ABOVE_TO : ClaimsWord.ABOVE_BELOW;
    return say(between, low, with(high, shape, false));
  }

  /** The shortest form of an interval, for pictures: {@code 42.5–43.5%}. */
  String brief(Interval interval, Shape shape, @Nullable Interval apart) {
    BigFraction lower = interval.lower();
    BigFraction upper = interval.upper();
    if (lower == null || upper == null || lower.equals(upper)) {
      return values(interval, shape, apart);
    }
    String low = digits(lower, decimals(lower, shape, apart), shape);
    String high = digits(upper, decimals(upper, shape, apart), shape);
    boolean below = low.charAt(0) == Numerals.MINUS || high.charAt(0) == Numerals.MINUS;
    String dash = below ? " \u2013 " : "\u2013";
    return low + dash + (shape.unit() == Unit.POINTS ? high : with(high, shape, false));
  }

  private String with(String digits, Shape shape, boolean one) {
    if (shape.millions() == 2) {
      return say(ClaimsWord.BILLION, digits);
    } else if (shape.millions() == 1) {
      return say(ClaimsWord.MILLION, digits);
    }
    return switch (shape.unit()) {
      case PERCENT -> digits + (language() == Language.ENGLISH ? "%" : "\u00a0%");
      case POINTS -> say(one ? ClaimsWord.POINT : ClaimsWord.POINTS, digits);
      default -> digits;
    };
  }

  /**
   * How the values of a claim are written.
   *
   * @param unit what they count
   * @param step one unit of the last place printed
   * @param millions 1 when they are told in millions, 2 when in thousands of millions
   */
  record Shape(Unit unit, BigFraction step, int millions) {

    /** Numbers of no claim. */
    static final Shape PLAIN = new Shape(Unit.NUMBER, BigFraction.ZERO, 0);

    private static final BigFraction MILLION = new BigFraction(1_000_000);

    static Shape of(@Nullable CheckedClaim claim) {
      if (claim == null) {
        return PLAIN;
      }
      Unit unit = claim.figure().map(Figure::unit).orElse(Unit.NUMBER);
      BigFraction step = claim.figure().map(Figure::step).orElse(BigFraction.ZERO);
      BigFraction stated = PrintedFigures.scale(claim.claim().unit());
      int millions =
          stated.compareTo(MILLION) < 0 ? 0 : stated.compareTo(MILLION.multiply(1000)) < 0 ? 1 : 2;
      return new Shape(unit, step, millions);
    }

    BigFraction scale() {
      return millions == 0 ? BigFraction.ONE : millions == 1 ? MILLION : MILLION.multiply(1000);
    }
  }

  private static boolean isOne(BigFraction value) {
    return value.abs().equals(BigFraction.ONE);
  }

  private String digits(BigFraction value, int decimals, Shape shape) {
    BigFraction rounded = rounded(value.divide(shape.scale()), decimals);
    if (shape.unit() == Unit.DATE || shape.unit() == Unit.IDENTIFIER) {
      // A year has no mark between its thousands.
      return String.valueOf(rounded.longValue());
    }
    return numerals.fixed(rounded.doubleValue(), decimals);
  }

  /** No more decimals than it has, and no more than two beyond the printed ones. */
  private static int decimals(BigFraction of, Shape shape, @Nullable Interval apart) {
    BigFraction value = of.divide(shape.scale());
    int most = BEYOND + printedDecimals(shape.step().divide(shape.scale()));
    int decimals = 0;
    while (decimals < most && !rounded(value, decimals).equals(value)) {
      decimals++;
    }
    if (apart != null) {
      while (decimals < MOST
          && (confusable(value, apart.lower(), decimals, shape)
              || confusable(value, apart.upper(), decimals, shape))) {
        decimals++;
      }
    }
    return decimals;
  }

  private static boolean confusable(
      BigFraction value, @Nullable BigFraction end, int decimals, Shape shape) {
    return end != null
        && !end.divide(shape.scale()).equals(value)
        && rounded(value, decimals).equals(end.divide(shape.scale()));
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
