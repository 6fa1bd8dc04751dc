package org.equipoise.frame;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of categories: each row holds the code of one of the column's levels, 0 for the first;
 * {@value #MISSING} is missing.
 */
public final class CategoryColumn implements Column {

  /** The code of a missing category. */
  public static final int MISSING = -1;

  private final String name;
  private final List<String> levels;
  private final int[] codes;

  private CategoryColumn(String name, List<String> levels, int[] codes) {
    this.name = name;
    this.levels = levels;
    this.codes = codes;
  }

  /**
   * A column over the given codes.
   *
   * @param levels the names of the categories, all different
   * @param codes one index into {@code levels} per row, or {@link #MISSING}; the column takes the
   *     array over without copying, so the caller must not write to it again
   * @throws IllegalArgumentException if two levels are equal or a code names no level
   */
  public static CategoryColumn of(String name, List<String> levels, int... codes) {
    List<String> own = List.copyOf(levels);
    if (new HashSet<>(own).size() != own.size()) {
      throw new IllegalArgumentException("column " + name + ": levels repeat: " + own);
    }
    for (int code : codes) {
      if (code < MISSING || code >= own.size()) {
        throw new IllegalArgumentException(
            "column " + name + ": code " + code + " for " + own.size() + " levels");
      }
    }
    return new CategoryColumn(name, own, codes);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return codes.length;
  }

  /**
   * The names of the categories: in the order declared, else in the order of their code units, so
   * that the order of the rows does not matter. A level may be empty of rows.
   */
  public List<String> levels() {
    return levels;
  }

  /** The code in a row: an index into {@link #levels()}, or {@link #MISSING}. */
  public int codeAt(int row) {
    return codes[row];
  }

  /** The name of the category in a row, or null if missing. */
  public @Nullable String at(int row) {
    int code = codes[row];
    return code == MISSING ? null : levels.get(code);
  }

  /** The code of a level, or {@link #MISSING} if the column has no such level. */
  public int codeOf(String level) {
    return levels.indexOf(level);
  }

  /** All codes in row order: the column's own array, for reading only. */
  public int[] codes() {
    return codes;
  }

  /**
   * Number of rows in each level, in the order of {@link #levels()}; missing rows count nowhere.
   */
  public int[] counts() {
    int[] counts = new int[levels.size()];
    for (int code : codes) {
      if (code != MISSING) {
        counts[code]++;
      }
    }
    return counts;
  }

  @Override
  public boolean isMissing(int row) {
    return codes[row] == MISSING;
  }

  @Override
  public CategoryColumn select(int[] rows) {
    int[] selected = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = codes[rows[i]];
    }
    return new CategoryColumn(name, levels, selected);
  }

  @Override
  public CategoryColumn renamed(String name) {
    return new CategoryColumn(name, levels, codes);
  }

  @Override
  public String kind() {
    return "categories";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CategoryColumn that
        && name.equals(that.name)
        && levels.equals(that.levels)
        && Arrays.equals(codes, that.codes);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * name.hashCode() + levels.hashCode()) + Arrays.hashCode(codes);
  }

  @Override
  public String toString() {
    return name + ": " + size() + " categories of " + levels + ", " + missing() + " missing";
  }
}
