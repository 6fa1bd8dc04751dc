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

  private static final BigFraction TEN = new BigFraction(10);

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
        return TEN.pow(power);
      }
    }
    return BigFraction.ONE;
  }

  private static @Nullable BigFraction step(String text, BigFraction scale) {
    Matcher decimals = DECIMALS.matcher(text);
    if (decimals.find()) {
      Integer many = NumberWords.cardinal(decimals.group(1));
      int places = many != null ? many : decimals.group(1).charAt(0) - '0';
      return scale.multiply(TEN.pow(-places));
    }
    Matcher whole = WHOLE.matcher(text);
    if (whole.find()) {
      return wholes(whole.group(1), scale);
    }
    return text.matches("(?s).*\\b(exact|exactly|exakt|exakta)\\b.*") ? BigFraction.ZERO : null;
  }

  /** {@code whole million} is a million, {@code whole} alone one of the stated unit. */
  private static BigFraction wholes(String rest, BigFraction scale) {
    if (rest.matches("(?s).*\\b(hundratusen|hundred thousands?)\\b.*")) {
      return TEN.pow(5);
    } else if (rest.matches("(?s).*\\b(tiotusental|ten thousands?)\\b.*")) {
      return TEN.pow(4);
    } else if (rest.matches("(?s).*\\b(billions?|miljard(er|tal)?)\\b.*")) {
      return TEN.pow(9);
    } else if (rest.matches("(?s).*\\b(millions?|miljon(er|tal)?|msek|mkr)\\b.*")) {
      return TEN.pow(6);
    } else if (rest.matches("(?s).*\\b(thousands?|tusen|tusental|tkr)\\b.*")) {
      return TEN.pow(3);
    } else if (rest.matches("(?s).*\\b(hundreds?|hundra|hundratal)\\b.*")) {
      return TEN.pow(2);
    } else if (rest.matches("(?s).*\\b(tens?|tio|tiotal)\\b.*")) {
      return TEN;
    } else if (rest.matches("(?s).*\\b(fives?|fem|femtal)\\b.*")) {
      return new BigFraction(5);
    } else if (rest.matches("(?s).*(percent|procent|%|\\bkr|kron|sek).*")) {
      return BigFraction.ONE;
    }
    return scale;
  }

  private static Hedge bound(String text) {
    if (text.matches("(?s).*\\b(lower bound|undre gräns|minst|at least|minimum)\\b.*")) {
      return Hedge.AT_LEAST;
    } else if (text.matches("(?s).*\\b(upper bound|övre gräns|högst|at most|maximum)\\b.*")) {
      return Hedge.AT_MOST;
    }
    return Hedge.NONE;
  }
}
