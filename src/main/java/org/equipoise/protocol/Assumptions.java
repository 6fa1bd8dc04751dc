package org.equipoise.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What was believed when the trial was planned: the basis of its size, and of a simulated trial
 * with known truth. Nothing here enters an estimate.
 *
 * @param referred how many are referred
 * @param consenting share of them who are eligible and agree to be drawn, in (0, 1]
 * @param assigned share of those drawn that each arm gets on average; empty when the draw rule says
 *     it
 * @param levels by category, ordinal or binary variable, the share of each level among those drawn;
 *     the levels of a binary variable are {@code yes} and {@code no}
 * @param numbers by numeric variable, its mean and standard deviation
 * @param response by wave, the share of those drawn who answer
 * @param takeUp by arm, how many meet the service and when
 * @param leaving share of those drawn who leave during follow-up (die, move abroad, withdraw)
 * @param outcomes by outcome, what is expected
 */
public record Assumptions(
    int referred,
    double consenting,
    Map<Arm.Id, Double> assigned,
    Map<Variable.Id, Map<String, Double>> levels,
    Map<Variable.Id, Spread> numbers,
    Map<Wave.Id, Double> response,
    Map<Arm.Id, TakeUp> takeUp,
    double leaving,
    Map<Outcome.Id, Expected> outcomes) {

  /**
   * Mean and standard deviation of a number.
   *
   * @param mean its mean
   * @param sd its standard deviation, above 0
   */
  public record Spread(double mean, double sd) {}

  /**
   * How many in an arm meet the service, and when.
   *
   * @param share share of the arm that ever meets it
   * @param meanDelayDays mean number of days from the arm's planned start to the meeting
   * @param earlyShare share of the arm that meets it before the planned start
   */
  public record TakeUp(double share, double meanDelayDays, double earlyShare) {}

  /**
   * What is expected of one outcome at its last measurement.
   *
   * @param control mean in the control arm without the service (a share for a binary outcome)
   * @param sd standard deviation; empty for a binary outcome, where it follows from the share
   * @param effect effect of meeting the service on the mean, in the outcome's own unit
   * @param baselineCorrelation correlation with the same outcome before the draw, in [0, 1)
   * @param laterCohorts effect in the last tenth of the intake divided by that in the first; 1 when
   *     all cohorts gain alike
   */
  public record Expected(
      double control,
      OptionalDouble sd,
      double effect,
      double baselineCorrelation,
      double laterCohorts) {}

  /** Keeps its own copies, in the order given: a simulation walks them. */
  public Assumptions {
    assigned = ordered(assigned);
    Map<Variable.Id, Map<String, Double>> shares = new LinkedHashMap<>();
    levels.forEach((variable, byLevel) -> shares.put(variable, ordered(byLevel)));
    levels = ordered(shares);
    numbers = ordered(numbers);
    response = ordered(response);
    takeUp = ordered(takeUp);
    outcomes = ordered(outcomes);
  }

  private static <K, V> Map<K, V> ordered(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
