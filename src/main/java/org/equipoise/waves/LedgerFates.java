package org.equipoise.waves;

import java.time.LocalDate;
import java.util.Map;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Event.Withdrawn.From;
import org.equipoise.protocol.CaseClass;
import org.equipoise.protocol.DispositionCode;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * What became of the drawn at each wave, as far as the ledger tells by the end of a day: the {@link
 * Disposition} of each case, and what lies behind it.
 */
final class LedgerFates implements Fate.Teller {

  private final TrialState state;
  private final Protocol protocol;
  private final Respondent.Id participant;
  private final LocalDate day;
  private final Disposition disposition;
  private @Nullable Person latest;

  LedgerFates(TrialState state, LocalDate day) {
    this.state = state;
    this.protocol = state.protocol();
    this.participant = protocol.participant();
    this.day = day;
    // Whose identity is protected stands in no ledger: such a person was sent nothing.
    this.disposition = new Disposition(state, protocol.waves(), participant, day, person -> false);
  }

  @Override
  public Fate of(Person person, Wave wave) {
    if (!person.equals(latest)) {
      disposition.of(person);
      latest = person;
    }
    int w = protocol.waves().indexOf(wave);
    DispositionCode code = disposition.code(w);
    Fate fate = fate(person, wave, code);
    boolean settled = (disposition.marks(w) & Cases.SETTLED) != 0;
    if (settled || fate.kind().answered() || isFinal(person, wave, fate, code)) {
      return fate;
    }
    boolean open = !day.isBefore(wave.window(FlowTally.drawnOn(person)).opens());
    return new Fate(open ? Fate.Kind.OPEN : Fate.Kind.NOT_OPEN, drawn(person));
  }

  /** Whether nothing can change it, though the window has not closed. */
  private boolean isFinal(Person person, Wave wave, Fate fate, DispositionCode code) {
    return switch (fate.kind()) {
      case DIED, MOVED_ABROAD, WITHDREW, NO_CONSENT, ERASED, LATE -> true;
      case NOT_REACHED, NEVER_SENT -> lost(person, closes(person, wave));
      default -> code.stopsContact();
    };
  }

  private Fate fate(Person person, Wave wave, DispositionCode code) {
    LocalDate closes = closes(person, wave);
    Fact<Event.AnswersReceived> answer = person.surveys().answer(wave.id(), participant);
    if (answer != null) {
      return new Fate(
          switch (code) {
            case COMPLETE -> Fate.Kind.COMPLETE;
            case PARTIAL -> Fate.Kind.PARTIAL;
            case TOO_LATE -> Fate.Kind.LATE;
            default -> Fate.Kind.BROKE_OFF;
          },
          answer.line());
    }
    return switch (code.caseClassWhenEligible()) {
      case REFUSAL -> refused(person, wave, closes);
      case NON_CONTACT -> notReached(person, wave, closes);
      default ->
          code == DispositionCode.DEAD
              ? new Fate(Fate.Kind.DIED, attemptOrLeft(person, closes))
              : code == DispositionCode.MISCELLANEOUS
                  ? notReached(person, wave, closes)
                  : new Fate(Fate.Kind.OTHER, lastAttempt(person, wave, closes));
    };
  }

  /** By whom or what a case was closed that counts as refused. */
  private Fate refused(Person person, Wave wave, LocalDate closes) {
    long attempt = 0;
    for (Fact<Event.ContactAttempted> fact : person.surveys().attempts()) {
      Event.ContactAttempted event = fact.event();
      DispositionCode code = DispositionCode.parse(event.outcome()).orElse(null);
      if (code == null
          || code.caseClass() != CaseClass.REFUSAL
          || !event.respondent().equals(participant)) {
        continue;
      }
      boolean counts =
          event.wave().equals(wave.id()) || (code.stopsContact() && !event.on().isAfter(closes));
      attempt = counts && attempt == 0 ? fact.line() : attempt;
    }
    Map<From, LocalDate> from = person.withdrawals();
    boolean withdrew = by(from.get(From.CONTACT), closes) || by(from.get(From.DATA), closes);
    if (attempt > 0) {
      return new Fate(Fate.Kind.REFUSED, attempt);
    } else if (withdrew) {
      return new Fate(
          Fate.Kind.WITHDREW, Deciding.last(person, event -> event instanceof Event.Withdrawn));
    }
    return new Fate(Fate.Kind.NO_CONSENT, consent(person, closes));
  }

