package org.equipoise.estimate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Outcomes measured at several waves on the same people: one row for every answer, with its person,
 * its wave and its columns. Waves without an answer have no row; nothing is assumed about which are
 * missing. Columns and outcome are held, not copied.
 */
public final class RepeatedMeasures {
  private final double[] outcome;
  private final int[] persons;
  private final int[] waves;
  private final int waveCount;
  private final Map<String, double[]> columns;

  /** Wave of the columns that are zero elsewhere; -1 for the others. */
  private final Map<String, Integer> waveOf;

  private RepeatedMeasures(Builder b) {
    outcome = b.outcome;
    persons = b.persons;
    waves = b.waves;
    waveCount = b.waveCount;
    columns = new LinkedHashMap<>(b.columns);
    waveOf = new LinkedHashMap<>(b.waveOf);
  }

  /**
   * Starts a sample.
   *
   * @param outcome one answer a row
   * @param persons arbitrary integer codes of who answered
   * @param waves the wave of the answer, 0 to {@code waveCount - 1}
   * @param waveCount how many waves there are
   * @throws IllegalArgumentException if lengths differ, there are no rows, an outcome is not
   *     finite, a wave is out of range, or a person has two answers at a wave
   */
  public static Builder of(double[] outcome, int[] persons, int[] waves, int waveCount) {
    return new Builder(outcome, persons, waves, waveCount);
  }

  /** The name of the part of a wave-wise column that is not zero at {@code wave}. */
  public static String term(String name, int wave) {
    return name + "@" + (wave + 1);
  }

  /** Answers. */
  public int size() {
    return outcome.length;
  }

  /** Waves, those without answers included. */
  public int waveCount() {
    return waveCount;
  }

  /** Names of the columns in the order of the fit. */
  public List<String> columnNames() {
    return List.copyOf(columns.keySet());
  }

  double[] outcome() {
    return outcome;
  }

  int[] persons() {
    return persons;
  }

  int[] waves() {
    return waves;
  }

  /** Copies {@code count} values of a column, that of rows {@code rows[from...]}. */
  void copy(String name, int[] rows, int from, int count, double[] target) {
    double[] values = Objects.requireNonNull(columns.get(name), name);
    int wave = waveOf.getOrDefault(name, -1);
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      target[i] = wave < 0 || wave == waves[row] ? values[row] : 0;
    }
  }

  /** Collects the columns of a sample; every part is checked as it comes. */
  public static final class Builder {
    private final double[] outcome;
    private final int[] persons;
    private final int[] waves;
    private final int waveCount;
    private final Map<String, double[]> columns = new LinkedHashMap<>();
    private final Map<String, Integer> waveOf = new LinkedHashMap<>();

    private Builder(double[] outcome, int[] persons, int[] waves, int waveCount) {
      if (outcome.length == 0 || waveCount < 1) {
        throw new IllegalArgumentException(
            "a sample of " + outcome.length + " rows and " + waveCount + " waves");
      }
      checkLength("persons", persons.length, outcome.length);
      checkLength("waves", waves.length, outcome.length);
      this.outcome = checkFinite("outcome", outcome);
      this.persons = persons;
      this.waves = waves;
      this.waveCount = waveCount;
      checkOnce();
    }

    /**
     * Adds a column with one coefficient for all waves.
     *
     * @throws IllegalArgumentException if the name is taken, the length differs from the outcome's,
     *     or a value is not finite
     */
    public Builder column(String name, double[] values) {
      return put(name, values, -1);
    }

    /**
     * Adds a column with a coefficient of its own at every wave; the terms are named by {@link
     * #term}. The sample has no other constant than the one added here.
     *
     * @throws IllegalArgumentException as {@link #column}
     */
    public Builder byWave(String name, double[] values) {
      for (int wave = 0; wave < waveCount; wave++) {
        put(term(name, wave), values, wave);
      }
      return this;
    }

    /** Adds a constant of its own for every wave, named {@code (Intercept)}. */
    public Builder constantByWave() {
      double[] ones = new double[outcome.length];
      Arrays.fill(ones, 1);
      return byWave(RegressionSample.INTERCEPT, ones);
    }

    /** The finished sample. */
    public RepeatedMeasures build() {
      if (columns.isEmpty()) {
        throw new IllegalArgumentException("a sample without columns");
      }
      return new RepeatedMeasures(this);
    }

    private Builder put(String name, double[] values, int wave) {
      checkLength(name, values.length, outcome.length);
      if (columns.putIfAbsent(name, checkFinite(name, values)) != null) {
        throw new IllegalArgumentException("two columns are named '" + name + "'");
      }
      if (wave >= 0) {
        waveOf.put(name, wave);
      }
      return this;
    }

    private void checkOnce() {
      long[] keys = new long[outcome.length];
      for (int i = 0; i < keys.length; i++) {
        if (waves[i] < 0 || waves[i] >= waveCount) {
          throw new IllegalArgumentException("waves[" + i + "] is " + waves[i]);
        }
        keys[i] = (long) persons[i] * waveCount + waves[i];
      }
      Arrays.sort(keys);
      for (int i = 1; i < keys.length; i++) {
        if (keys[i] == keys[i - 1]) {
          throw new IllegalArgumentException(
              "person "
                  + Math.floorDiv(keys[i], waveCount)
                  + " has two answers at wave "
                  + Math.floorMod(keys[i], waveCount));
        }
      }
    }

    private static void checkLength(String name, int length, int rows) {
      if (length != rows) {
        throw new IllegalArgumentException(
            name + " has " + length + " entries for " + rows + " outcomes");
      }
    }

    private static double[] checkFinite(String name, double[] values) {
      for (int i = 0; i < values.length; i++) {
        if (!Double.isFinite(values[i])) {
          throw new IllegalArgumentException(name + "[" + i + "] is " + values[i]);
        }
      }
      return values;
    }
  }
}
