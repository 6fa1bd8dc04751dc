package org.equipoise.inference;

import java.util.Arrays;

/**
 * Difference in means within blocks, weighted by their people, when the numbers treated vary from
 * draw to draw. A block with an empty arm is left out.
 */
final class BlockedDifference implements RedrawnStatistic {
  private final int width;
  private final int blocks;
  private final int[] count;
  private final double[] people;
  private final int[][] sum;
  private final double[][] total;

  BlockedDifference(UnitBlocks cells, TreatedSums sums, double[][] outcomes) {
    width = outcomes.length;
    blocks = cells.blocks();
    count = new int[blocks];
    people = new double[blocks];
    sum = new int[width][blocks];
    total = new double[width][blocks];
    double[] n = cells.counts();
    double[][] t = new double[width][];
    for (int y = 0; y < width; y++) {
      double[] centred = outcomes[y].clone();
      cells.centre(centred);
      t[y] = cells.totals(centred);
    }
    for (int b = 0; b < blocks; b++) {
      int from = cells.start(b);
      int to = cells.start(b + 1);
      int[] units = cells.units(b);
      double[] ofBlock = Arrays.copyOfRange(n, from, to);
      count[b] = sums.add(units, ofBlock);
      people[b] = Arrays.stream(ofBlock).sum();
      for (int y = 0; y < width; y++) {
        double[] totals = Arrays.copyOfRange(t[y], from, to);
        sum[y][b] = sums.add(units, totals);
        total[y][b] = Arrays.stream(totals).sum();
      }
    }
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void evaluate(double[] sums, int stride, int draws, double[][] out, int at) {
    double[] weight = new double[draws];
    for (int y = 0; y < width; y++) {
      Arrays.fill(out[y], at, at + draws, 0);
    }
    for (int b = 0; b < blocks; b++) {
      for (int d = 0; d < draws; d++) {
        double n1 = sums[count[b] * stride + d];
        double n0 = people[b] - n1;
        if (n1 > 0.5 && n0 > 0.5) {
          weight[d] += people[b];
          for (int y = 0; y < width; y++) {
            double s1 = sums[sum[y][b] * stride + d];
            out[y][at + d] += people[b] * (s1 / n1 - (total[y][b] - s1) / n0);
          }
        }
      }
    }
    for (int y = 0; y < width; y++) {
      for (int d = 0; d < draws; d++) {
        out[y][at + d] /= weight[d];
      }
    }
  }
}
