package org.equipoise.trial;

import java.io.IOException;
import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.draw.DrawKey;
import org.equipoise.draw.Streams;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.ledger.Checkpoint;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Where the trial is run: everything that changes the ledger passes here. Each call waits for the
 * one right to write, reads what others wrote meanwhile, decides on that, writes durably, and only
 * then answers. Asked again, it answers the same and writes nothing. A desk belongs to one thread.
 *
 * <p>{@link Refused} means that nothing was written. {@link IOException} means that the lines may
 * or may not be on the disk: ask again, and the answer is the same as if it had worked at once.
 */
public final class Desk {

  private final Ledger ledger;
  private final Records records;
  private final Answers answers;
  private final ProtocolSource protocols;
  private final Office office;
  private TrialState state;
  private Drawing drawing = new Drawing();
  private @Nullable Keyed keyed;

  /** Streams handed out, and what was mixed into the key when they were made. */
  private record Keyed(DrawKey key, Streams given, Streams made, String second, String beacon) {}

  /** Work under the right to write. */
  interface Work<T> {
    T in(Session session) throws IOException, Refused;
  }

  private Desk(
      Ledger ledger, Records records, Answers answers, ProtocolSource protocols, Office office) {
    this.ledger = ledger;
    this.records = records;
    this.answers = answers;
    this.protocols = protocols;
    this.office = office;
    this.state = new TrialState(protocols);
  }

  /** Opens a trial in which no answers are kept. */
  public static Desk open(Ledger ledger, Records records, ProtocolSource protocols, Office office)
      throws IOException {
    return open(ledger, records, Answers.none(), protocols, office);
  }

  /** Reads the ledger; an erasure that was cut short is finished. */
  public static Desk open(
      Ledger ledger, Records records, Answers answers, ProtocolSource protocols, Office office)
      throws IOException {
    Desk desk = new Desk(ledger, records, answers, protocols, office);
    desk.refresh();
    for (Person person : desk.state.persons()) {
      if (person.erased()) {
        if (records.find(person.id()).isPresent()) {
          records.erase(person.id());
        }
        Upkeep.eraseAnswers(person, answers);
      }
    }
    return desk;
  }

  /**
   * What the ledger meant when it was last read. After work that failed nothing is believed until
   * it is read again.
   */
  public TrialState state() {
    return state;
  }

  /** Reads what others have written. */
  public TrialState refresh() throws IOException {
    ledger.read(state.lines(), state::apply);
    return state;
  }

  /** Who works here, with which clock. */
  public Office office() {
    return office;
  }

  Ledger ledger() {
    return ledger;
  }

  ProtocolSource protocols() {
    return protocols;
  }

  /**
   * Whether each person may be drawn, in the order of the referrals. Somebody whose record is not
   * at hand is judged by the ledger alone.
   */
  public Map<PersonId, Standing> standings() throws IOException {
    Map<PersonId, Standing> standings = new LinkedHashMap<>();
    boolean open = false;
    for (Person person : state.persons()) {
      Standing standing = person.standing();
      standings.put(person.id(), standing);
      open |= standing.ready();
    }
    if (open) {
      // Only of those whom the ledger finds ready may the record say otherwise.
      Map<PersonId, PersonRecord> all = records.all();
      List<Variable.Id> needs = drawing.needs(state);
      for (Map.Entry<PersonId, Standing> each : standings.entrySet()) {
        PersonRecord record = each.getValue().ready() ? all.get(each.getKey()) : null;
        if (record != null) {
          Person person = state.person(each.getKey()).orElseThrow();
          each.setValue(Readiness.of(state, person, record, needs));
        }
      }
    }
    return standings;
  }

  /**
   * The streams of the trial's key; in the ledger of a kit, those of the kit's.
   *
   * @throws Refused if it is not the key that was committed to
   */
  public Streams streams(DrawKey key) throws Refused {
    Setup.ours(state, key);
    Streams streams = make(key);
    keyed = new Keyed(key, streams, streams, state.second(), state.beacon());
    return streams;
  }

