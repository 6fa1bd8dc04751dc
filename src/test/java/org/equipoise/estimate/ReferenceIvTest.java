package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The reference values of two-stage least squares and Anderson-Rubin sets (jobs2, estimatr 1.0.6)
 * and of the small-sample joint tests (btheb and achievement_awards, clubSandwich 0.6.0), to 1e-9
 * relative; see the {@code gold.R} beside each file. Skipped where the data are not laid out.
 */
class ReferenceIvTest {
  private static final Path REFERENCE = Path.of("..", "shared", "reference");
  private static final double RELATIVE = 1e-9;
  private static final GoldenComparison COMPARISON = new GoldenComparison();

  private static final Map<String, VarianceEstimator> VARIANCES =
      Map.of(
          "classical", VarianceEstimator.CLASSICAL,
          "HC0", VarianceEstimator.HC0,
          "HC1", VarianceEstimator.HC1,
          "HC2", VarianceEstimator.HC2,
          "HC3", VarianceEstimator.HC3,
          "CR0", VarianceEstimator.CR0,
          "stata", VarianceEstimator.CR1,
          "CR2", VarianceEstimator.CR2);

  @TestFactory
  Stream<DynamicTest> estimates_matchReference() throws IOException {
    assumeTrue(Files.isDirectory(REFERENCE), "the reference data are not laid out");
    List<DynamicTest> tests = new ArrayList<>();
    tests.addAll(cases("jobs2", "iv_", 16));
    tests.addAll(cases("jobs2", "ar_", 7));
    tests.addAll(cases("btheb", "long_wald_interaction_HTZ", 1));
    tests.addAll(cases("achievement_awards", "wald_interaction_HTZ", 1));
    return tests.stream();
  }

  @AfterAll
  static void writeReport() throws IOException {
    COMPARISON.write("reference-instruments.txt");
  }

