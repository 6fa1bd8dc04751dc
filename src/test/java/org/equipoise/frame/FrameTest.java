package org.equipoise.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Columns and frames made in memory. */
class FrameTest {

  private static final Frame FRAME =
      Frame.of(
          "made",
          List.of(
              NumberColumn.of("y", 1, Double.NaN, 3),
              CategoryColumn.of("arm", List.of("later", "now"), 1, 0, -1),
              DateColumn.of("d", 0, DateColumn.MISSING, 1),
              TextColumn.of("t", Arrays.asList("å", null, "xyz"))),
          Lines.listed(new int[] {2, 4, 9}, Map.of("y", 1, "arm", 3)));

  @Test
  void columns_knowWhatIsMissing() {
    for (Column column : FRAME.columns()) {
      assertEquals(1, column.missing(), column.name());
      assertEquals(3, column.size());
    }
    assertEquals("now", FRAME.categories("arm").at(0));
    assertArrayEquals(new int[] {1, 1}, FRAME.categories("arm").counts());
    assertEquals(LocalDate.of(1970, 1, 2), FRAME.dates("d").at(2));
    assertEquals("xyz", FRAME.texts("t").at(2));
  }

  @Test
  void select_keepsValuesAndLines() {
    Frame some = FRAME.select(new int[] {2, 0, 2});
    assertEquals(3, some.rows());
    assertArrayEquals(new double[] {3, 1, 3}, some.numbers("y").values());
    assertEquals("å", some.texts("t").at(1));
    assertEquals("xyz", some.texts("t").at(2));
    assertArrayEquals(new int[] {-1, 1, -1}, some.categories("arm").codes());
    assertEquals(9, some.lineOf(0));
    assertEquals(3, some.placeOf(1, "arm").column());
    assertEquals(0, FRAME.select(new int[0]).rows());
  }

  @Test
  void typed_refusesAnotherKind() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> FRAME.numbers("arm")).getMessage();
    assertEquals("column arm holds categories, not numbers", message);
    assertThrows(IllegalArgumentException.class, () -> FRAME.column("z"));
  }

  @Test
  void of_refusesWhatDoesNotFit() {
    NumberColumn y = NumberColumn.of("y", 1, 2);
    assertThrows(IllegalArgumentException.class, () -> Frame.of("x", y, y));
    assertThrows(IllegalArgumentException.class, () -> Frame.of("x", y, NumberColumn.of("z", 1)));
    assertThrows(
        IllegalArgumentException.class, () -> CategoryColumn.of("c", List.of("a", "a"), 0));
    assertThrows(IllegalArgumentException.class, () -> CategoryColumn.of("c", List.of("a"), 1));
  }

  @Test
  void with_addsAColumn() {
    Frame more = FRAME.with(NumberColumn.of("z", 1, 2, 3));
    assertEquals(List.of("y", "arm", "d", "t", "z"), more.names());
    assertEquals(4, more.lineOf(1));
    assertTrue(more.has("z"));
  }

  @Test
  void lineOf_isUnknownWithoutAFile() {
    assertEquals(0, Frame.of("made", NumberColumn.of("y", 1)).lineOf(0));
  }

  @Test
  void toCategories_makesClusters() {
    CategoryColumn clusters =
        TextColumn.of("id", Arrays.asList("p2", "p1", null, "p2")).toCategories();
    assertEquals(List.of("p1", "p2"), clusters.levels());
    assertArrayEquals(new int[] {1, 0, -1, 1}, clusters.codes());
  }

  @Test
  void toCategories_holdsManyLevels() {
    String[] ids = new String[5000];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = "person-" + (i * 7919) % 5000;
    }
    CategoryColumn clusters = TextColumn.of("id", Arrays.asList(ids)).toCategories();
    assertEquals(5000, clusters.levels().size());
    for (int i = 0; i < ids.length; i++) {
      assertEquals(ids[i], clusters.at(i));
    }
  }
}
