package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums over clusters that CR2 needs: outer products of the adjusted scores, and for every contrast
 * the sums behind Satterthwaite's degrees of freedom. Sums of disjoint sets of clusters merge.
 *
 * <p>For a contrast with working residuals {@code p_g = (I - H)_g' A_g W_g X_g M c}, df = (sum of
 * p_g'p_g)^2 / sum over g, h of (p_g'p_h)^2. In the terms of {@link BellMcCaffrey}, with {@code y_g
 * = A_g W_g P_g a}, {@code b_g = P_g'y_g}, {@code d_g = P_g'W_g y_g}: {@code p_g'p_h = [g = h]
 * y_g'y_g - d_g'b_h - b_g'd_h + b_g'N b_h}.
 */
final class ClusterScores {
  private static final double CANCELLING = 10;

  private final ClusterBasis basis;
  private final int firstTerm;
  private final List<double[]> contrasts;
  private final int halves;
  private final double[][] meat;
  private final double[] trace;
  private final double[] squares;
  private final List<PairProducts> pairs = new ArrayList<>();
  private final OrthogonalRows.Block block;
  private int indispensable;

  /**
   * Empty sums.
   *
   * @param halves how often the inverse root is applied to the residuals: once for CR2, twice, as
   *     the inverse itself, for CR3
   */
  ClusterScores(ClusterBasis basis, int firstTerm, List<double[]> contrasts, int halves) {
    this.basis = basis;
    this.firstTerm = firstTerm;
    this.contrasts = contrasts;
    this.halves = halves;
    int terms = basis.rank - firstTerm;
    meat = new double[terms][terms];
    trace = new double[contrasts.size()];
    squares = new double[contrasts.size()];
    for (int c = 0; c < contrasts.size(); c++) {
      pairs.add(PairProducts.of(basis));
    }
    block = basis.source.block();
  }

  double[][] meat() {
    return meat;
  }

  /** Degrees of freedom of every contrast; 0 for one without variance. */
  double[] df() {
    double[] df = new double[trace.length];
    for (int c = 0; c < df.length; c++) {
      double denominator = squares[c] + pairs.get(c).sumOfSquares();
      df[c] = denominator > 0 ? trace[c] * trace[c] / denominator : 0;
    }
    return df;
  }

  /** Clusters without which the design loses a column. */
  int indispensable() {
    return indispensable;
  }

  void merge(ClusterScores other) {
    indispensable += other.indispensable;
    for (int i = 0; i < meat.length; i++) {
      for (int j = 0; j < meat.length; j++) {
        meat[i][j] += other.meat[i][j];
      }
    }
    for (int c = 0; c < trace.length; c++) {
      trace[c] += other.trace[c];
      squares[c] += other.squares[c];
      pairs.get(c).merge(other.pairs.get(c));
    }
  }

  void add(int cluster) {
    Decomposed own = decompose(cluster);
    int m = own.t.length - 1;
    double[] adjusted = Arrays.copyOf(own.t[m], m);
    for (int h = 0; h < halves; h++) {
      adjusted = own.root.apply(adjusted);
    }
    double[] score = spread(own, adjusted)[1];
    Meat.addOuter(meat, Arrays.copyOfRange(score, firstTerm, basis.rank));
    indispensable += own.root.singular() ? 1 : 0;

    for (int c = 0; c < contrasts.size(); c++) {
      Working w = working(own, contrasts.get(c));
      addPair(c, Kernels.dot(w.y, w.y, m), w.products);
    }
  }

  /**
   * What a contrast's working residuals in one cluster are made of.
   *
   * @param y {@code A_g W_g P_g a} in the cluster's own basis
   * @param products its products with Q and the levels
   */
  record Working(double[] y, PairProducts.Cluster products) {}

  /** The working residuals of every contrast in one cluster. */
  List<Working> working(int cluster) {
    Decomposed own = decompose(cluster);
    return contrasts.stream().map(contrast -> working(own, contrast)).toList();
  }

  private Working working(Decomposed own, double[] contrast) {
    double[] y = own.root.apply(combine(own, contrast));
    double[][] bd = spread(own, y);
    return new Working(y, new PairProducts.Cluster(own.levels, bd[0], bd[1]));
  }

  /** A cluster's {@code C = OT} with the projected residuals, and the root of its B. */
  private record Decomposed(int[] levels, double mean, double[][] t, int half, InverseRoot root) {}

  private Decomposed decompose(int cluster) {
    int[] levels = basis.levels(cluster);
    double mean = meanWeight(cluster);
    double[][] t = triangle(cluster, levels, mean);
    int m = t.length - 1;
    int half = basis.weighted() ? m / 2 : m;
    InverseRoot root = InverseRoot.ofIdentityMinus(minusTst(t, m, half, levels, mean));
    return new Decomposed(levels, mean, t, half, root);
  }

