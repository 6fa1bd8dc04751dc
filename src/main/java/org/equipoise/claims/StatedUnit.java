package org.equipoise.claims;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside a printed figure about its unit and rounding: {@code %, whole percent}; {@code
 * MSEK, en decimal}; {@code persons, rounded to hundred}.
 *
 * @param kind what is counted; null when nothing is said
 * @param scale how many units of one the stated unit holds: 1000000 for MSEK
 * @param step what the figure is rounded to, in units of one; 0 when it is exact; null when nothing
 *     is said
 * @param bound whether the figure is said to be a lower or an upper bound
 * @param swedish whether Swedish words were used, or English ones; null when neither tells
 */
record StatedUnit(
    Figure.@Nullable Unit kind,
    BigFraction scale,
    @Nullable BigFraction step,
    Hedge bound,
    @Nullable Boolean swedish) {

  private static final Map<String, Integer> MONEY =
      Map.ofEntries(
          Map.entry("msek", 6),
          Map.entry("mkr", 6),
          Map.entry("mnkr", 6),
          Map.entry("mn", 6),
          Map.entry("miljoner", 6),
          Map.entry("million", 6),
          Map.entry("millions", 6),
          Map.entry("meur", 6),
          Map.entry("musd", 6),
          Map.entry("mdkr", 9),
          Map.entry("mdr", 9),
          Map.entry("miljarder", 9),
          Map.entry("bn", 9),
          Map.entry("billion", 9),
          Map.entry("billions", 9),
          Map.entry("tkr", 3),
          Map.entry("ksek", 3),
          Map.entry("tsek", 3),
          Map.entry("tusen", 3),
          Map.entry("tusental", 3),
          Map.entry("thousand", 3),
          Map.entry("thousands", 3));

  private static final Pattern CURRENCY =
      Pattern.compile(
          "\\b(msek|sek|ksek|tsek|mkr|mnkr|tkr|mdkr|kr|kronor|krona|kronas?|euros?|eur|meur|usd"
              + "|musd|dollars?|pounds?|gbp)\\b|[€$£]");
  private static final Pattern POINTS =
      Pattern.compile(
          "\\b(pp|ppt|p\\.e\\.|procentenhet(er)?|%-enhet(er)?)(?!\\p{L})|%-enhet|points?\\b");
  private static final Pattern PERCENT = Pattern.compile("%|\\bper ?cent\\b|\\bprocent\\b");
  private static final Pattern FRACTION =
      Pattern.compile("^(fraction|andel|del|proportion|share)\\b");
  private static final Pattern DATE = Pattern.compile("^(year|date|år|årtal|datum)\\b");
  private static final Pattern NAME =
      Pattern.compile(
          "\\b(statute|identifier|sequence|number of a|nummer|beteckning|löpnummer)\\b");
  private static final Pattern DECIMALS =
      Pattern.compile("\\b(\\d|en|ett|one|två|two|tre|three|fyra|four|fem|five) decimal");
  private static final Pattern WHOLE =
      Pattern.compile(
          "\\b(?:rounded|avrundat|avrundad|avrundade|whole|hela|helt|nearest|närmaste|heltal)\\b(.*)");
  private static final List<Place> PLACES =
      List.of(
          Place.of("(hundratusen|hundred thousands?)\\b", Numeral.power(5)),
          Place.of("(tiotusental|ten thousands?)\\b", Numeral.power(4)),
          Place.of("(billions?|miljard(er|tal)?)\\b", Numeral.power(9)),
          Place.of("(millions?|miljon(er|tal)?|msek|mkr)\\b", Numeral.power(6)),
          Place.of("(thousands?|tusen|tusental|tkr)\\b", Numeral.power(3)),
          Place.of("(hundreds?|hundra|hundratal)\\b", Numeral.power(2)),
          Place.of("(tens?|tio|tiotal)\\b", Numeral.power(1)),
          Place.of("(fives?|fem|femtal)\\b", new BigFraction(5)),
          Place.of("(percent|procent|kr|kron|sek)", BigFraction.ONE));
  private static final Pattern EXACT = Pattern.compile("\\b(exact|exactly|exakt|exakta)\\b");
  private static final Pattern LOWER =
      Pattern.compile("\\b(lower bound|undre gräns|minst|at least|minimum)\\b");
  private static final Pattern UPPER =
      Pattern.compile("\\b(upper bound|övre gräns|högst|at most|maximum)\\b");
  private static final Pattern SWEDISH =
      Pattern.compile(
          "[åäö]|\\b(procent|procentenhet|exakt|avrundat|hela|kronor|kr|mkr|tkr|personer|andel"
              + "|miljoner)");
  private static final Pattern ENGLISH =
      Pattern.compile("\\b(percent|exact|rounded|whole|hedged|people|persons|share|million\\b)");

  /** Reads it; never fails: what is not understood says nothing. */
  static StatedUnit read(String unit) {
    String text = unit.toLowerCase(Locale.ROOT).strip();
    if (text.isEmpty()) {
      return new StatedUnit(null, BigFraction.ONE, null, Hedge.NONE, null);
    }
    String first = text.split("[,;]", 2)[0].strip();
    Figure.Unit kind = kind(text, first);
    BigFraction scale =
        kind == Figure.Unit.MONEY || kind == Figure.Unit.NUMBER ? scale(first) : BigFraction.ONE;
    boolean sv = SWEDISH.matcher(text).find();
    boolean en = ENGLISH.matcher(text).find();
    return new StatedUnit(kind, scale, step(text, scale), bound(text), sv == en ? null : sv);
  }

  private static Figure.Unit kind(String text, String first) {
    if (POINTS.matcher(first).find()) {
      return Figure.Unit.POINTS;
    } else if (PERCENT.matcher(first).find()) {
      return Figure.Unit.PERCENT;
    } else if (CURRENCY.matcher(first).find()) {
      return Figure.Unit.MONEY;
    } else if (FRACTION.matcher(first).find()) {
      return Figure.Unit.FRACTION;
    } else if (NAME.matcher(text).find()) {
      return Figure.Unit.IDENTIFIER;
    } else if (DATE.matcher(first).find()) {
      return Figure.Unit.DATE;
    }
    return Figure.Unit.NUMBER;
  }

  private static BigFraction scale(String first) {
    if (WHOLE.matcher(first).find()) {
      return BigFraction.ONE;
    }
    for (String word : List.of(first.split("[^\\p{L}]+", -1))) {
      Integer power = MONEY.get(word);
      if (power != null) {
        return Numeral.power(power);
      }
    }
    return BigFraction.ONE;
  }

  private static @Nullable BigFraction step(String text, BigFraction scale) {
    Matcher decimals = DECIMALS.matcher(text);
    if (decimals.find()) {
      Integer many = NumberWords.cardinal(decimals.group(1));
      int places = many != null ? many : decimals.group(1).charAt(0) - '0';
      return scale.multiply(Numeral.power(-places));
    }
    Matcher whole = WHOLE.matcher(text);
    if (whole.find()) {
      return wholes(whole.group(1), scale);
    }
    return EXACT.matcher(text).find() ? BigFraction.ZERO : null;
  }

  /** {@code whole million} is a million, {@code whole} alone one of the stated unit. */
  private static BigFraction wholes(String rest, BigFraction scale) {
    for (Place place : PLACES) {
      if (place.words().matcher(rest).find()) {
        return place.size();
      }
    }
    return scale;
  }

  private static Hedge bound(String text) {
    if (LOWER.matcher(text).find()) {
      return Hedge.AT_LEAST;
    }
    return UPPER.matcher(text).find() ? Hedge.AT_MOST : Hedge.NONE;
  }

  /** A place that figures are rounded to, and how it is called. */
  private record Place(Pattern words, BigFraction size) {
    static Place of(String words, BigFraction size) {
      return new Place(Pattern.compile("\\b(?:" + words + ")"), size);
    }
  }
}
