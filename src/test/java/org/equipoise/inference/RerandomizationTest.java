package org.equipoise.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.equipoise.estimate.Design;
import org.equipoise.estimate.DifferenceInMeans;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.LeastSquares;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.estimate.TwoArmSample;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.inference.Rerandomization.Comparison;
import org.junit.jupiter.api.Test;

/** Statistics in every draw against the estimators of the trial itself, fitted anew. */
class RerandomizationTest {
  private static final int N = 60;

  /** A small trial: five strata of twelve, two covariates, some values missing. */
  private static final class World {
    final int[] stratum = new int[N];
    final double[] x1 = new double[N];
    final double[] x2 = new double[N];
    final double[] y = new double[N];
    final boolean[] treated = new boolean[N];
    final List<boolean[]> drawn = new ArrayList<>();

    World(boolean missing) {
      UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(20261L);
      for (int i = 0; i < N; i++) {
        stratum[i] = i / 12;
        treated[i] = i % 12 < 4 + stratum[i] % 3;
        x1[i] = 50 + 10 * random.nextDouble();
        x2[i] = random.nextInt(4);
        y[i] = 1000 + x1[i] + stratum[i] * (treated[i] ? 3 : 1) + 5 * random.nextDouble() * x2[i];
        if (missing && i % 7 == 3) {
          y[i] = Double.NaN;
        }
      }
    }

    /** The same draws as the stratified rule's, noted as they are made (one block, one thread). */
    Rerandomization noted() {
      Redraw rule =
          (random, z) -> {
            Arrays.fill(z, false);
            for (int s = 0; s < 5; s++) {
              for (int left = 4 + s % 3; left > 0; ) {
                int i = 12 * s + random.nextInt(12);
                left -= z[i] ? 0 : 1;
                z[i] = true;
              }
            }
            drawn.add(z.clone());
          };
      return Rerandomization.of(Assignments.redrawn(N, () -> rule), treated).withDraws(100);
    }

    int[] rows() {
      return java.util.stream.IntStream.range(0, N).filter(i -> !Double.isNaN(y[i])).toArray();
    }

    double[] pick(double[] column) {
      return Arrays.stream(rows()).mapToDouble(i -> column[i]).toArray();
    }

    int[] pick(int[] column) {
      return Arrays.stream(rows()).map(i -> column[i]).toArray();
    }

    double[] indicator(boolean[] z) {
      return Arrays.stream(rows()).mapToDouble(i -> z[i] ? 1 : 0).toArray();
    }

    TwoArmSample arms(boolean[] z) {
      boolean[] in = new boolean[rows().length];
      for (int i = 0; i < in.length; i++) {
        in[i] = z[rows()[i]];
      }
      return TwoArmSample.of(pick(y), in);
    }
  }

  private static RedrawnComparison only(
      Rerandomization trial, Statistic statistic, TrialOutcome y) {
    return trial.compare(List.of(new Comparison(statistic, y, false))).get(0);
  }

  private interface Refit {
    double of(boolean[] z);
  }

  private static void assertRefitted(World world, RedrawnComparison found, Refit refit) {
    assertEquals(refit.of(world.treated), found.observed(), 1e-10 * Math.abs(found.observed()));
    double[] drawn = found.drawn();
    assertEquals(100, world.drawn.size());
    for (int d = 0; d < drawn.length; d++) {
      double expected = refit.of(world.drawn.get(d));
      assertEquals(expected, drawn[d], 1e-9 * (1 + Math.abs(expected)), "draw " + d);
    }
  }

  @Test
  void coefficient_isThatOfTheRegressionFittedAnew() {
    for (boolean missing : new boolean[] {false, true}) {
      World w = new World(missing);
      RedrawnComparison found =
          only(
              w.noted(),
              Statistic.COEFFICIENT,
              TrialOutcome.of(w.y).within(w.stratum).adjustedFor(List.of(w.x1, w.x2, w.x1)));
      assertRefitted(
          w,
          found,
          z ->
              LeastSquares.with(VarianceEstimator.HC2)
                  .fit(
                      RegressionSample.of(w.pick(w.y))
                          .column("z", w.indicator(z))
                          .column("x1", w.pick(w.x1))
                          .column("x2", w.pick(w.x2))
                          .absorb(w.pick(w.stratum))
                          .build())
                  .coefficient("z")
                  .value());
    }
  }

