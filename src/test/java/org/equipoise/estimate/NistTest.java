package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Correct digits on the Statistical Reference Datasets of NIST: {@code -log10} of the relative
 * error, at most 15, against the certified values (15 digits) and, for coefficients and every
 * heteroskedasticity-consistent standard error, against exact rational arithmetic on the decimals.
 * Skipped where the data are not laid out; {@link GoldenTest} holds hard polynomials of our own.
 */
class NistTest {
  private static final Path FOLDER = Path.of("..", "shared", "reference", "nist_strd");
  private static final double MOST = 15;
  private static final List<String> REPORT = new ArrayList<>();

  private static final Map<String, VarianceEstimator> STANDARD_ERRORS =
      Map.of(
          "exact_se_classical", VarianceEstimator.CLASSICAL,
          "exact_se_HC0", VarianceEstimator.HC0,
          "exact_se_HC1", VarianceEstimator.HC1,
          "exact_se_HC2", VarianceEstimator.HC2,
          "exact_se_HC3", VarianceEstimator.HC3);

  @BeforeEach
  void assumeData() {
    assumeTrue(Files.isDirectory(FOLDER), "the reference data are not laid out");
  }

  @AfterAll
  static void writeReport() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "golden"));
    Files.write(folder.resolve("nist.txt"), REPORT);
  }

  /**
   * The digits asked of each problem: of the coefficients, of their classical standard errors, and
   * of the worst of HC0 to HC3.
   */
  @ParameterizedTest
  @CsvSource({
    "Norris, 0, 0, 0",
    "Pontius, 0, 0, 0",
    "NoInt1, 0, 0, 0",
    "NoInt2, 0, 0, 0",
    "Filip, 0, 0, 0",
    "Longley, 0, 0, 0",
    "Wampler1, 0, 0, 0",
    "Wampler2, 0, 0, 0",
    "Wampler3, 0, 0, 0",
    "Wampler4, 0, 0, 0",
    "Wampler5, 0, 0, 0"
  })
  void fit_reachesDigitsOfRegression(
      String name, double coefficients, double standardErrors, double robust) throws IOException {
    JsonNode gold = goldCase("regression_" + name);
    JsonNode terms = gold.get("terms");
    List<JsonNode> rows = new ArrayList<>();
    (terms.isArray() ? terms : List.of(terms)).forEach(rows::add);
    RegressionSample sample = regression(name, rows);
    LinearFit fit = method(name, VarianceEstimator.CLASSICAL).fit(sample);
    assertEquals(rows.size(), fit.coefficients().size(), () -> "dropped " + fit.dropped());

    double[] estimates = fit.coefficients().stream().mapToDouble(Estimate::value).toArray();
    double certified = digits(estimates, rows, "estimate");
    double exact = digits(estimates, rows, "exact_estimate");
    double scale = Arrays.stream(sample.outcome()).map(Math::abs).max().orElseThrow();
    double ofErrors = standardErrorDigits(fit, rows, "std_error", scale);
    double ofClassical = standardErrorDigits(fit, rows, "exact_se_classical", scale);
    double ofRobust = MOST;
    for (var e : STANDARD_ERRORS.entrySet()) {
      LinearFit robustFit = method(name, e.getValue()).fit(sample);
      ofRobust = Math.min(ofRobust, standardErrorDigits(robustFit, rows, e.getKey(), scale));
    }
    JsonNode stats = gold.get("stats");
    double ofSummary =
        Math.min(
            digits(fit.rSquared(), stats.get("r_squared").asDouble()),
            stats.get("residual_sd").asDouble() == 0
                ? MOST
                : digits(Math.sqrt(fit.residualVariance()), stats.get("residual_sd").asDouble()));
    assertEquals(stats.get("df_residual").asInt(), fit.dfResidual());
    report(
        "%-10s coefficients %4.1f (exact %4.1f)  std errors %4.1f (exact %4.1f)  HC0-HC3 %4.1f"
            + "  R2, residual sd %4.1f",
        name, certified, exact, ofErrors, ofClassical, ofRobust, ofSummary);

    assertAtLeast(gold, "minimum_lre_estimate", certified);
    assertDigits(coefficients, Math.min(certified, exact), "coefficients");
    assertDigits(standardErrors, Math.min(ofErrors, ofClassical), "standard errors");
    assertDigits(robust, ofRobust, "HC standard errors");
  }

  @ParameterizedTest
  @CsvSource({
    "Lew, 0",
    "Lottery, 0",
    "Mavro, 0",
    "Michelso, 0",
    "NumAcc1, 0",
    "NumAcc2, 0",
    "NumAcc3, 0",
    "NumAcc4, 0"
  })
  void moments_reachDigits(String name, double asked) throws IOException {
    JsonNode gold = goldCase("univariate_" + name);
    Moments m = Moments.of(GoldenTable.read(FOLDER.resolve(name + ".csv")).numbers("y"));
    double ofMean = digits(m.mean(), gold.get("stats").get("mean").asDouble());
    double ofSd = digits(m.sd(), gold.get("stats").get("sd").asDouble());
    report("%-10s mean %4.1f  sd %4.1f", name, ofMean, ofSd);
    assertEquals(gold.get("n").asInt(), m.n());
    assertAtLeast(gold, "minimum_lre", Math.min(ofMean, ofSd));
    assertDigits(asked, Math.min(ofMean, ofSd), "mean and sd");
  }

  /** One-way analysis of variance as the regression on group dummies. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SiRstvt",
        "AtmWtAgt",
        "SmLs01t",
        "SmLs02t",
        "SmLs03t",
        "SmLs04t",
        "SmLs05t",
        "SmLs06t",
        "SmLs07t",
        "SmLs08t",
        "SmLs09t"
      })
  void modelTest_reachesDigitsOfAnalysisOfVariance(String name) throws IOException {
    JsonNode gold = goldCase("anova_" + name);
    GoldenTable data = GoldenTable.read(FOLDER.resolve(name + ".csv"));
    double[] group = data.numbers("treatment");
    RegressionSample.Builder sample = RegressionSample.of(data.numbers("y"));
    double groups = Arrays.stream(group).max().orElseThrow();
    for (int g = 2; g <= groups; g++) {
      int level = g;
      sample.column("group" + g, Arrays.stream(group).map(v -> v == level ? 1 : 0).toArray());
    }
    LinearFit fit = LeastSquares.with(VarianceEstimator.CLASSICAL).fit(sample.build());
    JsonNode stats = gold.get("stats");
    double ofF = digits(fit.modelTest().f(), stats.get("f_statistic").asDouble());
    double ofSd = digits(Math.sqrt(fit.residualVariance()), stats.get("residual_sd").asDouble());
    double ofR = digits(fit.rSquared(), stats.get("r_squared").asDouble());
    report("%-10s F %4.1f  residual sd %4.1f  R2 %4.1f", name, ofF, ofSd, ofR);
    assertAtLeast(gold, "minimum_lre", Math.min(ofF, Math.min(ofSd, ofR)));
  }

  private static LeastSquares method(String name, VarianceEstimator variance) {
    LeastSquares method = LeastSquares.with(variance);
    // Filip's tenth power keeps less than 1e-7 of its norm beside the others: R's lm drops it too
    // unless told otherwise.
    return name.equals("Filip") ? method.withRankTolerance(1e-14) : method;
  }

  private static RegressionSample regression(String name, List<JsonNode> terms) throws IOException {
    GoldenTable data = GoldenTable.read(FOLDER.resolve(name + ".csv"));
    boolean intercept = terms.get(0).get("term").asText().equals("B0");
    RegressionSample.Builder sample = RegressionSample.of(data.numbers("y")).intercept(intercept);
    int columns = terms.size() - (intercept ? 1 : 0);
    for (int k = 1; k <= columns; k++) {
      sample.column("B" + k, name.equals("Longley") ? data.numbers("x" + k) : power(data, k));
    }
    return sample.build();
  }

  private static double[] power(GoldenTable data, int k) {
    return Arrays.stream(data.numbers("x")).map(x -> Math.pow(x, k)).toArray();
  }

  private static JsonNode goldCase(String id) throws IOException {
    JsonNode gold = new ObjectMapper().readTree(FOLDER.resolve("gold.json").toFile());
    for (JsonNode c : gold.get("cases")) {
      if (c.get("id").asText().equals(id)) {
        return c;
      }
    }
    throw new IllegalArgumentException("no case " + id);
  }

  private static double digits(double[] computed, List<JsonNode> rows, String field) {
    return IntStream.range(0, computed.length)
        .mapToDouble(i -> digits(computed[i], rows.get(i).get(field).asDouble()))
        .min()
        .orElseThrow();
  }

  /** A certified standard error of 0 (an exact fit) is judged against the size of the outcome. */
  private static double standardErrorDigits(
      LinearFit fit, List<JsonNode> rows, String field, double scale) {
    return IntStream.range(0, rows.size())
        .mapToDouble(
            i -> {
              double computed = fit.coefficients().get(i).standardError();
              double expected = rows.get(i).get(field).asDouble();
              return expected == 0 ? digits(1 + computed / scale, 1) : digits(computed, expected);
            })
        .min()
        .orElseThrow();
  }

  private static double digits(double computed, double expected) {
    double error = Math.abs(computed - expected) / Math.abs(expected);
    return error == 0 ? MOST : Math.max(0, Math.min(MOST, -Math.log10(error)));
  }

  private static void assertAtLeast(JsonNode gold, String field, double reached) {
    assertDigits(gold.get("tolerance").get(field).asDouble(), reached, field);
  }

  private static void assertDigits(double asked, double reached, String what) {
    assertTrue(
        reached >= asked,
        () -> String.format(Locale.ROOT, "%s: %.2f digits, asked %.2f", what, reached, asked));
  }

  private static void report(String format, Object... arguments) {
    REPORT.add(String.format(Locale.ROOT, format, arguments));
  }
}
