package org.equipoise.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * How much worse (or better) those without an outcome would have to be than their imputed values
 * for the conclusion to change: a delta added to the imputed values of one arm, or of both.
 * Carpenter and Kenward (2013), Multiple Imputation and its Application, 10.2; Cro, Morris, Kenward
 * and Carpenter (2020), Statistics in Medicine 39(21), 2815-2842.
 *
 * <p>Every estimator here is linear in the outcomes and its squared standard error a quadratic form
 * in them (differences in means with their variances; least squares with HC or CR variances). So
 * under a shift of delta the pooled estimate is a straight line, {@code Q + s delta}, and Rubin's
 * total variance a parabola {@code T(delta)}, both known exactly from three shifts. The interval
 * touches zero where {@code (Q + s delta)^2 = t^2 T(delta)}, solved in closed form for given t; t
 * moves with the degrees of freedom of Barnard and Rubin, which a few repetitions settle. The
 * degrees of freedom that complete data would have are taken as they are without a shift.
 */
public final class TippingPoint {
  private static final int REPETITIONS = 50;

  private final String term;
  private final int imputations;
  private final double level;
  private final double completeDf;
  private final double unit;

  /** Coefficients of 1, delta / unit and its square. */
  private final double[] value;

  private final double[] within;
  private final double[] between;

  private TippingPoint(
      List<Estimate> unshifted, List<Estimate> down, List<Estimate> up, double unit, double level) {
    this.term = unshifted.get(0).term();
    this.imputations = unshifted.size();
    this.level = level;
    this.unit = unit;
    completeDf = unshifted.stream().mapToDouble(Estimate::df).average().orElseThrow();
    List<List<Estimate>> all = List.of(down, unshifted, up);
    value = parabola(all.stream().mapToDouble(e -> values(e).mean()).toArray());
    within = parabola(all.stream().mapToDouble(TippingPoint::meanVariance).toArray());
    between = parabola(all.stream().mapToDouble(e -> values(e).variance()).toArray());
  }

  /**
   * The effect under every shift.
   *
   * @param completed imputed data sets, as {@link MultipleImputation#complete} makes them
   * @param unshifted the estimate from each of them as it is
   * @param shifted who is shifted: those without an outcome, of one arm or of both
   * @param estimator from completed outcomes to an estimate; called from several threads
   * @param unit a shift of natural size, such as the standard deviation of the outcome; positive
   * @param level of the interval, in (0, 1)
   * @throws NotEstimableException if nobody is shifted
   */
  public static TippingPoint of(
      List<double[]> completed,
      List<Estimate> unshifted,
      boolean[] shifted,
      Function<double[], Estimate> estimator,
      double unit,
      double level) {
    if (!(unit > 0 && unit < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a unit of " + unit);
    }
    int count = 0;
    for (boolean one : shifted) {
      count += one ? 1 : 0;
    }
    if (count == 0) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_FEW_UNITS,
          "nobody of those shifted lacks an outcome",
          "no assumption about missing outcomes is needed there");
    }
    return new TippingPoint(
        unshifted,
        estimates(completed, shifted, estimator, -unit),
        estimates(completed, shifted, estimator, unit),
        unit,
        ConfidenceInterval.checkLevel(level));
  }

  /** The pooled estimate when the values are shifted by {@code delta}. */
  public Estimate at(double delta) {
    return Estimate.of(term, at(value, delta), Math.sqrt(total(delta)), df(delta), level);
  }

  /** How much the estimate moves with a shift of one. */
  public double slope() {
    return value[1] / unit;
  }

  /** The shift under which the estimate is zero; infinite when no shift moves it. */
  public double zero() {
    return -value[0] / slope();
  }

  /**
   * The shifts at which an end of the interval touches zero, ascending: none, one or two. Between
   * or beyond them the interval holds zero; {@link #at} tells on which side.
   */
  public double[] tips() {
    double[] start = roots(quantile(0));
    double[] tips = new double[start.length];
    for (int i = 0; i < start.length; i++) {
      tips[i] = settled(start[i], i);
      if (Double.isNaN(tips[i])) {
        return new double[0];
      }
    }
    Arrays.sort(tips);
    return tips;
  }

  /** The tip nearest to no shift; NaN when there is none. */
  public double nearest() {
    double nearest = Double.NaN;
    for (double tip : tips()) {
      if (!(Math.abs(tip) >= Math.abs(nearest))) {
        nearest = tip;
      }
    }
    return nearest;
  }

  private double settled(double start, int which) {
    double delta = start;
    for (int i = 0; i < REPETITIONS; i++) {
      double[] next = roots(quantile(delta));
      if (which >= next.length) {
        return Double.NaN;
      }
      double moved = Math.abs(next[which] - delta);
      delta = next[which];
      if (moved <= 1e-13 * Math.max(unit, Math.abs(delta))) {
        return delta;
      }
    }
    return delta;
  }

  /** Where {@code (Q + s d)^2 = t^2 T(d)}, ascending. */
  private double[] roots(double t) {
    double m = 1 + 1.0 / imputations;
    double[] c = new double[3];
    for (int j = 0; j < 3; j++) {
      c[j] = -t * t * (within[j] + m * between[j]);
    }
    c[0] += value[0] * value[0];
    c[1] += 2 * value[0] * value[1];
    c[2] += value[1] * value[1];
    double discriminant = c[1] * c[1] - 4 * c[2] * c[0];
    if (discriminant < 0) {
      return new double[0];
    }
    if (c[2] == 0) {
      return c[1] == 0 ? new double[0] : new double[] {-c[0] / c[1] * unit};
    }
    // The larger root in size first, the other from their product: neither cancels.
    double q = -(c[1] + Math.copySign(Math.sqrt(discriminant), c[1])) / 2;
    double[] roots = {q / c[2] * unit, q == 0 ? 0 : c[0] / q * unit};
    Arrays.sort(roots);
    return roots;
  }

  private double quantile(double delta) {
    return Tail.studentQuantile((1 - level) / 2, df(delta));
  }

  private double df(double delta) {
    double lambda = (1 + 1.0 / imputations) * at(between, delta) / total(delta);
    return RubinRules.df((imputations - 1) / (lambda * lambda), lambda, completeDf);
  }

  private double total(double delta) {
    return at(within, delta) + (1 + 1.0 / imputations) * at(between, delta);
  }

  private double at(double[] c, double delta) {
    double x = delta / unit;
    return c[0] + x * (c[1] + x * c[2]);
  }

  /** Through the values at -1, 0 and 1. */
  private static double[] parabola(double[] y) {
    return new double[] {y[1], (y[2] - y[0]) / 2, (y[2] - y[1] - (y[1] - y[0])) / 2};
  }

  private static Moments values(List<Estimate> estimates) {
    return Moments.of(estimates.stream().mapToDouble(Estimate::value).toArray());
  }

  private static double meanVariance(List<Estimate> estimates) {
    return estimates.stream()
        .mapToDouble(e -> e.standardError() * e.standardError())
        .average()
        .orElseThrow();
  }

  private static List<Estimate> estimates(
      List<double[]> completed,
      boolean[] shifted,
      Function<double[], Estimate> estimator,
      double delta) {
    return Chunks.map(
        completed.size(),
        i -> {
          double[] values = completed.get(i).clone();
          for (int row = 0; row < values.length; row++) {
            values[row] += shifted[row] ? delta : 0;
          }
          return estimator.apply(values);
        });
  }
}
