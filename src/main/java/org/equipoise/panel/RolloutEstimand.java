package org.equipoise.panel;

/**
 * Which effects by start and period are averaged, of those that some later start is a control for
 * (Roth and Sant'Anna 2023, section 2.3). Starts count by the number of units that have them.
 *
 * @param average what is averaged over what
 * @param eventTime periods since the start, for {@link Average#EVENT_TIME} alone
 */
public record RolloutEstimand(Average average, int eventTime) {

  /** An order of averaging. */
  public enum Average {
    /** Every start and period at once. */
    SIMPLE,
    /** The mean over periods of each start, then over starts. */
    COHORT,
    /** The mean over starts in each period, then over periods, all alike. */
    CALENDAR,
    /** Over the starts that many periods ago. */
    EVENT_TIME
  }

  /** Every start and period at once. */
  public static final RolloutEstimand SIMPLE = new RolloutEstimand(Average.SIMPLE, 0);

  /** First over periods, then over starts. */
  public static final RolloutEstimand COHORT = new RolloutEstimand(Average.COHORT, 0);

  /** First over starts, then over periods. */
  public static final RolloutEstimand CALENDAR = new RolloutEstimand(Average.CALENDAR, 0);

  /** So many periods after the start, 0 for the first treated period. */
  public static RolloutEstimand at(int eventTime) {
    return new RolloutEstimand(Average.EVENT_TIME, eventTime);
  }
}
