package org.equipoise.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one column of a table should hold.
 *
 * @param name the header to look for, and the name of the column in the frame
 * @param kind what its cells should be
 * @param required whether a missing value is an error
 * @param personal whether its values may never be shown, not even in a finding
 * @param missing texts that stand for a missing value in this column, besides those of the table
 */
public record ColumnSpec(
    String name, Kind kind, boolean required, boolean personal, List<String> missing) {

  /** What the cells of a column should be. */
  public sealed interface Kind {}

  /**
   * Numbers in a closed range.
   *
   * @param min least number allowed, {@code -Infinity} for any
   * @param max greatest number allowed, {@code Infinity} for any
   * @param integer whether only whole numbers are allowed
   */
  public record Numbers(double min, double max, boolean integer) implements Kind {
    public Numbers {
      if (!(min <= max)) {
        throw new IllegalArgumentException("range from " + min + " to " + max);
      }
    }
  }

  /**
   * Categories.
   *
   * @param levels the only categories allowed, in their order; empty to take what the file has, in
   *     the order of code units
   * @param spellings other ways to write a category, such as {@code ja} for {@code yes}
   */
  public record Categories(List<String> levels, Map<String, String> spellings) implements Kind {
    public Categories {
      levels = List.copyOf(levels);
      spellings = Map.copyOf(spellings);
      if (!levels.isEmpty() && !levels.containsAll(spellings.values())) {
        throw new IllegalArgumentException(spellings + " spell levels that are not in " + levels);
      }
    }
  }

  /** Calendar dates in any of the forms of {@link TableFormat}. */
  public record Dates() implements Kind {}

  /**
   * Texts as they stand, without blanks around them.
   *
   * @param ids whether they identify somebody or something: an id that looks like a Swedish
   *     personal identity number is then an error, see {@link
   *     org.equipoise.identity.PersonalNumber}
   */
  public record Texts(boolean ids) implements Kind {}

  public ColumnSpec {
    missing = List.copyOf(missing);
  }

  private static ColumnSpec of(String name, Kind kind) {
    return new ColumnSpec(name, kind, false, false, List.of());
  }

  /** Any numbers. */
  public static ColumnSpec numbers(String name) {
    return numbers(name, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** Numbers from {@code min} to {@code max}, both allowed. */
  public static ColumnSpec numbers(String name, double min, double max) {
    return of(name, new Numbers(min, max, false));
  }

  /** Whole numbers from {@code min} to {@code max}, both allowed. */
  public static ColumnSpec integers(String name, double min, double max) {
    return of(name, new Numbers(min, max, true));
  }

  /** Categories: the given ones in this order or, if none are given, whatever the file has. */
  public static ColumnSpec categories(String name, String... levels) {
    return of(name, new Categories(List.of(levels), Map.of()));
  }

  /** Dates. */
  public static ColumnSpec dates(String name) {
    return of(name, new Dates());
  }

  /** Free texts. */
  public static ColumnSpec texts(String name) {
    return of(name, new Texts(false));
  }

  /** Ids: required, and refused where they look like a Swedish personal identity number. */
  public static ColumnSpec ids(String name) {
    return of(name, new Texts(true)).asRequired();
  }

  /** The same column, a missing value being an error. */
  public ColumnSpec asRequired() {
    return new ColumnSpec(name, kind, true, personal, missing);
  }

  /** The same column, its values never shown. */
  public ColumnSpec asPersonal() {
    return new ColumnSpec(name, kind, required, true, missing);
  }

  /** The same column with further texts that stand for a missing value. */
  public ColumnSpec withMissing(String... codes) {
    List<String> all = new ArrayList<>(missing);
    all.addAll(List.of(codes));
    return new ColumnSpec(name, kind, required, personal, all);
  }
}
