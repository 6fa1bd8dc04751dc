package org.equipoise.document;

/** What a page says by itself, around the words of its document. */
public enum PageWord {
  SKIP,
  CONTENTS,
  DARK,
  LIGHT,
  LINK,
  COPIED,
  IN_WORDS,
  ABOUT,
  TABLE,
  CODE,
  HIDDEN_SMALL,
  HIDDEN_OTHER,
  LEGEND_SMALL,
  LEGEND_OTHER,
  NOTE,
  CAUTION,
  ALARM,
  CONTINUED,
  ROWS,
  VALUES,
  REMARKS;

  /** The name of the catalogue. */
  static final String CATALOGUE = "page";
}