  /** The coefficient over its HC2 error by the estimator of the trial, in every draw. */
  @Test
  void regressionT_isThatOfTheRegressionFittedAnew() {
    for (boolean missing : new boolean[] {false, true}) {
      for (boolean blocked : new boolean[] {false, true}) {
        World w = new World(missing);
        TrialOutcome outcome = TrialOutcome.of(w.y).adjustedFor(List.of(w.x1, w.x2, w.x1));
        RedrawnComparison found =
            only(w.noted(), Statistic.REGRESSION_T, blocked ? outcome.within(w.stratum) : outcome);
        assertRefitted(
            w,
            found,
            z -> {
              RegressionSample.Builder sample =
                  RegressionSample.of(w.pick(w.y))
                      .column("z", w.indicator(z))
                      .column("x1", w.pick(w.x1))
                      .column("x2", w.pick(w.x2));
              return LeastSquares.with(VarianceEstimator.HC2)
                  .fit((blocked ? sample.absorb(w.pick(w.stratum)) : sample).build())
                  .coefficient("z")
                  .statistic();
            });
      }
    }
  }

  /** A draw in which nobody is treated has no t: it counts as extreme, in a family too. */
  @Test
  void regressionT_withoutAValueCountsAsExtreme() {
    double[] y = {1, 4, 2, 9, 5, 7};
    boolean[] made = {false, true, false, true, false, true};
    Redraw rule =
        (random, z) -> {
          boolean nobody = random.nextInt(4) == 0;
          for (int i = 0; i < z.length; i++) {
            z[i] = !nobody && random.nextInt(2) == i % 2;
          }
          z[0] = !nobody;
        };
    RedrawnComparison found =
        only(
            Rerandomization.of(Assignments.redrawn(6, () -> rule), made).withDraws(200),
            Statistic.REGRESSION_T,
            TrialOutcome.of(y));
    assertTrue(found.undefined() >= 25, found::toString);
    assertTrue(found.pValue(PValueRule.PLUS_ONE) >= (1 + found.undefined()) / 201.0);
    double[] family =
        StepDown.MAX_T.pValues(
            new double[] {found.observed(), 9},
            new double[][] {found.drawn(), new double[200]},
            false);
    assertTrue(family[0] >= found.pValue(PValueRule.PLUS_ONE) - 1e-12);
    assertTrue(family[1] >= (1 + found.undefined()) / 201.0);
  }

  @Test
  void coefficient_weighsByTheArmOfTheDraw() {
    World w = new World(true);
    double[] chance = new double[N];
    Arrays.setAll(chance, i -> 0.3 + 0.4 * i / N);
    for (boolean blocked : new boolean[] {false, true}) {
      w.drawn.clear();
      TrialOutcome outcome =
          TrialOutcome.of(w.y).adjustedFor(List.of(w.x1, w.x2)).weightedBy(chance);
      RedrawnComparison found =
          only(w.noted(), Statistic.COEFFICIENT, blocked ? outcome.within(w.stratum) : outcome);
      assertRefitted(
          w,
          found,
          z -> {
            double[] weights =
                Arrays.stream(w.rows())
                    .mapToDouble(i -> z[i] ? 1 / chance[i] : 1 / (1 - chance[i]))
                    .toArray();
            RegressionSample.Builder sample =
                RegressionSample.of(w.pick(w.y))
                    .column("z", w.indicator(z))
                    .column("x1", w.pick(w.x1))
                    .column("x2", w.pick(w.x2))
                    .weights(weights);
            return LeastSquares.with(VarianceEstimator.HC2)
                .fit((blocked ? sample.absorb(w.pick(w.stratum)) : sample).build())
                .coefficient("z")
                .value();
          });
    }
  }

