package org.equipoise.waves;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Event.Withdrawn.From;
import org.equipoise.protocol.CaseClass;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.DispositionCode;
import org.equipoise.protocol.Fieldwork;
import org.equipoise.protocol.Fieldwork.Completeness;
import org.equipoise.protocol.Fieldwork.Late;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;

/** What became of the drawn at each wave, as far as the ledger tells by the end of a day. */
final class LedgerFates implements Fate.Teller {

  private final TrialState state;
  private final Protocol protocol;
  private final Respondent.Id participant;
  private final LocalDate day;

  LedgerFates(TrialState state, LocalDate day) {
    this.state = state;
    this.protocol = state.protocol();
    this.participant = protocol.participant();
    this.day = day;
  }

  @Override
  public Fate of(Person person, Wave wave) {
    LocalDate closes = closes(person, wave);
    Fact<Event.AnswersReceived> answer = person.surveys().answer(wave.id(), participant);
    if (answer != null) {
      Fate.@Nullable Kind settled = answered(answer.event(), closes);
      if (settled != null) {
        return new Fate(settled, answer.line());
      }
    }
    Fate stopped = stopped(person, wave, closes);
    if (stopped != null) {
      return stopped;
    }
    long drawn = person.drawn() == null ? 0 : person.drawn().line();
    boolean closed = state.closed(wave.id()).filter(since -> !day.isBefore(since)).isPresent();
    if (!closed && !day.isAfter(closes)) {
      boolean open = !day.isBefore(wave.window(FlowTally.drawnOn(person)).opens());
      return new Fate(open ? Fate.Kind.OPEN : Fate.Kind.NOT_OPEN, drawn);
    }
    if (answer != null) {
      return new Fate(Fate.Kind.BROKE_OFF, answer.line());
    }
    return unreached(person, wave, drawn);
  }

  private LocalDate closes(Person person, Wave wave) {
    LocalDate closes = wave.window(FlowTally.drawnOn(person)).closes();
    LocalDate since = state.closed(wave.id()).orElse(closes);
    return since.isBefore(closes) ? since : closes;
  }

  /** Null of a break-off, which may still be made good while the window is open. */
  private Fate.@Nullable Kind answered(Event.AnswersReceived answer, LocalDate closes) {
    Fieldwork fieldwork = protocol.fieldwork();
    Completeness completeness = fieldwork.completeness(answer.asked(), answer.answered());
    if (completeness == Completeness.BREAK_OFF) {
      return null;
    }
    if (fieldwork.late() == Late.SET_ASIDE && answer.on().isAfter(closes)) {
      return Fate.Kind.LATE;
    }
    return completeness == Completeness.COMPLETE ? Fate.Kind.COMPLETE : Fate.Kind.PARTIAL;
  }

  /** What settled it before the window closed, other than an answer. */
  private @Nullable Fate stopped(Person person, Wave wave, LocalDate closes) {
    Fate ended = contactEnded(person, wave, closes);
    if (ended != null) {
      return ended;
    }
    Fact<Event.Left> left = person.left();
    if (left != null && !left.event().on().isAfter(closes)) {
      Fate.Kind kind =
          switch (left.event().cause()) {
            case DIED -> Fate.Kind.DIED;
            case MOVED_ABROAD -> Fate.Kind.MOVED_ABROAD;
            case LOST -> Fate.Kind.NOT_REACHED;
          };
      return new Fate(kind, left.line());
    }
    Map<From, LocalDate> from = person.withdrawals();
    if (by(from.get(From.CONTACT), closes) || by(from.get(From.DATA), closes)) {
      return new Fate(
          Fate.Kind.WITHDREW, Deciding.last(person, event -> event instanceof Event.Withdrawn));
    }
    if (person.erased()) {
      return new Fate(
          Fate.Kind.ERASED, Deciding.last(person, event -> event instanceof Event.RecordErased));
    }
    return refusedConsent(person, closes);
  }

