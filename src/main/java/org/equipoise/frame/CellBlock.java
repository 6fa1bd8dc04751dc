package org.equipoise.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Records of a table that have been split into cells but not read. Cells are read column by column:
 * one loop then meets one kind of cell, which is what makes it fast.
 *
 * <p>The marks of a record are {@code width + 1} places in the bytes: the one before its first
 * cell, then the end of each cell, where the delimiter stands.
 */
public final class CellBlock {

  /** How many bytes must be free before the first cell and after the last. */
  public static final int MARGIN = 8;

  private final int width;
  private byte[] bytes = {};
  private ByteBuffer words = ByteBuffer.wrap(bytes);
  private int[] marks = {};
  private int records;

  /** A block of records of {@code width} cells. */
  public CellBlock(int width) {
    this.width = width;
  }

  /** Fills the block anew; the arrays are shared, not copied. */
  public void fill(byte[] filledBytes, int[] filledMarks, int filledRecords) {
    if (bytes != filledBytes) {
      bytes = filledBytes;
      words = ByteBuffer.wrap(filledBytes).order(ByteOrder.LITTLE_ENDIAN);
    }
    marks = filledMarks;
    records = filledRecords;
  }

  /** Number of records. */
  public int records() {
    return records;
  }

  /** Number of cells in a record. */
  int width() {
    return width;
  }

  /** The bytes of which cells are parts. */
  public byte[] bytes() {
    return bytes;
  }

  /** The same bytes, to be read eight at a time, the first one lowest. */
  ByteBuffer words() {
    return words;
  }

  int[] marks() {
    return marks;
  }

  /** Where a cell begins. */
  public int begin(int record, int cell) {
    return marks[record * (width + 1) + cell] + 1;
  }

  /** Where a cell ends: the place after its last byte. */
  public int end(int record, int cell) {
    return marks[record * (width + 1) + cell + 1];
  }
}
