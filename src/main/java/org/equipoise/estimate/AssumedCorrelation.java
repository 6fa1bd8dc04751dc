package org.equipoise.estimate;

import java.util.Arrays;

/**
 * One coefficient of a regression under an assumed likeness within clusters: how far its standard
 * error would grow if members of the same cluster were correlated by rho, whatever these data say.
 *
 * <p>With {@code psi_i} the row's influence on the coefficient and {@code s_a^2} the mean of {@code
 * e^2/(1 - h)} over arm a, {@code V = sum over clusters of s_a^2 ((1 - rho) sum psi_i^2 + rho (sum
 * psi_i)^2)}, df n - k. Without covariates this is {@code s1^2/n1 (1 + (m1 - 1) rho) + s0^2/n0 (1 +
 * (m0 - 1) rho)}, m the size of the cluster that a member of the arm sees on average: Kish's design
 * effect in each arm. A cluster of one person adds nothing to it.
 */
public final class AssumedCorrelation {
  private AssumedCorrelation() {}

  /**
   * The coefficient of {@code term} at each assumed correlation.
   *
   * @param sample the regression, with cluster codes
   * @param term name of the treatment column
   * @param treated the arm of each row; a cluster lies in one arm, or its first row decides
   * @param correlations in [0, 1]
   * @param level of the intervals, in (0, 1)
   * @throws IllegalArgumentException if the sample has no clusters or no such column
   * @throws NotEstimableException if {@link LeastSquares} refuses the fit
   */
  public static Estimate[] of(
      RegressionSample sample,
      String term,
      boolean[] treated,
      double[] correlations,
      double level) {
    LinearFit fit = LeastSquares.with(VarianceEstimator.CR0).withLevel(level).fit(sample);
    double value = fit.coefficient(term).value();
    Sums sums = new Sums(fit, term, treated);
    return Arrays.stream(correlations)
        .mapToObj(
            rho -> Estimate.of(term, value, Math.sqrt(sums.variance(rho)), fit.dfResidual(), level))
        .toArray(Estimate[]::new);
  }

  /** What one pass over the rows leaves, by arm. */
  private static final class Sums {
    private final double[] squares = new double[2];
    private final double[] count = new double[2];
    private final double[] alone = new double[2];
    private final double[] together = new double[2];

    Sums(LinearFit fit, String term, boolean[] treated) {
      DesignRows rows = fit.rows();
      double[] a = fit.inBasis(term);
      OrthogonalRows.Block block = fit.orthogonal().block();
      for (int g = 0; g < rows.clusters(); g++) {
        int end = rows.clusterStart(g + 1);
        int side = treated[rows.row(rows.clusterStart(g))] ? 1 : 0;
        double sum = 0;
        for (int start = rows.clusterStart(g); start < end; start += Chunks.BLOCK) {
          int n = Math.min(Chunks.BLOCK, end - start);
          block.read(start, n);
          for (int i = 0; i < n; i++) {
            double psi = 0;
            double h = level(rows, start + i);
            for (int j = 0; j < a.length; j++) {
              psi += a[j] * block.q[j][i];
              h += block.q[j][i] * block.q[j][i];
            }
            // Weights are fixed numbers here: a row's influence is that of its unweighted outcome.
            psi *= Math.sqrt(rows.weight(start + i));
            double e = block.residual[i] / Math.sqrt(rows.weight(start + i));
            sum += psi;
            alone[side] += psi * psi;
            squares[side] += h < 1 ? e * e / (1 - h) : 0;
            count[side]++;
          }
        }
        together[side] += sum * sum;
      }
    }

    double variance(double rho) {
      double variance = 0;
      for (int side = 0; side < 2; side++) {
        if (count[side] > 0) {
          double own = squares[side] / count[side];
          variance += own * ((1 - rho) * alone[side] + rho * together[side]);
        }
      }
      return variance;
    }

    private static double level(DesignRows rows, int position) {
      return rows.groups() == 0
          ? 0
          : rows.weight(position) / rows.groupWeight(rows.level(position));
    }
  }
}
