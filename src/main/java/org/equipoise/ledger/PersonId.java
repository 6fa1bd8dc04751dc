package org.equipoise.ledger;

/**
 * The trial id of a person, made by the program from a keyed pseudonym: {@code K7QF-2M9X-HP4C}.
 * Nobody without the identity key can tell whose it is.
 *
 * @param value the id as written everywhere
 */
public record PersonId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
