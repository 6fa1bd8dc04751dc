package org.equipoise.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventFactsTest {

  @Test
  void kind_isTheNameOfTheRecordInSmallLetters() {
    Set<String> kinds = new HashSet<>();
    for (Class<?> type : Event.class.getPermittedSubclasses()) {
      kinds.addAll(names(type));
    }
    Set<String> happened = new HashSet<>();
    for (Entry entry : TestLedger.ledger()) {
      String simple = entry.event().getClass().getSimpleName();
      String kebab =
          simple.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
      assertEquals(kebab, EventFacts.kind(entry.event()));
      happened.add(kebab);
    }
    assertEquals(kinds, happened, "the test ledger must have every kind of event");
  }

  private static Set<String> names(Class<?> type) {
    if (type.isInterface()) {
      Set<String> names = new HashSet<>();
      for (Class<?> below : type.getPermittedSubclasses()) {
        names.addAll(names(below));
      }
      return names;
    }
    return Set.of(
        type.getSimpleName()
            .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
            .toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void of_tellsEveryComponentByItsName() {
    for (Entry entry : TestLedger.ledger()) {
      String facts = EventFacts.of(entry.event()).text();
      List<String> told = new ArrayList<>();
      for (var component : entry.event().getClass().getRecordComponents()) {
        assertTrue(facts.contains("\"" + component.getName() + "\":"), facts);
        told.add(component.getName());
      }
      assertEquals(entry.event().getClass().getRecordComponents().length, told.size());
    }
    String drawn = EventFacts.of(TestLedger.drawn(TestLedger.ANNA, 0)).text();
    for (var component : org.equipoise.draw.Drawn.class.getRecordComponents()) {
      assertTrue(drawn.contains("\"" + component.getName() + "\":"), drawn);
    }
  }

  @Test
  void event_isWhatTheFactsSay() {
    for (Entry entry : TestLedger.ledger()) {
      Event event = entry.event();
      assertEquals(event, EventFacts.event(EventFacts.kind(event), EventFacts.of(event)));
    }
  }

  @Test
  void event_keepsTheOrderOfStrataAndEvidence() {
    Event.ArmDrawn drawn = TestLedger.drawn(TestLedger.ANNA, 5);
    Event.ArmDrawn read = (Event.ArmDrawn) EventFacts.event("arm-drawn", EventFacts.of(drawn));
    assertEquals(List.of("sex", "age"), List.copyOf(read.drawn().stream().stratum().keySet()));
    assertEquals(List.of("lead", "arm/5"), List.copyOf(read.drawn().evidence().keySet()));
  }

  @Test
  void event_refusesAnUnknownKindInWords() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> EventFacts.event("arm-undrawn", new Facts("{}")));
    assertTrue(e.getMessage().contains("newer one wrote it"), e.getMessage());
  }

  @Test
  void event_namesTheFactThatIsMissingOrUnknown() {
    refused("record-erased", "{}", "'person' is missing");
    refused("record-erased", "{\"person\":\"x\",\"why\":\"y\"}", "'why' is unknown");
    refused("record-erased", "{\"also\":1,\"person\":\"x\"}", "'also' is unknown");
    refused("line-voided", "{\"line\":\"4\"}", "'line' is not a whole number");
    refused("line-voided", "{\"line\":04}", "'line' is not a whole number");
    refused("line-voided", "{\"line\":4.0}", "'line' is not a whole number");
    refused("line-voided", "{\"line\":-4}", "'line' is not a whole number");
    refused("consent-given", "{\"consent\":\"a\",\"given\":1}", "'given' is neither");
    refused("withdrawn", "{\"from\":\"Service\"}", "'from' is 'Service'");
    refused("arm-told", "{\"on\":\"2026-02-30\",\"person\":\"x\"}", "no day of the calendar");
    refused("arm-told", "{\"on\":\"26-02-03\",\"person\":\"x\"}", "no day such as");
  }

  private static void refused(String kind, String facts, String words) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> EventFacts.event(kind, new Facts(facts)));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }
}
