package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * CR2 word for word: every dummy a column, every n x n matrix formed, every cluster's block
 * decomposed. Slow, and nothing in it is shared with the code under test.
 */
final class DenseCr2 {
  final double[] coefficients;
  final RealMatrix covariance;
  final double[] df;

  /** Columns x first, then dummies; all must be of full rank together. */
  DenseCr2(double[] y, double[][] x, double[] w, int[] cluster) {
    int n = y.length;
    RealMatrix design = new Array2DRowRealMatrix(x).transpose();
    RealMatrix weights = MatrixUtils.createRealDiagonalMatrix(w);
    RealMatrix cross = design.transpose().multiply(weights).multiply(design);
    RealMatrix m = new SingularValueDecomposition(cross).getSolver().getInverse();
    coefficients = m.multiply(design.transpose()).multiply(weights).operate(y);
    double[] fitted = design.operate(coefficients);
    RealMatrix h = design.multiply(m).multiply(design.transpose()).multiply(weights);
    RealMatrix rest = MatrixUtils.createRealIdentityMatrix(n).subtract(h);
    RealMatrix b = rest.multiply(rest.transpose());

    List<int[]> groups = groups(cluster);
    int k = x.length;
    RealMatrix meat = new Array2DRowRealMatrix(k, k);
    List<RealMatrix> working = new ArrayList<>();
    for (int[] rows : groups) {
      RealMatrix a = inverseRoot(b.getSubMatrix(rows, rows));
      RealMatrix xg = design.getSubMatrix(rows, all(k));
      RealMatrix wg = weights.getSubMatrix(rows, rows);
      double[] e = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        e[i] = y[rows[i]] - fitted[rows[i]];
      }
      double[] score = xg.transpose().multiply(wg).multiply(a).operate(e);
      RealMatrix column = new Array2DRowRealMatrix(score);
      meat = meat.add(column.multiply(column.transpose()));
      // p_g for all unit contrasts at once: n x k
      RealMatrix restG = rest.getSubMatrix(rows, all(n)).transpose();
      working.add(restG.multiply(a).multiply(wg).multiply(xg).multiply(m));
    }
    covariance = m.multiply(meat).multiply(m);
    df = new double[k];
    for (int c = 0; c < k; c++) {
      double trace = 0;
      double squares = 0;
      for (RealMatrix pg : working) {
        trace += pg.getColumnVector(c).dotProduct(pg.getColumnVector(c));
        for (RealMatrix ph : working) {
          double product = pg.getColumnVector(c).dotProduct(ph.getColumnVector(c));
          squares += product * product;
        }
      }
      df[c] = trace * trace / squares;
    }
  }

  private static RealMatrix inverseRoot(RealMatrix b) {
    EigenDecomposition eigen = new EigenDecomposition(b.add(b.transpose()).scalarMultiply(0.5));
    double[] root = eigen.getRealEigenvalues();
    for (int i = 0; i < root.length; i++) {
      root[i] = root[i] <= 1e-12 ? 0 : 1 / Math.sqrt(root[i]);
    }
    return eigen
        .getV()
        .multiply(MatrixUtils.createRealDiagonalMatrix(root))
        .multiply(eigen.getV().transpose());
  }

  private static List<int[]> groups(int[] cluster) {
    List<int[]> groups = new ArrayList<>();
    for (int code : Arrays.stream(cluster).distinct().toArray()) {
      groups.add(IntStream.range(0, cluster.length).filter(i -> cluster[i] == code).toArray());
    }
    return groups;
  }

  private static int[] all(int n) {
    return IntStream.range(0, n).toArray();
  }
}
