package org.equipoise.panel;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units followed over the same periods, each treated from some period on, or never.
 *
 * <p>Values lie unit by unit: that of unit i in the t-th period at {@code i * periods + t}; NaN is
 * missing, so that a panel may be unbalanced. Arrays are shared, not copied: nobody changes them.
 */
public final class StaggeredPanel {

  /** First treated period of a unit that is never treated. */
  public static final int NEVER = Integer.MAX_VALUE;

  private final int[] periods;
  private final int[] firstTreated;
  private final double[] outcome;
  private final double @Nullable [] weights;
  private final int @Nullable [] clusters;
  private final List<String> covariateNames;
  private final double[][] covariates;

  private StaggeredPanel(
      int[] periods,
      int[] firstTreated,
      double[] outcome,
      double @Nullable [] weights,
      int @Nullable [] clusters,
      List<String> covariateNames,
      double[][] covariates) {
    this.periods = periods;
    this.firstTreated = firstTreated;
    this.outcome = outcome;
    this.weights = weights;
    this.clusters = clusters;
    this.covariateNames = List.copyOf(covariateNames);
    this.covariates = covariates;
  }

  /**
   * A panel without weights, clusters and covariates.
   *
   * @param periods the periods, ascending, all different; they need not be consecutive
   * @param firstTreated for each unit the first treated period, {@link #NEVER} for none; it need
   *     not be one of the periods
   * @param outcome the outcome, unit by unit
   * @throws IllegalArgumentException if lengths differ or periods do not ascend
   */
  public static StaggeredPanel of(int[] periods, int[] firstTreated, double[] outcome) {
    for (int t = 1; t < periods.length; t++) {
      if (periods[t] <= periods[t - 1]) {
        throw new IllegalArgumentException("period " + periods[t] + " after " + periods[t - 1]);
      }
    }
    checkCells(outcome, periods.length, firstTreated.length);
    return new StaggeredPanel(
        periods, firstTreated, outcome, null, null, List.of(), new double[0][]);
  }

  /**
   * The same with weights.
   *
   * @param cells one positive weight a unit and period, laid out as the outcome
   */
  public StaggeredPanel weighted(double[] cells) {
    checkCells(cells, periods.length, units());
    return new StaggeredPanel(
        periods, firstTreated, outcome, cells, clusters, covariateNames, covariates);
  }

  /**
   * The same with clusters above the unit.
   *
   * @param codes one a unit, 0 and up
   */
  public StaggeredPanel clustered(int[] codes) {
    if (codes.length != units()) {
      throw new IllegalArgumentException(codes.length + " clusters of " + units() + " units");
    }
    return new StaggeredPanel(
        periods, firstTreated, outcome, weights, codes, covariateNames, covariates);
  }

  /**
   * The same with covariates.
   *
   * @param names what they are called
   * @param cells each laid out as the outcome
   */
  public StaggeredPanel adjusted(List<String> names, double[][] cells) {
    if (names.size() != cells.length) {
      throw new IllegalArgumentException(names.size() + " names, " + cells.length + " covariates");
    }
    for (double[] covariate : cells) {
      checkCells(covariate, periods.length, units());
    }
    return new StaggeredPanel(periods, firstTreated, outcome, weights, clusters, names, cells);
  }

  private static void checkCells(double[] cells, int periods, int units) {
    if (cells.length != Math.multiplyExact(periods, units)) {
      throw new IllegalArgumentException(
          cells.length + " values, " + units + " units, " + periods + " periods");
    }
  }

  /** Number of units. */
  public int units() {
    return firstTreated.length;
  }

  /** The periods, ascending. */
  public int[] periods() {
    return periods;
  }

  /** For each unit the first treated period, {@link #NEVER} for none. */
  public int[] firstTreated() {
    return firstTreated;
  }

  /** The outcome, unit by unit; NaN is missing. */
  public double[] outcome() {
    return outcome;
  }

  /** The weights, laid out as the outcome; null when all are 1. */
  public double @Nullable [] weights() {
    return weights;
  }

  /** The cluster of each unit; null when every unit is its own. */
  public int @Nullable [] clusters() {
    return clusters;
  }

  /** What the covariates are called. */
  public List<String> covariateNames() {
    return covariateNames;
  }

  /** The covariates, each laid out as the outcome. */
  public double[][] covariates() {
    return covariates;
  }

  /** Whether every unit has outcome and covariates in every period. */
  public boolean balanced() {
    return complete(outcome) && Arrays.stream(covariates).allMatch(StaggeredPanel::complete);
  }

  private static boolean complete(double[] cells) {
    for (double cell : cells) {
      if (Double.isNaN(cell)) {
        return false;
      }
    }
    return true;
  }
}
