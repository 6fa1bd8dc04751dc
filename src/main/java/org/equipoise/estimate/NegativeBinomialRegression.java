package org.equipoise.estimate;

import java.util.Arrays;
import java.util.Optional;

/**
 * Negative binomial regression with a log link, the shape estimated: {@code log(mean) =
 * log(exposure) + b_0 + b_1 x_1 + ...}, variance {@code mu + mu^2 / theta} (the NB2 model).
 *
 * <p>Maximises {@code sum over j below y of log(theta + j) + theta log(theta) + y log(mu) - (y +
 * theta) log(theta + mu)} over coefficients and log(theta) together, by Newton's method with the
 * observed information, from the Poisson fit. Standard errors by the model use the expected
 * information of the coefficients (Lawless (1987), Canadian Journal of Statistics 15(3), section
 * 2), which shares nothing with theta's; Stata's {@code nbreg} uses the observed one and differs a
 * little. Agrees with {@code MASS::glm.nb} run to convergence, and with {@code sandwich} on it.
 */
public final class NegativeBinomialRegression {
  private static final int STEPS = 200;
  private static final int HALVINGS = 40;

  /** The furthest log(theta) moves in a step. */
  private static final double LONGEST = 2;

  /** A theta beyond this many times the largest mean cannot be told from infinity. */
  private static final double POISSON = 1e7;

  private final CountSample sample;
  private final OrthonormalColumns columns;

  /** How many rows (by weight) count more than j events, by j: {@code sum of w [y > j]}. */
  private final double[] above;

