package org.equipoise.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.equipoise.inference.AssignmentStatistics;
import org.equipoise.inference.PValueRule;
import org.equipoise.inference.PermutedGroups;
import org.equipoise.inference.RedrawnNumber;
import org.equipoise.inference.Rerandomization;
import org.equipoise.panel.Rollout;
import org.equipoise.panel.RolloutEstimand;
import org.equipoise.protocol.Analysis.Permutations;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * The start dates drawn again: of two arms by the trial's own rule, of more by changing places
 * within strata, clusters as wholes.
 *
 * @param numbers the studentized estimates, in the order asked for; empty when there is a fault
 * @param rule code of what is re-run
 * @param fault why nothing can be re-run; null when all is well
 */
record StartDatesRedrawn(
    List<RedrawnNumber> numbers, String rule, Reading.@Nullable Refused fault) {

  static StartDatesRedrawn of(
      Protocol protocol,
      TrialData data,
      Permutations plan,
      StartDatesStudy study,
      Rollout rollout,
      List<RolloutEstimand> estimands) {
    Supplier<PermutedGroups.Statistics> statistics = rollout.studentized(estimands);
    if (protocol.arms().size() > 2) {
      List<RedrawnNumber> numbers =
          rollout
              .redraws()
              .withDraws(plan.draws())
              .withSeed(plan.seed())
              .evaluate(estimands.size(), statistics);
      return new StartDatesRedrawn(numbers, "numbers-by-stratum", null);
    }
    Arm arm = protocol.arms().stream().filter(a -> !a.control()).findFirst().orElseThrow();
    Redraws redraws = Redraws.of(protocol, data, arm);
    if (redraws.fault() != null) {
      return new StartDatesRedrawn(List.of(), redraws.rule(), redraws.fault());
    }
    int[] unit = units(data, study, rollout, redraws);
    Supplier<AssignmentStatistics> each =
        () -> {
          PermutedGroups.Statistics own = statistics.get();
          int[] groups = new int[unit.length];
          return (treated, out) -> {
            // The arm starts before the control, so it is the first group.
            for (int u = 0; u < unit.length; u++) {
              groups[u] = treated[unit[u]] ? 0 : 1;
            }
            own.evaluate(groups, out);
          };
        };
    List<RedrawnNumber> numbers =
        Rerandomization.of(redraws.assignments(), redraws.treated())
            .withDraws(plan.draws())
            .withSeed(plan.seed())
            .evaluate(estimands.size(), each);
    return new StartDatesRedrawn(numbers, redraws.rule(), null);
  }

  /** The place among the re-drawn units of each unit compared. */
  private static int[] units(
      TrialData data, StartDatesStudy study, Rollout rollout, Redraws redraws) {
    int[] ofPerson = new int[data.size()];
    for (int i = 0; i < redraws.people().length; i++) {
      ofPerson[redraws.people()[i]] = redraws.unit()[i];
    }
    return Arrays.stream(rollout.firstRows()).map(row -> ofPerson[study.people()[row]]).toArray();
  }

  Reading figure(RedrawnNumber number, Permutations plan) {
    if (Double.isNaN(number.observed())) {
      return new Reading.Refused(
          "UNDEFINED_STATISTIC", "the statistic is not defined in the draw that was made", "");
    }
    PValueRule counted = RerandomizedArm.rule(plan);
    return Reading.Figure.value(number.observed(), Reading.Unit.STATISTIC)
        .withTest(Double.NaN, Double.NaN, Double.NaN, number.pValue(counted))
        .withDraws(number.drawn().length, number.monteCarloError(counted))
        .noted(rule);
  }
}
