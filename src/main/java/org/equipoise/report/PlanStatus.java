package org.equipoise.report;

import java.util.Locale;

/** Whether a number was planned before anybody was drawn. */
public enum PlanStatus {
  /** In the frozen plan, as it was run. */
  PLANNED,
  /** In the frozen plan, and run otherwise than it says. */
  CHANGED,
  /** Added by an amendment, before anybody had looked at the arms. */
  ADDED,
  /** Added by an amendment, after somebody had looked at the arms. */
  ADDED_AFTER_VIEWING,
  /** In no version of the plan. */
  NOT_PLANNED,
  /** No plan was frozen, so that nothing can be called planned or not. */
  NO_FROZEN_PLAN;

  /** What files for programs hold: {@code planned}, {@code added-after-viewing}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
