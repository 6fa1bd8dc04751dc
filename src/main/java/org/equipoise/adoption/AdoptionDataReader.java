package org.equipoise.adoption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.equipoise.adoption.AdoptionPlan.Covariate;
import org.equipoise.adoption.AdoptionPlan.Group;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Loaded;
import org.equipoise.frame.TableFormat;
import org.equipoise.frame.TextColumn;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of a data file, one a unit, period and group, into units. What contradicts the
 * plan is a finding with its line, never a guess: a row twice, a unit that adopts in two periods, a
 * group that the plan does not know, percentages where shares are asked for.
 */
public final class AdoptionDataReader {

  private final AdoptionPlan plan;
  private final Frame frame;
  private final UnitRows units;
  private final int periods;
  private final List<Finding> findings = new ArrayList<>();
  private long errors;

  private AdoptionDataReader(AdoptionPlan plan, Frame frame) {
    this.plan = plan;
    this.frame = frame;
    this.periods = plan.periods().to() - plan.periods().from() + 1;
    this.units = UnitRows.of(frame.texts(plan.unit().column()));
  }

  /**
   * What came of reading.
   *
   * @param data the units; null when there are errors
   * @param findings what was found, in the order of the file
   * @param errors number of errors, listed among the findings or not
   */
  public record Read(@Nullable AdoptionData data, List<Finding> findings, long errors) {
    /** Keeps its own copy. */
    public Read {
      findings = List.copyOf(findings);
    }
  }

