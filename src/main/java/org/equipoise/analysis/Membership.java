package org.equipoise.analysis;

import java.util.List;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.NumberColumn;
import org.equipoise.protocol.Condition;
import org.equipoise.protocol.Variable;

/** For which persons conditions hold. A person whose value is missing satisfies no condition. */
final class Membership {

  private Membership() {}

  static boolean[] of(TrialData data, Group group) {
    return group instanceof Group.Part part
        ? of(data, part.subgroup().where())
        : of(data, List.of());
  }

  static boolean[] of(TrialData data, List<Condition> conditions) {
    boolean[] holds = new boolean[data.size()];
    java.util.Arrays.fill(holds, true);
    for (Condition condition : conditions) {
      narrow(holds, data, condition);
    }
    return holds;
  }

  private static void narrow(boolean[] holds, TrialData data, Condition condition) {
    Variable variable = data.protocol().variable(condition.variable()).orElseThrow();
    Column column = data.variable(condition.variable());
    if (!condition.is().isEmpty() && column instanceof CategoryColumn categories) {
      boolean[] accepted = new boolean[categories.levels().size()];
      for (int code = 0; code < accepted.length; code++) {
        accepted[code] = condition.is().contains(categories.levels().get(code));
      }
      for (int i = 0; i < holds.length; i++) {
        int code = categories.codeAt(i);
        holds[i] &= code != CategoryColumn.MISSING && accepted[code];
      }
      return;
    }
    double[] values =
        column instanceof NumberColumn numbers
            ? numbers.values()
            : Coding.of(variable).numbers(column);
    for (int i = 0; i < holds.length; i++) {
      holds[i] &= condition.range().contains(values[i]);
    }
  }
}
