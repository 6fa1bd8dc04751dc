package org.equipoise.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;

/**
 * The solutions of {@code min c'Qc + 2 r'c + lambda sum |c_k|} for all lambda: a broken line, known
 * by its knots. Osborne, Presnell and Turlach (2000), A New Approach to Variable Selection in Least
 * Squares Problems, IMA Journal of Numerical Analysis 20(3).
 */
final class LassoPath {

  /** Pivots below this share of their diagonal entry are rounding. */
  private static final double SINGULAR = 1e-13;

  /** Differences of slopes below this share of lambda are rounding. */
  private static final double TIE = 1e-11;

  private LassoPath() {}

  /** Where the path bends. */
  record Knot(double lambda, double[] c) {}

  /**
   * The knots, lambda falling from where c leaves 0 to 0.
   *
   * @throws NotEstimableException if Q is not positive definite to working precision
   */
  static List<Knot> knots(double[][] q, double[] r) {
    int n = r.length;
    // Singular or not is a matter of Q, not of the pieces that happen to be met.
    Segment.root(q, IntStream.range(0, n).toArray());
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

  static NotEstimableException singular() {
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

    /** L with LL' the block of q; refused when that is singular. */
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
