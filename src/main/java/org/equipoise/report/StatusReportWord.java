package org.equipoise.report;

import org.equipoise.document.Language;
import org.equipoise.document.Words;

/**
 * What the board of a running trial says as a page; the words themselves stand in the resource
 * {@code status-report} of each language.
 */
enum StatusReportWord {
  // Head
  SUBTITLE,
  SOURCE,
  ABOUT_PROTOCOL,
  ABOUT_VERSION,
  ABOUT_DAY,
  ABOUT_LEDGER,
  ABOUT_LINE,
  ABOUT_ARMS,
  ARMS_MASKED,
  ARMS_SHOWN,
  ABOUT_BY,
  // Chapters
  CHAPTER_TODAY,
  CHAPTER_INTAKE,
  CHAPTER_WAVES,
  CHAPTER_ARMS,
  CHAPTER_READING,
  // Today
  MASKED_TITLE,
  MASKED,
  SHOWN_TITLE,
  SHOWN,
  WORKING_TITLE,
  WORKING,
  NO_ALARM,
  TO_DO_TITLE,
  TO_DO,
  OF_PLANNED,
  EVEN_PACE,
  LOSS_TITLE,
  DELIVERY_TITLE,
  DELIVERY,
  OUTSIDE_TITLE,
  OUTSIDE,
  BEHIND_TITLE,
  BEHIND,
  PAUSED_TITLE,
  PAUSED,
  // Pictures
  PROGRESS_TITLE,
  SITES_TITLE,
  REFERRERS_TITLE,
  GROUPS_UNDER,
  WAVES_TITLE,
  WAVES_UNDER,
  PART_LEFT,
  PART_PACE,
  PART_ANSWERED,
  PART_OPEN,
  // Waves
  ASKED,
  AHEAD_TITLE,
  AHEAD_WAVE,
  AHEAD_NOW,
  AHEAD_LETTERS,
  AHEAD_OPENING,
  AHEAD_DUE,
  AHEAD_CLOSING,
  // Reading
  READ_LEDGER,
  READ_PACE,
  READ_ALARMS,
  READ_MASKED,
  ;

  private static final String CATALOGUE = "status-report";

  /** All words of the board in one language. */
  static Words in(Language language) {
    return Words.in(language, CATALOGUE);
  }
}
