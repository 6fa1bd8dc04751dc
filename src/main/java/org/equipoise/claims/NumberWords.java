package org.equipoise.claims;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whole numbers and parts spelled out in Swedish and English, in lower case. */
final class NumberWords {

  private static final Map<String, Integer> SMALL =
      Map.ofEntries(
          Map.entry("noll", 0),
          Map.entry("zero", 0),
          Map.entry("en", 1),
          Map.entry("ett", 1),
          Map.entry("one", 1),
          Map.entry("två", 2),
          Map.entry("tvenne", 2),
          Map.entry("two", 2),
          Map.entry("tre", 3),
          Map.entry("three", 3),
          Map.entry("fyra", 4),
          Map.entry("four", 4),
          Map.entry("fem", 5),
          Map.entry("five", 5),
          Map.entry("sex", 6),
          Map.entry("six", 6),
          Map.entry("sju", 7),
          Map.entry("seven", 7),
          Map.entry("åtta", 8),
          Map.entry("eight", 8),
          Map.entry("nio", 9),
          Map.entry("nine", 9),
          Map.entry("tio", 10),
          Map.entry("ten", 10),
          Map.entry("elva", 11),
          Map.entry("eleven", 11),
          Map.entry("tolv", 12),
          Map.entry("twelve", 12),
          Map.entry("dussin", 12),
          Map.entry("dozen", 12),
          Map.entry("tretton", 13),
          Map.entry("thirteen", 13),
          Map.entry("fjorton", 14),
          Map.entry("fourteen", 14),
          Map.entry("femton", 15),
          Map.entry("fifteen", 15),
          Map.entry("sexton", 16),
          Map.entry("sixteen", 16),
          Map.entry("sjutton", 17),
          Map.entry("seventeen", 17),
          Map.entry("arton", 18),
          Map.entry("aderton", 18),
          Map.entry("eighteen", 18),
          Map.entry("nitton", 19),
          Map.entry("nineteen", 19));

  private static final Map<String, Integer> TENS =
      Map.ofEntries(
          Map.entry("tjugo", 20),
          Map.entry("tjugi", 20),
          Map.entry("twenty", 20),
          Map.entry("trettio", 30),
          Map.entry("thirty", 30),
          Map.entry("fyrtio", 40),
          Map.entry("forty", 40),
          Map.entry("femtio", 50),
          Map.entry("fifty", 50),
          Map.entry("sextio", 60),
          Map.entry("sixty", 60),
          Map.entry("sjuttio", 70),
          Map.entry("seventy", 70),
          Map.entry("åttio", 80),
          Map.entry("eighty", 80),
          Map.entry("nittio", 90),
          Map.entry("ninety", 90));

  /** The denominator in {@code var tredje}, {@code en tredjedel}, {@code two thirds}. */
  private static final Map<String, Integer> NTH =
      Map.ofEntries(
          Map.entry("andra", 2),
          Map.entry("second", 2),
          Map.entry("other", 2),
          Map.entry("tredje", 3),
          Map.entry("third", 3),
          Map.entry("fjärde", 4),
          Map.entry("fourth", 4),
          Map.entry("quarter", 4),
          Map.entry("femte", 5),
          Map.entry("fifth", 5),
          Map.entry("sjätte", 6),
          Map.entry("sixth", 6),
          Map.entry("sjunde", 7),
          Map.entry("seventh", 7),
          Map.entry("åttonde", 8),
          Map.entry("eighth", 8),
          Map.entry("nionde", 9),
          Map.entry("ninth", 9),
          Map.entry("tionde", 10),
          Map.entry("tenth", 10),
          Map.entry("elfte", 11),
          Map.entry("eleventh", 11),
          Map.entry("tolfte", 12),
          Map.entry("twelfth", 12),
          Map.entry("femtonde", 15),
          Map.entry("fifteenth", 15),
          Map.entry("tjugonde", 20),
          Map.entry("twentieth", 20),
          Map.entry("hundrade", 100),
          Map.entry("hundredth", 100));

  private NumberWords() {}

  /**
   * The number below a million that a word spells, {@code sju}, {@code tjugofem}, {@code
   * twenty-five}, {@code trehundrafyrtio}; null when it spells none.
   */
  static @Nullable Integer cardinal(String word) {
    return thousands(word.replace("-", ""));
  }

  /** 50 for {@code femtiotal}, 100 for {@code hundratal}: about so many; null for other words. */
  static @Nullable Integer roundly(String word) {
    if (word.equals("par") || word.equals("couple")) {
      return 2;
    }
    String stem = word.endsWith("tal") ? word.substring(0, word.length() - 3) : "";
    return switch (stem) {
      case "" -> null;
      case "hundra" -> 100;
      case "tusen" -> 1000;
      default -> TENS.containsKey(stem) || stem.equals("tio") || stem.equals("femton") ? cardinal(stem) : null;
    };
  }

  /** 3 for {@code tredje} and {@code third}; null for other words. */
  static @Nullable Integer ordinal(String word) {
    return NTH.get(word);
  }

  /**
   * The denominator of a part: 3 for {@code tredjedel}, {@code tredjedelar}, {@code third}, {@code
   * thirds}; null for other words.
   */
  static @Nullable Integer part(String word) {
    for (String ending : new String[] {"delarna", "delar", "delen", "del"}) {
      if (word.endsWith(ending)) {
        String stem = word.substring(0, word.length() - ending.length());
        Integer of = NTH.get(stem);
        return of != null ? of : NTH.get(stem + "de");
      }
    }
    String single = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    Integer of = single.endsWith("th") || single.endsWith("d") ? NTH.get(single) : null;
    if (of != null && of > 2) {
      return of;
    }
    return single.equals("quarter") ? Integer.valueOf(4) : null;
  }

  private static @Nullable Integer thousands(String word) {
    int cut = word.indexOf("tusen");
    if (cut > 0 && !word.equals("tusental")) {
      Integer many = hundreds(word.substring(0, cut));
      Integer rest = orNothing(word.substring(cut + "tusen".length()));
      return many == null || rest == null ? null : Integer.valueOf(many * 1000 + rest);
    }
    return hundreds(word);
  }

  private static @Nullable Integer hundreds(String word) {
    int cut = word.indexOf("hundra");
    if (cut > 0) {
      Integer many = SMALL.get(word.substring(0, cut));
      Integer rest = orNothing(word.substring(cut + "hundra".length()));
      return many == null || rest == null ? null : Integer.valueOf(many * 100 + rest);
    }
    return below100(word);
  }

  private static @Nullable Integer orNothing(String word) {
    return word.isEmpty() ? Integer.valueOf(0) : hundreds(word);
  }

  private static @Nullable Integer below100(String word) {
    Integer small = SMALL.get(word);
    if (small != null) {
      return small;
    }
    for (Map.Entry<String, Integer> ten : TENS.entrySet()) {
      if (word.equals(ten.getKey())) {
        return ten.getValue();
      }
      if (word.startsWith(ten.getKey())) {
        Integer one = SMALL.get(word.substring(ten.getKey().length()));
        if (one != null && one > 0 && one < 10) {
          return ten.getValue() + one;
        }
      }
    }
    return null;
  }
}
