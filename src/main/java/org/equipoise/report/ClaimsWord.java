package org.equipoise.report;

import org.equipoise.document.Language;
import org.equipoise.document.Words;

/**
 * What a check of printed claims says; the words themselves stand in the resource {@code claims} of
 * each language.
 */
enum ClaimsWord {
  // Head
  TITLE,
  SUBTITLE,
  SUBTITLE_ONE,
  ABOUT_FILE,
  ABOUT_DIGEST,
  ABOUT_BY,
  SOURCE,
  // Numbers
  POINTS,
  POINT,
  FROM_TO,
  FROM_BELOW,
  ABOVE_TO,
  ABOVE_BELOW,
  OR_MORE,
  MORE_THAN,
  AT_MOST,
  LESS_THAN,
  ANYTHING,
  OR,
  AND,
  // The answer
  CHAPTER_ANSWER,
  QUESTION,
  OF_ALL,
  OF_ALL_ONE,
  NONE_CHECKED,
  EXACT,
  EXACT_ONE,
  ROUNDING,
  ROUNDING_ONE,
  HEDGE,
  HEDGE_ONE,
  WRONG,
  WRONG_ONE,
  WRONG_NONE,
  DOUBTFUL,
  DOUBTFUL_ONE,
  UNCHECKED,
  UNCHECKED_ONE,
  CLASHES,
  CLASHES_ONE,
  FIGURE,
  LIMITS,
  NOT_MOTIVE,
  // Sorts, one line each
  ROW_WRONG,
  ROW_DOUBTFUL,
  ROW_ODD,
  ROW_HEDGE,
  ROW_ROUNDING,
  ROW_EXACT,
  ROW_UNCHECKABLE,
  // Cards
  CHAPTER_WRONG,
  CHAPTER_DOUBTFUL,
  CHAPTER_CLASHES,
  CHAPTER_AGREES,
  CHAPTER_UNCHECKED,
  CHAPTER_HOW,
  PRINTED,
  PLACE,
  STANDS_FOR,
  FOLLOWS,
  GIVES,
  GIVES_ALL,
  WOULD_FIT,
  FITS_NONE,
  WHY_DOUBT,
  NOTE,
  DOUBT_INTRO,
  ODD_INTRO,
  // Conflicts
  CLASH_INTRO,
  CLASH_TITLE,
  CLASH_NEEDS,
  CLASH_ALONE,
  // Agreeing
  ROUNDING_TITLE,
  ROUNDING_TEXT,
  HEDGE_TITLE,
  HEDGE_TEXT,
  EXACT_TITLE,
  CODE,
  // Not checked
  UNCHECKED_INTRO,
  MISSING,
  MISSING_NOTHING,
  FIGURES,
  // Picture
  PICTURE_TITLE,
  PICTURE_KEY,
  PICTURE_MORE,
  PICTURE_TEXT,
  PICTURE_ROW,
  PICTURE_PRINTED,
  PICTURE_GIVES,
  // How
  TRAPS_TITLE,
  TRAP_SHARES,
  TRAP_DIFFERENCE,
  TRAP_MULTIPLE,
  TRAP_BASES,
  TRAP_FILES,
  RULES_TITLE,
  RULE_ROUNDING,
  RULE_ABOUT,
  RULE_BEYOND,
  RULE_WORDS,
  RULE_EXACT,
  AGAIN_TITLE,
  AGAIN,
  REMARKS_TITLE,
  // Screen
  SCREEN_HEAD,
  SCREEN_HEAD_ONE,
  SCREEN_FIT,
  SCREEN_FOLLOWS,
  SCREEN_AGAINST,
  SCREEN_RULES,
  SCREEN_NEEDS,
  SCREEN_CLASHES;

  private static final String CATALOGUE = "claims";

  /** All words of a check in one language. */
  static Words in(Language language) {
    return Words.in(language, CATALOGUE);
  }
}
