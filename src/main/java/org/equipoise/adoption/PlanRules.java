package org.equipoise.adoption;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.equipoise.adoption.AdoptionConsistency.Problems;
import org.equipoise.adoption.AdoptionPlan.Covariate;
import org.equipoise.adoption.AdoptionPlan.Group;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.adoption.AdoptionPlan.Scale;
import org.jspecify.annotations.Nullable;

/** Whether codes, columns, periods, groups and outcomes fit together. */
final class PlanRules {

  private PlanRules() {}

  static List<String> groupCodes(AdoptionPlan p) {
    return p.groups().stream().map(Group::id).toList();
  }

  static List<String> outcomeCodes(AdoptionPlan p) {
    return p.outcomes().stream().map(Measured::id).toList();
  }

  static List<String> covariateCodes(AdoptionPlan p) {
    return p.covariates().stream().map(Covariate::id).toList();
  }

  static void codes(AdoptionPlan p, Problems problems) {
    unique("covariates", "the code", p.covariates(), Covariate::id, problems);
    unique("groups", "the code", p.groups(), Group::id, problems);
    unique("outcomes", "the code", p.outcomes(), Measured::id, problems);
    unique("analyses", "the code", p.analyses(), AdoptionPlan.Analysis::id, problems);
    List<String> covariates = covariateCodes(p);
    for (int i = 0; i < p.outcomes().size(); i++) {
      String id = p.outcomes().get(i).id();
      if (covariates.contains(id)) {
        String path = "/outcomes/" + i + "/id";
        problems.error(path, "'" + id + "' is a covariate too", "a code of its own");
      }
    }
  }

  private static <T> void unique(
      String section, String what, List<T> things, Function<T, String> id, Problems problems) {
    Map<String, String> codes = new LinkedHashMap<>();
    for (int i = 0; i < things.size(); i++) {
      codes.put("/" + section + "/" + i + "/id", id.apply(things.get(i)));
    }
    problems.distinct(codes, what, "each code once");
  }

  /** No column can hold two things. */
  static void columns(AdoptionPlan p, Problems problems) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("/unit/column", p.unit().column());
    columns.put("/periods/column", p.periods().column());
    columns.put("/adoption/column", p.adoption().column());
    put(columns, "/cluster", p.cluster());
    put(columns, "/weight", p.weight());
    put(columns, "/groupColumn", p.groupColumn());
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < p.covariates().size(); i++) {
      String code = p.covariates().get(i).id();
      codes.add(code);
      columns.put("/covariates/" + i + "/id", p.data().columnOf(code));
    }
    for (int i = 0; i < p.outcomes().size(); i++) {
      String code = p.outcomes().get(i).id();
      if (!codes.contains(code)) {
        codes.add(code);
        columns.put("/outcomes/" + i + "/id", p.data().columnOf(code));
      }
    }
    problems.distinct(columns, "the column", "one column each; data.columns can rename one");
  }

  private static void put(Map<String, String> columns, String path, @Nullable String column) {
    if (column != null) {
      columns.put(path, column);
    }
  }

  static void columnCodes(AdoptionPlan p, Problems problems) {
    List<String> known = new ArrayList<>(covariateCodes(p));
    known.addAll(outcomeCodes(p));
    for (String code : p.data().columns().keySet().stream().sorted().toList()) {
      problems.refers("/data/columns/" + code, "covariate or outcome", code, known);
    }
  }

  static void periods(AdoptionPlan p, Problems problems) {
    AdoptionPlan.Periods periods = p.periods();
    if (periods.to() <= periods.from()) {
      String found = "the last period, " + periods.to() + ", is not after " + periods.from();
      problems.error("/periods/to", found, "at least two periods");
      return;
    }
    long before = (long) periods.to() - periods.from();
    if (p.adoption().anticipation() >= before) {
      String found = p.adoption().anticipation() + " of " + (before + 1) + " periods";
      problems.error("/adoption/anticipation", found, "periods without it must be left before");
    }
  }

  static void groups(AdoptionPlan p, Problems problems) {
    if (p.groups().size() > 1 && p.groupColumn() == null) {
      String expected = "write \"groupColumn\": the column that holds the code of the group";
      problems.error("/groups", p.groups().size() + " groups but no column tells them", expected);
    }
  }

  static void outcomes(AdoptionPlan p, Problems problems) {
    List<String> groups = groupCodes(p);
    for (int i = 0; i < p.outcomes().size(); i++) {
      Measured outcome = p.outcomes().get(i);
      String path = "/outcomes/" + i;
      for (int g = 0; g < outcome.groups().size(); g++) {
        problems.refers(path + "/groups/" + g, "group", outcome.groups().get(g), groups);
      }
      if (!(outcome.low() < outcome.high())) {
        problems.error(path + "/max", "the largest value is not above the smallest", "min < max");
      } else if (outcome.unit() == Scale.SHARE && (outcome.low() < 0 || outcome.high() > 1)) {
        String where = path + (outcome.low() < 0 ? "/min" : "/max");
        String expected = "0.3 is 30 per cent; \"unit\": \"number\" has no such limits";
        problems.error(where, "a share outside 0 to 1", expected);
      }
    }
  }

  static void population(AdoptionPlan p, Problems problems) {
    if (p.cells().population() > 0 && p.weight() == null) {
      String expected = "name the column of the population in \"weight\"";
      problems.error("/cells/population", "no column tells how many people there are", expected);
    }
  }
}
