package org.equipoise.simulate;

import java.util.List;
import org.equipoise.analysis.Moment;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Subgroup;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a simulated trial: known because every person was simulated under every arm at
 * once.
 *
 * @param effects the effects
 * @param contrasts how much contrast between the arms is left at each wave
 * @param responses who answers each wave
 */
public record Truth(List<Effect> effects, List<Contrast> contrasts, List<Response> responses) {

  /**
   * The effect of being drawn to an arm rather than to the control arm, on one outcome at one
   * moment.
   *
   * @param outcome the outcome
   * @param moment when
   * @param subgroup for whom; null for everybody drawn to whom the outcome applies
   * @param arm the arm compared with the control arm
   * @param people how many persons it is the mean of
   * @param mean mean outcome had all of them been drawn to the arm; NaN when there are none
   * @param meanControl mean outcome had all of them been drawn to the control arm
   * @param effect the difference: the intention-to-treat effect for these people, with take-up as
   *     it is and the control arm's own start
   * @param service mean difference between meeting the service on the day of the draw and never
   *     meeting it, for these people
   * @param population the intention-to-treat effect over the population these people were drawn
   *     from; NaN for a subgroup, and where there is no closed form
   * @param populationService the effect of the service over that population; NaN likewise
   */
  public record Effect(
      Outcome.Id outcome,
      Moment moment,
      Subgroup.@Nullable Id subgroup,
      Arm.Id arm,
      int people,
      double mean,
      double meanControl,
      double effect,
      double service,
      double population,
      double populationService) {}

  /**
   * Shares of all those drawn who would have met the service by the day a wave is due.
   *
   * @param wave the wave
   * @param arm the arm compared with the control arm
   * @param met share had all been drawn to the arm
   * @param metControl share had all been drawn to the control arm
   * @param population difference of the two shares over the population
   */
  public record Contrast(
      Wave.Id wave, Arm.Id arm, double met, double metControl, double population) {

    /** Contrast left: the difference of the two shares. */
    public double left() {
      return met - metControl;
    }
  }

  /**
   * Chances to answer one wave.
   *
   * @param wave the wave
   * @param share share of the population drawn that answers
   * @param factorLoading correlation of the willingness to answer with the person's factor
   * @param propensities for each person drawn, in the order of the rows, the chance to answer given
   *     the person's factor and consent; 0 for those who had left
   */
  public record Response(
      Wave.Id wave, double share, double factorLoading, List<Double> propensities) {
    /** Keeps its own copy. */
    public Response {
      propensities = List.copyOf(propensities);
    }
  }

  /** Keeps its own copies. */
  public Truth {
    effects = List.copyOf(effects);
    contrasts = List.copyOf(contrasts);
    responses = List.copyOf(responses);
  }
}
