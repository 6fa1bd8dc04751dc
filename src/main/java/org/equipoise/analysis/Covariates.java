package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.NumberColumn;
import org.equipoise.protocol.Analysis.MissingCovariates;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;

/** What a regression adjusts for, as named columns of numbers; NaN is missing. */
final class Covariates {

  /** One covariate: a number, or a category as one column a level but the first. */
  private record Covariate(String name, List<String> terms, double[][] columns) {}

  private final List<Covariate> all = new ArrayList<>();

  void addNumber(String name, double[] values) {
    all.add(new Covariate(name, List.of(name), new double[][] {values}));
  }

  /** A category becomes an indicator of each level after the first; anything else is a number. */
  void add(TrialData data, Variable.Id id) {
    Variable variable = data.protocol().variable(id).orElseThrow();
    Column column = data.variable(id);
    if (variable.type() != ValueType.CATEGORY && variable.bands() == null) {
      addNumber(id.value(), data.numbers(id));
    } else if (column instanceof CategoryColumn categories) {
      addIndicators(id.value(), categories);
    } else {
      addNumber(id.value(), ((NumberColumn) column).values());
    }
  }

  private void addIndicators(String name, CategoryColumn column) {
    List<String> terms = new ArrayList<>();
    List<double[]> columns = new ArrayList<>();
    for (int level = 1; level < column.levels().size(); level++) {
      double[] byCode = new double[column.levels().size()];
      byCode[level] = 1;
      terms.add(name + column.levels().get(level));
      columns.add(Coding.recoded(column, byCode));
    }
    all.add(new Covariate(name, terms, columns.toArray(new double[0][])));
  }

  /** Whether each person has every value. */
  boolean[] known(int people) {
    boolean[] known = new boolean[people];
    Arrays.fill(known, true);
    for (Covariate covariate : all) {
      for (double[] column : covariate.columns()) {
        Rows.keepKnown(known, column);
      }
    }
    return known;
  }

  /** A column of a regression. */
  record Term(String name, double[] values) {}

  /**
   * The columns for the persons in an estimate. Under {@link MissingCovariates#INDICATOR} a missing
   * value becomes the mean of those known, and an indicator of missing values follows the
   * covariate.
   */
  List<Term> terms(int[] rows, MissingCovariates rule) {
    List<Term> terms = new ArrayList<>();
    for (Covariate covariate : all) {
      double[] missing = new double[rows.length];
      boolean anyMissing = false;
      for (int j = 0; j < covariate.columns().length; j++) {
        double[] values = Rows.pick(covariate.columns()[j], rows);
        if (rule == MissingCovariates.INDICATOR) {
          double[] filled = filled(values, missing);
          anyMissing |= filled != values;
          values = filled;
        }
        terms.add(new Term(covariate.terms().get(j), values));
      }
      if (anyMissing) {
        terms.add(new Term(covariate.name() + "_missing", missing));
      }
    }
    return terms;
  }

  /** The values with their mean where missing; the same array when none is. */
  private static double[] filled(double[] values, double[] missing) {
    double sum = 0;
    int known = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sum += value;
        known++;
      }
    }
    if (known == values.length) {
      return values;
    }
    double mean = known == 0 ? 0 : sum / known;
    double[] filled = values.clone();
    for (int i = 0; i < filled.length; i++) {
      if (Double.isNaN(filled[i])) {
        filled[i] = mean;
        missing[i] = 1;
      }
    }
    return filled;
  }
}
