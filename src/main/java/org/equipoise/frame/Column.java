package org.equipoise.frame;

/**
 * One column of a {@link Frame}: a name and as many values of one kind as the frame has rows, any
 * of which may be missing. Columns are immutable; the arrays some of them show are theirs, to be
 * read and never written.
 */
public sealed interface Column permits NumberColumn, CategoryColumn, DateColumn, TextColumn {

  /** The header of the column, as the caller asked for it. */
  String name();

  /** Number of rows. */
  int size();

  /**
   * Whether the value of a row is missing.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  boolean isMissing(int row);

  /** Number of rows whose value is missing. */
  default int missing() {
    int count = 0;
    for (int row = 0; row < size(); row++) {
      if (isMissing(row)) {
        count++;
      }
    }
    return count;
  }

  /**
   * The same column for the rows named, in the order named; a row may be named more than once.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  Column select(int[] rows);

  /** The same values under another name. */
  Column renamed(String name);

  /** The kind of the column in words, for messages: "numbers", "categories", "dates", "texts". */
  String kind();
}
