package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegisterQualityTest {

  @Test
  void hidden_takesAnotherMonthSoThatNoSmallOneIsLeftOver() {
    assertEquals(
        Set.of("2019-01", "2019-03"),
        RegisterQuality.hidden(Map.of("2019-01", 2L, "2019-02", 70L, "2019-03", 66L), 5));
  }

  @Test
  void hidden_goesOnWhileTheSmallOnesTogetherAreSmall() {
    assertEquals(
        Set.of("2019-01", "2019-02", "2019-03"),
        RegisterQuality.hidden(
            Map.of("2019-01", 1L, "2019-02", 1L, "2019-03", 66L, "2019-04", 67L), 5));
  }

  @Test
  void hidden_isNothingWhereNothingIsSmall() {
    assertEquals(
        Set.of(), RegisterQuality.hidden(Map.of("2019-01", 5L, "2019-02", 0L, "2019-03", 9L), 5));
  }
}
