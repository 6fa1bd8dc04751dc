package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

  @Test
  void fit_matchesGlm() throws IOException {
    SurveyGolden golden = SurveyGolden.of("logistic-regression");
    GoldenTable trial = golden.data("trial.csv");
    double[] y = trial.numbers("y");
    Map<String, Double> actual = new HashMap<>();
    put(actual, "plain", fit(trial, y, null, "age", "member", "b", "c"));
    put(actual, "money", fit(trial, y, null, "income", "member"));
    put(actual, "weighted", fit(trial, y, trial.numbers("w"), "age", "member"));
    put(actual, "collinear", fit(trial, y, null, "age", "member", "twice"));
    golden.assertValues("trial.csv", actual);
  }

  @Test
  void fit_matchesGlmOnRareOutcomes() throws IOException {
    SurveyGolden golden = SurveyGolden.of("logistic-regression");
    GoldenTable rare = golden.data("rare.csv");
    Map<String, Double> actual = new HashMap<>();
    put(actual, "rare", fit(rare, rare.numbers("y"), null, "x"));
    golden.assertValues("rare.csv", actual);
    GoldenTable near = golden.data("near.csv");
    actual.clear();
    put(actual, "near", fit(near, near.numbers("y"), null, "x"));
    golden.assertValues("near.csv", actual);
  }

  /** By hand: odds 3 to 1 where x is 0, 1 to 3 where x is 1; log odds ratio -2 log 3. */
  @Test
  void fit_ofTwoByTwoIsTheLogOddsRatio() {
    double[] y = {1, 1, 1, 0, 1, 0, 0, 0};
    double[] x = {0, 0, 0, 0, 1, 1, 1, 1};
    LogisticFit fit = LogisticRegression.fit(y, new double[][] {x}, null);
    assertEquals(Math.log(3), fit.coefficients()[0], 1e-14);
    assertEquals(-2 * Math.log(3), fit.coefficients()[1], 1e-14);
    // Woolf's variance of the log odds ratio: the sum of the inverse counts.
    assertEquals(1 / 3.0 + 1 + 1 + 1 / 3.0, fit.covariance()[1][1], 1e-13);
  }

  @Test
  void fit_dropsWhatIsDetermined() {
    double[] y = {1, 0, 1, 0, 1, 1};
    double[] x = {1, 2, 3, 4, 5, 7};
    double[] constant = {4, 4, 4, 4, 4, 4};
    LogisticFit fit = LogisticRegression.fit(y, new double[][] {constant, x}, null);
    assertArrayEquals(new int[] {0, 2}, fit.kept());
    assertTrue(Double.isNaN(fit.coefficients()[1]));
    assertEquals(2, fit.covariance().length);
    assertEquals(
        LogisticRegression.fit(y, new double[][] {x}, null).coefficients()[1],
        fit.coefficients()[2],
        1e-14);
  }

  /** A weight of k is k rows. */
  @Test
  void fit_countsWeightsAsRows() {
    double[] y = {1, 0, 1, 0};
    double[] x = {1, 2, 3, 4};
    LogisticFit weighted = LogisticRegression.fit(y, new double[][] {x}, new double[] {2, 1, 1, 2});
    LogisticFit rows =
        LogisticRegression.fit(
            new double[] {1, 1, 0, 1, 0, 0}, new double[][] {{1, 1, 2, 3, 4, 4}}, null);
    assertArrayEquals(rows.coefficients(), weighted.coefficients(), 1e-13);
    assertEquals(rows.deviance(), weighted.deviance(), 1e-13);
  }

  @Test
  void fit_refusesSeparation() {
    double[] x = {1, 2, 3, 4, 5, 6, 7, 8};
    double[] complete = {0, 0, 0, 0, 1, 1, 1, 1};
    double[] category = {0, 0, 0, 0, 0, 1, 1, 1};
    double[] quasi = {0, 1, 0, 1, 0, 1, 1, 1};
    for (double[][] columns : new double[][][] {{x}, {category}}) {
      double[] y = columns[0] == x ? complete : quasi;
      NotEstimableException refusal =
          assertThrows(NotEstimableException.class, () -> LogisticRegression.fit(y, columns, null));
      assertEquals(NotEstimableException.Reason.SEPARATION, refusal.reason());
    }
  }

  @Test
  void fit_refusesConstantsAndNonsense() {
    double[][] x = {{1, 2, 3}};
    assertThrows(
        NotEstimableException.class, () -> LogisticRegression.fit(new double[] {1, 1, 1}, x, null));
    assertThrows(
        IllegalArgumentException.class,
        () -> LogisticRegression.fit(new double[] {1, 0.5, 0}, x, null));
    assertThrows(
        IllegalArgumentException.class,
        () -> LogisticRegression.fit(new double[] {1, 0, 0}, x, new double[] {1, 0, 1}));
    assertThrows(
        IllegalArgumentException.class, () -> LogisticRegression.fit(new double[] {1, 0}, x, null));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            LogisticRegression.fit(
                new double[] {1, 0, 0}, new double[][] {{1, Double.NaN, 2}}, null));
  }

  private static LogisticFit fit(
      GoldenTable data, double[] y, double[] weights, String... columns) {
    double[][] x = Arrays.stream(columns).map(data::numbers).toArray(double[][]::new);
    return LogisticRegression.fit(y, x, weights);
  }

  private static void put(Map<String, Double> actual, String name, LogisticFit fit) {
    int[] kept = fit.kept();
    double[][] covariance = fit.covariance();
    for (int j = 0; j < kept.length; j++) {
      actual.put(name + "_b_" + kept[j], fit.coefficients()[kept[j]]);
      for (int i = 0; i <= j; i++) {
        actual.put(name + "_v_" + kept[i] + "_" + kept[j], covariance[i][j]);
      }
    }
    double[] fitted = fit.fitted();
    for (int row : new int[] {1, 5, fitted.length}) {
      actual.put(name + "_fitted_" + row, fitted[row - 1]);
    }
    actual.put(name + "_deviance", fit.deviance());
  }
}
