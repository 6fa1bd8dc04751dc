package org.equipoise.simulate;

import java.util.Arrays;

/**
 * The same people in several worlds: one where all are drawn to each arm, in the order of the arms,
 * then one where all meet the service on the day of the draw, then one where nobody ever does.
 *
 * @param position for each person, the place in the intake in (0, 1)
 * @param met for each world and person, the day of the first meeting
 */
record Worlds(double[] position, int[][] met) {

  static Worlds of(double[] position, int[][] metByArm) {
    int[][] met = Arrays.copyOf(metByArm, metByArm.length + 2);
    met[served(metByArm.length)] = new int[position.length];
    met[never(metByArm.length)] = new int[position.length];
    Arrays.fill(met[never(metByArm.length)], Meetings.NEVER);
    return new Worlds(position, met);
  }

  /** Index of the world where all are served at once. */
  static int served(int arms) {
    return arms;
  }

  /** Index of the world where nobody is served. */
  static int never(int arms) {
    return arms + 1;
  }

  int count() {
    return met.length;
  }

  int arms() {
    return met.length - 2;
  }

  int people() {
    return position.length;
  }

  /** How much of the full effect a person has reached on a day counted from the draw. */
  double dose(int world, int person, double day, Course course, CohortGain gain) {
    int since = met[world][person];
    return since > day ? 0 : gain.at(position[person]) * course.reached(day - since);
  }
}
