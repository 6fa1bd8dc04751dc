package org.equipoise.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Fieldwork.Completeness;
import org.equipoise.protocol.Fieldwork.Late;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * The answers that the analysis may use: the one that stands of each person, wave and respondent,
 * but neither late ones that the protocol sets aside nor, of the wave before the draw, those that
 * participants gave when they knew their arm. What is left out is counted.
 */
final class StandingAnswers {

  private final TrialState state;
  private final Protocol protocol;
  private final Silence silence;
  private final Map<Digest, AnswerRecord> records;
  private int late;
  private int told;
  private int absent;
  private int changed;

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
    if (protocol.fieldwork().late() == Late.SET_ASIDE && state.late(person, wave, event.on())) {
      late++;
      return null;
    }
    if (wave.baseline() && who.equals(protocol.participant()) && person.toldBefore(event.on())) {
      told++;
      return null;
    }
    AnswerRecord record = records.get(event.record());
    if (record == null) {
      absent++;
    } else if (!record.commitment().equals(event.record())) {
      changed++;
      return null;
    }
    return record;
  }

  /** Whether an answer is more than a break-off. */
  boolean counts(Person person, Wave wave, @Nullable AnswerRecord record) {
    Fact<Event.AnswersReceived> fact =
        record == null ? null : person.surveys().answer(wave.id(), record.respondent());
    return fact != null
        && protocol.fieldwork().completeness(fact.event().asked(), fact.event().answered())
            != Completeness.BREAK_OFF;
  }

  /** Says what was left out. */
  void report(List<Finding> findings) {
    if (absent > 0) {
      findings.add(error(absent + " of the answers on record are not at hand"));
    }
    if (changed > 0) {
      findings.add(error(changed + " answers are not those that were recorded"));
    }
    if (late > 0) {
      findings.add(
          Finding.note(
              Place.file(DataTable.SOURCE),
              late + " answers came after the window had closed and are left out",
              "the protocol sets late answers aside"));
    }
    if (told > 0) {
      findings.add(
          Finding.note(
              Place.file(DataTable.SOURCE),
              told + " answers to the wave before the draw were given when the arm was known",
              "they are left out: nothing is adjusted for them"));
    }
  }

  private static Finding error(String found) {
    return Finding.error(
        Place.file("answers.db"), found, "bring back an untouched copy of the file of answers");
  }
}
