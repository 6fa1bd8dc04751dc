package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgreementTest {

  @ParameterizedTest
  @ValueSource(strings = {"five.csv", "eleven.csv", "yes-no.csv", "unrelated.csv"})
  void agreement_matchesR(String file) throws IOException {
    SurveyGolden golden = SurveyGolden.of("agreement");
    GoldenTable data = golden.data(file);
    Agreement agreement = Agreement.of(data.numbers("own"), data.numbers("other"));
    Map<String, Double> actual = new HashMap<>();
    actual.put("pairs", (double) agreement.pairs());
    actual.put("left_out", (double) agreement.leftOut());
    actual.put("exact", (double) agreement.exact());
    put(actual, "exact", agreement.exactInterval(0.95));
    for (KappaWeights weights : KappaWeights.values()) {
      Kappa kappa = agreement.kappa(weights, 0.95);
      actual.put(weights + "_kappa", kappa.value());
      actual.put(weights + "_se", kappa.standardError());
      put(actual, weights.name(), kappa.interval());
    }
    Estimate difference = agreement.meanDifference(0.95);
    actual.put("difference", difference.value());
    actual.put("difference_se", difference.standardError());
    actual.put("difference_p", difference.pValue());
    put(actual, "difference", difference.interval());
    actual.put("correlation", agreement.correlation());
    put(actual, "correlation", agreement.correlationInterval(0.95));
    golden.assertValues(file, actual);
  }

  /** By hand: 3 of 4 agree; by chance (3/4)(2/4) + (1/4)(2/4) = 1/2; kappa (3/4 - 1/2)/(1/2). */
  @Test
  void kappa_byHand() {
    Agreement agreement = Agreement.of(new double[] {1, 1, 1, 2}, new double[] {1, 1, 2, 2});
    assertEquals(0.5, agreement.kappa(KappaWeights.UNWEIGHTED, 0.95).value(), 1e-15);
    assertArrayEquals(new double[] {1, 2}, agreement.values());
    assertArrayEquals(new int[][] {{2, 1}, {0, 1}}, agreement.table());
  }

  /** Two categories know one distance only. */
  @Test
  void kappa_ofTwoCategoriesIgnoresWeights() {
    Agreement agreement =
        Agreement.of(new double[] {0, 0, 1, 1, 1, 0}, new double[] {0, 1, 1, 1, 0, 0});
    Kappa plain = agreement.kappa(KappaWeights.UNWEIGHTED, 0.9);
    Kappa squared = agreement.kappa(KappaWeights.QUADRATIC, 0.9);
    assertEquals(plain.value(), squared.value(), 1e-15);
    assertEquals(plain.standardError(), squared.standardError(), 1e-15);
  }

  @Test
  void kappa_swapsRatersWithoutChange() {
    double[] own = {1, 4, 2, 5, 3, 3, 1, 2};
    double[] other = {2, 4, 1, 5, 5, 3, 1, 1};
    for (KappaWeights weights : KappaWeights.values()) {
      Kappa one = Agreement.of(own, other).kappa(weights, 0.95);
      Kappa two = Agreement.of(other, own).kappa(weights, 0.95);
      assertEquals(one.value(), two.value(), 1e-15);
      assertEquals(one.standardError(), two.standardError(), 1e-15);
    }
    assertEquals(
        -Agreement.of(own, other).meanDifference(0.95).value(),
        Agreement.of(other, own).meanDifference(0.95).value());
  }

  @Test
  void kappa_isOneWhenRatersAgree() {
    double[] own = {1, 2, 3, 2};
    Kappa kappa = Agreement.of(own, own).kappa(KappaWeights.LINEAR, 0.95);
    assertEquals(1, kappa.value());
    assertEquals(0, kappa.standardError());
    assertEquals(1, kappa.interval().low());
    assertThrows(NotEstimableException.class, () -> Agreement.of(own, own).meanDifference(0.95));
    assertEquals(1, Agreement.of(own, own).correlation(), 1e-15);
  }

  @Test
  void agreement_refusesWhatCannotBeCompared() {
    double[] same = {2, 2, 2};
    assertThrows(
        NotEstimableException.class,
        () -> Agreement.of(same, same).kappa(KappaWeights.LINEAR, 0.95));
    assertThrows(
        NotEstimableException.class,
        () -> Agreement.of(same, new double[] {1, 2, 3}).correlation());
    assertThrows(
        NotEstimableException.class,
        () -> Agreement.of(new double[] {1, Double.NaN, 2}, new double[] {Double.NaN, 1, 2}));
    assertThrows(IllegalArgumentException.class, () -> Agreement.of(new double[2], new double[3]));
    assertThrows(
        NotEstimableException.class,
        () ->
            Agreement.of(new double[] {1, 2, 3}, new double[] {1, 3, 2}).correlationInterval(0.9));
  }

  private static void put(Map<String, Double> actual, String name, ConfidenceInterval interval) {
    actual.put(name + "_low", interval.low());
    actual.put(name + "_high", interval.high());
  }
}