  private Fate notReached(Person person, Wave wave, LocalDate closes) {
    Fact<Event.Left> left = person.left();
    if (left != null && by(left.event().on(), closes)) {
      boolean abroad = left.event().cause() == Event.Left.Cause.MOVED_ABROAD;
      return new Fate(abroad ? Fate.Kind.MOVED_ABROAD : Fate.Kind.NOT_REACHED, left.line());
    } else if (person.erased()) {
      return new Fate(
          Fate.Kind.ERASED, Deciding.last(person, event -> event instanceof Event.RecordErased));
    }
    long contact = lastContact(person, wave);
    return contact == 0
        ? new Fate(Fate.Kind.NEVER_SENT, drawn(person))
        : new Fate(Fate.Kind.NOT_REACHED, contact);
  }

  private static boolean lost(Person person, LocalDate closes) {
    Fact<Event.Left> left = person.left();
    return left != null && by(left.event().on(), closes);
  }

  private LocalDate closes(Person person, Wave wave) {
    LocalDate closes = wave.window(FlowTally.drawnOn(person)).closes();
    LocalDate since = state.closed(wave.id()).orElse(closes);
    return since.isBefore(closes) ? since : closes;
  }

  /** Line of the attempt that told of a death, else of the record of it. */
  private long attemptOrLeft(Person person, LocalDate closes) {
    Fact<Event.Left> left = person.left();
    if (left != null && left.event().cause() == Event.Left.Cause.DIED) {
      return left.line();
    }
    for (Fact<Event.ContactAttempted> attempt : person.surveys().attempts()) {
      if (DispositionCode.parse(attempt.event().outcome()).orElse(null) == DispositionCode.DEAD
          && by(attempt.event().on(), closes)) {
        return attempt.line();
      }
    }
    return drawn(person);
  }

  /** Line of the last attempt at a wave, else of the last one before its window closed. */
  private long lastAttempt(Person person, Wave wave, LocalDate closes) {
    long here = 0;
    long before = drawn(person);
    for (Fact<Event.ContactAttempted> attempt : person.surveys().attempts()) {
      if (!attempt.event().respondent().equals(participant)) {
        continue;
      }
      here = attempt.event().wave().equals(wave.id()) ? attempt.line() : here;
      before = by(attempt.event().on(), closes) ? attempt.line() : before;
    }
    return here == 0 ? before : here;
  }

  /** Line of the last letter or attempt at a wave; 0 when there was none. */
  private long lastContact(Person person, Wave wave) {
    long line = 0;
    for (Fact<Event.SurveySent> letter : person.surveys().sent()) {
      boolean here = letter.event().wave().equals(wave.id());
      line = here && letter.event().respondent().equals(participant) ? letter.line() : line;
    }
    for (Fact<Event.ContactAttempted> attempt : person.surveys().attempts()) {
      boolean here = attempt.event().wave().equals(wave.id());
      line = here && attempt.event().respondent().equals(participant) ? attempt.line() : line;
    }
    return line;
  }

  /** Line that told last, by the end of the window, that the consent to be asked is not given. */
  private long consent(Person person, LocalDate closes) {
    long line = person.referral().line();
    for (Fact<?> fact : person.history()) {
      if (fact.event() instanceof Event.ConsentGiven e
          && !e.given()
          && by(e.on(), closes)
          && !person.isVoid(fact.line())) {
        line = fact.line();
      }
    }
    return line;
  }

  private static long drawn(Person person) {
    Fact<Event.ArmDrawn> drawn = person.drawn();
    return drawn == null ? 0 : drawn.line();
  }

  private static boolean by(@Nullable LocalDate on, LocalDate closes) {
    return on != null && !on.isAfter(closes);
  }
}
