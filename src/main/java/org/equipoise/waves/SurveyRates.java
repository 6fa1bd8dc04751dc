package org.equipoise.waves;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * The outcome of one survey, for everybody and by groups.
 *
 * @param <T> what is known of a group: {@link ResponseRates} where each case has a code, {@link
 *     Returns} where only answers were counted
 * @param all all cases together
 * @param breakdowns the groups, one breakdown for each column asked for
 */
public record SurveyRates<T>(T all, List<Breakdown<T>> breakdowns) {

  /** Keeps its own copy. */
  public SurveyRates {
    breakdowns = List.copyOf(breakdowns);
  }

  /**
   * The groups of one column.
   *
   * @param column the column's name
   * @param groups in the order of their names
   */
  public record Breakdown<T>(String column, List<Group<T>> groups) {
    /** Keeps its own copy. */
    public Breakdown {
      groups = List.copyOf(groups);
    }
  }

  /**
   * One group.
   *
   * @param name the value of the column; empty for rows without a value
   * @param outcome its rates
   */
  public record Group<T>(String name, T outcome) {}

  /** One column of groups, as rows of a file have them; an empty name is a row without a value. */
  public record Grouping(String column, List<String> names) {
    /** Keeps its own copy. */
    public Grouping {
      names = List.copyOf(names);
    }
  }

  /**
   * The rates by codes. Where e is estimated, it is estimated from all cases and taken for every
   * group too, so that groups differ by their cases only.
   *
   * @param cases the cases of each row
   * @param groupings the groups of each row
   * @param shareEligible e, in [0, 1]; NaN to estimate it
   */
  public static SurveyRates<ResponseRates> ofCases(
      List<CaseCounts> cases, List<Grouping> groupings, double shareEligible) {
    SurveyRates<CaseCounts> sums = grouped(cases, groupings, CaseCounts.NONE, CaseCounts::plus);
    double e =
        Double.isNaN(shareEligible) ? ResponseRates.of(sums.all()).shareEligible() : shareEligible;
    return sums.map(counts -> new ResponseRates(counts, e));
  }

  /** The rates where only answers were counted. */
  public static SurveyRates<Returns> ofReturns(List<Returns> returns, List<Grouping> groupings) {
    return grouped(returns, groupings, Returns.NONE, Returns::plus);
  }

  private static <T> SurveyRates<T> grouped(
      List<T> rows, List<Grouping> groupings, T none, BinaryOperator<T> plus) {
    T all = none;
    for (T row : rows) {
      all = plus.apply(all, row);
    }
    List<Breakdown<T>> breakdowns = new ArrayList<>();
    for (Grouping grouping : groupings) {
      Map<String, T> sums = new TreeMap<>();
      for (int i = 0; i < rows.size(); i++) {
        sums.merge(grouping.names().get(i), rows.get(i), plus);
      }
      List<Group<T>> groups = new ArrayList<>();
      sums.forEach((name, sum) -> groups.add(new Group<>(name, sum)));
      breakdowns.add(new Breakdown<>(grouping.column(), groups));
    }
    return new SurveyRates<>(all, breakdowns);
  }

  private <S> SurveyRates<S> map(Function<T, S> change) {
    List<Breakdown<S>> changed = new ArrayList<>();
    for (Breakdown<T> breakdown : breakdowns) {
      List<Group<S>> groups = new ArrayList<>();
      for (Group<T> group : breakdown.groups()) {
        groups.add(new Group<>(group.name(), change.apply(group.outcome())));
      }
      changed.add(new Breakdown<>(breakdown.column(), groups));
    }
    return new SurveyRates<>(change.apply(all), changed);
  }
}
