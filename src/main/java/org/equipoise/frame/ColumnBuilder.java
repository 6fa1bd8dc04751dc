package org.equipoise.frame;

import java.util.Arrays;
import java.util.List;

/**
 * Room for one column while a table is read. Blocks of rows are filled through parts, by several
 * threads if need be, and {@link #build} joins them in the order of the rows.
 */
public abstract sealed class ColumnBuilder
    permits NumberBuilder, CategoryBuilder, DateBuilder, TextBuilder {

  final ColumnSpec spec;
  final MissingCodes missing;

  ColumnBuilder(ColumnSpec spec, TableFormat format) {
    this.spec = spec;
    this.missing = MissingCodes.of(spec, format);
  }

  /**
   * Room for a column.
   *
   * @param format how cells are written; its delimiter must be decided
   * @param capacity the most rows there can be
   */
  public static ColumnBuilder of(ColumnSpec spec, TableFormat format, int capacity) {
    if (spec.kind() instanceof ColumnSpec.Numbers numbers) {
      return new NumberBuilder(spec, numbers, format, capacity);
    }
    if (spec.kind() instanceof ColumnSpec.Categories categories) {
      return new CategoryBuilder(spec, categories, format, capacity);
    }
    if (spec.kind() instanceof ColumnSpec.Texts texts) {
      return new TextBuilder(spec, texts, format, capacity);
    }
    return new DateBuilder(spec, format, capacity);
  }

  /**
   * A part that begins at a row. Parts may be filled at the same time, each by one thread, if no
   * two reach the same row.
   */
  public abstract ColumnPart part(int first);

  /**
   * The column.
   *
   * @param parts the closed parts of this builder, in the order of their rows
   */
  public abstract Column build(List<ColumnPart> parts);

  /** The values of the parts, moved together where a part was not filled. */
  static int[] joined(int[] values, List<ColumnPart> parts) {
    int rows = 0;
    for (ColumnPart part : parts) {
      if (part.first() != rows) {
        System.arraycopy(values, part.first(), values, rows, part.rows());
      }
      rows += part.rows();
    }
    return rows == values.length ? values : Arrays.copyOf(values, rows);
  }
}
