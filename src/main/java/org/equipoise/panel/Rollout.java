package org.equipoise.panel;

import static org.equipoise.estimate.NotEstimableException.Reason;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.inference.PermutedGroups;
import org.jspecify.annotations.Nullable;

/**
 * Effects of a treatment whose start dates chance put in order (Roth and Sant'Anna 2023, Journal of
 * Political Economy Microeconomics 1(4):669-709), with the strata and clusters of that draw.
 *
 * <p>Estimand: a mean of the effects {@code tau(t, g)} of having started in period g rather than
 * not yet, in period t, over all members of the study (see {@link RolloutEstimand}). Assumption:
 * starts were drawn at random, within strata if any, and nobody reacts before the start. Units that
 * have not started are the controls of those that have; the last start is never treated here.
 *
 * <p>In stratum s, with units n_sg of start g, means Ybar_sg over periods and covariances S_sg
 * ({@code n - 1}):
 *
 * <pre>
 *   theta_s = sum_g A_sg Ybar_sg      X_s = the same comparison in the last period before each start
 *   estimate = sum_s w_s (theta_s - b X_s),            w_s the stratum's share of the members
 *   b = sum_s w_s^2 Cov_s(X, theta) / sum_s w_s^2 Var_s(X),  Cov_s = sum_g A0_sg S_sg A_sg' / n_sg
 *   neyman^2 = sum_s w_s^2 sum_g (A_sg - b A0_sg) S_sg (A_sg - b A0_sg)' / n_sg
 * </pre>
 *
 * <p>One b for all strata: it is the best one that strata can share, and unlike one each it does
 * not need many units in every stratum. Weights of starts and periods are the same in every
 * stratum, so that the estimand is an effect on everybody, though chances of a start may differ
 * between strata. With one stratum this is {@code staggered::staggered} with its default X.
 *
 * <p>The refined error subtracts from neyman^2 {@code v c' P c}: v = sum_s w_s^2 / n_s; c the sum
 * over starts g from the first averaged of the slopes {@code (M S_g M')^-1 M S_g A_g'}, P the mean
 * of {@code M S_g M'}, M the periods before that start, each S_g pooled over strata with weights
 * {@code w_s^2 / n_s / v}: what outcomes before the draw tell of differences between effects.
 *
 * <p>Clusters: a cluster counts with its members. Ybar_sg is the mean over members, S_sg that of
 * {@code members / mean members x (cluster mean - Ybar_sg)}, the linearised ratio; controls and
 * starts are weighted by clusters, which the draw fixed.
 *
 * <p>Reference distribution: the paper's is normal; with few units of a start in a stratum, t with
 * Welch's degrees of freedom (see {@link RolloutEstimate}). Refused: fewer than two units of a
 * start in a stratum, nobody who starts later, missing values unless {@code completeUnitsOnly}, a
 * difference where no period lies before a start. Without such a period for any start the efficient
 * estimate is the difference.
 */
public final class Rollout {

  /** How the comparison before the starts is used. */
  public enum Adjustment {
    /** With the b that makes the variance smallest, estimated. */
    EFFICIENT,
    /** Not at all: b = 0. */
    NONE,
    /** As a difference in differences: b = 1, the controls those not yet treated. */
    DIFFERENCE
  }

  private final StaggeredPanel panel;
  private final int @Nullable [] strata;
  private final Adjustment adjustment;
  private final boolean completeOnly;
  private final RolloutDesign design;

  private Rollout(
      StaggeredPanel panel, int @Nullable [] strata, Adjustment adjustment, boolean completeOnly) {
    this.panel = panel;
    this.strata = strata;
    this.adjustment = adjustment;
    this.completeOnly = completeOnly;
    design = RolloutDesign.of(panel, strata, completeOnly);
  }

