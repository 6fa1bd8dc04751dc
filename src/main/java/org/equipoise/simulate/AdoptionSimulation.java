package org.equipoise.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Assumptions;
import org.equipoise.adoption.AdoptionPlan.Course;
import org.equipoise.adoption.AdoptionPlan.Group;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.simulate.SimulatedAdoption.TrueEffect;
import org.equipoise.simulate.Streams.Purpose;

/**
 * Makes studies of adoption with known truth from a plan and its assumptions.
 *
 * <p>The mean of an outcome in unit i and period t is level + trend (t - first) + what the period
 * brings to all + what the unit is like + what the unit's period brings, a first-order
 * autoregression shared in part within the cluster; from adoption on the effect is added. A share
 * is then a binomial count of the group's people. What the period and the unit bring is partly the
 * same for all groups; a group made of others has their people and counts.
 *
 * <p>Units choose by nothing that moves their trend: parallel trends hold in the data made here.
 */
public final class AdoptionSimulation {

  /** Correlation of a unit's deviation with that of the period before. */
  private static final double MEMORY = 0.6;

  /** Share of the variance of a unit's deviation that its cluster has in common. */
  private static final double CLUSTER = 0.2;

  /** Share of the variance between units that follows the units' common factor. */
  private static final double FACTOR = 0.3;

  /** Share of every variance that the groups of one outcome have in common. */
  private static final double COMMON = 0.6;

  /** Data are given to so many decimals, as statistics of municipalities are. */
  private static final double DECIMALS = 1e5;

  private final AdoptionPlan plan;
  private final Assumptions assumed;
  private final int periods;

  private AdoptionSimulation(AdoptionPlan plan, Assumptions assumed) {
    this.plan = plan;
    this.assumed = assumed;
    this.periods = plan.periods().to() - plan.periods().from() + 1;
  }

  /**
   * A simulation of a plan.
   *
   * @throws IllegalArgumentException if {@link #check} finds an error
   */
  public static AdoptionSimulation of(AdoptionPlan plan) {
    List<Finding> findings = check(plan, plan.id());
    Assumptions assumed = plan.assumptions();
    if (assumed == null || !findings.isEmpty()) {
      throw new IllegalArgumentException(findings.toString());
    }
    return new AdoptionSimulation(plan, assumed);
  }

  /**
   * What a plan lacks to be simulated; empty when nothing.
   *
   * @param source name of the plan's file, for the findings
   */
  public static List<Finding> check(AdoptionPlan plan, String source) {
    if (plan.assumptions() != null) {
      return List.of();
    }
    Place place = new Place(source, 0, 0, "/assumptions");
    return List.of(Finding.error(place, "no assumptions", "state how many units join, and more"));
  }

  /** The study that this seed makes; the same plan and seed give the same study. */
  public SimulatedAdoption run(long seed) {
    Streams streams = Streams.of(seed);
    AdoptionUnits units = AdoptionUnits.of(plan, assumed, streams.of(Purpose.PEOPLE));
    UniformRandomProvider stream = streams.of(Purpose.REGISTERS);
    Map<Integer, Double> strength = strength();
    List<TrueEffect> truth = new ArrayList<>();
    Map<String, Map<String, double[]>> outcomes = new LinkedHashMap<>();
    for (Measured outcome : plan.outcomes()) {
      Map<String, Cells> cells = cells(outcome, units, strength, stream);
      Map<String, double[]> groups = new LinkedHashMap<>();
      for (Group group : plan.groups()) {
        Cells own = cells.get(group.id());
        if (own != null && outcome.appliesTo(group)) {
          truth.addAll(truth(outcome, group, units, own.effects()));
          groups.put(group.id(), rounded(own.observed()));
        }
      }
      outcomes.put(outcome.id(), groups);
    }
    return new SimulatedAdoption(
        plan, seed, AdoptionTable.of(plan, assumed, units, outcomes), truth);
  }

