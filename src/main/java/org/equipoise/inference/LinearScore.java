package org.equipoise.inference;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Statistics that are one sum of scores over the treated, less a constant: the difference in means
 * when the numbers treated are the same in every assignment, and rank sums.
 *
 * @param columns the columns of the scores, one of the outcome and perhaps one of its companion
 * @param less what is subtracted from each
 */
record LinearScore(int[] columns, double[] less) implements RedrawnStatistic {

  /** The blocked difference in means of some outcomes of the same people. */
  static LinearScore difference(
      UnitBlocks cells, boolean[] treated, TreatedSums sums, double[][] outcomes) {
    double[] n = cells.counts();
    double[] weight = new double[cells.cells()];
    double[] control = new double[cells.cells()];
    double people = 0;
    for (int b = 0; b < cells.blocks(); b++) {
      double n1 = 0;
      double n0 = 0;
      for (int c = cells.start(b); c < cells.start(b + 1); c++) {
        n1 += treated[cells.units()[c]] ? n[c] : 0;
        n0 += treated[cells.units()[c]] ? 0 : n[c];
      }
      if (n1 > 0 && n0 > 0) {
        people += n1 + n0;
        for (int c = cells.start(b); c < cells.start(b + 1); c++) {
          weight[c] = (n1 + n0) * (1 / n1 + 1 / n0);
          control[c] = (n1 + n0) / n0;
        }
      }
    }
    int[] columns = new int[outcomes.length];
    double[] less = new double[outcomes.length];
    for (int y = 0; y < outcomes.length; y++) {
      double[] byRow = outcomes[y].clone();
      cells.centre(byRow);
      double[] totals = cells.totals(byRow);
      double[] scores = new double[treated.length];
      for (int c = 0; c < totals.length; c++) {
        scores[cells.units()[c]] += weight[c] * totals[c] / people;
        less[y] += control[c] * totals[c] / people;
      }
      columns[y] = sums.add(scores);
    }
    return new LinearScore(columns, less);
  }

  /**
   * Mid-ranks within blocks, less their expectation; van Elteren's weights {@code 1 / (n_b + 1)}
   * when there are blocks.
   */
  static LinearScore ranks(
      UnitBlocks cells, Assignments assignments, TreatedSums sums, double[] outcome) {
    double[] scores = new double[outcome.length];
    int[] block = cells.blockOfRow();
    Integer[] order = new Integer[outcome.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        Comparator.<Integer>comparingInt(i -> block[i]).thenComparingDouble(i -> outcome[i]));
    for (int from = 0, to; from < order.length; from = to) {
      to = from;
      while (to < order.length && block[order[to]] == block[order[from]]) {
        to++;
      }
      double n = to - from;
      for (int low = from, high; low < to; low = high) {
        high = low;
        while (high < to && outcome[order[high]] == outcome[order[low]]) {
          high++;
        }
        double rank = (low + 1 + high) / 2.0 - from;
        for (int i = low; i < high; i++) {
          scores[order[i]] = (rank - (n + 1) / 2) / (cells.blocks() > 1 ? n + 1 : 1);
        }
      }
    }
    double[] units = cells.unitTotals(scores, assignments.units());
    double[] chance = assignments.probabilities();
    double expected = 0;
    if (chance != null) {
      for (int u = 0; u < units.length; u++) {
        expected += chance[u] * units[u];
      }
    }
    return new LinearScore(new int[] {sums.add(units)}, new double[] {expected});
  }

  @Override
  public int width() {
    return columns.length;
  }

  @Override
  public void evaluate(double[] sums, int stride, int draws, double[][] out, int at) {
    for (int y = 0; y < columns.length; y++) {
      for (int b = 0; b < draws; b++) {
        out[y][at + b] = sums[columns[y] * stride + b] - less[y];
      }
    }
  }
}
