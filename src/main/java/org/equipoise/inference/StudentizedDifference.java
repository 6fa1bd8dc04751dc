package org.equipoise.inference;

import java.util.Arrays;

/**
 * Difference in means within blocks over its standard error. The variance of an arm's mean in a
 * block is {@code G/(G-1) sum_g (T_g - n_g m)^2 / n^2} over its G units with totals T_g of n_g
 * people, which is {@code S^2/n} for people drawn one by one. A block with a single unit in an arm
 * takes the variance per unit of all arms that have several; where none has, as in pairs, the
 * variance is that between the differences of blocks.
 *
 * <p>For an outcome {@code y - b u} the statistic is {@code (A - bC) / sqrt(P - 2bQ + b^2 R)}; with
 * a companion u the five numbers A, C, P, Q, R follow the statistic.
 */
final class StudentizedDifference implements RedrawnStatistic {
  private final int blocks;
  private final int outcomes;

  /** By block: columns of the sums over the treated, and the same sums over everybody. */
  private final int[][] column;

  private final double[][] total;

  /** The same by kind and cell. */
  private final double[][] products;

  private final UnitBlocks cells;

  StudentizedDifference(UnitBlocks cells, TreatedSums sums, double[][] values) {
    this.cells = cells;
    blocks = cells.blocks();
    outcomes = values.length;
    column = new int[blocks][];
    total = new double[blocks][];
    double[] n = cells.counts();
    double[][] t = new double[outcomes][];
    for (int y = 0; y < outcomes; y++) {
      double[] centred = values[y].clone();
      cells.centre(centred);
      t[y] = cells.totals(centred);
    }
    double[] one = new double[n.length];
    Arrays.fill(one, 1);
    // In the order in which squares() reads them.
    products =
        outcomes == 1
            ? new double[][] {one, n, times(n, n), t[0], times(n, t[0]), times(t[0], t[0])}
            : new double[][] {
              one,
              n,
              times(n, n),
              t[0],
              times(n, t[0]),
              times(t[0], t[0]),
              t[1],
              times(n, t[1]),
              times(t[1], t[1]),
              times(t[0], t[1])
            };
    for (int b = 0; b < blocks; b++) {
      int from = cells.start(b);
      int to = cells.start(b + 1);
      column[b] = new int[products.length];
      total[b] = new double[products.length];
      for (int p = 0; p < products.length; p++) {
        double[] ofBlock = Arrays.copyOfRange(products[p], from, to);
        column[b][p] = sums.add(cells.units(b), ofBlock);
        total[b][p] = Arrays.stream(ofBlock).sum();
      }
    }
  }

