package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.equipoise.analysis.ForWhomRows.Label;
import org.equipoise.estimate.LinearFit;
import org.equipoise.frame.Column;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Condition;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Subgroup;
import org.equipoise.protocol.Variable;

/**
 * Subgroups: the effect of each less that of everybody else in the analysis, and for three or more
 * subgroups of one variable the joint test that all effects are equal. Persons of whom it is not
 * known whether they belong are on neither side.
 */
final class ForWhomGroups {

  private final TrialData data;
  private final Analysis analysis;
  private final Compared compared;
  private final ForWhomRows rows;
  private final String variance;
  private final List<Subgroup> subgroups;

  ForWhomGroups(
      Protocol protocol, TrialData data, Analysis analysis, Compared compared, ForWhomRows rows) {
    this.data = data;
    this.analysis = analysis;
    this.compared = compared;
    this.rows = rows;
    variance = ForWhomRegression.code(ForWhomRegression.variance(compared));
    subgroups =
        analysis.subgroups().stream().map(id -> protocol.subgroup(id).orElseThrow()).toList();
  }

  void add() {
    List<int[]> before = new ArrayList<>();
    for (Subgroup subgroup : subgroups) {
      int[] side = sides(subgroup);
      // Of two subgroups that are all there is, the second difference is the first with its sign
      // changed: no second test.
      int[] mirror = Arrays.stream(side).map(s -> s < 0 ? s : 1 - s).toArray();
      boolean second = before.stream().anyMatch(earlier -> Arrays.equals(earlier, mirror));
      if (side.length == 0 || !second) {
        difference(subgroup, side);
      }
      before.add(side);
    }
    Map<Variable.Id, List<Subgroup>> byVariable = new LinkedHashMap<>();
    for (Subgroup subgroup : subgroups) {
      if (subgroup.where().size() == 1) {
        Variable.Id variable = subgroup.where().get(0).variable();
        byVariable.computeIfAbsent(variable, key -> new ArrayList<>()).add(subgroup);
      }
    }
    byVariable.forEach(this::equality);
  }

  private void difference(Subgroup subgroup, int[] side) {
    Label label = new Label("interaction", "interacted-" + variance, subgroup.id().value(), true);
    ArmComparison.Sample sample = compared.sample();
    if (compared.effect().comparison() instanceof Comparison.Refused refused) {
      rows.refuse(label, refused);
      return;
    }
    if (sample != null) {
      compare(label, sample, side, 2);
    }
  }

  private void equality(Variable.Id variable, List<Subgroup> levels) {
    ArmComparison.Sample sample = compared.sample();
    if (levels.size() < 3 || sample == null) {
      return;
    }
    int[] group = new int[sample.rows().length];
    Arrays.fill(group, -1);
    for (int g = 0; g < levels.size(); g++) {
      boolean[] in = Membership.of(data, levels.get(g).where());
      for (int i = 0; i < group.length; i++) {
        if (in[sample.rows()[i]]) {
          if (group[i] >= 0) {
            return;
          }
          group[i] = g;
        }
      }
    }
    Label label = new Label("subgroups-equal", "joint-" + variance, variable.value(), false);
    if (compared.effect().comparison() instanceof Comparison.Refused refused) {
      rows.refuse(label, refused);
    } else {
      compare(label, sample, group, levels.size());
    }
  }

  /** Compares the effects of the groups; persons of a group below zero are left out. */
  private void compare(Label label, ArmComparison.Sample all, int[] groups, int count) {
    boolean[] known = new boolean[groups.length];
    for (int i = 0; i < known.length; i++) {
      known[i] = groups[i] >= 0;
    }
    ForWhomRegression regression = new ForWhomRegression(data, compared, all, known);
    ArmComparison.Sample sample = regression.sample();
    int[] group = Rows.pick(groups, Rows.where(known));
    Comparison.Refused thin = rows.tooThin(sample, group, count, -1);
    if (thin != null) {
      rows.refuse(label, sample, rows.rests(sample, group), thin);
      return;
    }
    rows.add(
        label,
        sample,
        rows.rests(sample, group),
        () -> {
          LinearFit fit = interacted(regression, group, count).fit(group, analysis.level());
          List<String> terms =
              IntStream.range(1, count)
                  .mapToObj(g -> ForWhomRegression.product("group" + g))
                  .toList();
          return count == 2 ? ForWhomRows.number(fit, terms.get(0)) : ForWhomRows.joint(fit, terms);
        });
  }

  /** The arm, groups after the first, and their products. */
  static ForWhomRegression interacted(ForWhomRegression regression, int[] group, int count) {
    regression.arm();
    for (int g = 1; g < count; g++) {
      regression.main("group" + g, indicator(group, g));
    }
    for (int g = 1; g < count; g++) {
      regression.byArm("group" + g, indicator(group, g));
    }
    return regression;
  }

  static double[] indicator(int[] group, int code) {
    return Arrays.stream(group).mapToDouble(g -> g == code ? 1 : 0).toArray();
  }

  /** For each person in the estimate 1 in the subgroup, 0 outside, -1 when that is not known. */
  private int[] sides(Subgroup subgroup) {
    ArmComparison.Sample sample = compared.sample();
    if (sample == null) {
      return new int[0];
    }
    boolean[] in = Membership.of(data, subgroup.where());
    int[] side = new int[sample.rows().length];
    for (int i = 0; i < side.length; i++) {
      int person = sample.rows()[i];
      side[i] = in[person] ? 1 : known(subgroup, person) ? 0 : -1;
    }
    return side;
  }

  private boolean known(Subgroup subgroup, int person) {
    for (Condition condition : subgroup.where()) {
      Column column = data.variable(condition.variable());
      if (column.isMissing(person)) {
        return false;
      }
    }
    return true;
  }
}
