package org.equipoise.claims;

/**
 * One convention under which a figure may have been made.
 *
 * @param name its name for people: {@code t(20), two-sided}; empty when there is no choice
 * @param oddity 0 when it is what was stated or what everybody takes; 1 or more for what nobody
 *     stated
 * @param target what the printed figure means under it
 * @param value what should have been printed
 */
record StatWay(String name, int oddity, StatTarget target, StatValue value) {

  /** The only way there is. */
  static StatWay only(StatTarget target, StatValue value) {
    return new StatWay("", 0, target, value);
  }

  Verdict fit() {
    return target.fit(value);
  }
}
