package org.equipoise.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.equipoise.disclosure.CountNet.Cell;
import org.equipoise.disclosure.CountNet.Count;
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
}
