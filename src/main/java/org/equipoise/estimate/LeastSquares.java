package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.List;

/**
 * Ordinary and weighted least squares with classical, heteroskedasticity-consistent or
 * cluster-robust variances.
 *
 * <p>With X the n x k design (every absorbed level a column), {@code M = (X'X)^-1}, residuals e and
 * leverages {@code h_i = x_i'M x_i}, the covariance is {@code M (sum of scores) M} with the scores
 * that {@link VarianceEstimator} names. Degrees of freedom are n - k, or G - 1 under CR0, CR1 and
 * CR3, or those of Satterthwaite under CR2. Weights are scaled to mean one; rows of weight zero do
 * not count. Weighted HC2 and HC3 treat weights as inverse variances (rows are multiplied by the
 * root of the weight); weighted CR2 keeps the identity as working model, as estimatr and
 * clubSandwich do.
 *
 * <p>A column is dropped when earlier columns leave less than the rank tolerance (1e-7, as R's
 * {@code lm}) of its norm. Rows of leverage one fit exactly: they add nothing to HC2 and HC3 and
 * are remarked. Agrees with {@code estimatr::lm_robust} 1.0 to rounding.
 *
 * <p>The design is factored by Householder reflections on blocks of rows, on all cores, with the
 * same result for any number of cores; small ill-conditioned designs are solved again in extended
 * precision. Memory does not grow with the number of rows.
 */
public final class LeastSquares {
  private static final double RANK_TOLERANCE = 1e-7;

  private final VarianceEstimator variance;
  private final double level;
  private final double rankTolerance;

  private LeastSquares(VarianceEstimator variance, double level, double rankTolerance) {
    this.variance = variance;
    this.level = level;
    this.rankTolerance = rankTolerance;
  }

  /** Least squares with the given variance and 95 percent intervals. */
  public static LeastSquares with(VarianceEstimator variance) {
    return new LeastSquares(variance, ConfidenceInterval.DEFAULT_LEVEL, RANK_TOLERANCE);
  }

  /** The same with intervals of another level in (0, 1). */
  public LeastSquares withLevel(double newLevel) {
    return new LeastSquares(variance, ConfidenceInterval.checkLevel(newLevel), rankTolerance);
  }

  /**
   * The same with another tolerance of the rank rule, in (0, 1): smaller keeps columns that are
   * nearly determined by the others, such as high powers of one variable.
   */
  public LeastSquares withRankTolerance(double newTolerance) {
    if (!(newTolerance > 0 && newTolerance < 1)) {
      throw new IllegalArgumentException("rank tolerance " + newTolerance + " is not in (0, 1)");
    }
    return new LeastSquares(variance, level, newTolerance);
  }

  /**
   * Fits the sample.
   *
   * @throws IllegalArgumentException if the variance is clustered and the sample has no clusters
   * @throws NotEstimableException if no degrees of freedom are left, there is one cluster, or every
   *     column is collinear with the absorbed factors
   */
  public LinearFit fit(RegressionSample sample) {
    if (variance.clustered() && sample.clusters() == null) {
      throw new IllegalArgumentException(variance.label() + " needs cluster codes");
    }
    return new LinearFit(variance, level, solve(sample));
  }

  /** The fit's geometry, before any variance. */
  SolvedRows solve(RegressionSample sample) {
    DesignRows rows = new DesignRows(sample);
    Factor factor = Factor.of(triangle(rows), rows, rankTolerance);
    OrthogonalRows orthogonal = OrthogonalRows.solved(rows, factor);
    if (ExtendedFit.worthwhile(factor, rows)) {
      ExtendedFit extended = ExtendedFit.of(rows, factor);
      factor = extended.factor();
      orthogonal = extended.rows();
    }
    checkEstimable(rows, factor);
    return SolvedRows.of(rows, factor, orthogonal);
  }

  private static Triangle triangle(DesignRows rows) {
    int[] cuts = Chunks.ofRows(rows.n());
    List<Triangle> parts =
        new ArrayList<>(Chunks.map(cuts.length - 1, c -> trianglePart(rows, cuts[c], cuts[c + 1])));
    Triangle total = parts.get(0);
    for (Triangle part : parts.subList(1, parts.size())) {
      total.merge(part);
    }
    return total;
  }

  private static Triangle trianglePart(DesignRows rows, int from, int to) {
    Triangle triangle = new Triangle(rows.width() + 1);
    double[][] block = new double[rows.width() + 1][Chunks.BLOCK];
    for (int start = from; start < to; start += Chunks.BLOCK) {
      int count = Math.min(Chunks.BLOCK, to - start);
      rows.read(start, count, block);
      triangle.absorb(block, count);
    }
    return triangle;
  }

  private void checkEstimable(DesignRows rows, Factor factor) {
    int k = rows.groups() + factor.rank();
    if (factor.firstTerm(rows.nuisance()) == factor.rank()) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "no column varies beyond what the absorbed factors explain",
          "leave the factors out or add a column that varies within their levels");
    }
    if (rows.n() <= k) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_DEGREES_OF_FREEDOM,
          rows.n() + " rows for " + k + " coefficients leave no degrees of freedom",
          "use fewer columns or absorbed levels, or more rows");
    }
    if (variance.clustered() && rows.clusters() < 2) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_FEW_CLUSTERS,
          "all " + rows.n() + " rows are in one cluster",
          "a cluster-robust variance needs several clusters, better dozens");
    }
  }
}
