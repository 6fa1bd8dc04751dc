package org.equipoise.waves;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.ContactRule;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.Stop;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * Where everybody stands at every wave on a day: not open, open, due, late, answered, closed, or
 * stopped. Windows are counted from the draw and are the same in every arm; the wave before the
 * draw is open from the referral on. Whoever may not be contacted and has not answered is stopped,
 * also at a wave that is over: nobody finds such a person in any list without the reason.
 *
 * @param day the day
 * @param respondent who is asked
 * @param waves the waves that ask this respondent anything, in time order
 * @param slots one a person and wave, by person in the order of the referrals
 */
public record Schedule(
    LocalDate day, Respondent.Id respondent, List<Wave> waves, List<Slot> slots) {

  /** The reason that is told when there are several: what ends most, first. */
  private static final List<Stop> ORDER =
      List.of(
          Stop.DIED,
          Stop.ERASED,
          Stop.MOVED_ABROAD,
          Stop.WITHDRAWN,
          Stop.REFUSED,
          Stop.NO_CONSENT,
          Stop.UNABLE,
          Stop.LOST,
          Stop.PROTECTED,
          Stop.NOT_IN_TRIAL,
          Stop.RECORD_MISSING);

  /** Keeps its own copies. */
  public Schedule {
    waves = List.copyOf(waves);
    slots = List.copyOf(slots);
  }

  /**
   * The schedule of one respondent.
   *
   * @param trial what the ledger means at the end of {@code day}, or at this moment
   * @param records what is known of people
   */
  public static Schedule of(
      TrialState trial,
      Map<PersonId, PersonRecord> records,
      LocalDate day,
      Respondent.Id respondent) {
    List<Wave> waves = Cases.waves(trial, respondent);
    List<Slot> slots = new ArrayList<>(trial.persons().size() * waves.size());
    for (Person person : trial.persons()) {
      for (Wave wave : waves) {
        Slot slot = slot(trial, records.get(person.id()), person, wave, day, respondent);
        if (slot != null) {
          slots.add(slot);
        }
      }
    }
    return new Schedule(day, respondent, waves, slots);
  }

  /** The slots that pass a test. */
  public List<Slot> where(Predicate<Slot> test) {
    return slots.stream().filter(test).toList();
  }

  /** How many stand where, at a wave. */
  public Map<WaveState, Integer> states(Wave.Id wave, Predicate<Slot> among) {
    Map<WaveState, Integer> counts = new EnumMap<>(WaveState.class);
    for (WaveState state : WaveState.values()) {
      counts.put(state, 0);
    }
    for (Slot slot : slots) {
      if (slot.wave().id().equals(wave) && among.test(slot)) {
        counts.merge(slot.state(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** How many stand stopped for which reason, at a wave; each counted once. */
  public Map<Stop, Integer> stops(Wave.Id wave, Predicate<Slot> among) {
    Map<Stop, Integer> counts = new EnumMap<>(Stop.class);
    for (Slot slot : slots) {
      Stop stop = slot.stop();
      boolean stopped = stop != null && slot.state() == WaveState.STOPPED;
      if (stopped && slot.wave().id().equals(wave) && among.test(slot)) {
        counts.merge(stop, 1, Integer::sum);
      }
    }
    return counts;
  }

  private static @Nullable Slot slot(
      TrialState trial,
      @Nullable PersonRecord record,
      Person person,
      Wave wave,
      LocalDate day,
      Respondent.Id respondent) {
    Fact<Event.ArmDrawn> drawn = person.drawn();
    Set<Stop> stops = ContactRule.stops(trial, person, record, wave.id(), respondent);
    if (stops.contains(Stop.NOT_IN_TRIAL)) {
      return null;
    }
    LocalDate draw = drawn == null ? null : drawn.event().on();
    LocalDate opens = draw == null ? person.referred() : draw.plusDays(wave.opensDay());
    LocalDate due = draw == null ? null : draw.plusDays(wave.dueDay());
    LocalDate closes = trial.closes(person, wave).orElse(null);
    Fact<Event.AnswersReceived> answer = person.surveys().answer(wave.id(), respondent);
    Stop stop = first(stops);
    WaveState state;
    if (answer != null
        && CountedAnswers.counts(CountedAnswers.code(trial, person, wave, answer.event()))) {
      state = WaveState.ANSWERED;
    } else if (stop != null) {
      state = WaveState.STOPPED;
    } else if (closes != null && day.isAfter(closes)) {
      state = WaveState.CLOSED;
    } else if (day.isBefore(opens)) {
      state = WaveState.NOT_OPEN;
    } else if (due == null || day.isBefore(due)) {
      state = WaveState.OPEN;
    } else {
      state = day.equals(due) ? WaveState.DUE : WaveState.LATE;
    }
    boolean more = state.isOpen() || state == WaveState.NOT_OPEN;
    Letter letter = more ? letter(draw, opens, person, wave, respondent, day) : Letter.NONE;
    String language = more ? language(person, respondent) : "";
    return new Slot(
        person,
        wave,
        state,
        stop,
        opens,
        due,
        closes,
        letters(person, wave.id(), respondent),
        letter.number(),
        letter.on(),
        language);
  }

  private static @Nullable Stop first(Set<Stop> stops) {
    if (stops.isEmpty()) {
      return null;
    }
    for (Stop stop : ORDER) {
      if (stops.contains(stop)) {
        return stop;
      }
    }
    throw new IllegalStateException("no order among " + stops);
  }

  /** The letter that goes out next. */
  private record Letter(int number, @Nullable LocalDate on) {
    static final Letter NONE = new Letter(-1, null);
  }

  /**
   * The first letter from the first day of the window; afterwards the next reminder whose day is
   * later than the last letter. One whose day had come when a letter went out, or is overtaken by
   * the next, is passed over: nobody gets two letters on one day.
   */
  private static Letter letter(
      @Nullable LocalDate draw,
      LocalDate opens,
      Person person,
      Wave wave,
      Respondent.Id respondent,
      LocalDate day) {
    LocalDate last = null;
    int number = -1;
    for (Fact<Event.SurveySent> fact : person.surveys().sent()) {
      Event.SurveySent letter = fact.event();
      if (letter.wave().equals(wave.id()) && letter.respondent().equals(respondent)) {
        number = Math.max(number, letter.reminder());
        last = last == null || letter.on().isAfter(last) ? letter.on() : last;
      }
    }
    if (last == null) {
      return new Letter(0, opens);
    }
    List<LocalDate> reminders = draw == null ? List.of() : wave.window(draw).reminders();
    Letter next = Letter.NONE;
    for (int k = Math.max(1, number + 1); k <= reminders.size(); k++) {
      LocalDate on = reminders.get(k - 1);
      boolean found = next.on() != null;
      if (found ? !on.isAfter(day) : on.isAfter(last)) {
        next = new Letter(k, on);
      }
    }
    return next;
  }

  private static int letters(Person person, Wave.Id wave, Respondent.Id respondent) {
    int letters = 0;
    for (Fact<Event.SurveySent> fact : person.surveys().sent()) {
      Event.SurveySent sent = fact.event();
      letters += sent.wave().equals(wave) && sent.respondent().equals(respondent) ? 1 : 0;
    }
    return letters;
  }

  private static String language(Person person, Respondent.Id respondent) {
    String language = "";
    for (Fact<Event.AnswersReceived> fact : person.surveys().answers()) {
      Event.AnswersReceived answer = fact.event();
      if (answer.respondent().equals(respondent) && !answer.language().isEmpty()) {
        language = answer.language();
      }
    }
    return language;
  }
}
