package org.equipoise.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.equipoise.adoption.AdoptionAnalysis;
import org.equipoise.adoption.AdoptionData;
import org.equipoise.adoption.AdoptionDataReader;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Assumptions;
import org.equipoise.adoption.AdoptionPlan.Course;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.adoption.RowKey;
import org.equipoise.panel.StaggeredPanel;
import org.equipoise.simulate.AdoptionSimulation;
import org.equipoise.simulate.SimulatedAdoption;
import org.equipoise.simulate.SimulatedAdoption.TrueEffect;

/**
 * Rehearses the main analysis of a study of adoption in two worlds: the one that its plan assumes,
 * and the same without any effect. Counted is how often the interval of the average effect, the
 * intervals of single periods, and the band for all periods at once hold the truth, and how often
 * the average's interval excludes 0: power in the first world, size in the second.
 *
 * <p>The truth is that of the units simulated: the mean effect on all that adopted, exact for each
 * period since adoption; before adoption it is 0. Other estimators, tests of trends and sensitivity
 * are not run.
 */
public final class AdoptionRehearsal {

  /** Draws for a band: the same critical value to two digits, at a tenth of the time. */
  private static final int DRAWS = 1000;

  private static final String MAIN = "group-time";

  private final AdoptionPlan plan;

  private AdoptionRehearsal(AdoptionPlan plan) {
    this.plan = plan;
  }

  /**
   * How the analysis fared on one outcome in one group.
   *
   * @param world which world
   * @param outcome code of the outcome
   * @param group code of the group
   * @param average mean true effect over the event times
   * @param error mean standard error of its estimate
   * @param averageHeld how often the interval of the average held it
   * @param pointHeld how often the interval of a single period held its effect
   * @param bandHeld how often the band held all effects at once
   * @param excludesZero how often the interval of the average excluded 0
   * @param refused trials without an estimate
   */
  public record Line(
      World world,
      String outcome,
      String group,
      double average,
      double error,
      Tally averageHeld,
      Tally pointHeld,
      Tally bandHeld,
      Tally excludesZero,
      int refused) {}

  /**
   * A rehearsal of a plan that states its assumptions.
   *
   * @throws IllegalArgumentException if it states none
   */
  public static AdoptionRehearsal of(AdoptionPlan plan) {
    if (plan.assumptions() == null) {
      throw new IllegalArgumentException("no assumptions");
    }
    return new AdoptionRehearsal(plan);
  }

  /** The same for the outcomes and groups named alone; empty for all. */
  public AdoptionRehearsal only(List<String> outcomes, List<String> groups) {
    Analysis main = plan.analyses().get(0);
    List<String> some = outcomes.isEmpty() ? main.outcomes() : outcomes;
    List<String> whom = groups.isEmpty() ? main.groups() : groups;
    return new AdoptionRehearsal(
        with(List.of(reduced(main, some, whom)), Objects.requireNonNull(plan.assumptions())));
  }

  /**
   * Rehearses.
   *
   * @param trials how many data sets in each world
   * @param seed decides them all; the result does not depend on the number of cores
   * @param progress told how many data sets are done, from any thread
   */
  public List<Line> run(int trials, long seed, IntConsumer progress) {
    AtomicInteger done = new AtomicInteger();
    List<Line> lines = new ArrayList<>();
    for (World world : World.values()) {
      AdoptionPlan rehearsed = world(world);
      List<Map<String, One>> all =
          IntStream.range(0, trials)
              .parallel()
              .mapToObj(
                  i -> {
                    Map<String, One> one = once(rehearsed, Seeds.of(seed, i));
                    progress.accept(done.incrementAndGet());
                    return one;
                  })
              .toList();
      lines.addAll(summed(world, rehearsed, all));
    }
    return lines;
  }

  /** The plan of one world, with its main analysis and nothing beside. */
  private AdoptionPlan world(World world) {
    Assumptions assumed = plan.assumptions();
    if (assumed == null) {
      throw new IllegalStateException("no assumptions");
    }
    Analysis main = plan.analyses().get(0);
    if (world == World.PLACEBO) {
      List<Course> flat =
          assumed.courses().stream()
              .map(
                  c ->
                      new Course(
                          c.outcome(),
                          c.group(),
                          c.level(),
                          c.trend(),
                          c.between(),
                          c.within(),
                          List.of(0.0)))
              .toList();
      assumed =
          new Assumptions(
              assumed.units(),
              assumed.clusters(),
              assumed.joined(),
              assumed.population(),
              assumed.shares(),
              assumed.parts(),
              assumed.laterCohorts(),
              assumed.covariates(),
              flat);
    }
    return with(List.of(reduced(main, main.outcomes(), main.groups())), assumed);
  }

  private static Analysis reduced(Analysis main, List<String> outcomes, List<String> groups) {
    return new Analysis(
        main.id(),
        main.title(),
        main.control(),
        main.method(),
        main.base(),
        main.covariates(),
        main.weighted(),
        List.of(),
        main.from(),
        main.to(),
        Math.min(main.draws(), DRAWS),
        main.seed(),
        List.of(),
        false,
        false,
        null,
        outcomes,
        groups,
        false,
        main.level(),
        main.incomplete());
  }