  /**
   * Freezes the protocol and binds the key.
   *
   * @param canonicalProtocol canonical JSON text
   * @param digest its digest
   * @param key the key of the draws, which never enters the ledger before it is revealed
   * @param signer public key of checkpoints, X.509 encoding in Base64
   * @param kit empty, for the ledger of a kit is begun by {@link Kits#issue}
   * @return the number of the line, 1
   * @throws Refused if people cannot be drawn by the protocol, or the trial is frozen otherwise
   */
  public long freeze(
      String canonicalProtocol, Digest digest, DrawKey key, String signer, String kit)
      throws IOException, Refused {
    if (!kit.isEmpty()) {
      throw new IllegalArgumentException("the ledger of a kit begins with its issue");
    }
    return write(s -> Setup.freeze(s, canonicalProtocol, digest, key, signer, kit));
  }

  /**
   * Mixes a number into the key that the keeper could not choose, before the first draw.
   *
   * @return the number of the line
   * @throws Refused after the first draw, or when the source has given another number
   */
  public long mixIn(Event.NumberMixedIn.Source source, String name, String value)
      throws IOException, Refused {
    return run(s -> Setup.mixIn(s, source, name, value));
  }

  /**
   * Puts the next version of the protocol in force; earlier draws stay as they are.
   *
   * @return the number of the line
   * @throws Refused if it is not the next version, or people cannot be drawn by it
   */
  public long amend(String canonicalProtocol, Digest digest, String reason)
      throws IOException, Refused {
    return run(s -> Setup.amend(s, canonicalProtocol, digest, reason));
  }

  /**
   * Takes referrals: all of them, or none.
   *
   * @return what became of each, in order
   * @throws Refused with every problem of every referral
   */
  public List<Admission> refer(List<Referral> referrals) throws IOException, Refused {
    return run(s -> Referring.refer(s, referrals, drawing.needs(s.trial())));
  }

  /**
   * Draws one person, or tells the draw made before.
   *
   * @param streams from {@link #streams}
   * @throws Refused if the person may not be drawn
   */
  public Told draw(PersonId person, Streams streams) throws IOException, Refused {
    return run(s -> drawing.draw(s, person, current(streams)));
  }

  /**
   * Draws everybody who is ready, in the order of the referrals, or as one pool if the rule says
   * so.
   *
   * @param site only people of this site; empty for all
   * @param streams from {@link #streams}
   * @return the new draws; empty when nobody is ready: {@link #undrawn} says why
   * @throws Refused if the site is unknown, or nobody is drawn any more
   */
  public List<Told> drawReady(String site, Streams streams) throws IOException, Refused {
    return run(s -> drawing.drawReady(s, site, current(streams)));
  }

  /**
   * Why people were left out by {@link #drawReady}: their site is away, their pair is not complete,
   * or, when nobody was drawn, what else kept them.
   *
   * @param site as for the draw
   * @param drawn how many were drawn
   * @throws Refused if the site is unknown
   */
  public List<Finding> undrawn(String site, int drawn) throws IOException, Refused {
    Drawing.knownSite(state, site);
    boolean pairs = state.protocol().draw() instanceof DrawRule.MatchedPairs;
    Map<PersonId, PersonRecord> known = pairs ? records.all() : Map.of();
    return Undrawn.of(state, standings(), known, site, drawn);
  }

  /**
   * Records a fact about a person, a view of arms, or that a line is void.
   *
   * @param reason why, where a reason is asked for; else may be empty
   * @param request what is asked for, so that it is done once; empty to take the fact itself
   * @throws Refused if the fact cannot be so
   * @throws IllegalArgumentException if the event is not a fact to record
   */
  public Recorded record(Event event, String reason, String request) throws IOException, Refused {
    if (PersonalNumber.isIn(request)) {
      throw Refused.badInput(
          List.of(
              Finding.error(
                  Place.file("request"),
                  "it holds what looks like a personal identity number",
                  "leave it out: the ledger is never erased")));
    }
    return run(s -> Recording.record(s, event, reason, request));
  }

  /**
   * Corrects values known of a person; a draw keeps the values it used.
   *
   * @param values new values by variable; an empty one is missing from now on
   */
  public Recorded correct(PersonId person, Map<Variable.Id, String> values, String reason)
      throws IOException, Refused {
    Recorded recorded = run(s -> Recording.correct(s, person, Correction.of(values), reason));
    settle();
    return recorded;
  }

  /**
   * Corrects what was said about a person: site, agency and date of the referral until the draw,
   * what is known of the person also after it.
   *
   * @return a line for the referral, a line for what is known, or both
   */
  public List<Recorded> correct(PersonId person, Correction correction, String reason)
      throws IOException, Refused {
    List<Recorded> recorded = run(s -> Recording.correctAll(s, person, correction, reason));
    settle();
    return recorded;
  }

