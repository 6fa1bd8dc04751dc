package org.equipoise.analysis;

import java.util.List;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;

/**
 * One planned comparison of an arm with the control arm.
 *
 * @param analysis the planned analysis it belongs to
 * @param outcome what is compared
 * @param moment when
 * @param group for whom
 * @param arm the arm compared with the control
 * @param drawn persons drawn to the arm, within the group
 * @param drawnControl persons drawn to the control arm, within the group
 * @param analysed of them, persons in the estimate, in the arm
 * @param analysedControl of them, persons in the estimate, in the control arm
 * @param dropped why the others are not in it
 * @param rests counts of persons that the number would give away were they small, such as persons
 *     with an event
 * @param comparison the number or the reason there is none
 * @param ladder what the plan tried in its place, or by which step it came about
 */
public record Effect(
    Analysis analysis,
    Outcome outcome,
    Moment moment,
    Group group,
    Arm.Id arm,
    int drawn,
    int drawnControl,
    int analysed,
    int analysedControl,
    List<Dropped> dropped,
    List<Integer> rests,
    Comparison comparison,
    Ladder ladder) {

  /** A comparison with nothing tried in its place. */
  public Effect(
      Analysis analysis,
      Outcome outcome,
      Moment moment,
      Group group,
      Arm.Id arm,
      int drawn,
      int drawnControl,
      int analysed,
      int analysedControl,
      List<Dropped> dropped,
      List<Integer> rests,
      Comparison comparison) {
    this(
        analysis,
        outcome,
        moment,
        group,
        arm,
        drawn,
        drawnControl,
        analysed,
        analysedControl,
        dropped,
        rests,
        comparison,
        Ladder.NONE);
  }

  /** Why somebody is not in an estimate; the first that applies counts. */
  public enum Cause {
    /** The outcome does not apply to the person. */
    NOT_APPLICABLE,
    /** No answer to the wave at all. */
    WAVE_NOT_ANSWERED,
    /** The wave was answered, this outcome not. */
    OUTCOME_MISSING,
    /** A value adjusted for is missing. */
    COVARIATE_MISSING,
    /** Stratum, pair or cluster unknown. */
    DESIGN_MISSING,
    /** The other unit of the pair has no value. */
    PAIR_INCOMPLETE,
    /** Weight 0. */
    NO_WEIGHT
  }

  /**
   * Persons left out for one cause.
   *
   * @param cause why
   * @param arm how many in the arm
   * @param control how many in the control arm
   */
  public record Dropped(Cause cause, int arm, int control) {}

  /** The same with another number. */
  public Effect with(Comparison other) {
    return new Effect(
        analysis,
        outcome,
        moment,
        group,
        arm,
        drawn,
        drawnControl,
        analysed,
        analysedControl,
        dropped,
        rests,
        other,
        ladder);
  }

  /** The same, resting on other counts. */
  Effect restingOn(List<Integer> counts) {
    return new Effect(
        analysis,
        outcome,
        moment,
        group,
        arm,
        drawn,
        drawnControl,
        analysed,
        analysedControl,
        dropped,
        counts,
        comparison,
        ladder);
  }

  /** The same with another ladder. */
  Effect with(Ladder other) {
    return new Effect(
        analysis,
        outcome,
        moment,
        group,
        arm,
        drawn,
        drawnControl,
        analysed,
        analysedControl,
        dropped,
        rests,
        comparison,
        other);
  }

  /** Keeps its own copy. */
  public Effect {
    dropped = List.copyOf(dropped);
    rests = List.copyOf(rests);
  }
}
