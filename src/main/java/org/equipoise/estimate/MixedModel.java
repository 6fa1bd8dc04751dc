package org.equipoise.estimate;

import java.util.Arrays;
import java.util.Optional;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The mixed model for repeated measures: {@code y_i = X_i b + e_i}, e_i normal with one
 * unstructured covariance of the waves for everybody, of which a person's block holds the waves
 * answered. Answers may be missing at any wave for reasons that depend on what was observed
 * (missing at random).
 *
 * <p>The (restricted) likelihood is maximised by scoring with the average information, near the
 * maximum by Newton's method with the observed information. A step is a direction D of the
 * covariance LL', walked along in the factor: {@code L + s L F(L^-1 D L^-T)}, F the lower triangle
 * with half the diagonal, with the logarithms of L's diagonal moving linearly, so that every step
 * keeps a covariance; it is halved until the likelihood does not fall. The search ends when the
 * gradient, measured in standard errors of the covariance elements, is below 1e-10. Agrees with
 * {@code nlme::gls} (corSymm, varIdent) and with SAS PROC MIXED (type=un).
 *
 * <p>The model-based standard errors assume that the covariance is the same in both arms. Contrasts
 * are judged by {@link SmallSample}.
 */
public final class MixedModel {
  private static final int STEPS = 200;
  private static final int HALVINGS = 40;

  /** Squared gradients in standard errors: where Newton takes over, and where the search ends. */
  private static final double NEAR = 1e-2;

  private static final double DONE = 1e-20;

  /** A wave that the others explain to this share of its variance has no covariance of its own. */
  private static final double SINGULAR = 1e-9;

  private final boolean restricted;
  private final double level;

  private MixedModel(boolean restricted, double level) {
    this.restricted = restricted;
    this.level = level;
  }

