package org.equipoise.inference;

import java.util.List;

/**
 * The coefficient of treatment in least squares on treatment, covariates and block effects over its
 * HC2 standard error, both fitted anew in every draw. With z the residual of the assignment on the
 * nuisance columns and S its sum of squares, the variance is {@code sum z_i^2 u_i^2 / (1 - h_i) /
 * S^2}, u the residuals and h the leverages (MacKinnon and White 1985, Journal of Econometrics
 * 29:305-325); rows of leverage 1 add nothing.
 *
 * <p>For an outcome {@code y - b u} the statistic is {@code (A - bC) / sqrt(P - 2bQ + b^2 R)}; with
 * a companion u the five numbers A, C, P, Q, R follow the statistic.
 */
final class RegressionT implements RedrawnStatistic {
  private static final double ROUNDING = 1e-10;

  /** By row, the column that tells whether the row is treated, and its block. */
  private final int[] column;

  private final int[] block;
  private final double[] blockSize;

  /** An orthonormal basis of the covariates within blocks. */
  private final List<double[]> basis;

  /** Outcomes less what blocks and covariates explain, and leverages in that regression. */
  private final double[][] residual;

  private final double[] leverage;

  RegressionT(
      UnitBlocks cells,
      int[] unitOfPerson,
      TreatedSums sums,
      double[][] outcomes,
      List<double[]> covariates) {
    basis = AdjustedCoefficient.basis(cells, covariates);
    residual = new double[outcomes.length][];
    for (int y = 0; y < outcomes.length; y++) {
      residual[y] = AdjustedCoefficient.residuals(cells, basis, outcomes[y]);
    }
    block = cells.blockOfRow();
    int[] rows = cells.rows();
    blockSize = new double[cells.blocks()];
    column = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      blockSize[block[i]]++;
      column[i] = sums.add(new int[] {unitOfPerson[rows[i]]}, new double[] {1});
    }
    leverage = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      leverage[i] = 1 / blockSize[block[i]];
      for (double[] q : basis) {
        leverage[i] += q[i] * q[i];
      }
    }
  }

  @Override
  public int width() {
    return residual.length == 1 ? 1 : 6;
  }

  @Override
  public void evaluate(double[] sums, int stride, int draws, double[][] out, int at) {
    double[] z = new double[column.length];
    for (int d = 0; d < draws; d++) {
      for (int i = 0; i < z.length; i++) {
        z[i] = sums[column[i] * stride + d];
      }
      sweep(z);
      fit(z, out, at + d);
    }
  }

  /** Leaves of an assignment what blocks and covariates do not explain. */
  private void sweep(double[] z) {
    double[] mean = new double[blockSize.length];
    for (int i = 0; i < z.length; i++) {
      mean[block[i]] += z[i];
    }
    for (int b = 0; b < mean.length; b++) {
      mean[b] /= blockSize[b];
    }
    for (int i = 0; i < z.length; i++) {
      z[i] -= mean[block[i]];
    }
    for (double[] q : basis) {
      double along = 0;
      for (int i = 0; i < z.length; i++) {
        along += q[i] * z[i];
      }
      for (int i = 0; i < z.length; i++) {
        z[i] -= along * q[i];
      }
    }
  }

  private void fit(double[] z, double[][] out, int at) {
    int last = residual.length - 1;
    double[] y = residual[0];
    double[] u = residual[last];
    double s = 0;
    double zy = 0;
    double zu = 0;
    for (int i = 0; i < z.length; i++) {
      s += z[i] * z[i];
      zy += z[i] * y[i];
      zu += z[i] * u[i];
    }
    // Rounding alone is left where the nuisance columns explain the assignment.
    boolean defined = s > ROUNDING * z.length;
    double a = defined ? zy / s : Double.NaN;
    double c = defined ? zu / s : Double.NaN;
    double yy = 0;
    double yu = 0;
    double uu = 0;
    for (int i = 0; i < z.length; i++) {
      double left = 1 - leverage[i] - z[i] * z[i] / s;
      if (left > ROUNDING) {
        double weight = z[i] * z[i] / left;
        double ey = y[i] - a * z[i];
        double eu = u[i] - c * z[i];
        yy += weight * ey * ey;
        yu += weight * ey * eu;
        uu += weight * eu * eu;
      }
    }
    double squared = s * s;
    boolean varies = defined && yy / squared > ROUNDING * ROUNDING * a * a;
    // Without any variance the draw says nothing, unless there is no difference either.
    out[0][at] = varies ? a * s / Math.sqrt(yy) : a == 0 ? 0 : Double.NaN;
    if (last == 1) {
      out[1][at] = a;
      out[2][at] = c;
      out[3][at] = yy / squared;
      out[4][at] = yu / squared;
      out[5][at] = uu / squared;
    }
  }
}
