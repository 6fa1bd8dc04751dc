package org.equipoise.simulate;

import java.util.HashMap;
import java.util.Map;

/**
 * Ordered levels with scores: a normal variable, cut halfway between whole numbers, its location
 * solved so that the scores have exactly the mean asked for.
 *
 * <p>Tails already solved are remembered, because the same mean comes back for hundreds of persons;
 * a ladder therefore belongs to one run on one thread.
 */
final class Ladder implements Margin {

  private static final double WIDEST = 50;
  private static final double NARROWEST = 0.05;
  private static final int HERMITE_TERMS = 120;
  private static final int MOST_STEPS = 200;

  /** How near to the ends of the ladder a mean may come, as a share of its length. */
  private static final double EDGE = 1e-3;

  private final double[] scores;
  private final double sigma;
  private final Map<Double, double[]> tails = new HashMap<>();

  private Ladder(double[] scores, double sigma) {
    this.scores = scores;
    this.sigma = sigma;
  }

  /**
   * The ladder whose scores have this standard deviation when they have this mean, or the nearest
   * one that a cut normal variable can reach.
   *
   * @param scores rising scores of two or more levels
   */
  static Ladder of(double[] scores, double mean, double sd) {
    double low = NARROWEST;
    double high = WIDEST;
    // The standard deviation of the scores rises with that of the normal variable.
    while (high - low > 1e-9 * high) {
      double middle = Math.sqrt(low * high);
      Ladder ladder = new Ladder(scores, middle);
      if (ladder.variance(ladder.tails(mean)) < sd * sd) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new Ladder(scores, Math.sqrt(low * high));
  }

  /** The two levels 0 and 1. */
  static Ladder coin() {
    return new Ladder(new double[] {0, 1}, 1);
  }

  int levels() {
    return scores.length;
  }

  /** Index of the person's level. */
  @Override
  public double value(double rank, double mean) {
    double[] above = tails(mean);
    int level = 0;
    while (level < above.length && rank < above[level]) {
      level++;
    }
    return level;
  }

  @Override
  public double score(double level) {
    return scores[(int) level];
  }

  /** Shares of the population above each level but the last, when the scores have this mean. */
  double[] tails(double mean) {
    return tails.computeIfAbsent(mean, m -> tailsAt(location(within(m))));
  }

  /** Share of each level when the scores have this mean. */
  double[] shares(double mean) {
    double[] above = tails(mean);
    double[] shares = new double[scores.length];
    double before = 1;
    for (int level = 0; level < above.length; level++) {
      shares[level] = before - above[level];
      before = above[level];
    }
    shares[above.length] = before;
    return shares;
  }

  /**
   * The correlation that two normal variables need for the scores cut from them to have the
   * correlation {@code wanted}. Cut scores correlate less than what they are cut from; with Hermite
   * coefficients a_k of the score, their covariance is the sum of a_k^2 rho^k.
   */
  double latentCorrelation(double mean, double wanted) {
    double[] squares = hermiteSquares(location(within(mean)));
    double target = wanted * variance(tails(mean));
    double low = 0;
    double high = 1;
    while (high - low > 1e-12) {
      double middle = (low + high) / 2;
      if (covariance(squares, middle) < target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private double within(double mean) {
    double lowest = scores[0];
    double highest = scores[scores.length - 1];
    double edge = EDGE * (highest - lowest);
    return Math.min(highest - edge, Math.max(lowest + edge, mean));
  }

  private double location(double mean) {
    double low = -WIDEST * sigma;
    double high = scores.length + WIDEST * sigma;
    double location = (low + high) / 2;
    for (int i = 0; i < MOST_STEPS && high - low > 1e-13 * (1 + Math.abs(location)); i++) {
      double error = mean(tailsAt(location)) - mean;
      if (error == 0) {
        break;
      }
      if (error > 0) {
        high = location;
      } else {
        low = location;
      }
      double newton = location - error / slope(location);
      double next = newton > low && newton < high ? newton : (low + high) / 2;
      if (Math.abs(next - location) <= 1e-14 * (1 + Math.abs(location))) {
        break;
      }
      location = next;
    }
    return location;
  }

  private double[] tailsAt(double location) {
    double[] above = new double[scores.length - 1];
    for (int level = 0; level < above.length; level++) {
      above[level] = Gauss.above(cut(level, location));
    }
    return above;
  }

  private double cut(int level, double location) {
    return (level + 0.5 - location) / sigma;
  }

  private double step(int level) {
    return scores[level + 1] - scores[level];
  }

  private double mean(double[] above) {
    double mean = scores[0];
    for (int level = 0; level < above.length; level++) {
      mean += step(level) * above[level];
    }
    return mean;
  }

  private double slope(double location) {
    double slope = 0;
    for (int level = 0; level < scores.length - 1; level++) {
      slope += step(level) * Gauss.density(cut(level, location)) / sigma;
    }
    return slope;
  }

  private double variance(double[] above) {
    double mean = mean(above);
    double square = scores[0] * scores[0];
    for (int level = 0; level < above.length; level++) {
      square += step(level) * (scores[level + 1] + scores[level]) * above[level];
    }
    return square - mean * mean;
  }

  private double[] hermiteSquares(double location) {
    double[] squares = new double[HERMITE_TERMS];
    for (int level = 0; level < scores.length - 1; level++) {
      double x = cut(level, location);
      double weight = step(level) * Gauss.density(x);
      double before = 0;
      double now = 1;
      for (int k = 1; k <= HERMITE_TERMS; k++) {
        squares[k - 1] += weight * now / Math.sqrt(k);
        double next = (x * now - Math.sqrt(k - 1) * before) / Math.sqrt(k);
        before = now;
        now = next;
      }
    }
    for (int k = 0; k < HERMITE_TERMS; k++) {
      squares[k] *= squares[k];
    }
    return squares;
  }

  private static double covariance(double[] squares, double rho) {
    double sum = 0;
    for (int k = squares.length - 1; k >= 0; k--) {
      sum = rho * (sum + squares[k]);
    }
    return sum;
  }
}
