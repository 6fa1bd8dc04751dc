package org.equipoise.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.equipoise.frame.Frame;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Wave;

/**
 * What happens around a survey: attempts to reach those who do not answer, meetings with the
 * service under each arm, withdrawals of those who answer no more, and departures.
 */
final class FieldEvents {

  /** Share of those without an answer whom somebody tries to reach, once and once more. */
  private static final double TRIED = 0.8;

  private static final double AGAIN = 0.6;

  /** Share of those with an answer who had to be reached first. */
  private static final double REMINDED = 0.08;

  /** Share of those who answer no later wave who then withdraw from contact, and from all. */
  private static final double WITHDRAW = 0.12;

  private static final double WITHDRAW_ALL = 0.02;

  /** Outcomes of an attempt and the share that each and those before it have. */
  private static final List<String> OUTCOMES =
      List.of("no-answer", "postponed", "returned-mail", "language", "refusal");

  private static final double[] UP_TO = {0.68, 0.8, 0.85, 0.88, 1};

  private static final int FIRST_AFTER_DUE = 10;
  private static final int WEEK = 7;

  private final Simulation.Run run;
  private final String[] ids;
  private final int[] drawnOn;
  private final FieldDays days;
  private final UniformRandomProvider stream;

  FieldEvents(
      Simulation.Run run,
      String[] ids,
      int[] drawnOn,
      FieldDays days,
      UniformRandomProvider stream) {
    this.run = run;
    this.ids = ids;
    this.drawnOn = drawnOn;
    this.days = days;
    this.stream = stream;
  }

  /** A dated line of a table. */
  private record Dated(int day, List<String> cells) {}

  /** The day from which a person can no longer be reached. */
  private int gone(int person) {
    return run.left[person] == Meetings.NEVER
        ? Integer.MAX_VALUE
        : drawnOn[person] + run.left[person];
  }

  /** Attempts to reach people after the day a wave was due. */
  Frame contacts() {
    List<Dated> lines = new ArrayList<>();
    List<Wave> waves = run.protocol.waves();
    for (int w = 0; w < waves.size(); w++) {
      for (int i = 0; i < ids.length && !waves.get(w).baseline(); i++) {
        attempts(lines, waves.get(w), w, i);
      }
    }
    return frame("contacts", List.of("id", "wave", "date", "outcome", "mode"), lines);
  }

  private void attempts(List<Dated> lines, Wave wave, int w, int person) {
    int answered = days.day()[w][person];
    double tried = stream.nextDouble();
    double outcome = stream.nextDouble();
    double again = stream.nextDouble();
    boolean consents =
        run.participation.permits(run.protocol, Consent.Purpose.SURVEY, run.people.drawn()[person]);
    int day = drawnOn[person] + wave.dueDay() + FIRST_AFTER_DUE + (int) (again * WEEK);
    boolean worth = tried < (answered == FieldDays.NONE ? TRIED : REMINDED) && consents;
    if (!worth || day >= gone(person) || (answered != FieldDays.NONE && day >= answered)) {
      return;
    }
    String first = outcome(outcome, w, person);
    lines.add(attempt(person, wave, day, first));
    boolean settled = first.equals("refusal") || first.equals("language");
    if (answered == FieldDays.NONE && !settled && again < AGAIN && day + WEEK < gone(person)) {
      lines.add(attempt(person, wave, day + WEEK, "no-answer"));
    }
  }

  /** Only those refuse who never answer again. */
  private String outcome(double rank, int w, int person) {
    int at = 0;
    while (rank >= UP_TO[at]) {
      at++;
    }
    boolean later = false;
    for (int next = w; next < days.day().length; next++) {
      later |= days.day()[next][person] != FieldDays.NONE;
    }
    return later ? OUTCOMES.get(0) : OUTCOMES.get(at);
  }

  private Dated attempt(int person, Wave wave, int day, String outcome) {
    return new Dated(
        day, List.of(ids[person], wave.id().value(), SurveyFiles.day(day), outcome, "phone"));
  }

  /** Meetings, which depend on the arm, and what does not. */
  Frame happened() {
    List<Dated> lines = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      withdrawal(lines, i);
      for (int arm = 0; arm < run.protocol.arms().size(); arm++) {
        int met = run.worlds.met()[arm][i];
        if (met != Meetings.NEVER) {
          String only = run.protocol.arms().get(arm).id().value();
          lines.add(event(i, drawnOn[i] + met, "met", only));
        }
      }
      if (run.left[i] != Meetings.NEVER) {
        String why = stream.nextDouble() < 0.4 ? "died" : "moved-abroad";
        lines.add(event(i, gone(i), why, ""));
      }
    }
    return frame("events", List.of("id", "date", "event", "arm"), lines);
  }

  /** Somebody who answered and then no more may have said so. */
  private void withdrawal(List<Dated> lines, int person) {
    double whether = stream.nextDouble();
    double when = stream.nextDouble();
    int waves = days.day().length;
    int last = 0;
    for (int w = 0; w < waves; w++) {
      last = Math.max(last, days.day()[w][person]);
    }
    boolean to = days.day()[waves - 1][person] == FieldDays.NONE && last > drawnOn[person];
    int day = last + 1 + (int) (when * 60);
    if (to && whether < WITHDRAW && day < gone(person)) {
      lines.add(event(person, day, whether < WITHDRAW_ALL ? "data" : "contact", ""));
    }
  }

  private Dated event(int person, int day, String what, String arm) {
    return new Dated(day, List.of(ids[person], SurveyFiles.day(day), what, arm));
  }

  private static Frame frame(String name, List<String> columns, List<Dated> lines) {
    lines.sort(Comparator.comparingInt(Dated::day));
    SurveyFiles.Rows rows = new SurveyFiles.Rows(lines.size());
    for (int r = 0; r < lines.size(); r++) {
      for (int c = 0; c < columns.size(); c++) {
        rows.put(r, columns.get(c), lines.get(r).cells().get(c));
      }
    }
    return rows.frame(name, List.of());
  }
}
