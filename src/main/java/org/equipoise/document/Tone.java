package org.equipoise.document;

/** How a reader should take something. It is told in words too, never by colour alone. */
public enum Tone {
  /** As expected. */
  PLAIN,
  /** Good to know. */
  NOTE,
  /** To be kept in mind. */
  CAUTION,
  /** To be looked at first. */
  ALARM
}
