package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.equipoise.estimate.NamedConventions.Contrast;
import org.equipoise.estimate.NamedConventions.Reading;
import org.junit.jupiter.api.Test;

/** Expected values: golden/clusters/named-conventions (estimatr, sandwich, clubSandwich). */
class NamedConventionsTest {
  private static final Path CASES =
      Path.of("src/test/resources/golden/clusters/named-conventions/cases.csv");
  private static final double DIGITS = 1e-9;

  @Test
  void of_matchesEveryTool() throws IOException {
    GoldenTable golden = GoldenTable.read(CASES);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < golden.rows(); i++) {
      String name = golden.words("case")[i];
      String code = golden.words("convention")[i];
      Estimate found = reading(contrast(name), code).estimate();
      assertNotNull(found, name + " " + code);
      assertClose(golden.numbers("estimate")[i], found.value(), DIGITS);
      assertClose(golden.numbers("se")[i], found.standardError(), DIGITS);
      String df = golden.isFactor("df") ? golden.words("df")[i] : "";
      if (df.equals("Inf")) {
        assertEquals(Double.POSITIVE_INFINITY, found.df(), name + " " + code);
      } else {
        assertClose(Double.parseDouble(df), found.df(), DIGITS);
      }
      assertClose(golden.numbers("p")[i], found.pValue(), DIGITS);
      assertClose(golden.numbers("low")[i], found.interval().low(), DIGITS);
      assertClose(golden.numbers("high")[i], found.interval().high(), DIGITS);
      seen.add(code);
    }
    for (Convention convention : Convention.values()) {
      assertTrue(seen.contains(convention.code()), convention.code() + " has no expected value");
    }
  }

  @Test
  void of_listsConventionsInTheirOrderAndOnce() {
    List<Convention> order =
        NamedConventions.of(contrast("clusters-adjusted"), 0.95).stream()
            .map(Reading::convention)
            .toList();
    assertEquals(order.stream().sorted().distinct().toList(), order);
    assertTrue(order.contains(Convention.LIN_CR2));
    assertTrue(!order.contains(Convention.LIN_HC2) && !order.contains(Convention.DIFFERENCE_PAIRS));
  }

  @Test
  void of_changesSignWhenArmsChangePlaces() {
    Contrast there = contrast("adjusted");
    boolean[] swapped = there.treated().clone();
    for (int i = 0; i < swapped.length; i++) {
      swapped[i] = !swapped[i];
    }
    Contrast back =
        new Contrast(
            there.outcome(), swapped, there.covariates(), null, false, null, there.weights());
    List<Reading> first = NamedConventions.of(there, 0.95);
    List<Reading> second = NamedConventions.of(back, 0.95);
    for (int i = 0; i < first.size(); i++) {
      assertClose(-first.get(i).estimate().value(), second.get(i).estimate().value(), 1e-12);
      assertClose(
          first.get(i).estimate().standardError(), second.get(i).estimate().standardError(), 1e-12);
    }
  }

  @Test
  void of_saysWhyAConventionCannotBeRead() {
    // Four clusters of z for four coefficients and more: the factor G/(G - p) has no meaning.
    int[] two = Arrays.stream(SmallExample.cluster()).map(g -> g % 2).toArray();
    Contrast few =
        new Contrast(
            SmallExample.y(),
            SmallExample.z(),
            Map.of("x", SmallExample.x()),
            null,
            false,
            two,
            null);
    Reading cr1p = reading(few, "ols-cr1p");
    assertNull(cr1p.estimate());
    assertEquals(NotEstimableException.Reason.NO_DEGREES_OF_FREEDOM, cr1p.refusal().reason());
    assertEquals("2 clusters for 3 coefficients", cr1p.refusal().getMessage());
  }

  @Test
  void of_fixestLeavesOutLevelsNestedInClusters() {
    // Blocks inside clusters: K = 2 instead of 9, so the factor is (n - 1)/(n - 2).
    int[] clusters = SmallExample.cluster();
    Contrast nested =
        new Contrast(SmallExample.y(), SmallExample.z(), Map.of(), clusters, false, clusters, null);
    double cr0 = reading(nested, "ols-cr0").estimate().standardError();
    double fixest = reading(nested, "ols-cr1-fixest").estimate().standardError();
    double stata = reading(nested, "ols-cr1-stata").estimate().standardError();
    assertClose(cr0 * Math.sqrt(8 / 7.0 * 23 / 22), fixest, 1e-12);
    assertClose(cr0 * Math.sqrt(8 / 7.0 * 23 / 15), stata, 1e-12);
  }

  private static Reading reading(Contrast contrast, String code) {
    return NamedConventions.of(contrast, 0.95).stream()
        .filter(reading -> reading.convention().code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static Contrast contrast(String name) {
    Map<String, double[]> x = Map.of("x", SmallExample.x());
    double[] y = SmallExample.y();
    double[] yc = SmallExample.yc();
    boolean[] z = SmallExample.z();
    boolean[] zc = SmallExample.zc();
    int[] cl = SmallExample.cluster();
    double[] w = SmallExample.w();
    int[] block = SmallExample.block();
    return switch (name) {
      case "plain" -> new Contrast(y, z, Map.of(), null, false, null, null);
      case "adjusted" -> new Contrast(y, z, x, null, false, null, null);
      case "weighted" -> new Contrast(y, z, x, null, false, null, w);
      case "blocks" -> new Contrast(y, z, x, block, false, null, null);
      case "pairs" -> new Contrast(y, z, x, SmallExample.pair(), true, null, null);
      case "clusters" -> new Contrast(yc, zc, Map.of(), null, false, cl, null);
      case "clusters-adjusted" -> new Contrast(yc, zc, x, null, false, cl, null);
      case "clusters-weighted" -> new Contrast(yc, zc, x, null, false, cl, w);
      case "cluster-blocks" -> new Contrast(yc, zc, x, halves(4), false, cl, null);
      case "cluster-pairs" -> new Contrast(yc, zc, Map.of(), halves(2), true, cl, null);
      case "crossing-blocks" -> new Contrast(y, z, x, block, false, cl, null);
      case "crossing-weighted" -> new Contrast(y, z, x, block, false, cl, w);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static int[] halves(int size) {
    return IntStream.of(SmallExample.cluster()).map(g -> (g + size - 1) / size).toArray();
  }
}
