package org.equipoise.simulate;

import java.util.List;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.frame.Frame;

/**
 * A study of adoption that never happened: its data as the plan's file would hold them, and what is
 * true of it.
 *
 * @param plan the plan
 * @param seed the seed that made it
 * @param table one row a unit, period and group
 * @param truth the true effects
 */
public record SimulatedAdoption(AdoptionPlan plan, long seed, Frame table, List<TrueEffect> truth) {

  /** Source of the table. */
  public static final String TABLE = "panel";

  /**
   * A true effect, exact for these units: the mean difference between the mean outcome of the units
   * that had adopted and the mean they would have had.
   *
   * @param outcome code of the outcome
   * @param group code of the group
   * @param cohort period in which the units adopted; {@link AdoptionPlan#NEVER} for all that did,
   *     which is then their mean
   * @param eventTime periods since adoption
   * @param units how many units it is the mean of
   * @param effect units counted alike
   * @param weighted units counted by the group's population
   */
  public record TrueEffect(
      String outcome,
      String group,
      int cohort,
      int eventTime,
      int units,
      double effect,
      double weighted) {}

  /** Keeps its own copy. */
  public SimulatedAdoption {
    truth = List.copyOf(truth);
  }
}
