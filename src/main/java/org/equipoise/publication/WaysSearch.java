package org.equipoise.publication;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.publication.ComparedNumber.Match;
import org.equipoise.publication.ComparedNumber.Rounding;
import org.equipoise.publication.ReanalysedRow.Other;
import org.jspecify.annotations.Nullable;

/**
 * Compares a printed table with a re-analysis, number by number, and looks for the one way that
 * explains most of it.
 *
 * <p>Every way is held against the whole table. The best gives most numbers; of several that give
 * as many, the one that needs least rounding to be forgiven, then the one that departs from the
 * plan in the fewest choices, and then the first. A line is explained by one way or by none: its
 * numbers are never explained one by one. So a number that the plan does not give is <em>reproduced
 * only under</em> a way when that way gives its whole line, or is the best of the whole table and
 * gives the line's effect and whatever the plan gives of the line.
 */
public final class WaysSearch {

  /** How many runners-up are told. */
  private static final int TOLD = 5;

  private final PrintedTable table;
  private final Reanalysis reanalysis;
  private final double tolerance;
  private final List<Double> stars;
  private final Set<PrintedQuantity> printed = EnumSet.noneOf(PrintedQuantity.class);
  private boolean turned;
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Total> totals = new LinkedHashMap<>();

  /** What one way gives of the whole table. */
  private static final class Total {
    private final Way way;
    private final int order;
    private final BitSet numbers = new BitSet();
    private int plain;
    private int rows;

    Total(Way way, int order) {
      this.way = way;
      this.order = order;
    }

    int count() {
      return numbers.cardinality();
    }
  }

  /** A printed line, our row, and what every way makes of it. */
  private record Line(
      PrintedRow row,
      @Nullable ReanalysedRow ours,
      PrintedLine line,
      List<Other> ways,
      List<@Nullable Rounding[]> fits,
      Map<String, Integer> places,
      int first) {}

  private WaysSearch(PrintedTable table, Reanalysis reanalysis, double tolerance) {
    this.table = table;
    this.reanalysis = reanalysis;
    this.tolerance = tolerance;
    for (PrintedRow row : table.rows()) {
      row.numbers().forEach(number -> printed.add(number.quantity()));
    }
    this.stars = new ArrayList<>();
  }

  /**
   * Compares.
   *
   * @param table the printed table
   * @param reanalysis our rows
   * @param tolerance share of our number by which a printed one may differ besides rounding; 0 for
   *     none
   * @return the comparison; when a line could be several of our rows, a finding is an error and the
   *     comparison is not to be used
   */
  public static ComparedTable of(PrintedTable table, Reanalysis reanalysis, double tolerance) {
    return new WaysSearch(table, reanalysis, tolerance).compared();
  }

  private ComparedTable compared() {
    PrintedMatching matching = new PrintedMatching(table.file(), reanalysis.rows());
    List<@Nullable ReanalysedRow> ours = new ArrayList<>();
    table.rows().forEach(row -> ours.add(matching.of(row)));
    List<Finding> findings = matching.findings();
    boolean stuck =
        findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    stars.addAll(legend(ours));
    turned = turned(ours);
    findings = new ArrayList<>(findings);
    findings.addAll(hundredfold(ours));
    if (!stuck) {
      read(ours);
    }
    List<Total> ranking = ranking();
    Total best = ranking.isEmpty() ? null : ranking.get(0);
    List<ComparedRow> rows = new ArrayList<>();
    Map<String, Integer> ranks = new LinkedHashMap<>();
    ranking.forEach(total -> ranks.put(total.way.code(), ranks.size()));
    rows.addAll(lines.parallelStream().map(line -> row(line, best, ranks)).toList());
    Total planned = totals.get(Way.PLANNED.code());
    boolean searched = reanalysis.searches() && !stuck;
    return new ComparedTable(
        reanalysis.source(),
        table.file(),
        rows,
        searched,
        totals.size(),
        planned == null ? null : count(planned, List.of()),
        best == null ? null : count(best, ranking),
        runnersUp(ranking),
        printed.contains(PrintedQuantity.STARS) ? stars : List.of(),
        searched
            ? rows.stream()
                .flatMap(row -> row.numbers().stream())
                .mapToDouble(ComparedNumber::chance)
                .filter(Double::isFinite)
                .sum()
            : Double.NaN,
        findings);
  }

