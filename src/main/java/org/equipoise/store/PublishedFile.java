package org.equipoise.store;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Loaded;
import org.equipoise.frame.Problem;
import org.equipoise.frame.TableFormat;
import org.equipoise.publication.PrintedCells;
import org.equipoise.publication.PrintedName;
import org.equipoise.publication.PrintedNumber;
import org.equipoise.publication.PrintedNumber.Bound;
import org.equipoise.publication.PrintedQuantity;
import org.equipoise.publication.PrintedRow;
import org.equipoise.publication.PrintedTable;
import org.jspecify.annotations.Nullable;

/**
 * Reads a printed table that somebody copied into a CSV file, figures as they are printed.
 *
 * <pre>
 * outcome,wave,estimate,std.error,p        one row a printed line …
 * trust,w2,0.21* (0.10),,
 *
 * outcome,wave,quantity,value              … or one row a printed number
 * trust,w2,std.error,0.10
 * </pre>
 *
 * <p>Columns are known by English and Swedish names, whatever their case, points and blanks.
 */
public final class PublishedFile {

  private static final String CI = "ci";
  private static final String NOTE = "note";
  private static final String UNIT = "unit";
  private static final String QUANTITY = "quantity";
  private static final String VALUE = "value";

  /** What columns are called, by the name they have here; compared without case and marks. */
  private static final Map<String, List<String>> NAMES = names();

  private final Frame frame;
  private final Map<String, List<String>> columns;
  private final List<Finding> findings;
  private PrintedCells cells = new PrintedCells(false);

  private PublishedFile(Frame frame, Map<String, List<String>> columns, List<Finding> findings) {
    this.frame = frame;
    this.columns = columns;
    this.findings = findings;
  }

  /**
   * What came of reading.
   *
   * @param table the table; null if any finding is an error
   * @param findings what is wrong or worth knowing, in the order of the file
   */
  public record Read(@Nullable PrintedTable table, List<Finding> findings) {
    /** Keeps its own copy. */
    public Read {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads a file.
   *
   * @param stars the largest p-value of one star, two stars and so on; empty when nobody told
   */
  public static Read read(Path file, List<Double> stars) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Loaded loaded;
    try (CsvBytes bytes = CsvBytes.open(file)) {
      loaded =
          CsvTable.read(
              bytes, file, TableFormat.standard(), header -> specs(header, columns, unknown));
    } catch (IOException e) {
      return new Read(null, List.of(CsvTable.unreadable(file, e)));
    }
    findings.addAll(loaded.findings());
    Frame frame = loaded.frame();
    for (String header : unknown) {
      findings.add(
          Finding.warning(
              new Place(CellWords.of(file), 1, 0, header),
              "this column is not read",
              Nearest.hint(header, NAMES.keySet())));
    }
    if (frame == null) {
      return new Read(null, findings);
    }
    PublishedFile reader = new PublishedFile(frame, columns, findings);
    List<PrintedRow> rows = reader.rows();
    if (rows.isEmpty() && errors(findings) == 0) {
      findings.add(
          Finding.error(
              Place.file(CellWords.of(file)),
              "no column of numbers is known",
              "name a column estimate, std.error, p, ci or n"));
    }
    PrintedTable table =
        errors(findings) == 0 ? new PrintedTable(CellWords.of(file), rows, stars) : null;
    return new Read(table, findings);
  }

  private static long errors(List<Finding> findings) {
    return findings.stream().filter(f -> f.severity() == Finding.Severity.ERROR).count();
  }

  private static List<ColumnSpec> specs(
      List<String> header, Map<String, List<String>> columns, List<String> unknown) {
    List<ColumnSpec> specs = new ArrayList<>();
    for (String name : header) {
      Optional<String> known = known(name);
      if (known.isEmpty()) {
        unknown.add(name);
      } else if (specs.stream().noneMatch(spec -> spec.name().equals(name))) {
        columns.computeIfAbsent(known.get(), key -> new ArrayList<>()).add(name);
        specs.add(ColumnSpec.texts(name));
      }
    }
    return specs;
  }

  private static Optional<String> known(String header) {
    String plain = plain(header);
    if (plain.matches("\\d{2}(?:ci|ki|konfidensintervall|confidenceinterval)")) {
      return Optional.of(CI);
    }
    return NAMES.entrySet().stream()
        .filter(entry -> entry.getValue().contains(plain))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static String plain(String header) {
    return header.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]", "");
  }

  private List<PrintedRow> rows() {
    cells = PrintedCells.of(measured());
    boolean tidy = columns.containsKey(QUANTITY) && columns.containsKey(VALUE);
    return tidy ? tidy() : wide();
  }

