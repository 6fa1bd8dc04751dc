package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.equipoise.estimate.MultipleImputation.Model;
import org.junit.jupiter.api.Test;

class MultipleImputationTest {

  /** Rounding of estimates that are zero is not an effect; one that is small for its error is. */
  @Test
  void pool_ofRoundingNoise_isZero() {
    double[] noise = {-4.1e-18, 2.3e-18, -2.4e-18};
    double[] variances = {0.12, 0.13, 0.12};
    RubinRules none = RubinRules.pool("arm", noise, variances, 40, 0.95);
    assertEquals(0, none.pooled().value());
    assertEquals(0, none.pooled().statistic());
    double[] small = {-4.1e-10, 2.3e-10, -2.4e-10};
    assertEquals(
        -1.4e-10, RubinRules.pool("arm", small, variances, 40, 0.95).pooled().value(), 1e-20);
  }

  @Test
  void pool_matchesMice() throws IOException {
    SurveyGolden golden = SurveyGolden.of("multiple-imputation");
    GoldenTable sets = golden.data("sets.csv");
    Map<String, Double> actual = new HashMap<>();
    for (String set : List.of("few", "many", "alike")) {
      for (String df : List.of("30", "5.5", "Inf")) {
        String[] words = sets.words("set");
        int[] rows = IntStream.range(0, words.length).filter(i -> words[i].equals(set)).toArray();
        RubinRules pooled =
            RubinRules.pool(
                "z",
                pick(sets.numbers("value"), rows),
                pick(sets.numbers("variance"), rows),
                df.equals("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(df),
                0.95);
        String name = set + "." + df + ".";
        actual.put(name + "estimate", pooled.pooled().value());
        actual.put(name + "within", pooled.within());
        actual.put(name + "between", pooled.between());
        actual.put(name + "total", pooled.total());
        actual.put(name + "missing_information", pooled.missingInformation());
        actual.put(name + "lambda", pooled.lambda());
        actual.put(name + "df", pooled.pooled().df());
        actual.put(name + "low", pooled.pooled().interval().low());
        actual.put(name + "high", pooled.pooled().interval().high());
        actual.put(name + "p", pooled.pooled().pValue());
      }
    }
    golden.assertValues("sets.csv", actual);
  }

  /** Where imputations agree nothing is missing: the df are those of complete data. */
  @Test
  void pool_ofAlikeEstimatesKeepsCompleteDf() {
    RubinRules pooled =
        RubinRules.pool("z", new double[] {2, 2, 2}, new double[] {1, 1, 1}, 17, 0.95);
    assertEquals(17, pooled.pooled().df());
    assertEquals(0, pooled.lambda());
    assertEquals(1, pooled.total());
    // Rubin's formula without what df would add: (0 + 2/(17+3)) / 1.
    assertEquals(0.1, pooled.missingInformation(), 1e-15);
    assertThrows(
        IllegalArgumentException.class,
        () -> RubinRules.pool("z", new double[] {2}, new double[] {1}, 17, 0.95));
  }

  /**
   * For many imputations under the normal model without columns the pooled difference is that of
   * means, the between variance of an arm tends to {@code f^2 s^2 (n-1)/(n-3) (1/n + 1/k)}, f = k/N
   * the share imputed (variance of the mean of k draws from the posterior predictive distribution).
   */
  @Test
  void estimate_tendsToTheClosedForm() {
    double[] y = new double[80];
    boolean[] z = new boolean[80];
    Random random = new Random(5);
    for (int i = 0; i < 80; i++) {
      z[i] = i < 40;
      y[i] = i % 40 < 28 ? 3 + random.nextGaussian() * (z[i] ? 2 : 1) : Double.NaN;
    }
    IncompleteSample sample = IncompleteSample.of(y, z);
    RubinRules pooled =
        MultipleImputation.of(20_000, 11).estimate(sample, new double[0][], difference(z));
    double between = 0;
    for (boolean arm : new boolean[] {true, false}) {
      Moments known = Moments.of(sample.known(arm));
      double s2 = known.variance() * (known.n() - 1) / (known.n() - 3);
      between += 0.3 * 0.3 * s2 * (1.0 / 28 + 1.0 / 12);
    }
    double means = Moments.of(sample.known(true)).mean() - Moments.of(sample.known(false)).mean();
    // Four Monte-Carlo standard errors of a mean, and of a variance of nearly normal numbers.
    assertEquals(means, pooled.pooled().value(), 4 * Math.sqrt(between / 20_000));
    assertEquals(between, pooled.between(), 4 * between * Math.sqrt(2.0 / 20_000));
  }

  /**
   * Bias and coverage where response depends on the column and the arm, so that available cases are
   * 0.34 off: over 600 trials of 160 the mean error lies within four standard errors of zero, and
   * 95 percent intervals cover within four Monte-Carlo standard errors (0.0089) of 0.95. Over 8,000
   * trials of this kind: normal model bias 0.003 (standard error 0.003), coverage 0.950; matching
   * bias 0.047, coverage 0.936, for few answered where many are missing and neighbours stand in.
   */
  @Test
  void estimate_isUnbiasedAndCovers() {
    for (Model model : Model.values()) {
      int trials = 600;
      int covered = 0;
      double[] error = new double[trials];
      Random random = new Random(2026);
      for (int t = 0; t < trials; t++) {
        int n = 160;
        double[] y = new double[n];
        double[] x = new double[n];
        boolean[] z = new boolean[n];
        for (int i = 0; i < n; i++) {
          z[i] = i % 2 == 0;
          x[i] = random.nextGaussian();
          double value = 1 + (z[i] ? 0.5 + 0.4 * x[i] : 0) + x[i] + random.nextGaussian();
          double p = 1 / (1 + Math.exp(-(1 + (z[i] ? 0.7 : -0.3) * x[i])));
          y[i] = random.nextDouble() < p ? value : Double.NaN;
        }
        RubinRules pooled =
            MultipleImputation.of(10, t)
                .with(model)
                .estimate(IncompleteSample.of(y, z), new double[][] {x}, difference(z));
        covered += pooled.pooled().interval().contains(0.5) ? 1 : 0;
        error[t] = pooled.pooled().value() - 0.5;
      }
      Moments errors = Moments.of(error);
      double leaning = model == Model.MATCHED ? 0.05 : 0;
      assertEquals(0, errors.mean(), 4 * errors.sd() / Math.sqrt(trials) + leaning, model.name());
      assertEquals(0.95, covered / (double) trials, 4 * 0.0089, model + " " + covered);
    }
  }

  @Test
  void complete_keepsWhatIsKnownAndMatchesOnlyWhatOccurs() {
    double[] y = {1, 2, 2, 5, Double.NaN, 3, 3, 4, 5, Double.NaN, Double.NaN, 1};
    boolean[] z = {true, true, true, true, true, true, false, false, false, false, false, false};
    double[] x = {0, 1, 1, 2, 1, 0, 0, 1, 2, 2, 0, 1};
    IncompleteSample sample = IncompleteSample.of(y, z);
    List<double[]> normal = MultipleImputation.of(50, 3).complete(sample, new double[][] {x});
    List<double[]> matched =
        MultipleImputation.of(50, 3).with(Model.MATCHED).complete(sample, new double[][] {x});
    for (int m = 0; m < 50; m++) {
      for (int i = 0; i < y.length; i++) {
        assertTrue(Double.isFinite(normal.get(m)[i]));
        if (!Double.isNaN(y[i])) {
          assertEquals(y[i], normal.get(m)[i]);
          assertEquals(y[i], matched.get(m)[i]);
        } else {
          double value = matched.get(m)[i];
          assertTrue(Arrays.stream(sample.known(z[i])).anyMatch(known -> known == value));
        }
      }
    }
    assertArrayEquals(
        normal.get(17), MultipleImputation.of(50, 3).complete(sample, new double[][] {x}).get(17));
  }

  /** With six equally near donors tied for five places each is drawn as often, one in six. */
  @Test
  void complete_drawsTiedDonorsEvenly() {
    double[] y = {1, 2, 3, 4, 5, 6, Double.NaN, 0, 0, 1};
    boolean[] z = {true, true, true, true, true, true, true, false, false, false};
    int[] drawn = new int[7];
    int draws = 12_000;
    for (double[] completed :
        MultipleImputation.of(draws, 8)
            .with(Model.MATCHED)
            .complete(IncompleteSample.of(y, z), new double[0][])) {
      drawn[(int) completed[6]]++;
    }
    for (int value = 1; value <= 6; value++) {
      // Four standard deviations of a binomial count.
      assertEquals(draws / 6.0, drawn[value], 4 * Math.sqrt(draws * 5 / 36.0));
    }
  }

  /** A column that is constant, or a copy, or unknown to those with an outcome, changes nothing. */
  @Test
  void complete_leavesCollinearColumnsOut() {
    double[] y = {1, 2, 4, Double.NaN, 3, 5, 4, Double.NaN};
    boolean[] z = {true, true, true, true, false, false, false, false};
    double[] x = {0, 1, 3, 2, 0, 2, 1, 3};
    double[] one = {1, 1, 1, 1, 1, 1, 1, 1};
    double[] twice = Arrays.stream(x).map(v -> 2 * v + 1).toArray();
    double[] unseen = {0, 0, 0, 1, 0, 0, 0, 1};
    IncompleteSample sample = IncompleteSample.of(y, z);
    assertArrayEquals(
        MultipleImputation.of(4, 9).complete(sample, new double[][] {x}).get(2),
        MultipleImputation.of(4, 9).complete(sample, new double[][] {x, one, twice, unseen}).get(2),
        1e-12);
  }

  @Test
  void complete_refusesTooFewOutcomes() {
    double[] y = {1, 2, Double.NaN, Double.NaN, 3, 5, 4, 2};
    boolean[] z = {true, true, true, true, false, false, false, false};
    double[] x = {0, 1, 3, 2, 0, 2, 1, 3};
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () ->
                MultipleImputation.of(4, 9)
                    .complete(IncompleteSample.of(y, z), new double[][] {x}));
    assertEquals(NotEstimableException.Reason.NO_DEGREES_OF_FREEDOM, refusal.reason());
    assertTrue(refusal.getMessage().contains("2 outcomes in the treated arm"));
  }

