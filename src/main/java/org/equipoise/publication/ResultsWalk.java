package org.equipoise.publication;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.publication.NumberDifference.Kind;
import org.equipoise.publication.ResultValue.Figure;
import org.equipoise.publication.ResultValue.Members;
import org.equipoise.publication.ResultValue.Nothing;
import org.equipoise.publication.ResultValue.Rows;
import org.equipoise.publication.ResultValue.Truth;
import org.equipoise.publication.ResultValue.Wording;
import org.jspecify.annotations.Nullable;

/**
 * Walks two results side by side and notes where they part.
 *
 * <p>Two numbers agree when they differ by at most the tolerance times the larger of them. Both
 * written whole, they must be equal: counts have no rounding. A number that is zero on one side is
 * held to the tolerance itself. What is zero but for rounding has no digits of its own: an estimate
 * and the ends of its interval are also held to the tolerance times their standard error, and a
 * statistic, which counts standard errors, to the tolerance itself.
 */
final class ResultsWalk {

  /** Names of values that say what a row is about. */
  private static final Set<String> ABOUT =
      Set.of(
          "analysis",
          "outcome",
          "moment",
          "subgroup",
          "group",
          "part",
          "estimator",
          "key",
          "arm",
          "control",
          "topic",
          "measure",
          "of",
          "period",
          "wave",
          "stratum",
          "among",
          "code",
          "level",
          "cause",
          "reason",
          "name",
          "file",
          "step",
          "first",
          "never",
          "what",
          "why",
          "severity",
          "source",
          "line",
          "column",
          "path",
          "found");

  /** Those of them that are numbers; an arm or a level that is a number is a result. */
  private static final Set<String> PLACES = Set.of("period", "first", "line", "column");

  /** Values on the scale of the standard error beside them. */
  private static final Set<String> IN_ERRORS = Set.of("estimate", "low", "high");

  private static final String ABSENT = "absent";

  private final BigDecimal tolerance;
  private final long[] decades = new long[ResultsComparison.DECADES];
  private final List<NumberDifference> differences = new ArrayList<>();
  private long numbers;
  private long identical;
  private long words;
  private long hidden;
  private double largest;

  private ResultsWalk(double tolerance) {
    this.tolerance = new BigDecimal(tolerance);
  }

  static ResultsComparison compare(ResultValue sealed, ResultValue again, double tolerance) {
    ResultsWalk walk = new ResultsWalk(tolerance);
    walk.values(ResultPlace.FILE, sealed, again, BigDecimal.ZERO);
    List<Long> counts = new ArrayList<>();
    for (long count : walk.decades) {
      counts.add(count);
    }
    return new ResultsComparison(
        tolerance,
        walk.numbers,
        walk.identical,
        walk.words,
        walk.hidden,
        walk.largest,
        counts,
        walk.differences);
  }

  /**
   * Compares two values.
   *
   * @param scale what a number may be small against; 0 for its own size alone
   */
  private void values(ResultPlace place, ResultValue sealed, ResultValue again, BigDecimal scale) {
    if (sealed instanceof Members left && again instanceof Members right) {
      members(place, left, right);
    } else if (sealed instanceof Rows left && again instanceof Rows right) {
      rows(place, left.values(), right.values());
    } else if (sealed instanceof Figure left && again instanceof Figure right) {
      figures(place, left, right, scale);
    } else if (sealed instanceof Nothing && again instanceof Nothing) {
      hidden++;
    } else if (sealed instanceof Figure && again instanceof Nothing) {
      differ(place, Kind.SHOWN_THOUGH_HIDDEN, sealed, again);
    } else if (sealed instanceof Nothing && again instanceof Figure) {
      differ(place, Kind.HIDDEN_THOUGH_SHOWN, sealed, again);
    } else {
      words++;
      if (!sealed.equals(again)) {
        differ(place, Kind.WORD, sealed, again);
      }
    }
  }

  private void members(ResultPlace place, Members sealed, Members again) {
    for (Map.Entry<String, ResultValue> member : sealed.byName().entrySet()) {
      String name = member.getKey();
      ResultPlace at = place.member(name);
      ResultValue other = again.byName().get(name);
      if (other == null) {
        if (!name.equals(ABSENT)) {
          differ(at, Kind.ADDED, member.getValue(), null);
        }
      } else if (!name.equals(ABSENT)) {
        values(at, member.getValue(), other, scale(name, sealed, again));
      }
    }
    again
        .byName()
        .forEach(
            (name, value) -> {
              if (!sealed.byName().containsKey(name) && !name.equals(ABSENT)) {
                differ(place.member(name), Kind.MISSING, null, value);
              }
            });
    reasons(place, sealed, again);
  }

  /**
   * Compares why numbers are absent. A reason on one side alone is a difference, unless the number
   * itself is there on the other side, which has been told.
   */
  private void reasons(ResultPlace place, Members sealed, Members again) {
    ResultValue left = sealed.byName().get(ABSENT);
    ResultValue right = again.byName().get(ABSENT);
    Map<String, ResultValue> before = left instanceof Members members ? members.byName() : Map.of();
    Map<String, ResultValue> now = right instanceof Members members ? members.byName() : Map.of();
    if ((left != null && !(left instanceof Members))
        || (right != null && !(right instanceof Members))) {
      differ(place.member(ABSENT), Kind.WORD, left, right);
      return;
    }
    before.forEach(
        (name, why) -> {
          ResultValue other = now.get(name);
          if (other != null) {
            values(place.member(name), why, other, BigDecimal.ZERO);
          } else if (!hiddenOnOneSide(name, sealed, again)) {
            differ(place.member(ABSENT).member(name), Kind.ADDED, why, null);
          }
        });
    now.forEach(
        (name, why) -> {
          if (!before.containsKey(name) && !hiddenOnOneSide(name, sealed, again)) {
            differ(place.member(ABSENT).member(name), Kind.MISSING, null, why);
          }
        });
  }

