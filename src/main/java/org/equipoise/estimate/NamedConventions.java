package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One contrast of two arms under every {@link Convention} that applies to it, so that a reader who
 * got another number from another program can see which one it was.
 *
 * <p>A convention applies when the contrast has what it needs: blocks, pairs, clusters, covariates
 * or weights. Those that apply but cannot be estimated are answered with their refusal. Differences
 * in means and Horvitz-Thompson totals know no weights; covariates are not used by them.
 */
public final class NamedConventions {
  private static final String TREATED = "treated";

  /**
   * The contrast, one entry a person.
   *
   * @param outcome finite numbers
   * @param treated who was assigned to treatment
   * @param covariates by name, in the order of the fit; none for a raw difference
   * @param blocks codes of strata or pairs the draw respected; null without
   * @param pairs whether the blocks are pairs
   * @param clusters codes of the clusters drawn as a whole; null when persons were drawn
   * @param weights null for everybody alike
   */
  public record Contrast(
      double[] outcome,
      boolean[] treated,
      Map<String, double[]> covariates,
      int @Nullable [] blocks,
      boolean pairs,
      int @Nullable [] clusters,
      double @Nullable [] weights) {}

  /** What a convention makes of a contrast: exactly one of the two is there. */
  public record Reading(
      Convention convention,
      @Nullable Estimate estimate,
      @Nullable NotEstimableException refusal) {}

  private final Contrast contrast;
  private final double level;
  private final List<Reading> readings = new ArrayList<>();

  private NamedConventions(Contrast contrast, double level) {
    this.contrast = contrast;
    this.level = level;
  }

  /**
   * Every convention that applies, in their order.
   *
   * @throws IllegalArgumentException if lengths differ, a value is not finite, or the level is
   *     outside (0, 1)
   */
  public static List<Reading> of(Contrast contrast, double level) {
    NamedConventions all = new NamedConventions(contrast, ConfidenceInterval.checkLevel(level));
    if (contrast.weights == null) {
      all.differences();
    }
    all.regressions();
    if (contrast.clusters != null) {
      all.clustered();
    }
    if (!contrast.covariates.isEmpty()) {
      all.interacted();
    }
    if (contrast.weights == null && !contrast.pairs) {
      all.add(Convention.HORVITZ_THOMPSON_BERNOULLI, () -> all.totals(HorvitzThompson.BERNOULLI));
      all.add(Convention.HORVITZ_THOMPSON_COMPLETE, () -> all.totals(HorvitzThompson.COMPLETE));
    }
    return List.copyOf(all.readings);
  }

  private void add(Convention convention, Supplier<Estimate> estimate) {
    try {
      readings.add(new Reading(convention, estimate.get(), null));
    } catch (NotEstimableException refusal) {
      readings.add(new Reading(convention, null, refusal));
    }
  }

  private void differences() {
    add(Convention.DIFFERENCE_WELCH, () -> difference(Design.SIMPLE));
    boolean clusters = contrast.clusters != null;
    if (contrast.blocks != null && !clusters) {
      if (contrast.pairs) {
        add(Convention.DIFFERENCE_PAIRS, () -> difference(Design.MATCHED_PAIRS));
      } else {
        add(Convention.DIFFERENCE_BLOCKED, () -> difference(Design.BLOCKED));
      }
    }
    if (clusters) {
      add(Convention.DIFFERENCE_CLUSTERED, () -> difference(Design.CLUSTERED));
    }
    if (clusters && contrast.blocks != null) {
      if (contrast.pairs) {
        add(Convention.DIFFERENCE_PAIRED_CLUSTERS, () -> difference(Design.PAIR_MATCHED_CLUSTERS));
      } else {
        add(Convention.DIFFERENCE_BLOCKED_CLUSTERED, () -> difference(Design.BLOCKED_CLUSTERED));
      }
    }
  }

  private Estimate difference(Design design) {
    return DifferenceInMeans.of(design).withLevel(level).estimate(twoArms()).estimate();
  }

  private Estimate totals(HorvitzThompson reading) {
    return reading.estimate(twoArms(), level);
  }

  private void regressions() {
    Map<Convention, VarianceEstimator> plain = new LinkedHashMap<>();
    plain.put(Convention.OLS_CLASSICAL, VarianceEstimator.CLASSICAL);
    plain.put(Convention.OLS_HC0, VarianceEstimator.HC0);
    plain.put(Convention.OLS_HC1, VarianceEstimator.HC1);
    plain.put(Convention.OLS_HC2, VarianceEstimator.HC2);
    plain.forEach((convention, variance) -> add(convention, () -> regression(variance)));
    if (contrast.weights != null) {
      add(
          Convention.OLS_HC2_RAW_HAT,
          () -> RawHat.hc2(fit(VarianceEstimator.HC0, false), TREATED, level));
    }
    add(Convention.OLS_HC2_SATTERTHWAITE, this::everybodyACluster);
    add(Convention.OLS_HC3, () -> regression(VarianceEstimator.HC3));
  }

  private Estimate regression(VarianceEstimator variance) {
    return treatment(fit(variance, false));
  }

  private Estimate everybodyACluster() {
    int[] each = IntStream.range(0, contrast.outcome.length).toArray();
    RegressionSample sample = sample(false).toBuilder().clusters(each).build();
    return treatment(LeastSquares.with(VarianceEstimator.CR2).withLevel(level).fit(sample));
  }

