package org.equipoise.estimate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.equipoise.estimate.NotEstimableException.Reason;

/**
 * CR3 of one term: every cluster's residuals become those of the fit that leaves the cluster out,
 * {@code (I - H_gg)^-1 e_g}. With P the cluster's rows of an orthonormal basis of the design its
 * score is {@code (I - P'P)^-1 P'e}, a system of the size of the basis whatever the cluster's size.
 * Bell and McCaffrey (2002), Survey Methodology 28(2), section 4; clubSandwich's CR3, without a
 * factor.
 */
final class LeaveOneOut {
  private LeaveOneOut() {}

  /** The term of a clustered fit with CR3 times {@code factor}; df G - 1. */
  static Estimate cr3(LinearFit fit, String term, double factor) {
    Estimate plain = fit.coefficient(term);
    DesignRows rows = fit.rows();
    int[] slots = ClusterProducts.sharedLevels(rows);
    double[] a = fit.inBasis(term);
    OrthogonalRows.Block block = fit.orthogonal().block();
    TwoSum sum = new TwoSum();
    for (int g = 0; g < rows.clusters(); g++) {
      double[] score = score(rows, block, levels(rows, slots, g), g);
      double influence = Kernels.dot(a, score, a.length);
      sum.addProduct(influence, influence);
    }
    double standardError = Math.sqrt(factor * sum.value());
    double level = plain.interval().level();
    return Estimate.of(term, plain.value(), standardError, plain.df(), level);
  }

  /** The cluster's absorbed levels with rows elsewhere too; the others leave with the cluster. */
  private static int[] levels(DesignRows rows, int[] slots, int cluster) {
    if (slots.length == 0) {
      return slots;
    }
    return IntStream.range(rows.clusterStart(cluster), rows.clusterStart(cluster + 1))
        .map(rows::level)
        .filter(level -> slots[level] >= 0)
        .distinct()
        .toArray();
  }

  private static double[] score(
      DesignRows rows, OrthogonalRows.Block block, int[] levels, int cluster) {
    int rank = block.q.length;
    int m = rank + levels.length;
    double[][] left = new double[m][m];
    double[] score = new double[m];
    double[] p = new double[m];
    for (int j = 0; j < m; j++) {
      left[j][j] = 1;
    }
    int end = rows.clusterStart(cluster + 1);
    for (int start = rows.clusterStart(cluster); start < end; start += Chunks.BLOCK) {
      int count = Math.min(Chunks.BLOCK, end - start);
      block.read(start, count);
      for (int i = 0; i < count; i++) {
        Arrays.fill(p, 0);
        for (int j = 0; j < rank; j++) {
          p[j] = block.q[j][i];
        }
        if (levels.length > 0) {
          int level = rows.level(start + i);
          int slot = ClusterBasis.slot(levels, levels.length, level);
          if (slot >= 0) {
            p[rank + slot] = Math.sqrt(rows.weight(start + i) / rows.groupWeight(level));
          }
        }
        for (int j = 0; j < m; j++) {
          score[j] += p[j] * block.residual[i];
          for (int l = 0; l < m; l++) {
            left[j][l] -= p[j] * p[l];
          }
        }
      }
    }
    return Cholesky.of(left).orElseThrow(LeaveOneOut::undetermined).solve(score);
  }

  private static NotEstimableException undetermined() {
    return new NotEstimableException(
        Reason.TOO_FEW_CLUSTERS,
        "without one of the clusters the coefficients are not determined",
        "leave out the column that varies in a single cluster, or use CR2");
  }
}