  private static List<DynamicTest> cases(String dataset, String prefix, int expected)
      throws IOException {
    Path folder = REFERENCE.resolve(dataset);
    ReferenceGoldData data = ReferenceGoldData.read(folder);
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode c :
        new ObjectMapper().readTree(folder.resolve("gold.json").toFile()).get("cases")) {
      String id = c.get("id").asText();
      if (id.startsWith(prefix)) {
        GoldenTable rows = data.forCase(id, c.get("spec").path("filter").asText("none"));
        tests.add(dynamicTest(dataset + "/" + id, () -> run(dataset, c, rows)));
      }
    }
    assertEquals(expected, tests.size(), dataset + ": cases " + prefix);
    return tests;
  }

  private static void run(String dataset, JsonNode c, GoldenTable rows) {
    String id = c.get("id").asText();
    GoldenValues values = new GoldenValues();
    if (id.startsWith("iv_")) {
      iv(c.get("spec"), rows, values);
    } else if (id.startsWith("ar_")) {
      andersonRubin(c.get("spec"), rows, values);
    } else {
      hotelling(dataset, c.get("spec"), rows, values);
    }
    values.put("", "n", rows.rows());
    check(dataset, id, "", "n", c.get("n"), values);
    for (JsonNode term : c.path("terms")) {
      term.properties().stream()
          .filter(cell -> !cell.getKey().equals("term"))
          .forEach(
              cell ->
                  check(
                      dataset,
                      id,
                      term.get("term").asText(),
                      cell.getKey(),
                      cell.getValue(),
                      values));
    }
    for (var stat : c.get("stats").properties()) {
      if (stat.getKey().equals("set_type")) {
        assertEquals("interval", stat.getValue().asText());
      } else {
        check(dataset, id, "", stat.getKey(), stat.getValue(), values);
      }
    }
    COMPARISON.assertNoFailures();
  }

  private static void check(
      String dataset, String id, String term, String quantity, JsonNode expected, GoldenValues v) {
    COMPARISON.check(
        dataset,
        id + " " + term,
        quantity,
        expected.asDouble(),
        v.get(term, quantity),
        RELATIVE,
        1e-12);
  }

  private static void iv(JsonNode spec, GoldenTable rows, GoldenValues values) {
    String[] sides = spec.get("formula").asText().split(" \\| ");
    GoldenFormula second = GoldenFormula.parse(sides[0]);
    GoldenFormula first = GoldenFormula.parse(second.outcome() + " ~ " + sides[1]);
    Map<String, double[]> regressors = columns(second, spec, rows);
    Map<String, double[]> instruments = columns(first, spec, rows);
    RegressionSample.Builder builder = RegressionSample.of(rows.numbers(second.outcome()));
    regressors.forEach(builder::column);
    spec.path("fixed_effects").forEach(name -> builder.absorb(rows.codes(name.asText())));
    IvFit fit =
        TwoStageLeastSquares.with(VARIANCES.get(spec.get("se_type").asText()))
            .fit(sample(spec, rows, builder, regressors, instruments));
    fit.coefficients().forEach(values::put);
    values.put("", "r.squared", fit.rSquared());
    values.put("", "df_residual", fit.dfResidual());
    values.put("", "n_clusters", fit.clusters());
    put("first_stage_fstatistic.", "nomdf", fit.firstStageTest("comply"), values);
    put("endogeneity_test.", "numdf", fit.endogeneityTest(), values);
    assertEquals(
        fit.firstStageTest("comply").f(),
        fit.effectiveF(),
        1e-11 * fit.effectiveF(),
        "one instrument");
  }

  private static InstrumentedSample sample(
      JsonNode spec,
      GoldenTable rows,
      RegressionSample.Builder builder,
      Map<String, double[]> regressors,
      Map<String, double[]> instruments) {
    if (spec.has("clusters")) {
      builder.clusters(rows.codes(spec.get("clusters").asText()));
    }
    InstrumentedSample sample = InstrumentedSample.of(builder.build());
    for (String name : regressors.keySet()) {
      sample = instruments.containsKey(name) ? sample : sample.withEndogenous(name);
    }
    for (var instrument : instruments.entrySet()) {
      if (!regressors.containsKey(instrument.getKey())) {
        sample = sample.withInstrument(instrument.getKey(), instrument.getValue());
      }
    }
    return sample;
  }

  private static Map<String, double[]> columns(
      GoldenFormula formula, JsonNode spec, GoldenTable rows) {
    Map<String, List<String>> levels = new LinkedHashMap<>();
    // The order of the levels in gold.R; the cases that name no factors spell it for the others.
    levels.put("nonwhite", List.of("white0", "non.white1"));
    levels.put("educ", List.of("lt-hs", "highsc", "somcol", "bach", "gradwk"));
    levels.put("income", List.of("lt15k", "15t24k", "25t39k", "40t49k", "50k+"));
    spec.path("factors")
        .properties()
        .forEach(
            factor -> {
              List<String> order = new ArrayList<>();
              factor.getValue().get("levels").forEach(level -> order.add(level.asText()));
              levels.put(factor.getKey(), order);
            });
    Map<String, double[]> columns = new LinkedHashMap<>();
    formula.design(rows, levels).forEach(column -> columns.put(column.name(), column.values()));
    return columns;
  }

  private static void put(String test, String numerator, WaldTest wald, GoldenValues values) {
    values.put("", test + "value", wald.f());
    values.put("", test + numerator, wald.numeratorDf());
    values.put("", test + "dendf", wald.denominatorDf());
    values.put("", test + "p.value", wald.pValue());
  }

  private static void andersonRubin(JsonNode spec, GoldenTable rows, GoldenValues values) {
    String outcome = spec.get("outcome").asText();
    String endogenous = spec.get("endogenous").asText();
    String instrument = spec.get("instrument").asText();
    String exogenous = spec.get("exogenous").asText();
    String right = exogenous.startsWith("~") ? " + " + exogenous.substring(1) : "";
    Map<String, double[]> regressors =
        columns(GoldenFormula.parse(outcome + " ~ " + endogenous + right), spec, rows);
    Map<String, double[]> instruments =
        columns(GoldenFormula.parse(outcome + " ~ " + instrument + right), spec, rows);
    RegressionSample.Builder builder = RegressionSample.of(rows.numbers(outcome));
    regressors.forEach(builder::column);
    AndersonRubinSet found =
        AndersonRubin.with(VARIANCES.get(spec.get("se_type").asText()))
            .of(sample(spec, rows, builder, regressors, instruments));
    var set = assertInstanceOf(ConfidenceSet.Interval.class, found.set());
    values.put("", "ci_low", set.low());
    values.put("", "ci_high", set.high());
    values.put("", "df", found.df());
    WaldTest atZero = found.test(0);
    QuadraticRatio ratio = found.statistic();
    double y = ratio.u()[0];
    double d = ratio.v()[0];
    double t = Tail.studentQuantile(0.025, found.df());
    values.put("", "b0", 0);
    values.put("", "ar_t_at_b0", Math.copySign(Math.sqrt(atZero.f()), y));
    values.put("", "ar_p_at_b0", atZero.pValue());
    values.put("", "wald_ratio", y / d);
    values.put("", "reduced_form", y);
    values.put("", "first_stage", d);
    values.put("", "reduced_form_se", Math.sqrt(ratio.w().yy()));
    values.put("", "first_stage_se", Math.sqrt(ratio.w().dd()));
    values.put("", "cov_reduced_first", ratio.w().yd());
    values.put("", "quad_a", d * d - t * t * ratio.w().dd());
    values.put("", "quad_b", -2 * (y * d - t * t * ratio.w().yd()));
    values.put("", "quad_c", y * y - t * t * ratio.w().yy());
  }

  private static void hotelling(
      String dataset, JsonNode spec, GoldenTable rows, GoldenValues values) {
    GoldenFormula formula = GoldenFormula.parse(spec.get("formula").asText());
    Map<String, double[]> columns = columns(formula, spec, rows);
    RegressionSample.Builder builder = RegressionSample.of(rows.numbers(formula.outcome()));
    columns.forEach(builder::column);
    builder.clusters(rows.codes(dataset.equals("btheb") ? "id" : "school_id"));
    HotellingTest test =
        LeastSquares.with(VarianceEstimator.CR2)
            .fit(builder.build())
            .jointOfFewClusters(
                columns.keySet().stream().filter(name -> name.contains(":")).toList());
    values.put("", "F", test.f());
    values.put("", "delta", test.correction());
    values.put("", "df_num", test.numeratorDf());
    values.put("", "df_denom", test.denominatorDf());
    values.put("", "p", test.pValue());
  }
}
