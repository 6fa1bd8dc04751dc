package org.equipoise.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.equipoise.analysis.Moment;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Frame;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The register trial, once: 12,000 people make their own law of large numbers. */
class RegisterTrialTest {

  private static SimulatedTrial trial;

  @BeforeAll
  static void simulate() {
    trial = Simulation.of(Trials.register()).run(20180301);
  }

  @Test
  void people_areAssignedInMonthlyBlocksWithTheAssumedMeanChance() {
    Frame people = trial.table("people");
    CategoryColumn month = people.categories("intake_month");
    CategoryColumn arm = people.categories("arm");
    int[] team = new int[22];
    int[] all = new int[22];
    for (int row = 0; row < people.rows(); row++) {
      all[month.codeAt(row)]++;
      team[month.codeAt(row)] += "team".equals(arm.at(row)) ? 1 : 0;
    }
    assertEquals(12_000, people.rows());
    // Each of 22 blocks is rounded to whole people, so 2,700 by at most 22.
    assertEquals(2700, Arrays.stream(team).sum(), 22);
    double least = 1;
    double most = 0;
    for (int m = 0; m < 22; m++) {
      least = Math.min(least, team[m] / (double) all[m]);
      most = Math.max(most, team[m] / (double) all[m]);
    }
    assertTrue(most - least > 0.03, "chances vary over months: " + least + " to " + most);
  }

  @Test
  void people_meetTheTeamAsAssumed() {
    Frame people = trial.table("people");
    int team = 0;
    int control = 0;
    for (int row = 0; row < people.rows(); row++) {
      if (!people.column("met").isMissing(row)) {
        team += "team".equals(people.categories("arm").at(row)) ? 1 : 0;
        control += "control".equals(people.categories("arm").at(row)) ? 1 : 0;
      }
    }
    // Binomial: 95 % of 2,700 and 1.5 % of 9,300, four standard errors, fewer by those who leave.
    assertEquals(2565, team, 60);
    assertEquals(139.5, control, 47);
  }

  @Test
  void months_areOneRowAPersonAndMonthUntilPeopleLeave() {
    Frame months = trial.table("months");
    // Twelve months before the draw, which everybody has, and 36 after it.
    int rows = months.rows();
    assertTrue(rows > 559_000 && rows < 576_000, "rows " + rows);
    assertEquals(-11, months.numbers("month").at(0));
    assertEquals(36, months.numbers("month").at(47));
    assertEquals("M00001", months.texts("id").at(47));
  }

  @Test
  void series_haveTheAssumedControlMeans() {
    // The last month, all arms but only the control arm's share untouched: compare in the truth.
    for (Truth.Effect effect : trial.truth().effects()) {
      if (effect.subgroup() == null
          && effect.moment() instanceof Moment.AtPeriod at
          && at.number() == 36) {
        double stayed = 1 - 0.04 * 35 / 36;
        switch (effect.outcome().value()) {
          // Four standard errors of a share among 12,000, plus the 1 % who meet the team anyway.
          case "subsidised_job" -> assertEquals(0.16 * stayed, effect.meanControl(), 0.014);
          case "registered" -> assertEquals(0.55 * stayed, effect.meanControl(), 0.019);
          case "wage_income" -> assertEquals(5200 * stayed, effect.meanControl(), 360);
          case "hospital_care" -> assertEquals(0.003, effect.meanControl(), 0.002);
          default -> {}
        }
      }
    }
  }

  @Test
  void truth_matchesThePopulationAndSaysSoWhenItCannot() {
    int without = 0;
    for (Truth.Effect effect : trial.truth().effects()) {
      if (effect.subgroup() == null) {
        if (Double.isNaN(effect.population())) {
          without++;
        } else if (effect.outcome().value().equals("wage_income_sum")) {
          assertEquals(1, effect.effect() / effect.population(), 0.15);
        } else if (effect.outcome().value().equals("subsidised_job")) {
          // At most every eighth person is moved: four standard errors of a share of 0.04.
          assertEquals(effect.population(), effect.effect(), 0.008);
        }
      }
    }
    // "Ever" of four series at three months has no closed form.
    assertEquals(12, without);
  }

  @Test
  void truth_laterCohortsGainMore() {
    Simulation.Run run = Simulation.of(Trials.register()).start(20180301);
    Potential wage =
        run.potentials.stream()
            .filter(p -> p.outcome().id().value().equals("wage_income_sum"))
            .filter(p -> p.moment() instanceof Moment.AtPeriod at && at.number() == 36)
            .findFirst()
            .orElseThrow();
    int n = run.worlds.people();
    int[] first = IntStream.range(0, n / 3).toArray();
    int[] last = IntStream.range(2 * n / 3, n).toArray();
    double early = wage.mean(0, first) - wage.mean(1, first);
    double late = wage.mean(0, last) - wage.mean(1, last);
    // A line from ratio 2 over the outer tenths gives 1.6 over the outer thirds.
    assertTrue(late / early > 1.3 && late / early < 2, late + " against " + early);
  }

  @Test
  void series_moveTogetherInTheRightDirections() {
    Frame months = trial.table("months");
    double[] wage = months.numbers("wage_income").values();
    assertTrue(correlation(wage, months.numbers("subsidised_job").values()) > 0.1);
    assertTrue(correlation(wage, months.numbers("social_assistance").values()) < -0.1);
    assertTrue(correlation(wage, months.numbers("registered_unemployed").values()) < -0.1);
  }

  @Test
  void series_comeInSpells() {
    Frame months = trial.table("months");
    double[] month = months.numbers("month").values();
    double[] job = months.numbers("subsidised_job").values();
    int had = 0;
    int kept = 0;
    for (int row = 1; row < job.length; row++) {
      if (month[row] > 1 && job[row - 1] == 1) {
        had++;
        kept += job[row] == 1 ? 1 : 0;
      }
    }
    assertTrue(
        kept / (double) had > 0.7, "months of a job followed by another: " + kept + "/" + had);
  }

  private static double correlation(double[] x, double[] y) {
    double mx = Arrays.stream(x).average().orElseThrow();
    double my = Arrays.stream(y).average().orElseThrow();
    double sxy = 0;
    double sxx = 0;
    double syy = 0;
    for (int i = 0; i < x.length; i++) {
      sxy += (x[i] - mx) * (y[i] - my);
      sxx += (x[i] - mx) * (x[i] - mx);
      syy += (y[i] - my) * (y[i] - my);
    }
    return sxy / Math.sqrt(sxx * syy);
  }
}
