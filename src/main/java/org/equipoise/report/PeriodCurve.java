package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.document.Numerals;
import org.equipoise.protocol.Outcome.Measure;
import org.equipoise.protocol.Register;
import org.jspecify.annotations.Nullable;

/**
 * One quantity of one comparison in every period, with the limits for all periods beside those of
 * each; or, when it has no periods of its own, one number.
 *
 * @param effect the comparison it is about
 * @param kind what it is, such as {@code itt}
 * @param cohort which part of the intake; empty for everybody
 * @param points by period
 */
record PeriodCurve(Effect effect, String kind, String cohort, SortedMap<Integer, Point> points) {

  /** Begins the note that tells which periods a mean is of, such as {@code periods=1-6,9/12}. */
  static final String PERIODS = "periods=";

  private static final String BAND = "-band";

  /**
   * One period.
   *
   * @param row the row
   * @param band the limits for all periods; null where there are none
   */
  record Point(Supplement row, Reading.@Nullable Figure band) {

    /** The number; null for a refusal. */
    Reading.@Nullable Figure figure() {
      return row.reading() instanceof Reading.Figure figure ? figure : null;
    }
  }

  /** Every curve of these results, in planned order. */
  static List<PeriodCurve> all(Released released) {
    Map<List<Object>, PeriodCurve> curves = new LinkedHashMap<>();
    for (Supplement s : released.supplements()) {
      if (s.topic() != Topic.BY_PERIOD || !(s.moment() instanceof Moment.AtPeriod at)) {
        continue;
      }
      boolean band = s.measure().endsWith(BAND);
      String kind = band ? s.measure().substring(0, s.measure().length() - 5) : s.measure();
      Effect e = s.effect();
      PeriodCurve curve =
          curves.computeIfAbsent(
              List.of(e.analysis().id(), e.outcome().id(), e.arm(), kind, s.of()),
              key -> new PeriodCurve(e, kind, s.of(), new TreeMap<>()));
      Point before = curve.points().get(at.number());
      if (!band) {
        curve.points().put(at.number(), new Point(s, null));
      } else if (before != null && s.reading() instanceof Reading.Figure limits) {
        curve.points().put(at.number(), new Point(before.row(), limits));
      }
    }
    return List.copyOf(curves.values());
  }

  /** The curves of one kind, of everybody. */
  static List<PeriodCurve> of(List<PeriodCurve> all, String kind) {
    return all.stream().filter(c -> c.kind().equals(kind) && c.cohort().isEmpty()).toList();
  }

  /** Another kind of the same comparison, of everybody. */
  Optional<PeriodCurve> beside(List<PeriodCurve> all, String other) {
    return of(all, other).stream().filter(c -> c.effect().equals(effect)).findFirst();
  }

  /** The point of a period that has one. */
  Point at(int period) {
    return Objects.requireNonNull(points.get(period), () -> kind + " has no period " + period);
  }

  /** The last of the points. */
  Point last() {
    return at(points.lastKey());
  }

  /** Length of a period. */
  Register.Period unit() {
    return ((Moment.AtPeriod) effect.moment()).unit();
  }

  /** The periods whose limits for all periods at once leave out 0. */
  List<Integer> excludingZero() {
    List<Integer> found = new ArrayList<>();
    points.forEach(
        (period, point) -> {
          Reading.Figure band = point.band();
          if (band != null && (band.low() > 0 || band.high() < 0)) {
            found.add(period);
          }
        });
    return found;
  }

  /** The periods that the rule on few persons hides in any of these curves. */
  static List<Integer> hidden(List<PeriodCurve> curves) {
    SortedSet<Integer> hidden = new TreeSet<>();
    for (PeriodCurve curve : curves) {
      curve
          .points()
          .forEach(
              (period, point) -> {
                if (point.row().reading() instanceof Reading.Refused refused
                    && refused.rule().equals(Released.RULE)) {
                  hidden.add(period);
                }
              });
    }
    return List.copyOf(hidden);
  }

  /** Whether periods before the draw stand beside a curve of what is counted from the draw on. */
  static boolean singleBefore(List<PeriodCurve> some, List<PeriodCurve> all) {
    return some.stream()
        .anyMatch(
            curve ->
                ((Moment.AtPeriod) curve.effect().moment()).measure() != Measure.VALUE
                    && curve.beside(all, "placebo").isPresent());
  }

  /** Whether any number of the curve mixes the effect with differences between strata. */
  boolean biased() {
    return points.values().stream()
        .map(Point::figure)
        .anyMatch(
            figure -> figure != null && List.of(figure.note().split(" ", -1)).contains("biased"));
  }

  /** Periods as runs, such as {@code 3, 7–12}. */
  static String runs(List<Integer> periods) {
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < periods.size(); i++) {
      int from = periods.get(i);
      int to = from;
      while (i + 1 < periods.size() && periods.get(i + 1) == to + 1) {
        to = periods.get(++i);
      }
      String first = number(from);
      runs.add(from == to ? first : first + (from < 0 ? " \u2013 " : "\u2013") + number(to));
    }
    return String.join(", ", runs);
  }

  private static String number(int period) {
    return period < 0 ? Numerals.MINUS + String.valueOf(-period) : String.valueOf(period);
  }

  /** Every how many periods a compact table shows one. */
  static int stride(Register.Period unit) {
    return switch (unit) {
      case MONTH -> 6;
      case QUARTER -> 4;
      case YEAR -> 1;
    };
  }
}
