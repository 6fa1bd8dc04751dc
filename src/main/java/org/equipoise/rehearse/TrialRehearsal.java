package org.equipoise.rehearse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.PlannedAnalysis;
import org.equipoise.analysis.Supplement;
import org.equipoise.analysis.Topic;
import org.equipoise.analysis.TrialData;
import org.equipoise.analysis.TrialDataReader;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Frame;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Measure;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.simulate.SimulatedTrial;
import org.equipoise.simulate.Simulation;
import org.equipoise.simulate.Truth;

/**
 * Rehearses the effects by period of a trial followed in registers, in two worlds: the one that its
 * plan assumes, and the same without any effect. Counted is how often the intervals of single
 * periods, the band for all periods at once and the interval of their mean hold the truth; how
 * often an effect is found, which is power in the first world and size in the second; and how often
 * the test of the periods before the draw rejects, which is wrong in both.
 *
 * <p>The truth in a period is the mean difference between two worlds that the simulated people live
 * in at once, drawn to the arm and drawn to the control arm, over all who were drawn. Where people
 * gain unequally, intervals for the effect on these very people hold it too often (Neyman 1923),
 * the more the larger the effect. The analysis is the planned one; only the draws behind the band
 * are at most 10,000.
 */
public final class TrialRehearsal {

  /** Odd number near 2^64 over the golden ratio, the step of SplitMix64 (Steele et al. 2014). */
  private final Protocol protocol;

  private final Analysis analysis;
  private final List<Outcome> outcomes;

  private TrialRehearsal(Protocol protocol, Analysis analysis, List<Outcome> outcomes) {
    this.protocol = protocol;
    this.analysis = analysis;
    this.outcomes = outcomes;
  }

  /**
   * How the analysis fared on one outcome in one arm.
   *
   * @param world which world
   * @param outcome the outcome
   * @param arm the arm compared with the control arm
   * @param periods the last period, counted from the draw
   * @param mean mean true effect over the periods
   * @param last mean true effect in the last period
   * @param error mean standard error in the last period; NaN where it is never estimated
   * @param pointHeld share of periods whose own interval holds their effect
   * @param bandHeld how often the band held all effects at once
   * @param meanHeld how often the interval of the mean over the periods held it; of nothing where
   *     the plan has no such mean
   * @param meanExcludes how often that interval excluded 0
   * @param lastExcludes how often the interval of the last period excluded 0
   * @param bandExcludes how often the band excluded 0 in some period
   * @param beforeRejects how often the test of all periods before the draw rejected; of nothing
   *     where there are none
   * @param refused trials without an estimate in any period
   */
  public record Line(
      World world,
      Outcome.Id outcome,
      Arm.Id arm,
      int periods,
      double mean,
      double last,
      double error,
      Share pointHeld,
      Tally bandHeld,
      Tally meanHeld,
      Tally meanExcludes,
      Tally lastExcludes,
      Tally bandExcludes,
      Tally beforeRejects,
      int refused) {}

  /**
   * Why a plan cannot be rehearsed; empty when it can.
   *
   * @param source name of the plan's file, for the findings
   */
  public static List<Finding> check(Protocol protocol, String source) {
    Optional<Analysis> analysis = planned(protocol);
    if (analysis.isEmpty() || rehearsable(protocol, analysis.get()).isEmpty()) {
      boolean none = protocol.registers().isEmpty();
      return List.of(
          Finding.error(
              new Place(source, 0, 0, none ? "/registers" : "/analyses"),
              none
                  ? "no registers: this plan has no effects by period to rehearse"
                  : "no analysis by period of an outcome from a register series",
              "rehearse works for trials whose plan has \"byPeriod\", and for studies of adoption;"
                  + " for others, simulate and analyse show one trial with its truth"));
    }
    return Simulation.check(protocol, source);
  }

  /**
   * A rehearsal of the primary binary outcome; of the first primary one where none is binary, of
   * the first where none is primary.
   *
   * @throws IllegalArgumentException if {@link #check} finds an error
   */
  public static TrialRehearsal of(Protocol protocol) {
    List<Finding> findings = check(protocol, protocol.id());
    if (!findings.isEmpty()) {
      throw new IllegalArgumentException(findings.toString());
    }
    Analysis analysis = planned(protocol).orElseThrow();
    List<Outcome> all = rehearsable(protocol, analysis);
    List<Outcome> primary = all.stream().filter(Outcome::primary).toList();
    List<Outcome> best = primary.isEmpty() ? all : primary;
    Outcome first =
        best.stream().filter(o -> o.type() == ValueType.BINARY).findFirst().orElse(best.get(0));
    return new TrialRehearsal(protocol, analysis, List.of(first));
  }

