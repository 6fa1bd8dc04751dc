package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class StratifiedTablesTest {

  @Test
  void measures_matchMantelhaenTest() throws IOException {
    List<TwoByTwo> strata = UnadjustedRiskTest.tables("strata.csv");
    MantelHaenszel mh = MantelHaenszel.of(strata);
    ExactTest exact = ExactTest.of(strata, 0.95);
    Map<String, Double> actual = new HashMap<>();
    actual.put("or", mh.oddsRatio().ratio());
    actual.put("or_low", mh.oddsRatio().interval().low());
    actual.put("or_high", mh.oddsRatio().interval().high());
    actual.put("cmh", mh.test(false).statistic());
    actual.put("cmh_p", mh.test(false).pValue());
    actual.put("cmh_corrected", mh.test(true).statistic());
    actual.put("rd", mh.difference().value());
    actual.put("rd_se", mh.difference().standardError());
    actual.put("rr", mh.ratio().ratio());
    actual.put("rr_se", mh.ratio().log().standardError());
    actual.put("exact_p", exact.pTwoSided());
    actual.put("exact_or", exact.oddsRatio());
    actual.put("exact_low", exact.interval().low());
    actual.put("exact_high", exact.interval().high());
    MeasuresGolden.assertCase("strata", actual);
    assertEquals(6, exact.strata());
  }

  /** One stratum is no stratum. */
  @Test
  void oneStratum_isTheTable() {
    TwoByTwo t = new TwoByTwo(9, 30, 4, 28);
    MantelHaenszel mh = MantelHaenszel.of(List.of(t));
    UnadjustedRisk raw = UnadjustedRisk.of(t);
    assertClose(raw.difference().value(), mh.difference().value(), 1e-14);
    assertClose(raw.ratio().ratio(), mh.ratio().ratio(), 1e-14);
    assertClose(raw.ratio().log().standardError(), mh.ratio().log().standardError(), 1e-13);
    assertClose(raw.oddsRatio().log().standardError(), mh.oddsRatio().log().standardError(), 1e-13);
  }

  @Test
  void swappedArmsInvert_andOrderDoesNotMatter() throws IOException {
    List<TwoByTwo> strata = new ArrayList<>(UnadjustedRiskTest.tables("strata.csv"));
    MantelHaenszel one = MantelHaenszel.of(strata);
    ExactTest exact = ExactTest.of(strata, 0.9);
    Collections.reverse(strata);
    MantelHaenszel two = MantelHaenszel.of(strata.stream().map(TwoByTwo::swapped).toList());
    ExactTest swapped = ExactTest.of(strata.stream().map(TwoByTwo::swapped).toList(), 0.9);
    assertClose(-one.difference().value(), two.difference().value(), 1e-13);
    assertClose(one.difference().standardError(), two.difference().standardError(), 1e-13);
    assertClose(1 / one.ratio().ratio(), two.ratio().ratio(), 1e-13);
    assertClose(1 / one.oddsRatio().ratio(), two.oddsRatio().ratio(), 1e-13);
    assertClose(exact.pTwoSided(), swapped.pTwoSided(), 1e-11);
    assertClose(exact.pGreater(), swapped.pLess(), 1e-12);
    assertClose(1 / exact.interval().low(), swapped.interval().high(), 1e-10);
    assertClose(1 / exact.oddsRatio(), swapped.oddsRatio(), 1e-10);
  }

  /** Far from the null the distribution without an effect underflows, the leaning one does not. */
  @Test
  void exact_staysFiniteFarFromTheNull() {
    ExactTest far = ExactTest.of(new TwoByTwo(4500, 5000, 500, 5000));
    // The conditional odds ratio is near the sample one, 81, and Woolf's interval near the exact.
    LogRatio woolf = UnadjustedRisk.of(new TwoByTwo(4500, 5000, 500, 5000)).oddsRatio();
    assertClose(woolf.ratio(), far.oddsRatio(), 2e-3);
    assertClose(woolf.interval().low(), far.interval().low(), 1e-2);
    assertClose(woolf.interval().high(), far.interval().high(), 1e-2);
    assertEquals(0, far.pTwoSided());
  }

  /** Lady tasting tea, Fisher (1935): 3 of 4 right; P(X >= 3) = 17/70, two-sided 34/70. */
  @Test
  void exact_matchesFishersTea() {
    ExactTest tea = ExactTest.of(new TwoByTwo(3, 4, 1, 4));
    assertClose(17 / 70.0, tea.pGreater(), 1e-14);
    assertClose(34 / 70.0, tea.pTwoSided(), 1e-14);
    assertClose(34 / 70.0 - 8 / 70.0, tea.midP(), 1e-14);
  }

  @Test
  void byBlock_keepsBlocksWithBothArms() {
    TwoArmSample sample =
        TwoArmSample.of(
                new double[] {1, 0, 1, 0, 1, 1},
                new boolean[] {true, false, true, true, false, true})
            .withBlocks(new int[] {7, 7, 3, 3, 3, 9});
    List<TwoByTwo> tables = TwoByTwo.byBlock(sample);
    assertArrayEquals(
        new TwoByTwo[] {new TwoByTwo(1, 2, 1, 1), new TwoByTwo(1, 1, 0, 1)}, tables.toArray());
  }

  @Test
  void refusals_sayWhy() {
    refused(
        Reason.CONSTANT_OUTCOME,
        () -> ExactTest.of(List.of(new TwoByTwo(0, 4, 0, 5), new TwoByTwo(2, 2, 3, 3)), 0.95));
    refused(
        Reason.NO_VARIATION, () -> MantelHaenszel.of(List.of(new TwoByTwo(0, 4, 2, 5))).ratio());
    refused(
        Reason.CONSTANT_OUTCOME,
        () -> MantelHaenszel.of(List.of(new TwoByTwo(0, 4, 0, 5))).test(false));
    List<TwoByTwo> large = Collections.nCopies(200, new TwoByTwo(20_000, 50_000, 21_000, 50_000));
    refused(Reason.TOO_LARGE, () -> ExactTest.of(large, 0.95));
    assertThrows(IllegalArgumentException.class, () -> MantelHaenszel.of(List.of()));
  }

  private static void refused(Reason reason, Executable call) {
    assertEquals(reason, assertThrows(NotEstimableException.class, call).reason());
  }
}
