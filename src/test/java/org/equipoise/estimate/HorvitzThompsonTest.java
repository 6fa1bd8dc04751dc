package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Blocks and clusters are held against estimatr in {@link NamedConventionsTest}. */
class HorvitzThompsonTest {
  private static final Path STAR_MEN = Path.of("..", "shared", "reference", "star_men");

  /** Case ht_simple_prob_58_157 of the reference: estimatr 1.0.6. */
  @Test
  void estimate_bernoulli_matchesReference() throws IOException {
    assumeTrue(Files.isDirectory(STAR_MEN));
    JsonNode term = null;
    for (JsonNode one :
        new ObjectMapper().readTree(STAR_MEN.resolve("gold.json").toFile()).get("cases")) {
      boolean wanted = one.get("id").asText().equals("ht_simple_prob_58_157");
      term = wanted ? one.get("terms").get(0) : term;
    }
    GoldenTable d =
        GoldenTable.read(STAR_MEN.resolve("data.csv")).complete(List.of("GPA_year1", "sfsp"));
    double[] arm = d.numbers("sfsp");
    boolean[] treated = new boolean[arm.length];
    for (int i = 0; i < arm.length; i++) {
      treated[i] = arm[i] == 1;
    }
    Estimate found =
        HorvitzThompson.BERNOULLI.estimate(TwoArmSample.of(d.numbers("GPA_year1"), treated), 0.95);
    assertClose(term.get("estimate").asDouble(), found.value(), 1e-9);
    assertClose(term.get("std_error").asDouble(), found.standardError(), 1e-9);
    assertClose(term.get("p").asDouble(), found.pValue(), 1e-9);
    assertClose(term.get("ci_low").asDouble(), found.interval().low(), 1e-9);
  }

  @Test
  void estimate_isUnbiasedAndItsBoundIsNoLessThanTheVariance() {
    // All 15 ways to draw 2 of 6 units with two potential outcomes each.
    double[] y1 = {3, 1, 4, 1, 5, 9};
    double[] y0 = {2, 2, 1, 0, 3, 4};
    double mean = 0;
    double square = 0;
    double bound = 0;
    for (int a = 0; a < 6; a++) {
      for (int b = 0; b < a; b++) {
        boolean[] treated = new boolean[6];
        treated[a] = true;
        treated[b] = true;
        double[] y = new double[6];
        for (int i = 0; i < 6; i++) {
          y[i] = treated[i] ? y1[i] : y0[i];
        }
        Estimate found = HorvitzThompson.COMPLETE.estimate(TwoArmSample.of(y, treated), 0.95);
        mean += found.value() / 15;
        square += found.value() * found.value() / 15;
        bound += found.standardError() * found.standardError() / 15;
      }
    }
    assertEquals((23 - 12) / 6.0, mean, 1e-12);
    assertEquals(true, bound >= square - mean * mean);
  }

  @Test
  void estimate_refusesABlockWithoutAnArmAndOneUnitAlone() {
    TwoArmSample lone = TwoArmSample.of(new double[] {1, 2, 3}, new boolean[] {true, false, false});
    NotEstimableException one =
        assertThrows(
            NotEstimableException.class, () -> HorvitzThompson.COMPLETE.estimate(lone, 0.95));
    assertEquals(NotEstimableException.Reason.BLOCK_TOO_SMALL, one.reason());
    NotEstimableException empty =
        assertThrows(
            NotEstimableException.class,
            () -> HorvitzThompson.BERNOULLI.estimate(lone.withBlocks(new int[] {1, 1, 2}), 0.95));
    assertEquals("a block with 0 treated and 1 control units", empty.getMessage());
  }
}
