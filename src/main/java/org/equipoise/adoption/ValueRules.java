package org.equipoise.adoption;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Covariate;
import org.equipoise.adoption.AdoptionPlan.Group;
import org.equipoise.adoption.AdoptionPlan.Measured;

/** Whether the values themselves can carry an answer. */
final class ValueRules {

  /** A population that jumps by more than a quarter has changed its borders, not its births. */
  private static final double JUMP = 1.25;

  private ValueRules() {}

  static void check(AdoptionPlan plan, AdoptionData data, DataFindings found) {
    for (Measured outcome : plan.outcomes()) {
      for (Group group : plan.groups()) {
        if (outcome.appliesTo(group)) {
          outcome(data, outcome.id(), group.id(), found);
        }
      }
    }
    populations(plan, data, found);
    weights(plan, data, found);
    for (Covariate covariate : plan.covariates()) {
      covariate(plan, data, covariate.id(), found);
    }
  }

  private static void outcome(AdoptionData data, String outcome, String group, DataFindings found) {
    double[] cells = data.outcomes().getOrDefault(outcome, Map.of()).get(group);
    Range range = cells == null ? new Range() : Range.of(cells, 0, cells.length);
    String what = "'" + outcome + "' in group '" + group + "'";
    if (range.known == 0) {
      found.warning(what + " is known nowhere", "no answer can be given");
    } else if (range.constant()) {
      found.warning(what + " is " + range.low + " everywhere", "an effect cannot be seen in it");
    } else if (cells != null && range.known < cells.length) {
      found.note(
          what
              + " is missing in "
              + (cells.length - range.known)
              + " of "
              + cells.length
              + " units and periods",
          "used where known");
    }
  }

  private static void populations(AdoptionPlan plan, AdoptionData data, DataFindings found) {
    int periods = data.periods().length;
    for (Group group : plan.groups()) {
      double[] people = data.weights().getOrDefault(group.id(), new double[0]);
      Set<String> jumping = new LinkedHashSet<>();
      int none = 0;
      for (int cell = 0; cell < people.length; cell++) {
        none += people[cell] == 0 ? 1 : 0;
        double before = cell % periods == 0 ? Double.NaN : people[cell - 1];
        // Small groups swing by themselves.
        if (Math.min(before, people[cell]) >= 1000
            && Math.max(before, people[cell]) > JUMP * Math.min(before, people[cell])) {
          jumping.add(data.units().get(cell / periods) + " in " + data.periods()[cell % periods]);
        }
      }
      String what = "'" + plan.weight() + "' of group '" + group.id() + "'";
      if (!jumping.isEmpty()) {
        found.warning(
            what
                + " changes by more than a quarter in "
                + AdoptionCheck.named(List.copyOf(jumping)),
            "have borders moved? Units should be the same all along");
      }
      if (none > 0) {
        found.note(what + " is 0 in " + AdoptionCheck.counted(none, "cell"), "not used");
      }
    }
  }

  /** Cells without a weight count in some analyses and not in others. */
  private static void weights(AdoptionPlan plan, AdoptionData data, DataFindings found) {
    if (plan.analyses().stream().noneMatch(Analysis::weighted)) {
      return;
    }
    for (Group group : plan.groups()) {
      double[] weight = data.weights().getOrDefault(group.id(), new double[0]);
      int missing = 0;
      for (int cell = 0; cell < weight.length; cell++) {
        if (Double.isNaN(weight[cell])) {
          int at = cell;
          boolean any =
              data.outcomes().values().stream()
                  .map(groups -> groups.get(group.id()))
                  .anyMatch(cells -> cells != null && !Double.isNaN(cells[at]));
          missing += any ? 1 : 0;
        }
      }
      if (missing > 0) {
        found.warning(
            "'"
                + plan.weight()
                + "' is missing in "
                + AdoptionCheck.counted(missing, "cell")
                + " of group '"
                + group.id()
                + "' with outcomes",
            "weighted analyses do without them");
      }
    }
  }

  private static void covariate(
      AdoptionPlan plan, AdoptionData data, String code, DataFindings found) {
    List<String> missing = new ArrayList<>();
    int changing = 0;
    Range all = new Range();
    double[] cells = data.covariate(code, plan.groups().get(0).id());
    int periods = data.periods().length;
    for (int unit = 0; unit < data.units().size(); unit++) {
      Range own = Range.of(cells, unit * periods, (unit + 1) * periods);
      if (own.known == 0) {
        missing.add(data.units().get(unit));
      } else if (!own.constant()) {
        changing++;
      }
      all.add(own);
    }
    String what = "covariate '" + code + "'";
    if (!missing.isEmpty()) {
      found.warning(
          what
              + " is missing for "
              + AdoptionCheck.counted(missing.size(), "unit")
              + ": "
              + AdoptionCheck.named(missing),
          "analyses that hold it do without them");
    }
    if (all.known > 0 && all.constant()) {
      found.warning(what + " is the same everywhere", "leave it out: nothing can be held by it");
    }
    if (changing > 0) {
      found.note(
          what + " changes over the periods in " + AdoptionCheck.counted(changing, "unit"),
          "its value of the base period counts; it must not be moved by what is adopted");
    }
  }

  /** The known numbers of some cells: how many, the smallest, the largest. */
  private static final class Range {

    private int known;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    static Range of(double[] cells, int from, int to) {
      Range range = new Range();
      for (int i = from; i < to; i++) {
        if (!Double.isNaN(cells[i])) {
          range.known++;
          range.low = Math.min(range.low, cells[i]);
          range.high = Math.max(range.high, cells[i]);
        }
      }
      return range;
    }

    void add(Range other) {
      known += other.known;
      low = Math.min(low, other.low);
      high = Math.max(high, other.high);
    }

    boolean constant() {
      return low >= high;
    }
  }
}
