package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
public final class WaveRatesFields {

  private WaveRatesFields() {}

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
    fields.put("patterns", patterns.patterns().stream().map(WaveRatesFields::pattern).toList());
    fields.put("returns", patterns.returns().stream().map(WaveRatesFields::back).toList());
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
    fields.put("noConsent", row.noConsent());
    fields.put("withdrew", row.withdrew());
    fields.put("neverSent", row.neverSent());
    fields.put("foundOutside", row.foundOutside());
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
        "no_consent",
        "withdrew",
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
    List<@Nullable Object> cells = new ArrayList<>(18);
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
    cells.add(row.noConsent());
    cells.add(row.withdrew());
    cells.add(row.neverSent());
    cells.add(ResponseRates.EDITION);
  }
}
