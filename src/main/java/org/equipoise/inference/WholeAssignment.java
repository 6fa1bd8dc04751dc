package org.equipoise.inference;

import java.util.function.Supplier;

/** Statistics that ask for the whole assignment: every unit is a sum of its own. */
final class WholeAssignment implements RedrawnStatistic {
  private final int count;
  private final Supplier<? extends AssignmentStatistics> each;
  private final int[] column;

  WholeAssignment(
      int count, Supplier<? extends AssignmentStatistics> each, TreatedSums sums, int units) {
    this.count = count;
    this.each = each;
    column = new int[units];
    for (int u = 0; u < units; u++) {
      column[u] = sums.add(new int[] {u}, new double[] {1});
    }
  }

  @Override
  public int width() {
    return count;
  }

  @Override
  public void evaluate(double[] sums, int stride, int draws, double[][] out, int at) {
    AssignmentStatistics statistics = each.get();
    boolean[] treated = new boolean[column.length];
    double[] numbers = new double[count];
    for (int d = 0; d < draws; d++) {
      for (int u = 0; u < treated.length; u++) {
        treated[u] = sums[column[u] * stride + d] != 0;
      }
      statistics.evaluate(treated, numbers);
      for (int s = 0; s < count; s++) {
        out[s][at + d] = numbers[s];
      }
    }
  }
}
