package org.equipoise.waves;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Event.Withdrawn.From;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.DispositionCode;
import org.equipoise.protocol.Fieldwork;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.Surveys;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * What became of one person at every wave, one person after another. In this order:
 *
 * <ol>
 *   <li>an answer: 1.1 or 1.2; 2.27 when it came late and late ones are set aside; 2.12 when it was
 *       broken off, 2.1121 when nothing was answered
 *   <li>an attempt that ended all contact: a refusal, death, lasting inability
 *   <li>what else the ledger tells by the end of the window: death 2.31; withdrawal, a consent
 *       taken back or a refusal of an earlier wave 2.11; inability 2.32
 *   <li>the last attempt
 *   <li>nobody was asked, because the person lives abroad, is erased or protected: 2.90
 *   <li>2.20, not reached
 * </ol>
 *
 * What happened after a window had closed changes nothing of that wave.
 */
final class Disposition {

  private static final int NEVER = Integer.MAX_VALUE;

  private final List<Wave> waves;
  private final Respondent.Id respondent;
  private final int today;
  private final Predicate<PersonId> isProtected;
  private final Fieldwork fieldwork;
  private final List<Consent.Id> consents;

  /** Day from which no more is asked at a wave; {@link #NEVER} while its windows decide. */
  private final int[] closed;

  private final Event.@Nullable AnswersReceived[] answers;
  private final @Nullable DispositionCode[] stopping;
  private final @Nullable DispositionCode[] last;
  private final boolean[] sent;
  private final DispositionCode[] codes;
  private final int[] marks;
  private final Map<String, DispositionCode> parsed = new HashMap<>();

  /** Consents given or taken back since the referral, of the present person. */
  private final List<Event.ConsentGiven> later = new ArrayList<>();

  private int died;
  private int abroad;
  private int withdrew;
  private int refused;
  private int unable;
  private boolean apart;

  Disposition(
      TrialState trial,
      List<Wave> waves,
      Respondent.Id respondent,
      LocalDate day,
      Predicate<PersonId> isProtected) {
    this.waves = waves;
    this.respondent = respondent;
    this.today = epoch(day);
    this.isProtected = isProtected;
    this.fieldwork = trial.protocol().fieldwork();
    boolean proxy = trial.protocol().respondent(respondent).map(Respondent::proxy).orElse(false);
    Consent.Purpose purpose = proxy ? Consent.Purpose.PROXY : Consent.Purpose.SURVEY;
    this.consents =
        trial.protocol().consents().stream()
            .filter(consent -> consent.purpose() == purpose)
            .map(Consent::id)
            .toList();
    int n = waves.size();
    closed = new int[n];
    for (int w = 0; w < n; w++) {
      closed[w] = trial.closed(waves.get(w).id()).map(Disposition::epoch).orElse(NEVER);
    }
    answers = new Event.AnswersReceived[n];
    stopping = new DispositionCode[n];
    last = new DispositionCode[n];
    sent = new boolean[n];
    codes = new DispositionCode[n];
    marks = new int[n];
  }

  DispositionCode code(int wave) {
    return codes[wave];
  }

  /** The marks of {@link Cases}. */
  int marks(int wave) {
    return marks[wave];
  }

  /** Takes the next person, who must be drawn. */
  void of(Person person) {
    Fact<Event.ArmDrawn> drawn = person.drawn();
    if (drawn == null) {
      throw new IllegalArgumentException(person.id() + " is not drawn");
    }
    int draw = epoch(drawn.event().on());
    surveys(person.surveys());
    whole(person);
    for (int w = 0; w < codes.length; w++) {
      Wave wave = waves.get(w);
      int end = Math.min(draw + wave.closesDay(), closed[w]);
      int due = draw + wave.dueDay();
      boolean settled = today > draw + wave.closesDay() || today >= closed[w];
      Event.AnswersReceived answer = answers[w];
      boolean late = answer != null && epoch(answer.on()) > end;
      codes[w] = answer == null ? unanswered(person, w, end) : code(answer, late);
      boolean counts = codes[w] == DispositionCode.COMPLETE || codes[w] == DispositionCode.PARTIAL;
      boolean never = codes[w] == DispositionCode.NON_CONTACT && !sent[w] && last[w] == null;
      boolean refusal = answer == null && codes[w] == DispositionCode.REFUSAL && stopping[w] == null;
      boolean followed = died > due && abroad > due && withdrew > due;
      marks[w] =
          (settled ? Cases.SETTLED : 0)
              | (counts ? Cases.ANSWERED : 0)
              | (late ? Cases.LATE : 0)
              | (never ? Cases.NEVER_SENT : 0)
              | (refusal ? unsaid(person, end) : 0)
              | (followed ? Cases.FOLLOWED : 0);
    }
  }

  /** How somebody counts as refusing who never said so when asked; 0 of a refusal that was said. */
  private int unsaid(Person person, int end) {
    if (!everConsented(person, end)) {
      return Cases.NO_CONSENT;
    }
    return withdrew <= end || !consents(person, end) ? Cases.WITHDREW : 0;
  }

  /** The code that was written; null when there is no such code. */
  private @Nullable DispositionCode code(String written) {
    DispositionCode known = parsed.get(written);
    if (known == null) {
      known = DispositionCode.parse(written).orElse(null);
      if (known != null) {
        parsed.put(written, known);
      }
    }
    return known;
  }

  private DispositionCode code(Event.AnswersReceived answer, boolean late) {
    return switch (fieldwork.completeness(answer.asked(), answer.answered())) {
      case COMPLETE -> counted(DispositionCode.COMPLETE, late);
      case PARTIAL -> counted(DispositionCode.PARTIAL, late);
      case BREAK_OFF ->
          answer.answered() == 0 ? DispositionCode.OPENED_ONLY : DispositionCode.BREAK_OFF;
    };
  }

