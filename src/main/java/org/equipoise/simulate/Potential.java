package org.equipoise.simulate;

import java.util.Arrays;
import org.equipoise.analysis.Moment;
import org.equipoise.protocol.Outcome;

/**
 * One outcome at one moment in every world.
 *
 * @param outcome the outcome
 * @param moment when
 * @param values for each world and person drawn, the value
 * @param population for each world, the mean over the population less that where nobody is served;
 *     NaN where it has no closed form
 */
record Potential(Outcome outcome, Moment moment, double[][] values, double[] population) {

  /** Mean of a world over the people chosen; NaN when there are none. */
  double mean(int world, int[] people) {
    double[] ofWorld = values[world];
    return Arrays.stream(people).mapToDouble(i -> ofWorld[i]).average().orElse(Double.NaN);
  }
}