  /** The columns that the plan needs. */
  public static List<ColumnSpec> columns(AdoptionPlan plan) {
    List<ColumnSpec> columns = new ArrayList<>();
    columns.add(ColumnSpec.ids(plan.unit().column()));
    columns.add(
        ColumnSpec.integers(
                plan.periods().column(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
            .asRequired());
    if (plan.groupColumn() != null) {
      columns.add(ColumnSpec.texts(plan.groupColumn()).asRequired());
    }
    columns.add(ColumnSpec.texts(plan.adoption().column()));
    if (plan.cluster() != null) {
      columns.add(ColumnSpec.texts(plan.cluster()));
    }
    if (plan.weight() != null) {
      columns.add(ColumnSpec.numbers(plan.weight(), 0, Double.POSITIVE_INFINITY));
    }
    for (Covariate covariate : plan.covariates()) {
      columns.add(ColumnSpec.numbers(plan.data().columnOf(covariate.id())));
    }
    for (Measured outcome : plan.outcomes()) {
      columns.add(ColumnSpec.numbers(plan.data().columnOf(outcome.id())));
    }
    return columns;
  }

  /** How the plan's data file spells its values; delimiter and decimal sign are as found. */
  public static TableFormat format(AdoptionPlan plan) {
    boolean latin = !plan.data().encoding().equals("UTF-8");
    return TableFormat.standard()
        .withMissing(plan.data().missing().toArray(String[]::new))
        .with(latin ? TableFormat.Encoding.LATIN_1 : TableFormat.Encoding.UTF_8);
  }

  /**
   * Reads the units.
   *
   * @param plan the study as planned
   * @param frame the columns asked for by {@link #columns}
   */
  public static Read read(AdoptionPlan plan, Frame frame) {
    return new AdoptionDataReader(plan, frame).read();
  }

  private Read read() {
    int[] group = groups();
    int[] cell = cells(group);
    int[] adopted = new AdoptionColumn(plan, frame, units, this::error, findings::add).read();
    List<String> clusters = new ArrayList<>();
    int[] cluster = cluster(clusters);
    Map<String, double[]> weights = weights(group, cell);
    Map<String, double[]> covariates = covariates(group, cell);
    Map<String, Map<String, double[]>> outcomes = new LinkedHashMap<>();
    for (Measured outcome : plan.outcomes()) {
      outcomes.put(outcome.id(), outcome(outcome, group, cell, weights));
    }
    findings.sort(
        Comparator.comparingInt((Finding f) -> f.place().line())
            .thenComparingInt(f -> f.place().column()));
    if (errors > 0) {
      return new Read(null, findings, errors);
    }
    int[] all = IntStream.rangeClosed(plan.periods().from(), plan.periods().to()).toArray();
    AdoptionData data =
        new AdoptionData(
            units.names(), all, adopted, cluster, clusters, weights, covariates, outcomes);
    return new Read(data, findings, 0);
  }

  private void error(int row, String column, String found, String expected) {
    if (++errors <= Loaded.LISTED_ERRORS) {
      findings.add(Finding.error(frame.placeOf(row, column), found, expected));
    }
  }

  private void note(String found, String expected) {
    findings.add(Finding.note(Place.file(frame.source()), found, expected));
  }

  /** The group of each row by its place in the plan; -1 for one that the plan does not know. */
  private int[] groups() {
    String column = plan.groupColumn();
    int[] codes = new int[frame.rows()];
    if (column == null) {
      return codes;
    }
    List<String> known = PlanRules.groupCodes(plan);
    TextColumn texts = frame.texts(column);
    Map<String, Integer> unknown = new LinkedHashMap<>();
    Map<String, Integer> places = new HashMap<>();
    known.forEach(code -> places.put(code, places.size()));
    for (int row = 0; row < codes.length; row++) {
      String text = texts.at(row);
      codes[row] = text == null ? -1 : places.getOrDefault(text, -1);
      if (text != null && codes[row] < 0 && unknown.merge(text, 1, Integer::sum) == 1) {
        String hint = Nearest.hint(text, known);
        error(row, column, "the plan has no group '" + text + "'", hint);
      }
    }
    unknown.forEach(
        (text, rows) -> {
          if (rows > 1) {
            note("group '" + text + "' stands on " + rows + " rows", "the first one is listed");
          }
        });
    return codes;
  }

  /** The place of each row among units and periods; -1 for one outside the plan. */
  private int[] cells(int[] group) {
    String column = plan.periods().column();
    double[] values = frame.numbers(column).values();
    int[] cells = new int[frame.rows()];
    int size = units.names().size() * periods;
    int[] first = new int[Math.multiplyExact(size, plan.groups().size())];
    Arrays.fill(first, -1);
    int outside = 0;
    for (int row = 0; row < cells.length; row++) {
      double at = values[row] - plan.periods().from();
      cells[row] = at >= 0 && at < periods ? units.of(row) * periods + (int) at : -1;
      if (cells[row] < 0) {
        outside += Double.isNaN(at) ? 0 : 1;
      } else if (group[row] >= 0) {
        int place = group[row] * size + cells[row];
        if (first[place] < 0) {
          first[place] = row;
        } else {
          String found =
              "this unit, period and group stand on line " + frame.lineOf(first[place]) + " too";
          error(row, column, found, "one row each: remove one of the two");
        }
      }
    }
    if (outside > 0) {
      String span = plan.periods().from() + " to " + plan.periods().to();
      String rows = AdoptionCheck.counted(outside, "row");
      note("outside the periods " + span + ": " + rows, "not read");
    }
    return cells;
  }

  private int @Nullable [] cluster(List<String> names) {
    String column = plan.cluster();
    if (column == null) {
      return null;
    }
    TextColumn texts = frame.texts(column);
    int[] codes = new int[units.names().size()];
    Map<String, Integer> known = new HashMap<>();
    units.constant(
        row -> Objects.requireNonNullElse(texts.at(row), ""),
        (row, first) ->
            error(
                row,
                column,
                "the cluster differs from line " + frame.lineOf(first) + " of the same unit",
                "one cluster a unit; where clusters merged, give both the same name"));
    for (int unit = 0; unit < codes.length; unit++) {
      String text = texts.at(units.first(unit));
      // Who belongs to no cluster stands alone.
      String name = text == null ? units.names().get(unit) : text;
      codes[unit] = known.computeIfAbsent((text == null ? "u" : "c") + name, key -> known.size());
      if (codes[unit] == names.size()) {
        names.add(name);
      }
    }
    return codes;
  }

  private Map<String, double[]> weights(int[] group, int[] cell) {
    String column = plan.weight();
    return column == null ? Map.of() : byGroup(frame.numbers(column).values(), group, cell);
  }

  /** Once where all groups agree, else by code and group. */
  private Map<String, double[]> covariates(int[] group, int[] cell) {
    Map<String, double[]> covariates = new LinkedHashMap<>();
    for (Covariate covariate : plan.covariates()) {
      double[] values = frame.numbers(plan.data().columnOf(covariate.id())).values();
      Map<String, double[]> cells = byGroup(values, group, cell);
      double[] common = common(cells);
      if (common != null) {
        covariates.put(covariate.id(), common);
      } else {
        cells.forEach((code, own) -> covariates.put(covariate.id() + "@" + code, own));
      }
    }
    return covariates;
  }

  private double @Nullable [] common(Map<String, double[]> cells) {
    double[] common = new double[units.names().size() * periods];
    Arrays.fill(common, Double.NaN);
    for (double[] own : cells.values()) {
      for (int i = 0; i < common.length; i++) {
        if (Double.isNaN(common[i])) {
          common[i] = own[i];
        } else if (!Double.isNaN(own[i]) && own[i] != common[i]) {
          return null;
        }
      }
    }
    return common;
  }

  private Map<String, double[]> byGroup(double[] values, int[] group, int[] cell) {
    Map<String, double[]> cells = new LinkedHashMap<>();
    for (Group each : plan.groups()) {
      double[] empty = new double[units.names().size() * periods];
      Arrays.fill(empty, Double.NaN);
      cells.put(each.id(), empty);
    }
    List<double[]> inOrder = List.copyOf(cells.values());
    for (int row = 0; row < values.length; row++) {
      if (cell[row] >= 0 && group[row] >= 0) {
        inOrder.get(group[row])[cell[row]] = values[row];
      }
    }
    return cells;
  }

  private Map<String, double[]> outcome(
      Measured outcome, int[] group, int[] cell, Map<String, double[]> weights) {
    String column = plan.data().columnOf(outcome.id());
    double[] values = frame.numbers(column).values().clone();
    boolean[] read = new boolean[plan.groups().size()];
    for (int g = 0; g < read.length; g++) {
      read[g] = outcome.appliesTo(plan.groups().get(g));
    }
    for (int row = 0; row < values.length; row++) {
      boolean wanted = cell[row] >= 0 && group[row] >= 0 && read[group[row]];
      values[row] = wanted ? values[row] : Double.NaN;
      if (!Double.isNaN(values[row]) && !weights.isEmpty()) {
        double[] weight = weights.get(plan.groups().get(group[row]).id());
        if (weight != null && weight[cell[row]] == 0) {
          String found = "a value where '" + plan.weight() + "' is 0: a share of nobody";
          error(row, column, found, "leave the cell empty, or correct the population");
        }
      }
    }
    limits(outcome, column, values);
    Map<String, double[]> cells = byGroup(values, group, cell);
    cells.keySet().removeIf(code -> !outcome.appliesTo(plan.group(code).orElseThrow()));
    return cells;
  }

  private void limits(Measured outcome, String column, double[] values) {
    int above = 0;
    int first = -1;
    double largest = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < values.length; row++) {
      largest = Math.max(largest, Double.isNaN(values[row]) ? largest : values[row]);
      if (values[row] > 1) {
        first = first < 0 ? row : first;
        above++;
      }
    }
    boolean share = outcome.unit() == AdoptionPlan.Scale.SHARE;
    // One slip above 1 is a slip; a column of them is a column of percentages.
    boolean percent = share && above > 1 && largest <= 100;
    if (percent) {
      String found = above + " values above 1, up to " + plain(largest) + ": these are percentages";
      error(first, column, found, "shares from 0 to 1: 0.035, not 3.5; divide the column by 100");
    }
    String expected =
        share
            ? "a share from " + plain(outcome.low()) + " to " + plain(outcome.high())
            : "a number from " + plain(outcome.low()) + " to " + plain(outcome.high());
    for (int row = 0; row < values.length; row++) {
      boolean outside = values[row] < outcome.low() || values[row] > outcome.high();
      if (outside && !(percent && values[row] > 1)) {
        error(row, column, plain(values[row]) + " cannot be", expected);
      }
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
