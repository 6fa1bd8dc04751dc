package org.equipoise.protocol;

import java.util.List;
import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.Analysis.Variance;
import org.jspecify.annotations.Nullable;

/** Whether the planned analyses follow from the design. */
final class AnalysisRules {

  /** Fewer re-draws leave a p-value of 0.05 uncertain by more than a fifth of itself. */
  private static final int FEW_DRAWS = 500;

  /** Weights such as thirds sum to 0 but for rounding. */
  private static final double ROUNDING = 1e-6;

  private AnalysisRules() {}

  static void references(Protocol p, Problems problems) {
    List<String> subgroups = Codes.of(p.subgroups(), Subgroup::id);
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis analysis = p.analyses().get(i);
      String path = "/analyses/" + i;
      for (int o = 0; o < analysis.outcomes().size(); o++) {
        String where = path + "/outcomes/" + o;
        problems.refers(where, "outcome", analysis.outcomes().get(o), Codes.outcomes(p));
      }
      for (int s = 0; s < analysis.subgroups().size(); s++) {
        String where = path + "/subgroups/" + s;
        problems.refers(where, "subgroup", analysis.subgroups().get(s), subgroups);
      }
    }
  }

  static void covariates(Protocol p, Problems problems) {
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis analysis = p.analyses().get(i);
      for (int v = 0; v < analysis.adjust().size(); v++) {
        covariate(
            p, "/analyses/" + i + "/adjust/" + v, analysis, analysis.adjust().get(v), problems);
      }
    }
  }

  private static void covariate(
      Protocol p, String path, Analysis analysis, Variable.Id id, Problems problems) {
    DrawRules.known(p, path, id, problems)
        .filter(variable -> !DrawRules.comparable(variable))
        .ifPresent(
            v -> problems.error(path, "'" + id + "' is neither number nor levels", "leave it out"));
    if (analysis.strataEffects() && p.strata().equals(List.of(id))) {
      problems.error(path, "'" + id + "' is the stratum already", "leave it out");
    }
  }

  static void baseline(Protocol p, Problems problems) {
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis analysis = p.analyses().get(i);
      String path = "/analyses/" + i + "/adjustForBaseline";
      if (analysis.adjustForBaseline() && p.baselineWave().isEmpty()) {
        String expected = "write \"baseline\": true at the wave asked before the draw";
        problems.error(path, "no wave is the baseline", expected);
      } else if (analysis.adjustForBaseline()) {
        Wave.Id wave = p.baselineWave().orElseThrow().id();
        boolean any =
            p.outcomes().stream()
                .filter(o -> analysis.outcomes().isEmpty() || analysis.outcomes().contains(o.id()))
                .anyMatch(o -> askedAt(p, o, wave));
        if (!any) {
          String found = "none of its outcomes is asked at '" + wave + "'";
          problems.error(path, found, "there is nothing to adjust for");
        }
      }
    }
  }

  private static boolean askedAt(Protocol p, Outcome outcome, Wave.Id wave) {
    if (outcome.source() instanceof Outcome.Source.FromItem from) {
      return p.item(from.item()).filter(item -> item.askedAt(wave)).isPresent();
    }
    return outcome.source() instanceof Outcome.Source.FromScale from
        && p.scale(from.scale()).stream()
            .flatMap(scale -> scale.items().stream())
            .flatMap(id -> p.item(id).stream())
            .anyMatch(item -> item.askedAt(wave));
  }

  static void estimators(Protocol p, Problems problems) {
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis analysis = p.analyses().get(i);
      estimator("/analyses/" + i + "/estimator", p, analysis, problems);
      boolean clustered = p.unit().clustered() || analysis.teams() != null;
      variance("/analyses/" + i + "/variance", analysis, clustered, problems);
    }
  }

  private static void estimator(String path, Protocol p, Analysis analysis, Problems problems) {
    if (analysis.estimator() == Estimator.DIFFERENCE_IN_MEANS && analysis.teams() != null) {
      String found = "a difference in means does not know teams in one arm only";
      problems.error(path, found, "name least-squares, or leave it out");
    }
    boolean adjusted = analysis.adjustForBaseline() || !analysis.adjust().isEmpty();
    if (analysis.estimator() == Estimator.DIFFERENCE_IN_MEANS && adjusted) {
      problems.error(
          path, "a difference in means cannot be adjusted", "name least-squares or interacted");
    }
    if (analysis.estimator() == Estimator.DIFFERENCE_IN_MEANS
        && EstimatorChoice.of(p, analysis).inverseProbability()) {
      String expected = "name least-squares, or write \"weights\": \"equal\"";
      problems.error(path, "a difference in means is not weighted", expected);
    }
    if (analysis.estimator() == Estimator.INTERACTED && !adjusted) {
      problems.error(
          path, "nothing to interact the arm with", "give \"adjust\", or name least-squares");
    }
  }

  private static void variance(
      String path, Analysis analysis, boolean clustered, Problems problems) {
    Variance variance = analysis.variance();
    if (variance == Variance.BY_DESIGN) {
      return;
    }
    boolean forClusters =
        variance == Variance.CR0
            || variance == Variance.CR1
            || variance == Variance.CR2
            || variance == Variance.CR3;
    String name = OutcomeRules.word(variance);
    if (forClusters && !clustered) {
      problems.error(
          path, name + " is for clusters, but persons are drawn", "name hc2, or leave it out");
    } else if (!forClusters && clustered) {
      String found = name + " treats persons as drawn one by one, but clusters are drawn";
      problems.error(path, found, "name cr2, or leave it out");
    } else if (analysis.estimator() == Estimator.DIFFERENCE_IN_MEANS) {
      String expected = "leave it out, or name least-squares";
      problems.error(path, "a difference in means has the variance of its design", expected);
    }
  }

  static void strataEffects(Protocol p, Problems problems) {
    for (int i = 0; i < p.analyses().size(); i++) {
      boolean none = p.strata().isEmpty() && !EstimatorChoice.paired(p.draw());
      if (p.analyses().get(i).strataEffects() && none) {
        String path = "/analyses/" + i + "/strataEffects";
        problems.error(path, "the protocol has no strata", "leave it out, or declare \"strata\"");
      }
    }
  }

  /** Cohorts need the day of the draw; take-up that of the meeting too, or a variable. */
  static void dates(Protocol p, Problems problems) {
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis analysis = p.analyses().get(i);
      if (analysis.cohorts() != null && p.data().drawn() == null) {
        String expected = "name the column with the date of the draw in data.drawn";
        problems.error("/analyses/" + i + "/cohorts", "no date of the draw in the data", expected);
      }
      takeUp(p, "/analyses/" + i + "/compliance", analysis.compliance(), problems);
    }
  }

  private static void takeUp(
      Protocol p, String path, Analysis.@Nullable Compliance compliance, Problems problems) {
    boolean dated = p.data().drawn() != null && p.data().met() != null;
    if (compliance instanceof Analysis.Compliance.Within && !dated) {
      String expected =
          "name the columns of both dates in data.drawn and data.met, or write \"variable\" with"
              + " the one that tells who met the service";
      problems.error(path, "no dates of draw and meeting", expected);
    } else if (compliance instanceof Analysis.Compliance.Named named) {
      String where = path + "/variable";
      Variable.Id id = named.variable();
      if (!problems.refers(where, "variable", id, Codes.variables(p))) {
        return;
      }
      Variable variable = p.variable(id).orElseThrow();
      if (variable.type() != ValueType.BINARY) {
        String found = "'" + id + "' is not binary";
        problems.error(where, found, "name one that is yes for those who met the service");
      } else if (variable.baseline()) {
        String found = "'" + id + "' is fixed before the draw, the meeting is not";
        problems.error(where, found, "write \"baseline\": false at the variable");
      }
    }
  }

  /** A contrast weighs every part of the intake, and weights sum to nothing. */
  static void contrasts(Protocol p, Problems problems) {
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis.Cohorts cohorts = p.analyses().get(i).cohorts();
      if (cohorts == null || cohorts.contrast().isEmpty()) {
        continue;
      }
      String path = "/analyses/" + i + "/cohorts/contrast";
      List<Double> weights = cohorts.contrast();
      double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
      double size = weights.stream().mapToDouble(Math::abs).sum();
      if (weights.size() != cohorts.parts()) {
        String found = weights.size() + " weights for " + cohorts.parts() + " parts of the intake";
        problems.error(path, found, "give one for each part, the first intake first");
      } else if (size == 0 || Math.abs(sum) > ROUNDING * size) {
        String found = size == 0 ? "all weights are 0" : "the weights sum to " + sum + ", not to 0";
        String expected = "such as -1, 0, 1 for the last of three parts less the first";
        problems.error(path, found, expected);
      }
    }
  }

  static void chance(Protocol p, Problems problems) {
    boolean families = p.outcomes().stream().anyMatch(o -> !o.family().isEmpty());
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis analysis = p.analyses().get(i);
      String path = "/analyses/" + i;
      if (analysis.permutations() != null && analysis.permutations().draws() < FEW_DRAWS) {
        String found = analysis.permutations().draws() + " re-draws give a rough p-value";
        problems.warning(path + "/permutations/draws", found, "10000 takes a second or two");
      }
      if (analysis.multiplicity() != Analysis.Multiplicity.NONE && !families) {
        String expected = "give the outcomes that belong together the same \"family\"";
        problems.warning(path + "/multiplicity", "no outcome has a family to correct in", expected);
      }
    }
  }
}
