package org.equipoise.analysis;

import java.util.List;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * What an arm and the control arm looked like before the draw.
 *
 * @param arm the arm compared with the control
 * @param among those who answered this wave; null for everybody drawn
 * @param rows one a number, one a level of a category
 * @param joint whether all of it together tells the arms apart; null when it cannot be tested
 * @param notTested why there is no joint test; empty when there is one
 */
public record Balance(
    Arm.Id arm, Wave.@Nullable Id among, List<Row> rows, @Nullable Joint joint, String notTested) {

  /**
   * One baseline value.
   *
   * @param code code of the variable or item
   * @param level level of a category; empty for a number, and for yes or no, where the mean is the
   *     share of yes
   * @param arm mean (a share for a level) in the arm
   * @param control the same in the control arm
   * @param normalized difference divided by the root of the mean of the two variances; NaN when
   *     neither arm varies
   * @param armPeople persons with the value in the arm
   * @param controlPeople persons with the value in the control arm
   * @param missing persons without the value, both arms
   */
  public record Row(
      String code,
      String level,
      double arm,
      double control,
      double normalized,
      int armPeople,
      int controlPeople,
      int missing) {}

  /**
   * Joint test of all rows but those the draw was restricted to: F of the regression of arm on
   * baseline, within strata, with HC2 (CR2 for clusters).
   *
   * @param f the statistic
   * @param dfNumerator its first degrees of freedom
   * @param dfDenominator its second
   * @param p its p-value
   * @param people persons with every value
   */
  public record Joint(double f, int dfNumerator, double dfDenominator, double p, int people) {}

  /** Keeps its own copy. */
  public Balance {
    rows = List.copyOf(rows);
  }
}
