package org.equipoise.inference;

import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Minimisation over equal slots (Pocock and Simon 1975, Biometrics 31:103-115), re-run: each arm
 * has as many slots as its part of the ratio, the slot that leaves the factors best balanced is
 * taken with a given chance, ties broken at random, and otherwise one of the other slots.
 */
public final class MinimisationRedraw implements Redraw {
  /** Sums of weighted spreads closer than this are tied. */
  private static final double SAME = 1e-10;

  /**
   * The rule.
   *
   * @param order units in the order of their draws
   * @param levels by factor and unit, the code of the unit's level within its stratum, from 0
   * @param weights by factor
   * @param slotTreated by slot, whether it belongs to the treated arm
   * @param best chance of the best slot
   * @param spread how the counts of a level are judged
   */
  public record Rule(
      int[] order,
      int[][] levels,
      double[] weights,
      boolean[] slotTreated,
      double best,
      Spread spread) {

    /** Makes instances for threads. */
    public Supplier<Redraw> instances() {
      return () -> new MinimisationRedraw(this);
    }
  }

  /** How uneven the counts of the slots are. */
  public enum Spread {
    /** Largest less smallest. */
    RANGE,
    /** Their variance. */
    VARIANCE,
    /** Its square root. */
    STANDARD_DEVIATION
  }

  private final Rule rule;
  private final int slots;

  /** By factor, level and slot. */
  private final long[][] counts;

  private final double[] imbalance;
  private final int[] tied;

  private MinimisationRedraw(Rule rule) {
    this.rule = rule;
    slots = rule.slotTreated().length;
    counts = new long[rule.levels().length][];
    for (int f = 0; f < counts.length; f++) {
      counts[f] = new long[RedrawRules.streams(rule.levels()[f]) * slots];
    }
    imbalance = new double[slots];
    tied = new int[slots];
  }

  @Override
  public void redraw(UniformRandomProvider random, boolean[] treated) {
    for (long[] factor : counts) {
      Arrays.fill(factor, 0);
    }
    for (int unit : rule.order()) {
      int slot = slot(random, unit);
      treated[unit] = rule.slotTreated()[slot];
      for (int f = 0; f < counts.length; f++) {
        counts[f][rule.levels()[f][unit] * slots + slot]++;
      }
    }
  }

  private int slot(UniformRandomProvider random, int unit) {
    double least = Double.POSITIVE_INFINITY;
    for (int t = 0; t < slots; t++) {
      imbalance[t] = 0;
      for (int f = 0; f < counts.length; f++) {
        int from = rule.levels()[f][unit] * slots;
        counts[f][from + t]++;
        imbalance[t] += rule.weights()[f] * spread(counts[f], from);
        counts[f][from + t]--;
      }
      least = Math.min(least, imbalance[t]);
    }
    int among = 0;
    for (int t = 0; t < slots; t++) {
      if (imbalance[t] <= least + SAME * (1 + least)) {
        tied[among++] = t;
      }
    }
    int chosen = tied[among == 1 ? 0 : random.nextInt(among)];
    if (random.nextDouble() < rule.best()) {
      return chosen;
    }
    int other = random.nextInt(slots - 1);
    return other < chosen ? other : other + 1;
  }

  private double spread(long[] of, int from) {
    long least = Long.MAX_VALUE;
    long most = 0;
    long sum = 0;
    long squares = 0;
    for (int t = from; t < from + slots; t++) {
      least = Math.min(least, of[t]);
      most = Math.max(most, of[t]);
      sum += of[t];
      squares += of[t] * of[t];
    }
    double variance = slots * squares - sum * sum;
    return switch (rule.spread()) {
      case RANGE -> most - least;
      case VARIANCE -> variance;
      case STANDARD_DEVIATION -> Math.sqrt(variance);
    };
  }
}
