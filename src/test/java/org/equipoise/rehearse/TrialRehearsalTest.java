package org.equipoise.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.PlannedAnalysis;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Supplement;
import org.equipoise.analysis.Topic;
import org.equipoise.analysis.TrialDataReader;
import org.equipoise.finding.Finding;
import org.equipoise.frame.Frame;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.rehearse.TrialRehearsal.Line;
import org.equipoise.simulate.SimulatedTrial;
import org.equipoise.simulate.Simulation;
import org.equipoise.simulate.Truth;
import org.junit.jupiter.api.Test;

class TrialRehearsalTest {

  private static final int TRIALS = 200;

  /** Within four Monte-Carlo errors of what it should be. */
  private static void assertNear(double expected, Tally found) {
    assertEquals(expected, found.share(), 4 * Math.sqrt(expected * (1 - expected) / found.of()));
  }

  @Test
  void run_holdsTheTruthAsOftenAsItSays_andFindsNothingWhereNothingIs() {
    List<Line> lines = TrialRehearsal.of(SmallTrial.protocol()).run(TRIALS, 5, done -> {});
    assertEquals(2, lines.size());
    for (Line line : lines) {
      assertEquals("job", line.outcome().value());
      assertEquals(6, line.periods());
      assertEquals(0, line.refused());
      assertEquals(TRIALS, line.bandHeld().of());
      assertEquals(TRIALS, line.pointHeld().trials());
      assertTrue(line.pointHeld().error() < 0.02);
      assertNear(0.05, line.beforeRejects());
    }
    // Neyman (1923): where people gain 0 or 1, intervals for these very people are too wide.
    double least = 0.95 - 4 * Math.sqrt(0.95 * 0.05 / TRIALS);
    assertTrue(lines.get(0).pointHeld().mean() > least, lines.toString());
    assertTrue(lines.get(0).bandHeld().share() > least, lines.toString());
    assertTrue(lines.get(0).meanHeld().share() > least, lines.toString());
    Line placebo = lines.get(1);
    assertEquals(0.95, placebo.pointHeld().mean(), 4 * placebo.pointHeld().error());
    assertNear(0.95, placebo.bandHeld());
    assertNear(0.95, placebo.meanHeld());
    assertEquals(World.PLACEBO, placebo.world());
    assertEquals(0, placebo.mean());
    assertEquals(0, placebo.last());
    assertNear(0.05, placebo.bandExcludes());
    assertNear(0.05, placebo.meanExcludes());
    assertNear(0.05, placebo.lastExcludes());
    // Without an effect, to hold the truth is not to exclude 0.
    assertEquals(TRIALS, placebo.bandHeld().times() + placebo.bandExcludes().times());
    assertEquals(TRIALS, placebo.meanHeld().times() + placebo.meanExcludes().times());
    assertEquals(placebo.beforeRejects(), lines.get(0).beforeRejects());
  }

  /**
   * By hand: everybody in the team is met on the day of the draw, and effects grow evenly for 365
   * days. After m months 365.25 m / (12 x 365) of 0.4 is reached by those who have not left: 0.025
   * of all have, on average, in the middle of the follow-up of 183 days; at month 6, of those who
   * leave 1 - dayBefore(6) / 183 = 1 - 152 / 183 are still there.
   */
  @Test
  void truth_isThatOfTheAssumptions() {
    double expected = 0;
    for (int month = 1; month <= 6; month++) {
      double staying = 1 - 0.05 * Math.floor((month - 1) * 365.25 / 12) / 183;
      expected += 0.4 * staying * month * 365.25 / 12 / 365 / 6;
    }
    Line line = TrialRehearsal.of(SmallTrial.protocol()).run(TRIALS, 6, done -> {}).get(0);
    // Each trial's truth is the mean of 300 people, whose gains of 0 or 1 vary by less than 0.5.
    assertEquals(expected, line.mean(), 4 * 0.5 / Math.sqrt(300.0 * TRIALS));
    double last = 0.4 * (1 - 0.05 * 152 / 183) * 6 * 365.25 / 12 / 365;
    assertEquals(last, line.last(), 4 * 0.5 / Math.sqrt(300.0 * TRIALS));
    assertTrue(line.bandExcludes().share() > 0.8, line.toString());
  }

