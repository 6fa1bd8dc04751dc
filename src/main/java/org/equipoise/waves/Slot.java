package org.equipoise.waves;

import java.time.LocalDate;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Person;
import org.equipoise.trial.Stop;
import org.jspecify.annotations.Nullable;

/**
 * One person at one wave on a day. It holds no arm, and nothing from which one follows: the days of
 * a window are the same in every arm.
 *
 * @param person who
 * @param wave the wave
 * @param state where the person stands
 * @param stop the first reason why the person may not be contacted, also of one who has answered;
 *     null of one who may
 * @param opens first day of the window; before the draw the day of the referral
 * @param due day it is due; null before the draw
 * @param closes last day of the window; null before the draw
 * @param letters letters sent so far, reminders included
 * @param letter what goes out next: 0 the first letter, then which reminder; -1 when nothing more
 * @param letterOn the day from which it may go out; null when nothing more
 * @param language language of the person's last answer; empty when it is not known
 */
public record Slot(
    Person person,
    Wave wave,
    WaveState state,
    @Nullable Stop stop,
    LocalDate opens,
    @Nullable LocalDate due,
    @Nullable LocalDate closes,
    int letters,
    int letter,
    @Nullable LocalDate letterOn,
    String language) {

  /** Whether a letter goes out on a day. */
  public boolean letterDue(LocalDate day) {
    LocalDate from = letterOn;
    return state.isOpen() && from != null && !from.isAfter(day);
  }
}
