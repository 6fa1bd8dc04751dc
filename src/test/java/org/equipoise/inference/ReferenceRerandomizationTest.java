package org.equipoise.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.equipoise.inference.Rerandomization.Comparison;
import org.junit.jupiter.api.Test;

/**
 * Cases of {@code ../shared/reference}: {@code star_men/ri_montecarlo_dim}, {@code
 * btheb/ri_montecarlo_blocked_ancova}, {@code achievement_awards/ri_exact_*}, the exact p-values of
 * {@code *_wmw} and {@code btheb}'s four strata. Made there by R 4.2.2 with gold.R.
 */
class ReferenceRerandomizationTest {
  private static final Path REFERENCE = Path.of("..", "shared", "reference");

  private static List<CSVRecord> read(String dataset, Predicate<CSVRecord> keep)
      throws IOException {
    Path file = REFERENCE.resolve(dataset).resolve("data.csv");
    assumeTrue(Files.exists(file), "the reference data are not laid out");
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    List<CSVRecord> kept = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (CSVRecord row : format.parse(reader)) {
        if (keep.test(row)) {
          kept.add(row);
        }
      }
    }
    return kept;
  }

  private static double[] numbers(List<CSVRecord> rows, String column) {
    return rows.stream()
        .mapToDouble(r -> r.get(column).isEmpty() ? Double.NaN : Double.parseDouble(r.get(column)))
        .toArray();
  }

  private static boolean[] flags(List<CSVRecord> rows, Predicate<CSVRecord> yes) {
    boolean[] flags = new boolean[rows.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = yes.test(rows.get(i));
    }
    return flags;
  }

  private static RedrawnComparison only(
      Rerandomization trial, Statistic statistic, TrialOutcome y) {
    return trial.compare(List.of(new Comparison(statistic, y, false))).get(0);
  }

  /** Within four standard deviations of the difference of two simulated shares. */
  private static void assertSimulated(double p, int draws, double reference, double drawsThere) {
    double sd = Math.sqrt(reference * (1 - reference) * (1.0 / draws + 1 / drawsThere));
    assertEquals(reference, p, 4 * sd);
  }

  private static double variance(double[] values) {
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      sum += value;
      squares += value * value;
    }
    return squares / values.length - Math.pow(sum / values.length, 2);
  }

  @Test
  void starMen_difference() throws IOException {
    List<CSVRecord> rows = read("star_men", r -> true);
    boolean[] z = flags(rows, r -> r.get("sfsp").equals("1"));
    Rerandomization trial = Rerandomization.of(Assignments.complete(z), z).withDraws(200_000);
    RedrawnComparison found =
        only(trial, Statistic.DIFFERENCE, TrialOutcome.of(numbers(rows, "GPA_year1")));
    assertEquals(-0.03613199689628277, found.observed(), 1e-13);
    assertSimulated(found.pValue(PValueRule.SHARE), 200_000, 0.8211375, 400_000);
    // The exact variance of the difference over all assignments; a sample variance of normal
    // draws has a relative standard deviation of sqrt(2/B).
    double exact = 0.025203518257636438;
    assertEquals(exact, variance(found.drawn()), 4 * exact * Math.sqrt(2 / 200_000.0));
  }

  @Test
  void starMen_rankSum() throws IOException {
    List<CSVRecord> rows = read("star_men", r -> true);
    boolean[] z = flags(rows, r -> r.get("sfsp").equals("1"));
    Rerandomization trial = Rerandomization.of(Assignments.complete(z), z).withDraws(200_000);
    for (String[] known :
        new String[][] {
          {"GPA_year1", "4488.5", "0.7352660587199435"}, {"gpa0", "4799.5", "0.43055474024120827"}
        }) {
      RedrawnComparison found =
          only(trial, Statistic.RANK_SUM, TrialOutcome.of(numbers(rows, known[0])));
      assertEquals(Double.parseDouble(known[1]) - 58 * 158 / 2.0, found.observed(), 1e-9);
      assertSimulated(found.pValue(PValueRule.SHARE), 200_000, Double.parseDouble(known[2]), 1e12);
    }
  }

  @Test
  void btheb_blockedCoefficient() throws IOException {
    List<CSVRecord> rows = read("btheb", r -> !r.get("bdi_2m").isEmpty());
    boolean[] z = flags(rows, r -> r.get("treatment").equals("BtheB"));
    int[] stratum = new int[rows.size()];
    for (int i = 0; i < stratum.length; i++) {
      stratum[i] = (rows.get(i).get("drug") + rows.get(i).get("length")).hashCode();
    }
    TrialOutcome outcome =
        TrialOutcome.of(numbers(rows, "bdi_2m"))
            .within(stratum)
            .adjustedFor(List.of(numbers(rows, "bdi_pre")));
    Rerandomization trial =
        Rerandomization.of(Assignments.completeWithin(stratum, z), z).withDraws(100_000);
    RedrawnComparison found = only(trial, Statistic.COEFFICIENT, outcome);
    assertEquals(-3.0369414166694564, found.observed(), 1e-12);
    assertSimulated(found.pValue(PValueRule.SHARE), 100_000, 0.08955, 100_000);
    assertEquals(1.788839050772926, Math.sqrt(variance(found.drawn())), 4 * 1.79 / Math.sqrt(2e5));
  }

  private record Schools(List<CSVRecord> rows, int[] school, int[] pair, boolean[] treated) {}

  private static Schools schools() throws IOException {
    List<CSVRecord> rows = read("achievement_awards", r -> r.get("year").equals("2001"));
    List<String> names = rows.stream().map(r -> r.get("school_id")).distinct().sorted().toList();
    int[] school = rows.stream().mapToInt(r -> names.indexOf(r.get("school_id"))).toArray();
    int[] pair = new int[names.size()];
    boolean[] treated = new boolean[names.size()];
    for (int i = 0; i < school.length; i++) {
      pair[school[i]] = Integer.parseInt(rows.get(i).get("pair"));
      treated[school[i]] = rows.get(i).get("treated").equals("1");
    }
    return new Schools(rows, school, pair, treated);
  }

  @Test
  void achievementAwards_allAssignments() throws IOException {
    Schools s = schools();
    Rerandomization trial =
        Rerandomization.of(Assignments.completeWithin(s.pair(), s.treated()), s.treated())
            .listingUpTo(1_000_000);
    RedrawnComparison found =
        only(
            trial,
            Statistic.DIFFERENCE,
            TrialOutcome.of(numbers(s.rows(), "Bagrut_status")).drawnAs(s.school()));
    assertTrue(found.listed());
    assertEquals(786_432, found.assignments());
    assertEquals(0.047259662027724025, found.observed(), 1e-14);
    double[] drawn = found.drawn();
    double mean = 0;
    for (double value : drawn) {
      mean += value / drawn.length;
    }
    assertEquals(0.0009360061743602713, mean, 1e-12);
    assertEquals(0.04648058062985531, Math.sqrt(variance(drawn)), 1e-12);
    assertEquals(0.3194122314453125, found.pValue(PValueRule.SHARE), 1e-12);
    assertEquals(0.3194122314453125, found.pValue(PValueRule.PLUS_ONE), 1e-12);
    assertEquals(0, found.monteCarloError(PValueRule.PLUS_ONE));
  }

  @Test
  void achievementAwards_schoolMeans() throws IOException {
    Schools s = schools();
    double[] passed = numbers(s.rows(), "Bagrut_status");
    double[] mean = new double[s.pair().length];
    int[] n = new int[mean.length];
    for (int i = 0; i < passed.length; i++) {
      mean[s.school()[i]] += passed[i];
      n[s.school()[i]]++;
    }
    for (int g = 0; g < mean.length; g++) {
      mean[g] /= n[g];
    }
    Rerandomization trial =
        Rerandomization.of(Assignments.completeWithin(s.pair(), s.treated()), s.treated())
            .listingUpTo(1_000_000);
    RedrawnComparison found = only(trial, Statistic.DIFFERENCE, TrialOutcome.of(mean));
    assertEquals(0.07017344795916036, found.observed(), 1e-14);
    assertEquals(0.30872344970703125, found.pValue(PValueRule.PLUS_ONE), 1e-12);
    Rerandomization free =
        Rerandomization.of(Assignments.complete(s.treated()), s.treated()).withDraws(200_000);
    RedrawnComparison ranks = only(free, Statistic.RANK_SUM, TrialOutcome.of(mean));
    assertEquals(442 - 20 * 40 / 2.0, ranks.observed(), 1e-9);
    assertSimulated(ranks.pValue(PValueRule.SHARE), 200_000, 0.2465709694176106, 1e12);
  }
}
