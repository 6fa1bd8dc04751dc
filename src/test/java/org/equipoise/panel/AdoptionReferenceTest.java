package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.equipoise.estimate.Estimate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Regressions of staggered adoption on the 500 counties of the reference folder, where present. */
class AdoptionReferenceTest {
  private static final Path FOLDER = Path.of("..", "shared", "reference", "mpdta");

  private static StaggeredPanel counties;
  private static JsonNode gold;

  @BeforeAll
  static void read() throws IOException {
    assumeTrue(Files.isRegularFile(FOLDER.resolve("gold.json")), "no reference folder");
    counties = LongPanel.counties(FOLDER.resolve("data.csv"));
    gold = new ObjectMapper().readTree(FOLDER.resolve("gold.json").toFile());
  }

  @Test
  void twoWay_matchesEstimatrCr0() {
    assertTwoWay("twfe_CR0", ClusterFactor.NONE);
  }

  @Test
  void twoWay_matchesEstimatrStata() {
    assertTwoWay("twfe_stata", ClusterFactor.EVERY_EFFECT);
  }

  @Test
  void twoWay_matchesFixestDefault() {
    assertTwoWay("twfe_fixest_default", ClusterFactor.NESTED_LEFT_OUT);
  }

  private static void assertTwoWay(String id, ClusterFactor factor) {
    JsonNode gold = find(id);
    JsonNode term = gold.get("terms").get(0);
    EventStudy study = TwoWayFixedEffects.withDefaults().with(factor).estimate(counties);
    Estimate overall = study.overall();
    assertNotNull(overall);
    assertClose(gold, term.get("estimate").asDouble(), overall.value());
    assertClose(gold, term.get("std_error").asDouble(), overall.standardError());
    assertClose(gold, term.get("df").asDouble(), overall.df());
    assertClose(gold, term.get("t").asDouble(), overall.statistic());
    assertClose(gold, term.get("p").asDouble(), overall.pValue());
    assertEquals(gold.get("n").asInt(), study.rows());
  }

  @Test
  void sunAbraham_matchesFixest() {
    JsonNode gold = find("sunab_event_study");
    EventStudy study = SunAbraham.withDefaults().estimate(counties);
    EventPath path = study.path();
    assertEquals(gold.get("terms").size(), path.eventTimes().length);
    for (JsonNode term : gold.get("terms")) {
      int e = Integer.parseInt(term.get("term").asText().substring(2));
      int j = Arrays.binarySearch(path.eventTimes(), e);
      assertClose(gold, term.get("estimate").asDouble(), path.estimates()[j]);
      assertClose(gold, term.get("std_error").asDouble(), path.standardError(j));
    }
    assertNotNull(study.overall());
    assertClose(gold, gold.get("stats").get("att").asDouble(), study.overall().value());
    assertClose(gold, gold.get("stats").get("att_se").asDouble(), study.overall().standardError());
  }

  /** Published: Sun-Abraham on these data at event times 0 to 3. */
  @Test
  void sunAbraham_matchesPublishedDigits() {
    double[] estimates = SunAbraham.withDefaults().estimate(counties).path().estimates();
    assertEquals(-0.01993, estimates[3], 5e-6);
    assertEquals(-0.05096, estimates[4], 5e-6);
    assertEquals(-0.13726, estimates[5], 5e-6);
    assertEquals(-0.10081, estimates[6], 5e-6);
  }

  /** Published: imputation, equally extended two-way fixed effects, on these data: -0.04771. */
  @Test
  void imputation_matchesPublishedDigits() {
    Estimate overall = ImputationEstimator.withDefaults().estimate(counties).overall();
    assertNotNull(overall);
    assertEquals(-0.04771, overall.value(), 5e-6);
  }

  private static JsonNode find(String id) {
    for (JsonNode one : gold.get("cases")) {
      if (one.get("id").asText().equals(id)) {
        return one;
      }
    }
    throw new AssertionError("no case " + id);
  }

  private static void assertClose(JsonNode gold, double expected, double actual) {
    double relative = gold.get("tolerance").get("rel").asDouble();
    double absolute = gold.get("tolerance").get("abs").asDouble();
    assertEquals(expected, actual, Math.max(absolute, relative * Math.abs(expected)));
  }
}
