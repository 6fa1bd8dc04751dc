package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.equipoise.inference.PValueRule;
import org.equipoise.inference.RedrawnComparison;
import org.equipoise.inference.Rerandomization;
import org.equipoise.inference.Statistic;
import org.equipoise.inference.TrialOutcome;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.Analysis.Permutations;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of one arm with the control arm as re-randomization sees them: everybody is drawn
 * again, those analysed are compared, and all comparisons share the draws.
 *
 * @param redraws how the arm was drawn
 * @param trial the draws of the plan
 */
record RerandomizedArm(TrialData data, Redraws redraws, Rerandomization trial) {

  static RerandomizedArm of(
      Protocol protocol, TrialData data, Permutations plan, Effect anyOfTheArm) {
    Redraws redraws = Redraws.of(protocol, data, arm(protocol, anyOfTheArm));
    Rerandomization trial =
        Rerandomization.of(redraws.assignments(), redraws.treated())
            .withDraws(plan.draws())
            .withSeed(plan.seed());
    return new RerandomizedArm(data, redraws, trial);
  }

  private static Arm arm(Protocol protocol, Effect effect) {
    return protocol.arms().stream()
        .filter(arm -> arm.id().equals(effect.arm()))
        .findFirst()
        .orElseThrow();
  }

  /** The same with as many draws as planned, be the assignments ever so few. */
  RerandomizedArm neverListing() {
    return new RerandomizedArm(data, redraws, trial.listingUpTo(0));
  }

  /** Comparisons by the same draws; null for those that are refused. */
  List<@Nullable RedrawnComparison> compare(
      List<Compared> compared, List<Statistic> statistics, boolean sets) {
    List<Rerandomization.Comparison> comparisons = new ArrayList<>();
    List<Integer> made = new ArrayList<>();
    for (int i = 0; i < compared.size(); i++) {
      ArmComparison.Sample sample = compared.get(i).sample();
      if (sample != null && refusal(compared.get(i), statistics.get(i)) == null) {
        made.add(i);
        comparisons.add(
            new Rerandomization.Comparison(
                statistics.get(i), outcome(compared.get(i), sample), sets));
      }
    }
    List<RedrawnComparison> found = comparisons.isEmpty() ? List.of() : trial.compare(comparisons);
    List<@Nullable RedrawnComparison> all =
        new ArrayList<>(Collections.nCopies(compared.size(), null));
    for (int k = 0; k < found.size(); k++) {
      all.set(made.get(k), found.get(k));
    }
    return all;
  }

  /** Why a comparison is not re-randomized; null when it is. */
  Reading.@Nullable Refused refusal(Compared compared, Statistic statistic) {
    if (redraws.fault() != null) {
      return redraws.fault();
    }
    if (compared.effect().comparison() instanceof Comparison.Refused refused
        && !exactAnyway(compared, refused)) {
      return new Reading.Refused(refused.rule(), refused.reason(), refused.advice());
    }
    boolean weighted = compared.choice().inverseProbability();
    if (weighted && statistic != Statistic.COEFFICIENT && statistic != Statistic.DIFFERENCE) {
      return new Reading.Refused(
          "WEIGHTED_STATISTIC",
          "persons are weighted by the inverse of their chance, and "
              + (statistic == Statistic.RANK_SUM ? "ranks" : "this standard error")
              + " cannot be",
          "plan the statistic \"coefficient\"");
    }
    return weighted && data.protocol().arms().size() > 2
        ? new Reading.Refused(
            "WEIGHTED_ARMS",
            "persons are weighted by their chance, which re-draws of "
                + data.protocol().arms().size()
                + " arms would change",
            "weight everybody the same and keep the strata as effects")
        : null;
  }

  /**
   * Effects refused because no standard error can be seen: the draws need none. Nobody's outcome
   * may be like everybody's, and there must be people in both arms.
   */
  private static final Set<String> ERRORLESS =
      Set.of("CONSTANT_OUTCOME", "TOO_FEW_CLUSTERS", "ONE_UNIT_IN_ARM");

