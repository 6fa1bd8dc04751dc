package org.equipoise.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.ExactDifference;
import org.equipoise.estimate.ExactTest;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.TwoByTwo;
import org.equipoise.estimate.UnadjustedRisk;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Fallback;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.jspecify.annotations.Nullable;

/** Climbs the ladder of each comparison that has too few events. */
final class LadderRows {

  /** The rule that sends a comparison up the ladder. */
  static final String TOO_FEW = "TOO_FEW_EVENTS";

  private static final String ALL_ALREADY = "ALREADY_EVERYBODY";
  private static final String HIDDEN = "DISCLOSURE";

  private final Protocol protocol;
  private final TrialData data;
  private final Analysis analysis;
  private final EffectTable table;
  private final OutcomeValues values;
  private final Set<List<Object>> told = new HashSet<>();
  private final Map<List<Object>, List<Compared>> shown = new HashMap<>();

  LadderRows(Protocol protocol, TrialData data, Analysis analysis, EffectTable table) {
    this.protocol = protocol;
    this.data = data;
    this.analysis = analysis;
    this.table = table;
    this.values = new OutcomeValues(protocol, data);
  }

  /** A comparison of the plan, and what was tried in its place. */
  private record Climbed(Effect planned, @Nullable Effect found) {}

  /**
   * The comparisons, each refused one followed by the step that gave a number, if one did. The last
   * period comes first when two of them may not both be shown.
   */
  List<Effect> of(List<Compared> compared) {
    Deque<Climbed> climbed = new ArrayDeque<>();
    for (int i = compared.size() - 1; i >= 0; i--) {
      Compared one = compared.get(i);
      Effect effect = one.effect();
      boolean refused =
          effect.comparison() instanceof Comparison.Refused no && no.rule().equals(TOO_FEW);
      climbed.addFirst(
          refused && !effect.outcome().ifTooFew().isEmpty()
              ? climb(one)
              : new Climbed(guarded(one, ""), null));
    }
    List<Effect> rows = new ArrayList<>();
    for (Climbed one : climbed) {
      rows.add(one.planned());
      Effect found = one.found();
      if (found != null && told.add(key(found))) {
        rows.add(found);
      }
    }
    return rows;
  }

  private Climbed climb(Compared one) {
    List<Ladder.Attempt> attempts = new ArrayList<>();
    Effect found = null;
    List<Fallback> steps = one.effect().outcome().ifTooFew();
    for (int s = 0; s < steps.size() && found == null; s++) {
      Ladder.Step step = new Ladder.Step(s + 1, steps.get(s));
      Compared other = tried(one, step.how());
      Object what = step.how() instanceof Fallback.Composite any ? any : "";
      Effect tried = other == null ? null : guarded(other, what);
      String rule = tried == null ? ALL_ALREADY : rule(tried);
      attempts.add(new Ladder.Attempt(step, rule));
      if (tried != null && rule.isEmpty()) {
        found = tried.with(new Ladder(step, List.of()));
      }
    }
    return new Climbed(one.effect().with(new Ladder(null, attempts)), found);
  }

  /**
   * The effect, resting also on how it differs from other periods shown of an outcome that is
   * counted from the draw on.
   */
  private Effect guarded(Compared one, Object what) {
    Effect effect = one.effect();
    ArmComparison.Sample sample = one.sample();
    if (sample == null
        || !(effect.comparison() instanceof Comparison.Estimated)
        || !(effect.moment() instanceof Moment.AtPeriod at)
        || !Telling.cumulated(at.measure())) {
      return effect;
    }
    List<Object> key = List.of(effect.outcome().id(), effect.group(), effect.arm(), what);
    List<Compared> others = shown.computeIfAbsent(key, k -> new ArrayList<>());
    List<Integer> rests = new ArrayList<>(effect.rests());
    boolean events =
        effect.outcome().type() == ValueType.BINARY || at.measure() == Outcome.Measure.FIRST;
    boolean[] treated = new boolean[data.size()];
    for (int i = 0; i < treated.length; i++) {
      treated[i] = protocol.arms().get(data.design().arm()[i]).id().equals(effect.arm());
    }
    double[] own = others.isEmpty() ? new double[0] : sofar(one);
    for (Compared other : others) {
      // The same comparison may stand under several.
      if (!other.effect().moment().equals(at)) {
        rests.addAll(Telling.between(events, sofar(other), own, treated));
      }
    }
    Effect resting = effect.restingOn(rests);
    if (rule(resting).isEmpty()) {
      others.add(one);
    }
    return resting;
  }

  /** What each person has so far: a sum, or 1 for an event; 0 for those without a value. */
  private double[] sofar(Compared one) {
    Moment.AtPeriod at = (Moment.AtPeriod) one.effect().moment();
    ArmComparison.Sample sample = Objects.requireNonNull(one.sample());
    double[] sofar = new double[data.size()];
    for (int i = 0; i < sample.rows().length; i++) {
      double value = sample.values()[i];
      sofar[sample.rows()[i]] =
          switch (at.measure()) {
            case VALUE, SUM, EVER -> value;
            case MEAN -> value * at.number();
            case FIRST -> value != at.number() ? 1 : 0;
          };
    }
    return sofar;
  }

