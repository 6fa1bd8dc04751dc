package org.equipoise.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrimTest {

  private static Verdict verdict(String printed, String call) {
    return StatAsk.of(printed, call).verdict();
  }

  /** Brown and Heathers 2017: a mean of 5.19 of 28 whole numbers; 145/28 = 5.18, 146/28 = 5.21. */
  @Test
  void grim_findsTheClassicExample() {
    StatAnswer answer = StatAsk.of("5.19", "grim(=28)");
    assertEquals(Verdict.IMPOSSIBLE, answer.verdict());
    assertEquals(
        List.of(
            Interval.point(new BigFraction(518, 100)), Interval.point(new BigFraction(521, 100))),
        answer.repair());
    assertEquals(Verdict.EXACT, verdict("5.18", "grim(n: =28)"));
    // By hand: 5.19 × 27 = 140.13, and 140/27 = 5.185 is printed 5.19; 31 × 5.19 = 160.89, 161/31.
    StatNote near = answer.notes().get(0);
    assertEquals(StatNote.Says.FITS_WITH_N, near.says());
    assertTrue(List.of(near.parts().get(0).split(", ", -1)).containsAll(List.of("27", "31")));
  }

  /** By hand: means of two items by 28 persons are k/56, and 291/56 = 5.196 is no 5.19, 5.20 is. */
  @Test
  void grim_countsItems() {
    assertEquals(Verdict.EXACT, verdict("5.20", "grim(n: =28; items: =2)"));
    assertEquals(Verdict.IMPOSSIBLE, verdict("5.19", "grim(n: =28; items: =2)"));
    assertEquals(Verdict.UNCHECKABLE, verdict("5.19", "grim(n: =28; items: =4)"));
    assertEquals(Verdict.UNCHECKABLE, verdict("5.19", "grim(n: =100)"));
  }

  /** By hand: 1/8 = 0.125 is printed 0.13 by half up and 0.12 by half even. */
  @Test
  void grim_accusesNobodyForHowHalvesAreRounded() {
    assertEquals(Verdict.EXACT, verdict("0.13", "grim(n: =8)"));
    assertEquals(Verdict.ROUNDING_ONLY, verdict("0.12", "grim(n: =8)"));
    assertEquals(Verdict.IMPOSSIBLE, verdict("0.14", "grim(n: =8)"));
  }

  /**
   * By hand: 32/75 = 42.67 %, 33/75 = 44 %: 43 % can be, 41 % (30.75) is 31/75 = 41.3, 42 % cannot.
   */
  @ParameterizedTest
  @CsvSource({"43%, EXACT", "41%, EXACT", "42%, IMPOSSIBLE", "44%, EXACT", "0%, EXACT"})
  void percent_ofASmallGroupIsAWholeNumberOfIt(String printed, Verdict expected) {
    assertEquals(expected, verdict(printed, "percent(n: =75)"));
  }

  @Test
  void percent_tellsWhichNumbers() {
    StatAnswer answer = StatAsk.of("43%", "percent(n: =75)");
    assertEquals(List.of(StatNote.of(StatNote.Says.WHICH_COUNTS, "32 / 75")), answer.notes());
    assertEquals(Verdict.UNCHECKABLE, verdict("43%", "percent(n: =586)"));
  }

  /** By hand: of 13 to 15 cases 7/15 = 46.7 % alone is printed 47 %. */
  @Test
  void percent_ofAHedgedGroupMayBeOfAnother() {
    StatCall call =
        new StatCall("percent", List.of(StatCall.Argument.of("n", StatAsk.about("14", 13, 15))));
    StatCall.Target target = StatCall.Target.of(StatAsk.figure("47%"));
    StatAnswer answer = StatClaims.call(target, call, FigureRules.DEFAULT);
    assertEquals(Verdict.HEDGE_ONLY, answer.verdict());
  }

  /** By hand: 14, 29 and 57 % of 7 are 1, 2 and 4 of them, 7 in all; of 8 cases 14 % is nobody. */
  @Test
  void base_mustBearAllShares() {
    assertEquals(Verdict.EXACT, verdict("=7", "base(shares: 14%, 29%, 57%; sum: all)"));
    StatAnswer wrong = StatAsk.of("=8", "base(shares: 14%, 29%, 57%; sum: all)");
    assertEquals(Verdict.IMPOSSIBLE, wrong.verdict());
    assertEquals(Interval.point(new BigFraction(7)), wrong.repair().get(0));
    // 1 + 2 + 3 of 7 are not all of them.
    assertEquals(Verdict.IMPOSSIBLE, verdict("=7", "base(shares: 14%, 29%, 43%; sum: all)"));
    assertEquals(Verdict.EXACT, verdict("=7", "base(shares: 14%, 29%, 43%)"));
  }

  // GRIMMER: every printed pair of mean and deviation against all samples there are

  /** What the samples of n answers from 0 to top print: "mean|sd" by two decimals, halves up. */
  private static Set<String> attained(int n, int top, int items, int decimals) {
    Set<String> printed = new HashSet<>();
    Set<List<Integer>> pairs = new HashSet<>();
    enumerate(n, top * items, 0, 0, 0, pairs);
    for (List<Integer> pair : pairs) {
      printed.add(print(n, items, pair.get(0), pair.get(1), decimals));
    }
    return printed;
  }

  private static void enumerate(
      int left, int top, int least, int sum, int squares, Set<List<Integer>> pairs) {
    if (left == 0) {
      pairs.add(List.of(sum, squares));
      return;
    }
    for (int x = least; x <= top; x++) {
      enumerate(left - 1, top, x, sum + x, squares + x * x, pairs);
    }
  }

  private static String print(int n, int items, long sum, long squares, int decimals) {
    BigDecimal mean =
        new BigDecimal(sum)
            .divide(new BigDecimal((long) n * items), decimals, RoundingMode.HALF_UP);
    // s² = (n Q - X²) / (n (n - 1) m²): the root of an integer over one, rounded half up exactly.
    BigDecimal scaled = new BigDecimal(n * squares - sum * sum);
    BigDecimal below = new BigDecimal((long) n * (n - 1) * items * items);
    BigDecimal sd =
        scaled
            .divide(below, new java.math.MathContext(60))
            .sqrt(new java.math.MathContext(50))
            .setScale(40, RoundingMode.HALF_UP)
            .setScale(decimals, RoundingMode.HALF_UP);
    return mean.toPlainString() + "|" + sd.toPlainString();
  }

  /**
   * On a scale with known ends the check must agree with all samples for every pair of digits: no
   * attainable one refused, every unattainable one found.
   */
  @ParameterizedTest
  @CsvSource({
    "2,4,1,2",
    "3,4,1,2",
    "5,4,1,2",
    "7,4,1,2",
    "10,4,1,2",
    "12,4,1,1",
    "9,6,1,2",
    "6,3,2,2",
    "4,2,3,2"
  })
  void grimmer_withAScaleIsExact(int n, int top, int items, int decimals) {
    Set<String> attained = attained(n, top, items, decimals);
    GrimmerSpread.Ends ends = new GrimmerSpread.Ends(1, 1 + top);
    int step = decimals == 1 ? 10 : 100;
    SplittableRandom random = new SplittableRandom(20261122);
    Set<String> means = new TreeSet<>();
    attained.forEach(pair -> means.add(pair.substring(0, pair.indexOf('|'))));
    List<String> few = new ArrayList<>(means);
    for (int tried = 0; tried < 12; tried++) {
      BigDecimal mean = new BigDecimal(few.get(random.nextInt(few.size())));
      Figure printedMean = StatAsk.figure(mean.add(BigDecimal.ONE).toPlainString());
      GrimmerSpread spread = new GrimmerSpread(printedMean, items, true, ends);
      for (int sd = 0; sd <= 3 * step; sd++) {
        BigDecimal printed = BigDecimal.valueOf(sd, decimals);
        boolean can = attained.contains(mean + "|" + printed.toPlainString());
        boolean fits = spread.fits(StatAsk.figure(printed.toPlainString()).allowed(), n);
        if (can != fits && !halfway(mean, n, items, decimals)) {
          assertEquals(can, fits, "mean " + mean + " sd " + printed + " of " + n);
        }
        assertTrue(fits || !can, "an attainable pair is refused");
      }
    }
  }

  /** Whether a mean on a half is near, which prints either way: 0.125. */
  private static boolean halfway(BigDecimal mean, int n, int items, int decimals) {
    BigDecimal edge = mean.add(BigDecimal.valueOf(5, decimals + 1));
    BigDecimal other = mean.subtract(BigDecimal.valueOf(5, decimals + 1));
    BigDecimal total = new BigDecimal((long) n * items);
    return edge.multiply(total).stripTrailingZeros().scale() <= 0
        || other.multiply(total).stripTrailingZeros().scale() <= 0;
  }

  /** Sums of squares of n whole numbers, each from -9 to 9, counted out against the closed form. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
  void sumsOfSquares_areThoseOfAllWholeNumbers(int n) {
    int reach = 9;
    boolean[][] found = new boolean[2 * n * reach + 1][82];
    found[n * reach][0] = true;
    for (int person = 0; person < n; person++) {
      boolean[][] next = new boolean[2 * n * reach + 1][82];
      for (int sum = 0; sum < found.length; sum++) {
        for (int squares = 0; squares < 82; squares++) {
          for (int x = -reach; x <= reach && found[sum][squares]; x++) {
            if (squares + x * x < 82 && sum + x >= 0 && sum + x < found.length) {
              next[sum + x][squares + x * x] = true;
            }
          }
        }
      }
      found = next;
    }
    for (int sum = -n * reach; sum <= n * reach; sum++) {
      for (int squares = 0; squares < 82; squares++) {
        assertEquals(
            found[sum + n * reach][squares],
            GrimmerSums.attainable(n, sum, squares),
            "sum " + sum + " squares " + squares + " of " + n);
      }
    }
  }

  /**
   * By hand: 1, 1, 1, 2 have mean 1.25 and sd 0.5; no four whole numbers of that mean have 0.60.
   */
  @Test
  void grimmer_ofFewNumbers() {
    assertEquals(Verdict.EXACT, verdict("0.50", "grimmer(mean: 1.25; n: =4)"));
    assertEquals(Verdict.IMPOSSIBLE, verdict("0.60", "grimmer(mean: 1.25; n: =4)"));
    StatAnswer mean = StatAsk.of("0.60", "grimmer(mean: 1.30; n: =4)");
    assertTrue(mean.notes().contains(StatNote.of(StatNote.Says.INPUTS_CLASH, "mean, n")));
  }

  /** By hand: on 1 to 5 with mean 3 the largest sd of 10 is that of five 1s and five 5s, 2.108. */
  @Test
  void grimmer_knowsTheEndsOfTheScale() {
    assertEquals(Verdict.EXACT, verdict("2.11", "grimmer(mean: 3.00; n: =10; min: =1; max: =5)"));
    assertEquals(
        Verdict.IMPOSSIBLE, verdict("2.16", "grimmer(mean: 3.00; n: =10; min: =1; max: =5)"));
    assertEquals(
        Verdict.IMPOSSIBLE, verdict("9.00", "grimmer(mean: 3.00; n: =5000; min: =1; max: =5)"));
    // Yes and no: with 3 of 10 the sd is √(10/9 × 0.21) = 0.483, and nothing else.
    assertEquals(Verdict.EXACT, verdict("0.48", "grimmer(mean: 0.30; n: =10; min: =0; max: =1)"));
    assertEquals(
        Verdict.IMPOSSIBLE, verdict("0.47", "grimmer(mean: 0.30; n: =10; min: =0; max: =1)"));
    assertEquals(
        Verdict.EXACT,
        verdict("0.46", "grimmer(mean: 0.30; n: =10; min: =0; max: =1; divisor: n)"));
  }

  @Test
  void grimmer_saysWhenItHasNoPower() {
    assertEquals(Verdict.UNCHECKABLE, verdict("1.2", "grimmer(mean: 3.4; n: =200)"));
    assertFalse(
        new GrimmerSpread(StatAsk.figure("3.40"), 1, true, null)
            .powerless(StatAsk.figure("1.20").allowed(), 20));
  }
}
