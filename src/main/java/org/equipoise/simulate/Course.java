package org.equipoise.simulate;

/**
 * How an effect builds up after the service is first met: evenly, until it is full.
 *
 * @param days days until it is full, above 0
 */
record Course(double days) {

  /** What people say of themselves follows soon. */
  static final Course SURVEY = new Course(60);

  /** What registers see takes a year. */
  static final Course REGISTER = new Course(365);

  /** Share of the full effect so many days after the first meeting; 0 before it. */
  double reached(double daysSince) {
    return Math.min(1, Math.max(0, daysSince / days));
  }
}
