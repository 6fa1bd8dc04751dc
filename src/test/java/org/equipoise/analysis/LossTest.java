package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.equipoise.analysis.Reading.Figure;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.protocol.Protocol;
import org.junit.jupiter.api.Test;

/**
 * The attrition bench on {@link SmallTrial} with the outcomes of persons 5, 9, 12, 15 and 21
 * missing: one of 12 in the team, four of 12 in the control arm. Expected values: R 4.2.2, estimatr
 * 1.0.0 and formulas, {@code golden/analysis/loss.R}.
 */
class LossTest {

  private static final Set<Integer> GONE = Set.of(5, 9, 12, 15, 21);
  private static final double CLOSE = 1e-9;

  private static final String ALL =
      "\"attrition\": [\"lee-bounds\", \"worst-case-bounds\", \"response-weights\","
          + " \"multiple-imputation\", \"tipping-point\"], \"boundsWithin\": [\"site_\"],"
          + " \"imputation\": {\"imputations\": 2000, \"seed\": 7}";

  /** Lets the small trial's binary outcome be estimated. */
  private static final String CELLS =
      "\"cells\": {\"display\": 1, \"events\": 1, \"nonEvents\": 1}";

  private static final String PLAN = "\"outcomes\": [\"y\", \"bOrC\"], \"adjust\": [\"x\"], " + ALL;

  @Test
  void of_setsTheSameEffectUnderEveryBeliefSideBySide() {
    List<Supplement> rows = rows(new SmallTrial().analysis(PLAN), "y");
    assertTrue(rows.stream().allMatch(row -> row.topic() == Topic.LOSS));
    assertTrue(rows.stream().allMatch(row -> row.analysed() == 11 && row.analysedControl() == 8));
    assertEquals(11 / 12.0, number(rows, "response-arm", "").value(), 1e-15);
    assertEquals(8 / 12.0, number(rows, "response-control", "").value(), 1e-15);
    Figure response = number(rows, "response-difference", "response");
    assertNumber(response, 0.24999999999999983, 0.1647618422040269, 0.14341992959140409);
    assertEquals("unsettled", response.note());
    Comparison.Estimated effect = (Comparison.Estimated) rows.get(0).effect().comparison();
    Figure available = number(rows, "available-cases", "planned");
    assertEquals(effect.estimate().value(), available.value());
    assertEquals(effect.estimate().interval().low(), available.low());
  }

  /** Lee bounds know no covariates: without them the effect lies between the bounds. */
  @Test
  void of_adjustedEffects_addsTheOneThatTheBoundsBracket() {
    SmallTrial trial = new SmallTrial().analysis(PLAN);
    List<Supplement> rows = rows(trial, "y");
    Supplement plain = row(rows, "available-cases-unadjusted", "unadjusted");
    assertEquals("bracketed", number(rows, plain.measure(), plain.method()).note());
    double[] sum = new double[2];
    Frame frame = withLoss(trial.frame());
    double[] y = ((NumberColumn) frame.column("yv")).values();
    int[] arm = ((CategoryColumn) frame.column("arm")).codes();
    for (int i = 0; i < y.length; i++) {
      sum[arm[i]] += Double.isNaN(y[i]) ? 0 : y[i];
    }
    int team = ((CategoryColumn) frame.column("arm")).levels().indexOf("team");
    double difference = sum[team] / 11 - sum[1 - team] / 8;
    double found = number(rows, plain.measure(), plain.method()).value();
    assertEquals(difference, found, 1e-12);
    assertTrue(number(rows, "lee-lower", "lee").value() <= found);
    assertTrue(number(rows, "lee-upper", "lee").value() >= found);
    assertTrue(rows.stream().noneMatch(row -> row.method().equals("without-covariates")));
    String bare = "\"outcomes\": [\"y\"], \"attrition\": [\"lee-bounds\"]";
    assertTrue(
        rows(new SmallTrial().analysis(bare), "y").stream()
            .noneMatch(row -> row.measure().equals("available-cases-unadjusted")));
  }

  /** Worst-case bounds keep the strata, Lee bounds do not: two comparisons to read them by. */
  @Test
  void of_adjustedEffectsWithinStrata_addsOneForEachKindOfBounds() {
    SmallTrial trial =
        new SmallTrial().scheme("blocks").more("\"strata\": [\"site_\"]").analysis(PLAN);
    List<Supplement> rows = rows(trial, "y");
    Figure within = number(rows, "available-cases-unadjusted", "without-covariates");
    Figure plain = number(rows, "available-cases-unadjusted", "unadjusted");
    Figure planned = number(rows, "available-cases", "planned");
    assertTrue(Math.abs(within.value() - plain.value()) > 1e-3);
    assertTrue(Math.abs(within.value() - planned.value()) > 1e-3);
  }

