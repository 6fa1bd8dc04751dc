package org.equipoise.waves;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many were asked, as far as that is known. Surveys that others pass on (coordinators, staff,
 * newsletters) often leave it open.
 */
public sealed interface Asked {

  /** Counted: everybody asked is on a list. */
  record Known(int count) implements Asked {
    /**
     * Refuses a negative count.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Known {
      if (count < 0) {
        throw new IllegalArgumentException(count + " asked");
      }
    }
  }

  /**
   * Judged to lie between two numbers, which are equal for a single guess.
   *
   * @param low fewest
   * @param high most
   */
  record Estimated(int low, int high) implements Asked {
    /**
     * Refuses a range that is none.
     *
     * @throws IllegalArgumentException unless {@code 0 <= low <= high}
     */
    public Estimated {
      if (low < 0 || high < low) {
        throw new IllegalArgumentException("from " + low + " to " + high + " asked");
      }
    }
  }

  /** Nobody can tell. */
  record Unknown() implements Asked {}

  /**
   * What a person wrote: {@code 28} is counted, {@code 64..80} (also {@code 64-80}) and {@code ~80}
   * are estimated, {@code ?} or nothing is unknown. Empty when it is none of these, or a range that
   * runs backwards.
   */
  static Optional<Asked> parse(String written) {
    String plain = written.strip();
    if (plain.isEmpty() || plain.equals("?")) {
      return Optional.of(new Unknown());
    }
    Matcher form = Form.PATTERN.matcher(plain);
    if (!form.matches()) {
      return Optional.empty();
    }
    int low = Integer.parseInt(form.group(2));
    boolean guess = form.group(1) != null;
    if (form.group(3) == null) {
      return Optional.of(guess ? new Estimated(low, low) : new Known(low));
    }
    int high = Integer.parseInt(form.group(3));
    return high < low ? Optional.empty() : Optional.of(new Estimated(low, high));
  }

  /** Both together: known only if both are, unknown if either is. */
  default Asked plus(Asked more) {
    if (this instanceof Unknown || more instanceof Unknown) {
      return new Unknown();
    }
    if (this instanceof Known a && more instanceof Known b) {
      return new Known(Math.addExact(a.count(), b.count()));
    }
    return new Estimated(
        Math.addExact(fewest(), more.fewest()), Math.addExact(most(), more.most()));
  }

  /** The fewest that may have been asked; 0 when unknown. */
  default int fewest() {
    return this instanceof Known known
        ? known.count()
        : this instanceof Estimated range ? range.low() : 0;
  }

  /** The most that may have been asked; {@link Integer#MAX_VALUE} when unknown. */
  default int most() {
    return this instanceof Known known
        ? known.count()
        : this instanceof Estimated range ? range.high() : Integer.MAX_VALUE;
  }

  /** How the estimated and the counted are written. */
  final class Form {
    private static final Pattern PATTERN =
        Pattern.compile("(~\\s*)?(\\d{1,9})(?:\\s*(?:\\.\\.|-|\u2013)\\s*(\\d{1,9}))?");

    private Form() {}
  }
}
