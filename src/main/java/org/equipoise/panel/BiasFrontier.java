package org.equipoise.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;

/**
 * The linear estimators of an effect between which bias and variance can be traded when the trend
 * is smooth.
 *
 * <p>A linear trend is removed without error by {@code l'beta_post - W s_0}, s_0 the last step of
 * the trend before treatment and {@code W = sum over t of t l_t}: that step is taken to go on. All
 * other such estimators add {@code sum over k of c_k x_k}, x_k the second differences before
 * treatment. If no second difference exceeds M, their bias is at most {@code M (K + sum |c_k|)}, K
 * from the periods after treatment, while the variance is quadratic in c. So the frontier is the
 * path of a lasso, {@code min var(c) + lambda sum |c_k|}: c is a broken line in lambda, followed
 * here from the estimator of least bias (c = 0) to that of least variance (lambda = 0: the line
 * fitted by generalized least squares goes on). Osborne, Presnell and Turlach (2000), IMA Journal
 * of Numerical Analysis 20(3), follow it so.
 *
 * <p>Rambachan and Roth (2023), section 4, find the same estimators by convex optimisation.
 */
final class BiasFrontier {

  /** Pivots below this share of their diagonal entry are rounding. */
  private static final double SINGULAR = 1e-13;

  /** Differences of slopes below this share of lambda are rounding. */
  private static final double TIE = 1e-11;

  private final EventSplit split;
  private final double fixedBias;
  private final double[] origin;
  private final double[][] directions;
  private final List<Knot> knots;

  /** Where the path bends. */
  private record Knot(double lambda, double[] c) {}

  private BiasFrontier(
      EventSplit split,
      double fixedBias,
      double[] origin,
      double[][] directions,
      List<Knot> knots) {
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
   * @throws NotEstimableException if the covariance of the steps before treatment is singular
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
    return new BiasFrontier(split, fixedBias, origin, directions, path(q, r));
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
    return at(knots.get(knots.size() - 1).c).deviation;
  }

