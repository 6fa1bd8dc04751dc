package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.LeastSquares;
import org.equipoise.estimate.LinearFit;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.estimate.VarianceEstimator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PeriodFoldTest {

  private static final int STRATA = 7;
  private static final int PERIODS = 13;

  /**
   * People of seven strata with unequal chances; the last stratum loses its treated in period 3.
   */
  private record People(int[] stratum, boolean[] treated, double[] weight, double[] values) {

    static People of(int n, double missing, double centre, double scale, boolean binary) {
      SplittableRandom random = new SplittableRandom(20180301);
      int[] stratum = new int[n];
      boolean[] treated = new boolean[n];
      double[] weight = new double[n];
      double[] values = new double[n * PERIODS];
      for (int i = 0; i < n; i++) {
        stratum[i] = random.nextInt(STRATA);
        double chance = 0.15 + 0.08 * stratum[i];
        treated[i] = random.nextDouble() < chance;
        weight[i] = 1 / (treated[i] ? chance : 1 - chance);
        double own = random.nextGaussian();
        for (int m = 0; m < PERIODS; m++) {
          double v = own + stratum[i] * 0.3 + (treated[i] ? 0.02 * m : 0) + random.nextGaussian();
          boolean lost = m == 3 && stratum[i] == STRATA - 1 && treated[i];
          boolean gone = missing > 0 && (lost || random.nextDouble() < missing);
          double value = binary ? (v > 1.2 ? 1 : 0) : centre + scale * v;
          values[i * PERIODS + m] = gone ? Double.NaN : value;
        }
      }
      return new People(stratum, treated, weight, values);
    }

    PeriodFold fold(int from, int to, boolean weighted) {
      PeriodFold fold = PeriodFold.of(weighted ? 1 : STRATA, PERIODS);
      for (int i = from; i < to; i++) {
        if (weighted) {
          fold.add(0, treated[i], weight[i], values, i * PERIODS);
        } else {
          fold.add(stratum[i], treated[i], values, i * PERIODS);
        }
      }
      return fold;
    }

    LinearFit fit(int m, boolean weighted, VarianceEstimator variance) {
      List<Integer> rows = new ArrayList<>();
      for (int i = 0; i < stratum.length; i++) {
        if (!Double.isNaN(values[i * PERIODS + m])) {
          rows.add(i);
        }
      }
      double[] y = rows.stream().mapToDouble(i -> values[i * PERIODS + m]).toArray();
      double[] z = rows.stream().mapToDouble(i -> treated[i] ? 1 : 0).toArray();
      RegressionSample.Builder builder = RegressionSample.of(y).column("treated", z);
      if (weighted) {
        builder.weights(rows.stream().mapToDouble(i -> weight[i]).toArray());
      } else {
        builder.absorb(rows.stream().mapToInt(i -> stratum[i]).toArray());
      }
      return LeastSquares.with(variance).fit(builder.build());
    }
  }

  private static void assertClose(double expected, double actual, double relative) {
    assertEquals(expected, actual, relative * Math.max(Math.abs(expected), 1e-3));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1, false, false", "0.2, 0, 1, false, false", "0, 0, 1, true, false",
    "0.2, 0, 1, true, false", "0.2, 0, 1, false, true", "0, 0, 1, true, true",
    "0, 1e6, 1e6, false, false", "0.3, 1e6, 1e6, false, true"
  })
  void finish_isLeastSquaresOfEachPeriod(
      double missing, double centre, double scale, boolean binary, boolean weighted) {
    People people = People.of(900, missing, centre, scale, binary);
    PeriodFit fit = people.fold(0, 900, weighted).finish(0.95);
    for (int m = 0; m < PERIODS; m++) {
      Estimate expected = people.fit(m, weighted, VarianceEstimator.HC2).coefficient("treated");
      Estimate found = fit.estimate(m);
      assertClose(expected.value(), found.value(), 1e-10);
      assertClose(expected.standardError(), found.standardError(), 1e-10);
      assertEquals(expected.df(), found.df());
      assertClose(expected.interval().low(), found.interval().low(), 1e-9);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = VarianceEstimator.class,
      names = {"HC0", "HC1", "HC3"})
  void finish_knowsItsOtherVariances(VarianceEstimator variance) {
    People people = People.of(400, 0.1, 0, 1, false);
    PeriodFit fit = people.fold(0, 400, false).finish(0.95, variance);
    for (int m = 0; m < PERIODS; m++) {
      double expected = people.fit(m, false, variance).coefficient("treated").standardError();
      assertClose(expected, fit.estimate(m).standardError(), 1e-10);
    }
  }

  /** By hand: the arm less its share in the stratum, residuals and leverages, person by person. */
  @ParameterizedTest
  @CsvSource({"0, false", "0.25, false", "0.25, true"})
  void covariance_sumsScoresOfPersonsSeenInBoth(double missing, boolean weighted) {
    int n = 300;
    People people = People.of(n, missing, 50, 3, false);
    PeriodFit fit = people.fold(0, n, weighted).finish(0.95);
    double[][] u = new double[PERIODS][];
    for (int m = 0; m < PERIODS; m++) {
      u[m] = scores(people, m, weighted);
    }
    for (int m = 0; m < PERIODS; m++) {
      for (int j = 0; j < PERIODS; j++) {
        double expected = 0;
        for (int i = 0; i < n; i++) {
          expected += u[m][i] * u[j][i];
        }
        assertEquals(expected, fit.covariance()[m][j], 1e-12 * 9);
      }
    }
  }

  private static double[] scores(People people, int m, boolean weighted) {
    int n = people.stratum.length;
    double[] w = new double[n];
    double[] share = new double[STRATA];
    double[] mean = new double[STRATA];
    double[] size = new double[STRATA];
    for (int i = 0; i < n; i++) {
      double y = people.values[i * PERIODS + m];
      int s = weighted ? 0 : people.stratum[i];
      if (!Double.isNaN(y)) {
        w[i] = weighted ? people.weight[i] : 1;
        size[s] += w[i];
        share[s] += people.treated[i] ? w[i] : 0;
        mean[s] += w[i] * y;
      }
    }
    double d = 0;
    double b = 0;
    double[] z = new double[n];
    for (int i = 0; i < n; i++) {
      int s = weighted ? 0 : people.stratum[i];
      z[i] = (people.treated[i] ? 1 : 0) - share[s] / size[s];
      d += w[i] * z[i] * z[i];
      b += w[i] > 0 ? w[i] * z[i] * people.values[i * PERIODS + m] : 0;
    }
    double[] u = new double[n];
    for (int i = 0; i < n; i++) {
      int s = weighted ? 0 : people.stratum[i];
      if (w[i] > 0) {
        double e = people.values[i * PERIODS + m] - mean[s] / size[s] - b / d * z[i];
        double h = w[i] * (1 / size[s] + z[i] * z[i] / d);
        u[i] = w[i] * z[i] * e / Math.sqrt(1 - h) / d;
      }
    }
    return u;
  }

  @Test
  void pooled_isTheRegressionOfEachPersonsMean() {
    People people = People.of(500, 0, 10, 2, false);
    double[] means = new double[500 * PERIODS];
    for (int i = 0; i < 500; i++) {
      double sum = 0;
      for (int m = 0; m < PERIODS; m++) {
        sum += people.values[i * PERIODS + m];
      }
      means[i * PERIODS] = sum / PERIODS;
    }
    Estimate expected =
        new People(people.stratum, people.treated, people.weight, means)
            .fit(0, false, VarianceEstimator.HC2)
            .coefficient("treated");
    PeriodFit fit = people.fold(0, 500, false).finish(0.95);
    Estimate found = fit.pooled(fit.estimated());
    assertClose(expected.value(), found.value(), 1e-10);
    assertClose(expected.standardError(), found.standardError(), 1e-10);
    assertEquals(expected.df(), found.df());
  }

  @ParameterizedTest
  @CsvSource({"0", "0.2"})
  void merge_isOneFoldOfAll(double missing) {
    People people = People.of(700, missing, 1e6, 3e5, false);
    PeriodFit whole = people.fold(0, 700, false).finish(0.9);
    PeriodFit parts =
        people
            .fold(0, 5, false)
            .merge(people.fold(5, 333, false))
            .merge(PeriodFold.of(STRATA, PERIODS))
            .merge(people.fold(333, 700, false))
            .finish(0.9);
    for (int m = 0; m < PERIODS; m++) {
      assertClose(whole.estimate(m).value(), parts.estimate(m).value(), 1e-11);
      for (int j = 0; j < PERIODS; j++) {
        assertClose(whole.covariance()[m][j], parts.covariance()[m][j], 1e-10);
      }
    }
  }

  /** The first people of a cell far from the others must not cost the others their digits. */
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void finish_keepsDigitsFarFromZero(boolean gaps) {
    People people = People.of(3000, gaps ? 0.1 : 0, 0, 1, false);
    double[] far = people.values.clone();
    for (int at = 0; at < far.length; at++) {
      far[at] = 1e9 + far[at];
    }
    PeriodFit near = people.fold(0, 3000, false).finish(0.95);
    PeriodFit moved =
        new People(people.stratum, people.treated, people.weight, far)
            .fold(0, 3000, false)
            .finish(0.95);
    for (int m = 0; m < PERIODS; m++) {
      // 1e9 itself leaves 1e-7 of each value; errors of single values average out.
      assertEquals(near.estimate(m).value(), moved.estimate(m).value(), 1e-7);
      assertClose(near.estimate(m).standardError(), moved.estimate(m).standardError(), 1e-6);
    }
  }

  @Test
  void finish_refusesEachPeriodWithItsReason() {
    double nan = Double.NaN;
    double[] values = {
      1, nan, 2, 5, nan, 1, 3, 2, 5, 1, 4, nan, 3, 5, 1, 2, 6, 4, 5, nan, 7, 7, nan, 5, 1, 2, nan,
      nan, 5, nan
    };
    boolean[] treated = {true, true, false, false, true, false};
    int[] stratum = {0, 0, 0, 1, 1, 1};
    PeriodFold fold = PeriodFold.of(2, 5);
    for (int i = 0; i < 6; i++) {
      fold.add(stratum[i], treated[i], values, 5 * i);
    }
    List<PeriodFit.Period> found = fold.finish(0.95).periods();
    assertInstanceOf(PeriodFit.Estimated.class, found.get(0));
    assertReason(NotEstimableException.Reason.CONSTANT_OUTCOME, found.get(3));
    assertEquals(3, found.get(0).seen().treated());
    assertEquals(3, found.get(0).seen().meanTreated(), 1e-15);
    PeriodFold empty = PeriodFold.of(1, 1);
    empty.add(0, true, new double[] {3}, 0);
    empty.add(0, true, new double[] {4}, 0);
    assertReason(NotEstimableException.Reason.EMPTY_ARM, empty.finish(0.95).periods().get(0));
    empty.add(0, false, new double[] {4}, 0);
    assertInstanceOf(PeriodFit.Estimated.class, empty.finish(0.95).periods().get(0));
    PeriodFold apart = PeriodFold.of(2, 1);
    apart.add(0, true, new double[] {3}, 0);
    apart.add(0, true, new double[] {4}, 0);
    apart.add(1, false, new double[] {4}, 0);
    assertReason(
        NotEstimableException.Reason.BLOCK_WITHOUT_ARM, apart.finish(0.95).periods().get(0));
    PeriodFold two = PeriodFold.of(1, 1);
    two.add(0, true, new double[] {3}, 0);
    two.add(0, false, new double[] {4}, 0);
    assertReason(
        NotEstimableException.Reason.NO_DEGREES_OF_FREEDOM, two.finish(0.95).periods().get(0));
  }

  private static void assertReason(NotEstimableException.Reason reason, PeriodFit.Period period) {
    assertEquals(reason.name(), assertInstanceOf(PeriodFit.Refused.class, period).rule());
  }

  @Test
  void critical_liesBetweenOnePeriodAndBonferroni() {
    PeriodFit fit = People.of(800, 0, 0, 1, false).fold(0, 800, false).finish(0.95);
    double c = fit.critical(fit.estimated(), 20_000, 5);
    assertTrue(c > 2.2 && c < 2.9, "c " + c);
    assertEquals(c, fit.critical(fit.estimated(), 20_000, 5));
  }

  @Test
  void add_refusesWhatItCannotKeep() {
    PeriodFold fold = PeriodFold.of(1, 2);
    double[] values = {1, Double.POSITIVE_INFINITY};
    assertThrows(IllegalArgumentException.class, () -> fold.add(0, true, values, 0));
    assertThrows(IllegalArgumentException.class, () -> fold.add(0, true, -1, values, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> {
          for (int i = 1; i < 999; i++) {
            fold.add(0, true, i, new double[] {1, 2}, 0);
          }
        });
    assertThrows(IllegalArgumentException.class, () -> PeriodFold.of(0, 2));
    assertThrows(IllegalArgumentException.class, () -> fold.merge(PeriodFold.of(1, 3)));
    assertThrows(
        IllegalArgumentException.class, () -> fold.finish(0.95, VarianceEstimator.CLASSICAL));
  }
}
