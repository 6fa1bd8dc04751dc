package org.equipoise.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.equipoise.analysis.Moment;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Frame;
import org.equipoise.protocol.Assumptions;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The survey trial over many seeds: its margins, its truth and what an analyst would find. */
class SimulationTest {

  private static final int SEEDS = 40;
  private static final int FIRST_SEED = 2000;

  private static final List<SimulatedTrial> TRIALS = new ArrayList<>();

  @BeforeAll
  static void simulate() {
    Simulation simulation = Simulation.of(Trials.survey());
    for (int seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      TRIALS.add(simulation.run(seed));
    }
  }

  /** Asserts that a mean over seeds lies within four of its own standard errors. */
  private static void assertCentred(double expected, ToDoubleFunction<SimulatedTrial> number) {
    double[] values = TRIALS.stream().mapToDouble(number).toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (SEEDS - 1);
    assertEquals(expected, mean, 4 * Math.sqrt(variance / SEEDS));
  }

  private static Frame people(SimulatedTrial trial) {
    return trial.table("people");
  }

  private static boolean drawn(Frame people, int row) {
    return !people.column("arm").isMissing(row);
  }

  private static double share(SimulatedTrial trial, String column, String level) {
    CategoryColumn values = people(trial).categories(column);
    return values.counts()[values.codeOf(level)] / (double) values.size();
  }

  /** Share of those drawn with an answer to any item of a wave. */
  private static double response(SimulatedTrial trial, String wave) {
    Frame people = people(trial);
    int answered = 0;
    for (int row = 0; row < people.rows(); row++) {
      boolean any = false;
      for (String name : people.names()) {
        any |= name.endsWith("_" + wave) && !people.column(name).isMissing(row);
      }
      answered += any ? 1 : 0;
    }
    return answered / 550.0;
  }

  private static Truth.Effect truth(SimulatedTrial trial, String outcome, String wave) {
    return trial.truth().effects().stream()
        .filter(e -> e.subgroup() == null && e.outcome().value().equals(outcome))
        .filter(e -> e.moment() instanceof Moment.AtWave at && at.wave().value().equals(wave))
        .findFirst()
        .orElseThrow();
  }

  /** Difference in means of an ordinal item with codes 1 to 5, among those who answered. */
  private static double difference(SimulatedTrial trial, String item) {
    Frame people = people(trial);
    CategoryColumn arm = people.categories("arm");
    CategoryColumn answer = people.categories(item);
    double[] sum = new double[2];
    int[] count = new int[2];
    for (int row = 0; row < people.rows(); row++) {
      if (!answer.isMissing(row)) {
        sum[arm.codeAt(row)] += answer.codeAt(row) + 1;
        count[arm.codeAt(row)]++;
      }
    }
    return sum[0] / count[0] - sum[1] / count[1];
  }

  @Test
  void run_sameSeed_givesTheSameTrial() {
    SimulatedTrial again = Simulation.of(Trials.survey()).run(FIRST_SEED);
    assertEquals(TRIALS.get(0).tables(), again.tables());
    assertEquals(TRIALS.get(0).truth(), again.truth());
  }

  @Test
  void run_otherSeed_givesAnotherTrial() {
    assertNotEquals(TRIALS.get(0).tables(), TRIALS.get(1).tables());
    assertNotEquals(TRIALS.get(0).truth(), TRIALS.get(1).truth());
  }

  @Test
  void run_drawsAsManyAsAssumed() {
    for (SimulatedTrial trial : TRIALS) {
      assertEquals(688, people(trial).rows());
      assertEquals(138, people(trial).column("arm").missing());
    }
  }

  @Test
  void run_hasTheAssumedMargins() {
    assertCentred(0.83, t -> response(t, "w1"));
    assertCentred(0.75, t -> response(t, "w2"));
    assertCentred(0.71, t -> response(t, "w3"));
    assertCentred(0.60, t -> share(t, "sex", "woman"));
    assertCentred(0.44, t -> share(t, "foreign_born", "yes"));
    assertCentred(0.45, t -> share(t, "site", "goteborg"));
  }

  @Test
  void run_numbersHaveTheAssumedMeans() {
    assertCentred(42, t -> Arrays.stream(people(t).numbers("age").values()).average().orElse(0));
    // Rounded to whole months and cut at 480: less than 0.1 away from the assumed 40.
    assertCentred(
        40,
        t -> Arrays.stream(people(t).numbers("months_unemployed").values()).average().orElse(0));
  }

