package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The reference values of standardised risks, tables, rank tests and proportional odds (R 4.2.2
 * with ordinal 2022.11.16 and coin 1.4.2, see the {@code gold.R} beside each file), to 1e-9
 * relative. Skipped where the data are not laid out.
 */
class ReferenceMeasuresTest {
  private static final Path REFERENCE = Path.of("..", "shared", "reference");
  private static final double RELATIVE = 1e-9;
  private static final double FLOOR = 1e-12;

  /**
   * {@code fisher.test} stops its root finder at 1.2e-4 of an odds ratio (or of its inverse);
   * {@code ExactTestTest} compares the same roots found to the last digit.
   */
  private static final double LOOSE_ROOT = 3e-4;

  private static final Map<String, Integer> MUST_RUN =
      Map.of("star_men", 6, "jobs2", 12, "achievement_awards", 1, "btheb", 12);

  private static final GoldenComparison COMPARISON = new GoldenComparison();

  @TestFactory
  List<DynamicTest> measures_matchReference() throws IOException {
    assumeTrue(Files.isDirectory(REFERENCE), "the reference data are not laid out");
    List<DynamicTest> tests = new ArrayList<>();
    for (String dataset : MUST_RUN.keySet()) {
      Path folder = REFERENCE.resolve(dataset);
      JsonNode gold = new ObjectMapper().readTree(folder.resolve("gold.json").toFile());
      ReferenceGoldData data = ReferenceGoldData.read(folder);
      int count = 0;
      for (JsonNode c : gold.get("cases")) {
        String what = c.get("what").asText();
        String id = c.get("id").asText();
        if (what.startsWith("Logit; marginal")) {
          tests.add(dynamicTest(dataset + "/" + id, () -> compare(c, logit(c, table(data, c)))));
        } else if (what.startsWith("Proportional-odds")) {
          tests.add(dynamicTest(dataset + "/" + id, () -> compare(c, ordinal(c, table(data, c)))));
        } else if (what.startsWith("Wilcoxon")) {
          tests.add(dynamicTest(dataset + "/" + id, () -> compare(c, ranks(c, table(data, c)))));
        } else if (what.startsWith("Contingency")) {
          tests.add(dynamicTest(dataset + "/" + id, () -> compare(c, counts(c))));
        } else {
          continue;
        }
        count++;
      }
      assertEquals(MUST_RUN.get(dataset), count, dataset);
    }
    return tests;
  }

  @AfterAll
  static void writeReport() throws IOException {
    COMPARISON.write("measures.txt");
  }

  private static GoldenTable table(ReferenceGoldData data, JsonNode c) {
    String filter = c.get("spec").path("filter").asText("none");
    String id = c.get("id").asText();
    GoldenTable t = data.forCase(id, filter.equals("bdi_2m observed") ? "none" : filter);
    if (t.has("GPA_year1")) {
      double[] gpa = t.numbers("GPA_year1");
      t = with(t, "pass", i -> Double.isNaN(gpa[i]) ? Double.NaN : gpa[i] >= 2 ? 1 : 0);
    }
    if (t.has("job_disc")) {
      t = t.with("jd", t.numbers("job_disc"));
    }
    if (t.has("bdi_2m")) {
      double[] bdi = t.numbers("bdi_2m");
      t = with(t, "recovered", i -> Double.isNaN(bdi[i]) ? Double.NaN : bdi[i] < 14 ? 1 : 0);
      t = with(t, "band", i -> Double.isNaN(bdi[i]) ? Double.NaN : band(bdi[i]));
    }
    return t;
  }

  private static double band(double bdi) {
    return bdi <= 13 ? 1 : bdi <= 19 ? 2 : bdi <= 28 ? 3 : 4;
  }

  private static GoldenTable with(GoldenTable t, String name, IntToDoubleFunction value) {
    return t.with(name, IntStream.range(0, t.rows()).mapToDouble(value).toArray());
  }

  /** A model's sample: complete rows, the outcome, and the columns in R's order. */
  private record Model(GoldenTable rows, double[] y, List<GoldenFormula.Column> columns) {
    static Model of(JsonNode c, GoldenTable table) {
      GoldenFormula formula = GoldenFormula.parse(c.get("spec").get("formula").asText());
      GoldenTable rows = table.complete(formula.variables());
      Map<String, List<String>> levels = new LinkedHashMap<>();
      c.get("spec")
          .path("factors")
          .properties()
          .forEach(
              f -> {
                List<String> order = new ArrayList<>();
                f.getValue().get("levels").forEach(l -> order.add(l.asText()));
                levels.put(f.getKey(), order);
              });
      return new Model(rows, rows.numbers(formula.outcome()), formula.design(rows, levels));
    }

