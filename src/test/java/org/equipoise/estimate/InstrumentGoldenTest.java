package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Two-stage least squares, Anderson-Rubin sets, CR3 and small-sample joint tests against R; every
 * row of {@code golden/instruments/cases.csv} names its tool, the script beside it the call.
 */
class InstrumentGoldenTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "instruments");
  private static final int CASES = 103;

  private static final Map<String, VarianceEstimator> VARIANCES =
      Map.of(
          "classical", VarianceEstimator.CLASSICAL,
          "HC0", VarianceEstimator.HC0,
          "HC1", VarianceEstimator.HC1,
          "HC2", VarianceEstimator.HC2,
          "HC3", VarianceEstimator.HC3,
          "CR0", VarianceEstimator.CR0,
          "stata", VarianceEstimator.CR1,
          "CR2", VarianceEstimator.CR2,
          "CR3", VarianceEstimator.CR3);

  private static final GoldenComparison COMPARISON = new GoldenComparison();

  @TestFactory
  Stream<DynamicTest> estimates_matchR() throws IOException {
    GoldenTable data = GoldenTable.read(FOLDER.resolve("data").resolve("trial.csv"));
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader =
            Files.newBufferedReader(FOLDER.resolve("cases.csv"), StandardCharsets.UTF_8);
        var parser = format.parse(reader)) {
      Map<String, List<CSVRecord>> cases =
          parser.getRecords().stream()
              .collect(
                  Collectors.groupingBy(
                      row -> row.get("case"), LinkedHashMap::new, Collectors.toList()));
      assertEquals(CASES, cases.size());
      return cases.entrySet().stream()
          .map(c -> dynamicTest(c.getKey(), () -> run(data, c.getValue())));
    }
  }

  @AfterAll
  static void writeReport() throws IOException {
    COMPARISON.write("instruments.txt");
  }

  private static void run(GoldenTable data, List<CSVRecord> rows) {
    CSVRecord first = rows.get(0);
    String what = first.get("what");
    GoldenValues values = new GoldenValues();
    if (what.equals("iv")) {
      iv(data, rows, values);
    } else if (what.startsWith("ar_")) {
      andersonRubin(data, rows, values);
    } else if (what.equals("ols")) {
      leastSquares(data, first).coefficients().forEach(values::put);
    } else {
      hotelling(data, first, values);
    }
    for (CSVRecord row : rows) {
      COMPARISON.check(
          what,
          row.get("case") + " " + row.get("term"),
          row.get("quantity"),
          Double.parseDouble(row.get("expected")),
          values.get(row.get("term"), row.get("quantity")),
          Double.parseDouble(row.get("relTol")),
          0);
    }
    COMPARISON.assertNoFailures();
  }

  private static void iv(GoldenTable data, List<CSVRecord> rows, GoldenValues values) {
    CSVRecord spec = rows.get(0);
    IvFit fit = TwoStageLeastSquares.with(variance(spec)).fit(instrumented(data, spec));
    fit.coefficients().forEach(values::put);
    values.put("", "n", fit.n());
    values.put("", "df_residual", fit.dfResidual());
    values.put("", "r.squared", fit.rSquared());
    List<String> endogenous = names(spec, "endogenous");
    for (String name : endogenous) {
      WaldTest test = fit.firstStageTest(name);
      values.put(name, "first_stage_F", test.f());
      values.put(name, "first_stage_p", test.pValue());
    }
    if (endogenous.size() == 1) {
      values.put("", "effective_F", fit.effectiveF());
    }
    if (rows.stream().anyMatch(row -> row.get("quantity").startsWith("endogeneity"))) {
      WaldTest test = fit.endogeneityTest();
      values.put("", "endogeneity_F", test.f());
      values.put("", "endogeneity_numdf", test.numeratorDf());
      values.put("", "endogeneity_dendf", test.denominatorDf());
      values.put("", "endogeneity_p", test.pValue());
    }
  }

  private static void andersonRubin(GoldenTable data, List<CSVRecord> rows, GoldenValues values) {
    CSVRecord spec = rows.get(0);
    double level =
        rows.stream()
            .filter(row -> row.get("quantity").equals("level"))
            .mapToDouble(row -> Double.parseDouble(row.get("expected")))
            .findFirst()
            .orElseThrow();
    AndersonRubinSet found =
        AndersonRubin.with(variance(spec)).withLevel(level).of(instrumented(data, spec));
    values.put("", "level", found.level());
    values.put("", "df", found.df());
    values.put("0.5", "F", found.test(0.5).f());
    values.put("0.5", "p", found.test(0.5).pValue());
    switch (spec.get("what")) {
      case "ar_interval" -> {
        var set = assertInstanceOf(ConfidenceSet.Interval.class, found.set());
        values.put("", "end_1", set.low());
        values.put("", "end_2", set.high());
      }
      case "ar_two_rays" -> {
        var set = assertInstanceOf(ConfidenceSet.TwoRays.class, found.set());
        values.put("", "end_1", set.high());
        values.put("", "end_2", set.low());
      }
      case "ar_line" -> assertInstanceOf(ConfidenceSet.Line.class, found.set());
      case "ar_empty" -> assertInstanceOf(ConfidenceSet.Empty.class, found.set());
      default -> throw new IllegalArgumentException(spec.get("what"));
    }
  }

  private static void hotelling(GoldenTable data, CSVRecord spec, GoldenValues values) {
    String term = spec.get("term");
    HotellingTest test = leastSquares(data, spec).jointOfFewClusters(List.of(term.split(" \\+ ")));
    values.put(term, "F", test.f());
    values.put(term, "delta", test.correction());
    values.put(term, "numdf", test.numeratorDf());
    values.put(term, "dendf", test.denominatorDf());
    values.put(term, "p", test.pValue());
  }

  private static LinearFit leastSquares(GoldenTable data, CSVRecord spec) {
    return LeastSquares.with(variance(spec)).fit(regression(data, spec));
  }

  private static InstrumentedSample instrumented(GoldenTable data, CSVRecord spec) {
    InstrumentedSample sample = InstrumentedSample.of(regression(data, spec));
    for (String name : names(spec, "endogenous")) {
      sample = sample.withEndogenous(name);
    }
    for (String name : names(spec, "instruments")) {
      sample = sample.withInstrument(name, data.numbers(name));
    }
    return sample;
  }

  private static RegressionSample regression(GoldenTable data, CSVRecord spec) {
    RegressionSample.Builder sample = RegressionSample.of(data.numbers(spec.get("outcome")));
    names(spec, "endogenous").forEach(name -> sample.column(name, data.numbers(name)));
    names(spec, "exogenous").forEach(name -> sample.column(name, data.numbers(name)));
    names(spec, "absorb").forEach(name -> sample.absorb(data.codes(name)));
    names(spec, "weights").forEach(name -> sample.weights(data.numbers(name)));
    names(spec, "clusters").forEach(name -> sample.clusters(data.codes(name)));
    return sample.build();
  }

  private static VarianceEstimator variance(CSVRecord spec) {
    VarianceEstimator variance = VARIANCES.get(spec.get("se"));
    if (variance == null) {
      throw new IllegalArgumentException("unknown variance " + spec.get("se"));
    }
    return variance;
  }

  private static List<String> names(CSVRecord spec, String cell) {
    return spec.get(cell).isEmpty() ? List.of() : List.of(spec.get(cell).split(" \\+ "));
  }
}
