package org.equipoise.analysis;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.DispositionCode;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.CountedAnswers;
import org.equipoise.waves.Silence;
import org.jspecify.annotations.Nullable;

/**
 * The answers that the analysis may use: the {@link CountedAnswers}, without those to the wave
 * before the draw that participants gave when they knew their arm, for nothing may be adjusted for
 * them. What is left out is counted, each answer once however many tables ask for it.
 */
final class StandingAnswers {

  private final TrialState state;
  private final Protocol protocol;
  private final Silence silence;
  private final Map<Digest, AnswerRecord> records;
  private final Set<Long> late = new HashSet<>();
  private final Set<Long> brokenOff = new HashSet<>();
  private final Set<Long> baseline = new HashSet<>();
  private final Set<Long> told = new HashSet<>();
  private final Set<Long> absent = new HashSet<>();
  private final Set<Long> changed = new HashSet<>();

  StandingAnswers(TrialState state, Silence silence, Map<Digest, AnswerRecord> records) {
    this.state = state;
    this.protocol = state.protocol();
    this.silence = silence;
    this.records = records;
  }

  /** The answers about a person by wave. */
  Map<Wave.Id, AnswerRecord> of(Person person, Respondent.Id who) {
    if (person.surveys().answers().isEmpty() || silence.covers(person)) {
      return Map.of();
    }
    Map<Wave.Id, AnswerRecord> given = new LinkedHashMap<>();
    for (Wave wave : protocol.waves()) {
      AnswerRecord record = of(person, wave, who);
      if (record != null) {
        given.put(wave.id(), record);
      }
    }
    return given;
  }

  private @Nullable AnswerRecord of(Person person, Wave wave, Respondent.Id who) {
    Fact<Event.AnswersReceived> fact = person.surveys().answer(wave.id(), who);
    if (fact == null) {
      return null;
    }
    Event.AnswersReceived event = fact.event();
    DispositionCode code = CountedAnswers.code(state, person, wave, event);
    if (!CountedAnswers.counts(code)) {
      (code == DispositionCode.TOO_LATE ? late : brokenOff).add(fact.line());
      return null;
    }
    if (wave.baseline() && who.equals(protocol.participant())) {
      baseline.add(fact.line());
      if (person.toldBefore(event.on())) {
        told.add(fact.line());
        return null;
      }
    }
    AnswerRecord record = records.get(event.record());
    if (record == null) {
      absent.add(fact.line());
    } else if (!record.commitment().equals(event.record())) {
      changed.add(fact.line());
      return null;
    }
    return record;
  }

  /** Says what was left out. */
  void report(List<Finding> findings) {
    if (!absent.isEmpty()) {
      findings.add(error(absent.size() + " of the answers on record are not at hand"));
    }
    if (!changed.isEmpty()) {
      findings.add(error(changed.size() + " answers are not those that were recorded"));
    }
    if (!late.isEmpty()) {
      findings.add(
          note(
              late.size() + " answers came after the window had closed and are left out",
              "the protocol sets late answers aside"));
    }
    if (!brokenOff.isEmpty()) {
      findings.add(
          note(
              brokenOff.size() + " forms were broken off and are left out",
              "too few questions are answered to count; the response rates call it 2.12"));
    }
    if (!told.isEmpty()) {
      int all = baseline.size();
      int used = all - told.size();
      findings.add(
          note(
              told.size()
                  + " of "
                  + all
                  + " answers to the wave before the draw were given when the arm was known",
              "they are left out, nothing is adjusted for them: here "
                  + used
                  + " count as answered, in the response rates of the wave all "
                  + all));
    }
  }

  private static Finding note(String found, String hint) {
    return Finding.note(Place.file(DataTable.SOURCE), found, hint);
  }

  private static Finding error(String found) {
    return Finding.error(
        Place.file("answers.db"), found, "bring back an untouched copy of the file of answers");
  }
}