  /** Effects grow in a straight line from the first cohort to the last; their mean is 1. */
  private Map<Integer, Double> strength() {
    TreeMap<Integer, Integer> joined = new TreeMap<>(assumed.joined());
    Map<Integer, Double> strength = new HashMap<>();
    double sum = 0;
    double units = 0;
    for (Map.Entry<Integer, Integer> each : joined.entrySet()) {
      int span = joined.lastKey() - joined.firstKey();
      double place = span == 0 ? 0 : (each.getKey() - joined.firstKey()) / (double) span;
      double raw = 1 + (assumed.laterCohorts() - 1) * place;
      strength.put(each.getKey(), raw);
      sum += raw * each.getValue();
      units += each.getValue();
    }
    double mean = sum / Math.max(units, 1);
    strength.replaceAll((period, raw) -> mean > 0 ? raw / mean : raw);
    return strength;
  }

  /**
   * An outcome in a group, unit by unit.
   *
   * @param effects what adoption changes; 0 before it
   * @param observed what is seen
   */
  private record Cells(double[] effects, double[] observed) {}

  /** An outcome in every group: first those that stand for themselves, then those made of them. */
  private Map<String, Cells> cells(
      Measured outcome,
      AdoptionUnits units,
      Map<Integer, Double> strength,
      UniformRandomProvider stream) {
    Latent common = latent(units, Gauss.sampler(stream));
    Map<String, Cells> cells = new HashMap<>();
    for (Group group : plan.groups()) {
      if (outcome.appliesTo(group) && !assumed.parts().containsKey(group.id())) {
        Latent own = latent(units, Gauss.sampler(stream));
        double[] means = means(outcome, group, units, common, own);
        double[] effects = effects(outcome, group, units, means, strength);
        double[] observed = observed(outcome, group, units, means, effects, stream);
        cells.put(group.id(), new Cells(effects, observed));
      }
    }
    assumed
        .parts()
        .forEach(
            (whole, parts) -> {
              if (parts.stream().allMatch(cells::containsKey)) {
                cells.put(whole, union(units, parts, cells));
              }
            });
    return cells;
  }

  /** Means over the people of all parts. */
  private Cells union(AdoptionUnits units, List<String> parts, Map<String, Cells> cells) {
    int size = units.names().size() * periods;
    double[] effects = new double[size];
    double[] observed = new double[size];
    for (int cell = 0; cell < size; cell++) {
      double all = 0;
      for (String part : parts) {
        Cells of = cells.getOrDefault(part, new Cells(effects, observed));
        double people = AdoptionTable.people(assumed, units, part, cell / periods, cell % periods);
        all += people;
        effects[cell] += people * of.effects()[cell];
        observed[cell] += people == 0 ? 0 : people * of.observed()[cell];
      }
      effects[cell] = all == 0 ? 0 : effects[cell] / all;
      observed[cell] = all == 0 ? Double.NaN : observed[cell] / all;
    }
    return new Cells(effects, observed);
  }

  /**
   * Standard normal quantities behind an outcome.
   *
   * @param period what each period brings to all units
   * @param unit what each unit is like
   * @param deviation what each period of a unit brings, cell by cell
   */
  private record Latent(double[] period, double[] unit, double[] deviation) {}

  private Latent latent(AdoptionUnits units, SharedStateContinuousSampler normal) {
    int n = units.names().size();
    double[] period = new double[periods];
    for (int t = 0; t < periods; t++) {
      period[t] = normal.sample();
    }
    double[][] cluster = new double[units.clusters().size()][];
    for (int c = 0; c < cluster.length; c++) {
      cluster[c] = deviations(normal);
    }
    double[] unit = new double[n];
    double[] deviation = new double[n * periods];
    for (int i = 0; i < n; i++) {
      unit[i] = mixed(FACTOR, units.factor()[i], normal.sample());
      double[] own = deviations(normal);
      int code = units.cluster()[i];
      for (int t = 0; t < periods; t++) {
        deviation[i * periods + t] = code < 0 ? own[t] : mixed(CLUSTER, cluster[code][t], own[t]);
      }
    }
    return new Latent(period, unit, deviation);
  }

  /** A standard normal number made of two. */
  private static double mixed(double share, double first, double second) {
    return Math.sqrt(share) * first + Math.sqrt(1 - share) * second;
  }

  private Course course(Measured outcome, Group group) {
    return assumed.course(outcome.id(), group.id()).orElseThrow();
  }

