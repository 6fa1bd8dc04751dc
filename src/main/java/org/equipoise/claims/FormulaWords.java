package org.equipoise.claims;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.equipoise.claims.FormulaToken.Kind;

/** The words of formulas, English and Swedish. */
final class FormulaWords {

  static final Map<String, Integer> SCALES =
      Map.ofEntries(
          Map.entry("million", 6),
          Map.entry("millions", 6),
          Map.entry("miljon", 6),
          Map.entry("miljoner", 6),
          Map.entry("msek", 6),
          Map.entry("mkr", 6),
          Map.entry("mnkr", 6),
          Map.entry("billion", 9),
          Map.entry("billions", 9),
          Map.entry("bn", 9),
          Map.entry("miljard", 9),
          Map.entry("miljarder", 9),
          Map.entry("mdkr", 9),
          Map.entry("thousand", 3),
          Map.entry("tusen", 3),
          Map.entry("tkr", 3),
          Map.entry("ksek", 3));

  static final Set<String> MONEY =
      Set.of("kr", "kronor", "sek", "msek", "mkr", "mnkr", "tkr", "ksek", "mdkr", "eur", "euro");

  static final Set<String> PERCENT = Set.of("procent", "percent");

  static final Set<String> POINTS =
      Set.of("procentenhet", "procentenheter", "points", "point", "pp", "percentage");

  static final Set<String> HEDGES =
      Set.of(
          "ca",
          "cirka",
          "circa",
          "about",
          "around",
          "roughly",
          "approximately",
          "ungefär",
          "omkring",
          "runt",
          "drygt",
          "över",
          "knappt",
          "nästan",
          "närmare",
          "almost",
          "nearly",
          "minst",
          "åtminstone",
          "högst",
          "just",
          "little",
          "more",
          "less",
          "mer",
          "mindre",
          "upp",
          "up",
          "at",
          "under",
          "over");

  static final Set<String> SECOND =
      Set.of("over", "under", "than", "än", "till", "to", "least", "most");

  static final Map<String, Integer> SMALL =
      Map.ofEntries(
          Map.entry("noll", 0),
          Map.entry("zero", 0),
          Map.entry("one", 1),
          Map.entry("en", 1),
          Map.entry("ett", 1),
          Map.entry("two", 2),
          Map.entry("två", 2),
          Map.entry("three", 3),
          Map.entry("tre", 3),
          Map.entry("four", 4),
          Map.entry("fyra", 4),
          Map.entry("five", 5),
          Map.entry("fem", 5),
          Map.entry("six", 6),
          Map.entry("sex", 6),
          Map.entry("seven", 7),
          Map.entry("sju", 7),
          Map.entry("eight", 8),
          Map.entry("åtta", 8),
          Map.entry("nine", 9),
          Map.entry("nio", 9),
          Map.entry("ten", 10),
          Map.entry("tio", 10),
          Map.entry("eleven", 11),
          Map.entry("elva", 11),
          Map.entry("twelve", 12),
          Map.entry("tolv", 12));

  /** Words that a share in words begins with: half, one in ten, två tredjedelar. */
  private static final Set<String> SHARES =
      Set.of(
          "half",
          "hälften",
          "halva",
          "varannan",
          "var",
          "every",
          "a",
          "en",
          "one",
          "två",
          "two",
          "tre",
          "three",
          "fyra",
          "four");

  /** Words that join parts of a formula, so that they are never passed over. */
  static final Set<String> JOINS =
      Set.of(
          "or",
          "eller",
          "and",
          "och",
          "of",
          "av",
          "at",
          "vid",
          "to",
          "till",
          "from",
          "från",
          "against",
          "mot",
          "vs",
          "versus",
          "weighted",
          "vägt",
          "per",
          "with",
          "med",
          "where",
          "där",
          "less",
          "minus",
          "plus",
          "in",
          "i");

  private FormulaWords() {}

  /** Whether a word joins parts of a formula. */
  static boolean isJoin(FormulaToken token) {
    return JOINS.contains(lower(token));
  }

  /** Whether a word may begin or continue a hedge. */
  static boolean isHedge(FormulaToken token) {
    return token.is(Kind.WORD) && HEDGES.contains(lower(token));
  }

  /** Whether a word may continue a hedge such as {@code more than}. */
  static boolean isSecond(FormulaToken token) {
    return token.is(Kind.WORD) && (isHedge(token) || SECOND.contains(lower(token)));
  }

  /** Whether a share in words may begin with it. */
  static boolean isShare(FormulaToken token) {
    return token.is(Kind.WORD) && SHARES.contains(lower(token));
  }

  /** Whether it is a number in letters. */
  static boolean isSmallNumber(FormulaToken token) {
    return token.is(Kind.WORD) && SMALL.containsKey(lower(token));
  }

  static String lower(FormulaToken token) {
    return token.text().toLowerCase(Locale.ROOT);
  }
}
