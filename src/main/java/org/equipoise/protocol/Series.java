package org.equipoise.protocol;

/**
 * One value a person and period in a register.
 *
 * @param id the code; also the column name unless the data layout says otherwise
 * @param title what people read
 * @param type kind of value
 * @param range the values that make sense
 * @param absentIsZero whether a person without a row in a period has the value 0 (no income, no
 *     benefit) rather than a missing one
 */
public record Series(Id id, Text title, ValueType type, Range range, boolean absentIsZero) {

  /** Code of a series. */
  public record Id(String value) {
    @Override
    public String toString() {
      return value;
    }
  }
}
