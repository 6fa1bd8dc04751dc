package org.equipoise.waves;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.jspecify.annotations.Nullable;

/**
 * What it took to get answers, of everybody drawn whose window has closed. Balanced loss can still
 * mislead when one arm's answers were found with far more effort, so that effort is told by arm.
 *
 * @param wave the wave
 * @param arm code of the arm; empty for all
 * @param answers people who answered
 * @param letters letters and reminders sent, to whoever answered and to the others
 * @param attempts attempts to reach somebody, likewise
 * @param byReminders answers after no reminder, after one, after two or more
 * @param hard answers that came only after {@link #HARD} contacts or more, of all answers
 */
public record Effort(
    Wave.Id wave,
    String arm,
    int answers,
    int letters,
    int attempts,
    List<Integer> byReminders,
    Share hard) {

  /** Contacts, letters and attempts together, from which an answer was hard to get. */
  public static final int HARD = 3;

  private static final int CLASSES = 3;

  /** Keeps its own copy. */
  public Effort {
    byReminders = List.copyOf(byReminders);
  }

  /** The effort at every wave, for all and by group. */
  public static List<Effort> of(Cases cases, Grouping arms) {
    List<Effort> all = new ArrayList<>();
    for (int w = 0; w < cases.waves().size(); w++) {
      Tally[] tallies = new Tally[arms.levels().size() + 1];
      for (int g = 0; g < tallies.length; g++) {
        tallies[g] = new Tally();
      }
      for (int i = 0; i < cases.people().size(); i++) {
        if (cases.settled(w, i)) {
          Tally own = arms.code()[i] < 0 ? null : tallies[arms.code()[i] + 1];
          Wave.Id wave = cases.waves().get(w).id();
          Contacts contacts = contacts(cases.people().get(i), wave, cases.respondent());
          tallies[0].add(contacts, cases.answered(w, i));
          if (own != null) {
            own.add(contacts, cases.answered(w, i));
          }
        }
      }
      for (int g = 0; g < tallies.length; g++) {
        String arm = g == 0 ? "" : arms.levels().get(g - 1);
        all.add(tallies[g].effort(cases.waves().get(w).id(), arm));
      }
    }
    return all;
  }

  /** Contacts of one person at one wave, and those before the answer. */
  private record Contacts(int letters, int attempts, int reminders, int before) {}

  private static Contacts contacts(Person person, Wave.Id wave, Respondent.Id respondent) {
    Fact<Event.AnswersReceived> answer = first(person, wave, respondent);
    LocalDate on = answer == null ? LocalDate.MAX : answer.event().on();
    int letters = 0;
    int attempts = 0;
    int reminders = 0;
    int before = 0;
    for (Fact<Event.SurveySent> fact : person.surveys().sent()) {
      Event.SurveySent sent = fact.event();
      if (sent.wave().equals(wave) && sent.respondent().equals(respondent)) {
        letters++;
        if (!sent.on().isAfter(on)) {
          before++;
          reminders += sent.reminder() > 0 ? 1 : 0;
        }
      }
    }
    for (Fact<Event.ContactAttempted> fact : person.surveys().attempts()) {
      Event.ContactAttempted tried = fact.event();
      if (tried.wave().equals(wave) && tried.respondent().equals(respondent)) {
        attempts++;
        before += tried.on().isAfter(on) ? 0 : 1;
      }
    }
    return new Contacts(letters, attempts, reminders, before);
  }

  /** The first answer, for what came after it found nobody. */
  private static @Nullable Fact<Event.AnswersReceived> first(
      Person person, Wave.Id wave, Respondent.Id respondent) {
    for (Fact<Event.AnswersReceived> fact : person.surveys().answers()) {
      if (fact.event().wave().equals(wave) && fact.event().respondent().equals(respondent)) {
        return fact;
      }
    }
    return null;
  }

  /** Adds up one arm. */
  private static final class Tally {
    private final int[] byReminders = new int[CLASSES];
    private int answers;
    private int letters;
    private int attempts;
    private int hard;

    void add(Contacts contacts, boolean answered) {
      letters += contacts.letters();
      attempts += contacts.attempts();
      if (answered) {
        answers++;
        byReminders[Math.min(contacts.reminders(), CLASSES - 1)]++;
        hard += contacts.before() >= HARD ? 1 : 0;
      }
    }

    Effort effort(Wave.Id wave, String arm) {
      List<Integer> classes = new ArrayList<>();
      for (int count : byReminders) {
        classes.add(count);
      }
      return new Effort(wave, arm, answers, letters, attempts, classes, new Share(hard, answers));
    }
  }
}
