package org.equipoise.rehearse;

/**
 * How often something happened.
 *
 * @param times how often it did
 * @param of how often it could have
 */
public record Tally(int times, int of) {

  /** Never yet. */
  public static final Tally NONE = new Tally(0, 0);

  /** One more that did or did not. */
  Tally plus(boolean happened) {
    return new Tally(times + (happened ? 1 : 0), of + 1);
  }

  /** Both together. */
  Tally plus(Tally other) {
    return new Tally(times + other.times, of + other.of);
  }

  /** The share; NaN of nothing. */
  public double share() {
    return of == 0 ? Double.NaN : times / (double) of;
  }

  /**
   * Monte-Carlo standard error of the share, {@code sqrt(p (1 - p) / n)} with p moved to {@code
   * (times + 2) / (n + 4)}, so that it is not 0 where everything or nothing happened.
   */
  public double error() {
    if (of == 0) {
      return Double.NaN;
    }
    double p = (times + 2.0) / (of + 4.0);
    return Math.sqrt(p * (1 - p) / of);
  }
}
