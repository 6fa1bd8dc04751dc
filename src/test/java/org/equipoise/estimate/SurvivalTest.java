package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.equipoise.estimate.KaplanMeier.Scale;
import org.junit.jupiter.api.Test;

class SurvivalTest {
  private static final SurveyGolden GOLDEN = golden();

  @Test
  void survival_matchesR() throws IOException {
    for (String file : new String[] {"months.csv", "days.csv", "small.csv"}) {
      GoldenTable d = GOLDEN.data(file);
      TimesToEvent sample = sample(d);
      Map<String, Double> actual = new HashMap<>();
      curve(actual, 1, sample.curve(true));
      curve(actual, 0, sample.curve(false));
      restricted(actual, "rm_6_", sample, 6);
      restricted(actual, "rm_5.5_", sample, 5.5);
      test(actual, "logrank", LogRank.of(sample), true);
      if (!file.equals("small.csv")) {
        TimesToEvent inOffices = sample.withClusters(d.codes("office"));
        TimesToEvent onSites = sample.withClusters(d.codes("site"));
        restricted(actual, "rm_18_", sample, 18);
        restricted(actual, "rm_18_office_", inOffices, 18);
        restricted(actual, "rm_18_site_", onSites, 18);
        int[] areas = d.codes("area");
        test(actual, "stratified", LogRank.of(sample.withStrata(areas)), true);
        test(actual, "robust", LogRank.of(inOffices), false);
        test(actual, "robust_site", LogRank.of(onSites), false);
        test(actual, "robust_stratified", LogRank.of(inOffices.withStrata(areas)), false);
      }
      GOLDEN.assertValues(file, actual);
    }
  }

  /** By hand: S is 3/4 from 2 and 1/2 from 4 to 6. */
  @Test
  void median_isTheMiddleWhereTheCurveIsOneHalf() {
    boolean[] all = {true, true, true, true};
    KaplanMeier curve = KaplanMeier.of(new double[] {2, 4, 6, 9}, all);
    assertEquals(5, curve.median());
    assertEquals(0.5, curve.survival(5.9));
    assertEquals(Double.POSITIVE_INFINITY, curve.knownUntil());
    assertEquals(5.25, curve.restrictedMean(100), 1e-14);
    assertEquals((2 + 3.0 * 4) / 4, curve.restrictedMean(4), 1e-14);
    KaplanMeier censored =
        KaplanMeier.of(new double[] {2, 4, 6, 9}, new boolean[] {true, true, false, false});
    assertEquals(4, censored.median());
    assertEquals(9, censored.knownUntil());
    assertNull(censored.interval(1, 0.95, Scale.LOG_LOG));
    KaplanMeier most =
        KaplanMeier.of(new double[] {2, 4, 6, 9}, new boolean[] {true, false, false, false});
    assertEquals(Double.POSITIVE_INFINITY, most.median());
  }

  /** Without censoring the restricted mean is a mean of min(T, tau), its variance s^2 (n-1)/n^2. */
  @Test
  void restrictedMean_withoutCensoringIsAMean() {
    double[] times = {3, 1, 4, 1, 5, 9, 2, 6};
    boolean[] all = new boolean[8];
    Arrays.fill(all, true);
    KaplanMeier curve = KaplanMeier.of(times, all);
    double[] cut = Arrays.stream(times).map(t -> Math.min(t, 5)).toArray();
    double mean = Arrays.stream(cut).average().orElseThrow();
    double squares = Arrays.stream(cut).map(t -> (t - mean) * (t - mean)).sum();
    assertClose(mean, curve.restrictedMean(5), 1e-14);
    assertClose(squares / 64, curve.restrictedMeanVariance(5), 1e-13);
    boolean[] treated = {true, true, true, true, true, true, true, true, false};
    TimesToEvent sample = TimesToEvent.of(Arrays.copyOf(times, 9), new boolean[9], treated);
    System.arraycopy(all, 0, sample.events(), 0, 8);
    double[] influence = curve.influences(sample, true, 5);
    for (int i = 0; i < 8; i++) {
      assertClose((cut[i] - mean) / 8, influence[i], 1e-13);
    }
  }

