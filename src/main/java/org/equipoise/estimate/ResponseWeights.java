package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The effect with those who have an outcome standing in for those alike who have none: a logistic
 * regression of having an outcome on the arm and on columns fixed before the draw, then least
 * squares among those who have one, weighted by the inverse of the fitted probability p. Wooldridge
 * (2007), Journal of Econometrics 141(2), 1281-1301.
 *
 * <p>Assumption: persons alike in arm and columns have an outcome or not irrespective of what it
 * is.
 *
 * <p>Two variances. <em>Weights as known</em>: that of {@link LeastSquares}, as if the weights had
 * been given. <em>Weights as estimated</em>: both steps are one set of estimating equations, {@code
 * sum (R - p) x_L = 0} and {@code sum R w e x = 0}, with w = b s / p for given weights b and, where
 * stabilised, the share s of the arm that has an outcome (a third equation). With {@code A = sum R
 * w x x'}, I the information of the logistic regression and {@code D = sum R w (1 - p) e x x_L'},
 * the influence of a person on the coefficients is
 *
 * <pre>A^-1 [R w e x - D I^-1 (R - p) x_L + D_s (R - s_z) / N_z]</pre>
 *
 * ({@code D_s = sum over the arm of R w e x / s}), and the variance the sum of their outer products
 * (HC0), or of those of their sums by cluster times {@code G / (G - 1)}. Degrees of freedom are
 * those of the weights as known, n - k, or G - 1. Stefanski and Boos (2002), The American
 * Statistician 56(1), 29-38, equation (10).
 */
public final class ResponseWeights {

  /** How the arm enters the weight model. */
  public enum Arms {
    /** As one more column. */
    ADDED,
    /** With every column also multiplied by it: a model of each arm. */
    INTERACTED
  }

  /** Below this fitted probability of an outcome, few persons stand in for many. */
  public static final double LOW = 0.1;

  private static final String TREATMENT = "treated";

  private final VarianceEstimator variance;
  private final Arms arms;
  private final boolean stabilised;
  private final double level;

  private ResponseWeights(VarianceEstimator variance, Arms arms, boolean stabilised, double level) {
    this.variance = variance;
    this.arms = arms;
    this.stabilised = stabilised;
    this.level = level;
  }

