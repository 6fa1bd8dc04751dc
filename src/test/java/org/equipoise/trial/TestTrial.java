package org.equipoise.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.equipoise.draw.DrawKey;
import org.equipoise.draw.Streams;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Actor;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.ledger.Signer;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.equipoise.store.ProtocolFile;

/** A small trial with three cities, run through a desk with a clock and secrets of our own. */
final class TestTrial {

  static final String BIG_STICK = "{\"rule\": \"big-stick\", \"limit\": 3}";
  static final String BLOCKS = "{\"rule\": \"permuted-blocks\", \"sizes\": [4, 6]}";
  static final String SIMPLE = "{\"rule\": \"simple\"}";
  static final String COMPLETE = "{\"rule\": \"complete\"}";
  static final String LOTTERY =
      "{\"rule\": \"lottery\", \"arm\": \"now\", \"places\": 3, \"fillIn\": 2}";
  static final String PAIRS = "{\"rule\": \"matched-pairs\", \"pair\": \"pair\"}";
  static final String MINIMISATION =
      "{\"rule\": \"minimisation\", \"probability\": 0.8, \"factors\": [{\"variable\": \"sex\"},"
          + " {\"variable\": \"site\"}]}";

  private static final String TEXT =
      """
      {"equipoise": 1, "id": "small", "version": VERSION, "title": "A team now or later",
       "purpose": "Does a team now help?", "unit": UNIT,
       "arms": [{"id": "now", "startsAfterDays": 0},
                {"id": "later", "control": true, "startsAfterDays": 180}],
       "strata": [STRATA], "draw": DRAW,
       "intake": {"from": "2026-01-01", "to": "2026-12-31", "target": 400},
       "consents": [{"id": "lot", "title": "Chance may decide", "purpose": "draw", "required": true},
                    {"id": "asked", "title": "I may be asked", "purpose": "survey"}],
       "eligibility": [{"id": "adult", "question": "Is the person an adult?"},
                       {"id": "urgent", "question": "Can the person not wait?", "mustBe": false}],
       "sites": [{"code": "north", "title": "North"}, {"code": "south", "title": "South"},
                 {"code": "west", "title": "West"}],
       "referrers": [{"code": "fk", "title": "FK"}, {"code": "af", "title": "AF"}],
       "variables": [{"id": "sex", "type": "category", "levels": ["woman", "man"]},
                     {"id": "age", "type": "number", "min": 18, "max": 64},
                     {"id": "pair", "type": "text"}, {"id": "home", "type": "text"},
                     {"id": "income", "type": "amount", "baseline": false}],
       "outcomes": [{"id": "income", "type": "amount", "direction": "up-good",
                     "source": {"variable": "income"}}],
       "analyses": [{"id": "main"}]}
      """;

  /** Two waves, asked of participants and caseworkers. */
  private static final String SURVEYS =
      """
       "respondents": [{"id": "participant"}, {"id": "caseworker", "proxy": true}],
       "waves": [{"id": "w1", "baseline": true, "opens": -21, "due": -7, "closes": 0},
                 {"id": "w2", "opens": 80, "due": 90, "closes": 110, "reminders": [97, 104]}],
       "items": [{"id": "mood", "question": "Mood?", "type": "ordinal",
                  "levels": ["1", "2", "3", "4", "5"],
                  "respondents": ["participant", "caseworker"]},
                 {"id": "calm", "question": "Calm?", "type": "binary"},
                 {"id": "days", "question": "Days?", "type": "count", "min": 0, "max": 31},
                 {"id": "sleep", "question": "Hours?", "type": "number", "min": 0, "max": 24},
                 {"id": "note", "question": "Anything else?", "type": "text",
                  "themes": ["waiting", "other"]}],
       "outcomes":""";

  final MemoryLedger ledger = new MemoryLedger();
  final MemoryRecords records = new MemoryRecords();
  final MemoryAnswers answers = new MemoryAnswers();
  final KeyPair signer = Signer.generate();
  final DrawKey key = DrawKey.parse("00112233445566778899aabbccddeeff".repeat(2));
  final String text;
  Instant now = Instant.parse("2026-03-02T08:00:00.000Z");
  Desk desk;
  private int salt;

  private TestTrial(String text) throws IOException {
    this.text = text;
    this.desk = another();
  }

  /** A trial not frozen yet. */
  static TestTrial planned(String draw, String strata) throws IOException {
    return new TestTrial(text(draw, strata, "\"person\"", 1));
  }

  /** A trial that is frozen. */
  static TestTrial of(String draw, String strata) throws IOException, Refused {
    return planned(draw, strata).freeze();
  }

  /** A trial with survey waves that is frozen. */
  static TestTrial surveyed() throws IOException, Refused {
    String text = text(BIG_STICK, "\"site\"", "\"person\"", 1);
    return new TestTrial(text.replace("\"outcomes\":", SURVEYS.strip())).freeze();
  }

