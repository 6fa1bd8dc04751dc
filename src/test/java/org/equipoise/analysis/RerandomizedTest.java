package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Frame;
import org.equipoise.inference.Assignments;
import org.equipoise.inference.PValueRule;
import org.equipoise.inference.RedrawnComparison;
import org.equipoise.inference.Rerandomization;
import org.equipoise.inference.Statistic;
import org.equipoise.inference.TrialOutcome;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Protocol;
import org.junit.jupiter.api.Test;

/** Rows of re-randomization of the small trial, against the engine fed by hand. */
class RerandomizedTest {
  private static final String PLAN =
      "\"permutations\": {\"draws\": 2000, \"seed\": 5, \"statistic\": \"STATISTIC\"}";

  private static Results run(SmallTrial trial) {
    Protocol protocol = trial.protocol();
    TrialDataReader.Read read = trial.read(trial.frame());
    assertEquals(List.of(), SmallTrial.errors(read.findings()));
    return PlannedAnalysis.of(protocol, Objects.requireNonNull(read.data()))
        .run("digest", List.of(), "test", List.of());
  }

  private static List<Supplement> rows(SmallTrial trial) {
    return run(trial).supplements().stream()
        .filter(row -> row.topic() == Topic.RERANDOMIZATION)
        .toList();
  }

  private static Reading.Figure number(Supplement row) {
    return assertInstanceOf(Reading.Figure.class, row.reading(), row::toString);
  }

  /** The numbers of {@link SmallTrial}, by its formula. */
  private static double[] y() {
    double[] y = new double[24];
    for (int i = 1; i <= 24; i++) {
      y[i - 1] =
          i == 5 || i == 12
              ? Double.NaN
              : 1 + 0.5 * ((i + 1) % 2) + 0.8 * (7 * i % 11 / 3.0) + 5 * i * i % 13 / 7.0;
    }
    return y;
  }

  private static boolean[] even() {
    boolean[] z = new boolean[24];
    for (int k = 0; k < 24; k++) {
      z[k] = k % 2 == 1;
    }
    return z;
  }

  @Test
  void rows_followTheDeclaredScheme() {
    SmallTrial trial =
        new SmallTrial()
            .analysis(
                "\"outcomes\": [\"y\"], \"subgroups\": [\"notWest\"], "
                    + PLAN.replace("STATISTIC", "coefficient"));
    List<Supplement> rows = rows(trial);
    assertEquals(
        List.of("difference", "difference", "balance"),
        rows.stream().map(Supplement::measure).toList());
    RedrawnComparison expected =
        Rerandomization.of(Assignments.complete(even()), even())
            .withDraws(2000)
            .withSeed(5)
            .compare(
                List.of(
                    new Rerandomization.Comparison(
                        Statistic.DIFFERENCE, TrialOutcome.of(y()), true)))
            .get(0);
    Reading.Figure found = number(rows.get(0));
    assertEquals(expected.observed(), found.value(), 1e-13);
    assertEquals(expected.pValue(PValueRule.PLUS_ONE), found.pValue());
    assertEquals(expected.effects(PValueRule.PLUS_ONE, 0.95).low(), found.low(), 1e-12);
    assertEquals(expected.effects(PValueRule.PLUS_ONE, 0.95).high(), found.high(), 1e-12);
    assertEquals(2000, found.draws());
    assertEquals("plus-one", rows.get(0).method());
    assertEquals("numbers-by-stratum", found.note());
    // The planned estimate is what was re-drawn.
    Comparison.Estimated effect =
        assertInstanceOf(Comparison.Estimated.class, rows.get(0).effect().comparison());
    assertEquals(effect.estimate().value(), found.value(), 1e-12);
    assertEquals(16 - 2, rows.get(1).analysed() + rows.get(1).analysedControl());
  }

  @Test
  void coefficient_isThatOfThePlannedRegression() {
    SmallTrial trial =
        new SmallTrial()
            .scheme("blocks")
            .more("\"strata\": [\"site_\"]")
            .analysis(
                "\"outcomes\": [\"y\"], \"adjust\": [\"x2\"], "
                    + PLAN.replace("STATISTIC", "coefficient"));
    Supplement row = rows(trial).get(0);
    assertEquals("coefficient", row.measure());
    Comparison.Estimated effect =
        assertInstanceOf(Comparison.Estimated.class, row.effect().comparison());
    assertEquals(effect.estimate().value(), number(row).value(), 1e-12);
    assertTrue(number(row).low() < effect.estimate().value());
    assertTrue(number(row).high() > effect.estimate().value());
  }

