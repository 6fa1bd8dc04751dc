package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.equipoise.disclosure.Gated.Why;
import org.equipoise.disclosure.RatesGate;
import org.equipoise.disclosure.RatesGate.Part;
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

  /** The fields of response rates: null where a number is hidden. */
  public static Map<String, @Nullable Object> of(
      Protocol protocol, RatesGate.Shown shown, Predicate<Wave.Id> among, double level) {
    WaveRates rates = shown.rates();
    PanelPatterns patterns = shown.patterns();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("trial", protocol.id());
    fields.put("asOf", rates.day().toString());
    fields.put("respondent", rates.respondent().value());
    fields.put("edition", ResponseRates.EDITION);
    fields.put("interval", "Wilson");
    fields.put("level", level);
    fields.put("hiddenBelow", shown.limit());
    List<Map<String, @Nullable Object>> groups = new ArrayList<>();
    for (RatesGate.Row row : shown.rows()) {
      if (among.test(row.figures().wave())) {
        groups.add(group(row, level));
      }
    }
    fields.put("groups", groups);
    fields.put("patterns", patterns.patterns().stream().map(WaveRatesFields::pattern).toList());
    fields.put("returns", patterns.returns().stream().map(WaveRatesFields::back).toList());
    return fields;
  }

  private static Map<String, @Nullable Object> group(RatesGate.Row gated, double level) {
    WaveRates.Row row = gated.figures();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("wave", row.wave().value());
    fields.put("variable", row.variable());
    fields.put("group", row.group());
    Why why = gated.hidden().get(Part.GROUP);
    if (why != null) {
      fields.put("hidden", DueText.code(why));
      return fields;
    }
    fields.put("drawn", row.drawn());
    fields.put("open", shown(gated, Part.ANSWERED, row.pending()));
    fields.put("openAnswered", shown(gated, Part.OPEN_ANSWERED, row.pendingAnswered()));
    fields.put("windowClosed", shown(gated, Part.ANSWERED, row.settled()));
    fields.put("late", shown(gated, Part.LATE, row.late()));
    fields.put("neverSent", shown(gated, Part.NEVER_SENT, row.neverSent()));
    fields.put("noConsent", ofAll(row, row.noConsent()));
    fields.put("withdrew", ofAll(row, row.withdrew()));
    fields.put("foundOutside", ofAll(row, row.foundOutside()));
    Map<String, Object> bases = new LinkedHashMap<>();
    row.counts().keySet().forEach(base -> bases.put(DueText.code(base), base(gated, base, level)));
    fields.put("bases", bases);
    boolean every = gated.shows(Part.EVERY_WAVE);
    fields.put("everyWave", every ? share(row.everyWave(), level) : null);
    return fields;
  }

  private static @Nullable Integer shown(RatesGate.Row row, Part part, int count) {
    return row.shows(part) ? count : null;
  }

  /** What is told of everybody only: in a group such counts are small. */
  private static @Nullable Integer ofAll(WaveRates.Row row, int count) {
    return row.variable().isEmpty() ? count : null;
  }

  private static Map<String, @Nullable Object> base(RatesGate.Row row, Base base, double level) {
    ResponseRates rates = row.figures().rates(base);
    CaseCounts counts = rates.counts();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    Map<String, Object> classes = new LinkedHashMap<>();
    for (CaseClass each : CaseClass.values()) {
      classes.put(each.symbol(), counts.count(each));
    }
    fields.put("cases", row.shows(base) ? classes : null);
    Map<String, Object> each = new LinkedHashMap<>();
    for (OutcomeRate rate : OutcomeRate.values()) {
      if (rates.denominator(rate) > 0 && row.shows(base, rate)) {
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
    fields.put("pattern", pattern.waves().isEmpty() ? "other" : pattern.waves());
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

  /**
   * One row a wave, group, base and rate; cells are empty where a number is hidden, and a group of
   * which nothing may be shown has one row, with {@code hidden} for its rate.
   */
  public static List<List<@Nullable Object>> rows(
      RatesGate.Shown shown, Predicate<Wave.Id> among, double level) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (RatesGate.Row row : shown.rows()) {
      if (!among.test(row.figures().wave())) {
        continue;
      }
      if (!row.shows(Part.GROUP)) {
        rows.add(line(row, "", "hidden", nothing()));
        continue;
      }
      for (Base base : row.figures().counts().keySet()) {
        ResponseRates of = row.figures().rates(base);
        for (OutcomeRate rate : OutcomeRate.values()) {
          List<@Nullable Object> values =
              row.shows(base, rate)
                  ? values(
                      of.numerator(rate),
                      of.denominator(rate),
                      of.rate(rate),
                      of.interval(rate, level),
                      level)
                  : nothing();
          rows.add(line(row, DueText.code(base), rate.name(), values));
        }
      }
      Share every = row.figures().everyWave();
      List<@Nullable Object> values =
          row.shows(Part.EVERY_WAVE)
              ? values(every.count(), every.of(), every.share(), every.interval(level), level)
              : nothing();
      rows.add(line(row, "randomized", "every-wave", values));
    }
    return rows;
  }

  private static List<@Nullable Object> values(
      int numerator,
      double denominator,
      double value,
      Optional<ConfidenceInterval> interval,
      double level) {
    List<@Nullable Object> cells = new ArrayList<>(6);
    cells.add(numerator);
    cells.add(denominator);
    cells.add(value);
    cells.add(interval.map(ConfidenceInterval::low).orElse(Double.NaN));
    cells.add(interval.map(ConfidenceInterval::high).orElse(Double.NaN));
    cells.add(level);
    return cells;
  }

  /** In the place of the values of a rate that is hidden. */
  private static List<@Nullable Object> nothing() {
    List<@Nullable Object> cells = new ArrayList<>(6);
    for (int i = 0; i < 6; i++) {
      cells.add(null);
    }
    return cells;
  }

  private static List<@Nullable Object> line(
      RatesGate.Row gated, String base, String rate, List<@Nullable Object> values) {
    WaveRates.Row row = gated.figures();
    List<@Nullable Object> cells = new ArrayList<>(18);
    cells.add(row.wave().value());
    cells.add(row.variable());
    cells.add(row.group());
    cells.add(base);
    cells.add(rate);
    cells.addAll(values);
    cells.add(shown(gated, Part.GROUP, row.drawn()));
    cells.add(shown(gated, Part.ANSWERED, row.pending()));
    cells.add(shown(gated, Part.LATE, row.late()));
    cells.add(ofAll(row, row.noConsent()));
    cells.add(ofAll(row, row.withdrew()));
    cells.add(shown(gated, Part.NEVER_SENT, row.neverSent()));
    cells.add(ResponseRates.EDITION);
    return cells;
  }
}