  private static List<Object> key(Effect e) {
    return List.of(e.outcome().id(), e.moment(), e.group(), e.arm(), e.ladder());
  }

  /** Why the step gives nothing to show; empty when it does. */
  private String rule(Effect tried) {
    if (tried.comparison() instanceof Comparison.Refused refused) {
      return refused.rule();
    }
    int limit = protocol.cells().display();
    boolean small =
        Telling.small(tried.rests(), limit)
            || tried.analysed() < limit
            || tried.analysedControl() < limit;
    return small ? HIDDEN : "";
  }

  /** The comparison of a step; null when it would be the one refused. */
  private @Nullable Compared tried(Compared one, Fallback how) {
    Effect effect = one.effect();
    Outcome outcome = effect.outcome();
    Arm arm =
        protocol.arms().stream().filter(a -> a.id().equals(effect.arm())).findFirst().orElseThrow();
    if (how instanceof Fallback.MergedCells) {
      return effect.group() instanceof Group.Everybody
          ? null
          : table.of(
              outcome,
              effect.moment(),
              values.at(outcome, effect.moment()),
              new Group.Everybody(),
              arm);
    } else if (how instanceof Fallback.Composite composite) {
      double[] any = any(outcome, composite, effect.moment());
      return table.of(outcome, effect.moment(), any, effect.group(), arm);
    } else if (how instanceof Fallback.LongerWindow window
        && effect.moment() instanceof Moment.AtPeriod at) {
      Moment later = new Moment.AtPeriod(at.unit(), window.period(), at.measure());
      return table.of(outcome, later, values.at(outcome, later), effect.group(), arm);
    }
    return how instanceof Fallback.Exact ? one.with(exact(one)) : null;
  }

  /** 1 when any of the outcomes is, 0 when all are known and none is. */
  private double[] any(Outcome outcome, Fallback.Composite composite, Moment moment) {
    double[] any = values.at(outcome, moment).clone();
    for (Outcome.Id id : composite.with()) {
      Outcome part = protocol.outcome(id).orElseThrow();
      double[] theirs = values.at(part, momentOf(part, moment));
      boolean[] applies = Membership.of(data, part.appliesTo());
      for (int i = 0; i < any.length; i++) {
        double own = applies[i] ? theirs[i] : 0;
        any[i] =
            any[i] > 0 || own > 0 ? 1 : Double.isNaN(any[i]) || Double.isNaN(own) ? Double.NaN : 0;
      }
    }
    return any;
  }

  /** The same time for another outcome, which may read its register in its own way. */
  private static Moment momentOf(Outcome part, Moment moment) {
    return moment instanceof Moment.AtPeriod at
            && part.source() instanceof Outcome.Source.FromSeries from
        ? new Moment.AtPeriod(at.unit(), at.number(), from.measure())
        : moment;
  }

  private Comparison exact(Compared one) {
    ArmComparison.Sample sample = one.sample();
    if (sample == null) {
      return new Comparison.Refused("NO_DATA", "nobody has a value", "");
    }
    int[] events = new int[2];
    int[] people = new int[2];
    for (int i = 0; i < sample.values().length; i++) {
      int side = sample.treated()[i] ? 1 : 0;
      people[side]++;
      events[side] += sample.values()[i] > 0 ? 1 : 0;
    }
    try {
      if (people[0] == 0 || people[1] == 0) {
        throw new NotEstimableException(
            NotEstimableException.Reason.EMPTY_ARM, "an arm has nobody with a value", "");
      }
      TwoByTwo counts = new TwoByTwo(events[1], people[1], events[0], people[0]);
      // The exact interval is for a few thousand people; beyond that it is that of the score.
      boolean large = counts.size() > ExactDifference.MOST_UNITS;
      ConfidenceInterval interval =
          large
              ? UnadjustedRisk.of(counts).withLevel(analysis.level()).scoreDifference()
              : ExactDifference.interval(counts, analysis.level());
      double none = Double.NaN;
      double p = ExactTest.of(counts).pTwoSided();
      double value = counts.riskTreated() - counts.riskControl();
      return new Comparison.Estimated(
          new Estimate(one.effect().arm().value(), value, none, none, none, p, interval),
          counts.riskTreated(),
          counts.riskControl(),
          method(large ? "exact-score" : "exact"),
          none);
    } catch (NotEstimableException refusal) {
      return new Comparison.Refused(
          refusal.reason().name(), String.valueOf(refusal.getMessage()), refusal.advice());
    }
  }

  private Method method(String interval) {
    return new Method(
        Estimator.DIFFERENCE_IN_MEANS,
        interval,
        null,
        0,
        false,
        List.of(),
        List.of(),
        0,
        false,
        0,
        UnequalChances.differ(data),
        true);
  }
}
