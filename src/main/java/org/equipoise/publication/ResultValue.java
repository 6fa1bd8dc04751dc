package org.equipoise.publication;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a results file as it was written: numbers to the last digit, nothing interpreted. */
public sealed interface ResultValue {

  /**
   * Named values, in the order written.
   *
   * @param byName the values by their names
   */
  record Members(Map<String, ResultValue> byName) implements ResultValue {
    /** Keeps its own copy, in order. */
    public Members {
      byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }
  }

  /**
   * A list, in the order written.
   *
   * @param values its elements
   */
  record Rows(List<ResultValue> values) implements ResultValue {
    /** Keeps its own copy. */
    public Rows {
      values = List.copyOf(values);
    }
  }

  /**
   * A number.
   *
   * @param value to the last digit written
   */
  record Figure(BigDecimal value) implements ResultValue {
    /** Whether it was written without a fractional part, as counts are. */
    boolean whole() {
      return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    }

    @Override
    public String toString() {
      return value.toString();
    }
  }

  /**
   * A text or code.
   *
   * @param text as written
   */
  record Wording(String text) implements ResultValue {
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * True or false.
   *
   * @param value which of the two
   */
  record Truth(boolean value) implements ResultValue {
    @Override
    public String toString() {
      return String.valueOf(value);
    }
  }

  /** A number that is not there; its object says why. */
  record Nothing() implements ResultValue {
    @Override
    public String toString() {
      return "null";
    }
  }
}