  private static boolean exactAnyway(Compared compared, Comparison.Refused refused) {
    ArmComparison.Sample sample = compared.sample();
    if (sample == null || !ERRORLESS.contains(refused.rule())) {
      return false;
    }
    int treated = ArmComparison.count(sample.treated());
    double first = sample.values()[0];
    return treated > 0
        && treated < sample.treated().length
        && Arrays.stream(sample.values()).anyMatch(value -> value != first);
  }

  /**
   * The planned statistic; the coefficient of a difference in means is the difference, and so is
   * what remains of a studentized one without a standard error.
   */
  static Statistic statistic(Compared compared, Analysis.Statistic planned) {
    return switch (planned) {
      case COEFFICIENT ->
          compared.choice().estimator() == Estimator.DIFFERENCE_IN_MEANS
              ? Statistic.DIFFERENCE
              : Statistic.COEFFICIENT;
      case DIFFERENCE -> Statistic.DIFFERENCE;
      case STUDENTIZED ->
          compared.effect().comparison() instanceof Comparison.Refused
              ? Statistic.DIFFERENCE
              : Statistic.STUDENTIZED;
      case RANK_SUM -> Statistic.RANK_SUM;
    };
  }

  static PValueRule rule(Permutations plan) {
    return switch (plan.rule()) {
      case PLUS_ONE -> PValueRule.PLUS_ONE;
      case SHARE -> PValueRule.SHARE;
      case STRICT -> PValueRule.STRICT;
    };
  }

  /** The sample spread over everybody in the two arms; NaN for whoever is not in it. */
  TrialOutcome outcome(Compared compared, ArmComparison.Sample sample) {
    double[] values = new double[redraws.people().length];
    Arrays.fill(values, Double.NaN);
    int[] place = places(sample.rows());
    scatter(sample.values(), place, values);
    TrialOutcome outcome = TrialOutcome.of(values).drawnAs(redraws.unit());
    int[] blocks = compared.blocks(data, sample.rows());
    if (blocks != null) {
      int[] codes = new int[values.length];
      for (int i = 0; i < place.length; i++) {
        codes[place[i]] = blocks[i];
      }
      outcome = outcome.within(codes);
    }
    if (!sample.terms().isEmpty()) {
      outcome =
          outcome.adjustedFor(
              sample.terms().stream()
                  .map(term -> scatter(term.values(), place, new double[values.length]))
                  .toList());
    }
    return compared.choice().inverseProbability()
        ? outcome.weightedBy(chances(sample, place, values.length))
        : outcome;
  }

  /** Values of the sample spread over everybody in the two arms; 0 for whoever is not in it. */
  double[] spread(ArmComparison.Sample sample, double[] values) {
    return scatter(values, places(sample.rows()), new double[redraws.people().length]);
  }

  private static double[] scatter(double[] from, int[] place, double[] to) {
    for (int i = 0; i < place.length; i++) {
      to[place[i]] = from[i];
    }
    return to;
  }

  /** Chances of the arm, from the weights by the arm that each person was drawn to. */
  private double[] chances(ArmComparison.Sample sample, int[] place, int length) {
    double[] weights = Weights.inverseProbability(data, sample);
    double[] chances = new double[length];
    Arrays.fill(chances, 0.5);
    for (int i = 0; i < place.length; i++) {
      chances[place[i]] = sample.treated()[i] ? 1 / weights[i] : 1 - 1 / weights[i];
    }
    return chances;
  }

  /** Where persons stand among those in the two arms; both lists ascend. */
  private int[] places(int[] rows) {
    int[] places = new int[rows.length];
    int at = 0;
    for (int i = 0; i < rows.length; i++) {
      while (redraws.people()[at] != rows[i]) {
        at++;
      }
      places[i] = at;
    }
    return places;
  }
}
