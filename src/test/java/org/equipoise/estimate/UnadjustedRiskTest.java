package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnadjustedRiskTest {
  static List<TwoByTwo> tables(String file) throws IOException {
    GoldenTable data = MeasuresGolden.data(file);
    List<TwoByTwo> tables = new ArrayList<>();
    for (int i = 0; i < data.rows(); i++) {
      tables.add(
          new TwoByTwo(
              (int) data.numbers("x1")[i],
              (int) data.numbers("n1")[i],
              (int) data.numbers("x0")[i],
              (int) data.numbers("n0")[i]));
    }
    return tables;
  }

  @Test
  void intervalsAndExactTests_matchR() throws IOException {
    List<TwoByTwo> tables = tables("tables.csv");
    for (int i = 0; i < tables.size(); i++) {
      String name = "table_" + (i + 1);
      TwoByTwo t = tables.get(i);
      UnadjustedRisk risk = UnadjustedRisk.of(t);
      Map<String, Double> actual = new HashMap<>();
      actual.put("newcombe_low", risk.newcombe().low());
      actual.put("newcombe_high", risk.newcombe().high());
      actual.put("mn_low", risk.scoreDifference().low());
      actual.put("mn_high", risk.scoreDifference().high());
      if (t.events() > 0) {
        actual.put("rr_low", risk.scoreRatio().low());
        actual.put("rr_high", risk.scoreRatio().high());
        ExactTest exact = ExactTest.of(t);
        actual.put("p", exact.pTwoSided());
        actual.put("greater", exact.pGreater());
        actual.put("less", exact.pLess());
        actual.put("mid", exact.midP());
        actual.put("cond", exact.oddsRatio());
        actual.put("cond_low", exact.interval().low());
        actual.put("cond_high", exact.interval().high());
      }
      if (MeasuresGolden.expects(name, "rr")) {
        actual.put("rr", risk.ratio().ratio());
        actual.put("rr_se", risk.ratio().log().standardError());
        actual.put("or", risk.oddsRatio().ratio());
        actual.put("or_se", risk.oddsRatio().log().standardError());
      }
      MeasuresGolden.assertCase(name, actual);
    }
  }

  /**
   * Newcombe (1998), Statistics in Medicine 17:873, table II, 56/70 against 48/80: method 6
   * (Miettinen-Nurminen) 0.0528, 0.3382; method 10 0.0524, 0.3339; method 1 (Wald) 0.0575, 0.3425.
   */
  @Test
  void intervals_matchNewcombesTable() {
    UnadjustedRisk risk = UnadjustedRisk.of(new TwoByTwo(56, 70, 48, 80));
    assertInterval(0.0528, 0.3382, risk.scoreDifference());
    assertInterval(0.0524, 0.3339, risk.newcombe());
    assertInterval(0.0575, 0.3425, risk.difference().interval());
  }

  private static void assertInterval(double low, double high, ConfidenceInterval interval) {
    assertEquals(low, interval.low(), 5e-5);
    assertEquals(high, interval.high(), 5e-5);
  }

  @Test
  void swappedArmsAndComplementsMirror() throws IOException {
    for (TwoByTwo t : tables("tables.csv")) {
      UnadjustedRisk one = UnadjustedRisk.of(t);
      UnadjustedRisk swapped = UnadjustedRisk.of(t.swapped());
      UnadjustedRisk complement = UnadjustedRisk.of(t.complement());
      assertEquals(-one.scoreDifference().low(), swapped.scoreDifference().high(), 1e-9);
      assertEquals(-one.scoreDifference().low(), complement.scoreDifference().high(), 1e-9);
      assertEquals(-one.newcombe().low(), swapped.newcombe().high(), 1e-12);
      if (t.events() > 0) {
        double low = one.scoreRatio().low();
        assertEquals(
            low == 0 ? Double.POSITIVE_INFINITY : 1 / low,
            swapped.scoreRatio().high(),
            low == 0 ? 0 : 1e-9 / low);
      }
      assertTrue(
          one.scoreDifference().low() <= t.riskTreated() - t.riskControl()
              && t.riskTreated() - t.riskControl() <= one.scoreDifference().high());
    }
  }

  /** Widening the level widens every interval. */
  @Test
  void levels_nest() {
    TwoByTwo t = new TwoByTwo(5, 56, 2, 29);
    UnadjustedRisk narrow = UnadjustedRisk.of(t).withLevel(0.9);
    UnadjustedRisk wide = UnadjustedRisk.of(t).withLevel(0.99);
    assertTrue(wide.scoreDifference().low() < narrow.scoreDifference().low());
    assertTrue(wide.scoreRatio().high() > narrow.scoreRatio().high());
    assertTrue(wide.newcombe().high() > narrow.newcombe().high());
    assertTrue(wide.difference().interval().low() < narrow.difference().interval().low());
  }

  @Test
  void ratios_refuseEmptyCells() {
    UnadjustedRisk none = UnadjustedRisk.of(new TwoByTwo(0, 10, 4, 10));
    assertThrows(NotEstimableException.class, none::ratio);
    assertThrows(NotEstimableException.class, none::oddsRatio);
    UnadjustedRisk all = UnadjustedRisk.of(new TwoByTwo(10, 10, 4, 10));
    assertThrows(NotEstimableException.class, all::oddsRatio);
    assertClose(2.5, all.ratio().ratio(), 1e-14);
    UnadjustedRisk nobody = UnadjustedRisk.of(new TwoByTwo(0, 10, 0, 20));
    assertThrows(NotEstimableException.class, nobody::scoreRatio);
    assertThrows(NotEstimableException.class, nobody::difference);
    assertThrows(IllegalArgumentException.class, () -> new TwoByTwo(3, 2, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new TwoByTwo(0, 0, 0, 1));
  }
}
