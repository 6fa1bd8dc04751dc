package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.Protocol;
import org.junit.jupiter.api.Test;

/**
 * Rows about few clusters and teams on {@link SmallTrial}. Expected values: R 4.2.2, clubSandwich
 * 0.5.8, the calls in {@code golden/analysis/clusters.R}.
 */
class FewClustersTest {
  private static final double DIGITS = 1e-9;
  private static final String UNIT = "\"unit\": {\"kind\": \"cluster\", \"variable\": \"cl\"}";

  static List<Supplement> supplements(SmallTrial trial, boolean conventions) {
    Protocol protocol = trial.protocol();
    TrialData data = Objects.requireNonNull(trial.read(trial.frame()).data());
    PlannedAnalysis planned = PlannedAnalysis.of(protocol, data);
    return (conventions ? planned.withAllConventions() : planned)
        .run("digest", List.of(), "test", List.of())
        .supplements();
  }

  static Reading.Figure number(List<Supplement> rows, String measure, String method) {
    return assertInstanceOf(
        Reading.Figure.class,
        rows.stream()
            .filter(row -> row.measure().equals(measure) && row.method().equals(method))
            .findFirst()
            .orElseThrow(() -> new AssertionError(measure + " " + method + " not in " + rows))
            .reading());
  }

  private static List<Supplement> clusters() {
    return supplements(
        new SmallTrial()
            .clusterArms()
            .more(UNIT)
            .analysis(
                "\"outcomes\": [\"y\"], \"adjust\": [\"x\"],"
                    + " \"wildBootstrap\":"
                    + " {\"draws\": 999, \"seed\": 1, \"weights\": \"rademacher\"}"),
        false);
  }

  @Test
  void of_drawnClusters_countsThemAndJudgesBySatterthwaite() {
    List<Supplement> rows = clusters();
    assertEquals(4, number(rows, "clusters-arm", "").value());
    assertEquals("few-groups", number(rows, "clusters-arm", "").note());
    assertEquals(4, number(rows, "clusters-control", "").value());
    // coef_test(lm(y ~ carm + x), vcov = "CR2", cluster = cl)
    assertEquals(5.72908838134308862, number(rows, "satterthwaite-df", "cr2").value(), DIGITS);
    // coef_test(…, vcov = "CR3", test = "naive-t")
    Reading.Figure cr3 = number(rows, "effect", "cr3");
    assertEquals(-0.13986017859912714, cr3.value(), DIGITS);
    assertEquals(0.26054622678581568, cr3.standardError(), DIGITS);
    assertEquals(0.60803904866158698, cr3.pValue(), DIGITS);
    assertEquals(-0.081895321918327837, number(rows, "likeness-arm", "anova").value(), DIGITS);
    assertEquals(-0.221022768288215155, number(rows, "likeness-control", "anova").value(), DIGITS);
  }

  @Test
  void of_wildBootstrap_visitsEveryCombinationOfSigns() {
    Reading.Figure wild = number(clusters(), "effect", "wild-rademacher-enumerated");
    assertEquals(-0.13986017859912650, wild.value(), DIGITS);
    assertEquals(0.20861590252869963, wild.standardError(), DIGITS);
    assertEquals(-0.67041954570019280, wild.statistic(), DIGITS);
    assertEquals(0.5078125, wild.pValue(), 1e-15);
    assertEquals(-0.61009513279999683, wild.low(), DIGITS);
    assertEquals(0.42177655779250389, wild.high(), DIGITS);
    assertEquals(256, wild.draws());
    assertEquals("wild-few", wild.note());
  }

  @Test
  void of_teams_countsTeamsOfTheArmAloneAndTriesLikeness() {
    List<Supplement> rows =
        supplements(
            new SmallTrial()
                .analysis(
                    "\"outcomes\": [\"y\"],"
                        + " \"teams\": {\"variable\": \"cl\", \"arms\": [\"team\"]}"),
            false);
    assertEquals(8, number(rows, "teams-arm", "").value());
    assertEquals(
        List.of(), rows.stream().filter(row -> row.measure().equals("teams-control")).toList());
    // coef_test(lm(y ~ arm), cluster = team for the treated, each control alone)
    assertEquals(15.21126760563379854, number(rows, "satterthwaite-df", "cr2").value(), DIGITS);
    assertEquals(0.45361967682906074, number(rows, "effect", "cr3").standardError(), DIGITS);
    assertEquals(-0.062632225482836049, number(rows, "likeness-arm", "anova").value(), DIGITS);
    Reading.Figure little = number(rows, "if-alike-01", "assumed");
    assertEquals(0.38571428571428584, little.value(), DIGITS);
    assertEquals(0.41466160465702340, little.standardError(), DIGITS);
    assertEquals(20, little.df());
    assertEquals(0.36336497637488863, little.pValue(), DIGITS);
    assertEquals(
        0.42841841289077176, number(rows, "if-alike-20", "assumed").standardError(), DIGITS);
  }