  @Test
  void run_mostLossIsForEverButSomeReturn() {
    int[] patterns = new int[8];
    Frame people = people(TRIALS.get(0));
    for (int row = 0; row < people.rows(); row++) {
      if (drawn(people, row)) {
        int pattern = 0;
        for (String wave : List.of("w1", "w2", "w3")) {
          pattern = 2 * pattern + (people.column("life_" + wave).isMissing(row) ? 0 : 1);
        }
        patterns[pattern]++;
      }
    }
    assertTrue(patterns[0b111] > 250, "complete: " + Arrays.toString(patterns));
    assertTrue(patterns[0b101] > 5 && patterns[0b101] < 60, Arrays.toString(patterns));
    assertTrue(patterns[0b100] + patterns[0b110] > patterns[0b101], Arrays.toString(patterns));
  }

  @Test
  void run_openQuestionIsAnsweredByOverHalfOfRespondents() {
    int written = 0;
    int responded = 0;
    for (SimulatedTrial trial : TRIALS) {
      written += 688 - people(trial).column("anything_else_w3").missing();
      responded += (int) Math.round(550 * response(trial, "w3"));
    }
    // 40 trials of some 390: the standard error is 0.004, the band four of them.
    assertEquals(Words.SHARE, written / (double) responded, 0.016);
  }

  @Test
  void run_bigStickKeepsEverySiteWithinItsLimit() {
    for (SimulatedTrial trial : TRIALS) {
      assertTrue(worstLead(trial) <= 3);
    }
  }

  @Test
  void run_permutedBlocksOfFourLeaveAtMostTwo() {
    Protocol protocol = Trials.survey();
    DrawRule blocks = new DrawRule.PermutedBlocks(Trials.oneToOne(protocol), List.of(4));
    for (int seed = 1; seed <= 5; seed++) {
      assertTrue(worstLead(Simulation.of(Trials.with(protocol, blocks)).run(seed)) <= 2);
    }
  }

  /** Largest difference in size between the two arms at a site. */
  private static int worstLead(SimulatedTrial trial) {
    Frame people = people(trial);
    int[] lead = new int[3];
    for (int row = 0; row < people.rows(); row++) {
      if (drawn(people, row)) {
        lead[people.categories("site").codeAt(row)] +=
            people.categories("arm").codeAt(row) == 0 ? 1 : -1;
      }
    }
    return Arrays.stream(lead).map(Math::abs).max().orElseThrow();
  }

  @Test
  void run_nobodyTurnedAwayHasAnArmOrAnAnswer_andEveryoneHasOneReason() {
    Frame people = people(TRIALS.get(0));
    for (int row = 0; row < people.rows(); row++) {
      int reasons = 0;
      reasons += people.categories("consent_draw").codeAt(row) == 0 ? 1 : 0;
      reasons += people.categories("several_agencies").codeAt(row) == 0 ? 1 : 0;
      reasons += people.categories("urgent").codeAt(row) == 1 ? 1 : 0;
      reasons += people.categories("met_before").codeAt(row) == 1 ? 1 : 0;
      assertEquals(drawn(people, row) ? 0 : 1, reasons, "row " + row);
      assertTrue(drawn(people, row) || people.column("life_w1").isMissing(row));
      assertEquals(drawn(people, row), !people.column("drawn").isMissing(row));
    }
  }

  @Test
  void truth_agreesWithARecountOfTheWorlds_andDataShowTheArmDrawn() {
    Simulation.Run run = Simulation.of(Trials.survey()).start(FIRST_SEED);
    SimulatedTrial trial = TRIALS.get(0);
    for (Potential potential : run.potentials) {
      double[] now = potential.values()[0];
      double[] later = potential.values()[1];
      double difference = 0;
      for (int i = 0; i < now.length; i++) {
        difference += (now[i] - later[i]) / now.length;
      }
      String wave = ((Moment.AtWave) potential.moment()).wave().value();
      Truth.Effect truth = truth(trial, potential.outcome().id().value(), wave);
      assertEquals(difference, truth.effect(), 1e-12);
      if (potential.outcome().source() instanceof Outcome.Source.FromItem from
          && from.yesWhen().isEmpty()) {
        CategoryColumn told = people(trial).categories(from.item() + "_" + wave);
        for (int i = 0; i < now.length; i++) {
          int row = run.people.drawn()[i];
          if (!told.isMissing(row)) {
            double happened = potential.values()[run.allocation.arm()[i]][i];
            assertEquals(happened, told.codeAt(row) + 1, "row " + row);
          }
        }
      }
    }
  }

