package org.equipoise.simulate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Assumptions;

/**
 * When people meet the service, under each arm.
 *
 * <p>An arm's early starters fall evenly in the second half of the wait. The others who take it up
 * come after the planned start with a geometric delay, longer while teams are short of staff; an
 * arm that never starts counts its delays from the draw. One rank a person decides under every arm,
 * so that whoever comes early under one arm comes early under another.
 */
final class Meetings {

  /** The day of somebody who never meets the service. */
  static final int NEVER = Integer.MAX_VALUE;

  private static final double NEGLIGIBLE = 1e-12;

  /** What an arm's people do when nothing is assumed. */
  private static final Assumptions.TakeUp ALL_AT_ONCE = new Assumptions.TakeUp(1, 1, 0);

  private static final Assumptions.TakeUp NOBODY = new Assumptions.TakeUp(0, 1, 0);

  private final List<Arm> arms;
  private final IntakeDays intake;
  private final double[] delays;
  private final double[] positions;
  private final double leaving;
  private final int lastDay;

  /** By arm and by relative delay, when people meet the service. */
  private final List<Map<Double, MeetingLaw>> laws;

  private Meetings(
      List<Arm> arms,
      IntakeDays intake,
      double leaving,
      int lastDay,
      List<Map<Double, MeetingLaw>> laws) {
    this.arms = arms;
    this.intake = intake;
    this.delays = intake.delays();
    this.positions = intake.positions();
    this.leaving = leaving;
    this.lastDay = lastDay;
    this.laws = laws;
  }

  /**
   * The meetings of a trial.
   *
   * @param lastDay last day people are followed, counted from the draw
   */
  static Meetings of(List<Arm> arms, Assumptions assumed, IntakeDays intake, int lastDay) {
    List<Map<Double, MeetingLaw>> laws =
        arms.stream()
            .map(
                arm -> {
                  Assumptions.TakeUp none =
                      arm.startsAfterDays().isPresent() ? ALL_AT_ONCE : NOBODY;
                  Assumptions.TakeUp takeUp = assumed.takeUp().getOrDefault(arm.id(), none);
                  Map<Double, MeetingLaw> byDelay = new LinkedHashMap<>();
                  for (double delay : intake.delays()) {
                    byDelay.computeIfAbsent(
                        delay, d -> MeetingLaw.of(arm.startsAfterDays().orElse(0), takeUp, d));
                  }
                  return byDelay;
                })
            .toList();
    return new Meetings(arms, intake, assumed.leaving(), lastDay, laws);
  }

  /**
   * For each arm and person, the day of the first meeting counted from the draw, or {@link #NEVER}.
   *
   * @param intakeDay the person's day of the intake, counted from 0
   * @param left the day the person leaves, counted from the draw: nobody meets the service then
   */
  int[][] draw(UniformRandomProvider stream, int[] intakeDay, int[] left) {
    int[][] days = new int[arms.size()][intakeDay.length];
    for (int person = 0; person < intakeDay.length; person++) {
      double rank = stream.nextDouble();
      for (int arm = 0; arm < days.length; arm++) {
        int day = law(arm, delays[intakeDay[person]]).day(rank);
        days[arm][person] = day < left[person] ? day : NEVER;
      }
    }
    return days;
  }

  private MeetingLaw law(int arm, double delay) {
    MeetingLaw found = laws.get(arm).get(delay);
    if (found == null) {
      throw new IllegalStateException("no law for delay " + delay);
    }
    return found;
  }

  /** The day each person leaves, evenly over the follow-up, or {@link #NEVER}. */
  int[] drawLeaving(UniformRandomProvider stream, int people) {
    int[] left = new int[people];
    Arrays.fill(left, NEVER);
    for (int person = 0; person < people; person++) {
      double rank = stream.nextDouble();
      if (rank < leaving) {
        left[person] = 1 + (int) (rank / leaving * lastDay);
      }
    }
    return left;
  }

