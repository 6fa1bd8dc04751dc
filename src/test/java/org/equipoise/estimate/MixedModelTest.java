package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.FDistribution;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.junit.jupiter.api.Test;

/** What theory says a mixed model for repeated measures must give. */
class MixedModelTest {
  private static final Path DATA =
      Path.of("src", "test", "resources", "golden", "repeated", "mixed-model", "data");
  private static final List<String> COVARIATES = List.of("age", "stratumb", "stratumc");

  /**
   * Complete data, arms by wave and nothing else: the joint F of Kenward and Roger is Hotelling's
   * {@code T^2 (n - 2 - q + 1) / ((n - 2) q)} with q and n - q - 1 degrees of freedom (Kenward and
   * Roger 1997, section 4); here T^2 is computed from the pooled covariance of the waves.
   */
  @Test
  void jointly_ofCompleteDataIsHotelling() throws IOException {
    RepeatedRows data = read("complete.csv");
    MixedModelFit fit = MixedModel.reml().fit(armsByWave(data));
    int n = fit.persons();
    int q = data.waves();
    double[][] y = new double[n][q];
    double[] treated = new double[n];
    for (int i = 0; i < data.y().length; i++) {
      y[data.person()[i] - 1][data.wave()[i]] = data.y()[i];
      treated[data.person()[i] - 1] = data.columns().get("treated")[i];
    }
    double[][] pooled = new double[q][q];
    double[] difference = new double[q];
    double inverseSizes = 0;
    for (int arm = 0; arm < 2; arm++) {
      double value = arm;
      int[] people = IntStream.range(0, n).filter(i -> treated[i] == value).toArray();
      double[] mean = new double[q];
      for (int i : people) {
        for (int t = 0; t < q; t++) {
          mean[t] += y[i][t] / people.length;
        }
      }
      for (int t = 0; t < q; t++) {
        difference[t] += arm == 1 ? mean[t] : -mean[t];
        for (int s = 0; s < q; s++) {
          for (int i : people) {
            pooled[t][s] += (y[i][t] - mean[t]) * (y[i][s] - mean[s]) / (n - 2);
          }
        }
      }
      inverseSizes += 1.0 / people.length;
    }
    double t2 = QuadraticForm.inverse(pooled, difference).orElseThrow() / inverseSizes;
    WaldTest test = fit.jointly("treated", SmallSample.KENWARD_ROGER);
    assertEquals(q, test.numeratorDf());
    assertClose(n - q - 1, test.denominatorDf(), 1e-9);
    assertClose(t2 * (n - q - 1) / ((n - 2.0) * q), test.f(), 1e-9);
    assertClose(FDistribution.of(q, n - q - 1).survivalProbability(test.f()), test.pValue(), 1e-9);
    // The covariance of the waves is then the pooled one, and one wave is a pooled t-test.
    for (int t = 0; t < q; t++) {
      assertArrayEquals(pooled[t], fit.waveCovariance()[t], 1e-9 * pooled[t][t]);
      for (SmallSample rule : SmallSample.values()) {
        Close.assertEstimate(
            fit.atWave("treated", t, rule),
            difference[t],
            Math.sqrt(pooled[t][t] * inverseSizes),
            n - 2,
            1e-9);
      }
    }
  }

  /** One wave leaves least squares with the classical variance and n - k degrees of freedom. */
  @Test
  void fit_ofOneWaveIsLeastSquares() throws IOException {
    RepeatedRows all = read("small.csv");
    int[] rows = IntStream.range(0, all.y().length).filter(i -> all.wave()[i] == 0).toArray();
    double[] y = at(all.y(), rows);
    double[] treated = at(all.columns().get("treated"), rows);
    double[] age = at(all.columns().get("age"), rows);
    int[] person = IntStream.of(rows).map(i -> all.person()[i]).toArray();
    MixedModelFit fit =
        MixedModel.reml()
            .fit(
                RepeatedMeasures.of(y, person, new int[rows.length], 1)
                    .constantByWave()
                    .byWave("treated", treated)
                    .column("age", age)
                    .build());
    LinearFit ols =
        LeastSquares.with(VarianceEstimator.CLASSICAL)
            .fit(RegressionSample.of(y).column("treated", treated).column("age", age).build());
    for (SmallSample rule : SmallSample.values()) {
      Estimate expected = ols.coefficient("treated");
      Close.assertEstimate(
          fit.atWave("treated", 0, rule),
          expected.value(),
          expected.standardError(),
          expected.df(),
          1e-10);
    }
    assertEquals(
        Reason.NO_DEGREES_OF_FREEDOM,
        assertThrows(
                NotEstimableException.class,
                () -> fit.interaction("treated", SmallSample.KENWARD_ROGER))
            .reason());
  }

