package org.equipoise.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.draw.Chance;
import org.equipoise.draw.Drawn;
import org.equipoise.draw.StreamName;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;

/** A small good ledger in which every kind of event happens, and ways to spoil it. */
public final class TestLedger {

  /** Keys made for this test with the JDK's generator; they sign nothing else. */
  public static final PrivateKey SIGNER =
      Signer.privateKey("MC4CAQAwBQYDK2VwBCIEIEnz7A382giqHIdLB22N7rB6OiWTNmpIG69Um6IRfsFd");

  public static final String SIGNER_TEXT =
      "MCowBQYDK2VwAyEAjFW7am0kfjiWiH47SoCJ/ME7bxxPOT2ZZ6SPz5sf7a8=";

  public static final PrivateKey STRANGER =
      Signer.privateKey("MC4CAQAwBQYDK2VwBCIEIONHCKtg9hfS+bJwkF4zyFbVJDW96k29X7g2pg9epyja");

  public static final String PROTOCOL = "{\"title\":\"Åre, \\\"nu\\\" eller senare\\n\"}";

  public static final PersonId ANNA = new PersonId("K7QF-2M9X-HP4C");
  public static final PersonId BO = new PersonId("0T3V-YYZ1-8GAB");

  private static final Instant START = Instant.parse("2026-11-22T05:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
  private static final Actor KEEPER = new Actor("karin", Actor.Role.KEEPER);
  private static final Actor SITE = new Actor("sixten \"6\"", Actor.Role.SITE);
  private static final String TOOL = "equipoise 0.1";

  private TestLedger() {}

  /** The event that begins the test ledger. */
  public static Event.TrialFrozen frozen() {
    return new Event.TrialFrozen(
        PROTOCOL, Digest.of(PROTOCOL), Digest.of("commitment"), SIGNER_TEXT, 1, "");
  }

  /** A referral. */
  public static Event.PersonReferred referred(PersonId person) {
    Map<Consent.Id, Boolean> consents = new LinkedHashMap<>();
    consents.put(new Consent.Id("lot"), true);
    consents.put(new Consent.Id("survey"), false);
    return new Event.PersonReferred(
        person,
        "umea",
        "af",
        DAY,
        consents,
        Map.of(new Criterion.Id("resident"), true),
        Digest.of("record of " + person));
  }

  /** A draw of big stick. */
  public static Event.ArmDrawn drawn(PersonId person, long position) {
    Map<String, String> stratum = new LinkedHashMap<>();
    stratum.put("sex", "woman");
    stratum.put("age", "19-24");
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put("lead", "0");
    evidence.put("arm/" + position, "1");
    Drawn drawn =
        new Drawn(
            person.value(),
            new Arm.Id("later"),
            "big-stick/1",
            new StreamName(1, "umea", stratum),
            position,
            0,
            Map.of(),
            evidence,
            Chance.of(1, 2),
            Chance.of(3, 8));
    return new Event.ArmDrawn(person, drawn, 0, 1, DAY, DAY.plusDays(180));
  }

  /** Somebody of the fill-in group of a lottery. */
  private static Event.ArmDrawn fillIn(PersonId person) {
    Drawn drawn =
        new Drawn(
            "H-" + person.value(),
            null,
            "lottery/1",
            new StreamName(2, "", Map.of()),
            7,
            3,
            Map.of("sex", "man"),
            Map.of(),
            Chance.of(1, 3),
            Chance.CERTAIN);
    return new Event.ArmDrawn(person, drawn, 4, 2, DAY, null);
  }

  /** One event of every kind, in an order in which they can happen. */
  public static List<Event> events() {
    PersonId cleo = new PersonId("9ZZZ-0000-QQQ7");
    List<Event> events = new ArrayList<>();
    events.add(frozen());
    events.add(
        new Event.NumberMixedIn(Event.NumberMixedIn.Source.SECOND_PARTY, "länsstyrelsen", "4711"));
    events.add(referred(ANNA));
    events.add(drawn(ANNA, 0));
    events.add(referred(BO));
    events.add(new Event.PersonReferredAgain(BO, "umea", "kommun", DAY));
    events.add(new Event.ConsentGiven(BO, new Consent.Id("survey"), true, DAY));
    events.add(new Event.ArmTold(ANNA, DAY));
    events.add(new Event.ServiceStarted(ANNA, DAY.plusDays(10)));
    events.add(new Event.ServiceEnded(ANNA, DAY.plusDays(400)));
    events.add(new Event.ServiceNeverStarted(ANNA, DAY));
    events.add(new Event.LineVoided(11));
    events.add(new Event.Withdrawn(ANNA, Event.Withdrawn.From.REGISTERS, DAY));
    events.add(new Event.Left(ANNA, Event.Left.Cause.MOVED_ABROAD, DAY));
    events.add(new Event.Deviated(ANNA, Event.Deviated.Kind.WRONG_SERVICE, DAY));
    events.add(
        new Event.RecordCorrected(
            BO,
            List.of(new Variable.Id("sex"), new Variable.Id("born")),
            Digest.of("record, corrected")));
    events.add(new Event.ProtocolAmended(1, PROTOCOL + " ", Digest.of(PROTOCOL + " "), 2));
    events.add(fillIn(BO));
    events.add(
        new Event.PlacedOutside(
            BO, Event.PlacedOutside.Placement.FILL_IN, "chef \t\u0001 \ud83d\ude00", DAY));
    events.add(new Event.KitIssued("luleå-1", "lulea"));
    events.add(new Event.KitMerged("luleå-1", 9, Digest.of("kit"), List.of(ANNA, cleo)));
    events.add(new Event.RecordErased(BO));
    events.add(new Event.ArmsViewed("status --arms"));
    events.add(new Event.KeyRevealed("0".repeat(64)));
    events.add(new Event.EligibilityAnswered(BO, new Criterion.Id("urgent"), false, DAY));
    events.add(new Event.ReferralCorrected(BO, "lulea", "kommun", DAY));
    Wave.Id wave = new Wave.Id("w1");
    Respondent.Id participant = Respondent.PARTICIPANT;
    events.add(new Event.SurveySent(ANNA, wave, participant, 0, DAY, Wave.Mode.PAPER));
    events.add(new Event.ContactAttempted(ANNA, wave, participant, DAY, null, "2.24"));
    events.add(
        new Event.AnswersReceived(
            ANNA, wave, participant, DAY, Wave.Mode.ASSISTED, "fa", 10, 9, Digest.of("answers")));
    Item.Id text = new Item.Id("anything_else");
    events.add(new Event.TextCoded(ANNA, wave, participant, text, Digest.of("themes")));
    events.add(new Event.WaveClosed(wave, DAY));
    Event.ApproachesCounted.Why declined = Event.ApproachesCounted.Why.DECLINED;
    events.add(new Event.ApproachesCounted("umea", "af", declined, 12, DAY));
    events.add(new Event.TextsReleased(text, "länsstyrelsen"));
    Register.Id register = new Register.Id("employment");
    Digest file = Digest.of("file");
    events.add(new Event.RegisterDelivered(register, file, 1L << 33, 360_000_000L, DAY, "SCB"));
    return events;
  }

  /** The small good ledger: every kind of event, ten seconds apart; the clock jumps back once. */
  public static Continuation ledger() {
    Continuation lines = Continuation.after(0, Entry.NOTHING_BEFORE, Instant.MIN);
    for (Event event : events()) {
      add(lines, event);
      if (event instanceof Event.ArmsViewed) {
        add(lines, issued(lines, 1, SIGNER));
      }
    }
    return lines;
  }

  /** Adds the next line, ten seconds after the line before. */
  public static Entry add(Continuation lines, Event event) {
    long number = lines.after() + lines.size() + 1;
    Instant clock = START.plusSeconds(10 * number + (number == 7 ? -60 : 0)).plusMillis(number);
    String reason = event instanceof Event.LineVoided ? "fel rad" : "";
    Actor actor = number % 2 == 0 ? SITE : KEEPER;
    return lines.add(clock, actor, TOOL, "request/" + number, reason, "", event);
  }

  /** A checkpoint up to the last line, to be added as the next line. */
  public static Event.CheckpointIssued issued(Continuation lines, int number, PrivateKey key) {
    long upTo = lines.after() + lines.size();
    Instant at = START.plusSeconds(10 * (upTo + 1)).plusMillis(upTo + 1);
    Checkpoint signed = checkpoint(lines, number, upTo, at, key);
    return new Event.CheckpointIssued(number, upTo, lines.head(), signed.signature(), signed.to());
  }

  /** A checkpoint in the hands of an outsider. */
  public static Checkpoint checkpoint(
      Continuation lines, int number, long upTo, Instant at, PrivateKey key) {
    return Checkpoint.signed(
        number,
        Digest.of(PROTOCOL).hex(),
        upTo,
        lines.digest((int) (upTo - 1)),
        at,
        "Länsstyrelsen i Västerbotten",
        key);
  }

  /** A checkpoint that the keeper signed when the ledger had so many lines. */
  public static Checkpoint checkpoint(Continuation lines, int number, long upTo) {
    return checkpoint(lines, number, upTo, START.plusSeconds(10 * upTo), SIGNER);
  }

  /** The public half of the keeper's key. */
  public static PublicKey signer() {
    return Signer.publicKey(SIGNER_TEXT);
  }

  /** The lines' texts. */
  public static List<String> texts(Continuation lines) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      texts.add(new String(lines.text(i), StandardCharsets.UTF_8));
    }
    return texts;
  }

  /** What an insider can do: change lines and make all that follows anew. */
  public static Continuation madeAnew(List<Entry> entries) {
    Continuation lines = Continuation.after(0, Entry.NOTHING_BEFORE, Instant.MIN);
    for (Entry entry : entries) {
      lines.add(
          entry.clock(),
          entry.actor(),
          entry.tool(),
          entry.request(),
          entry.reason(),
          entry.origin(),
          entry.event());
    }
    return lines;
  }

  /** Lines as they stand, with no digests beside them: a text file. */
  public static Ledger standing(List<String> texts) {
    return new Ledger() {
      @Override
      public void read(long after, Reader reader) throws java.io.IOException {
        for (int i = (int) after; i < texts.size(); i++) {
          reader.line(Line.entry(texts.get(i)));
        }
      }

      @Override
      public void inspect(Inspector inspector) throws java.io.IOException {
        for (int i = 0; i < texts.size(); i++) {
          inspector.line(i + 1L, texts.get(i).getBytes(StandardCharsets.UTF_8), "");
        }
      }

      @Override
      public Writing write() {
        throw new UnsupportedOperationException();
      }

      @Override
      public void close() {}
    };
  }

  /** Where what a store keeps beside the lines differs from the lines. */
  public static List<Finding> differences(Ledger ledger) throws IOException {
    Ledger.Projections projections = ledger.projections();
    ledger.read(0, projections::line);
    return projections.differences();
  }
}
