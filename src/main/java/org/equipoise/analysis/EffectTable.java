package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.analysis.Effect.Cause;
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
  private final int @Nullable [] cluster;

  EffectTable(Protocol protocol, TrialData data, Analysis analysis) {
    this.protocol = protocol;
    this.data = data;
    this.analysis = analysis;
    this.choice = EstimatorChoice.of(protocol, analysis);
    this.outcomes = new OutcomeValues(protocol, data);
    this.cluster = data.clusters(analysis.teams());
  }

  /** The comparisons by outcome, moment, group and arm, in the order planned. */
  List<Compared> compared() {
    List<Group> groups = new ArrayList<>(List.of(new Group.Everybody()));
    for (Subgroup.Id id : analysis.subgroups()) {
      groups.add(new Group.Part(protocol.subgroup(id).orElseThrow()));
    }
    Map<Group, boolean[]> members = new LinkedHashMap<>();
    groups.forEach(group -> members.put(group, Membership.of(data, group)));
    List<Compared> effects = new ArrayList<>();
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

  /** A comparison with values of its own, outside every family. */
  Compared of(Outcome outcome, Moment moment, double[] values, Group group, Arm arm) {
    Covariates covariates = covariates(outcome);
    return effect(
        new Selection(
            outcome,
            moment,
            arm,
            values,
            Membership.of(data, group),
            Membership.of(data, outcome.appliesTo()),
            covariates,
            covariates.known(data.size())),
        group);
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

  private Compared effect(Selection selection, Group group) {
    int treatedArm = protocol.arms().indexOf(selection.arm());
    int controlArm = protocol.arms().indexOf(protocol.control());
    int[] arms = data.design().arm();
    boolean[] in = new boolean[data.size()];
    boolean[] applies = new boolean[data.size()];
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
      applies[i] = selection.applies()[i];
      Cause cause = cause(selection, i, answered);
      if (cause == null) {
        in[i] = true;
        analysed[side]++;
      } else {
        dropped.computeIfAbsent(cause, key -> new int[2])[side]++;
      }
    }
    int[] pair = data.design().pair();
    if (pair != null && choice.pairEffects()) {
      int[] incomplete = Pairs.dropIncomplete(in, pair, arms, treatedArm);
      analysed[0] -= incomplete[0];
      analysed[1] -= incomplete[1];
      if (incomplete[0] + incomplete[1] > 0) {
        dropped.put(Cause.PAIR_INCOMPLETE, incomplete);
      }
    }
    List<Effect.Dropped> reasons = new ArrayList<>();
    dropped.forEach((cause, n) -> reasons.add(new Effect.Dropped(cause, n[1], n[0])));
    int[] rows = Rows.where(in);
    ArmComparison.Sample sample = rows.length == 0 ? null : sample(selection, rows, treatedArm);
    Effect effect =
        new Effect(
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
            sample == null ? List.of() : rests(selection, sample, treatedArm, controlArm, answered),
            comparison(selection, sample));
    int[] people = Rows.where(applies);
    return new Compared(
        effect,
        choice,
        selection.covariates(),
        people,
        treated(people, treatedArm),
        Rows.pick(selection.values(), people),
        sample,
        cluster);
  }

  /**
   * The persons that the means would tell of; of an amount in a group whether one person holds most
   * of what everybody less the group has; of few levels whether a small count of one is told.
   */
  private List<Integer> rests(
      Selection selection,
      ArmComparison.Sample sample,
      int treatedArm,
      int controlArm,
      boolean @Nullable [] answered) {
    List<Integer> rests = new ArrayList<>(events(selection.outcome(), selection.moment(), sample));
    ValueType type = selection.outcome().type();
    boolean few = type == ValueType.ORDINAL || (type == ValueType.NUMBER && rests.isEmpty());
    if (!few && !Telling.amounts(type, selection.moment())) {
      return rests;
    }
    int[] arms = data.design().arm();
    boolean[] others = new boolean[data.size()];
    for (int i = 0; i < others.length; i++) {
      boolean compared = arms[i] == treatedArm || arms[i] == controlArm;
      others[i] = compared && !selection.group()[i] && cause(selection, i, answered) == null;
    }
    int[] rows = Rows.where(others);
    double[] left = Rows.pick(selection.values(), rows);
    boolean[] treated = treated(rows, treatedArm);
    if (!few) {
      rests.addAll(Telling.dominance(left, treated));
      return rests;
    }
    int limit = protocol.cells().display();
    List<Set<Double>> shares = FewLevels.shares(protocol, selection.outcome(), selection.moment());
    rests.addAll(FewLevels.told(sample.values(), sample.treated(), shares, limit));
    rests.addAll(FewLevels.told(left, treated, shares, limit));
    return rests;
  }

  /** The persons that the means would tell of; see {@link Telling}. */
  private static List<Integer> events(Outcome outcome, Moment moment, ArmComparison.Sample sample) {
    boolean untilFirst =
        moment instanceof Moment.AtPeriod at && at.measure() == Outcome.Measure.FIRST;
    double horizon = untilFirst ? ((Moment.AtPeriod) moment).number() : 0;
    return untilFirst || Telling.about(outcome.type())
        ? Telling.of(outcome.type(), sample.values(), sample.treated(), horizon)
        : List.of();
  }

  private boolean[] treated(int[] rows, int treatedArm) {
    boolean[] treated = new boolean[rows.length];
    int[] arms = data.design().arm();
    for (int i = 0; i < rows.length; i++) {
      treated[i] = arms[rows[i]] == treatedArm;
    }
    return treated;
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

  private static int unknown(boolean[] known, int[] rows) {
    int count = 0;
    for (int row : rows) {
      count += known[row] ? 0 : 1;
    }
    return count;
  }

  private ArmComparison.Sample sample(Selection selection, int[] rows, int treatedArm) {
    boolean baseline =
        analysis.adjustForBaseline() && outcomes.before(selection.outcome()).isPresent();
    boolean regression = choice.estimator() != Estimator.DIFFERENCE_IN_MEANS;
    return new ArmComparison.Sample(
        rows,
        treated(rows, treatedArm),
        Rows.pick(selection.values(), rows),
        selection.covariates().terms(rows, analysis.missingCovariates()),
        unknown(selection.known(), rows),
        baseline && regression,
        regression ? analysis.adjust() : List.of());
  }

  private Comparison comparison(Selection selection, ArmComparison.@Nullable Sample sample) {
    if (sample == null) {
      return nobody(selection);
    }
    Comparison tooFew = tooFew(protocol, selection.outcome(), sample.values(), sample.treated());
    return tooFew != null
        ? tooFew
        : new ArmComparison(data, choice, cluster, analysis.level(), selection.arm().id().value())
            .of(sample);
  }

  /** Nobody has a value: for an index perhaps because its parts cannot be put on one scale. */
  private Comparison nobody(Selection selection) {
    Comparison.Refused refused =
        selection.outcome().source() instanceof Outcome.Source.Index index
                && selection.moment() instanceof Moment.AtWave at
            ? IndexValues.refusal(protocol, data, index, at.wave())
            : null;
    return refused == null ? new Comparison.Refused("NO_DATA", "nobody has a value", "") : refused;
  }

  /** The protocol's rule on how many must have, and not have, a binary outcome. */
  static @Nullable Comparison tooFew(
      Protocol protocol, Outcome outcome, double[] values, boolean[] treated) {
    if (outcome.type() != ValueType.BINARY) {
      return null;
    }
    int[][] counts = new int[2][2];
    for (int i = 0; i < values.length; i++) {
      counts[treated[i] ? 1 : 0][values[i] > 0 ? 1 : 0]++;
    }
    return tooFew(protocol, counts);
  }

  /**
   * The same rule on counts.
   *
   * @param counts of persons by arm, the control arm first, without and with the outcome
   */
  static Comparison.@Nullable Refused tooFew(Protocol protocol, int[][] counts) {
    CellRule rule = protocol.cells();
    if (Math.min(counts[0][1], counts[1][1]) < rule.events()) {
      return refusedAsTooFew(rule.events(), "with");
    }
    if (Math.min(counts[0][0], counts[1][0]) < rule.nonEvents()) {
      return refusedAsTooFew(rule.nonEvents(), "without");
    }
    return null;
  }

  private static Comparison.Refused refusedAsTooFew(int limit, String with) {
    return new Comparison.Refused(
        "TOO_FEW_EVENTS",
        "an arm has fewer than " + limit + " persons " + with + " the outcome",
        "a longer window, a composite outcome or merged groups, planned beforehand");
  }

  /** The comparisons of everybody with p-values corrected within each family of outcomes. */
  private List<Compared> corrected(List<Compared> effects) {
    if (analysis.multiplicity() == Analysis.Multiplicity.NONE) {
      return effects;
    }
    Map<String, List<Integer>> families = new LinkedHashMap<>();
    for (int e = 0; e < effects.size(); e++) {
      Effect effect = effects.get(e).effect();
      if (effect.group() instanceof Group.Everybody && !effect.outcome().family().isEmpty()) {
        families.computeIfAbsent(effect.outcome().family(), key -> new ArrayList<>()).add(e);
      }
    }
    List<Compared> corrected = new ArrayList<>(effects);
    for (List<Integer> family : families.values()) {
      List<Compared> members = family.stream().map(effects::get).toList();
      double[] adjusted = FamilyCorrection.adjusted(protocol, data, analysis, members);
      for (int i = 0; i < adjusted.length; i++) {
        corrected.set(family.get(i), withAdjustedP(members.get(i), adjusted[i]));
      }
    }
    return corrected;
  }

  private static Compared withAdjustedP(Compared compared, double p) {
    if (!(compared.effect().comparison() instanceof Comparison.Estimated estimated)) {
      return compared;
    }
    return compared.with(
        new Comparison.Estimated(
            estimated.estimate(),
            estimated.meanArm(),
            estimated.meanControl(),
            estimated.method(),
            p));
  }
}
