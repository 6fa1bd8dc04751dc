package org.equipoise.panel;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A panel read from a table with a row for every unit and period. */
final class LongPanel {
  private final int[] periods;
  private final int[] first;
  private final int[] cluster;
  private final double[] outcome;
  private final double[] weight;
  private final double[] covariate;

  private LongPanel(
      int[] periods,
      int[] first,
      int[] cluster,
      double[] outcome,
      double[] weight,
      double[] covariate) {
    this.periods = periods;
    this.first = first;
    this.cluster = cluster;
    this.outcome = outcome;
    this.weight = weight;
    this.covariate = covariate;
  }

  /** The golden tables: unit, period, first, cluster, weight, x, y; first 9999 is never. */
  static LongPanel golden(Path file) throws IOException {
    return read(file, "unit", "period", "first", "y", 9999);
  }

  /** The counties of the reference folder. */
  static StaggeredPanel counties(Path file) throws IOException {
    return read(file, "countyreal", "year", "first_treat", "lemp", 0).panel(false, false, false);
  }

  private static LongPanel read(
      Path file, String unit, String period, String first, String y, int never) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    List<CSVRecord> rows;
    boolean full;
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        var parser = format.parse(reader)) {
      rows = parser.getRecords();
      full = parser.getHeaderNames().contains("weight");
    }
    TreeSet<Integer> seen = new TreeSet<>();
    Map<String, Integer> units = new HashMap<>();
    for (CSVRecord row : rows) {
      seen.add(Integer.parseInt(row.get(period)));
      units.putIfAbsent(row.get(unit), units.size());
    }
    int[] periods = seen.stream().mapToInt(Integer::intValue).toArray();
    int cells = units.size() * periods.length;
    int[] firsts = new int[units.size()];
    int[] cluster = new int[units.size()];
    double[] outcome = new double[cells];
    double[] weight = new double[cells];
    double[] x = new double[cells];
    Arrays.fill(outcome, Double.NaN);
    Arrays.fill(weight, 1);
    for (CSVRecord row : rows) {
      int i = units.get(row.get(unit));
      int at = i * periods.length + Arrays.binarySearch(periods, Integer.parseInt(row.get(period)));
      int g = Integer.parseInt(row.get(first));
      firsts[i] = g == never ? StaggeredPanel.NEVER : g;
      outcome[at] = row.get(y).isEmpty() ? Double.NaN : Double.parseDouble(row.get(y));
      if (full) {
        cluster[i] = Integer.parseInt(row.get("cluster")) - 1;
        weight[at] = Double.parseDouble(row.get("weight"));
        x[at] = Double.parseDouble(row.get("x"));
      }
    }
    return new LongPanel(periods, firsts, cluster, outcome, weight, x);
  }

  StaggeredPanel panel(boolean weighted, boolean adjusted, boolean clustered) {
    StaggeredPanel panel = StaggeredPanel.of(periods, first, outcome);
    panel = weighted ? panel.weighted(weight) : panel;
    panel = adjusted ? panel.adjusted(List.of("x"), new double[][] {covariate}) : panel;
    return clustered ? panel.clustered(cluster) : panel;
  }
}
