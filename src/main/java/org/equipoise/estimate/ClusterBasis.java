package org.equipoise.estimate;

import java.util.Arrays;
import java.util.List;

/**
 * What the clusters have in common: where the projection's basis lies, which absorbed levels couple
 * clusters, and under weights the matrix {@code N = P'W^2 P}. Read-only once made.
 */
final class ClusterBasis {
  final OrthogonalRows source;
  final DesignRows rows;
  final int rank;

  private final boolean weighted;

  /** Whether a level of the demeaned factor needs a column in the clusters it touches. */
  private final boolean[] coupling;

  /** Under weights: N by rows; rows 0 … rank - 1 for Q, their first {@code rank} entries only. */
  private final double[][] weightSquares;

  /** Under weights: the part of N between a level and Q, and the level's own entry at the end. */
  private final double[][] levelSquares;

  private ClusterBasis(
      OrthogonalRows source,
      DesignRows rows,
      int rank,
      boolean weighted,
      boolean[] coupling,
      double[][] weightSquares,
      double[][] levelSquares) {
    this.source = source;
    this.rows = rows;
    this.rank = rank;
    this.weighted = weighted;
    this.coupling = coupling;
    this.weightSquares = weightSquares;
    this.levelSquares = levelSquares;
  }

  static ClusterBasis of(OrthogonalRows source, DesignRows rows) {
    if (!rows.weighted()) {
      return ofScaled(source, rows);
    }
    int rank = source.block().q.length;
    boolean[] every = new boolean[rows.groups()];
    Arrays.fill(every, true);
    int[] cuts = Chunks.ofRows(rows.n());
    List<ClusterBasis> parts =
        Chunks.map(cuts.length - 1, c -> weighted(source, rows, rank, every, cuts[c], cuts[c + 1]));
    ClusterBasis total = parts.get(0);
    for (ClusterBasis part : parts.subList(1, parts.size())) {
      add(total.weightSquares, part.weightSquares);
      add(total.levelSquares, part.levelSquares);
    }
    return total;
  }

  /** The basis for rows as they are, those of a weighted fit scaled by the root of the weight. */
  static ClusterBasis ofScaled(OrthogonalRows source, DesignRows rows) {
    int rank = source.block().q.length;
    // A level inside one cluster is projected out of it: nothing of it is left to adjust.
    return new ClusterBasis(
        source, rows, rank, false, shared(rows), new double[0][], new double[0][]);
  }

  /** Whether weights enter the working model. */
  boolean weighted() {
    return weighted;
  }

  /** Levels that need a column in the cluster, in order of appearance. */
  int[] levels(int cluster) {
    int[] found = new int[0];
    if (coupling.length == 0) {
      return found;
    }
    int count = 0;
    for (int p = rows.clusterStart(cluster); p < rows.clusterStart(cluster + 1); p++) {
      int level = rows.level(p);
      if (coupling[level] && slot(found, count, level) < 0) {
        if (count == found.length) {
          found = Arrays.copyOf(found, 2 * count + 1);
        }
        found[count++] = level;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Entry of N between two columns of a cluster: Q first, then the cluster's levels. */
  double squares(int[] levels, int i, int j) {
    if (i < rank && j < rank) {
      return weightSquares[i][j];
    }
    if (i < rank) {
      return levelSquares[levels[j - rank]][i];
    }
    if (j < rank) {
      return levelSquares[levels[i - rank]][j];
    }
    return i == j ? levelSquares[levels[i - rank]][rank] : 0;
  }

  static int slot(int[] levels, int count, int level) {
    for (int s = 0; s < count; s++) {
      if (levels[s] == level) {
        return s;
      }
    }
    return -1;
  }

  private static boolean[] shared(DesignRows rows) {
    boolean[] shared = new boolean[rows.groups()];
    int[] owner = new int[rows.groups()];
    Arrays.fill(owner, -1);
    for (int g = 0; g < rows.clusters() && shared.length > 0; g++) {
      for (int p = rows.clusterStart(g); p < rows.clusterStart(g + 1); p++) {
        int level = rows.level(p);
        shared[level] |= owner[level] >= 0 && owner[level] != g;
        owner[level] = g;
      }
    }
    return shared;
  }

  private static ClusterBasis weighted(
      OrthogonalRows source, DesignRows rows, int rank, boolean[] every, int from, int to) {
    OrthogonalRows.Block block = source.block();
    double[][] squares = new double[rank][rank];
    double[][] levels = new double[rows.groups()][rank + 1];
    for (int start = from; start < to; start += Chunks.BLOCK) {
      int count = Math.min(Chunks.BLOCK, to - start);
      block.read(start, count);
      for (int i = 0; i < count; i++) {
        double w = rows.weight(start + i);
        for (int a = 0; a < rank; a++) {
          double wq = w * block.q[a][i];
          for (int b = 0; b < rank; b++) {
            squares[a][b] += wq * block.q[b][i];
          }
        }
        if (levels.length > 0) {
          int level = rows.level(start + i);
          double share = Math.sqrt(w / rows.groupWeight(level));
          for (int a = 0; a < rank; a++) {
            levels[level][a] += w * share * block.q[a][i];
          }
          levels[level][rank] += w * share * share;
        }
      }
    }
    return new ClusterBasis(source, rows, rank, true, every, squares, levels);
  }

  private static void add(double[][] to, double[][] from) {
    for (int i = 0; i < to.length; i++) {
      for (int j = 0; j < to[i].length; j++) {
        to[i][j] += from[i][j];
      }
    }
  }
}
