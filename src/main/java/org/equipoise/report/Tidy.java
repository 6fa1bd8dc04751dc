package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.disclosure.Gated;
import org.equipoise.report.TidyTable.Value;
import org.jspecify.annotations.Nullable;

/** Builds a tidy table row by row; every row names the same columns in the same order. */
final class Tidy {

  private static final Value EMPTY = new Value.Empty();

  private final String name;
  private final List<String> columns = new ArrayList<>();
  private final List<List<Value>> rows = new ArrayList<>();
  private List<Value> row = new ArrayList<>();
  private List<String> hidden = new ArrayList<>();

  Tidy(String name) {
    this.name = name;
  }

  /** Begins a row. */
  Tidy row() {
    row = new ArrayList<>();
    hidden = new ArrayList<>();
    rows.add(row);
    return this;
  }

  /** A code or words; null for not available. */
  Tidy words(String column, @Nullable Object words) {
    return put(column, words == null ? EMPTY : new Value.Words(words.toString()));
  }

  Tidy whole(String column, long number) {
    return put(column, new Value.Whole(number));
  }

  /** A number; one that is not finite is not available. */
  Tidy real(String column, double number) {
    return put(column, Double.isFinite(number) ? new Value.Real(number) : EMPTY);
  }

  /** A number that the disclosure gate may withhold. */
  Tidy real(String column, double number, boolean withheld) {
    return withheld ? hidden(column) : real(column, number);
  }

  Tidy count(String column, Gated<Integer> count) {
    return count.either(n -> whole(column, n), why -> hidden(column));
  }

  Tidy empty(String column) {
    return put(column, EMPTY);
  }

  Tidy hidden(String column) {
    hidden.add(column);
    return empty(column);
  }

  /** Names the columns hidden in this row. */
  Tidy hidden() {
    return words("hidden", hidden.isEmpty() ? null : String.join(" ", hidden));
  }

  private Tidy put(String column, Value value) {
    if (rows.size() == 1) {
      columns.add(column);
    } else if (!columns.get(row.size()).equals(column)) {
      throw new IllegalStateException(name + ": column " + column + " out of order");
    }
    row.add(value);
    return this;
  }

  TidyTable table() {
    return new TidyTable(name, columns, rows);
  }
}
