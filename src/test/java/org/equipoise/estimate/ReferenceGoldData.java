package org.equipoise.estimate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The reference data sets with the columns their {@code gold.R} scripts derive, and the subset of
 * rows each case works on.
 */
final class ReferenceGoldData {
  private final GoldenTable all;
  private final GoldenTable second;
  private final String dataset;

  private ReferenceGoldData(String dataset, GoldenTable all, GoldenTable second) {
    this.dataset = dataset;
    this.all = all;
    this.second = second;
  }

  static ReferenceGoldData read(Path folder) throws IOException {
    String dataset = folder.getFileName().toString();
    GoldenTable raw = GoldenTable.read(folder.resolve("data.csv"));
    return switch (dataset) {
      case "star_men" -> new ReferenceGoldData(dataset, starMen(raw), null);
      case "jobs2" -> new ReferenceGoldData(dataset, jobs2(raw), null);
      case "achievement_awards" -> awards(raw);
      case "btheb" -> {
        GoldenTable wide = btheb(raw);
        yield new ReferenceGoldData(dataset, wide, byMonth(wide));
      }
      case "mpdta" -> mpdta(raw);
      default -> throw new IllegalArgumentException("no derivation for " + dataset);
    };
  }

  /** The rows and columns of one case. */
  GoldenTable forCase(String id, String filter) {
    return switch (dataset) {
      case "achievement_awards" -> awardsRows(id, filter);
      case "btheb" -> bthebRows(id, filter);
      case "mpdta" -> mpdtaRows(id, filter);
      default -> noFilter(all, filter);
    };
  }

  private static GoldenTable starMen(GoldenTable d) {
    double[] gpa0 = d.numbers("gpa0");
    return d.with(
        "band",
        words(d, i -> gpa0[i] <= 75 ? "q1" : gpa0[i] <= 79 ? "q2" : gpa0[i] <= 83 ? "q3" : "q4"));
  }

  private static GoldenTable jobs2(GoldenTable d) {
    String[] work = d.words("work1");
    return d.with("work", numbers(d, i -> work[i].equals("psyemp") ? 1 : 0));
  }

  private static ReferenceGoldData awards(GoldenTable d) {
    String[] sex = d.words("sex");
    double[] lag = d.numbers("lagscore");
    double[] year = d.numbers("year");
    double[] treated = d.numbers("treated");
    GoldenTable students =
        d.with("girl", numbers(d, i -> sex[i].equals("Girl") ? 1 : 0))
            .with("w", numbers(d, i -> 1 + lag[i] / 100))
            .with("post", numbers(d, i -> year[i] == 2001 ? 1 : 0))
            .with("tp", numbers(d, i -> year[i] == 2001 ? treated[i] : 0));
    GoldenTable cohort = rowsOf(students, "year", 2001);
    return new ReferenceGoldData("achievement_awards", students, schoolMeans(cohort));
  }

  private GoldenTable awardsRows(String id, String filter) {
    double[] year = all.numbers("year");
    double[] girl = all.numbers("girl");
    double[] pair = all.numbers("pair");
    boolean schools = id.startsWith("school_") || id.equals("balance_schools");
    IntPredicate keep =
        switch (filter) {
          case "year == 2001" -> i -> year[i] == 2001;
          case "year == 2001 and sex == Girl" -> i -> year[i] == 2001 && girl[i] == 1;
          case "year == 2001 and pair != 7 (the triple removed: 18 pairs of schools)" ->
              i -> year[i] == 2001 && pair[i] != 7;
          case "year 2000 or 2001; post = 1 in 2001; tp = treated*post" ->
              i -> year[i] == 2000 || year[i] == 2001;
          default -> throw new IllegalArgumentException("unknown filter: " + filter);
        };
    if (!schools) {
      return all.where(keep);
    }
    double[] schoolPair = second.numbers("pair");
    return filter.contains("pair != 7") ? second.where(i -> schoolPair[i] != 7) : second;
  }

  private static GoldenTable schoolMeans(GoldenTable students) {
    Map<Double, double[]> sums = new TreeMap<>();
    double[] school = students.numbers("school_id");
    double[] passed = students.numbers("Bagrut_status");
    double[] lag = students.numbers("lagscore");
    double[] pair = students.numbers("pair");
    double[] treated = students.numbers("treated");
    for (int i = 0; i < students.rows(); i++) {
      double[] s = sums.computeIfAbsent(school[i], k -> new double[5]);
      s[0]++;
      s[1] += passed[i];
      s[2] += lag[i];
      s[3] = pair[i];
      s[4] = treated[i];
    }
    List<double[]> cells = List.copyOf(sums.values());
    GoldenTable t = GoldenTable.ofRows(cells.size());
    return t.with("school_id", sums.keySet().stream().mapToDouble(Double::doubleValue).toArray())
        .with("size", numbers(t, i -> cells.get(i)[0]))
        .with("Bagrut_status", numbers(t, i -> cells.get(i)[1] / cells.get(i)[0]))
        .with("lagscore", numbers(t, i -> cells.get(i)[2] / cells.get(i)[0]))
        .with("pair", numbers(t, i -> cells.get(i)[3]))
        .with("treated", numbers(t, i -> cells.get(i)[4]));
  }

