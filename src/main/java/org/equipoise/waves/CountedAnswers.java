package org.equipoise.waves;

import java.util.Map;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.DispositionCode;
import org.equipoise.protocol.Fieldwork;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * The answers that count: of each person, wave and respondent the one that stands, if it is more
 * than a break-off and did not come too late for a protocol that sets late ones aside. Rates, the
 * flow, scales, texts and the analysis all ask here, so that they tell of the same people; what
 * does not count stays in the file of answers and is told of nowhere.
 */
public final class CountedAnswers {

  private final TrialState state;
  private final Silence silence;
  private final Map<Digest, AnswerRecord> records;

  /**
   * The answers of a trial.
   *
   * @param state what the ledger meant on the day that is told of
   * @param now what it means today: what of somebody withdrawn meanwhile was answered is told no
   *     more
   * @param records what was answered, by commitment
   */
  public CountedAnswers(TrialState state, TrialState now, Map<Digest, AnswerRecord> records) {
    this.state = state;
    this.silence = new Silence(now);
    this.records = records;
  }

  /**
   * What an answer is: complete 1.1 or partial 1.2, which count; 2.27 when it came late and late
   * ones are set aside; 2.12 when it was broken off, 2.1121 when nothing was answered.
   */
  public static DispositionCode code(
      TrialState trial, Person person, Wave wave, Event.AnswersReceived answer) {
    Fieldwork fieldwork = trial.protocol().fieldwork();
    DispositionCode code =
        switch (fieldwork.completeness(answer.asked(), answer.answered())) {
          case COMPLETE -> DispositionCode.COMPLETE;
          case PARTIAL -> DispositionCode.PARTIAL;
          case BREAK_OFF ->
              answer.answered() == 0 ? DispositionCode.OPENED_ONLY : DispositionCode.BREAK_OFF;
        };
    boolean aside =
        counts(code)
            && fieldwork.late() == Fieldwork.Late.SET_ASIDE
            && trial.late(person, wave, answer.on());
    return aside ? DispositionCode.TOO_LATE : code;
  }

  /** Whether somebody with this code has answered. */
  public static boolean counts(DispositionCode code) {
    return code == DispositionCode.COMPLETE || code == DispositionCode.PARTIAL;
  }

  /** The answer that stands and counts; null when there is none, or nothing may be told of it. */
  public @Nullable Fact<Event.AnswersReceived> answer(
      Person person, Wave wave, Respondent.Id respondent) {
    Fact<Event.AnswersReceived> fact = person.surveys().answer(wave.id(), respondent);
    return fact == null
            || silence.covers(person)
            || !counts(code(state, person, wave, fact.event()))
        ? null
        : fact;
  }

  /** What was answered; null when no answer counts, or what it says is not at hand. */
  public @Nullable AnswerRecord record(Person person, Wave wave, Respondent.Id respondent) {
    Fact<Event.AnswersReceived> fact = answer(person, wave, respondent);
    return fact == null ? null : records.get(fact.event().record());
  }

  /** Themes that its text was coded to, with a blank between them; null when it is not coded. */
  @Nullable AnswerRecord themes(Fact<Event.TextCoded> coded) {
    return records.get(coded.event().record());
  }
}
