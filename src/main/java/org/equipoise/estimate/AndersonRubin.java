package org.equipoise.estimate;

import java.util.List;

/**
 * Confidence sets for the effect of one endogenous regressor D that hold however weakly the
 * instruments Z move it. Anderson and Rubin (1949), Annals of Mathematical Statistics 20(1).
 *
 * <p>For a value b, the instruments must not matter in the regression of {@code y - bD} on Z and
 * the exogenous columns. With one instrument, coefficients {@code g(b) = p_y - b p_d} and any
 * variance of {@link VarianceEstimator}, {@code V(b) = V_yy - 2b V_yd + b^2 V_dd}; the test is
 * {@code t = g(b) / sqrt(V(b))}, whose degrees of freedom do not depend on b, also under CR2. With
 * L instruments it is the homoskedastic F test with L and n - k degrees of freedom. Both are ratios
 * of quadratics in b, so the set of values not rejected is found in closed form: an interval, two
 * rays, the line, or (with several instruments) nothing.
 *
 * <p>Agrees, with one instrument, with the t test of {@code estimatr::lm_robust} 1.0 at the ends of
 * the set; with several, with {@code AR.test} of the R package ivmodel.
 */
public final class AndersonRubin {
  private final VarianceEstimator variance;
  private final double level;

  private AndersonRubin(VarianceEstimator variance, double level) {
    this.variance = variance;
    this.level = level;
  }

  /** Sets of 95 percent confidence with the given variance. */
  public static AndersonRubin with(VarianceEstimator variance) {
    return new AndersonRubin(variance, ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same with sets of another level in (0, 1). */
  public AndersonRubin withLevel(double newLevel) {
    return new AndersonRubin(variance, ConfidenceInterval.checkLevel(newLevel));
  }

  /**
   * The test of every value and the set of those not rejected.
   *
   * @throws IllegalArgumentException if not exactly one column is endogenous, there is no
   *     instrument, there are several and the variance is not the classical one, or the variance is
   *     clustered and the sample has no clusters
   * @throws NotEstimableException if an instrument is a combination of the other columns, or
   *     neither the outcome nor the endogenous column varies
   */
  public AndersonRubinSet of(InstrumentedSample sample) {
    sample.checkComplete();
    int count = sample.instruments().size();
    if (sample.endogenous().size() != 1) {
      throw new IllegalArgumentException("endogenous columns " + sample.endogenous());
    }
    if (count > 1 && variance != VarianceEstimator.CLASSICAL) {
      throw new IllegalArgumentException(
          "the set of "
              + count
              + " instruments is that of the classical variance, not of "
              + variance.label());
    }
    double[] y = sample.structural().outcome();
    double[] d = sample.structural().column(sample.endogenous().get(0));
    ReducedForm ofY = reducedForm(sample, y);
    ReducedForm ofD = reducedForm(sample, d);
    double scale = scale(ofY.strength(), ofD.strength());
    double[] sum = new double[y.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = y[i] + scale * d[i];
    }
    ReducedForm ofSum = reducedForm(sample, sum);
    // V(y + s d) = V_yy + 2 s V_yd + s^2 V_dd, s making both parts alike in size.
    double between = (ofSum.variance - ofY.variance - scale * scale * ofD.variance) / (2 * scale);
    return AndersonRubinSet.of(
        ofY.coefficients,
        ofD.coefficients,
        new QuadraticRatio.Form(ofY.variance, between, ofD.variance),
        ofY.df,
        level);
  }

  /** What makes D as large as y, so that no digits are lost between them. */
  private static double scale(double y, double d) {
    if (!(y > 0) && !(d > 0)) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "neither the outcome nor what was received varies beyond the exogenous columns",
          "look for an outcome that varies");
    }
    return y > 0 && d > 0 ? Math.sqrt(y / d) : 1;
  }

  /**
   * A column's regression on exogenous columns and instruments.
   *
   * @param coefficients of one instrument its coefficient; of several, those in an orthonormal
   *     basis
   * @param variance of one instrument, that of the coefficient; of several, L times the residual
   *     variance
   */
  private record ReducedForm(double[] coefficients, double variance, double df) {
    double strength() {
      return variance + Kernels.dot(coefficients, coefficients, coefficients.length);
    }
  }

  private ReducedForm reducedForm(InstrumentedSample sample, double[] column) {
    List<String> instruments = sample.instruments();
    int count = instruments.size();
    LeastSquares leastSquares = LeastSquares.with(variance);
    SolvedRows solved = leastSquares.solve(sample.reduced(column));
    for (String name : instruments) {
      if (solved.kept(name) < 0) {
        throw new NotEstimableException(
            NotEstimableException.Reason.UNDERIDENTIFIED,
            "the instrument '" + name + "' is a combination of the other columns",
            "leave it out, or the columns that repeat it");
      }
    }
    if (count == 1) {
      LinearFit fit = new LinearFit(variance, level, solved);
      String z = instruments.get(0);
      return new ReducedForm(new double[] {fit.value(z)}, fit.variance(z), fit.df(z));
    }
    double[] projected = new double[count];
    int first = solved.factor().rank() - count;
    System.arraycopy(solved.factor().z(), first, projected, 0, count);
    double df = solved.rows().n() - solved.rows().groups() - solved.factor().rank();
    return new ReducedForm(projected, count * solved.factor().rss() / df, df);
  }
}
