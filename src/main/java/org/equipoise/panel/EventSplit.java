package org.equipoise.panel;

import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;

/**
 * A path of effects cut at its reference period -1, fit for analyses of the trend behind it: event
 * times without gaps on both sides. Periods are counted from the reference: the last one before it
 * is -1 here, the first treated one is 1.
 *
 * <p>The step of the trend from one period to the next, {@code s_j = delta_j - delta_{j-1}}, is
 * what both restrictions speak of; j runs from {@code -pre + 1} to {@code post}.
 *
 * @param pre number of effects before the reference
 * @param post number of effects after it
 * @param estimates ascending in time, without the reference
 * @param covariance of them
 */
record EventSplit(int pre, int post, double[] estimates, double[][] covariance) {

  /**
   * Cuts a path.
   *
   * @throws NotEstimableException if event times are missing between the first and the last, if -1
   *     is among them, if there is none on one side, or if a variance is not positive
   */
  static EventSplit of(EventPath path) {
    int[] times = path.eventTimes();
    int pre = path.before();
    int post = times.length - pre;
    if (post == 0) {
      throw noneAfter();
    }
    if (pre == 0) {
      throw refused(
          "no effect before the reference period -1 was estimated",
          "estimate effects for at least two periods before treatment, the reference and one more");
    }
    for (int j = 0; j < times.length; j++) {
      int wanted = j < pre ? j - pre - 1 : j - pre;
      if (times[j] != wanted) {
        throw refused(
            "event time " + times[j] + " where " + wanted + " was expected",
            "give every period from the first to the last, with -1 as the reference left out");
      }
      if (!(path.covariance()[j][j] > 0) || !Double.isFinite(path.estimates()[j])) {
        throw new NotEstimableException(
            Reason.SINGULAR_COVARIANCE,
            "the effect at event time " + times[j] + " has no positive variance",
            "leave out periods without variation on both sides of the reference");
      }
    }
    return new EventSplit(pre, post, path.estimates(), path.covariance());
  }

  static NotEstimableException noneAfter() {
    return refused(
        "no effect after treatment was estimated",
        "estimate the effects of at least one period from 0 on");
  }

  private static NotEstimableException refused(String message, String advice) {
    return new NotEstimableException(Reason.EVENT_TIMES, message, advice);
  }

  /** Number of effects. */
  int size() {
    return pre + post;
  }

  /** The weights of theta on all estimates: zero before treatment, l after it. */
  double[] spread(PostContrast contrast) {
    if (contrast.weights().length != post) {
      throw new IllegalArgumentException(
          contrast.weights().length + " weights, " + post + " effects after treatment");
    }
    double[] l = new double[size()];
    System.arraycopy(contrast.weights(), 0, l, pre, post);
    return l;
  }

  /** The weights of the step from period j - 1 to j, the reference being period 0. */
  double[] step(int j) {
    double[] weights = new double[size()];
    if (j != 0) {
      weights[position(j)] = 1;
    }
    if (j != 1) {
      weights[position(j - 1)] = -1;
    }
    return weights;
  }

  /** The weights of the second difference at period j: step j + 1 minus step j. */
  double[] bend(int j) {
    double[] weights = step(j + 1);
    double[] before = step(j);
    for (int k = 0; k < weights.length; k++) {
      weights[k] -= before[k];
    }
    return weights;
  }

  private int position(int period) {
    return period < 0 ? period + pre : period + pre - 1;
  }

  /** Value of a combination of the estimates. */
  double value(double[] weights) {
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      sum += weights[j] * estimates[j];
    }
    return sum;
  }

  /** Covariance of two combinations of the estimates. */
  double covariance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] != 0) {
        double row = 0;
        for (int j = 0; j < b.length; j++) {
          row += covariance[i][j] * b[j];
        }
        sum += a[i] * row;
      }
    }
    return sum;
  }

  /** Standard error of a combination of the estimates. */
  double standardError(double[] weights) {
    return Math.sqrt(Math.max(0, covariance(weights, weights)));
  }
}
