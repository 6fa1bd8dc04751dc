package org.equipoise.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.equipoise.disclosure.CountNet.Count;
import org.junit.jupiter.api.Test;

class ControlledRoundingTest {

  private static final int TABLES = 700;

  private static TableOfCounts table(int number) {
    return TableOfCounts.random(
        number % TableOfCounts.KINDS, new SplittableRandom(77_000_000L + number));
  }

  @Test
  void rounded_keepsSumsAndStaysWithinTheBase() {
    for (int number = 0; number < TABLES; number++) {
      TableOfCounts table = table(number);
      int base = number % 2 == 0 ? 5 : 10;
      CountNet net = new CountNet(TableOfCounts.LIMIT);
      List<Count> counts = table.declare(net);
      net.settle();
      ControlledRounding rounding = net.rounded(base);
      String where = table.kind + " " + number;
      assertTrue(rounding.additive(), where);
      for (Count count : counts) {
        int published = rounding.value(count);
        int away = Math.abs(published - count.value());
        assertEquals(0, published % base, where);
        assertTrue(published == 0 || published >= TableOfCounts.LIMIT, where);
        assertTrue(away < base, where);
      }
      for (TableOfCounts.Sum sum : table.sums) {
        int parts = Arrays.stream(sum.parts()).map(p -> rounding.value(counts.get(p))).sum();
        assertEquals(rounding.value(counts.get(sum.total())), parts, where);
      }
    }
    // None of these tables needs a count to go beyond its neighbours.
  }

  /** Against every rounding to neighbours, tried one by one. */
  @Test
  void rounded_deviatesLeast() {
    for (int number = 0; number < 150; number++) {
      SplittableRandom random = new SplittableRandom(88_000_000L + number);
      TableOfCounts table = TableOfCounts.twoWay(random, 2 + number % 2, 3, 0);
      CountNet net = new CountNet(TableOfCounts.LIMIT);
      List<Count> counts = table.declare(net);
      ControlledRounding rounding = net.rounded(5);
      int deviation = 0;
      for (Count count : counts) {
        deviation += Math.abs(rounding.value(count) - count.value());
      }
      assertEquals(least(table, new int[table.size()], 0, 5), deviation, "table " + number);
    }
  }

  private static int least(TableOfCounts table, int[] rounded, int from, int base) {
    if (from == rounded.length) {
      return 0;
    }
    int value = table.values.get(from);
    int least = 1 << 20;
    for (int choice = value / base * base; choice < value + base; choice += base) {
      rounded[from] = choice;
      if (keepsSums(table, rounded, from)) {
        int rest = least(table, rounded, from + 1, base);
        least = Math.min(least, Math.abs(choice - value) + rest);
      }
    }
    return least;
  }

  private static boolean keepsSums(TableOfCounts table, int[] rounded, int upTo) {
    for (TableOfCounts.Sum sum : table.sums) {
      boolean chosen = sum.total() <= upTo && Arrays.stream(sum.parts()).allMatch(p -> p <= upTo);
      int parts = Arrays.stream(sum.parts()).map(p -> rounded[p]).sum();
      if (chosen && parts != rounded[sum.total()]) {
        return false;
      }
    }
    return true;
  }

  /**
   * A reader who knows the base takes each count for one within it. The published table and the
   * true one agree with that and lie on either side: no small count is told to be small.
   */
  @Test
  void rounded_leavesEverySmallCountPossiblyNotSmall() {
    int small = 0;
    for (int number = 0; number < TABLES; number++) {
      TableOfCounts table = table(number);
      CountNet net = new CountNet(TableOfCounts.LIMIT);
      List<Count> counts = table.declare(net);
      ControlledRounding rounding = net.rounded(5);
      for (Count count : counts) {
        if (net.small(count.value())) {
          small++;
          int published = rounding.value(count);
          assertFalse(net.small(published));
          assertTrue(Math.abs(published - count.value()) >= 1);
        }
      }
    }
    assertTrue(small > 2500, small + " small counts");
  }

  @Test
  void rounded_isTheSameEveryTime() {
    for (int number = 0; number < 50; number++) {
      assertEquals(published(number), published(number));
    }
  }

  private static List<Integer> published(int number) {
    CountNet net = new CountNet(TableOfCounts.LIMIT);
    List<Count> counts = table(number).declare(net);
    ControlledRounding rounding = net.rounded(10);
    List<Integer> published = new ArrayList<>();
    counts.forEach(count -> published.add(rounding.value(count)));
    return published;
  }

  /** 5 + 5 = 10 three times round: of three counts no two may be equal, so 10 gives way. */
  @Test
  void rounded_goesBeyondWhereNeighboursCannotAddUp() {
    CountNet net = new CountNet(5);
    List<Count> fives = IntStream.range(0, 3).mapToObj(i -> net.printed(0, 5)).toList();
    List<Count> tens = IntStream.range(0, 3).mapToObj(i -> net.printed(0, 10)).toList();
    for (int i = 0; i < 3; i++) {
      net.sum(tens.get(i), List.of(fives.get(i), fives.get((i + 1) % 3)));
    }
    ControlledRounding rounding = net.rounded(10);
    assertTrue(rounding.additive());
    assertTrue(rounding.beyond() > 0);
    for (int i = 0; i < 3; i++) {
      int parts = rounding.value(fives.get(i)) + rounding.value(fives.get((i + 1) % 3));
      assertEquals(rounding.value(tens.get(i)), parts);
      assertTrue(Math.abs(rounding.value(tens.get(i)) - 10) <= 10);
    }
  }

  @Test
  void rounded_refusesABaseBelowTheLimit() {
    assertThrows(IllegalArgumentException.class, () -> new CountNet(5).rounded(3));
    assertThrows(IllegalArgumentException.class, () -> new CountNet(1).rounded(1));
  }
}