  private void clustered() {
    add(Convention.OLS_CR0, () -> scaled(fit -> 1, false));
    add(Convention.OLS_CR1, () -> scaled(NamedConventions::clustersFactor, false));
    add(Convention.OLS_CR1_RESIDUAL_DF, () -> scaled(NamedConventions::clustersFactor, true));
    add(Convention.OLS_CR1_STATA, () -> scaled(fit -> stata(fit, fit.rank()), false));
    add(Convention.OLS_CR1_STATA_RESIDUAL_DF, () -> scaled(fit -> stata(fit, fit.rank()), true));
    add(Convention.OLS_CR1P, () -> scaled(NamedConventions::parametersFactor, false));
    add(Convention.OLS_CR1_FIXEST, () -> scaled(fit -> stata(fit, unnestedRank(fit)), false));
    add(Convention.OLS_CR2, () -> treatment(fit(VarianceEstimator.CR2, true)));
    add(Convention.OLS_CR3, () -> treatment(fit(VarianceEstimator.CR3, true)));
    add(
        Convention.OLS_CR3_JACKKNIFE,
        () -> scaled(VarianceEstimator.CR3, fit -> 1 / clustersFactor(fit), false));
  }

  /** A factor on the variance of a fit. */
  private interface Scale {
    double of(LinearFit fit);
  }

  private Estimate scaled(Scale factor, boolean residualDf) {
    return scaled(VarianceEstimator.CR0, factor, residualDf);
  }

  private Estimate scaled(VarianceEstimator variance, Scale factor, boolean residualDf) {
    LinearFit fit = fit(variance, true);
    Estimate plain = treatment(fit);
    return Estimate.of(
        TREATED,
        plain.value(),
        plain.standardError() * Math.sqrt(factor.of(fit)),
        residualDf ? fit.dfResidual() : plain.df(),
        level);
  }

  private static double clustersFactor(LinearFit fit) {
    double g = fit.clusters();
    return g / (g - 1);
  }

  static double stata(LinearFit fit, int rank) {
    return clustersFactor(fit) * (fit.n() - 1.0) / (fit.n() - rank);
  }

  private static double parametersFactor(LinearFit fit) {
    double g = fit.clusters();
    if (!(g > fit.rank())) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_DEGREES_OF_FREEDOM,
          fit.clusters() + " clusters for " + fit.rank() + " coefficients",
          "this factor needs more clusters than coefficients; use fewer columns");
    }
    return g / (g - fit.rank());
  }

  private int unnestedRank(LinearFit fit) {
    return unnestedRank(fit, contrast.blocks, contrast.clusters);
  }

  /** The rank, absorbed levels nested in clusters not counted; one for the constant they hold. */
  static int unnestedRank(LinearFit fit, int @Nullable [] blocks, int @Nullable [] clusters) {
    if (blocks == null || clusters == null) {
      return fit.rank();
    }
    Coding coded = Coding.of(blocks);
    int[] owner = new int[coded.levels()];
    boolean[] seen = new boolean[coded.levels()];
    boolean nested = true;
    for (int i = 0; i < blocks.length; i++) {
      int block = coded.index()[i];
      nested &= !seen[block] || owner[block] == clusters[i];
      seen[block] = true;
      owner[block] = clusters[i];
    }
    return nested ? fit.rank() - coded.levels() + 1 : fit.rank();
  }

  private void interacted() {
    if (contrast.clusters == null) {
      add(Convention.LIN_HC2, () -> treatment(lin(VarianceEstimator.HC2)));
      if (contrast.blocks == null && contrast.weights == null) {
        add(
            Convention.LIN_POPULATION,
            () -> PopulationVariance.of(lin(VarianceEstimator.HC2), contrast, TREATED, level));
      }
    } else {
      add(Convention.LIN_CR2, () -> treatment(lin(VarianceEstimator.CR2)));
    }
  }

  private LinearFit lin(VarianceEstimator variance) {
    return InteractedAdjustment.with(variance)
        .withLevel(level)
        .fit(sample(variance.clustered()), TREATED);
  }

  private LinearFit fit(VarianceEstimator variance, boolean withClusters) {
    return LeastSquares.with(variance).withLevel(level).fit(sample(withClusters));
  }

  private static Estimate treatment(LinearFit fit) {
    if (fit.dropped().contains(TREATED)) {
      throw NotEstimableException.treatmentCollinear(TREATED);
    }
    return fit.coefficient(TREATED);
  }

  private RegressionSample sample(boolean withClusters) {
    double[] z = new double[contrast.treated.length];
    Arrays.setAll(z, i -> contrast.treated[i] ? 1 : 0);
    RegressionSample.Builder builder = RegressionSample.of(contrast.outcome).column(TREATED, z);
    contrast.covariates.forEach(builder::column);
    if (contrast.blocks != null) {
      builder.absorb(contrast.blocks);
    }
    if (withClusters && contrast.clusters != null) {
      builder.clusters(contrast.clusters);
    }
    if (contrast.weights != null) {
      builder.weights(contrast.weights);
    }
    return builder.build();
  }

  private TwoArmSample twoArms() {
    return new TwoArmSample(contrast.outcome, contrast.treated, contrast.blocks, contrast.clusters);
  }
}
