package org.equipoise.claims;

import java.util.regex.Pattern;

/** What numbers count: people, or how often they are entered. */
final class CountedThings {

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final Pattern PEOPLE =
      Pattern.compile(
          "(?<!\\p{L})(persons?|people|individuals?|personer|individer|människor)(?!\\p{L})",
          FLAGS);

  private static final Pattern ENTRIES =
      Pattern.compile(
          "(?<!\\p{L})(registrations?|participations?|entries|registreringar|deltaganden|tillfällen)(?!\\p{L})",
          FLAGS);

  /** {@code not unique persons}: what is not counted. */
  private static final Pattern DENIED =
      Pattern.compile("(?<!\\p{L})(not|no|inte|ej)( \\p{L}+)? \\p{L}+", FLAGS);

  private CountedThings() {}

  /** Whether one counts people and the other entries. */
  static boolean differ(String one, String other) {
    return (isOnly(PEOPLE, ENTRIES, one) && isOnly(ENTRIES, PEOPLE, other))
        || (isOnly(ENTRIES, PEOPLE, one) && isOnly(PEOPLE, ENTRIES, other));
  }

  /** Whether a text says which of the two are counted. */
  static boolean areTold(String text) {
    return isOnly(PEOPLE, ENTRIES, text) || isOnly(ENTRIES, PEOPLE, text);
  }

  private static boolean isOnly(Pattern thing, Pattern not, String text) {
    String told = DENIED.matcher(text).replaceAll("");
    return thing.matcher(told).find() && !not.matcher(told).find();
  }
}