  private DispositionCode counted(DispositionCode code, boolean late) {
    return late && fieldwork.late() == Fieldwork.Late.SET_ASIDE ? DispositionCode.TOO_LATE : code;
  }

  private DispositionCode unanswered(Person person, int w, int end) {
    DispositionCode stop = stopping[w];
    DispositionCode attempt = last[w];
    if (stop != null) {
      return stop;
    } else if (died <= end) {
      return DispositionCode.DEAD;
    } else if (withdrew <= end || refused <= end || !consents(person, end)) {
      return DispositionCode.REFUSAL;
    } else if (unable <= end) {
      return DispositionCode.UNABLE;
    } else if (attempt != null) {
      return attempt;
    }
    boolean outOfReach = !sent[w] && (abroad <= end || apart);
    return outOfReach ? DispositionCode.MISCELLANEOUS : DispositionCode.NON_CONTACT;
  }

  /** What is known of the waves one by one. */
  private void surveys(Surveys surveys) {
    Arrays.fill(answers, null);
    Arrays.fill(stopping, null);
    Arrays.fill(last, null);
    Arrays.fill(sent, false);
    for (Fact<Event.AnswersReceived> fact : surveys.answers()) {
      int w = place(fact.event().wave(), fact.event().respondent());
      if (w >= 0) {
        answers[w] = fact.event();
      }
    }
    for (Fact<Event.SurveySent> fact : surveys.sent()) {
      int w = place(fact.event().wave(), fact.event().respondent());
      if (w >= 0) {
        sent[w] = true;
      }
    }
    for (Fact<Event.ContactAttempted> fact : surveys.attempts()) {
      int w = place(fact.event().wave(), fact.event().respondent());
      DispositionCode code = code(fact.event().outcome());
      if (w >= 0 && code != null) {
        last[w] = code;
        stopping[w] = stopping[w] == null && code.stopsContact() ? code : stopping[w];
      }
    }
  }

  /** What is known of the person as a whole: the first day of each. */
  private void whole(Person person) {
    Map<From, LocalDate> from = person.withdrawals();
    withdrew = from.isEmpty() ? NEVER : Math.min(day(from, From.CONTACT), day(from, From.DATA));
    died = NEVER;
    abroad = NEVER;
    refused = NEVER;
    unable = NEVER;
    Fact<Event.Left> left = person.left();
    if (left != null && left.event().cause() == Event.Left.Cause.DIED) {
      died = epoch(left.event().on());
    } else if (left != null && left.event().cause() == Event.Left.Cause.MOVED_ABROAD) {
      abroad = epoch(left.event().on());
    }
    apart = person.erased() || isProtected.test(person.id());
    later.clear();
    for (Fact<?> fact : person.history()) {
      if (fact.event() instanceof Event.ConsentGiven event && !person.isVoid(fact.line())) {
        later.add(event);
      }
    }
    long agreed = -1;
    for (Fact<Event.ContactAttempted> attempt : person.surveys().attempts()) {
      DispositionCode code = code(attempt.event().outcome());
      if (code == null || !code.stopsContact()) {
        continue;
      }
      int on = epoch(attempt.event().on());
      boolean asked = attempt.event().respondent().equals(respondent);
      if (code == DispositionCode.DEAD) {
        died = Math.min(died, on);
      } else if (asked && code == DispositionCode.UNABLE) {
        unable = Math.min(unable, on);
      } else if (asked && code.isRefusal()) {
        agreed = agreed < 0 ? lastAgreement(person) : agreed;
        // Whoever agrees again may be asked again.
        refused = attempt.line() > agreed ? Math.min(refused, on) : refused;
      }
    }
  }

  /** Whether every consent to be asked stood on a day. */
  private boolean consents(Person person, int end) {
    for (Consent.Id consent : consents) {
      boolean given = person.referral().event().consents().getOrDefault(consent, false);
      for (Event.ConsentGiven event : later) {
        if (event.consent().equals(consent) && epoch(event.on()) <= end) {
          given = event.given();
        }
      }
      if (!given) {
        return false;
      }
    }
    return true;
  }

  /** Whether each consent to be asked was given by a day, though perhaps taken back since. */
  private boolean everConsented(Person person, int end) {
    for (Consent.Id consent : consents) {
      boolean given = person.referral().event().consents().getOrDefault(consent, false);
      for (Event.ConsentGiven event : later) {
        given |= event.given() && event.consent().equals(consent) && epoch(event.on()) <= end;
      }
      if (!given) {
        return false;
      }
    }
    return true;
  }

  /** Line of the last consent to be asked; 0 when there was none since the referral. */
  private long lastAgreement(Person person) {
    long line = 0;
    for (Fact<?> fact : person.history()) {
      if (fact.event() instanceof Event.ConsentGiven e
          && e.given()
          && consents.contains(e.consent())
          && !person.isVoid(fact.line())) {
        line = fact.line();
      }
    }
    return line;
  }

  private int place(Wave.Id wave, Respondent.Id who) {
    if (!who.equals(respondent)) {
      return -1;
    }
    for (int w = 0; w < waves.size(); w++) {
      if (waves.get(w).id().equals(wave)) {
        return w;
      }
    }
    return -1;
  }

  private static int day(Map<From, LocalDate> from, From what) {
    LocalDate on = from.get(what);
    return on == null ? NEVER : epoch(on);
  }

  private static int epoch(LocalDate day) {
    return Math.toIntExact(day.toEpochDay());
  }
}