  private void addPair(int c, double own, PairProducts.Cluster cluster) {
    PairProducts products = pairs.get(c);
    double cross = products.self(cluster);
    double square = own + cross;
    trace[c] += square;
    // Where the fit leaves a cluster almost no residual, own and cross are huge and all but cancel:
    // squared one by one in the pool they would take the digits of the rest with them.
    if (products.pools() && own <= CANCELLING * square) {
      products.pool(cluster);
      squares[c] += own * own + 2 * own * cross;
    } else {
      products.keepApart(cluster);
      squares[c] += square * square;
    }
  }

  private double meanWeight(int cluster) {
    int from = basis.rows.clusterStart(cluster);
    int to = basis.rows.clusterStart(cluster + 1);
    double sum = 0;
    for (int p = from; p < to; p++) {
      sum += basis.rows.weight(p);
    }
    return sum / (to - from);
  }

  /** The triangle T of the cluster's C, with the residuals projected on O as a last column. */
  private double[][] triangle(int cluster, int[] levels, double mean) {
    int k = basis.rank + levels.length;
    int m = basis.weighted() ? 2 * k : k;
    double[][] columns = new double[m + 1][];
    System.arraycopy(block.q, 0, columns, 0, basis.rank);
    for (int j = basis.rank; j < m; j++) {
      columns[j] = new double[Chunks.BLOCK];
    }
    columns[m] = block.residual;

    Triangle triangle = new Triangle(m + 1);
    int end = basis.rows.clusterStart(cluster + 1);
    for (int start = basis.rows.clusterStart(cluster); start < end; start += Chunks.BLOCK) {
      int count = Math.min(Chunks.BLOCK, end - start);
      block.read(start, count);
      fillLevels(columns, levels, start, count);
      if (basis.weighted()) {
        unweigh(columns, k, start, count, mean);
      }
      triangle.absorb(columns, count);
    }
    return triangle.columns();
  }

  private void fillLevels(double[][] columns, int[] levels, int start, int count) {
    for (int s = 0; s < levels.length; s++) {
      Arrays.fill(columns[basis.rank + s], 0, count, 0);
    }
    for (int i = 0; i < count && levels.length > 0; i++) {
      int level = basis.rows.level(start + i);
      int s = ClusterBasis.slot(levels, levels.length, level);
      if (s >= 0) {
        double share = basis.rows.weight(start + i) / basis.rows.groupWeight(level);
        columns[basis.rank + s][i] = Math.sqrt(share);
      }
    }
  }

  /** Takes the root of the weight out of Q and e, and fills in {@code (W - w)P}. */
  private void unweigh(double[][] columns, int k, int start, int count, double mean) {
    double[] e = columns[2 * k];
    for (int i = 0; i < count; i++) {
      double w = basis.rows.weight(start + i);
      double root = Math.sqrt(w);
      for (int j = 0; j < k; j++) {
        columns[j][i] /= root;
        columns[k + j][i] = (w - mean) * columns[j][i];
      }
      e[i] /= root;
    }
  }

  /** {@code -T S T'}. */
  private double[][] minusTst(double[][] t, int m, int half, int[] levels, double mean) {
    double[][] st = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        st[j][i] = basis.weighted() ? minusSt(t, i, j, half, levels, mean) : entry(t, i, j);
      }
    }
    double[][] x = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        double s = 0;
        for (int l = i; l < m; l++) {
          s += t[l][i] * st[l][j];
        }
        x[i][j] = s;
        x[j][i] = s;
      }
    }
    return x;
  }

  /** Entry (j, i) of {@code -S T'}. */
  private double minusSt(double[][] t, int i, int j, int half, int[] levels, double mean) {
    if (j >= half) {
      return entry(t, i, j - half);
    }
    double s = 2 * mean * entry(t, i, j) + entry(t, i, half + j);
    for (int l = i; l < half; l++) {
      s -= basis.squares(levels, j, l) * t[l][i];
    }
    return s;
  }

  private static double entry(double[][] t, int i, int j) {
    return i <= j ? t[j][i] : 0;
  }

  /** {@code T x}, x the coordinates of {@code W_g P_g a} in C. */
  private double[] combine(Decomposed own, double[] a) {
    double[][] t = own.t;
    double[] g = new double[t.length - 1];
    for (int j = 0; j < a.length; j++) {
      double first = basis.weighted() ? own.mean * a[j] : a[j];
      for (int i = 0; i <= j; i++) {
        g[i] += t[j][i] * first;
      }
      if (basis.weighted()) {
        for (int i = 0; i <= own.half + j; i++) {
          g[i] += t[own.half + j][i] * a[j];
        }
      }
    }
    return g;
  }

  /** {@code P'y} and {@code P'W y} for {@code y = O v}. */
  private double[][] spread(Decomposed own, double[] v) {
    double[] b = new double[own.half];
    for (int j = 0; j < b.length; j++) {
      b[j] = Kernels.dot(own.t[j], v, j + 1);
    }
    if (!basis.weighted()) {
      return new double[][] {b, b};
    }
    double[] d = new double[own.half];
    for (int j = 0; j < d.length; j++) {
      d[j] = own.mean * b[j] + Kernels.dot(own.t[own.half + j], v, own.half + j + 1);
    }
    return new double[][] {b, d};
  }
}
