package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.equipoise.analysis.ForWhomRows.Row;
import org.equipoise.analysis.Reading.Unit;
import org.equipoise.inference.Multiplicity;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Whether effects differ between subgroups, cohorts of intake, or along a variable: always as a
 * difference with its own test, from one regression, never by comparing two tests.
 *
 * <p>P-values of these tests are corrected among themselves, within each family of outcomes: every
 * subgroup, every moderator and one test of the cohorts. Their number does not make the main
 * effects' correction any stricter. Corrections that re-draw the trial are Holm's here.
 */
final class ForWhom {

  private ForWhom() {}

  /** The rows that the analysis plans. */
  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    List<Row> rows = new ArrayList<>();
    Function<Compared, ForWhomRedrawn.@Nullable Redrawn> redrawn =
        ForWhomRedrawn.of(protocol, data, analysis, compared);
    for (Compared one : compared) {
      if (one.effect().group() instanceof Group.Everybody) {
        ForWhomRows found = new ForWhomRows(protocol, one);
        new ForWhomGroups(protocol, data, analysis, one, found).add();
        new ForWhomModerators(data, analysis, one, found).add();
        new ForWhomCohorts(data, analysis, one, found, redrawn.apply(one)).add();
        rows.addAll(found.rows());
      }
    }
    return corrected(analysis, rows);
  }

  /** Each row, followed by its corrected p-value where the plan corrects. */
  private static List<Supplement> corrected(Analysis analysis, List<Row> rows) {
    Multiplicity rule = rule(analysis);
    Map<Row, Double> p = new LinkedHashMap<>();
    if (rule != null) {
      Map<String, List<Row>> families = new LinkedHashMap<>();
      for (Row row : rows) {
        String family = row.supplement().effect().outcome().family();
        if (row.tested() && !family.isEmpty()) {
          families.computeIfAbsent(family, key -> new ArrayList<>()).add(row);
        }
      }
      for (List<Row> family : families.values()) {
        double[] adjusted =
            rule.adjust(family.stream().mapToDouble(row -> pValue(row.supplement())).toArray());
        for (int i = 0; i < adjusted.length; i++) {
          p.put(family.get(i), adjusted[i]);
        }
      }
    }
    List<Supplement> all = new ArrayList<>();
    for (Row row : rows) {
      all.add(row.supplement());
      Double adjusted = p.get(row);
      if (rule != null && adjusted != null && !Double.isNaN(adjusted)) {
        all.add(correctedRow(row.supplement(), rule, adjusted));
      }
    }
    return all;
  }

  private static Supplement correctedRow(Supplement row, Multiplicity rule, double p) {
    String method = rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
    double none = Double.NaN;
    return new Supplement(
        row.effect(),
        row.topic(),
        row.measure() + "-corrected",
        method,
        row.of(),
        row.analysed(),
        row.analysedControl(),
        row.rests(),
        Reading.Figure.value(none, Unit.STATISTIC).withTest(none, none, none, p));
  }

  private static @Nullable Multiplicity rule(Analysis analysis) {
    return switch (analysis.multiplicity()) {
      case NONE -> null;
      case BONFERRONI -> Multiplicity.BONFERRONI;
      case HOLM, ROMANO_WOLF, WESTFALL_YOUNG -> Multiplicity.HOLM;
      case BENJAMINI_HOCHBERG -> Multiplicity.BENJAMINI_HOCHBERG;
      case SHARPENED -> Multiplicity.SHARPENED;
    };
  }

  private static double pValue(Supplement row) {
    return row.reading() instanceof Reading.Figure number ? number.pValue() : Double.NaN;
  }
}
