package org.equipoise.estimate;

import java.util.Arrays;

/**
 * What a regression says of one term cluster by cluster, kept so small that its bootstrap never
 * touches a row again.
 *
 * <p>By Frisch, Waugh and Lovell the term's column and the outcome are residualized on everything
 * else (absorbed factors and weights included). With q the term's residual scaled to length one, Q
 * an orthonormal basis of the whole design and e the residuals of the fit, let every cluster h
 * multiply its residuals {@code u_h = e_h + d q_h} by a number {@code v_h}; d = 0 gives the
 * residuals of the fit, {@code d = (b - b0) * length} those under the hypothesis that the term is
 * {@code b0}. Fitting again moves the term by {@code sum_h v_h q_h'u_h / length}, and the new score
 * of cluster g is {@code v_g q_g'u_g - sum_j (q_g'Q_gj) sum_h v_h Q_hj'u_h}. These are the inner
 * products needed, linear in d.
 *
 * @param estimate the term under CR1, Stata's factor, df G - 1
 * @param length norm of the term's residual, with the sign of its triangle's diagonal
 * @param residual {@code q_g'e_g}, by cluster
 * @param moved {@code q_g'q_g}, by cluster
 * @param spread {@code q_g'Q_gj}: a row for each direction j, no more directions than clusters
 * @param residualSums {@code Q_hj'e_h}, likewise
 * @param movedSums {@code Q_hj'q_h}, likewise
 */
public record ClusterProducts(
    Estimate estimate,
    double length,
    double[] residual,
    double[] moved,
    double[][] spread,
    double[][] residualSums,
    double[][] movedSums) {

  /**
   * Fits the sample and reads it once more, cluster by cluster.
   *
   * @throws IllegalArgumentException if the sample has no clusters or no such column
   * @throws NotEstimableException if {@link LeastSquares} refuses the fit or the term is determined
   *     by the other columns
   */
  public static ClusterProducts of(RegressionSample sample, String term) {
    RegressionSample.Builder last = sample.toBuilder().withoutColumns();
    for (String name : sample.columnNames()) {
      if (!name.equals(term)) {
        last.column(name, sample.column(name));
      }
    }
    last.column(term, sample.column(term));
    LinearFit fit = LeastSquares.with(VarianceEstimator.CR1).fit(last.build());
    if (fit.dropped().contains(term)) {
      throw NotEstimableException.treatmentCollinear(term);
    }
    return read(fit, fit.coefficient(term));
  }

  /** Number of clusters. */
  public int clusters() {
    return residual.length;
  }

  private static ClusterProducts read(LinearFit fit, Estimate estimate) {
    DesignRows rows = fit.rows();
    int rank = fit.factor().rank();
    int[] slots = sharedLevels(rows);
    int directions = rank + Arrays.stream(slots).max().orElse(-1) + 1;
    double[][] q = new double[directions][rows.clusters()];
    double[][] e = new double[directions][rows.clusters()];
    int[] cuts = Meat.clusterCuts(rows);
    Chunks.map(
        cuts.length - 1,
        c -> {
          OrthogonalRows.Block block = fit.orthogonal().block();
          for (int g = cuts[c]; g < cuts[c + 1]; g++) {
            addCluster(rows, block, g, slots, q, e);
          }
          return c;
        });
    double length = fit.factor().r()[rank - 1][rank - 1];
    double[] residual = e[rank - 1].clone();
    double[] moved = q[rank - 1].clone();
    return directions <= rows.clusters()
        ? new ClusterProducts(estimate, length, residual, moved, q, e, q)
        : new ClusterProducts(
            estimate, length, residual, moved, identity(q[0].length), outer(q, e), outer(q, q));
  }

  private static void addCluster(
      DesignRows rows, OrthogonalRows.Block block, int g, int[] slots, double[][] q, double[][] e) {
    int rank = block.q.length;
    double[] term = block.q[rank - 1];
    int end = rows.clusterStart(g + 1);
    for (int start = rows.clusterStart(g); start < end; start += Chunks.BLOCK) {
      int count = Math.min(Chunks.BLOCK, end - start);
      block.read(start, count);
      for (int j = 0; j < rank; j++) {
        q[j][g] += Kernels.dot(block.q[j], term, count);
        e[j][g] += Kernels.dot(block.q[j], block.residual, count);
      }
      for (int i = 0; i < count && slots.length > 0; i++) {
        int level = rows.level(start + i);
        if (slots[level] >= 0) {
          double share = Math.sqrt(rows.weight(start + i) / rows.groupWeight(level));
          q[rank + slots[level]][g] += share * term[i];
          e[rank + slots[level]][g] += share * block.residual[i];
        }
      }
    }
  }

  /** A number for every absorbed level with rows in several clusters, -1 for the others. */
  private static int[] sharedLevels(DesignRows rows) {
    // Within a level the residuals add up to nothing: one that lies in a single cluster moves none.
    int[] owner = new int[rows.groups()];
    int[] slots = new int[rows.groups()];
    Arrays.fill(owner, -1);
    Arrays.fill(slots, -1);
    int next = 0;
    for (int g = 0; g < rows.clusters() && slots.length > 0; g++) {
      for (int p = rows.clusterStart(g); p < rows.clusterStart(g + 1); p++) {
        int level = rows.level(p);
        if (owner[level] < 0) {
          owner[level] = g;
        } else if (owner[level] != g && slots[level] < 0) {
          slots[level] = next++;
        }
      }
    }
    return slots;
  }

  private static double[][] identity(int size) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      matrix[i][i] = 1;
    }
    return matrix;
  }

  /** {@code sum_j a_j b_j'}: what the directions amount to between two clusters. */
  private static double[][] outer(double[][] a, double[][] b) {
    int clusters = a[0].length;
    double[][] sum = new double[clusters][clusters];
    for (int j = 0; j < a.length; j++) {
      for (int g = 0; g < clusters; g++) {
        if (a[j][g] != 0) {
          for (int h = 0; h < clusters; h++) {
            sum[g][h] += a[j][g] * b[j][h];
          }
        }
      }
    }
    return sum;
  }
}
