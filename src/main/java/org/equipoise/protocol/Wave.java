package org.equipoise.protocol;

import java.time.LocalDate;
import java.util.List;

/**
 * One survey wave. Days are counted from the draw, the same in every arm.
 *
 * @param id the code
 * @param title what people read
 * @param baseline whether it is asked before the arm is told, so that answers may be adjusted for
 * @param opensDay first day of the window
 * @param dueDay day it is due
 * @param closesDay last day of the window; later answers are kept and flagged
 * @param reminderDays days of reminders
 * @param modes how it can be answered
 */
public record Wave(
    Id id,
    Text title,
    boolean baseline,
    int opensDay,
    int dueDay,
    int closesDay,
    List<Integer> reminderDays,
    List<Mode> modes) {

  /** Code of a wave. */
  public record Id(String value) {
    @Override
    public String toString() {
      return value;
    }
  }

  /** How a wave can be answered. */
  public enum Mode {
    WEB,
    PAPER,
    PHONE,
    ASSISTED
  }

  /**
   * The days of a wave for somebody drawn on a day.
   *
   * @param opens first day
   * @param due day it is due
   * @param closes last day
   * @param reminders days of reminders, in order
   */
  public record Window(
      LocalDate opens, LocalDate due, LocalDate closes, List<LocalDate> reminders) {
    /** Keeps its own copy. */
    public Window {
      reminders = List.copyOf(reminders);
    }
  }

  /** The days of this wave for somebody drawn on a day, in whichever arm. */
  public Window window(LocalDate drawn) {
    return new Window(
        drawn.plusDays(opensDay),
        drawn.plusDays(dueDay),
        drawn.plusDays(closesDay),
        reminderDays.stream().sorted().map(drawn::plusDays).toList());
  }

  /** Keeps its own copies. */
  public Wave {
    reminderDays = List.copyOf(reminderDays);
    modes = List.copyOf(modes);
  }
}
