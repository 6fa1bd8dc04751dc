package org.equipoise.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Expected values: R 4.2.2, {@code p.adjust(p, "holm")} and {@code p.adjust(p, "BH")}. */
class MultiplicityTest {

  private static final double[] RISING = {0.01, 0.02, 0.03, 0.04, 0.05, 0.5};
  private static final double[] MIXED = {0.021, 0.001, 0.3, 0.001};

  @Test
  void holm_matchesR() {
    assertArrayEquals(
        new double[] {0.06, 0.1, 0.12, 0.12, 0.12, 0.5}, Multiplicity.HOLM.adjust(RISING), 1e-15);
    assertArrayEquals(
        new double[] {0.042, 0.004, 0.3, 0.004}, Multiplicity.HOLM.adjust(MIXED), 1e-15);
  }

  @Test
  void benjaminiHochberg_matchesR() {
    assertArrayEquals(
        new double[] {0.06, 0.06, 0.06, 0.06, 0.06, 0.5},
        Multiplicity.BENJAMINI_HOCHBERG.adjust(RISING),
        1e-15);
    assertArrayEquals(
        new double[] {0.028, 0.002, 0.3, 0.002},
        Multiplicity.BENJAMINI_HOCHBERG.adjust(MIXED),
        1e-15);
  }

  // p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05, 0.5), "bonferroni") and of c(0.021, 0.001, 0.3, 0.001)
  @Test
  void bonferroni_matchesR() {
    assertArrayEquals(
        new double[] {0.06, 0.12, 0.18, 0.24, 0.3, 1},
        Multiplicity.BONFERRONI.adjust(RISING),
        1e-15);
    assertArrayEquals(
        new double[] {0.084, 0.004, 1, 0.004}, Multiplicity.BONFERRONI.adjust(MIXED), 1e-15);
  }

  /**
   * Anderson (2008), p. 1491: for q = 1.000, 0.999, …, 0.001, reject at q/(1 + q), then at q/(1 +
   * q) M/(M - r); a test's value is the last q that rejected it. Written here from that definition.
   */
  @Test
  void sharpened_isTheExactValueOfTheGridWalk() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 200; round++) {
      int m = 1 + random.nextInt(12);
      double[] p = new double[m];
      for (int i = 0; i < m; i++) {
        p[i] = Math.pow(random.nextDouble(), 1 + random.nextInt(4));
      }
      double[] exact = Multiplicity.SHARPENED.adjust(p);
      double[] grid = walked(p);
      for (int i = 0; i < m; i++) {
        assertTrue(
            exact[i] <= grid[i] + 1e-12 && exact[i] > grid[i] - 0.001 - 1e-12,
            exact[i] + " for " + grid[i]);
      }
    }
  }

  @Test
  void sharpened_byHand() {
    // b = BH of RISING = 0.06 five times, then 0.5. At q' = 0.06 stage one rejects five of six, so
    // stage two has q' 6/1: the five have q' = 0.06, q = 0.06/0.94; the last q' = max(0.06, 0.5/6).
    double last = 0.5 / 6;
    double five = 0.06 / 0.94;
    assertArrayEquals(
        new double[] {five, five, five, five, five, last / (1 - last)},
        Multiplicity.SHARPENED.adjust(RISING),
        1e-15);
  }

  private static double[] walked(double[] p) {
    double[] sorted = p.clone();
    Arrays.sort(sorted);
    double[] values = new double[p.length];
    Arrays.fill(values, 1);
    for (int step = 1000; step >= 1; step--) {
      double q = step / 1000.0;
      double first = q / (1 + q);
      int r = rejected(sorted, first);
      int all = r == p.length ? r : rejected(sorted, first * p.length / (p.length - r));
      for (int i = 0; i < p.length; i++) {
        if (all > 0 && p[i] <= sorted[all - 1]) {
          values[i] = q;
        }
      }
    }
    return values;
  }

  private static int rejected(double[] sorted, double q) {
    int rejected = 0;
    for (int i = 0; i < sorted.length; i++) {
      rejected = sorted[i] <= q * (i + 1) / sorted.length ? i + 1 : rejected;
    }
    return rejected;
  }

  /** Cases family_of_… of the reference: p.adjust of R 4.2.2 on public data. */
  @Test
  void adjust_matchesReferenceFamilies() throws IOException {
    Path reference = Path.of("..", "shared", "reference");
    assumeTrue(Files.isDirectory(reference));
    int families = 0;
    for (String dataset : new String[] {"jobs2", "achievement_awards", "btheb"}) {
      for (JsonNode one :
          new ObjectMapper()
              .readTree(reference.resolve(dataset).resolve("gold.json").toFile())
              .get("cases")) {
        if (one.get("id").asText().startsWith("family_of_")) {
          double[] p = terms(one, "p_raw");
          assertArrayEquals(terms(one, "p_bonferroni"), Multiplicity.BONFERRONI.adjust(p), 1e-12);
          assertArrayEquals(terms(one, "p_holm"), Multiplicity.HOLM.adjust(p), 1e-12);
          assertArrayEquals(terms(one, "p_bh"), Multiplicity.BENJAMINI_HOCHBERG.adjust(p), 1e-12);
          families++;
        }
      }
    }
    assertEquals(3, families);
  }

  private static double[] terms(JsonNode one, String name) {
    double[] values = new double[one.get("terms").size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = one.get("terms").get(i).get(name).asDouble();
    }
    return values;
  }

  @Test
  void adjust_countsATestThatCouldNotBeCarriedOut() {
    // Two tests instead of one: 2 * 0.01, as p.adjust(c(0.01, 1), "holm")[1] of R 4.2.2.
    double[] adjusted = Multiplicity.HOLM.adjust(new double[] {0.01, Double.NaN});
    assertArrayEquals(new double[] {0.02, Double.NaN}, adjusted, 1e-15);
  }

  @Test
  void adjust_refusesWhatIsNoProbability() {
    assertThrows(
        IllegalArgumentException.class, () -> Multiplicity.HOLM.adjust(new double[] {1.2}));
  }
}
