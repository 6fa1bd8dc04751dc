package org.equipoise.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something known about a person, usually before the draw: sex, age, site, who referred.
 *
 * @param id the code; also the column name unless the data layout says otherwise
 * @param title what people read
 * @param type kind of value
 * @param levels the values of a category or ordinal variable, in order; the first is the reference
 * @param range the values that make sense for a number
 * @param baseline whether it is fixed before the draw; only such variables may be strata,
 *     covariates or subgroups
 * @param personal whether single values may never be shown
 * @param bands how it is derived from another variable; null when it is read from data
 */
public record Variable(
    Id id,
    Text title,
    ValueType type,
    List<Level> levels,
    Range range,
    boolean baseline,
    boolean personal,
    @Nullable Bands bands) {

  /** Code of a variable. */
  public record Id(String value) {
    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * Closed bands of a number, such as ages 19-24.
   *
   * @param of the numeric variable that is cut
   * @param bands the bands, which do not overlap; a value in none is missing
   */
  public record Bands(Id of, List<Band> bands) {
    /** Keeps its own copy. */
    public Bands {
      bands = List.copyOf(bands);
    }
  }

  /**
   * One closed band.
   *
   * @param code the level it becomes
   * @param range its first and last value
   */
  public record Band(String code, Range range) {}

  /** Keeps its own copy of the levels. */
  public Variable {
    levels = List.copyOf(levels);
  }
}
