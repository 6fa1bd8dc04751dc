package org.equipoise.analysis;

import org.equipoise.protocol.Outcome.Measure;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Wave;

/** When an outcome is compared. */
public sealed interface Moment {

  /** At a survey wave. */
  record AtWave(Wave.Id wave) implements Moment {}

  /**
   * At a register period, counted from the draw.
   *
   * @param unit length of a period
   * @param number the period, 1 being the first after the draw
   * @param measure how periods up to it are read
   */
  record AtPeriod(Register.Period unit, int number, Measure measure) implements Moment {}

  /** At the one time the variable was recorded. */
  record Once() implements Moment {}
}
