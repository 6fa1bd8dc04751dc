package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Method;
import org.equipoise.adoption.AdoptionPlan.Sensitivity;

/** What a study of adoption will estimate, analysis by analysis. */
final class AdoptionExplanationAnalyses {

  private final AdoptionPlan plan;
  private final ProtocolExplanationWords words;
  private final String time;

  AdoptionExplanationAnalyses(AdoptionPlan plan, ProtocolExplanationWords words, String time) {
    this.plan = plan;
    this.words = words;
    this.time = time;
  }

  void write(ProtocolExplanationPage page) {
    String key = "analysis.main";
    for (Analysis analysis : plan.analyses()) {
      page.point(words.say(key, words.of(analysis.title())));
      sentences(analysis).forEach(page::below);
      key = "analysis.other";
    }
  }

  private List<String> sentences(Analysis analysis) {
    List<String> sentences = new ArrayList<>();
    sentences.add(words.word("control", analysis.control()) + " " + held(analysis));
    String counted = words.say(analysis.weighted() ? "weighted" : "weighted.not");
    sentences.add(words.word("base", analysis.base()) + " " + counted);
    sentences.add(words.word("incomplete", analysis.incomplete()));
    String window = words.say("window", analysis.from(), analysis.to(), time);
    List<String> averages =
        analysis.averages().stream().map(a -> words.word("average", a)).toList();
    sentences.add(
        averages.isEmpty() ? window : window + " " + words.say("average", words.list(averages)));
    sentences.add(
        words.say(
            "band",
            words.percent(analysis.level()),
            analysis.draws(),
            Long.toString(analysis.seed())));
    beside(analysis, sentences);
    if (analysis.multiplicity()) {
      sentences.add(words.say("multiplicity"));
    }
    if (!analysis.outcomes().isEmpty()) {
      List<String> titles =
          analysis.outcomes().stream()
              .map(code -> words.quoted(plan.outcome(code).orElseThrow().title()))
              .toList();
      sentences.add(words.say("analysis.outcomes", words.list(titles)));
    }
    if (!analysis.groups().isEmpty()) {
      List<String> titles =
          analysis.groups().stream()
              .map(code -> words.quoted(plan.group(code).orElseThrow().title()))
              .toList();
      sentences.add(words.say("analysis.groups", words.list(titles)));
    }
    return sentences;
  }

  private String held(Analysis analysis) {
    if (analysis.method() == Method.UNCONDITIONAL) {
      return words.say("method.unconditional");
    }
    List<String> titles =
        plan.covariates().stream()
            .filter(c -> analysis.covariates().contains(c.id()))
            .map(c -> words.quoted(c.title()))
            .toList();
    String method =
        switch (analysis.method()) {
          case REGRESSION -> "method.regression";
          case WEIGHTING -> "method.weighting";
          default -> "method.doubly-robust";
        };
    return words.say(method, words.list(titles));
  }

  private void beside(Analysis analysis, List<String> sentences) {
    if (!analysis.comparisons().isEmpty()) {
      List<String> others =
          analysis.comparisons().stream().map(c -> words.word("comparison", c)).toList();
      sentences.add(words.say("comparisons", words.list(others)));
    }
    if (analysis.decomposition()) {
      sentences.add(words.say("decomposition"));
    }
    if (analysis.preTrend()) {
      sentences.add(words.say("pre-trend"));
    }
    Sensitivity sensitivity = analysis.sensitivity();
    if (sensitivity != null) {
      stretched("sensitivity.relative-magnitudes", sensitivity.relativeMagnitudes(), sentences);
      stretched("sensitivity.smoothness", sensitivity.smoothness(), sentences);
    }
  }

  private void stretched(String key, List<Double> values, List<String> sentences) {
    if (!values.isEmpty()) {
      List<String> written = values.stream().map(v -> words.number(v.doubleValue())).toList();
      sentences.add(words.say(key, words.list(written)));
    }
  }
}
