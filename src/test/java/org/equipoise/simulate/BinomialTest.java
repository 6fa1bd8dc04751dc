package org.equipoise.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTest {

  private static final int DRAWS = 200_000;

  private final UniformRandomProvider stream = RandomSource.XO_SHI_RO_256_PP.create(7L);

  /** Largest distance of the distribution functions, within the 0.1 % bound of Kolmogorov. */
  @ParameterizedTest
  @CsvSource({"1, 0.3", "10, 0.5", "40, 0.9", "150, 0.01", "900, 0.1"})
  void sample_followsTheExactDistribution(int n, double p) {
    assertTrue(distance(n, p) < 1.95 / Math.sqrt(DRAWS), "distance " + distance(n, p));
  }

  /** Beyond the limit a normal number stands in: the skewness it lacks is at most 0.007. */
  @ParameterizedTest
  @CsvSource({"2000, 0.06", "9000, 0.02", "20000, 0.95"})
  void sample_isCloseToTheExactDistributionForLargeCounts(int n, double p) {
    assertTrue(distance(n, p) < 0.007 + 1.95 / Math.sqrt(DRAWS), "distance " + distance(n, p));
  }

  @Test
  void sample_knowsCertainty() {
    Binomial binomial = new Binomial(stream);
    assertEquals(0, binomial.sample(50, 0));
    assertEquals(50, binomial.sample(50, 1));
    assertEquals(0, binomial.sample(0, 0.4));
  }

  private double distance(int n, double p) {
    Binomial binomial = new Binomial(stream);
    int[] counts = new int[n + 1];
    for (int i = 0; i < DRAWS; i++) {
      counts[binomial.sample(n, p)]++;
    }
    BinomialDistribution exact = BinomialDistribution.of(n, p);
    double largest = 0;
    double below = 0;
    for (int k = 0; k <= n; k++) {
      below += counts[k] / (double) DRAWS;
      largest = Math.max(largest, Math.abs(below - exact.cumulativeProbability(k)));
    }
    return largest;
  }
}
