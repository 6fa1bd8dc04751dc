package org.equipoise.panel;

import java.util.Arrays;

/**
 * Persons of one cell who lack a value in some period: for every pair of periods how many have
 * both, their sums and their sums of products. Everything is kept about the running mean of each
 * period, and moved when that moves, so that amounts far from 0 lose no digits.
 */
final class GappedCell {

  private static final int BLOCK = 16;

  private final int periods;
  private final double[][] block;
  private int filled;
  // What is subtracted in each period: the first value seen and the running mean less that.
  private final double[] base;
  private final double[] about;
  // Packed lower triangles, m >= j: over persons with both, the count, the sums of the value in m
  // and of that in j, and of their product.
  private final double[] both;
  private final double[] first;
  private final double[] second;
  private final double[] products;

  GappedCell(int periods) {
    this.periods = periods;
    block = new double[BLOCK][periods];
    base = new double[periods];
    about = new double[periods];
    int size = PeriodCell.packed(periods);
    both = new double[size];
    first = new double[size];
    second = new double[size];
    products = new double[size];
  }

  void add(double[] row) {
    for (double value : row) {
      if (Double.isInfinite(value)) {
        throw new IllegalArgumentException("a value is " + value);
      }
    }
    System.arraycopy(row, 0, block[filled++], 0, periods);
    if (filled == BLOCK) {
      flush();
    }
  }

  void flush() {
    if (filled == 0) {
      return;
    }
    double[] next = about.clone();
    for (int m = 0; m < periods; m++) {
      double sum = first[diagonal(m)];
      double count = both[diagonal(m)];
      for (int i = 0; i < filled; i++) {
        if (!Double.isNaN(block[i][m])) {
          if (count == 0) {
            base[m] = block[i][m];
          }
          sum += block[i][m] - base[m] - about[m];
          count++;
        }
      }
      next[m] += count == 0 ? 0 : sum / count;
    }
    move(next);
    double[] known = new double[periods];
    for (int i = 0; i < filled; i++) {
      double[] row = block[i];
      for (int m = 0; m < periods; m++) {
        boolean is = !Double.isNaN(row[m]);
        known[m] = is ? 1 : 0;
        row[m] = is ? row[m] - base[m] - about[m] : 0;
      }
      add(row, known);
    }
    filled = 0;
  }

  private void add(double[] v, double[] known) {
    int at = 0;
    for (int m = 0; m < periods; m++) {
      if (known[m] > 0) {
        double own = v[m];
        for (int j = 0; j <= m; j++) {
          both[at + j] += known[j];
          first[at + j] += own * known[j];
          second[at + j] += v[j];
          products[at + j] += own * v[j];
        }
      }
      at += m + 1;
    }
  }

  /** The same sums about other points. */
  private void move(double[] points) {
    int at = 0;
    for (int m = 0; m < periods; m++) {
      double dm = points[m] - about[m];
      for (int j = 0; j <= m; j++) {
        double dj = points[j] - about[j];
        products[at] += dm * dj * both[at] - dj * first[at] - dm * second[at];
        first[at] -= dm * both[at];
        second[at] -= dj * both[at];
        at++;
      }
    }
    System.arraycopy(points, 0, about, 0, periods);
  }

  /** Takes in the persons of another cell; both have been flushed. */
  void merge(GappedCell other) {
    GappedCell moved = new GappedCell(periods);
    moved.sum(other);
    for (int m = 0; m < periods; m++) {
      if (count(m) == 0) {
        base[m] = other.base[m];
        about[m] = other.about[m];
      }
      moved.about[m] = other.base[m] - base[m] + other.about[m];
    }
    double[] points = new double[periods];
    Arrays.setAll(points, m -> middle(m, moved));
    moved.move(points);
    move(points);
    sum(moved);
  }

  private void sum(GappedCell other) {
    for (int at = 0; at < both.length; at++) {
      both[at] += other.both[at];
      first[at] += other.first[at];
      second[at] += other.second[at];
      products[at] += other.products[at];
    }
  }

  private double middle(int m, GappedCell other) {
    long mine = count(m);
    long theirs = other.count(m);
    return mine + theirs == 0
        ? 0
        : about[m] + (other.about[m] - about[m]) * ((double) theirs / (mine + theirs));
  }

  private static int diagonal(int m) {
    return m * (m + 1) / 2 + m;
  }

  /** Persons with a value in the period. */
  long count(int m) {
    return (long) both[diagonal(m)];
  }

  /** Mean of the period, of at least one person. */
  double mean(int m) {
    return base[m] + (about[m] + first[diagonal(m)] / both[diagonal(m)]);
  }

  /** As {@link PeriodCell#product}. */
  double product(int m, int j, double fromM, double fromJ) {
    int at = m * (m + 1) / 2 + j;
    double dm = fromM - base[m] - about[m];
    double dj = fromJ - base[j] - about[j];
    return products[at] + dm * dj * both[at] - dj * first[at] - dm * second[at];
  }
}