  private NegativeBinomialRegression(CountSample sample) {
    this.sample = sample;
    columns = OrthonormalColumns.of(sample.design());
    double[] counts = sample.counts();
    above = new double[(int) PoissonRegression.largest(counts)];
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        above[(int) counts[i] - 1] += sample.weight(i);
      }
    }
    for (int j = above.length - 2; j >= 0; j--) {
      above[j] += above[j + 1];
    }
  }

  /**
   * Fits the sample.
   *
   * @throws NotEstimableException if {@link PoissonRegression} refuses the sample, or the counts
   *     spread no more than Poisson counts do, so that theta is infinite: Poisson regression then
   *     is the same model
   */
  public static CountFit fit(CountSample sample) {
    return new NegativeBinomialRegression(sample).solve(PoissonRegression.fit(sample));
  }

  private CountFit solve(CountFit poisson) {
    double[] mu = poisson.fitted();
    double square = 0;
    double excess = 0;
    for (int i = 0; i < mu.length; i++) {
      double e = sample.counts()[i] - mu[i];
      square += sample.weight(i) * mu[i] * mu[i];
      // Twice the derivative of the log likelihood in 1 / theta at theta infinite.
      excess += sample.weight(i) * (e * e - sample.counts()[i]);
    }
    if (!(excess > 0)) {
      throw noSpread(poisson);
    }
    double[] offset = sample.offset();
    double[] eta = Arrays.stream(mu).map(Math::log).toArray();
    double[] g = columns.transposeTimes(PoissonRegression.plus(eta, negative(offset)));
    double tau = Math.log(square / excess);
    double loss = loss(eta, Math.exp(tau));
    for (int step = 1; step <= STEPS; step++) {
      State state = new State(eta, Math.exp(tau));
      double[] move = state.move();
      int k = columns.rank();
      double[] shift = columns.times(Arrays.copyOf(move, k));
      double length = Math.min(1, LONGEST / Math.abs(move[k]));
      double[] next = PoissonRegression.plus(eta, PoissonRegression.scaled(shift, length));
      double after = loss(next, Math.exp(tau + length * move[k]));
      double slack = 1e-12 * (1 + Math.abs(loss));
      for (int halving = 0; !(after <= loss + slack); halving++) {
        if (halving == HALVINGS) {
          throw unsolved(step);
        }
        length /= 2;
        next = PoissonRegression.plus(eta, PoissonRegression.scaled(shift, length));
        after = loss(next, Math.exp(tau + length * move[k]));
      }
      g = PoissonRegression.plus(g, PoissonRegression.scaled(Arrays.copyOf(move, k), length));
      tau += length * move[k];
      eta = PoissonRegression.plus(offset, columns.times(g));
      loss = after;
      double theta = Math.exp(tau);
      if (theta > POISSON * Math.max(1, PoissonRegression.largest(mu))) {
        throw noSpread(poisson);
      }
      boolean still =
          PoissonRegression.largest(shift) < PoissonRegression.SMALL_MOVE
              && Math.abs(move[k]) < PoissonRegression.SMALL_MOVE;
      if (still && state.decrement(move) < PoissonRegression.SHORT_STEP) {
        double error = new State(eta, theta).thetaError();
        return new CountFit(sample, columns, g, eta, theta, error, step);
      }
    }
    throw unsolved(STEPS);
  }

  /** Slopes and curvatures of the log likelihood at one point. */
  private final class State {
    private final double[] gradient;
    private final double[][] observed;
    private final double[][] expected;
    private final double thetaCurvature;

    State(double[] eta, double theta) {
      int n = eta.length;
      int k = columns.rank();
      double[] score = new double[n];
      double[] curvature = new double[n];
      double[] cross = new double[n];
      double[] information = new double[n];
      double slope = 0;
      double bend = 0;
      for (int i = 0; i < n; i++) {
        double y = sample.counts()[i];
        double w = sample.weight(i);
        double mu = Math.exp(eta[i]);
        double sum = theta + mu;
        score[i] = w * (y - mu) * theta / sum;
        curvature[i] = w * mu * theta * (theta + y) / (sum * sum);
        cross[i] = w * (y - mu) * mu * theta / (sum * sum);
        information[i] = w * mu * theta / sum;
        slope += w * ((mu - y) / sum - Math.log1p(mu / theta));
        bend += w * (mu / (theta * sum) + (y - mu) / (sum * sum));
      }
      for (int j = 0; j < above.length; j++) {
        slope += above[j] / (theta + j);
        bend -= above[j] / ((theta + j) * (theta + j));
      }
      thetaCurvature = -bend;
      double[] inG = columns.transposeTimes(score);
      gradient = Arrays.copyOf(inG, k + 1);
      gradient[k] = theta * slope;
      double tauCurvature = -(theta * theta * bend + theta * slope);
      observed = bordered(columns.gram(curvature), tauCurvature);
      double[] across = columns.transposeTimes(cross);
      for (int j = 0; j < k; j++) {
        observed[j][k] = -across[j];
        observed[k][j] = -across[j];
      }
      double positive = Math.max(Math.abs(tauCurvature), 1e-3 * Math.abs(gradient[k]));
      expected = bordered(columns.gram(information), Math.max(positive, Double.MIN_NORMAL));
    }

    /** Newton's step where the log likelihood is concave, a scoring step elsewhere. */
    double[] move() {
      Optional<Cholesky> factor = Cholesky.of(observed);
      if (factor.isEmpty()) {
        factor = Cholesky.of(expected);
      }
      return factor.orElseThrow(() -> unsolved(0)).solve(gradient);
    }

    /** The squared length of a step in standard errors. */
    double decrement(double[] move) {
      return Math.abs(Kernels.dot(gradient, move, move.length));
    }

    double thetaError() {
      return 1 / Math.sqrt(thetaCurvature);
    }

    private double[][] bordered(double[][] matrix, double corner) {
      int k = matrix.length;
      double[][] larger = new double[k + 1][];
      for (int j = 0; j < k; j++) {
        larger[j] = Arrays.copyOf(matrix[j], k + 1);
      }
      larger[k] = new double[k + 1];
      larger[k][k] = corner;
      return larger;
    }
  }

  /** Minus the log likelihood, without the part that no parameter changes. */
  private double loss(double[] eta, double theta) {
    double sum = 0;
    for (int i = 0; i < eta.length; i++) {
      double y = sample.counts()[i];
      sum += sample.weight(i) * ((y + theta) * Math.log1p(Math.exp(eta[i]) / theta) - y * eta[i]);
    }
    for (int j = 1; j < above.length; j++) {
      sum -= above[j] * Math.log1p(j / theta);
    }
    return sum;
  }

  private static NotEstimableException noSpread(CountFit poisson) {
    return new NotEstimableException(
        NotEstimableException.Reason.NO_SOLUTION,
        "the counts spread no more than Poisson counts do (dispersion "
            + Math.round(poisson.dispersion() * 100) / 100.0
            + "), so the negative binomial's theta is infinite",
        "use Poisson regression, which then is the same model");
  }

  private static NotEstimableException unsolved(int steps) {
    return new NotEstimableException(
        NotEstimableException.Reason.NO_SOLUTION,
        "no maximum of the likelihood was found in " + steps + " steps",
        "use fewer columns, or Poisson regression with a robust variance");
  }

  private static double[] negative(double[] a) {
    return PoissonRegression.scaled(a, -1);
  }
}