  @Test
  void differenceAndItsStudentizedForm_areThoseOfTheDesign() {
    for (boolean missing : new boolean[] {false, true}) {
      for (boolean blocked : new boolean[] {false, true}) {
        for (Statistic statistic : List.of(Statistic.DIFFERENCE, Statistic.STUDENTIZED)) {
          World w = new World(missing);
          TrialOutcome outcome = TrialOutcome.of(w.y);
          RedrawnComparison found =
              only(w.noted(), statistic, blocked ? outcome.within(w.stratum) : outcome);
          assertRefitted(
              w,
              found,
              z -> {
                TwoArmSample sample = w.arms(z);
                Estimate estimate =
                    DifferenceInMeans.of(blocked ? Design.BLOCKED : Design.SIMPLE)
                        .estimate(blocked ? sample.withBlocks(w.pick(w.stratum)) : sample)
                        .estimate();
                return statistic == Statistic.DIFFERENCE ? estimate.value() : estimate.statistic();
              });
        }
      }
    }
  }

  @Test
  void studentized_isThatOfPairs() {
    World w = new World(false);
    int[] pair = new int[N];
    boolean[] first = new boolean[N];
    for (int i = 0; i < N; i++) {
      pair[i] = i / 2;
      first[i] = (i / 2 + i) % 2 == 0;
    }
    RedrawnComparison found =
        only(
            Rerandomization.of(Assignments.completeWithin(pair, first), first),
            Statistic.STUDENTIZED,
            TrialOutcome.of(w.y).within(pair));
    Estimate expected =
        DifferenceInMeans.of(Design.MATCHED_PAIRS)
            .estimate(TwoArmSample.of(w.y, first).withBlocks(pair))
            .estimate();
    assertEquals(expected.statistic(), found.observed(), 1e-11);
  }

  @Test
  void clusters_moveWhole() {
    World w = new World(true);
    int[] cluster = new int[N];
    boolean[] treated = new boolean[15];
    for (int i = 0; i < N; i++) {
      cluster[i] = i / 4;
    }
    Arrays.fill(treated, 0, 6, true);
    TrialOutcome outcome = TrialOutcome.of(w.y).drawnAs(cluster).adjustedFor(List.of(w.x1));
    Rerandomization trial =
        Rerandomization.of(Assignments.complete(treated), treated).listingUpTo(6000);
    List<RedrawnComparison> found =
        trial.compare(
            List.of(
                new Comparison(Statistic.DIFFERENCE, outcome, true),
                new Comparison(Statistic.COEFFICIENT, outcome, true)));
    // 15 choose 6.
    assertEquals(5005, found.get(0).assignments());
    boolean[] z = new boolean[N];
    Arrays.fill(z, 0, 24, true);
    Estimate difference = DifferenceInMeans.of(Design.SIMPLE).estimate(w.arms(z)).estimate();
    assertEquals(difference.value(), found.get(0).observed(), 1e-10);
    double coefficient =
        LeastSquares.with(VarianceEstimator.HC2)
            .fit(
                RegressionSample.of(w.pick(w.y))
                    .column("z", w.indicator(z))
                    .column("x1", w.pick(w.x1))
                    .build())
            .coefficient("z")
            .value();
    assertEquals(coefficient, found.get(1).observed(), 1e-10);
  }

  @Test
  void rankSum_ofBlocksIsVanElterens() {
    // R 4.2.2, coin 1.4-2 does not weigh by 1/(n+1); by hand: ranks 1, 2.5, 2.5, 4 in block 0 and
    // 1, 2, 3 in block 1; treated hold 1 and 4 there, 3 here: (5 - 5)/5 + (3 - 2)/4 = 0.25.
    RedrawnComparison found =
        only(
            Rerandomization.of(
                Assignments.completeWithin(
                    new int[] {0, 0, 0, 0, 1, 1, 1},
                    new boolean[] {true, false, false, true, false, false, true}),
                new boolean[] {true, false, false, true, false, false, true}),
            Statistic.RANK_SUM,
            TrialOutcome.of(new double[] {1, 2, 2, 9, 10, 20, 30})
                .within(new int[] {0, 0, 0, 0, 1, 1, 1}));
    assertEquals(0.25, found.observed(), 1e-15);
    assertEquals(18, found.assignments());
    // Of the 6 x 3 assignments, by hand: block 0 gives -1.5/5, -1.5/5, 0, 0, 1.5/5, 1.5/5 and block
    // 1 gives -1/4, 0, 1/4; 16 of the 18 sums... those with size below .25 are counted below.
    double[] first = {-0.3, -0.3, 0, 0, 0.3, 0.3};
    double[] second = {-0.25, 0, 0.25};
    int extreme = 0;
    for (double a : first) {
      for (double b : second) {
        extreme += Math.abs(a + b) >= 0.25 - 1e-12 ? 1 : 0;
      }
    }
    assertEquals(extreme / 18.0, found.pValue(PValueRule.PLUS_ONE), 1e-15);
  }

