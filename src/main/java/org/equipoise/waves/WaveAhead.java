package org.equipoise.waves;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * What the next days bring at every wave, without arms: windows are the same in every arm.
 *
 * @param days how many days after the day of the schedule it reaches
 * @param rows one a wave, in time order
 */
public record WaveAhead(int days, List<Row> rows) {

  /** Keeps its own copy. */
  public WaveAhead {
    rows = List.copyOf(rows);
  }

  /**
   * One wave. Who has answered or may not be contacted is in none of these counts.
   *
   * @param wave the wave
   * @param opening windows that open within the days
   * @param due due within the days
   * @param lettersNow letters that may go out today
   * @param letters letters that may go out later within the days
   * @param closing open windows that close today or within the days
   */
  public record Row(Wave.Id wave, int opening, int due, int lettersNow, int letters, int closing) {}

  /** The next days of a schedule. */
  public static WaveAhead of(Schedule schedule, int days) {
    LocalDate day = schedule.day();
    LocalDate last = day.plusDays(days);
    List<Row> rows = new ArrayList<>();
    for (Wave wave : schedule.waves()) {
      int opening = 0;
      int due = 0;
      int now = 0;
      int letters = 0;
      int closing = 0;
      for (Slot slot : schedule.slots()) {
        boolean ahead = slot.state() == WaveState.NOT_OPEN;
        if (slot.wave().id().equals(wave.id()) && (ahead || slot.state().isOpen())) {
          opening += ahead && within(slot.opens(), day, last) ? 1 : 0;
          due += within(slot.due(), day, last) ? 1 : 0;
          boolean today = slot.letterDue(day);
          now += today ? 1 : 0;
          letters += !today && within(slot.letterOn(), day, last) ? 1 : 0;
          closing += !ahead && within(slot.closes(), day.minusDays(1), last) ? 1 : 0;
        }
      }
      rows.add(new Row(wave.id(), opening, due, now, letters, closing));
    }
    return new WaveAhead(days, rows);
  }

  /** Whether a day comes after one day and not after another. */
  private static boolean within(@Nullable LocalDate day, LocalDate after, LocalDate last) {
    return day != null && day.isAfter(after) && !day.isAfter(last);
  }
}