  /** A trial by households that is frozen. */
  static TestTrial ofHouseholds(String draw, String strata) throws IOException, Refused {
    return new TestTrial(text(draw, strata, "{\"kind\": \"household\", \"variable\": \"home\"}", 1))
        .freeze();
  }

  static String text(String draw, String strata, String unit, int version) {
    return TEXT.replace("VERSION", Integer.toString(version))
        .replace("UNIT", unit)
        .replace("STRATA", strata)
        .replace("DRAW", draw);
  }

  TestTrial freeze() throws IOException, Refused {
    desk.freeze(text, Digest.of(text), key, Signer.text(signer.getPublic()), "");
    return this;
  }

  static Protocol read(String text) {
    ProtocolFile.Loaded loaded =
        ProtocolFile.read("protocol.json", text.getBytes(StandardCharsets.UTF_8));
    if (loaded.protocol() == null) {
      throw new IllegalArgumentException(loaded.findings().toString());
    }
    return loaded.protocol();
  }

  Office office() {
    InstantSource clock = () -> now;
    return new Office(
        new Actor("anna", Actor.Role.SITE),
        "equipoise test",
        clock,
        ZoneId.of("Europe/Stockholm"),
        count -> {
          byte[] bytes = new byte[count];
          for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (salt++ * 31);
          }
          return bytes;
        });
  }

  /** Another desk on the same ledger: another process. */
  Desk another() throws IOException {
    return Desk.open(ledger, records, answers, TestTrial::read, office());
  }

  Streams streams() throws Refused {
    return desk.streams(key);
  }

  void days(int days) {
    now = now.plus(Duration.ofDays(days));
  }

  LocalDate today() {
    return LocalDate.ofInstant(now, ZoneId.of("Europe/Stockholm"));
  }

  static PersonId id(int n) {
    return new PersonId(String.format(Locale.ROOT, "P%03d-TEST-0000", n));
  }

  /** A person who may be drawn. */
  Referral person(int n, String site) {
    Map<Variable.Id, String> values = new LinkedHashMap<>();
    values.put(new Variable.Id("sex"), n % 2 == 0 ? "woman" : "man");
    values.put(new Variable.Id("age"), Integer.toString(20 + n % 40));
    values.put(new Variable.Id("pair"), "p" + n / 2);
    values.put(new Variable.Id("home"), "h" + n / 2);
    return new Referral(
        id(n),
        site,
        "fk",
        today(),
        Map.of(new Consent.Id("lot"), true, new Consent.Id("asked"), true),
        Map.of(new Criterion.Id("adult"), true, new Criterion.Id("urgent"), false),
        values,
        "",
        false,
        new Place("referrals.csv", n + 1, 0, ""));
  }

  static Referral at(Referral r, String site, String referrer, LocalDate on) {
    return new Referral(
        r.person(),
        site,
        referrer,
        on,
        r.consents(),
        r.answers(),
        r.values(),
        r.reference(),
        r.protectedIdentity(),
        r.place());
  }

  static Referral with(Referral r, String consent, boolean given, String criterion, boolean yes) {
    Map<Consent.Id, Boolean> consents = new LinkedHashMap<>(r.consents());
    consents.put(new Consent.Id(consent), given);
    Map<Criterion.Id, Boolean> answers = new LinkedHashMap<>(r.answers());
    answers.put(new Criterion.Id(criterion), yes);
    return new Referral(
        r.person(),
        r.site(),
        r.referrer(),
        r.on(),
        consents,
        answers,
        r.values(),
        r.reference(),
        r.protectedIdentity(),
        r.place());
  }

  static Referral with(Referral r, String variable, String value) {
    Map<Variable.Id, String> values = new LinkedHashMap<>(r.values());
    values.put(new Variable.Id(variable), value);
    if (value.isEmpty()) {
      values.remove(new Variable.Id(variable));
    }
    return new Referral(
        r.person(),
        r.site(),
        r.referrer(),
        r.on(),
        r.consents(),
        r.answers(),
        values,
        r.reference(),
        r.protectedIdentity(),
        r.place());
  }

  /** Refers persons from {@code first}, one after another over the sites. */
  TestTrial refer(int first, int count, String... sites) throws IOException, Refused {
    List<Referral> referrals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      referrals.add(person(first + i, sites[i % sites.length]));
    }
    desk.refer(referrals);
    return this;
  }

  Person known(int n) {
    return desk.state().person(id(n)).orElseThrow();
  }

  Event.ArmDrawn drawn(int n) {
    return Objects.requireNonNull(known(n).drawn()).event();
  }

  Audit.Report audit() throws IOException {
    return Audit.of(ledger, TestTrial::read, List.of(), key, records, answers);
  }

  /** The audit of the same events with one changed, under a chain made anew. */
  Audit.Report tampered(long line, UnaryOperator<Event> change) throws IOException {
    List<Entry> entries = new ArrayList<>(ledger.lines());
    Entry entry = entries.get((int) line - 1);
    entries.set((int) line - 1, MemoryLedger.with(entry, change.apply(entry.event())));
    return Audit.of(MemoryLedger.chained(entries), TestTrial::read, List.of(), key, null);
  }
}
