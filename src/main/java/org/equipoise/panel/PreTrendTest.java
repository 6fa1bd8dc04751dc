package org.equipoise.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.equipoise.estimate.WaldTest;

/**
 * Test of the periods before treatment with its power: a test that would seldom find a trend large
 * enough to explain the result is no evidence of parallel trends. Roth (2022), American Economic
 * Review: Insights 4(3), 305-322.
 *
 * <p>Under a linear difference in trends of slope s the estimate at event time e has the mean
 * {@code s (e - reference)} on top of the effect. For each rule the slope is found that is rejected
 * with power 0.5 and 0.8, with the estimated covariance taken as known and normal estimates, as in
 * Roth's {@code pretrends}. Given that the test passes, the estimates after treatment are off by
 * {@code d_post + V_post,pre V_pre^-1 (E[b_pre | passed] - d_pre)} (proposition 1):
 *
 * <ul>
 *   <li>any estimate significant: the mean of a normal vector truncated to a box, by the separation
 *       of variables of Genz (1992), Journal of Computational and Graphical Statistics 1(2), over a
 *       fixed set of points; slopes and biases are good to five digits with up to four estimates
 *       before treatment, to three with more;
 *   <li>joint: the Wald statistic is noncentral chi-square with {@code d'V^-1 d}, q degrees of
 *       freedom and critical value c, and {@code E[b_pre | passed] = d P(X_(q+2) <= c) / P(X_q <=
 *       c)}.
 * </ul>
 *
 * <p>The path must have one reference period with which all event times are compared (two-way,
 * Sun-Abraham, stacked, group-time effects with a universal base). For imputation, whose reference
 * before treatment is all earlier periods, the trends are only a guide.
 */
public final class PreTrendTest {
  private static final double[] POWERS = {0.5, 0.8};

  private final double level;
  private final int reference;
  private final List<DetectableTrend.Rule> rules;

  private PreTrendTest(double level, int reference, List<DetectableTrend.Rule> rules) {
    this.level = level;
    this.reference = reference;
    this.rules = rules;
  }

  /** Level 0.95, reference -1, trends for every rule. */
  public static PreTrendTest withDefaults() {
    return new PreTrendTest(0.95, -1, List.of(DetectableTrend.Rule.values()));
  }

  /** The same at another level: that of the intervals, one less the size of the tests. */
  public PreTrendTest withLevel(double other) {
    if (!(other > 0 && other < 1)) {
      throw new IllegalArgumentException("level " + other);
    }
    return new PreTrendTest(other, reference, rules);
  }

  /** The same for a path with another reference. */
  public PreTrendTest withReference(int eventTime) {
    return new PreTrendTest(level, eventTime, rules);
  }

  /** The same with trends for one rule alone: those of the joint test cost next to nothing. */
  public PreTrendTest withRule(DetectableTrend.Rule rule) {
    return new PreTrendTest(level, reference, List.of(rule));
  }

  /**
   * Tests the effects before treatment of a path.
   *
   * @throws NotEstimableException if there are none, or none after, or their covariance is singular
   * @throws IllegalArgumentException if the path has an effect at the reference
   */
  public PreTrends test(EventPath path) {
    int q = path.before();
    int k = path.eventTimes().length;
    if (Arrays.binarySearch(path.eventTimes(), reference) >= 0) {
      throw new IllegalArgumentException("event time " + reference + " is not the reference");
    }
    if (q == 0 || q == k) {
      throw new NotEstimableException(
          Reason.EVENT_TIMES,
          q + " event times before treatment and " + (k - q) + " from its start on",
          "use a panel with at least two periods before the first treatment");
    }
    double[][] before = block(path.covariance(), 0, q, q);
    LowerTriangle root = LowerTriangle.of(before);
    double[] b = Arrays.copyOf(path.estimates(), q);
    double wald = square(root.forward(b));
    List<Integer> significant = new ArrayList<>();
    double t = quantile(path.df());
    for (int j = 0; j < q; j++) {
      if (Math.abs(b[j]) > t * path.standardError(j)) {
        significant.add(path.eventTimes()[j]);
      }
    }
    List<DetectableTrend> trends = new ArrayList<>();
    for (DetectableTrend.Rule rule : rules) {
      for (double power : POWERS) {
        trends.add(trend(path, root, rule, power));
      }
    }
    return new PreTrends(joint(wald, q, path.df()), significant, trends);
  }

