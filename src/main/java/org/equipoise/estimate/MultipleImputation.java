package org.equipoise.estimate;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Proper multiple imputation of one outcome: in each arm the missing outcomes are drawn, several
 * times, from the regression of the known ones on columns fixed before the draw, with the
 * uncertainty of the regression itself drawn too. Rubin (1987), chapters 4 and 5.
 *
 * <p>Assumption: within an arm, and among persons alike in the columns, those without an outcome
 * would have answered like those with one (missing at random). {@link TippingPoint} asks how wrong
 * that may be.
 *
 * <p>The stream of imputation i depends on the seed and i alone, so results do not depend on the
 * number of threads.
 */
public final class MultipleImputation {

  /** What is drawn. */
  public enum Model {
    /** Bayesian linear regression with normal errors; values between and beyond those possible. */
    NORMAL,
    /**
     * Predictive mean matching: one of the five known outcomes whose predictions, under the
     * estimated coefficients, lie nearest to the prediction under the drawn ones. Little (1988),
     * Journal of Business and Economic Statistics 6(3), 287-296. Only values that occur.
     */
    MATCHED
  }

  private final int imputations;
  private final long seed;
  private final Model model;
  private final double level;

  private MultipleImputation(int imputations, long seed, Model model, double level) {
    this.imputations = imputations;
    this.seed = seed;
    this.model = model;
    this.level = level;
  }

  /**
   * Imputation under the normal model.
   *
   * @param imputations how many completed data sets, at least two
   * @param seed of the random numbers
   */
  public static MultipleImputation of(int imputations, long seed) {
    if (imputations < 2) {
      throw new IllegalArgumentException(imputations + " imputations");
    }
    return new MultipleImputation(
        imputations, seed, Model.NORMAL, ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same with another model. */
  public MultipleImputation with(Model other) {
    return new MultipleImputation(imputations, seed, other, level);
  }

  /** The same with an interval of another level in (0, 1). */
  public MultipleImputation withLevel(double newLevel) {
    return new MultipleImputation(
        imputations, seed, model, ConfidenceInterval.checkLevel(newLevel));
  }

  /**
   * The completed outcomes, one array an imputation.
   *
   * @param columns what to impute from besides the arm, one finite number a person; each arm has
   *     its own coefficients
   * @throws NotEstimableException if an arm has fewer known outcomes than coefficients
   */
  public List<double[]> complete(IncompleteSample sample, double[][] columns) {
    return Chunks.map(imputations, draws(sample, columns));
  }

  /**
   * Imputes, applies the estimator to every completed data set and pools.
   *
   * @param estimator from completed outcomes, in the order of the sample, to an estimate; called
   *     from several threads
   */
  public RubinRules estimate(
      IncompleteSample sample, double[][] columns, Function<double[], Estimate> estimator) {
    IntFunction<double[]> draws = draws(sample, columns);
    return RubinRules.pool(Chunks.map(imputations, i -> estimator.apply(draws.apply(i))), level);
  }

  /**
   * The estimate from each completed data set.
   *
   * @param estimator called from several threads
   */
  public static List<Estimate> estimates(
      List<double[]> completed, Function<double[], Estimate> estimator) {
    return Chunks.map(completed.size(), i -> estimator.apply(completed.get(i)));
  }

  /** The completed data set of each number; each is to be asked for once. */
  private IntFunction<double[]> draws(IncompleteSample sample, double[][] columns) {
    ImputationModel[] arms = {
      arm(sample, columns, false, "the control arm"), arm(sample, columns, true, "the treated arm")
    };
    UniformRandomProvider[] streams = streams();
    return i -> {
      double[] completed = sample.outcome().clone();
      for (ImputationModel arm : arms) {
        if (arm.needed()) {
          arm.draw(streams[i], completed);
        }
      }
      return completed;
    };
  }

  private ImputationModel arm(
      IncompleteSample sample, double[][] columns, boolean side, String name) {
    if (sample.known(side).length == 0) {
      throw new NotEstimableException(
          NotEstimableException.Reason.EMPTY_ARM,
          "nobody in " + name + " has an outcome",
          "there is nothing to impute from");
    }
    boolean[] treated = sample.treated();
    int[] rows = IntStream.range(0, sample.size()).filter(i -> treated[i] == side).toArray();
    return new ImputationModel(sample.outcome(), columns, rows, model == Model.MATCHED, name);
  }

  /** One stream an imputation, 2^128 numbers apart. */
  private UniformRandomProvider[] streams() {
    JumpableUniformRandomProvider source =
        (JumpableUniformRandomProvider) RandomSource.XO_SHI_RO_256_PP.create(seed);
    UniformRandomProvider[] streams = new UniformRandomProvider[imputations];
    for (int i = 0; i < imputations; i++) {
      streams[i] = source.jump();
    }
    return streams;
  }
}
