package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.protocol.Variable;

/**
 * Persons alike in some baseline variables: a level each, or a third of the persons for a number
 * with more than five values. A missing value is a level of its own.
 *
 * @param codes the cell of each person
 * @param names the cells in words
 */
record BoundCells(int[] codes, List<String> names) {

  private static final int MOST_VALUES = 5;
  private static final String UNKNOWN = "?";

  /** The cells of these persons. */
  static BoundCells of(TrialData data, List<Variable.Id> variables, int[] rows) {
    String[] labels = new String[rows.length];
    Arrays.fill(labels, "");
    for (Variable.Id id : variables) {
      String[] levels = levels(data, id, rows);
      for (int i = 0; i < labels.length; i++) {
        labels[i] = labels[i].isEmpty() ? levels[i] : labels[i] + " \u00d7 " + levels[i];
      }
    }
    return of(labels);
  }

  /** The strata of the draw, as cells. */
  static BoundCells ofStrata(TrialData data, int[] stratum, int[] rows) {
    String[] labels = new String[rows.length];
    Arrays.setAll(labels, i -> data.design().strata().get(stratum[rows[i]]));
    return of(labels);
  }

  private static BoundCells of(String[] labels) {
    Map<String, Integer> places = new LinkedHashMap<>();
    int[] codes = new int[labels.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = places.computeIfAbsent(labels[i], label -> places.size());
    }
    return new BoundCells(codes, new ArrayList<>(places.keySet()));
  }

  private static String[] levels(TrialData data, Variable.Id id, int[] rows) {
    String[] levels = new String[rows.length];
    Column column = data.variable(id);
    if (column instanceof CategoryColumn categories) {
      Arrays.setAll(
          levels,
          i -> {
            int code = categories.codeAt(rows[i]);
            return code == CategoryColumn.MISSING ? UNKNOWN : categories.levels().get(code);
          });
      return levels;
    }
    double[] values = Rows.pick(data.numbers(id), rows);
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    boolean few = Arrays.stream(sorted).distinct().count() <= MOST_VALUES;
    Arrays.setAll(
        levels,
        i ->
            Double.isNaN(values[i])
                ? UNKNOWN
                : few ? id + " " + number(values[i]) : id + " " + third(sorted, values[i]));
    return levels;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String third(double[] sorted, double value) {
    double first = sorted[(sorted.length - 1) / 3];
    double second = sorted[2 * (sorted.length - 1) / 3];
    return value <= first ? "1/3" : value <= second ? "2/3" : "3/3";
  }
}
