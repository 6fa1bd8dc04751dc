package org.equipoise.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Digest;
import org.junit.jupiter.api.Test;

/** One ledger for each kind of tampering; the finding must name the line and say what was done. */
class ChainTest {

  private final Continuation good = TestLedger.ledger();
  private final List<String> texts = TestLedger.texts(good);

  @Test
  void walk_findsNothingInAGoodLedger() throws IOException {
    List<Entry> understood = new ArrayList<>();
    Chain chain = Chain.walk(TestLedger.standing(texts), understood::add);
    assertEquals(List.of(), chain.findings());
    assertTrue(chain.intact());
    assertEquals(good, understood);
    assertEquals(good.size(), chain.lines());
    assertEquals(good.head(), chain.head());
    assertEquals(good.digest(4), chain.digest(5));
    assertEquals(TestLedger.signer(), chain.signer());
    assertEquals(Digest.of(TestLedger.PROTOCOL).hex(), chain.trial());
  }

  @Test
  void walk_findsNothingInNothing() throws IOException {
    Chain chain = Chain.walk(TestLedger.standing(List.of()));
    assertTrue(chain.intact());
    assertEquals(Entry.NOTHING_BEFORE, chain.head());
  }

  @Test
  void walk_namesTheLineWhoseFactWasChanged() throws IOException {
    texts.set(3, texts.get(3).replace("\"arm\":\"later\"", "\"arm\":\"now\""));
    damaged(4, "line 4 was changed after line 5 was written");
  }

  @Test
  void walk_namesBothWhenTheLastButOneWasChanged() throws IOException {
    int last = texts.size();
    texts.set(last - 2, texts.get(last - 2).replace("\"tool\":\"e", "\"tool\":\"E"));
    damaged(last - 1, "or line " + last + " does not belong here");
  }

  @Test
  void walk_namesTheLineThatIsMissing() throws IOException {
    texts.remove(6);
    damaged(7, "line 7 is missing: after line 6 stands line 8");
  }

  @Test
  void walk_namesTheFirstOfTheLinesThatAreMissing() throws IOException {
    texts.subList(6, 9).clear();
    damaged(7, "line 7 and all up to line 9 are missing");
  }

  @Test
  void walk_namesTheFirstLineWhenItIsMissing() throws IOException {
    texts.remove(0);
    damaged(1, "line 1 is missing");
  }

  @Test
  void walk_namesLinesThatStandInEachOthersPlace() throws IOException {
    Collections.swap(texts, 4, 5);
    damaged(5, "line 5 and line 6 stand in each other's place");
  }

  @Test
  void walk_namesALineThatStandsFarTooEarly() throws IOException {
    Collections.swap(texts, 4, 9);
    damaged(5, "line 5 is not here: line 10 stands in its place");
  }

  @Test
  void walk_namesTheLineThatStandsTwice() throws IOException {
    texts.add(5, texts.get(4));
    damaged(6, "line 6 is line 5 once more");
  }

  @Test
  void walk_namesALineThatWasPutIn() throws IOException {
    // Written with the right number and the right tie; the lines that follow have theirs already.
    Continuation shorter = Continuation.after(5, good.digest(4), good.get(4).at());
    TestLedger.add(shorter, TestLedger.drawn(TestLedger.BO, 1));
    texts.add(5, TestLedger.texts(shorter).get(0));
    damaged(7, "carries the number 6 once more");
  }

  @Test
  void walk_namesALineThatWasExchanged() throws IOException {
    Continuation shorter = Continuation.after(5, Digest.of("elsewhere"), good.get(4).at());
    TestLedger.add(shorter, TestLedger.drawn(TestLedger.BO, 1));
    texts.set(5, TestLedger.texts(shorter).get(0));
    damaged(6, "line 6 does not belong here");
  }

