package org.equipoise.protocol;

import java.util.IntSummaryStatistics;
import java.util.List;
import org.equipoise.protocol.Analysis.Attrition;
import org.equipoise.protocol.Analysis.Measure;
import org.equipoise.protocol.Analysis.Multiplicity;

/** Whether what an analysis plans beside its effects has what it needs. */
final class SupplementRules {

  private SupplementRules() {}

  static void references(Protocol p, Problems problems) {
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis analysis = p.analyses().get(i);
      String path = "/analyses/" + i;
      variables(p, path + "/boundsWithin", analysis.boundsWithin(), problems);
      variables(p, path + "/moderators", analysis.moderators(), problems);
      Analysis.Teams teams = analysis.teams();
      if (teams != null) {
        teams(p, path + "/teams", teams, problems);
      }
    }
  }

  /** Baseline variables with numbers or levels. */
  private static void variables(Protocol p, String path, List<Variable.Id> ids, Problems problems) {
    for (int v = 0; v < ids.size(); v++) {
      String where = path + "/" + v;
      Variable.Id id = ids.get(v);
      DrawRules.known(p, where, id, problems)
          .filter(variable -> !DrawRules.comparable(variable))
          .ifPresent(
              x ->
                  problems.error(
                      where, "'" + id + "' is neither number nor levels", "leave it out"));
    }
  }

  /** Teams form after the draw, so their variable need not be a baseline one. */
  private static void teams(Protocol p, String path, Analysis.Teams teams, Problems problems) {
    problems.refers(path + "/variable", "variable", teams.variable(), Codes.variables(p));
    for (int a = 0; a < teams.arms().size(); a++) {
      problems.refers(path + "/arms/" + a, "arm", teams.arms().get(a), Codes.arms(p));
    }
    if (p.unit().clustered()) {
      String found = "clusters are drawn already";
      problems.error(path, found, "leave \"teams\" out: the draw's own clusters are used");
    }
  }

  static void needs(Protocol p, Problems problems) {
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis analysis = p.analyses().get(i);
      String path = "/analyses/" + i;
      boolean imputes = analysis.attrition().contains(Attrition.MULTIPLE_IMPUTATION);
      if (imputes && analysis.imputation() == null) {
        String expected = "add \"imputation\": {\"imputations\": 50, \"seed\": 1}";
        problems.error(path + "/attrition", "nothing says how often to impute", expected);
      } else if (!imputes && analysis.imputation() != null) {
        String expected = "add \"multiple-imputation\" to \"attrition\", or leave it out";
        problems.error(path + "/imputation", "no imputation is planned", expected);
      }
      if (!analysis.boundsWithin().isEmpty()
          && !analysis.attrition().contains(Attrition.LEE_BOUNDS)) {
        String expected = "add \"lee-bounds\" to \"attrition\", or leave it out";
        problems.error(path + "/boundsWithin", "no bounds are planned", expected);
      }
      boolean redraws =
          analysis.multiplicity() == Multiplicity.ROMANO_WOLF
              || analysis.multiplicity() == Multiplicity.WESTFALL_YOUNG;
      if (redraws && analysis.permutations() == null) {
        String expected = "add \"permutations\": {\"draws\": 10000, \"seed\": 1}";
        problems.error(path + "/multiplicity", "it re-draws the arms, but no re-draws", expected);
      }
      boolean clusters = p.unit().clustered() || analysis.teams() != null;
      if (analysis.wildBootstrap() != null && !clusters) {
        problems.error(
            path + "/wildBootstrap", "it is for clusters, but persons are drawn", "leave it out");
      }
    }
  }

  /** Each measure fits some outcome of its analysis. */
  static void measures(Protocol p, Problems problems) {
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis analysis = p.analyses().get(i);
      List<Outcome> outcomes =
          p.outcomes().stream()
              .filter(o -> analysis.outcomes().isEmpty() || analysis.outcomes().contains(o.id()))
              .toList();
      for (int m = 0; m < analysis.measures().size(); m++) {
        Measure measure = analysis.measures().get(m);
        if (outcomes.stream().noneMatch(measure::fits)) {
          String path = "/analyses/" + i + "/measures/" + m;
          String found = OutcomeRules.word(measure) + " fits none of its outcomes";
          problems.error(path, found, "it is for " + kinds(measure));
        }
      }
    }
  }

  private static String kinds(Measure measure) {
    return switch (measure) {
      case RISK_DIFFERENCE, RISK_RATIO, ODDS_RATIO, EXACT -> "binary outcomes";
      case PROPORTIONAL_ODDS, TOP_BOX -> "ordinal outcomes";
      case MANN_WHITNEY -> "ordinal outcomes, numbers, counts and durations";
      case RATE_RATIO, NEGATIVE_BINOMIAL -> "counts";
      case RESTRICTED_MEAN, LOG_RANK -> "a series with the measure \"first\"";
    };
  }

  /** Start dates need two of them, a series to see them in, and a draw that mixed them. */
  static void rollout(Protocol p, Problems problems) {
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis analysis = p.analyses().get(i);
      if (analysis.rollout() == null) {
        continue;
      }
      String path = "/analyses/" + i + "/rollout";
      if (EstimatorChoice.paired(p.draw())) {
        String found = "each pair has one unit of a start, so chance within pairs cannot be seen";
        problems.error(path, found, "leave it out");
      }
      if (analysis.teams() != null) {
        String found =
            "people of some arms meet teams, which the draw of start dates does not know";
        problems.error(path, found, "plan it in an analysis without \"teams\"");
      }
      List<Outcome> series =
          p.outcomes().stream()
              .filter(o -> analysis.outcomes().isEmpty() || analysis.outcomes().contains(o.id()))
              .filter(o -> byPeriod(p, o))
              .toList();
      if (series.isEmpty()) {
        String expected = "name an outcome from a series with the measure \"value\"";
        problems.error(path, "no outcome is read period by period from a register", expected);
      }
      series.forEach(outcome -> starts(p, path, analysis.rollout(), outcome, problems));
    }
  }

  private static boolean byPeriod(Protocol p, Outcome outcome) {
    return outcome.source() instanceof Outcome.Source.FromSeries from
        && from.measure() == Outcome.Measure.VALUE
        && p.registerOf(from.series()).isPresent();
  }

  private static void starts(
      Protocol p, String path, Analysis.Rollout plan, Outcome outcome, Problems problems) {
    Outcome.Source.FromSeries from = (Outcome.Source.FromSeries) outcome.source();
    Register register = p.registerOf(from.series()).orElseThrow();
    int never = Integer.MAX_VALUE;
    IntSummaryStatistics starts =
        p.arms().stream()
            .mapToInt(arm -> StartPeriod.of(arm, register).orElse(never))
            .summaryStatistics();
    int horizon = from.at().stream().mapToInt(Integer::intValue).max().orElse(register.to());
    int first = Math.max(starts.getMin(), register.from());
    if (first > horizon || first >= starts.getMax()) {
      String found =
          starts.getMin() == starts.getMax()
              ? "all arms start in the same period of '" + register.id() + "', or never"
              : "no period of '"
                  + outcome.id()
                  + "' has some who have started and some who have not";
      problems.error(path, found, "check \"startsAfterDays\" of the arms, and \"at\"");
    } else if (plan.adjustment() == Analysis.RolloutAdjustment.DIFFERENCE
        && register.from() >= starts.getMin()) {
      String found =
          "'" + register.id() + "' has no period before the first start, which a difference needs";
      problems.error(
          path + "/adjustment", found, "name efficient or none, or begin the register earlier");
    }
  }

  static void repeated(Protocol p, Problems problems) {
    for (int i = 0; i < p.analyses().size(); i++) {
      Analysis.Repeated repeated = p.analyses().get(i).repeated();
      if (repeated == null) {
        continue;
      }
      String path = "/analyses/" + i + "/repeated/models";
      boolean before =
          repeated.models().contains(Analysis.RepeatedModel.CHANGE)
              || repeated.models().contains(Analysis.RepeatedModel.ANCOVA);
      if (before && p.baselineWave().isEmpty()) {
        String expected = "write \"baseline\": true at the wave asked before the draw";
        problems.error(path, "no wave is the baseline", expected);
      }
      if (p.unit().clustered() && repeated.models().contains(Analysis.RepeatedModel.MMRM)) {
        problems.error(
            path, "mmrm takes persons as drawn one by one, but clusters are drawn", "leave it out");
      }
    }
  }
}