  /** Every cell that holds a number which is no count. */
  private List<String> measured() {
    List<String> all = new ArrayList<>();
    List<String> kinds = new ArrayList<>(List.of(CI, VALUE));
    for (PrintedQuantity quantity : PrintedQuantity.values()) {
      if (!quantity.counts()) {
        kinds.add(quantity.code());
      }
    }
    for (String kind : kinds) {
      for (int row = 0; row < frame.rows(); row++) {
        all.add(cell(row, kind));
      }
    }
    return all;
  }

  private List<PrintedRow> wide() {
    List<Map<PrintedQuantity, PrintedNumber>> found = new ArrayList<>();
    List<Integer> at = new ArrayList<>();
    Map<String, Integer> first = new LinkedHashMap<>();
    for (int row = 0; row < frame.rows(); row++) {
      if (!found.isEmpty() && below(row, found.get(found.size() - 1))) {
        continue;
      }
      Map<PrintedQuantity, PrintedNumber> numbers = new EnumMap<>(PrintedQuantity.class);
      for (PrintedQuantity quantity : PrintedQuantity.values()) {
        take(row, quantity, quantity.code(), cell(row, quantity.code()), numbers);
      }
      take(row, CI, cell(row, CI), numbers);
      if (!numbers.isEmpty()) {
        Integer before = first.putIfAbsent(key(row), row);
        if (before != null) {
          error(
              row,
              "outcome",
              "this line has the same name as line " + frame.lineOf(before),
              "leave one of them out, or fill in which wave, group, term or analysis each is");
        }
        found.add(numbers);
        at.add(row);
      }
    }
    if (found.stream().anyMatch(numbers -> numbers.containsKey(PrintedQuantity.STARS))) {
      found.forEach(PublishedFile::unstarred);
    }
    List<PrintedRow> rows = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      rows.add(row(at.get(i), name(at.get(i)), found.get(i)));
    }
    return rows;
  }

  private String key(int row) {
    return String.join("\u0000", name(row).parts()).toLowerCase(Locale.ROOT);
  }

  /** Where a table prints stars, an effect without has none. */
  private static void unstarred(Map<PrintedQuantity, PrintedNumber> numbers) {
    if (numbers.containsKey(PrintedQuantity.ESTIMATE)) {
      numbers.putIfAbsent(
          PrintedQuantity.STARS,
          new PrintedNumber(PrintedQuantity.STARS, "0", BigDecimal.ZERO, Bound.EQUAL));
    }
  }

  /**
   * Takes a row without a name whose effect is only {@code (0.15)} or {@code [-0.1; 0.3]}: tables
   * print the standard error or the interval of an effect in the row under it.
   */
  private boolean below(int row, Map<PrintedQuantity, PrintedNumber> above) {
    String written = cell(row, PrintedQuantity.ESTIMATE.code());
    boolean named = name(row).parts().stream().anyMatch(part -> !part.isEmpty());
    boolean more = !cell(row, CI).isEmpty();
    for (PrintedQuantity quantity : PrintedQuantity.values()) {
      more |= quantity != PrintedQuantity.ESTIMATE && !cell(row, quantity.code()).isEmpty();
    }
    boolean wrapped = written.matches("\\(.*\\)|\\[.*\\]");
    if (named || more || !wrapped || !above.containsKey(PrintedQuantity.ESTIMATE)) {
      return false;
    }
    String column = PrintedQuantity.ESTIMATE.code();
    List<PrintedNumber> limits = cells.interval(written);
    Optional<PrintedNumber> error = cells.number(PrintedQuantity.STANDARD_ERROR, written);
    limits.forEach(limit -> put(row, column, limit, above));
    if (limits.isEmpty()) {
      error.ifPresent(value -> put(row, column, value, above));
    }
    return !limits.isEmpty() || error.isPresent();
  }

  private List<PrintedRow> tidy() {
    Map<String, Map<PrintedQuantity, PrintedNumber>> byName = new LinkedHashMap<>();
    Map<String, Integer> first = new LinkedHashMap<>();
    for (int row = 0; row < frame.rows(); row++) {
      String key = String.join("\u0000", name(row).parts());
      first.putIfAbsent(key, row);
      Map<PrintedQuantity, PrintedNumber> numbers =
          byName.computeIfAbsent(key, k -> new EnumMap<>(PrintedQuantity.class));
      String written = cell(row, QUANTITY);
      Optional<String> kind = known(written);
      Optional<PrintedQuantity> quantity = kind.flatMap(PublishedFile::quantity);
      if (kind.isPresent() && kind.get().equals(CI)) {
        take(row, VALUE, cell(row, VALUE), numbers);
      } else if (quantity.isPresent()) {
        take(row, quantity.get(), VALUE, cell(row, VALUE), numbers);
      } else {
        error(row, QUANTITY, Problem.quote(written) + " is no kind of number", hint(written));
      }
    }
    List<PrintedRow> rows = new ArrayList<>();
    byName.forEach(
        (key, numbers) -> {
          int row = first.getOrDefault(key, 0);
          if (!numbers.isEmpty()) {
            rows.add(row(row, name(row), numbers));
          }
        });
    return rows;
  }

