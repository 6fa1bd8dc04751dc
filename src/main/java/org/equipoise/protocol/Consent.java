package org.equipoise.protocol;

/**
 * One thing a person is asked to agree to, separately from the others.
 *
 * @param id the code; also the column name unless the data layout says otherwise
 * @param title what people read
 * @param purpose what it permits
 * @param required whether nobody is drawn without it
 */
public record Consent(Id id, Text title, Purpose purpose, boolean required) {

  /** Code of a consent. */
  public record Id(String value) {
    @Override
    public String toString() {
      return value;
    }
  }

  /** What a consent permits. */
  public enum Purpose {
    /** To let chance decide, and to wait. */
    DRAW,
    /** To be asked in survey waves. */
    SURVEY,
    /** To be followed in registers. */
    REGISTER,
    /** To let caseworkers answer about the person. */
    PROXY,
    /** To let the person's data, without name or number, be published with the results. */
    PUBLICATION
  }
}
