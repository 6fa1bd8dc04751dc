package org.equipoise.trial;

import static org.equipoise.trial.TestTrial.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.equipoise.document.Language;
import org.equipoise.draw.Chance;
import org.equipoise.draw.DrawKey;
import org.equipoise.draw.Drawn;
import org.equipoise.draw.StreamName;
import org.equipoise.ledger.Checkpoint;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Digest;
import org.equipoise.report.VerdictText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way of tampering with draws under a chain made anew, and what the audit says of it. */
class AuditTest {

  /** 1 freeze, 2 to 13 referrals, 14 to 25 draws: persons 1 to 12 at north and south in turn. */
  private static TestTrial drawn(String rule) throws Exception {
    TestTrial trial = TestTrial.of(rule, "\"site\"").refer(1, 12, "north", "south");
    trial.desk.drawReady("", trial.streams());
    assertEquals(25, trial.ledger.lines().size());
    return trial;
  }

  private static UnaryOperator<Event> draw(UnaryOperator<Drawn> change) {
    return event -> {
      Event.ArmDrawn e = (Event.ArmDrawn) event;
      Drawn d = change.apply(e.drawn());
      return new Event.ArmDrawn(e.person(), d, e.joins(), e.protocolVersion(), e.on(), e.start());
    };
  }

  private static Drawn with(Drawn d, Arm.Id arm, StreamName stream, long position, Chance design) {
    return new Drawn(
        d.unit(),
        arm,
        d.rule(),
        stream,
        position,
        d.batch(),
        d.inputs(),
        d.evidence(),
        design,
        d.chance());
  }

  private static Arm.Id other(Arm.Id arm) {
    return new Arm.Id(Objects.requireNonNull(arm).value().equals("now") ? "later" : "now");
  }

  /** Asserts that the audit says no to the draws, at this line and in these words. */
  private static void assertNotRedrawn(Audit.Report report, int line, String words) {
    assertEquals(Audit.Verdict.NO, report.redrawn(), report.findings().toString());
    assertTrue(
        report.findings().stream()
            .anyMatch(f -> f.place().line() == line && f.toString().contains(words)),
        report.findings().toString());
  }

  private static void assertForbidden(Audit.Report report, int line, String words) {
    assertEquals(Audit.Verdict.NO, report.intact(), report.findings().toString());
    assertTrue(
        report.findings().stream()
            .anyMatch(f -> f.place().line() == line && f.toString().contains(words)),
        report.findings().toString());
  }

  private static final List<String> RULES =
      List.of(
          TestTrial.BIG_STICK,
          TestTrial.BLOCKS,
          TestTrial.SIMPLE,
          TestTrial.COMPLETE,
          TestTrial.MINIMISATION);

  @Test
  void untouchedLedgerIsBelieved() throws Exception {
    for (String rule : RULES) {
      Audit.Report report = drawn(rule).audit();
      assertEquals(Audit.Verdict.YES, report.intact(), rule);
      assertEquals(Audit.Verdict.YES, report.redrawn(), rule);
      assertEquals(Audit.Verdict.YES, report.records(), rule);
      assertEquals(Audit.Verdict.NOT_SHOWN, report.complete(), rule);
      assertEquals(12, report.draws(), rule);
    }
  }

  /** Flipping the arm also changes its planned start, which an insider would mend. */
  @Test
  void flippedArmIsNamed() throws Exception {
    for (String rule : RULES) {
      Audit.Report report =
          drawn(rule)
              .tampered(
                  18,
                  event -> {
                    Event.ArmDrawn e = (Event.ArmDrawn) event;
                    Drawn d = e.drawn();
                    Arm.Id arm = other(d.arm());
                    return new Event.ArmDrawn(
                        e.person(),
                        with(d, arm, d.stream(), d.position(), d.probability()),
                        0,
                        1,
                        e.on(),
                        e.on().plusDays(arm.value().equals("now") ? 0 : 180));
                  });
      assertEquals(Audit.Verdict.YES, report.intact());
      assertNotRedrawn(report, 18, "from the key and the draws before follows arm");
    }
  }

  @Test
  void armThatDoesNotFitItsStartIsForbidden() throws Exception {
    Audit.Report report =
        drawn(TestTrial.BIG_STICK)
            .tampered(
                18, draw(d -> with(d, other(d.arm()), d.stream(), d.position(), d.probability())));
    assertForbidden(report, 18, "planned to start");
  }

