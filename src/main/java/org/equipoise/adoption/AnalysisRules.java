package org.equipoise.adoption;

import java.util.List;
import org.equipoise.adoption.AdoptionConsistency.Problems;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Base;
import org.equipoise.adoption.AdoptionPlan.Group;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.adoption.AdoptionPlan.Method;
import org.equipoise.adoption.AdoptionPlan.Sensitivity;

/** Whether the planned analyses can be carried out. */
final class AnalysisRules {

  /** With fewer draws the quantile of a band moves in its second digit from seed to seed. */
  private static final int FEW_DRAWS = 1000;

  private AnalysisRules() {}

  static void references(AdoptionPlan p, Problems problems) {
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis analysis = p.analyses().get(i);
      String path = "/analyses/" + i;
      boolean known = all(path + "/outcomes/", "outcome", analysis.outcomes(), p, problems);
      known &= all(path + "/groups/", "group", analysis.groups(), p, problems);
      all(path + "/covariates/", "covariate", analysis.covariates(), p, problems);
      if (known) {
        applies(path, p, analysis, problems);
      }
    }
  }

  private static boolean all(
      String path, String what, List<String> codes, AdoptionPlan p, Problems problems) {
    List<String> known =
        switch (what) {
          case "outcome" -> PlanRules.outcomeCodes(p);
          case "group" -> PlanRules.groupCodes(p);
          default -> PlanRules.covariateCodes(p);
        };
    boolean all = true;
    for (int i = 0; i < codes.size(); i++) {
      all &= problems.refers(path + i, what, codes.get(i), known);
    }
    return all;
  }

  /** Every outcome and every group named must be looked at somewhere. */
  private static void applies(String path, AdoptionPlan p, Analysis analysis, Problems problems) {
    List<Measured> outcomes =
        p.outcomes().stream()
            .filter(o -> analysis.outcomes().isEmpty() || analysis.outcomes().contains(o.id()))
            .toList();
    List<Group> groups =
        p.groups().stream()
            .filter(g -> analysis.groups().isEmpty() || analysis.groups().contains(g.id()))
            .toList();
    for (int i = 0; i < analysis.outcomes().size(); i++) {
      Measured outcome = p.outcome(analysis.outcomes().get(i)).orElseThrow();
      if (groups.stream().noneMatch(outcome::appliesTo)) {
        String found = "'" + outcome.id() + "' makes sense for none of the groups looked at";
        problems.error(path + "/outcomes/" + i, found, "leave it out, or add a group");
      }
    }
    for (int i = 0; i < analysis.groups().size(); i++) {
      Group group = p.group(analysis.groups().get(i)).orElseThrow();
      if (outcomes.stream().noneMatch(o -> o.appliesTo(group))) {
        String found = "no outcome looked at makes sense for '" + group.id() + "'";
        problems.error(path + "/groups/" + i, found, "leave it out, or add an outcome");
      }
    }
  }

  /** Event times must exist for some unit that adopts within the periods. */
  static void window(AdoptionPlan p, Problems problems) {
    long span = (long) p.periods().to() - p.periods().from();
    for (int i = 0; i < p.analyses().size() && span > 0; i++) {
      Analysis analysis = p.analyses().get(i);
      String path = "/analyses/" + i;
      String expected = "there are " + (span + 1) + " periods in all";
      if (-analysis.from() > span) {
        problems.error(path + "/from", -analysis.from() + " periods before adoption", expected);
      }
      // Adoption in the second period is the earliest with a period before it.
      if (analysis.to() > span - 1 - p.adoption().anticipation()) {
        problems.error(path + "/to", analysis.to() + " periods after adoption", expected);
      }
    }
  }

  static void covariates(AdoptionPlan p, Problems problems) {
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis analysis = p.analyses().get(i);
      boolean held = !analysis.covariates().isEmpty();
      if (analysis.method() == Method.UNCONDITIONAL && held) {
        String expected = "name regression, weighting or doubly-robust as its \"method\"";
        problems.error(
            "/analyses/" + i + "/covariates", "an unconditional analysis holds none", expected);
      } else if (analysis.method() != Method.UNCONDITIONAL && !held) {
        String expected = "name them in \"covariates\", or leave the method out";
        problems.error("/analyses/" + i + "/method", "the method needs covariates", expected);
      }
    }
  }

  static void weights(AdoptionPlan p, Problems problems) {
    for (int i = 0; i < p.analyses().size(); i++) {
      if (p.analyses().get(i).weighted() && p.weight() == null) {
        String expected = "name the column of the population in \"weight\"";
        problems.error("/analyses/" + i + "/weighted", "no column holds weights", expected);
      }
    }
  }

  /** What is asked of the periods before adoption needs one besides the reference. */
  static void before(AdoptionPlan p, Problems problems) {
    int needed = -2 - p.adoption().anticipation();
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis analysis = p.analyses().get(i);
      String path = "/analyses/" + i;
      Sensitivity sensitivity = analysis.sensitivity();
      String expected = "\"from\" must be " + needed + " or earlier";
      String found = "effects begin at event time " + analysis.from();
      if (analysis.preTrend() && analysis.from() > needed) {
        problems.error(path + "/preTrend", found, expected);
      }
      if (sensitivity == null) {
        continue;
      }
      String where = path + "/sensitivity";
      if (analysis.from() > needed) {
        problems.error(where, found, expected);
      }
      if (sensitivity.relativeMagnitudes().isEmpty() && sensitivity.smoothness().isEmpty()) {
        String one = "give \"relativeMagnitudes\" or \"smoothness\"";
        problems.error(where, "nothing says how far trends are stretched", one);
      }
      if (analysis.base() != Base.UNIVERSAL) {
        String universal = "write \"base\": \"universal\"";
        problems.error(where, "every effect must be a change from the same period", universal);
      }
    }
  }

  static void chance(AdoptionPlan p, Problems problems) {
    boolean families = p.outcomes().stream().anyMatch(o -> !o.family().isEmpty());
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis analysis = p.analyses().get(i);
      String path = "/analyses/" + i;
      if (analysis.draws() < FEW_DRAWS) {
        String found = analysis.draws() + " draws give a rough band";
        problems.warning(path + "/draws", found, "10000 take a second or two");
      }
      if (analysis.multiplicity() && !families) {
        String expected = "give the outcomes that belong together the same \"family\"";
        problems.warning(path + "/multiplicity", "no outcome has a family to correct in", expected);
      }
    }
  }
}
