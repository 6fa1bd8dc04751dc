package org.equipoise.trial;

import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.draw.DrawKey;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Actor;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.PersonId;
import org.equipoise.ledger.Signer;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;

/**
 * A small trial in memory with three survey waves, two kinds of respondents and answers, on a clock
 * of its own. People are numbered from 1; odd ones live north, even ones south.
 */
public final class SurveyDesk {

  /** One row a person, and a file of its own for caseworkers. */
  public static final String WIDE =
      """
      {"files": [{"name": "people", "rows": "person"},
                 {"name": "caseworkers", "rows": "person-wave", "wave": "wave", "respondent": "by"}],
       "drawn": "drawn", "met": "met", "left": "left"}""";

  private static final String TEXT =
      """
      {"equipoise": 1, "id": "asked", "version": 1, "title": "A team now or later",
       "purpose": "Does a team now help?",
       "arms": [{"id": "now", "startsAfterDays": 0},
                {"id": "later", "control": true, "startsAfterDays": 180}],
       "strata": ["site", "sex"], "draw": {"rule": "big-stick", "limit": 2},
       "intake": {"from": "2026-01-01", "to": "2026-12-31", "target": 40},
       "consents": [{"id": "lot", "title": "Chance may decide", "purpose": "draw", "required": true},
                    {"id": "asked", "title": "I may be asked", "purpose": "survey"}],
       "eligibility": [{"id": "urgent", "question": "Can the person not wait?", "mustBe": false}],
       "sites": [{"code": "north", "title": "North"}, {"code": "south", "title": "South"}],
       "variables": [{"id": "sex", "type": "category", "levels": ["woman", "man"]},
                     {"id": "age", "type": "number", "min": 18, "max": 64}],
       "respondents": [{"id": "participant", "title": "Participant"},
                       {"id": "caseworker", "title": "Caseworker", "proxy": true}],
       "waves": [{"id": "w1", "baseline": true, "opens": -21, "due": -7, "closes": 0},
                 {"id": "w2", "opens": 80, "due": 90, "closes": 110, "reminders": [97, 104]},
                 {"id": "w3", "opens": 165, "due": 180, "closes": 210}],
       "items": [{"id": "life", "question": "Life?", "type": "ordinal", "levels": ["-1", "0", "1"],
                  "respondents": ["participant", "caseworker"]},
                 {"id": "work", "question": "Hours?", "type": "number", "min": 0, "max": 60},
                 {"id": "words", "question": "More?", "type": "text", "waves": ["w2", "w3"]}],
       "fieldwork": {"late": "LATE"},
       "outcomes": [{"id": "life", "type": "ordinal", "direction": "up-good",
                     "source": {"item": "life", "at": ["w2", "w3"]}}],
       "analyses": [{"id": "main", "adjustForBaseline": true}],
       "data": DATA}
      """;

  private final MemoryLedger ledger = new MemoryLedger();
  private final MemoryRecords records = new MemoryRecords();
  private final MemoryAnswers answers = new MemoryAnswers();
  private final DrawKey key = DrawKey.parse("00112233445566778899aabbccddeeff".repeat(2));
  private final Desk desk;
  private Instant now = Instant.parse("2026-03-02T08:00:00.000Z");
  private int salt;

