package org.equipoise.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.analysis.StreamedEffects;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;

/** Effects of streamed registers, period by period: as text, as CSV, and as fields for programs. */
public final class RegisterEffectsText {

  private static final List<String> COLUMNS =
      List.of(
          "outcome",
          "arm",
          "period",
          "n.arm",
          "n.control",
          "mean.control",
          "estimate",
          "std.error",
          "conf.low",
          "conf.high",
          "band.low",
          "band.high",
          "p.value",
          "reason");

  private final Protocol protocol;
  private final List<StreamedEffects.Row> rows;
  private final boolean swedish;
  private final Numerals numerals;
  private final Language language;

  private RegisterEffectsText(
      Protocol protocol, List<StreamedEffects.Row> rows, Language language) {
    this.protocol = protocol;
    this.rows = List.copyOf(rows);
    this.language = language;
    this.swedish = language == Language.SWEDISH;
    this.numerals = new Numerals(language);
  }

  /** The effects in a language. */
  public static RegisterEffectsText of(
      Protocol protocol, List<StreamedEffects.Row> rows, Language language) {
    return new RegisterEffectsText(protocol, rows, language);
  }

  /** Prints a table for each outcome and arm. */
  public void print(PrintWriter out) {
    String last = "";
    for (StreamedEffects.Row row : rows) {
      String head =
          row.outcome().title().in(language.tag())
              + " · "
              + protocol.arms().stream()
                  .filter(arm -> arm.id().equals(row.arm()))
                  .findFirst()
                  .orElseThrow()
                  .title()
                  .in(language.tag());
      if (!head.equals(last)) {
        out.println();
        out.println(head);
        out.println(
            line(
                "period",
                swedish ? "kontroll" : "control",
                swedish ? "effekt" : "effect",
                swedish ? "95 % för perioden" : "interval of the period",
                swedish ? "band för alla perioder" : "band for all periods"));
        last = head;
      }
      out.println(text(row));
    }
    out.println();
    out.println(
        swedish
            ? "Effekt av lotten, inom strata, HC2. Perioder till och med 0 ligger före lottningen:"
                + " där ska inget synas."
            : "Effect of the draw, within strata, HC2. Periods up to 0 lie before the draw: there"
                + " should be nothing.");
  }

  private String text(StreamedEffects.Row row) {
    String number = Integer.toString(row.period()).replace('-', Numerals.MINUS);
    if (!row.reason().isEmpty()) {
      return "  "
          + pad(number, 6)
          + "  "
          + (swedish ? "skattas inte: " : "not estimated: ")
          + reason(row.reason());
    }
    boolean share = row.outcome().type() == ValueType.BINARY;
    return line(
        number,
        value(row.controlMean(), share),
        value(row.effect(), share),
        limits(row.low(), row.high(), share),
        Double.isNaN(row.bandLow()) ? "" : limits(row.bandLow(), row.bandHigh(), share));
  }

  /** The rules of refusal have their words in Swedish too. */
  private String reason(String english) {
    return swedish
        ? english
            .replace("an arm has fewer than", "en arm har färre än")
            .replace("persons with the outcome", "personer med utfallet")
            .replace("persons without the outcome", "personer utan utfallet")
            .replace("persons with a value", "personer med ett värde")
        : english;
  }

  private static String line(String... cells) {
    return "  "
        + pad(cells[0], 6)
        + pad(cells[1], 14)
        + pad(cells[2], 12)
        + pad(cells[3], 26)
        + pad(cells[4], 26);
  }

  private static String pad(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private String limits(double low, double high, boolean share) {
    return "[" + value(low, share) + "; " + value(high, share) + "]";
  }

  /** Shares in percentage points. */
  private String value(double value, boolean share) {
    if (!Double.isFinite(value)) {
      return "";
    }
    return numerals.fixed(share ? 100 * value : value, 2) + (share ? " %" : "");
  }

  /** The rows as CSV, numbers with every digit. */
  public void csv(Appendable out) throws java.io.IOException {
    out.append(String.join(",", COLUMNS)).append('\n');
    for (Map<String, Object> row : fields()) {
      List<String> cells = new ArrayList<>();
      for (String column : COLUMNS) {
        Object value = row.get(column);
        cells.add(value == null ? "" : cell(value.toString()));
      }
      out.append(String.join(",", cells)).append('\n');
    }
  }

  private static String cell(String text) {
    boolean quote = text.contains(",") || text.contains("\"");
    return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /** The rows for programs; what is not known or not shown is left out. */
  public List<Map<String, Object>> fields() {
    List<Map<String, Object>> fields = new ArrayList<>();
    for (StreamedEffects.Row row : rows) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("outcome", row.outcome().id().value());
      one.put("arm", row.arm().value());
      one.put("period", row.period());
      one.put("unit", unit(row));
      count(one, "n.arm", row.treated());
      count(one, "n.control", row.control());
      number(one, "mean.control", row.controlMean());
      number(one, "estimate", row.effect());
      number(one, "std.error", row.error());
      number(one, "conf.low", row.low());
      number(one, "conf.high", row.high());
      number(one, "band.low", row.bandLow());
      number(one, "band.high", row.bandHigh());
      number(one, "p.value", row.pValue());
      if (!row.reason().isEmpty()) {
        one.put("reason", row.reason());
      }
      fields.add(one);
    }
    return fields;
  }

  private String unit(StreamedEffects.Row row) {
    return row.outcome().source() instanceof org.equipoise.protocol.Outcome.Source.FromSeries from
        ? protocol.registerOf(from.series()).orElseThrow().period().name().toLowerCase(Locale.ROOT)
        : "";
  }

  private static void number(Map<String, Object> into, String name, double value) {
    if (Double.isFinite(value)) {
      into.put(name, value);
    }
  }

  private static void count(Map<String, Object> into, String name, long count) {
    if (count > 0) {
      into.put(name, count);
    }
  }
}
