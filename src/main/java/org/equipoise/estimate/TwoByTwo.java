package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.List;

/**
 * How many of two arms had an event.
 *
 * @param eventsTreated treated units with the event
 * @param treated treated units, at least one
 * @param eventsControl control units with the event
 * @param control control units, at least one
 */
public record TwoByTwo(int eventsTreated, int treated, int eventsControl, int control) {

  /**
   * Refuses counts that no trial can have.
   *
   * @throws IllegalArgumentException if an arm has no unit, or its events are outside 0 … units
   */
  public TwoByTwo {
    check("treated", eventsTreated, treated);
    check("control", eventsControl, control);
  }

  /**
   * Counts an outcome of 0 and 1.
   *
   * @throws IllegalArgumentException if an outcome is neither 0 nor 1
   * @throws NotEstimableException if an arm has no unit
   */
  public static TwoByTwo of(TwoArmSample sample) {
    List<TwoByTwo> all = count(sample, new int[sample.size()], 1);
    if (all.isEmpty()) {
      throw emptyArm(sample.size());
    }
    return all.get(0);
  }

  /**
   * One table for each of the sample's blocks that has units of both arms, by ascending code; a
   * block with one arm only says nothing about the difference.
   *
   * @throws IllegalArgumentException if an outcome is neither 0 nor 1, or the sample has no blocks
   * @throws NotEstimableException if no block has both arms
   */
  public static List<TwoByTwo> byBlock(TwoArmSample sample) {
    int[] codes = sample.block();
    if (codes == null) {
      throw new IllegalArgumentException("a sample without blocks");
    }
    Coding coding = Coding.of(codes);
    List<TwoByTwo> tables = count(sample, coding.index(), coding.levels());
    if (tables.isEmpty()) {
      throw emptyArm(sample.size());
    }
    return tables;
  }

  private static List<TwoByTwo> count(TwoArmSample sample, int[] block, int blocks) {
    int[][] counts = new int[blocks][4];
    for (int i = 0; i < sample.size(); i++) {
      double y = sample.outcome()[i];
      if (!(y == 0 || y == 1)) {
        throw new IllegalArgumentException("outcome[" + i + "] is " + y + ", not 0 or 1");
      }
      int arm = sample.treated()[i] ? 0 : 2;
      counts[block[i]][arm] += y == 1 ? 1 : 0;
      counts[block[i]][arm + 1]++;
    }
    List<TwoByTwo> tables = new ArrayList<>();
    for (int[] c : counts) {
      if (c[1] > 0 && c[3] > 0) {
        tables.add(new TwoByTwo(c[0], c[1], c[2], c[3]));
      }
    }
    return tables;
  }

  private static NotEstimableException emptyArm(int units) {
    return new NotEstimableException(
        NotEstimableException.Reason.EMPTY_ARM,
        "none of the " + units + " units can be compared with a unit of the other arm",
        "check that both arms have outcomes");
  }

  /** Units of both arms. */
  public int size() {
    return treated + control;
  }

  /** Units of both arms with the event. */
  public int events() {
    return eventsTreated + eventsControl;
  }

  /** Treated units without the event. */
  public int restTreated() {
    return treated - eventsTreated;
  }

  /** Control units without the event. */
  public int restControl() {
    return control - eventsControl;
  }

  /** The share of the treated with the event. */
  public double riskTreated() {
    return (double) eventsTreated / treated;
  }

  /** The share of the control units with the event. */
  public double riskControl() {
    return (double) eventsControl / control;
  }

  /** The arms exchanged. */
  public TwoByTwo swapped() {
    return new TwoByTwo(eventsControl, control, eventsTreated, treated);
  }

  /** Events and what is left exchanged. */
  public TwoByTwo complement() {
    return new TwoByTwo(restTreated(), treated, restControl(), control);
  }

  private static void check(String arm, int events, int units) {
    if (units < 1 || events < 0 || events > units) {
      throw new IllegalArgumentException(events + " events in " + units + " " + arm + " units");
    }
  }
}