  private AdoptionPlan with(List<Analysis> analyses, Assumptions assumed) {
    return new AdoptionPlan(
        plan.id(),
        plan.version(),
        plan.title(),
        plan.purpose(),
        plan.caveats(),
        plan.unit(),
        plan.periods(),
        plan.adoption(),
        plan.cluster(),
        plan.weight(),
        plan.covariates(),
        plan.groups(),
        plan.groupColumn(),
        plan.outcomes(),
        analyses,
        plan.cells(),
        plan.data(),
        assumed);
  }

  /** One data set's verdict on one outcome in one group. */
  private record One(
      double average,
      double error,
      Tally averageHeld,
      Tally pointHeld,
      Tally bandHeld,
      Tally excludesZero,
      int refused) {

    One plus(One other) {
      return new One(
          average + other.average,
          error + other.error,
          averageHeld.plus(other.averageHeld),
          pointHeld.plus(other.pointHeld),
          bandHeld.plus(other.bandHeld),
          excludesZero.plus(other.excludesZero),
          refused + other.refused);
    }
  }

  private static final One NOTHING =
      new One(0, 0, Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE, 0);

  private static Map<String, One> once(AdoptionPlan plan, long seed) {
    SimulatedAdoption made = AdoptionSimulation.of(plan).run(seed);
    AdoptionData data = AdoptionDataReader.read(plan, made.table()).data();
    if (data == null) {
      throw new IllegalStateException("simulated data of seed " + seed + " cannot be read");
    }
    Map<String, TreeMap<Integer, Double>> truth = new TreeMap<>();
    boolean weighted = plan.analyses().get(0).weighted();
    for (TrueEffect effect : made.truth()) {
      if (effect.cohort() == StaggeredPanel.NEVER) {
        truth
            .computeIfAbsent(key(effect.outcome(), effect.group()), key -> new TreeMap<>())
            .put(effect.eventTime(), weighted ? effect.weighted() : effect.effect());
      }
    }
    Map<String, List<Row>> rows = new TreeMap<>();
    for (Row row : AdoptionAnalysis.of(plan, data).run("", List.of(), "", List.of()).rows()) {
      if (row.estimator().equals(MAIN)) {
        rows.computeIfAbsent(key(row.outcome(), row.group()), key -> new ArrayList<>()).add(row);
      }
    }
    Map<String, One> found = new TreeMap<>();
    rows.forEach(
        (key, own) -> {
          TreeMap<Integer, Double> effects = truth.get(key);
          if (effects != null) {
            found.put(key, judged(own, effects));
          }
        });
    return found;
  }

  private static One judged(List<Row> rows, SortedMap<Integer, Double> truth) {
    Tally points = Tally.NONE;
    boolean all = true;
    double sum = 0;
    int after = 0;
    for (Row row : rows) {
      if (row.part() == Part.EVENT_TIME
          && row.reading() instanceof Reading.Figure number
          && Double.isFinite(number.bandLow())) {
        int time = (int) RowKey.number(row.key(), "e").orElseThrow();
        double effect = time < 0 ? 0 : truth.getOrDefault(time, 0.0);
        points = points.plus(holds(number.low(), number.high(), effect));
        all &= holds(number.bandLow(), number.bandHigh(), effect);
        sum += time < 0 ? 0 : effect;
        after += time < 0 ? 0 : 1;
      }
    }
    for (Row row : rows) {
      if (row.part() == Part.OVERALL
          && row.key().equals(RowKey.EVENT_TIME)
          && row.reading() instanceof Reading.Figure number) {
        double average = sum / after;
        return new One(
            average,
            number.standardError(),
            Tally.NONE.plus(holds(number.low(), number.high(), average)),
            points,
            Tally.NONE.plus(all),
            Tally.NONE.plus(!holds(number.low(), number.high(), 0)),
            0);
      }
    }
    return new One(0, 0, Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE, 1);
  }

  private static boolean holds(double low, double high, double value) {
    return low <= value && value <= high;
  }

  private static String key(String outcome, String group) {
    return outcome + "\n" + group;
  }

  /** The lines of a world, in planned order. */
  private static List<Line> summed(World world, AdoptionPlan plan, List<Map<String, One>> all) {
    List<Line> lines = new ArrayList<>();
    for (AdoptionPlan.Measured outcome : plan.outcomes()) {
      for (AdoptionPlan.Group group : plan.groups()) {
        String key = key(outcome.id(), group.id());
        One sum = NOTHING;
        boolean some = false;
        for (Map<String, One> each : all) {
          One one = each.get(key);
          some |= one != null;
          sum = one == null ? sum : sum.plus(one);
        }
        if (some) {
          int estimated = sum.averageHeld().of();
          lines.add(
              new Line(
                  world,
                  outcome.id(),
                  group.id(),
                  sum.average() / estimated,
                  sum.error() / estimated,
                  sum.averageHeld(),
                  sum.pointHeld(),
                  sum.bandHeld(),
                  sum.excludesZero(),
                  sum.refused()));
        }
      }
    }
    return lines;
  }
}
