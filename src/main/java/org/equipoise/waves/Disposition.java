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
import org.equipoise.protocol.CaseClass;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.DispositionCode;
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
 *   <li>an answer, as {@link CountedAnswers#code} tells
 *   <li>an attempt that ended all contact: a refusal, death, lasting inability
 *   <li>what else the ledger tells by the end of the window: death 2.31 and not belonging 4.x,
 *       whoever told of it; a refusal of an earlier wave, withdrawal or a consent taken back 2.11;
 *       inability 2.32
 *   <li>the last attempt
 *   <li>nobody was asked, because the person lives abroad, is erased or protected: 2.90
 *   <li>2.20, not reached
 * </ol>
 *
 * What happened after a window had closed changes nothing of that wave. Rates take the code of it,
 * the participant flow the kind and the line of the ledger that decided.
 */
final class Disposition {

  private static final int NEVER = Integer.MAX_VALUE;

  private final TrialState trial;
  private final List<Wave> waves;
  private final Respondent.Id respondent;
  private final boolean own;
  private final int today;
  private final Predicate<PersonId> isProtected;
  private final List<Consent.Id> consents;

  private final @Nullable Fact<Event.AnswersReceived>[] answers;
  private final @Nullable Fact<Event.ContactAttempted>[] stopping;
  private final @Nullable Fact<Event.ContactAttempted>[] last;

  /** Line of the last letter; 0 when nothing was sent. */
  private final long[] sent;

  private final DispositionCode[] codes;
  private final Fate.Kind[] kinds;
  private final long[] lines;
  private final boolean[] over;
  private final int[] marks;
  private final Map<String, DispositionCode> parsed = new HashMap<>();

  /** Consents given or taken back since the referral, of the present person. */
  private final List<Consented> later = new ArrayList<>();

  private final Since died = new Since();
  private final Since abroad = new Since();
  private final Since lost = new Since();
  private final Since withdrew = new Since();
  private final Since refused = new Since();
  private final Since unable = new Since();
  private final Since outside = new Since();
  private DispositionCode outsideAs = DispositionCode.NOT_ELIGIBLE;
  private long erased;
  private boolean apart;

  /** A consent given or taken back, and the line that tells. */
  private record Consented(Event.ConsentGiven event, long line) {}

  /** The first day of something, and the line that tells of it. */
  private static final class Since {
    private int day = NEVER;
    private long line;

    void clear() {
      day = NEVER;
    }

    /** Whether this is earlier than what was known. */
    boolean take(LocalDate on, long told) {
      boolean earlier = epoch(on) < day;
      if (earlier) {
        day = epoch(on);
        line = told;
      }
      return earlier;
    }

    boolean by(int end) {
      return day <= end;
    }
  }

  Disposition(
      TrialState trial,
      List<Wave> waves,
      Respondent.Id respondent,
      LocalDate day,
      Predicate<PersonId> isProtected) {
    this.trial = trial;
    this.waves = waves;
    this.respondent = respondent;
    this.own = respondent.equals(trial.protocol().participant());
    this.today = epoch(day);
    this.isProtected = isProtected;
    boolean proxy = trial.protocol().respondent(respondent).map(Respondent::proxy).orElse(false);
    Consent.Purpose purpose = proxy ? Consent.Purpose.PROXY : Consent.Purpose.SURVEY;
    this.consents =
        trial.protocol().consents().stream()
            .filter(consent -> consent.purpose() == purpose)
            .map(Consent::id)
            .toList();
    int n = waves.size();
    answers = facts(n);
    stopping = facts(n);
    last = facts(n);
    sent = new long[n];
    codes = new DispositionCode[n];
    kinds = new Fate.Kind[n];
    lines = new long[n];
    over = new boolean[n];
    marks = new int[n];
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Arrays know no type of what a fact tells.
  private static <T extends Event.OfPerson> @Nullable Fact<T>[] facts(int n) {
    return new Fact[n];
  }

  DispositionCode code(int wave) {
    return codes[wave];
  }

  /** What the code comes from, in the words of the flow. */
  Fate.Kind kind(int wave) {
    return kinds[wave];
  }

  /** The line of the ledger that decided. */
  long line(int wave) {
    return lines[wave];
  }

  /** Whether nothing is waited for, though the window may be open. */
  boolean isOver(int wave) {
    return over[wave];
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
      int end = epoch(trial.closes(person, wave).orElseThrow());
      int due = draw + wave.dueDay();
      Fact<Event.AnswersReceived> answer = answers[w];
      if (answer == null) {
        unanswered(person, w, end);
      } else {
        answered(person, w, end, answer);
      }
      lines[w] = lines[w] == 0 ? drawn.line() : lines[w];
      LocalDate on = answer == null ? null : answer.event().on();
      boolean late = on != null && epoch(on) > end;
      boolean counts = CountedAnswers.counts(codes[w]);
      boolean known = on != null && counts && own && wave.baseline() && person.toldBefore(on);
      boolean never = codes[w] == DispositionCode.NON_CONTACT && sent[w] == 0 && last[w] == null;
      boolean followed = !died.by(due) && !abroad.by(due) && !withdrew.by(due);
      marks[w] =
          (today > end ? Cases.SETTLED : 0)
              | (counts ? Cases.ANSWERED : 0)
              | (late ? Cases.LATE : 0)
              | (never ? Cases.NEVER_SENT : 0)
              | unsaid(person, w, end)
              | (followed ? Cases.FOLLOWED : 0)
              | (known ? Cases.ARM_KNOWN : 0);
    }
  }

  /** How somebody counts as refusing who never said so when asked; 0 of everybody else. */
  private int unsaid(Person person, int w, int end) {
    return switch (kinds[w]) {
      case WITHDREW, NO_CONSENT -> everConsented(person, end) ? Cases.WITHDREW : Cases.NO_CONSENT;
      default -> 0;
    };
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

  private void answered(Person person, int w, int end, Fact<Event.AnswersReceived> answer) {
    DispositionCode code = CountedAnswers.code(trial, person, waves.get(w), answer.event());
    switch (code) {
      case COMPLETE -> put(w, code, Fate.Kind.COMPLETE, answer.line(), true);
      case PARTIAL -> put(w, code, Fate.Kind.PARTIAL, answer.line(), true);
      case TOO_LATE -> put(w, code, Fate.Kind.LATE, answer.line(), true);
      default -> {
        // Whoever broke off is asked on, unless something ended it.
        unanswered(person, w, end);
        put(w, code, Fate.Kind.BROKE_OFF, answer.line(), over[w]);
      }
    }
  }

  private void unanswered(Person person, int w, int end) {
    Fact<Event.ContactAttempted> stop = stopping[w];
    Fact<Event.ContactAttempted> attempt = last[w];
    if (stop != null) {
      attempted(w, end, stop, true);
    } else if (died.by(end)) {
      put(w, DispositionCode.DEAD, Fate.Kind.DIED, died.line, true);
    } else if (outside.by(end)) {
      put(w, outsideAs, Fate.Kind.OTHER, outside.line, true);
    } else if (refused.by(end)) {
      put(w, DispositionCode.REFUSAL, Fate.Kind.REFUSED, refused.line, true);
    } else if (withdrew.by(end)) {
      put(w, DispositionCode.REFUSAL, Fate.Kind.WITHDREW, withdrew.line, true);
    } else if (withheld(person, end) > 0) {
      put(w, DispositionCode.REFUSAL, Fate.Kind.NO_CONSENT, withheld(person, end), true);
    } else if (unable.by(end)) {
      put(w, DispositionCode.UNABLE, Fate.Kind.OTHER, unable.line, true);
    } else if (attempt != null) {
      attempted(w, end, attempt, false);
    } else {
      boolean outOfReach = sent[w] == 0 && (abroad.by(end) || apart);
      DispositionCode code =
          outOfReach ? DispositionCode.MISCELLANEOUS : DispositionCode.NON_CONTACT;
      unreached(w, end, code, sent[w]);
    }
  }

  /** An attempt decided. */
  private void attempted(int w, int end, Fact<Event.ContactAttempted> attempt, boolean stops) {
    DispositionCode code = code(attempt.event().outcome());
    if (code == null) {
      throw new IllegalStateException("no code " + attempt.event().outcome());
    }
    switch (code.caseClassWhenEligible()) {
      case REFUSAL -> {
        boolean broke = code == DispositionCode.BREAK_OFF;
        Fate.Kind kind = broke ? Fate.Kind.BROKE_OFF : Fate.Kind.REFUSED;
        put(w, code, kind, attempt.line(), stops);
      }
      case NON_CONTACT -> unreached(w, end, code, attempt.line());
      default -> {
        boolean dead = code == DispositionCode.DEAD;
        put(w, code, dead ? Fate.Kind.DIED : Fate.Kind.OTHER, attempt.line(), stops);
      }
    }
  }

  /** Nobody was reached; the ledger may tell why. */
  private void unreached(int w, int end, DispositionCode code, long contact) {
    if (abroad.by(end)) {
      put(w, code, Fate.Kind.MOVED_ABROAD, abroad.line, true);
    } else if (lost.by(end)) {
      put(w, code, Fate.Kind.NOT_REACHED, lost.line, true);
    } else if (erased > 0) {
      put(w, code, Fate.Kind.ERASED, erased, true);
    } else {
      put(w, code, contact == 0 ? Fate.Kind.NEVER_SENT : Fate.Kind.NOT_REACHED, contact, false);
    }
  }

  private void put(int w, DispositionCode code, Fate.Kind kind, long line, boolean isOver) {
    codes[w] = code;
    kinds[w] = kind;
    lines[w] = line;
    over[w] = isOver;
  }

  /** What is known of the waves one by one. */
  private void surveys(Surveys surveys) {
    Arrays.fill(answers, null);
    Arrays.fill(stopping, null);
    Arrays.fill(last, null);
    Arrays.fill(sent, 0);
    for (Fact<Event.AnswersReceived> fact : surveys.answers()) {
      int w = place(fact.event().wave(), fact.event().respondent());
      if (w >= 0) {
        answers[w] = fact;
      }
    }
    for (Fact<Event.SurveySent> fact : surveys.sent()) {
      int w = place(fact.event().wave(), fact.event().respondent());
      if (w >= 0) {
        sent[w] = fact.line();
      }
    }
    for (Fact<Event.ContactAttempted> fact : surveys.attempts()) {
      int w = place(fact.event().wave(), fact.event().respondent());
      DispositionCode code = code(fact.event().outcome());
      if (w >= 0 && code != null) {
        last[w] = fact;
        stopping[w] = stopping[w] == null && code.stopsContact() ? fact : stopping[w];
      }
    }
  }

  /** What is known of the person as a whole: the first day of each. */
  private void whole(Person person) {
    for (Since each : List.of(died, abroad, lost, withdrew, refused, unable, outside)) {
      each.clear();
    }
    later.clear();
    erased = 0;
    for (Fact<?> fact : person.history()) {
      if (!person.isVoid(fact.line())) {
        told(fact);
      }
    }
    Fact<Event.Left> left = person.left();
    if (left != null) {
      Since since =
          switch (left.event().cause()) {
            case DIED -> died;
            case MOVED_ABROAD -> abroad;
            case LOST -> lost;
          };
      since.take(left.event().on(), left.line());
    }
    apart = person.erased() || isProtected.test(person.id());
    attempts(person);
  }

  private void told(Fact<?> fact) {
    if (fact.event() instanceof Event.ConsentGiven event) {
      later.add(new Consented(event, fact.line()));
    } else if (fact.event() instanceof Event.RecordErased) {
      erased = fact.line();
    } else if (fact.event() instanceof Event.Withdrawn event
        && (event.from() == From.CONTACT || event.from() == From.DATA)) {
      withdrew.take(event.on(), fact.line());
    }
  }

  /** What attempts at any wave told that holds for all waves. */
  private void attempts(Person person) {
    long agreed = -1;
    for (Fact<Event.ContactAttempted> attempt : person.surveys().attempts()) {
      DispositionCode code = code(attempt.event().outcome());
      if (code == null || !code.stopsContact()) {
        continue;
      }
      LocalDate on = attempt.event().on();
      boolean asked = attempt.event().respondent().equals(respondent);
      // Death and not belonging are facts about the person, whoever tells of them.
      if (code == DispositionCode.DEAD) {
        died.take(on, attempt.line());
      } else if (code.caseClass() == CaseClass.NOT_ELIGIBLE) {
        outsideAs = outside.take(on, attempt.line()) ? code : outsideAs;
      } else if (asked && code == DispositionCode.UNABLE) {
        unable.take(on, attempt.line());
      } else if (asked && code.isRefusal()) {
        agreed = agreed < 0 ? lastAgreement() : agreed;
        // Whoever agrees again may be asked again.
        if (attempt.line() > agreed) {
          refused.take(on, attempt.line());
        }
      }
    }
  }

  /** Line that told by a day that a consent to be asked is not given; 0 when all are. */
  private long withheld(Person person, int end) {
    for (Consent.Id consent : consents) {
      boolean given = person.referral().event().consents().getOrDefault(consent, false);
      long line = person.referral().line();
      for (Consented told : later) {
        Event.ConsentGiven event = told.event();
        if (event.consent().equals(consent) && epoch(event.on()) <= end) {
          given = event.given();
          line = told.line();
        }
      }
      if (!given) {
        return line;
      }
    }
    return 0;
  }

  /** Whether each consent to be asked was given by a day, though perhaps taken back since. */
  private boolean everConsented(Person person, int end) {
    for (Consent.Id consent : consents) {
      boolean given = person.referral().event().consents().getOrDefault(consent, false);
      for (Consented told : later) {
        Event.ConsentGiven event = told.event();
        given |= event.given() && event.consent().equals(consent) && epoch(event.on()) <= end;
      }
      if (!given) {
        return false;
      }
    }
    return true;
  }

  /** Line of the last consent to be asked; 0 when there was none since the referral. */
  private long lastAgreement() {
    long line = 0;
    for (Consented told : later) {
      if (told.event().given() && consents.contains(told.event().consent())) {
        line = told.line();
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

  private static int epoch(LocalDate day) {
    return Math.toIntExact(day.toEpochDay());
  }
}
