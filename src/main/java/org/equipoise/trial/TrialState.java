package org.equipoise.trial;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.equipoise.draw.DrawKey;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.LedgerDamaged;
import org.equipoise.ledger.Line;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Unit;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger means, by replay of its lines from the first. It believes what the lines say:
 * whether each was allowed when it was written is for {@link Audit} to tell.
 */
public final class TrialState {

  private final ProtocolSource protocols;
  private final Map<PersonId, Person> persons = new LinkedHashMap<>();
  private final List<@Nullable Person> owners = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();

  /** First line by request, of the first lines only: made when somebody asks. */
  private final Map<String, Long> lineByRequest = new HashMap<>();

  private final Set<String> sites = new HashSet<>();
  private int indexed;
  private final List<Fact<Event.ArmDrawn>> draws = new ArrayList<>();
  private final Map<String, Fact<Event.ArmDrawn>> units = new HashMap<>();
  private final Map<String, String> sitesAway = new LinkedHashMap<>();
  private final List<Event.KitMerged> kitsMerged = new ArrayList<>();
  private final List<Event.KitIssued> kitsIssued = new ArrayList<>();
  private final List<Event.CheckpointIssued> checkpoints = new ArrayList<>();
  private final List<Event.ProtocolAmended> amendments = new ArrayList<>();
  private final Map<Long, Event> asides = new HashMap<>();
  private final List<Protocol> versions = new ArrayList<>();

  private Event.@Nullable TrialFrozen freeze;
  private @Nullable Entry last;
  private @Nullable Digest head;
  private Event.@Nullable KeyRevealed revealed;
  private Event.@Nullable NumberMixedIn second;
  private Event.@Nullable NumberMixedIn beacon;
  private Digest digest = Entry.NOTHING_BEFORE;
  private int scheme = 1;
  private int erased;
  private final Map<Wave.Id, LocalDate> closed = new LinkedHashMap<>();
  private final Map<Long, Event.ApproachesCounted> approaches = new LinkedHashMap<>();
  private final Map<Long, Event.TextsReleased> textsReleased = new LinkedHashMap<>();
  private final Map<Long, Event.RegisterDelivered> deliveries = new LinkedHashMap<>();
  private final Set<Long> voidAsides = new HashSet<>();
  private final Set<Digest> answerRecords = new HashSet<>();

  /** Before the first line. */
  public TrialState(ProtocolSource protocols) {
    this.protocols = protocols;
  }

  /**
   * Takes the next line.
   *
   * @throws LedgerDamaged if it cannot follow the lines before it
   */
  public void apply(Entry entry) throws LedgerDamaged {
    if (entry.number() != lines() + 1) {
      throw new LedgerDamaged(entry.number(), "it should be line " + (lines() + 1));
    }
    Event event = entry.event();
    if ((freeze == null) != (event instanceof Event.TrialFrozen)) {
      throw new LedgerDamaged(
          entry.number(), freeze == null ? "the trial is not frozen yet" : "frozen a second time");
    }
    owners.add(event instanceof Event.OfPerson of ? person(entry, of) : null);
    if (!(event instanceof Event.OfPerson)) {
      aboutTheTrial(entry, event);
    }
    last = entry;
    head = null;
    requests.add(entry.request());
  }

  /** Whether the protocol is frozen. */
  public boolean frozen() {
    return freeze != null;
  }

  /**
   * The first line.
   *
   * @throws IllegalStateException if nothing is frozen
   */
  public Event.TrialFrozen freeze() {
    Event.TrialFrozen first = freeze;
    if (first == null) {
      throw new IllegalStateException("nothing is frozen");
    }
    return first;
  }

  /**
   * The protocol in force.
   *
   * @throws IllegalStateException if nothing is frozen
   */
  public Protocol protocol() {
    if (versions.isEmpty()) {
      throw new IllegalStateException("nothing is frozen");
    }
    return versions.get(versions.size() - 1);
  }