  @Test
  void of_leeBounds_ofAllAndWithinCells() {
    List<Supplement> rows = rows(new SmallTrial().analysis(PLAN), "y");
    assertBounds(
        rows,
        "lee",
        "lee",
        -0.13571428571428568,
        0.46870408388296481,
        0.86071428571428577,
        0.51332096755864343,
        -0.90742320328525028,
        1.7058837260131579);
    assertBounds(
        rows,
        "lee-within",
        "lee-within",
        -0.13571428571428595,
        0.39312456138587137,
        0.86071428571428577,
        0.46192043641776759,
        -0.78261959334059683,
        1.620826502987859);
    // Eight of eleven are kept whole; the strict rule keeps seven of the lowest.
    assertTrue(
        number(rows, "lee-strict-lower", "lee-strict").value()
            < number(rows, "lee-lower", "lee").value());
  }

  @Test
  void of_worstCase_takesTheDeclaredRange() {
    SmallTrial trial = new SmallTrial().analysis(PLAN).more(CELLS);
    assertBounds(
        rows(trial, "bOrC"),
        "worst",
        "worst",
        -0.33333333333333348,
        0.19784189177576667,
        0.08333333333333337,
        0.21171497897700192,
        -0.65904340927140559,
        0.43188288095888411);
    Supplement none = row(rows(trial, "y"), "worst-lower", "worst");
    assertEquals("UNBOUNDED", assertInstanceOf(Reading.Refused.class, none.reading()).rule());
    assertEquals(List.of(), row(rows(trial, "bOrC"), "worst-lower", "worst").rests());
  }

  @Test
  void of_responseWeights_underBothVariances() {
    List<Supplement> rows = rows(new SmallTrial().analysis(PLAN), "y");
    Figure known = number(rows, "weighted-known", "weights-known");
    assertEquals(0.65506007089976226, known.value(), CLOSE);
    assertEquals(0.25589470801275588, known.standardError(), CLOSE);
    assertEquals(16, known.df());
    Figure estimated = number(rows, "weighted", "weights-estimated");
    assertEquals(known.value(), estimated.value());
    assertEquals(0.2225708193554187, estimated.standardError(), CLOSE);
    assertEquals(17.916307196139744, number(rows, "weights-effective", "").value(), 1e-7);
    assertEquals(1.7541102588284057, number(rows, "weights-largest", "").value(), CLOSE);
  }

  @Test
  void of_imputation_tendsToTheRegressionOnPredictions() {
    List<Supplement> rows = rows(new SmallTrial().analysis(PLAN), "y");
    Figure imputed = number(rows, "imputed", "imputed-normal");
    assertEquals(2000, imputed.draws());
    double information = number(rows, "missing-information", "").value();
    assertTrue(information > 0.05 && information < 0.95, "information " + information);
    // Four Monte-Carlo standard errors, at most half of T being between imputations.
    double error = imputed.standardError() * Math.sqrt(0.7 / 2000);
    assertEquals(0.66861948417500294, imputed.value(), 4 * error);
    assertTrue(imputed.df() < 21, "fewer degrees of freedom than with everybody's outcome");
  }

  @Test
  void of_tippingPoint_followsTheMissingOfTheArm() {
    List<Supplement> rows = rows(new SmallTrial().analysis(PLAN), "y");
    double moved =
        number(rows, "half-up", "tipping").value() - number(rows, "half-down", "tipping").value();
    assertEquals(0.082780572694808124, moved, CLOSE);
    Figure shift =
        rows.stream()
            .filter(row -> row.measure().endsWith("ing-control"))
            .map(row -> (Figure) row.reading())
            .findFirst()
            .orElseThrow();
    assertTrue(Double.isFinite(shift.value()) || shift.note().equals("no-tip"));
  }

  /** Without anybody missing, or without a plan for it, there is nothing to say. */
  @Test
  void of_nobodyMissing_saysNothing() {
    SmallTrial complete =
        new SmallTrial().analysis("\"outcomes\": [\"b\"], \"attrition\": [\"lee-bounds\"]");
    assertEquals(List.of(), rows(complete, "b"));
  }

  /** What is too rare to be estimated is refused here for the same reason, and no way round it. */
  @Test
  void of_refusedEffects_areRefusedHereToo() {
    List<Supplement> rows = rows(new SmallTrial().analysis(PLAN), "bOrC");
    assertEquals(
        List.of("response-arm", "response-control", "response-difference", "available-cases"),
        rows.stream().map(Supplement::measure).toList());
    assertEquals(
        "TOO_FEW_EVENTS", assertInstanceOf(Reading.Refused.class, rows.get(3).reading()).rule());
  }

  @Test
  void of_subgroupsToo() {
    List<Supplement> rows =
        rows(
            new SmallTrial()
                .analysis(
                    "\"outcomes\": [\"y\"], \"subgroups\": [\"notWest\"], \"attrition\":"
                        + " [\"lee-bounds\"]"),
            "y");
    assertTrue(
        rows.stream()
            .anyMatch(
                row ->
                    row.effect().group() instanceof Group.Part
                        && row.measure().equals("lee-interval")));
    assertTrue(rows.stream().noneMatch(row -> row.measure().equals("weighted")));
  }

