package org.equipoise.simulate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.protocol.Condition;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;

/**
 * Everybody referred, in the order in which they came, with what was known of them before the draw.
 *
 * @param intakeDay day of the intake on which each was drawn or turned away, counted from 0
 * @param factor what makes some people's prospects better in everything; standard normal
 * @param codes by levelled or binary variable, the level of each person; -1 if missing
 * @param numbers by numeric variable, the number of each person; NaN if missing
 * @param drawn the rows of those who were drawn
 * @param unit for each of those drawn, the unit drawn with: the person, household or cluster
 * @param refusal for each row the index of the consent refused, or the number of consents plus that
 *     of the criterion failed; {@link #NONE} for those drawn, {@link #NOT_STATED} for the others
 *     when the protocol asks nothing
 */
record People(
    int[] intakeDay,
    double[] factor,
    Map<Variable.Id, int[]> codes,
    Map<Variable.Id, double[]> numbers,
    int[] drawn,
    int[] unit,
    int[] refusal) {

  static final int NONE = -1;
  static final int NOT_STATED = -2;

  /** The levels of a binary variable, in the order of their values 0 and 1. */
  static final List<String> NO_YES = List.of("no", "yes");

  /** Number of people referred. */
  int referred() {
    return intakeDay.length;
  }

  /** Codes of the levels of a categorical, ordinal or binary variable. */
  static List<String> levels(Variable variable) {
    return levels(variable.type(), variable.levels());
  }

  /** Codes of the levels of a kind of value; yes or no unless a binary one names its own. */
  static List<String> levels(ValueType type, List<Level> levels) {
    return type == ValueType.BINARY && levels.isEmpty()
        ? NO_YES
        : levels.stream().map(Level::code).toList();
  }

  /** Whether conditions hold for the person of a row; with none they hold. */
  boolean satisfies(Protocol protocol, List<Condition> conditions, int row) {
    return conditions.stream().allMatch(condition -> satisfies(protocol, condition, row));
  }

  private boolean satisfies(Protocol protocol, Condition condition, int row) {
    Variable variable = protocol.variable(condition.variable()).orElseThrow();
    int[] levels = codes.get(variable.id());
    if (levels != null) {
      return levels[row] >= 0
          && (condition.is().isEmpty()
              || condition.is().contains(levels(variable).get(levels[row])));
    }
    double[] values = numbers.get(variable.id());
    return values != null && condition.range().contains(values[row]);
  }

  /** The stratum of each of those drawn, numbered from 0 in order of appearance. */
  int[] strata(List<Variable.Id> variables) {
    Map<List<Integer>, Integer> numbered = new LinkedHashMap<>();
    int[] strata = new int[drawn.length];
    for (int i = 0; i < strata.length; i++) {
      int row = drawn[i];
      List<Integer> key = variables.stream().map(v -> codeOf(v, row)).toList();
      Integer next = numbered.size();
      Integer known = numbered.putIfAbsent(key, next);
      strata[i] = known == null ? next : known;
    }
    return strata;
  }

  /** The level of a person, or -1 where the variable has none. */
  int codeOf(Variable.Id variable, int row) {
    int[] levels = codes.get(variable);
    return levels == null ? -1 : levels[row];
  }

  /** The values of {@code all} for those drawn. */
  int[] ofDrawn(int[] all) {
    return Arrays.stream(drawn).map(row -> all[row]).toArray();
  }
}