  private static double[] times(double[] a, double[] b) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      product[i] = a[i] * b[i];
    }
    return product;
  }

  @Override
  public int width() {
    return outcomes == 1 ? 1 : 6;
  }

  /** Running sums over the blocks of one draw, and an arm's sums in the block at hand. */
  private static final class Tally {
    private final double[] one = new double[10];
    private final double[] zero = new double[10];
    private final double[] effect = new double[2];

    /** By yy, yu, uu: the variance seen, the squares within arms, the squares of differences. */
    private final double[] seen = new double[3];

    private final double[] within = new double[3];
    private final double[] between = new double[3];

    /** What multiplies the pooled variance for blocks that do not show their own. */
    private double unseen;

    private double people;
    private double free;
    private int blocks;

    private void clear() {
      Arrays.fill(effect, 0);
      Arrays.fill(seen, 0);
      Arrays.fill(within, 0);
      Arrays.fill(between, 0);
      unseen = 0;
      people = 0;
      free = 0;
      blocks = 0;
    }
  }

  @Override
  public void evaluate(double[] sums, int stride, int draws, double[][] out, int at) {
    Tally tally = new Tally();
    for (int d = 0; d < draws; d++) {
      tally.clear();
      for (int b = 0; b < blocks; b++) {
        for (int p = 0; p < column[b].length; p++) {
          tally.one[p] = sums[column[b][p] * stride + d];
          tally.zero[p] = total[b][p] - tally.one[p];
        }
        if (tally.one[1] > 0.5 && tally.zero[1] > 0.5) {
          add(tally);
        }
      }
      finish(tally, out, at + d);
    }
  }

  /**
   * The difference and its variance when every unit counts as often as given.
   *
   * @return both; NaN when no block has both arms
   */
  double[] weighted(double[] times, boolean[] treated) {
    Tally tally = new Tally();
    for (int b = 0; b < blocks; b++) {
      Arrays.fill(tally.one, 0);
      Arrays.fill(tally.zero, 0);
      for (int c = cells.start(b); c < cells.start(b + 1); c++) {
        int unit = cells.units()[c];
        double[] arm = treated[unit] ? tally.one : tally.zero;
        for (int p = 0; p < products.length; p++) {
          arm[p] += times[unit] * products[p][c];
        }
      }
      if (tally.one[1] > 0.5 && tally.zero[1] > 0.5) {
        add(tally);
      }
    }
    double effect = tally.effect[0] / tally.people;
    return new double[] {effect, variance(tally, 0, effect * effect)};
  }

  private void add(Tally tally) {
    double[] one = tally.one;
    double[] zero = tally.zero;
    double people = one[1] + zero[1];
    double d = one[3] / one[1] - zero[3] / zero[1];
    double du = one[6] / one[1] - zero[6] / zero[1];
    tally.effect[0] += people * d;
    tally.effect[1] += people * du;
    boolean both = one[0] > 1.5 && zero[0] > 1.5;
    for (int k = 0; k < kinds(); k++) {
      double s1 = squares(one, k);
      double s0 = squares(zero, k);
      tally.within[k] += s1 + s0;
      if (both) {
        tally.seen[k] +=
            people
                * people
                * (s1 * one[0] / ((one[0] - 1) * one[1] * one[1])
                    + s0 * zero[0] / ((zero[0] - 1) * zero[1] * zero[1]));
      }
      tally.between[k] += people * people * (k == 2 ? du : d) * (k == 0 ? d : du);
    }
    if (!both) {
      tally.unseen +=
          people * people * (one[0] / (one[1] * one[1]) + zero[0] / (zero[1] * zero[1]));
    }
    tally.free += one[0] + zero[0] - 2;
    tally.people += people;
    tally.blocks++;
  }

  private int kinds() {
    return outcomes == 1 ? 1 : 3;
  }

  /** Sum over an arm's units of (T - n m)(T' - n m'), for yy, yu, uu. */
  private static double squares(double[] s, int k) {
    double m = s[3] / s[1];
    if (k == 0) {
      return Math.max(0, s[5] - 2 * m * s[4] + m * m * s[2]);
    }
    double mu = s[6] / s[1];
    return k == 1
        ? s[9] - mu * s[4] - m * s[7] + m * mu * s[2]
        : Math.max(0, s[8] - 2 * mu * s[7] + mu * mu * s[2]);
  }

  private void finish(Tally tally, double[][] out, int at) {
    double a = tally.effect[0] / tally.people;
    double c = tally.effect[1] / tally.people;
    for (int k = 0; k < kinds(); k++) {
      double v = variance(tally, k, (k == 2 ? c : a) * (k == 0 ? a : c));
      if (k == 0) {
        // Without any variance the draw says nothing, unless there is no difference either.
        out[0][at] = v > 0 ? a / Math.sqrt(v) : a == 0 ? 0 : Double.NaN;
      }
      if (outcomes == 2) {
        out[3 + k][at] = v;
      }
    }
    if (outcomes == 2) {
      out[1][at] = a;
      out[2][at] = c;
    }
  }

  private static double variance(Tally tally, int k, double ofMeans) {
    return tally.free > 0.5
        ? (tally.seen[k] + tally.unseen * tally.within[k] / tally.free)
            / (tally.people * tally.people)
        : pairs(tally, k, ofMeans);
  }

  /**
   * Blocks of two units: {@code J/(J-1) sum (w_b d_b - D/J)^2}, weights w adding up to one (Imai,
   * King and Nall 2009, Statistical Science 24:29-53).
   */
  private static double pairs(Tally tally, int k, double ofMeans) {
    double j = tally.blocks;
    double squares = tally.between[k] / (tally.people * tally.people) - ofMeans / j;
    return (k == 1 ? squares : Math.max(0, squares)) * j / (j - 1);
  }
}
