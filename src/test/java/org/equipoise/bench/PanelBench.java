package org.equipoise.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.equipoise.panel.Aggregate;
import org.equipoise.panel.Aggregation;
import org.equipoise.panel.GroupTimeEffects;
import org.equipoise.panel.GroupTimeFit;
import org.equipoise.panel.GroupTimeOptions;
import org.equipoise.panel.MultiplierBand;
import org.equipoise.panel.MultiplierBootstrap;
import org.equipoise.panel.StaggeredPanel;

/**
 * Times group-time and event-study effects with simultaneous bands on W7 (workloads: 290 and 20,000
 * units over 12 years, five groups, 1,000 draws), reading apart. Not a test: {@code bench/panel}.
 */
final class PanelBench {
  private static final int FIRST_YEAR = 2008;
  private static final int YEARS = 12;
  private static final int DRAWS = 1000;

  private PanelBench() {}

  public static void main(String[] args) throws IOException {
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 7;
    System.out.println(
        "ours, warm, median of " + runs + ", wall and cpu ms: read, effects, effects and bands");
    StaggeredPanel small = row("W7s", Path.of(args[0], "w7s.csv"), runs, false);
    row("W7s with a covariate", Path.of(args[0], "w7s.csv"), runs, true);
    row("W7l", Path.of(args[0], "w7l.csv"), runs, false);
    row("W7cov", Path.of(args[0], "w7l.csv"), runs, true);
    if (small.units() != 290) {
      throw new IllegalStateException(small.units() + " units in w7s.csv");
    }
  }

  private static StaggeredPanel row(String name, Path file, int runs, boolean adjusted)
      throws IOException {
    byte[] text = Files.readAllBytes(file);
    StaggeredPanel read = read(text);
    StaggeredPanel panel =
        adjusted ? read : StaggeredPanel.of(read.periods(), read.firstTreated(), read.outcome());
    String reading = median(runs, () -> read(text));
    String effects = median(runs, () -> effects(panel));
    String both = median(runs, () -> bands(effects(panel)));
    System.out.println(
        String.format(Locale.ROOT, "%-24s %s   %s   %s", name, reading, effects, both));
    List<MultiplierBand> bands = bands(effects(panel));
    Aggregate path = effects(panel).aggregate(Aggregation.EVENT_TIME);
    System.out.println(
        String.format(
            Locale.ROOT,
            "  event-time average %.12f (%.12f), critical values %.3f and %.3f",
            path.overall().value(),
            path.overall().standardError(),
            bands.get(0).critical(),
            bands.get(1).critical()));
    return panel;
  }

  private static GroupTimeFit effects(StaggeredPanel panel) {
    GroupTimeFit fit = GroupTimeEffects.of(GroupTimeOptions.defaults()).estimate(panel);
    fit.aggregate(Aggregation.EVENT_TIME);
    return fit;
  }

  private static List<MultiplierBand> bands(GroupTimeFit fit) {
    MultiplierBootstrap bootstrap = MultiplierBootstrap.of(DRAWS, 1);
    Aggregate path = fit.aggregate(Aggregation.EVENT_TIME);
    return bootstrap.bands(List.of(fit.clustered(), path.partsClustered()));
  }

  private static String median(int runs, Supplier<Object> work) {
    double[] times = new double[runs];
    double[] spent = new double[runs];
    // Warm until the compiler has settled.
    for (int r = -2 * runs; r < runs; r++) {
      long start = System.nanoTime();
      long cpu = cpu();
      Object made = work.get();
      if (made.hashCode() == 0 && r == Integer.MIN_VALUE) {
        throw new IllegalStateException();
      }
      if (r >= 0) {
        times[r] = (System.nanoTime() - start) / 1e6;
        spent[r] = (cpu() - cpu) / 1e6;
      }
    }
    Arrays.sort(times);
    Arrays.sort(spent);
    return String.format(Locale.ROOT, "%6.1f %6.1f", times[runs / 2], spent[runs / 2]);
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** unit,year,first_treat,region,x1,y with twelve years a unit in order. */
  private static StaggeredPanel read(byte[] text) {
    int rows = -1;
    for (byte b : text) {
      rows += b == '\n' ? 1 : 0;
    }
    int[] first = new int[rows / YEARS];
    double[] x = new double[rows];
    double[] y = new double[rows];
    int at = 0;
    while (text[at++] != '\n') {}
    int[] place = {at};
    for (int i = 0; i < rows; i++) {
      number(text, place);
      number(text, place);
      int g = (int) number(text, place);
      first[i / YEARS] = g == 0 ? StaggeredPanel.NEVER : g;
      number(text, place);
      x[i] = number(text, place);
      y[i] = number(text, place);
    }
    int[] periods = new int[YEARS];
    Arrays.setAll(periods, t -> FIRST_YEAR + t);
    return StaggeredPanel.of(periods, first, y).adjusted(List.of("x1"), new double[][] {x});
  }

  /** A plain decimal up to the next comma or line end. */
  private static double number(byte[] text, int[] place) {
    int at = place[0];
    boolean negative = text[at] == '-';
    at += negative ? 1 : 0;
    long digits = 0;
    double unit = 1;
    boolean point = false;
    for (; text[at] != ',' && text[at] != '\n'; at++) {
      if (text[at] == '.') {
        point = true;
      } else {
        digits = 10 * digits + text[at] - '0';
        unit *= point ? 10 : 1;
      }
    }
    place[0] = at + 1;
    return (negative ? -digits : digits) / unit;
  }
}
