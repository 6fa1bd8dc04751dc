package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReliabilityTest {

  @ParameterizedTest
  @CsvSource({"three.csv, 3", "six.csv, 6", "units.csv, 4", "opposed.csv, 5"})
  void reliability_matchesR(String file, int items) throws IOException {
    SurveyGolden golden = SurveyGolden.of("reliability");
    GoldenTable data = golden.data(file);
    double[][] columns = new double[items][];
    for (int i = 0; i < items; i++) {
      columns[i] = data.numbers("i" + (i + 1));
    }
    Reliability reliability = Reliability.of(columns);
    Map<String, Double> actual = new HashMap<>();
    actual.put("persons", (double) reliability.persons());
    actual.put("left_out", (double) reliability.leftOut());
    actual.put("alpha", reliability.alpha());
    actual.put("alpha_low", reliability.alphaInterval(0.95).low());
    actual.put("alpha_high", reliability.alphaInterval(0.95).high());
    actual.put("omega", reliability.omega());
    for (int i = 0; i < items; i++) {
      actual.put("alpha_without_" + (i + 1), reliability.alphaWithout()[i]);
      actual.put("item_rest_" + (i + 1), reliability.itemRest()[i]);
      actual.put("loading_" + (i + 1), reliability.loadings()[i]);
    }
    golden.assertValues(file, actual);
  }

  /** By hand: variances 1 and 1, covariance 1/2; alpha 2 (1 - 2/3) = 2/3. */
  @Test
  void alpha_byHand() {
    Reliability two = Reliability.of(new double[] {1, 2, 3}, new double[] {1, 3, 2});
    assertEquals(2 / 3.0, two.alpha(), 1e-15);
    assertEquals(0.5, two.itemRest()[0], 1e-15);
    assertEquals(0.5, two.itemRest()[1], 1e-15);
  }

  /** With three items the factor is the triad: loadings sqrt(r12 r13 / r23) and so on. */
  @Test
  void loadings_ofThreeItemsAreTriads() {
    double[] a = {1, 2, 3, 4, 5, 6, 7, 8};
    double[] b = {2, 1, 4, 3, 6, 5, 8, 7};
    double[] c = {1, 3, 2, 5, 8, 4, 6, 7};
    double ab = Agreement.of(a, b).correlation();
    double ac = Agreement.of(a, c).correlation();
    double bc = Agreement.of(b, c).correlation();
    double[] loadings = Reliability.of(a, b, c).loadings();
    double sd = Moments.of(a).sd();
    assertEquals(Math.sqrt(ab * ac / bc) * sd, loadings[0], 1e-9);
    assertEquals(Math.sqrt(ab * bc / ac) * sd, loadings[1], 1e-9);
    assertEquals(Math.sqrt(ac * bc / ab) * sd, loadings[2], 1e-9);
  }

  /** r12 r13 > r23: the first item would load above one. */
  @Test
  void omega_refusesHeywoodCases() {
    double[] a = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    double[] b = {1, 2, 3, 4, 5, 10, 6, 7, 8, 9};
    double[] c = {4, 1, 2, 3, 5, 6, 7, 8, 9, 10};
    Reliability scale = Reliability.of(a, b, c);
    double ab = Agreement.of(a, b).correlation();
    double ac = Agreement.of(a, c).correlation();
    assertTrue(ab * ac > Agreement.of(b, c).correlation());
    NotEstimableException refusal = assertThrows(NotEstimableException.class, scale::omega);
    assertEquals(NotEstimableException.Reason.NO_SOLUTION, refusal.reason());
    assertTrue(scale.alpha() > 0.9);
  }

  @Test
  void reliability_refusesWhatItCannotSay() {
    double[] x = {1, 2, 3, 4};
    assertThrows(IllegalArgumentException.class, () -> Reliability.of(x));
    assertThrows(NotEstimableException.class, () -> Reliability.of(x, new double[] {2, 2, 2, 2}));
    assertThrows(
        NotEstimableException.class,
        () -> Reliability.of(x, new double[] {1, 2, Double.NaN, Double.NaN}));
    assertThrows(NotEstimableException.class, () -> Reliability.of(x, x).omega());
    assertThrows(NotEstimableException.class, () -> Reliability.of(x, x).alphaWithout());
    assertThrows(
        NotEstimableException.class, () -> Reliability.of(x, new double[] {4, 3, 2, 1}).alpha());
  }
}
