package org.equipoise.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.equipoise.panel.PeriodFit;
import org.equipoise.panel.PeriodFold;

/**
 * Times effects by period from values in memory: the persons of a file in long form (person, month,
 * stratum, arm, outcomes; sorted), warm, on one thread, in processor time, and the same persons
 * over again until there are millions. Not a test.
 */
final class PeriodsBench {

  private static final int MONTHS = 36;
  private static final int OUTCOMES = 10;
  private static final int STRATA = 10;
  private static final int REPEATS = 15;

  private PeriodsBench() {}

  public static void main(String[] args) throws IOException {
    int[] stratum = new int[0];
    boolean[] treated = new boolean[0];
    double[][] values = new double[OUTCOMES][0];
    try (BufferedReader rows = Files.newBufferedReader(Path.of(args[0]))) {
      rows.readLine();
      int row = 0;
      for (String line = rows.readLine(); line != null; line = rows.readLine()) {
        String[] cells = line.split(",", -1);
        int person = row / MONTHS;
        if (person >= stratum.length) {
          int more = Math.max(1024, 2 * stratum.length);
          stratum = Arrays.copyOf(stratum, more);
          treated = Arrays.copyOf(treated, more);
          for (int y = 0; y < OUTCOMES; y++) {
            values[y] = Arrays.copyOf(values[y], more * MONTHS);
          }
        }
        stratum[person] = Integer.parseInt(cells[2]) - 1;
        treated[person] = cells[3].equals("1");
        for (int y = 0; y < OUTCOMES; y++) {
          values[y][row] = Double.parseDouble(cells[4 + y]);
        }
        row++;
      }
      time(row / MONTHS, stratum, treated, values);
    }
  }

  private static void time(int people, int[] stratum, boolean[] treated, double[][] values) {
    double[] seconds = new double[REPEATS];
    PeriodFit first = fold(people, people, stratum, treated, values[0]).finish(0.95);
    for (int run = 0; run < REPEATS; run++) {
      long start = cpu();
      for (double[] outcome : values) {
        fold(people, people, stratum, treated, outcome).finish(0.95);
      }
      seconds[run] = (cpu() - start) / 1e9;
    }
    Arrays.sort(seconds);
    System.out.printf(
        Locale.ROOT,
        "engine warm, %,d people x %d months x %d outcomes: %.3f s of cpu median, %.3f s best;"
            + " y01 month 36: %.12f (%.12f)%n",
        people,
        MONTHS,
        OUTCOMES,
        seconds[REPEATS / 2],
        seconds[0],
        first.estimate(MONTHS - 1).value(),
        first.estimate(MONTHS - 1).standardError());
    int many = 10_000_000;
    long start = cpu();
    fold(many, people, stratum, treated, values[4]).finish(0.95);
    System.out.printf(
        Locale.ROOT,
        "engine warm, %,d people x %d months, one outcome, one thread: %.1f s of cpu%n",
        many,
        MONTHS,
        (cpu() - start) / 1e9);
  }

  /** Processor time of this thread: what a busy machine does not stretch as it does wall time. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static PeriodFold fold(
      int many, int people, int[] stratum, boolean[] treated, double[] values) {
    PeriodFold fold = PeriodFold.of(STRATA, MONTHS);
    for (int i = 0; i < many; i++) {
      int person = i % people;
      fold.add(stratum[person], treated[person], values, person * MONTHS);
    }
    return fold;
  }
}
