package org.equipoise.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;

/**
 * The numerals that a reader of a page sees. Another version of the program may word its pages
 * otherwise, but each numeral must stand on them as often: then no number was put in, taken out or
 * changed, whatever the words around it say.
 */
public final class ReplicationNumerals {

  /** Numerals told one by one. */
  private static final int MOST = 5;

  private static final Pattern UNSEEN =
      Pattern.compile("(?is)<!--.*?-->|<(style|script)\\b.*?</\\1\\s*>|<[a-z/!?][^>]*>");

  private static final Pattern REFERENCE =
      Pattern.compile("&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));");

  /** Digits of any script, with a sign before them and marks between them. */
  private static final Pattern NUMERAL = Pattern.compile("[-\u2212]?\\p{N}+(?:[.,:]\\p{N}+)*");

  private ReplicationNumerals() {}

  /**
   * Numerals that stand more often on one side than on the other.
   *
   * @param path of the file, for findings
   * @param sealed HTML as it was published
   * @param again the same made again
   */
  public static List<Finding> ofPages(String path, String sealed, String again) {
    return ofTexts(path, seen(sealed), seen(again));
  }

  /** The same of plain texts. */
  public static List<Finding> ofTexts(String path, String sealed, String again) {
    Map<String, Integer> counts = new TreeMap<>();
    count(sealed, 1, counts);
    count(again, -1, counts);
    List<String> added = new ArrayList<>();
    List<String> lacking = new ArrayList<>();
    counts.forEach(
        (numeral, more) -> {
          if (more != 0) {
            (more > 0 ? added : lacking).add(numeral);
          }
        });
    List<Finding> findings = new ArrayList<>();
    tell(path, added, "the numbers made again do not give: ", findings);
    tell(path, lacking, "of the numbers made again it lacks: ", findings);
    return findings;
  }

  private static void tell(String path, List<String> all, String words, List<Finding> findings) {
    if (!all.isEmpty()) {
      int shown = Math.min(MOST, all.size());
      String more = all.size() > shown ? " and " + (all.size() - shown) + " more" : "";
      String named = String.join("; ", all.subList(0, shown));
      findings.add(Finding.error(Place.file(path), words + named + more, ""));
    }
  }

  private static void count(String text, int by, Map<String, Integer> counts) {
    Matcher numeral = NUMERAL.matcher(text);
    while (numeral.find()) {
      counts.merge(numeral.group(), by, Integer::sum);
    }
  }

  /** The text between tags, with what is written by its number as it is shown. */
  private static String seen(String html) {
    String text = UNSEEN.matcher(html).replaceAll(" ").replace("&minus;", "\u2212");
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found -> {
              String hex = found.group(1);
              int code = hex == null ? Integer.parseInt(found.group(2)) : Integer.parseInt(hex, 16);
              boolean known = Character.isValidCodePoint(code);
              return Matcher.quoteReplacement(known ? Character.toString(code) : " ");
            });
  }
}