  @Test
  void truth_ofTheSampleCentresOnThatOfThePopulation() {
    for (String wave : List.of("w2", "w3")) {
      Truth.Effect one = truth(TRIALS.get(0), "job_future", wave);
      assertCentred(one.population(), t -> truth(t, "job_future", wave).effect());
      assertCentred(one.populationService(), t -> truth(t, "job_future", wave).service());
      assertCentred(
          truth(TRIALS.get(0), "wellbeing", wave).population(),
          t -> truth(t, "wellbeing", wave).effect());
      assertCentred(
          truth(TRIALS.get(0), "job_future_large", wave).population(),
          t -> truth(t, "job_future_large", wave).effect());
    }
    assertEquals(0.35, truth(TRIALS.get(0), "job_future", "w3").populationService(), 1e-12);
  }

  @Test
  void differenceInMeans_centresOnTheTruth() {
    for (String item : List.of("job_future", "life", "health")) {
      assertCentred(0, t -> difference(t, item + "_w3") - truth(t, item, "w3").effect());
    }
    assertCentred(0, t -> difference(t, "life_w1"));
  }

  @Test
  void truth_contrastIsLessAtTheThirdWaveOnceSomeOfTheLaterArmHaveStarted() {
    SimulatedTrial trial = Simulation.of(Trials.surveyWithEarlyStarts(0.2)).run(1);
    List<Truth.Contrast> contrasts = trial.truth().contrasts();
    assertEquals(0, contrasts.get(0).left());
    assertTrue(contrasts.get(2).left() < contrasts.get(1).left() - 0.05, contrasts.toString());
    // Of the later arm 20 % start in days 90 to 179, less the few who have left by then.
    assertEquals(0.2, contrasts.get(2).metControl(), 0.06);
    assertTrue(contrasts.get(2).population() < contrasts.get(1).population());
  }

  @Test
  void truth_propensitiesAverageToTheResponse() {
    for (int wave = 0; wave < 3; wave++) {
      int at = wave;
      double share = TRIALS.get(0).truth().responses().get(at).share();
      assertCentred(
          share,
          t ->
              t.truth().responses().get(at).propensities().stream()
                  .mapToDouble(Double::doubleValue)
                  .average()
                  .orElseThrow());
    }
  }

  @Test
  void caseworkers_areRosierThanParticipants() {
    Frame proxies = TRIALS.get(0).table("caseworkers");
    double proxy = meanCode(proxies.categories("life"));
    double own = meanCode(people(TRIALS.get(0)).categories("life_w2"));
    assertTrue(proxy > own + 0.2, proxy + " against " + own);
    assertEquals(List.of("caseworker"), proxies.categories("respondent").levels());
  }

  private static double meanCode(CategoryColumn column) {
    return Arrays.stream(column.codes()).filter(c -> c >= 0).average().orElseThrow();
  }

  @Test
  void baseline_correlatesWithTheOutcomeAsAssumed() {
    assertCentred(0.5, t -> correlation(t, "job_future_w1", "job_future_w3", "later"));
    assertCentred(0.6, t -> correlation(t, "life_w1", "life_w3", "later"));
  }

  /** Pearson correlation of two items within an arm, among those who answered both. */
  private static double correlation(SimulatedTrial trial, String one, String other, String arm) {
    Frame people = people(trial);
    CategoryColumn x = people.categories(one);
    CategoryColumn y = people.categories(other);
    double[] sums = new double[6];
    for (int row = 0; row < people.rows(); row++) {
      if (arm.equals(people.categories("arm").at(row)) && !x.isMissing(row) && !y.isMissing(row)) {
        double a = x.codeAt(row);
        double b = y.codeAt(row);
        double[] terms = {1, a, b, a * a, b * b, a * b};
        Arrays.setAll(sums, i -> sums[i] + terms[i]);
      }
    }
    double n = sums[0];
    return (sums[5] - sums[1] * sums[2] / n)
        / Math.sqrt((sums[3] - sums[1] * sums[1] / n) * (sums[4] - sums[2] * sums[2] / n));
  }

  @Test
  void of_refusesAProtocolWithoutAssumptions() {
    Protocol bare = Trials.with(Trials.survey(), (Assumptions) null);
    assertEquals("/assumptions", Simulation.check(bare, "p.json").get(0).place().path());
    assertThrows(IllegalArgumentException.class, () -> Simulation.of(bare));
  }
}
