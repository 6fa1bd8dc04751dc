package org.equipoise.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.analysis.StreamedEffects;
import org.equipoise.document.Language;
import org.equipoise.document.Numerals;
import org.equipoise.estimate.WaldTest;
import org.equipoise.protocol.Outcome.Source.FromSeries;
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
          "method",
          "note",
          "reason");

  private final Protocol protocol;
  private final List<StreamedEffects.Row> rows;
  private final List<StreamedEffects.Placebo> placebos;
  private final StreamedEffects.Way way;
  private final boolean swedish;
  private final Numerals numerals;
  private final Language language;

  private RegisterEffectsText(
      Protocol protocol, StreamedEffects.Told told, StreamedEffects.Way way, Language language) {
    this.protocol = protocol;
    this.rows = told.rows();
    this.placebos = told.placebos();
    this.way = way;
    this.language = language;
    this.swedish = language == Language.SWEDISH;
    this.numerals = new Numerals(language);
  }

  /** The effects in a language. */
  public static RegisterEffectsText of(
      Protocol protocol, StreamedEffects.Told told, StreamedEffects.Way way, Language language) {
    return new RegisterEffectsText(protocol, told, way, language);
  }

  /** Code of the method, such as {@code regression-strata-hc2}. */
  public String method() {
    return (way.withinStrata() ? "regression-strata-" : "regression-") + variance();
  }

  private String variance() {
    return way.variance().name().toLowerCase(Locale.ROOT);
  }

  /** Prints a table for each outcome and arm. */
  public void print(PrintWriter out) {
    for (int from = 0; from < rows.size(); ) {
      StreamedEffects.Row head = rows.get(from);
      int to = from;
      while (to < rows.size() && sameCurve(rows.get(to), head)) {
        to++;
      }
      table(head, rows.subList(from, to), out);
      from = to;
    }
    out.println();
    String named = way.variance().name();
    out.println(
        swedish
            ? "Effekt av lotten, "
                + (way.withinStrata() ? "inom strata" : "utan strata")
                + ", "
                + named
                + ". Perioder till och med 0 ligger före lottningen: där ska inget synas."
            : "Effect of the draw, "
                + (way.withinStrata() ? "within strata" : "without strata")
                + ", "
                + named
                + ". Periods up to 0 lie before the draw: there should be nothing.");
    if (way.biased()) {
      out.println(
          swedish
              ? "Varning: chansen för insatsen skilde mellan strata och beaktas inte här. Talen"
                  + " blandar effekten med skillnader mellan strata."
              : "Warning: the chance of the arm differed between strata and is not heeded here. The"
                  + " numbers mix the effect with differences between strata.");
    }
  }

  private static boolean sameCurve(StreamedEffects.Row a, StreamedEffects.Row b) {
    return a.outcome().id().equals(b.outcome().id()) && a.arm().equals(b.arm());
  }

  private void table(StreamedEffects.Row head, List<StreamedEffects.Row> own, PrintWriter out) {
    out.println();
    out.println(
        head.outcome().title().in(language.tag())
            + " · "
            + protocol.arms().stream()
                .filter(arm -> arm.id().equals(head.arm()))
                .findFirst()
                .orElseThrow()
                .title()
                .in(language.tag())
            + (head.outcome().type() == ValueType.BINARY
                ? swedish ? " · procentenheter" : " · percentage points"
                : ""));
    out.println(
        line(
            "period",
            swedish ? "kontroll" : "control",
            swedish ? "effekt" : "effect",
            swedish ? "95 % för perioden" : "interval of the period",
            swedish ? "band för alla perioder" : "band for all periods"));
    for (int from = 0; from < own.size(); ) {
      String reason = own.get(from).reason();
      int to = from;
      while (!reason.isEmpty() && to + 1 < own.size() && own.get(to + 1).reason().equals(reason)) {
        to++;
      }
      out.println(reason.isEmpty() ? text(own.get(from)) : refused(own.get(from), own.get(to)));
      from = to + 1;
    }
    for (StreamedEffects.Placebo placebo : placebos) {
      if (placebo.outcome().id().equals(head.outcome().id()) && placebo.arm().equals(head.arm())) {
        out.println(text(placebo));
      }
    }
  }

  private String text(StreamedEffects.Placebo placebo) {
    WaldTest test = placebo.test();
    String what =
        swedish ? "  Före lottningen, alla perioder: " : "  Before the draw, all periods: ";
    if (test == null) {
      return what + (swedish ? "går inte att pröva tillsammans" : "cannot be tested together");
    }
    return what
        + "F("
        + numerals.fixed(test.numeratorDf(), 0)
        + "; "
        + numerals.fixed(test.denominatorDf(), 0)
        + ") = "
        + numerals.fixed(test.f(), 2)
        + ", p = "
        + numerals.fixed(test.pValue(), 3);
  }

  private static String number(int period) {
    return Integer.toString(period).replace('-', Numerals.MINUS);
  }

  /** One line for a run of periods that are refused for the same reason. */
  private String refused(StreamedEffects.Row first, StreamedEffects.Row last) {
    String periods =
        first.period() == last.period()
            ? pad(number(first.period()), 6)
            : "  " + number(first.period()) + (swedish ? " till " : " to ") + number(last.period());
    return "  "
        + periods
        + "  "
        + (swedish ? "skattas inte: " : "not estimated: ")
        + reason(first.reason());
  }

  private String text(StreamedEffects.Row row) {
    boolean share = row.outcome().type() == ValueType.BINARY;
    return line(
        number(row.period()),
        value(row.controlMean(), share),
        points(row.effect(), share),
        limits(row.low(), row.high(), share),
        Double.isNaN(row.bandLow()) ? "" : limits(row.bandLow(), row.bandHigh(), share));
  }

  /** The rules of refusal have their words in Swedish too. */
  private String reason(String english) {
    if (!swedish) {
      return english;
    }
    return switch (english) {
      case StreamedEffects.FEW -> "en arm har för få personer med utfallet, eller för få utan det";
      case StreamedEffects.NOBODY -> "en arm har för få personer med ett värde";
      default -> english;
    };
  }

  /** The joint tests before the draw for programs. */
  public List<Map<String, Object>> placebos() {
    List<Map<String, Object>> fields = new ArrayList<>();
    for (StreamedEffects.Placebo placebo : placebos) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("outcome", placebo.outcome().id().value());
      one.put("arm", placebo.arm().value());
      WaldTest test = placebo.test();
      if (test != null) {
        number(one, "f", test.f());
        number(one, "df", test.numeratorDf());
        number(one, "df.denominator", test.denominatorDf());
        number(one, "p.value", test.pValue());
      }
      fields.add(one);
    }
    return fields;
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
    return "[" + points(low, share) + "; " + points(high, share) + "]";
  }

  private String value(double value, boolean share) {
    String number = points(value, share);
    return share && !number.isEmpty() ? number + " %" : number;
  }

  /** A difference: of shares in percentage points, as the heading says. */
  private String points(double value, boolean share) {
    return Double.isFinite(value) ? numerals.fixed(share ? 100 * value : value, 2) : "";
  }

  /** The rows as CSV, numbers with every digit. */
  public void csv(Appendable out) throws IOException {
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
      one.put("method", method());
      if (way.biased()) {
        one.put("note", "biased");
      }
      if (!row.reason().isEmpty()) {
        one.put("reason", row.reason());
      }
      fields.add(one);
    }
    return fields;
  }

  private String unit(StreamedEffects.Row row) {
    return row.outcome().source() instanceof FromSeries from
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