  @Test
  void fit_doesNotDependOnTheOrderOfRowsPeopleOrWaves() throws IOException {
    RepeatedRows data = read("long.csv");
    MixedModelFit fit = MixedModel.reml().fit(data.sample(COVARIATES));
    UniformRandomProvider rng = RandomSource.XO_SHI_RO_256_PP.create(7L);
    int[] order = shuffled(data.y().length, rng);
    int[] people = shuffled(1000, rng);
    int[] waves = {2, 0, 3, 1};
    MixedModelFit again =
        MixedModel.reml().fit(data.rearranged(order, people, waves).sample(COVARIATES));
    assertClose(fit.logLikelihood(), again.logLikelihood(), 1e-12);
    for (SmallSample rule : SmallSample.values()) {
      for (int t = 0; t < data.waves(); t++) {
        assertSame(fit.atWave("treated", t, rule), again.atWave("treated", waves[t], rule), 1);
      }
      assertSame(fit.average("treated", rule), again.average("treated", rule), 1);
      assertSame(fit.jointly("treated", rule), again.jointly("treated", rule));
      assertSame(fit.interaction("treated", rule), again.interaction("treated", rule));
    }
    assertEquals(fit.patterns(), again.patterns());
  }

  @Test
  void fit_followsShiftAndScale() throws IOException {
    RepeatedRows data = read("small.csv");
    MixedModelFit fit = MixedModel.reml().fit(data.sample(COVARIATES));
    for (double scale : new double[] {1e-6, -1, 1e6}) {
      double[] moved = Arrays.stream(data.y()).map(y -> scale * (y + 1000)).toArray();
      MixedModelFit other = MixedModel.reml().fit(data.withOutcome(moved).sample(COVARIATES));
      for (SmallSample rule : SmallSample.values()) {
        assertSame(fit.average("treated", rule), other.average("treated", rule), scale);
        assertSame(fit.jointly("treated", rule), other.jointly("treated", rule));
      }
      assertClose(fit.waveCovariance()[1][0] * scale * scale, other.waveCovariance()[1][0], 1e-9);
      assertClose(fit.waveCorrelation()[1][0], other.waveCorrelation()[1][0], 1e-9);
      // The density of the outcome is divided by the scale once for every degree of freedom.
      assertClose(
          fit.logLikelihood()
              - (fit.observations() - fit.terms().size()) * Math.log(Math.abs(scale)),
          other.logLikelihood(),
          1e-10);
    }
  }

  @Test
  void fit_negatesWhenArmsAreSwapped() throws IOException {
    RepeatedRows data = read("small.csv");
    MixedModelFit fit = MixedModel.reml().fit(data.sample(COVARIATES));
    double[] control =
        Arrays.stream(data.columns().get("treated")).map(treated -> 1 - treated).toArray();
    data.columns().put("treated", control);
    MixedModelFit swapped = MixedModel.reml().fit(data.sample(COVARIATES));
    for (SmallSample rule : SmallSample.values()) {
      assertSame(fit.average("treated", rule), swapped.average("treated", rule), -1);
      assertSame(fit.interaction("treated", rule), swapped.interaction("treated", rule));
    }
  }

  /** Everybody twice: the same coefficients and full likelihood twice as large. */
  @Test
  void fit_ofDoubledPeopleKeepsTheCoefficients() throws IOException {
    RepeatedRows data = read("small.csv");
    int n = data.y().length;
    int[] twice = IntStream.range(0, 2 * n).map(i -> i % n).toArray();
    RepeatedRows doubled =
        data.rearranged(twice, IntStream.range(0, 1000).toArray(), new int[] {0, 1, 2});
    for (int i = n; i < 2 * n; i++) {
      doubled.person()[i] += 1000;
    }
    MixedModelFit fit = MixedModel.ml().fit(data.sample(COVARIATES));
    MixedModelFit both = MixedModel.ml().fit(doubled.sample(COVARIATES));
    assertClose(2 * fit.logLikelihood(), both.logLikelihood(), 1e-12);
    SmallSample rule = SmallSample.SATTERTHWAITE;
    Estimate one = fit.average("treated", rule);
    Estimate two = both.average("treated", rule);
    assertClose(one.value(), two.value(), 1e-9);
    assertClose(one.standardError() / Math.sqrt(2), two.standardError(), 1e-9);
    assertEquals(fit.patterns(), both.patterns());
  }

  @Test
  void fit_dropsCollinearColumnsAndSaysSo() throws IOException {
    RepeatedRows data = read("small.csv");
    MixedModelFit fit = MixedModel.reml().fit(data.sample(COVARIATES));
    double[] months = Arrays.stream(data.columns().get("age")).map(age -> 12 * age + 3).toArray();
    data.columns().put("months", months);
    MixedModelFit wider =
        MixedModel.reml().fit(data.sample(List.of("age", "stratumb", "stratumc", "months")));
    assertEquals(List.of("months"), wider.dropped());
    assertEquals(fit.terms(), wider.terms());
    SmallSample rule = SmallSample.KENWARD_ROGER;
    assertSame(fit.average("treated", rule), wider.average("treated", rule), 1);
    assertEquals(
        Reason.TERM_DROPPED,
        assertThrows(NotEstimableException.class, () -> wider.estimate("months", rule)).reason());
  }

