package org.equipoise.panel;

/**
 * Effects by time since treatment began, whichever estimator made them, with their covariance: what
 * bands, tests of the periods before treatment and analyses of sensitivity need.
 *
 * <p>Event time 0 is the first treated period, negative ones lie before it. The reference period of
 * an estimator (usually -1) is known to be 0 and is left out.
 *
 * @param eventTimes the event times, ascending, all different
 * @param estimates the effect at each
 * @param covariance of the estimates
 * @param df degrees of freedom of t quantiles; infinite for the normal distribution
 */
public record EventPath(int[] eventTimes, double[] estimates, double[][] covariance, double df) {

  /**
   * Checks the shapes; the arrays are kept, not copied.
   *
   * @throws IllegalArgumentException if lengths differ or event times do not ascend
   */
  public EventPath {
    int k = eventTimes.length;
    if (estimates.length != k || covariance.length != k) {
      throw new IllegalArgumentException(
          k + " event times, " + estimates.length + " estimates, " + covariance.length + " rows");
    }
    for (int j = 0; j < k; j++) {
      if (covariance[j].length != k || (j > 0 && eventTimes[j] <= eventTimes[j - 1])) {
        throw new IllegalArgumentException("event time " + eventTimes[j]);
      }
    }
  }

  /** Standard error of the j-th effect. */
  public double standardError(int j) {
    return Math.sqrt(covariance[j][j]);
  }

  /** Number of event times before treatment. */
  public int before() {
    int count = 0;
    while (count < eventTimes.length && eventTimes[count] < 0) {
      count++;
    }
    return count;
  }
}
