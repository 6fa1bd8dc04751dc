package org.equipoise.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.equipoise.analysis.SecondRaters.Pairing;
import org.equipoise.protocol.CellRule;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Wave;
import org.junit.jupiter.api.Test;

class RatersGateTest {

  private static final CellRule FIVE = new CellRule(5, 20, 20);

  private static Pairing pairing(int[][] table) {
    int pairs = 0;
    for (int[] row : table) {
      for (int n : row) {
        pairs += n;
      }
    }
    List<String> levels = new ArrayList<>();
    for (int k = 0; k < table.length; k++) {
      levels.add(String.valueOf(k + 1));
    }
    return new Pairing(new Wave.Id("w"), new Item.Id("i"), levels, table, pairs, 1, 1, null);
  }

  @Test
  void of_hidesASmallCountAndWhatWouldGiveItAway() {
    RatersGate.Shown shown = RatersGate.of(pairing(new int[][] {{20, 3}, {10, 30}}), FIVE);
    // By hand: 3 is small; then its row and its column need a second hidden term each.
    assertTrue(shown.table().get(0).get(1).hidden());
    int row = hidden(shown.table().get(0)) + (shown.own().get(0).hidden() ? 1 : 0);
    assertTrue(row >= 2);
  }

  @Test
  void of_showsAllWhereNothingIsSmall() {
    RatersGate.Shown shown = RatersGate.of(pairing(new int[][] {{20, 0}, {10, 30}}), FIVE);
    assertEquals(0, hidden(shown.table().get(0)) + hidden(shown.table().get(1)));
    assertFalse(shown.exact().hidden());
  }

  @Test
  void of_fewPairsShowNothing() {
    RatersGate.Shown shown = RatersGate.of(pairing(new int[][] {{2, 0}, {0, 2}}), FIVE);
    assertTrue(shown.few());
    assertTrue(shown.table().isEmpty());
    assertTrue(shown.exact().hidden());
  }

  @Test
  void of_noRowOrColumnLeavesOneUnknown() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      int size = 2 + random.nextInt(4);
      int[][] table = new int[size][size];
      for (int[] row : table) {
        for (int j = 0; j < size; j++) {
          row[j] = random.nextInt(12);
        }
      }
      RatersGate.Shown shown = RatersGate.of(pairing(table), FIVE);
      for (int i = 0; i < shown.table().size(); i++) {
        int unknown = hidden(shown.table().get(i)) + (shown.own().get(i).hidden() ? 1 : 0);
        int column = shown.other().get(i).hidden() ? 1 : 0;
        for (int j = 0; j < size; j++) {
          int n = table[i][j];
          assertTrue(n < 1 || n > 4 || shown.table().get(i).get(j).hidden());
          column += shown.table().get(j).get(i).hidden() ? 1 : 0;
        }
        assertTrue(unknown != 1, "row " + i);
        assertTrue(column != 1, "column " + i);
      }
    }
  }

  private static int hidden(List<Gated<Integer>> counts) {
    return (int) counts.stream().filter(Gated::hidden).count();
  }
}
