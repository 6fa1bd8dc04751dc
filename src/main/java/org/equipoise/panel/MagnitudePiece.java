package org.equipoise.panel;

import java.util.Arrays;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The test of one value theta under one piece of {@code Delta^RM(Mbar)}: that in which the step of
 * the trend at one period before treatment, with a given sign, is the largest there,
 *
 * <pre>|delta_t - delta_{t-1}| &lt;= Mbar v for t = 1 … T, v = +-(delta_s - delta_{s-1}).</pre>
 *
 * <p>Andrews, Roth and Pakes profile the other effects after treatment out of these moment
 * inequalities by a linear program and condition on the vertex of its dual that is optimal. Here
 * the program can be solved once for all. The steps of the effects are free except for one
 * combination, {@code D = l'beta_post - theta = sum over t of a_t (step t)}; so the optimum is the
 * largest of
 *
 * <pre>( D - A Mbar v) / sum |a_t| sd_t(+),
 * (-D - A Mbar v) / sum |a_t| sd_t(-),
 * -2 Mbar v / (sd_t(+) + sd_t(-)) for each t,</pre>
 *
 * with {@code A = sum |a_t|}, sd_t(+-) the standard error of {@code +-(step t) - Mbar v} (in the
 * second line for -a_t). All are linear in the two numbers D and v, each is a vertex of the dual,
 * and of the last kind only the two extremes matter. No program is solved, nothing is simulated.
 *
 * <p>The test rejects when the optimum eta exceeds its least favourable critical value of size
 * kappa, or else when it exceeds the quantile 1 - (alpha - kappa)/(1 - kappa) of its normal
 * distribution truncated to where the same vertex stays optimal and the first stage accepts; never
 * when eta is at most 0. Andrews, Roth and Pakes (2023), Review of Economic Studies 90(6); moments
 * of periods before treatment alone are left out, as HonestDiD does by default.
 */
final class MagnitudePiece {

  /** A statistic with a smaller standard deviation, relative to its scale, is a constant. */
  private static final double CONSTANT = 1e-10;

  /** A statistic whose rate differs less from that of the optimum never changes place with it. */
  private static final double PARALLEL = 1e-12;

  private static final int SCAN = 128;
  private static final int HALVINGS = 60;

  private final double theta;
  private final double v;
  private final double slack;
  private final double[][] covariance;
  private final double[][] vertices;
  private final double critical;
  private final double alpha;

  private MagnitudePiece(
      double theta,
      double v,
      double slack,
      double[][] covariance,
      double[][] vertices,
      double critical,
      double alpha) {
    this.theta = theta;
    this.v = v;
    this.slack = slack;
    this.covariance = covariance;
    this.vertices = vertices;
    this.critical = critical;
    this.alpha = alpha;
  }

  /**
   * The piece in which the step at period s with this sign is the largest.
   *
   * @param s from {@code -pre + 1} to 0
   * @param sign 1 or -1
   * @param alpha size of the test
   * @param kappa size of its first stage; 0 for the conditional test alone
   */
  static MagnitudePiece of(
      EventSplit split,
      PostContrast contrast,
      int s,
      int sign,
      double mbar,
      double alpha,
      double kappa) {
    double[] l = split.spread(contrast);
    double[] largest = split.step(s);
    double vv = split.covariance(largest, largest);
    double dv = sign * split.covariance(l, largest);
    double[][] covariance = {{split.covariance(l, l), dv}, {dv, vv}};
    double up = 0;
    double down = 0;
    double reach = 0;
    double narrow = Double.POSITIVE_INFINITY;
    double wide = 0;
    double a = 0;
    for (int t = split.post(); t >= 1; t--) {
      a += contrast.weights()[t - 1];
      double[] step = split.step(t);
      double own = split.covariance(step, step) + mbar * mbar * vv;
      double cross = 2 * mbar * sign * split.covariance(step, largest);
      double plus = Math.sqrt(Math.max(0, own - cross));
      double minus = Math.sqrt(Math.max(0, own + cross));
      up += Math.abs(a) * (a > 0 ? plus : minus);
      down += Math.abs(a) * (a > 0 ? minus : plus);
      reach += Math.abs(a);
      narrow = Math.min(narrow, plus + minus);
      wide = Math.max(wide, plus + minus);
    }
    if (!(up > 0 && down > 0 && narrow > 0)) {
      throw new NotEstimableException(
          Reason.SINGULAR_COVARIANCE,
          "the covariance of the steps between periods is singular",
          "check that every period has variation of its own");
    }
    double slack = reach * mbar;
    double[][] vertices = {{1 / up, -slack / up}, {-1 / down, -slack / down}};
    if (mbar > 0) {
      vertices = Arrays.copyOf(vertices, 4);
      vertices[2] = new double[] {0, -2 * mbar / narrow};
      vertices[3] = new double[] {0, -2 * mbar / wide};
    }
    double critical =
        kappa > 0
            ? LeastFavorable.critical(rotated(vertices, covariance), kappa)
            : Double.POSITIVE_INFINITY;
    return new MagnitudePiece(
        split.value(l),
        sign * split.value(largest),
        slack,
        covariance,
        vertices,
        critical,
        (alpha - kappa) / (1 - kappa));
  }

  /** The coefficients on two independent standard normals. */
  private static double[][] rotated(double[][] vertices, double[][] covariance) {
    double l11 = Math.sqrt(covariance[0][0]);
    double l21 = l11 > 0 ? covariance[0][1] / l11 : 0;
    double l22 = Math.sqrt(Math.max(0, covariance[1][1] - l21 * l21));
    double[][] w = new double[vertices.length][];
    for (int j = 0; j < w.length; j++) {
      double[] g = vertices[j];
      w[j] = new double[] {g[0] * l11 + g[1] * l21, g[1] * l22};
    }
    return w;
  }

  /** Critical value of the first stage; infinite without one. */
  double critical() {
    return critical;
  }

  /** Whether the value is not rejected. */
  boolean accepts(double value) {
    return acceptsDistance(theta - value);
  }

  private boolean acceptsDistance(double d) {
    int best = 0;
    for (int j = 1; j < vertices.length; j++) {
      if (at(j, d) > at(best, d)) {
        best = j;
      }
    }
    double eta = at(best, d);
    if (eta <= 0) {
      return true;
    }
    if (eta > critical) {
      return false;
    }
    double[] g = vertices[best];
    double[] sg = {
      covariance[0][0] * g[0] + covariance[0][1] * g[1],
      covariance[1][0] * g[0] + covariance[1][1] * g[1]
    };
    double variance = g[0] * sg[0] + g[1] * sg[1];
    double sd = Math.sqrt(Math.max(0, variance));
    if (sd < CONSTANT) {
      return false;
    }
    double low = Double.NEGATIVE_INFINITY;
    double high = critical;
    for (int j = 0; j < vertices.length; j++) {
      // Along the line on which only g'y moves, statistic j grows at this rate.
      double rate = (vertices[j][0] * sg[0] + vertices[j][1] * sg[1]) / variance;
      double rest = at(j, d) - rate * eta;
      if (1 - rate > PARALLEL) {
        low = Math.max(low, rest / (1 - rate));
      } else if (rate - 1 > PARALLEL) {
        high = Math.min(high, rest / (1 - rate));
      }
    }
    // Rounding must not put eta outside the interval it defines.
    double tail = upperShare(Math.min(low, eta) / sd, eta / sd, Math.max(high, eta) / sd);
    return !(tail < alpha);
  }

  private double at(int j, double d) {
    return vertices[j][0] * d + vertices[j][1] * v;
  }

  /** {@code P(Z > x | low < Z < high)} for {@code low <= x <= high}, far in the tail as well. */
  static double upperShare(double low, double x, double high) {
    double scale = Math.max(0, low);
    double beyond = scaledTail(high, scale);
    return (scaledTail(x, scale) - beyond) / (scaledTail(low, scale) - beyond);
  }

  /** {@code exp(scale^2 / 2) P(Z > z)}; by Mills' ratio where the tail itself would underflow. */
  private static double scaledTail(double z, double scale) {
    if (z < 20) {
      return Math.exp(scale * scale / 2) * FoldedNormal.tail(z);
    }
    if (z == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double q = 1 / (z * z);
    double mills = (1 - q * (1 - 3 * q * (1 - 5 * q * (1 - 7 * q * (1 - 9 * q))))) / z;
    return Math.exp((scale - z) * (scale + z) / 2) * mills / Math.sqrt(2 * Math.PI);
  }

  /**
   * The smallest and the largest value not rejected, to 12 digits of the scale; null when every
   * value is rejected.
   *
   * <p>Beyond the first stage's ends nothing is accepted; from there each end is found by a scan
   * inwards and halving. When v has the sign it should have, the estimate itself is accepted, and
   * the scan may stop there.
   */
  double @Nullable [] ends() {
    double from = critical / vertices[1][0] - slack * v;
    double to = critical / vertices[0][0] + slack * v;
    double first = edge(from, v >= 0 ? 0 : to);
    if (Double.isNaN(first)) {
      return null;
    }
    return new double[] {theta - edge(to, v >= 0 ? 0 : from), theta - first};
  }

  /** The first accepted distance on the way; NaN when there is none. */
  private double edge(double from, double to) {
    double out = from;
    for (int k = 0; k <= SCAN; k++) {
      double in = from + (to - from) * k / SCAN;
      if (acceptsDistance(in)) {
        for (int step = 0; step < HALVINGS; step++) {
          double middle = out + (in - out) / 2;
          if (acceptsDistance(middle)) {
            in = middle;
          } else {
            out = middle;
          }
        }
        return in;
      }
      out = in;
    }
    return Double.NaN;
  }
}
