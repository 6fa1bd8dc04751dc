package org.equipoise.claims;

import java.util.regex.Pattern;

/** What numbers count: people, or how often they are entered. */
final class CountedThings {

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final Pattern PEOPLE =
      Pattern.compile("\\b(persons?|people|individuals?|personer|individer|människor)\\b", FLAGS);

  private static final Pattern ENTRIES =
      Pattern.compile(
          "\\b(registrations?|participations?|entries|registreringar|deltaganden|tillfällen)\\b",
          FLAGS);

  private CountedThings() {}

  /** Whether one counts people and the other entries. */
  static boolean differ(String one, String other) {
    return (isOnly(PEOPLE, ENTRIES, one) && isOnly(ENTRIES, PEOPLE, other))
        || (isOnly(ENTRIES, PEOPLE, one) && isOnly(PEOPLE, ENTRIES, other));
  }

  private static boolean isOnly(Pattern thing, Pattern not, String text) {
    return thing.matcher(text).find() && !not.matcher(text).find();
  }
}
