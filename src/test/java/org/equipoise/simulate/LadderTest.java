package org.equipoise.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class LadderTest {

  private static final double[] ONE_TO_FIVE = {1, 2, 3, 4, 5};

  @Test
  void shares_haveTheMeanAskedForAtEveryMean() {
    Ladder ladder = Ladder.of(ONE_TO_FIVE, 2.4, 1.1);
    for (double mean = 1.1; mean < 4.95; mean += 0.1) {
      double[] shares = ladder.shares(mean);
      double sum = 0;
      double scored = 0;
      for (int level = 0; level < shares.length; level++) {
        sum += shares[level];
        scored += shares[level] * ONE_TO_FIVE[level];
      }
      assertEquals(1, sum, 1e-14);
      assertEquals(mean, scored, 1e-12);
    }
  }

  @Test
  void shares_haveTheStandardDeviationAskedFor() {
    double[] shares = Ladder.of(ONE_TO_FIVE, 3, 1.1).shares(3);
    double square = 0;
    for (int level = 0; level < shares.length; level++) {
      square += shares[level] * (ONE_TO_FIVE[level] - 3) * (ONE_TO_FIVE[level] - 3);
    }
    assertEquals(1.1, Math.sqrt(square), 1e-8);
  }

  @Test
  void of_solvesALongLadderWithASymmetricMean() {
    // 18 to 64 years with mean 41: the location is the middle, where the first step is exact.
    double[] years = new double[47];
    for (int i = 0; i < years.length; i++) {
      years[i] = 18 + i;
    }
    double[] shares = Ladder.of(years, 41, 11).shares(41);
    double mean = 0;
    for (int i = 0; i < years.length; i++) {
      mean += shares[i] * years[i];
    }
    assertEquals(41, mean, 1e-10);
  }

  @Test
  void value_neverFallsWhenTheMeanRises() {
    Ladder ladder = Ladder.of(ONE_TO_FIVE, 3, 1);
    for (double rank = 0.01; rank < 1; rank += 0.01) {
      double before = 0;
      for (double mean = 1.5; mean < 4.5; mean += 0.25) {
        double level = ladder.value(rank, mean);
        assertTrue(level >= before, "rank " + rank + ", mean " + mean);
        before = level;
      }
    }
  }

  @Test
  void latentCorrelation_ofACoin_matchesTheArcsineLaw() {
    // Two signs of normals correlated rho correlate (2 / pi) asin(rho): Sheppard 1899. For 1/3 the
    // normals need sin(pi / 6) = 1/2.
    assertEquals(0.5, Ladder.coin().latentCorrelation(0.5, 1.0 / 3), 1e-9);
  }

  @Test
  void latentCorrelation_makesScoresCorrelateAsWanted() {
    // 200,000 pairs: the standard error of a correlation of 0.5 is 0.0017, the band four of them.
    Ladder ladder = Ladder.of(ONE_TO_FIVE, 2.4, 1.1);
    double rho = ladder.latentCorrelation(2.4, 0.5);
    assertTrue(rho > 0.5 && rho < 0.6, "cutting weakens: " + rho);
    UniformRandomProvider stream = Streams.of(1).of(Streams.Purpose.ANSWERS);
    var gauss = Gauss.sampler(stream);
    int n = 200_000;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double syy = 0;
    double sxy = 0;
    for (int i = 0; i < n; i++) {
      double z = gauss.sample();
      double other = rho * z + Math.sqrt(1 - rho * rho) * gauss.sample();
      double x = ladder.score(ladder.value(Gauss.above(z), 2.4));
      double y = ladder.score(ladder.value(Gauss.above(other), 2.4));
      sx += x;
      sy += y;
      sxx += x * x;
      syy += y * y;
      sxy += x * y;
    }
    double correlation = (sxy - sx * sy / n) / Math.sqrt((sxx - sx * sx / n) * (syy - sy * sy / n));
    assertEquals(0.5, correlation, 4 * 0.0017);
  }
}
