package org.equipoise.trial;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.equipoise.draw.DrawKey;
import org.equipoise.draw.Drawn;
import org.equipoise.draw.Streams;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Chain;
import org.equipoise.ledger.Checkpoint;
import org.equipoise.ledger.Completeness;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.LedgerDamaged;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Whether a ledger can be believed, from the ledger alone, on any machine. Four questions, each
 * with its own answer: is it intact, is it complete up to a checkpoint, does every draw follow from
 * the key, and are the records of people those that were committed to.
 */
public final class Audit {

  private static final int MOST = 20;

  private final List<Finding> findings = new ArrayList<>();
  private final TrialState state;
  private final Ledger.Projections beside;
  private boolean allowed = true;
  private boolean readable = true;

  /** The first line that is damaged; 0 when none is. From there on nothing is judged. */
  private long damaged;

  private Audit(ProtocolSource protocols, Ledger.Projections beside) {
    this.state = new TrialState(protocols);
    this.beside = beside;
  }

  /** The answer to one question of the audit. */
  public enum Verdict {
    YES,
    NO,
    /** What would show it is not at hand; a finding says what. */
    NOT_SHOWN
  }

  /**
   * What the audit found.
   *
   * @param lines how many lines there are
   * @param head digest of the last of them
   * @param intact no line was changed, added, removed or moved, and each was allowed when written
   * @param complete nothing is missing up to the last of the checkpoints given
   * @param redrawn every draw follows from the key, and the key is the one that was committed to
   * @param records what is known of people, and what they answered, is what was committed to
   * @param draws how many draws were made again, and agree
   * @param checkpoint number of the last checkpoint that agrees; 0 when none does
   * @param upTo last line that it covers; 0 when none does
   * @param damagedFrom the first line that was changed, added, moved or cannot be read; 0 when none
   *     was. What rests on it and on later lines is not judged
   * @param findings the first wrong line by each question, and what could not be shown
   */
  public record Report(
      long lines,
      Digest head,
      Verdict intact,
      Verdict complete,
      Verdict redrawn,
      Verdict records,
      long draws,
      int checkpoint,
      long upTo,
      long damagedFrom,
      List<Finding> findings) {
    /** Keeps its own copy. */
    public Report {
      findings = List.copyOf(findings);
    }

    /** Whether any question was answered with no. */
    public boolean refuted() {
      return intact == Verdict.NO
          || complete == Verdict.NO
          || redrawn == Verdict.NO
          || records == Verdict.NO;
    }
  }

  /** Audits a ledger without the records of people. */
  public static Report of(
      Ledger ledger, ProtocolSource protocols, List<Checkpoint> checkpoints, @Nullable DrawKey key)
      throws IOException {
    return of(ledger, protocols, checkpoints, key, null, null);
  }

  /** Audits a ledger with the records of people, and without their answers. */
  public static Report of(
      Ledger ledger,
      ProtocolSource protocols,
      List<Checkpoint> checkpoints,
      @Nullable DrawKey key,
      @Nullable Records records)
      throws IOException {
    return of(ledger, protocols, checkpoints, key, records, null);
  }

  /**
   * Audits a ledger.
   *
   * @param checkpoints those that outsiders kept; empty when none are at hand
   * @param key the key of the draws, when it is at hand before it is revealed; else null
   * @param records the records of people, when they are at hand; else null
   * @param answers what people answered, when it is at hand; else null
   * @throws IOException if the ledger cannot be read at all; what is wrong in it is a finding
   */
  public static Report of(
      Ledger ledger,
      ProtocolSource protocols,
      List<Checkpoint> checkpoints,
      @Nullable DrawKey key,
      @Nullable Records records,
      @Nullable Answers answers)
      throws IOException {
    Audit audit = new Audit(protocols, ledger.projections());
    Chain chain = Chain.walk(ledger, audit::line);
    audit.findings.addAll(0, chain.findings());
    if (!chain.intact()) {
      audit.damaged = chain.findings().get(0).place().line();
    }
    if (chain.lines() == 0) {
      audit.error(place(0), "there is no line: a ledger begins when the protocol is frozen");
      audit.allowed = false;
    }
    Verdict intact = answer(chain.intact() && audit.allowed && audit.besideAgrees(chain.intact()));
    Completeness completeness = Completeness.of(chain, checkpoints);
    Verdict complete = audit.complete(completeness, checkpoints);
    Remaking remaking = audit.remake(key, intact == Verdict.YES);
    Verdict known = audit.records(records, answers);
    return new Report(
        chain.lines(),
        chain.head(),
        intact,
        complete,
        remaking.verdict(),
        known,
        remaking.agreed(),
        completeness.checkpoint(),
        completeness.upTo(),
        audit.damaged,
        audit.findings);
  }