  /** The protocol of a version; empty when it was never in force. */
  public Optional<Protocol> protocol(int version) {
    for (Protocol protocol : versions) {
      if (protocol.version() == version) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }

  /** Digest of the protocol in force. */
  public Digest digest() {
    return digest;
  }

  /** An arm of the protocol in force, or else of the last that had it. */
  public Optional<Arm> arm(Arm.Id id) {
    for (int i = versions.size() - 1; i >= 0; i--) {
      for (Arm arm : versions.get(i).arms()) {
        if (arm.id().equals(id)) {
          return Optional.of(arm);
        }
      }
    }
    return Optional.empty();
  }

  /** The draw scheme in force, counted from 1. */
  public int scheme() {
    return scheme;
  }

  /** How many lines there are. */
  public long lines() {
    return owners.size();
  }

  /** Digest of the last line. */
  public Digest head() {
    Entry end = last;
    if (end == null) {
      return Entry.NOTHING_BEFORE;
    }
    Digest known = head;
    if (known == null) {
      known = Line.digest(Line.text(end));
      head = known;
    }
    return known;
  }

  /** Time of the last line. */
  public Instant lastAt() {
    return last == null ? Instant.EPOCH : last.at();
  }

  /** Everybody referred, in the order of the first referrals. */
  public Collection<Person> persons() {
    return Collections.unmodifiableCollection(persons.values());
  }

  /** The person with this id; empty when nobody with it was referred. */
  public Optional<Person> person(PersonId id) {
    return Optional.ofNullable(persons.get(id));
  }

  /** Whom a line is about; empty when it is about nobody, or there is no such line. */
  public Optional<Person> about(long line) {
    return line < 1 || line > lines()
        ? Optional.empty()
        : Optional.ofNullable(owners.get((int) (line - 1)));
  }

  /** What was recorded on a line: about a person, a view of arms, or a line declared void. */
  Optional<Event> recorded(long line) {
    Person person = about(line).orElse(null);
    Fact<?> fact = person == null ? null : person.fact(line);
    return Optional.ofNullable(fact == null ? asides.get(line) : fact.event());
  }

  /** Number of the line that carried a request out; 0 when none did. */
  public long line(String request) {
    while (indexed < requests.size()) {
      lineByRequest.putIfAbsent(requests.get(indexed), (long) ++indexed);
    }
    return lineByRequest.getOrDefault(request, 0L);
  }

  /** Every draw of a unit in the order of the ledger, clashing ones of kits included. */
  public List<Fact<Event.ArmDrawn>> draws() {
    return Collections.unmodifiableList(draws);
  }

  /** The draw that a household or cluster shares; empty when it was not drawn. */
  Optional<Fact<Event.ArmDrawn>> drawOf(String unit) {
    return Optional.ofNullable(units.get(unit));
  }

  /** The key, once it is revealed. */
  public Optional<DrawKey> revealed() {
    return Optional.ofNullable(revealed).map(event -> DrawKey.parse(event.key()));
  }

  /** The second party's number; empty when there is none. */
  public String second() {
    return second == null ? "" : second.value();
  }

  /** The public beacon's value; empty when there is none. */
  public String beacon() {
    return beacon == null ? "" : beacon.value();
  }

  /** Sites that draw offline, with the name of their kit. */
  public Map<String, String> sitesAway() {
    return Collections.unmodifiableMap(sitesAway);
  }

  /** Kits issued, in order. */
  public List<Event.KitIssued> kitsIssued() {
    return Collections.unmodifiableList(kitsIssued);
  }

  /** Kits merged, in order. */
  public List<Event.KitMerged> kitsMerged() {
    return Collections.unmodifiableList(kitsMerged);
  }

  /** Checkpoints handed out, in order. */
  public List<Event.CheckpointIssued> checkpoints() {
    return Collections.unmodifiableList(checkpoints);
  }

  /** Digest that binds the key. */
  public Digest commitment() {
    return freeze().commitment();
  }

  /** Public key that signs checkpoints, X.509 encoding in Base64. */
  public String signer() {
    return freeze().signer();
  }

  /** Amendments, in order. */
  public List<Event.ProtocolAmended> amendments() {
    return Collections.unmodifiableList(amendments);
  }

  /** Since when no more answers are asked for at a wave; empty while its windows decide. */
  public Optional<LocalDate> closed(Wave.Id wave) {
    return Optional.ofNullable(closed.get(wave));
  }

  /**
   * The last day on which answers about a person are in time: the end of the window, or the day on
   * which the wave was closed for everybody if that is earlier. From the day after it nobody is
   * asked. Empty of somebody not drawn while the wave is open.
   */
  public Optional<LocalDate> closes(Person person, Wave wave) {
    return Optional.ofNullable(WaveRules.closes(this, person, wave));
  }

  /** Whether answers of a day come after the wave has closed, for this person or for everybody. */
  public boolean late(Person person, Wave wave, LocalDate on) {
    return WaveRules.closed(this, person, wave, on);
  }

  /** Counts of people approached and never referred, in order. */
  public List<Event.ApproachesCounted> approaches() {
    return List.copyOf(approaches.values());
  }

  /** Decisions that answers in free text may be handed out, in order. */
  public List<Event.TextsReleased> textsReleased() {
    return List.copyOf(textsReleased.values());
  }

  /** Deliveries of registers by the line that notes them, in the order in which they came. */
  public Map<Long, Event.RegisterDelivered> deliveries() {
    return Collections.unmodifiableMap(deliveries);
  }

  /** Commitments of the answers that should be at hand: of everybody who is not erased. */
  public Set<Digest> answerRecords() {
    return Collections.unmodifiableSet(answerRecords);
  }

  /** Name of the offline kit whose ledger this is; empty for the trial's own. */
  public String kit() {
    return freeze().kit();
  }

  /**
   * Who else draws for a site: the name of a kit, or in a kit's ledger {@code main}; null when this
   * ledger does.
   */
  @Nullable String away(String site) {
    String kit = kit();
    if (kit.isEmpty()) {
      return sitesAway.get(site);
    }
    return kit.equals(sitesAway.get(site)) ? null : Kits.MAIN;
  }

  /** Whether the protocol in force has a site. */
  boolean knowsSite(String code) {
    return sites.contains(code);
  }

  /** How many records of persons there should be. */
  int recordsDue() {
    return persons.size() - erased;
  }

  /** Reads a protocol that is not in force. */
  Protocol read(String text) {
    return protocols.read(text);
  }

  private Person person(Entry entry, Event.OfPerson event) throws LedgerDamaged {
    Person person = persons.get(event.person());
    boolean merged = !entry.origin().isEmpty();
    if (person == null) {
      if (!(event instanceof Event.PersonReferred referred)) {
        throw new LedgerDamaged(entry.number(), event.person() + " was never referred");
      }
      person = new Person(this, new Fact<>(entry.number(), entry.at(), referred, merged));
      persons.put(event.person(), person);
      return person;
    }
    if (event instanceof Event.RecordErased && !person.erased()) {
      erased++;
      person.history().forEach(fact -> answerRecord(fact.event()).ifPresent(answerRecords::remove));
    }
    answerRecord(event).ifPresent(answerRecords::add);
    if (event instanceof Event.ArmDrawn drawn) {
      Fact<Event.ArmDrawn> draw = new Fact<>(entry.number(), entry.at(), drawn, merged);
      person.add(draw);
      if (drawn.joins() == 0) {
        draws.add(draw);
        if (protocol().unit().clustered()) {
          units.putIfAbsent(drawn.drawn().unit(), draw);
        }
      }
    } else {
      person.add(new Fact<>(entry.number(), entry.at(), event, merged));
    }
    return person;
  }

  private void declareVoid(long line) {
    Person person = about(line).orElse(null);
    if (person != null) {
      person.declareVoid(line);
    } else if (asides.get(line) instanceof Event.WaveClosed e) {
      closed.remove(e.wave());
    }
    approaches.remove(line);
    textsReleased.remove(line);
    deliveries.remove(line);
    voidAsides.add(line);
  }

  /** The line about no person that says this and still counts; 0 when none does. */
  long standing(Event aside) {
    for (Map.Entry<Long, Event> each : asides.entrySet()) {
      if (each.getValue().equals(aside) && !voidAsides.contains(each.getKey())) {
        return each.getKey();
      }
    }
    return 0;
  }

  /** Whether a line about no person was declared void. */
  boolean isVoid(long line) {
    return voidAsides.contains(line);
  }

  /** Commitment to what was answered; empty when the event tells of no answer. */
  static Optional<Digest> answerRecord(Event event) {
    if (event instanceof Event.AnswersReceived e) {
      return Optional.of(e.record());
    }
    return event instanceof Event.TextCoded e ? Optional.of(e.record()) : Optional.empty();
  }

  private void aboutTheTrial(Entry entry, Event event) throws LedgerDamaged {
    if (event instanceof Event.TrialFrozen frozen) {
      freeze = frozen;
      force(entry, frozen.protocol(), frozen.digest());
    } else if (event instanceof Event.ProtocolAmended amended) {
      Unit before = protocol().unit();
      amendments.add(amended);
      force(entry, amended.protocol(), amended.digest());
      scheme = amended.scheme();
      if (!protocol().unit().equals(before)) {
        units.clear();
      }
    } else if (event instanceof Event.NumberMixedIn mixed) {
      if (mixed.source() == Event.NumberMixedIn.Source.SECOND_PARTY) {
        second = mixed;
      } else {
        beacon = mixed;
      }
    } else if (event instanceof Event.ArmsViewed) {
      asides.put(entry.number(), event);
    } else if (event instanceof Event.LineVoided voided) {
      asides.put(entry.number(), event);
      declareVoid(voided.line());
    } else if (event instanceof Event.CheckpointIssued issued) {
      checkpoints.add(issued);
    } else if (event instanceof Event.KitIssued issued) {
      kitsIssued.add(issued);
      sitesAway.put(issued.site(), issued.kit());
    } else if (event instanceof Event.KitMerged merged) {
      kitsMerged.add(merged);
      sitesAway.values().remove(merged.kit());
    } else if (event instanceof Event.KeyRevealed key) {
      revealed = key;
    } else if (event instanceof Event.WaveClosed e) {
      closed.putIfAbsent(e.wave(), e.on());
      asides.put(entry.number(), event);
    } else if (event instanceof Event.ApproachesCounted e) {
      approaches.put(entry.number(), e);
      asides.put(entry.number(), event);
    } else if (event instanceof Event.TextsReleased e) {
      textsReleased.put(entry.number(), e);
      asides.put(entry.number(), event);
    } else if (event instanceof Event.RegisterDelivered e) {
      deliveries.put(entry.number(), e);
      asides.put(entry.number(), event);
    }
  }

  private void force(Entry entry, String text, Digest stated) throws LedgerDamaged {
    try {
      versions.add(protocols.read(text));
    } catch (IllegalArgumentException e) {
      LedgerDamaged damaged =
          new LedgerDamaged(entry.number(), "its protocol cannot be used: " + e.getMessage());
      damaged.initCause(e);
      throw damaged;
    }
    digest = stated;
    sites.clear();
    for (Level site : protocol().sites()) {
      sites.add(site.code());
    }
  }
}
