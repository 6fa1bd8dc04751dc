package org.equipoise.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A horizontal axis that always holds 0.
 *
 * @param low value at its left end
 * @param high value at its right end
 * @param left position of the left end
 * @param right position of the right end
 */
public record Axis(double low, double high, double left, double right) {

  private static final double PADDING = 0.04;
  private static final int TICKS = 6;

  /**
   * An axis for intervals. One far wider than the others does not squeeze them: the axis reaches
   * two and a half typical half-widths beyond the outermost estimates, and the rest is clipped.
   *
   * @param intervals low end, estimate and high end of each
   */
  public static Axis around(List<double[]> intervals, double left, double right) {
    double low = 0;
    double high = 0;
    double first = 0;
    double last = 0;
    double[] halves = new double[intervals.size()];
    for (int i = 0; i < halves.length; i++) {
      double[] ends = intervals.get(i);
      low = Math.min(low, ends[0]);
      high = Math.max(high, ends[2]);
      first = Math.min(first, ends[1]);
      last = Math.max(last, ends[1]);
      halves[i] = (ends[2] - ends[0]) / 2;
    }
    Arrays.sort(halves);
    double reach = halves.length == 0 ? 1 : 2.5 * halves[halves.length / 2];
    low = Math.max(low, first - reach);
    high = Math.min(high, last + reach);
    double padding = Math.max(high - low, Double.MIN_NORMAL) * PADDING;
    return high > low
        ? new Axis(low - padding, high + padding, left, right)
        : new Axis(-1, 1, left, right);
  }

  /**
   * An axis that holds every interval, whole.
   *
   * @param intervals low end, estimate and high end of each
   */
  public static Axis holding(List<double[]> intervals, double left, double right) {
    double low = 0;
    double high = 0;
    for (double[] ends : intervals) {
      low = Math.min(low, ends[0]);
      high = Math.max(high, ends[2]);
    }
    double padding = Math.max(high - low, Double.MIN_NORMAL) * PADDING;
    return high > low
        ? new Axis(low - padding, high + padding, left, right)
        : new Axis(-1, 1, left, right);
  }

  /** Position of a value. */
  public double at(double value) {
    return left + (value - low) / (high - low) * (right - left);
  }

  /** Distance of ticks: 1, 2 or 5 times a power of ten, for at most six of them or so. */
  public BigDecimal step() {
    double rough = (high - low) / TICKS;
    int exponent = (int) Math.floor(Math.log10(rough));
    double figure = rough / Math.pow(10, exponent);
    int nice = figure <= 1 ? 1 : figure <= 2 ? 2 : figure <= 5 ? 5 : 10;
    return BigDecimal.valueOf(nice).scaleByPowerOfTen(exponent);
  }

  /** The values of the ticks, exact decimals. */
  public List<BigDecimal> ticks() {
    BigDecimal step = step();
    List<BigDecimal> ticks = new ArrayList<>();
    long from = (long) Math.ceil(low / step.doubleValue());
    long to = (long) Math.floor(high / step.doubleValue());
    for (long i = from; i <= to; i++) {
      ticks.add(step.multiply(BigDecimal.valueOf(i)));
    }
    return ticks;
  }

  /** Decimals that the ticks need. */
  public int decimals() {
    return Math.max(0, step().stripTrailingZeros().scale());
  }
}