  /** Share of the population not gone by the end of a day. */
  double staying(int day) {
    return 1 - leaving * Math.min(1, Math.max(0, day) / (double) lastDay);
  }

  /**
   * In every world, the mean over the population of what meetings add.
   *
   * @param until last day of meetings counted
   * @param stayedUntil only people who have not left by this day count; 0 for everybody
   */
  double[] population(int until, int stayedUntil, Contribution contribution) {
    double[] means = new double[arms.size() + 2];
    for (int i = 0; i < delays.length; i++) {
      double chance = intake.chance(i);
      if (chance > 0) {
        double position = positions[i];
        add(means, chance, delays[i], until, stayedUntil, day -> contribution.of(position, day));
      }
    }
    return means;
  }

  /**
   * In every world, the share of the full mean effect that the population has reached on a day. The
   * same as {@link #population} of the doses, and quick: gains add up within each delay.
   *
   * @param day the day, counted from the draw
   * @param stayedUntil only people who have not left by this day count; 0 for everybody
   */
  double[] dose(double day, int stayedUntil, Course course, CohortGain gain) {
    Map<Double, Double> gains = new LinkedHashMap<>();
    for (int i = 0; i < delays.length; i++) {
      gains.merge(delays[i], intake.chance(i) * gain.at(positions[i]), Double::sum);
    }
    double[] means = new double[arms.size() + 2];
    gains.forEach(
        (delay, sum) ->
            add(means, sum, delay, (int) day, stayedUntil, met -> course.reached(day - met)));
    return means;
  }

  private void add(
      double[] means,
      double weight,
      double delay,
      int until,
      int stayedUntil,
      IntToDoubleFunction contribution) {
    for (int arm = 0; arm < arms.size(); arm++) {
      double[] byDay = law(arm, delay).chances();
      for (int day = 0; day <= Math.min(until, byDay.length - 1); day++) {
        if (byDay[day] > 0) {
          double share = byDay[day] * staying(Math.max(day, stayedUntil));
          means[arm] += weight * share * contribution.applyAsDouble(day);
        }
      }
    }
    means[Worlds.served(arms.size())] +=
        weight * staying(stayedUntil) * contribution.applyAsDouble(0);
  }

  /**
   * When people of one arm meet the service.
   *
   * @param chances chance of a first meeting on each day from the draw; what is left to 1 never
   *     meets
   * @param until chance of a first meeting by the end of each day
   */
  private record MeetingLaw(double[] chances, double[] until) {

    static MeetingLaw of(int start, Assumptions.TakeUp takeUp, double delay) {
      int wait = takeUp.meanDelayDays() * delay >= 1 ? 1 : 0;
      double mean = takeUp.meanDelayDays() * delay - wait;
      double stay = mean / (1 + mean);
      int tail = stay > 0 ? (int) Math.ceil(Math.log(NEGLIGIBLE) / Math.log(stay)) : 1;
      double[] chances = new double[start + wait + tail + 1];
      int half = (start + 1) / 2;
      double early = start > half ? takeUp.earlyShare() : 0;
      for (int day = half; day < start; day++) {
        chances[day] = early / (start - half);
      }
      double chance = (takeUp.share() - early) * (1 - stay);
      for (int day = start + wait; day < chances.length; day++) {
        chances[day] = chance;
        chance *= stay;
      }
      double[] until = chances.clone();
      for (int day = 1; day < until.length; day++) {
        until[day] += until[day - 1];
      }
      return new MeetingLaw(chances, until);
    }

    /** The first day by whose end more than a share {@code rank} have met the service. */
    int day(double rank) {
      int low = 0;
      int high = until.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (until[middle] > rank) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low < until.length ? low : NEVER;
    }
  }

  /**
   * What one person who came at a place in the intake and met the service on a day adds to a mean.
   */
  interface Contribution {
    double of(double position, int day);
  }
}
