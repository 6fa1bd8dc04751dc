package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.EstimatorChoice;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.StartPeriod;
import org.equipoise.protocol.Subgroup;
import org.equipoise.protocol.Variable;

/** What will be estimated, analysis by analysis. */
final class ProtocolExplanationAnalyses {

  private final Protocol protocol;
  private final ProtocolExplanationWords words;

  ProtocolExplanationAnalyses(Protocol protocol, ProtocolExplanationWords words) {
    this.protocol = protocol;
    this.words = words;
  }

  void write(ProtocolExplanationPage page) {
    page.paragraph(words.say("analyses.itt"));
    String key = "analysis.main";
    for (Analysis analysis : protocol.analyses()) {
      page.point(words.say(key, words.of(analysis.title())));
      sentences(analysis).forEach(page::below);
      key = "analysis.other";
    }
  }

  private List<String> sentences(Analysis analysis) {
    List<String> sentences = new ArrayList<>();
    EstimatorChoice choice = EstimatorChoice.of(protocol, analysis);
    String why = words.say(choice.named() ? "method.named" : "method.by-design");
    sentences.add(method(choice) + " " + why);
    adjustment(analysis, sentences);
    if (choice.inverseProbability()) {
      sentences.add(words.say("weights"));
    }
    if (!analysis.outcomes().isEmpty()) {
      List<String> titles = analysis.outcomes().stream().map(this::title).toList();
      sentences.add(words.say("analysis.outcomes", words.list(titles)));
    }
    if (!analysis.subgroups().isEmpty()) {
      List<String> titles = analysis.subgroups().stream().map(this::title).toList();
      sentences.add(words.say("analysis.subgroups", words.list(titles)));
    }
    Analysis.Cohorts cohorts = analysis.cohorts();
    if (cohorts != null) {
      sentences.add(words.say(cohorts.trend() ? "cohorts.trend" : "cohorts", cohorts.parts()));
      if (!cohorts.contrast().isEmpty()) {
        List<String> weights = cohorts.contrast().stream().map(words::number).toList();
        sentences.add(words.say("cohorts.contrast", words.list(weights)));
      }
    }
    Analysis.Compliance compliance = analysis.compliance();
    if (compliance instanceof Analysis.Compliance.Within within) {
      sentences.add(words.say("compliance", within.days()));
    } else if (compliance instanceof Analysis.Compliance.Named named) {
      sentences.add(words.say("compliance.variable", title(named.variable())));
    }
    beside(analysis, sentences);
    chance(analysis, sentences);
    return sentences;
  }

  private void beside(Analysis analysis, List<String> sentences) {
    Analysis.Teams teams = analysis.teams();
    if (teams != null) {
      List<String> arms =
          protocol.arms().stream()
              .filter(arm -> teams.arms().contains(arm.id()))
              .map(arm -> words.quoted(arm.title()))
              .toList();
      sentences.add(words.say("teams", words.list(arms), title(teams.variable())));
    }
    if (!analysis.measures().isEmpty()) {
      List<String> measures =
          analysis.measures().stream().map(m -> words.word("measure", m)).toList();
      sentences.add(words.say("measures", words.list(measures)));
    }
    if (!analysis.moderators().isEmpty()) {
      List<String> titles = analysis.moderators().stream().map(this::title).toList();
      sentences.add(words.say("moderators", words.list(titles)));
    }
    Analysis.ByPeriod periods = analysis.byPeriod();
    if (periods != null) {
      sentences.add(words.say("by-period", periods.draws(), Long.toString(periods.seed())));
      if (periods.before() > 0) {
        sentences.add(words.say("by-period.before", periods.before()));
      }
      if (periods.pooled()) {
        sentences.add(words.say("by-period.pooled"));
      }
    }
    Analysis.Repeated repeated = analysis.repeated();
    if (repeated != null) {
      List<String> models = repeated.models().stream().map(m -> words.word("model", m)).toList();
      sentences.add(words.say("repeated", words.list(models)));
    }
    rollout(analysis, sentences);
  }