  @Test
  void of_clusters_areCountedEverywhere() {
    List<Supplement> rows =
        rows(
            new SmallTrial()
                .clusterArms()
                .more("\"unit\": {\"kind\": \"cluster\", \"variable\": \"cl\"}, " + CELLS)
                .analysis(PLAN),
            "bOrC");
    for (String measure : List.of("lee-interval", "worst-interval", "imputed")) {
      assertTrue(
          rows.stream()
              .anyMatch(row -> row.measure().equals(measure) && row.reading() instanceof Figure),
          measure);
    }
  }

  @Test
  void of_withNothingKnownBefore_refusesWeights() {
    List<Supplement> rows =
        rows(
            new SmallTrial()
                .analysis("\"outcomes\": [\"y\"], \"attrition\": [\"response-weights\"]"),
            "y");
    Reading.Refused refused =
        assertInstanceOf(
            Reading.Refused.class, row(rows, "weighted", "weights-estimated").reading());
    assertEquals("NO_PREDICTORS", refused.rule());
  }

  /** Every code that the rows can hold has words in both languages. */
  @Test
  void of_everyCodeHasWords() throws IOException {
    List<Supplement> rows = new ArrayList<>(rows(new SmallTrial().analysis(PLAN), "y"));
    rows.addAll(rows(new SmallTrial().analysis(PLAN).more(CELLS), "bOrC"));
    for (String language : List.of("en", "sv")) {
      Properties words = new Properties();
      try (InputStream file =
          Objects.requireNonNull(
              Loss.class.getResourceAsStream(
                  "/org/equipoise/words/loss_" + language + ".properties"))) {
        words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
      }
      for (Supplement row : rows) {
        assertTrue(words.containsKey("measure." + row.measure()), row.measure());
        assertTrue(
            row.method().isEmpty() || words.containsKey("method." + row.method()), row.method());
        if (row.reading() instanceof Figure number && !number.note().isEmpty()) {
          assertTrue(words.containsKey("note." + number.note()), number.note());
        }
      }
      for (String who : List.of("arm", "control", "both")) {
        assertFalse(words.getProperty("measure.tipping-" + who).isEmpty());
        assertFalse(words.getProperty("measure.telling-" + who).isEmpty());
      }
    }
  }

  private static void assertNumber(Figure number, double value, double error, double p) {
    assertEquals(value, number.value(), CLOSE);
    assertEquals(error, number.standardError(), CLOSE);
    assertEquals(p, number.pValue(), CLOSE);
  }

  private static void assertBounds(
      List<Supplement> rows, String measure, String method, double... expected) {
    Figure lower = number(rows, measure + "-lower", method);
    Figure upper = number(rows, measure + "-upper", method);
    Figure interval = number(rows, measure + "-interval", method);
    double[] actual = {
      lower.value(),
      lower.standardError(),
      upper.value(),
      upper.standardError(),
      interval.low(),
      interval.high()
    };
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], CLOSE * Math.abs(expected[i]), method + " " + i);
    }
  }

  private static Figure number(List<Supplement> rows, String measure, String method) {
    return assertInstanceOf(Figure.class, row(rows, measure, method).reading(), measure);
  }

  private static Supplement row(List<Supplement> rows, String measure, String method) {
    return rows.stream()
        .filter(row -> row.measure().equals(measure) && row.method().equals(method))
        .findFirst()
        .orElseThrow(() -> new AssertionError(measure + " " + method));
  }

  private static List<Supplement> rows(SmallTrial trial, String outcome) {
    Protocol protocol = trial.protocol();
    TrialDataReader.Read read = trial.read(withLoss(trial.frame()));
    assertEquals(List.of(), SmallTrial.errors(read.findings()));
    TrialData data = Objects.requireNonNull(read.data());
    return PlannedAnalysis.of(protocol, data)
        .run("digest", List.of(), "test", List.of())
        .supplements()
        .stream()
        .filter(row -> row.topic() == Topic.LOSS)
        .filter(row -> row.effect().outcome().id().value().equals(outcome))
        .toList();
  }

  private static Frame withLoss(Frame frame) {
    double[] y = ((NumberColumn) frame.column("yv")).values().clone();
    int[] kind = ((CategoryColumn) frame.column("kind")).codes().clone();
    for (int i : GONE) {
      y[i - 1] = Double.NaN;
      kind[i - 1] = CategoryColumn.MISSING;
    }
    return SmallTrial.replaced(
        SmallTrial.replaced(frame, NumberColumn.of("yv", y)),
        CategoryColumn.of("kind", List.of("a", "b", "c"), kind));
  }
}
