import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.equipoise.inference.Assignments;
import org.equipoise.inference.PValueRule;
import org.equipoise.inference.Rerandomization;
import org.equipoise.inference.Rerandomization.Comparison;
import org.equipoise.inference.RedrawnComparison;
import org.equipoise.inference.Statistic;
import org.equipoise.inference.StepDown;
import org.equipoise.inference.TrialOutcome;

/** Times re-randomization of the people of w4.csv; bench/rerandomize calls it. */
final class Rerandomize {
  private static final int OUTCOMES = 20;

  public static void main(String[] args) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(args[0]));
    int n = lines.size() - 1;
    int[] stratum = new int[n];
    boolean[] treated = new boolean[n];
    double[][] y = new double[OUTCOMES][n];
    for (int i = 0; i < n; i++) {
      String[] cells = lines.get(i + 1).split(",");
      stratum[i] = Integer.parseInt(cells[1]);
      treated[i] = cells[2].equals("1");
      for (int j = 0; j < OUTCOMES; j++) {
        y[j][i] = Double.parseDouble(cells[3 + j]);
      }
    }
    lines = List.of();
    Rerandomization trial =
        Rerandomization.of(Assignments.completeWithin(stratum, treated), treated);
    List<TrialOutcome> outcomes = new ArrayList<>();
    for (double[] values : y) {
      outcomes.add(TrialOutcome.of(values).within(stratum));
    }
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 7;
    System.out.printf("%-62s %8s %8s%n", "warm, median of " + runs, "wall s", "cpu s");
    for (int[] size : new int[][] {{10_000, 20}, {20_000, 20}, {10_000, 10}, {10_000, 5}}) {
      time(
          "W4: difference, " + size[0] + " draws, " + size[1] + " outcomes",
          runs,
          () -> p(trial.withDraws(size[0]), Statistic.DIFFERENCE, outcomes.subList(0, size[1])));
    }
    time(
        "W4 with sets of effects",
        runs,
        () -> {
          for (RedrawnComparison found : compare(trial, Statistic.COEFFICIENT, outcomes, true)) {
            found.effects(PValueRule.PLUS_ONE, 0.95);
          }
        });
    time("W4: studentized", runs, () -> p(trial, Statistic.STUDENTIZED, outcomes));
    time("W4: rank sum", runs, () -> p(trial, Statistic.RANK_SUM, outcomes));
    for (int draws : new int[] {2_000, 4_000}) {
      time(
          "W5: step-down of studentized differences, " + draws + " draws",
          runs,
          () -> family(trial.withDraws(draws), outcomes, StepDown.MAX_T));
    }
    time(
        "W5: step-down of the smallest p-value, 2000 draws",
        runs,
        () -> family(trial.withDraws(2_000), outcomes, StepDown.MIN_P));
    System.out.println("p of y01 to y05: " + Arrays.toString(Arrays.copyOf(p(trial, Statistic.DIFFERENCE, outcomes), 5)));
    System.out.println(
        "step-down: "
            + Arrays.toString(
                Arrays.copyOf(family(trial.withDraws(2_000), outcomes, StepDown.MAX_T), 5)));
  }

  private static List<RedrawnComparison> compare(
      Rerandomization trial, Statistic statistic, List<TrialOutcome> outcomes, boolean set) {
    return trial.compare(
        outcomes.stream().map(outcome -> new Comparison(statistic, outcome, set)).toList());
  }

  private static double[] p(Rerandomization trial, Statistic statistic, List<TrialOutcome> of) {
    return compare(trial, statistic, of, false).stream()
        .mapToDouble(found -> found.pValue(PValueRule.PLUS_ONE))
        .toArray();
  }

  private static double[] family(
      Rerandomization trial, List<TrialOutcome> outcomes, StepDown rule) {
    List<RedrawnComparison> found = compare(trial, Statistic.STUDENTIZED, outcomes, false);
    return rule.pValues(
        found.stream().mapToDouble(RedrawnComparison::observed).toArray(),
        found.stream().map(RedrawnComparison::drawn).toArray(double[][]::new),
        false);
  }

  private static void time(String what, int runs, Runnable work) {
    double[] wall = new double[runs];
    double[] cpu = new double[runs];
    for (int warm = 0; warm < 3; warm++) {
      work.run();
    }
    for (int run = 0; run < runs; run++) {
      long cpuFrom = cpu();
      long from = System.nanoTime();
      work.run();
      wall[run] = (System.nanoTime() - from) / 1e9;
      cpu[run] = (cpu() - cpuFrom) / 1e9;
    }
    Arrays.sort(wall);
    Arrays.sort(cpu);
    System.out.printf(
        Locale.ROOT, "%-62s %8.3f %8.3f%n", what, wall[runs / 2], cpu[runs / 2]);
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean)
            ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
