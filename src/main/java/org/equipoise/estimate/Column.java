package org.equipoise.estimate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column before demeaning and weighing. */
sealed interface Column {
  /** Copies {@code count} rows from a position on; positions are row numbers without an order. */
  void copy(int @Nullable [] rows, int from, int count, double[] to);

  /** An array, held and not copied. */
  record Dense(double[] values) implements Column {
    @Override
    public void copy(int @Nullable [] rows, int from, int count, double[] to) {
      if (rows == null) {
        System.arraycopy(values, from, to, 0, count);
      } else {
        for (int i = 0; i < count; i++) {
          to[i] = values[rows[from + i]];
        }
      }
    }
  }

  /** An array minus a constant. */
  record Shifted(Dense dense, double origin) implements Column {
    @Override
    public void copy(int @Nullable [] rows, int from, int count, double[] to) {
      dense.copy(rows, from, count, to);
      for (int i = 0; i < count; i++) {
        to[i] -= origin;
      }
    }
  }

  /** The constant term. */
  record Ones() implements Column {
    @Override
    public void copy(int @Nullable [] rows, int from, int count, double[] to) {
      Arrays.fill(to, 0, count, 1);
    }
  }

  /** Whether a row has a level of a factor. */
  record Dummy(int[] codes, int level) implements Column {
    @Override
    public void copy(int @Nullable [] rows, int from, int count, double[] to) {
      for (int i = 0; i < count; i++) {
        to[i] = codes[rows == null ? from + i : rows[from + i]] == level ? 1 : 0;
      }
    }
  }
}