  private void rollout(Analysis analysis, List<String> sentences) {
    Analysis.Rollout rollout = analysis.rollout();
    if (rollout == null) {
      return;
    }
    List<String> estimands =
        rollout.estimands().stream().map(e -> words.word("rollout-estimand", e)).toList();
    sentences.add(
        words.say(
            "rollout",
            words.list(estimands),
            words.word("rollout-adjustment", rollout.adjustment())));
    Map<String, List<String>> registers = new LinkedHashMap<>();
    for (Register register : protocol.registers()) {
      List<String> arms = protocol.arms().stream().map(arm -> start(arm, register)).toList();
      registers
          .computeIfAbsent(words.list(arms), key -> new ArrayList<>())
          .add(words.quoted(register.title()));
    }
    registers.forEach(
        (arms, titles) -> sentences.add(words.say("rollout.periods", words.list(titles), arms)));
  }

  private String start(Arm arm, Register register) {
    OptionalInt start = StartPeriod.of(arm, register);
    String title = words.quoted(arm.title());
    return start.isEmpty()
        ? words.say("rollout.arm.never", title)
        : words.say("rollout.arm", title, start.getAsInt());
  }

  private void chance(Analysis analysis, List<String> sentences) {
    if (!analysis.attrition().isEmpty()) {
      List<String> ways =
          analysis.attrition().stream().map(a -> words.word("attrition", a)).toList();
      sentences.add(words.say("attrition", words.list(ways)));
    }
    if (!analysis.boundsWithin().isEmpty()) {
      List<String> titles = analysis.boundsWithin().stream().map(this::title).toList();
      sentences.add(words.say("bounds.within", words.list(titles)));
    }
    Analysis.Imputation imputation = analysis.imputation();
    if (imputation != null) {
      sentences.add(
          words.say("imputation", imputation.imputations(), Long.toString(imputation.seed())));
    }
    if (analysis.multiplicity() != Analysis.Multiplicity.NONE) {
      sentences.add(words.say("multiplicity", words.word("multiplicity", analysis.multiplicity())));
    }
    Analysis.Permutations permutations = analysis.permutations();
    if (permutations != null) {
      sentences.add(
          words.say(
              "permutations",
              permutations.draws(),
              Long.toString(permutations.seed()),
              words.word("statistic", permutations.statistic())));
      if (permutations.interval()) {
        sentences.add(words.say("permutations.interval"));
      }
    }
    Analysis.WildBootstrap wild = analysis.wildBootstrap();
    if (wild != null) {
      sentences.add(words.say("wild", wild.draws(), Long.toString(wild.seed())));
    }
    sentences.add(words.say("intervals", words.percent(analysis.level())));
  }

  private String method(EstimatorChoice choice) {
    if (choice.estimator() == Analysis.Estimator.DIFFERENCE_IN_MEANS) {
      String kind =
          choice.pairEffects()
              ? "pairs"
              : choice.strataEffects() ? "strata" : choice.clustered() ? "clusters" : "simple";
      return words.say("means." + kind);
    }
    String effects = choice.pairEffects() ? "pairs" : choice.strataEffects() ? "strata" : "alone";
    String variance = words.word("variance", choice.variance());
    boolean interacted = choice.estimator() == Analysis.Estimator.INTERACTED;
    return words.say((interacted ? "interacted." : "regression.") + effects, variance);
  }

  private void adjustment(Analysis analysis, List<String> sentences) {
    if (analysis.adjustForBaseline()) {
      String wave = words.of(protocol.baselineWave().orElseThrow().title());
      sentences.add(words.say("adjust.baseline", wave));
    }
    if (!analysis.adjust().isEmpty()) {
      List<String> titles = analysis.adjust().stream().map(this::title).toList();
      sentences.add(words.say("adjust", words.list(titles)));
    }
    if (analysis.adjustForBaseline() || !analysis.adjust().isEmpty()) {
      sentences.add(words.word("missing", analysis.missingCovariates()));
    }
  }

  private String title(Variable.Id id) {
    return words.quoted(protocol.variable(id).orElseThrow().title());
  }

  private String title(Outcome.Id id) {
    return words.quoted(protocol.outcome(id).orElseThrow().title());
  }

  private String title(Subgroup.Id id) {
    return words.quoted(protocol.subgroup(id).orElseThrow().title());
  }
}
