package org.equipoise.protocol;

/**
 * Who answers a survey.
 *
 * @param id the code
 * @param title what people read
 * @param proxy whether they answer about somebody else; a proxy's answer never becomes a
 *     participant's outcome
 */
public record Respondent(Id id, Text title, boolean proxy) {

  /** Who answers where the protocol declares nobody. */
  public static final Id PARTICIPANT = new Id("participant");

  /** Code of a respondent. */
  public record Id(String value) {
    @Override
    public String toString() {
      return value;
    }
  }
}