  @Test
  void walk_namesALineOfAnotherTrial() throws IOException {
    Continuation other = Continuation.after(0, Entry.NOTHING_BEFORE, Instant.MIN);
    TestLedger.add(
        other,
        new Event.TrialFrozen(
            "{}", Digest.of("{}"), Digest.of("c"), TestLedger.SIGNER_TEXT, 1, ""));
    for (Event event : TestLedger.events().subList(1, 8)) {
      TestLedger.add(other, event);
    }
    texts.set(7, TestLedger.texts(other).get(7));
    damaged(8, "line 8 does not belong here: it was not written after line 7, nor line 9 after it");
  }

  @Test
  void walk_namesTheLineWhoseTimeWasChanged() throws IOException {
    texts.set(4, texts.get(4).replace("\"at\":\"2026-11-22", "\"at\":\"2026-11-21"));
    damaged(5, "line 5 goes back in time");
  }

  @Test
  void walk_namesTheLineThatWasDatedAhead() throws IOException {
    texts.set(4, texts.get(4).replace("\"at\":\"2026-11-22", "\"at\":\"2026-11-23"));
    damaged(5, "which is neither what its clock said nor the time of the line before it");
  }

  @Test
  void walk_namesTheFirstLineWhenItsProtocolWasExchanged() throws IOException {
    texts.set(0, texts.get(0).replace("eller senare", "och senare"));
    damaged(1, "line 1 holds another protocol than it says");
  }

  @Test
  void walk_namesTheFirstLineThatFreezesNothing() throws IOException {
    Entry first = good.get(0);
    Entry other =
        new Entry(
            1,
            first.at(),
            first.clock(),
            first.actor(),
            first.tool(),
            "x",
            "",
            "",
            new Event.ArmsViewed("x"),
            Entry.NOTHING_BEFORE);
    texts.set(0, Line.text(other));
    damaged(1, "does not freeze a trial");
  }

  @Test
  void walk_namesTheLineThatCannotBeRead() throws IOException {
    texts.set(9, texts.get(9).replace("service-ended", "service-doubled"));
    damaged(10, "line 10 cannot be read: the event 'service-doubled' is unknown");
  }

  @Test
  void walk_namesTheLineThatWasCutShort() throws IOException {
    int last = texts.size() - 1;
    texts.set(last, texts.get(last).substring(0, 100));
    damaged(last + 1, "cannot be read: it breaks off inside a text");
  }

  @Test
  void walk_namesACheckpointThatTheKeeperDidNotSign() throws IOException {
    Continuation lines = Continuation.after(0, Entry.NOTHING_BEFORE, Instant.MIN);
    for (Event event : TestLedger.events().subList(0, 5)) {
      TestLedger.add(lines, event);
    }
    TestLedger.add(lines, TestLedger.issued(lines, 1, TestLedger.STRANGER));
    Chain chain = Chain.walk(TestLedger.standing(TestLedger.texts(lines)));
    expect(chain, 6, "whose signature is not the keeper's");
  }

  @Test
  void walk_cannotTellALedgerThatWasMadeAnew() throws IOException {
    Chain chain = Chain.walk(TestLedger.standing(TestLedger.texts(madeAnew())));
    // The checkpoint that the ledger itself speaks of tells: it covers a line that is no more.
    expect(chain, 24, "issues a checkpoint of another line 23 than stands here");

    List<Entry> shorter = new ArrayList<>(madeAnew().subList(0, 23));
    Chain silent = Chain.walk(TestLedger.standing(TestLedger.texts(TestLedger.madeAnew(shorter))));
    assertTrue(silent.intact(), "which is why checkpoints are handed out");
    assertNotEquals(good.digest(22), silent.head());
  }

  /** An insider turns an arm and makes all that follows anew. */
  private Continuation madeAnew() {
    List<Entry> entries = new ArrayList<>(good);
    Entry drawn = entries.get(3);
    Event.ArmDrawn other = TestLedger.drawn(TestLedger.ANNA, 3);
    entries.set(
        3,
        new Entry(
            4,
            drawn.at(),
            drawn.clock(),
            drawn.actor(),
            drawn.tool(),
            drawn.request(),
            "",
            "",
            other,
            drawn.previous()));
    return TestLedger.madeAnew(entries);
  }

