package org.equipoise.adoption;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;

/**
 * Whether what a plan says in one place fits what it says in another. As for a protocol, one rule
 * is one small function and is left out when a section it reads could not be read.
 */
public final class AdoptionConsistency {

  /**
   * One thing that does not fit.
   *
   * @param path JSON pointer to where it stands in the plan
   * @param found what stands there
   * @param expected what would be right, or what to do; empty when there is nothing to add
   * @param severity whether the plan can be used
   */
  public record Problem(String path, String found, String expected, Finding.Severity severity) {}

  /** A rule and the sections it reads. */
  private record Rule(BiConsumer<AdoptionPlan, Problems> check, Set<String> reads) {}

  private static final List<Rule> RULES =
      List.of(
          rule(PlanRules::codes, "covariates", "groups", "outcomes", "analyses"),
          rule(
              PlanRules::columns,
              "unit",
              "periods",
              "adoption",
              "cluster",
              "weight",
              "groupColumn",
              "covariates",
              "outcomes",
              "data"),
          rule(PlanRules::columnCodes, "covariates", "outcomes", "data"),
          rule(PlanRules::periods, "periods", "adoption"),
          rule(PlanRules::groups, "groups", "groupColumn"),
          rule(PlanRules::outcomes, "groups", "outcomes"),
          rule(PlanRules::population, "cells", "weight"),
          rule(AnalysisRules::references, "analyses", "groups", "outcomes", "covariates"),
          rule(AnalysisRules::window, "analyses", "periods", "adoption"),
          rule(AnalysisRules::covariates, "analyses"),
          rule(AnalysisRules::weights, "analyses", "weight"),
          rule(AnalysisRules::before, "analyses", "adoption"),
          rule(AnalysisRules::chance, "analyses", "outcomes", "groups"),
          rule(AssumptionRules::adopters, "assumptions", "periods"),
          rule(AssumptionRules::spreads, "assumptions", "groups", "covariates"),
          rule(AssumptionRules::courses, "assumptions", "groups", "outcomes", "periods"));

  private AdoptionConsistency() {}

  /**
   * All that does not fit, rule by rule.
   *
   * @param plan what was read
   * @param unreadable names of top-level sections in which something could not be read
   */
  public static List<Problem> check(AdoptionPlan plan, Set<String> unreadable) {
    Problems problems = new Problems();
    for (Rule rule : RULES) {
      if (rule.reads().stream().noneMatch(unreadable::contains)) {
        rule.check().accept(plan, problems);
      }
    }
    return List.copyOf(problems.all);
  }

  private static Rule rule(BiConsumer<AdoptionPlan, Problems> check, String... reads) {
    return new Rule(check, Set.of(reads));
  }

  /** Collects what the rules find. */
  static final class Problems {

    private final List<Problem> all = new ArrayList<>();

    void error(String path, String found, String expected) {
      all.add(new Problem(path, found, expected, Finding.Severity.ERROR));
    }

    void warning(String path, String found, String expected) {
      all.add(new Problem(path, found, expected, Finding.Severity.WARNING));
    }

    /** Reports a reference that leads nowhere; returns whether it leads somewhere. */
    boolean refers(String path, String what, String code, Collection<String> known) {
      if (known.contains(code)) {
        return true;
      }
      error(path, "there is no " + what + " '" + code + "'", Nearest.hint(code, known));
      return false;
    }

    /** Reports what stands in several places though each should differ. */
    void distinct(Map<String, String> codesByPath, String what, String expected) {
      Map<String, String> first = new LinkedHashMap<>();
      codesByPath.forEach(
          (path, code) -> {
            String earlier = first.putIfAbsent(code, path);
            if (earlier != null) {
              error(path, what + " '" + code + "' stands at " + earlier + " too", expected);
            }
          });
    }
  }
}
