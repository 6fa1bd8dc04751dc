package org.equipoise.claims;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the words around a figure mean, in Swedish and English, in lower case. */
final class FigureWords {

  /**
   * What a hedge does to the figure after it.
   *
   * @param hedge the hedge
   * @param strict whether the figure itself is ruled out: fewer than, above
   */
  record HedgeWord(Hedge hedge, boolean strict) {}

  private static final Map<String, HedgeWord> BEFORE = new HashMap<>();
  private static final Map<String, HedgeWord> AFTER = new HashMap<>();
  private static final Map<String, Integer> SCALES = new HashMap<>();
  private static final Map<String, Figure.Unit> UNITS = new HashMap<>();
  private static final Map<String, Integer> MONEY_SCALES = new HashMap<>();

  private static final Set<String> RANGE_WORDS = Set.of("till", "to", "eller", "or", "and", "och");

  private static final Set<String> FILLERS =
      Set.of(
          "hela",
          "alla",
          "samtliga",
          "totalt",
          "bara",
          "endast",
          "de",
          "only",
          "the",
          "all",
          "as",
          "many",
          "just",
          "full",
          "total",
          "a",
          "sammanlagt",
          "så",
          "mycket",
          "många",
          "kring");

  private static final Set<String> MAJORITY =
      Set.of(
          "majoriteten",
          "en majoritet",
          "en stor majoritet",
          "den stora majoriteten",
          "flertalet",
          "merparten",
          "a majority",
          "the majority",
          "a large majority",
          "the vast majority",
          "most");

  private static final Set<String> UNCHANGED =
      Set.of(
          "oförändrat",
          "oförändrad",
          "oförändrade",
          "unchanged",
          "samma",
          "same",
          "no change",
          "ingen förändring",
          "ingen skillnad",
          "no difference");

  private static final Set<String> DECREASE =
      Set.of(
          "lägre",
          "mindre",
          "färre",
          "minskat",
          "minskade",
          "minskar",
          "minskning",
          "sjunkit",
          "sjönk",
          "sjunker",
          "lower",
          "fewer",
          "decreased",
          "decrease",
          "fell",
          "fallen",
          "dropped",
          "drop",
          "decline",
          "declined",
          "reduced",
          "reduction");

  private static final Map<String, int[]> RATIOS =
      Map.ofEntries(
          Map.entry("halvering", new int[] {1, 2}),
          Map.entry("halverats", new int[] {1, 2}),
          Map.entry("halverades", new int[] {1, 2}),
          Map.entry("halverad", new int[] {1, 2}),
          Map.entry("halverat", new int[] {1, 2}),
          Map.entry("halved", new int[] {1, 2}),
          Map.entry("halving", new int[] {1, 2}),
          Map.entry("fördubbling", new int[] {2, 1}),
          Map.entry("fördubblats", new int[] {2, 1}),
          Map.entry("fördubblades", new int[] {2, 1}),
          Map.entry("dubbelt", new int[] {2, 1}),
          Map.entry("dubblats", new int[] {2, 1}),
          Map.entry("doubled", new int[] {2, 1}),
          Map.entry("doubling", new int[] {2, 1}),
          Map.entry("dubblades", new int[] {2, 1}),
          Map.entry("fördubblar", new int[] {2, 1}),
          Map.entry("fördubblas", new int[] {2, 1}),
          Map.entry("halveras", new int[] {1, 2}),
          Map.entry("tredubblades", new int[] {3, 1}),
          Map.entry("tredubblas", new int[] {3, 1}),
          Map.entry("fyrdubblats", new int[] {4, 1}),
          Map.entry("fyrdubblades", new int[] {4, 1}),
          Map.entry("trebled", new int[] {3, 1}),
          Map.entry("doubles", new int[] {2, 1}),
          Map.entry("halves", new int[] {1, 2}),
          Map.entry("tripling", new int[] {3, 1}),
          Map.entry("quadrupled", new int[] {4, 1}),
          Map.entry("twice", new int[] {2, 1}),
          Map.entry("tredubblats", new int[] {3, 1}),
          Map.entry("tredubbling", new int[] {3, 1}),
          Map.entry("tripled", new int[] {3, 1}));

