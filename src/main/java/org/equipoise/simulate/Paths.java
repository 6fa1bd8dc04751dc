package org.equipoise.simulate;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;

/**
 * The normal variables behind a person's register series: for each series a lasting part and a part
 * that follows a first-order autoregression, both partly shared by all series, so that a job, a
 * wage and a benefit move together.
 */
final class Paths {

  /** Correlation of the changing part from one period to the next. */
  private static final double STAYING = 0.93;

  /** Share of a lasting part's variance that comes from the person's factor. */
  private static final double FACTOR = 0.4;

  /** Share of a changing part's variance that all series share. */
  private static final double COMMON = 0.5;

  private static final int REFERENCE_PATHS = 20_000;
  private static final long REFERENCE_SEED = 20_230_331;

  private final SharedStateContinuousSampler gauss;
  private final SharedStateContinuousSampler earlier;
  private final int before;
  private final double[] common;

  /**
   * Paths of a number of periods.
   *
   * @param periods how many
   */
  Paths(int periods, UniformRandomProvider stream) {
    this(0, periods, stream, stream);
  }

  /**
   * The same with periods before the draw. They continue backwards, which is the same process, from
   * a stream of their own: what comes after the draw does not depend on how far back one looks.
   *
   * @param before how many periods before the draw
   * @param after how many after it
   */
  Paths(int before, int after, UniformRandomProvider stream, UniformRandomProvider earlierStream) {
    this.gauss = Gauss.sampler(stream);
    this.earlier = Gauss.sampler(earlierStream);
    this.before = before;
    this.common = new double[before + after];
  }

  /** Moves on to the next person. */
  void nextPerson() {
    fill(common);
  }

  /**
   * Fills {@code path} with the person's variable in each period for the next series.
   *
   * @param factor the person's factor
   * @param lasting share of variance that never changes
   * @param sign 1 when the variable goes with the factor, -1 when against it
   */
  void next(double[] path, double factor, double lasting, int sign) {
    double trait = sign * Math.sqrt(FACTOR) * factor + Math.sqrt(1 - FACTOR) * gauss.sample();
    fill(path);
    double shared = sign * Math.sqrt((1 - lasting) * COMMON);
    double own = Math.sqrt((1 - lasting) * (1 - COMMON));
    double fixed = Math.sqrt(lasting) * trait;
    for (int t = 0; t < path.length; t++) {
      path[t] = fixed + shared * common[t] + own * path[t];
    }
  }

  private void fill(double[] path) {
    double shock = Math.sqrt(1 - STAYING * STAYING);
    for (int t = before; t < path.length; t++) {
      path[t] = t == before ? gauss.sample() : STAYING * path[t - 1] + shock * gauss.sample();
    }
    for (int t = before - 1; t >= 0; t--) {
      path[t] = STAYING * path[t + 1] + shock * earlier.sample();
    }
  }

  /**
   * The shares per period at which given shares of the population have a yes in some period from
   * the first to the last. There is no formula; the quantiles of the best rank over a fixed
   * reference sample of paths stand in for one, the same for every seed.
   */
  static double[] sharesForEver(int periods, double lasting, double... ever) {
    UniformRandomProvider stream = Streams.of(REFERENCE_SEED).of(Streams.Purpose.REGISTERS);
    Paths paths = new Paths(periods, stream);
    SharedStateContinuousSampler gauss = Gauss.sampler(stream);
    double[] path = new double[periods];
    double[] best = new double[REFERENCE_PATHS];
    for (int i = 0; i < best.length; i++) {
      paths.nextPerson();
      paths.next(path, gauss.sample(), lasting, 1);
      best[i] = Gauss.above(Arrays.stream(path).max().orElseThrow());
    }
    Arrays.sort(best);
    return Arrays.stream(ever)
        .map(share -> share <= 0 ? 0 : best[(int) Math.min(best.length - 1, share * best.length)])
        .toArray();
  }
}