  /**
   * Weights 1/p of a model to which the arm is added.
   *
   * @param known the variance when weights count as known
   */
  public static ResponseWeights with(VarianceEstimator known) {
    return new ResponseWeights(known, Arms.ADDED, false, ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same with another place of the arm in the weight model. */
  public ResponseWeights with(Arms place) {
    return new ResponseWeights(variance, place, stabilised, level);
  }

  /** The same with weights s/p, s the share of the person's arm that has an outcome. */
  public ResponseWeights stabilised() {
    return new ResponseWeights(variance, arms, true, level);
  }

  /** The same with an interval of another level in (0, 1). */
  public ResponseWeights withLevel(double newLevel) {
    return new ResponseWeights(variance, arms, stabilised, ConfidenceInterval.checkLevel(newLevel));
  }

  /** A named column of numbers, one a person. */
  public record Named(String name, double[] values) {}

  /**
   * The effect and what the weights look like.
   *
   * @param known the effect, weights taken as known
   * @param estimated the same effect, the uncertainty of the weights counted
   * @param weightModel coefficients of the logistic regression: intercept, arm, columns, products
   * @param weights what the weights look like
   * @param dropped columns of the weighted regression left out as collinear
   */
  public record Result(
      Estimate known,
      Estimate estimated,
      LogisticFit weightModel,
      Weights weights,
      List<String> dropped) {

    /** Keeps its own copy. */
    public Result {
      dropped = List.copyOf(dropped);
    }
  }

  /**
   * Weights of those with an outcome.
   *
   * @param smallest the smallest
   * @param largest the largest
   * @param sum their sum; near the number drawn for weights 1/p
   * @param effective the effective number of persons, {@code (sum w)^2 / sum w^2}
   * @param lowestProbability the smallest fitted probability of an outcome, of those who have one
   * @param low how many of those with an outcome have a fitted probability below {@link #LOW}
   */
  public record Weights(
      double smallest,
      double largest,
      double sum,
      double effective,
      double lowestProbability,
      int low) {}

  /**
   * Fits both steps.
   *
   * @param sample everybody drawn, with clusters if units were drawn in clusters; cells are not
   *     used
   * @param response columns of the weight model, besides the arm
   * @param adjusted columns of the weighted regression, besides constant and arm
   * @param given weights that count in the regression besides, such as the inverse of the chance of
   *     the arm; null for one each
   * @throws NotEstimableException if everybody has an outcome, the columns settle who has one, or
   *     the weighted regression is refused
   */
  public Result estimate(
      IncompleteSample sample,
      List<Named> response,
      List<Named> adjusted,
      double @Nullable [] given) {
    int n = sample.size();
    double[] answered = new double[n];
    double[] arm = new double[n];
    for (int i = 0; i < n; i++) {
      answered[i] = Double.isNaN(sample.outcome()[i]) ? 0 : 1;
      arm[i] = sample.treated()[i] ? 1 : 0;
    }
    LogisticFit model = LogisticRegression.fit(answered, columns(arm, response), null);
    double[] p = model.fitted();
    double[] share = shares(sample, answered);
    int[] rows = rows(answered);
    double[] w = new double[rows.length];
    for (int i = 0; i < w.length; i++) {
      int row = rows[i];
      double s = stabilised ? share[sample.treated()[row] ? 1 : 0] : 1;
      w[i] = s / p[row] * (given == null ? 1 : given[row]);
    }
    RegressionSample.Builder builder =
        RegressionSample.of(pick(sample.outcome(), rows)).column(TREATMENT, pick(arm, rows));
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put(TREATMENT, pick(arm, rows));
    for (Named column : adjusted) {
      columns.put(column.name(), pick(column.values(), rows));
      builder.column(column.name(), pick(column.values(), rows));
    }
    int[] cluster = sample.cluster();
    if (cluster != null) {
      builder.clusters(Arrays.stream(rows).map(row -> cluster[row]).toArray());
    }
    LinearFit fit = LeastSquares.with(variance).withLevel(level).fit(builder.weights(w).build());
    Estimate known = fit.coefficient(TREATMENT);
    double[] influence = influence(sample, model, answered, rows, w, fit, columns, share);
    double v = variance(influence, cluster);
    double df = cluster == null ? fit.dfResidual() : Coding.of(cluster).levels() - 1;
    return new Result(
        known,
        Estimate.of(TREATMENT, known.value(), Math.sqrt(v), df, level),
        model,
        weights(w, pick(p, rows)),
        fit.dropped());
  }

  private double[][] columns(double[] arm, List<Named> response) {
    List<double[]> columns = new ArrayList<>();
    columns.add(arm);
    response.forEach(column -> columns.add(column.values()));
    if (arms == Arms.INTERACTED) {
      for (Named column : response) {
        double[] product = new double[arm.length];
        Kernels.multiply(product, arm, column.values(), arm.length);
        columns.add(product);
      }
    }
    return columns.toArray(new double[0][]);
  }

  /** The share of the control and of the treated arm that has an outcome. */
  private static double[] shares(IncompleteSample sample, double[] answered) {
    double[] share = new double[2];
    for (int i = 0; i < answered.length; i++) {
      share[sample.treated()[i] ? 1 : 0] += answered[i];
    }
    share[0] /= sample.drawn(false);
    share[1] /= sample.drawn(true);
    return share;
  }

  /** The influence of each person on the coefficient of the arm. */
  private double[] influence(
      IncompleteSample sample,
      LogisticFit model,
      double[] answered,
      int[] rows,
      double[] w,
      LinearFit fit,
      Map<String, double[]> columns,
      double[] share) {
    double[][] x = kept(fit, columns, rows.length);
    double[] e = residuals(fit, x, pick(sample.outcome(), rows));
    double[] a = WeightedBread.row(x, w, fit.terms().indexOf(TREATMENT));
    double[] p = model.fitted();
    double[][] xl = model.columns();
    double[] direct = new double[answered.length];
    double[] d = new double[xl.length];
    double[] ds = new double[2];
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      double own = 0;
      for (int j = 0; j < x.length; j++) {
        own += a[j] * x[j][i];
      }
      own *= w[i] * e[i];
      direct[row] = own;
      for (int j = 0; j < d.length; j++) {
        d[j] += own * (1 - p[row]) * xl[j][row];
      }
      int arm = sample.treated()[row] ? 1 : 0;
      ds[arm] += own / share[arm] / sample.drawn(arm == 1);
    }
    double[] gamma = new double[d.length];
    double[][] inverse = model.covariance();
    for (int j = 0; j < d.length; j++) {
      gamma[j] = Kernels.dot(inverse[j], d, d.length);
    }
    for (int i = 0; i < direct.length; i++) {
      double moved = 0;
      for (int j = 0; j < gamma.length; j++) {
        moved += gamma[j] * xl[j][i];
      }
      direct[i] -= moved * (answered[i] - p[i]);
      if (stabilised) {
        int arm = sample.treated()[i] ? 1 : 0;
        direct[i] += ds[arm] * (answered[i] - share[arm]);
      }
    }
    return direct;
  }

  private static double variance(double[] influence, int @Nullable [] cluster) {
    if (cluster == null) {
      return Kernels.dot(influence, influence, influence.length);
    }
    Coding coding = Coding.of(cluster);
    double[] sums = new double[coding.levels()];
    for (int i = 0; i < influence.length; i++) {
      sums[coding.index()[i]] += influence[i];
    }
    double groups = sums.length;
    return Kernels.dot(sums, sums, sums.length) * groups / (groups - 1);
  }

  /** The columns of the fit's terms, in their order. */
  private static double[][] kept(LinearFit fit, Map<String, double[]> columns, int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return fit.terms().stream()
        .map(term -> columns.getOrDefault(term, ones))
        .toArray(double[][]::new);
  }

  private static double[] residuals(LinearFit fit, double[][] x, double[] y) {
    double[] b = fit.values();
    double[] e = y;
    for (int j = 0; j < b.length; j++) {
      Kernels.subtract(e, b[j], x[j], e.length);
    }
    return e;
  }

  private static Weights weights(double[] w, double[] p) {
    double sum = 0;
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    double lowest = 1;
    int low = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i];
      smallest = Math.min(smallest, w[i]);
      largest = Math.max(largest, w[i]);
      lowest = Math.min(lowest, p[i]);
      low += p[i] < LOW ? 1 : 0;
    }
    return new Weights(
        smallest, largest, sum, sum * sum / Kernels.dot(w, w, w.length), lowest, low);
  }

  private static int[] rows(double[] answered) {
    int[] rows = new int[answered.length];
    int n = 0;
    for (int i = 0; i < answered.length; i++) {
      if (answered[i] == 1) {
        rows[n++] = i;
      }
    }
    return Arrays.copyOf(rows, n);
  }

  private static double[] pick(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }
}
