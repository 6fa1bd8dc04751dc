package org.equipoise.estimate;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everybody drawn to two arms, whether or not the outcome is known. The arrays are held, not
 * copied: leave them alone while the sample is used.
 *
 * @param outcome one number per unit; NaN where it is missing
 * @param treated whether the unit was assigned to treatment
 * @param cells code of the unit's cell, 0 … {@code cellNames.size() - 1}; null for one cell
 * @param cellNames what the cells are called; empty for one cell
 * @param cluster code of the unit's cluster (any integers); null when units were drawn one by one
 */
public record IncompleteSample(
    double[] outcome,
    boolean[] treated,
    int @Nullable [] cells,
    List<String> cellNames,
    int @Nullable [] cluster) {

  /**
   * Checks lengths and values once.
   *
   * @throws IllegalArgumentException if the arrays are empty or of different length, an outcome is
   *     infinite, or cells and their names do not agree
   */
  public IncompleteSample {
    if (outcome.length == 0) {
      throw new IllegalArgumentException("a sample without units");
    }
    checkLength("treated", treated.length, outcome.length);
    cellNames = List.copyOf(cellNames);
    if (cells != null) {
      checkLength("cells", cells.length, outcome.length);
      checkCells(cells, cellNames);
    }
    if (cluster != null) {
      checkLength("cluster", cluster.length, outcome.length);
    }
    for (int i = 0; i < outcome.length; i++) {
      if (Double.isInfinite(outcome[i])) {
        throw new IllegalArgumentException("outcome[" + i + "] is " + outcome[i]);
      }
    }
  }

  /** A sample without cells or clusters. */
  public static IncompleteSample of(double[] outcome, boolean[] treated) {
    return new IncompleteSample(outcome, treated, null, List.of(), null);
  }

  /** The same units within cells. */
  public IncompleteSample withCells(int[] codes, List<String> names) {
    return new IncompleteSample(outcome, treated, codes, names, cluster);
  }

  /** The same units with cluster codes. */
  public IncompleteSample withClusters(int[] codes) {
    return new IncompleteSample(outcome, treated, cells, cellNames, codes);
  }

  /** The number of units. */
  public int size() {
    return outcome.length;
  }

  /** How many units of an arm, with or without an outcome. */
  int drawn(boolean arm) {
    int n = 0;
    for (boolean value : treated) {
      n += value == arm ? 1 : 0;
    }
    return n;
  }

  /** The outcomes known of an arm, in the order of the units. */
  double[] known(boolean arm) {
    double[] values = new double[size()];
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      if (treated[i] == arm && !Double.isNaN(outcome[i])) {
        values[n++] = outcome[i];
      }
    }
    return Arrays.copyOf(values, n);
  }

  private static void checkCells(int[] cells, List<String> names) {
    boolean[] seen = new boolean[names.size()];
    for (int cell : cells) {
      if (cell < 0 || cell >= seen.length) {
        throw new IllegalArgumentException("cell " + cell + " of " + seen.length);
      }
      seen[cell] = true;
    }
    for (int cell = 0; cell < seen.length; cell++) {
      if (!seen[cell]) {
        throw new IllegalArgumentException("nobody in cell \"" + names.get(cell) + "\"");
      }
    }
  }

  private static void checkLength(String name, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          name + " has " + length + " entries for " + expected + " outcomes");
    }
  }
}
