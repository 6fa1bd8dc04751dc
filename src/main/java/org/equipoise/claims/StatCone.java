package org.equipoise.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Every pair of an estimate's size and its standard error that printed figures of one line allow.
 * Under a fixed reference distribution each of them - estimate, standard error, statistic, p, the
 * ends of the interval - is a half-plane or a wedge in that pair, so their joint consequences are
 * those of a convex polygon, and whatever follows (ratio of the two, ends of an interval) is
 * extreme at its corners. Pairs are written (b, s, w), standing for (b/w, s/w): a corner at
 * infinity is one with w = 0 and needs no special case.
 */
final class StatCone {

  private static final double FORGIVEN = 1e-10;
  private static final double PARALLEL = 1e-14;

  private final List<double[]> walls = new ArrayList<>();
  private @Nullable List<double[]> corners;

  StatCone() {
    wall(1, 0, 0);
    wall(0, 1, 0);
    wall(0, 0, 1);
  }

  /** Keeps {@code byEstimate b + byError s + constant >= 0}. */
  void wall(double byEstimate, double byError, double constant) {
    corners = null;
    walls.add(new double[] {byEstimate, byError, constant});
  }

  /** Keeps the linear form {@code byEstimate b + byError s} within a range. */
  void within(double byEstimate, double byError, StatRange range) {
    if (range.low() != Double.NEGATIVE_INFINITY) {
      wall(byEstimate, byError, -range.low());
    }
    if (range.high() != Double.POSITIVE_INFINITY) {
      wall(-byEstimate, -byError, range.high());
    }
  }

  /** Whether any pair is left. */
  boolean possible() {
    return corners().stream().anyMatch(corner -> corner[2] > 0);
  }

  /** The values of {@code byEstimate b + byError s}; null when no pair is left. */
  @Nullable StatRange values(double byEstimate, double byError) {
    return extremes(
        corner -> {
          double value = byEstimate * corner[0] + byError * corner[1];
          double size = Math.abs(byEstimate * corner[0]) + Math.abs(byError * corner[1]);
          if (corner[2] == 0 && Math.abs(value) <= FORGIVEN * size) {
            return Double.NaN;
          }
          return value / corner[2];
        });
  }

  /** The values of b / s; null when no pair is left. */
  @Nullable StatRange ratios() {
    return extremes(corner -> corner[0] / corner[1]);
  }

  private @Nullable StatRange extremes(ToDoubleFunction<double[]> value) {
    if (!possible()) {
      return null;
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] corner : corners()) {
      double at = value.applyAsDouble(corner);
      if (!Double.isNaN(at)) {
        low = Math.min(low, at);
        high = Math.max(high, at);
      }
    }
    return low <= high ? new StatRange(low, high) : StatRange.ALL;
  }

  private List<double[]> corners() {
    List<double[]> found = corners;
    if (found == null) {
      found = new ArrayList<>();
      for (int i = 0; i < walls.size(); i++) {
        for (int j = i + 1; j < walls.size(); j++) {
          addCorner(found, walls.get(i), walls.get(j));
        }
      }
      corners = found;
    }
    return found;
  }

  /** Where two walls meet, if no other wall cuts it off. */
  private void addCorner(List<double[]> found, double[] u, double[] v) {
    double[] meet = {
      minor(u[1], v[2], u[2], v[1]), minor(u[2], v[0], u[0], v[2]), minor(u[0], v[1], u[1], v[0])
    };
    for (double sign : new double[] {1, -1}) {
      double[] corner = {sign * meet[0] + 0.0, sign * meet[1] + 0.0, sign * meet[2] + 0.0};
      boolean zero = corner[0] == 0 && corner[1] == 0 && corner[2] == 0;
      if (!zero && walls.stream().allMatch(wall -> keeps(wall, corner))) {
        // A coordinate forgiven for being below 0 is 0.
        found.add(
            new double[] {
              Math.max(0, corner[0]), Math.max(0, corner[1]), Math.max(0, corner[2])
            });
      }
    }
  }

  private static double minor(double a, double b, double c, double d) {
    double value = a * b - c * d;
    return Math.abs(value) <= PARALLEL * (Math.abs(a * b) + Math.abs(c * d)) ? 0 : value;
  }

  private static boolean keeps(double[] wall, double[] corner) {
    double value = 0;
    double size = 0;
    for (int k = 0; k < 3; k++) {
      value += wall[k] * corner[k];
      size += Math.abs(wall[k] * corner[k]);
    }
    return value >= -FORGIVEN * size;
  }
}
