package org.equipoise.estimate;

/**
 * Satterthwaite's degrees of freedom of HC2, everybody a cluster of one, in time that grows with
 * the rows and not with their square. With a the rows' influences on the coefficient, h their
 * leverages and {@code w = a^2/(1 - h)}, CR2's general formula becomes {@code df = (sum a^2)^2 /
 * (sum w_i w_j (I - H)_ij^2)}, and the double sum is {@code sum w^2 (1 - 2h)} plus the squared
 * Frobenius norm of {@code B' diag(w) B}, B an orthonormal basis: the rows of Q and a column for
 * each absorbed level. Bell and McCaffrey (2002), Survey Methodology 28(2), section 4; own
 * derivation of the last step. Samples without weights.
 */
final class RowsAlone {
  private RowsAlone() {}

  /** The degrees of freedom of a coefficient; NaN where one row alone decides it. */
  static double df(LinearFit fit, String term) {
    DesignRows rows = fit.rows();
    double[] a = fit.inBasis(term);
    int k = a.length;
    double[][] inner = new double[k][k];
    double[][] across = new double[rows.groups()][k];
    double[] within = new double[rows.groups()];
    double influences = 0;
    double own = 0;
    OrthogonalRows.Block block = fit.orthogonal().block();
    for (int start = 0; start < rows.n(); start += Chunks.BLOCK) {
      int count = Math.min(Chunks.BLOCK, rows.n() - start);
      block.read(start, count);
      for (int i = 0; i < count; i++) {
        int group = rows.groups() == 0 ? -1 : rows.level(start + i);
        double h = group < 0 ? 0 : 1 / rows.groupWeight(group);
        double influence = 0;
        for (int j = 0; j < k; j++) {
          h += block.q[j][i] * block.q[j][i];
          influence += a[j] * block.q[j][i];
        }
        double w = influence * influence / (1 - h);
        influences += influence * influence;
        own += w * w * (1 - 2 * h);
        for (int j = 0; j < k; j++) {
          double weighed = w * block.q[j][i];
          for (int l = 0; l < k; l++) {
            inner[j][l] += weighed * block.q[l][i];
          }
          if (group >= 0) {
            across[group][j] += weighed;
          }
        }
        if (group >= 0) {
          within[group] += w;
        }
      }
    }
    double sum = own + squares(inner);
    for (int g = 0; g < within.length; g++) {
      double size = rows.groupWeight(g);
      sum += within[g] * within[g] / (size * size);
      for (double cell : across[g]) {
        sum += 2 * cell * cell / size;
      }
    }
    return influences * influences / sum;
  }

  private static double squares(double[][] matrix) {
    double sum = 0;
    for (double[] row : matrix) {
      for (double cell : row) {
        sum += cell * cell;
      }
    }
    return sum;
  }
}
