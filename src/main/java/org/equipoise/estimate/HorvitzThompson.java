package org.equipoise.estimate;

import org.equipoise.estimate.NotEstimableException.Reason;

/**
 * Difference of two totals, each person's outcome divided by the chance of the arm: unbiased
 * whatever the outcomes.
 *
 * <p>{@code t = (1/N) (sum over treated y/pi - sum over controls y/(1 - pi))}, pi the share drawn
 * in the block. The variance is Young's conservative bound, {@code N^2 V = sum Y^2 + sum over i, j
 * of s (1 - pi_i pi_j/pi_ij) Y_i Y_j} with {@code Y = y/pi} (or {@code y/(1 - pi)}), s = 1 within
 * an arm and -1 across; judged by the normal distribution. Clusters enter by their totals, blocks
 * add. The two readings of the same draw give the same t and may give very different standard
 * errors, so none is a default. Agrees with {@code estimatr::horvitz_thompson} 1.0; Aronow and
 * Middleton (2013), Journal of Causal Inference 1:135-154.
 */
public enum HorvitzThompson {
  /** Units drawn one by one, independently: the numbers in the arms are chance too. */
  BERNOULLI {
    @Override
    double squares(Totals block) {
      return block.squares1 + block.squares0;
    }
  },

  /** A fixed number of units drawn from each block. */
  COMPLETE {
    @Override
    double squares(Totals block) {
      double n = block.treated + (double) block.control;
      if (block.treated < 2 || block.control < 2) {
        throw new NotEstimableException(
            Reason.BLOCK_TOO_SMALL,
            "a block with "
                + block.treated
                + " treated and "
                + block.control
                + " control units: no two of an arm are ever drawn together",
            "a variance needs two units of each arm in every block; merge blocks");
      }
      double within1 = 1 - block.treated * (n - 1) / (n * (block.treated - 1.0));
      double within0 = 1 - block.control * (n - 1) / (n * (block.control - 1.0));
      return block.squares1
          + block.squares0
          + within1 * (block.total1 * block.total1 - block.squares1)
          + within0 * (block.total0 * block.total0 - block.squares0)
          - 2 / n * block.total1 * block.total0;
    }
  };

  /**
   * Treated minus control, by the shares drawn in the sample.
   *
   * @throws NotEstimableException if an arm is empty in a block, a block is too small for the
   *     reading, or the variance bound is not positive
   */
  public Estimate estimate(TwoArmSample sample, double level) {
    int n = sample.size();
    int[] block = sample.block() == null ? new int[n] : Coding.of(sample.block()).index();
    int blocks = sample.block() == null ? 1 : Coding.of(sample.block()).levels();
    Totals[] totals = new Totals[blocks];
    for (int b = 0; b < blocks; b++) {
      totals[b] = new Totals();
    }
    int[] unit = sample.cluster() == null ? identity(n) : Coding.of(sample.cluster()).index();
    int units = sample.cluster() == null ? n : Coding.of(sample.cluster()).levels();
    double[] sums = new double[units];
    int[] of = new int[units];
    boolean[] treated = new boolean[units];
    for (int i = 0; i < n; i++) {
      sums[unit[i]] += sample.outcome()[i];
      of[unit[i]] = block[i];
      treated[unit[i]] = sample.treated()[i];
    }
    for (int u = 0; u < units; u++) {
      totals[of[u]].count(treated[u]);
    }
    for (int u = 0; u < units; u++) {
      totals[of[u]].add(treated[u], sums[u]);
    }
    double difference = 0;
    double variance = 0;
    for (Totals one : totals) {
      difference += one.total1 - one.total0;
      variance += squares(one);
    }
    return Estimate.of(
        "treated - control",
        difference / n,
        Math.sqrt(variance) / n,
        Double.POSITIVE_INFINITY,
        level);
  }

  abstract double squares(Totals block);

  private static int[] identity(int n) {
    int[] index = new int[n];
    for (int i = 0; i < n; i++) {
      index[i] = i;
    }
    return index;
  }

  /** Sums over one block of the outcomes divided by their chance. */
  static final class Totals {
    private int treated;
    private int control;
    private double total1;
    private double total0;
    private double squares1;
    private double squares0;

    private void count(boolean isTreated) {
      if (isTreated) {
        treated++;
      } else {
        control++;
      }
    }

    private void add(boolean isTreated, double y) {
      if (treated == 0 || control == 0) {
        throw new NotEstimableException(
            Reason.BLOCK_WITHOUT_ARM,
            "a block with " + treated + " treated and " + control + " control units",
            "where everybody of a block has one arm no chance was involved; leave the block out");
      }
      double units = treated + (double) control;
      if (isTreated) {
        double scaled = y * units / treated;
        total1 += scaled;
        squares1 += scaled * scaled;
      } else {
        double scaled = y * units / control;
        total0 += scaled;
        squares0 += scaled * scaled;
      }
    }
  }
}
