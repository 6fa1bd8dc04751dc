package org.equipoise.simulate;

/**
 * The distribution of one value when its mean is given.
 *
 * <p>A person keeps the same rank whatever happens to the mean: the value is the quantile at that
 * rank. Potential outcomes under different arms therefore come from one latent rank, move in one
 * direction only, and have exactly the stated means over the population.
 */
sealed interface Margin permits Margin.Coin, Margin.Bell, Margin.Takings, Margin.Even, Ladder {

  /**
   * The value of the person whom a share {@code rank} of the population exceeds.
   *
   * @param rank share of the population above the person, in (0, 1)
   * @param mean mean of the distribution
   */
  double value(double rank, double mean);

  /** What a value counts in a mean; the value itself except on a {@link Ladder} of levels. */
  default double score(double value) {
    return value;
  }

  /** 0 or 1; the mean is the share of 1. */
  record Coin() implements Margin {
    @Override
    public double value(double rank, double mean) {
      return rank < mean ? 1 : 0;
    }
  }

  /** A normal distribution, told to two decimals. */
  record Bell(double sd) implements Margin {
    @Override
    public double value(double rank, double mean) {
      return Math.rint(100 * (mean + sd * Gauss.exceededBy(rank))) / 100;
    }
  }

  /**
   * Money: nothing for some, log-normal for the others, in whole units. A higher mean comes from
   * more people who earn, until all do.
   *
   * @param earners mean among those above 0
   * @param spread standard deviation of the logarithm among those above 0
   */
  record Takings(double earners, double spread) implements Margin {

    /** Standard deviation of an income among earners, as a share of its mean. */
    private static final double EARNERS_CV = 0.5;

    /** The distribution with this mean and standard deviation, zeros counted. */
    static Takings of(double mean, double sd) {
      double square = sd * sd + mean * mean;
      double earning = mean * mean * (1 + EARNERS_CV * EARNERS_CV) / square;
      return earning < 1 ? new Takings(mean / earning, spread(EARNERS_CV)) : skewed(mean, sd);
    }

    /** The distribution with this mean and standard deviation in which nobody has nothing. */
    static Takings skewed(double mean, double sd) {
      return new Takings(mean, spread(sd / mean));
    }

    private static double spread(double cv) {
      return Math.sqrt(Math.log1p(cv * cv));
    }

    @Override
    public double value(double rank, double mean) {
      double earning = Math.min(1, mean / earners);
      if (rank >= earning) {
        return 0;
      }
      double top = Math.max(earners, mean);
      double z = Gauss.exceededBy(rank / earning);
      return Math.rint(top * Math.exp(spread * z - spread * spread / 2));
    }
  }

  /** Levels 0 to {@code levels} - 1, equally common, whatever the mean. */
  record Even(int levels) implements Margin {
    @Override
    public double value(double rank, double mean) {
      return Math.min(levels - 1, (int) (levels * (1 - rank)));
    }
  }
}
