package org.equipoise.estimate;

import java.util.List;

/** Two-stage least squares fitted, with what tells whether the instruments can carry it. */
public final class IvFit {
  private final InstrumentedSample sample;
  private final List<FirstStage> stages;
  private final LinearFit second;
  private final LeastSquares leastSquares;

  IvFit(
      InstrumentedSample sample,
      List<FirstStage> stages,
      LinearFit second,
      LeastSquares leastSquares) {
    this.sample = sample;
    this.stages = List.copyOf(stages);
    this.second = second;
    this.leastSquares = leastSquares;
  }

  /** The coefficients with their uncertainty: intercept, exogenous columns, endogenous columns. */
  public List<Estimate> coefficients() {
    return second.coefficients();
  }

  /**
   * One coefficient.
   *
   * @throws IllegalArgumentException if the fit never had such a column
   * @throws NotEstimableException if the column was dropped, or its standard error is zero
   */
  public Estimate coefficient(String term) {
    return second.coefficient(term);
  }

  /** Names of the estimated terms; dropped columns are not among them. */
  public List<String> terms() {
    return second.terms();
  }

  /** Covariance of the coefficients, in the order of {@link #terms()}; a copy. */
  public double[][] covariance() {
    return second.covariance();
  }

  /** The linear combination {@code c'b}, as {@link LinearFit#contrast}. */
  public Estimate contrast(String label, double[] c) {
    return second.contrast(label, c);
  }

  /** Joint test that the named coefficients are all zero, as {@link LinearFit#joint}. */
  public WaldTest joint(List<String> tested) {
    return second.joint(tested);
  }

  /** Rows used, those of weight zero left out. */
  public int n() {
    return second.n();
  }

  /** Residual degrees of freedom, {@code n - rank}. */
  public int dfResidual() {
    return second.dfResidual();
  }

  /** Clusters with a row of positive weight; 0 when the sample has none. */
  public int clusters() {
    return second.clusters();
  }

  /**
   * {@code 1 - e'e / total}, e the residuals of the actual regressors; it can be negative, and
   * judges nothing.
   */
  public double rSquared() {
    return second.rSquared();
  }

  /** {@code e'e / (n - k)}, weighted by the weights as they were given. */
  public double residualVariance() {
    return second.residualVariance();
  }

  /** Columns left out because earlier ones determine them, in column order. */
  public List<String> dropped() {
    return second.dropped();
  }

  /** What a careful reader should know about the fit; empty in the ordinary case. */
  public List<String> remarks() {
    return second.remarks();
  }

  /** The first stage of an endogenous column: its regression on all that is exogenous. */
  public LinearFit firstStage(String endogenous) {
    return stage(endogenous).fit();
  }

  /**
   * Whether any instrument moves an endogenous column: Wald test with the fit's variance, infinite
   * when the instruments determine the column.
   */
  public WaldTest firstStageTest(String endogenous) {
    return stage(endogenous).test();
  }

  /**
   * The effective F of Montiel Olea and Pflueger (2013), JBES 31(3), equation 4: {@code p'Z'Zp /
   * tr(V Z'Z)}, with the instruments Z freed of the exogenous columns, their first-stage
   * coefficients p and the covariance V of those. With one instrument it is the robust F.
   *
   * @throws IllegalStateException if several columns are endogenous: it is not defined then
   */
  public double effectiveF() {
    if (stages.size() > 1) {
      throw new IllegalStateException(
          "the effective F is that of one endogenous column, not of " + sample.endogenous());
    }
    return stages.get(0).effectiveF();
  }

  /**
   * Whether least squares would tell something else (Wu 1973, Hausman 1978): Wald test, with the
   * fit's variance, of the first-stage residuals added to the regression.
   *
   * @throws NotEstimableException if the instruments determine an endogenous column, so that no
   *     residual is left to test
   */
  public WaldTest endogeneityTest() {
    RegressionSample.Builder augmented = sample.structural().toBuilder();
    List<String> tested =
        stages.stream().map(stage -> "first-stage residual of " + stage.endogenous()).toList();
    for (int j = 0; j < stages.size(); j++) {
      FirstStage stage = stages.get(j);
      if (stage.exact()) {
        throw new NotEstimableException(
            NotEstimableException.Reason.NO_VARIATION,
            "the instruments determine '" + stage.endogenous() + "'",
            "least squares and two-stage least squares are the same here");
      }
      double[] column = sample.structural().column(stage.endogenous());
      double[] residual = new double[column.length];
      for (int i = 0; i < column.length; i++) {
        residual[i] = column[i] - stage.fitted()[i];
      }
      augmented.column(tested.get(j), residual);
    }
    return leastSquares.fit(augmented.build()).joint(tested);
  }

  private FirstStage stage(String endogenous) {
    return stages.stream()
        .filter(stage -> stage.endogenous().equals(endogenous))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + endogenous + "' is not endogenous; those are " + sample.endogenous()));
  }
}
