package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The part of R's formula language the reference cases use: {@code y ~ a + b}, {@code a * b},
 * {@code a:b}, {@code 0} for no intercept. Words become treatment-coded dummies, first level left
 * out; column names are R's.
 */
record GoldenFormula(String outcome, List<List<String>> terms, boolean intercept) {

  /** A column of a design and the name R gives it. */
  record Column(String name, double[] values) {}

  static GoldenFormula parse(String text) {
    String[] sides = text.split("~", -1);
    if (sides.length != 2) {
      throw new IllegalArgumentException("not a formula: " + text);
    }
    Set<List<String>> terms = new LinkedHashSet<>();
    Set<List<String>> products = new LinkedHashSet<>();
    boolean intercept = true;
    for (String term : sides[1].split("\\+")) {
      String trimmed = term.trim();
      if (trimmed.equals("0")) {
        intercept = false;
      } else if (trimmed.contains("*")) {
        List<String> factors = names(trimmed, "\\*");
        factors.forEach(name -> terms.add(List.of(name)));
        products.add(factors);
      } else if (trimmed.contains(":")) {
        products.add(names(trimmed, ":"));
      } else if (!trimmed.isEmpty()) {
        terms.add(List.of(trimmed));
      }
    }
    // R sorts terms by order: main effects first, then products.
    List<List<String>> ordered = new ArrayList<>(terms);
    ordered.addAll(products);
    return new GoldenFormula(sides[0].trim(), List.copyOf(ordered), intercept);
  }

  /** Every variable the formula names, the outcome first. */
  Set<String> variables() {
    Set<String> all = new LinkedHashSet<>();
    if (!outcome.isEmpty()) {
      all.add(outcome);
    }
    terms.forEach(all::addAll);
    return all;
  }

  /**
   * The columns of the design on these rows, without the intercept.
   *
   * @param levels the level order of factors, first level = reference; others sort by code point
   */
  List<Column> design(GoldenTable table, Map<String, List<String>> levels) {
    List<Column> design = new ArrayList<>();
    for (List<String> term : terms) {
      List<Column> product = expand(table, term.get(0), levels);
      for (String factor : term.subList(1, term.size())) {
        product = cross(product, expand(table, factor, levels));
      }
      design.addAll(product);
    }
    return design;
  }

  private static List<Column> expand(
      GoldenTable table, String name, Map<String, List<String>> levels) {
    if (!table.isFactor(name)) {
      return List.of(new Column(name, table.numbers(name)));
    }
    String[] words = table.words(name);
    List<String> order = levels.get(name);
    if (order == null) {
      order = List.copyOf(new TreeSet<>(Arrays.asList(words)));
    }
    List<Column> dummies = new ArrayList<>();
    for (String level : order.subList(1, order.size())) {
      double[] dummy =
          Arrays.stream(words).mapToDouble(w -> Objects.equals(w, level) ? 1 : 0).toArray();
      dummies.add(new Column(name + level, dummy));
    }
    return dummies;
  }

  /** All products, the columns of the left factor running fastest as in R. */
  private static List<Column> cross(List<Column> left, List<Column> right) {
    List<Column> products = new ArrayList<>();
    for (Column b : right) {
      for (Column a : left) {
        double[] values = new double[a.values().length];
        Arrays.setAll(values, i -> a.values()[i] * b.values()[i]);
        products.add(new Column(a.name() + ":" + b.name(), values));
      }
    }
    return products;
  }

  private static List<String> names(String term, String separator) {
    return Arrays.stream(term.split(separator)).map(String::trim).toList();
  }
}
