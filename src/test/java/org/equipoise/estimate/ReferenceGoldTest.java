package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every reference value for differences in means, least squares, interacted adjustment, balance and
 * joint tests, made by estimatr 1.0.6, sandwich 3.0-2 and clubSandwich 0.6.0 on public data (see
 * the {@code gold.R} beside each file), to 1e-9 relative. Skipped where the data are not laid out.
 */
class ReferenceGoldTest {
  private static final Path REFERENCE = Path.of("..", "shared", "reference");
  private static final double RELATIVE = 1e-9;
  private static final double FLOOR = 1e-12;

  /** Cases that must run, per data set: one that silently goes missing fails. */
  private static final Map<String, Integer> MUST_RUN =
      Map.of(
          "star_men", 25,
          "jobs2", 57,
          "achievement_awards", 46,
          "btheb", 63,
          "mpdta", 9,
          "nist_strd", 0,
          "scales_agreement", 0);

  /** Cases of methods that live in other rooms (or, for NIST, in another test), by prefix. */
  private static final Map<String, List<String>> ELSEWHERE =
      Map.of(
          "star_men",
              List.of(
                  "ht_",
                  "ipw_",
                  "lee_",
                  "wmw_",
                  "attrition_table",
                  "pass_table",
                  "logit_",
                  "ri_montecarlo_",
                  "coin_asymptotic_",
                  "power_"),
          "jobs2",
              List.of(
                  "iv_",
                  "ar_",
                  "ordinal_",
                  "logit_",
                  "wmw_",
                  "work_table",
                  "job_disc_table",
                  "income_table",
                  "work_by_complier_status",
                  "family_of_"),
          "achievement_awards",
              List.of("school_wmw", "ri_exact_", "wald_interaction_HTZ", "icc_", "family_of_"),
          "btheb",
              List.of(
                  "wmw_",
                  "attrition_",
                  "ipw_",
                  "lee_",
                  "long_wald_interaction_HTZ",
                  "recovered_2m",
                  "logit_",
                  "ordinal_",
                  "band_2m_table",
                  "ri_montecarlo_",
                  "family_of_"),
          "mpdta", List.of("nevertreated_", "notyettreated_", "lpop_", "twfe_fixest_", "sunab_"),
          "nist_strd", List.of("regression_", "univariate_", "anova_"),
          "scales_agreement", List.of("alpha_", "kappa_", "icc_"));

  private static final GoldenComparison COMPARISON = new GoldenComparison();

  @TestFactory
  Stream<DynamicNode> estimates_matchReference() throws IOException {
    assumeTrue(Files.isDirectory(REFERENCE), "the reference data are not laid out");
    assertEquals(new TreeSet<>(MUST_RUN.keySet()), datasets());
    List<DynamicNode> containers = new ArrayList<>();
    for (String dataset : new TreeSet<>(MUST_RUN.keySet())) {
      containers.add(dynamicContainer(dataset, cases(dataset)));
    }
    return containers.stream();
  }

  @AfterAll
  static void writeReport() throws IOException {
    COMPARISON.write("reference.txt");
  }

  private static List<DynamicTest> cases(String dataset) throws IOException {
    Path folder = REFERENCE.resolve(dataset);
    JsonNode gold = new ObjectMapper().readTree(folder.resolve("gold.json").toFile());
    List<String> elsewhere = ELSEWHERE.get(dataset);
    Set<String> unmatched = new TreeSet<>(elsewhere);
    List<JsonNode> ours = new ArrayList<>();
    for (JsonNode c : gold.get("cases")) {
      String id = c.get("id").asText();
      List<String> prefixes = elsewhere.stream().filter(id::startsWith).toList();
      unmatched.removeAll(prefixes);
      if (prefixes.isEmpty()) {
        ours.add(c);
      }
    }
    List<DynamicTest> tests = new ArrayList<>();
    Set<String> done = new TreeSet<>();
    if (!ours.isEmpty()) {
      ReferenceGoldData data = ReferenceGoldData.read(folder);
      for (JsonNode c : ours) {
        String id = c.get("id").asText();
        tests.add(
            dynamicTest(
                dataset + "/" + id,
                () -> {
                  run(dataset, c, data);
                  done.add(id);
                }));
      }
    }
    tests.add(
        dynamicTest(
            dataset + ": every case ran",
            () -> {
              assertEquals(Set.of(), unmatched, "prefixes without a case");
              assertEquals(MUST_RUN.get(dataset), done.size(), () -> "ran " + done);
            }));
    return tests;
  }

