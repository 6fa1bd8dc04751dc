package org.equipoise.waves;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.DispositionCode;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.Stop;
import org.equipoise.trial.TrialState;

/**
 * Everything about every wave at every site on one day, without arms. People referred and not drawn
 * yet stand at the wave before the draw.
 *
 * @param rows one a wave and site, and one a wave for all sites, which comes first
 */
public record WaveBoard(List<Row> rows) {

  /** Keeps its own copy. */
  public WaveBoard {
    rows = List.copyOf(rows);
  }

  /**
   * One site at one wave.
   *
   * @param wave the wave
   * @param site code of the site; empty for all
   * @param states how many stand where
   * @param stops of the stopped, how many for which reason
   * @param complete of the answered, how many in full
   * @param letters letters and reminders sent
   * @param attempts attempts to reach somebody
   * @param rate answered, complete or partial, of everybody drawn whose window has closed
   */
  public record Row(
      Wave.Id wave,
      String site,
      Map<WaveState, Integer> states,
      Map<Stop, Integer> stops,
      int complete,
      int letters,
      int attempts,
      Share rate) {

    /** Keeps its own copies. */
    public Row {
      states = Collections.unmodifiableMap(new EnumMap<>(states));
      stops = Collections.unmodifiableMap(new EnumMap<>(stops));
    }

    /** How many stand in a state. */
    public int count(WaveState state) {
      return states.getOrDefault(state, 0);
    }

    /** Everybody. */
    public int people() {
      return states.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** The board of a schedule and the cases of the same day and respondent. */
  public static WaveBoard of(TrialState trial, Schedule schedule, Cases cases) {
    if (!schedule.day().equals(cases.day()) || !schedule.respondent().equals(cases.respondent())) {
      throw new IllegalArgumentException("a schedule and cases of different days or respondents");
    }
    List<String> sites = new ArrayList<>(List.of(""));
    trial.protocol().sites().stream().map(Level::code).forEach(sites::add);
    List<Map<String, Tally>> waves = new ArrayList<>();
    Map<Wave.Id, Map<String, Tally>> byWave = new HashMap<>();
    for (int w = 0; w < cases.waves().size(); w++) {
      Map<String, Tally> tallies = new HashMap<>();
      sites.forEach(site -> tallies.put(site, new Tally()));
      waves.add(tallies);
      byWave.put(cases.waves().get(w).id(), tallies);
      count(cases, w, tallies);
    }
    for (Slot slot : schedule.slots()) {
      Map<String, Tally> tallies = byWave.get(slot.wave().id());
      if (tallies != null) {
        int attempts = attempts(slot.person(), slot.wave().id(), schedule.respondent());
        boolean complete = complete(trial, slot, schedule.respondent());
        tally(tallies, "").add(slot, complete, attempts);
        tally(tallies, slot.person().site()).add(slot, complete, attempts);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int w = 0; w < waves.size(); w++) {
      for (String site : sites) {
        rows.add(tally(waves.get(w), site).row(cases.waves().get(w).id(), site));
      }
    }
    return new WaveBoard(rows);
  }

  private static Tally tally(Map<String, Tally> tallies, String site) {
    return tallies.computeIfAbsent(site, code -> new Tally());
  }

  private static void count(Cases cases, int w, Map<String, Tally> tallies) {
    for (int i = 0; i < cases.people().size(); i++) {
      boolean answered = cases.answered(w, i);
      boolean settled = cases.settled(w, i);
      for (String site : List.of("", cases.people().get(i).site())) {
        Tally tally = tally(tallies, site);
        tally.settled += settled ? 1 : 0;
        tally.answered += settled && answered ? 1 : 0;
      }
    }
  }

  /** Whether an answer that counts is complete, also of somebody who is not drawn yet. */
  private static boolean complete(TrialState trial, Slot slot, Respondent.Id respondent) {
    Fact<Event.AnswersReceived> answer =
        slot.person().surveys().answer(slot.wave().id(), respondent);
    return slot.state() == WaveState.ANSWERED
        && answer != null
        && CountedAnswers.code(trial, slot.person(), slot.wave(), answer.event())
            == DispositionCode.COMPLETE;
  }

  private static int attempts(Person person, Wave.Id wave, Respondent.Id respondent) {
    int attempts = 0;
    for (Fact<Event.ContactAttempted> fact : person.surveys().attempts()) {
      Event.ContactAttempted event = fact.event();
      attempts += event.wave().equals(wave) && event.respondent().equals(respondent) ? 1 : 0;
    }
    return attempts;
  }

  /** Counts one site at one wave. */
  private static final class Tally {
    private final Map<WaveState, Integer> states = new EnumMap<>(WaveState.class);
    private final Map<Stop, Integer> stops = new EnumMap<>(Stop.class);
    private int complete;
    private int letters;
    private int attempts;
    private int settled;
    private int answered;

    void add(Slot slot, boolean inFull, int tries) {
      states.merge(slot.state(), 1, Integer::sum);
      complete += inFull ? 1 : 0;
      Stop stop = slot.stop();
      if (stop != null && slot.state() == WaveState.STOPPED) {
        stops.merge(stop, 1, Integer::sum);
      }
      letters += slot.letters();
      attempts += tries;
    }

    Row row(Wave.Id wave, String site) {
      Share rate = new Share(answered, settled);
      return new Row(wave, site, states, stops, complete, letters, attempts, rate);
    }
  }
}
