package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sum over pairs of clusters of {@code (b_g'N b_h - d_g'b_h - b_g'd_h)^2}, without visiting the
 * pairs where that can be avoided: pooled clusters enter sums of outer products, a pooled cluster
 * paired with itself included. Clusters kept apart are paired one by one, never with themselves;
 * their own term would cancel too many digits in the pool, and it is known without it.
 */
abstract class PairProducts {

  /** A cluster's {@code b = P'y} and {@code d = P'W y}: entries of Q, then of its levels. */
  record Cluster(int[] levels, double[] b, double[] d) {}

  final List<Cluster> apart = new ArrayList<>();

  static PairProducts of(ClusterBasis basis) {
    if (!basis.weighted()) {
      return new Unweighted(basis.rank);
    }
    return basis.rows.groups() == 0 ? new Weighted(basis) : new WeightedLevels(basis);
  }

  /** A cluster's product with itself. */
  abstract double self(Cluster g);

  /** Whether clusters can be pooled at all. */
  boolean pools() {
    return true;
  }

  abstract void pool(Cluster g);

  final void keepApart(Cluster g) {
    apart.add(g);
  }

  void merge(PairProducts other) {
    apart.addAll(other.apart);
  }

  double sumOfSquares() {
    double sum = pooledSquares();
    for (int g = 0; g < apart.size(); g++) {
      sum += 2 * squaresWithPool(apart.get(g));
      for (int h = 0; h < g; h++) {
        double product = product(apart.get(g), apart.get(h));
        sum += 2 * product * product;
      }
    }
    return sum;
  }

  abstract double pooledSquares();

  abstract double squaresWithPool(Cluster g);

  abstract double product(Cluster g, Cluster h);

  private static void addInto(double[][] to, double[][] from) {
    for (int i = 0; i < to.length; i++) {
      for (int j = 0; j < to.length; j++) {
        to[i][j] += from[i][j];
      }
    }
  }

  private static double quadratic(double[][] a, double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += x[i] * Kernels.dot(a[i], y, a.length);
    }
    return sum;
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
    double self(Cluster g) {
      return -Kernels.dot(g.b, g.b, g.b.length);
    }

    @Override
    void pool(Cluster g) {
      int rank = dense.length;
      Meat.addOuter(dense, g.levels.length == 0 ? g.b : Arrays.copyOf(g.b, rank));
      for (int s = 0; s < g.levels.length; s++) {
        for (int j = 0; j < g.b.length; j++) {
          sparse.merge(key(g, s, j), g.b[rank + s] * g.b[j], Double::sum);
        }
      }
    }

    @Override
    void merge(PairProducts other) {
      super.merge(other);
      Unweighted that = (Unweighted) other;
      addInto(dense, that.dense);
      that.sparse.forEach((key, value) -> sparse.merge(key, value, Double::sum));
    }

    @Override
    double pooledSquares() {
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

    @Override
    double squaresWithPool(Cluster g) {
      double sum = quadratic(dense, g.b, g.b);
      for (int s = 0; s < g.levels.length; s++) {
        for (int j = 0; j < g.b.length; j++) {
          double entry = sparse.getOrDefault(key(g, s, j), 0.0);
          sum += (j < dense.length ? 2 : 1) * entry * g.b[dense.length + s] * g.b[j];
        }
      }
      return sum;
    }

    @Override
    double product(Cluster g, Cluster h) {
      int rank = dense.length;
      double sum = Kernels.dot(g.b, h.b, rank);
      for (int s = 0; s < g.levels.length; s++) {
        int at = ClusterBasis.slot(h.levels, h.levels.length, g.levels[s]);
        sum += at < 0 ? 0 : g.b[rank + s] * h.b[rank + at];
      }
      return -sum;
    }

    private long key(Cluster g, int slot, int j) {
      int column = j < dense.length ? j : dense.length + g.levels[j - dense.length];
      return ((long) g.levels[slot] << 32) + column;
    }
  }

  /** With z = (b, d) a product is z_g'S z_h, and the sum is the trace of (S sum zz')^2. */
  private static final class Weighted extends PairProducts {
    private static final int[] NO_LEVELS = {};

    private final ClusterBasis basis;
    private final double[][] outer;

    Weighted(ClusterBasis basis) {
      this.basis = basis;
      outer = new double[2 * basis.rank][2 * basis.rank];
    }

    @Override
    double self(Cluster g) {
      return product(g, g);
    }

    @Override
    void pool(Cluster g) {
      double[] z = Arrays.copyOf(g.b, 2 * basis.rank);
      System.arraycopy(g.d, 0, z, basis.rank, basis.rank);
      Meat.addOuter(outer, z);
    }

    @Override
    void merge(PairProducts other) {
      super.merge(other);
      addInto(outer, ((Weighted) other).outer);
    }

    @Override
    double pooledSquares() {
      double[][] s = new double[2 * basis.rank][];
      for (int j = 0; j < s.length; j++) {
        s[j] = times(outer[j]);
      }
      double sum = 0;
      for (int i = 0; i < s.length; i++) {
        for (int j = 0; j < s.length; j++) {
          sum += s[i][j] * s[j][i];
        }
      }
      return sum;
    }

    @Override
    double squaresWithPool(Cluster g) {
      double[] z = Arrays.copyOf(g.b, 2 * basis.rank);
      System.arraycopy(g.d, 0, z, basis.rank, basis.rank);
      double[] sz = times(z);
      return quadratic(outer, sz, sz);
    }

    @Override
    double product(Cluster g, Cluster h) {
      double product = 0;
      for (int i = 0; i < basis.rank; i++) {
        product -= g.d[i] * h.b[i] + g.b[i] * h.d[i];
        for (int j = 0; j < basis.rank; j++) {
          product += g.b[i] * basis.squares(NO_LEVELS, i, j) * h.b[j];
        }
      }
      return product;
    }

    /** {@code S z}. */
    private double[] times(double[] z) {
      int k = basis.rank;
      double[] sz = new double[2 * k];
      for (int i = 0; i < k; i++) {
        sz[i] = -z[k + i];
        sz[k + i] = -z[i];
        for (int j = 0; j < k; j++) {
          sz[i] += basis.squares(NO_LEVELS, i, j) * z[j];
        }
      }
      return sz;
    }
  }

  /** Weights and absorbed levels together: N couples every level with Q, so pairs are visited. */
  private static final class WeightedLevels extends PairProducts {
    private final ClusterBasis basis;

    WeightedLevels(ClusterBasis basis) {
      this.basis = basis;
    }

    @Override
    boolean pools() {
      return false;
    }

    @Override
    double self(Cluster g) {
      return product(g, g);
    }

    @Override
    void pool(Cluster g) {
      throw new IllegalStateException("clusters cannot be pooled here");
    }

    @Override
    double pooledSquares() {
      return 0;
    }

    @Override
    double squaresWithPool(Cluster g) {
      return 0;
    }

    @Override
    double product(Cluster g, Cluster h) {
      return product(new Spread(g), h);
    }

    @Override
    double sumOfSquares() {
      double sum = 0;
      for (int g = 0; g < apart.size(); g++) {
        Spread spread = new Spread(apart.get(g));
        for (int h = 0; h < g; h++) {
          double product = product(spread, apart.get(h));
          sum += 2 * product * product;
        }
      }
      return sum;
    }

    private double product(Spread g, Cluster h) {
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
        for (int i = 0; i < k; i++) {
          for (int j = 0; j < g.b.length; j++) {
            nbMinusD[i] += basis.squares(g.levels, i, j) * g.b[j];
          }
        }
        int[] one = new int[1];
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
