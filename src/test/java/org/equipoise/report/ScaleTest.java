package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.equipoise.analysis.Moment;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.SampleResults;
import org.equipoise.document.Scale;
import org.equipoise.protocol.ValueType;
import org.junit.jupiter.api.Test;

class ScaleTest {

  private static List<Effect> withError(double se) {
    Gated<Integer> n = new Gated.Shown<>(50);
    return List.of(
        new Effect(
            SampleResults.MAIN,
            SampleResults.JOB,
            new Moment.Once(),
            SampleResults.ALL,
            SampleResults.NOW,
            n,
            n,
            n,
            n,
            List.of(),
            SampleResults.estimated(se, se, 0.3, 0, SampleResults.adjusted(), Double.NaN)));
  }

  @Test
  void of_fixedForSharesAndOrdinalScales() {
    assertEquals(new Scale(true, 1), Scales.of(ValueType.BINARY, withError(0.05)));
    assertEquals(new Scale(false, 2), Scales.of(ValueType.ORDINAL, withError(0.104)));
  }

  @Test
  void of_twoFiguresOfTheStandardErrorOtherwise() {
    assertEquals(new Scale(false, 0), Scales.of(ValueType.AMOUNT, withError(21344)));
    assertEquals(new Scale(false, 1), Scales.of(ValueType.NUMBER, withError(3.2)));
    assertEquals(new Scale(false, 3), Scales.of(ValueType.NUMBER, withError(0.032)));
  }

  @Test
  void of_moreDecimalsWhenTheErrorWouldVanish() {
    assertEquals(new Scale(false, 6), Scales.of(ValueType.ORDINAL, withError(0.000012)));
    assertEquals(new Scale(true, 4), Scales.of(ValueType.BINARY, withError(0.0000215)));
  }

  @Test
  void of_nothingEstimated() {
    assertEquals(new Scale(true, 1), Scales.of(ValueType.BINARY, List.of()));
    assertEquals(new Scale(false, 2), Scales.of(ValueType.AMOUNT, List.of()));
  }
}