  /** The legend of stars that the plan's own p-values agree with most. */
  private List<Double> legend(List<@Nullable ReanalysedRow> ours) {
    List<Double> best = List.of();
    long most = -1;
    for (List<Double> legend : PrintedStars.meant(table)) {
      long agreeing = 0;
      for (int i = 0; i < ours.size(); i++) {
        ReanalysedRow row = ours.get(i);
        ReanalysedNumbers numbers = row == null ? null : row.numbers();
        for (PrintedNumber number : table.rows().get(i).numbers()) {
          agreeing +=
              number.quantity() == PrintedQuantity.STARS
                      && numbers != null
                      && PrintedStars.of(numbers.p(), legend) == number.value().intValue()
                  ? 1
                  : 0;
        }
      }
      if (agreeing > most) {
        most = agreeing;
        best = legend;
      }
    }
    return best;
  }

  /** Whether some printed effect is nearer to ours with its sign turned. */
  private boolean turned(List<@Nullable ReanalysedRow> ours) {
    for (int i = 0; i < ours.size(); i++) {
      double ratio = ratio(table.rows().get(i), ours.get(i));
      if (ratio > -2 && ratio < -0.5) {
        return true;
      }
    }
    return false;
  }

  /** Lines of percentages that do not say so: their effect is a hundred times ours. */
  private List<Finding> hundredfold(List<@Nullable ReanalysedRow> ours) {
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      PrintedRow row = table.rows().get(i);
      double ratio = Math.abs(ratio(row, ours.get(i)));
      if (row.scale() == 1 && ratio > 90 && ratio < 110) {
        found.add(
            Finding.warning(
                new Place(table.file(), row.line(), 0, ""),
                "the effect of this line is about 100 times ours",
                "put % in a column unit if the table prints percentages"));
      }
    }
    return found;
  }

  /** The printed effect as a multiple of ours; NaN where there are not both. */
  private static double ratio(PrintedRow row, @Nullable ReanalysedRow ours) {
    ReanalysedNumbers numbers = ours == null ? null : ours.numbers();
    for (PrintedNumber number : row.numbers()) {
      if (number.quantity() == PrintedQuantity.ESTIMATE && numbers != null) {
        return number.value().doubleValue() / (row.scale() * numbers.estimate());
      }
    }
    return Double.NaN;
  }

  /** Every line under every way; lines are worked on side by side. */
  private void read(List<@Nullable ReanalysedRow> ours) {
    int[] first = new int[ours.size() + 1];
    for (int i = 0; i < ours.size(); i++) {
      first[i + 1] = first[i] + table.rows().get(i).numbers().size();
    }
    lines.addAll(
        IntStream.range(0, ours.size())
            .parallel()
            .mapToObj(i -> line(table.rows().get(i), ours.get(i), first[i]))
            .toList());
    lines.forEach(this::count);
  }

  private Line line(PrintedRow row, @Nullable ReanalysedRow ours, int first) {
    PrintedLine line = new PrintedLine(row, stars);
    List<Other> ways = ours == null ? List.of() : WaysOfRow.of(ours, printed, turned);
    List<@Nullable Rounding[]> fits = ways.stream().map(way -> line.fits(way.numbers())).toList();
    Map<String, Integer> places = new HashMap<>();
    for (int w = 0; w < ways.size(); w++) {
      places.putIfAbsent(ways.get(w).way().code(), w);
    }
    return new Line(row, ours, line, ways, fits, places, first);
  }

  private void count(Line line) {
    for (int w = 0; w < line.ways().size(); w++) {
      Way way = line.ways().get(w).way();
      Total total = totals.computeIfAbsent(way.code(), code -> new Total(way, totals.size()));
      @Nullable Rounding[] fit = line.fits().get(w);
      for (int k = 0; k < fit.length; k++) {
        if (fit[k] != null) {
          total.numbers.set(line.first() + k);
        }
      }
      total.plain += plain(fit);
      total.rows += given(fit) == fit.length ? 1 : 0;
    }
  }

  private List<Total> ranking() {
    List<Total> ranking = new ArrayList<>(totals.values());
    ranking.sort(
        Comparator.comparingInt((Total total) -> -total.count())
            .thenComparingInt(total -> -total.plain)
            .thenComparingInt(total -> total.way.choices().size())
            .thenComparingInt(total -> total.order));
    return ranking;
  }

  private WayCount count(Total total, List<Total> among) {
    List<Way> alike = new ArrayList<>();
    for (Total other : among) {
      if (other != total
          && other.numbers.equals(total.numbers)
          && !idle(other.way, total.way)
          && alike.stream().noneMatch(way -> idle(other.way, way))) {
        alike.add(other.way);
      }
    }
    return new WayCount(total.way, total.count(), total.rows, alike);
  }

  /**
   * Whether a way makes every choice of another, and more that change no number that is printed.
   */
  private boolean idle(Way way, Way other) {
    return way.choices().containsAll(other.choices())
        && lines.stream().allMatch(line -> same(line, way, other));
  }

  private static boolean same(Line line, Way way, Way other) {
    Integer one = line.places().get(way.code());
    Integer two = line.places().get(other.code());
    if (one == null || two == null) {
      return Objects.equals(one, two);
    }
    for (PrintedNumber number : line.row().numbers()) {
      double a = value(line, one, number);
      double b = value(line, two, number);
      double least = 1e-9 * Math.max(Math.abs(a), Math.abs(b));
      if (Double.isNaN(a) != Double.isNaN(b) || Math.abs(a - b) > least) {
        return false;
      }
    }
    return true;
  }

  private List<WayCount> runnersUp(List<Total> ranking) {
    List<WayCount> told = new ArrayList<>();
    Set<BitSet> known = new HashSet<>();
    for (Total total : ranking) {
      boolean isNew = known.add(total.numbers);
      if (isNew && known.size() > 1 && told.size() < TOLD && total.count() > 0) {
        told.add(count(total, ranking));
      }
    }
    return told;
  }

  private ComparedRow row(Line line, @Nullable Total best, Map<String, Integer> ranks) {
    if (line.ways().isEmpty()) {
      String reason = line.ours() == null ? "no-row" : line.ours().reason();
      List<ComparedNumber> none =
          line.row().numbers().stream().map(number -> incomparable(number, reason)).toList();
      return new ComparedRow(
          line.row(),
          line.ours() == null ? null : line.ours().name(),
          none,
          null,
          false,
          Double.NaN);
    }
    int chosen = chosen(line, best, ranks);
    @Nullable Rounding[] fit = line.fits().get(chosen);
    boolean whole = given(fit) == fit.length;
    boolean holds =
        whole
            || (best != null
                && line.ways().get(chosen).way().code().equals(best.way.code())
                && givesEffect(line, fit));
    boolean searched = line.ways().size() > 1;
    WaysChance chance =
        new WaysChance(line.row(), line.line(), line.ways(), Math.max(1, stars.size()));
    List<ComparedNumber> numbers = new ArrayList<>();
    for (int k = 0; k < fit.length; k++) {
      numbers.add(number(line, k, chosen, holds, searched ? chance.ofNumber(k) : Double.NaN));
    }
    return new ComparedRow(
        line.row(),
        Objects.requireNonNull(line.ours()).name(),
        numbers,
        line.ways().get(chosen).way(),
        whole,
        searched ? chance.ofLine() : Double.NaN);
  }

  /**
   * The plan's own way when it gives the whole line, rounding allowed; else the way that gives most
   * of it; of several the plan's, unless the best of the table gives more of it without rounding
   * being forgiven; else that which gives most of the table.
   */
  private static int chosen(Line line, @Nullable Total best, Map<String, Integer> ranks) {
    int chosen = 0;
    int most = given(line.fits().get(0));
    if (most == line.fits().get(0).length) {
      return 0;
    }
    int rank = -1;
    for (int w = 1; w < line.ways().size(); w++) {
      int given = given(line.fits().get(w));
      int own = ranks.getOrDefault(line.ways().get(w).way().code(), Integer.MAX_VALUE);
      boolean plainer =
          best != null
              && line.ways().get(w).way().code().equals(best.way.code())
              && plain(line.fits().get(w)) > plain(line.fits().get(chosen));
      if (given > most || (given == most && (plainer || (chosen > 0 && own < rank)))) {
        chosen = w;
        most = given;
        rank = own;
      }
    }
    return chosen;
  }

  private static int plain(@Nullable Rounding[] fits) {
    int count = 0;
    for (Rounding fit : fits) {
      count += fit == Rounding.NONE ? 1 : 0;
    }
    return count;
  }

  private static int given(@Nullable Rounding[] fits) {
    int count = 0;
    for (Rounding fit : fits) {
      count += fit == null ? 0 : 1;
    }
    return count;
  }

  private ComparedNumber number(Line line, int k, int chosen, boolean holds, double chance) {
    PrintedNumber number = line.row().numbers().get(k);
    double ours = value(line, 0, number);
    if (Double.isNaN(ours)) {
      return incomparable(number, "not-in-results");
    }
    Rounding planned = line.fits().get(0)[k];
    Rounding there = line.fits().get(chosen)[k];
    boolean elsewhere = there != null && holds && keeps(line, chosen);
    if (planned != null) {
      Match match = planned == Rounding.NONE ? Match.REPRODUCED : Match.WITHIN_ROUNDING;
      return compared(number, match, ours, planned, null, Double.NaN, false, chance);
    }
    if (there != null && elsewhere) {
      Way way = line.ways().get(chosen).way();
      double value = value(line, chosen, number);
      return compared(number, Match.ONLY_UNDER, ours, there, way, value, false, chance);
    }
    double printedValue = number.value().doubleValue();
    if (Math.abs(printedValue - ours) <= tolerance * Math.abs(ours)) {
      return compared(
          number, Match.WITHIN_ROUNDING, ours, Rounding.TOLERATED, null, Double.NaN, false, chance);
    }
    return missed(line, k, chosen, chance);
  }

  /** Whether a way gives the effect of a line, if the line prints one. */
  private static boolean givesEffect(Line line, @Nullable Rounding[] fit) {
    for (int k = 0; k < fit.length; k++) {
      if (line.row().numbers().get(k).quantity() == PrintedQuantity.ESTIMATE && fit[k] == null) {
        return false;
      }
    }
    return true;
  }

  /** Whether a way gives whatever the plan gives of a line. */
  private static boolean keeps(Line line, int way) {
    @Nullable Rounding[] planned = line.fits().get(0);
    @Nullable Rounding[] there = line.fits().get(way);
    for (int k = 0; k < planned.length; k++) {
      if (planned[k] != null && there[k] == null) {
        return false;
      }
    }
    return true;
  }

  /** A number that no way gives with its line: the nearest, among the ways that give the rest. */
  private ComparedNumber missed(Line line, int k, int chosen, double chance) {
    PrintedNumber number = line.row().numbers().get(k);
    double printedValue = number.value().doubleValue();
    @Nullable Rounding[] most = line.fits().get(chosen);
    int rest = given(most) - (most[k] == null ? 0 : 1);
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    int alone = -1;
    for (int w = 0; w < line.ways().size(); w++) {
      @Nullable Rounding[] fit = line.fits().get(w);
      if (fit[k] != null && alone < 0) {
        alone = w;
      }
      double gap = Math.abs(value(line, w, number) - printedValue);
      if (given(fit) - (fit[k] == null ? 0 : 1) >= rest && gap < least * (1 - 1e-12)) {
        nearest = w;
        least = gap;
      }
    }
    boolean near = least <= near(line, number);
    int told = alone >= 0 ? alone : near ? nearest : 0;
    Way way = line.ways().get(told).way();
    return compared(
        number,
        Match.NOT_REPRODUCED,
        value(line, 0, number),
        Rounding.NONE,
        way.planned() ? null : way,
        way.planned() ? Double.NaN : value(line, told, number),
        alone >= 0,
        chance);
  }

  /** How far off a way may be and still be told as the nearest. */
  private static double near(Line line, PrintedNumber number) {
    double units = 5 * number.step();
    ReanalysedNumbers planned = line.ways().get(0).numbers();
    double error = line.line().value(PrintedQuantity.STANDARD_ERROR, planned);
    return switch (number.quantity()) {
      case ESTIMATE, LOW, HIGH, MEAN_TREATED, MEAN_CONTROL ->
          Double.isFinite(error) ? Math.max(units, error) : units;
      case STATISTIC -> Math.max(units, 1);
      default -> units;
    };
  }

  private static double value(Line line, int way, PrintedNumber number) {
    return line.line().value(number.quantity(), line.ways().get(way).numbers());
  }

  private static ComparedNumber compared(
      PrintedNumber number,
      Match match,
      double ours,
      Rounding rounding,
      @Nullable Way way,
      double there,
      boolean alone,
      double chance) {
    return new ComparedNumber(
        number,
        match,
        ours,
        PrintedFit.printed(number, ours),
        rounding,
        way,
        there,
        PrintedFit.printed(number, there),
        alone,
        "",
        chance);
  }

  private static ComparedNumber incomparable(PrintedNumber number, String reason) {
    return new ComparedNumber(
        number,
        Match.NOT_COMPARABLE,
        Double.NaN,
        "",
        Rounding.NONE,
        null,
        Double.NaN,
        "",
        false,
        reason,
        Double.NaN);
  }
}
