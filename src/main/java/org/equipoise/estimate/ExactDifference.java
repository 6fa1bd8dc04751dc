package org.equipoise.estimate;

import java.util.Arrays;

/**
 * An interval of the risk difference that holds its level for any number of people and any risks:
 * Chan and Zhang (1999), Biometrics 55:1202. A difference stays in it while, at some pair of risks
 * that far apart, outcomes at least as extreme as the one observed keep half of one minus the level
 * on either side; extreme is measured by Miettinen and Nurminen's score statistic.
 *
 * <p>The unknown risk of the control arm is searched on a grid that is refined around its peaks.
 * For few events: it pays for its guarantee, which covers the least favourable risks, with an
 * interval somewhat wider than the score interval.
 */
public final class ExactDifference {
  /** Units for which an exact interval is found. */
  public static final int MOST_UNITS = 3000;

  private static final int RISKS = 200;
  private static final int REFINEMENTS = 16;
  private static final int DIPS = 16;

  /** Statistics this close count as equal: rounding, not the data, tells them apart. */
  private static final double TIE = 1e-9;

  private static final double NARROW = 1e-9;

  private final TwoByTwo t;

  private ExactDifference(TwoByTwo t) {
    this.t = t;
  }

  /**
   * The interval of treated minus control.
   *
   * @param level coverage in (0, 1), never fallen short of
   * @throws NotEstimableException if the arms together have more than 3000 units
   */
  public static ConfidenceInterval interval(TwoByTwo table, double level) {
    ConfidenceInterval.checkLevel(level);
    if (table.size() > MOST_UNITS) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_LARGE,
          "an exact interval for " + table.size() + " units, more than " + MOST_UNITS,
          "with that many use the score interval");
    }
    double tail = (1 - level) / 2;
    double low = new ExactDifference(table).lower(tail);
    double high = -new ExactDifference(table.swapped()).lower(tail);
    return new ConfidenceInterval(level, low, high);
  }

  /** The smallest difference at which the observed table is not too far up. */
  private double lower(double tail) {
    double d = t.riskTreated() - t.riskControl();
    double found = crossing(-1, d, tail);
    // The probability may dip as the difference grows: look for a crossing further out.
    double reach = Math.min(found + 1, (d - found) / 2);
    for (int step = DIPS; step > 0; step--) {
      double supposed = found - reach * step / DIPS;
      if (supposed > -1 && probability(supposed) > tail) {
        return crossing(-1, supposed, tail);
      }
    }
    return found;
  }

  private double crossing(double from, double to, double tail) {
    double out = from;
    double in = to;
    while (in - out > NARROW) {
      double middle = out + (in - out) / 2;
      if (probability(middle) > tail) {
        in = middle;
      } else {
        out = middle;
      }
    }
    return out;
  }

  /** The largest chance, over the control arm's risk, of a statistic as large as the observed. */
  private double probability(double supposed) {
    int[] most = staircase(supposed);
    double from = Math.max(0, -supposed);
    double to = Math.min(1, 1 - supposed);
    double[] chances = new double[RISKS + 1];
    double grid = 0;
    for (int i = 0; i <= RISKS; i++) {
      chances[i] = chance(most, from + (to - from) * i / RISKS, supposed);
      grid = Math.max(grid, chances[i]);
    }
    double best = grid;
    for (int i = 0; i <= RISKS; i++) {
      boolean peak =
          chances[i] >= chances[Math.max(0, i - 1)]
              && chances[i] >= chances[Math.min(RISKS, i + 1)];
      if (peak && chances[i] > 0.99 * grid) {
        double low = from + (to - from) * Math.max(0, i - 1) / RISKS;
        double high = from + (to - from) * Math.min(RISKS, i + 1) / RISKS;
        best = Math.max(best, highest(most, low, high, supposed));
      }
    }
    return best;
  }

  /** The peak between two risks, by cutting thirds off the lower side. */
  private double highest(int[] most, double low, double high, double supposed) {
    double a = low;
    double b = high;
    double best = 0;
    for (int step = 0; step < REFINEMENTS; step++) {
      double one = a + (b - a) / 3;
      double two = b - (b - a) / 3;
      double atOne = chance(most, one, supposed);
      double atTwo = chance(most, two, supposed);
      best = Math.max(best, Math.max(atOne, atTwo));
      if (atOne < atTwo) {
        a = one;
      } else {
        b = two;
      }
    }
    return best;
  }

  /**
   * For every number of treated events the most control events with a statistic as large as the
   * observed; -1 for none. The statistic rises with treated and falls with control events.
   */
  private int[] staircase(double supposed) {
    double bound = ScoreInterval.differenceStatistic(t, supposed);
    bound -= TIE * Math.max(1, Math.abs(bound));
    int[] most = new int[t.treated() + 1];
    int reach = -1;
    for (int x1 = 0; x1 < most.length; x1++) {
      while (reach < t.control()
          && ScoreInterval.differenceStatistic(
                  new TwoByTwo(x1, t.treated(), reach + 1, t.control()), supposed)
              >= bound) {
        reach++;
      }
      most[x1] = reach;
    }
    return most;
  }

  private double chance(int[] most, double control, double supposed) {
    double[] treatedEvents = binomial(t.treated(), Math.min(1, Math.max(0, control + supposed)));
    double[] controlEvents = binomial(t.control(), control);
    double sum = 0;
    double upTo = 0;
    int next = 0;
    for (int x1 = 0; x1 < most.length; x1++) {
      while (next <= most[x1]) {
        upTo += controlEvents[next++];
      }
      sum += treatedEvents[x1] * upTo;
    }
    return sum;
  }

  /** Built outwards from the mode. */
  private static double[] binomial(int n, double p) {
    double[] b = new double[n + 1];
    if (p <= 0 || p >= 1) {
      b[p <= 0 ? 0 : n] = 1;
      return b;
    }
    int mode = (int) Math.min(n, Math.floor((n + 1) * p));
    double odds = p / (1 - p);
    b[mode] = 1;
    for (int x = mode; x < n; x++) {
      b[x + 1] = b[x] * (n - x) / (x + 1.0) * odds;
    }
    for (int x = mode; x > 0; x--) {
      b[x - 1] = b[x] * x / ((n - x + 1) * odds);
    }
    Kernels.scale(b, 1 / Arrays.stream(b).sum(), b.length);
    return b;
  }
}
