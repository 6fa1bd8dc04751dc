package org.equipoise.frame;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * A run of rows of one column while it is filled. A cell comes as text, which one set of rules
 * judges, or as bytes, of which only the plainest are taken without becoming a text first.
 */
public abstract sealed class ColumnPart
    permits NumberBuilder.Part, CategoryBuilder.Part, DateBuilder.Part, TextBuilder.Part {

  private final ColumnBuilder builder;
  private final int first;
  private int rows;

  ColumnPart(ColumnBuilder builder, int first) {
    this.builder = builder;
    this.first = first;
  }

  int first() {
    return first;
  }

  int rows() {
    return rows;
  }

  /** Says how many rows were filled, from the first on. */
  public final void close(int filled) {
    rows = filled;
  }

  /**
   * Reads the cell of a row from its text; a bad cell counts as missing.
   *
   * @return what is wrong with the cell, or null
   */
  public final @Nullable Problem put(int row, String cell) {
    String text = Blanks.strip(cell);
    ColumnSpec spec = builder.spec;
    try {
      if (!builder.missing.has(text) && set(row, text)) {
        return null;
      }
      setMissing(row);
      return spec.required() ? missingProblem(text) : null;
    } catch (UnreadableCell bad) {
      setMissing(row);
      return Problem.of(spec.personal(), text, complaint(bad), bad.advice());
    }
  }

  private Problem missingProblem(String text) {
    String expected = "a value is required here";
    return text.isEmpty()
        ? new Problem("the cell is empty", expected)
        : Problem.of(builder.spec.personal(), text, "stands for a missing value", expected);
  }

  private static String complaint(UnreadableCell bad) {
    String message = bad.getMessage();
    return message == null ? "" : message;
  }

  /**
   * Reads the cell of a row from its bytes, by way of its text.
   *
   * @return what is wrong with the cell, or null
   */
  public @Nullable Problem put(int row, byte[] bytes, int from, int to, Charset charset) {
    return put(row, new String(bytes, from, to - from, charset));
  }

  /**
   * Reads the cells of a block from a record on, as long as they are plain enough to be read from
   * their bytes without rules.
   *
   * @param block records that follow each other
   * @param cell which cell of each record
   * @param from the first record to read
   * @param firstRow row of the first record of the block
   * @return the first record whose cell must be {@linkplain #put put} as a text, or the number of
   *     records if none must
   */
  public abstract int scan(CellBlock block, int cell, int from, int firstRow);

  /**
   * Sets the value of a row.
   *
   * @return false if the text turns out to stand for a missing value
   */
  abstract boolean set(int row, String text) throws UnreadableCell;

  abstract void setMissing(int row);
}