  /** The estimator whose interval is shortest when second differences are at most {@code m}. */
  Choice shortest(double m, double alpha) {
    int k = 0;
    while (k + 1 < knots.size() && pull(knots.get(k).c, knots.get(k).lambda, m, alpha) > 0) {
      k++;
    }
    if (k == 0) {
      return at(knots.get(0).c);
    }
    // The best lambda lies between knots k - 1 and k, where c is linear in it.
    Knot high = knots.get(k - 1);
    Knot low = knots.get(k);
    double from = low.lambda;
    double to = high.lambda;
    if (from == to || pull(low.c, from, m, alpha) >= 0) {
      return at(low.c);
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

  private static double[] between(Knot low, Knot high, double lambda) {
    double share = (lambda - low.lambda) / (high.lambda - low.lambda);
    double[] c = new double[low.c.length];
    for (int k = 0; k < c.length; k++) {
      c[k] = low.c[k] + share * (high.c[k] - low.c[k]);
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
      throw singular();
    }
    return new Choice(weights, bias, s);
  }

  /** The knots of {@code min c'Qc + 2 r'c + lambda sum |c|}, lambda falling to 0. */
  private static List<Knot> path(double[][] q, double[] r) {
    int n = r.length;
    double[] c = new double[n];
    int[] sign = new int[n];
    double lambda = 0;
    for (double slope : r) {
      lambda = Math.max(lambda, 2 * Math.abs(slope));
    }
    List<Knot> knots = new ArrayList<>();
    knots.add(new Knot(lambda, c));
    if (lambda == 0) {
      return knots;
    }
    for (int k = 0; k < n; k++) {
      if (2 * Math.abs(r[k]) == lambda) {
        sign[k] = r[k] > 0 ? -1 : 1;
        break;
      }
    }
    // Each knot but the last brings one coefficient in or takes one out; a path has few.
    for (int step = 0; lambda > 0; step++) {
      if (step > 1000 + 100 * n) {
        throw new IllegalStateException("the path does not end: lambda " + lambda);
      }
      Segment segment = Segment.of(q, r, sign);
      double next = 0;
      int moved = -1;
      for (int k = 0; k < n; k++) {
        double event = sign[k] == 0 ? segment.enters(k, lambda) : segment.leaves(k, lambda, sign);
        if (event > next) {
          next = event;
          moved = k;
        }
      }
      lambda = next;
      c = segment.at(lambda);
      if (moved >= 0) {
        if (sign[moved] != 0) {
          sign[moved] = 0;
          c[moved] = 0;
        } else {
          sign[moved] = segment.slope(moved, lambda) > 0 ? -1 : 1;
        }
      }
      knots.add(new Knot(lambda, c));
    }
    return knots;
  }

  private static NotEstimableException singular() {
    return new NotEstimableException(
        Reason.SINGULAR_COVARIANCE,
        "the covariance of the effects before treatment is singular",
        "use fewer periods before treatment, or more clusters than periods");
  }

  /**
   * One piece of the path: {@code c(lambda) = base + lambda turn} for the coefficients in it, zero
   * for the others, and the slope {@code 2(Qc + r)} of the variance, linear as well.
   */
  private record Segment(double[] base, double[] turn, double[] slopeBase, double[] slopeTurn) {

    static Segment of(double[][] q, double[] r, int[] sign) {
      int n = r.length;
      int[] in = IntStream.range(0, n).filter(k -> sign[k] != 0).toArray();
      double[][] root = root(q, in);
      double[] base = new double[n];
      double[] turn = new double[n];
      double[] right = Arrays.stream(in).mapToDouble(k -> -r[k]).toArray();
      double[] left = Arrays.stream(in).mapToDouble(k -> -0.5 * sign[k]).toArray();
      solve(root, right);
      solve(root, left);
      for (int a = 0; a < in.length; a++) {
        base[in[a]] = right[a];
        turn[in[a]] = left[a];
      }
      double[] slopeBase = new double[n];
      double[] slopeTurn = new double[n];
      for (int k = 0; k < n; k++) {
        double b = r[k];
        double t = 0;
        for (int j : in) {
          b += q[k][j] * base[j];
          t += q[k][j] * turn[j];
        }
        slopeBase[k] = 2 * b;
        slopeTurn[k] = 2 * t;
      }
      return new Segment(base, turn, slopeBase, slopeTurn);
    }

    /** The lambda, at most the present one, at which the slope of k reaches it; 0 if none. */
    double enters(int k, double lambda) {
      double event = 0;
      for (int side = -1; side <= 1; side += 2) {
        // side * slope(k) = lambda', while the gap closes as lambda' falls.
        double closing = 1 - side * slopeTurn[k];
        if (closing > TIE) {
          event = Math.max(event, Math.min(lambda, side * slopeBase[k] / closing));
        }
      }
      return event;
    }

    /** The lambda, at most the present one, at which coefficient k comes back to 0; 0 if none. */
    double leaves(int k, double lambda, int[] sign) {
      if (!(sign[k] * turn[k] > 0)) {
        return 0;
      }
      return Math.min(lambda, -base[k] / turn[k]);
    }

    double slope(int k, double lambda) {
      return slopeBase[k] + lambda * slopeTurn[k];
    }

    double[] at(double lambda) {
      double[] c = new double[base.length];
      for (int k = 0; k < c.length; k++) {
        c[k] = base[k] + lambda * turn[k];
      }
      return c;
    }

    /** L with LL' the block of q. */
    private static double[][] root(double[][] q, int[] in) {
      double[][] l = new double[in.length][in.length];
      for (int i = 0; i < in.length; i++) {
        for (int j = 0; j <= i; j++) {
          double s = q[in[i]][in[j]];
          for (int m = 0; m < j; m++) {
            s -= l[i][m] * l[j][m];
          }
          if (j < i) {
            l[i][j] = s / l[j][j];
          } else if (s > SINGULAR * q[in[i]][in[i]]) {
            l[i][i] = Math.sqrt(s);
          } else {
            throw singular();
          }
        }
      }
      return l;
    }

    private static void solve(double[][] l, double[] x) {
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < i; j++) {
          x[i] -= l[i][j] * x[j];
        }
        x[i] /= l[i][i];
      }
      for (int i = x.length - 1; i >= 0; i--) {
        for (int j = i + 1; j < x.length; j++) {
          x[i] -= l[j][i] * x[j];
        }
        x[i] /= l[i][i];
      }
    }
  }
}