  @Test
  void completeness_isShownUpToTheLastCheckpoint() throws IOException {
    Chain chain = Chain.walk(TestLedger.standing(texts));
    Completeness completeness =
        Completeness.of(
            chain,
            List.of(
                TestLedger.checkpoint(good, 3, 20),
                TestLedger.checkpoint(good, 1, 5),
                TestLedger.checkpoint(good, 2, 12)));
    assertTrue(completeness.shown());
    assertEquals(20, completeness.upTo());
    assertEquals(3, completeness.checkpoint());
    assertEquals(List.of(), completeness.findings());
  }

  @Test
  void completeness_isNotShownWithoutACheckpoint() throws IOException {
    assertFalse(Completeness.of(Chain.walk(TestLedger.standing(texts)), List.of()).shown());
  }

  @Test
  void completeness_tellsThatTheTailWasCutOff() throws IOException {
    Chain chain = Chain.walk(TestLedger.standing(texts.subList(0, 12)));
    assertTrue(chain.intact(), "the chain alone cannot tell");
    Completeness completeness =
        Completeness.of(
            chain, List.of(TestLedger.checkpoint(good, 1, 5), TestLedger.checkpoint(good, 3, 20)));
    incomplete(
        completeness,
        13,
        "the ledger ends at line 12; checkpoint 3 covers 20 lines: the last 8 are missing");
    assertEquals(5, completeness.upTo());
  }

  @Test
  void completeness_tellsThatTheLedgerWasMadeAnew() throws IOException {
    List<Entry> shorter = new ArrayList<>(madeAnew().subList(0, 23));
    Chain chain = Chain.walk(TestLedger.standing(TestLedger.texts(TestLedger.madeAnew(shorter))));
    Completeness completeness =
        Completeness.of(
            chain, List.of(TestLedger.checkpoint(good, 1, 3), TestLedger.checkpoint(good, 2, 20)));
    incomplete(
        completeness,
        20,
        "line 20 is not the line of which checkpoint 2 was made: it was changed after line 3");
    assertEquals(3, completeness.upTo());
  }

  @Test
  void completeness_tellsACheckpointWhoseTextWasChanged() throws IOException {
    Checkpoint right = TestLedger.checkpoint(good, 2, 20);
    Checkpoint changed =
        new Checkpoint(
            2, right.trial(), 19, good.digest(18), right.at(), right.to(), right.signature());
    incomplete(
        Completeness.of(Chain.walk(TestLedger.standing(texts)), List.of(changed)),
        1,
        "checkpoint 2 is not signed with the key that line 1 names");
  }

  @Test
  void completeness_tellsACheckpointSignedBySomebodyElse() throws IOException {
    Checkpoint strange = TestLedger.checkpoint(good, 2, 20, good.get(20).at(), TestLedger.STRANGER);
    incomplete(
        Completeness.of(Chain.walk(TestLedger.standing(texts)), List.of(strange)),
        1,
        "checkpoint 2 is not signed with the key that line 1 names");
  }

  @Test
  void completeness_tellsACheckpointOfAnotherTrial() throws IOException {
    Checkpoint other =
        Checkpoint.signed(
            1, Digest.of("{}").hex(), 3, good.digest(2), good.get(3).at(), "X", TestLedger.SIGNER);
    incomplete(
        Completeness.of(Chain.walk(TestLedger.standing(texts)), List.of(other)),
        1,
        "checkpoint 1 is of another trial");
  }

  private static void incomplete(Completeness completeness, int line, String words) {
    assertFalse(completeness.shown());
    assertEquals(1, completeness.findings().size(), completeness.findings().toString());
    Finding finding = completeness.findings().get(0);
    assertEquals(line, finding.place().line());
    assertTrue(finding.found().contains(words), finding.found());
  }

  private void damaged(int line, String words) throws IOException {
    expect(Chain.walk(TestLedger.standing(texts)), line, words);
  }

  private static void expect(Chain chain, int line, String words) {
    assertFalse(chain.intact());
    assertEquals(1, chain.findings().size());
    Finding finding = chain.findings().get(0);
    assertTrue(finding.found().contains(words), finding.found());
    assertEquals(line, finding.place().line(), finding.found());
  }
}
