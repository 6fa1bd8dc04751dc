package org.equipoise.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.junit.jupiter.api.Test;

/** A batch drawn again until its arms are alike. */
class RerandomizationTest {

  private static final Protocol TWO = SmallTrials.TWO;

  private static DrawRule rule(double acceptance, String... on) {
    List<Variable.Id> variables = new ArrayList<>();
    for (String code : on) {
      variables.add(SmallTrials.variable(code));
    }
    return new DrawRule.Complete(
        SmallTrials.ratio(TWO, 1, 1), new DrawRule.Balance(variables, acceptance));
  }

  private static List<DrawUnit> pool(String variable, String... values) {
    List<DrawUnit> pool = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      pool.add(new DrawUnit("u" + i, Map.of(variable, values[i])));
    }
    return pool;
  }

  /**
   * By hand: values 1, 2, 3, 6 have mean 3 and variance (4 + 1 + 0 + 9) / 3 = 14/3; arms {1, 6} and
   * {2, 3} have means 3.5 and 2.5, so B = 1 / (14/3) = 3/14.
   */
  @Test
  void imbalance_matchesTheHandExample() {
    Imbalance imbalance =
        Imbalance.of(
            pool("income", "1", "2.00", "3", "6"),
            List.of(new Imbalance.Column("income", Optional.empty())));
    Imbalance.Size size = imbalance.of(new int[] {0, 1, 1, 0});
    assertEquals("0.214285714286", size.shown(12));
    assertEquals(
        0,
        new BigDecimal(size.numerator())
            .multiply(BigDecimal.valueOf(14))
            .compareTo(new BigDecimal(size.denominator()).multiply(BigDecimal.valueOf(3))));
    assertEquals(0, size.compareTo(imbalance.of(new int[] {1, 0, 0, 1})), "arms swapped");
  }

  /** A column without spread, with a missing value, or beside an empty arm says nothing. */
  @Test
  void imbalance_leavesOutWhatSaysNothing() {
    Imbalance.Column income = new Imbalance.Column("income", Optional.empty());
    assertEquals("0", shown(pool("income", "5", "5.0", "5"), income, 0, 1, 1));
    assertEquals("0", shown(pool("other", "1", "2", "3"), income, 0, 1, 1));
    assertEquals("0", shown(pool("income", "1", "2", "3"), income, 1, 1, 1));
    Imbalance.Column man = new Imbalance.Column("sex", Optional.of("man"));
    // Means 1 and 0; 1, 0, 0, 0 have the variance (9/16 + 3/16) / 3 = 1/4; B = 4.
    assertEquals("4", shown(pool("sex", "man", "woman", "woman", "woman"), man, 0, 1, 1, 1));
    Imbalance.Column benefit = new Imbalance.Column("benefit", Optional.empty());
    assertEquals("4", shown(pool("benefit", "yes", "no", "no", "no"), benefit, 0, 1, 1, 1));
  }

  private static String shown(List<DrawUnit> pool, Imbalance.Column column, int... arm) {
    return Imbalance.of(pool, List.of(column)).of(arm).shown(12);
  }

  /**
   * Every second try is accepted on average at 0.5: the number of tries before is geometric. Eight
   * distinct incomes have 70 splits in 35 pairs of equal B; the threshold is the 500th of 1000
   * reference draws, so that acceptance lies between 17/35 and 19/35 nearly always.
   */
  @Test
  void acceptance_isKept() {
    List<DrawUnit> pool = pool("income", "1", "2", "4", "8", "16", "32", "64", "128");
    int tries = 0;
    int[] first = new int[pool.size()];
    int keys = 100;
    for (int key = 0; key < keys; key++) {
      Batch batch =
          SmallTrials.draws(TWO, rule(0.5, "income")).draw(pool, SmallTrials.streams(key));
      tries += Integer.parseInt(batch.drawn().get(0).evidence().get("try"));
      for (int i = 0; i < pool.size(); i++) {
        first[i] += SmallTrials.index(TWO, batch.drawn().get(i)) == 0 ? 1 : 0;
        assertEquals(Chance.of(1, 2), batch.drawn().get(i).probability());
      }
    }
    // Geometric with chance 1/2: mean 1, standard deviation sqrt 2; plus the threshold's own error.
    assertEquals(1, tries / (double) keys, 4 * Math.sqrt(2.0 / keys));
    for (int count : first) {
      assertEquals(keys / 2.0, count, 3.5 * Math.sqrt(keys / 4.0));
    }
  }

  /** Among twelve incomes the best hundredth is far better balanced than a plain draw. */
  @Test
  void balance_isBetterThanAPlainDraw() {
    String[] incomes = new String[12];
    for (int i = 0; i < incomes.length; i++) {
      incomes[i] = Integer.toString(i * i);
    }
    List<DrawUnit> pool = pool("income", incomes);
    for (int key = 0; key < 5; key++) {
      Batch batch =
          SmallTrials.draws(TWO, rule(0.01, "income")).draw(pool, SmallTrials.streams(key));
      Map<String, String> evidence = batch.drawn().get(0).evidence();
      BigDecimal imbalance = new BigDecimal(evidence.get("imbalance"));
      assertTrue(imbalance.compareTo(new BigDecimal(evidence.get("threshold"))) <= 0);
      // A plain draw has B near 4/n = 1/3 on average.
      assertTrue(imbalance.compareTo(new BigDecimal("0.01")) < 0, imbalance.toString());
    }
  }
}
