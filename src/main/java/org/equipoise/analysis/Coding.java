package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.NumberColumn;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Range;
import org.equipoise.protocol.Series;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of value stands in a column, and which number each value is.
 *
 * @param kind what the cells of the column should be
 * @param scores the number of each level, in the order of the levels; empty for numbers, dates and
 *     texts
 */
public record Coding(ColumnSpec.Kind kind, double[] scores) {

  /** Codes of a yes-or-no value. */
  static final List<String> NO_YES = List.of("no", "yes");

  private static final Map<String, String> NO_YES_SPELLINGS = spellingsOfNoAndYes();

  /** Of a variable. */
  public static Coding of(Variable variable) {
    return of(variable.type(), variable.levels(), variable.range());
  }

  /** Of an item. */
  public static Coding of(Item item) {
    return of(item.type(), item.levels(), item.range());
  }

  static Coding of(Series series) {
    return of(series.type(), List.of(), series.range());
  }

  private static Coding of(ValueType type, List<Level> levels, Range range) {
    return switch (type) {
      case BINARY -> noYes();
      case ORDINAL ->
          levels.isEmpty() ? numbers(range, true) : levelled(levels, ordinalScores(levels));
      case CATEGORY -> levelled(levels, new double[levels.size()]);
      case NUMBER, AMOUNT -> numbers(range, false);
      case COUNT -> numbers(atLeastZero(range), true);
      case DURATION -> numbers(atLeastZero(range), false);
      case DATE -> new Coding(new ColumnSpec.Dates(), new double[0]);
      case TEXT -> new Coding(new ColumnSpec.Texts(false), new double[0]);
    };
  }

  /** A yes-or-no value in any of its spellings. */
  public static Coding noYes() {
    return new Coding(new ColumnSpec.Categories(NO_YES, NO_YES_SPELLINGS), new double[] {0, 1});
  }

  /** The levels as a column reads them: codes, and every other spelling of a code. */
  public static ColumnSpec.Categories categories(List<Level> levels) {
    List<String> codes = new ArrayList<>(levels.size());
    Map<String, String> spellings = new LinkedHashMap<>();
    for (Level level : levels) {
      codes.add(level.code());
      for (String spelling : level.spelled()) {
        spellings.put(spelling, level.code());
      }
    }
    return new ColumnSpec.Categories(codes, spellings);
  }

  /** Every cell as a number; NaN is missing. Free texts and dates are no numbers. */
  public double[] numbers(Column column) {
    if (column instanceof NumberColumn numbers) {
      return numbers.values();
    }
    if (column instanceof CategoryColumn categories) {
      return recoded(categories, scores);
    }
    throw new IllegalArgumentException("column " + column.name() + " holds no numbers");
  }

  /** Every cell as the number that stands at its code; NaN is missing. */
  static double[] recoded(CategoryColumn column, double[] byCode) {
    int[] codes = column.codes();
    double[] values = new double[codes.length];
    for (int i = 0; i < codes.length; i++) {
      values[i] = codes[i] == CategoryColumn.MISSING ? Double.NaN : byCode[codes[i]];
    }
    return values;
  }

  /** A number cut into bands; a value in no band is missing. */
  public static CategoryColumn banded(Variable.Id id, Variable.Bands bands, double[] values) {
    int[] codes = new int[values.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = CategoryColumn.MISSING;
      for (int b = 0; b < bands.bands().size(); b++) {
        if (bands.bands().get(b).range().contains(values[i])) {
          codes[i] = b;
        }
      }
    }
    List<String> levels = bands.bands().stream().map(Variable.Band::code).toList();
    return CategoryColumn.of(id.value(), levels, codes);
  }

  private static Coding levelled(List<Level> levels, double[] scores) {
    return new Coding(categories(levels), scores);
  }

  private static Coding numbers(Range range, boolean integer) {
    double min = range.min().orElse(Double.NEGATIVE_INFINITY);
    double max = range.max().orElse(Double.POSITIVE_INFINITY);
    return new Coding(new ColumnSpec.Numbers(min, max, integer), new double[0]);
  }

  private static Range atLeastZero(Range range) {
    double min = Math.max(0, range.min().orElse(0));
    return new Range(OptionalDouble.of(min), range.max());
  }

  /** The code itself where every code is a whole number, else the place in the list. */
  static double[] ordinalScores(List<Level> levels) {
    double[] scores = new double[levels.size()];
    for (int i = 0; i < scores.length; i++) {
      Integer own = wholeNumber(levels.get(i).code());
      if (own == null) {
        for (int j = 0; j < scores.length; j++) {
          scores[j] = j + 1;
        }
        return scores;
      }
      scores[i] = own;
    }
    return scores;
  }

  private static @Nullable Integer wholeNumber(String code) {
    int sign = code.startsWith("-") ? 1 : 0;
    if (code.length() == sign || code.length() > 9) {
      return null;
    }
    for (int i = sign; i < code.length(); i++) {
      if (code.charAt(i) < '0' || code.charAt(i) > '9') {
        return null;
      }
    }
    return Integer.valueOf(code);
  }

  private static Map<String, String> spellingsOfNoAndYes() {
    Map<String, String> spellings = new LinkedHashMap<>();
    for (String no : List.of("0", "No", "NO", "n", "N", "nej", "Nej", "NEJ", "false", "FALSE")) {
      spellings.put(no, "no");
    }
    for (String yes :
        List.of("1", "Yes", "YES", "y", "Y", "j", "J", "ja", "Ja", "JA", "true", "TRUE")) {
      spellings.put(yes, "yes");
    }
    return spellings;
  }
}
