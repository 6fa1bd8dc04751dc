package org.equipoise.report;

import org.equipoise.document.Language;
import org.equipoise.document.Words;

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
  TO_PERIOD,
  EFFECT,
  TRUE_MEAN,
  TRUE_LAST,
  ERROR_LAST,
  HELD,
  POINT_HELD,
  BAND_HELD,
  MEAN_HELD,
  FOUND,
  BAND_EXCLUDES,
  MEAN_EXCLUDES,
  LAST_EXCLUDES,
  BEFORE,
  BEFORE_REJECTS,
  REFUSED,
  ;

  private static final String CATALOGUE = "rehearsal";

  /** All words of a rehearsal in one language. */
  static Words in(Language language) {
    return Words.in(language, CATALOGUE);
  }
}
