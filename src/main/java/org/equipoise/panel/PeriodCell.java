package org.equipoise.panel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Persons of one stratum, arm and weight: how many they are, their mean in each period and their
 * sums of squares and products about it. Persons with a value in every period are taken in blocks:
 * a block's products about its own means, and one more row for the distance of those means from the
 * earlier ones, so that amounts far from 0 lose no digits (Chan, Golub and LeVeque 1983, American
 * Statistician 37:242-247). Persons with gaps go to a {@link GappedCell}.
 */
final class PeriodCell {

  /** Persons whose products are added together. */
  private static final int ROWS = 8;

  /** Persons of a block; with the row for the means, two times as many. */
  private static final int BLOCK = 2 * ROWS - 1;

  /** What persons of the cell count for. */
  final double weight;

  private final int periods;
  private final double[][] block;
  private int filled;
  private long complete;
  // Means are kept less the first person's values, so that rounding follows the spread.
  private final double[] base;
  private final double[] mean;
  private final double[] products;
  private @Nullable GappedCell gapped;

  PeriodCell(double weight, int periods) {
    this.weight = weight;
    this.periods = periods;
    block = new double[BLOCK + 1][periods];
    base = new double[periods];
    mean = new double[periods];
    products = new double[packed(periods)];
  }

  /** Entries of the lower triangle of a square matrix. */
  static int packed(int periods) {
    return Math.multiplyExact(periods, periods + 1) / 2;
  }

  void add(double[] values, int offset) {
    double[] row = block[filled];
    System.arraycopy(values, offset, row, 0, periods);
    double check = 0;
    for (int m = 0; m < periods; m++) {
      check += 0 * row[m];
    }
    if (check == 0) {
      filled++;
      if (filled == BLOCK) {
        flush();
      }
    } else {
      if (gapped == null) {
        gapped = new GappedCell(periods);
      }
      gapped.add(row);
    }
  }

  /** Works the persons that wait in the block into the sums. */
  void flush() {
    if (gapped != null) {
      gapped.flush();
    }
    if (filled == 0) {
      return;
    }
    double[] apart = block[filled];
    double root = Math.sqrt((double) complete * filled / (complete + filled));
    for (int m = 0; m < periods; m++) {
      if (complete == 0) {
        base[m] = block[0][m];
      }
      double sum = 0;
      for (int i = 0; i < filled; i++) {
        block[i][m] -= base[m];
        sum += block[i][m];
      }
      double own = sum / filled;
      for (int i = 0; i < filled; i++) {
        block[i][m] -= own;
      }
      double distance = own - mean[m];
      apart[m] = distance * root;
      mean[m] += distance * filled / (complete + filled);
    }
    for (int i = filled + 1; i <= BLOCK; i++) {
      Arrays.fill(block[i], 0);
    }
    for (int i = 0; i <= filled; i += ROWS) {
      addProducts(products, block, i);
    }
    complete += filled;
    filled = 0;
  }

  /** Adds the products of eight rows: every entry of the sums is loaded once for eight persons. */
  private static void addProducts(double[] packed, double[][] rows, int from) {
    double[] r0 = rows[from];
    double[] r1 = rows[from + 1];
    double[] r2 = rows[from + 2];
    double[] r3 = rows[from + 3];
    double[] r4 = rows[from + 4];
    double[] r5 = rows[from + 5];
    double[] r6 = rows[from + 6];
    double[] r7 = rows[from + 7];
    int at = 0;
    for (int m = 0; m < r0.length; m++) {
      double a0 = r0[m];
      double a1 = r1[m];
      double a2 = r2[m];
      double a3 = r3[m];
      double a4 = r4[m];
      double a5 = r5[m];
      double a6 = r6[m];
      double a7 = r7[m];
      for (int j = 0; j <= m; j++) {
        packed[at + j] +=
            Math.fma(a0, r0[j], a1 * r1[j])
                + Math.fma(a2, r2[j], a3 * r3[j])
                + (Math.fma(a4, r4[j], a5 * r5[j]) + Math.fma(a6, r6[j], a7 * r7[j]));
      }
      at += m + 1;
    }
  }

  /** Takes in the persons of another cell; both have been flushed. */
  void merge(PeriodCell other) {
    if (other.complete > 0) {
      double all = complete + other.complete;
      double f = complete * (other.complete / all);
      double[] distance = new double[periods];
      for (int m = 0; m < periods; m++) {
        if (complete == 0) {
          base[m] = other.base[m];
        }
        distance[m] = (other.base[m] - base[m]) + other.mean[m] - mean[m];
        mean[m] += distance[m] * (other.complete / all);
      }
      int at = 0;
      for (int m = 0; m < periods; m++) {
        for (int j = 0; j <= m; j++) {
          products[at] += other.products[at] + f * distance[m] * distance[j];
          at++;
        }
      }
      complete += other.complete;
    }
    if (other.gapped != null) {
      if (gapped == null) {
        gapped = new GappedCell(periods);
      }
      gapped.merge(other.gapped);
    }
  }

  /** Persons with a value in the period. */
  long count(int period) {
    return complete + (gapped == null ? 0 : gapped.count(period));
  }

  /** Mean of the period; NaN for nobody. */
  double mean(int period) {
    long others = gapped == null ? 0 : gapped.count(period);
    if (gapped == null || others == 0) {
      return complete == 0 ? Double.NaN : base[period] + mean[period];
    }
    double theirs = gapped.mean(period);
    return complete == 0
        ? theirs
        : base[period]
            + (mean[period]
                + (theirs - base[period] - mean[period]) * ((double) others / (complete + others)));
  }

  /**
   * Sum over persons with a value in both periods of the product of their distances from {@code
   * from[m]} and {@code from[j]}, {@code j <= m}.
   */
  double product(int m, int j, double fromM, double fromJ) {
    double sum = gapped == null ? 0 : gapped.product(m, j, fromM, fromJ);
    if (complete > 0) {
      sum +=
          products[m * (m + 1) / 2 + j]
              + complete * (base[m] - fromM + mean[m]) * (base[j] - fromJ + mean[j]);
    }
    return sum;
  }
}
