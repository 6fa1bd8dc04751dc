package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.equipoise.estimate.Estimate;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Wave;
import org.equipoise.waves.Share;
import org.equipoise.waves.ToldTrial;
import org.junit.jupiter.api.Test;

class UnequalLossTest {

  /** As in {@code generate.R}: ten people at each site, odd ones drawn to the team now. */
  private static final String ANSWERED = "11101011001010101110";

  private static ToldTrial told(String answered) {
    ToldTrial told = new ToldTrial();
    for (int n = 1; n <= answered.length(); n++) {
      PersonId id = told.drawn(n, n <= 10 ? "north" : "south", "2026-01-01");
      if (answered.charAt(n - 1) == '1') {
        told.answered(id, 2, 4, "2026-04-01");
      }
    }
    return told;
  }

  private static UnequalLoss second(ToldTrial told, String day) {
    return UnequalLoss.of(told.state(), told.cases(day), 0.95).stream()
        .filter(loss -> loss.wave().equals(new Wave.Id("w2")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void of_matchesEstimatr() throws IOException {
    String[] golden;
    try (InputStream in =
        UnequalLossTest.class.getResourceAsStream("/golden/analysis/UnequalLoss/cases.csv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      golden = text.lines().skip(1).findFirst().orElseThrow().split(",");
    }
    UnequalLoss loss = second(told(ANSWERED), "2026-12-31");
    Estimate estimate = assertInstanceOf(Comparison.Estimated.class, loss.comparison()).estimate();
    assertEquals(Double.parseDouble(golden[0]), estimate.value(), 1e-14);
    assertEquals(Double.parseDouble(golden[1]), estimate.standardError(), 1e-14);
    assertEquals(Double.parseDouble(golden[3]), estimate.pValue(), 1e-14);
    assertEquals(Double.parseDouble(golden[4]), estimate.interval().low(), 1e-13);
    assertEquals(Double.parseDouble(golden[5]), estimate.interval().high(), 1e-13);
    // By hand: of the ten now 1, 3, 5, 7, 11, 13, 15, 17, 19 answered, of the ten later 2, 8, 18.
    assertEquals(new Share(9, 10), loss.answered());
    assertEquals(new Share(3, 10), loss.control());
    assertEquals(UnequalLoss.Alarm.P, loss.alarm());
  }

  @Test
  void alarm_alsoAtALargeDifferenceThatMayBeChance() {
    // Now 1, 3, 5, 11, 13 of ten, later 2, 12, 14 of ten: 20 points, which chance easily gives.
    UnequalLoss loss = second(told("11101000001111000000"), "2026-12-31");
    assertEquals(new Share(5, 10), loss.answered());
    assertEquals(new Share(3, 10), loss.control());
    assertEquals(UnequalLoss.Alarm.SIZE, loss.alarm());
  }

  @Test
  void alarm_noneWhenArmsAnswerAlike() {
    UnequalLoss loss = second(told("11001100110011001100"), "2026-12-31");
    assertEquals(loss.answered(), loss.control());
    assertEquals(UnequalLoss.Alarm.NONE, loss.alarm());
  }

  @Test
  void of_saysWhyNothingCanBeCompared() {
    UnequalLoss loss = second(told("00000000000000000000"), "2026-12-31");
    Comparison.Refused refused = assertInstanceOf(Comparison.Refused.class, loss.comparison());
    assertEquals("CONSTANT_OUTCOME", refused.rule());
  }

  @Test
  void of_passesOverWavesAtWhichNobodyIsSettled() {
    List<UnequalLoss> losses =
        UnequalLoss.of(told(ANSWERED).state(), told(ANSWERED).cases("2026-04-02"), 0.95);
    assertEquals(List.of("w1"), losses.stream().map(loss -> loss.wave().value()).toList());
  }
}
