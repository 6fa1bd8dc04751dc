package org.equipoise.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.disclosure.CountNet.Exposed;
import org.junit.jupiter.api.Test;

/** Tries to recover what the gate hides, on made tables, by means of its own. */
class AttackTest {

  private static final int TABLES = 1400;

  /** What the gate says of a table. */
  private record Settled(boolean[] hidden, Map<Integer, Exposed> exposed) {

    static Settled of(TableOfCounts table) {
      CountNet net = new CountNet(TableOfCounts.LIMIT);
      List<Count> counts = table.declare(net);
      net.settle();
      Map<Integer, Exposed> exposed = new HashMap<>();
      for (Exposed one : net.exposed()) {
        exposed.put(counts.indexOf(one.count()), one);
      }
      return new Settled(TableOfCounts.hidden(counts), exposed);
    }
  }

  private static TableOfCounts table(int number) {
    return TableOfCounts.random(
        number % TableOfCounts.KINDS, new SplittableRandom(20_260_000L + number));
  }

  @Test
  void settle_leavesEverySmallCountInFullDoubt() {
    int attacked = 0;
    int exposed = 0;
    for (int number = 0; number < TABLES; number++) {
      TableOfCounts table = table(number);
      Settled settled = Settled.of(table);
      Attacker attacker = new Attacker(table, settled.hidden());
      for (int c = 0; c < table.size(); c++) {
        boolean small = table.small(c) && (table.hideable(c) || table.implied(c));
        if (!small && !settled.hidden()[c]) {
          continue;
        }
        String where = table.kind + " " + number + ", count " + c + " of " + table.values.get(c);
        Exposed told = settled.exposed().get(c);
        exposed += told == null ? 0 : 1;
        attacked++;
        if (!small) {
          boolean excused = told != null || table.values.get(c) == 0;
          assertTrue(excused || attacker.inDoubt(c), where);
          continue;
        }
        assertTrue(table.implied(c) || settled.hidden()[c], where);
        for (int value = 1; value < TableOfCounts.LIMIT; value++) {
          boolean promised = told == null || told.possible().contains(value);
          assertTrue(!promised || attacker.possible(c, value), where + " as " + value);
        }
      }
    }
    assertTrue(attacked > 12_000, attacked + " attacks");
    assertTrue(exposed < attacked / 10, exposed + " of " + attacked + " exposed");
  }

  /** What the gate gives up could not be had by hiding everything that may be hidden. */
  @Test
  void exposed_tellsOnlyWhatNoHidingProtects() {
    int given = 0;
    for (int number = 0; number < TABLES; number++) {
      TableOfCounts table = table(number);
      Settled settled = Settled.of(table);
      if (settled.exposed().isEmpty()) {
        continue;
      }
      boolean[] all = new boolean[table.size()];
      for (int c = 0; c < all.length; c++) {
        all[c] = table.hideable(c);
      }
      Attacker attacker = new Attacker(table, all);
      for (Map.Entry<Integer, Exposed> entry : settled.exposed().entrySet()) {
        int c = entry.getKey();
        for (int value = 1; value < TableOfCounts.LIMIT && table.small(c); value++) {
          boolean kept = entry.getValue().possible().contains(value);
          assertEquals(kept, attacker.possible(c, value), table.kind + " " + number + " " + c);
          given += kept ? 0 : 1;
        }
      }
    }
    assertTrue(given > 100, given + " values given up");
  }

  /**
   * The attack can succeed: of {@link #TABLES} tables the rule of one sum at a time leaves so many
   * in which a small count is narrowed, and so many in which one is known exactly, that the gate
   * keeps in full doubt.
   */
  @Test
  void attack_breaksTheRuleOfOneSumAtATime() {
    int open = 0;
    int recovered = 0;
    for (int number = 0; number < TABLES; number++) {
      TableOfCounts table = table(number);
      Map<Integer, Exposed> exposed = Settled.of(table).exposed();
      Attacker attacker = new Attacker(table, OneSumRule.hidden(table));
      boolean narrowed = false;
      boolean known = false;
      for (int c = 0; c < table.size(); c++) {
        if (table.small(c) && (table.hideable(c) || table.implied(c)) && !exposed.containsKey(c)) {
          int possible = 0;
          for (int value = 1; value < TableOfCounts.LIMIT; value++) {
            possible += attacker.possible(c, value) ? 1 : 0;
          }
          narrowed |= possible < TableOfCounts.LIMIT - 1;
          known |= possible == 1;
        }
      }
      open += narrowed ? 1 : 0;
      recovered += known ? 1 : 0;
    }
    assertEquals(754, open);
    assertEquals(298, recovered);
  }
}
