package org.equipoise.protocol;

/**
 * When a number rests on too few people.
 *
 * @param display smallest count that is shown, 1 or more; smaller counts above 0 are hidden
 * @param events fewest persons with the outcome, in each arm, for an estimate of a binary outcome
 * @param nonEvents fewest persons without it, in each arm
 */
public record CellRule(int display, int events, int nonEvents) {

  /** 5 to be shown, 20 and 20 to be estimated. */
  public static final CellRule DEFAULT = new CellRule(5, 20, 20);
}
