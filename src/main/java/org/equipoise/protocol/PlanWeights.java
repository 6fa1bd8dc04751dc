package org.equipoise.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.equipoise.protocol.PlanChange.Step;
import org.equipoise.protocol.PlanChange.Weight;

/** What a difference in each component touches; what is not listed touches what its owner does. */
final class PlanWeights {

  /** Lists whose order says something. */
  private static final Set<String> ORDERED =
      Set.of(
          "Protocol.analyses", "Outcome.ifTooFew", "Item.levels", "Variable.levels", "Bands.bands");

  private static final Map<String, Weight> WEIGHTS = new HashMap<>();

  static {
    put(Weight.DRAW, "Protocol", "unit arms strata draw");
    put(
        Weight.SAMPLE,
        "Protocol",
        "intake consents eligibility sites referrers waves respondents fieldwork");
    put(Weight.TOLD, "Protocol", "caveats variables items scales registers outcomes subgroups");
    put(Weight.TOLD, "Protocol", "analyses cells assumptions");
    put(Weight.FILES, "Protocol", "data");
    put(Weight.FILES, "Arm", "spelled");
    put(Weight.FILES, "Level", "spelled");
    put(Weight.FILES, "Fieldwork", "formats");
    put(Weight.TOLD, "Fieldwork", "alarm");
    put(Weight.ESTIMATE, "Wave", "baseline");
    put(Weight.ESTIMATE, "Variable", "type levels range baseline bands");
    put(Weight.ESTIMATE, "Item", "type levels range waves respondents");
    put(Weight.ESTIMATE, "Scale", "items reversed score maxMissing");
    put(Weight.ESTIMATE, "Register", "period prices");
    put(Weight.SAMPLE, "Register", "covers");
    put(Weight.ESTIMATE, "Series", "type range absentIsZero counting topCode");
    put(Weight.ESTIMATE, "Outcome", "type source family primary ifTooFew");
    put(Weight.SAMPLE, "Outcome", "appliesTo");
    put(Weight.SAMPLE, "Subgroup", "where");
    put(Weight.ESTIMATE, "Analysis", "estimator variance strataEffects adjustForBaseline adjust");
    put(Weight.ESTIMATE, "Analysis", "missingCovariates weights imputation multiplicity teams");
    put(Weight.ESTIMATE, "Analysis", "boundsWithin level");
    put(Weight.ESTIMATE, "Cohorts", "parts trend contrast");
    put(Weight.ESTIMATE, "Within", "days");
    put(Weight.ESTIMATE, "Named", "variable");
    put(Weight.ESTIMATE, "Permutations", "draws seed statistic rule");
    put(Weight.ESTIMATE, "WildBootstrap", "draws seed weights");
    put(Weight.ESTIMATE, "Repeated", "df");
    put(Weight.ESTIMATE, "ByPeriod", "draws seed");
    put(Weight.ESTIMATE, "Rollout", "adjustment");
  }

  private PlanWeights() {}

  private static void put(Weight weight, String owner, String fields) {
    for (String field : fields.split(" ", -1)) {
      WEIGHTS.put(owner + "." + field, weight);
    }
  }

  /** What a difference in a component touches, within something that touches {@code around}. */
  static Weight of(Step step, Weight around) {
    return WEIGHTS.getOrDefault(step.name(), around);
  }

  /** What another order of a list touches. */
  static Weight ofOrder(Step step, Weight around) {
    return ORDERED.contains(step.name()) ? around : Weight.WORDING;
  }

  /** Every component listed, for the test that compares them with the records. */
  static Set<String> listed() {
    return Set.copyOf(WEIGHTS.keySet());
  }

  /** Lists whose order says something. */
  static Set<String> ordered() {
    return ORDERED;
  }
}
