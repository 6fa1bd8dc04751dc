package org.equipoise.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What is drawn: each person, or whole households or clusters that share one arm.
 *
 * @param kind what is drawn
 * @param variable the variable that names the household or cluster; null when persons are drawn
 */
public record Unit(Kind kind, Variable.@Nullable Id variable) {

  /** What is drawn. */
  public enum Kind {
    PERSON,
    HOUSEHOLD,
    CLUSTER
  }

  /** Whether several persons share one draw, so that standard errors are clustered. */
  public boolean clustered() {
    return kind != Kind.PERSON;
  }
}
