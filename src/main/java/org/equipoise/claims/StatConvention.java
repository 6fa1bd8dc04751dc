package org.equipoise.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How an estimate was turned into a p-value and an interval.
 *
 * @param reference the distribution of the statistic
 * @param tails of the p-value
 * @param level of the interval, in (0, 1)
 * @param logs whether estimate and interval are those of a ratio, normal in logarithms, while the
 *     standard error is that of the logarithm
 * @param oddity how many of these nobody stated or would take
 */
record StatConvention(
    StatReference reference,
    StatReference.Tails tails,
    double level,
    boolean logs,
    int oddity) {

  /** Its name, saying only what matters: tails for a p-value, the level for an interval. */
  String named(boolean withTails, boolean withLevel) {
    List<String> parts = new ArrayList<>();
    if (withTails || withLevel) {
      parts.add(reference.named());
    }
    if (withTails) {
      parts.add(tails == StatReference.Tails.TWO ? "two-sided" : "one-sided");
    }
    if (withLevel) {
      parts.add(String.format(Locale.ROOT, "%s %%", StatNumber.plain(level * 100)));
    }
    if (logs) {
      parts.add("logarithms");
    }
    return String.join(", ", parts);
  }
}