  /** An attempt that ended all contact: at this wave, or before its window closed at another. */
  private @Nullable Fate contactEnded(Person person, Wave wave, LocalDate closes) {
    long agreed = agreed(person);
    for (Fact<Event.ContactAttempted> attempt : person.surveys().attempts()) {
      DispositionCode code = DispositionCode.parse(attempt.event().outcome()).orElse(null);
      boolean here = attempt.event().wave().equals(wave.id());
      boolean stands =
          here
              || (!attempt.event().on().isAfter(closes)
                  && (code == null || !code.isRefusal() || attempt.line() > agreed));
      if (code != null
          && code.stopsContact()
          && stands
          && attempt.event().respondent().equals(participant)) {
        Fate.Kind kind =
            code == DispositionCode.DEAD
                ? Fate.Kind.DIED
                : code.isRefusal() ? Fate.Kind.REFUSED : Fate.Kind.OTHER;
        return new Fate(kind, attempt.line());
      }
    }
    return null;
  }

  /** A consent to be asked that was not given, or no longer, when the window closed. */
  private @Nullable Fate refusedConsent(Person person, LocalDate closes) {
    for (Consent consent : protocol.consents()) {
      if (consent.purpose() != Consent.Purpose.SURVEY) {
        continue;
      }
      boolean given = person.referral().event().consents().getOrDefault(consent.id(), false);
      long line = person.referral().line();
      for (Fact<?> fact : person.history()) {
        if (fact.event() instanceof Event.ConsentGiven e
            && e.consent().equals(consent.id())
            && !e.on().isAfter(closes)
            && !person.isVoid(fact.line())) {
          given = e.given();
          line = fact.line();
        }
      }
      if (!given) {
        return new Fate(Fate.Kind.NO_CONSENT, line);
      }
    }
    return null;
  }

  /** Line of the last agreement to be asked; 0 when there was none since the referral. */
  private long agreed(Person person) {
    long line = 0;
    for (Fact<?> fact : person.history()) {
      if (fact.event() instanceof Event.ConsentGiven e
          && e.given()
          && !person.isVoid(fact.line())
          && protocol.consents().stream()
              .anyMatch(c -> c.id().equals(e.consent()) && c.purpose() == Consent.Purpose.SURVEY)) {
        line = fact.line();
      }
    }
    return line;
  }

  private Fate unreached(Person person, Wave wave, long drawn) {
    List<Fact<Event.ContactAttempted>> attempts = attempts(person, wave);
    if (!attempts.isEmpty()) {
      Fact<Event.ContactAttempted> last = attempts.get(attempts.size() - 1);
      CaseClass means =
          DispositionCode.parse(last.event().outcome())
              .map(DispositionCode::caseClassWhenEligible)
              .orElse(CaseClass.OTHER);
      Fate.Kind kind =
          switch (means) {
            case REFUSAL -> Fate.Kind.REFUSED;
            case NON_CONTACT -> Fate.Kind.NOT_REACHED;
            default -> Fate.Kind.OTHER;
          };
      return new Fate(kind, last.line());
    }
    long sent = 0;
    for (Fact<Event.SurveySent> letter : person.surveys().sent()) {
      boolean here = letter.event().wave().equals(wave.id());
      sent = here && letter.event().respondent().equals(participant) ? letter.line() : sent;
    }
    return sent == 0
        ? new Fate(Fate.Kind.NEVER_SENT, drawn)
        : new Fate(Fate.Kind.NOT_REACHED, sent);
  }

  private List<Fact<Event.ContactAttempted>> attempts(Person person, Wave wave) {
    List<Fact<Event.ContactAttempted>> all = person.surveys().attempts();
    return all.isEmpty()
        ? all
        : all.stream()
            .filter(a -> a.event().wave().equals(wave.id()))
            .filter(a -> a.event().respondent().equals(participant))
            .toList();
  }

  private static boolean by(@Nullable LocalDate on, LocalDate closes) {
    return on != null && !on.isAfter(closes);
  }
}
