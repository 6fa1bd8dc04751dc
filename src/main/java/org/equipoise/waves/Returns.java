package org.equipoise.waves;

import java.util.Optional;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.ProportionInterval;

/**
 * Answers that came back, of as many as are known or thought to have been asked.
 *
 * @param answers how many answered
 * @param asked of how many
 */
public record Returns(int answers, Asked asked) {

  /** Nobody asked, nobody answered. */
  public static final Returns NONE = new Returns(0, new Asked.Known(0));

  /**
   * A share of answers.
   *
   * @param low the share if the most that may have been asked were asked
   * @param high the share if the fewest were; the same as {@code low} when they were counted
   */
  public record Share(double low, double high) {}

  /**
   * Refuses more answers than may have been asked.
   *
   * @throws IllegalArgumentException if there are more answers than asked, or less than none
   */
  public Returns {
    boolean more = !(asked instanceof Asked.Unknown) && answers > asked.fewest();
    if (answers < 0 || more) {
      throw new IllegalArgumentException(answers + " answers of " + asked);
    }
  }

  /** Both together. */
  public Returns plus(Returns more) {
    return new Returns(Math.addExact(answers, more.answers), asked.plus(more.asked));
  }

  /**
   * The share that answered: one number when the asked were counted, a range when they were
   * estimated; empty when nobody knows how many were asked, or nobody was.
   */
  public Optional<Share> share() {
    if (asked instanceof Asked.Unknown || asked.most() == 0) {
      return Optional.empty();
    }
    double low = answers / (double) asked.most();
    double high = asked.fewest() == 0 ? 1 : answers / (double) asked.fewest();
    return Optional.of(new Share(low, high));
  }

  /**
   * Wilson's interval of the share, only where the asked were counted: around a guess there is no
   * sampling error to speak of.
   *
   * @param level coverage in (0, 1)
   */
  public Optional<ConfidenceInterval> interval(double level) {
    return asked instanceof Asked.Known known && known.count() > 0
        ? Optional.of(ProportionInterval.WILSON.of(answers, known.count(), level))
        : Optional.empty();
  }
}