  @Test
  void effects_areThoseThatTheTestDoesNotReject() {
    World w = new World(true);
    TrialOutcome plain = TrialOutcome.of(w.y).within(w.stratum);
    TrialOutcome adjusted = plain.adjustedFor(List.of(w.x1, w.x2));
    Rerandomization trial =
        Rerandomization.of(Assignments.completeWithin(w.stratum, w.treated), w.treated)
            .withDraws(999);
    for (PValueRule rule : PValueRule.values()) {
      for (RedrawnComparison found :
          trial.compare(
              List.of(
                  new Comparison(Statistic.DIFFERENCE, plain, true),
                  new Comparison(Statistic.COEFFICIENT, adjusted, true),
                  new Comparison(Statistic.STUDENTIZED, adjusted, true),
                  new Comparison(Statistic.RANK_SUM, plain, true)))) {
        EffectSet set = found.effects(rule, 0.9);
        double room = Math.max(2 * set.tolerance(), 1e-6);
        assertTrue(set.low() < set.high());
        assertTrue(found.pValueOf(set.low() + room, rule) > 0.1);
        assertTrue(found.pValueOf(set.high() - room, rule) > 0.1);
        assertTrue(found.pValueOf(set.low() - room, rule) <= 0.1);
        assertTrue(found.pValueOf(set.high() + room, rule) <= 0.1);
        assertEquals(found.pValue(rule) > 0.1, set.contains(0));
      }
    }
  }

  @Test
  void effects_ofTheEnumeratedDifferenceByBruteForce() {
    // Six people, three treated: 20 assignments. The ends are checked by filling in the outcomes
    // and testing every effect of a fine grid from scratch.
    double[] y = {3.1, 7.4, 5.2, 1.3, 4.4, 2.0};
    boolean[] z = {true, true, true, false, false, false};
    Rerandomization trial = Rerandomization.of(Assignments.complete(z), z);
    RedrawnComparison found =
        trial
            .compare(List.of(new Comparison(Statistic.DIFFERENCE, TrialOutcome.of(y), true)))
            .get(0);
    EffectSet set = found.effects(PValueRule.PLUS_ONE, 0.8);
    double low = Double.NaN;
    double high = Double.NaN;
    for (int step = -2000; step <= 2000; step++) {
      double effect = step / 100.0 + 0.0005;
      double[] shifted = y.clone();
      for (int i = 0; i < 3; i++) {
        shifted[i] -= effect;
      }
      if (only(trial, Statistic.DIFFERENCE, TrialOutcome.of(shifted)).pValue(PValueRule.PLUS_ONE)
          > 0.2 + 1e-12) {
        low = Double.isNaN(low) ? effect : low;
        high = effect;
      }
    }
    assertEquals(low, set.low(), 0.0101);
    assertEquals(high, set.high(), 0.0101);
    EffectSet whole = found.effects(PValueRule.PLUS_ONE, 0.96);
    assertEquals(Double.NEGATIVE_INFINITY, whole.low());
    assertEquals(Double.POSITIVE_INFINITY, whole.high());
  }