  @Test
  void weights_followTheDraw() {
    SmallTrial trial =
        new SmallTrial()
            .scheme("simple")
            .probability("{\"variable\": \"p\"}")
            .analysis("\"outcomes\": [\"y\"], " + PLAN.replace("STATISTIC", "coefficient"));
    Supplement row = rows(trial).get(0);
    Comparison.Estimated effect =
        assertInstanceOf(Comparison.Estimated.class, row.effect().comparison());
    assertEquals(effect.estimate().value(), number(row).value(), 1e-12);
    assertEquals("stored-chances", number(row).note());
    SmallTrial ranks =
        new SmallTrial()
            .scheme("simple")
            .probability("{\"variable\": \"p\"}")
            .analysis("\"outcomes\": [\"y\"], " + PLAN.replace("STATISTIC", "rank-sum"));
    Reading.Refused refused = assertInstanceOf(Reading.Refused.class, rows(ranks).get(0).reading());
    assertEquals("WEIGHTED_STATISTIC", refused.rule());
  }

  @Test
  void clustersAndPairs_areListedWhenFew() {
    SmallTrial clusters =
        new SmallTrial()
            .clusterArms()
            .more("\"unit\": {\"kind\": \"cluster\", \"variable\": \"cl\"}")
            .analysis("\"outcomes\": [\"y\"], " + PLAN.replace("STATISTIC", "studentized"));
    List<Supplement> rows = rows(clusters);
    // 8 choose 4.
    assertEquals(70, number(rows.get(0)).draws());
    assertEquals("all-assignments", rows.get(0).method());
    assertEquals("constant-effect", rows.get(1).measure());
    assertEquals(0, number(rows.get(0)).monteCarloError());
    double share = number(rows.get(0)).pValue() * 70;
    assertEquals(Math.rint(share), share, 1e-9);
  }

  @Test
  void refusedOutcome_keepsItsReason() {
    SmallTrial trial =
        new SmallTrial()
            .analysis("\"outcomes\": [\"y\", \"b\"], " + PLAN.replace("STATISTIC", "coefficient"));
    Reading.Refused refused =
        assertInstanceOf(
            Reading.Refused.class,
            rows(trial).stream()
                .filter(row -> row.effect().outcome().id().value().equals("b"))
                .findFirst()
                .orElseThrow()
                .reading());
    assertEquals("TOO_FEW_EVENTS", refused.rule());
  }

  private static List<Supplement> rows(SmallTrial trial, Frame frame) {
    Protocol protocol = trial.protocol();
    TrialDataReader.Read read = trial.read(frame);
    assertEquals(List.of(), SmallTrial.errors(read.findings()));
    return PlannedAnalysis.of(protocol, Objects.requireNonNull(read.data()))
        .run("digest", List.of(), "test", List.of())
        .supplements()
        .stream()
        .filter(row -> row.topic() == Topic.RERANDOMIZATION)
        .toList();
  }

  /** Everybody in the team and nobody else: no standard error, and 1 of 2,704,156 assignments. */
  @Test
  void completeSeparation_isStillReDrawn() {
    int[] same = new int[SmallTrial.PEOPLE];
    for (int k = 0; k < same.length; k++) {
      same[k] = k % 2;
    }
    for (String statistic : List.of("coefficient", "studentized", "rank-sum")) {
      SmallTrial trial =
          new SmallTrial()
              .more("\"cells\": {\"display\": 1, \"events\": 0, \"nonEvents\": 0}")
              .analysis("\"outcomes\": [\"b\"], " + PLAN.replace("STATISTIC", statistic));
      Frame separated =
          SmallTrial.replaced(trial.frame(), CategoryColumn.of("bv", List.of("no", "yes"), same));
      Supplement row = rows(trial, separated).get(0);
      assertInstanceOf(Comparison.Refused.class, row.effect().comparison());
      assertEquals(statistic.equals("rank-sum") ? "rank-sum" : "difference", row.measure());
      assertEquals(1 / 2001.0, number(row).pValue(), 1e-3);
      assertEquals(List.of(12, 0, 0, 12), row.rests());
      Frame constant =
          SmallTrial.replaced(
              trial.frame(),
              CategoryColumn.of("bv", List.of("no", "yes"), new int[SmallTrial.PEOPLE]));
      Reading.Refused refused =
          assertInstanceOf(Reading.Refused.class, rows(trial, constant).get(0).reading());
      assertEquals("CONSTANT_OUTCOME", refused.rule());
    }
  }

  /** One of eight clusters treated: eight assignments, so nothing is excluded at 95 %. */
  @Test
  void oneClusterInAnArm_isStillReDrawn() {
    SmallTrial trial =
        new SmallTrial()
            .more("\"unit\": {\"kind\": \"cluster\", \"variable\": \"cl\"}")
            .analysis("\"outcomes\": [\"y\"], " + PLAN.replace("STATISTIC", "coefficient"));
    int[] arm = new int[SmallTrial.PEOPLE];
    Arrays.fill(arm, 0, 3, 1);
    Frame frame =
        SmallTrial.replaced(
            trial.frame(), CategoryColumn.of("arm", List.of("control", "team"), arm));
    Supplement row = rows(trial, frame).get(0);
    assertEquals(
        "TOO_FEW_CLUSTERS",
        assertInstanceOf(Comparison.Refused.class, row.effect().comparison()).rule());
    Reading.Figure found = number(row);
    assertEquals(8, found.draws());
    assertEquals(Math.rint(8 * found.pValue()), 8 * found.pValue(), 1e-12);
    assertEquals(Reading.Shape.LINE, found.shape());
    assertEquals("too-few-assignments", row.method());
  }