  @Test
  void compare_mirrorsWhenArmsSwapAndScalesWithTime() throws IOException {
    GoldenTable d = GOLDEN.data("months.csv");
    TimesToEvent sample = sample(d).withClusters(d.codes("site"));
    boolean[] other = sample.treated().clone();
    for (int i = 0; i < other.length; i++) {
      other[i] = !other[i];
    }
    TimesToEvent swapped =
        TimesToEvent.of(sample.times(), sample.events(), other).withClusters(d.codes("site"));
    RestrictedMean a = RestrictedMean.compare(sample, 12, 0.95);
    RestrictedMean b = RestrictedMean.compare(swapped, 12, 0.95);
    assertClose(-a.difference().value(), b.difference().value(), 1e-13);
    assertClose(-a.difference().interval().low(), b.difference().interval().high(), 1e-12);
    assertClose(1 / a.ratio().ratio(), b.ratio().ratio(), 1e-13);
    assertClose(-LogRank.of(sample).statistic(), LogRank.of(swapped).statistic(), 1e-11);
    double[] days = Arrays.stream(sample.times()).map(t -> 30 * t).toArray();
    TimesToEvent inDays =
        TimesToEvent.of(days, sample.events(), sample.treated()).withClusters(d.codes("site"));
    RestrictedMean c = RestrictedMean.compare(inDays, 360, 0.95);
    assertClose(30 * a.difference().standardError(), c.difference().standardError(), 1e-12);
    assertClose(a.ratio().ratio(), c.ratio().ratio(), 1e-12);
    assertClose(LogRank.of(sample).statistic(), LogRank.of(inDays).statistic(), 1e-12);
  }

  @Test
  void tests_doNotDependOnTheOrderOfPeople() throws IOException {
    GoldenTable d = GOLDEN.data("days.csv");
    TimesToEvent sample = sample(d).withStrata(d.codes("area"));
    int n = sample.times().length;
    double[] times = new double[n];
    boolean[] events = new boolean[n];
    boolean[] treated = new boolean[n];
    int[] strata = new int[n];
    for (int i = 0; i < n; i++) {
      times[i] = sample.times()[n - 1 - i];
      events[i] = sample.events()[n - 1 - i];
      treated[i] = sample.treated()[n - 1 - i];
      strata[i] = 100 - d.codes("area")[n - 1 - i];
    }
    TimesToEvent reversed = TimesToEvent.of(times, events, treated).withStrata(strata);
    assertClose(LogRank.of(sample).statistic(), LogRank.of(reversed).statistic(), 1e-12);
    assertEquals(
        RestrictedMean.compare(sample, 10, 0.95), RestrictedMean.compare(reversed, 10, 0.95));
  }

  /** Everybody alone in a cluster: the sums of squares of influences, not Greenwood's. */
  @Test
  void compare_treatsAClusterPerPersonAsNone() throws IOException {
    GoldenTable d = GOLDEN.data("days.csv");
    TimesToEvent sample = sample(d);
    int[] own = new int[d.rows()];
    Arrays.setAll(own, i -> 7 * i);
    RestrictedMean alone = RestrictedMean.compare(sample, 18, 0.95);
    RestrictedMean each = RestrictedMean.compare(sample.withClusters(own), 18, 0.95);
    assertEquals(1, each.difference().standardError() / alone.difference().standardError(), 0.01);
    assertTrue(each.difference().df() > 240, "df " + each.difference().df());
  }

  @Test
  void longestTau_isUntilBothCurvesAreKnown() {
    double[] times = {3, 5, 8, 2, 6, 7};
    boolean[] treated = {true, true, true, false, false, false};
    boolean[] events = {true, true, false, true, true, true};
    assertEquals(8, RestrictedMean.longestTau(TimesToEvent.of(times, events, treated)));
    boolean[] all = {true, true, true, true, true, true};
    assertEquals(8, RestrictedMean.longestTau(TimesToEvent.of(times, all, treated)));
    boolean[] short0 = {true, true, true, true, true, false};
    TimesToEvent until7 = TimesToEvent.of(times, short0, treated);
    assertEquals(7, RestrictedMean.longestTau(until7));
    NotEstimableException refusal =
        assertThrows(NotEstimableException.class, () -> RestrictedMean.compare(until7, 7.5, 0.95));
    assertEquals(NotEstimableException.Reason.TOO_FEW_UNITS, refusal.reason());
    assertTrue(refusal.advice().contains("7"), refusal.advice());
    RestrictedMean.compare(until7, 7, 0.95);
  }

