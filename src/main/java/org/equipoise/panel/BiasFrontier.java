package org.equipoise.panel;

import java.util.List;

/**
 * The linear estimators of an effect between which bias and variance can be traded when the trend
 * is smooth.
 *
 * <p>A linear trend is removed without error by {@code l'beta_post - W s_0}, s_0 the last step of
 * the trend before treatment and {@code W = sum over t of t l_t}: that step is taken to go on. All
 * other such estimators add {@code sum over k of c_k x_k}, x_k the second differences before
 * treatment. If no second difference exceeds M, their bias is at most {@code M (K + sum |c_k|)}, K
 * from the periods after treatment, while the variance is quadratic in c. So the frontier is the
 * path of a lasso, {@code min var(c) + lambda sum |c_k|} ({@link LassoPath}), from the estimator of
 * least bias (c = 0) to that of least variance (lambda = 0: the line fitted by generalized least
 * squares goes on).
 *
 * <p>Rambachan and Roth (2023), Review of Economic Studies 90(5), find the same estimators by
 * convex optimisation.
 */
final class BiasFrontier {

  private final EventSplit split;
  private final double fixedBias;
  private final double[] origin;
  private final double[][] directions;
  private final List<LassoPath.Knot> knots;

  private BiasFrontier(
      EventSplit split,
      double fixedBias,
      double[] origin,
      double[][] directions,
      List<LassoPath.Knot> knots) {
    this.split = split;
    this.fixedBias = fixedBias;
    this.origin = origin;
    this.directions = directions;
    this.knots = knots;
  }

  /** An estimator on the frontier: its weights on all estimates, bias per unit of M, deviation. */
  record Choice(double[] weights, double bias, double deviation) {}

  /**
   * The frontier of one effect.
   *
   * @throws org.equipoise.estimate.NotEstimableException if the covariance of the second
   *     differences before treatment is singular
   */
  static BiasFrontier of(EventSplit split, PostContrast contrast) {
    double[] l = contrast.weights();
    // Weights of theta on the steps after treatment, then their sums from the far end.
    double onStep = 0;
    double tail = 0;
    double fixedBias = 0;
    for (int t = l.length - 1; t >= 0; t--) {
      onStep += l[t];
      tail += onStep;
      fixedBias += Math.abs(tail);
    }
    double[] origin = split.spread(contrast);
    subtract(origin, split.step(0), tail);
    int free = split.pre() - 1;
    double[][] directions = new double[free][];
    for (int k = 0; k < free; k++) {
      directions[k] = split.bend(k - free);
    }
    double[][] q = new double[free][free];
    double[] r = new double[free];
    for (int i = 0; i < free; i++) {
      r[i] = split.covariance(directions[i], origin);
      for (int j = 0; j <= i; j++) {
        q[i][j] = split.covariance(directions[i], directions[j]);
        q[j][i] = q[i][j];
      }
    }
    return new BiasFrontier(split, fixedBias, origin, directions, LassoPath.knots(q, r));
  }

  private static void subtract(double[] from, double[] what, double times) {
    for (int j = 0; j < from.length; j++) {
      from[j] -= times * what[j];
    }
  }

  /** Bias per unit of M that no choice of weights before treatment can remove. */
  double fixedBias() {
    return fixedBias;
  }

  /** The weights of the estimator of least bias. */
  double[] leastBiased() {
    return origin;
  }

  /** The smallest standard deviation on the frontier. */
  double leastDeviation() {
    return at(knots.get(knots.size() - 1).c()).deviation;
  }

  /** The estimator whose interval is shortest when second differences are at most {@code m}. */
  Choice shortest(double m, double alpha) {
    int k = 0;
    while (k + 1 < knots.size() && pull(knots.get(k).c(), knots.get(k).lambda(), m, alpha) > 0) {
      k++;
    }
    if (k == 0) {
      return at(knots.get(0).c());
    }
    // The best lambda lies between knots k - 1 and k, where c is linear in it.
    LassoPath.Knot high = knots.get(k - 1);
    LassoPath.Knot low = knots.get(k);
    double from = low.lambda();
    double to = high.lambda();
    if (from == to || pull(low.c(), from, m, alpha) >= 0) {
      return at(low.c());
    }
    for (int step = 0; step < 200; step++) {
      double middle = from + (to - from) / 2;
      if (middle == from || middle == to) {
        break;
      }
      if (pull(between(low, high, middle), middle, m, alpha) > 0) {
        to = middle;
      } else {
        from = middle;
      }
    }
    return at(between(low, high, from + (to - from) / 2));
  }

  /**
   * The sign of the derivative of the half-length along the path: on it the variance falls by
   * lambda for each unit of {@code sum |c|} more.
   */
  private double pull(double[] c, double lambda, double m, double alpha) {
    Choice choice = at(c);
    double bias = m * choice.bias;
    double s = choice.deviation;
    double q = FoldedNormal.quantile(bias, s, alpha);
    return lambda / (2 * s) * FoldedNormal.perDeviation(q, bias, s)
        - m * FoldedNormal.perBias(q, bias, s);
  }

  private static double[] between(LassoPath.Knot low, LassoPath.Knot high, double lambda) {
    double share = (lambda - low.lambda()) / (high.lambda() - low.lambda());
    double[] c = new double[low.c().length];
    for (int k = 0; k < c.length; k++) {
      c[k] = low.c()[k] + share * (high.c()[k] - low.c()[k]);
    }
    return c;
  }

  private Choice at(double[] c) {
    double[] weights = origin.clone();
    double bias = fixedBias;
    for (int k = 0; k < c.length; k++) {
      subtract(weights, directions[k], -c[k]);
      bias += Math.abs(c[k]);
    }
    double s = split.standardError(weights);
    if (!(s > 0)) {
      throw LassoPath.singular();
    }
    return new Choice(weights, bias, s);
  }
}
