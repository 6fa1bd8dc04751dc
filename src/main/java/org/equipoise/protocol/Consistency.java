package org.equipoise.protocol;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.equipoise.finding.Finding;

/**
 * Whether what a protocol says in one place fits what it says in another: every reference leads
 * somewhere, every draw rule can be carried out, every planned analysis follows from the design.
 *
 * <p>One rule is one small function. A rule names the sections it reads and is left out when one of
 * them could not be read, so that one slip of the pen is reported once.
 */
public final class Consistency {

  /**
   * One thing that does not fit.
   *
   * @param path JSON pointer to where it stands in the protocol
   * @param found what stands there
   * @param expected what would be right, or what to do; empty when there is nothing to add
   * @param severity whether the protocol can be used
   */
  public record Problem(String path, String found, String expected, Finding.Severity severity) {}

  /** A rule and the sections it reads. */
  private record Rule(BiConsumer<Protocol, Problems> check, Set<String> reads) {}

  private static final List<Rule> RULES =
      List.of(
          rule(CodeRules::uniqueCodes),
          rule(CodeRules::builtInNames, "sites", "referrers", "variables"),
          rule(CodeRules::uniqueSpellings),
          rule(
              CodeRules::columnsDiffer,
              "variables",
              "consents",
              "eligibility",
              "items",
              "waves",
              "data"),
          rule(ArmRules::twoArms, "arms"),
          rule(ArmRules::oneControl, "arms"),
          rule(ArmRules::contrast, "arms"),
          rule(DrawRules::unit, "unit", "variables"),
          rule(DrawRules::strata, "strata", "variables", "sites", "referrers", "draw"),
          rule(DrawRules::draw, "draw", "arms", "variables", "sites", "referrers"),
          rule(DrawRules::intake, "intake"),
          rule(DrawRules::consents, "consents", "draw", "waves", "registers", "items"),
          rule(VariableRules::levels, "variables", "unit", "draw"),
          rule(VariableRules::ranges, "variables"),
          rule(VariableRules::bands, "variables"),
          rule(SurveyRules::waveDays, "waves"),
          rule(SurveyRules::baselineWave, "waves"),
          rule(SurveyRules::items, "items", "waves", "respondents"),
          rule(SurveyRules::scales, "scales", "items"),
          rule(FieldworkRules::shares, "fieldwork"),
          rule(FieldworkRules::formats, "fieldwork", "waves", "items", "respondents"),
          rule(RegisterRules::registers, "registers"),
          rule(RegisterRules::counted, "registers"),
          rule(
              OutcomeRules::sources,
              "outcomes",
              "items",
              "waves",
              "respondents",
              "scales",
              "registers",
              "variables"),
          rule(OutcomeRules::comparable, "outcomes"),
          rule(OutcomeRules::appliesTo, "outcomes", "variables", "sites", "referrers"),
          rule(OutcomeRules::contrastAtWaves, "outcomes", "waves", "arms", "items", "scales"),
          rule(OutcomeRules::contrastInRegisters, "outcomes", "registers", "arms"),
          rule(OutcomeRules::primaryFamilies, "outcomes"),
          rule(OutcomeRules::subgroups, "subgroups", "variables", "sites", "referrers"),
          rule(AnalysisRules::references, "analyses", "outcomes", "subgroups"),
          rule(AnalysisRules::covariates, "analyses", "variables", "sites", "referrers", "strata"),
          rule(AnalysisRules::baseline, "analyses", "waves", "outcomes", "items", "scales"),
          rule(AnalysisRules::estimators, "analyses", "unit"),
          rule(AnalysisRules::strataEffects, "analyses", "strata", "draw"),
          rule(AnalysisRules::dates, "analyses", "data"),
          rule(AnalysisRules::chance, "analyses", "outcomes"),
          rule(AnalysisRules::contrasts, "analyses"),
          rule(
              SupplementRules::references,
              "analyses",
              "variables",
              "sites",
              "referrers",
              "arms",
              "unit"),
          rule(SupplementRules::needs, "analyses", "unit"),
          rule(SupplementRules::measures, "analyses", "outcomes"),
          rule(SupplementRules::repeated, "analyses", "waves", "unit"),
          rule(PeriodRules::ladders, "outcomes", "registers", "waves", "items", "scales"),
          rule(PeriodRules::byPeriod, "analyses", "outcomes", "registers"),
          rule(PeriodRules::unequalChances, "analyses", "draw", "strata", "unit"),
          rule(SupplementRules::rollout, "analyses", "outcomes", "arms", "registers", "draw"),
          rule(DataRules::files, "data"),
          rule(RegisterRules::files, "data", "registers"),
          rule(
              DataRules::columns,
              "data",
              "variables",
              "sites",
              "referrers",
              "consents",
              "eligibility",
              "registers",
              "items",
              "waves"),
          rule(AssumptionRules::people, "assumptions", "variables", "sites", "referrers"),
          rule(AssumptionRules::armsAndWaves, "assumptions", "arms", "waves"),
          rule(AssumptionRules::outcomes, "assumptions", "outcomes", "items"));

  private Consistency() {}

  /**
   * All that does not fit, rule by rule.
   *
   * @param protocol what was read
   * @param unreadable names of top-level sections in which something could not be read
   */
  public static List<Problem> check(Protocol protocol, Set<String> unreadable) {
    Problems problems = new Problems();
    for (Rule rule : RULES) {
      if (rule.reads().stream().noneMatch(unreadable::contains)) {
        rule.check().accept(protocol, problems);
      }
    }
    return problems.all();
  }

  private static Rule rule(BiConsumer<Protocol, Problems> check, String... reads) {
    return new Rule(check, Set.of(reads));
  }
}
