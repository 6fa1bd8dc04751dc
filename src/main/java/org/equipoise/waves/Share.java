package org.equipoise.waves;

import java.util.Optional;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.ProportionInterval;

/**
 * How many of how many.
 *
 * @param count how many
 * @param of of how many
 */
public record Share(int count, int of) {

  /** Refuses more than all. */
  public Share {
    if (count < 0 || count > of) {
      throw new IllegalArgumentException(count + " of " + of);
    }
  }

  /** The share, in [0, 1]; NaN of nobody. */
  public double share() {
    return count / (double) of;
  }

  /** Wilson's interval; empty of nobody. */
  public Optional<ConfidenceInterval> interval(double level) {
    return of == 0 ? Optional.empty() : Optional.of(ProportionInterval.WILSON.of(count, of, level));
  }
}
