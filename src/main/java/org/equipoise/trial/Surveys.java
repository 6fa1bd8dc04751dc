package org.equipoise.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/** What the ledger tells of one person's survey waves, facts declared void left out. */
public final class Surveys {

  static final Surveys NONE = new Surveys();

  private List<Fact<Event.SurveySent>> sent = List.of();
  private List<Fact<Event.ContactAttempted>> attempts = List.of();
  private List<Fact<Event.AnswersReceived>> answers = List.of();
  private List<Fact<Event.TextCoded>> coded = List.of();

  Surveys() {}

  static boolean tells(Event event) {
    return event instanceof Event.SurveySent
        || event instanceof Event.ContactAttempted
        || event instanceof Event.AnswersReceived
        || event instanceof Event.TextCoded;
  }

  void take(Fact<?> fact) {
    Event event = fact.event();
    if (event instanceof Event.SurveySent) {
      sent = with(sent, fact.as(Event.SurveySent.class));
    } else if (event instanceof Event.ContactAttempted) {
      attempts = with(attempts, fact.as(Event.ContactAttempted.class));
    } else if (event instanceof Event.AnswersReceived) {
      answers = with(answers, fact.as(Event.AnswersReceived.class));
    } else if (event instanceof Event.TextCoded) {
      coded = with(coded, fact.as(Event.TextCoded.class));
    }
  }

  /** Letters and reminders sent, in the order of the ledger. */
  public List<Fact<Event.SurveySent>> sent() {
    return Collections.unmodifiableList(sent);
  }

  /** Attempts to reach somebody, in the order of the ledger. */
  public List<Fact<Event.ContactAttempted>> attempts() {
    return Collections.unmodifiableList(attempts);
  }

  /** Every answer, replaced ones included, in the order of the ledger. */
  public List<Fact<Event.AnswersReceived>> answers() {
    return Collections.unmodifiableList(answers);
  }

  /** The answer that stands: the last; null when there is none. */
  public @Nullable Fact<Event.AnswersReceived> answer(Wave.Id wave, Respondent.Id respondent) {
    for (int i = answers.size() - 1; i >= 0; i--) {
      Event.AnswersReceived event = answers.get(i).event();
      if (event.wave().equals(wave) && event.respondent().equals(respondent)) {
        return answers.get(i);
      }
    }
    return null;
  }

  /** The coding of a text that stands: the last; null when there is none. */
  public @Nullable Fact<Event.TextCoded> coded(
      Wave.Id wave, Respondent.Id respondent, Item.Id item) {
    for (int i = coded.size() - 1; i >= 0; i--) {
      Event.TextCoded event = coded.get(i).event();
      if (event.wave().equals(wave)
          && event.respondent().equals(respondent)
          && event.item().equals(item)) {
        return coded.get(i);
      }
    }
    return null;
  }

  private static <T> List<T> with(List<T> list, T last) {
    List<T> longer = list.isEmpty() ? new ArrayList<>(3) : list;
    longer.add(last);
    return longer;
  }
}
