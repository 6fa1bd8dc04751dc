package org.equipoise.panel;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.estimate.VarianceEstimator;
import org.jspecify.annotations.Nullable;

/**
 * The effect of an assignment on one outcome in each of many periods, from one pass over persons
 * with all their periods; folds of parts of the persons are merged.
 *
 * <p>Estimand in period m: the effect of the arm in the least-squares regression of {@code y_m} on
 * the arm and an effect of each stratum, over persons with a value in m. With c a cell of stratum,
 * arm and weight, {@code z~} the arm less its (weighted) share in the stratum and {@code D_m = sum
 * w z~^2}: {@code b_m = sum w z~ y_m / D_m}. The covariance of the effects in two periods is {@code
 * sum u_m u_j over persons seen in both}, with {@code u_m = w z~ e_m / (sqrt(1 - h_m) D_m)}, e the
 * residual and h the leverage: HC2 within a period, and clustered by person across periods.
 * Leverages are constant in a cell, so that counts, means and sums of products by cell say it all:
 * 666 products a person for 36 months, whatever the number of persons. Degrees of freedom are n -
 * k.
 *
 * <p>Agrees with {@link org.equipoise.estimate.LeastSquares} on the persons of each period to
 * rounding, persons with missing values and strata that lose an arm included; the pooled effect of
 * complete persons is that of their mean over the periods.
 *
 * <p>Not for use by several threads at once: give each its own and merge them in a fixed order.
 * Liang and Zeger (1986), Biometrika 73:13-22; MacKinnon and White (1985), Journal of Econometrics
 * 29:305-325.
 */
public final class PeriodFold {

  /** Different weights that one stratum and arm may hold. */
  public static final int MOST_WEIGHTS = 256;

  private final int strata;
  private final int periods;
  private final List<@Nullable List<PeriodCell>> cells;

  private PeriodFold(int strata, int periods) {
    this.strata = strata;
    this.periods = periods;
    cells = new ArrayList<>();
    for (int i = 0; i < 2 * strata; i++) {
      cells.add(null);
    }
  }

  /**
   * A fold of nobody yet.
   *
   * @param strata how many strata have an effect of their own; 1 for a constant alone
   * @param periods how many periods
   * @throws IllegalArgumentException if either is not positive
   */
  public static PeriodFold of(int strata, int periods) {
    if (strata < 1 || periods < 1) {
      throw new IllegalArgumentException(strata + " strata, " + periods + " periods");
    }
    return new PeriodFold(strata, periods);
  }

  /**
   * Adds one person.
   *
   * @param stratum from 0
   * @param treated whether drawn to the arm
   * @param values where the values lie; NaN is missing
   * @param offset where that of the person's first period lies; the others follow
   * @throws IllegalArgumentException if a value is infinite
   */
  public void add(int stratum, boolean treated, double[] values, int offset) {
    add(stratum, treated, 1, values, offset);
  }

  /**
   * Adds one person who counts by a weight, as inverse probabilities of arms need. As in weighted
   * least squares its scale does not matter, and a person of weight 0 is in no count.
   *
   * @param weight not negative; few different ones in a stratum and arm
   * @throws IllegalArgumentException if the weight is negative or not finite, or a stratum and arm
   *     would hold more than {@link #MOST_WEIGHTS} different ones, for which this is the wrong way
   */
  public void add(int stratum, boolean treated, double weight, double[] values, int offset) {
    if (weight == 0) {
      return;
    }
    cell(2 * stratum + (treated ? 1 : 0), weight).add(values, offset);
  }

  private PeriodCell cell(int index, double weight) {
    List<PeriodCell> alike = cells.get(index);
    if (alike == null) {
      alike = new ArrayList<>(1);
      cells.set(index, alike);
    }
    for (int i = 0; i < alike.size(); i++) {
      PeriodCell cell = alike.get(i);
      if (cell.weight == weight) {
        return cell;
      }
    }
    if (!(weight > 0) || weight == Double.POSITIVE_INFINITY || alike.size() == MOST_WEIGHTS) {
      throw new IllegalArgumentException(
          "weight " + weight + " beside " + alike.size() + " others in the same stratum and arm");
    }
    PeriodCell cell = new PeriodCell(weight, periods);
    alike.add(cell);
    return cell;
  }

  /**
   * Takes in the persons of another fold, which is not to be used again.
   *
   * @return this fold
   * @throws IllegalArgumentException if the other has other strata or periods
   */
  public PeriodFold merge(PeriodFold other) {
    if (other.strata != strata || other.periods != periods) {
      throw new IllegalArgumentException(
          other.strata + " strata, " + other.periods + " periods; here " + strata + ", " + periods);
    }
    for (int index = 0; index < 2 * strata; index++) {
      List<PeriodCell> theirs = other.cells.get(index);
      if (theirs != null) {
        for (PeriodCell cell : theirs) {
          cell.flush();
          PeriodCell mine = cell(index, cell.weight);
          mine.flush();
          mine.merge(cell);
        }
      }
    }
    return this;
  }

  /** The effects with HC2, and intervals of the level. */
  public PeriodFit finish(double level) {
    return finish(level, VarianceEstimator.HC2);
  }

  /**
   * The effects with intervals of the level; more persons may be added afterwards.
   *
   * @param level in (0, 1)
   * @param variance HC0 to HC3
   * @throws IllegalArgumentException for another variance
   */
  public PeriodFit finish(double level, VarianceEstimator variance) {
    List<PeriodSolution.Cell> found = new ArrayList<>();
    for (int index = 0; index < 2 * strata; index++) {
      List<PeriodCell> alike = cells.get(index);
      if (alike != null) {
        for (PeriodCell cell : alike) {
          cell.flush();
          found.add(new PeriodSolution.Cell(index / 2, index % 2 == 1, cell));
        }
      }
    }
    return new PeriodSolution(found, strata, periods, variance).fit(level);
  }
}
