package org.equipoise.trial;

import static org.equipoise.trial.TestTrial.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.equipoise.draw.DrawKey;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Variable;
import org.junit.jupiter.api.Test;

/** A site that draws offline and comes back. */
class KitsTest {

  /** A trial whose site north is away with a kit, persons 1 to 8 at north and south in turn. */
  private static final class Journey {
    final TestTrial trial;
    final MemoryLedger ledger = new MemoryLedger();
    final MemoryRecords records = new MemoryRecords();
    final DrawKey key;
    Desk desk;

    Journey(String rule) throws Exception {
      trial = TestTrial.of(rule, "\"site\"").refer(1, 8, "north", "south");
      trial.desk.draw(id(1), trial.streams());
      trial.desk.draw(id(2), trial.streams());
      key = Kits.issue(trial.desk, "north-1", "north", trial.key, ledger, records);
      desk = Desk.open(ledger, records, TestTrial::read, trial.office());
    }

    Kits.Merged merge() throws Exception {
      return Kits.merge(trial.desk, ledger, records);
    }
  }

  @Test
  void kit_knowsItsSiteOnlyAndDrawsOnFromWhereItLeft() throws Exception {
    Journey journey = new Journey(TestTrial.BLOCKS);
    assertEquals(
        List.of(id(1), id(3), id(5), id(7)),
        journey.desk.state().persons().stream().map(Person::id).toList());
    assertEquals(4, journey.records.kept.size());
    assertTrue(journey.desk.draw(id(1), journey.desk.streams(journey.key)).before());
    Told told = journey.desk.draw(id(3), journey.desk.streams(journey.key));
    assertEquals(1, told.event().drawn().position());
    Audit.Report report =
        Audit.of(journey.ledger, TestTrial::read, List.of(), journey.key, journey.records);
    assertEquals(Audit.Verdict.YES, report.intact(), report.findings().toString());
    assertEquals(Audit.Verdict.YES, report.redrawn());
  }

  @Test
  void kit_drawsWhatTheTrialWouldHaveDrawn() throws Exception {
    Journey journey = new Journey(TestTrial.BLOCKS);
    TestTrial stayed = TestTrial.of(TestTrial.BLOCKS, "\"site\"").refer(1, 8, "north", "south");
    stayed.desk.drawReady("", stayed.streams());
    journey.desk.drawReady("", journey.desk.streams(journey.key));
    journey.merge();
    for (int n = 1; n <= 7; n += 2) {
      assertEquals(stayed.drawn(n).drawn(), journey.trial.drawn(n).drawn());
    }
  }

  @Test
  void kit_neitherTakesTheTrialsKeyNorAnotherSite() throws Exception {
    Journey journey = new Journey(TestTrial.BLOCKS);
    assertThrows(Refused.class, () -> journey.desk.streams(journey.trial.key));
    assertThrows(Refused.class, () -> journey.trial.desk.streams(journey.key));
    Refused refused =
        assertThrows(
            Refused.class, () -> journey.desk.refer(List.of(journey.trial.person(20, "south"))));
    assertTrue(refused.getMessage().contains("not the site of the kit"), refused.getMessage());
  }

  @Test
  void siteAwayIsNotDrawnInTheTrial() throws Exception {
    Journey journey = new Journey(TestTrial.BLOCKS);
    TestTrial trial = journey.trial;
    Refused refused = assertThrows(Refused.class, () -> trial.desk.draw(id(3), trial.streams()));
    assertTrue(refused.getMessage().contains("site-away (north-1)"));
    List<Told> told = trial.desk.drawReady("", trial.streams());
    assertEquals(List.of(id(4), id(6), id(8)), told.stream().map(Told::person).toList());
    assertThrows(Refused.class, () -> trial.desk.reveal(trial.key));
  }

