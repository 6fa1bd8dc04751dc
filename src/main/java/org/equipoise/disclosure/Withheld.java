package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.disclosure.CountNet.Cell;
import org.equipoise.disclosure.Gated.Why;
import org.equipoise.disclosure.Released.Action;
import org.equipoise.finding.Finding;

/** Numbers and words that may not be published. */
final class Withheld {

  /** Rules whose very name tells a count of one. */
  private static final String ONE_UNIT = "ONE_UNIT_IN_ARM";

  private Withheld() {}

  /** {@code comparison}, or the refusal to show it when its cell is hidden. */
  static Comparison gate(Comparison comparison, Cell cell) {
    return cell.why() == null || comparison instanceof Refused ? comparison : refusal();
  }

  static Refused refusal() {
    return new Refused(Released.RULE, "", "");
  }

  /**
   * A refusal without small counts in its words: when the reason holds an integer that is small, or
   * that leaves a small one of {@code bases}, the words go and the rule stays, unless the rule
   * itself tells.
   */
  static Refused gate(Refused refused, CountNet net, int... bases) {
    if (refused.rule().equals(ONE_UNIT)) {
      return refusal();
    }
    boolean tells = tells(refused.reason(), net, bases) || tells(refused.advice(), net, bases);
    return tells ? new Refused(refused.rule(), "", "") : refused;
  }

  /** A small number of people, rows or answers in words, such as {@code 3 persons}. */
  private static final Pattern FEW = Pattern.compile("(?<![\\w.,/-])(\\d{1,9})(?= \\p{L})");

  /** What a number that is no count of people stands after. */
  private static final Pattern PLACE =
      Pattern.compile("(?:line|lines|wave|period|month|step|version|arm|column|table) $");

  /**
   * Findings whose words tell no small count: of people, rows or answers they say that they are
   * fewer than the limit.
   */
  static List<Finding> gate(List<Finding> findings, Whole whole, GateLog log) {
    List<Finding> open = new ArrayList<>();
    for (Finding finding : findings) {
      String found = masked(finding.found(), whole);
      String expected = masked(finding.expected(), whole);
      if (found.equals(finding.found()) && expected.equals(finding.expected())) {
        open.add(finding);
      } else {
        log.note(
            String.valueOf(open.size() + 1), Why.SMALL, Action.WORDS, "a small count in its words");
        open.add(new Finding(finding.severity(), finding.place(), found, expected));
      }
    }
    return open;
  }

  private static String masked(String words, Whole whole) {
    return FEW.matcher(words)
        .replaceAll(
            match -> {
              boolean place = PLACE.matcher(words.substring(0, match.start())).find();
              int number = Integer.parseInt(match.group(1));
              return place || !whole.small(number) ? match.group(1) : "<" + whole.limit();
            });
  }

  /** Whether words hold a whole number that is small, or that leaves a small one of a base. */
  static boolean tells(String words, CountNet net, int... bases) {
    int i = 0;
    while (i < words.length()) {
      int start = i;
      while (i < words.length() && Character.isDigit(words.charAt(i))) {
        i++;
      }
      // Nine digits fit an int; no trial has a billion persons.
      if (i > start && i - start <= 9 && tells(words, start, i, net, bases)) {
        return true;
      }
      i++;
    }
    return false;
  }

  private static boolean tells(String words, int start, int end, CountNet net, int... bases) {
    boolean fraction =
        start > 1 && words.charAt(start - 1) == '.' && Character.isDigit(words.charAt(start - 2));
    boolean whole =
        end + 1 >= words.length()
            || words.charAt(end) != '.'
            || !Character.isDigit(words.charAt(end + 1));
    boolean name = start > 0 && Character.isLetter(words.charAt(start - 1));
    if (fraction || !whole || name) {
      return false;
    }
    int number = Integer.parseInt(words, start, end, 10);
    boolean tells = net.small(number);
    for (int base : bases) {
      tells |= net.small(base - number);
    }
    return tells;
  }
}
