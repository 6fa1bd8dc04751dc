package org.equipoise.waves;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.equipoise.draw.Chance;
import org.equipoise.draw.Drawn;
import org.equipoise.draw.StreamName;
import org.equipoise.ledger.Actor;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.store.ProtocolFile;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.TrialState;

/**
 * The team trial of protocols/isf-team.json, told line by line without a desk: what happens may be
 * as odd as a merged kit, so that counting is tried on more than what a desk lets through.
 */
public final class FlowTrial {

  private static final Respondent.Id PARTICIPANT = Respondent.PARTICIPANT;
  private static final Chance HALF = Chance.of(1, 2);

  public final Protocol protocol;
  public final Map<Digest, AnswerRecord> answers = new HashMap<>();
  private final TrialState state;
  private final List<Entry> notes = new ArrayList<>();
  private LocalDate day = LocalDate.parse("2019-08-01");

  /** Frozen, and nothing more; {@code edits} are pairs of a text and what replaces it. */
  public FlowTrial(String... edits) {
    String text = text(edits);
    this.protocol = read(text);
    this.state = new TrialState(FlowTrial::read);
    add(new Event.TrialFrozen(text, Digest.of(text), Digest.of("commitment"), "signer", 1, ""));
  }

  /** The same trial, which sets late answers aside. */
  public static FlowTrial settingLateAside() {
    return new FlowTrial("\"late\": \"counted\"", "\"late\": \"set-aside\"");
  }

