package org.equipoise.report;

/**
 * What a running trial says: notices, status, reasons, verdicts. The words themselves stand in the
 * resource {@code trial} of each language.
 */
enum TrialWord {
  MONTHS,
  // Notice
  NOTICE_HEAD,
  NOTICE_RESULT,
  NOTICE_NO_PLACE,
  NOTICE_NOW,
  NOTICE_LATER,
  NOTICE_NEVER,
  NOTICE_FILL_IN,
  NOTICE_CHANCE,
  NOTICE_FREE,
  NOTICE_ASK,
  NOTICE_PHONE,
  NOTICE_KEEP,
  ;

  private static final String CATALOGUE = "trial";

  /** All words of a running trial in one language. */
  static Words in(Language language) {
    return Words.in(language, CATALOGUE);
  }
}
