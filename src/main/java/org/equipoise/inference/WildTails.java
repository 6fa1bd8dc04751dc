package org.equipoise.inference;

import org.equipoise.estimate.ClusterProducts;

/**
 * The p-values of any hypothesis from one set of draws.
 *
 * @param products of the sample
 * @param made the draws
 * @param nullImposed whether the residuals are those under the hypothesis
 * @param rule how draws become a p-value
 * @param listed whether the draws are all combinations of weights and the sample is one of them
 */
record WildTails(
    ClusterProducts products,
    WildDraws made,
    boolean nullImposed,
    PValueRule rule,
    boolean listed) {

  /** Relative differences of squared statistics below this are rounding: such draws are ties. */
  private static final double TIE = 1e-11;

  /** By {@code |t*| >= |t|}. */
  double symmetric(double hypothesis) {
    double move = move(hypothesis);
    double limit = move * move / sampleSquares();
    Tail tail = new Tail();
    for (int i = 0; i < made.size(); i++) {
      double n = made.numerator(i, shift(move));
      double bar = limit * made.squaredError(i, shift(move));
      tail.add(n * n, bar);
      if (made.mirrored()) {
        tail.add(n * n, bar);
      }
    }
    return tail.share();
  }

  /** Twice the smaller of the two one-sided p, at most 1. */
  double equalTailed(double hypothesis) {
    double move = move(hypothesis);
    double limit = Math.copySign(move * move / sampleSquares(), move);
    Tail above = new Tail();
    Tail below = new Tail();
    for (int i = 0; i < made.size(); i++) {
      double n = made.numerator(i, shift(move));
      double signed = Math.copySign(n * n, n);
      double bar = limit * made.squaredError(i, shift(move));
      above.add(signed, bar);
      below.add(-signed, -bar);
      if (made.mirrored()) {
        above.add(-signed, bar);
        below.add(signed, -bar);
      }
    }
    return Math.min(1, 2 * Math.min(above.share(), below.share()));
  }

  private double move(double hypothesis) {
    return (products.estimate().value() - hypothesis) * products.length();
  }

  private double shift(double move) {
    return nullImposed ? move : 0;
  }

  private double sampleSquares() {
    double sum = 0;
    for (double x : products.residual()) {
      sum += x * x;
    }
    return sum;
  }

  /** Counts squared numerators, with the sign of t*, at or beyond what the sample's t asks for. */
  private final class Tail {
    private long draws;
    private long atLeast;
    private long beyond;

    void add(double squared, double bar) {
      double tie = TIE * Math.abs(bar);
      draws++;
      atLeast += squared >= bar - tie ? 1 : 0;
      beyond += squared > bar + tie ? 1 : 0;
    }

    double share() {
      return rule.of(atLeast, beyond, draws, listed);
    }
  }
}
