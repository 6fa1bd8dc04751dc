package org.equipoise.frame;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Place;
import org.jspecify.annotations.Nullable;

/**
 * A table: columns of equal length under different names, and for each row the line it came from.
 *
 * <p>Asking for a column that is not there, or for numbers where there are texts, is a programming
 * error and throws; what a user got wrong has been found by the reader of the file before a frame
 * exists.
 */
public final class Frame {

  private final String source;
  private final int rows;
  private final Map<String, Column> columns;
  private final Lines lines;

  private Frame(String source, int rows, Map<String, Column> columns, Lines lines) {
    this.source = source;
    this.rows = rows;
    this.columns = columns;
    this.lines = lines;
  }

  /**
   * A frame that was not read from a file: {@link #lineOf} is 0 for every row.
   *
   * @param source what to call the frame in findings
   * @throws IllegalArgumentException if columns differ in length or share a name
   */
  public static Frame of(String source, Column... columns) {
    return of(source, List.of(columns), Lines.none());
  }

  /**
   * A frame of the given columns.
   *
   * @param source name of the file as the user gave it
   * @param lines where the rows and columns stand in that file
   * @throws IllegalArgumentException if columns differ in length or share a name
   */
  public static Frame of(String source, Collection<? extends Column> columns, Lines lines) {
    Map<String, Column> byName = new LinkedHashMap<>();
    int rows = -1;
    for (Column column : columns) {
      if (byName.put(column.name(), column) != null) {
        throw new IllegalArgumentException("two columns are called " + column.name());
      }
      if (rows >= 0 && column.size() != rows) {
        throw new IllegalArgumentException(
            "column " + column.name() + " has " + column.size() + " rows, others " + rows);
      }
      rows = column.size();
    }
    return new Frame(source, Math.max(rows, 0), byName, lines);
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** The names of the columns, in order. */
  public List<String> names() {
    return List.copyOf(columns.keySet());
  }

  /** The columns, in order. */
  public List<Column> columns() {
    return List.copyOf(columns.values());
  }

  /** Whether there is a column of this name. */
  public boolean has(String name) {
    return columns.containsKey(name);
  }

  /**
   * The column of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Column column(String name) {
    Column column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException("no column " + name + " among " + columns.keySet());
    }
    return column;
  }

  /**
   * The column of this name, which holds numbers.
   *
   * @throws IllegalArgumentException if there is none, or it holds something else
   */
  public NumberColumn numbers(String name) {
    return typed(name, NumberColumn.class, "numbers");
  }

  /**
   * The column of this name, which holds categories.
   *
   * @throws IllegalArgumentException if there is none, or it holds something else
   */
  public CategoryColumn categories(String name) {
    return typed(name, CategoryColumn.class, "categories");
  }

  /**
   * The column of this name, which holds dates.
   *
   * @throws IllegalArgumentException if there is none, or it holds something else
   */
  public DateColumn dates(String name) {
    return typed(name, DateColumn.class, "dates");
  }

  /**
   * The column of this name, which holds texts.
   *
   * @throws IllegalArgumentException if there is none, or it holds something else
   */
  public TextColumn texts(String name) {
    return typed(name, TextColumn.class, "texts");
  }

  private <C extends Column> C typed(String name, Class<C> type, String wanted) {
    Column column = column(name);
    if (!type.isInstance(column)) {
      throw new IllegalArgumentException(
          "column " + name + " holds " + column.kind() + ", not " + wanted);
    }
    return type.cast(column);
  }

  /** Name of the file the frame was read from, as the user gave it, or what its maker called it. */
  public String source() {
    return source;
  }

  /** The line of the source on which the record of a row begins, counted from 1; 0 if unknown. */
  public int lineOf(int row) {
    return lines.lineOf(row);
  }

  /** Where the cell of a row and column stands in the source, for a finding about its value. */
  public Place placeOf(int row, String name) {
    return new Place(source, lineOf(row), lines.cellOf(name), name);
  }

  /** The rows named, in the order named; they remember their lines. */
  public Frame select(int[] selected) {
    List<Column> picked = new ArrayList<>(columns.size());
    for (Column column : columns.values()) {
      picked.add(column.select(selected));
    }
    Frame frame = of(source, picked, lines.select(selected));
    return columns.isEmpty() ? new Frame(source, selected.length, Map.of(), frame.lines) : frame;
  }

  /**
   * This frame with one more column at its end.
   *
   * @throws IllegalArgumentException if the name is taken or the length differs
   */
  public Frame with(Column column) {
    List<Column> more = new ArrayList<>(columns.values());
    more.add(column);
    return of(source, more, lines);
  }

  /** Equal columns in equal order from the same lines of an equally named source. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Frame that
        && source.equals(that.source)
        && rows == that.rows
        && columns().equals(that.columns())
        && lines.sameAs(that.lines, rows);
  }

  @Override
  public int hashCode() {
    return 31 * source.hashCode() + columns().hashCode();
  }

  @Override
  public String toString() {
    return source + ": " + rows + " rows of " + columns.keySet();
  }
}
