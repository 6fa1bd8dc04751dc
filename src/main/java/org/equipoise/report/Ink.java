package org.equipoise.report;

/**
 * The colours of pictures, by what they are for. Nothing is told by colour alone: marks differ in
 * shape and lines in their dashes as well.
 */
final class Ink {

  static final String PAPER = "#ffffff";
  static final String INK = "#1a1a1a";
  static final String GREY = "#5f6670";
  static final String RULE = "#b8bec6";
  static final String GRID = "#e4e7eb";

  /** What is planned and about everybody. */
  static final String ACCENT = "#0b3c5d";

  /** What is about some. */
  static final String SECOND = "#4a7a9c";

  /** Limits of one period or bounds. */
  static final String TINT = "#9fb9cd";

  /** Limits of all periods at once. */
  static final String BAND = "#dbe5ed";

  static final String WARNING = "#a11d1d";

  /** The control arm first, then the others in planned order. */
  private static final String[] SERIES = {"#a84a12", ACCENT, "#6b4c9a", "#00695c", "#7a6a00"};

  private static final String[] DASHES = {"5 3", "", "9 3", "2 2", "9 3 2 3"};

  /** The same colours on a dark screen, by what they are on paper. */
  static final String DARK =
      "@media screen and (prefers-color-scheme: dark){"
          + dark(PAPER, "#14181c")
          + dark(INK, "#eceff2")
          + dark(GREY, "#a4adb7")
          + dark(RULE, "#4a535d")
          + dark(GRID, "#2b333b")
          + dark(ACCENT, "#9fcbea")
          + dark(SECOND, "#6f9fc0")
          + dark(TINT, "#3f6079")
          + dark(BAND, "#22333f")
          + dark(WARNING, "#ff9b93")
          + dark(SERIES[0], "#f2a172")
          + dark(SERIES[2], "#c3a9ee")
          + dark(SERIES[3], "#6fd0c0")
          + dark(SERIES[4], "#d9c74f")
          + "}";

  private Ink() {}

  /** The colour of an arm; 0 is the control. */
  static String series(int arm) {
    return SERIES[arm % SERIES.length];
  }

  /** The dashes of an arm; 0 is the control. */
  static String dash(int arm) {
    return DASHES[arm % DASHES.length];
  }

  private static String dark(String paper, String screen) {
    return "[fill='"
        + paper
        + "']{fill:"
        + screen
        + "}[stroke='"
        + paper
        + "']{stroke:"
        + screen
        + "}";
  }
}
