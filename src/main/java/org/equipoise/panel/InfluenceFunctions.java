package org.equipoise.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much each unit moved each of a family of estimates: {@code estimate - truth} is about {@code
 * sum psi_i / n}. They are not centred, and their covariance is the plain {@code Psi'Psi / n^2}.
 *
 * <p>Kept as combinations of columns that the units of one group share, so that twenty thousand
 * units and fifty effects cost a dozen columns and not fifty.
 */
public final class InfluenceFunctions {
  private final int units;
  private final int rows;
  private final List<InfluenceBlock> blocks;

  /** A row a function: its factor for every column of every block, block after block. */
  private final double[][] loadings;

  InfluenceFunctions(int units, int rows, List<InfluenceBlock> blocks, double[][] loadings) {
    this.units = units;
    this.rows = rows;
    this.blocks = blocks;
    this.loadings = loadings;
  }

  /**
   * Influence functions given unit by unit.
   *
   * @param functions one row a function, each with one number a unit
   */
  public static InfluenceFunctions of(double[][] functions) {
    int n = functions.length == 0 ? 0 : functions[0].length;
    double[][] identity = new double[functions.length][functions.length];
    for (int k = 0; k < functions.length; k++) {
      if (functions[k].length != n) {
        throw new IllegalArgumentException(functions[k].length + " units, not " + n);
      }
      identity[k][k] = 1;
    }
    int[] all = IntStream.range(0, n).toArray();
    return new InfluenceFunctions(n, n, List.of(new InfluenceBlock(all, functions)), identity);
  }

  /** Number of functions. */
  public int size() {
    return loadings.length;
  }

  /** The n that estimates are averages over; units left out of the study do not count. */
  public int units() {
    return units;
  }

  /** One function: a number for each unit of the panel, or each cluster; 0 for those left out. */
  public double[] values(int function) {
    double[] values = new double[rows];
    double[] factors = loadings[function];
    int at = 0;
    for (InfluenceBlock block : blocks) {
      int[] who = block.rows();
      for (double[] column : block.columns()) {
        double factor = factors[at++];
        if (factor != 0) {
          for (int r = 0; r < who.length; r++) {
            values[who[r]] += factor * column[r];
          }
        }
      }
    }
    return values;
  }

  /** The covariance of the estimates, {@code sum_i psi_i psi_i' / n^2} over units or clusters. */
  public double[][] covariance() {
    int k = size();
    double[][] covariance = new double[k][k];
    int start = 0;
    for (InfluenceBlock block : blocks) {
      int first = start;
      IntStream.range(0, k)
          .parallel()
          .forEach(a -> addRow(covariance[a], block.products(), a, first));
      start += block.width();
    }
    double square = (double) units * units;
    for (int a = 0; a < k; a++) {
      for (int b = 0; b <= a; b++) {
        covariance[a][b] /= square;
        covariance[b][a] = covariance[a][b];
      }
    }
    return covariance;
  }

  private void addRow(double[] row, double[][] products, int a, int first) {
    int width = products.length;
    double[] left = new double[width];
    for (int j = 0; j < width; j++) {
      double factor = loadings[a][first + j];
      if (factor != 0) {
        for (int l = 0; l < width; l++) {
          left[l] += factor * products[j][l];
        }
      }
    }
    for (int b = 0; b <= a; b++) {
      double sum = 0;
      for (int l = 0; l < width; l++) {
        sum += left[l] * loadings[b][first + l];
      }
      row[b] += sum;
    }
  }

  /** Standard errors: the roots of the covariance's diagonal. */
  public double[] standardErrors() {
    double[] errors = new double[size()];
    for (int k = 0; k < errors.length; k++) {
      double sum = 0;
      int start = 0;
      for (InfluenceBlock block : blocks) {
        sum += quadratic(block.products(), loadings[k], start);
        start += block.width();
      }
      errors[k] = Math.sqrt(Math.max(0, sum)) / units;
    }
    return errors;
  }

  private static double quadratic(double[][] products, double[] factors, int start) {
    double sum = 0;
    for (int j = 0; j < products.length; j++) {
      double f = factors[start + j];
      if (f != 0) {
        double inner = 0;
        for (int l = 0; l < products.length; l++) {
          inner += products[j][l] * factors[start + l];
        }
        sum += f * inner;
      }
    }
    return sum;
  }

  /**
   * The functions of weighted sums of the estimates.
   *
   * @param weights one row a sum, each with one weight an estimate
   */
  public InfluenceFunctions combine(double[][] weights) {
    int columns = blocks.stream().mapToInt(InfluenceBlock::width).sum();
    double[][] combined = new double[weights.length][columns];
    for (int a = 0; a < weights.length; a++) {
      for (int k = 0; k < size(); k++) {
        double weight = weights[a][k];
        if (weight != 0) {
          for (int j = 0; j < columns; j++) {
            combined[a][j] += weight * loadings[k][j];
          }
        }
      }
    }
    return new InfluenceFunctions(units, rows, blocks, combined);
  }

  /**
   * Families after one another.
   *
   * @throws IllegalArgumentException if they are not about the same units or clusters
   */
  static InfluenceFunctions concat(List<InfluenceFunctions> families) {
    InfluenceFunctions first = families.get(0);
    List<double[]> loadings = new ArrayList<>();
    for (InfluenceFunctions family : families) {
      if (!family.blocks.equals(first.blocks) || family.units != first.units) {
        throw new IllegalArgumentException("families of different studies");
      }
      loadings.addAll(List.of(family.loadings));
    }
    return new InfluenceFunctions(
        first.units, first.rows, first.blocks, loadings.toArray(double[][]::new));
  }

  /** The same functions with something added to each factor; see the order of the blocks. */
  InfluenceFunctions plus(double[][] more) {
    double[][] sums = new double[size()][];
    for (int k = 0; k < sums.length; k++) {
      sums[k] = loadings[k].clone();
      for (int j = 0; j < sums[k].length; j++) {
        sums[k][j] += more[k][j];
      }
    }
    return new InfluenceFunctions(units, rows, blocks, sums);
  }

  /**
   * The functions summed over the units of each cluster; no factor {@code G / (G - 1)} is applied.
   *
   * @param codes the cluster of each unit of the panel, 0 and up
   */
  public InfluenceFunctions byCluster(int[] codes) {
    int clusters = 0;
    for (int code : codes) {
      clusters = Math.max(clusters, code + 1);
    }
    List<double[]> columns = new ArrayList<>();
    for (InfluenceBlock block : blocks) {
      int[] who = block.rows();
      for (double[] column : block.columns()) {
        double[] sums = new double[clusters];
        for (int r = 0; r < who.length; r++) {
          sums[codes[who[r]]] += column[r];
        }
        columns.add(sums);
      }
    }
    int[] all = IntStream.range(0, clusters).toArray();
    InfluenceBlock block = new InfluenceBlock(all, columns.toArray(double[][]::new));
    return new InfluenceFunctions(units, clusters, List.of(block), loadings);
  }

  List<InfluenceBlock> blocks() {
    return blocks;
  }

  double[] loadings(int function) {
    return loadings[function];
  }
}
