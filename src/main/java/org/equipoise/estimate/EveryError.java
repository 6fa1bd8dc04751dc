package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One coefficient under every {@link ErrorRule} and {@link ReferenceRule} that programs combine: a
 * printed standard error can then be looked up. The regression is solved once; what is refused is
 * left out.
 */
public final class EveryError {

  private static final String TREATED = "treated";

  /**
   * The coefficient judged by one pair of rules.
   *
   * @param error how its standard error is estimated
   * @param reference by which distribution it is judged
   * @param estimate what comes of it
   */
  public record Judged(ErrorRule error, ReferenceRule reference, Estimate estimate) {}

  private final RegressionSample sample;
  private final String term;
  private final double level;
  private final SolvedRows solved;
  private final List<Judged> all = new ArrayList<>();

  private EveryError(RegressionSample sample, String term, double level) {
    this.sample = sample;
    this.term = term;
    this.level = level;
    this.solved = LeastSquares.with(VarianceEstimator.HC0).solve(sample);
  }

  /**
   * A coefficient of least squares.
   *
   * @param sample rows and columns, with clusters where whole clusters were drawn
   * @param term the coefficient
   * @param level level of the intervals
   * @return in the order of the rules; empty when the regression cannot be fitted
   */
  public static List<Judged> of(RegressionSample sample, String term, double level) {
    try {
      EveryError errors = new EveryError(sample, term, ConfidenceInterval.checkLevel(level));
      errors.persons();
      if (sample.clusters() != null) {
        errors.clusters();
      }
      return List.copyOf(errors.all);
    } catch (NotEstimableException refusal) {
      return List.of();
    }
  }

  /** The two arms' means, as drawn: Welch, within blocks, pairs or clusters. */
  public static List<Judged> ofMeans(TwoArmSample two, Design design, double level) {
    try {
      Estimate estimate = DifferenceInMeans.of(design).withLevel(level).estimate(two).estimate();
      return design == Design.SIMPLE
          ? List.of(new Judged(ErrorRule.HC2, ReferenceRule.WELCH, estimate))
          : design == Design.CLUSTERED
              ? List.of(new Judged(ErrorRule.CR2, ReferenceRule.SATTERTHWAITE, estimate))
              : List.of(
                  new Judged(ErrorRule.DESIGN, ReferenceRule.DESIGN, estimate),
                  new Judged(ErrorRule.DESIGN, ReferenceRule.NORMAL, normal(estimate, level)));
    } catch (NotEstimableException refusal) {
      return List.of();
    }
  }

  /** Both arms taken as one proportion; empty unless every outcome is 0 or 1, and both occur. */
  public static List<Judged> ofPooledShares(TwoArmSample two, double level) {
    double[] y = two.outcome();
    double[] n = new double[2];
    double[] sum = new double[2];
    for (int i = 0; i < y.length; i++) {
      if (y[i] != 0 && y[i] != 1) {
        return List.of();
      }
      n[two.treated()[i] ? 1 : 0]++;
      sum[two.treated()[i] ? 1 : 0] += y[i];
    }
    double p = (sum[0] + sum[1]) / y.length;
    double variance = p * (1 - p) * (1 / n[0] + 1 / n[1]);
    if (!(variance > 0) || Double.isInfinite(variance)) {
      return List.of();
    }
    Estimate pooled =
        Estimate.of(
            TREATED,
            sum[1] / n[1] - sum[0] / n[0],
            Math.sqrt(variance),
            Double.POSITIVE_INFINITY,
            level);
    return List.of(new Judged(ErrorRule.POOLED, ReferenceRule.NORMAL, pooled));
  }

  /** Totals over the share drawn. */
  public static List<Judged> ofTotals(TwoArmSample two, double level) {
    List<Judged> all = new ArrayList<>();
    for (HorvitzThompson reading : HorvitzThompson.values()) {
      all.addAll(total(reading, two, level));
    }
    return all;
  }

  /** A total that cannot be had explains no printed number. */
  private static List<Judged> total(HorvitzThompson reading, TwoArmSample two, double level) {
    try {
      ErrorRule rule =
          reading == HorvitzThompson.BERNOULLI ? ErrorRule.BERNOULLI : ErrorRule.COMPLETE;
      return List.of(new Judged(rule, ReferenceRule.NORMAL, reading.estimate(two, level)));
    } catch (NotEstimableException refusal) {
      return List.of();
    }
  }

  /** Each arm its own slopes, people seen as a sample of a population; drawn one by one. */
  public static List<Judged> ofPopulation(NamedConventions.Contrast contrast, double level) {
    try {
      RegressionSample.Builder builder = RegressionSample.of(contrast.outcome());
      double[] z = new double[contrast.treated().length];
      Arrays.setAll(z, i -> contrast.treated()[i] ? 1 : 0);
      builder.column(TREATED, z);
      contrast.covariates().forEach(builder::column);
      LinearFit lin =
          InteractedAdjustment.with(VarianceEstimator.HC2).fit(builder.build(), TREATED);
      Estimate estimate = PopulationVariance.of(lin, contrast, TREATED, level);
      return List.of(new Judged(ErrorRule.POPULATION, ReferenceRule.NORMAL, estimate));
    } catch (NotEstimableException refusal) {
      return List.of();
    }
  }

