package org.equipoise.protocol;

import java.util.OptionalDouble;

/**
 * One value a person and period in a register.
 *
 * @param id the code; also the column name unless the data layout says otherwise
 * @param title what people read
 * @param type kind of value
 * @param range the values that make sense
 * @param absentIsZero whether a person without a row in a period has the value 0 (no income, no
 *     benefit) rather than a missing one, as long as the person can be followed; always so when
 *     spells or payments are counted
 * @param counting how a value comes about
 * @param topCode values above it become it; empty when they stay as they are
 */
public record Series(
    Id id,
    Text title,
    ValueType type,
    Range range,
    boolean absentIsZero,
    Counting counting,
    OptionalDouble topCode) {

  /** A series that stands in a column as it is. */
  public Series(Id id, Text title, ValueType type, Range range, boolean absentIsZero) {
    this(id, title, type, range, absentIsZero, Counting.GIVEN, OptionalDouble.empty());
  }

  /** Code of a series. */
  public record Id(String value) {
    @Override
    public String toString() {
      return value;
    }
  }
}
