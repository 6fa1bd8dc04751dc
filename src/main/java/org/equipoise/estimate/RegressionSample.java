package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a regression is fitted to: an outcome, named columns, and optionally absorbed factors,
 * weights and clusters. Arrays are held, not copied: a million rows by twenty columns stay where
 * the caller put them, and the caller leaves them alone while the sample or a fit of it is in use.
 */
public final class RegressionSample {
  /** Name of the constant term. */
  public static final String INTERCEPT = "(Intercept)";

  private final double[] outcome;
  private final Map<String, double[]> columns;
  private final boolean intercept;
  private final List<int[]> absorbed;
  private final double @Nullable [] weights;
  private final int @Nullable [] clusters;

  private RegressionSample(Builder b) {
    outcome = b.outcome;
    columns = new LinkedHashMap<>(b.columns);
    intercept = b.intercept;
    absorbed = List.copyOf(b.absorbed);
    weights = b.weights;
    clusters = b.clusters;
  }

  /**
   * Starts a sample from its outcome.
   *
   * @throws IllegalArgumentException if there are no rows or an outcome is not finite
   */
  public static Builder of(double[] outcome) {
    return new Builder(outcome);
  }

  /** A builder that starts from this sample. */
  public Builder toBuilder() {
    Builder b = new Builder(outcome);
    b.columns.putAll(columns);
    b.intercept = intercept;
    b.absorbed.addAll(absorbed);
    b.weights = weights;
    b.clusters = clusters;
    return b;
  }

  /** A builder with this sample's factors, weights and clusters, and no column yet. */
  Builder like(double[] otherOutcome) {
    Builder b = new Builder(otherOutcome);
    b.checkLength("outcome", outcome.length);
    b.intercept = intercept;
    b.absorbed.addAll(absorbed);
    b.weights = weights;
    b.clusters = clusters;
    return b;
  }

  /** Rows, those of weight zero included. */
  public int size() {
    return outcome.length;
  }

  /** Names of the dense columns in the order of the fit, without the intercept. */
  public List<String> columnNames() {
    return List.copyOf(columns.keySet());
  }

  double[] outcome() {
    return outcome;
  }

  double[] column(String name) {
    double[] column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException(
          "no column '" + name + "'; the columns are " + columns.keySet());
    }
    return column;
  }

  /** Whether a constant is fitted; absorbed factors contain it, so there it is never a term. */
  boolean intercept() {
    return intercept && absorbed.isEmpty();
  }

  List<int[]> absorbed() {
    return absorbed;
  }

  double @Nullable [] weights() {
    return weights;
  }

  int @Nullable [] clusters() {
    return clusters;
  }

  /** Collects the parts of a sample; every part is checked as it comes. */
  public static final class Builder {
    private final double[] outcome;
    private final Map<String, double[]> columns = new LinkedHashMap<>();
    private boolean intercept = true;
    private final List<int[]> absorbed = new ArrayList<>();
    private double @Nullable [] weights;
    private int @Nullable [] clusters;

    private Builder(double[] outcome) {
      if (outcome.length == 0) {
        throw new IllegalArgumentException("a sample without rows");
      }
      this.outcome = checkFinite("outcome", outcome);
    }

    /**
     * Adds a column; the order of calls is the order of terms.
     *
     * @throws IllegalArgumentException if the name is taken, the length differs from the outcome's,
     *     or a value is not finite
     */
    public Builder column(String name, double[] values) {
      checkLength(name, values.length);
      if (name.equals(INTERCEPT) || columns.putIfAbsent(name, checkFinite(name, values)) != null) {
        throw new IllegalArgumentException("two columns are named '" + name + "'");
      }
      return this;
    }

    Builder withoutColumns() {
      columns.clear();
      return this;
    }

    /** Whether a constant is fitted (the default). */
    public Builder intercept(boolean fitted) {
      intercept = fitted;
      return this;
    }

    /** Absorbs one more factor, given by arbitrary integer codes of its levels. */
    public Builder absorb(int[] codes) {
      checkLength("absorbed factor", codes.length);
      absorbed.add(codes);
      return this;
    }

    /**
     * Weighs the rows. The scale does not matter; rows of weight zero are left out of every count.
     *
     * @throws IllegalArgumentException if a weight is negative or not finite, or none is positive
     */
    public Builder weights(double[] values) {
      checkLength("weights", values.length);
      double largest = 0;
      for (int i = 0; i < values.length; i++) {
        if (!(values[i] >= 0) || values[i] == Double.POSITIVE_INFINITY) {
          throw new IllegalArgumentException("weights[" + i + "] is " + values[i]);
        }
        largest = Math.max(largest, values[i]);
      }
      if (largest == 0) {
        throw new IllegalArgumentException("every weight is zero");
      }
      weights = values;
      return this;
    }

    /** Groups the rows into clusters by arbitrary integer codes. */
    public Builder clusters(int[] codes) {
      checkLength("clusters", codes.length);
      clusters = codes;
      return this;
    }

    /** The finished sample. */
    public RegressionSample build() {
      return new RegressionSample(this);
    }

    private void checkLength(String name, int length) {
      if (length != outcome.length) {
        throw new IllegalArgumentException(
            name + " has " + length + " entries for " + outcome.length + " outcomes");
      }
    }

    private static double[] checkFinite(String name, double[] values) {
      // One sum decides the common case: it is finite unless some value is not, or it overflows.
      double sum = 0;
      for (double value : values) {
        sum += 0 * value;
      }
      if (sum != 0) {
        for (int i = 0; i < values.length; i++) {
          if (!Double.isFinite(values[i])) {
            throw new IllegalArgumentException(name + "[" + i + "] is " + values[i]);
          }
        }
      }
      return values;
    }
  }
}
