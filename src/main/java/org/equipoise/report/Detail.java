package org.equipoise.report;

/** How much a report shows. */
public enum Detail {
  /**
   * What fits on a few screens: response by arm; balance of everybody drawn, and one line for those
   * who answered each wave; effects for everybody, in later analyses on primary outcomes only. What
   * is left out is counted.
   */
  BRIEF,
  /** Everything released. */
  FULL
}
