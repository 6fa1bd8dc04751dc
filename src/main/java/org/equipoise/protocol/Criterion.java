package org.equipoise.protocol;

/**
 * One question that decides whether a referred person may be drawn.
 *
 * @param id the code; also the column name unless the data layout says otherwise
 * @param question what is asked
 * @param mustBe the answer needed: true for yes
 */
public record Criterion(Id id, Text question, boolean mustBe) {

  /** Code of a criterion. */
  public record Id(String value) {
    @Override
    public String toString() {
      return value;
    }
  }
}
