package org.equipoise.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Ratio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MinimisationTest {

  private static final Protocol TWO = SmallTrials.TWO;
  private static final Protocol THREE = SmallTrials.THREE;
  private static final Streams STREAMS = SmallTrials.streams(1);

  /**
   * People who differ in two factors, in an order that leaves no symmetry but that of the slots.
   */
  private static final List<DrawUnit> PEOPLE =
      List.of(
          person("u0", "woman", "young"),
          person("u1", "woman", "old"),
          person("u2", "man", "old"),
          person("u3", "woman", "young"),
          person("u4", "man", "middle"),
          person("u5", "man", "young"));

  private static DrawUnit person(String id, String sex, String age) {
    return new DrawUnit(id, Map.of("sex", sex, "age", age));
  }

  private static DrawRule rule(Ratio ratio, double probability, DrawRule.Spread spread) {
    return new DrawRule.Minimisation(
        ratio,
        List.of(
            new DrawRule.Factor(SmallTrials.variable("sex"), 2),
            new DrawRule.Factor(SmallTrials.variable("age"), 0.5)),
        probability,
        spread);
  }

  /** An exact fraction. */
  private record Share(BigInteger over, BigInteger under) {

    static final Share NONE = new Share(BigInteger.ZERO, BigInteger.ONE);

    static Share of(Chance chance) {
      return new Share(chance.numerator(), chance.denominator());
    }

    Share times(Share other) {
      return new Share(over.multiply(other.over), under.multiply(other.under));
    }

    Share plus(Share other) {
      BigInteger sum = over.multiply(other.under).add(other.over.multiply(under));
      BigInteger product = under.multiply(other.under);
      BigInteger common = sum.gcd(product).max(BigInteger.ONE);
      return new Share(sum.divide(common), product.divide(common));
    }

    Chance chance() {
      return new Chance(over, under);
    }
  }

  /** Walks every history of slots and adds up, for each step, the chance of every slot. */
  private static final class Enumeration {
    final Protocol protocol;
    final DrawRule rule;
    final int[] armOf;
    final Share best;
    final Share[][] bySlot;

    Enumeration(Protocol protocol, DrawRule.Minimisation rule, int steps, int... armOf) {
      this.protocol = protocol;
      this.rule = rule;
      this.armOf = armOf;
      this.best = Share.of(Decimals.chance(rule.probability()));
      this.bySlot = new Share[steps][armOf.length];
      for (Share[] shares : bySlot) {
        java.util.Arrays.fill(shares, Share.NONE);
      }
      walk(List.of(), new Share(BigInteger.ONE, BigInteger.ONE));
    }

    private void walk(List<Drawn> history, Share reached) {
      int step = history.size();
      if (step == bySlot.length) {
        return;
      }
      Draws draws = SmallTrials.draws(protocol, rule);
      history.forEach(draws::remember);
      Drawn drawn = draws.draw(PEOPLE.get(step), STREAMS);
      Share[] chances = chances(drawn.evidence().get("best"));
      Share ofArm = Share.NONE;
      for (int slot = 0; slot < armOf.length; slot++) {
        if (protocol.arms().get(armOf[slot]).id().equals(drawn.arm())) {
          ofArm = ofArm.plus(chances[slot]);
        }
        Share path = reached.times(chances[slot]);
        bySlot[step][slot] = bySlot[step][slot].plus(path);
        List<Drawn> longer = new ArrayList<>(history);
        longer.add(inSlot(drawn, slot));
        walk(longer, path);
      }
      assertEquals(ofArm.chance(), drawn.chance(), "the chance on record");
    }

    /** Chance of each slot by the text of the rule: a tie, a coin, another. */
    private Share[] chances(String bestSlots) {
      Share[] chances = new Share[armOf.length];
      java.util.Arrays.fill(chances, Share.NONE);
      List<Integer> tied =
          java.util.Arrays.stream(bestSlots.split(" ", -1)).map(Integer::valueOf).toList();
      Share pick = Share.of(Chance.of(1, tied.size()));
      Share other =
          new Share(
              best.under().subtract(best.over()),
              best.under().multiply(BigInteger.valueOf(armOf.length - 1L)));
      for (int first : tied) {
        for (int slot = 0; slot < armOf.length; slot++) {
          chances[slot] = chances[slot].plus(pick.times(slot == first ? best : other));
        }
      }
      return chances;
    }

    private Drawn inSlot(Drawn drawn, int slot) {
      Map<String, String> evidence = new LinkedHashMap<>(drawn.evidence());
      evidence.put("slot", Integer.toString(slot));
      Arm.Id arm = protocol.arms().get(armOf[slot]).id();
      return new Drawn(
          drawn.unit(),
          arm,
          drawn.rule(),
          drawn.stream(),
          drawn.position(),
          0,
          drawn.inputs(),
          evidence,
          drawn.probability(),
          drawn.chance());
    }

    void assertEverySlotHasItsShare() {
      for (Share[] step : bySlot) {
        for (Share slot : step) {
          assertEquals(Chance.of(1, armOf.length), slot.chance());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DrawRule.Spread.class)
  void chance_isTheRatioAtEveryStep_equalArms(DrawRule.Spread spread) {
    Ratio ratio = SmallTrials.ratio(TWO, 1, 1);
    DrawRule.Minimisation rule = (DrawRule.Minimisation) rule(ratio, 0.85, spread);
    new Enumeration(TWO, rule, 6, 0, 1).assertEverySlotHasItsShare();
  }

  /** One to two, written as 2:4; an arm's share is that of its slots. */
  @ParameterizedTest
  @EnumSource(DrawRule.Spread.class)
  void chance_isTheRatioAtEveryStep_oneToTwo(DrawRule.Spread spread) {
    Ratio ratio = SmallTrials.ratio(TWO, 2, 4);
    DrawRule.Minimisation rule = (DrawRule.Minimisation) rule(ratio, 0.8, spread);
    new Enumeration(TWO, rule, 5, 0, 1, 1).assertEverySlotHasItsShare();
  }

  @Test
  void chance_isTheRatioAtEveryStep_threeToOneToOne() {
    Ratio ratio = SmallTrials.ratio(THREE, 3, 1, 1);
    DrawRule.Minimisation rule = (DrawRule.Minimisation) rule(ratio, 0.9, DrawRule.Spread.VARIANCE);
    new Enumeration(THREE, rule, 4, 0, 0, 0, 1, 2).assertEverySlotHasItsShare();
  }

  /** Over many keys the arms come as the chances on record say, also when many have been drawn. */
  @Test
  void draw_followsItsChances() {
    Ratio ratio = SmallTrials.ratio(TWO, 1, 2);
    DrawRule rule = rule(ratio, 0.8, DrawRule.Spread.RANGE);
    int keys = 2000;
    int[] first = new int[40];
    double expected = 0;
    double variance = 0;
    int seen = 0;
    for (int key = 0; key < keys; key++) {
      Draws draws = SmallTrials.draws(TWO, rule);
      Streams streams = SmallTrials.streams(key);
      for (int i = 0; i < first.length; i++) {
        DrawUnit kind = PEOPLE.get(i % PEOPLE.size());
        Drawn drawn = draws.draw(new DrawUnit("u" + i, kind.values()), streams);
        draws.remember(drawn);
        boolean now = SmallTrials.index(TWO, drawn) == 0;
        double chance = now ? drawn.chance().value() : 1 - drawn.chance().value();
        first[i] += now ? 1 : 0;
        seen += now ? 1 : 0;
        expected += chance;
        variance += chance * (1 - chance);
      }
    }
    assertEquals(expected, seen, 4 * Math.sqrt(variance), "sum of the chances");
    for (int count : first) {
      // Binomial with chance 1/3; four standard deviations, forty steps.
      assertEquals(keys / 3.0, count, 4 * Math.sqrt(keys * 2 / 9.0));
    }
  }

  /** The first draw ties all slots: each arm equally often, whatever its place. */
  @Test
  void ties_areUnbiased() {
    Map<Integer, Integer> seen = new HashMap<>();
    DrawRule rule = rule(SmallTrials.ratio(THREE, 1, 1, 1), 1, DrawRule.Spread.RANGE);
    for (int key = 0; key < 3000; key++) {
      Draws draws = SmallTrials.draws(THREE, rule);
      Drawn drawn = draws.draw(PEOPLE.get(0), SmallTrials.streams(key));
      seen.merge(SmallTrials.index(THREE, drawn), 1, Integer::sum);
    }
    // R 4.2.2: qchisq(0.999, 2)
    assertTrue(SmallTrials.chiSquare(seen.values(), 3, 3000) < 13.816, seen.toString());
  }

  /**
   * By hand, weights 2 (sex) and 0.5 (age), two slots. Earlier: u0 (woman, young) in slot 0, u1
   * (woman, old) in slot 0, u2 (man, old) in slot 1. For u3 (woman, young) sex counts 2 0 and age
   * counts 1 0: in slot 0 the ranges are 3 and 2, in slot 1 they are 1 and 0. Range: 7 and 2.
   * Variance with two slots is the squared range: 2*9 + 0.5*4 = 20 and 2. Deviation is the range.
   */
  @ParameterizedTest
  @EnumSource(DrawRule.Spread.class)
  void imbalance_matchesTheHandExample(DrawRule.Spread spread) {
    DrawRule rule = rule(SmallTrials.ratio(TWO, 1, 1), 0.8, spread);
    Draws draws = SmallTrials.draws(TWO, rule);
    int[] slots = {0, 0, 1};
    for (int i = 0; i < slots.length; i++) {
      Drawn drawn = draws.draw(PEOPLE.get(i), STREAMS);
      Map<String, String> evidence = Map.of("slot", Integer.toString(slots[i]));
      draws.remember(
          new Drawn(
              drawn.unit(),
              TWO.arms().get(slots[i]).id(),
              drawn.rule(),
              drawn.stream(),
              i,
              0,
              drawn.inputs(),
              evidence,
              drawn.probability(),
              drawn.chance()));
    }
    Drawn drawn = draws.draw(PEOPLE.get(3), STREAMS);
    assertEquals("2 0", drawn.evidence().get("count/sex"));
    assertEquals("1 0", drawn.evidence().get("count/age"));
    assertEquals(
        spread == DrawRule.Spread.VARIANCE ? "20 2" : "7 2", drawn.evidence().get("imbalance"));
    assertEquals("1", drawn.evidence().get("best"));
    boolean best = SmallTrials.index(TWO, drawn) == 1;
    assertEquals(best ? Chance.of(4, 5) : Chance.of(1, 5), drawn.chance());
    assertEquals(Chance.of(1, 2), drawn.probability());
  }

  /** What the sum of decimals is, and what a sum of doubles is not: 0.1 three times against 0.3. */
  @Test
  void weights_areExact() {
    DrawRule rule =
        new DrawRule.Minimisation(
            SmallTrials.ratio(TWO, 1, 1),
            List.of(
                new DrawRule.Factor(SmallTrials.variable("sex"), 0.1),
                new DrawRule.Factor(SmallTrials.variable("age"), 0.2),
                new DrawRule.Factor(SmallTrials.variable("site"), 0.3)),
            0.8,
            DrawRule.Spread.RANGE);
    Draws draws = SmallTrials.draws(TWO, rule);
    DrawUnit[] people = {
      new DrawUnit("a", Map.of("sex", "woman", "age", "old", "site", "north")),
      new DrawUnit("b", Map.of("sex", "man", "age", "young", "site", "south")),
      new DrawUnit("c", Map.of("sex", "woman", "age", "old", "site", "south"))
    };
    for (int i = 0; i < 2; i++) {
      Drawn drawn = draws.draw(people[i], STREAMS);
      draws.remember(
          new Drawn(
              drawn.unit(),
              TWO.arms().get(i).id(),
              drawn.rule(),
              drawn.stream(),
              i,
              0,
              drawn.inputs(),
              Map.of("slot", Integer.toString(i)),
              drawn.probability(),
              drawn.chance()));
    }
    Drawn drawn = draws.draw(people[2], STREAMS);
    assertEquals("0.6 0.6", drawn.evidence().get("imbalance"));
    assertEquals("0 1", drawn.evidence().get("best"));
  }
}
