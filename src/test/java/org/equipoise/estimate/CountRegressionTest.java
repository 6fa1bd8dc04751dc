package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class CountRegressionTest {
  private static final SurveyGolden GOLDEN = golden();

  @Test
  void fit_matchesGlmAndSandwich() throws IOException {
    GoldenTable d = GOLDEN.data("trial.csv");
    Map<String, Double> actual = new HashMap<>();
    CountSample timed = sample(d, "arm", "age").withExposure(d.numbers("years"));
    CountSample clustered = timed.withClusters(d.codes("office"));
    put(actual, "poisson", PoissonRegression.fit(clustered));
    put(actual, "money", PoissonRegression.fit(sample(d, "arm", "income")));
    put(actual, "collinear", PoissonRegression.fit(collinear(d)));
    put(actual, "weighted", PoissonRegression.fit(weighted(d, "arm", "age")));
    put(actual, "nb", NegativeBinomialRegression.fit(clustered));
    put(actual, "nbweighted", NegativeBinomialRegression.fit(weighted(d, "arm")));
    GOLDEN.assertValues("trial.csv", actual);
  }

  @Test
  void fit_matchesGlmOnRareAndLargeCounts() throws IOException {
    for (String kind : new String[] {"rare", "large"}) {
      CountSample sample = sample(GOLDEN.data(kind + ".csv"), "arm");
      Map<String, Double> actual = new HashMap<>();
      put(actual, kind, PoissonRegression.fit(sample));
      put(actual, "nb" + kind, NegativeBinomialRegression.fit(sample));
      GOLDEN.assertValues(kind + ".csv", actual);
    }
  }

  /** By hand: 6 events in 12 years against 4 in 16; variance of the log ratio 1/6 + 1/4. */
  @Test
  void fit_ofTwoArmsIsTheRatioOfRates() {
    CountSample sample =
        CountSample.of(new double[] {1, 5, 0, 3, 1}, new double[] {1, 1, 1, 0, 0})
            .withExposure(new double[] {2, 6, 4, 10, 6});
    LogRatio ratio = PoissonRegression.fit(sample).rateRatio("arm", 1, CountVariance.MODEL, 0.95);
    assertClose((6 / 12.0) / (4 / 16.0), ratio.ratio(), 1e-13);
    assertClose(Math.sqrt(1 / 6.0 + 1 / 4.0), ratio.log().standardError(), 1e-13);
    double margin = 1.959963984540054 * Math.sqrt(1 / 6.0 + 1 / 4.0);
    assertClose(2 * Math.exp(-margin), ratio.interval().low(), 1e-12);
    assertClose(2 * Math.exp(margin), ratio.interval().high(), 1e-12);
  }

  @Test
  void rateRatio_invertsWhenArmsSwap() throws IOException {
    GoldenTable d = GOLDEN.data("trial.csv");
    double[] other = Arrays.stream(d.numbers("arm")).map(z -> 1 - z).toArray();
    CountSample given = sample(d, "arm", "age");
    CountSample swapped = CountSample.of(d.numbers("y"), other, d.numbers("age"));
    for (CountVariance variance : new CountVariance[] {CountVariance.MODEL, CountVariance.HC2}) {
      LogRatio a = PoissonRegression.fit(given).rateRatio("arm", 1, variance, 0.9);
      LogRatio b = PoissonRegression.fit(swapped).rateRatio("arm", 1, variance, 0.9);
      assertClose(1 / a.ratio(), b.ratio(), 1e-12);
      assertClose(1 / a.interval().low(), b.interval().high(), 1e-12);
      LogRatio c = NegativeBinomialRegression.fit(given).rateRatio("arm", 1, variance, 0.9);
      LogRatio e = NegativeBinomialRegression.fit(swapped).rateRatio("arm", 1, variance, 0.9);
      assertClose(1 / c.ratio(), e.ratio(), 1e-11);
      assertClose(c.log().standardError(), e.log().standardError(), 1e-11);
    }
  }

  /** Months instead of years change the intercept alone; so does the order of rows nothing. */
  @Test
  void fit_doesNotDependOnUnitOrOrder() throws IOException {
    GoldenTable d = GOLDEN.data("trial.csv");
    int n = d.rows();
    double[] months = Arrays.stream(d.numbers("years")).map(t -> 12 * t).toArray();
    CountFit years =
        NegativeBinomialRegression.fit(sample(d, "arm", "age").withExposure(d.numbers("years")));
    CountFit inMonths =
        NegativeBinomialRegression.fit(sample(d, "arm", "age").withExposure(months));
    assertClose(years.coefficients()[0] - Math.log(12), inMonths.coefficients()[0], 1e-11);
    assertClose(years.coefficients()[1], inMonths.coefficients()[1], 1e-11);
    assertClose(years.theta(), inMonths.theta(), 1e-10);
    CountSample reversed =
        CountSample.of(
                reversed(d.numbers("y")), reversed(d.numbers("arm")), reversed(d.numbers("age")))
            .withExposure(reversed(d.numbers("years")));
    CountFit backwards = NegativeBinomialRegression.fit(reversed);
    assertClose(years.coefficients()[1], backwards.coefficients()[1], 1e-11);
    assertClose(
        years.covariance(CountVariance.HC2)[1][1],
        backwards.covariance(CountVariance.HC2)[1][1],
        1e-11);
    assertEquals(n, backwards.fitted().length);
  }

  /** A weight of two is two rows; a cluster of its own for every row is no cluster. */
  @Test
  void covariance_agreesWithItself() {
    double[] y = {0, 2, 1, 5, 3, 0, 1, 1};
    double[] z = {0, 0, 0, 0, 1, 1, 1, 1};
    CountFit fit =
        PoissonRegression.fit(
            CountSample.of(y, z).withClusters(new int[] {5, 4, 3, 2, 10, 11, 12, 13}));
    assertClose(
        fit.covariance(CountVariance.HC0)[1][1], fit.covariance(CountVariance.CR0)[1][1], 1e-13);
    assertClose(
        fit.covariance(CountVariance.CR0)[1][1] * 8 / 7,
        fit.covariance(CountVariance.CR1)[1][1],
        1e-13);
    CountFit twice =
        PoissonRegression.fit(
            CountSample.of(
                new double[] {0, 0, 2, 1, 5, 3, 0, 1, 1},
                new double[] {0, 0, 0, 0, 0, 1, 1, 1, 1}));
    CountFit weighted =
        PoissonRegression.fit(
            CountSample.of(y, z).withWeights(new double[] {2, 1, 1, 1, 1, 1, 1, 1}));
    assertArrayEquals(twice.coefficients(), weighted.coefficients(), 1e-13);
    assertClose(
        twice.covariance(CountVariance.MODEL)[1][1],
        weighted.covariance(CountVariance.MODEL)[1][1],
        1e-13);
    assertClose(twice.logLikelihood(), weighted.logLikelihood(), 1e-13);
  }

  @Test
  void fit_findsWhatWasSimulated() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(20261122L);
    int n = 4000;
    double[] y = new double[n];
    double[] z = new double[n];
    for (int i = 0; i < n; i++) {
      z[i] = i % 2;
      // A geometric count is a negative binomial with theta 1; means 2 and 3.
      double mean = z[i] == 1 ? 3 : 2;
      y[i] = Math.floor(Math.log(random.nextDouble()) / Math.log(mean / (1 + mean)));
    }
    CountFit fit = NegativeBinomialRegression.fit(CountSample.of(y, z));
    LogRatio ratio = fit.rateRatio("arm", 1, CountVariance.MODEL, 0.999);
    assertTrue(ratio.interval().contains(1.5), ratio.toString());
    assertTrue(Math.abs(fit.theta() - 1) < 4 * fit.thetaError(), "theta " + fit.theta());
  }

  @Test
  void fit_refusesArmsWithoutEvents() {
    double[] z = {1, 1, 1, 0, 0, 0};
    assertRefused(NotEstimableException.Reason.CONSTANT_OUTCOME, CountSample.of(new double[6], z));
    CountSample empty = CountSample.of(new double[] {0, 0, 0, 2, 0, 1}, z);
    NotEstimableException refusal = assertRefused(NotEstimableException.Reason.SEPARATION, empty);
    assertTrue(refusal.getMessage().contains("3 of 6 rows"), refusal.getMessage());
    assertThrows(NotEstimableException.class, () -> NegativeBinomialRegression.fit(empty));
  }

  @Test
  void fit_refusesThetaAtInfinity() {
    CountSample even =
        CountSample.of(
            new double[] {2, 3, 2, 2, 3, 1, 2, 1}, new double[] {1, 1, 1, 1, 0, 0, 0, 0});
    NotEstimableException refusal =
        assertThrows(NotEstimableException.class, () -> NegativeBinomialRegression.fit(even));
    assertEquals(NotEstimableException.Reason.NO_SOLUTION, refusal.reason());
    assertTrue(refusal.advice().contains("Poisson"), refusal.advice());
    assertClose(2.25 / 1.75, Math.exp(PoissonRegression.fit(even).coefficients()[1]), 1e-13);
  }

  @Test
  void fit_refusesNonsense() {
    double[] z = {0, 1, 1};
    assertThrows(IllegalArgumentException.class, () -> CountSample.of(new double[] {1, 0.5, 0}, z));
    assertThrows(IllegalArgumentException.class, () -> CountSample.of(new double[] {1, -1, 0}, z));
    assertThrows(IllegalArgumentException.class, () -> CountSample.of(new double[] {1, 0}, z));
    CountSample three = CountSample.of(new double[] {1, 0, 2}, z);
    assertThrows(IllegalArgumentException.class, () -> three.withExposure(new double[] {1, 0, 1}));
    assertThrows(
        IllegalArgumentException.class,
        () -> PoissonRegression.fit(three).covariance(CountVariance.CR0));
    assertRefused(
        NotEstimableException.Reason.NO_DEGREES_OF_FREEDOM,
        CountSample.of(new double[] {1, 2}, new double[] {0, 1}));
    CountFit one = PoissonRegression.fit(three.withClusters(new int[] {7, 7, 7}));
    assertThrows(NotEstimableException.class, () -> one.covariance(CountVariance.CR1));
    CountFit dropped =
        PoissonRegression.fit(CountSample.of(new double[] {1, 0, 2, 2}, new double[4]));
    assertThrows(
        NotEstimableException.class, () -> dropped.rateRatio("arm", 1, CountVariance.HC0, 0.95));
  }

  private static NotEstimableException assertRefused(
      NotEstimableException.Reason reason, CountSample sample) {
    NotEstimableException refusal =
        assertThrows(NotEstimableException.class, () -> PoissonRegression.fit(sample));
    assertEquals(reason, refusal.reason());
    return refusal;
  }

  private static CountSample sample(GoldenTable d, String... columns) {
    return CountSample.of(
        d.numbers("y"), Arrays.stream(columns).map(d::numbers).toArray(double[][]::new));
  }

  private static CountSample collinear(GoldenTable d) {
    return sample(d, "arm", "age", "twice").withExposure(d.numbers("years"));
  }

  private static CountSample weighted(GoldenTable d, String... columns) {
    return sample(d, columns).withWeights(d.numbers("w"));
  }

  private static double[] reversed(double[] a) {
    double[] back = new double[a.length];
    Arrays.setAll(back, i -> a[a.length - 1 - i]);
    return back;
  }

  private static void put(Map<String, Double> actual, String name, CountFit fit) {
    int[] kept = fit.kept();
    for (int j : kept) {
      actual.put(name + "_b_" + j, fit.coefficients()[j]);
    }
    boolean weighted = name.endsWith("weighted");
    for (CountVariance variance : CountVariance.values()) {
      boolean plain = variance == CountVariance.MODEL || variance == CountVariance.HC0;
      boolean asked =
          variance.clustered() ? name.equals("poisson") || name.equals("nb") : plain || !weighted;
      if (asked) {
        double[][] v = fit.covariance(variance);
        for (int j = 0; j < kept.length; j++) {
          for (int i = 0; i <= j; i++) {
            actual.put(name + "_" + variance + "_" + kept[i] + "_" + kept[j], v[i][j]);
          }
        }
      }
    }
    if (name.startsWith("nb")) {
      actual.put(name + "_theta", fit.theta());
      actual.put(name + "_theta_se", fit.thetaError());
      actual.put(name + "_loglik", fit.logLikelihood());
    } else if (!weighted) {
      actual.put(name + "_loglik", fit.logLikelihood());
      actual.put(name + "_dispersion", fit.dispersion());
    }
  }

  private static SurveyGolden golden() {
    try {
      return SurveyGolden.of("../durations/count-regression");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
