package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.equipoise.analysis.Reading.Figure;
import org.equipoise.analysis.Reading.Shape;
import org.equipoise.analysis.Reading.Unit;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.inference.RedrawnNumber;
import org.equipoise.inference.SimultaneousBand;
import org.equipoise.panel.Rollout;
import org.equipoise.panel.RolloutEstimand;
import org.equipoise.panel.RolloutEstimand.Average;
import org.equipoise.panel.RolloutEstimate;
import org.equipoise.panel.RolloutEstimates;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Permutations;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.CellRule;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.StartPeriod;
import org.jspecify.annotations.Nullable;

/**
 * The arms as start dates that chance put in order: every arm but the last to start is treated from
 * its planned start on, and the others are its controls until theirs. For every register outcome
 * read period by period the averages that the plan names, of all arms together, by strata and
 * clusters of the draw; with re-draws of the starts where the plan has some.
 *
 * <p>Rows stand under the arm that starts first, at the last period compared.
 */
final class StartDates {

  private static final String EVENT = "rollout-event";

  /** Draws behind a band. */
  private static final int BAND = 100_000;

  /** Fixed, so that a report can be made again. */
  private static final long SEED = 20_230_801;

  /** Fewer units than this a period before the start make the refined error too small. */
  private static final int UNITS = 20;

  private final Protocol protocol;
  private final TrialData data;
  private final Analysis analysis;
  private final Analysis.Rollout plan;
  private final Compared carrier;
  private final List<Supplement> rows = new ArrayList<>();

  private StartDates(
      Protocol protocol, TrialData data, Analysis analysis, Analysis.Rollout plan, Compared one) {
    this.protocol = protocol;
    this.data = data;
    this.analysis = analysis;
    this.plan = plan;
    this.carrier = one;
  }