  @Test
  void differenceWithinBlocks_isCalledSo() {
    SmallTrial pairs =
        new SmallTrial()
            .scheme("matched-pairs\", \"pair\": \"pair")
            .analysis("\"outcomes\": [\"y\"], " + PLAN.replace("STATISTIC", "coefficient"));
    assertEquals("difference-within-pairs", rows(pairs).get(0).measure());
    SmallTrial strata =
        new SmallTrial()
            .scheme("blocks")
            .more("\"strata\": [\"site_\"]")
            .analysis("\"outcomes\": [\"y\"], " + PLAN.replace("STATISTIC", "difference"));
    assertEquals("difference-within-strata", rows(strata).get(0).measure());
  }

  /** Everybody in one arm of each stratum. */
  @Test
  void oneAssignment_isRefused() {
    SmallTrial trial =
        new SmallTrial()
            .scheme("blocks")
            .more("\"strata\": [\"site_\"]")
            .analysis(
                "\"outcomes\": [\"y\"], \"strataEffects\": false, "
                    + PLAN.replace("STATISTIC", "coefficient"));
    int[] arm = new int[SmallTrial.PEOPLE];
    Arrays.fill(arm, 0, 8, 1);
    Frame frame =
        SmallTrial.replaced(
            trial.frame(), CategoryColumn.of("arm", List.of("control", "team"), arm));
    Reading.Refused refused =
        assertInstanceOf(Reading.Refused.class, rows(trial, frame).get(0).reading());
    assertEquals("ONE_ASSIGNMENT", refused.rule());
  }

  /** One outcome tested and one refused: twice the p-value by itself, as Bonferroni has it. */
  @Test
  void family_countsTheRefused() {
    for (String rule : List.of("romano-wolf", "westfall-young")) {
      Results results =
          run(
              new SmallTrial()
                  .analysis(
                      "\"outcomes\": [\"y\", \"b\"], \"multiplicity\": \""
                          + rule
                          + "\", "
                          + PLAN.replace("STATISTIC", "studentized")));
      Effect tested = results.effects().get(0);
      Comparison.Estimated estimated =
          assertInstanceOf(Comparison.Estimated.class, tested.comparison());
      Reading.Figure alone =
          number(
              results.supplements().stream()
                  .filter(row -> row.topic() == Topic.RERANDOMIZATION)
                  .findFirst()
                  .orElseThrow());
      assertEquals(Math.min(1, 2 * alone.pValue()), estimated.adjustedP(), 1e-12);
    }
  }

  /**
   * Step-down goes by the printed t: the larger it is, the smaller the corrected p-value, which is
   * never below what the same t has alone in the same draws.
   */
  @Test
  void family_goesByThePrintedT() {
    for (String adjust : List.of("", "\"adjust\": [\"x2\"], ")) {
      SmallTrial trial =
          new SmallTrial()
              .scheme("blocks")
              .more(
                  "\"strata\": [\"site_\"], "
                      + "\"cells\": {\"display\": 1, \"events\": 0, \"nonEvents\": 0}")
              .analysis(
                  adjust
                      + "\"missingCovariates\": \"indicator\", "
                      + "\"outcomes\": [\"y\", \"b\"], \"multiplicity\": \"romano-wolf\", "
                      + PLAN.replace("STATISTIC", "coefficient"));
      int[] b = new int[SmallTrial.PEOPLE];
      for (int k = 0; k < b.length; k++) {
        b[k] = k % 5 == 1 || k % 6 == 3 ? 1 : 0;
      }
      Frame frame =
          SmallTrial.replaced(trial.frame(), CategoryColumn.of("bv", List.of("no", "yes"), b));
      Protocol protocol = trial.protocol();
      TrialData data = Objects.requireNonNull(trial.read(frame).data());
      Analysis analysis = protocol.analyses().get(0);
      List<Compared> family = new EffectTable(protocol, data, analysis).compared();
      RerandomizedArm arm =
          RerandomizedArm.of(
              protocol,
              data,
              Objects.requireNonNull(analysis.permutations()),
              family.get(0).effect());
      List<RedrawnComparison> alone =
          arm.compare(family, List.of(Statistic.REGRESSION_T, Statistic.REGRESSION_T), false);
      double[] t = new double[2];
      double[] p = new double[2];
      for (int i = 0; i < 2; i++) {
        Comparison.Estimated estimated =
            assertInstanceOf(Comparison.Estimated.class, family.get(i).effect().comparison());
        t[i] = Math.abs(estimated.estimate().statistic());
        p[i] = estimated.adjustedP();
        assertEquals(t[i], Math.abs(alone.get(i).observed()), 1e-9);
        assertTrue(p[i] >= alone.get(i).pValue(PValueRule.PLUS_ONE) - 1e-12);
      }
      assertTrue(t[0] > t[1] ? p[0] <= p[1] : p[1] <= p[0]);
    }
  }
}
