package org.equipoise.report;

import java.util.List;
import org.equipoise.disclosure.Released;

/**
 * Results as a table of typed values for programs: one row a fact, one column a kind of value, the
 * same columns in every trial.
 *
 * @param name what the table holds; the stem of its file name
 * @param columns the headers
 * @param rows the rows, each as long as the headers
 */
public record TidyTable(String name, List<String> columns, List<List<Value>> rows) {

  /** A value. */
  public sealed interface Value {
    /** Words or a code. */
    record Words(String text) implements Value {}

    /** A whole number. */
    record Whole(long number) implements Value {}

    /** A finite number at full precision. */
    record Real(double number) implements Value {}

    /** Not available or hidden. */
    record Empty() implements Value {}
  }

  /** Keeps its own copies. */
  public TidyTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** One row an effect. */
  public static TidyTable effects(Released released) {
    return new TidyTable("results", List.of(released.digest()), List.of());
  }

  /** Every table of the results, effects first. */
  public static List<TidyTable> all(Released released) {
    return List.of(effects(released));
  }
}
