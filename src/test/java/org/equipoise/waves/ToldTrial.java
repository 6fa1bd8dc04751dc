package org.equipoise.waves;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.draw.Chance;
import org.equipoise.draw.Drawn;
import org.equipoise.draw.StreamName;
import org.equipoise.ledger.Actor;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.LedgerDamaged;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.store.ProtocolFile;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.TrialState;

/**
 * The lines of a trial, told one by one: two sites, two arms, a wave before the draw and two after
 * it, a caseworker who answers about the same people.
 */
public final class ToldTrial {

  static final Respondent.Id PARTICIPANT = new Respondent.Id("participant");
  static final Respondent.Id CASEWORKER = new Respondent.Id("caseworker");
  static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

  static final String PROTOCOL =
      """
      {"equipoise": 1, "id": "told", "version": 1, "title": "A team now or later",
       "purpose": "Does a team now help?",
       "arms": [{"id": "now", "startsAfterDays": 0},
                {"id": "later", "control": true, "startsAfterDays": 180}],
       "strata": ["site"], "draw": {"rule": "big-stick", "limit": 3},
       "intake": {"from": "2026-01-01", "to": "2026-12-31", "target": 400},
       "consents": [{"id": "lot", "title": "Chance may decide", "purpose": "draw", "required": true},
                    {"id": "asked", "title": "I may be asked", "purpose": "survey"},
                    {"id": "other", "title": "Others may be asked", "purpose": "proxy"}],
       "sites": [{"code": "north", "title": "North"}, {"code": "south", "title": "South"}],
       "variables": [{"id": "sex", "type": "category", "levels": ["woman", "man"]},
                     {"id": "age", "type": "number", "min": 18, "max": 64, "personal": true},
                     {"id": "band", "type": "ordinal", "levels": ["18-39", "40-64"],
                      "bands": {"of": "age", "bands": [{"code": "18-39", "min": 18, "max": 39},
                                                       {"code": "40-64", "min": 40, "max": 64}]}},
                     {"id": "abroad", "type": "binary"}],
       "respondents": [{"id": "participant"}, {"id": "caseworker", "proxy": true}],
       "waves": [{"id": "w1", "baseline": true, "opens": -21, "due": -7, "closes": 0},
                 {"id": "w2", "opens": 80, "due": 90, "closes": 110, "reminders": [97, 104]},
                 {"id": "w3", "opens": 165, "due": 180, "closes": 210, "reminders": [187, 194]}],
       "items": [{"id": "life", "question": "How is life?", "type": "ordinal",
                  "levels": ["1", "2", "3", "4"], "respondents": ["participant", "caseworker"]},
                 {"id": "calm", "question": "Calm?", "type": "ordinal", "levels": ["1", "2", "3"]},
                 {"id": "worry", "question": "Worry?", "type": "ordinal",
                  "levels": ["1", "2", "3"]},
                 {"id": "sense", "question": "Sense?", "type": "ordinal",
                  "levels": ["1", "2", "3"]}],
       "scales": [{"id": "wellbeing", "title": "Well-being", "items": ["calm", "worry", "sense"],
                   "reversed": ["worry"], "score": "mean", "maxMissing": 1}],
       "fieldwork": {"late": "LATE"},
       "outcomes": [{"id": "life", "type": "ordinal", "direction": "up-good",
                     "source": {"item": "life", "at": ["w2"]}}],
       "analyses": [{"id": "main"}]}
      """;

  final List<Entry> entries = new ArrayList<>();
  final Map<PersonId, PersonRecord> records = new HashMap<>();
  private Instant now = Instant.parse("2026-01-01T08:00:00Z");

  ToldTrial(String late) {
    String text = PROTOCOL.replace("LATE", late);
    Digest digest = Digest.of(text);
    tell(new Event.TrialFrozen(text, digest, digest, "", 1, ""));
  }

  public ToldTrial() {
    this("counted");
  }

  /** The clock on the wall, for the lines told from here on. */
  ToldTrial on(String day) {
    now = LocalDate.parse(day).atTime(LocalTime.NOON).atZone(ZONE).toInstant();
    return this;
  }

  ToldTrial at(Instant instant) {
    now = instant;
    return this;
  }

  void tell(Event event) {
    entries.add(
        new Entry(
            entries.size() + 1,
            now,
            now,
            new Actor("anna", Actor.Role.SITE),
            "test",
            "r" + entries.size(),
            "",
            "",
            event,
            Entry.NOTHING_BEFORE));
  }