  private static final Map<String, Integer> MONTHS = new HashMap<>();

  static {
    before(
        Hedge.ABOUT,
        "cirka",
        "circa",
        "ca",
        "ca.",
        "c:a",
        "omkring",
        "runt",
        "ungefär",
        "kring",
        "runt om",
        "i storleksordningen",
        "uppskattningsvis",
        "i runda tal",
        "i stort sett",
        "i princip",
        "about",
        "around",
        "approximately",
        "approx",
        "approx.",
        "roughly",
        "some",
        "circa",
        "c.",
        "in the region of",
        "i genomsnitt cirka");
    before(
        Hedge.JUST_OVER,
        "drygt",
        "dryga",
        "lite över",
        "något över",
        "strax över",
        "gott och väl",
        "lite mer än",
        "något mer än",
        "litet mer än",
        "just over",
        "a little over",
        "slightly over",
        "slightly more than",
        "a little more than",
        "just above",
        "mer än en bit över");
    before(
        Hedge.JUST_UNDER,
        "knappt",
        "knappa",
        "uppemot",
        "upp emot",
        "bortemot",
        "upp mot",
        "nästan",
        "närmare",
        "näst intill",
        "nära",
        "inte fullt",
        "strax under",
        "något under",
        "inemot",
        "bortåt",
        "almost",
        "nearly",
        "just under",
        "close to",
        "not quite",
        "slightly under",
        "slightly less than",
        "just below",
        "slightly below",
        "a little under",
        "hardly",
        "barely");
    before(
        Hedge.AT_LEAST,
        "minst",
        "åtminstone",
        "lägst",
        "at least",
        "no less than",
        "no fewer than",
        "minimum",
        "not less than");
    before(
        Hedge.AT_MOST,
        "högst",
        "upp till",
        "maximalt",
        "max",
        "som mest",
        "at most",
        "up to",
        "no more than",
        "not more than",
        "maximum",
        "at maximum",
        "inte mer än");
    // a lower bound that is read loosely, up to the next round number
    strict(Hedge.JUST_OVER, "över", "over", "upwards of");
    strict(
        Hedge.AT_LEAST,
        "mer än",
        "fler än",
        "mera än",
        "flera än",
        "more than",
        "above",
        "greater than",
        "exceeding",
        "längre än",
        "longer than",
        "äldre än",
        "older than");
    strict(
        Hedge.AT_MOST,
        "mindre än",
        "färre än",
        "under",
        "less than",
        "fewer than",
        "below",
        "kortare än",
        "shorter than",
        "yngre än",
        "younger than");
    before(
        Hedge.WORDS,
        "ungefär lika mycket",
        "ungefär lika många",
        "lika mycket",
        "lika många",
        "about as much",
        "about as many",
        "about the same");
    for (String word :
        List.of(
            "eller mer",
            "eller fler",
            "eller mera",
            "och mer",
            "och uppåt",
            "or more",
            "and above",
            "and over",
            "eller högre",
            "or higher",
            "och äldre",
            "or older")) {
      AFTER.put(word, new HedgeWord(Hedge.AT_LEAST, false));
    }
    for (String word :
        List.of(
            "eller mindre",
            "eller färre",
            "som mest",
            "som högst",
            "or less",
            "or fewer",
            "at most",
            "or lower",
            "eller lägre",
            "och yngre",
            "or younger")) {
      AFTER.put(word, new HedgeWord(Hedge.AT_MOST, false));
    }
    scale(2, "hundra", "hundratal", "hundred", "hundreds");
    scale(3, "tusen", "tusental", "thousand", "thousands", "tn");
    scale(6, "miljon", "miljoner", "million", "millions", "mn", "milj", "mill", "mln");
    scale(9, "miljard", "miljarder", "billion", "billions", "bn", "md", "mdr", "mrd");
    scale(12, "biljon", "biljoner", "trillion", "trillions");
    money(
        0,
        "kr",
        "kronor",
        "krona",
        "kronorna",
        "sek",
        "euro",
        "euros",
        "eur",
        "usd",
        "dollar",
        "dollars",
        "pounds",
        "gbp",
        "€",
        "$",
        "£");
    money(3, "tkr", "ksek", "tsek");
    money(6, "mkr", "msek", "mnkr", "meur", "musd");
    money(9, "mdkr", "mdsek");
    unit(Figure.Unit.PERCENT, "%", "procent", "percent", "per cent", "pct", "proc");
    unit(
        Figure.Unit.POINTS,
        "procentenhet",
        "procentenheter",
        "procentenheten",
        "procentenheterna",
        "pp",
        "ppt",
        "p.e",
        "p.e.",
        "percentage point",
        "percentage points",
        "percentage-point",
        "percentage-points",
        "procentandelar");
    months(
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december");
    months(
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december");
    months("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec");
  }

  private FigureWords() {}

  private static void before(Hedge hedge, String... words) {
    for (String word : words) {
      BEFORE.put(word, new HedgeWord(hedge, false));
    }
  }

  private static void strict(Hedge hedge, String... words) {
    for (String word : words) {
      BEFORE.put(word, new HedgeWord(hedge, true));
    }
  }

  private static void scale(int power, String... words) {
    for (String word : words) {
      SCALES.put(word, power);
    }
  }

  private static void money(int power, String... words) {
    for (String word : words) {
      MONEY_SCALES.put(word, power);
    }
  }

  private static void unit(Figure.Unit unit, String... words) {
    for (String word : words) {
      UNITS.put(word, unit);
    }
  }

  private static void months(String... names) {
    for (int m = 0; m < names.length; m++) {
      MONTHS.put(names[m], m + 1);
    }
  }

  /** The hedge that a phrase before a figure is; null when it is none. */
  static @Nullable HedgeWord before(String phrase) {
    return BEFORE.get(phrase);
  }

  /** The hedge that a phrase after a figure is; null when it is none. */
  static @Nullable HedgeWord after(String phrase) {
    return AFTER.get(phrase);
  }

  /** The hedge that a word between an article and a share is; null when it is none. */
  static @Nullable HedgeWord withinShare(String word) {
    return switch (word) {
      case "dryg", "good" -> new HedgeWord(Hedge.JUST_OVER, false);
      case "knapp", "scant" -> new HedgeWord(Hedge.JUST_UNDER, false);
      default -> null;
    };
  }

  /** Whether a phrase means more than half of all. */
  static boolean majority(String phrase) {
    return MAJORITY.contains(phrase);
  }

  /** The power of ten that a word after a figure is: 6 for {@code miljoner}. */
  static @Nullable Integer scale(String word) {
    return SCALES.get(word);
  }

  /** The power of ten of a currency word: 6 for {@code mkr}, 0 for {@code kronor}. */
  static @Nullable Integer money(String word) {
    return MONEY_SCALES.get(word);
  }

  /** The unit that a phrase after a figure names: percent or points. */
  static Figure.@Nullable Unit unit(String phrase) {
    return UNITS.get(phrase);
  }

  /** The new size as a ratio of the old that a word tells: a half for {@code halvering}. */
  static int @Nullable [] ratio(String word) {
    return RATIOS.get(word);
  }

  /** Whether a word joins the ends of a range. */
  static boolean joinsRange(String word) {
    return RANGE_WORDS.contains(word);
  }

  /** Whether a word may stand between a hedge and its figure. */
  static boolean fills(String word) {
    return FILLERS.contains(word);
  }

  /** Whether a phrase says that nothing changed. */
  static boolean unchanged(String phrase) {
    return UNCHANGED.contains(phrase);
  }

  /** Whether a word says that the change told is downward. */
  static boolean decrease(String word) {
    return DECREASE.contains(word);
  }

  /** The month, from 1, that a word names. */
  static @Nullable Integer month(String word) {
    return MONTHS.get(word);
  }

  /** Whether a year follows a word. */
  static boolean expectsYear(String word) {
    return MONTHS.containsKey(word)
        || Set.of("år", "året", "year", "sedan", "since", "hösten", "våren").contains(word);
  }

  /** Whether a figure may follow a word directly: {@code till141}, {@code ca.55}. */
  static boolean expectsNumber(String word) {
    return BEFORE.containsKey(word)
        || joinsRange(word)
        || expectsYear(word)
        || Set.of("nr", "no", "kl", "p", "n", "s", "av", "of", "tabell", "table", "på")
            .contains(word);
  }
}
