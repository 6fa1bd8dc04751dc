package org.equipoise.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.equipoise.adoption.AdoptionData;
import org.equipoise.adoption.AdoptionDataReader;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.finding.Finding;
import org.equipoise.panel.StaggeredPanel;
import org.equipoise.simulate.SimulatedAdoption.TrueEffect;
import org.equipoise.store.AdoptionFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdoptionSimulationTest {

  private static final int NEVER = StaggeredPanel.NEVER;
  private static AdoptionPlan plan;
  private static SimulatedAdoption study;
  private static AdoptionData data;

  @BeforeAll
  static void simulate() {
    plan = plan("protocols/finsam-municipalities.json");
    study = AdoptionSimulation.of(plan).run(42);
    AdoptionDataReader.Read read = AdoptionDataReader.read(plan, study.table());
    data = Objects.requireNonNull(read.data(), () -> read.findings().toString());
  }

  private static AdoptionPlan plan(String file) {
    AdoptionFile.Loaded loaded = AdoptionFile.read(Path.of(file));
    return Objects.requireNonNull(loaded.plan(), () -> loaded.findings().toString());
  }

  @Test
  void run_hasTheUnitsAndCohortsAssumed() {
    assertEquals(290, data.units().size());
    assertEquals(290 * 17 * 5, study.table().rows());
    Map<Integer, Integer> joined = new TreeMap<>();
    Arrays.stream(data.adopted()).forEach(first -> joined.merge(first, 1, Integer::sum));
    assertEquals(102, joined.remove(NEVER));
    assertEquals(new TreeMap<>(plan.assumptions().joined()), joined);
    int[] cluster = Objects.requireNonNull(data.cluster());
    assertEquals(82 + 102, data.clusters().size());
    int[] sizes = new int[data.clusters().size()];
    Arrays.stream(cluster).forEach(code -> sizes[code]++);
    for (int unit = 0; unit < cluster.length; unit++) {
      int size = sizes[cluster[unit]];
      assertTrue(data.adopted()[unit] == NEVER ? size == 1 : size == 2 || size == 3);
    }
  }

  /** The same seed the same bytes, another seed another study. */
  @Test
  void run_followsTheSeed() {
    assertEquals(study.table(), AdoptionSimulation.of(plan).run(42).table());
    assertEquals(study.truth(), AdoptionSimulation.of(plan).run(42).truth());
    assertNotEquals(study.table(), AdoptionSimulation.of(plan).run(43).table());
  }

  /** Counts of women and of men add up to those of all, but for shares' five decimals. */
  @Test
  void run_addsUpGroupsThatAreMadeOfOthers() {
    double[] all = data.weights().get("all");
    double[] women = data.weights().get("women");
    double[] men = data.weights().get("men");
    for (String outcome : List.of("to_work", "social_assistance")) {
      Map<String, double[]> cells = data.outcomes().get(outcome);
      for (int i = 0; i < all.length; i++) {
        assertEquals(all[i], women[i] + men[i]);
        double parts = women[i] * cells.get("women")[i] + men[i] * cells.get("men")[i];
        assertEquals(parts / all[i], cells.get("all")[i], 1.1e-5);
      }
    }
  }

  /** Mean level in the first year is as assumed, within 4 standard errors plus the year's shock. */
  @Test
  void run_hasTheLevelsAssumed() {
    for (AdoptionPlan.Course course : plan.assumptions().courses()) {
      double[] cells = data.outcomes().get(course.outcome()).get(course.group());
      double sum = 0;
      for (int unit = 0; unit < 290; unit++) {
        sum += cells[unit * 17];
      }
      double tolerance = 4 * course.between() / Math.sqrt(290) + 4 * course.within();
      assertEquals(course.level(), sum / 290, tolerance, course.toString());
    }
  }

  /**
   * By hand: effects of the last cohort are 1.4 times those of the first, in a straight line; with
   * 54, 31, 25, 30, 27 and 21 units in 2005 to 2010 the mean of 1, 1.08, … 1.4 is 1.16638…, so the
   * factor of 2005 is 1 / 1.166383 and that of 2010 is 1.4 times it.
   */
  @Test
  void run_knowsTheTrueEffects() {
    double mean = (54 + 31 * 1.08 + 25 * 1.16 + 30 * 1.24 + 27 * 1.32 + 21 * 1.4) / 188;
    assertEquals(-0.003 / mean, truth("sickness_benefit", "women", 2005, 5), 1e-12);
    assertEquals(-0.003 * 1.4 / mean, truth("sickness_benefit", "women", 2010, 6), 1e-12);
    assertEquals(-0.003, truth("sickness_benefit", "women", NEVER, 5), 1e-12);
    assertEquals(0, truth("sickness_benefit", "women", NEVER, 0));
    assertEquals(0, truth("studies", "youth", NEVER, 6));
    // Between what women and men gain: 0 and 0.002, half of the people each.
    assertEquals(0.00102, truth("to_work", "all", NEVER, 4), 2e-5);
    // 2016 is the eleventh year after for 2005 only.
    TrueEffect last = effect("sickness_benefit", "men", NEVER, 11);
    assertEquals(54, last.units());
    assertFalse(study.truth().stream().anyMatch(e -> e.eventTime() > 11 || e.eventTime() < 0));
  }

  /**
   * A difference in differences by hand: units of all cohorts five years after, against the years
   * before, less those that never join, is the truth within 4 of its standard errors; so is zero
   * before joining.
   */
  @Test
  void run_differsFromTheOthersByTheTruth() {
    for (String outcome : List.of("sickness_benefit", "social_assistance", "to_work")) {
      double[] after = differences(outcome, "men", 5);
      assertEquals(truth(outcome, "men", NEVER, 5), after[0], 4 * after[1], outcome);
      double[] before = differences(outcome, "men", -4);
      assertEquals(0, before[0], 4 * before[1], outcome);
    }
    double[] seen = differences("sickness_benefit", "men", 5);
    assertTrue(seen[0] < -3 * seen[1], "the shipped design can see -0.3 percentage points");
  }

  /** Mean and standard error of each adopter's change less the mean change of those that never. */
  private static double[] differences(String outcome, String group, int eventTime) {
    double[] cells = data.outcomes().get(outcome).get(group);
    double sum = 0;
    double squares = 0;
    int n = 0;
    for (int unit = 0; unit < 290; unit++) {
      int first = data.adopted()[unit];
      if (first == NEVER) {
        continue;
      }
      int base = first - 1 - 2000;
      int then = first + eventTime - 2000;
      double others = 0;
      for (int other = 0; other < 290; other++) {
        others +=
            data.adopted()[other] == NEVER
                ? (cells[other * 17 + then] - cells[other * 17 + base]) / 102
                : 0;
      }
      double change = cells[unit * 17 + then] - cells[unit * 17 + base] - others;
      sum += change;
      squares += change * change;
      n++;
    }
    double mean = sum / n;
    double variance = (squares / n - mean * mean) * (1.0 / n + 1.0 / 102);
    return new double[] {mean, Math.sqrt(variance)};
  }

  /** Adopters had more unemployed by 0.3 standard deviations, as assumed; 4 standard errors. */
  @Test
  void run_spreadsCovariatesAsAssumed() {
    double[] cells = data.covariate("unemployed_2004", "all");
    double adopters = 0;
    double others = 0;
    for (int unit = 0; unit < 290; unit++) {
      if (data.adopted()[unit] == NEVER) {
        others += cells[unit * 17] / 102;
      } else {
        adopters += cells[unit * 17] / 188;
      }
    }
    double error = 1.8 * Math.sqrt(1.0 / 102 + 1.0 / 188);
    assertEquals(0.3 * 1.8, adopters - others, 4 * error);
    assertEquals(6.5, (188 * adopters + 102 * others) / 290, 4 * 1.8 / Math.sqrt(290));
  }

  @Test
  void run_makesNumbersAsWellAsShares() {
    AdoptionPlan other = plan("src/test/resources/protocols/adoption/every-field.json");
    AdoptionData made =
        Objects.requireNonNull(
            AdoptionDataReader.read(other, AdoptionSimulation.of(other).run(1).table()).data());
    double[] costs = made.outcomes().get("costs").get("women");
    double mean = Arrays.stream(costs).average().orElseThrow();
    assertEquals(100, mean, 4 * 10 / Math.sqrt(40) + 4 * 2);
    assertEquals(24, Arrays.stream(made.adopted()).filter(first -> first != NEVER).count());
  }

  @Test
  void check_asksForAssumptions() {
    AdoptionPlan none = plan("src/test/resources/protocols/adoption/minimal.json");
    List<Finding> findings = AdoptionSimulation.check(none, "s.json");
    assertEquals(1, findings.size());
    assertEquals("no assumptions", findings.get(0).found());
    assertThrows(IllegalArgumentException.class, () -> AdoptionSimulation.of(none));
  }

  private static double truth(String outcome, String group, int cohort, int eventTime) {
    return effect(outcome, group, cohort, eventTime).effect();
  }

  private static TrueEffect effect(String outcome, String group, int cohort, int eventTime) {
    return study.truth().stream()
        .filter(e -> e.outcome().equals(outcome) && e.group().equals(group))
        .filter(e -> e.cohort() == cohort && e.eventTime() == eventTime)
        .findFirst()
        .orElseThrow();
  }
}
