package org.equipoise.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.junit.jupiter.api.Test;

class AllocationTest {

  private static final Protocol SURVEY = Trials.survey();

  private static Allocation draw(DrawRule rule) {
    return Simulation.of(Trials.with(SURVEY, rule)).start(11).allocation;
  }

  private static int first(Allocation allocation) {
    return (int) Arrays.stream(allocation.arm()).filter(arm -> arm == 0).count();
  }

  @Test
  void simple_leavesSizesToChance() {
    // Binomial(550, 1/2): standard deviation 11.7, the band four of them.
    assertEquals(275, first(draw(new DrawRule.Simple(Trials.oneToOne(SURVEY)))), 47);
  }

  @Test
  void complete_givesEverySiteHalfRoundedEitherWay() {
    assertEquals(275, first(draw(new DrawRule.Complete(Trials.oneToOne(SURVEY), null))), 1.5);
  }

  @Test
  void minimisation_keepsItsFactorsClose() {
    Variable.Id sex = new Variable.Id("sex");
    DrawRule rule =
        new DrawRule.Minimisation(
            Trials.oneToOne(SURVEY),
            List.of(new DrawRule.Factor(sex, 1)),
            0.9,
            DrawRule.Spread.RANGE);
    Simulation.Run run = Simulation.of(Trials.with(SURVEY, rule)).start(11);
    int lead = 0;
    for (int i = 0; i < run.allocation.arm().length; i++) {
      if (run.people.codeOf(sex, run.people.drawn()[i]) == 0) {
        lead += run.allocation.arm()[i] == 0 ? 1 : -1;
      }
    }
    assertTrue(Math.abs(lead) <= 15, "women: lead " + lead);
  }

  @Test
  void lottery_fillsItsPlacesEveryMonth() {
    // Eleven months of ten places.
    DrawRule rule = new DrawRule.Lottery(SURVEY.arms().get(0).id(), 10, 0);
    assertEquals(110, first(draw(rule)));
  }

  @Test
  void recorded_complete_keepsTheStatedChance() {
    Arm.Id now = SURVEY.arms().get(0).id();
    Arm.Id later = SURVEY.arms().get(1).id();
    DrawRule rule =
        new DrawRule.Recorded(
            DrawRule.Scheme.COMPLETE,
            new DrawRule.Probability.Fixed(Map.of(now, 0.3, later, 0.7)),
            null);
    Allocation allocation = draw(rule);
    assertEquals(165, first(allocation), 3);
    assertEquals(0.3, allocation.chance()[0][0], 0);
  }

  @Test
  void pairs_holdOneOfEachArm() {
    DrawRule rule =
        new DrawRule.Recorded(
            DrawRule.Scheme.MATCHED_PAIRS,
            new DrawRule.Probability.ByStratum(),
            new Variable.Id("pair"));
    Allocation allocation = draw(rule);
    int pairs = Arrays.stream(allocation.pair()).max().orElseThrow() + 1;
    int[] members = new int[pairs];
    int[] sum = new int[pairs];
    for (int i = 0; i < allocation.arm().length; i++) {
      members[allocation.pair()[i]]++;
      sum[allocation.pair()[i]] += allocation.arm()[i];
    }
    for (int pair = 0; pair < pairs; pair++) {
      assertTrue(members[pair] == 1 || sum[pair] == 1, "pair " + pair);
    }
  }
}
