package org.equipoise.inference;

import java.util.Arrays;

/**
 * Inverts tests whose statistic is linear in the outcome. Under an effect b a draw's statistic is
 * {@code A - bC} and that of the assignment made {@code A0 - b}. The draw is at least as extreme
 * where {@code (A - A0 + b(1-C)) (A + A0 - b(1+C)) >= 0}: between the two roots when {@code |C| <
 * 1}, outside them when {@code |C| > 1}, on a ray when {@code |C| = 1}. Sorting the ends of these
 * sets gives the effects that enough draws cover: no search and no tolerance.
 */
final class LinearInversion {
  private static final double EPSILON = 1e-12;

  /** Draws that cover every large enough effect. */
  private int covering;

  /** Where a draw begins, and where it ceases, to cover as the effect falls. */
  private final double[] entering;

  private final double[] leaving;
  private int enters;
  private int leaves;

  private LinearInversion(int draws) {
    entering = new double[draws];
    leaving = new double[draws];
  }

  /**
   * The largest effect that at least {@code needed} draws cover.
   *
   * @param a0 the statistic of the assignment made
   * @param a the draws' statistics; an undefined one (NaN) covers everything
   * @param c the same of an outcome that is one for the treated and zero for the others
   */
  static double upper(double a0, double[] a, double[] c, long needed) {
    LinearInversion sweep = new LinearInversion(a.length);
    for (int d = 0; d < a.length; d++) {
      sweep.add(a0, a[d], c[d]);
    }
    return sweep.descend(needed);
  }

  /** The smallest such effect. */
  static double lower(double a0, double[] a, double[] c, long needed) {
    double[] mirrored = new double[a.length];
    Arrays.setAll(mirrored, d -> -a[d]);
    return -upper(-a0, mirrored, c, needed);
  }

  private void add(double a0, double a, double c) {
    double p = 1 - c;
    double q = 1 + c;
    double none = EPSILON * (Math.abs(a0) + Math.abs(a));
    if (Double.isNaN(a) || Double.isNaN(c)) {
      covering++;
    } else if (Math.abs(p) <= EPSILON) {
      ray(a - a0, (a + a0) / 2, none);
    } else if (Math.abs(q) <= EPSILON) {
      ray(-a - a0, (a0 - a) / 2, none);
    } else {
      double first = (a0 - a) / p;
      double second = (a0 + a) / q;
      if (p > 0 && q > 0) {
        entering[enters++] = Math.max(first, second);
        leaving[leaves++] = Math.min(first, second);
      } else {
        covering++;
        leaving[leaves++] = Math.max(first, second);
        entering[enters++] = Math.min(first, second);
      }
    }
  }

  /** Covers what lies below the end, above it, or everything, by the sign of a factor. */
  private void ray(double sign, double end, double none) {
    if (sign > none) {
      entering[enters++] = end;
    } else {
      covering++;
      if (sign < -none) {
        leaving[leaves++] = end;
      }
    }
  }

  private double descend(long needed) {
    Arrays.sort(entering, 0, enters);
    Arrays.sort(leaving, 0, leaves);
    long count = covering;
    if (count >= needed) {
      return Double.POSITIVE_INFINITY;
    }
    int leave = leaves - 1;
    for (int enter = enters - 1; enter >= 0; enter--) {
      while (leave >= 0 && leaving[leave] > entering[enter]) {
        leave--;
        count--;
      }
      count++;
      if (count >= needed) {
        return entering[enter];
      }
    }
    throw new IllegalStateException(needed + " draws of " + count + " cannot cover an effect");
  }
}
