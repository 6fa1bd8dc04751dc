package org.equipoise.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.equipoise.disclosure.CountNet.Cell;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.disclosure.CountNet.Exposed;
import org.equipoise.disclosure.Gated.Why;
import org.junit.jupiter.api.Test;

class CountNetTest {

  private final CountNet net = new CountNet(5);

  @Test
  void settle_hidesOneToLimitLessOne() {
    Count zero = net.printed(0, 0);
    Count one = net.printed(0, 1);
    Count four = net.printed(0, 4);
    Count five = net.printed(0, 5);
    net.settle();
    assertNull(zero.cell().why());
    assertEquals(Why.SMALL, one.cell().why());
    assertEquals(Why.SMALL, four.cell().why());
    assertNull(five.cell().why());
  }

  @Test
  void settle_hidesTheCheapestSecondTerm() {
    Count total = net.printed(2, 33);
    Count small = net.printed(0, 3);
    Count dear = net.printed(1, 10);
    Count cheap = net.printed(0, 20);
    net.sum(total, List.of(small, dear, cheap));
    net.settle();
    assertEquals(Why.WOULD_REVEAL, cheap.cell().why());
    assertNull(dear.cell().why());
    assertNull(total.cell().why());
  }

  @Test
  void settle_hidesUntilTheHiddenTogetherAreNotSmall() {
    Count total = net.printed(2, 42);
    Count one = net.printed(0, 1);
    Count two = net.printed(0, 2);
    Count nine = net.printed(0, 9);
    Count thirty = net.printed(0, 30);
    net.sum(total, List.of(one, two, nine, thirty));
    net.settle();
    assertEquals(Why.WOULD_REVEAL, nine.cell().why());
    assertNull(thirty.cell().why());
  }

  @Test
  void settle_hidesTheTotalWhenPartsHaveNoneToGive() {
    Count total = net.printed(2, 3);
    Count part = net.printed(0, 3);
    Count none = net.printed(0, 0);
    net.sum(total, List.of(part, none));
    net.settle();
    assertEquals(Why.SMALL, total.cell().why());
    assertNull(none.cell().why());
  }

  @Test
  void settle_protectsASmallRestThatNothingPrints() {
    Count total = net.known(100);
    Count part = net.printed(0, 97);
    net.split(total, part);
    net.settle();
    assertEquals(Why.WOULD_REVEAL, part.cell().why());
  }

  @Test
  void settle_leavesALargeRestAlone() {
    Count part = net.printed(0, 95);
    net.split(net.known(100), part);
    net.settle();
    assertNull(part.cell().why());
  }

  @Test
  void settle_followsChainsOfSums() {
    // 3 is small; its sum loses 20; but 20 is also all but 30 of a second sum, which loses 30 too.
    Count small = net.printed(0, 3);
    Count middle = net.printed(0, 20);
    Count last = net.printed(0, 30);
    net.sum(net.known(23), List.of(small, middle));
    net.sum(net.known(50), List.of(middle, last));
    net.settle();
    assertNotNull(middle.cell().why());
    assertEquals(Why.WOULD_REVEAL, last.cell().why());
  }

  @Test
  void settle_hidesWhatRestsOnHidden() {
    Count base = net.printed(0, 2);
    Cell mean = net.cell(0);
    net.rests(mean, base.cell());
    net.settle();
    assertEquals(Why.RESTS_ON_SMALL, mean.why());
  }

  @Test
  void shared_isHiddenEverywhereAtOnce() {
    Count here = net.shared(0, 3, "drawn", "women");
    Count there = net.shared(0, 3, "drawn", "women");
    net.settle();
    assertEquals(here, there);
    assertEquals(Why.SMALL, there.cell().why());
  }

  @Test
  void limitOfOne_hidesNothing() {
    CountNet open = new CountNet(1);
    Count one = open.printed(0, 1);
    open.sum(open.known(2), List.of(one, open.printed(0, 1)));
    open.settle();
    assertNull(one.cell().why());
  }