  private static boolean hiddenOnOneSide(String name, Members sealed, Members again) {
    ResultValue left = sealed.byName().get(name);
    ResultValue right = again.byName().get(name);
    return left instanceof Nothing != right instanceof Nothing;
  }

  private static BigDecimal scale(String name, Members sealed, Members again) {
    if (name.equals("statistic")) {
      return BigDecimal.ONE;
    }
    return IN_ERRORS.contains(name)
        ? size(sealed, "standardError").min(size(again, "standardError"))
        : BigDecimal.ZERO;
  }

  private static BigDecimal size(Members members, String name) {
    return members.byName().get(name) instanceof Figure figure
        ? figure.value().abs()
        : BigDecimal.ZERO;
  }

  private void figures(ResultPlace place, Figure sealed, Figure again, BigDecimal scale) {
    numbers++;
    BigDecimal a = sealed.value();
    BigDecimal b = again.value();
    if (a.compareTo(b) == 0) {
      identical++;
      return;
    }
    BigDecimal gap = a.subtract(b).abs();
    BigDecimal size = a.abs().max(b.abs());
    boolean whole = sealed.whole() && again.whole();
    boolean zero = a.signum() == 0 || b.signum() == 0;
    BigDecimal against = zero ? size.max(BigDecimal.ONE) : size.max(scale);
    double relative = gap.divide(against, MathContext.DECIMAL64).doubleValue();
    largest = Math.max(largest, relative);
    decades[decade(relative)]++;
    if (whole || gap.compareTo(against.multiply(tolerance)) > 0) {
      Kind kind = whole ? Kind.COUNT : Kind.NUMBER;
      differences.add(
          new NumberDifference(place, kind, sealed.toString(), again.toString(), relative));
    }
  }

  /** In which place of {@link ResultsComparison#decades} a relative difference is counted. */
  private static int decade(double relative) {
    int power = (int) Math.floor(Math.log10(relative));
    return Math.max(
        0, Math.min(ResultsComparison.DECADES - 1, power + ResultsComparison.DECADES - 1));
  }

  private void rows(ResultPlace place, List<ResultValue> sealed, List<ResultValue> again) {
    Map<Map<String, String>, Integer> right = keyed(again);
    Set<Map<String, String>> met = new HashSet<>();
    Map<Map<String, String>, Integer> left = keyed(sealed);
    left.forEach(
        (about, index) -> {
          ResultPlace at = place.row(index, about);
          Integer other = right.get(about);
          if (other == null) {
            differ(at, Kind.ADDED, sealed.get(index), null);
          } else {
            met.add(about);
            values(at, sealed.get(index), again.get(other), BigDecimal.ZERO);
          }
        });
    right.forEach(
        (about, index) -> {
          if (!met.contains(about)) {
            differ(place.row(index, about), Kind.MISSING, null, again.get(index));
          }
        });
  }

  /** Where each row stands, by what it is about; rows that are about the same are numbered. */
  private static Map<Map<String, String>, Integer> keyed(List<ResultValue> rows) {
    Map<Map<String, String>, Integer> places = new LinkedHashMap<>();
    Map<Map<String, String>, Integer> seen = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Map<String, String> about = about(rows.get(i));
      int before = seen.merge(Map.copyOf(about), 1, Integer::sum) - 1;
      if (before > 0 || about.isEmpty()) {
        about.put("number", String.valueOf(before + 1));
      }
      places.put(Collections.unmodifiableMap(about), i);
    }
    return places;
  }

  private static Map<String, String> about(ResultValue row) {
    Map<String, String> about = new LinkedHashMap<>();
    if (row instanceof Members members) {
      members.byName().forEach((name, value) -> about(name, value, about));
    } else if (row instanceof Wording text) {
      about.put("what", text.text());
    }
    return about;
  }

  private static void about(String name, ResultValue value, Map<String, String> about) {
    if (!ABOUT.contains(name)) {
      return;
    }
    if (value instanceof Members inner && !inner.byName().isEmpty()) {
      List<String> parts = new ArrayList<>();
      inner.byName().values().forEach(part -> parts.add(part.toString()));
      // A reason is told in each language; one of them is enough to know it by.
      about.put(name, name.equals("reason") ? parts.get(0) : String.join(" ", parts));
    } else if (value instanceof Wording && !name.equals("reason")) {
      // A reason that is a text is that of a refusal, which is a result.
      about.put(name, value.toString());
    } else if (value instanceof Figure && PLACES.contains(name)) {
      about.put(name, value.toString());
    } else if (value instanceof Truth truth) {
      about.put(name, truth.toString());
    }
  }

  private void differ(
      ResultPlace place, Kind kind, @Nullable ResultValue sealed, @Nullable ResultValue again) {
    differences.add(new NumberDifference(place, kind, said(sealed), said(again), Double.NaN));
  }

  /** A value in a few words; a row says itself by its place. */
  private static @Nullable String said(@Nullable ResultValue value) {
    return value == null || value instanceof Members || value instanceof Rows
        ? null
        : value.toString();
  }
}