  private void persons() {
    LinearFit hc0 = fit(VarianceEstimator.HC0);
    Estimate plain = hc0.coefficient(term);
    double n = hc0.n();
    double rest = hc0.dfResidual();
    Estimate classical = fit(VarianceEstimator.CLASSICAL).coefficient(term);
    add(ErrorRule.CLASSICAL, classical, 1, rest, ReferenceRule.RESIDUAL, ReferenceRule.NORMAL);
    add(ErrorRule.HC0, plain, 1, rest, ReferenceRule.RESIDUAL, ReferenceRule.NORMAL);
    add(ErrorRule.HC1, plain, n / rest, rest, ReferenceRule.RESIDUAL, ReferenceRule.NORMAL);
    LinearFit second = fit(VarianceEstimator.HC2);
    Estimate hc2 = second.coefficient(term);
    add(ErrorRule.HC2, hc2, 1, rest, ReferenceRule.RESIDUAL, ReferenceRule.NORMAL);
    if (sample.weights() == null) {
      double alone = RowsAlone.df(second, term);
      // With a next to nothing of degrees of freedom no quantile can be had, so there is no such
      // way.
      if (alone > 0 && Double.isFinite(Tail.studentQuantile((1 - level) / 2, alone))) {
        add(ErrorRule.HC2, hc2, 1, alone, ReferenceRule.SATTERTHWAITE);
      }
    } else {
      Estimate raw = RawHat.hc2(hc0, term, level);
      add(ErrorRule.HC2_RAW_HAT, raw, 1, rest, ReferenceRule.RESIDUAL);
    }
    Estimate hc3 = fit(VarianceEstimator.HC3).coefficient(term);
    add(ErrorRule.HC3, hc3, 1, rest, ReferenceRule.RESIDUAL, ReferenceRule.NORMAL);
    add(ErrorRule.HC3_JACKKNIFE, hc3, (n - 1) / n, n - 1, ReferenceRule.UNITS);
    add(
        ErrorRule.CLASSICAL_N,
        classical,
        rest / n,
        rest,
        ReferenceRule.NORMAL,
        ReferenceRule.RESIDUAL);
  }

  private void clusters() {
    LinearFit cr0 = fit(VarianceEstimator.CR0);
    Estimate plain = cr0.coefficient(term);
    double g = cr0.clusters();
    double rest = cr0.dfResidual();
    double stata = NamedConventions.stata(cr0, cr0.rank());
    ReferenceRule[] three = {ReferenceRule.CLUSTERS, ReferenceRule.RESIDUAL, ReferenceRule.NORMAL};
    add(ErrorRule.CR0, plain, 1, rest, three);
    add(ErrorRule.CR1, plain, g / (g - 1), rest, three);
    add(ErrorRule.CR1_STATA, plain, stata, rest, three);
    if (g > cr0.rank()) {
      add(ErrorRule.CR1P, plain, g / (g - cr0.rank()), rest, ReferenceRule.CLUSTERS);
    }
    List<int[]> absorbed = sample.absorbed();
    int[] blocks = absorbed.size() == 1 ? absorbed.get(0) : null;
    int rank = NamedConventions.unnestedRank(cr0, blocks, sample.clusters());
    add(ErrorRule.CR1_FIXEST, plain, NamedConventions.stata(cr0, rank), rest, three);
    Estimate cr2 = fit(VarianceEstimator.CR2).coefficient(term);
    all.add(new Judged(ErrorRule.CR2, ReferenceRule.SATTERTHWAITE, cr2));
    add(ErrorRule.CR2, cr2, 1, rest, three);
    Estimate cr3 = fit(VarianceEstimator.CR3).coefficient(term);
    add(ErrorRule.CR3, cr3, 1, rest, three);
    add(ErrorRule.CR3_JACKKNIFE, cr3, (g - 1) / g, rest, ReferenceRule.CLUSTERS);
  }

  private LinearFit fit(VarianceEstimator variance) {
    return new LinearFit(variance, level, solved);
  }

  private void add(
      ErrorRule rule, Estimate plain, double factor, double rest, ReferenceRule... references) {
    double error = plain.standardError() * Math.sqrt(factor);
    if (!Double.isFinite(error)) {
      return;
    }
    for (ReferenceRule reference : references) {
      double df =
          switch (reference) {
            case NORMAL -> Double.POSITIVE_INFINITY;
            case CLUSTERS -> solved.rows().clusters() - 1.0;
            default -> rest;
          };
      all.add(new Judged(rule, reference, Estimate.of(term, plain.value(), error, df, level)));
    }
  }

  private static Estimate normal(Estimate estimate, double level) {
    return Estimate.of(
        estimate.term(),
        estimate.value(),
        estimate.standardError(),
        Double.POSITIVE_INFINITY,
        level);
  }
}
