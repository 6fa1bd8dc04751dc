package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sum over all pairs of clusters, a cluster with itself included, of {@code (b_g'N b_h -
 * d_g'b_h - b_g'd_h)^2}, without visiting the pairs where that can be avoided.
 */
abstract class PairProducts {

  static PairProducts of(ClusterBasis basis) {
    if (!basis.weighted()) {
      return new Unweighted(basis.rank);
    }
    return basis.rows.groups() == 0 ? new Weighted(basis) : new WeightedLevels(basis);
  }

  /** Adds a cluster and returns its product with itself. */
  abstract double add(int[] levels, double[] b, double[] d);

  abstract void merge(PairProducts other);

  abstract double sumOfSquares();

  private static void addInto(double[][] to, double[][] from) {
    for (int i = 0; i < to.length; i++) {
      for (int j = 0; j < to.length; j++) {
        to[i][j] += from[i][j];
      }
    }
  }

  /** Here N = I and d = b, so a product is -b_g'b_h and the sum is the squared norm of sum bb'. */
  private static final class Unweighted extends PairProducts {
    private final double[][] dense;

    /** Entries of sum bb' in rows of levels, keyed by (level, column or rank + level). */
    private final Map<Long, Double> sparse = new HashMap<>();

    Unweighted(int rank) {
      dense = new double[rank][rank];
    }

    @Override
    double add(int[] levels, double[] b, double[] d) {
      int rank = dense.length;
      Meat.addOuter(dense, levels.length == 0 ? b : Arrays.copyOf(b, rank));
      for (int s = 0; s < levels.length; s++) {
        for (int j = 0; j < b.length; j++) {
          int column = j < rank ? j : rank + levels[j - rank];
          sparse.merge(((long) levels[s] << 32) + column, b[rank + s] * b[j], Double::sum);
        }
      }
      return -Kernels.dot(b, b, b.length);
    }

    @Override
    void merge(PairProducts other) {
      Unweighted that = (Unweighted) other;
      addInto(dense, that.dense);
      that.sparse.forEach((key, value) -> sparse.merge(key, value, Double::sum));
    }

    @Override
    double sumOfSquares() {
      double sum = 0;
      for (double[] row : dense) {
        sum += Kernels.dot(row, row, row.length);
      }
      for (Map.Entry<Long, Double> entry : sparse.entrySet()) {
        // Entries between a level and Q stand for their mirror image too.
        int times = entry.getKey().intValue() < dense.length ? 2 : 1;
        sum += times * entry.getValue() * entry.getValue();
      }
      return sum;
    }
  }

  /** With z = (b, d) a product is z_g'S z_h, and the sum is the trace of (S sum zz')^2. */
  private static final class Weighted extends PairProducts {
    private final ClusterBasis basis;
    private final double[][] outer;

    Weighted(ClusterBasis basis) {
      this.basis = basis;
      outer = new double[2 * basis.rank][2 * basis.rank];
    }

    @Override
    double add(int[] levels, double[] b, double[] d) {
      int k = basis.rank;
      double[] z = Arrays.copyOf(b, 2 * k);
      System.arraycopy(d, 0, z, k, k);
      Meat.addOuter(outer, z);
      double product = 0;
      for (int i = 0; i < k; i++) {
        product -= 2 * b[i] * d[i];
        for (int j = 0; j < k; j++) {
          product += b[i] * basis.squares(levels, i, j) * b[j];
        }
      }
      return product;
    }

    @Override
    void merge(PairProducts other) {
      addInto(outer, ((Weighted) other).outer);
    }

    @Override
    double sumOfSquares() {
      int k = basis.rank;
      int[] none = new int[0];
      double[][] s = new double[2 * k][2 * k];
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < 2 * k; j++) {
          s[i][j] = -outer[k + i][j];
          s[k + i][j] = -outer[i][j];
          for (int l = 0; l < k; l++) {
            s[i][j] += basis.squares(none, i, l) * outer[l][j];
          }
        }
      }
      double sum = 0;
      for (int i = 0; i < 2 * k; i++) {
        for (int j = 0; j < 2 * k; j++) {
          sum += s[i][j] * s[j][i];
        }
      }
      return sum;
    }
  }

  /** Weights and absorbed levels together: N couples every level with Q, so pairs are visited. */
  private static final class WeightedLevels extends PairProducts {
    private record Cluster(int[] levels, double[] b, double[] d) {}

    private final ClusterBasis basis;
    private final List<Cluster> clusters = new ArrayList<>();

    WeightedLevels(ClusterBasis basis) {
      this.basis = basis;
    }

    @Override
    double add(int[] levels, double[] b, double[] d) {
      Cluster cluster = new Cluster(levels, b, d);
      clusters.add(cluster);
      return product(cluster, new Spread(cluster));
    }

    @Override
    void merge(PairProducts other) {
      clusters.addAll(((WeightedLevels) other).clusters);
    }

    @Override
    double sumOfSquares() {
      double sum = 0;
      for (int g = 0; g < clusters.size(); g++) {
        Spread spread = new Spread(clusters.get(g));
        for (int h = 0; h <= g; h++) {
          double product = product(clusters.get(h), spread);
          sum += (h < g ? 2 : 1) * product * product;
        }
      }
      return sum;
    }

    private double product(Cluster h, Spread g) {
      double sum = 0;
      for (int j = 0; j < h.b.length; j++) {
        int at = j < basis.rank ? j : basis.rank + h.levels[j - basis.rank];
        sum += g.nbMinusD[at] * h.b[j] - g.b[at] * h.d[j];
      }
      return sum;
    }

    /** A cluster's b and N b - d over Q and all levels. */
    private final class Spread {
      final double[] b = new double[basis.rank + basis.rows.groups()];
      final double[] nbMinusD = new double[b.length];

      Spread(Cluster g) {
        int k = basis.rank;
        for (int j = 0; j < g.b.length; j++) {
          int at = j < k ? j : k + g.levels[j - k];
          b[at] = g.b[j];
          nbMinusD[at] -= g.d[j];
        }
        int[] one = new int[1];
        for (int i = 0; i < k; i++) {
          for (int j = 0; j < g.b.length; j++) {
            nbMinusD[i] += basis.squares(g.levels, i, j) * g.b[j];
          }
        }
        for (int level = 0; level < basis.rows.groups(); level++) {
          one[0] = level;
          for (int j = 0; j < k; j++) {
            nbMinusD[k + level] += basis.squares(one, k, j) * b[j];
          }
          nbMinusD[k + level] += basis.squares(one, k, k) * b[k + level];
        }
      }
    }
  }
}