  /** The numbers hang on the position alone; the seals tell who stood there. */
  @Test
  void twoPeopleExchangedOnOneStreamAreNamed() throws Exception {
    for (String rule : List.of(TestTrial.BIG_STICK, TestTrial.BLOCKS, TestTrial.SIMPLE)) {
      TestTrial trial = drawn(rule);
      List<Entry> entries = new ArrayList<>(trial.ledger.lines());
      Event.ArmDrawn fifth = (Event.ArmDrawn) entries.get(17).event();
      Event.ArmDrawn seventh = (Event.ArmDrawn) entries.get(19).event();
      assertEquals(fifth.drawn().stream(), seventh.drawn().stream());
      entries.set(17, MemoryLedger.with(entries.get(17), given(fifth, seventh.person())));
      entries.set(19, MemoryLedger.with(entries.get(19), given(seventh, fifth.person())));
      Audit.Report report = audit(trial, entries);
      assertEquals(Audit.Verdict.YES, report.intact());
      assertNotRedrawn(report, 18, "sealed");
    }
  }

  /** A draw as it stands, but given to somebody else. */
  private static Event.ArmDrawn given(Event.ArmDrawn e, PersonId to) {
    Drawn d = e.drawn();
    Drawn drawn =
        new Drawn(
            to.value(),
            d.arm(),
            d.rule(),
            d.stream(),
            d.position(),
            d.batch(),
            d.inputs(),
            d.evidence(),
            d.probability(),
            d.chance());
    return new Event.ArmDrawn(to, drawn, e.joins(), e.protocolVersion(), e.on(), e.start());
  }

  @Test
  void changedPositionIsNamed() throws Exception {
    Audit.Report report =
        drawn(TestTrial.SIMPLE)
            .tampered(18, draw(d -> with(d, d.arm(), d.stream(), 7, d.probability())));
    assertNotRedrawn(report, 18, "position 7");
  }

  @Test
  void changedProbabilityIsNamed() throws Exception {
    Audit.Report report =
        drawn(TestTrial.BLOCKS)
            .tampered(18, draw(d -> with(d, d.arm(), d.stream(), d.position(), Chance.of(2, 3))));
    assertNotRedrawn(report, 18, "probability 2/3");
  }

  @Test
  void changedChanceIsNamed() throws Exception {
    Audit.Report report =
        drawn(TestTrial.SIMPLE)
            .tampered(
                18,
                draw(
                    d ->
                        new Drawn(
                            d.unit(),
                            d.arm(),
                            d.rule(),
                            d.stream(),
                            d.position(),
                            d.batch(),
                            d.inputs(),
                            d.evidence(),
                            d.probability(),
                            Chance.of(9, 10))));
    assertNotRedrawn(report, 18, "chance 9/10");
  }

  @Test
  void changedEvidenceIsNamed() throws Exception {
    Audit.Report report =
        drawn(TestTrial.BLOCKS)
            .tampered(
                18,
                draw(
                    d -> {
                      Map<String, String> evidence = new LinkedHashMap<>(d.evidence());
                      evidence.put("sealed", "0".repeat(64));
                      return new Drawn(
                          d.unit(),
                          d.arm(),
                          d.rule(),
                          d.stream(),
                          d.position(),
                          d.batch(),
                          d.inputs(),
                          evidence,
                          d.probability(),
                          d.chance());
                    }));
    assertNotRedrawn(report, 18, "sealed");
  }

  @Test
  void drawMovedToAnotherStreamIsForbidden() throws Exception {
    Audit.Report report =
        drawn(TestTrial.BIG_STICK)
            .tampered(
                18,
                draw(
                    d ->
                        with(d, d.arm(), new StreamName(1, "west", Map.of()), 0, d.probability())));
    assertForbidden(report, 18, "the person was referred at 'north'");
  }