  @Test
  void pValue_followsTheArmsTheUnitAndTheOrderOfPeople() {
    World w = new World(true);
    Rerandomization trial =
        Rerandomization.of(Assignments.completeWithin(w.stratum, w.treated), w.treated);
    boolean[] swapped = new boolean[N];
    for (int i = 0; i < N; i++) {
      swapped[i] = !w.treated[i];
    }
    for (Statistic statistic : Statistic.values()) {
      TrialOutcome outcome = TrialOutcome.of(w.y).within(w.stratum);
      RedrawnComparison found = only(trial, statistic, outcome);
      double[] tiny = Arrays.stream(w.y).map(v -> 1e-9 * v - 3e-9).toArray();
      RedrawnComparison scaled = only(trial, statistic, TrialOutcome.of(tiny).within(w.stratum));
      assertEquals(found.pValue(PValueRule.PLUS_ONE), scaled.pValue(PValueRule.PLUS_ONE), 2e-4);
      RedrawnComparison mirrored =
          only(
              Rerandomization.of(Assignments.completeWithin(w.stratum, swapped), swapped),
              statistic,
              outcome);
      assertEquals(-found.observed(), mirrored.observed(), 1e-10 * Math.abs(found.observed()));
    }
  }

  @Test
  void results_doNotDependOnThreads() throws Exception {
    World w = new World(true);
    Rerandomization trial =
        Rerandomization.of(Assignments.completeWithin(w.stratum, w.treated), w.treated)
            .withDraws(5000);
    TrialOutcome outcome = TrialOutcome.of(w.y).within(w.stratum);
    double[] many = only(trial, Statistic.STUDENTIZED, outcome).drawn();
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      double[] alone = one.submit(() -> only(trial, Statistic.STUDENTIZED, outcome).drawn()).get();
      assertArrayEquals(many, alone);
    } finally {
      one.shutdown();
    }
    assertFalse(
        Arrays.equals(many, only(trial.withSeed(2), Statistic.STUDENTIZED, outcome).drawn()));
  }

  @Test
  void balance_isTheDistanceOfHansenAndBowers() {
    World w = new World(false);
    double expected =
        org.equipoise.estimate.CovariateBalance.withDefaults()
            .test(w.treated, new double[][] {w.x1, w.x2}, w.stratum)
            .chiSquare();
    Rerandomization.Balance balance =
        Rerandomization.of(Assignments.completeWithin(w.stratum, w.treated), w.treated)
            .balance(
                TrialOutcome.of(new double[N])
                    .within(w.stratum)
                    .adjustedFor(List.of(w.x1, w.x2, w.x2)));
    assertEquals(2, balance.covariates());
    RedrawnComparison found = balance.distance();
    assertEquals(expected, found.observed(), 1e-10 * expected);
    // Its mean over all assignments is the number of covariates.
    assertEquals(2, Arrays.stream(found.drawn()).average().orElseThrow(), 4 * 2 / 100.0);
  }

  @Test
  void test_keepsItsLevel() {
    // 2,000 trials of 24 people under no effect, 199 draws each: rejected at 5 % within four
    // Monte-Carlo standard errors, 0.05 +- 4 sqrt(.05 x .95 / 2000).
    UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(5L);
    int[] stratum = new int[24];
    Arrays.setAll(stratum, i -> i / 6);
    for (Statistic statistic : Statistic.values()) {
      int rejected = 0;
      for (int trial = 0; trial < 2000; trial++) {
        double[] y = new double[24];
        Arrays.setAll(y, i -> Math.exp(2 * random.nextDouble()) + i / 6);
        boolean[] z = new boolean[24];
        for (int s = 0; s < 4; s++) {
          for (int left = 3; left > 0; ) {
            int i = 6 * s + random.nextInt(6);
            left -= z[i] ? 0 : 1;
            z[i] = true;
          }
        }
        RedrawnComparison found =
            only(
                Rerandomization.of(Assignments.completeWithin(stratum, z), z)
                    .withDraws(199)
                    .withSeed(trial),
                statistic,
                TrialOutcome.of(y).within(stratum));
        rejected += found.pValue(PValueRule.PLUS_ONE) <= 0.05 ? 1 : 0;
      }
      assertEquals(0.05, rejected / 2000.0, 4 * Math.sqrt(0.05 * 0.95 / 2000), statistic.name());
    }
  }
}
