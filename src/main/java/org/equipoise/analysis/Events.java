package org.equipoise.analysis;

import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.protocol.Outcome.Measure;
import org.equipoise.protocol.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * How many of those compared have an event, or an amount, and how many have none: what a share
 * tells beside its base, and what a mean tells of.
 *
 * @param arm with, in the arm
 * @param armWithout without, in the arm
 * @param control with, in the control arm
 * @param controlWithout without, in the control arm
 */
public record Events(int arm, int armWithout, int control, int controlWithout) {

  /** Those of a comparison; null when its outcome counts no events. */
  public static @Nullable Events of(Effect effect) {
    ValueType type = effect.outcome().type();
    boolean first = effect.moment() instanceof Moment.AtPeriod at && at.measure() == Measure.FIRST;
    int[] rests = effect.rests().stream().mapToInt(Integer::intValue).toArray();
    if ((type == ValueType.BINARY || type == ValueType.COUNT || first) && rests.length >= 4) {
      return new Events(rests[3], rests[2], rests[1], rests[0]);
    }
    if ((type == ValueType.AMOUNT || type == ValueType.DURATION) && rests.length >= 4) {
      return of(effect, rests[1], rests[0]);
    }
    if (type == ValueType.NUMBER && rests.length >= 6) {
      return of(effect, rests[1], rests[0]);
    }
    if (type == ValueType.BINARY && effect.comparison() instanceof Estimated number) {
      int arm = (int) Math.round(number.meanArm() * effect.analysed());
      int control = (int) Math.round(number.meanControl() * effect.analysedControl());
      return of(effect, arm, control);
    }
    return null;
  }

  private static Events of(Effect effect, int arm, int control) {
    return new Events(arm, effect.analysed() - arm, control, effect.analysedControl() - control);
  }
}
