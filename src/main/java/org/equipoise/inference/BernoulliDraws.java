package org.equipoise.inference;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** Every unit assigned by itself. */
final class BernoulliDraws extends Assignments {
  private static final double STEPS = 0x1p53;

  private final double[] probabilities;

  /** The chance in steps of the 53 random bits it is compared with. */
  private final long[] threshold;

  BernoulliDraws(double[] probabilities) {
    this.probabilities = probabilities.clone();
    threshold = new long[probabilities.length];
    for (int i = 0; i < threshold.length; i++) {
      if (!(probabilities[i] >= 0 && probabilities[i] <= 1)) {
        throw new IllegalArgumentException("the chance of unit " + i + " is " + probabilities[i]);
      }
      threshold[i] = Math.round(probabilities[i] * STEPS);
    }
  }

  @Override
  public int units() {
    return threshold.length;
  }

  @Override
  public long count(long limit) {
    return -1;
  }

  @Override
  int[] order() {
    return identity(threshold.length);
  }

  @Override
  Drawer drawer() {
    return this::draw;
  }

  private void draw(UniformRandomProvider random, long[] bits) {
    Arrays.fill(bits, 0);
    for (int i = 0; i < threshold.length; i++) {
      long one = random.nextLong() >>> 11 < threshold[i] ? 1 : 0;
      bits[i >>> 6] |= one << i;
    }
  }

  @Override
  void list(long index, long[] bits) {
    throw new UnsupportedOperationException("independent draws are not equally likely");
  }

  @Override
  boolean fixes(boolean[] units) {
    for (int i = 0; i < units.length; i++) {
      if (units[i] && probabilities[i] > 0 && probabilities[i] < 1) {
        return false;
      }
    }
    return true;
  }

  @Override
  double[] probabilities() {
    return probabilities;
  }
}