    double[][] values() {
      return columns.stream().map(GoldenFormula.Column::values).toArray(double[][]::new);
    }
  }

  private static Map<String, Double> logit(JsonNode c, GoldenTable table) {
    Model model = Model.of(c, table);
    String arm = c.get("spec").get("treatment").asText();
    assertEquals(arm, model.columns().get(0).name());
    double[][] x = model.values();
    TwoArmSample sample = TwoArmSample.of(model.y(), treated(x[0]));
    double[][] covariates = Arrays.copyOfRange(x, 1, x.length);
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("n", (double) model.y().length);
    for (RiskVariance variance : List.of(RiskVariance.MODEL, RiskVariance.HC0, RiskVariance.HC1)) {
      MarginalRisks r = MarginalRisk.with(variance).estimate(sample, covariates);
      String suffix = "." + variance.label();
      values.put("se_risk_treated" + suffix, r.riskTreatedError());
      values.put("se_risk_control" + suffix, r.riskControlError());
      values.put("se_risk_difference" + suffix, r.difference().standardError());
      values.put("se_log_risk_ratio" + suffix, r.ratio().log().standardError());
      values.put("se_log_marginal_or" + suffix, r.oddsRatio().log().standardError());
      values.put("ci_low_rd" + suffix, r.difference().interval().low());
      values.put("ci_high_rd" + suffix, r.difference().interval().high());
      values.put("p_rd" + suffix, r.difference().pValue());
      values.put("risk_treated", r.riskTreated());
      values.put("risk_control", r.riskControl());
      values.put("risk_difference", r.difference().value());
      values.put("risk_ratio", r.ratio().ratio());
      values.put("marginal_odds_ratio", r.oddsRatio().ratio());
      values.put("deviance", r.fit().deviance());
      values.put("log_likelihood", r.fit().deviance() / -2);
      double[] b = r.fit().coefficients();
      double[][] v = r.fit().covariance();
      for (int j = 0; j < b.length; j++) {
        String term = j == 0 ? "(Intercept)" : model.columns().get(j - 1).name();
        term(values, term, b[j], Math.sqrt(v[j][j]));
      }
    }
    return values;
  }

  private static Map<String, Double> ordinal(JsonNode c, GoldenTable table) {
    Model model = Model.of(c, table);
    ProportionalOddsFit fit =
        ProportionalOdds.fit(model.y(), model.values(), ProportionalOdds.Covariance.MODEL, null);
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("n", (double) model.y().length);
    values.put("log_likelihood", fit.logLikelihood());
    JsonNode levels = c.get("spec").get("outcome_levels");
    double[][] v = fit.covariance();
    int cuts = fit.thresholds().length;
    for (int k = 0; k < cuts; k++) {
      String term = levels.get(k).asText() + "|" + levels.get(k + 1).asText();
      term(values, term, fit.thresholds()[k], Math.sqrt(v[k][k]));
    }
    for (int j = 0; j < fit.kept().length; j++) {
      String term = model.columns().get(fit.kept()[j]).name();
      double se = Math.sqrt(v[cuts + j][cuts + j]);
      term(values, term, fit.coefficients()[fit.kept()[j]], se);
    }
    return values;
  }

  private static void term(Map<String, Double> values, String term, double b, double se) {
    Estimate e = Estimate.of(term, b, se, Double.POSITIVE_INFINITY, 0.95);
    values.put(term + " estimate", e.value());
    values.put(term + " std_error", e.standardError());
    values.put(term + " z", e.statistic());
    values.put(term + " p", e.pValue());
    values.put(term + " ci_low", e.interval().low());
    values.put(term + " ci_high", e.interval().high());
  }

  private static Map<String, Double> ranks(JsonNode c, GoldenTable table) {
    String outcome = c.get("spec").get("outcome").asText();
    String arm = c.get("spec").get("treatment").asText();
    GoldenTable rows = table.complete(List.of(outcome, arm));
    TwoArmSample sample = TwoArmSample.of(rows.numbers(outcome), treated(rows.numbers(arm)));
    RankSumTest test = MannWhitney.withDefaults().test(sample);
    double n1 = Arrays.stream(rows.numbers(arm)).sum();
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("n", (double) rows.rows());
    values.put("U_treated", test.wins());
    values.put("rank_sum_treated", test.wins() + n1 * (n1 + 1) / 2);
    values.put("mean_U", test.expected());
    values.put("var_U_tie_corrected", test.variance());
    values.put("z", test.z());
    values.put("p_asymptotic", test.pNormal());
    values.put("z_continuity", test.zContinuity());
    values.put("p_asymptotic_continuity", test.pContinuity());
    values.put("prob_superiority", MannWhitney.withDefaults().superiority(sample).value());
    values.put("hodges_lehmann_median_of_differences", MannWhitney.withDefaults().shift(sample));
    if (c.get("stats").has("p_exact_two_sided")) {
      RankSumTest.Exact exact = test.exact();
      assertNotNull(exact);
      values.put("p_exact_two_sided", exact.pTwoSided());
      values.put("p_exact_upper", exact.pGreater());
      values.put("p_exact_lower", exact.pLess());
    }
    assertEquals(c.get("stats").get("ties").asBoolean(), test.ties());
    return values;
  }

