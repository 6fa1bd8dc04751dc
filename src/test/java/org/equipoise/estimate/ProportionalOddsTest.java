package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.equipoise.estimate.ProportionalOdds.Covariance;
import org.junit.jupiter.api.Test;

class ProportionalOddsTest {

  @Test
  void fit_matchesClm() throws IOException {
    GoldenTable trial = MeasuresGolden.data("trial.csv");
    double[] y = trial.numbers("steps");
    double[][] x = columns(trial);
    Map<String, Double> actual = new HashMap<>();
    ProportionalOddsFit model = ProportionalOdds.fit(y, x, Covariance.MODEL, null);
    put(actual, "se_", model);
    put(actual, "hc0_", ProportionalOdds.fit(y, x, Covariance.HC0, null));
    put(actual, "cl_", ProportionalOdds.fit(y, x, Covariance.CLUSTER, trial.codes("team")));
    for (int k = 0; k < 4; k++) {
      actual.put("b_" + (k + 1), model.thresholds()[k]);
    }
    for (int j = 0; j < x.length; j++) {
      actual.put("b_" + (j + 5), model.coefficients()[j]);
    }
    actual.put("log_likelihood", model.logLikelihood());
    ChiSquareTest brant = Proportionality.test(y, new double[][] {x[0], x[1]}, 0);
    actual.put("brant", brant.statistic());
    actual.put("brant_p", brant.pValue());
    MeasuresGolden.assertCase("ordinal", actual);
    assertEquals(3, brant.df());
  }

  private static void put(Map<String, Double> actual, String prefix, ProportionalOddsFit fit) {
    double[][] v = fit.covariance();
    for (int j = 0; j < v.length; j++) {
      actual.put(prefix + (j + 1), Math.sqrt(v[j][j]));
    }
  }

  /** With two levels it is logistic regression: threshold minus the intercept, the same slopes. */
  @Test
  void fit_ofTwoLevelsIsLogistic() throws IOException {
    GoldenTable trial = MeasuresGolden.data("trial.csv");
    double[][] x = columns(trial);
    ProportionalOddsFit ordered =
        ProportionalOdds.fit(trial.numbers("y"), x, Covariance.MODEL, null);
    LogisticFit logit = LogisticRegression.fit(trial.numbers("y"), x, null);
    assertClose(-logit.coefficients()[0], ordered.thresholds()[0], 1e-11);
    for (int j = 0; j < x.length; j++) {
      assertClose(logit.coefficients()[j + 1], ordered.coefficients()[j], 1e-10);
      assertClose(logit.covariance()[j + 1][j + 1], ordered.covariance()[j + 1][j + 1], 1e-10);
    }
    assertClose(logit.deviance(), -2 * ordered.logLikelihood(), 1e-12);
  }

  /** Only order counts; turned round, odds ratios invert; units of covariates do not matter. */
  @Test
  void fit_turnsWithTheScale() throws IOException {
    GoldenTable trial = MeasuresGolden.data("trial.csv");
    double[] y = trial.numbers("steps");
    double[][] x = columns(trial);
    double[][] other = x.clone();
    other[1] = IntStream.range(0, y.length).mapToDouble(i -> 1e4 * x[1][i] - 7e6).toArray();
    double[] reversed = IntStream.range(0, y.length).mapToDouble(i -> -y[i] * y[i]).toArray();
    ProportionalOddsFit one = ProportionalOdds.fit(y, x, Covariance.HC0, null);
    ProportionalOddsFit two = ProportionalOdds.fit(reversed, other, Covariance.HC0, null);
    LogRatio forward = one.oddsRatio(0, Double.POSITIVE_INFINITY, 0.95);
    LogRatio backward = two.oddsRatio(0, Double.POSITIVE_INFINITY, 0.95);
    assertClose(1 / forward.ratio(), backward.ratio(), 1e-10);
    assertClose(1 / forward.interval().low(), backward.interval().high(), 1e-10);
    assertClose(forward.log().pValue(), backward.log().pValue(), 1e-9);
    assertClose(one.coefficients()[1], -two.coefficients()[1] * 1e4, 1e-9);
  }

  @Test
  void fit_dropsWhatIsDetermined() throws IOException {
    GoldenTable trial = MeasuresGolden.data("trial.csv");
    double[] y = trial.numbers("steps");
    double[] z = trial.numbers("z");
    double[] not = IntStream.range(0, z.length).mapToDouble(i -> 1 - z[i]).toArray();
    ProportionalOddsFit fit =
        ProportionalOdds.fit(y, new double[][] {z, not}, Covariance.MODEL, null);
    assertArrayEquals(new int[] {0}, fit.kept());
    assertTrue(Double.isNaN(fit.coefficients()[1]));
    assertEquals(
        Reason.TERM_DROPPED,
        assertThrows(NotEstimableException.class, () -> fit.oddsRatio(1, 10, 0.95)).reason());
  }

  @Test
  void fit_refusesWhatHasNoMaximum() {
    double[] z = {0, 0, 0, 0, 1, 1, 1, 1};
    refused(Reason.SEPARATION, new double[] {1, 2, 1, 2, 3, 3, 3, 3}, z);
    refused(Reason.SEPARATION, new double[] {1, 1, 1, 1, 2, 3, 2, 3}, z);
    refused(Reason.CONSTANT_OUTCOME, new double[8], z);
    double[] many = IntStream.range(0, 200).asDoubleStream().toArray();
    refused(Reason.TOO_LARGE, many, IntStream.range(0, 200).mapToDouble(i -> i % 2).toArray());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ProportionalOdds.fit(
                new double[] {1, Double.NaN}, new double[][] {{1, 2}}, Covariance.MODEL, null));
  }

  private static void refused(Reason reason, double[] y, double[] z) {
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () -> ProportionalOdds.fit(y, new double[][] {z}, Covariance.MODEL, null));
    assertEquals(reason, refusal.reason());
  }

  @Test
  void topBox_takesTheBestTwoOfFive() {
    double[] scale = {1, 2, 3, 4, 5};
    double[] answers = {1, 3, 4, 5, Double.NaN};
    assertArrayEquals(new double[] {0, 0, 1, 1, Double.NaN}, TopBox.recode(answers, scale, true));
    assertArrayEquals(new double[] {1, 0, 0, 0, Double.NaN}, TopBox.recode(answers, scale, false));
    assertArrayEquals(
        new double[] {0, 0, 1},
        TopBox.recode(new double[] {1, 3, 4}, new double[] {1, 2, 3, 4}, true));
    assertThrows(
        IllegalArgumentException.class, () -> TopBox.recode(answers, new double[] {1}, true));
  }

  private static double[][] columns(GoldenTable trial) {
    double[] site = trial.numbers("site");
    double[][] x = new double[5][];
    x[0] = trial.numbers("z");
    x[1] = trial.numbers("age");
    for (int s = 2; s <= 4; s++) {
      double level = s;
      x[s] = IntStream.range(0, site.length).mapToDouble(i -> site[i] == level ? 1 : 0).toArray();
    }
    return x;
  }
}