  private static GoldenTable btheb(GoldenTable d) {
    String[] arm = d.words("treatment");
    String[] drug = d.words("drug");
    String[] length = d.words("length");
    return d.with("z", numbers(d, i -> arm[i].equals("BtheB") ? 1 : 0))
        .with("drugyes", numbers(d, i -> drug[i].equals("Yes") ? 1 : 0))
        .with("long", numbers(d, i -> length[i].equals(">6m") ? 1 : 0))
        .with("stratum", words(d, i -> drug[i] + "/" + length[i]));
  }

  /** One row per patient and month, patients in order, only where the inventory was answered. */
  private static GoldenTable byMonth(GoldenTable d) {
    int[] months = {2, 3, 5, 8};
    int n = d.rows() * months.length;
    GoldenTable t = GoldenTable.ofRows(n);
    for (String name : List.of("id", "z", "bdi_pre", "drugyes", "long")) {
      double[] wide = d.numbers(name);
      t = t.with(name, numbers(t, i -> wide[i / months.length]));
    }
    t =
        t.with(
                "bdi",
                numbers(
                    t, i -> d.numbers("bdi_" + months[i % months.length] + "m")[i / months.length]))
            .with("month", numbers(t, i -> months[i % months.length]))
            .with("month_f", words(t, i -> Integer.toString(months[i % months.length])));
    return t.complete(List.of("bdi"));
  }

  private GoldenTable bthebRows(String id, String filter) {
    if (id.startsWith("long_")) {
      return noFilter(second, filter);
    }
    return filter.equals("bdi_3m observed")
        ? all.complete(List.of("bdi_3m"))
        : noFilter(all, filter);
  }

  private static ReferenceGoldData mpdta(GoldenTable d) {
    double[] first = d.numbers("first_treat");
    double[] year = d.numbers("year");
    GoldenTable panel =
        d.with("D", numbers(d, i -> first[i] > 0 && year[i] >= first[i] ? 1 : 0))
            .with("post", numbers(d, i -> year[i] == 2006 ? 1 : 0))
            .with("tr", numbers(d, i -> first[i] == 2006 ? 1 : 0));
    GoldenTable two =
        panel.where(
            i -> (first[i] == 0 || first[i] == 2006) && (year[i] == 2005 || year[i] == 2006));
    return new ReferenceGoldData("mpdta", panel, two);
  }

  private GoldenTable mpdtaRows(String id, String filter) {
    if (id.startsWith("did_2x2_")) {
      return second;
    }
    return id.startsWith("change_") ? changes(second) : noFilter(all, filter);
  }

  /** One row per county: the change of log employment from 2005 to 2006. */
  private static GoldenTable changes(GoldenTable two) {
    double[] county = two.numbers("countyreal");
    double[] lemp = two.numbers("lemp");
    double[] year = two.numbers("year");
    Map<Double, Double> before = new LinkedHashMap<>();
    IntStream.range(0, two.rows())
        .filter(i -> year[i] == 2005)
        .forEach(i -> before.put(county[i], lemp[i]));
    GoldenTable after = rowsOf(two, "year", 2006);
    double[] later = after.numbers("lemp");
    double[] who = after.numbers("countyreal");
    return after.with("dy", numbers(after, i -> later[i] - before.get(who[i])));
  }

  private static GoldenTable noFilter(GoldenTable table, String filter) {
    if (!filter.equals("none")) {
      throw new IllegalArgumentException("unknown filter: " + filter);
    }
    return table;
  }

  private static GoldenTable rowsOf(GoldenTable table, String name, double value) {
    double[] column = table.numbers(name);
    return table.where(i -> column[i] == value);
  }

  private static double[] numbers(GoldenTable table, IntToDoubleFunction value) {
    return IntStream.range(0, table.rows()).mapToDouble(value).toArray();
  }

  private static String[] words(GoldenTable table, IntFunction<String> value) {
    return IntStream.range(0, table.rows()).mapToObj(value).toArray(String[]::new);
  }
}
