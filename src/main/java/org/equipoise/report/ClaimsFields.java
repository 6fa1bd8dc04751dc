package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.CheckedClaim;
import org.equipoise.claims.Claim;
import org.equipoise.claims.ClaimVerdicts;
import org.equipoise.claims.Conflict;
import org.equipoise.claims.FigureRules;
import org.equipoise.claims.Interval;
import org.equipoise.claims.Verdict;
import org.equipoise.finding.Finding;
import org.jspecify.annotations.Nullable;

/**
 * A check of printed claims for programs: fields for JSON, and a tidy table with one row a printed
 * figure. Numbers are in units of one, percentages in percent; an end that an interval does not
 * have is null or empty.
 */
public final class ClaimsFields {

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "document",
          "place",
          "printed",
          "unit",
          "verdict",
          "strength",
          "doubts",
          "printed.low",
          "printed.high",
          "recomputed",
          "recomputed.low",
          "recomputed.high",
          "calculation",
          "repair",
          "missing",
          "line");

  private ClaimsFields() {}

  /**
   * A table for a CSV file.
   *
   * @param columns the headers
   * @param rows the cells, null for none
   */
  public record Tidy(List<String> columns, List<List<@Nullable Object>> rows) {}

  /** Everything, by name. */
  public static Map<String, Object> of(
      ClaimVerdicts verdicts, ClaimsBasis basis, boolean impossibleOnly) {
    Map<String, Object> fields = new LinkedHashMap<>();
    List<Object> files = new ArrayList<>();
    for (ClaimsBasis.Source file : basis.files()) {
      files.add(Map.of("file", file.name(), "sha256", file.digest()));
    }
    fields.put("files", files);
    fields.put("program", basis.program());
    fields.put("rules", rules(verdicts.rules()));
    fields.put("counts", counts(verdicts));
    List<Object> claims = new ArrayList<>();
    for (CheckedClaim claim : shown(verdicts, impossibleOnly)) {
      claims.add(claim(claim));
    }
    fields.put("claims", claims);
    List<Object> conflicts = new ArrayList<>();
    new ClaimsTally(verdicts).clashes().forEach(conflict -> conflicts.add(conflict(conflict)));
    fields.put("conflicts", conflicts);
    fields.put("findings", verdicts.findings().stream().map(Finding::toString).toList());
    return fields;
  }

  /** One row a printed figure. */
  public static Tidy tidy(ClaimVerdicts verdicts, boolean impossibleOnly) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (CheckedClaim checked : shown(verdicts, impossibleOnly)) {
      Claim claim = checked.claim();
      Optional<Interval> printed = checked.figure().map(figure -> figure.allowed());
      List<@Nullable Object> row = new ArrayList<>();
      row.add(claim.id());
      row.add(claim.document());
      row.add(claim.place());
      row.add(claim.printed());
      row.add(claim.unit());
      row.add(name(checked.verdict()));
      row.add(strength(checked));
      row.add(String.join(" ", doubts(checked)));
      row.add(printed.map(Interval::lower).map(BigFraction::doubleValue).orElse(null));
      row.add(printed.map(Interval::upper).map(BigFraction::doubleValue).orElse(null));
      row.add(checked.nominal().map(BigFraction::doubleValue).orElse(null));
      row.add(checked.recomputed().map(Interval::lower).map(BigFraction::doubleValue).orElse(null));
      row.add(checked.recomputed().map(Interval::upper).map(BigFraction::doubleValue).orElse(null));
      row.add(checked.shown());
      row.add(String.join(" or ", checked.repair().stream().map(Interval::toString).toList()));
      row.add(checked.missing());
      row.add(claim.line());
      rows.add(row);
    }
    return new Tidy(COLUMNS, rows);
  }

  private static List<CheckedClaim> shown(ClaimVerdicts verdicts, boolean impossibleOnly) {
    return verdicts.claims().stream()
        .filter(claim -> !impossibleOnly || claim.verdict() == Verdict.IMPOSSIBLE)
        .toList();
  }

  private static Map<String, Object> rules(FigureRules rules) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("aboutShare", rules.aboutShare().doubleValue());
    fields.put("aboutMost", rules.aboutMost().doubleValue());
    fields.put("unitsBeyond", rules.unitsBeyond().doubleValue());
    fields.put("wordPoints", rules.wordPoints().doubleValue());
    fields.put("rounding", name(rules.rounding()));
    return fields;
  }

  private static Map<String, Object> counts(ClaimVerdicts verdicts) {
    ClaimsTally tally = new ClaimsTally(verdicts);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("figures", tally.all());
    fields.put("recomputed", tally.checked());
    fields.put("impossible", tally.count(ClaimsSort.WRONG));
    fields.put("doubtful", tally.count(ClaimsSort.DOUBTFUL));
    fields.put("hedgeOnly", tally.count(ClaimsSort.HEDGE));
    fields.put("roundingOnly", tally.count(ClaimsSort.ROUNDING));
    fields.put("exact", tally.count(ClaimsSort.EXACT));
    fields.put("uncheckable", tally.count(ClaimsSort.UNCHECKABLE) + tally.count(ClaimsSort.ODD));
    fields.put("tension", tally.count(ClaimsSort.ODD));
    fields.put("conflicts", tally.clashes().size());
    return fields;
  }

  private static Map<String, Object> claim(CheckedClaim checked) {
    Claim claim = checked.claim();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", claim.id());
    fields.put("document", claim.document());
    fields.put("place", claim.place());
    fields.put("line", claim.line());
    fields.put("printed", claim.printed());
    fields.put("unit", claim.unit());
    checked
        .figure()
        .ifPresent(
            figure -> {
              fields.put("hedge", name(figure.hedge()));
              fields.put("standsFor", interval(figure.allowed()));
            });
    fields.put("verdict", name(checked.verdict()));
    fields.put("strength", strength(checked));
    fields.put("doubts", doubts(checked));
    checked.nominal().ifPresent(value -> fields.put("recomputed", value.doubleValue()));
    checked.recomputed().ifPresent(all -> fields.put("recomputedWithin", interval(all)));
    fields.put("calculation", checked.shown());
    if (checked.verdict() == Verdict.IMPOSSIBLE) {
      List<Object> repair = new ArrayList<>();
      checked.repair().forEach(each -> repair.add(interval(each)));
      fields.put("repair", repair);
    }
    if (!checked.missing().isEmpty()) {
      fields.put("missing", checked.missing());
    }
    return fields;
  }

  private static Map<String, Object> conflict(Conflict conflict) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("claims", conflict.claims());
    fields.put("cause", conflict.cause());
    fields.put("strength", conflict.doubts().isEmpty() ? "hard" : "soft");
    fields.put("doubts", conflict.doubts().stream().map(ClaimsFields::name).sorted().toList());
    fields.put("smallest", conflict.smallest());
    List<Object> repairs = new ArrayList<>();
    for (Conflict.Repair repair : conflict.repairs()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("claim", repair.claim());
      one.put("fits", interval(repair.fits()));
      repair.printable().ifPresent(values -> one.put("printable", interval(values)));
      repairs.add(one);
    }
    fields.put("repairs", repairs);
    return fields;
  }

  /** Its ends, and whether each belongs to it. */
  private static Map<String, @Nullable Object> interval(Interval interval) {
    BigFraction lower = interval.lower();
    BigFraction upper = interval.upper();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("low", lower == null ? null : lower.doubleValue());
    fields.put("lowIncluded", interval.lowerIn());
    fields.put("high", upper == null ? null : upper.doubleValue());
    fields.put("highIncluded", interval.upperIn());
    return fields;
  }

  /** How sure a contradiction is; empty for anything else. */
  private static String strength(CheckedClaim claim) {
    return claim.verdict() != Verdict.IMPOSSIBLE ? "" : claim.doubts().isEmpty() ? "hard" : "soft";
  }

  private static List<String> doubts(CheckedClaim claim) {
    return claim.doubts().stream().map(ClaimsFields::name).sorted().toList();
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
