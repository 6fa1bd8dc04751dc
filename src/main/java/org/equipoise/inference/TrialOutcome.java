package org.equipoise.inference;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One outcome of the people of a trial, with what its comparison accounts for. A missing value
 * (NaN) leaves a person out of the comparison but not out of the draw.
 */
public final class TrialOutcome {
  private final double[] values;
  private final int[] units;
  private final int @Nullable [] blocks;
  private final List<double[]> covariates;
  private final double @Nullable [] probabilities;

  private TrialOutcome(
      double[] values,
      int[] units,
      int @Nullable [] blocks,
      List<double[]> covariates,
      double @Nullable [] probabilities) {
    this.values = values;
    this.units = units;
    this.blocks = blocks;
    this.covariates = covariates;
    this.probabilities = probabilities;
  }

  /** Values of people who are each drawn by themselves; NaN for a missing value. */
  public static TrialOutcome of(double[] values) {
    return new TrialOutcome(values, Assignments.identity(values.length), null, List.of(), null);
  }

  /** The same of people drawn together: the unit of each of them. */
  public TrialOutcome drawnAs(int[] unitOfPerson) {
    require("units", unitOfPerson.length);
    return new TrialOutcome(values, unitOfPerson, blocks, covariates, probabilities);
  }

  /** The same compared within blocks, by arbitrary codes. */
  public TrialOutcome within(int[] codes) {
    require("blocks", codes.length);
    return new TrialOutcome(values, units, codes, covariates, probabilities);
  }

  /**
   * The same adjusted for covariates.
   *
   * @param columns a value for everybody; NaN only where the outcome is missing too
   */
  public TrialOutcome adjustedFor(List<double[]> columns) {
    for (double[] column : columns) {
      require("a covariate", column.length);
      for (int i = 0; i < column.length; i++) {
        if (!Double.isFinite(column[i]) && !Double.isNaN(values[i])) {
          throw new IllegalArgumentException("a covariate of person " + i + " is " + column[i]);
        }
      }
    }
    return new TrialOutcome(values, units, blocks, List.copyOf(columns), probabilities);
  }

  /**
   * The same with everybody weighted by the inverse of the chance of the arm that he or she is in.
   *
   * @param chances everybody's chance of treatment, in (0, 1)
   */
  public TrialOutcome weightedBy(double[] chances) {
    require("chances", chances.length);
    for (int i = 0; i < chances.length; i++) {
      if (!(chances[i] > 0 && chances[i] < 1)) {
        throw new IllegalArgumentException("the chance of person " + i + " is " + chances[i]);
      }
    }
    return new TrialOutcome(values, units, blocks, covariates, chances);
  }

  private void require(String what, int length) {
    if (length != values.length) {
      throw new IllegalArgumentException(
          what + " of " + length + " people for " + values.length + " values");
    }
  }

  /** The people whose value is known. */
  int[] rows() {
    int[] rows = new int[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  double[] values() {
    return values;
  }

  int[] units() {
    return units;
  }

  int @Nullable [] blocks() {
    return blocks;
  }

  List<double[]> covariates() {
    return covariates;
  }

  double @Nullable [] probabilities() {
    return probabilities;
  }
}