  private static void run(String dataset, JsonNode c, ReferenceGoldData data) {
    String id = c.get("id").asText();
    JsonNode spec = c.get("spec");
    GoldenTable rows = data.forCase(id, spec.path("filter").asText("none"));
    if (id.equals("school_means")) {
      compareSchools(c, rows);
    } else {
      compare(dataset, c, ReferenceGoldSpec.callOf(dataset, id, spec, rows).run(rows));
    }
    COMPARISON.assertNoFailures();
  }

  private static void compare(String dataset, JsonNode c, GoldenValues values) {
    String id = c.get("id").asText();
    int before = COMPARISON.compared();
    if (c.get("spec").has("estimator")) {
      check(dataset, id, "", "n", c.get("n"), values);
    }
    JsonNode terms = c.path("terms");
    for (JsonNode row : terms.isObject() ? List.of(terms) : terms) {
      for (var cell : row.properties()) {
        if (!cell.getKey().equals("term")) {
          check(dataset, id, row.get("term").asText(), cell.getKey(), cell.getValue(), values);
        }
      }
    }
    boolean chiSquared = id.endsWith("_chisq");
    for (var stat : c.path("stats").properties()) {
      switch (stat.getKey()) {
        case "delta" -> assertEquals(1, stat.getValue().asInt(), "a correction of F");
        case "df_denom" -> {
          if (chiSquared) {
            assertEquals("Infinity", stat.getValue().asText());
          } else {
            check(dataset, id, "", "F_dendf", stat.getValue(), values);
          }
        }
        default -> check(dataset, id, "", ours(stat.getKey(), chiSquared), stat.getValue(), values);
      }
    }
    assertTrue(COMPARISON.compared() > before, "a case without a number");
  }

  /** The joint tests name their numbers in three ways. */
  private static String ours(String stat, boolean chiSquared) {
    return switch (stat) {
      case "p" -> chiSquared ? "p_chisq" : "F_p";
      case "p_F" -> "F_p";
      case "numdf", "df_num" -> "F_numdf";
      case "dendf" -> "F_dendf";
      default -> stat;
    };
  }

  private static void check(
      String dataset,
      String id,
      String term,
      String quantity,
      JsonNode expected,
      GoldenValues values) {
    if (!expected.isNumber()) {
      fail(id + " " + term + " " + quantity + " is not a number: " + expected);
    }
    boolean probability =
        quantity.equals("p") || quantity.startsWith("p_") || quantity.endsWith("_p");
    COMPARISON.check(
        dataset,
        id + " " + term,
        quantity,
        expected.asDouble(),
        values.get(term, quantity),
        RELATIVE,
        probability ? 0 : FLOOR);
  }

  /** The school means are our own derivation: the reference checks it before it is used. */
  private static void compareSchools(JsonNode c, GoldenTable schools) {
    assertEquals(c.get("n").asInt(), schools.rows());
    Map<String, String> columns =
        Map.of(
            "pair", "pair",
            "treated", "treated",
            "mean_bagrut", "Bagrut_status",
            "mean_lagscore", "lagscore",
            "size", "size");
    IntStream.range(0, schools.rows())
        .forEach(
            i -> {
              JsonNode row = c.get("terms").get(i);
              assertEquals(row.get("term").asDouble(), schools.numbers("school_id")[i]);
              columns.forEach(
                  (quantity, column) ->
                      COMPARISON.check(
                          "school_means",
                          row.get("term").asText(),
                          quantity,
                          row.get(quantity).asDouble(),
                          schools.numbers(column)[i],
                          RELATIVE,
                          FLOOR));
            });
  }

  private static Set<String> datasets() throws IOException {
    try (Stream<Path> folders = Files.list(REFERENCE)) {
      return folders
          .filter(p -> Files.exists(p.resolve("gold.json")))
          .map(p -> p.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