  private static WaldTest joint(double wald, int q, double df) {
    double p =
        df == Double.POSITIVE_INFINITY
            ? ChiSquaredDistribution.of(q).survivalProbability(wald)
            : FDistribution.of(q, df).survivalProbability(wald / q);
    return new WaldTest(wald / q, q, df, p);
  }

  private double quantile(double df) {
    ContinuousDistribution d =
        df == Double.POSITIVE_INFINITY ? NormalDistribution.of(0, 1) : TDistribution.of(df);
    return d.inverseSurvivalProbability((1 - level) / 2);
  }

  private DetectableTrend trend(
      EventPath path, LowerTriangle root, DetectableTrend.Rule rule, double power) {
    int q = root.size();
    double[] unit =
        Arrays.stream(path.eventTimes(), 0, q).mapToDouble(e -> e - (double) reference).toArray();
    double[] direction = root.forward(unit);
    double length = Math.sqrt(square(direction));
    double slope;
    double passed;
    double passedWithout;
    double[] mean;
    if (rule == DetectableTrend.Rule.JOINT) {
      ChiSquaredDistribution central = ChiSquaredDistribution.of(q);
      double c = central.inverseSurvivalProbability(1 - level);
      double lambda = solve(x -> 1 - power - noncentral(c, q, x), 100);
      slope = Math.sqrt(lambda) / length;
      passed = noncentral(c, q, lambda);
      passedWithout = level;
      double shrunk = slope * noncentral(c, q + 2, lambda) / passed;
      mean = Arrays.stream(unit).map(x -> shrunk * x).toArray();
    } else {
      BoxProbability box = new BoxProbability(root, quantile(Double.POSITIVE_INFINITY));
      slope = solve(s -> 1 - power - box.of(scaled(unit, s)).probability(), 10 / length);
      BoxProbability.Mass mass = box.of(scaled(unit, slope));
      passed = mass.probability();
      passedWithout = box.of(new double[q]).probability();
      mean = mass.mean();
    }
    double[] shift = new double[q];
    Arrays.setAll(shift, j -> mean[j] - slope * unit[j]);
    double[] solved = root.backward(root.forward(shift));
    int post = path.eventTimes().length - q;
    double[] bias = new double[post];
    double[] ifPassed = new double[post];
    for (int h = 0; h < post; h++) {
      bias[h] = slope * (path.eventTimes()[q + h] - (double) reference);
      ifPassed[h] = bias[h];
      for (int j = 0; j < q; j++) {
        ifPassed[h] += path.covariance()[q + h][j] * solved[j];
      }
    }
    double[] z = root.forward(Arrays.copyOf(path.estimates(), q));
    double cross = 0;
    for (int j = 0; j < q; j++) {
      cross += z[j] * direction[j];
    }
    double half = slope * slope * length * length / 2;
    return new DetectableTrend(
        rule,
        power,
        slope,
        Arrays.copyOfRange(path.eventTimes(), q, q + post),
        bias,
        ifPassed,
        passed / passedWithout,
        Math.exp(slope * cross - half),
        Math.exp(-slope * cross - half));
  }

  /** P(X <= c) of the noncentral chi-square distribution, a Poisson mixture of central ones. */
  private static double noncentral(double c, int q, double lambda) {
    double weight = Math.exp(-lambda / 2);
    double seen = weight;
    double sum = weight * ChiSquaredDistribution.of(q).cumulativeProbability(c);
    for (int j = 1; seen < 1 - 1e-15 && j < 10_000; j++) {
      weight *= lambda / 2 / j;
      seen += weight;
      double add = weight * ChiSquaredDistribution.of(q + 2.0 * j).cumulativeProbability(c);
      sum += add;
      if (j > lambda && add < 1e-17 * sum) {
        break;
      }
    }
    return sum;
  }

  /** The x > 0 at which the rising function f is 0; looked for beyond {@code first} if need be. */
  private static double solve(DoubleUnaryOperator f, double first) {
    double high = first;
    while (f.applyAsDouble(high) < 0) {
      high *= 2;
    }
    double top = high;
    return new BrentSolver(1e-13, top * 1e-13).solve(1000, f::applyAsDouble, 0, top);
  }

  private static double[] scaled(double[] values, double by) {
    return Arrays.stream(values).map(v -> by * v).toArray();
  }

  private static double square(double[] z) {
    return Arrays.stream(z).map(x -> x * x).sum();
  }

  private static double[][] block(double[][] v, int from, int rows, int columns) {
    double[][] b = new double[rows][];
    for (int i = 0; i < rows; i++) {
      b[i] = Arrays.copyOfRange(v[from + i], 0, columns);
    }
    return b;
  }
}
