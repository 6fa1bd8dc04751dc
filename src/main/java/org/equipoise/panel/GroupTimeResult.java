package org.equipoise.panel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cells with the columns their influence functions combine. The first column of every group's block
 * is 1 and the second, where units have weights, the weight groups are weighed by.
 *
 * @param raw one a cell of the plan
 * @param blocks one a group
 * @param loadings a row a cell
 */
record GroupTimeResult(List<Raw> raw, List<InfluenceBlock> blocks, double[][] loadings) {

  /**
   * The number of a cell before it is judged.
   *
   * @param value the effect; NaN when settled
   * @param treated units of the group
   * @param controls units they are compared with
   * @param settled why there is no effect; null when there is
   */
  record Raw(double value, int treated, int controls, @Nullable GroupTimeReading settled) {}

  /** Where the columns of each group begin in a row of loadings. */
  static int[] starts(List<InfluenceBlock> blocks) {
    int[] starts = new int[blocks.size() + 1];
    for (int k = 0; k < blocks.size(); k++) {
      starts[k + 1] = starts[k] + blocks.get(k).width();
    }
    return starts;
  }
}