  private static Verdict answer(boolean yes) {
    return yes ? Verdict.YES : Verdict.NO;
  }

  /** Whether what is kept beside the lines is what they say; of damaged lines it cannot be told. */
  private boolean besideAgrees(boolean intact) throws IOException {
    List<Finding> differences = intact ? beside.differences() : List.of();
    findings.addAll(differences.subList(0, Math.min(MOST, differences.size())));
    return differences.isEmpty();
  }

  /** Asks of a line whether it was allowed, then believes it. */
  private void line(Entry entry) {
    beside.line(entry);
    if (!readable) {
      return;
    }
    Place place = place(entry.number());
    if (allowed) {
      LocalDate earliest = LocalDate.ofInstant(entry.at(), ZoneOffset.ofHours(-12));
      LocalDate latest = LocalDate.ofInstant(entry.at(), ZoneOffset.ofHours(14));
      Rules.Next next =
          new Rules.Next(entry.event(), entry.reason(), entry.origin(), earliest, latest, place);
      forbid(entry, Rules.of(state, next));
    }
    try {
      state.apply(entry);
    } catch (LedgerDamaged e) {
      if (allowed) {
        error(place, String.valueOf(e.getMessage()));
        allowed = false;
      }
      readable = false;
      damaged = entry.number();
    }
  }

  private void forbid(Entry entry, List<Finding> against) {
    long done = state.line(entry.request());
    if (done > 0) {
      error(place(entry.number()), "its request was carried out on line " + done + " already");
      allowed = false;
    }
    for (Finding finding : against) {
      if (finding.severity() == Finding.Severity.ERROR) {
        String words = "line " + entry.number() + " should not have been written: ";
        String who = entry.event() instanceof Event.OfPerson of ? of.person() + ": " : "";
        findings.add(
            Finding.error(finding.place(), words + who + finding.found(), finding.expected()));
        allowed = false;
      }
    }
  }

  private Verdict complete(Completeness completeness, List<Checkpoint> checkpoints) {
    findings.addAll(completeness.findings());
    if (checkpoints.isEmpty()) {
      findings.add(
          Finding.note(
              place(0),
              "no checkpoint was given: whether lines at the end were cut off is not shown",
              "ask somebody who was handed one"));
      return Verdict.NOT_SHOWN;
    }
    return answer(completeness.shown());
  }

  private Remaking remake(@Nullable DrawKey given, boolean intact) {
    if (!state.frozen() || damaged == 1) {
      return new Remaking(Verdict.NOT_SHOWN, 0);
    }
    Optional<DrawKey> revealed = state.revealed();
    DrawKey key = given == null ? revealed.orElse(null) : given;
    if (key == null && damaged > 0) {
      return new Remaking(Verdict.NOT_SHOWN, 0);
    }
    if (key == null) {
      findings.add(
          Finding.note(
              place(0),
              "the draws are not made again: the key is not revealed",
              "whoever holds the key can make them again"));
      return new Remaking(Verdict.NOT_SHOWN, 0);
    }
    Digest commitment = Streams.commitment(key, state.freeze().digest());
    if (!commitment.equals(state.commitment())) {
      error(
          place(1),
          (given == null ? "the key revealed" : "the key given")
              + " is not the one that was committed to when the trial was frozen");
      return new Remaking(Verdict.NO, 0);
    }
    Remaking made = Remaking.of(state, key, findings);
    return made.verdict() == Verdict.YES && !intact
        ? new Remaking(Verdict.NOT_SHOWN, made.agreed())
        : made;
  }

