package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Effect.Cause;
import org.equipoise.inference.Multiplicity;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.Analysis.MissingCovariates;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.CellRule;
import org.equipoise.protocol.EstimatorChoice;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Subgroup;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/** Every comparison that one analysis planned. */
final class EffectTable {

  private final Protocol protocol;
  private final TrialData data;
  private final Analysis analysis;
  private final EstimatorChoice choice;
  private final OutcomeValues outcomes;

  EffectTable(Protocol protocol, TrialData data, Analysis analysis) {
    this.protocol = protocol;
    this.data = data;
    this.analysis = analysis;
    this.choice = EstimatorChoice.of(protocol, analysis);
    this.outcomes = new OutcomeValues(protocol, data);
  }

  /** The comparisons by outcome, moment, group and arm, in the order planned. */
  List<Effect> effects() {
    List<Group> groups = new ArrayList<>(List.of(new Group.Everybody()));
    for (Subgroup.Id id : analysis.subgroups()) {
      groups.add(new Group.Part(protocol.subgroup(id).orElseThrow()));
    }
    Map<Group, boolean[]> members = new LinkedHashMap<>();
    groups.forEach(group -> members.put(group, Membership.of(data, group)));
    List<Effect> effects = new ArrayList<>();
    for (Outcome outcome : PlannedAnalysis.outcomesOf(protocol, analysis)) {
      boolean[] applies = Membership.of(data, outcome.appliesTo());
      Covariates covariates = covariates(outcome);
      boolean[] known = covariates.known(data.size());
      for (Moment moment : OutcomeValues.moments(protocol, outcome)) {
        double[] values = outcomes.at(outcome, moment);
        for (Map.Entry<Group, boolean[]> group : members.entrySet()) {
          for (Arm arm : protocol.arms()) {
            if (!arm.control()) {
              Selection selection =
                  new Selection(
                      outcome, moment, arm, values, group.getValue(), applies, covariates, known);
              effects.add(effect(selection, group.getKey()));
            }
          }
        }
      }
    }
    return corrected(effects);
  }

  private Covariates covariates(Outcome outcome) {
    Covariates covariates = new Covariates();
    if (choice.estimator() == Estimator.DIFFERENCE_IN_MEANS) {
      return covariates;
    }
    if (analysis.adjustForBaseline()) {
      outcomes
          .before(outcome)
          .ifPresent(values -> covariates.addNumber(outcome.id() + "_baseline", values));
    }
    for (Variable.Id id : analysis.adjust()) {
      covariates.add(data, id);
    }
    return covariates;
  }

  /** One comparison before anybody is left out. */
  private record Selection(
      Outcome outcome,
      Moment moment,
      Arm arm,
      double[] values,
      boolean[] group,
      boolean[] applies,
      Covariates covariates,
      boolean[] known) {}

  private Effect effect(Selection selection, Group group) {
    int treatedArm = protocol.arms().indexOf(selection.arm());
    int controlArm = protocol.arms().indexOf(protocol.control());
    int[] arms = data.design().arm();
    boolean[] in = new boolean[data.size()];
    EnumMap<Cause, int[]> dropped = new EnumMap<>(Cause.class);
    int[] drawn = new int[2];
    int[] analysed = new int[2];
    boolean[] answered = answered(selection.moment());
    for (int i = 0; i < in.length; i++) {
      if (!selection.group()[i] || (arms[i] != treatedArm && arms[i] != controlArm)) {
        continue;
      }
      int side = arms[i] == treatedArm ? 1 : 0;
      drawn[side]++;
      Cause cause = cause(selection, i, answered);
      if (cause == null) {
        in[i] = true;
        analysed[side]++;
      } else {
        dropped.computeIfAbsent(cause, key -> new int[2])[side]++;
      }
    }
    int[] pair = data.design().pair();
    if (pair != null && choice.estimator() == Estimator.DIFFERENCE_IN_MEANS) {
      int[] incomplete = Pairs.dropIncomplete(in, pair, arms, treatedArm);
      analysed[0] -= incomplete[0];
      analysed[1] -= incomplete[1];
      if (incomplete[0] + incomplete[1] > 0) {
        dropped.put(Cause.PAIR_INCOMPLETE, incomplete);
      }
    }
    List<Effect.Dropped> reasons = new ArrayList<>();
    dropped.forEach((cause, n) -> reasons.add(new Effect.Dropped(cause, n[1], n[0])));
    return new Effect(
        analysis,
        selection.outcome(),
        selection.moment(),
        group,
        selection.arm().id(),
        drawn[1],
        drawn[0],
        analysed[1],
        analysed[0],
        reasons,
        comparison(selection, Rows.where(in), treatedArm));
  }

  private boolean @Nullable [] answered(Moment moment) {
    return moment instanceof Moment.AtWave at ? data.answered(at.wave()) : null;
  }

