package org.equipoise.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.equipoise.document.Cell;
import org.equipoise.document.Numerals;
import org.equipoise.rehearse.Share;
import org.equipoise.rehearse.Tally;

/** How often something happened in a rehearsal, as percentages with their Monte-Carlo errors. */
record RehearsalFigures(Numerals numerals) {

  /** How often, with its error; nothing where it could not happen. */
  Cell cell(Tally tally) {
    return cell(tally.share(), tally.error());
  }

  /** A mean share, with its error. */
  Cell cell(Share share) {
    return cell(share.mean(), share.error());
  }

  private Cell cell(double share, double error) {
    return Double.isFinite(share) && Double.isFinite(error)
        ? Cell.words(numerals.fixed(100 * share, 1) + " (" + numerals.fixed(100 * error, 1) + ")")
        : new Cell.Empty();
  }

  /** The same for programs; nothing where it could not happen. */
  static void put(Map<String, Object> fields, String name, Tally tally) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("times", tally.times());
    one.put("of", tally.of());
    put(one, "share", tally.share());
    put(one, "error", tally.error());
    fields.put(name, one);
  }

  static void put(Map<String, Object> fields, String name, Share share) {
    Map<String, Object> one = new LinkedHashMap<>();
    put(one, "share", share.mean());
    put(one, "error", share.error());
    fields.put(name, one);
  }

  static void put(Map<String, Object> fields, String name, double number) {
    if (Double.isFinite(number)) {
      fields.put(name, number);
    }
  }
}
