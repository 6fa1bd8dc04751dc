package org.equipoise.analysis;

import java.util.Arrays;

/** Persons picked out of columns that hold everybody. */
final class Rows {

  private Rows() {}

  /** The persons for whom the mask holds, in order. */
  static int[] where(boolean[] mask) {
    int[] rows = new int[mask.length];
    int count = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  /** Clears the mask where the column has no value. */
  static void keepKnown(boolean[] mask, double[] column) {
    for (int i = 0; i < mask.length; i++) {
      mask[i] &= !Double.isNaN(column[i]);
    }
  }

  /** Their values; the column itself, not a copy, when everybody is picked. */
  static double[] pick(double[] column, int[] rows) {
    if (rows.length == column.length) {
      return column;
    }
    double[] picked = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      picked[i] = column[rows[i]];
    }
    return picked;
  }

  /** Their codes; the column itself, not a copy, when everybody is picked. */
  static int[] pick(int[] column, int[] rows) {
    if (rows.length == column.length) {
      return column;
    }
    int[] picked = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      picked[i] = column[rows[i]];
    }
    return picked;
  }
}
