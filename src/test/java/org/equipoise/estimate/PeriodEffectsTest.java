package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Forty people, every other one drawn to be met now. The first period is before anybody of the
 * later arm was met; then they catch up, and in the last period they have overtaken.
 */
class PeriodEffectsTest {
  private static final int N = 40;

  // By hand: met 16 of 20 against 0 of 20, 18 against 16, 16 against 18.
  @Test
  void of_tellsPeriodsWithContrastFromThoseWithout() {
    List<PeriodEffect> found =
        PeriodEffects.with(VarianceEstimator.HC2)
            .of(List.of(period("1", 16, 0), period("2", 18, 16), period("3", 16, 18)));
    PeriodEffect.Identified first = assertInstanceOf(PeriodEffect.Identified.class, found.get(0));
    assertEquals(0.8, first.contrast(), 1e-14);
    Estimate direct =
        TwoStageLeastSquares.with(VarianceEstimator.HC2)
            .fit(period("1", 16, 0).sample())
            .coefficient("met");
    assertEquals(direct, first.effect());
    // By hand: the difference in means of y over the difference in shares.
    assertClose(difference() / 0.8, first.effect().value(), 1e-12);
    assertInstanceOf(ConfidenceSet.Interval.class, first.set().set());

    PeriodEffect.Refused second = assertInstanceOf(PeriodEffect.Refused.class, found.get(1));
    assertEquals(PeriodEffect.Rule.CONTRAST_GONE, second.rule());
    assertEquals(0.1, second.contrast(), 1e-14);
    PeriodEffect.Refused third = assertInstanceOf(PeriodEffect.Refused.class, found.get(2));
    assertEquals(PeriodEffect.Rule.OVERTAKEN, third.rule());
    assertEquals(-0.1, third.contrast(), 1e-14);
  }

  @Test
  void of_refusesEqualSharesAndNobodyMet() {
    List<PeriodEffect> found =
        PeriodEffects.with(VarianceEstimator.HC2)
            .of(List.of(period("equal", 7, 7), period("all", 20, 20), period("none", 0, 0)));
    for (PeriodEffect effect : found) {
      assertEquals(
          PeriodEffect.Rule.OVERTAKEN, assertInstanceOf(PeriodEffect.Refused.class, effect).rule());
      assertEquals(0, effect.contrast(), 1e-12);
    }
  }

  @Test
  void of_refusesPeriodItCannotEstimate() {
    InstrumentedSample alone =
        InstrumentedSample.of(
                RegressionSample.of(new double[] {1, 2}).column("met", new double[] {1, 0}).build())
            .withEndogenous("met")
            .withInstrument("now", new double[] {1, 0});
    PeriodEffect.Refused refused =
        assertInstanceOf(
            PeriodEffect.Refused.class,
            PeriodEffects.with(VarianceEstimator.HC2)
                .of(List.of(new PeriodEffects.Period("two people", alone)))
                .get(0));
    assertEquals(PeriodEffect.Rule.NOT_ESTIMABLE, refused.rule());
    assertEquals(Double.NaN, refused.contrast());
  }

  @Test
  void of_keepsPeriodWhereEverybodyReceivedWhatWasDrawn() {
    PeriodEffect.Identified all =
        assertInstanceOf(
            PeriodEffect.Identified.class,
            PeriodEffects.with(VarianceEstimator.HC2).of(List.of(period("all", 20, 0))).get(0));
    assertEquals(1, all.contrast(), 1e-14);
    assertClose(difference(), all.effect().value(), 1e-12);
  }

  @Test
  void period_refusesSeveralInstruments() {
    InstrumentedSample two = period("1", 16, 0).sample().withInstrument("more", new double[N]);
    assertThrows(IllegalArgumentException.class, () -> new PeriodEffects.Period("1", two));
  }

  private static PeriodEffects.Period period(String name, int metNow, int metLater) {
    double[] now = new double[N];
    double[] met = new double[N];
    for (int i = 0; i < N; i++) {
      now[i] = i % 2;
      met[i] = i / 2 < (i % 2 == 1 ? metNow : metLater) ? 1 : 0;
    }
    return new PeriodEffects.Period(
        name,
        InstrumentedSample.of(RegressionSample.of(outcome()).column("met", met).build())
            .withEndogenous("met")
            .withInstrument("now", now));
  }

  private static double[] outcome() {
    double[] y = new double[N];
    for (int i = 0; i < N; i++) {
      y[i] = (7 * i) % 13 + 2.0 * (i % 2);
    }
    return y;
  }

  private static double difference() {
    double difference = 0;
    for (int i = 0; i < N; i++) {
      difference += (i % 2 == 1 ? 1 : -1) * outcome()[i] / (N / 2.0);
    }
    return difference;
  }
}
