package org.equipoise.frame;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * A run of rows of one column while it is filled. A cell comes as text, which one set of rules
 * judges, or as bytes, of which only the plainest are taken without becoming a text first.
 */
public abstract sealed class ColumnPart
    permits NumberBuilder.Part, CategoryBuilder.Part, DateBuilder.Part, TextBuilder.Part {

  /** What {@link #scan} answers when the cell must be read as text. */
  public static final int AS_TEXT = -1;

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
   * Reads the cell of a row that begins at {@code from} and ends before the delimiter or the end of
   * the line, if it is plain enough to be read without rules.
   *
   * @param bytes must hold a line feed at or after {@code from}
   * @return the index of the byte after the cell, or {@link #AS_TEXT}
   */
  public abstract int scan(int row, byte[] bytes, int from, byte delimiter);

  /**
   * Sets the value of a row.
   *
   * @return false if the text turns out to stand for a missing value
   */
  abstract boolean set(int row, String text) throws UnreadableCell;

  abstract void setMissing(int row);

  /** The index of the delimiter or line end at or after {@code from}. */
  static int end(byte[] bytes, int from, byte delimiter) {
    int i = from;
    while (bytes[i] != delimiter && bytes[i] != '\n' && bytes[i] != '\r') {
      i++;
    }
    return i;
  }
}
