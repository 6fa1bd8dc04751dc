package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.protocol.CaseClass;
import org.equipoise.waves.Asked;
import org.equipoise.waves.OutcomeRate;
import org.equipoise.waves.ResponseRates;
import org.equipoise.waves.Returns;
import org.equipoise.waves.SurveyRates;
import org.equipoise.waves.SurveyRates.Breakdown;
import org.equipoise.waves.SurveyRates.Group;
import org.jspecify.annotations.Nullable;

/**
 * Outcome rates for programs: fields for JSON, and a tidy table with one row a group and rate. A
 * value that does not exist is null or empty; shares are in [0, 1].
 */
public final class RatesFields {

  private RatesFields() {}

  /**
   * A table for a CSV file.
   *
   * @param columns the headers
   * @param rows the cells, null for none
   */
  public record Tidy(List<String> columns, List<List<@Nullable Object>> rows) {}

  /** The fields of rates by codes. */
  public static Map<String, Object> ofCases(
      SurveyRates<ResponseRates> rates, String source, boolean given, double level) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("source", source);
    fields.put("edition", ResponseRates.EDITION);
    put(fields, "e", rates.all().shareEligible());
    fields.put("eGiven", given);
    fields.put("level", level);
    return with(fields, rates, one -> outcome(one, level));
  }

  /** The fields of shares where only answers were counted. */
  public static Map<String, Object> ofAnswers(
      SurveyRates<Returns> rates, String source, double level) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("source", source);
    fields.put("level", level);
    return with(fields, rates, one -> returns(one, level));
  }

  /** One row a group and rate: the group {@code ""} of column {@code ""} is everybody. */
  public static Tidy tidyCases(SurveyRates<ResponseRates> rates, double level) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    forEach(
        rates,
        (place, outcome) -> {
          for (OutcomeRate rate : OutcomeRate.values()) {
            ConfidenceInterval interval = outcome.interval(rate, level).orElse(null);
            List<@Nullable Object> row = new ArrayList<>(place);
            row.add(rate.name());
            row.add(outcome.numerator(rate));
            row.add(real(outcome.denominator(rate)));
            row.add(real(outcome.rate(rate)));
            row.add(interval == null ? null : interval.low());
            row.add(interval == null ? null : interval.high());
            row.add(ResponseRates.EDITION);
            rows.add(row);
          }
        });
    List<String> columns =
        List.of("column", "group", "rate", "n", "of", "share", "low", "high", "edition");
    return new Tidy(columns, rows);
  }

  /** One row a group: the group {@code ""} of column {@code ""} is everybody. */
  public static Tidy tidyAnswers(SurveyRates<Returns> rates, double level) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    forEach(
        rates,
        (place, one) -> {
          List<@Nullable Object> row = new ArrayList<>(place);
          row.addAll(returns(one, level).values());
          rows.add(row);
        });
    List<String> columns = new ArrayList<>(List.of("column", "group"));
    columns.addAll(returns(Returns.NONE, level).keySet());
    return new Tidy(columns, rows);
  }

  private static <T> void forEach(SurveyRates<T> rates, BiConsumer<List<String>, T> action) {
    action.accept(List.of("", ""), rates.all());
    for (Breakdown<T> breakdown : rates.breakdowns()) {
      for (Group<T> group : breakdown.groups()) {
        action.accept(List.of(breakdown.column(), group.name()), group.outcome());
      }
    }
  }

  private static <T> Map<String, Object> with(
      Map<String, Object> fields,
      SurveyRates<T> rates,
      Function<T, ? extends Map<String, ?>> outcome) {
    fields.put("all", outcome.apply(rates.all()));
    List<Object> breakdowns = new ArrayList<>();
    for (Breakdown<T> breakdown : rates.breakdowns()) {
      List<Object> groups = new ArrayList<>();
      for (Group<T> group : breakdown.groups()) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("group", group.name());
        member.putAll(outcome.apply(group.outcome()));
        groups.add(member);
      }
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("column", breakdown.column());
      one.put("groups", groups);
      breakdowns.add(one);
    }
    fields.put("by", breakdowns);
    return fields;
  }

  private static Map<String, Object> outcome(ResponseRates outcome, double level) {
    Map<String, Object> counts = new LinkedHashMap<>();
    for (CaseClass one : CaseClass.values()) {
      counts.put(one.symbol(), outcome.counts().count(one));
    }
    Map<String, Object> rates = new LinkedHashMap<>();
    for (OutcomeRate rate : OutcomeRate.values()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("n", outcome.numerator(rate));
      put(one, "of", outcome.denominator(rate));
      put(one, "share", outcome.rate(rate));
      outcome
          .interval(rate, level)
          .ifPresent(
              interval -> {
                one.put("low", interval.low());
                one.put("high", interval.high());
              });
      rates.put(rate.name(), one);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("cases", outcome.counts().total());
    fields.put("counts", counts);
    fields.put("rates", rates);
    return fields;
  }

  private static Map<String, @Nullable Object> returns(Returns returns, double level) {
    Asked asked = returns.asked();
    boolean unknown = asked instanceof Asked.Unknown;
    Returns.Share share = returns.share().orElse(null);
    ConfidenceInterval interval = returns.interval(level).orElse(null);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("answers", returns.answers());
    fields.put("asked", asked.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    fields.put("askedLow", unknown ? null : asked.fewest());
    fields.put("askedHigh", unknown ? null : asked.most());
    fields.put("shareLow", share == null ? null : share.low());
    fields.put("shareHigh", share == null ? null : share.high());
    fields.put("low", interval == null ? null : interval.low());
    fields.put("high", interval == null ? null : interval.high());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, double number) {
    if (!Double.isNaN(number)) {
      fields.put(name, number);
    }
  }

  private static @Nullable Double real(double number) {
    return Double.isNaN(number) ? null : number;
  }
}