  private static String hint(String written) {
    List<String> codes = new ArrayList<>();
    for (PrintedQuantity quantity : PrintedQuantity.values()) {
      codes.add(quantity.code());
    }
    return Nearest.hint(written, codes);
  }

  private static Optional<PrintedQuantity> quantity(String code) {
    for (PrintedQuantity quantity : PrintedQuantity.values()) {
      if (quantity.code().equals(code)) {
        return Optional.of(quantity);
      }
    }
    return Optional.empty();
  }

  private void take(
      int row,
      PrintedQuantity quantity,
      String column,
      String printed,
      Map<PrintedQuantity, PrintedNumber> numbers) {
    if (isNothing(printed)) {
      return;
    }
    Optional<PrintedNumber> number;
    if (quantity == PrintedQuantity.ESTIMATE) {
      PrintedCells.Cell cell = cells.effect(printed);
      number = cell.number();
      cell.error().ifPresent(error -> put(row, column, error, numbers));
      cell.limits().forEach(limit -> put(row, column, limit, numbers));
      cell.stars().ifPresent(stars -> put(row, column, stars, numbers));
    } else {
      number = cells.number(quantity, printed);
    }
    number.ifPresentOrElse(
        value -> put(row, column, value, numbers),
        () ->
            error(
                row,
                column,
                Problem.quote(printed) + " is no number as tables print them",
                "write it as printed, such as " + (cells.comma() ? "-0,036" : "-0.036")));
  }

  private void take(
      int row, String column, String printed, Map<PrintedQuantity, PrintedNumber> numbers) {
    if (isNothing(printed)) {
      return;
    }
    List<PrintedNumber> limits = cells.interval(printed);
    limits.forEach(limit -> put(row, column, limit, numbers));
    if (limits.isEmpty()) {
      error(
          row,
          column,
          Problem.quote(printed) + " is no interval",
          "write both limits with a semicolon between, such as [-0.1; 0.3]");
    }
  }

  private void put(
      int row, String column, PrintedNumber number, Map<PrintedQuantity, PrintedNumber> numbers) {
    PrintedNumber before = numbers.putIfAbsent(number.quantity(), number);
    if (before != null && before.value().compareTo(number.value()) != 0) {
      error(
          row,
          column,
          "this line prints "
              + number.quantity().code()
              + " twice: "
              + Problem.quote(before.printed())
              + " and "
              + Problem.quote(number.printed()),
          "leave one of them out");
    }
  }

  /** An empty cell, or the sign that tables print for one. */
  private static boolean isNothing(String printed) {
    return printed.isBlank() || printed.strip().matches("[-\u2013\u2014.\u2026]+");
  }

  private PrintedRow row(int row, PrintedName name, Map<PrintedQuantity, PrintedNumber> numbers) {
    numbers.values().forEach(number -> impossible(row, number));
    PrintedNumber low = numbers.get(PrintedQuantity.LOW);
    PrintedNumber high = numbers.get(PrintedQuantity.HIGH);
    PrintedNumber estimate = numbers.get(PrintedQuantity.ESTIMATE);
    if (low != null && high != null) {
      if (low.value().compareTo(high.value()) > 0) {
        warn(row, CI, "this interval is reversed: " + between(low, high), "the lower limit first");
      } else if (estimate != null
          && (estimate.value().compareTo(low.value()) < 0
              || estimate.value().compareTo(high.value()) > 0)) {
        warn(
            row,
            CI,
            "this interval does not hold its effect "
                + estimate.value().toPlainString()
                + ": "
                + between(low, high),
            "check what was copied");
      }
    }
    return new PrintedRow(
        frame.lineOf(row), name, List.copyOf(numbers.values()), scale(row), cell(row, NOTE));
  }

  private static String between(PrintedNumber low, PrintedNumber high) {
    return low.value().toPlainString() + " to " + high.value().toPlainString();
  }

  /** Tells of a number that cannot be what it is said to be. */
  private void impossible(int row, PrintedNumber number) {
    BigDecimal value = number.value();
    PrintedQuantity quantity = number.quantity();
    String told = Problem.quote(number.printed());
    if (quantity == PrintedQuantity.STANDARD_ERROR && value.signum() < 0) {
      warn(row, quantity.code(), told + " is a negative standard error", "check what was copied");
    }
    if (quantity == PrintedQuantity.P
        && (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0)) {
      warn(row, quantity.code(), told + " is no p-value", "a p-value lies between 0 and 1");
    }
    boolean whole = value.stripTrailingZeros().scale() <= 0;
    if (quantity.counts() && (value.signum() < 0 || !whole)) {
      warn(row, quantity.code(), told + " counts no persons", "a count is a whole number");
    }
  }

