package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ContingencyTableTest {

  /** By hand: 4 of 4 against 1 of 4; tables with the same sums have weights 4, 24, 24, 4. */
  @Test
  void fisher_byHand() {
    ContingencyTable table = ContingencyTable.of(new int[][] {{4, 0}, {1, 3}});
    assertClose(8 / 56.0, table.fisher(), 1e-13);
  }

  /**
   * By hand: a, b, c of columns of two with a + b + c = 3 have weight C(2,a) C(2,b) C(2,c): 8 for
   * 1, 1, 1 and 2 for each of the six orders of 2, 1, 0; together C(6,3) = 20.
   */
  @Test
  void fisher_ofThreeColumnsByHand() {
    assertClose(12 / 20.0, ContingencyTable.of(new int[][] {{2, 0, 1}, {0, 2, 1}}).fisher(), 1e-13);
    assertClose(1, ContingencyTable.of(new int[][] {{1, 1, 1}, {1, 1, 1}}).fisher(), 1e-13);
  }

  /** A table on its side, with rows exchanged, or with an empty column says the same. */
  @Test
  void tests_ignoreOrderAndEmptyLines() {
    ContingencyTable one = ContingencyTable.of(new int[][] {{6, 49, 155, 89}, {18, 89, 283, 210}});
    ContingencyTable two =
        ContingencyTable.of(new int[][] {{210, 89}, {0, 0}, {18, 6}, {283, 155}, {89, 49}});
    assertClose(one.fisher(), two.fisher(), 1e-11);
    assertClose(one.pearson().statistic(), two.pearson().statistic(), 1e-13);
    assertClose(one.likelihoodRatio().statistic(), two.likelihoodRatio().statistic(), 1e-12);
    assertEquals(3, two.pearson().df());
  }

  @Test
  void of_refusesEmptyTables() {
    assertThrows(
        NotEstimableException.class, () -> ContingencyTable.of(new int[][] {{1, 2}, {0, 0}}));
    assertThrows(
        IllegalArgumentException.class, () -> ContingencyTable.of(new int[][] {{1, 2}, {1}}));
    assertThrows(
        IllegalArgumentException.class, () -> ContingencyTable.of(new int[][] {{1, -2}, {1, 3}}));
    ContingencyTable three = ContingencyTable.of(new int[][] {{1, 2, 3}, {3, 1, 2}, {2, 3, 1}});
    assertThrows(IllegalArgumentException.class, three::fisher);
    assertThrows(IllegalArgumentException.class, three::yates);
  }
}