  @Test
  void settle_solvesSumsTogether() {
    // 30 = 10 + 20 and 33 = 10 + 20 + 3: each sum has two unknown terms, their difference none.
    Count ten = net.printed(0, 10);
    Count twenty = net.printed(0, 20);
    Count three = net.printed(0, 3);
    Cell known = net.cell(0);
    net.hide(known, Why.RESTS_ON_SMALL);
    net.rests(ten.cell(), known);
    net.rests(twenty.cell(), known);
    Count without = net.printed(1, 30);
    Count with = net.printed(2, 33);
    net.sum(without, List.of(ten, twenty));
    net.sum(with, List.of(ten, twenty, three));
    net.settle();
    assertEquals(Why.WOULD_REVEAL, without.cell().why());
    assertNull(with.cell().why());
    assertEquals(List.of(), net.exposed());
  }

  /**
   * Three by three with margins. R 4.2.2, lpSolve 5.6.18: with both small counts "&lt;5" and the
   * first two column totals hidden as 5 or more, {@code lp("min", ...)} and {@code lp("max", ...)}
   * give 1 to 4 for each small count, 55 to 58 and 6 to 9 for the totals; with the first column
   * total shown, all four are known exactly; with 26 and 5 hidden instead, the small counts are
   * only 2 to 4 and 1 to 3.
   */
  @Test
  void settle_leavesTheRangesThatLpSolveGives() {
    int[][] values = {{28, 0, 38}, {2, 3, 23}, {26, 5, 28}};
    List<List<Count>> cells =
        Arrays.stream(values)
            .map(row -> Arrays.stream(row).mapToObj(n -> net.printed(0, n)).toList())
            .toList();
    List<Count> rows = IntStream.of(66, 28, 59).mapToObj(n -> net.printed(0, n)).toList();
    List<Count> columns = IntStream.of(56, 8, 89).mapToObj(n -> net.printed(0, n)).toList();
    Count all = net.printed(0, 153);
    for (int i = 0; i < 3; i++) {
      int at = i;
      net.sum(rows.get(i), cells.get(i));
      net.sum(columns.get(i), cells.stream().map(row -> row.get(at)).toList());
    }
    net.sum(all, rows);
    net.sum(all, columns);
    net.settle();
    List<Integer> hidden = new ArrayList<>();
    cells.forEach(row -> row.forEach(count -> note(count, hidden)));
    rows.forEach(count -> note(count, hidden));
    columns.forEach(count -> note(count, hidden));
    note(all, hidden);
    assertEquals(List.of(2, 3, 56, 8), hidden);
    assertEquals(List.of(), net.exposed());
  }

  private static void note(Count count, List<Integer> hidden) {
    if (count.cell().why() != null) {
      hidden.add(count.value());
    }
  }

  @Test
  void exposed_tellsWhatMarksAloneNarrow() {
    // 1 and 3 make a small total: marked "<5", neither part can be 4, nor the total 1.
    Count one = net.printed(0, 1);
    Count three = net.printed(0, 3);
    Count total = net.printed(0, 4);
    net.sum(total, List.of(one, three));
    net.settle();
    assertEquals(
        List.of(List.of(1, 2, 3), List.of(1, 2, 3), List.of(2, 3, 4)),
        net.exposed().stream().map(Exposed::possible).toList());
    assertTrue(net.exposed().stream().noneMatch(Exposed::known));
  }

  @Test
  void exposed_tellsWhatKnownCountsGiveAway() {
    Count small = net.printed(0, 2);
    net.sum(net.known(22), List.of(small, net.known(20)));
    net.settle();
    assertEquals(1, net.exposed().size());
    assertEquals(small, net.exposed().get(0).count());
    assertTrue(net.exposed().get(0).known());
  }

  @Test
  void settle_takesWhatPartsLeaveOverForPeople() {
    // 50 declared to be 30 + 17: three people are in no part, and one of the terms must go.
    Count total = net.printed(1, 50);
    Count large = net.printed(0, 30);
    Count less = net.printed(0, 17);
    net.sum(total, List.of(large, less));
    net.settle();
    assertEquals(Why.WOULD_REVEAL, less.cell().why());
    assertNull(large.cell().why());
  }

  @Test
  void settle_bundledCountsAreHiddenAsOne() {
    Cell both = net.cell(0);
    Count here = net.in(both, 2);
    Count there = net.in(both, 40);
    Count other = net.printed(0, 30);
    net.sum(net.known(70), List.of(there, other));
    net.sum(net.known(10), List.of(here, net.printed(0, 8)));
    net.settle();
    assertEquals(Why.SMALL, both.why());
    assertEquals(Why.WOULD_REVEAL, other.cell().why());
  }
}
