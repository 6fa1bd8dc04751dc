package org.equipoise.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> KNOWN = List.of("title", "control", "startsAfterDays");

  @Test
  void to_findsASlipOfEachKind() {
    assertEquals("control", Nearest.to("contrl", KNOWN));
    assertEquals("control", Nearest.to("controll", KNOWN));
    assertEquals("control", Nearest.to("kontrol", KNOWN));
    assertEquals("title", Nearest.to("tilte", KNOWN));
    assertEquals("startsAfterDays", Nearest.to("starts-after-days", KNOWN));
    assertEquals("title", Nearest.to("TITLE", KNOWN));
  }

  @Test
  void to_saysNothingRatherThanSomethingFarFetched() {
    assertNull(Nearest.to("colour", KNOWN));
    assertNull(Nearest.to("x", List.of()));
  }

  @Test
  void hint_listsWhatIsKnownWhenNothingIsNear() {
    assertEquals("did you mean 'title'?", Nearest.hint("titel", KNOWN));
    assertEquals("known: title, control, startsAfterDays", Nearest.hint("colour", KNOWN));
    assertEquals("none is declared", Nearest.hint("colour", List.of()));
  }
}
