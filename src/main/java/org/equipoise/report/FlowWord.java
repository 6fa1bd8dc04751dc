package org.equipoise.report;

import org.equipoise.document.Language;
import org.equipoise.document.Words;

/** Words of the participant flow that no box or reason carries. */
enum FlowWord {
  TITLE,
  HEAD,
  NOT_COUNTED,
  AGAIN,
  AT_ALL,
  AT_ALL_NOTE,
  MASKED,
  EVERYBODY,
  ALL_ARMS,
  WAVE,
  ANSWERS_AWAY,
  AFTER,
  WITHDRAWN,
  LEFT,
  DEVIATED,
  BY_SITE,
  BY_REFERRER,
  SUM,
  ANSWERED_AT,
  YES,
  NO,
  CRITERION,
  CONSENT,
  WAITING_AS_OF,
  PICTURE_TITLE,
  PICTURE_TEXT,
  PICTURE_LANE,
  PICTURE_WAVE,
  PICTURE_FOOT,
  PICTURE_HIDDEN,
  SERVICE,
  ANALYSED,
  OF,
  CHECKLIST_TITLE,
  CHECKLIST_HOW,
  CHECKLIST_REST,
  CHECKLIST_LINES,
  CHECKLIST_NONE,
  CHECKLIST_QUOTED;

  /** All words of the flow in one language. */
  static Words in(Language language) {
    return Words.in(language, "flow");
  }
}
