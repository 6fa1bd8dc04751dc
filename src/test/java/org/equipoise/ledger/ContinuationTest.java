package org.equipoise.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContinuationTest {

  private static final Actor ACTOR = new Actor("karin", Actor.Role.KEEPER);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void add_numbersDatesAndTiesLines() {
    Continuation lines = TestLedger.ledger();
    for (int i = 0; i < lines.size(); i++) {
      assertEquals(i + 1, lines.get(i).number());
      assertEquals(
          i == 0 ? Entry.NOTHING_BEFORE : Line.digest(Line.text(lines.get(i - 1))),
          lines.get(i).previous());
    }
  }

  @Test
  void add_neverGoesBackInTimeButTellsWhatTheClockSaid() {
    Continuation lines = Continuation.after(4, Line.digest("x"), NOON);
    Instant earlier = NOON.minusSeconds(90);
    Entry entry = lines.add(earlier, ACTOR, "t", "r", "", "", new Event.ArmsViewed("status"));
    assertEquals(NOON, entry.at());
    assertEquals(earlier, entry.clock());
  }

  @Test
  void add_refusesALineWithoutARequest() {
    Continuation lines = Continuation.after(4, Line.digest("x"), NOON);
    assertThrows(
        IllegalArgumentException.class,
        () -> lines.add(NOON, ACTOR, "t", "", "", "", new Event.ArmsViewed("status")));
  }

  @Test
  void add_refusesToFreezeTwiceOrLate() {
    Continuation empty = Continuation.after(0, Entry.NOTHING_BEFORE, Instant.MIN);
    assertThrows(
        IllegalArgumentException.class,
        () -> empty.add(NOON, ACTOR, "t", "r", "", "", new Event.ArmsViewed("status")));
    Continuation later = Continuation.after(4, Line.digest("x"), NOON);
    assertThrows(
        IllegalArgumentException.class,
        () -> later.add(NOON, ACTOR, "t", "r", "", "", TestLedger.frozen()));
  }

  @Test
  void of_takesLinesMadeElsewhereOnlyIfTheyContinue() {
    List<Entry> all = new ArrayList<>(TestLedger.ledger());
    Entry fifth = all.get(4);
    List<Entry> rest = all.subList(5, 8);
    Continuation lines = Continuation.of(5, Line.digest(Line.text(fifth)), fifth.at(), rest);
    assertEquals(rest, lines);
    assertThrows(
        IllegalArgumentException.class,
        () -> Continuation.of(4, Line.digest(Line.text(fifth)), fifth.at(), rest));
    assertThrows(
        IllegalArgumentException.class,
        () -> Continuation.of(5, Line.digest("another"), fifth.at(), rest));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Continuation.of(5, Line.digest(Line.text(fifth)), fifth.at().plusSeconds(3600), rest));
  }

  @Test
  void of_keepsWhatWasMadeForTheSamePlace() {
    Continuation lines = TestLedger.ledger();
    assertSame(lines, Continuation.of(0, Entry.NOTHING_BEFORE, Instant.MIN, lines));
  }
}
