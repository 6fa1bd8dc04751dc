package org.equipoise.panel;

/** How group-time effects become fewer numbers. P(g) is the share of units in group g. */
public enum Aggregation {
  /** All cells from treatment on, weighted by P(g). */
  SIMPLE,
  /** For each group the plain mean over its treated periods; over all by P(g). */
  GROUP,
  /** For each period the groups treated by then, weighted by P(g); over all the plain mean. */
  CALENDAR,
  /**
   * For each time since treatment began the groups seen then, weighted by P(g); over all the plain
   * mean of event times 0 and later.
   */
  EVENT_TIME
}
