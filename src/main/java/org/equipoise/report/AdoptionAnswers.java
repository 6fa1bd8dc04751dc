package org.equipoise.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Group;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.adoption.RowKey;
import org.equipoise.disclosure.ReleasedAdoption;
import org.jspecify.annotations.Nullable;

/**
 * What one analysis says of one outcome in one group.
 *
 * @param analysis the analysis
 * @param outcome the outcome
 * @param group the group
 * @param rows the answers, in their order; never empty
 */
record AdoptionAnswers(Analysis analysis, Measured outcome, Group group, List<Row> rows) {

  /** The estimator that the plan rests on. */
  static final String MAIN = "group-time";

  /** Keeps its own copy. */
  AdoptionAnswers {
    rows = List.copyOf(rows);
  }

  /** Everything released of one analysis, by outcome and group in planned order. */
  static List<AdoptionAnswers> of(ReleasedAdoption released, Analysis analysis) {
    AdoptionPlan plan = released.plan();
    Map<String, Map<String, List<Row>>> byOutcome = new HashMap<>();
    for (Row row : released.rows()) {
      if (row.analysis().equals(analysis.id())) {
        byOutcome
            .computeIfAbsent(row.outcome(), outcome -> new HashMap<>())
            .computeIfAbsent(row.group(), group -> new ArrayList<>())
            .add(row);
      }
    }
    List<AdoptionAnswers> answers = new ArrayList<>();
    for (Measured outcome : plan.outcomes()) {
      Map<String, List<Row>> byGroup = byOutcome.getOrDefault(outcome.id(), Map.of());
      for (Group group : plan.groups()) {
        List<Row> rows = byGroup.get(group.id());
        if (rows != null) {
          answers.add(new AdoptionAnswers(analysis, outcome, group, rows));
        }
      }
    }
    return answers;
  }

  /** The answers of each outcome, in their order. */
  static List<List<AdoptionAnswers>> byOutcome(List<AdoptionAnswers> all) {
    Map<String, List<AdoptionAnswers>> byOutcome = new LinkedHashMap<>();
    for (AdoptionAnswers each : all) {
      byOutcome.computeIfAbsent(each.outcome().id(), id -> new ArrayList<>()).add(each);
    }
    return List.copyOf(byOutcome.values());
  }

  /** Whether the plan says that the outcome makes no sense for the group. */
  boolean ruledOut() {
    Reading.Refused nothing = nothing();
    return nothing != null && nothing.rule().equals("not-applicable");
  }

  /** The row of a part, estimator and key. */
  Optional<Row> find(Part part, String estimator, String key) {
    return rows.stream()
        .filter(row -> row.part() == part)
        .filter(row -> row.estimator().equals(estimator) && row.key().equals(key))
        .findFirst();
  }

  /** The number of a part, estimator and key; null when there is none. */
  Reading.@Nullable Figure number(Part part, String estimator, String key) {
    return find(part, estimator, key)
        .map(Row::reading)
        .map(reading -> reading instanceof Reading.Figure number ? number : null)
        .orElse(null);
  }

  /** The main estimate: the mean of the group-time effects over event times. */
  Row main() {
    return find(Part.OVERALL, MAIN, RowKey.EVENT_TIME).orElse(rows.get(0));
  }

  /** The number of {@link #main()}; null when it was refused. */
  Reading.@Nullable Figure mainNumber() {
    return main().reading() instanceof Reading.Figure number ? number : null;
  }

  /** Why there is nothing at all; null when there is something. */
  Reading.@Nullable Refused nothing() {
    boolean some = rows.stream().anyMatch(row -> row.reading() instanceof Reading.Figure);
    return some ? null : (Reading.Refused) main().reading();
  }

  /** Rows of a part, in their order. */
  List<Row> part(Part part) {
    return rows.stream().filter(row -> row.part() == part).toList();
  }

  /** The rows of one estimator by event time. */
  TreeMap<Integer, Row> byEventTime(String estimator) {
    TreeMap<Integer, Row> byTime = new TreeMap<>();
    for (Row row : part(Part.EVENT_TIME)) {
      OptionalDouble time = RowKey.number(row.key(), "e");
      if (row.estimator().equals(estimator) && time.isPresent()) {
        byTime.put((int) time.getAsDouble(), row);
      }
    }
    return byTime;
  }

  /** The estimators that gave an average over event times, the main one first. */
  List<String> estimators() {
    List<String> estimators = new ArrayList<>();
    for (Row row : part(Part.OVERALL)) {
      if (row.key().equals(RowKey.EVENT_TIME) && !estimators.contains(row.estimator())) {
        estimators.add(row.estimator());
      }
    }
    return estimators;
  }

  /** The weight that the two-way estimate puts on comparisons of one kind; NaN when not known. */
  double weightOf(String kind) {
    Reading.Figure number = number(Part.DECOMPOSITION, "two-way-fixed-effects", RowKey.kind(kind));
    return number == null ? Double.NaN : number.weight();
  }

  /** Whether an interval excludes 0. */
  static boolean excludesZero(double low, double high) {
    return low > 0 || high < 0;
  }

  /** Whether two answers are of the same outcome. */
  boolean sameOutcome(@Nullable AdoptionAnswers other) {
    return other != null && Objects.equals(other.outcome.id(), outcome.id());
  }
}
