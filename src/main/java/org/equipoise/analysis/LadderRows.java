package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

  LadderRows(Protocol protocol, TrialData data, Analysis analysis, EffectTable table) {
    this.protocol = protocol;
    this.data = data;
    this.analysis = analysis;
    this.table = table;
    this.values = new OutcomeValues(protocol, data);
  }

  /** The comparisons, each refused one followed by the step that gave a number, if one did. */
  List<Effect> of(List<Compared> compared) {
    List<Effect> rows = new ArrayList<>();
    for (Compared one : compared) {
      Effect effect = one.effect();
      boolean refused =
          effect.comparison() instanceof Comparison.Refused no && no.rule().equals(TOO_FEW);
      if (refused && !effect.outcome().ifTooFew().isEmpty()) {
        climb(one, rows);
      } else {
        rows.add(effect);
      }
    }
    return rows;
  }

  private void climb(Compared one, List<Effect> rows) {
    List<Ladder.Attempt> attempts = new ArrayList<>();
    Effect found = null;
    List<Fallback> steps = one.effect().outcome().ifTooFew();
    for (int s = 0; s < steps.size() && found == null; s++) {
      Ladder.Step step = new Ladder.Step(s + 1, steps.get(s));
      Effect tried = tried(one, step.how());
      String rule = tried == null ? ALL_ALREADY : rule(tried);
      attempts.add(new Ladder.Attempt(step, rule));
      if (tried != null && rule.isEmpty()) {
        found = tried.with(new Ladder(step, List.of()));
      }
    }
    rows.add(one.effect().with(new Ladder(null, attempts)));
    if (found != null && told.add(key(found))) {
      rows.add(found);
    }
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
        tried.rests().stream().anyMatch(count -> count > 0 && count < limit)
            || tried.analysed() < limit
            || tried.analysedControl() < limit;
    return small ? HIDDEN : "";
  }

  /** The comparison of a step; null when it would be the one refused. */
  private @Nullable Effect tried(Compared one, Fallback how) {
    Effect effect = one.effect();
    Outcome outcome = effect.outcome();
    Arm arm =
        protocol.arms().stream().filter(a -> a.id().equals(effect.arm())).findFirst().orElseThrow();
    if (how instanceof Fallback.MergedCells) {
      return effect.group() instanceof Group.Everybody
          ? null
          : table
              .of(
                  outcome,
                  effect.moment(),
                  values.at(outcome, effect.moment()),
                  new Group.Everybody(),
                  arm)
              .effect();
    } else if (how instanceof Fallback.Composite composite) {
      double[] any = any(outcome, composite, effect.moment());
      return table.of(outcome, effect.moment(), any, effect.group(), arm).effect();
    } else if (how instanceof Fallback.LongerWindow window
        && effect.moment() instanceof Moment.AtPeriod at) {
      Moment later = new Moment.AtPeriod(at.unit(), window.period(), at.measure());
      return table.of(outcome, later, values.at(outcome, later), effect.group(), arm).effect();
    }
    return how instanceof Fallback.Exact ? effect.with(exact(one)) : null;
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
