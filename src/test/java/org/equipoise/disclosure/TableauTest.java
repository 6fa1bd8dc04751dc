package org.equipoise.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TableauTest {

  /** x0 + x1 = x2 and x2 + x3 = x4. */
  private static Tableau chain(boolean tracked) {
    int[][] variables = {{0, 1, 2}, {2, 3, 4}};
    int[][] signs = {{1, 1, -1}, {1, 1, -1}};
    return new Tableau(5, variables, signs, tracked);
  }

  @Test
  void drive_movesOthersSoThatSumsHold() {
    Tableau tableau = chain(false);
    for (int j = 0; j < 4; j++) {
      tableau.bound(j, -3, 3);
    }
    assertTrue(tableau.drive(0, 3));
    double[] d = tableau.changes();
    assertEquals(3, d[0]);
    assertEquals(d[2], d[0] + d[1]);
    assertEquals(d[4], d[2] + d[3]);
    assertEquals(0, d[4]);
  }

  @Test
  void drive_stopsWhereSumsAllowNoMore() {
    // Only x1, by at most 2, can make up for x0.
    Tableau tableau = chain(true);
    tableau.bound(0, 0, 9);
    tableau.bound(1, -2, 0);
    assertFalse(tableau.drive(0, 3));
    assertTrue(tableau.tight());
    assertEquals(2, tableau.change(0));
    // The first sum alone ties x0; a count more in it lets x0 fall as that grows.
    double[] multipliers = tableau.multipliers(0);
    assertEquals(1, multipliers[0]);
    assertEquals(0, multipliers[1]);
  }

  @Test
  void minimise_findsTheCheapestWay() {
    // x0 must grow by 2 for a prize of 10 each: by x1 at 3 each, or by x2 and x3 at 1 each.
    Tableau tableau = chain(false);
    tableau.bound(0, 0, 2);
    tableau.bound(1, -5, 0);
    tableau.bound(2, 0, 5);
    tableau.bound(3, -5, 0);
    assertTrue(tableau.minimise(new double[] {-10, -3, 1, -1, 0}, true));
    assertEquals(2, tableau.change(0));
    assertEquals(0, tableau.change(1));
    assertEquals(2, tableau.change(2));
    assertEquals(-2, tableau.change(3));
  }
}