  private @Nullable Cause cause(Selection selection, int person, boolean @Nullable [] answered) {
    if (!selection.applies()[person]) {
      return Cause.NOT_APPLICABLE;
    }
    if (Double.isNaN(selection.values()[person])) {
      return answered != null && !answered[person]
          ? Cause.WAVE_NOT_ANSWERED
          : Cause.OUTCOME_MISSING;
    }
    boolean needsCovariates = analysis.missingCovariates() == MissingCovariates.DROP;
    return needsCovariates && !selection.known()[person] ? Cause.COVARIATE_MISSING : null;
  }

  private Comparison comparison(Selection selection, int[] rows, int treatedArm) {
    boolean[] treated = new boolean[rows.length];
    int[] arms = data.design().arm();
    for (int i = 0; i < rows.length; i++) {
      treated[i] = arms[rows[i]] == treatedArm;
    }
    double[] values = Rows.pick(selection.values(), rows);
    if (rows.length == 0) {
      return new Comparison.Refused("NO_DATA", "nobody has a value", "");
    }
    Comparison tooFew = tooFew(selection.outcome(), values, treated);
    if (tooFew != null) {
      return tooFew;
    }
    boolean baseline =
        analysis.adjustForBaseline() && outcomes.before(selection.outcome()).isPresent();
    boolean regression = choice.estimator() != Estimator.DIFFERENCE_IN_MEANS;
    ArmComparison.Sample sample =
        new ArmComparison.Sample(
            rows,
            treated,
            values,
            selection.covariates().terms(rows, analysis.missingCovariates()),
            baseline && regression,
            regression ? analysis.adjust() : List.of());
    return new ArmComparison(data, choice, analysis.level(), selection.arm().id().value())
        .of(sample);
  }

  /** The protocol's rule on how many must have, and not have, a binary outcome. */
  private @Nullable Comparison tooFew(Outcome outcome, double[] values, boolean[] treated) {
    if (outcome.type() != ValueType.BINARY) {
      return null;
    }
    int[][] counts = new int[2][2];
    for (int i = 0; i < values.length; i++) {
      counts[treated[i] ? 1 : 0][values[i] > 0 ? 1 : 0]++;
    }
    CellRule rule = protocol.cells();
    if (Math.min(counts[0][1], counts[1][1]) < rule.events()) {
      return refusedAsTooFew(rule.events(), "with");
    }
    if (Math.min(counts[0][0], counts[1][0]) < rule.nonEvents()) {
      return refusedAsTooFew(rule.nonEvents(), "without");
    }
    return null;
  }

  private static Comparison refusedAsTooFew(int limit, String with) {
    return new Comparison.Refused(
        "TOO_FEW_EVENTS",
        "an arm has fewer than " + limit + " persons " + with + " the outcome",
        "a longer window, a composite outcome or merged groups, planned beforehand");
  }

  /** The comparisons of everybody with p-values corrected within each family of outcomes. */
  private List<Effect> corrected(List<Effect> effects) {
    Multiplicity rule =
        switch (analysis.multiplicity()) {
          case HOLM -> Multiplicity.HOLM;
          case BENJAMINI_HOCHBERG -> Multiplicity.BENJAMINI_HOCHBERG;
          case NONE, ROMANO_WOLF -> null;
        };
    if (rule == null) {
      return effects;
    }
    Map<String, List<Integer>> families = new LinkedHashMap<>();
    for (int e = 0; e < effects.size(); e++) {
      Effect effect = effects.get(e);
      if (effect.group() instanceof Group.Everybody && !effect.outcome().family().isEmpty()) {
        families.computeIfAbsent(effect.outcome().family(), key -> new ArrayList<>()).add(e);
      }
    }
    List<Effect> corrected = new ArrayList<>(effects);
    for (List<Integer> family : families.values()) {
      double[] p = family.stream().mapToDouble(e -> pValue(effects.get(e))).toArray();
      double[] adjusted = rule.adjust(p);
      for (int i = 0; i < adjusted.length; i++) {
        int e = family.get(i);
        corrected.set(e, withAdjustedP(effects.get(e), adjusted[i]));
      }
    }
    return corrected;
  }

  private static double pValue(Effect effect) {
    return effect.comparison() instanceof Comparison.Estimated estimated
        ? estimated.estimate().pValue()
        : Double.NaN;
  }

  private static Effect withAdjustedP(Effect effect, double p) {
    if (!(effect.comparison() instanceof Comparison.Estimated estimated)) {
      return effect;
    }
    Comparison corrected =
        new Comparison.Estimated(
            estimated.estimate(),
            estimated.meanArm(),
            estimated.meanControl(),
            estimated.method(),
            p);
    return new Effect(
        effect.analysis(),
        effect.outcome(),
        effect.moment(),
        effect.group(),
        effect.arm(),
        effect.drawn(),
        effect.drawnControl(),
        effect.analysed(),
        effect.analysedControl(),
        effect.dropped(),
        corrected);
  }
}