  private static String text(String... edits) {
    try {
      String text = Files.readString(Path.of("protocols", "isf-team.json"));
      for (int i = 0; i < edits.length; i += 2) {
        if (!text.contains(edits[i])) {
          throw new IllegalArgumentException("the protocol has no " + edits[i]);
        }
        text = text.replace(edits[i], edits[i + 1]);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Protocol read(String text) {
    ProtocolFile.Loaded loaded =
        ProtocolFile.read("protocol.json", text.getBytes(StandardCharsets.UTF_8));
    if (loaded.protocol() == null) {
      throw new IllegalArgumentException(loaded.findings().toString());
    }
    return loaded.protocol();
  }

  /** Goes on to a day. */
  public FlowTrial on(LocalDate next) {
    day = next.isAfter(day) ? next : day;
    return this;
  }

  public LocalDate day() {
    return day;
  }

  /** Adds a line and tells its number. */
  public long add(Event event) {
    Entry entry =
        new Entry(
            state.lines() + 1,
            day.atTime(9, 0).toInstant(ZoneOffset.UTC),
            Instant.EPOCH,
            new Actor("anna", Actor.Role.SITE),
            "test",
            "request " + state.lines(),
            "because of it",
            "",
            event,
            Entry.NOTHING_BEFORE);
    try {
      state.apply(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!(event instanceof Event.OfPerson) || event instanceof Event.Deviated) {
      notes.add(entry);
    }
    return entry.number();
  }

  public Chronicle told(LocalDate at) {
    return new Chronicle(state, at, notes);
  }

  public ParticipantFlow flow(LocalDate at, boolean arms) {
    return ParticipantFlow.of(told(at), Map.of(), answers, arms);
  }

  public static PersonId id(int n) {
    return new PersonId(String.format(Locale.ROOT, "P%05d", n));
  }

  /** Refers a person who meets every criterion and gives every consent. */
  public PersonId refer(int n, String site, String referrer) {
    return refer(n, site, referrer, List.of(), List.of());
  }

  /** The same with criteria not met and consents not given. */
  public PersonId refer(
      int n, String site, String referrer, List<String> failed, List<String> refused) {
    Map<Consent.Id, Boolean> consents = new LinkedHashMap<>();
    protocol.consents().forEach(c -> consents.put(c.id(), !refused.contains(c.id().value())));
    Map<Criterion.Id, Boolean> criteria = new LinkedHashMap<>();
    protocol
        .eligibility()
        .forEach(c -> criteria.put(c.id(), failed.contains(c.id().value()) != c.mustBe()));
    PersonId id = id(n);
    add(
        new Event.PersonReferred(
            id, site, referrer, day, consents, criteria, Digest.of("record " + n)));
    return id;
  }

  /** Draws a person to an arm, or to the fill-in group where it is empty. */
  public void draw(PersonId id, String arm) {
    Arm.Id drawn = arm.isEmpty() ? null : new Arm.Id(arm);
    StreamName stream = new StreamName(1, "", Map.of());
    Drawn draw =
        new Drawn(id.value(), drawn, "simple/1", stream, 0, 0, Map.of(), Map.of(), HALF, HALF);
    LocalDate start =
        protocol.arms().stream()
            .filter(one -> one.id().value().equals(arm) && one.startsAfterDays().isPresent())
            .map(one -> day.plusDays(one.startsAfterDays().getAsInt()))
            .findFirst()
            .orElse(null);
    add(new Event.ArmDrawn(id, draw, 0, 1, day, start));
  }

  /** Files an answer to the first questions of a wave. */
  public long answer(PersonId id, String wave, int answered) {
    Wave.Id at = new Wave.Id(wave);
    List<Item> asked = protocol.asked(at, PARTICIPANT);
    Map<String, String> values = new LinkedHashMap<>();
    asked.subList(0, answered).forEach(item -> values.put(item.id().value(), "3"));
    AnswerRecord record =
        new AnswerRecord(
            AnswerRecord.Kind.ANSWERS, id, at, PARTICIPANT, "salt" + state.lines(), values);
    answers.put(record.commitment(), record);
    return add(
        new Event.AnswersReceived(
            id, at, PARTICIPANT, day, null, "sv", asked.size(), answered, record.commitment()));
  }

  public long attempt(PersonId id, String wave, String outcome) {
    return add(
        new Event.ContactAttempted(
            id, new Wave.Id(wave), PARTICIPANT, day, Wave.Mode.PHONE, outcome));
  }

  public long send(PersonId id, String wave) {
    return add(new Event.SurveySent(id, new Wave.Id(wave), PARTICIPANT, 0, day, Wave.Mode.PAPER));
  }

  /** A trial in which anything may happen to anybody, the same for the same seed. */
  public static FlowTrial random(long seed, int people, String... edits) {
    FlowTrial trial = new FlowTrial(edits);
    SplittableRandom chance = new SplittableRandom(seed);
    List<String> sites = trial.protocol.sites().stream().map(s -> s.code()).toList();
    List<String> agencies = trial.protocol.referrers().stream().map(s -> s.code()).toList();
    for (Event.ApproachesCounted.Why why : Event.ApproachesCounted.Why.values()) {
      if (chance.nextInt(3) > 0) {
        trial.add(
            new Event.ApproachesCounted(
                pick(sites, chance),
                pick(agencies, chance),
                why,
                1 + chance.nextInt(30),
                trial.day));
      }
    }
    for (int n = 1; n <= people; n++) {
      trial.on(LocalDate.parse("2019-08-01").plusDays(300L * n / people));
      trial.life(n, pick(sites, chance), pick(agencies, chance), chance);
    }
    return trial;
  }

  /** One life; later days come earlier in the ledger than the next person's, as after a merge. */
  private void life(int n, String site, String agency, SplittableRandom chance) {
    List<String> failed = new ArrayList<>();
    protocol
        .eligibility()
        .forEach(
            c -> {
              if (chance.nextInt(20) == 0) {
                failed.add(c.id().value());
              }
            });
    List<String> refused = new ArrayList<>();
    protocol
        .consents()
        .forEach(
            c -> {
              if (chance.nextInt(12) == 0) {
                refused.add(c.id().value());
              }
            });
    PersonId id = refer(n, site, agency, failed, refused);
    LocalDate on = day;
    if (chance.nextInt(15) == 0) {
      add(new Event.PersonReferredAgain(id, site, agency, on));
    }
    boolean stops = stopsBefore(id, on, chance);
    if (!failed.isEmpty() || refused.contains("consent_draw") || stops || chance.nextInt(25) == 0) {
      return;
    }
    String arm = chance.nextInt(30) == 0 ? "" : chance.nextBoolean() ? "now" : "later";
    draw(id, arm);
    if (arm.isEmpty()) {
      if (chance.nextBoolean()) {
        add(new Event.PlacedOutside(id, Event.PlacedOutside.Placement.FILL_IN, "head", on));
      }
      return;
    }
    service(id, arm, on, chance);
    after(id, on, chance);
    survey(id, on, chance);
  }

  private boolean stopsBefore(PersonId id, LocalDate on, SplittableRandom chance) {
    switch (chance.nextInt(40)) {
      case 0 -> add(new Event.PlacedOutside(id, pick(placements(), chance), "head", on));
      case 1 -> add(new Event.Left(id, pick(List.of(Event.Left.Cause.values()), chance), on));
      case 2 -> add(new Event.Withdrawn(id, Event.Withdrawn.From.SERVICE, on));
      case 3 -> add(new Event.RecordErased(id));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static List<Event.PlacedOutside.Placement> placements() {
    return List.of(Event.PlacedOutside.Placement.URGENT, Event.PlacedOutside.Placement.EXEMPT);
  }

  private void service(PersonId id, String arm, LocalDate on, SplittableRandom chance) {
    int planned = arm.equals("now") ? 0 : 180;
    int kind = chance.nextInt(12);
    if (kind < 8) {
      add(new Event.ServiceStarted(id, on.plusDays(planned + chance.nextInt(50))));
    } else if (kind == 8) {
      add(new Event.ServiceStarted(id, on.plusDays(chance.nextInt(40))));
    } else if (kind == 9) {
      add(new Event.ServiceNeverStarted(id, on));
    }
  }

  private void after(PersonId id, LocalDate on, SplittableRandom chance) {
    if (chance.nextInt(15) == 0) {
      Event.Withdrawn.From from = pick(List.of(Event.Withdrawn.From.values()), chance);
      long line = add(new Event.Withdrawn(id, from, on.plusDays(chance.nextInt(200))));
      if (chance.nextInt(4) == 0) {
        add(new Event.LineVoided(line));
      }
    }
    if (chance.nextInt(20) == 0) {
      Event.Left.Cause cause = pick(List.of(Event.Left.Cause.values()), chance);
      add(new Event.Left(id, cause, on.plusDays(chance.nextInt(200))));
    }
    if (chance.nextInt(15) == 0) {
      add(new Event.Deviated(id, pick(List.of(Event.Deviated.Kind.values()), chance), on));
    }
    if (chance.nextInt(50) == 0) {
      add(new Event.RecordErased(id));
    }
  }

  private void survey(PersonId id, LocalDate on, SplittableRandom chance) {
    for (Wave wave : protocol.waves()) {
      LocalDate before = day;
      day = wave.window(on).due().plusDays(chance.nextInt(40) - 5);
      if (chance.nextInt(10) > 0) {
        send(id, wave.id().value());
      }
      if (chance.nextInt(8) == 0) {
        attempt(
            id, wave.id().value(), pick(List.of("2.11", "2.20", "2.31", "2.32", "2.33"), chance));
      }
      int asked = protocol.asked(wave.id(), PARTICIPANT).size();
      if (chance.nextInt(5) > 0) {
        answer(id, wave.id().value(), asked - (chance.nextInt(4) == 0 ? chance.nextInt(asked) : 0));
      }
      day = before;
    }
  }

  private static <T> T pick(List<T> from, SplittableRandom chance) {
    return from.get(chance.nextInt(from.size()));
  }
}
