package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
<<<<<<< HEAD
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.protocol.CaseClass;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.equipoise.waves.Base;
import org.equipoise.waves.CaseCounts;
import org.equipoise.waves.OutcomeRate;
import org.equipoise.waves.PanelPatterns;
import org.equipoise.waves.ResponseRates;
import org.equipoise.waves.Share;
import org.equipoise.waves.WaveRates;
import org.jspecify.annotations.Nullable;

/** Response rates for programs and spreadsheets: everything, in codes that stay as they are. */
=======
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
>>>>>>> main
public final class RatesFields {

  private RatesFields() {}

<<<<<<< HEAD
  /** The fields of response rates. */
  public static Map<String, Object> of(
      Protocol protocol,
      WaveRates rates,
      PanelPatterns patterns,
      Predicate<Wave.Id> among,
      double level) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("trial", protocol.id());
    fields.put("asOf", rates.day().toString());
    fields.put("respondent", rates.respondent().value());
    fields.put("edition", ResponseRates.EDITION);
    fields.put("interval", "Wilson");
    fields.put("level", level);
    List<Map<String, Object>> groups = new ArrayList<>();
    for (WaveRates.Row row : rates.rows()) {
      if (among.test(row.wave())) {
        groups.add(group(row, level));
      }
    }
    fields.put("groups", groups);
    fields.put("patterns", patterns.patterns().stream().map(RatesFields::pattern).toList());
    fields.put("returns", patterns.returns().stream().map(RatesFields::back).toList());
    return fields;
  }

  private static Map<String, Object> group(WaveRates.Row row, double level) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("wave", row.wave().value());
    fields.put("variable", row.variable());
    fields.put("group", row.group());
    fields.put("drawn", row.drawn());
    fields.put("open", row.pending());
    fields.put("openAnswered", row.pendingAnswered());
    fields.put("windowClosed", row.settled());
    fields.put("late", row.late());
    fields.put("neverSent", row.neverSent());
    Map<String, Object> bases = new LinkedHashMap<>();
    row.counts()
        .forEach((base, counts) -> bases.put(DueText.code(base), base(row.rates(base), level)));
    fields.put("bases", bases);
    fields.put("everyWave", share(row.everyWave(), level));
    return fields;
  }

  private static Map<String, Object> base(ResponseRates rates, double level) {
    CaseCounts counts = rates.counts();
    Map<String, Object> fields = new LinkedHashMap<>();
    Map<String, Object> classes = new LinkedHashMap<>();
    for (CaseClass each : CaseClass.values()) {
      classes.put(each.symbol(), counts.count(each));
    }
    fields.put("cases", classes);
    Map<String, Object> each = new LinkedHashMap<>();
    for (OutcomeRate rate : OutcomeRate.values()) {
      if (rates.denominator(rate) > 0) {
        each.put(rate.name(), interval(rates.rate(rate), rates.interval(rate, level)));
      }
    }
    fields.put("rates", each);
    return fields;
  }

  private static Map<String, Object> share(Share share, double level) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("count", share.count());
    fields.put("of", share.of());
    if (share.of() > 0) {
      fields.putAll(interval(share.share(), share.interval(level)));
    }
    return fields;
  }

  private static Map<String, Object> interval(double value, Optional<ConfidenceInterval> ends) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("rate", value);
    ends.ifPresent(
        interval -> {
          fields.put("low", interval.low());
          fields.put("high", interval.high());
        });
    return fields;
  }

  private static Map<String, Object> pattern(PanelPatterns.Pattern pattern) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("pattern", pattern.waves());
    fields.put("people", pattern.people().count());
    fields.put("share", pattern.people().share());
    return fields;
  }

  private static Map<String, Object> back(PanelPatterns.Return back) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("missed", back.missed().value());
    fields.put("next", back.next().value());
    fields.put("people", back.back().of());
    fields.put("cameBack", back.back().count());
    return fields;
  }

  /** Names of the columns of {@link #rows}. */
  public static List<String> columns() {
    return List.of(
        "wave",
        "variable",
        "group",
        "base",
        "rate",
        "numerator",
        "denominator",
        "value",
        "low",
        "high",
        "level",
        "drawn",
        "open",
        "late",
        "never_sent",
        "edition");
  }

  /** One row a wave, group, base and rate. */
  public static List<List<@Nullable Object>> rows(
      WaveRates rates, Predicate<Wave.Id> among, double level) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (WaveRates.Row row : rates.rows()) {
      if (!among.test(row.wave())) {
        continue;
      }
      for (Base base : row.counts().keySet()) {
        ResponseRates of = row.rates(base);
        for (OutcomeRate rate : OutcomeRate.values()) {
          List<@Nullable Object> cells = start(row, DueText.code(base), rate.name());
          cells.add(of.numerator(rate));
          cells.add(of.denominator(rate));
          addValue(cells, of.rate(rate), of.interval(rate, level), level);
          finish(cells, row);
          rows.add(cells);
        }
      }
      Share every = row.everyWave();
      List<@Nullable Object> cells = start(row, "randomized", "every-wave");
      cells.add(every.count());
      cells.add((double) every.of());
      addValue(cells, every.share(), every.interval(level), level);
      finish(cells, row);
      rows.add(cells);
    }
    return rows;
  }

  private static List<@Nullable Object> start(WaveRates.Row row, String base, String rate) {
    List<@Nullable Object> cells = new ArrayList<>(16);
    cells.add(row.wave().value());
    cells.add(row.variable());
    cells.add(row.group());
    cells.add(base);
    cells.add(rate);
    return cells;
  }

  private static void addValue(
      List<@Nullable Object> cells,
      double value,
      Optional<ConfidenceInterval> interval,
      double level) {
    cells.add(value);
    cells.add(interval.map(ConfidenceInterval::low).orElse(Double.NaN));
    cells.add(interval.map(ConfidenceInterval::high).orElse(Double.NaN));
    cells.add(level);
  }

  private static void finish(List<@Nullable Object> cells, WaveRates.Row row) {
    cells.add(row.drawn());
    cells.add(row.pending());
    cells.add(row.late());
    cells.add(row.neverSent());
    cells.add(ResponseRates.EDITION);
=======
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
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("group", group.name());
        one.putAll(outcome.apply(group.outcome()));
        groups.add(one);
      }
      breakdowns.add(Map.of("column", breakdown.column(), "groups", groups));
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
>>>>>>> main
  }
}
