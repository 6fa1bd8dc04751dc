package org.equipoise.report;

/** What a rehearsal says; the words themselves stand in the resource {@code rehearsal}. */
enum RehearsalWord {
  LEAD,
  TRUTH,
  ERROR,
  AVERAGE,
  POINTS,
  BAND,
  POWER,
  FALSE_FINDINGS,
  ;

  private static final String CATALOGUE = "rehearsal";

  /** All words of a rehearsal in one language. */
  static Words in(Language language) {
    return Words.in(language, CATALOGUE);
  }
}
