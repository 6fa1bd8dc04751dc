package org.equipoise.inference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The analysed people of one outcome added up by block and unit: a cell is the people of one unit
 * in one block, so that every sum over treated people is a sum over cells.
 */
final class UnitBlocks {
  private final int[] rows;
  private final int[] blockOfRow;
  private final int[] cellOfRow;
  private final int[] unitOfCell;

  /** The cells of block b are those from {@code start[b]} to {@code start[b + 1] - 1}. */
  private final int[] start;

  UnitBlocks(TrialOutcome outcome) {
    rows = outcome.rows();
    blockOfRow = new int[rows.length];
    int blocks = codes(outcome.blocks());
    Map<Long, Integer> found = new LinkedHashMap<>();
    int[] raw = new int[rows.length];
    int[] cells = new int[blocks];
    for (int i = 0; i < rows.length; i++) {
      long key = ((long) blockOfRow[i] << 32) | outcome.units()[rows[i]];
      Integer cell = found.putIfAbsent(key, found.size());
      raw[i] = cell == null ? found.size() - 1 : cell;
      cells[blockOfRow[i]] += cell == null ? 1 : 0;
    }
    start = new int[blocks + 1];
    for (int b = 0; b < blocks; b++) {
      start[b + 1] = start[b] + cells[b];
    }
    int[] next = start.clone();
    int[] sorted = new int[found.size()];
    unitOfCell = new int[found.size()];
    int at = 0;
    for (long key : found.keySet()) {
      int cell = next[(int) (key >>> 32)]++;
      sorted[at++] = cell;
      unitOfCell[cell] = (int) key;
    }
    cellOfRow = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      cellOfRow[i] = sorted[raw[i]];
    }
  }

  private int codes(int @Nullable [] blocks) {
    if (blocks == null) {
      return 1;
    }
    Map<Integer, Integer> codes = new LinkedHashMap<>();
    for (int i = 0; i < rows.length; i++) {
      Integer code = codes.putIfAbsent(blocks[rows[i]], codes.size());
      blockOfRow[i] = code == null ? codes.size() - 1 : code;
    }
    return Math.max(1, codes.size());
  }

  int[] rows() {
    return rows;
  }

  int[] blockOfRow() {
    return blockOfRow;
  }

  int blocks() {
    return start.length - 1;
  }

  int cells() {
    return unitOfCell.length;
  }

  int start(int block) {
    return start[block];
  }

  /** The units with people in a block. */
  int[] units(int block) {
    return Arrays.copyOfRange(unitOfCell, start[block], start[block + 1]);
  }

  int[] units() {
    return unitOfCell;
  }

  /** Sums over the people of every cell, of values by analysed row. */
  double[] totals(double[] byRow) {
    double[] totals = new double[unitOfCell.length];
    for (int i = 0; i < rows.length; i++) {
      totals[cellOfRow[i]] += byRow[i];
    }
    return totals;
  }

  /** The same added up over the blocks of a unit. */
  double[] unitTotals(double[] byRow, int units) {
    double[] totals = new double[units];
    for (int i = 0; i < rows.length; i++) {
      totals[unitOfCell[cellOfRow[i]]] += byRow[i];
    }
    return totals;
  }

  /** People in every cell. */
  double[] counts() {
    double[] ones = new double[rows.length];
    Arrays.fill(ones, 1);
    return totals(ones);
  }

  /** The values of the analysed rows. */
  double[] pick(double[] byPerson) {
    double[] picked = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      picked[i] = byPerson[rows[i]];
    }
    return picked;
  }

  /** Subtracts the mean of every block, twice for the sake of rounding. */
  void centre(double[] byRow) {
    int blocks = blocks();
    for (int pass = 0; pass < 2; pass++) {
      double[] sum = new double[blocks];
      int[] n = new int[blocks];
      for (int i = 0; i < rows.length; i++) {
        sum[blockOfRow[i]] += byRow[i];
        n[blockOfRow[i]]++;
      }
      for (int i = 0; i < rows.length; i++) {
        byRow[i] -= sum[blockOfRow[i]] / n[blockOfRow[i]];
      }
    }
  }

  /** Whether every block has the same number of treated people in every assignment. */
  boolean fixedBy(Assignments assignments) {
    double[] counts = counts();
    for (int b = 0; b < blocks(); b++) {
      boolean[] in = new boolean[assignments.units()];
      for (int c = start[b]; c < start[b + 1]; c++) {
        in[unitOfCell[c]] = true;
        if (counts[c] != counts[start[b]]) {
          return false;
        }
      }
      if (!assignments.fixes(in)) {
        return false;
      }
    }
    return true;
  }
}
