package org.equipoise.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.publication.ComparedNumber;
import org.equipoise.publication.ComparedNumber.Match;
import org.equipoise.publication.ComparedRow;
import org.equipoise.publication.ComparedTable;
import org.equipoise.publication.PrintedName;
import org.equipoise.publication.ReanalysedName;
import org.equipoise.publication.Way;
import org.equipoise.publication.WayCount;
import org.jspecify.annotations.Nullable;

/** A comparison as fields for programs; the names are the same in every language. */
public final class ComparedFields {

  /** The columns of {@link #tidy}. */
  public static final List<String> COLUMNS =
      List.of(
          "line",
          "outcome",
          "wave",
          "group",
          "term",
          "analysis",
          "quantity",
          "printed",
          "ours",
          "ours.as.printed",
          "match",
          "rounding",
          "way",
          "value.of.way",
          "programs",
          "alone",
          "gap",
          "chance",
          "reason",
          "note");

  private ComparedFields() {}

  /** Everything, as one object. */
  public static Map<String, Object> of(ComparedTable table) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("format", "equipoise-comparison");
    fields.put("formatVersion", 1);
    fields.put("results", table.results());
    fields.put("published", table.published());
    fields.put("agrees", table.agrees());
    fields.put("numbers", table.numbers());
    for (Match match : Match.values()) {
      fields.put(match.code(), table.count(match));
    }
    fields.put("searched", table.searched());
    fields.put("ways", table.ways());
    fields.put("planned", count(table.planned()));
    fields.put("best", count(table.best()));
    fields.put("others", table.others().stream().map(ComparedFields::count).toList());
    fields.put("stars", table.stars());
    fields.put("byChance", real(table.byChance()));
    List<Object> rows = new ArrayList<>();
    table.rows().forEach(row -> rows.add(row(row)));
    fields.put("rows", rows);
    fields.put("findings", table.findings().stream().map(Finding::toString).toList());
    return fields;
  }

  private static @Nullable Map<String, Object> count(@Nullable WayCount count) {
    if (count == null) {
      return null;
    }
    Map<String, Object> fields = new LinkedHashMap<>(way(count.way()));
    fields.put("numbers", count.numbers());
    fields.put("rows", count.rows());
    fields.put("alike", count.alike().stream().map(Way::code).toList());
    return fields;
  }

  private static Map<String, Object> way(Way way) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("way", way.code());
    fields.put("programs", way.programs());
    return fields;
  }

  private static Map<String, Object> row(ComparedRow row) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("line", row.printed().line());
    List<String> written = row.printed().name().parts();
    List<String> codes = codes(row.ours());
    for (int i = 0; i < codes.size(); i++) {
      fields.put(PrintedName.COLUMNS.get(i), row.ours() == null ? written.get(i) : codes.get(i));
    }
    Way way = row.way();
    fields.put("way", way == null ? null : way.code());
    fields.put("whole", row.whole());
    fields.put("chance", real(row.chance()));
    fields.put("note", row.printed().note());
    List<Object> numbers = new ArrayList<>();
    row.numbers().forEach(number -> numbers.add(number(number)));
    fields.put("numbers", numbers);
    return fields;
  }

  private static List<String> codes(@Nullable ReanalysedName name) {
    return name == null
        ? List.of("", "", "", "", "")
        : List.of(
            name.outcome().code(),
            name.moment().code(),
            name.group().code(),
            name.term().code(),
            name.analysis().code());
  }

  private static Map<String, Object> number(ComparedNumber number) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    Way way = number.way();
    fields.put("quantity", number.printed().quantity().code());
    fields.put("printed", number.printed().printed());
    fields.put("ours", real(number.ours()));
    fields.put("oursAsPrinted", number.oursPrinted());
    fields.put("match", number.match().code());
    fields.put("rounding", number.rounding().code());
    fields.put("way", way == null ? null : way.code());
    fields.put("programs", way == null ? null : way.programs());
    fields.put("valueOfWay", real(number.there()));
    fields.put("alone", number.alone());
    fields.put("gap", real(number.gap()));
    fields.put("chance", real(number.chance()));
    fields.put("reason", number.reason());
    return fields;
  }

  private static @Nullable Double real(double number) {
    return Double.isFinite(number) ? number : null;
  }

  /** One row a number, as {@link #COLUMNS} say. */
  public static List<List<@Nullable Object>> tidy(ComparedTable table) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (ComparedRow row : table.rows()) {
      List<String> names = row.ours() == null ? row.printed().name().parts() : codes(row.ours());
      for (ComparedNumber number : row.numbers()) {
        Way way = number.way();
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add((long) row.printed().line());
        names.forEach(name -> cells.add(empty(name)));
        cells.addAll(
            Arrays.asList(
                number.printed().quantity().code(),
                number.printed().printed(),
                real(number.ours()),
                empty(number.oursPrinted()),
                number.match().code(),
                number.rounding().code(),
                way == null ? null : way.code(),
                real(number.there()),
                way == null ? null : empty(way.programs()),
                number.alone() ? "TRUE" : "FALSE",
                real(number.gap()),
                real(number.chance()),
                empty(number.reason()),
                empty(row.printed().note())));
        rows.add(cells);
      }
    }
    return rows;
  }

  private static @Nullable String empty(String text) {
    return text.isEmpty() ? null : text;
  }
}
