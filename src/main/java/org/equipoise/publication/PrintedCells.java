package org.equipoise.publication;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.equipoise.publication.PrintedNumber.Bound;

/**
 * Reads the cells of statistical tables as they are printed: {@code −0,036*** (0,158)}, {@code
 * [−0.1; 0.3]}, {@code p < .001}, {@code 1 234}.
 *
 * <p>Which sign is the decimal one is decided for a whole table: the point where a point stands
 * between digits or before them anywhere, else the comma. The other sign sets thousands apart.
 *
 * @param comma whether the comma is the decimal sign
 */
public record PrintedCells(boolean comma) {

  /** A number with either decimal sign; blanks set thousands apart. */
  private static final String NUMBER =
      "[-+]?(?:\\d{1,3}(?: \\d{3})+|\\d+)?(?:[.,]\\d+)*(?:[eE][-+]?\\d{1,3})?";

  private static final Pattern POINT = Pattern.compile("(?:^|[^\\d.])\\d*\\.\\d+(?![.\\d])");
  private static final Pattern STARS = Pattern.compile("[*\u2217\u22c6\u2605]+");
  private static final Pattern PAIR =
      Pattern.compile(
          "[\\[(]\\s*("
              + NUMBER
              + ")\\s*(?:;|,\\s|\\bto\\b|\\btill\\b|\u2013|-(?=\\s)|\\|)\\s*("
              + NUMBER
              + ")\\s*[\\])]");
  private static final Pattern INSIDE =
      Pattern.compile(
          "\\((?:\\s*(?i:s\\.?e\\.?)\\s*[=:]?)?\\s*("
              + NUMBER
              + ")\\s*\\)|\\[\\s*(?i:s\\.?e\\.?)\\s*[=:]?\\s*("
              + NUMBER
              + ")\\s*\\]");
  private static final Pattern BOUND =
      Pattern.compile("^(?:[a-zA-Z]\\s*)?(<=|>=|[<>=\u2264\u2265])\\s*(.*)$");

  /** What a cell of an effect prints besides. */
  public record Cell(
      Optional<PrintedNumber> number,
      Optional<PrintedNumber> error,
      List<PrintedNumber> limits,
      Optional<PrintedNumber> stars) {

    /** Keeps its own copy. */
    public Cell {
      limits = List.copyOf(limits);
    }
  }

  /** The decimal sign of a table with these cells of numbers that are not counts. */
  public static PrintedCells of(List<String> cells) {
    boolean point = cells.stream().map(PrintedCells::plain).anyMatch(c -> POINT.matcher(c).find());
    return new PrintedCells(!point && cells.stream().anyMatch(cell -> cell.contains(",")));
  }

  /**
   * The number of a cell that holds one; empty when it holds none.
   *
   * @param quantity what the column says it is
   */
  public Optional<PrintedNumber> number(PrintedQuantity quantity, String printed) {
    String text = plain(printed);
    if (quantity == PrintedQuantity.STARS) {
      return stars(printed, text);
    }
    Bound bound = Bound.EQUAL;
    Matcher bounded = BOUND.matcher(text);
    if (bounded.matches()) {
      String sign = bounded.group(1);
      bound = sign.equals("=") ? bound : "<\u2264<=".contains(sign) ? Bound.BELOW : Bound.ABOVE;
      text = bounded.group(2).strip();
    }
    text = STARS.matcher(text).replaceAll("").strip();
    boolean wrapped = text.matches("^[(\\[].*[)\\]]$");
    text = wrapped ? text.substring(1, text.length() - 1).strip() : text;
    text =
        text.replaceAll(
            "\\s*(?:%|pp|pct|procent(?:enheter)?|p\\.e\\.|percent(?:age points)?)$", "");
    Bound found = bound;
    return decimal(text, quantity.counts())
        .map(value -> new PrintedNumber(quantity, printed.strip(), value, found));
  }

  /** The number of an effect's cell, with what stands beside it: stars, an error, an interval. */
  public Cell effect(String printed) {
    String text = plain(printed);
    List<PrintedNumber> limits = limits(text);
    text = PAIR.matcher(text).replaceAll(" ").strip();
    Matcher stars = STARS.matcher(text);
    Optional<PrintedNumber> starred =
        stars.find() ? stars(stars.group(), stars.group()) : Optional.empty();
    text = STARS.matcher(text).replaceAll(" ").strip();
    Matcher inside = INSIDE.matcher(text);
    Optional<PrintedNumber> error = Optional.empty();
    if (inside.find() && inside.start() > 0) {
      String round = inside.group(1);
      String found = round == null ? inside.group(2) : round;
      error = number(PrintedQuantity.STANDARD_ERROR, found);
      text = text.substring(0, inside.start()).strip();
    }
    String own = text;
    Optional<PrintedNumber> number = number(PrintedQuantity.ESTIMATE, own);
    return new Cell(number, error, limits, starred);
  }

  /** The two limits of an interval's cell; empty when it does not hold two. */
  public List<PrintedNumber> interval(String printed) {
    String text = plain(printed);
    List<PrintedNumber> found = limits(text);
    return found.isEmpty() && !text.startsWith("[") && !text.startsWith("(")
        ? limits("[" + text + "]")
        : found;
  }

  private List<PrintedNumber> limits(String text) {
    Matcher pair = PAIR.matcher(text);
    List<PrintedNumber> limits = new ArrayList<>();
    if (pair.find()) {
      number(PrintedQuantity.LOW, pair.group(1)).ifPresent(limits::add);
      number(PrintedQuantity.HIGH, pair.group(2)).ifPresent(limits::add);
    }
    return limits.size() == 2 ? List.copyOf(limits) : List.of();
  }

  private static Optional<PrintedNumber> stars(String printed, String text) {
    String none = text.toLowerCase(Locale.ROOT);
    boolean zero = none.equals("0") || none.equals("ns") || none.equals("n.s.");
    boolean all = STARS.matcher(text).matches();
    return zero || all
        ? Optional.of(
            new PrintedNumber(
                PrintedQuantity.STARS,
                printed.strip(),
                BigDecimal.valueOf(zero ? 0 : text.length()),
                Bound.EQUAL))
        : Optional.empty();
  }

  private Optional<BigDecimal> decimal(String written, boolean counts) {
    String text = written.replaceAll("(?<=\\d) (?=\\d{3}(?!\\d))", "");
    if (counts) {
      text = text.replaceAll("(?<=\\d)[.,](?=\\d{3}(?!\\d))", "");
    } else if (comma) {
      text = text.replaceAll("(?<=\\d)\\.(?=\\d{3}(?!\\d))", "").replace(',', '.');
    } else {
      text = text.replaceAll("(?<=\\d),(?=\\d{3}(?!\\d))", "");
    }
    if (!text.matches("[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d{1,3})?")) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text));
  }

  /** The same with the hyphen for every minus, and common blanks. */
  private static String plain(String printed) {
    return printed
        .replaceAll("[\u00a0\u2007\u2009\u202f]", " ")
        .replaceAll(
            "[\u2212\u2010\u2011\u2012](?=\\s?[\\d.,])|(?<![\\d.,)]|[\\d.,)]\\s)\\s*\u2013(?=\\s?[\\d.,])",
            "-")
        .strip();
  }
}