  /** The rows that the analysis plans. */
  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    List<Supplement> all = new ArrayList<>();
    Analysis.Rollout plan = analysis.rollout();
    Map<Outcome.Id, Compared> carriers = new LinkedHashMap<>();
    for (Compared one : compared) {
      Effect effect = one.effect();
      boolean series = effect.outcome().source() instanceof Source.FromSeries;
      if (plan != null && series && effect.group() instanceof Group.Everybody) {
        carriers.merge(effect.outcome().id(), one, (a, b) -> further(protocol, a, b));
      }
    }
    for (Compared one : carriers.values()) {
      if (plan != null) {
        all.addAll(new StartDates(protocol, data, analysis, plan, one).rows());
      }
    }
    return all;
  }

  /** The comparison at the later period, and of the arm that starts first. */
  private static Compared further(Protocol protocol, Compared a, Compared b) {
    Comparator<Compared> byPeriod =
        Comparator.comparingInt(
            c -> c.effect().moment() instanceof Moment.AtPeriod p ? p.number() : 0);
    Comparator<Compared> byStart =
        Comparator.comparingInt(
            c ->
                protocol.arms().stream()
                    .filter(arm -> arm.id().equals(c.effect().arm()))
                    .mapToInt(arm -> -arm.startsAfterDays().orElse(Integer.MAX_VALUE))
                    .findFirst()
                    .orElse(0));
    return byPeriod.thenComparing(byStart).compare(b, a) > 0 ? b : a;
  }

  /** One average with its words. */
  private record Planned(RolloutEstimand estimand, String measure, String of) {}

  /** One average with what was found. */
  private record Found(Planned planned, RolloutEstimate estimate) {}

  private List<Supplement> rows() {
    Outcome outcome = carrier.effect().outcome();
    Source.FromSeries from = (Source.FromSeries) outcome.source();
    if (from.measure() != Outcome.Measure.VALUE) {
      refuseAll(
          new Reading.Refused(
              "CUMULATIVE",
              "each period's value holds those of the periods before it",
              "plan the series with the measure \"value\""));
      return rows;
    }
    StartDatesStudy study = StartDatesStudy.of(protocol, data, outcome, from);
    starts(study, protocol.registerOf(from.series()).orElseThrow());
    if (study.incomplete() > 0) {
      List<Integer> rests = List.of(study.incomplete());
      add(study, "rollout-left-out", "", "", rests, Figure.value(study.incomplete(), Unit.COUNT));
    }
    try {
      Rollout.Adjustment adjustment = Rollout.Adjustment.valueOf(plan.adjustment().name());
      estimate(study, Rollout.of(study.panel(), study.strata(), false).with(adjustment));
    } catch (NotEstimableException refusal) {
      refuseAll(refused(refusal));
    }
    return rows;
  }

  /** From which period each arm counts as started. */
  private void starts(StartDatesStudy study, Register register) {
    for (Arm arm : protocol.arms()) {
      OptionalInt start = StartPeriod.of(arm, register);
      if (start.isPresent()) {
        Figure period = Figure.value(start.getAsInt(), Unit.PERIODS);
        add(study, "rollout-start", "by-plan", arm.id().value(), List.of(), period);
      }
    }
  }

  private static Reading.Refused refused(NotEstimableException refusal) {
    return new Reading.Refused(
        refusal.reason().name(), String.valueOf(refusal.getMessage()), refusal.advice());
  }

  private void refuseAll(Reading.Refused refused) {
    for (Analysis.RolloutEstimand planned : plan.estimands()) {
      boolean events = planned == Analysis.RolloutEstimand.EVENT_STUDY;
      Effect effect = carrier.effect();
      rows.add(
          new Supplement(
              effect,
              Topic.ROLLOUT,
              events ? EVENT : measure(planned),
              code(plan.adjustment()),
              "",
              effect.analysed(),
              effect.analysedControl(),
              List.of(),
              refused));
    }
  }

  private static String measure(Analysis.RolloutEstimand planned) {
    return "rollout-" + code(planned);
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void estimate(StartDatesStudy study, Rollout rollout) {
    List<Found> found = new ArrayList<>();
    for (Analysis.RolloutEstimand planned : plan.estimands()) {
      if (planned == Analysis.RolloutEstimand.EVENT_STUDY) {
        for (int time : rollout.eventTimes()) {
          String of = Integer.toString(time);
          estimate(study, rollout, new Planned(RolloutEstimand.at(time), EVENT, of), found);
        }
        band(study, rollout, found);
      } else {
        RolloutEstimand average = new RolloutEstimand(Average.valueOf(planned.name()), 0);
        estimate(study, rollout, new Planned(average, measure(planned), ""), found);
      }
    }
    Permutations permutations = analysis.permutations();
    if (permutations != null && !found.isEmpty()) {
      redraw(study, rollout, permutations, found);
    }
  }

  private void estimate(
      StartDatesStudy study, Rollout rollout, Planned planned, List<Found> found) {
    Reading reading;
    RolloutEstimate estimate = null;
    try {
      Reading.Refused tooFew = tooFew(study, planned.estimand());
      if (tooFew == null) {
        estimate = rollout.estimate(List.of(planned.estimand())).estimates().get(0);
        Figure figure = Figure.of(estimate.byWelch(analysis.level()), Unit.EFFECT);
        boolean nothing = estimate.beta() == 0 && estimate.imbalance() == 0;
        boolean meant = plan.adjustment() == Analysis.RolloutAdjustment.EFFICIENT;
        reading = nothing && meant ? figure.noted("nothing-before") : figure;
        found.add(new Found(planned, estimate));
      } else {
        reading = tooFew;
      }
    } catch (NotEstimableException refusal) {
      reading = refused(refusal);
    }
    add(study, planned, planned.measure(), code(plan.adjustment()), reading);
    if (estimate != null && refinable(study, estimate)) {
      Figure refined = Figure.of(estimate.byRefined(analysis.level()), Unit.EFFECT);
      add(study, planned, planned.measure() + "-refined", "refined", refined);
    }
  }

  /** Event times have errors enough already. */
  private static boolean refinable(StartDatesStudy study, RolloutEstimate estimate) {
    int[] clusters = study.clusters();
    long units =
        clusters == null
            ? study.people().length
            : java.util.Arrays.stream(clusters).distinct().count();
    return estimate.estimand().average() != Average.EVENT_TIME
        && Double.isFinite(estimate.refined())
        && units >= (long) UNITS * estimate.before();
  }

  /** The protocol's rule on how many must have, and not have, a binary outcome. */
  private Reading.@Nullable Refused tooFew(StartDatesStudy study, RolloutEstimand estimand) {
    if (!study.binary()) {
      return null;
    }
    int[] counts = study.counts(estimand);
    CellRule rule = protocol.cells();
    boolean with = Math.min(counts[0], counts[2]) < rule.events();
    if (!with && Math.min(counts[1], counts[3]) >= rule.nonEvents()) {
      return null;
    }
    return new Reading.Refused(
        "TOO_FEW_EVENTS",
        "those who have started, or their controls, have fewer than "
            + (with ? rule.events() + " persons with" : rule.nonEvents() + " persons without")
            + " the outcome",
        "an average over more periods, or a composite outcome, planned beforehand");
  }

  /** Limits that hold for all event times at once. */
  private void band(StartDatesStudy study, Rollout rollout, List<Found> found) {
    List<Found> events = found.stream().filter(f -> f.planned().measure().equals(EVENT)).toList();
    if (events.size() < 2) {
      return;
    }
    RolloutEstimates joint =
        rollout.estimate(events.stream().map(f -> f.planned().estimand()).toList());
    double df = joint.estimates().stream().mapToDouble(RolloutEstimate::df).min().orElseThrow();
    double critical =
        SimultaneousBand.critical(joint.covariance(), df, analysis.level(), BAND, SEED);
    for (Found event : events) {
      double value = event.estimate().value();
      double margin = critical * event.estimate().neyman();
      Figure figure =
          Figure.value(value, Unit.EFFECT)
              .withError(event.estimate().neyman(), df)
              .withLimits(value - margin, value + margin, analysis.level(), Shape.INTERVAL);
      add(study, event.planned(), EVENT + "-band", "sup-t", figure);
    }
  }

  private void redraw(
      StartDatesStudy study, Rollout rollout, Permutations permutations, List<Found> found) {
    List<RolloutEstimand> estimands = found.stream().map(f -> f.planned().estimand()).toList();
    StartDatesRedrawn redrawn =
        StartDatesRedrawn.of(protocol, data, permutations, study, rollout, estimands);
    for (int i = 0; i < found.size(); i++) {
      Planned planned = found.get(i).planned();
      Reading reading = redrawn.fault();
      String method = code(permutations.rule());
      if (reading == null) {
        RedrawnNumber number = redrawn.numbers().get(i);
        method = number.listed() ? "all-assignments" : method;
        reading = redrawn.figure(number, permutations);
      }
      add(study, planned, planned.measure() + "-redrawn", method, reading);
    }
  }

  private void add(
      StartDatesStudy study, Planned planned, String measure, String method, Reading reading) {
    add(study, measure, method, planned.of(), study.rests(planned.estimand()), reading);
  }

  private void add(
      StartDatesStudy study,
      String measure,
      String method,
      String of,
      List<Integer> rests,
      Reading reading) {
    int treated = study.treated();
    rows.add(
        new Supplement(
            carrier.effect(),
            Topic.ROLLOUT,
            measure,
            method,
            of,
            treated,
            study.people().length - treated,
            rests,
            reading));
  }
}
