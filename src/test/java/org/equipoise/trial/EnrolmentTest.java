package org.equipoise.trial;

import static org.equipoise.trial.TestTrial.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Arm;
import org.junit.jupiter.api.Test;

/** What may be seen of a trial, and what may not. */
class EnrolmentTest {

  private final LocalDate day = LocalDate.parse("2026-03-02");

  @Test
  void groupsAddUpAndNameTheReasons() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\", \"sex\"");
    trial.desk.refer(
        List.of(
            trial.person(1, "north"),
            TestTrial.with(trial.person(2, "north"), "lot", false, "adult", true),
            TestTrial.with(trial.person(3, "north"), "lot", true, "urgent", true),
            TestTrial.with(trial.person(4, "south"), "sex", ""),
            TestTrial.at(trial.person(5, "south"), "south", "af", trial.today()),
            trial.person(6, "north")));
    trial.desk.refer(List.of(TestTrial.at(trial.person(1, "north"), "south", "af", day)));
    trial.desk.draw(id(1), trial.streams());
    trial.desk.record(
        new Event.PlacedOutside(id(6), Event.PlacedOutside.Placement.URGENT, "head", day),
        "cannot wait",
        "");
    Enrolment enrolment = enrolment(trial);
    Enrolment.Group north = enrolment.sites().get(0);
    assertEquals("north", north.code());
    assertEquals(4, north.referred());
    assertEquals(1, north.again());
    assertEquals(1, north.count(Standing.Kind.DRAWN));
    assertEquals(Map.of("lot", 1), north.reasons().get(Standing.Kind.NO_CONSENT));
    assertEquals(Map.of("urgent", 1), north.reasons().get(Standing.Kind.NOT_ELIGIBLE));
    assertEquals(Map.of("urgent", 1), north.reasons().get(Standing.Kind.OUTSIDE));
    assertEquals(0.5, north.shareOutside());
    Enrolment.Group south = enrolment.sites().get(1);
    assertEquals(1, south.count(Standing.Kind.READY));
    assertEquals(Map.of("sex", 1), south.reasons().get(Standing.Kind.VALUES_MISSING));
    assertEquals(0, enrolment.sites().get(2).referred());
    for (List<Enrolment.Group> groups : List.of(enrolment.sites(), enrolment.referrers())) {
      assertEquals(6, groups.stream().mapToInt(Enrolment.Group::referred).sum());
    }
    assertEquals(6, enrolment.all().standing().values().stream().mapToInt(Integer::intValue).sum());
    assertEquals("1 of 2 were placed without a draw", enrolment.alarms().get(0).found());
  }

  /** Of nine, three get places, two fill in; one of these then gets a free place. */
  @Test
  void placeFromTheFillInGroupIsOutsideButNoAlarm() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.LOTTERY, "\"site\"").refer(1, 9, "north");
    trial.desk.drawReady("", trial.streams());
    int n = 1;
    while (trial.drawn(n).drawn().arm() != null) {
      n++;
    }
    trial.desk.record(
        new Event.PlacedOutside(id(n), Event.PlacedOutside.Placement.FILL_IN, "head", day),
        "a place was free",
        "");
    trial.desk.record(new Event.ServiceStarted(id(n), day), "", "");
    Enrolment enrolment = enrolment(trial);
    assertEquals(1, enrolment.all().count(Standing.Kind.OUTSIDE));
    assertEquals(8, enrolment.all().count(Standing.Kind.DRAWN));
    assertEquals(0, enrolment.all().shareOutside());
    assertEquals(List.of(), enrolment.alarms());
  }

  /** 61 of the 365 days of the intake have gone on 2 March: 400 x 61 / 365 = 66.8. */
  @Test
  void planIsEvenOverTheIntake() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"");
    assertEquals(400, enrolment(trial).target());
    assertEquals(67, enrolment(trial).due());
  }

  private static Enrolment enrolment(TestTrial trial) throws Exception {
    return Enrolment.of(trial.desk.state(), trial.desk.standings(), trial.today());
  }

  @Test
  void maskedStatusIsTheSameWhateverTheArms() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.SIMPLE, "\"site\"").refer(1, 20, "north", "south");
    trial.desk.drawReady("", trial.streams());
    for (int n = 1; n <= 20; n += 3) {
      trial.desk.record(new Event.ArmTold(id(n), day), "", "");
      trial.desk.record(new Event.ServiceStarted(id(n), day), "", "");
    }
    TrialState mirrored = new TrialState(TestTrial::read);
    for (Entry entry : mirrored(trial.ledger.lines())) {
      mirrored.apply(entry);
    }
    Enrolment masked = enrolment(trial);
    assertEquals(masked, Enrolment.of(mirrored, trial.desk.standings(), trial.today()));
    String words = masked.toString();
    assertFalse(words.contains("now") || words.contains("later"), words);
    assertFalse(
        Delivery.of(trial.desk.state(), day).equals(Delivery.of(mirrored, day)),
        "the unmasked form does tell");
  }

  /** The same ledger with every arm the other one. */
  private static List<Entry> mirrored(List<Entry> lines) {
    List<Entry> mirrored = new ArrayList<>();
    for (Entry entry : lines) {
      if (entry.event() instanceof Event.ArmDrawn e) {
        var d = e.drawn();
        Arm.Id arm = new Arm.Id("now".equals(String.valueOf(d.arm())) ? "later" : "now");
        var other =
            new org.equipoise.draw.Drawn(
                d.unit(),
                arm,
                d.rule(),
                d.stream(),
                d.position(),
                d.batch(),
                d.inputs(),
                d.evidence(),
                d.probability(),
                d.chance());
        mirrored.add(
            MemoryLedger.with(
                entry,
                new Event.ArmDrawn(
                    e.person(),
                    other,
                    0,
                    1,
                    e.on(),
                    e.on().plusDays(arm.value().equals("now") ? 0 : 180))));
      } else {
        mirrored.add(entry);
      }
    }
    return mirrored;
  }

  @Test
  void deliveryCountsWhatBecameOfEachArm() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"").refer(1, 10, "north");
    trial.desk.drawReady("", trial.streams());
    List<Integer> now = new ArrayList<>();
    List<Integer> later = new ArrayList<>();
    for (int n = 1; n <= 10; n++) {
      ("now".equals(String.valueOf(trial.drawn(n).drawn().arm())) ? now : later).add(n);
    }
    trial.desk.record(new Event.ArmTold(id(now.get(0)), day), "", "");
    trial.desk.record(new Event.ServiceStarted(id(now.get(0)), day), "", "");
    trial.days(40);
    LocalDate start = day.plusDays(40);
    trial.desk.record(new Event.ServiceStarted(id(now.get(1)), start), "", "");
    trial.desk.record(new Event.ServiceNeverStarted(id(now.get(2)), start), "", "");
    trial.desk.record(new Event.ServiceStarted(id(later.get(0)), start), "", "");
    trial.desk.record(
        new Event.Withdrawn(id(later.get(1)), Event.Withdrawn.From.CONTACT, start), "", "");
    Delivery delivery = Delivery.of(trial.desk.state(), trial.today());
    Delivery.Course first = delivery.arms().get(0);
    assertEquals(now.size(), first.drawn());
    assertEquals(1, first.told());
    assertEquals(2, first.started());
    assertEquals(1, first.late());
    assertEquals(0, first.early());
    assertEquals(1, first.never());
    assertEquals(now.size() - 3, first.due());
    assertEquals(20.0, first.medianStart());
    Delivery.Course second = delivery.arms().get(1);
    assertEquals(1, second.early());
    assertEquals(later.size() - 1, second.waiting());
    assertEquals(Map.of(Event.Withdrawn.From.CONTACT, 1), second.withdrawn());
    assertEquals(40.0, second.medianStart());
    assertEquals(20 / 7.0, assertNotNullDouble(delivery.separation()));
    assertEquals(1, delivery.alarms().size());
    assertTrue(delivery.alarms().get(0).found().contains("early start: 140 days"));
    Delivery.Balance balance = delivery.balance().get(0);
    assertEquals(
        Map.of(new Arm.Id("now"), now.size(), new Arm.Id("later"), later.size()), balance.units());
  }

  private static double assertNotNullDouble(Double value) {
    assertNotNull(value);
    return value;
  }

  @Test
  void separationIsUnknownBeforeBothArmsStart() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"").refer(1, 4, "north");
    trial.desk.drawReady("", trial.streams());
    assertNull(Delivery.of(trial.desk.state(), trial.today()).separation());
  }
}
