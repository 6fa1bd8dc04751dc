package org.equipoise.frame;

import java.util.Arrays;

/** A column of numbers; a missing number is {@code NaN}, and no other value is. */
public final class NumberColumn implements Column {

  private final String name;
  private final double[] values;

  private NumberColumn(String name, double[] values) {
    this.name = name;
    this.values = values;
  }

  /**
   * A column over the given array.
   *
   * @param values one number per row, {@code NaN} where missing; the column takes the array over
   *     without copying, so the caller must not write to it again
   */
  public static NumberColumn of(String name, double... values) {
    return new NumberColumn(name, values);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return values.length;
  }

  /** The number in a row, {@code NaN} if missing. */
  public double at(int row) {
    return values[row];
  }

  /** All numbers in row order: the column's own array, for reading only. */
  public double[] values() {
    return values;
  }

  @Override
  public boolean isMissing(int row) {
    return Double.isNaN(values[row]);
  }

  @Override
  public NumberColumn select(int[] rows) {
    double[] selected = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = values[rows[i]];
    }
    return new NumberColumn(name, selected);
  }

  @Override
  public NumberColumn renamed(String name) {
    return new NumberColumn(name, values);
  }

  @Override
  public String kind() {
    return "numbers";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberColumn that
        && name.equals(that.name)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return name + ": " + size() + " numbers, " + missing() + " missing";
  }
}
