package org.equipoise.waves;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * How a question in free text was answered at one wave. The base is those who answered the wave
 * (fully or in part, late answers only where they count), not those drawn: who did not answer the
 * survey could not write anything. The answers are the {@link CountedAnswers}: nothing is told of a
 * text in a form broken off.
 *
 * @param item the question
 * @param wave the wave
 * @param respondent who was asked
 * @param respondents how many answered the wave
 * @param wrote how many of them wrote something
 * @param coded how many of those texts are coded to themes by hand
 * @param themes how many of the coded texts have each theme, by its code in the order of the
 *     protocol; a text may have several, or none
 */
public record OpenQuestion(
    Item.Id item,
    Wave.Id wave,
    Respondent.Id respondent,
    int respondents,
    int wrote,
    int coded,
    Map<String, Integer> themes) {

  /**
   * One text.
   *
   * @param person who is meant
   * @param wave the wave
   * @param respondent who wrote it
   * @param item the question
   * @param text what was written
   * @param themes codes of the themes with a blank between them; null when it is not coded
   */
  public record Written(
      Person person,
      Wave.Id wave,
      Respondent.Id respondent,
      Item.Id item,
      String text,
      @Nullable String themes) {}

  /** Keeps its own copy, in order. */
  public OpenQuestion {
    themes = Collections.unmodifiableMap(new LinkedHashMap<>(themes));
  }

  /** Every question in free text, by wave and respondent, where anybody answered. */
  public static List<OpenQuestion> all(TrialState trial, Map<Digest, AnswerRecord> answers) {
    Protocol protocol = trial.protocol();
    CountedAnswers counted = new CountedAnswers(trial, trial, answers);
    List<OpenQuestion> questions = new ArrayList<>();
    for (Item item : protocol.items()) {
      if (item.themes().isEmpty()) {
        continue;
      }
      for (Wave wave : protocol.waves()) {
        for (Respondent.Id respondent : asked(protocol, item, wave)) {
          OpenQuestion one = of(trial, counted, item, wave, respondent);
          if (one.respondents() > 0) {
            questions.add(one);
          }
        }
      }
    }
    return questions;
  }

  private static List<Respondent.Id> asked(Protocol protocol, Item item, Wave wave) {
    List<Respondent.Id> who =
        protocol.respondents().isEmpty()
            ? List.of(protocol.participant())
            : protocol.respondents().stream().map(Respondent::id).toList();
    return who.stream().filter(each -> protocol.asked(wave.id(), each).contains(item)).toList();
  }

  private static OpenQuestion of(
      TrialState trial, CountedAnswers answers, Item item, Wave wave, Respondent.Id respondent) {
    int respondents = 0;
    int wrote = 0;
    int coded = 0;
    Map<String, Integer> themes = new LinkedHashMap<>();
    for (Level theme : item.themes()) {
      themes.put(theme.code(), 0);
    }
    for (Person person : trial.persons()) {
      if (answers.answer(person, wave, respondent) == null) {
        continue;
      }
      respondents++;
      Written written = written(person, answers, item, wave, respondent);
      if (written == null) {
        continue;
      }
      wrote++;
      if (written.themes() != null) {
        coded++;
        for (String code : written.themes().split(" ", -1)) {
          themes.computeIfPresent(code, (theme, count) -> count + 1);
        }
      }
    }
    return new OpenQuestion(item.id(), wave.id(), respondent, respondents, wrote, coded, themes);
  }

  /** Every text that answers a question, in the order of the people and waves. */
  public static List<Written> texts(
      TrialState trial, Map<Digest, AnswerRecord> answers, Item item) {
    Protocol protocol = trial.protocol();
    CountedAnswers counted = new CountedAnswers(trial, trial, answers);
    List<Written> texts = new ArrayList<>();
    for (Person person : trial.persons()) {
      for (Wave wave : protocol.waves()) {
        for (Respondent.Id respondent : asked(protocol, item, wave)) {
          Written written = written(person, counted, item, wave, respondent);
          if (written != null) {
            texts.add(written);
          }
        }
      }
    }
    return texts;
  }

  private static @Nullable Written written(
      Person person, CountedAnswers answers, Item item, Wave wave, Respondent.Id respondent) {
    AnswerRecord record = answers.record(person, wave, respondent);
    String text = record == null ? "" : record.value(item.id());
    if (text.isEmpty()) {
      return null;
    }
    Fact<Event.TextCoded> coded = person.surveys().coded(wave.id(), respondent, item.id());
    AnswerRecord themes = coded == null ? null : answers.themes(coded);
    return new Written(
        person,
        wave.id(),
        respondent,
        item.id(),
        text,
        themes == null ? null : themes.value(item.id()));
  }
}
