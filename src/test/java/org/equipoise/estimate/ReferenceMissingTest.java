package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.equipoise.estimate.LeeBounds.Bound;
import org.equipoise.estimate.LeeBounds.ControlVariance;
import org.equipoise.estimate.LeeBounds.Terms;
import org.equipoise.estimate.ResponseWeights.Arms;
import org.equipoise.estimate.ResponseWeights.Named;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The reference cases of trimming bounds ({@code lee_}) and of response weights ({@code ipw_}) in
 * star_men and btheb, made by their {@code gold.R}, to 1e-9 relative. Skipped where the reference
 * is not laid out.
 */
class ReferenceMissingTest {
  private static final Path REFERENCE = Path.of("..", "shared", "reference");
  private static final double RELATIVE = 1e-9;
  private static final double FLOOR = 1e-12;

  /** Cases that must run: one that silently goes missing fails. */
  private static final int CASES = 13;

  @TestFactory
  Stream<DynamicTest> estimates_matchReference() throws IOException {
    assumeTrue(Files.isDirectory(REFERENCE), "the reference data are not laid out");
    List<DynamicTest> tests = new ArrayList<>();
    for (String dataset : List.of("star_men", "btheb")) {
      Path folder = REFERENCE.resolve(dataset);
      ReferenceGoldData data = ReferenceGoldData.read(folder);
      JsonNode gold = new ObjectMapper().readTree(folder.resolve("gold.json").toFile());
      for (JsonNode c : gold.get("cases")) {
        String id = c.get("id").asText();
        GoldenTable rows = data.forCase(id.startsWith("lee_") ? "lee_" : "ipw_", "none");
        if (id.startsWith("lee_")) {
          tests.add(dynamicTest(dataset + "/" + id, () -> lee(c, rows)));
        } else if (id.startsWith("ipw_")) {
          tests.add(dynamicTest(dataset + "/" + id, () -> weights(c, rows)));
        }
      }
    }
    tests.add(dynamicTest("every case ran", () -> assertEquals(CASES, tests.size() - 1)));
    return tests.stream();
  }

  private static void lee(JsonNode c, GoldenTable rows) {
    JsonNode spec = c.get("spec");
    JsonNode stats = c.get("stats");
    IncompleteSample sample =
        sample(rows, spec.get("outcome").asText(), spec.get("treatment").asText());
    for (Trimming rule :
        List.of(
            Trimming.FRACTIONAL,
            Trimming.FLOOR,
            Trimming.ROUND,
            Trimming.CEILING,
            Trimming.QUANTILE_INCLUSIVE)) {
      LeeBounds.Result result = LeeBounds.withDefaults().with(rule).estimate(sample);
      String name = rule.name().toLowerCase(Locale.ROOT);
      check(stats, "lower." + name, result.lower().value());
      check(stats, "upper." + name, result.upper().value());
    }
    LeeBounds.Result result =
        LeeBounds.withDefaults()
            .with(Trimming.QUANTILE_INCLUSIVE)
            .with(ControlVariance.POPULATION)
            .estimate(sample);
    double q1 = result.responseTreated();
    double q0 = result.responseControl();
    double p = 1 - Math.min(q1, q0) / Math.max(q1, q0);
    check(stats, "q1", q1);
    check(stats, "q0", q0);
    check(stats, "trim_share_p", p);
    assertEquals(p, result.trimmed(), 1e-14);
    assertEquals(stats.get("trimmed_arm").asInt() == 1, result.trimsTreated());
    // The script's formula has the term of the share cut off times (1 - p)^2, which Lee's
    // Proposition 3 divides by again; the other terms agree as they are.
    double seLower = theirs(result.lower(), p);
    double seUpper = theirs(result.upper(), p);
    check(stats, "se_lower.quantile_inclusive", seLower);
    check(stats, "se_upper.quantile_inclusive", seUpper);
    double low = result.lower().value();
    double high = result.upper().value();
    check(
        stats,
        "imbens_manski_c",
        ImbensManski.criticalValue(high - low, Math.max(seLower, seUpper), 0.95));
    ConfidenceInterval interval = ImbensManski.interval(low, high, seLower, seUpper, 0.95);
    check(stats, "imbens_manski_low", interval.low());
    check(stats, "imbens_manski_high", interval.high());
  }

  private static double theirs(Bound bound, double p) {
    Terms terms = bound.terms();
    return Math.sqrt(
        terms.kept() + terms.threshold() + terms.other() + (1 - p) * (1 - p) * terms.proportion());
  }

  private static void weights(JsonNode c, GoldenTable rows) {
    JsonNode spec = c.get("spec");
    String outcome = spec.get("outcome").asText();
    List<String> model = terms(spec.get("weight_model").asText());
    List<String> fit = terms(spec.get("outcome_model").asText());
    String arm = fit.get(0);
    boolean interacted = model.stream().anyMatch(term -> term.contains(":"));
    List<Named> response =
        model.stream()
            .filter(term -> !term.equals(arm) && !term.contains(":"))
            .map(term -> new Named(term, rows.numbers(term)))
            .toList();
    List<Named> adjusted =
        fit.stream().skip(1).map(term -> new Named(term, rows.numbers(term))).toList();
    for (JsonNode term : c.get("terms")) {
      if (!term.get("term").asText().equals(arm)) {
        continue;
      }
      ResponseWeights.Result result =
          ResponseWeights.with(VarianceEstimator.valueOf(term.get("se_type").asText()))
              .with(interacted ? Arms.INTERACTED : Arms.ADDED)
              .estimate(sample(rows, outcome, arm), response, adjusted, null);
      Estimate known = result.known();
      check(term, "estimate", known.value());
      check(term, "std_error", known.standardError());
      check(term, "df", known.df());
      check(term, "t", known.statistic());
      check(term, "p", known.pValue());
      check(term, "ci_low", known.interval().low());
      check(term, "ci_high", known.interval().high());
      JsonNode stats = c.get("stats");
      check(stats, "weight_min", result.weights().smallest());
      check(stats, "weight_max", result.weights().largest());
      check(stats, "weight_sum", result.weights().sum());
      check(stats, "weight_ess", result.weights().effective());
      coefficients(stats.get("logit_coefficients"), result.weightModel());
    }
  }

  private static void coefficients(JsonNode expected, LogisticFit fit) {
    double[] b = fit.coefficients();
    assertEquals(expected.size(), b.length);
    for (int j = 0; j < b.length; j++) {
      check(expected.get(j), "estimate", b[j]);
      check(expected.get(j), "std_error", Math.sqrt(fit.covariance()[j][j]));
    }
  }

  /** The terms on the right of a formula. */
  private static List<String> terms(String formula) {
    return Arrays.stream(formula.substring(formula.indexOf('~') + 1).split("\\+"))
        .map(String::strip)
        .toList();
  }

  private static IncompleteSample sample(GoldenTable rows, String outcome, String arm) {
    double[] z = rows.numbers(arm);
    boolean[] treated = new boolean[z.length];
    for (int i = 0; i < z.length; i++) {
      treated[i] = z[i] == 1;
    }
    return IncompleteSample.of(rows.numbers(outcome), treated);
  }

  private static void check(JsonNode expected, String quantity, double actual) {
    double value = expected.get(quantity).asDouble();
    assertEquals(value, actual, Math.max(FLOOR, RELATIVE * Math.abs(value)), quantity);
  }
}
