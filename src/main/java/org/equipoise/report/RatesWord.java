package org.equipoise.report;

import org.equipoise.document.Language;
import org.equipoise.document.Words;

/**
 * What a report on outcome rates says; the words themselves stand in the resource {@code rates}.
 */
enum RatesWord {
  HEAD,
  SOURCE,
  E_GIVEN,
  E_ESTIMATED,
  E_NEEDLESS,
  E_MISSING,
  CASES,
  CASES_ALL,
  CLASS,
  NUMBER,
  RATES,
  RATE,
  COUNTED,
  OF,
  SHARE,
  INTERVAL,
  BY,
  GROUP,
  NO_VALUE,
  EVERYBODY,
  UNKNOWN_SHORT,
  NONE,
  RETURNS,
  RETURNS_LEAD,
  ANSWERS,
  ASKED,
  HOW_KNOWN,
  KNOWN,
  ESTIMATED,
  UNKNOWN,
  NO_RATE,
  RANGE,
  ;

  private static final String CATALOGUE = "rates";

  /** All words of a report on outcome rates in one language. */
  static Words in(Language language) {
    return Words.in(language, CATALOGUE);
  }
}
