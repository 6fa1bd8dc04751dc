package org.equipoise.simulate;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.equipoise.protocol.Wave;

/**
 * When each wave was answered, and how much of it: most in the first days of the window, a few when
 * it had closed, and of the wave before the draw a few when the arm was known. Nobody answers who
 * has left.
 *
 * @param day for each wave and person drawn the epoch day of the answer; {@link #NONE} without one
 * @param kept for each wave and person drawn how many questions were answered before the person
 *     stopped; {@link #NONE} when the last was reached
 */
record FieldDays(int[][] day, int[][] kept) {

  static final int NONE = -1;

  private static final double LATE = 0.04;
  private static final int LATEST = 25;
  private static final double PARTIAL = 0.05;
  private static final double BROKEN_OFF = 0.02;

  /**
   * Draws them.
   *
   * @param questions how many closed questions a wave asks
   */
  static FieldDays draw(
      List<Wave> waves,
      int questions,
      boolean[][] answered,
      int[] referred,
      int[] drawn,
      int[] left,
      UniformRandomProvider stream) {
    int[][] day = new int[waves.size()][drawn.length];
    int[][] kept = new int[waves.size()][drawn.length];
    for (int w = 0; w < day.length; w++) {
      Arrays.fill(day[w], NONE);
      Arrays.fill(kept[w], NONE);
      for (int i = 0; i < drawn.length; i++) {
        if (answered[w][i]) {
          int gone = left[i] == Meetings.NEVER ? Integer.MAX_VALUE : drawn[i] + left[i];
          day[w][i] = Math.min(day(waves.get(w), referred[i], drawn[i], stream), gone - 1);
          kept[w][i] = kept(questions, stream);
        }
      }
    }
    return new FieldDays(day, kept);
  }

  private static int day(Wave wave, int referred, int drawn, UniformRandomProvider stream) {
    boolean late = stream.nextDouble() < LATE;
    double when = stream.nextDouble();
    int last = drawn + wave.closesDay();
    if (late) {
      return last + 1 + (int) (when * LATEST);
    }
    int opens = drawn + wave.opensDay();
    int first = wave.baseline() ? Math.max(referred, opens) : opens;
    // Most answer soon: the square of an even number is small more often than large.
    return first + (int) (when * when * (last - first + 1));
  }

  private static int kept(int questions, UniformRandomProvider stream) {
    double how = stream.nextDouble();
    double where = stream.nextDouble();
    int half = (questions + 1) / 2;
    if (questions < 2 || how >= PARTIAL + BROKEN_OFF) {
      return NONE;
    }
    return how < PARTIAL
        ? half + (int) (where * (questions - half))
        : 1 + (int) (where * Math.max(1, half - 1));
  }
}