  private static Map<String, Double> counts(JsonNode c) {
    JsonNode rows = c.get("spec").get("counts");
    int[][] counts = new int[rows.size()][rows.get(0).size()];
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts[i].length; j++) {
        counts[i][j] = rows.get(i).get(j).asInt();
      }
    }
    ContingencyTable table = ContingencyTable.of(counts);
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("n", (double) Arrays.stream(counts).flatMapToInt(Arrays::stream).sum());
    values.put("pearson_chisq", table.pearson().statistic());
    values.put("df", (double) table.pearson().df());
    values.put("p_pearson", table.pearson().pValue());
    values.put("min_expected", table.smallestExpected());
    values.put("likelihood_ratio_G", table.likelihoodRatio().statistic());
    values.put("p_G", table.likelihoodRatio().pValue());
    if (c.get("stats").has("fisher_p_two_sided")) {
      values.put("fisher_p_two_sided", table.fisher());
    }
    if (counts[0].length == 2) {
      twoByTwo(c, values, table, counts);
    }
    return values;
  }

  private static void twoByTwo(
      JsonNode c, Map<String, Double> values, ContingencyTable table, int[][] counts) {
    TwoByTwo t =
        new TwoByTwo(
            counts[1][1], counts[1][0] + counts[1][1], counts[0][1], counts[0][0] + counts[0][1]);
    ExactTest exact = ExactTest.of(t);
    assertEquals(table.fisher(), exact.pTwoSided(), 1e-11);
    values.put("yates_chisq", table.yates().statistic());
    values.put("p_yates", table.yates().pValue());
    values.put("fisher_p_two_sided", exact.pTwoSided());
    values.put("fisher_p_greater", exact.pGreater());
    values.put("fisher_p_less", exact.pLess());
    values.put("fisher_conditional_mle_or", exact.oddsRatio());
    values.put("fisher_or_ci_low", exact.interval().low());
    values.put("fisher_or_ci_high", exact.interval().high());
    UnadjustedRisk risk = UnadjustedRisk.of(t);
    if (c.get("stats").get("sample_odds_ratio").isNumber()) {
      values.put("sample_odds_ratio", risk.oddsRatio().ratio());
    }
    values.put("risk_difference", risk.difference().value());
    values.put("rd_wald_ci_low", risk.difference().interval().low());
    values.put("rd_wald_ci_high", risk.difference().interval().high());
    values.put("risk_ratio", risk.ratio().ratio());
  }

  private static boolean[] treated(double[] arm) {
    boolean[] treated = new boolean[arm.length];
    for (int i = 0; i < arm.length; i++) {
      treated[i] = arm[i] == 1;
    }
    return treated;
  }

  private static void compare(JsonNode c, Map<String, Double> values) {
    check(c, "n", c.get("n"), values);
    c.path("terms")
        .forEach(
            row ->
                row.properties()
                    .forEach(
                        cell -> {
                          if (!cell.getKey().equals("term")) {
                            String name = row.get("term").asText() + " " + cell.getKey();
                            check(c, name, cell.getValue(), values);
                          }
                        }));
    c.get("stats")
        .properties()
        .forEach(
            stat -> {
              if (stat.getValue().isNumber() && !stat.getKey().equals("max_gradient")) {
                check(c, stat.getKey(), stat.getValue(), values);
              }
            });
    COMPARISON.assertNoFailures();
  }

  private static void check(
      JsonNode c, String quantity, JsonNode expected, Map<String, Double> values) {
    Double actual = values.get(quantity);
    assertNotNull(actual, c.get("id").asText() + " " + quantity);
    boolean root = quantity.contains("_or_ci_") || quantity.equals("fisher_conditional_mle_or");
    COMPARISON.check(
        c.get("what").asText().split("[ ;]")[0],
        c.get("id").asText(),
        quantity,
        expected.asDouble(),
        actual,
        root ? LOOSE_ROOT : RELATIVE,
        FLOOR);
  }
}
