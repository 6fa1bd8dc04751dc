package org.equipoise.rehearse;

/** A world that a rehearsal plays in. */
public enum World {
  /** Effects as the plan assumes. */
  ASSUMED,
  /** No effects. */
  PLACEBO
}