  private int scale(int row) {
    String unit = plain(cell(row, UNIT));
    boolean percent = cell(row, UNIT).contains("%");
    boolean word = unit.startsWith("procent") || unit.startsWith("percent");
    return percent || word || unit.equals("pp") || unit.equals("points") ? 100 : 1;
  }

  private PrintedName name(int row) {
    List<String> columnNames = PrintedName.COLUMNS;
    return new PrintedName(
        cell(row, columnNames.get(0)),
        cell(row, columnNames.get(1)),
        cell(row, columnNames.get(2)),
        cell(row, columnNames.get(3)),
        cell(row, columnNames.get(4)));
  }

  /** The first cell that is not empty, of the columns of a kind. */
  private String cell(int row, String kind) {
    for (String column : columns.getOrDefault(kind, List.of())) {
      String value = frame.texts(column).at(row);
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return "";
  }

  private void error(int row, String kind, String found, String expected) {
    findings.add(Finding.error(place(row, kind), found, expected));
  }

  private void warn(int row, String kind, String found, String expected) {
    findings.add(Finding.warning(place(row, kind), found, expected));
  }

  private Place place(int row, String kind) {
    List<String> named = columns.getOrDefault(kind, List.of());
    return named.isEmpty()
        ? new Place(frame.source(), frame.lineOf(row), 0, "")
        : frame.placeOf(row, named.get(0));
  }

  private static Map<String, List<String>> names() {
    Map<String, List<String>> names = new TreeMap<>();
    names.put("outcome", List.of("outcome", "utfall", "variable", "variabel", "measure", "mått"));
    names.put(
        "wave",
        List.of("wave", "våg", "enkät", "mätning", "tidpunkt", "moment", "period", "time", "tid"));
    names.put("group", List.of("group", "subgroup", "grupp", "delgrupp", "undergrupp"));
    names.put(
        "term",
        List.of("term", "arm", "label", "key", "treatment", "behandling", "rad", "row", "etikett"));
    names.put(
        "analysis",
        List.of(
            "analysis", "analys", "model", "modell", "specification", "specifikation", "kolumn"));
    names.put(
        "estimate",
        List.of(
            "estimate",
            "effect",
            "effekt",
            "coef",
            "coefficient",
            "koefficient",
            "b",
            "beta",
            "difference",
            "diff",
            "skillnad",
            "skattning",
            "estimat",
            "itt",
            "ate",
            "att"));
    names.put(
        "std.error",
        List.of("stderror", "stderr", "se", "standarderror", "standardfel", "medelfel", "ase"));
    names.put(
        "statistic",
        List.of(
            "statistic", "t", "z", "tvalue", "zvalue", "tvärde", "zvärde", "tkvot", "statistika"));
    names.put("df", List.of("df", "degreesoffreedom", "frihetsgrader"));
    names.put("p", List.of("p", "pvalue", "pvärde", "sig", "signifikans"));
    names.put("stars", List.of("stars", "stjärnor", "star"));
    names.put(
        CI,
        List.of("ci", "confidenceinterval", "interval", "ki", "konfidensintervall", "intervall"));
    names.put(
        "conf.low", List.of("conflow", "low", "lower", "cilow", "cilower", "nedre", "undre", "ll"));
    names.put("conf.high", List.of("confhigh", "high", "upper", "cihigh", "ciupper", "övre", "ul"));
    names.put("n", List.of("n", "obs", "observations", "nobs", "antal", "observationer"));
    names.put(
        "n.treated", List.of("ntreated", "n1", "nt", "narm", "nbehandlade", "antalbehandlade"));
    names.put("n.control", List.of("ncontrol", "n0", "nc", "nkontroll", "antalkontroll"));
    names.put(
        "mean.treated",
        List.of("meantreated", "treatedmean", "behandladesmedel", "medelbehandlade"));
    names.put(
        "mean.control",
        List.of(
            "meancontrol", "controlmean", "kontrollmedel", "medelkontroll", "kontrollmedelvärde"));
    names.put(NOTE, List.of("note", "anm", "anmärkning", "kommentar", "comment"));
    names.put(UNIT, List.of("unit", "enhet"));
    names.put(QUANTITY, List.of("quantity", "storhet", "what", "kvantitet"));
    names.put(VALUE, List.of("value", "printed", "värde", "tryckt"));
    return Collections.unmodifiableMap(names);
  }
}
