package org.equipoise.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions of the program after which the same analysis gives another number, and which. A change
 * of a published number is never made without a line here; a bundle sealed by an earlier version is
 * told which of them lie between.
 */
final class KnownChanges {

  private static final Pattern VERSION =
      Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?");

  /** In the order of versions. No version has changed a number of the one before yet. */
  private static final List<Change> CHANGES = List.of();

  private KnownChanges() {}

  /**
   * A change.
   *
   * @param since first version that counts as it does now, such as {@code 0.2.0}
   * @param what which numbers, in a sentence
   */
  record Change(String since, String what) {}

  /**
   * What is known to have changed.
   *
   * @param sealed name and version of the program that sealed
   * @param now name and version of this program
   */
  static List<String> between(String sealed, String now) {
    return between(CHANGES, sealed, now);
  }

  static List<String> between(List<Change> changes, String sealed, String now) {
    List<String> known = new ArrayList<>();
    for (Change change : changes) {
      if (number(sealed) < number(change.since()) && number(change.since()) <= number(now)) {
        known.add(change.since() + ": " + change.what());
      }
    }
    return known;
  }

  /** A version as one number; a development version is later than all. */
  private static long number(String program) {
    Matcher version = VERSION.matcher(program);
    if (!version.find()) {
      return Long.MAX_VALUE;
    }
    String patch = version.group(3);
    return (Long.parseLong(version.group(1)) * 1_000_000 + Long.parseLong(version.group(2)))
            * 1_000_000
        + (patch == null ? 0 : Long.parseLong(patch));
  }
}
