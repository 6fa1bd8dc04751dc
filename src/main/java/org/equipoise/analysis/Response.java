package org.equipoise.analysis;

import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.ProportionInterval;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * Who answered one wave, over three bases.
 *
 * @param wave the wave
 * @param arm the arm; null for all arms together
 * @param stratum the stratum in words; null for all strata together
 * @param ofRandomized answered of everybody drawn
 * @param ofEligible answered of those who had not left when the wave was due; the same as of
 *     everybody drawn when the data hold no leaving dates
 * @param ofPrevious answered of those who answered the wave before; null for the first wave
 */
public record Response(
    Wave.Id wave,
    Arm.@Nullable Id arm,
    @Nullable String stratum,
    Rate ofRandomized,
    Rate ofEligible,
    @Nullable Rate ofPrevious) {

  /**
   * A share with its interval.
   *
   * @param count how many
   * @param base of how many
   * @param low lower end of the interval (Wilson), in [0, 1]; 0 when the base is 0
   * @param high upper end; 1 when the base is 0
   */
  public record Rate(int count, int base, double low, double high) {
    /** A share with its interval by Wilson at a level. */
    public static Rate of(int count, int base, double level) {
      if (base == 0) {
        return new Rate(0, 0, 0, 1);
      }
      ConfidenceInterval interval = ProportionInterval.WILSON.of(count, base, level);
      return new Rate(count, base, interval.low(), interval.high());
    }

    /** The share; NaN when the base is 0. */
    public double share() {
      return count / (double) base;
    }
  }
}
