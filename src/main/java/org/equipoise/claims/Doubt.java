package org.equipoise.claims;

/** Why an impossible claim may yet be true, or a claim that cannot be checked looks odd. */
public enum Doubt {
  /** The figures stand in different documents, which may count differently. */
  OTHER_DOCUMENT,
  /** One counts persons, the other registrations. */
  OTHER_UNIT,
  /** Another population, definition or year may be meant. */
  OTHER_DEFINITION,
  /** The figures do not cover everybody. */
  INCOMPLETE,
  /** A size told in words is missed by no more than the words are loose. */
  WORDS,
  /** What is printed does not suffice alone; only what is missing could close the gap. */
  TENSION
}
