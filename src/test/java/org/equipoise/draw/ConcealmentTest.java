package org.equipoise.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.junit.jupiter.api.Test;

/** The ledger holds every {@link Drawn}: it must not foretell those to come. */
class ConcealmentTest {

  private static final Protocol TWO = SmallTrials.TWO;
  private static final DrawRule BLOCKS =
      new DrawRule.PermutedBlocks(SmallTrials.ratio(TWO, 1, 1), List.of(4, 6));

  private static List<Drawn> drawn(DrawRule rule, Streams streams, int n) {
    Draws draws = SmallTrials.draws(TWO, rule);
    List<Drawn> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Drawn drawn = draws.draw(SmallTrials.unit("u" + i), streams);
      draws.remember(drawn);
      all.add(drawn);
    }
    return all;
  }

  /**
   * Everything a block's draw tells, besides its arm, is the same wherever in a block it stands,
   * except one digest that nobody without the key can make.
   */
  @Test
  void blocks_tellNothingOfTheirSizeOrPlace() {
    for (int key = 0; key < 20; key++) {
      for (Drawn drawn : drawn(BLOCKS, SmallTrials.streams(key), 30)) {
        assertEquals(Set.of("sealed"), drawn.evidence().keySet());
        assertTrue(drawn.evidence().get("sealed").matches("[0-9a-f]{64}"));
        assertEquals(Map.of(), drawn.inputs());
        assertEquals(Chance.of(1, 2), drawn.probability());
        assertEquals(Chance.of(1, 2), drawn.chance());
        assertEquals(0, drawn.batch());
      }
    }
  }

  /** The seal of the same place in the same block is another for every position and key. */
  @Test
  void blocks_sealsDoNotRepeat() {
    Map<String, Integer> seals = new HashMap<>();
    for (int key = 0; key < 20; key++) {
      for (Drawn drawn : drawn(BLOCKS, SmallTrials.streams(key), 60)) {
        seals.merge(drawn.evidence().get("sealed"), 1, Integer::sum);
      }
    }
    assertEquals(20 * 60, seals.size());
  }

  /** With the key the seal opens: the text told is the text sealed. */
  @Test
  void blocks_openWithTheKey() {
    Streams streams = SmallTrials.streams(4);
    Draws draws = SmallTrials.draws(TWO, BLOCKS);
    for (Drawn drawn : drawn(BLOCKS, streams, 30)) {
      Map<String, String> facts = draws.explain(drawn, streams);
      assertEquals(drawn.evidence().get("sealed"), facts.get("seal"));
      String order = facts.get("order of the block");
      int slot = Integer.parseInt(facts.get("slot"));
      assertEquals(facts.get("arm"), List.of(order.split(" ", -1)).get(slot));
      assertNotEquals(facts.get("seal"), draws.explain(drawn, SmallTrials.streams(5)).get("seal"));
    }
  }

  /**
   * Somebody who holds the ledger but not the key, and tries the next draw with keys of their own,
   * is right half of the time: the same history goes with both arms.
   */
  @Test
  void history_goesWithEitherArm() {
    List<Drawn> history =
        drawn(new DrawRule.Simple(SmallTrials.ratio(TWO, 1, 1)), SmallTrials.streams(1), 20);
    Draws draws = SmallTrials.draws(TWO, new DrawRule.Simple(SmallTrials.ratio(TWO, 1, 1)));
    history.forEach(draws::remember);
    int first = 0;
    for (int key = 2; key < 2002; key++) {
      Drawn guess = draws.draw(SmallTrials.unit("next"), SmallTrials.streams(key));
      first += SmallTrials.index(TWO, guess) == 0 ? 1 : 0;
    }
    assertEquals(1000, first, 3.3 * Math.sqrt(500));
  }

  /** No draw of any rule holds the key of its trial, site or stream. */
  @Test
  void drawn_holdsNoKey() {
    for (String name : Vectors.CASES) {
      Vectors.Case vector = Vectors.read(name);
      for (Drawn drawn : Vectors.drawn(vector)) {
        String text = drawn.toString();
        String site = drawn.stream().site();
        assertFalse(text.contains(vector.key().get("key").substring(0, 12)));
        assertFalse(
            text.contains(vector.streams().siteKey(vector.scheme(), site).hex().substring(0, 12)));
      }
    }
  }

  /** Every number on record is told again, with its bits, when the key explains the draw. */
  @Test
  void explain_tellsEveryNumberOnRecord() {
    for (String name : Vectors.CASES) {
      Vectors.Case vector = Vectors.read(name);
      Draws draws = Draws.of(vector.protocol(), vector.scheme());
      Streams streams = vector.streams();
      for (Drawn drawn : Vectors.drawn(vector)) {
        Map<String, String> facts = draws.explain(drawn, streams);
        drawn
            .evidence()
            .forEach(
                (label, number) -> {
                  boolean numbered = label.contains("/") && !label.startsWith("count/");
                  if (numbered) {
                    String told = String.valueOf(facts.get(label + "/0"));
                    assertTrue(told.startsWith(number + " = "), label + ": " + told);
                  }
                });
      }
    }
  }
}