  @Test
  void tippingPoint_touchesZero() {
    Random random = new Random(21);
    int n = 200;
    double[] y = new double[n];
    boolean[] z = new boolean[n];
    boolean[] shifted = new boolean[n];
    for (int i = 0; i < n; i++) {
      z[i] = i % 2 == 0;
      boolean missing = random.nextDouble() < 0.25;
      y[i] = missing ? Double.NaN : (z[i] ? 0.9 : 0) + random.nextGaussian();
      shifted[i] = missing && z[i];
    }
    List<double[]> completed =
        MultipleImputation.of(20, 4).complete(IncompleteSample.of(y, z), new double[0][]);
    Function<double[], Estimate> estimator = hc2(z);
    TippingPoint tipping =
        TippingPoint.of(
            completed,
            MultipleImputation.estimates(completed, estimator),
            shifted,
            estimator,
            1,
            0.95);
    assertTrue(tipping.at(0).interval().low() > 0);
    double tip = tipping.nearest();
    assertTrue(tip < 0, "the treated without an outcome must do worse");
    assertEquals(0, tipping.at(tip).interval().low(), 1e-10);
    assertEquals(2, tipping.tips().length);
    assertEquals(0, tipping.at(tipping.zero()).value(), 1e-12);
    // The line and the parabola against the estimator itself at the tip.
    double[] values = new double[20];
    double[] variances = new double[20];
    for (int m = 0; m < 20; m++) {
      double[] moved = completed.get(m).clone();
      for (int i = 0; i < n; i++) {
        moved[i] += shifted[i] ? tip : 0;
      }
      Estimate one = estimator.apply(moved);
      values[m] = one.value();
      variances[m] = one.standardError() * one.standardError();
    }
    Estimate direct = RubinRules.pool("z", values, variances, n - 2, 0.95).pooled();
    assertClose(direct.value(), tipping.at(tip).value(), 1e-11);
    assertClose(direct.standardError(), tipping.at(tip).standardError(), 1e-11);
    assertClose(direct.df(), tipping.at(tip).df(), 1e-9);
  }

  @Test
  void tippingPoint_refusesWithNobodyMissing() {
    double[] y = {1, 2, 3, 1, 2, 4};
    boolean[] z = {true, true, true, false, false, false};
    assertThrows(
        NotEstimableException.class,
        () -> TippingPoint.of(List.of(y, y), List.of(), new boolean[6], hc2(z), 1, 0.95));
  }

  private static Function<double[], Estimate> difference(boolean[] treated) {
    return values ->
        DifferenceInMeans.of(Design.SIMPLE).estimate(TwoArmSample.of(values, treated)).estimate();
  }

  private static Function<double[], Estimate> hc2(boolean[] treated) {
    double[] z = new double[treated.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = treated[i] ? 1 : 0;
    }
    return values ->
        LeastSquares.with(VarianceEstimator.HC2)
            .fit(RegressionSample.of(values).column("z", z).build())
            .coefficient("z");
  }

  private static double[] pick(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
  }
}
