package org.equipoise.protocol;

import java.util.List;

/** What a variable's type, levels, range and bands must have in common. */
final class VariableRules {

  private VariableRules() {}

  static void levels(Protocol p, Problems problems) {
    for (int i = 0; i < p.variables().size(); i++) {
      Variable variable = p.variables().get(i);
      if (!namesUnits(p, variable.id()) || !variable.levels().isEmpty()) {
        levels("/variables/" + i, variable.type(), variable.levels(), problems);
      }
    }
  }

  /** The variable that names clusters or pairs has as many values as there are of them. */
  private static boolean namesUnits(Protocol p, Variable.Id id) {
    boolean pair =
        (p.draw() instanceof DrawRule.MatchedPairs pairs && pairs.pair().equals(id))
            || (p.draw() instanceof DrawRule.Recorded recorded && id.equals(recorded.pair()));
    return pair || id.equals(p.unit().variable());
  }

  /** Levels belong to ordinal and category values, and only to them. */
  static void levels(String path, ValueType type, List<Level> levels, Problems problems) {
    if (type.levelled() && levels.isEmpty()) {
      problems.error(path, "no levels", "list the values it can take in \"levels\"");
    }
    if (!type.levelled() && !levels.isEmpty()) {
      String advice =
          type == ValueType.BINARY
              ? "a binary value is yes or no; use the type category for two named levels"
              : "only the types category and ordinal have levels";
      problems.error(path + "/levels", "levels of a value without levels", advice);
    }
  }

  static void ranges(Protocol p, Problems problems) {
    for (int i = 0; i < p.variables().size(); i++) {
      Variable variable = p.variables().get(i);
      range("/variables/" + i, variable.type(), variable.range(), problems);
    }
  }

  /** A range belongs to numbers, and must hold something. */
  static void range(String path, ValueType type, Range range, Problems problems) {
    if (range.equals(Range.ANY)) {
      return;
    }
    boolean number = type.numeric() && type != ValueType.BINARY && type != ValueType.ORDINAL;
    if (!number) {
      problems.error(path, "a range of a value that is no number", "remove min and max");
    }
    order(path, range, problems);
  }

  private static boolean order(String path, Range range, Problems problems) {
    double min = range.min().orElse(Double.NEGATIVE_INFINITY);
    double max = range.max().orElse(Double.POSITIVE_INFINITY);
    if (min <= max) {
      return true;
    }
    String found = "min " + Numbers.plain(min) + " is above max " + Numbers.plain(max);
    problems.error(path, found, "swap them");
    return false;
  }

  static void bands(Protocol p, Problems problems) {
    for (int i = 0; i < p.variables().size(); i++) {
      Variable variable = p.variables().get(i);
      if (variable.bands() != null) {
        bands(p, "/variables/" + i, variable, variable.bands(), problems);
      }
    }
  }

  private static void bands(
      Protocol p, String path, Variable variable, Variable.Bands bands, Problems problems) {
    cut(p, path + "/bands/of", variable, bands.of(), problems);
    if (!variable.type().levelled()) {
      problems.error(path + "/type", "bands are levels", "its type must be ordinal or category");
    }
    List<String> codes = bands.bands().stream().map(Variable.Band::code).toList();
    List<String> levels = Codes.levels(variable.levels());
    if (!codes.equals(levels)) {
      String found = "the levels " + levels + " are not the bands " + codes;
      problems.error(path + "/levels", found, "name the same codes in the same order");
    }
    for (int i = 0; i < codes.size(); i++) {
      Variable.Band band = bands.bands().get(i);
      String here = path + "/bands/bands/" + i;
      if (order(here, band.range(), problems)) {
        for (Variable.Band earlier : bands.bands().subList(0, i)) {
          if (overlap(earlier.range(), band.range())) {
            String found = "the bands '" + earlier.code() + "' and '" + band.code() + "' overlap";
            problems.error(here, found, "both ends of a band belong to it");
          }
        }
      }
    }
  }

  private static void cut(
      Protocol p, String path, Variable variable, Variable.Id of, Problems problems) {
    if (!problems.refers(path, "variable", of, Codes.of(p.variables(), Variable::id))) {
      return;
    }
    Variable source = p.variable(of).orElseThrow();
    boolean number = source.type().numeric() && source.type() != ValueType.BINARY;
    if (!number || source.bands() != null || source.type() == ValueType.ORDINAL) {
      problems.error(path, "'" + of + "' is not a number read from data", "only such can be cut");
    }
    if (variable.baseline() && !source.baseline()) {
      String expected = "write \"baseline\": false here too";
      problems.error(path, "'" + of + "' is not fixed before the draw", expected);
    }
  }

  private static boolean overlap(Range a, Range b) {
    double low =
        Math.max(
            a.min().orElse(Double.NEGATIVE_INFINITY), b.min().orElse(Double.NEGATIVE_INFINITY));
    double high =
        Math.min(
            a.max().orElse(Double.POSITIVE_INFINITY), b.max().orElse(Double.POSITIVE_INFINITY));
    return low <= high;
  }

  /** A condition can be answered for everybody before the draw. */
  static void condition(Protocol p, String path, Condition condition, Problems problems) {
    DrawRules.known(p, path + "/variable", condition.variable(), problems)
        .ifPresent(variable -> condition(path, variable, condition, problems));
  }

  private static void condition(
      String path, Variable variable, Condition condition, Problems problems) {
    boolean coded = variable.type().levelled() || variable.type() == ValueType.BINARY;
    boolean ranged = !condition.range().equals(Range.ANY);
    if (!coded && !variable.type().numeric()) {
      String found = "'" + variable.id() + "' holds neither levels nor numbers";
      problems.error(path + "/variable", found, "a condition needs one of them");
    } else if (coded && (ranged || condition.is().isEmpty())) {
      String expected = "list codes in \"is\": " + String.join(", ", Codes.values(variable));
      problems.error(path, "'" + variable.id() + "' has levels, not a range", expected);
    } else if (!coded && (!ranged || !condition.is().isEmpty())) {
      problems.error(path, "'" + variable.id() + "' is a number", "give \"min\" or \"max\"");
    } else if (coded) {
      for (int i = 0; i < condition.is().size(); i++) {
        String what = "level of '" + variable.id() + "' called";
        problems.refers(path + "/is/" + i, what, condition.is().get(i), Codes.values(variable));
      }
    } else {
      order(path, condition.range(), problems);
    }
  }
}