  /** Pairs of clusters 1 and 2, 3 and 4, 5 and 6, 7 and 8, one of each drawn to the team. */
  @Test
  void of_pairsOfClusters_namesTheOtherEstimator() {
    SmallTrial trial =
        new SmallTrial().clusterArms().scheme("matched-pairs\", \"pair\": \"pair").more(UNIT);
    List<String> pairs = IntStream.range(0, 24).mapToObj(k -> "q" + k / 6).toList();
    Frame frame = SmallTrial.replaced(trial.frame(), TextColumn.of("pair", pairs).toCategories());
    List<Supplement> rows = supplements(trial, frame);
    Supplement cr2 = only(rows, "effect-pair-effects", "cr2");
    double[] y = ((NumberColumn) frame.column("yv")).values();
    int[] arm = ((CategoryColumn) frame.column("arm")).codes();
    double planned = 0;
    double leastSquares = 0;
    double people = 0;
    double weights = 0;
    for (int pair = 0; pair < 4; pair++) {
      double[] sum = new double[2];
      double[] n = new double[2];
      for (int k = 6 * pair; k < 6 * pair + 6; k++) {
        if (!Double.isNaN(y[k])) {
          sum[arm[k]] += y[k];
          n[arm[k]]++;
        }
      }
      double difference = sum[1] / n[1] - sum[0] / n[0];
      double weight = n[0] * n[1] / (n[0] + n[1]);
      planned += (n[0] + n[1]) * difference;
      people += n[0] + n[1];
      leastSquares += weight * difference;
      weights += weight;
    }
    Comparison.Estimated main =
        assertInstanceOf(Comparison.Estimated.class, cr2.effect().comparison());
    assertEquals(planned / people, main.estimate().value(), 1e-12);
    Reading.Figure found = assertInstanceOf(Reading.Figure.class, cr2.reading());
    assertEquals(leastSquares / weights, found.value(), 1e-12);
    assertTrue(Math.abs(main.estimate().value() - found.value()) > 1e-3);
    assertTrue(rows.stream().noneMatch(row -> row.measure().equals("effect")));
    number(rows, "satterthwaite-df-of-effect-pair-effects", "cr2");
  }

  @Test
  void of_teamsInOneArm_warnsOfTheWildBootstrap() {
    List<Supplement> rows =
        supplements(
            new SmallTrial()
                .analysis(
                    "\"outcomes\": [\"y\"],"
                        + " \"teams\": {\"variable\": \"cl\", \"arms\": [\"team\"]},"
                        + " \"wildBootstrap\":"
                        + " {\"draws\": 999, \"seed\": 1, \"weights\": \"rademacher\"}"),
            false);
    assertEquals("wild-one-arm", number(rows, "effect", "wild-rademacher").note());
  }

  @Test
  void of_oneClusterInAnArm_refusesTheWildBootstrapLikeTheEffect() {
    SmallTrial trial =
        new SmallTrial()
            .more(UNIT)
            .analysis(
                "\"outcomes\": [\"y\"],"
                    + " \"wildBootstrap\":"
                    + " {\"draws\": 999, \"seed\": 1, \"weights\": \"rademacher\"}");
    int[] arm = new int[SmallTrial.PEOPLE];
    Arrays.fill(arm, 0, 3, 1);
    Frame frame =
        SmallTrial.replaced(
            trial.frame(), CategoryColumn.of("arm", List.of("control", "team"), arm));
    Supplement wild = only(supplements(trial, frame), "effect", "wild");
    Comparison.Refused main =
        assertInstanceOf(Comparison.Refused.class, wild.effect().comparison());
    Reading.Refused refused = assertInstanceOf(Reading.Refused.class, wild.reading());
    assertEquals("TOO_FEW_CLUSTERS", refused.rule());
    assertEquals(main.reason(), refused.reason());
  }

  private static List<Supplement> supplements(SmallTrial trial, Frame frame) {
    TrialData data = Objects.requireNonNull(trial.read(frame).data());
    return PlannedAnalysis.of(trial.protocol(), data)
        .run("digest", List.of(), "test", List.of())
        .supplements();
  }

  private static Supplement only(List<Supplement> rows, String measure, String method) {
    return rows.stream()
        .filter(row -> row.measure().equals(measure) && row.method().equals(method))
        .findFirst()
        .orElseThrow(() -> new AssertionError(measure + " " + method + " not in " + rows));
  }
}
