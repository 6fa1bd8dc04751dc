package org.equipoise.ledger;

/**
 * Who did something, and as what.
 *
 * @param name the account or name the person works under
 * @param role as what
 */
public record Actor(String name, Role role) {

  /** As what somebody acts. */
  public enum Role {
    /** Sets the trial up and holds the key. */
    KEEPER,
    /** Refers people and records what happens to them at a site. */
    SITE,
    /** Asks for draws. */
    DRAWER,
    /** Sees arms and data, unmasked. */
    ANALYST,
    /** Checks; changes nothing. */
    AUDITOR
  }
}
