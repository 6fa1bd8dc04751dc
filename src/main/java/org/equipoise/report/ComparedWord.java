package org.equipoise.report;

import org.equipoise.document.Language;
import org.equipoise.document.Words;

/**
 * What a comparison with a printed table says; the words themselves stand in the resource {@code
 * compared} of each language.
 */
enum ComparedWord {
  // Head
  TITLE,
  SUBTITLE,
  ABOUT_TABLE,
  ABOUT_INPUT,
  ABOUT_DIGEST,
  ABOUT_BY,
  SOURCE,
  AND,
  LINE,
  QUOTED,
  // The answer
  CHAPTER_ANSWER,
  QUESTION,
  OF_ALL,
  ALL,
  ALL_ONE,
  REPRODUCED,
  REPRODUCED_ONE,
  REPRODUCED_NONE,
  WITHIN,
  ONLY_UNDER,
  NOT,
  LEFT,
  BEST_ALL,
  BEST_MOST,
  BEST_PLANNED,
  PROGRAMS,
  ALIKE,
  ALIKE_MORE,
  FIGURE,
  CHANCE,
  UNSEARCHED,
  OTHER_MEANING,
  // Counts
  NUMBERS,
  MEANING,
  MEANS_REPRODUCED,
  MEANS_WITHIN,
  MEANS_ONLY_UNDER,
  MEANS_NOT,
  MEANS_LEFT,
  BADGE_REPRODUCED,
  BADGE_WITHIN,
  BADGE_ONLY_UNDER,
  BADGE_NOT,
  BADGE_LEFT,
  // Picture
  PICTURE_TITLE,
  PICTURE_TEXT,
  PICTURE_ROW,
  PICTURE_ROW_NONE,
  PICTURE_MORE,
  PICTURE_UNIT,
  PICTURE_SMALLER,
  PICTURE_LARGER,
  PICTURE_OFF,
  PICTURE_BOUND,
  PICTURE_NONE,
  KEY_REPRODUCED,
  KEY_WITHIN,
  KEY_OTHER,
  KEY_WAY,
  KEY_ROUNDS,
  // Ways
  CHAPTER_WAYS,
  WAYS_INTRO,
  WAYS_UNSEARCHED,
  WAYS_PICTURE,
  WAYS_UNDER,
  WAYS_GIVEN,
  WAYS_NOT_GIVEN,
  WAYS_OF,
  WAY,
  WAY_PROGRAMS,
  WAY_NUMBERS,
  WAY_ROWS,
  WAY_ALIKE_FOLD,
  WAY_ALIKE,
  // Numbers
  CHAPTER_NUMBERS,
  NUMBERS_INTRO,
  PLANNED,
  WHAT,
  PRINTED,
  VERDICT,
  WHY_WAY,
  WHY_WAY_ROUNDED,
  WHY_NEAREST,
  WHY_PLAN,
  WHY_ALONE,
  ROW_WAY,
  // Left
  CHAPTER_LEFT,
  LEFT_INTRO,
  LEFT_NO_ROW,
  LEFT_NOT_ESTIMATED,
  LEFT_HIDDEN,
  LEFT_NOT_IN_RESULTS,
  LEFT_OTHER,
  // How
  CHAPTER_HOW,
  VERDICTS_TITLE,
  SEARCH_TITLE,
  SEARCH,
  SEARCH_ROWS,
  SEARCH_CHANCE,
  SEARCH_NONE,
  STARS,
  REMARKS_TITLE,
  AGAIN_TITLE,
  AGAIN,
  // Screen
  SCREEN_REST;

  private static final String CATALOGUE = "compared";

  /** All words of a comparison in one language. */
  static Words in(Language language) {
    return Words.in(language, CATALOGUE);
  }
}