  /** Restricted maximum likelihood and 95 percent intervals. */
  public static MixedModel reml() {
    return new MixedModel(true, ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** Full maximum likelihood and 95 percent intervals; variances are then too small. */
  public static MixedModel ml() {
    return new MixedModel(false, ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same with intervals of another level in (0, 1). */
  public MixedModel withLevel(double newLevel) {
    return new MixedModel(restricted, ConfidenceInterval.checkLevel(newLevel));
  }

  /**
   * Fits the sample.
   *
   * @throws NotEstimableException if a wave or a pair of waves has too few answers, the columns
   *     explain the outcome completely, the covariance is singular, or no maximum is found
   */
  public MixedModelFit fit(RepeatedMeasures sample) {
    WavePatterns data = WavePatterns.of(sample);
    checkEnough(data);
    WavePairs pairs = WavePairs.of(data.waveCount());
    RepeatedLikelihood here = start(data, pairs);
    boolean near = false;
    for (int step = 0; step < STEPS; step++) {
      RepeatedSums sums = here.sums(near);
      Direction direction = near ? newton(here, sums) : scoring(here, sums);
      if (direction.information != null && direction.decrement < DONE) {
        return new MixedModelFit(
            sample,
            data,
            here,
            here.informationSlopes(sums),
            direction.information.inverse(),
            restricted,
            level,
            step,
            Math.sqrt(Math.max(0, direction.decrement)));
      }
      here = advance(here, data, direction);
      checkRegular(here.sigma());
      near = direction.decrement < NEAR;
    }
    throw new NotEstimableException(
        Reason.NO_SOLUTION,
        "no maximum of the likelihood of "
            + data.persons()
            + " persons and "
            + data.waveCount()
            + " waves was found in "
            + STEPS
            + " steps",
        "use fewer waves, or compare the arms at one wave with the baseline as covariate");
  }

  /**
   * A direction of the covariance.
   *
   * @param sigma the change of the covariance
   * @param decrement squared length of the gradient in standard errors
   * @param information factor of the observed information; null when another one led the way
   */
  private record Direction(double[][] sigma, double decrement, @Nullable Cholesky information) {}

  /** By the average information, which is never negative. */
  private static Direction scoring(RepeatedLikelihood here, RepeatedSums sums) {
    Cholesky average =
        Cholesky.of(halved(here.doubleAverage(sums))).orElseThrow(() -> singular(here.sigma()));
    return direction(here, sums, average, null);
  }

  /** By the observed information where it is positive, as it is at a maximum. */
  private static Direction newton(RepeatedLikelihood here, RepeatedSums sums) {
    double[][] expected = here.expected(sums, here.informationSlopes(sums));
    Optional<Cholesky> observed = Cholesky.of(observed(here.doubleAverage(sums), expected));
    return observed.isPresent()
        ? direction(here, sums, observed.get(), observed.get())
        : scoring(here, sums);
  }

  private static Direction direction(
      RepeatedLikelihood here, RepeatedSums sums, Cholesky metric, @Nullable Cholesky information) {
    double[] gradient = here.pairs().traces(here.slope(sums));
    double[] step = metric.solve(gradient);
    double decrement = Kernels.dot(gradient, step, step.length);
    return new Direction(here.pairs().matrix(step), decrement, information);
  }

  private static double[][] observed(double[][] doubleAverage, double[][] expected) {
    double[][] observed = new double[expected.length][expected.length];
    for (int a = 0; a < expected.length; a++) {
      for (int b = 0; b < expected.length; b++) {
        observed[a][b] = doubleAverage[a][b] - expected[a][b];
      }
    }
    return observed;
  }

  private static double[][] halved(double[][] a) {
    double[][] half = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      half[i] = Arrays.stream(a[i]).map(x -> x / 2).toArray();
    }
    return half;
  }

  /** One step along the direction, halved until the likelihood does not fall. */
  private RepeatedLikelihood advance(
      RepeatedLikelihood here, WavePatterns data, Direction direction) {
    double[][] l = Cholesky.of(here.sigma()).orElseThrow(() -> singular(here.sigma())).lower();
    double[][] move = factorDirection(l, direction.sigma);
    // Rounding of a sum over all rows; a step below it cannot be judged by the likelihood.
    double slack = 1e-13 * data.rows() + 1e-9 * Math.min(1, Math.max(0, direction.decrement));
    double length = 1;
    for (int halving = 0; halving < HALVINGS; halving++) {
      Optional<RepeatedLikelihood> there =
          RepeatedLikelihood.at(data, here.pairs(), restricted, walked(l, move, length));
      if (there.isPresent() && there.get().value() >= here.value() - slack) {
        return there.get();
      }
      length /= 2;
    }
    throw singular(here.sigma());
  }

  /** {@code L F(L^-1 D L^-T)}: the derivative of the factor of LL' along D. */
  private static double[][] factorDirection(double[][] l, double[][] direction) {
    int n = l.length;
    double[][] w = new double[n][n];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        double s = direction[i][j];
        for (int m = 0; m < i; m++) {
          s -= l[i][m] * w[m][j];
        }
        w[i][j] = s / l[i][i];
      }
    }
    for (double[] row : w) {
      for (int j = 0; j < n; j++) {
        row[j] = (row[j] - Kernels.dot(l[j], row, j)) / l[j][j];
      }
    }
    double[][] move = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double s = l[i][j] * w[j][j] / 2;
        for (int m = j + 1; m <= i; m++) {
          s += l[i][m] * w[m][j];
        }
        move[i][j] = s;
      }
    }
    return move;
  }

  private static double[][] walked(double[][] l, double[][] move, double length) {
    int n = l.length;
    double[][] next = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        next[i][j] = l[i][j] + length * move[i][j];
      }
      next[i][i] = l[i][i] * Math.exp(length * move[i][i] / l[i][i]);
    }
    double[][] sigma = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sigma[i][j] = Kernels.dot(next[i], next[j], n);
      }
    }
    return sigma;
  }

  /** From the residuals' variances and pairwise covariances, drawn in until they are possible. */
  private RepeatedLikelihood start(WavePatterns data, WavePairs pairs) {
    int waves = data.waveCount();
    double[][] sigma = new double[waves][waves];
    int[][] together = data.together();
    for (int person = 0; person < data.persons(); person++) {
      int[] answered = data.patterns()[data.patternOf(person)];
      int at = data.firstRow(person);
      for (int t = 0; t < answered.length; t++) {
        for (int s = 0; s < answered.length; s++) {
          sigma[answered[t]][answered[s]] += data.y()[at + t] * data.y()[at + s];
        }
      }
    }
    for (int t = 0; t < waves; t++) {
      for (int s = 0; s < waves; s++) {
        sigma[t][s] /= together[t][s];
      }
    }
    for (int draw = 0; draw < HALVINGS; draw++) {
      if (smallestShare(sigma) > 1e-3) {
        Optional<RepeatedLikelihood> start = RepeatedLikelihood.at(data, pairs, restricted, sigma);
        if (start.isPresent()) {
          return start.get();
        }
      }
      for (int t = 0; t < waves; t++) {
        for (int s = 0; s < waves; s++) {
          sigma[t][s] *= t == s ? 1 : 0.8;
        }
      }
    }
    throw singular(sigma);
  }

  /** The least share of a wave's variance that earlier waves do not explain; 0 if there is none. */
  private static double smallestShare(double[][] sigma) {
    Optional<Cholesky> factor = Cholesky.of(sigma);
    if (factor.isEmpty()) {
      return 0;
    }
    double least = 1;
    double[][] l = factor.get().lower();
    for (int t = 0; t < l.length; t++) {
      least = Math.min(least, l[t][t] * l[t][t] / sigma[t][t]);
    }
    return least;
  }

  private static void checkRegular(double[][] sigma) {
    if (!(smallestShare(sigma) > SINGULAR)) {
      throw singular(sigma);
    }
  }

  private static NotEstimableException singular(double[][] sigma) {
    int first = 0;
    int second = 0;
    double most = 0;
    for (int t = 0; t < sigma.length; t++) {
      for (int s = 0; s < t; s++) {
        double r = Math.abs(sigma[t][s]) / Math.sqrt(sigma[t][t] * sigma[s][s]);
        if (r >= most) {
          most = r;
          first = s;
          second = t;
        }
      }
    }
    return new NotEstimableException(
        Reason.SINGULAR_COVARIANCE,
        "the covariance of the waves comes out singular; the answers at waves "
            + (first + 1)
            + " and "
            + (second + 1)
            + " have correlation "
            + most,
        "use fewer waves, or compare the arms at one wave with the baseline as covariate");
  }

  private static void checkEnough(WavePatterns data) {
    int waves = data.waveCount();
    if (data.rows() <= data.rank() || data.unit() == 0) {
      throw new NotEstimableException(
          data.unit() == 0 ? Reason.NO_VARIATION : Reason.NO_DEGREES_OF_FREEDOM,
          data.rows()
              + " answers and "
              + data.rank()
              + " coefficients leave nothing to estimate a covariance from",
          "use fewer columns, or look for an outcome that does not vary");
    }
    int[][] together = data.together();
    for (int t = 0; t < waves; t++) {
      int rank = data.rankAt(t);
      if (together[t][t] <= rank) {
        throw new NotEstimableException(
            Reason.TOO_FEW_UNITS,
            "wave "
                + (t + 1)
                + " has "
                + together[t][t]
                + " answers for "
                + rank
                + " coefficients, too few to estimate a variance",
            "leave the wave out, or use fewer covariates");
      }
    }
    for (int t = 0; t < waves; t++) {
      for (int s = 0; s < t; s++) {
        if (together[t][s] < 2) {
          throw new NotEstimableException(
              Reason.TOO_FEW_UNITS,
              "waves "
                  + (s + 1)
                  + " and "
                  + (t + 1)
                  + " were both answered by "
                  + together[t][s]
                  + " of "
                  + data.persons()
                  + " people, too few to estimate their covariance",
              "leave one of the waves out");
        }
      }
    }
  }
}