  /**
   * A frozen trial with nobody in it.
   *
   * @param late {@code counted} or {@code set-aside}
   * @param data the data layout
   */
  public SurveyDesk(String late, String data) throws IOException, Refused {
    String text = TEXT.replace("LATE", late).replace("DATA", data);
    InstantSource clock = () -> now;
    Office office =
        new Office(
            new Actor("anna", Actor.Role.SITE),
            "equipoise test",
            clock,
            ZoneId.of("Europe/Stockholm"),
            this::bytes);
    desk = Desk.open(ledger, records, answers, TestTrial::read, office);
    KeyPair signer = Signer.generate();
    desk.freeze(text, Digest.of(text), key, Signer.text(signer.getPublic()), "");
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (salt++ * 31 + salt / 256);
    }
    return bytes;
  }

  /** The id of a numbered person. */
  public static PersonId id(int n) {
    return TestTrial.id(n);
  }

  /** Refers people with the numbers from first to last, who agree to everything. */
  public SurveyDesk refer(int first, int last) throws IOException, Refused {
    List<Referral> referrals = new ArrayList<>();
    for (int n = first; n <= last; n++) {
      referrals.add(referral(n, true, false));
    }
    desk.refer(referrals);
    return this;
  }

  /** Refers somebody with an answer of their own to consent and urgency. */
  public SurveyDesk refer(int n, boolean agrees, boolean urgent) throws IOException, Refused {
    desk.refer(List.of(referral(n, agrees, urgent)));
    return this;
  }

  private Referral referral(int n, boolean agrees, boolean urgent) {
    return new Referral(
        id(n),
        n % 2 == 1 ? "north" : "south",
        "",
        today(),
        Map.of(new Consent.Id("lot"), agrees, new Consent.Id("asked"), true),
        Map.of(new Criterion.Id("urgent"), urgent),
        Map.of(
            new Variable.Id("sex"),
            n % 4 < 2 ? "woman" : "man",
            new Variable.Id("age"),
            Integer.toString(20 + n)),
        "",
        false,
        new Place("referrals.csv", n + 1, 0, ""));
  }

  /** Draws everybody who is ready. */
  public SurveyDesk draw() throws IOException, Refused {
    desk.drawReady("", desk.streams(key));
    return this;
  }

  /** Lets days go by. */
  public SurveyDesk days(int days) {
    now = now.plus(Duration.ofDays(days));
    return this;
  }

  /** Today at the place of the trial. */
  public LocalDate today() {
    return LocalDate.ofInstant(now, ZoneId.of("Europe/Stockholm"));
  }

  /** Records what happened. */
  public SurveyDesk record(Event event) throws IOException, Refused {
    desk.record(event, "a reason", "");
    return this;
  }

  /** Erases what is known of somebody. */
  public SurveyDesk erase(int n) throws IOException, Refused {
    desk.erase(id(n), "asked to be forgotten");
    return this;
  }

  /** Corrects what is known of somebody. */
  public SurveyDesk correct(int n, String variable, String value) throws IOException, Refused {
    desk.correct(id(n), Map.of(new Variable.Id(variable), value), "a slip");
    return this;
  }

  /**
   * Files an answer given today.
   *
   * @param values item and value by turns
   */
  public Filed answer(int n, String wave, String respondent, String... values)
      throws IOException, Refused {
    Map<Item.Id, String> map = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i += 2) {
      map.put(new Item.Id(values[i]), values[i + 1]);
    }
    AnswerSheet sheet =
        new AnswerSheet(
            id(n),
            new Wave.Id(wave),
            new Respondent.Id(respondent),
            today(),
            Wave.Mode.WEB,
            "sv",
            map,
            new Place("answers.csv", n, 0, ""));
    return desk.fileAnswers(List.of(sheet), "").get(0);
  }

  /** The arm that somebody was drawn to. */
  public Arm.Id arm(int n) {
    Person person = state().person(id(n)).orElseThrow();
    return Objects.requireNonNull(Objects.requireNonNull(person.drawn()).event().drawn().arm());
  }

  /** What the ledger means. */
  public TrialState state() {
    return desk.state();
  }

  /** The desk itself. */
  public Desk desk() {
    return desk;
  }

  /** The protocol in force. */
  public Protocol protocol() {
    return state().protocol();
  }

  /** The ledger. */
  public Ledger ledger() {
    return ledger;
  }

  /** What is known of people. */
  public Map<PersonId, PersonRecord> records() {
    return records.all();
  }

  /** What was answered. */
  public Map<Digest, AnswerRecord> answers() {
    return answers.all();
  }

  /** How protocols in the ledger are read. */
  public static ProtocolSource protocols() {
    return TestTrial::read;
  }
}
