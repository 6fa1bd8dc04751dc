package org.equipoise.panel;

import java.util.stream.IntStream;
import org.equipoise.panel.GroupTimeOptions.Adjustment;
import org.jspecify.annotations.Nullable;

/**
 * The average effect on one group when two periods are read as samples of their own, as an
 * unbalanced panel must be: rows are outcomes, each with the covariates of its own period.
 *
 * <p>Doubly robust: the locally efficient estimator of Sant'Anna and Zhao (2020), Journal of
 * Econometrics 219(1), equation 3.4, with one logit of belonging to the group over the rows of both
 * periods, and least squares in each of the four cells. Regression: their equation 2.2. Weighting:
 * four normalised means. Influence functions are n times the derivative of the effect by the weight
 * of a row. Trimming as in {@link DoublyRobust}.
 *
 * <p>R's {@code DRDID} 1.2.3 gives the regressions of the earlier period another sign in the doubly
 * robust influence function; that term vanishes in large samples, and effects are the same.
 */
final class DoublyRobustSections {
  private final DoublyRobustDesign design;
  private final boolean[] after;
  private final double[] y;
  private final int n;

  /** Accumulated influence and effect. */
  private final double[] influence;

  private double value;

  private DoublyRobustSections(DoublyRobustDesign design, boolean[] after, double[] y, int n) {
    this.design = design;
    this.after = after;
    this.y = y;
    this.n = n;
    this.influence = new double[y.length];
  }

  /**
   * The effect.
   *
   * @param after for each row whether it is of the later sample
   * @param n what influence functions are averages over
   * @throws org.equipoise.estimate.NotEstimableException if a model cannot be fitted
   */
  static DoublyRobust.Contrast effect(
      DoublyRobustDesign design, boolean[] after, double[] y, Adjustment adjustment, int n) {
    DoublyRobustSections sections = new DoublyRobustSections(design, after, y, n);
    switch (adjustment) {
      case REGRESSION -> sections.regression();
      case WEIGHTING -> sections.weighting();
      case DOUBLY_ROBUST -> sections.doublyRobust();
    }
    return new DoublyRobust.Contrast(sections.value, sections.influence);
  }

  private void regression() {
    for (boolean late : new boolean[] {true, false}) {
      double sign = late ? 1 : -1;
      mean(sign, cell(1, late), y, null);
      Fit control = fit(0, late);
      double[] group = cell(1, null);
      mean(-sign, group, control.fitted, null);
      control.moved(-sign, shares(group));
    }
  }

  private void weighting() {
    DoublyRobustDesign.Propensity propensity = design.propensity();
    for (boolean late : new boolean[] {true, false}) {
      double sign = late ? 1 : -1;
      mean(sign, cell(1, late), y, null);
      mean(-sign, odds(propensity, late), y, propensity);
    }
  }

  private void doublyRobust() {
    DoublyRobustDesign.Propensity propensity = design.propensity();
    double[] group = cell(1, null);
    for (boolean late : new boolean[] {true, false}) {
      double sign = late ? 1 : -1;
      Fit control = fit(0, late);
      Fit treated = fit(1, late);
      double[] residual = difference(y, control.fitted);
      double[] gap = difference(treated.fitted, control.fitted);
      double[] seen = cell(1, late);
      double[] odds = odds(propensity, late);
      mean(sign, seen, residual, null);
      mean(-sign, odds, residual, propensity);
      mean(sign, group, gap, null);
      mean(-sign, seen, gap, null);
      double[] groupMean = shares(group);
      control.moved(sign, difference(shares(odds), groupMean));
      treated.moved(sign, difference(groupMean, shares(seen)));
    }
  }

  /** Weights of the rows of a group in one of the samples, or in both. */
  private double[] cell(double group, @Nullable Boolean late) {
    double[] u = new double[y.length];
    for (int i = 0; i < u.length; i++) {
      boolean there = design.treated()[i] == group && (late == null || after[i] == late);
      u[i] = there ? design.weight()[i] : 0;
    }
    return u;
  }

  private double[] odds(DoublyRobustDesign.Propensity propensity, boolean late) {
    double[] u = propensity.odds().clone();
    for (int i = 0; i < u.length; i++) {
      u[i] = after[i] == late ? u[i] : 0;
    }
    return u;
  }

  /** Adds {@code sign} times a weighted mean, with what the weights' own estimation adds. */
  private void mean(
      double sign,
      double[] u,
      double[] values,
      DoublyRobustDesign.@Nullable Propensity propensity) {
    double total = 0;
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      total += u[i];
      sum = Math.fma(u[i], values[i], sum);
    }
    double mean = sum / total;
    double[] pull = new double[u.length];
    for (int i = 0; i < u.length; i++) {
      pull[i] = u[i] * (values[i] - mean);
    }
    value += sign * mean;
    add(sign / total, pull);
    if (propensity != null) {
      add(sign / total, propensity.influence(design, design.moments(pull)));
    }
  }

  private void add(double factor, double[] more) {
    for (int i = 0; i < more.length; i++) {
      influence[i] += n * factor * more[i];
    }
  }

  /** The weighted means of the columns. */
  private double[] shares(double[] u) {
    double[] moments = design.moments(u);
    double total = moments[0];
    for (int j = 0; j < moments.length; j++) {
      moments[j] /= total;
    }
    return moments;
  }

  private Fit fit(double group, boolean late) {
    int[] rows =
        IntStream.range(0, y.length)
            .filter(i -> design.treated()[i] == group && after[i] == late)
            .toArray();
    String whose =
        (group == 0 ? "controls" : "units of the group")
            + (late ? " of the period" : " of the base period");
    return new Fit(DoublyRobustOls.of(design, rows, whose), rows);
  }

  /** One regression of the outcome and what its estimation adds. */
  private final class Fit {
    private final DoublyRobustOls ols;
    private final int[] rows;
    private final double[] fitted;

    private Fit(DoublyRobustOls ols, int[] rows) {
      this.ols = ols;
      this.rows = rows;
      this.fitted = design.predict(ols.coefficients(y));
    }

    /** The effect moves by {@code sign m} with the coefficients. */
    private void moved(double sign, double[] m) {
      double[] along = design.predict(ols.solve(m));
      for (int i : rows) {
        influence[i] += n * sign * design.weight()[i] * (y[i] - fitted[i]) * along[i];
      }
    }
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }
}