  /** The gradient of the likelihood vanishes, so the log likelihood is flat to second order. */
  @Test
  void fit_reachesTheMaximum() throws IOException {
    for (String file : List.of("small.csv", "complete.csv", "long.csv")) {
      RepeatedRows data = read(file);
      MixedModelFit fit = MixedModel.reml().fit(data.sample(List.of()));
      assertTrue(fit.gradient() < 1e-10, file + ": " + fit.gradient());
      assertTrue(fit.steps() < 20, file + ": " + fit.steps());
    }
  }

  @Test
  void fit_refusesWavesWithTooFewAnswers() {
    double[] y = {1, 2, 4, 3, 5, 2, 1, 6};
    int[] person = {1, 2, 3, 4, 5, 6, 1, 7};
    int[] wave = {0, 0, 0, 0, 0, 0, 1, 1};
    NotEstimableException few =
        assertThrows(
            NotEstimableException.class,
            () ->
                MixedModel.reml()
                    .fit(RepeatedMeasures.of(y, person, wave, 2).constantByWave().build()));
    assertEquals(Reason.TOO_FEW_UNITS, few.reason());
    assertEquals(
        "waves 1 and 2 were both answered by 1 of 7 people, too few to estimate their covariance",
        few.getMessage());
    NotEstimableException none =
        assertThrows(
            NotEstimableException.class,
            () ->
                MixedModel.reml()
                    .fit(RepeatedMeasures.of(y, person, wave, 3).constantByWave().build()));
    assertTrue(none.getMessage().startsWith("wave 3 has 0 answers for 0 coefficients"));
  }

  @Test
  void fit_refusesSingularCovariance() {
    int n = 12;
    double[] y = new double[2 * n];
    int[] person = new int[2 * n];
    int[] wave = new int[2 * n];
    for (int i = 0; i < n; i++) {
      y[i] = (i * 7) % 11;
      y[n + i] = 3 * y[i] + 1;
      person[n + i] = person[i] = i;
      wave[n + i] = 1;
    }
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () ->
                MixedModel.reml()
                    .fit(RepeatedMeasures.of(y, person, wave, 2).constantByWave().build()));
    assertEquals(Reason.SINGULAR_COVARIANCE, refusal.reason());
    assertTrue(refusal.getMessage().contains("waves 1 and 2"), refusal.getMessage());
    Arrays.fill(y, 4);
    assertEquals(
        Reason.NO_VARIATION,
        assertThrows(
                NotEstimableException.class,
                () ->
                    MixedModel.reml()
                        .fit(RepeatedMeasures.of(y, person, wave, 2).constantByWave().build()))
            .reason());
  }

  @Test
  void sample_refusesTwoAnswersAtAWave() {
    IllegalArgumentException twice =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                RepeatedMeasures.of(
                    new double[] {1, 2, 3}, new int[] {5, 6, 5}, new int[] {1, 0, 1}, 2));
    assertEquals("person 5 has two answers at wave 1", twice.getMessage());
  }

  @Test
  void kenwardRoger_needsRestrictedLikelihood() throws IOException {
    MixedModelFit fit = MixedModel.ml().fit(armsByWave(read("complete.csv")));
    assertThrows(
        IllegalArgumentException.class, () -> fit.average("treated", SmallSample.KENWARD_ROGER));
  }

  private static RepeatedRows read(String file) throws IOException {
    return RepeatedRows.read(DATA.resolve(file));
  }

  private static RepeatedMeasures armsByWave(RepeatedRows data) {
    return RepeatedMeasures.of(data.y(), data.person(), data.wave(), data.waves())
        .constantByWave()
        .byWave("treated", data.columns().get("treated"))
        .build();
  }

  private static double[] at(double[] values, int[] rows) {
    return IntStream.of(rows).mapToDouble(i -> values[i]).toArray();
  }

  private static int[] shuffled(int n, UniformRandomProvider rng) {
    int[] order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = rng.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  private static void assertSame(Estimate expected, Estimate actual, double scale) {
    Close.assertEstimate(
        actual,
        scale * expected.value(),
        Math.abs(scale) * expected.standardError(),
        expected.df(),
        1e-9);
  }

  private static void assertSame(WaldTest expected, WaldTest actual) {
    assertClose(expected.f(), actual.f(), 1e-9);
    assertClose(expected.denominatorDf(), actual.denominatorDf(), 1e-9);
  }
}
