package org.equipoise.rehearse;

/**
 * A mean of one share from each of many trials, such as the share of periods whose intervals hold.
 *
 * @param trials how many
 * @param sum of their shares
 * @param squares sum of the squares of their shares
 */
public record Share(int trials, double sum, double squares) {

  /** Of nothing yet. */
  public static final Share NONE = new Share(0, 0, 0);

  /** One more trial's share. */
  Share plus(double share) {
    return new Share(trials + 1, sum + share, squares + share * share);
  }

  /** Both together. */
  Share plus(Share other) {
    return new Share(trials + other.trials, sum + other.sum, squares + other.squares);
  }

  /** The mean; NaN of nothing. */
  public double mean() {
    return trials == 0 ? Double.NaN : sum / trials;
  }

  /**
   * Monte-Carlo standard error of the mean: what the trials' shares vary, over the root of their
   * number. Periods of one trial hang together, so that trials are what counts. NaN below two.
   */
  public double error() {
    if (trials < 2) {
      return Double.NaN;
    }
    double mean = sum / trials;
    double variance = Math.max(0, squares / trials - mean * mean) * trials / (trials - 1.0);
    return Math.sqrt(variance / trials);
  }
}
