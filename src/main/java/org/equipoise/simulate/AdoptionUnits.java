package org.equipoise.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Assumptions;
import org.equipoise.adoption.AdoptionPlan.Covariate;
import org.equipoise.adoption.AdoptionPlan.Spread;
import org.jspecify.annotations.Nullable;

/**
 * Simulated units: when they adopt, with whom, how many people live there, and their covariates.
 *
 * @param names codes
 * @param adopted first period with what is adopted, NEVER for none
 * @param cluster number of each unit's cluster, -1 for those that stand alone
 * @param clusters codes of the clusters
 * @param people by unit, then by period
 * @param covariates by covariate in the plan's order, then by unit
 * @param factor standard normal numbers that outcomes follow in part
 */
record AdoptionUnits(
    List<String> names,
    int[] adopted,
    int[] cluster,
    List<String> clusters,
    double[][] people,
    double[][] covariates,
    double[] factor) {

  /** Sizes of municipalities: the median is two thirds of the mean, the largest 15 times it. */
  private static final double LOG_SD = 0.9;

  /** No unit is smaller than this share of the mean. */
  private static final double SMALLEST = 0.06;

  /** Growth of a population a period: mean and standard deviation between units. */
  private static final double GROWTH = 0.002;

  private static final double GROWTH_SD = 0.006;

  static AdoptionUnits of(AdoptionPlan plan, Assumptions assumed, UniformRandomProvider stream) {
    SharedStateContinuousSampler normal = Gauss.sampler(stream);
    int n = assumed.units();
    int[] adopted = adopted(assumed, stream);
    int[] cluster = cluster(assumed, adopted);
    return new AdoptionUnits(
        codes(plan.unit().column(), n),
        adopted,
        cluster,
        codes(plan.cluster(), assumed.clusters()),
        people(plan, assumed, normal),
        covariates(plan, assumed, adopted, normal),
        normals(n, normal));
  }

  private static List<String> codes(@Nullable String column, int count) {
    String letter = column == null ? "C" : column.substring(0, 1).toUpperCase(Locale.ROOT);
    int width = Math.max(2, Integer.toString(count).length());
    List<String> codes = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      String digits = Integer.toString(i);
      codes.add(letter + "0".repeat(width - digits.length()) + digits);
    }
    return codes;
  }

  private static int[] adopted(Assumptions assumed, UniformRandomProvider stream) {
    int[] adopted = new int[assumed.units()];
    java.util.Arrays.fill(adopted, AdoptionPlan.NEVER);
    int[] order = PermutationSampler.natural(adopted.length);
    PermutationSampler.shuffle(stream, order);
    int next = 0;
    for (Map.Entry<Integer, Integer> each : new TreeMap<>(assumed.joined()).entrySet()) {
      for (int i = 0; i < each.getValue(); i++) {
        adopted[order[next++]] = each.getKey();
      }
    }
    return adopted;
  }

  /** Units that adopt about the same time share a cluster; sizes differ by one at most. */
  private static int[] cluster(Assumptions assumed, int[] adopted) {
    List<Integer> adopters = new ArrayList<>();
    int[] cluster = new int[adopted.length];
    for (int unit = 0; unit < adopted.length; unit++) {
      cluster[unit] = -1;
      if (adopted[unit] != AdoptionPlan.NEVER && assumed.clusters() > 0) {
        adopters.add(unit);
      }
    }
    adopters.sort(java.util.Comparator.comparingInt(unit -> adopted[unit]));
    for (int i = 0; i < adopters.size(); i++) {
      cluster[adopters.get(i)] = (int) ((long) i * assumed.clusters() / adopters.size());
    }
    return cluster;
  }

  private static double[][] people(
      AdoptionPlan plan, Assumptions assumed, SharedStateContinuousSampler normal) {
    int periods = plan.periods().to() - plan.periods().from() + 1;
    double[][] people = new double[assumed.units()][periods];
    for (double[] unit : people) {
      double size = assumed.population() * Math.exp(LOG_SD * (normal.sample() - LOG_SD / 2));
      size = Math.max(size, SMALLEST * assumed.population());
      double growth = 1 + GROWTH + GROWTH_SD * normal.sample();
      for (int t = 0; t < periods; t++) {
        unit[t] = size;
        size *= growth;
      }
    }
    return people;
  }

  /** Adopters differ from the others by what is assumed; the mean of all units is as assumed. */
  private static double[][] covariates(
      AdoptionPlan plan, Assumptions assumed, int[] adopted, SharedStateContinuousSampler normal) {
    double share = 0;
    for (int first : adopted) {
      share += first == AdoptionPlan.NEVER ? 0 : 1.0 / adopted.length;
    }
    double[][] covariates = new double[plan.covariates().size()][adopted.length];
    for (int c = 0; c < covariates.length; c++) {
      Covariate covariate = plan.covariates().get(c);
      Spread spread = assumed.covariates().getOrDefault(covariate.id(), new Spread(0, 1, 0));
      for (int unit = 0; unit < adopted.length; unit++) {
        double adopts = adopted[unit] == AdoptionPlan.NEVER ? 0 : 1;
        double z = normal.sample() + spread.adopters() * (adopts - share);
        covariates[c][unit] = spread.mean() + spread.sd() * z;
      }
    }
    return covariates;
  }

  private static double[] normals(int n, SharedStateContinuousSampler normal) {
    double[] numbers = new double[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = normal.sample();
    }
    return numbers;
  }
}