  /**
   * The rollout of a panel, its clusters those that were drawn.
   *
   * @throws NotEstimableException if it cannot be analysed as it is
   * @throws IllegalArgumentException if it has weights or covariates
   */
  public static Rollout of(StaggeredPanel panel) {
    return of(panel, null, false);
  }

  /**
   * The same of a draw within strata.
   *
   * @param strata code of each row's stratum, any numbers; null without strata
   * @param completeUnitsOnly whether rows with a missing value are left out rather than refused
   */
  public static Rollout of(
      StaggeredPanel panel, int @Nullable [] strata, boolean completeUnitsOnly) {
    if (strata != null && strata.length != panel.units()) {
      throw new IllegalArgumentException(strata.length + " strata of " + panel.units() + " rows");
    }
    return new Rollout(panel, strata, Adjustment.EFFICIENT, completeUnitsOnly);
  }

  /** The same with another use of the periods before the starts. */
  public Rollout with(Adjustment other) {
    return new Rollout(panel, strata, other, completeOnly);
  }

  /** The event times that can be estimated, ascending. */
  public int[] eventTimes() {
    return RolloutWeights.eventTimes(design);
  }

  /** Of each drawn unit, in the order of {@link #redraws()}, its first row. */
  public int[] firstRows() {
    return design.firstRows();
  }

  /** Of each drawn unit its group in re-draws: its start's place among the starts, ascending. */
  public int[] groups() {
    return design.cohort().clone();
  }

  /**
   * Average effects.
   *
   * @throws NotEstimableException if one cannot be estimated
   */
  public RolloutEstimates estimate(List<RolloutEstimand> estimands) {
    int k = estimands.size();
    List<RolloutEstimate> estimates = new ArrayList<>();
    RolloutMoments[] moments = new RolloutMoments[k];
    for (int e = 0; e < k; e++) {
      RolloutWeights weights = weights(estimands.get(e));
      moments[e] = RolloutMoments.of(design, weights, adjustment);
      estimates.add(
          new RolloutEstimate(
              estimands.get(e),
              moments[e].value(),
              moments[e].beta(),
              moments[e].imbalance(),
              Math.sqrt(moments[e].covariance(design, moments[e])),
              RolloutRefinement.error(design, weights, moments[e]),
              moments[e].df(design),
              weights.cells(),
              weights.earliest()));
    }
    double[][] covariance = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] = moments[i].covariance(design, moments[j]);
        covariance[j][i] = covariance[i][j];
      }
    }
    return new RolloutEstimates(
        estimates, covariance, design.units(), design.strata(), design.leftOut());
  }

  private RolloutWeights weights(RolloutEstimand estimand) {
    RolloutWeights weights = RolloutWeights.of(design, estimand);
    if (adjustment == Adjustment.DIFFERENCE && weights.without() > 0) {
      throw new NotEstimableException(
          Reason.NO_PERIOD_BEFORE,
          weights.without()
              + " of "
              + weights.cells()
              + " effects have no period before the start to take a difference with",
          "use the efficient adjustment or none, or data from before the first start");
    }
    return weights;
  }

  /**
   * Studentized estimates, each over its own Neyman error, in re-draws of the starts within strata:
   * exact when the treatment changes nobody's outcome, and in large samples right when it changes
   * nothing on average. NaN where an assignment leaves no error.
   *
   * @return statistics of the group of each drawn unit, groups by start, units as in {@link
   *     #redraws()}
   */
  public Supplier<PermutedGroups.Statistics> studentized(List<RolloutEstimand> estimands) {
    // It keeps nothing between assignments, so that one serves all threads.
    PermutedGroups.Statistics statistics =
        RolloutStatistics.of(design, estimands.stream().map(this::weights).toList(), adjustment);
    return () -> statistics;
  }

  /**
   * The re-draws of the starts: within strata the drawn units change places, clusters as wholes.
   */
  public PermutedGroups redraws() {
    return PermutedGroups.within(design.stratum(), design.cohort());
  }
}