  @Test
  void merge_takesEverythingBackAndDrawsOn() throws Exception {
    Journey journey = new Journey(TestTrial.BLOCKS);
    TestTrial trial = journey.trial;
    journey.desk.refer(List.of(trial.person(21, "north")));
    journey.desk.drawReady("", journey.desk.streams(journey.key));
    long told = journey.desk.record(new Event.ArmTold(id(3), trial.today()), "", "").line();
    journey.desk.record(new Event.LineVoided(told), "wrong person", "");
    journey.desk.correct(id(5), Map.of(new Variable.Id("sex"), "woman"), "typed wrongly");
    Kits.Merged merged = journey.merge();
    assertEquals(List.of(), merged.clashes());
    assertEquals(8, merged.lines());
    assertEquals(3, trial.drawn(7).drawn().position());
    assertEquals(4, trial.drawn(21).drawn().position());
    assertNull(trial.known(3).told());
    assertEquals("woman", trial.records.kept.get(id(5)).values().get("sex"));
    assertTrue(trial.records.kept.containsKey(id(21)));
    assertEquals(9, trial.records.kept.size());
    trial.refer(31, 1, "north");
    assertEquals(5, trial.desk.draw(id(31), trial.streams()).event().drawn().position());
    Audit.Report report = trial.audit();
    assertEquals(Audit.Verdict.YES, report.intact(), report.findings().toString());
    assertEquals(Audit.Verdict.YES, report.redrawn(), report.findings().toString());
    assertEquals(Audit.Verdict.YES, report.records(), report.findings().toString());
    assertTrue(journey.merge().before());
  }

  @Test
  void merge_reportsAPersonDrawnInBothAndMendsNothing() throws Exception {
    Journey journey = new Journey(TestTrial.BLOCKS);
    TestTrial trial = journey.trial;
    journey.desk.refer(List.of(trial.person(40, "north")));
    journey.desk.draw(id(40), journey.desk.streams(journey.key));
    trial.desk.refer(List.of(trial.person(40, "south")));
    Told here = trial.desk.draw(id(40), trial.streams());
    Kits.Merged merged = journey.merge();
    assertEquals(List.of(id(40)), merged.clashes());
    assertEquals(here.event(), trial.drawn(40));
    assertEquals(1, trial.known(40).clashes().size());
    assertEquals("south", trial.known(40).site());
    Audit.Report report = trial.audit();
    assertEquals(Audit.Verdict.YES, report.intact(), report.findings().toString());
    assertEquals(Audit.Verdict.YES, report.redrawn(), report.findings().toString());
    assertEquals(Audit.Verdict.YES, report.records(), report.findings().toString());
    assertEquals(1, Delivery.of(trial.desk.state(), trial.today()).alarms().size());
  }

  @Test
  void merge_thatWasInterruptedIsTheSameWhenAskedAgain() throws Exception {
    Journey journey = new Journey(TestTrial.BLOCKS);
    TestTrial trial = journey.trial;
    journey.desk.drawReady("", journey.desk.streams(journey.key));
    trial.ledger.failNext(MemoryLedger.Fault.REFUSED);
    assertThrows(java.io.IOException.class, journey::merge);
    trial.desk.refresh();
    assertFalse(journey.merge().before());
    assertEquals(Audit.Verdict.YES, trial.audit().redrawn());
  }

  @Test
  void merge_refusesAKitThatWasChanged() throws Exception {
    Journey journey = new Journey(TestTrial.BLOCKS);
    journey.desk.drawReady("", journey.desk.streams(journey.key));
    List<Entry> lines = new ArrayList<>(journey.ledger.lines());
    lines.remove(3);
    assertThrows(
        Refused.class,
        () -> Kits.merge(journey.trial.desk, new MemoryLedger(lines), journey.records));
    Refused another =
        assertThrows(
            Refused.class,
            () ->
                Kits.merge(
                    new Journey(TestTrial.BIG_STICK).trial.desk, journey.ledger, journey.records));
    assertTrue(another.getMessage().contains("of another trial"));
    Refused main =
        assertThrows(
            Refused.class,
            () -> Kits.merge(journey.trial.desk, journey.trial.ledger, journey.records));
    assertTrue(main.getMessage().contains("not of a kit"));
  }

  @Test
  void merge_refusesAKitUsedAfterItCameBack() throws Exception {
    Journey journey = new Journey(TestTrial.BLOCKS);
    journey.merge();
    journey.desk.draw(id(3), journey.desk.streams(journey.key));
    Refused refused = assertThrows(Refused.class, journey::merge);
    assertTrue(refused.getMessage().contains("used after it came back"));
  }

  @Test
  void issue_needsAStreamOfTheSite() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BLOCKS, "\"sex\"").refer(1, 2, "north");
    Refused refused =
        assertThrows(
            Refused.class,
            () ->
                Kits.issue(
                    trial.desk, "k", "north", trial.key, new MemoryLedger(), new MemoryRecords()));
    assertTrue(refused.getMessage().contains("all sites draw from one stream"));
  }
}
