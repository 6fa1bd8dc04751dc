package org.equipoise.panel;

import java.util.Arrays;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;

/**
 * What is asked of the effects after treatment: {@code theta = sum over t of l_t tau_t}, one effect
 * or a combination of several.
 *
 * @param weights l, one for each event time from 0 on, ascending; not all zero
 */
public record PostContrast(double[] weights) {

  /**
   * Refuses weights that ask nothing; the array is kept, not copied.
   *
   * @throws IllegalArgumentException if a weight is not finite or all are zero
   */
  public PostContrast {
    boolean asks = false;
    for (double weight : weights) {
      if (!Double.isFinite(weight)) {
        throw new IllegalArgumentException("weights " + Arrays.toString(weights));
      }
      asks |= weight != 0;
    }
    if (!asks) {
      throw new IllegalArgumentException("weights " + Arrays.toString(weights));
    }
  }

  /**
   * The effect in the first treated period.
   *
   * @throws NotEstimableException if the path has no event time 0
   */
  public static PostContrast first(EventPath path) {
    return at(path, 0);
  }

  /**
   * The effect at one event time.
   *
   * @throws NotEstimableException if the path has no such event time or it lies before treatment
   */
  public static PostContrast at(EventPath path, int eventTime) {
    int before = path.before();
    double[] l = new double[path.eventTimes().length - before];
    int j = Arrays.binarySearch(path.eventTimes(), eventTime);
    if (j < before) {
      throw new NotEstimableException(
          Reason.EVENT_TIMES,
          "no effect at event time " + eventTime + " after treatment",
          "choose one of the event times that were estimated");
    }
    l[j - before] = 1;
    return new PostContrast(l);
  }

  /**
   * The mean of all effects after treatment, each with the same weight.
   *
   * @throws NotEstimableException if the path has none
   */
  public static PostContrast average(EventPath path) {
    double[] l = new double[path.eventTimes().length - path.before()];
    if (l.length == 0) {
      throw EventSplit.noneAfter();
    }
    Arrays.fill(l, 1.0 / l.length);
    return new PostContrast(l);
  }
}
