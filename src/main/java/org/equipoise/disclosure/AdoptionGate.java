package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.equipoise.adoption.AdoptionResults;
import org.equipoise.adoption.AdoptionResults.Cohort;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.adoption.RowKey;

/**
 * Gates the numbers of a study of adoption. Its units are public bodies and their adoption is
 * public: who adopted when may be counted. What few units experienced is no finding, though: a
 * number that rests on fewer units that adopted than the plan's limit, or that is the effect of a
 * cohort smaller than it, is a row without one. Averages over all cohorts keep small ones, or they
 * would answer another question.
 */
final class AdoptionGate {

  /** The rule's name in every language. */
  static final String RULE = "few-units";

  private AdoptionGate() {}

  /** The rows in their order, each with the number that may be read, or why there is none. */
  static List<Row> gated(AdoptionResults results, List<Row> rows) {
    int limit = results.plan().cells().units();
    Set<Integer> small = new HashSet<>();
    for (Cohort cohort : results.cohorts()) {
      if (cohort.role() == AdoptionResults.Role.TOO_FEW) {
        small.add(cohort.first());
      }
    }
    List<Row> gated = new ArrayList<>(rows.size());
    for (Row row : rows) {
      gated.add(mayStand(row, limit, small) ? row : refused(row, limit));
    }
    return gated;
  }

  private static boolean mayStand(Row row, int limit, Set<Integer> small) {
    if (!(row.reading() instanceof Reading.Figure)) {
      return true;
    }
    boolean few = row.treated() > 0 && row.treated() < limit;
    return !few && !isOf(row, "g", small) && !isOf(row, "c", small);
  }

  private static boolean isOf(Row row, String name, Set<Integer> cohorts) {
    var cohort = RowKey.number(row.key(), name);
    return cohort.isPresent() && cohorts.contains((int) cohort.getAsDouble());
  }

  private static Row refused(Row row, int limit) {
    return new Row(
        row.analysis(),
        row.outcome(),
        row.group(),
        row.part(),
        row.estimator(),
        row.key(),
        row.treated(),
        row.controls(),
        new Reading.Refused(
            RULE,
            "fewer than " + limit + " units adopted in the period it rests on",
            "read the averages, which hold these units"));
  }
}