  private Verdict records(@Nullable Records records, @Nullable Answers answers) throws IOException {
    // A later line may have erased or corrected a record: of a damaged ledger nobody can tell.
    if (records == null || !state.frozen() || damaged > 0) {
      return Verdict.NOT_SHOWN;
    }
    int before = findings.size();
    people(records, before);
    if (answers != null) {
      answers(answers.all(), before);
      strangers(answers);
    }
    return answer(findings.size() == before);
  }

  /** Whether every answer is at hand and unchanged, and none of somebody erased. */
  private void answers(Map<Digest, AnswerRecord> all, int before) {
    for (Person person : state.persons()) {
      for (Fact<?> fact : person.history()) {
        Digest due = TrialState.answerRecord(fact.event()).orElse(null);
        if (due == null || findings.size() - before >= MOST) {
          continue;
        }
        AnswerRecord record = all.get(due);
        String whose = "what " + person.id() + " answered";
        if (person.erased()) {
          if (record != null) {
            error(place(fact.line()), whose + " should be erased, and is not");
          }
        } else if (record == null) {
          error(place(fact.line()), whose + " is missing from the file of answers");
        } else if (!record.commitment().equals(due)) {
          error(place(fact.line()), whose + " was changed behind the ledger's back");
        }
      }
    }
  }

  /** Answers that no line knows and that wait for none: of another trial, or of lines cut off. */
  private void strangers(Answers answers) throws IOException {
    long known = answers.count();
    Set<Digest> waiting = new HashSet<>(answers.waiting());
    waiting.removeAll(state.answerRecords());
    long due = state.answerRecords().size();
    if (known - waiting.size() > due) {
      error(
          place(0),
          "the file of answers holds "
              + (known - waiting.size() - due)
              + " records that no line of the ledger knows");
    }
  }

  private void people(Records records, int before) throws IOException {
    Map<PersonId, PersonRecord> all = records.all();
    for (Person person : state.persons()) {
      if (findings.size() - before >= MOST) {
        break;
      }
      PersonRecord record = all.get(person.id());
      Place place = place(person.referral().line());
      if (person.erased()) {
        if (record != null) {
          error(place, "what was known of " + person.id() + " should be erased, and is not");
        }
      } else if (record == null) {
        error(place, "what is known of " + person.id() + " is missing from the file of records");
      } else if (!record.commitment().equals(person.record())) {
        error(place, "what is known of " + person.id() + " was changed behind the ledger's back");
      } else {
        inputs(person, record);
      }
    }
  }

  /** Whether a draw used the values that were referred, unless they were corrected since. */
  private void inputs(Person person, PersonRecord record) {
    Fact<Event.ArmDrawn> drawn = person.drawn();
    if (drawn == null
        || drawn.event().joins() > 0
        || !person.record().equals(person.referral().event().record())) {
      return;
    }
    Drawn draw = drawn.event().drawn();
    for (Map<String, String> values : List.of(draw.stream().stratum(), draw.inputs())) {
      for (Map.Entry<String, String> value : values.entrySet()) {
        String known = Readiness.value(person, record, new Variable.Id(value.getKey()));
        if (!known.equals(value.getValue())) {
          error(
              place(drawn.line()),
              person.id()
                  + " was drawn with another value of '"
                  + value.getKey()
                  + "' than was referred");
          return;
        }
      }
    }
  }

  private void error(Place place, String found) {
    findings.add(Finding.error(place, found, ""));
  }

  static Place place(long line) {
    return new Place("ledger", Math.toIntExact(line), 0, "");
  }
}
