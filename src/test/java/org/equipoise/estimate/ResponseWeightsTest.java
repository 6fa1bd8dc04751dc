package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.estimate.ResponseWeights.Arms;
import org.equipoise.estimate.ResponseWeights.Named;
import org.equipoise.estimate.ResponseWeights.Result;
import org.junit.jupiter.api.Test;

class ResponseWeightsTest {

  @Test
  void estimate_matchesNumericallyDerivedEquationsInR() throws IOException {
    SurveyGolden golden = SurveyGolden.of("response-weights");
    GoldenTable trial = golden.data("trial.csv");
    IncompleteSample sample = sample(trial);
    List<Named> weights = List.of(named(trial, "x"), named(trial, "b"));
    List<Named> adjusted = List.of(named(trial, "x"));
    ResponseWeights hc2 = ResponseWeights.with(VarianceEstimator.HC2);
    Map<String, Double> actual = new HashMap<>();
    put(actual, "added", hc2.estimate(sample, weights, List.of(), null));
    put(actual, "adjusted", hc2.estimate(sample, weights, adjusted, null));
    put(actual, "interacted", hc2.with(Arms.INTERACTED).estimate(sample, weights, adjusted, null));
    put(actual, "stabilised", hc2.stabilised().estimate(sample, weights, adjusted, null));
    put(actual, "given", hc2.stabilised().estimate(sample, weights, adjusted, trial.numbers("h")));
    put(
        actual,
        "clusters",
        ResponseWeights.with(VarianceEstimator.CR2)
            .estimate(sample.withClusters(trial.codes("g")), weights, adjusted, null));
    golden.assertValues("trial.csv", actual);
  }

  /**
   * With one binary column interacted with the arm, p is the share with an outcome in each of four
   * cells, and the weighted difference is that of cell means averaged over all persons of the arm.
   */
  @Test
  void estimate_ofASaturatedModelPostStratifies() {
    double[] y = {1, 3, Double.NaN, 5, 7, 2, 4, Double.NaN, Double.NaN, 6, 8, 9};
    boolean[] z = {true, true, true, true, true, true, false, false, false, false, false, false};
    double[] x = {0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1};
    y[5] = Double.NaN;
    y[11] = Double.NaN;
    y[7] = 2;
    Result result =
        ResponseWeights.with(VarianceEstimator.HC2)
            .with(Arms.INTERACTED)
            .estimate(IncompleteSample.of(y, z), List.of(new Named("x", x)), List.of(), null);
    assertClose((2 + 6) / 2.0 - (3 + 7) / 2.0, result.known().value(), 1e-12);
    assertClose(12, result.weights().sum(), 1e-12);
  }

  /** Weights that carry information make the estimate more certain than weights taken as known. */
  @Test
  void estimate_gainsByEstimatingTheWeights() throws IOException {
    GoldenTable trial = SurveyGolden.of("response-weights").data("trial.csv");
    List<Named> weights = List.of(named(trial, "x"), named(trial, "b"));
    Result result =
        ResponseWeights.with(VarianceEstimator.HC0)
            .estimate(sample(trial), weights, List.of(), null);
    assertTrue(result.estimated().standardError() < result.known().standardError());
    assertEquals(result.known().df(), result.estimated().df());
  }

  @Test
  void estimate_followsSwapShiftAndScale() throws IOException {
    GoldenTable trial = SurveyGolden.of("response-weights").data("trial.csv");
    List<Named> weights = List.of(named(trial, "x"), named(trial, "b"));
    List<Named> adjusted = List.of(named(trial, "x"));
    IncompleteSample sample = sample(trial);
    ResponseWeights method = ResponseWeights.with(VarianceEstimator.HC2).stabilised();
    Result base = method.estimate(sample, weights, adjusted, null);
    boolean[] swapped = new boolean[sample.size()];
    for (int i = 0; i < swapped.length; i++) {
      swapped[i] = !sample.treated()[i];
    }
    Result mirror =
        method.estimate(IncompleteSample.of(sample.outcome(), swapped), weights, adjusted, null);
    assertClose(-base.known().value(), mirror.known().value(), 1e-10);
    assertClose(base.estimated().standardError(), mirror.estimated().standardError(), 1e-10);
    double[] moved = Arrays.stream(sample.outcome()).map(y -> 50 + 3 * y).toArray();
    Result scaled =
        method.estimate(IncompleteSample.of(moved, sample.treated()), weights, adjusted, null);
    assertClose(3 * base.known().value(), scaled.known().value(), 1e-10);
    assertClose(3 * base.estimated().standardError(), scaled.estimated().standardError(), 1e-10);
  }

  @Test
  void estimate_refusesWhatSettlesResponse() {
    double[] y = {1, 2, Double.NaN, Double.NaN, 1, 2, Double.NaN, Double.NaN};
    boolean[] z = {true, false, true, false, true, false, true, false};
    double[] x = {0, 0, 1, 1, 0, 0, 1, 1};
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () ->
                ResponseWeights.with(VarianceEstimator.HC2)
                    .estimate(
                        IncompleteSample.of(y, z), List.of(new Named("x", x)), List.of(), null));
    assertEquals(NotEstimableException.Reason.SEPARATION, refusal.reason());
  }

  private static IncompleteSample sample(GoldenTable trial) {
    double[] z = trial.numbers("z");
    boolean[] treated = new boolean[z.length];
    for (int i = 0; i < z.length; i++) {
      treated[i] = z[i] == 1;
    }
    return IncompleteSample.of(trial.numbers("y"), treated);
  }

  private static Named named(GoldenTable trial, String name) {
    return new Named(name, trial.numbers(name));
  }

  private static void put(Map<String, Double> actual, String name, Result result) {
    assertEquals(result.known().value(), result.estimated().value());
    actual.put(name + ".estimate", result.known().value());
    actual.put(name + ".se_known", result.known().standardError());
    actual.put(name + ".se_estimated", result.estimated().standardError());
    actual.put(name + ".weight_min", result.weights().smallest());
    actual.put(name + ".weight_max", result.weights().largest());
    actual.put(name + ".weight_sum", result.weights().sum());
    actual.put(name + ".weight_ess", result.weights().effective());
    actual.put(name + ".lowest", result.weights().lowestProbability());
  }
}
