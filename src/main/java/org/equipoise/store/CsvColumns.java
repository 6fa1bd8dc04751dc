package org.equipoise.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.frame.Column;
import org.equipoise.frame.ColumnBuilder;
import org.equipoise.frame.ColumnPart;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.TableFormat;
import org.jspecify.annotations.Nullable;

/**
 * The columns asked for, while they are read. Room for them is made on all cores, for to clear the
 * memory takes longer than to think; joining their parts likewise.
 */
final class CsvColumns {

  /** From this many rows on a column is work enough for a thread. */
  private static final int LARGE = 1 << 16;

  private final List<ColumnSpec> specs;
  private final CsvBinding binding;
  private final @Nullable ColumnBuilder[] builders;
  private final boolean large;

  /**
   * @param format the format of the table, its delimiter decided
   * @param capacity the most rows there can be
   */
  CsvColumns(List<ColumnSpec> specs, CsvBinding binding, TableFormat format, int capacity)
      throws IOException {
    this.specs = specs;
    this.binding = binding;
    this.builders = new @Nullable ColumnBuilder[specs.size()];
    this.large = capacity > LARGE;
    run(new Room(format, capacity));
  }

  private void run(CsvWorkers.Task task) throws IOException {
    if (large) {
      CsvWorkers.run(specs.size(), task);
    } else {
      CsvWorkers.runHere(specs.size(), task);
    }
  }

  /** For each cell of a record the column it goes to, or null. */
  @Nullable ColumnBuilder[] byCell(CsvHeader header) {
    @Nullable ColumnBuilder[] byCell = new @Nullable ColumnBuilder[header.names().size()];
    for (int i = 0; i < builders.length; i++) {
      if (builders[i] != null) {
        byCell[binding.cellOf(i)] = builders[i];
      }
    }
    return byCell;
  }

  /** The columns that were found, from blocks in the order of the file. */
  List<Column> build(List<CsvBlock> blocks) throws IOException {
    Join join = new Join(blocks);
    run(join);
    List<Column> columns = new ArrayList<>(specs.size());
    for (Column column : join.built) {
      if (column != null) {
        columns.add(column);
      }
    }
    return columns;
  }

  /** Makes room for a column that the table has. */
  private final class Room implements CsvWorkers.Task {

    private final TableFormat format;
    private final int capacity;

    Room(TableFormat format, int capacity) {
      this.format = format;
      this.capacity = capacity;
    }

    @Override
    public void run(int i) {
      if (binding.cellOf(i) >= 0) {
        builders[i] = ColumnBuilder.of(specs.get(i), format, capacity);
      }
    }
  }

  /** Joins the parts of a column. */
  private final class Join implements CsvWorkers.Task {

    private final List<CsvBlock> blocks;
    private final @Nullable Column[] built = new @Nullable Column[specs.size()];

    Join(List<CsvBlock> blocks) {
      this.blocks = blocks;
    }

    @Override
    public void run(int i) {
      ColumnBuilder builder = builders[i];
      if (builder == null) {
        return;
      }
      List<ColumnPart> parts = new ArrayList<>(blocks.size());
      for (CsvBlock block : blocks) {
        ColumnPart part = block.parts()[binding.cellOf(i)];
        if (part != null) {
          parts.add(part);
        }
      }
      built[i] = builder.build(parts);
    }
  }
}
