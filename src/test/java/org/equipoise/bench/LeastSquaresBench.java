package org.equipoise.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.LeastSquares;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.estimate.VarianceEstimator;

/**
 * Times the first fit of a fresh virtual machine and a few more: {@code w2.csv} or {@code w3.csv}
 * and the names of variance estimators. Not a test.
 */
final class LeastSquaresBench {
  private static final int REPEATS = 5;

  private LeastSquaresBench() {}

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    boolean w2 = file.endsWith("w2.csv");
    RegressionSample sample = w2 ? absorbed(file) : clustered(file);
    for (String name : Arrays.asList(args).subList(1, args.length)) {
      VarianceEstimator variance = VarianceEstimator.valueOf(name);
      for (int i = 0; i < REPEATS; i++) {
        long start = System.nanoTime();
        long cpu = cpuNanos();
        Estimate treat = LeastSquares.with(variance).fit(sample).coefficient("treat");
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println(
            String.format(
                Locale.ROOT,
                "%s %d ms (cpu %d ms)  %.17g  %.17g  df %.9g",
                name,
                millis,
                (cpuNanos() - cpu) / 1_000_000,
                treat.value(),
                treat.standardError(),
                treat.df()));
      }
    }
  }

  /** Processor time of all threads: comparable even when the machine is busy. */
  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static RegressionSample absorbed(Path file) throws IOException {
    double[][] columns = read(file, 24);
    RegressionSample.Builder sample =
        RegressionSample.of(columns[23])
            .absorb(Arrays.stream(columns[1]).mapToInt(s -> (int) s).toArray())
            .column("treat", columns[2]);
    for (int j = 1; j <= 20; j++) {
      sample.column("x" + j, columns[2 + j]);
    }
    return sample.build();
  }

  private static RegressionSample clustered(Path file) throws IOException {
    double[][] columns = read(file, 10);
    RegressionSample.Builder sample =
        RegressionSample.of(columns[9])
            .clusters(Arrays.stream(columns[1]).mapToInt(g -> (int) g).toArray())
            .column("treat", columns[3]);
    if (Boolean.getBoolean("strata")) {
      sample.absorb(Arrays.stream(columns[2]).mapToInt(s -> (int) s).toArray());
    }
    for (int j = 1; j <= 5; j++) {
      sample.column("x" + j, columns[3 + j]);
    }
    return sample.build();
  }

  private static double[][] read(Path file, int width) throws IOException {
    List<String> lines;
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      lines = reader.lines().skip(1).toList();
    }
    double[][] columns = new double[width][lines.size()];
    for (int i = 0; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      for (int j = 0; j < width; j++) {
        columns[j][i] =
            Double.parseDouble(cells[j].startsWith("S") ? cells[j].substring(1) : cells[j]);
      }
    }
    return columns;
  }
}
