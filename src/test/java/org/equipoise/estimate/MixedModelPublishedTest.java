package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** What SAS PROC MIXED printed for the artificial lung trial; see the folder's SOURCE.md. */
class MixedModelPublishedTest {
  private static final Path FILE =
      Path.of("src", "test", "resources", "golden", "repeated", "published", "fev.csv");

  private final double[] y = new double[537];
  private final int[] person = new int[y.length];
  private final int[] wave = new int[y.length];
  private final double[] treated = new double[y.length];
  private final double[] female = new double[y.length];
  private final double[] black = new double[y.length];
  private final double[] white = new double[y.length];
  private final double[] ones = new double[y.length];

  MixedModelPublishedTest() throws IOException {
    Arrays.fill(ones, 1);
    int rows = 0;
    for (CSVRecord record : RepeatedRows.records(FILE)) {
      for (int t = 0; t < 4; t++) {
        String answer = record.get("v" + (t + 1));
        if (!answer.isEmpty()) {
          y[rows] = Double.parseDouble(answer);
          person[rows] = Integer.parseInt(record.get("person"));
          wave[rows] = t;
          treated[rows] = record.get("arm").equals("T") ? 1 : 0;
          female[rows] = record.get("sex").equals("F") ? 1 : 0;
          black[rows] = record.get("race").equals("B") ? 1 : 0;
          white[rows] = record.get("race").equals("W") ? 1 : 0;
          rows++;
        }
      }
    }
    assertEquals(y.length, rows);
  }

  private RepeatedMeasures.Builder sample() {
    return RepeatedMeasures.of(y, person, wave, 4);
  }

  /**
   * ARMCD alone, {@code type=un} with {@code ddfm=kenwardroger(firstorder)}: SAS prints fifteen
   * digits, of which its convergence makes four.
   */
  @Test
  void kenwardRoger_matchesSas() {
    MixedModelFit fit =
        MixedModel.reml()
            .fit(sample().column("(Intercept)", ones).column("treated", treated).build());
    Estimate effect = fit.estimate("treated", SmallSample.KENWARD_ROGER);
    assertClose(3.81972492174648, effect.value(), 1e-5);
    assertClose(0.66124382270307, effect.standardError(), 1e-4);
    assertClose(160.733266403768, effect.df(), 3e-4);
    assertClose(5.77657558467911, effect.statistic(), 1e-4);
    assertClose(3.8418051504164e-08, effect.pValue(), 3e-3);
    assertClose(2.51387886026607, effect.interval().low(), 1e-4);
    assertClose(5.12557098322688, effect.interval().high(), 1e-4);
    assertEquals(197, fit.persons());
  }

  /** RACE, SEX and ARMCD*AVISIT in mmrm: estimate, standard error, Satterthwaite df as printed. */
  @Test
  void satterthwaite_matchesMmrm() {
    RepeatedMeasures.Builder sample =
        sample()
            .column("(Intercept)", ones)
            .column("black", black)
            .column("white", white)
            .column("female", female)
            .column("treated", treated);
    for (int t = 1; t < 4; t++) {
      sample.column("visit" + (t + 1), at(t, ones));
    }
    for (int t = 1; t < 4; t++) {
      sample.column("treated:visit" + (t + 1), at(t, treated));
    }
    MixedModelFit fit = MixedModel.reml().fit(sample.build());
    double[][] printed = {
      {30.77748, 0.88656, 218.80},
      {1.53050, 0.62448, 168.67},
      {5.64357, 0.66561, 157.14},
      {0.32606, 0.53195, 166.13},
      {3.77423, 1.07415, 145.55},
      {4.83959, 0.80172, 143.88},
      {10.34211, 0.82269, 155.56},
      {15.05390, 1.31281, 138.47},
      {-0.04193, 1.12932, 138.56},
      {-0.69369, 1.18765, 158.17},
      {0.62423, 1.85085, 129.72}
    };
    for (int i = 0; i < printed.length; i++) {
      Estimate estimate = fit.estimate(fit.terms().get(i), SmallSample.SATTERTHWAITE);
      assertEquals(printed[i][0], estimate.value(), 2e-4 * printed[i][1], estimate.term());
      assertClose(printed[i][1], estimate.standardError(), 1e-4);
      assertClose(printed[i][2], estimate.df(), 1e-4);
    }
  }

  private double[] at(int t, double[] values) {
    double[] there = new double[values.length];
    for (int i = 0; i < there.length; i++) {
      there[i] = wave[i] == t ? values[i] : 0;
    }
    return there;
  }

  /** ARMCD and SEX, ddfm=satterthwaite, as printed. */
  @Test
  void satterthwaite_matchesSas() {
    MixedModelFit fit =
        MixedModel.reml()
            .fit(
                sample()
                    .column("(Intercept)", ones)
                    .column("treated", treated)
                    .column("female", female)
                    .build());
    assertReached(3666.96698281, fit);
    assertPrinted(fit, "(Intercept)", 41.0762, 0.5504, 156, 39.9890, 42.1634);
    assertPrinted(fit, "treated", 3.8265, 0.6421, 161, 2.5584, 5.0945);
    assertPrinted(fit, "female", -0.1404, 0.6434, 161, -1.4108, 1.1301);
    double[][] expected = {
      {108.64},
      {45.5282, 40.1475},
      {-2.4314, 0.8698, 24.7713},
      {-46.7566, -13.0626, 18.9219, 152.49}
    };
    assertCovariance(expected, fit);
  }

  /** RACE, SEX and AVISIT*ARMCD: the likelihood and the covariance as printed. */
  @Test
  void likelihood_matchesSas() {
    MixedModelFit fit =
        MixedModel.reml()
            .fit(
                sample()
                    .constantByWave()
                    .byWave("treated", treated)
                    .column("black", black)
                    .column("white", white)
                    .column("female", female)
                    .build());
    assertReached(3386.44987722, fit);
    double[][] expected = {
      {40.5509}, {14.3982, 26.5692}, {4.9744, 2.7851, 14.8970}, {13.3731, 7.4790, 0.9017, 95.5528}
    };
    assertCovariance(expected, fit);
    assertEquals(List.of(), fit.dropped());
  }

  /**
   * SAS stops when its criterion, a bound of what is left to gain relative to -2 log L, is below
   * 1e-8: our maximum is as high, and no higher than that allows.
   */
  private static void assertReached(double printed, MixedModelFit fit) {
    double ours = -2 * fit.logLikelihood();
    assertTrue(ours < printed + 1e-8 && ours > printed * (1 - 1e-8), () -> printed + " " + ours);
  }

  private static void assertPrinted(
      MixedModelFit fit, String term, double value, double se, int df, double low, double high) {
    Estimate estimate = fit.estimate(term, SmallSample.SATTERTHWAITE);
    double slack = 6e-5 + 2e-3 * se;
    assertEquals(value, estimate.value(), slack, term);
    assertEquals(se, estimate.standardError(), 1e-4, term);
    assertEquals(df, estimate.df(), 0.5, term);
    assertEquals(low, estimate.interval().low(), slack, term);
    assertEquals(high, estimate.interval().high(), slack, term);
  }

  /** To a thousandth of the variances: what the convergence of SAS leaves open. */
  private static void assertCovariance(double[][] expected, MixedModelFit fit) {
    double[][] covariance = fit.waveCovariance();
    for (int t = 0; t < expected.length; t++) {
      for (int s = 0; s <= t; s++) {
        double unit = Math.sqrt(expected[t][t] * expected[s][s]);
        assertEquals(expected[t][s], covariance[t][s], 1e-3 * unit, (t + 1) + "," + (s + 1));
      }
    }
  }
}
