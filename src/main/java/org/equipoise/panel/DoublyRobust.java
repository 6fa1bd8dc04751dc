package org.equipoise.panel;

import org.equipoise.panel.GroupTimeOptions.Adjustment;
import org.jspecify.annotations.Nullable;

/**
 * The average effect on one group of units seen in two periods, given covariates: change of the
 * group minus the change its controls would have had with its covariates.
 *
 * <p>With weights w, changes D, controls' regression m and controls' odds {@code w0 = w p / (1 -
 * p)}: the doubly robust effect is {@code sum w1 (D - m) / sum w1 - sum w0 (D - m) / sum w0}, w1
 * the weights of the group (Sant'Anna and Zhao (2020), Journal of Econometrics 219(1), equation
 * 3.1, with logit propensities and least squares, the "traditional" choice). Regression alone
 * leaves the second part out, weighting alone sets m to 0. The influence functions count that m and
 * p are estimated; they are n times the derivative of the effect by the weight of a unit.
 *
 * <p>Propensities above 1 - 1e-6 count as that; controls with 0.995 or more are left out of w0; a
 * largest propensity of 0.999 refuses. The controls' regression uses all of them.
 */
final class DoublyRobust {
  private final DoublyRobustDesign design;
  private final @Nullable DoublyRobustOls ols;
  private final DoublyRobustDesign.@Nullable Propensity propensity;
  private final double[] own;

  /** The part of every influence function that is a multiple of the controls' residual. */
  private final double[] slope;

  private final double ownTotal;
  private final double oddsTotal;

  /**
   * An effect.
   *
   * @param value the effect
   * @param influence n times what each row moved it by
   */
  record Contrast(double value, double[] influence) {}

  private DoublyRobust(
      DoublyRobustDesign design,
      @Nullable DoublyRobustOls ols,
      DoublyRobustDesign.@Nullable Propensity propensity) {
    this.design = design;
    this.ols = ols;
    this.propensity = propensity;
    int n = design.rows();
    own = new double[n];
    double total = 0;
    for (int i = 0; i < n; i++) {
      own[i] = design.weight()[i] * design.treated()[i];
      total += own[i];
    }
    ownTotal = total;
    double odds = 0;
    if (propensity != null) {
      for (double odd : propensity.odds()) {
        odds += odd;
      }
    }
    oddsTotal = odds;
    slope = new double[n];
    if (ols != null) {
      double[] m = design.moments(own);
      double[] m3 = propensity == null ? new double[m.length] : design.moments(propensity.odds());
      for (int j = 0; j < m.length; j++) {
        m[j] = m[j] / ownTotal - (propensity == null ? 0 : m3[j] / oddsTotal);
      }
      double[] along = design.predict(ols.solve(m));
      for (int i = 0; i < n; i++) {
        slope[i] = design.weight()[i] * (1 - design.treated()[i]) * along[i];
      }
    }
  }

  /**
   * Prepares a comparison; the changes come later, as several share it.
   *
   * @throws org.equipoise.estimate.NotEstimableException if a model cannot be fitted
   */
  static DoublyRobust of(DoublyRobustDesign design, Adjustment adjustment) {
    boolean alone = design.x().length == 1;
    DoublyRobustDesign.Propensity propensity =
        alone || adjustment == Adjustment.REGRESSION ? null : design.propensity();
    DoublyRobustOls ols =
        !alone && adjustment == Adjustment.WEIGHTING
            ? null
            : DoublyRobustOls.of(design, design.where(0), "controls");
    return new DoublyRobust(design, ols, propensity);
  }

  /**
   * The effect on the changes.
   *
   * @param change one number a row
   * @param n what influence functions are averages over
   */
  Contrast effect(double[] change, int n) {
    int rows = change.length;
    double[] residual = change;
    if (ols != null) {
      double[] fitted = design.predict(ols.coefficients(change));
      residual = new double[rows];
      for (int i = 0; i < rows; i++) {
        residual[i] = change[i] - fitted[i];
      }
    }
    double eta1 = mean(own, residual, ownTotal);
    double[] influence = new double[rows];
    for (int i = 0; i < rows; i++) {
      influence[i] =
          n
              * (own[i] * (residual[i] - eta1) / ownTotal
                  - (ols == null ? 0 : slope[i] * residual[i]));
    }
    if (propensity == null) {
      return new Contrast(eta1, influence);
    }
    double[] odds = propensity.odds();
    double eta0 = mean(odds, residual, oddsTotal);
    double[] pull = new double[rows];
    for (int i = 0; i < rows; i++) {
      pull[i] = odds[i] * (residual[i] - eta0);
    }
    double[] drift = propensity.influence(design, design.moments(pull));
    for (int i = 0; i < rows; i++) {
      influence[i] -= n * (pull[i] + drift[i]) / oddsTotal;
    }
    return new Contrast(eta1 - eta0, influence);
  }

  private static double mean(double[] weights, double[] values, double total) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum = Math.fma(weights[i], values[i], sum);
    }
    return sum / total;
  }
}
