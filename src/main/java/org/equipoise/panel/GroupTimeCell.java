package org.equipoise.panel;

/**
 * The effect on one group in one period.
 *
 * @param group the period from which the group is treated
 * @param period the period the effect is for
 * @param base the period the change is taken from
 * @param reading the effect, or why there is none
 * @param treated units of the group that were compared
 * @param controls units they were compared with
 */
public record GroupTimeCell(
    int group, int period, int base, GroupTimeReading reading, int treated, int controls) {

  /** Periods since treatment began, negative before it. */
  public int eventTime() {
    return period - group;
  }

  /** Whether the group is treated in the period. */
  public boolean after() {
    return period >= group;
  }

  /**
   * Whether the group is a single unit. Its own deviation is nil by construction, so the standard
   * error counts the controls' spread only and is too small.
   */
  public boolean alone() {
    return treated == 1;
  }

  /** The cell's name, such as {@code ATT(2006,2007)}. */
  public String name() {
    return name(group, period);
  }

  static String name(int group, int period) {
    return "ATT(" + group + "," + period + ")";
  }
}