  @Test
  void changedStratumIsNamed() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BLOCKS, "\"sex\"").refer(1, 8, "north");
    trial.desk.drawReady("", trial.streams());
    Audit.Report report =
        trial.tampered(
            14,
            draw(
                d ->
                    with(
                        d,
                        d.arm(),
                        new StreamName(1, "", Map.of("sex", "woman")),
                        d.position(),
                        d.probability())));
    assertNotRedrawn(report, 14, id(5).value());
    List<Entry> entries = new ArrayList<>(trial.ledger.lines());
    assertEquals(17, entries.size());
  }

  @Test
  void drawTakenOutUnderAChainMadeAnewIsNamedByTheNextOnItsStream() throws Exception {
    TestTrial trial = drawn(TestTrial.BIG_STICK);
    List<Entry> entries = new ArrayList<>(trial.ledger.lines());
    entries.remove(17);
    Audit.Report report = audit(trial, entries);
    assertEquals(Audit.Verdict.YES, report.intact());
    assertNotRedrawn(report, 19, "position");
  }

  @Test
  void drawsInAnotherOrderAreNamed() throws Exception {
    TestTrial trial = drawn(TestTrial.BIG_STICK);
    List<Entry> entries = new ArrayList<>(trial.ledger.lines());
    Entry moved = entries.remove(17);
    entries.add(19, moved);
    assertNotRedrawn(audit(trial, entries), 19, "position");
  }

  @Test
  void inventedDrawIsNamed() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BLOCKS, "\"site\"").refer(1, 12, "north", "south");
    for (int n = 1; n <= 10; n++) {
      trial.desk.draw(id(n), trial.streams());
    }
    List<Entry> entries = new ArrayList<>(trial.ledger.lines());
    Entry last = entries.get(entries.size() - 2);
    Event.ArmDrawn e = (Event.ArmDrawn) last.event();
    Drawn d = e.drawn();
    Drawn invented =
        new Drawn(
            id(11).value(),
            d.arm(),
            d.rule(),
            d.stream(),
            d.position() + 1,
            0,
            d.inputs(),
            d.evidence(),
            d.probability(),
            d.chance());
    entries.add(
        new Entry(
            0,
            last.at(),
            last.clock(),
            last.actor(),
            last.tool(),
            "draw/" + id(11),
            "",
            "",
            new Event.ArmDrawn(id(11), invented, 0, 1, e.on(), e.start()),
            last.previous()));
    Audit.Report report = audit(trial, entries);
    assertEquals(Audit.Verdict.YES, report.intact());
    assertNotRedrawn(report, 24, id(11).value());
  }

  @Test
  void secondDrawOfAPersonIsForbidden() throws Exception {
    TestTrial trial = drawn(TestTrial.SIMPLE);
    List<Entry> entries = new ArrayList<>(trial.ledger.lines());
    Entry last = entries.get(24);
    entries.add(
        new Entry(
            0,
            last.at(),
            last.clock(),
            last.actor(),
            last.tool(),
            "once more",
            "",
            "",
            last.event(),
            last.previous()));
    assertForbidden(audit(trial, entries), 26, "drawn already on line 25");
  }

  @Test
  void requestCarriedOutTwiceIsForbidden() throws Exception {
    TestTrial trial = drawn(TestTrial.SIMPLE);
    List<Entry> entries = new ArrayList<>(trial.ledger.lines());
    Entry last = entries.get(24);
    entries.add(
        new Entry(
            0,
            last.at(),
            last.clock(),
            last.actor(),
            last.tool(),
            last.request(),
            "",
            "",
            new Event.ArmTold(id(1), trial.today()),
            last.previous()));
    assertForbidden(audit(trial, entries), 26, "carried out on line 25");
  }

  @Test
  void drawOfSomebodyNotEligibleIsForbidden() throws Exception {
    Audit.Report report =
        drawn(TestTrial.SIMPLE)
            .tampered(
                3,
                event -> {
                  Event.PersonReferred e = (Event.PersonReferred) event;
                  Map<org.equipoise.protocol.Criterion.Id, Boolean> answers =
                      new LinkedHashMap<>(e.answers());
                  answers.put(new org.equipoise.protocol.Criterion.Id("urgent"), true);
                  return new Event.PersonReferred(
                      e.person(),
                      e.site(),
                      e.referrer(),
                      e.on(),
                      e.consents(),
                      answers,
                      e.record());
                });
    assertForbidden(report, 15, "not-eligible (urgent)");
  }

  @Test
  void anotherKeyIsNotTheOneCommittedTo() throws Exception {
    TestTrial trial = drawn(TestTrial.SIMPLE);
    trial.desk.reveal(trial.key);
    DrawKey other = DrawKey.parse("ab".repeat(32));
    Audit.Report report = trial.tampered(26, event -> new Event.KeyRevealed(other.hex()));
    assertEquals(Audit.Verdict.YES, report.redrawn(), "the key given is the right one");
    List<Entry> entries = new ArrayList<>(trial.ledger.lines());
    entries.set(25, MemoryLedger.with(entries.get(25), new Event.KeyRevealed(other.hex())));
    Audit.Report alone = Audit.of(MemoryLedger.chained(entries), TestTrial::read, List.of(), null);
    assertNotRedrawn(alone, 1, "is not the one that was committed to");
  }

  @Test
  void drawAfterTheKeyWasRevealedIsForbidden() throws Exception {
    TestTrial trial = drawn(TestTrial.SIMPLE);
    trial.desk.reveal(trial.key);
    List<Entry> entries = new ArrayList<>(trial.ledger.lines());
    entries.add(entries.remove(24));
    assertForbidden(audit(trial, entries), 26, "the intake is over");
  }

  @Test
  void changedSecondNumberIsNamed() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BLOCKS, "\"site\"");
    trial.desk.mixIn(Event.NumberMixedIn.Source.SECOND_PARTY, "the county", "271828");
    trial.refer(1, 4, "north");
    trial.desk.drawReady("", trial.streams());
    Audit.Report report =
        trial.tampered(
            2,
            event ->
                new Event.NumberMixedIn(
                    Event.NumberMixedIn.Source.SECOND_PARTY, "the county", "314159"));
    assertNotRedrawn(report, 7, id(1).value());
  }

  @Test
  void swappedProtocolIsNotTheOneCommittedTo() throws Exception {
    TestTrial trial = drawn(TestTrial.BIG_STICK);
    String other = trial.text.replace("\"limit\": 3", "\"limit\": 4");
    assertNotEquals(other, trial.text);
    Audit.Report report =
        trial.tampered(
            1,
            event -> {
              Event.TrialFrozen e = (Event.TrialFrozen) event;
              return new Event.TrialFrozen(
                  other, Digest.of(other), e.commitment(), e.signer(), 1, "");
            });
    assertNotRedrawn(report, 1, "is not the one that was committed to");
  }

  /** Person 1 is erased after the line that was changed: that is not to be seen. */
  @Test
  void nobodyIsAccusedFromADamagedLineOn() throws Exception {
    TestTrial trial = drawn(TestTrial.SIMPLE);
    trial.desk.erase(id(1), "asked for it");
    List<Entry> entries = new ArrayList<>(trial.ledger.lines());
    entries.set(
        17,
        MemoryLedger.with(
            entries.get(17),
            draw(d -> with(d, d.arm(), d.stream(), 7, d.probability()))
                .apply(entries.get(17).event())));
    Ledger changed = new MemoryLedger(entries);
    Audit.Report report = Audit.of(changed, TestTrial::read, List.of(), trial.key, trial.records);
    assertEquals(18, report.damagedFrom());
    assertEquals(Audit.Verdict.NO, report.intact());
    assertEquals(Audit.Verdict.NOT_SHOWN, report.records(), report.findings().toString());
    assertTrue(
        report.findings().stream().noneMatch(f -> f.toString().contains("missing from the file")),
        report.findings().toString());
    String text = VerdictText.of(report, Language.ENGLISH).text();
    assertTrue(
        text.contains(
            "Records of people: NOT SHOWN. Not judged: the ledger is damaged from line 18 on."),
        text);
    Audit.Report keyless = Audit.of(changed, TestTrial::read, List.of(), null, trial.records);
    assertEquals(Audit.Verdict.NOT_SHOWN, keyless.redrawn());
    assertFalse(VerdictText.of(keyless, Language.ENGLISH).text().contains("--key"), text);
  }

  @Test
  void factRecordedBeforeTheDrawIsForbidden() throws Exception {
    TestTrial trial = drawn(TestTrial.SIMPLE);
    trial.desk.record(new Event.ArmTold(id(3), trial.today()), "", "");
    Audit.Report report =
        trial.tampered(26, event -> new Event.ArmTold(id(3), trial.today().minusDays(3)));
    assertForbidden(report, 26, "before the");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void cutTailIsToldByACheckpoint(int cut) throws Exception {
    TestTrial trial = drawn(TestTrial.SIMPLE);
    Checkpoint checkpoint = trial.desk.checkpoint(trial.signer.getPrivate(), "the county board");
    assertEquals(25, checkpoint.upTo());
    List<Entry> entries = trial.ledger.lines().subList(0, 25 - cut);
    Audit.Report report =
        Audit.of(MemoryLedger.chained(entries), TestTrial::read, List.of(checkpoint), trial.key);
    assertEquals(cut == 0 ? Audit.Verdict.YES : Audit.Verdict.NO, report.complete());
    assertEquals(cut == 0 ? 25 : 0, report.upTo());
  }

  @Test
  void checkpointIsSignedWithTheKeyOfTheTrialOnly() throws Exception {
    TestTrial trial = drawn(TestTrial.SIMPLE);
    var other = org.equipoise.ledger.Signer.generate().getPrivate();
    org.junit.jupiter.api.Assertions.assertThrows(
        Refused.class, () -> trial.desk.checkpoint(other, "the county board"));
  }

  @Test
  void withoutTheKeyTheDrawsAreNotShown() throws Exception {
    TestTrial trial = drawn(TestTrial.SIMPLE);
    Audit.Report report = Audit.of(trial.ledger, TestTrial::read, List.of(), null);
    assertEquals(Audit.Verdict.NOT_SHOWN, report.redrawn());
    assertEquals(Audit.Verdict.YES, report.intact());
  }

  @Test
  void unreadableProtocolIsAFinding() throws Exception {
    TestTrial trial = drawn(TestTrial.SIMPLE);
    Audit.Report report =
        Audit.of(
            trial.ledger,
            text -> {
              throw new IllegalArgumentException("written by a newer version");
            },
            List.of(),
            null);
    assertForbidden(report, 1, "newer version");
  }

  private static Audit.Report audit(TestTrial trial, List<Entry> entries) throws Exception {
    return Audit.of(MemoryLedger.chained(entries), TestTrial::read, List.of(), trial.key);
  }
}