  /** Codes of the outcomes that can be rehearsed, in planned order. */
  public List<String> known() {
    return rehearsable(protocol, analysis).stream().map(o -> o.id().value()).toList();
  }

  /** The same for other outcomes, all of them {@link #known}. */
  public TrialRehearsal only(List<String> codes) {
    List<Outcome> some =
        rehearsable(protocol, analysis).stream()
            .filter(o -> codes.contains(o.id().value()))
            .toList();
    return new TrialRehearsal(protocol, analysis, some);
  }

  /** The analysis that is rehearsed. */
  public Analysis analysis() {
    return analysis;
  }

  /** How many trials are simulated in all. */
  public int size(int trials) {
    return Math.multiplyExact(trials, outcomes.size() * World.values().length);
  }

  /**
   * Rehearses.
   *
   * @param trials how many in each world and for each outcome
   * @param seed decides them all; the result does not depend on the number of cores
   * @param progress told how many trials are done, from any thread
   */
  public List<Line> run(int trials, long seed, IntConsumer progress) {
    AtomicInteger done = new AtomicInteger();
    List<Line> lines = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      SeriesPlans plans = new SeriesPlans(protocol, analysis, outcome);
      for (World world : World.values()) {
        Protocol analysed = plans.analysed(world);
        Simulation simulation = Simulation.of(plans.simulated(world));
        List<Map<Arm.Id, Verdict>> all =
            IntStream.range(0, trials)
                .parallel()
                .mapToObj(
                    i -> {
                      Map<Arm.Id, Verdict> one = once(analysed, simulation.run(Seeds.of(seed, i)));
                      progress.accept(done.incrementAndGet());
                      return one;
                    })
                .toList();
        for (Arm arm : protocol.arms()) {
          Verdict sum =
              all.stream()
                  .flatMap(one -> Optional.ofNullable(one.get(arm.id())).stream())
                  .reduce(Verdict.NOTHING, Verdict::plus);
          if (sum.trials() > 0) {
            lines.add(sum.line(world, outcome.id(), arm.id(), plans.last()));
          }
        }
      }
    }
    return lines;
  }

  private static Optional<Analysis> planned(Protocol protocol) {
    return protocol.analyses().stream().filter(a -> a.byPeriod() != null).findFirst();
  }

  /** Outcomes read from a series that has a law of its own. */
  private static List<Outcome> rehearsable(Protocol protocol, Analysis analysis) {
    return protocol.outcomes().stream()
        .filter(o -> analysis.outcomes().isEmpty() || analysis.outcomes().contains(o.id()))
        .filter(
            o ->
                o.source() instanceof Source.FromSeries from
                    && from.measure() != Measure.FIRST
                    && protocol.registerOf(from.series()).stream()
                        .flatMap(r -> r.series().stream())
                        .anyMatch(
                            s -> s.id().equals(from.series()) && s.counting().parts().isEmpty()))
        .toList();
  }

  /** Simulated data through the planned analysis. */
  private static Map<Arm.Id, Verdict> once(Protocol analysed, SimulatedTrial trial) {
    Map<String, Frame> tables = new LinkedHashMap<>();
    trial.tables().forEach(table -> tables.put(table.source(), table));
    TrialData data = TrialDataReader.read(analysed, tables).data();
    if (data == null) {
      throw new IllegalStateException("trial of seed " + trial.seed() + " cannot be read");
    }
    Analysis only = analysed.analyses().get(0);
    Map<Arm.Id, NavigableMap<Integer, Double>> truth = truth(only, trial.truth());
    Map<Arm.Id, List<Supplement>> rows = new HashMap<>();
    PlannedAnalysis.of(analysed, data).run("", List.of(), "", List.of()).supplements().stream()
        .filter(row -> row.topic() == Topic.BY_PERIOD && row.of().isEmpty())
        .forEach(
            row -> rows.computeIfAbsent(row.effect().arm(), arm -> new ArrayList<>()).add(row));
    Map<Arm.Id, Verdict> verdicts = new HashMap<>();
    truth.forEach(
        (arm, effects) -> {
          List<Supplement> own = rows.getOrDefault(arm, List.of());
          verdicts.put(arm, Verdict.of(own, effects, only.level()));
        });
    return verdicts;
  }

  private static Map<Arm.Id, NavigableMap<Integer, Double>> truth(Analysis only, Truth truth) {
    Map<Arm.Id, NavigableMap<Integer, Double>> effects = new HashMap<>();
    for (Truth.Effect effect : truth.effects()) {
      if (effect.subgroup() == null
          && effect.outcome().equals(only.outcomes().get(0))
          && effect.moment() instanceof Moment.AtPeriod at) {
        effects
            .computeIfAbsent(effect.arm(), arm -> new TreeMap<>())
            .put(at.number(), effect.effect());
      }
    }
    return effects;
  }
}