  @Test
  void run_isTheSame_onOneThread() throws Exception {
    TrialRehearsal rehearsal = TrialRehearsal.of(SmallTrial.protocol()).only(List.of("wage"));
    AtomicInteger told = new AtomicInteger();
    List<Line> all = rehearsal.run(12, 7, done -> told.incrementAndGet());
    assertEquals(rehearsal.size(12), told.get());
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      assertEquals(all, one.submit(() -> rehearsal.run(12, 7, done -> {})).get());
    } finally {
      one.shutdown();
    }
    assertNotEquals(all, rehearsal.run(12, 8, done -> {}));
  }

  /** What is left out of the plan changes neither data, nor truth, nor effects by period. */
  @Test
  void plans_cutDown_tellTheSameAsTheWholePlan() {
    Protocol whole = SmallTrial.protocol();
    Outcome job = whole.outcome(new Outcome.Id("job")).orElseThrow();
    SeriesPlans plans = new SeriesPlans(whole, whole.analyses().get(0), job);
    SimulatedTrial full = Simulation.of(whole).run(3);
    SimulatedTrial cut = Simulation.of(plans.simulated(World.ASSUMED)).run(3);
    assertEquals(arms(full), arms(cut));
    Protocol alone = plans.analysed(World.ASSUMED);
    List<String> planned = rows(whole, full, "job");
    assertTrue(planned.size() > 6);
    assertEquals(planned, rows(alone, full, "job"));
    double[] atSix =
        cut.truth().effects().stream()
            .filter(e -> e.outcome().equals(job.id()) && number(e) == 6)
            .mapToDouble(Truth.Effect::population)
            .toArray();
    double[] planning =
        full.truth().effects().stream()
            .filter(e -> e.outcome().equals(job.id()) && number(e) == 6)
            .mapToDouble(Truth.Effect::population)
            .toArray();
    assertEquals(1, atSix.length);
    assertEquals(planning[0], atSix[0]);
  }

  private static int number(Truth.Effect effect) {
    return ((Moment.AtPeriod) effect.moment()).number();
  }

  private static List<Integer> arms(SimulatedTrial trial) {
    Frame people = trial.table("people");
    return IntStream.range(0, people.rows())
        .map(i -> people.categories("arm").codeAt(i))
        .boxed()
        .toList();
  }

  private static List<String> rows(Protocol protocol, SimulatedTrial trial, String outcome) {
    Map<String, Frame> tables = new LinkedHashMap<>();
    trial.tables().forEach(table -> tables.put(table.source(), table));
    var read = TrialDataReader.read(protocol, tables);
    return PlannedAnalysis.of(protocol, Objects.requireNonNull(read.data()))
        .run("", List.of(), "", List.of())
        .supplements()
        .stream()
        .filter(row -> row.topic() == Topic.BY_PERIOD && row.of().isEmpty())
        .filter(row -> row.effect().outcome().id().value().equals(outcome))
        .filter(row -> !row.measure().startsWith("met-")) // of the arm, told beside one outcome
        .map(TrialRehearsalTest::told)
        .toList();
  }

  private static String told(Supplement row) {
    return row.measure()
        + row.moment()
        + (row.reading() instanceof Reading.Figure f ? f.value() + " " + f.low() : row.reading());
  }

  @Test
  void known_areTheOutcomesOfSeries_andThePrimaryBinaryOneComesFirst() {
    TrialRehearsal usual = TrialRehearsal.of(SmallTrial.protocol());
    assertEquals(List.of("wage", "job", "ever"), usual.known());
    Line ever = usual.only(List.of("ever")).run(20, 1, done -> {}).get(0);
    assertEquals("ever", ever.outcome().value());
    assertEquals(0, ever.meanHeld().of(), "a mean of what was ever so far is not planned");
    assertTrue(ever.last() > 0);
  }

  @Test
  void check_saysWhatCanBeRehearsed() {
    List<Finding> findings = TrialRehearsal.check(SmallTrial.withoutPeriods(), "small.json");
    assertEquals(1, findings.size());
    assertTrue(findings.get(0).expected().contains("\"byPeriod\""), findings.toString());
    assertThrows(
        IllegalArgumentException.class, () -> TrialRehearsal.of(SmallTrial.withoutPeriods()));
  }

  /** By hand: 0.5 and 1 have mean 0.75 and standard deviation sqrt(0.125). */
  @Test
  void share_hasTheErrorOfAMean() {
    Share share = Share.NONE.plus(0.5).plus(Share.NONE.plus(1));
    assertEquals(0.75, share.mean());
    assertEquals(0.25, share.error(), 1e-15);
    assertTrue(Double.isNaN(Share.NONE.mean()) && Double.isNaN(Share.NONE.plus(1).error()));
  }
}
