package org.equipoise.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Assumptions;
import org.equipoise.adoption.AdoptionPlan.Group;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.frame.Column;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Lines;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.jspecify.annotations.Nullable;

/** Lays simulated units out as the plan's data file: one row a unit, period and group. */
final class AdoptionTable {

  private final AdoptionPlan plan;
  private final Assumptions assumed;
  private final AdoptionUnits units;
  private final int periods;
  private final int groups;

  private AdoptionTable(AdoptionPlan plan, Assumptions assumed, AdoptionUnits units) {
    this.plan = plan;
    this.assumed = assumed;
    this.units = units;
    this.periods = plan.periods().to() - plan.periods().from() + 1;
    this.groups = plan.groups().size();
  }

  static Frame of(
      AdoptionPlan plan,
      Assumptions assumed,
      AdoptionUnits units,
      Map<String, Map<String, double[]>> outcomes) {
    return new AdoptionTable(plan, assumed, units).frame(outcomes);
  }

  /** People of a group in a unit and period. */
  static int people(Assumptions assumed, AdoptionUnits units, String group, int unit, int period) {
    List<String> parts = assumed.parts().get(group);
    if (parts == null) {
      double share = assumed.shares().getOrDefault(group, 1.0);
      return (int) Math.rint(units.people()[unit][period] * share);
    }
    return parts.stream().mapToInt(part -> people(assumed, units, part, unit, period)).sum();
  }

  /** The text of a row. */
  private interface Word {
    @Nullable String of(int unit, int period, Group group);
  }

  /** The number of a row. */
  private interface Amount {
    double of(int unit, int period, Group group);
  }

  private Frame frame(Map<String, Map<String, double[]>> outcomes) {
    List<Column> columns = new ArrayList<>();
    columns.add(texts(plan.unit().column(), (unit, t, g) -> units.names().get(unit)));
    columns.add(numbers(plan.periods().column(), (unit, t, g) -> plan.periods().from() + t));
    if (plan.groupColumn() != null) {
      columns.add(texts(plan.groupColumn(), (unit, t, group) -> group.id()));
    }
    columns.add(texts(plan.adoption().column(), (unit, t, g) -> joined(unit)));
    if (plan.cluster() != null) {
      columns.add(texts(plan.cluster(), (unit, t, g) -> cluster(unit)));
    }
    if (plan.weight() != null) {
      columns.add(numbers(plan.weight(), (unit, t, g) -> people(assumed, units, g.id(), unit, t)));
    }
    for (int c = 0; c < plan.covariates().size(); c++) {
      double[] values = units.covariates()[c];
      String name = plan.data().columnOf(plan.covariates().get(c).id());
      columns.add(numbers(name, (unit, t, g) -> Math.rint(values[unit] * 10) / 10));
    }
    for (Measured outcome : plan.outcomes()) {
      Map<String, double[]> cells = outcomes.getOrDefault(outcome.id(), Map.of());
      String name = plan.data().columnOf(outcome.id());
      columns.add(numbers(name, (unit, t, g) -> value(cells.get(g.id()), unit * periods + t)));
    }
    return Frame.of(SimulatedAdoption.TABLE, columns, Lines.none());
  }

  private static double value(double @Nullable [] cells, int cell) {
    return cells == null ? Double.NaN : cells[cell];
  }

  private @Nullable String joined(int unit) {
    int first = units.adopted()[unit];
    return first == AdoptionPlan.NEVER ? null : Integer.toString(first);
  }

  private @Nullable String cluster(int unit) {
    int code = units.cluster()[unit];
    return code < 0 ? null : units.clusters().get(code);
  }

  private Column texts(String name, Word word) {
    List<@Nullable String> cells = new ArrayList<>();
    for (int unit = 0; unit < units.names().size(); unit++) {
      for (int t = 0; t < periods; t++) {
        for (Group group : plan.groups()) {
          cells.add(word.of(unit, t, group));
        }
      }
    }
    return TextColumn.of(name, cells);
  }

  private Column numbers(String name, Amount amount) {
    double[] cells = new double[units.names().size() * periods * groups];
    for (int row = 0; row < cells.length; row++) {
      int cell = row / groups;
      Group group = plan.groups().get(row % groups);
      cells[row] = amount.of(cell / periods, cell % periods, group);
    }
    return NumberColumn.of(name, cells);
  }
}
