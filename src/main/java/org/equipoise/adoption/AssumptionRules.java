package org.equipoise.adoption;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.equipoise.adoption.AdoptionConsistency.Problems;
import org.equipoise.adoption.AdoptionPlan.Assumptions;
import org.equipoise.adoption.AdoptionPlan.Course;
import org.equipoise.adoption.AdoptionPlan.Group;
import org.equipoise.adoption.AdoptionPlan.Measured;

/** Whether what a simulation supposes refers to what was declared, and can be true. */
final class AssumptionRules {

  private AssumptionRules() {}

  static void adopters(AdoptionPlan p, Problems problems) {
    Assumptions assumed = p.assumptions();
    if (assumed == null) {
      return;
    }
    long adopting = 0;
    for (Map.Entry<Integer, Integer> each : new TreeMap<>(assumed.joined()).entrySet()) {
      adopting += each.getValue();
      if (each.getKey() < p.periods().from() || each.getKey() > p.periods().to()) {
        String expected = "from " + p.periods().from() + " to " + p.periods().to();
        String path = "/assumptions/joined/" + each.getKey();
        problems.error(path, each.getKey() + " is none of the periods", expected);
      }
    }
    if (adopting > assumed.units()) {
      String found = adopting + " units adopt of " + assumed.units();
      problems.error("/assumptions/joined", found, "at most all of them");
    }
    if (assumed.clusters() > adopting) {
      String found = assumed.clusters() + " clusters of " + adopting + " units that adopt";
      problems.error("/assumptions/clusters", found, "at least one unit each");
    }
    if (assumed.clusters() > 0 && p.cluster() == null) {
      String expected = "name the column in \"cluster\", or leave it out";
      problems.error("/assumptions/clusters", "no column holds clusters", expected);
    }
  }

  static void spreads(AdoptionPlan p, Problems problems) {
    Assumptions assumed = p.assumptions();
    if (assumed == null) {
      return;
    }
    List<String> groups = PlanRules.groupCodes(p);
    List<String> covariates = PlanRules.covariateCodes(p);
    new TreeMap<>(assumed.shares())
        .keySet()
        .forEach(code -> problems.refers("/assumptions/shares/" + code, "group", code, groups));
    new TreeMap<>(assumed.covariates())
        .keySet()
        .forEach(
            code ->
                problems.refers("/assumptions/covariates/" + code, "covariate", code, covariates));
    parts(assumed, groups, problems);
    for (String code : covariates) {
      if (!assumed.covariates().containsKey(code)) {
        String found = "nothing is supposed of the covariate '" + code + "'";
        problems.error("/assumptions", found, "add it to \"covariates\"");
      }
    }
  }

  private static void parts(Assumptions assumed, List<String> groups, Problems problems) {
    new TreeMap<>(assumed.parts())
        .forEach(
            (whole, parts) -> {
              String path = "/assumptions/parts/" + whole;
              problems.refers(path, "group", whole, groups);
              for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                problems.refers(path + "/" + i, "group", part, groups);
                if (assumed.parts().containsKey(part)) {
                  String found = "'" + part + "' is made of others itself";
                  problems.error(path + "/" + i, found, "name those");
                }
              }
              if (assumed.shares().containsKey(whole)) {
                String where = "/assumptions/shares/" + whole;
                String found = "'" + whole + "' is made of others";
                problems.error(where, found, "its share follows from theirs: leave it out");
              }
            });
  }

  static void courses(AdoptionPlan p, Problems problems) {
    Assumptions assumed = p.assumptions();
    if (assumed == null) {
      return;
    }
    Map<String, String> places = new LinkedHashMap<>();
    for (int i = 0; i < assumed.courses().size(); i++) {
      Course course = assumed.courses().get(i);
      String path = "/assumptions/courses/" + i;
      places.put(
          path,
          course.group().isEmpty() ? course.outcome() : course.outcome() + " in " + course.group());
      boolean known =
          problems.refers(
              path + "/outcome", "outcome", course.outcome(), PlanRules.outcomeCodes(p));
      boolean everybody = course.group().isEmpty();
      known &=
          everybody
              || problems.refers(path + "/group", "group", course.group(), PlanRules.groupCodes(p));
      if (known) {
        Measured outcome = p.outcome(course.outcome()).orElseThrow();
        if (assumed.parts().containsKey(course.group())) {
          String found = "'" + course.group() + "' is made of others";
          problems.error(path + "/group", found, "its course follows from theirs: leave it out");
        }
        if (!everybody && !outcome.appliesTo(p.group(course.group()).orElseThrow())) {
          String found = "'" + outcome.id() + "' is not looked at in '" + course.group() + "'";
          problems.error(path + "/group", found, "leave it out");
        }
        inside(path, p, outcome, course, problems);
      }
    }
    problems.distinct(places, "the course of", "one course each");
    for (Measured outcome : p.outcomes()) {
      for (Group group : p.groups()) {
        if (!outcome.appliesTo(group)) {
          continue;
        }
        List<String> parts = assumed.parts().getOrDefault(group.id(), List.of(group.id()));
        for (String part : parts) {
          boolean looked = p.group(part).filter(outcome::appliesTo).isPresent();
          if (!looked || assumed.course(outcome.id(), part).isEmpty()) {
            String found = "no course for '" + outcome.id() + "' in '" + part + "'";
            problems.error("/assumptions/courses", found, "add one, or one without \"group\"");
          }
        }
      }
    }
  }

  /** The mean may not leave the possible values, with or without the effect. */
  private static void inside(
      String path, AdoptionPlan p, Measured outcome, Course course, Problems problems) {
    double last = course.level() + course.trend() * (p.periods().to() - p.periods().from());
    double most = course.effects().stream().mapToDouble(e -> e).max().orElse(0);
    double least = course.effects().stream().mapToDouble(e -> e).min().orElse(0);
    double low = Math.min(course.level(), last) + Math.min(0, least);
    double high = Math.max(course.level(), last) + Math.max(0, most);
    if (low < outcome.low() || high > outcome.high()) {
      String found = "the mean goes from " + plain(low) + " to " + plain(high);
      String expected =
          "it must stay from " + plain(outcome.low()) + " to " + plain(outcome.high());
      problems.error(path + "/level", found, expected);
    }
  }

  private static String plain(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
