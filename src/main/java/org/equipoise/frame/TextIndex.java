package org.equipoise.frame;

import java.util.Arrays;

/** Finds the first row of a text column that holds a given text. Missing texts are not indexed. */
public final class TextIndex {

  private static final int EMPTY = -1;

  private final TextColumn column;
  private final int[] slots;
  private final int[] firstRows;

  private TextIndex(TextColumn column) {
    this.column = column;
    int capacity = Integer.highestOneBit(Math.max(16, column.size())) << 2;
    this.slots = new int[capacity];
    Arrays.fill(slots, EMPTY);
    this.firstRows = new int[column.size()];
    for (int row = 0; row < firstRows.length; row++) {
      firstRows[row] = column.isMissing(row) ? row : enter(row);
    }
  }

  /** An index of every row. */
  public static TextIndex of(TextColumn column) {
    return new TextIndex(column);
  }

  /** The first row with the same text as {@code row}: the row itself unless it repeats another. */
  public int firstRow(int row) {
    return firstRows[row];
  }

  /** The first row with the text that {@code other} has in {@code row}; -1 when there is none. */
  public int find(TextColumn other, int row) {
    if (other.isMissing(row)) {
      return EMPTY;
    }
    int slot = spread(other.hashAt(row)) & (slots.length - 1);
    while (slots[slot] != EMPTY) {
      if (column.sameText(slots[slot], other, row)) {
        return slots[slot];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return EMPTY;
  }

  /** For each row of {@code other} the first row with the same text; -1 when there is none. */
  public int[] findAll(TextColumn other) {
    int[] found = new int[other.size()];
    for (int row = 0; row < found.length; row++) {
      boolean again = row > 0 && other.sameText(row, other, row - 1);
      found[row] = again ? found[row - 1] : find(other, row);
    }
    return found;
  }

  private int enter(int row) {
    int slot = spread(column.hashAt(row)) & (slots.length - 1);
    while (slots[slot] != EMPTY) {
      if (column.sameText(slots[slot], column, row)) {
        return slots[slot];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = row;
    return row;
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }
}
