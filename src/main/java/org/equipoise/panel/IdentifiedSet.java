package org.equipoise.panel;

/**
 * The values of an effect that agree with the estimates taken as the truth and with what is assumed
 * about the trend: what would be left to know if samples were infinite.
 *
 * @param low smallest, in the unit of the outcome
 * @param high largest
 */
public record IdentifiedSet(double low, double high) {

  /**
   * Refuses ends that are not in order.
   *
   * @throws IllegalArgumentException if {@code low > high}
   */
  public IdentifiedSet {
    if (!(low <= high)) {
      throw new IllegalArgumentException("from " + low + " to " + high);
    }
  }
}
