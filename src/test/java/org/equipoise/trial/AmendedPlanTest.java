package org.equipoise.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.PlanChange;
import org.equipoise.protocol.PlanChange.Weight;
import org.equipoise.protocol.PlanChanges;
import org.equipoise.protocol.Wave;
import org.equipoise.report.Origin.LedgerFacts;
import org.equipoise.report.PlanRecord;
import org.equipoise.report.PlanRecord.Amendment;
import org.equipoise.waves.Chronicle;
import org.junit.jupiter.api.Test;

/** What a ledger written by a desk tells of the plan. */
class AmendedPlanTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

  private static Chronicle told(TestTrial trial, LocalDate day) throws Exception {
    return Chronicle.read(trial.ledger, TestTrial::read, ZONE, day);
  }

  private static void look(TestTrial trial, String what, String why) throws Exception {
    trial.desk.record(new Event.ArmsViewed(what), why, "view/" + what + "/" + trial.now);
  }

  private static void amend(TestTrial trial, int version, String from, String to, String why)
      throws Exception {
    String text = trial.text.replace("\"version\": 1", "\"version\": " + version);
    assertTrue(text.contains(from), from);
    String changed = text.replace(from, to);
    trial.desk.amend(changed, Digest.of(changed), why);
  }

  @Test
  void of_neverAmended() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"").refer(1, 2, "north");
    PlanRecord plan = PlanRecord.of(told(trial, trial.today()), ZONE);
    assertEquals(TestTrial.read(trial.text), plan.frozen());
    assertEquals(List.of(), plan.amendments());
    assertEquals(List.of(), plan.closings());
  }

  @Test
  void of_amendmentsKnowTheirDayReasonAndWhoHadLookedBefore() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"").refer(1, 4, "north");
    trial.desk.draw(TestTrial.id(1), trial.streams());
    trial.days(1);
    look(trial, "notice " + TestTrial.id(1), "to tell the person");
    trial.days(1);
    amend(trial, 2, "400", "500", "more places");
    LocalDate first = trial.today();
    trial.days(3);
    look(trial, "analysis", "the board asked");
    LocalDate looked = trial.today();
    trial.days(2);
    amend(trial, 3, "up-good", "down-good", "we had it the wrong way round");
    LocalDate second = trial.today();

    Chronicle told = told(trial, trial.today());
    PlanRecord plan = PlanRecord.of(told, ZONE);
    assertEquals(1, Objects.requireNonNull(plan.frozen()).version());
    Amendment more = plan.amendments().get(0);
    assertEquals(2, more.protocol().version());
    assertEquals(first, more.day());
    assertEquals("more places", more.reason());
    // A letter to one person about the own arm shows nobody how the arms do.
    assertFalse(more.afterViewing());
    Amendment turned = plan.amendments().get(1);
    assertEquals(second, turned.day());
    assertTrue(turned.afterViewing());
    PlanChange intake = PlanChanges.between(plan.frozen(), more.protocol()).get(0);
    assertEquals("/intake/target", intake.pointer());
    assertEquals(Weight.SAMPLE, intake.weight());

    LedgerFacts facts = LedgerFacts.of(told, ZONE);
    assertEquals(trial.desk.state().lines(), facts.lines());
    assertEquals(trial.desk.state().head().hex(), facts.head());
    assertEquals(trial.desk.state().commitment().hex(), facts.commitment());
    assertFalse(facts.keyRevealed());
    assertEquals(2, facts.viewings().size());
    assertEquals(looked, facts.viewings().get(1).day());
    assertEquals("analysis", facts.viewings().get(1).what());
    assertEquals("the board asked", facts.viewings().get(1).why());
  }

  /** What was written later is not known on an earlier day. */
  @Test
  void of_anEarlierDayKnowsTheVersionInForceThen() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"");
    LocalDate before = trial.today();
    trial.days(5);
    amend(trial, 2, "400", "500", "more places");
    assertEquals(List.of(), PlanRecord.of(told(trial, before), ZONE).amendments());
    assertEquals(1, PlanRecord.of(told(trial, trial.today()), ZONE).amendments().size());
  }

  @Test
  void of_aWaveClosedBeforeTheLastWindowEnded() throws Exception {
    TestTrial trial = TestTrial.surveyed().refer(1, 2, "north");
    trial.desk.draw(TestTrial.id(1), trial.streams());
    // The windows of w2 end 110 days after the draw.
    trial.days(100);
    Wave.Id wave = new Wave.Id("w2");
    trial.desk.record(new Event.WaveClosed(wave, trial.today()), "no more money", "close/w2");
    PlanRecord plan = PlanRecord.of(told(trial, trial.today()), ZONE);
    assertEquals(
        List.of(new PlanRecord.Closing(wave, trial.today(), "no more money")), plan.closings());
    assertNotNull(plan.frozen());
  }

  @Test
  void of_aWaveClosedInTimeIsNoDeviation() throws Exception {
    TestTrial trial = TestTrial.surveyed().refer(1, 2, "north");
    trial.desk.draw(TestTrial.id(1), trial.streams());
    trial.days(111);
    trial.desk.record(new Event.WaveClosed(new Wave.Id("w2"), trial.today()), "over", "close/w2");
    assertEquals(List.of(), PlanRecord.of(told(trial, trial.today()), ZONE).closings());
  }
}
