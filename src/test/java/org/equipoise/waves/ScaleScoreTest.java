package org.equipoise.waves;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Scale;
import org.equipoise.protocol.Scale.Score;
import org.equipoise.protocol.Text;
import org.junit.jupiter.api.Test;

class ScaleScoreTest {

  private static final double NONE = Double.NaN;

  /** Three items from 1 to 5; persons: all answered, one missing, two missing, none answered. */
  private static final double[][] ITEMS = {
    {5, 4, NONE, NONE},
    {1, NONE, 2, NONE},
    {3, 2, NONE, NONE},
  };

  private static Scale scale(Score score, int maxMissing) {
    List<Item.Id> items = List.of(new Item.Id("a"), new Item.Id("b"), new Item.Id("c"));
    return new Scale(
        new Scale.Id("s"), Text.of("S"), items, List.of(items.get(1)), score, maxMissing);
  }

  @Test
  void of_turnsReversedItemsAndAveragesWhatWasAnswered() {
    // By hand: (5 + (6 - 1) + 3) / 3; (4 + 2) / 2; too many missing; none answered.
    assertArrayEquals(
        new double[] {13 / 3.0, 3, NONE, NONE},
        ScaleScore.of(scale(Score.MEAN, 1), ITEMS, 1, 5),
        1e-15);
  }

  @Test
  void of_sumCountsAMissingItemAtThePersonsOwnMean() {
    // By hand: 13; 3 items of mean 3; 3 items of 6 - 2; none answered.
    assertArrayEquals(
        new double[] {13, 9, 12, NONE}, ScaleScore.of(scale(Score.SUM, 2), ITEMS, 1, 5), 1e-15);
  }
}
