package org.equipoise.report;

import java.time.LocalDate;
import org.equipoise.document.Language;
import org.equipoise.document.Words;

/** Days as people read them: {@code 3 May 2027}; both languages write day, month, year. */
final class DayWords {

  private final String[] months;

  DayWords(Language language) {
    this(TrialWord.in(language));
  }

  /** By the catalogue that holds the months. */
  DayWords(Words trial) {
    this.months = trial.say(TrialWord.MONTHS).split(" ", -1);
  }

  /** With a space that does not break after the day. */
  String of(LocalDate day) {
    return day.getDayOfMonth() + "\u00a0" + months[day.getMonthValue() - 1] + " " + day.getYear();
  }
}
