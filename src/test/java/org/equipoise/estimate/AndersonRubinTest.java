package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AndersonRubinTest {

  /** The test of a value is the t test of the instrument in the regression of y - bD. */
  @ParameterizedTest
  @EnumSource(VarianceEstimator.class)
  void test_isThatOfTheInstrument(VarianceEstimator variance) {
    AndersonRubinSet found = AndersonRubin.with(variance).of(example());
    for (double b : new double[] {-40, -1, 0, 0.7, 1.131, 3, 250}) {
      double[] rest = new double[SmallExample.N];
      for (int i = 0; i < rest.length; i++) {
        rest[i] = SmallExample.y()[i] - b * TwoStageLeastSquaresTest.received()[i];
      }
      Estimate z = LeastSquares.with(variance).fit(example().reduced(rest)).coefficient("z");
      assertEquals(
          z.statistic() * z.statistic(), found.test(b).f(), 1e-10 * found.test(b).f() + 1e-13);
      assertClose(z.df(), found.test(b).denominatorDf(), 1e-12);
    }
  }

  /** A value is in the set exactly when the test does not reject it, at any level. */
  @ParameterizedTest
  @EnumSource(VarianceEstimator.class)
  void set_holdsWhatIsNotRejected(VarianceEstimator variance) {
    int kinds = 0;
    for (double level : new double[] {0.5, 0.9, 0.95, 0.98, 0.99, 0.999, 0.9999}) {
      AndersonRubinSet found = AndersonRubin.with(variance).withLevel(level).of(example());
      kinds |= found.set() instanceof ConfidenceSet.Interval ? 1 : 2;
      for (int k = -600; k <= 600; k++) {
        double b = Math.sinh(k / 60.0);
        double p = found.test(b).pValue();
        if (Math.abs(p - (1 - level)) > 1e-9) {
          assertEquals(p > 1 - level, found.set().contains(b), () -> level + " " + found.set());
        }
      }
    }
    assertEquals(3, kinds, "bounded and unbounded sets are both met");
  }

  /** The set is bounded exactly when the first stage is significant at its level. */
  @ParameterizedTest
  @EnumSource(VarianceEstimator.class)
  void set_isBoundedWhenFirstStageIsSignificant(VarianceEstimator variance) {
    double p =
        LeastSquares.with(variance)
            .fit(example().reduced(TwoStageLeastSquaresTest.received()))
            .coefficient("z")
            .pValue();
    AndersonRubin method = AndersonRubin.with(variance);
    assertInstanceOf(
        ConfidenceSet.Interval.class, method.withLevel(1 - p * 1.001).of(example()).set());
    ConfidenceSet wider = method.withLevel(1 - p * 0.999).of(example()).set();
    assertTrue(wider instanceof ConfidenceSet.TwoRays || wider instanceof ConfidenceSet.Line);
  }

  @Test
  void set_followsShiftAndScale() {
    double[] moved = Arrays.stream(SmallExample.y()).map(y -> 1e6 - 2e3 * y).toArray();
    var plain = (ConfidenceSet.Interval) set(SmallExample.y());
    var other = (ConfidenceSet.Interval) set(moved);
    assertClose(-2e3 * plain.high(), other.low(), 1e-10);
    assertClose(-2e3 * plain.low(), other.high(), 1e-10);
  }

  /** Everybody received what was drawn: the set is the interval of least squares. */
  @Test
  void set_ofFullCompliance_isIntervalOfLeastSquares() {
    double[] z = SmallExample.numbers(SmallExample.z());
    InstrumentedSample sample =
        TwoStageLeastSquaresTest.sample(SmallExample.y(), z, SmallExample.x());
    var set = (ConfidenceSet.Interval) AndersonRubin.with(VarianceEstimator.HC2).of(sample).set();
    ConfidenceInterval plain =
        LeastSquares.with(VarianceEstimator.HC2)
            .fit(sample.structural())
            .coefficient("d")
            .interval();
    assertClose(plain.low(), set.low(), 1e-12);
    assertClose(plain.high(), set.high(), 1e-12);
  }

  /** By hand: D = (0, 0, 1, 1, ...) balanced over the arms leaves nothing but the line. */
  @Test
  void set_ofInstrumentThatMovesNothing_isTheLine() {
    double[] d = new double[SmallExample.N];
    for (int i = 0; i < d.length; i++) {
      d[i] = i % 4 < 2 ? 1 : 0;
    }
    ConfidenceSet set =
        AndersonRubin.with(VarianceEstimator.HC2)
            .of(TwoStageLeastSquaresTest.sample(SmallExample.y(), d, null))
            .set();
    assertInstanceOf(ConfidenceSet.Line.class, set);
  }

  @Test
  void of_refusesWhatHasNoClosedForm() {
    InstrumentedSample two = example().withInstrument("u", SmallExample.w());
    assertThrows(
        IllegalArgumentException.class, () -> AndersonRubin.with(VarianceEstimator.HC2).of(two));
    AndersonRubin.with(VarianceEstimator.CLASSICAL).of(two);
    InstrumentedSample repeated = example().withInstrument("again", SmallExample.x());
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () -> AndersonRubin.with(VarianceEstimator.CLASSICAL).of(repeated));
    assertEquals(NotEstimableException.Reason.UNDERIDENTIFIED, refusal.reason());
  }

  @Test
  void confidenceSets_refuseEndsOutOfOrder() {
    assertThrows(IllegalArgumentException.class, () -> new ConfidenceSet.Interval(1, 0));
    assertThrows(IllegalArgumentException.class, () -> new ConfidenceSet.TwoRays(Double.NaN, 0));
  }

  private static ConfidenceSet set(double[] y) {
    return AndersonRubin.with(VarianceEstimator.HC3)
        .withLevel(0.8)
        .of(
            TwoStageLeastSquaresTest.sample(
                y, TwoStageLeastSquaresTest.received(), SmallExample.x()))
        .set();
  }

  private static InstrumentedSample example() {
    return TwoStageLeastSquaresTest.sample(
        SmallExample.y(), TwoStageLeastSquaresTest.received(), SmallExample.x());
  }
}