  static PersonId id(int n) {
    return new PersonId("P" + n);
  }

  static LocalDate day(String day) {
    return LocalDate.parse(day);
  }

  static Wave.Id wave(int n) {
    return new Wave.Id("w" + n);
  }

  /** Somebody who agreed to everything. */
  PersonId referred(int n, String site, String on, boolean asked) {
    PersonRecord record =
        new PersonRecord(
            id(n),
            "00",
            Map.of(
                "sex", n % 2 == 0 ? "woman" : "man",
                "age", String.valueOf(20 + n % 40),
                "abroad", n % 3 == 0 ? "yes" : "no"),
            "own" + n,
            false);
    records.put(id(n), record);
    Map<Consent.Id, Boolean> consents =
        Map.of(
            new Consent.Id("lot"), true,
            new Consent.Id("asked"), asked,
            new Consent.Id("other"), true);
    tell(
        new Event.PersonReferred(
            id(n), site, "", day(on), consents, Map.of(), record.commitment()));
    return id(n);
  }

  /** Somebody drawn on the day of the referral: odd numbers to the team now. */
  public PersonId drawn(int n, String site, String on) {
    referred(n, site, on, true);
    return draw(n, site, on);
  }

  PersonId draw(int n, String site, String on) {
    Drawn drawn =
        new Drawn(
            "u" + n,
            new Arm.Id(n % 2 == 1 ? "now" : "later"),
            "big-stick",
            new StreamName(1, site, Map.of()),
            n,
            0,
            Map.of(),
            Map.of(),
            Chance.of(1, 2),
            Chance.of(1, 2));
    tell(new Event.ArmDrawn(id(n), drawn, 0, 1, day(on), day(on)));
    return id(n);
  }

  void protect(PersonId id) {
    PersonRecord r = records.get(id);
    records.put(id, new PersonRecord(id, r.salt(), r.values(), r.reference(), true));
  }

  void sent(PersonId id, int wave, int reminder, String on) {
    tell(new Event.SurveySent(id, wave(wave), PARTICIPANT, reminder, day(on), null));
  }

  void tried(PersonId id, int wave, String code, String on) {
    tell(new Event.ContactAttempted(id, wave(wave), PARTICIPANT, day(on), null, code));
  }

  public void answered(PersonId id, int wave, int answered, String on) {
    answered(id, wave, PARTICIPANT, 4, answered, on);
  }

  void answered(PersonId id, int wave, Respondent.Id who, int asked, int answered, String on) {
    Digest record = Digest.of(id + "/" + wave + "/" + entries.size());
    tell(
        new Event.AnswersReceived(
            id, wave(wave), who, day(on), null, "sv", asked, answered, record));
  }

  void withdrew(PersonId id, Event.Withdrawn.From from, String on) {
    tell(new Event.Withdrawn(id, from, day(on)));
  }

  void left(PersonId id, Event.Left.Cause cause, String on) {
    tell(new Event.Left(id, cause, day(on)));
  }

  void consents(PersonId id, boolean given, String on) {
    tell(new Event.ConsentGiven(id, new Consent.Id("asked"), given, day(on)));
  }

  public TrialState state() {
    TrialState state = new TrialState(ToldTrial::read);
    for (Entry entry : entries) {
      try {
        state.apply(entry);
      } catch (LedgerDamaged e) {
        throw new IllegalStateException(e);
      }
    }
    return state;
  }

  public Cases cases(String day) {
    return Cases.of(state(), id -> records.get(id).protectedIdentity(), day(day), PARTICIPANT);
  }

  Schedule schedule(String day) {
    return Schedule.of(state(), records, day(day), PARTICIPANT);
  }

  static Protocol read(String text) {
    ProtocolFile.Loaded loaded =
        ProtocolFile.read("protocol.json", text.getBytes(StandardCharsets.UTF_8));
    Protocol protocol = loaded.protocol();
    if (protocol == null) {
      throw new IllegalArgumentException(loaded.findings().toString());
    }
    return protocol;
  }

  /** The lines as a ledger that nobody can write. */
  Ledger ledger() {
    return new Ledger() {
      @Override
      public void read(long after, Reader reader) throws java.io.IOException {
        for (Entry entry : entries) {
          if (entry.number() > after) {
            reader.line(entry);
          }
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
}
