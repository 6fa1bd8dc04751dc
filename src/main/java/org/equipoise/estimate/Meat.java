package org.equipoise.estimate;

import java.util.Arrays;
import java.util.List;

/**
 * The middle of the sandwich in the basis Q, for the terms alone: absorbed levels need no
 * covariance, and the inverse of R is triangular, so their rows never enter.
 *
 * @param matrix symmetric, one row per term
 * @param fitted rows (or clusters) of leverage one, which fit exactly and add nothing
 */
record Meat(double[][] matrix, int fitted) {
  /** Leverages from here on are one up to rounding. */
  private static final double FULL_LEVERAGE = 1 - Math.sqrt(Math.ulp(1.0));

  /** Squared residuals, divided by {@code (1 - h)^power}. */
  static Meat ofRows(OrthogonalRows source, DesignRows rows, int firstTerm, int power) {
    int[] cuts = Chunks.ofRows(rows.n());
    List<Meat> parts =
        Chunks.map(
            cuts.length - 1, c -> part(source, rows, firstTerm, power, cuts[c], cuts[c + 1]));
    return sum(parts);
  }

  /** Outer products of the clusters' score sums: CR0. */
  static Meat ofClusters(OrthogonalRows source, DesignRows rows, int firstTerm) {
    int[] cuts = clusterCuts(rows);
    List<Meat> parts =
        Chunks.map(
            cuts.length - 1, c -> clusterPart(source, rows, firstTerm, cuts[c], cuts[c + 1]));
    return sum(parts);
  }

  /** Chunks of whole clusters of about equal numbers of rows. */
  static int[] clusterCuts(DesignRows rows) {
    int[] byRow = Chunks.ofRows(rows.n());
    int[] cuts = new int[byRow.length];
    int count = 0;
    int cluster = 0;
    for (int c = 1; c < byRow.length; c++) {
      while (cluster < rows.clusters() && rows.clusterStart(cluster) < byRow[c]) {
        cluster++;
      }
      if (cluster > cuts[count]) {
        cuts[++count] = cluster;
      }
    }
    return Arrays.copyOf(cuts, count + 1);
  }

  static Meat sum(List<Meat> parts) {
    double[][] total = parts.get(0).matrix;
    int fitted = parts.get(0).fitted;
    for (Meat part : parts.subList(1, parts.size())) {
      fitted += part.fitted;
      for (int i = 0; i < total.length; i++) {
        for (int j = 0; j < total.length; j++) {
          total[i][j] += part.matrix[i][j];
        }
      }
    }
    return new Meat(total, fitted);
  }

  /** Adds the outer product {@code s s'}. */
  static void addOuter(double[][] matrix, double[] s) {
    for (int i = 0; i < s.length; i++) {
      for (int j = 0; j < s.length; j++) {
        matrix[i][j] += s[i] * s[j];
      }
    }
  }

  private static Meat part(
      OrthogonalRows source, DesignRows rows, int firstTerm, int power, int from, int to) {
    OrthogonalRows.Block block = source.block();
    int terms = block.q.length - firstTerm;
    double[][] matrix = new double[terms][terms];
    double[] weight = new double[Chunks.BLOCK];
    double[] scaled = new double[Chunks.BLOCK];
    double[] dots = new double[4];
    int fitted = 0;
    for (int start = from; start < to; start += Chunks.BLOCK) {
      int count = Math.min(Chunks.BLOCK, to - start);
      block.read(start, count);
      fitted += squares(block, rows, power, start, count, weight);
      for (int i = 0; i < terms; i++) {
        double[] qi = block.q[firstTerm + i];
        Kernels.multiply(scaled, weight, qi, count);
        int j = 0;
        for (; j <= i - 3; j += 4) {
          Kernels.dot4(block.q, firstTerm + j, scaled, count, dots);
          matrix[i][j] += dots[0];
          matrix[i][j + 1] += dots[1];
          matrix[i][j + 2] += dots[2];
          matrix[i][j + 3] += dots[3];
        }
        for (; j <= i; j++) {
          matrix[i][j] += Kernels.dot(block.q[firstTerm + j], scaled, count);
        }
      }
    }
    for (int i = 0; i < terms; i++) {
      for (int j = 0; j < i; j++) {
        matrix[j][i] = matrix[i][j];
      }
    }
    return new Meat(matrix, fitted);
  }

  /** Fills in {@code e^2 / (1 - h)^power} and counts the rows of leverage one. */
  private static int squares(
      OrthogonalRows.Block block,
      DesignRows rows,
      int power,
      int start,
      int count,
      double[] weight) {
    double[] e = block.residual;
    if (power == 0) {
      Kernels.multiply(weight, e, e, count);
      return 0;
    }
    Arrays.fill(weight, 0, count, 0);
    for (double[] q : block.q) {
      Kernels.addSquares(weight, q, count);
    }
    if (rows.groups() > 0) {
      for (int i = 0; i < count; i++) {
        weight[i] += rows.weight(start + i) / rows.groupWeight(rows.level(start + i));
      }
    }
    int fitted = 0;
    for (int i = 0; i < count; i++) {
      double h = weight[i];
      if (h >= FULL_LEVERAGE) {
        fitted++;
        weight[i] = 0;
      } else {
        double d = power == 1 ? 1 - h : (1 - h) * (1 - h);
        weight[i] = e[i] * e[i] / d;
      }
    }
    return fitted;
  }

  private static Meat clusterPart(
      OrthogonalRows source, DesignRows rows, int firstTerm, int from, int to) {
    OrthogonalRows.Block block = source.block();
    int terms = block.q.length - firstTerm;
    double[][] matrix = new double[terms][terms];
    double[] score = new double[terms];
    for (int g = from; g < to; g++) {
      Arrays.fill(score, 0);
      int end = rows.clusterStart(g + 1);
      for (int start = rows.clusterStart(g); start < end; start += Chunks.BLOCK) {
        int count = Math.min(Chunks.BLOCK, end - start);
        block.read(start, count);
        for (int j = 0; j < terms; j++) {
          score[j] += Kernels.dot(block.q[firstTerm + j], block.residual, count);
        }
      }
      addOuter(matrix, score);
    }
    return new Meat(matrix, 0);
  }
}
