package org.equipoise.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Ratio;
import org.equipoise.protocol.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuessMeterTest {

  private static final Protocol SURVEY = Trials.survey();

  private static Ratio ratio(int first, int second) {
    Map<Arm.Id, Integer> parts = new LinkedHashMap<>();
    parts.put(SURVEY.arms().get(0).id(), first);
    parts.put(SURVEY.arms().get(1).id(), second);
    return new Ratio(parts);
  }

  private static Guess guess(DrawRule rule, int people) {
    return GuessMeter.of(Trials.with(SURVEY, rule), people, 1);
  }

  /**
   * A block of 2m at 1:1: 1/2 + (4^m / C(2m, m) - 1) / 4m are guessed right and 1/(m + 1) certain
   * (Blackwell and Hodges 1957): 3/4, 17/24, 41/60, 373/560, 823/1260.
   */
  @ParameterizedTest
  @CsvSource({
    "2, 0.750000, 0.500000",
    "4, 0.708333, 0.333333",
    "6, 0.683333, 0.250000",
    "8, 0.666071, 0.200000",
    "10, 0.653175, 0.166667"
  })
  void blocks_ofKnownSize_matchTheFormula(int size, double correct, double certain) {
    Guess guess = guess(new DrawRule.PermutedBlocks(ratio(1, 1), List.of(size)), 120);
    assertEquals(correct, guess.correct(), 0.006);
    assertEquals(certain, guess.certain(), 0.006);
    assertTrue(guess.imbalance() <= size / 2.0, "largest difference " + guess.imbalance());
    assertEquals("permuted-blocks " + size, guess.rule());
  }

  /** Exactly, over all six orders of a block of four: the guesser's chances walk every path. */
  @Test
  void blocks_exactByEnumeration() {
    double[] sums = new double[2];
    walk(new int[0], 1, sums);
    assertEquals(17 / 24.0, sums[0] / 4, 1e-12);
    assertEquals(1 / 3.0, sums[1] / 4, 1e-12);
  }

  private static void walk(int[] seen, double chance, double[] sums) {
    Guesser guesser = new Guesser.OfUrns(List.<int[]>of(new int[] {2, 2}));
    for (int arm : seen) {
      guesser.see(arm);
    }
    if (seen.length == 4) {
      return;
    }
    double[] chances = guesser.chances();
    double best = Math.max(chances[0], chances[1]);
    sums[0] += chance * best;
    sums[1] += best == 1 ? chance : 0;
    for (int arm = 0; arm < 2; arm++) {
      if (chances[arm] > 0) {
        int[] longer = Arrays.copyOf(seen, seen.length + 1);
        longer[seen.length] = arm;
        walk(longer, chance * chances[arm], sums);
      }
    }
  }

  /**
   * Random sizes, for long streams; reference figures to whole per cents from a separate program.
   */
  @ParameterizedTest
  @CsvSource({"4 6, 0.69, 0.06", "4 6 8, 0.68, 0.02", "6 8 10, 0.66, 0.02"})
  void blocks_ofRandomSize_matchTheReference(String sizes, double correct, double certain) {
    List<Integer> list = Arrays.stream(sizes.split(" ", -1)).map(Integer::valueOf).toList();
    Guess guess = guess(new DrawRule.PermutedBlocks(ratio(1, 1), list), 120);
    assertEquals(correct, guess.correct(), 0.01);
    assertEquals(certain, guess.certain(), 0.01);
  }

  /** Over 60 people; the exact chances of the walk between two walls, by its transition matrix. */
  @ParameterizedTest
  @CsvSource({"2, 0.62, 0.24", "3, 0.58, 0.16", "4, 0.56, 0.11"})
  void bigStick_matchesTheWalkBetweenWalls(int limit, double correct, double certain) {
    Guess guess = guess(new DrawRule.BigStick(ratio(1, 1), limit), 60);
    double forced = 0;
    double[] lead = new double[2 * limit + 1];
    lead[limit] = 1;
    for (int i = 0; i < 60; i++) {
      forced += lead[0] + lead[2 * limit];
      double[] next = new double[lead.length];
      for (int d = 0; d < lead.length; d++) {
        boolean low = d == 0;
        boolean high = d == 2 * limit;
        if (!high) {
          next[d + 1] += lead[d] * (low ? 1 : 0.5);
        }
        if (!low) {
          next[d - 1] += lead[d] * (high ? 1 : 0.5);
        }
      }
      lead = next;
    }
    assertEquals(certain, forced / 60, 0.005, "the reference, to whole per cents");
    assertEquals(correct, 0.5 + forced / 120, 0.005, "the reference, to whole per cents");
    // 400 trials of 60: a standard error of about 0.003.
    assertEquals(forced / 60, guess.certain(), 0.01);
    assertEquals(0.5 + forced / 120, guess.correct(), 0.005);
    assertTrue(guess.imbalance() <= limit && guess.imbalance() > limit - 0.5);
  }

  @Test
  void simple_isGuessedByItsLargestShareOnly() {
    assertEquals(0.5, guess(new DrawRule.Simple(ratio(1, 1)), 50).correct(), 1e-12);
    Guess unequal = guess(new DrawRule.Simple(ratio(1, 2)), 50);
    assertEquals(2 / 3.0, unequal.correct(), 1e-12);
    assertEquals(0, unequal.certain(), 0);
  }

  /** A batch told one by one is one block; a batch of odd size does not tell which arm has more. */
  @Test
  void batches_areGuessedLikeOneBlock() {
    Guess complete = guess(new DrawRule.Complete(ratio(1, 1), null), 10);
    assertEquals(0.653175, complete.correct(), 0.006);
    assertEquals(1 / 6.0, complete.certain(), 0.006);
    // Three at 1:1 are 2+1 or 1+2: 1/2; the second is like the first with 1/3, so other is 2/3; the
    // third is 1/2 after two unlike ones, certain after two alike. (1/2 + 2/3 + 2/3) / 3 = 11/18.
    Guess three = guess(new DrawRule.Complete(ratio(1, 1), null), 3);
    assertEquals(11 / 18.0, three.correct(), 0.006);
    assertEquals(1 / 9.0, three.certain(), 0.006);
    // Two places among four people is a block of four.
    DrawRule lottery = new DrawRule.Lottery(SURVEY.arms().get(0).id(), 2, 1);
    assertEquals(17 / 24.0, guess(lottery, 4).correct(), 0.006);
    Variable.Id pair = SURVEY.variables().get(0).id();
    assertEquals(0.75, guess(new DrawRule.MatchedPairs(pair), 40).correct(), 0.006);
  }

  /**
   * A guesser who knows one of several sites guesses worse than one who knows all; who knows all is
   * right with the rule's probability whenever arms differ, and half of the time when they tie.
   */
  @Test
  void minimisation_isGuessedByWhatIsKnown() {
    DrawRule rule =
        new DrawRule.Minimisation(
            ratio(1, 1),
            List.of(new DrawRule.Factor(Protocol.SITE, 1)),
            0.8,
            DrawRule.Spread.RANGE);
    Guess guess = guess(rule, 60);
    assertTrue(guess.correct() > 0.6 && guess.correct() < 0.8, "correct " + guess.correct());
    assertEquals(0, guess.certain(), 0);
  }

  @Test
  void compare_listsTheOwnRuleFirstAndEachOnce() {
    List<String> rules = GuessMeter.compare(SURVEY, 60, 1).stream().map(Guess::rule).toList();
    assertEquals(
        List.of(
            "big-stick 3",
            "simple",
            "big-stick 2",
            "big-stick 4",
            "permuted-blocks 4",
            "permuted-blocks 4, 6",
            "permuted-blocks 6, 8, 10"),
        rules);
    assertEquals(GuessMeter.compare(SURVEY, 60, 1), GuessMeter.compare(SURVEY, 60, 1));
    assertEquals(List.of(), GuessMeter.compare(Trials.register(), 60, 1));
    assertThrows(IllegalArgumentException.class, () -> GuessMeter.of(Trials.register(), 60, 1));
  }
}