  /** Erases what is known of a person, for ever; the ledger keeps that it was there. */
  public Recorded erase(PersonId person, String reason) throws IOException, Refused {
    Recorded recorded = run(s -> Recording.erase(s, person, reason));
    records.erase(person);
    Person erased = state.person(person).orElse(null);
    if (erased != null) {
      Upkeep.eraseAnswers(erased, answers);
    }
    return recorded;
  }

  /**
   * Records several facts: all of them, or none.
   *
   * @param reason as for {@link #record}
   * @throws Refused with every problem of every fact
   */
  public List<Recorded> recordAll(List<? extends Event> events, String reason)
      throws IOException, Refused {
    return run(s -> Recording.recordAll(s, events, reason));
  }

  /**
   * Notes that letters are sent: all of them, or none. The list may go out only when this has
   * returned.
   *
   * @throws Refused if one of them would go to somebody who may not be contacted
   */
  public List<Recorded> send(List<Event.SurveySent> letters) throws IOException, Refused {
    return run(s -> Sending.send(s, letters));
  }

  /**
   * Files answered forms: all that can be used, or none when one is wrong.
   *
   * @param replace why answers that stand give way to others; empty to let them stand
   * @return what became of each, in order
   * @throws Refused with every problem of every form
   */
  public List<Filed> fileAnswers(List<AnswerSheet> sheets, String replace)
      throws IOException, Refused {
    return run(s -> Filing.file(s, sheets, replace));
  }

  /**
   * Files the themes that texts were coded to; an earlier coding is replaced.
   *
   * @param codings the themes, by item
   * @return a line for each, in order
   */
  public List<Recorded> code(List<Coding> codings) throws IOException, Refused {
    return run(s -> Coding.file(s, codings));
  }

  /** Signs a checkpoint of all lines so far and notes to whom it goes. */
  public Checkpoint checkpoint(PrivateKey signer, String to) throws IOException, Refused {
    return run(s -> Setup.checkpoint(s, signer, to));
  }

  /**
   * Publishes the key, which ends referrals and draws.
   *
   * @return the number of the line
   */
  public long reveal(DrawKey key) throws IOException, Refused {
    return run(s -> Setup.reveal(s, key));
  }

  /** Brings the records in line with the lines just written. */
  void settle() throws IOException, Refused {
    write(session -> session.trial().lines());
  }

  /** Work in a trial that is frozen. */
  <T> T run(Work<T> work) throws IOException, Refused {
    return write(
        session -> {
          if (!session.trial().frozen()) {
            throw Session.refused("trial", "the trial is not frozen yet", "freeze it first");
          }
          return work.in(session);
        });
  }

  /** Work under the right to write, on the ledger as it is at this moment. */
  <T> T write(Work<T> work) throws IOException, Refused {
    boolean clean = false;
    try (Ledger.Writing writing = ledger.write()) {
      writing.read(state.lines(), state::apply);
      Upkeep.settle(state, records);
      Upkeep.settle(state, answers);
      Session session = new Session(state, records, answers, office);
      try {
        T answer = work.in(session);
        if (!session.lines().isEmpty()) {
          writing.commit(session.lines());
        }
        if (session.keepsAnswers()) {
          answers.confirm();
        }
        clean = true;
        return answer;
      } catch (Refused e) {
        clean = session.lines().isEmpty();
        throw e;
      }
    } finally {
      if (!clean) {
        forget();
      }
    }
  }

  /** Believes nothing that is not known to be on the disk. */
  private void forget() {
    state = new TrialState(protocols);
    drawing = new Drawing();
  }

  /** The streams handed out, made again if a number was mixed in since. */
  private Streams current(Streams given) {
    Keyed held = keyed;
    if (held == null || held.given() != given) {
      throw new IllegalArgumentException("streams are made by this desk");
    }
    if (!held.second().equals(state.second()) || !held.beacon().equals(state.beacon())) {
      held = new Keyed(held.key(), given, make(held.key()), state.second(), state.beacon());
      keyed = held;
    }
    return held.made();
  }

  private Streams make(DrawKey key) {
    return Setup.streams(state, key);
  }
}
