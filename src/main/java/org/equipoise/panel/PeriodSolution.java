package org.equipoise.panel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.equipoise.estimate.VarianceEstimator;
import org.jspecify.annotations.Nullable;

/** From counts, means and products by cell to effects and their covariance. */
final class PeriodSolution {

  private static final Set<VarianceEstimator> KEPT =
      EnumSet.range(VarianceEstimator.HC0, VarianceEstimator.HC3);

  /** Leverages from here on are one up to rounding, as in least squares. */
  private static final double FULL_LEVERAGE = 1 - Math.sqrt(Math.ulp(1.0));

  /** Residuals below this share of the values are rounding. */
  private static final double ROUNDING = 1e-13;

  /** Name of the estimates. */
  private static final String TERM = "treated";

  private final List<Cell> cells;
  private final int strata;
  private final int periods;
  private final VarianceEstimator variance;

  // By cell and period: the fitted value, and what a residual is multiplied by in the score.
  private final double[][] fitted;
  private final double[][] factor;

  /** One cell and whose it is. */
  record Cell(int stratum, boolean treated, PeriodCell sums) {}

  PeriodSolution(List<Cell> cells, int strata, int periods, VarianceEstimator variance) {
    if (!KEPT.contains(variance)) {
      throw new IllegalArgumentException(variance + " is not kept by a fold");
    }
    this.cells = cells;
    this.strata = strata;
    this.periods = periods;
    this.variance = variance;
    fitted = new double[cells.size()][periods];
    factor = new double[cells.size()][periods];
  }

  PeriodFit fit(double level) {
    Solved[] solved = new Solved[periods];
    for (int m = 0; m < periods; m++) {
      solved[m] = solve(m);
    }
    double[][] covariance = new double[periods][periods];
    for (int m = 0; m < periods; m++) {
      for (int j = 0; j <= m; j++) {
        boolean known = solved[m].refusal == null && solved[j].refusal == null;
        covariance[m][j] = known ? covariance(m, j) : Double.NaN;
        covariance[j][m] = covariance[m][j];
      }
    }
    List<PeriodFit.Period> found = new ArrayList<>();
    for (int m = 0; m < periods; m++) {
      found.add(period(solved[m], covariance[m][m], level));
    }
    return new PeriodFit(found, covariance, level);
  }

  /** A period without its uncertainty: the numbers, or why there are none. */
  private record Solved(
      PeriodFit.Seen seen,
      double value,
      int df,
      double scale,
      PeriodFit.@Nullable Refused refusal) {}

  private static PeriodFit.Period period(Solved solved, double variance, double level) {
    if (solved.refusal != null) {
      return solved.refusal;
    }
    double error = Math.sqrt(variance);
    if (!(error > ROUNDING * solved.scale)) {
      return new PeriodFit.Refused(
          solved.seen,
          Reason.CONSTANT_OUTCOME.name(),
          "everybody in an arm and stratum has one value",
          "");
    }
    try {
      return new PeriodFit.Estimated(
          solved.seen, Estimate.of(TERM, solved.value, error, solved.df, level));
    } catch (NotEstimableException refusal) {
      return PeriodFit.Refused.of(solved.seen, refusal);
    }
  }

  private Solved solve(int m) {
    double[][] weight = new double[strata][2];
    double[][] sum = new double[strata][2];
    long[] people = new long[2];
    double[] plain = new double[2];
    double largest = 0;
    for (Cell cell : cells) {
      long n = cell.sums.count(m);
      if (n > 0) {
        int side = cell.treated ? 1 : 0;
        double mean = cell.sums.mean(m);
        weight[cell.stratum][side] += cell.sums.weight * n;
        sum[cell.stratum][side] += cell.sums.weight * n * mean;
        people[side] += n;
        plain[side] += n * mean;
        largest = Math.max(largest, Math.abs(mean));
      }
    }
    PeriodFit.Seen seen =
        new PeriodFit.Seen(people[1], people[0], plain[1] / people[1], plain[0] / people[0]);
    double d = 0;
    double b = 0;
    int k = 1;
    for (int s = 0; s < strata; s++) {
      double all = weight[s][0] + weight[s][1];
      k += all > 0 ? 1 : 0;
      if (weight[s][0] > 0 && weight[s][1] > 0) {
        double own = weight[s][1] * (weight[s][0] / all);
        d += own;
        b += own * (sum[s][1] / weight[s][1] - sum[s][0] / weight[s][0]);
      }
    }
    long n = people[0] + people[1];
    PeriodFit.Refused refusal = refusal(seen, d, n, k);
    if (refusal != null) {
      return new Solved(seen, Double.NaN, 0, largest, refusal);
    }
    b /= d;
    double reach = 0;
    for (int c = 0; c < cells.size(); c++) {
      Cell cell = cells.get(c);
      double all = weight[cell.stratum][0] + weight[cell.stratum][1];
      double z = (cell.treated ? 1 : 0) - weight[cell.stratum][1] / all;
      double mean = (sum[cell.stratum][0] + sum[cell.stratum][1]) / all;
      boolean alone = weight[cell.stratum][0] == 0 || weight[cell.stratum][1] == 0;
      fitted[c][m] = alone ? mean : mean + b * z;
      factor[c][m] = alone ? 0 : factor(cell.sums.weight, z, all, d, n, k);
      reach += cell.sums.count(m) * factor[c][m] * factor[c][m];
    }
    // The standard error were every residual as large as a mean.
    double scale = largest * Math.sqrt(reach);
    return new Solved(seen, b, (int) Math.min(n - k, Integer.MAX_VALUE), scale, null);
  }

  private static PeriodFit.@Nullable Refused refusal(PeriodFit.Seen seen, double d, long n, int k) {
    if (seen.treated() == 0 || seen.control() == 0) {
      String arm = seen.treated() == 0 ? "the arm" : "the control arm";
      return new PeriodFit.Refused(
          seen, Reason.EMPTY_ARM.name(), "nobody in " + arm + " has a value", "");
    }
    if (d == 0) {
      return new PeriodFit.Refused(
          seen,
          Reason.BLOCK_WITHOUT_ARM.name(),
          "no stratum holds people of both arms with a value",
          "");
    }
    return n > k
        ? null
        : new PeriodFit.Refused(
            seen,
            Reason.NO_DEGREES_OF_FREEDOM.name(),
            n + " people for " + k + " coefficients leave no degrees of freedom",
            "");
  }

  private double factor(double w, double z, double all, double d, long n, int k) {
    double h = w * (1 / all + z * (z / d));
    double score = w * z / d;
    return switch (variance) {
      case HC0 -> score;
      case HC1 -> score * Math.sqrt((double) n / (n - k));
      case HC2 -> h >= FULL_LEVERAGE ? 0 : score / Math.sqrt(1 - h);
      default -> h >= FULL_LEVERAGE ? 0 : score / (1 - h);
    };
  }

  private double covariance(int m, int j) {
    double sum = 0;
    for (int c = 0; c < cells.size(); c++) {
      double both = factor[c][m] * factor[c][j];
      if (both != 0) {
        sum += both * cells.get(c).sums.product(m, j, fitted[c][m], fitted[c][j]);
      }
    }
    return sum;
  }
}