  @Test
  void refusals_nameTheirNumbers() {
    double[] times = {3, 5, 8, 2, 6, 7};
    boolean[] treated = {true, true, true, false, false, false};
    boolean[] late = {false, false, true, true, true, true};
    TimesToEvent sample = TimesToEvent.of(times, late, treated);
    assertReason(
        NotEstimableException.Reason.NO_VARIATION, () -> RestrictedMean.compare(sample, 6, 0.95));
    TimesToEvent none = TimesToEvent.of(times, new boolean[6], treated);
    assertReason(NotEstimableException.Reason.NO_VARIATION, () -> LogRank.of(none));
    assertReason(
        NotEstimableException.Reason.EMPTY_ARM, () -> TimesToEvent.of(times, late, new boolean[6]));
    boolean[] early = {true, false, true, true, true, true};
    TimesToEvent one =
        TimesToEvent.of(times, early, treated).withClusters(new int[] {1, 1, 1, 2, 3, 4});
    assertReason(
        NotEstimableException.Reason.TOO_FEW_CLUSTERS, () -> RestrictedMean.compare(one, 7, 0.95));
    assertReason(
        NotEstimableException.Reason.TOO_FEW_CLUSTERS,
        () -> LogRank.of(sample.withClusters(new int[6])));
    assertThrows(
        IllegalArgumentException.class,
        () -> TimesToEvent.of(new double[] {-1, 2}, new boolean[2], new boolean[] {true, false}));
    assertThrows(
        IllegalArgumentException.class, () -> KaplanMeier.of(new double[0], new boolean[0]));
  }

  private static void assertReason(
      NotEstimableException.Reason reason, org.junit.jupiter.api.function.Executable call) {
    assertEquals(reason, assertThrows(NotEstimableException.class, call).reason());
  }

  private static TimesToEvent sample(GoldenTable d) {
    return TimesToEvent.of(d.numbers("time"), mask(d, "event"), mask(d, "arm"));
  }

  private static boolean[] mask(GoldenTable d, String column) {
    double[] values = d.numbers(column);
    boolean[] mask = new boolean[values.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = values[i] == 1;
    }
    return mask;
  }

  private static void curve(Map<String, Double> actual, int arm, KaplanMeier curve) {
    for (double t : new double[] {0, 1, 3, 4.5, 6, 9, 12, 20}) {
      if (t >= curve.last()) {
        continue;
      }
      String at = arm + "_" + (t == Math.rint(t) ? String.valueOf((int) t) : String.valueOf(t));
      double s = curve.survival(t);
      actual.put("surv_" + at, s);
      if (s > 0) {
        actual.put("se_" + at, curve.standardError(t));
      }
      for (Scale scale : Scale.values()) {
        ConfidenceInterval interval = curve.interval(t, 0.9, scale);
        if (interval != null) {
          actual.put(name(scale) + "_low_" + at, interval.low());
          actual.put(name(scale) + "_high_" + at, interval.high());
        }
      }
    }
    for (Scale scale : Scale.values()) {
      ConfidenceInterval interval = curve.medianInterval(0.9, scale);
      actual.put(name(scale) + "_median_" + arm, curve.median());
      actual.put(name(scale) + "_median_low_" + arm, interval.low());
      actual.put(name(scale) + "_median_high_" + arm, interval.high());
    }
  }

  private static String name(Scale scale) {
    return scale == Scale.PLAIN ? "plain" : "log-log";
  }

  private static void restricted(
      Map<String, Double> actual, String name, TimesToEvent sample, double tau) {
    RestrictedMean found = RestrictedMean.compare(sample, tau, 0.95);
    Estimate difference = found.difference();
    actual.put(name + "one", found.treated().value());
    actual.put(name + "zero", found.control().value());
    actual.put(name + "se_one", found.treated().standardError());
    actual.put(name + "se_zero", found.control().standardError());
    actual.put(name + "difference", difference.value());
    actual.put(name + "se", difference.standardError());
    actual.put(name + "p", difference.pValue());
    actual.put(name + "low", difference.interval().low());
    actual.put(name + "high", difference.interval().high());
    actual.put(name + "ratio", found.ratio().ratio());
    actual.put(name + "log_se", found.ratio().log().standardError());
    actual.put(name + "ratio_low", found.ratio().interval().low());
    actual.put(name + "ratio_high", found.ratio().interval().high());
    if (sample.clusters() != null) {
      actual.put(name + "df", difference.df());
    }
  }

  private static void test(
      Map<String, Double> actual, String name, LogRank test, boolean withCounts) {
    actual.put(name + "_chisq", test.chiSquare());
    actual.put(name + "_p", test.pValue());
    if (withCounts) {
      actual.put(name + "_obs", test.observed());
      actual.put(name + "_exp", test.expected());
      actual.put(name + "_obs0", test.observedControl());
      actual.put(name + "_exp0", test.expectedControl());
      actual.put(name + "_var", test.variance());
    }
  }

  private static SurveyGolden golden() {
    try {
      return SurveyGolden.of("../durations/survival");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