  /** Means without adoption, unit by unit. */
  private double[] means(
      Measured outcome, Group group, AdoptionUnits units, Latent common, Latent own) {
    Course course = course(outcome, group);
    double[] means = new double[units.names().size() * periods];
    for (int cell = 0; cell < means.length; cell++) {
      int unit = cell / periods;
      int t = cell % periods;
      double mean =
          course.level()
              + course.trend() * t
              + course.within() * mixed(COMMON, common.period()[t], own.period()[t])
              + course.between() * mixed(COMMON, common.unit()[unit], own.unit()[unit])
              + course.within() * mixed(COMMON, common.deviation()[cell], own.deviation()[cell]);
      means[cell] = inside(outcome, mean);
    }
    return means;
  }

  /** A stationary first-order autoregression of variance 1. */
  private double[] deviations(SharedStateContinuousSampler normal) {
    double[] deviations = new double[periods];
    double last = normal.sample();
    for (int t = 0; t < periods; t++) {
      deviations[t] = last;
      last = MEMORY * last + Math.sqrt(1 - MEMORY * MEMORY) * normal.sample();
    }
    return deviations;
  }

  private static double inside(Measured outcome, double mean) {
    return Math.max(outcome.low(), Math.min(outcome.high(), mean));
  }

  /** What adoption changes; 0 before it. */
  private double[] effects(
      Measured outcome,
      Group group,
      AdoptionUnits units,
      double[] means,
      Map<Integer, Double> strength) {
    List<Double> course = course(outcome, group).effects();
    double[] effects = new double[means.length];
    for (int cell = 0; cell < effects.length; cell++) {
      int first = units.adopted()[cell / periods];
      int since = plan.periods().from() + cell % periods - first;
      if (first != AdoptionPlan.NEVER && since >= 0) {
        double effect =
            course.get(Math.min(since, course.size() - 1))
                * Objects.requireNonNull(strength.get(first));
        effects[cell] = inside(outcome, means[cell] + effect) - means[cell];
      }
    }
    return effects;
  }

  private double[] observed(
      Measured outcome,
      Group group,
      AdoptionUnits units,
      double[] means,
      double[] effects,
      UniformRandomProvider stream) {
    Binomial binomial = new Binomial(stream);
    double[] observed = new double[means.length];
    for (int cell = 0; cell < observed.length; cell++) {
      double mean = means[cell] + effects[cell];
      if (outcome.unit() == AdoptionPlan.Scale.SHARE) {
        int people =
            AdoptionTable.people(assumed, units, group.id(), cell / periods, cell % periods);
        mean = people == 0 ? Double.NaN : binomial.sample(people, mean) / (double) people;
      }
      observed[cell] = mean;
    }
    return observed;
  }

  private static double[] rounded(double[] cells) {
    double[] rounded = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      rounded[i] = Math.rint(cells[i] * DECIMALS) / DECIMALS;
    }
    return rounded;
  }

  /** Mean effects by cohort and event time, and over all cohorts. */
  private List<TrueEffect> truth(
      Measured outcome, Group group, AdoptionUnits units, double[] effects) {
    Map<Integer, Map<Integer, double[]>> sums = new TreeMap<>();
    for (int cell = 0; cell < effects.length; cell++) {
      int first = units.adopted()[cell / periods];
      int since = plan.periods().from() + cell % periods - first;
      if (first == AdoptionPlan.NEVER || since < 0) {
        continue;
      }
      int people = AdoptionTable.people(assumed, units, group.id(), cell / periods, cell % periods);
      for (int cohort : new int[] {first, AdoptionPlan.NEVER}) {
        double[] sum =
            sums.computeIfAbsent(cohort, key -> new TreeMap<>())
                .computeIfAbsent(since, key -> new double[4]);
        sum[0]++;
        sum[1] += effects[cell];
        sum[2] += people;
        sum[3] += people * effects[cell];
      }
    }
    List<TrueEffect> truth = new ArrayList<>();
    sums.forEach(
        (cohort, times) ->
            times.forEach(
                (since, sum) ->
                    truth.add(
                        new TrueEffect(
                            outcome.id(),
                            group.id(),
                            cohort,
                            since,
                            (int) sum[0],
                            sum[1] / sum[0],
                            sum[3] / sum[2]))));
    return truth;
  }
}
