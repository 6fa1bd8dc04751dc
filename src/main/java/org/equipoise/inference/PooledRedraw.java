package org.equipoise.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;

/**
 * Whole pools drawn at once in a given ratio, shares that are no whole number rounded at one random
 * offset, and, where the rule asks for balance, drawn again until the covariates are alike enough
 * (Morgan and Rubin 2012, Annals of Statistics 40:1263-1282).
 */
public final class PooledRedraw implements Redraw {
  private static final int REFERENCE = 1000;

  /**
   * The rule.
   *
   * @param pools the units of every pool
   * @param firstParts part of the first arm in the ratio
   * @param parts sum of the ratio
   * @param firstTreated whether the first arm is the treated one
   * @param balanced columns to be balanced, by unit; a pool leaves out a column with NaN in it
   * @param acceptance share of draws that are balanced enough; 1 accepts all
   */
  public record Rule(
      int[][] pools,
      int firstParts,
      int parts,
      boolean firstTreated,
      List<double[]> balanced,
      double acceptance) {

    /**
     * Makes instances for threads. The bound on imbalance is found once, from a thousand draws of
     * each pool, and never lies below that of the draw made, which was accepted.
     *
     * @param made the assignment that was made
     */
    public Supplier<Redraw> instances(boolean[] made) {
      boolean plain = balanced.isEmpty() || acceptance >= 1;
      Pool[] all = new Pool[pools.length];
      UniformRandomProvider random = new XoShiRo256PlusPlus(1, 2, 3, 4);
      for (int p = 0; p < all.length; p++) {
        Pool pool = new Pool(pools[p], plain ? List.of() : balanced, Double.POSITIVE_INFINITY);
        all[p] = plain ? pool : pool.withBound(bound(pool, made, random));
      }
      return () -> new PooledRedraw(this, all);
    }

    private double bound(Pool pool, boolean[] made, UniformRandomProvider random) {
      PooledRedraw reference = new PooledRedraw(this, new Pool[] {pool});
      boolean[] treated = new boolean[made.length];
      double[] sizes = new double[REFERENCE];
      for (int r = 0; r < REFERENCE; r++) {
        reference.redraw(random, treated);
        sizes[r] = pool.imbalance(treated);
      }
      Arrays.sort(sizes);
      double threshold = sizes[(int) Math.ceil(acceptance * REFERENCE) - 1];
      return Math.max(threshold, pool.imbalance(made)) * (1 + 1e-12);
    }
  }

  /** One pool: its units, its standardized columns, and the largest imbalance accepted. */
  private record Pool(int[] units, double[][] columns, double bound) {

    Pool(int[] units, List<double[]> balanced, double bound) {
      this(units, standardized(units, balanced), bound);
    }

    Pool withBound(double largest) {
      return new Pool(units, columns, largest);
    }

    private static double[][] standardized(int[] units, List<double[]> balanced) {
      List<double[]> kept = new ArrayList<>();
      for (double[] column : balanced) {
        double[] values = Arrays.stream(units).mapToDouble(u -> column[u]).toArray();
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double sd = Math.sqrt(squares / (units.length - 1));
        if (sd > 0) {
          kept.add(Arrays.stream(values).map(v -> (v - mean) / sd).toArray());
        }
      }
      return kept.toArray(new double[0][]);
    }

    /** The sum of squared standardized differences in means. */
    double imbalance(boolean[] treated) {
      int first = 0;
      for (int unit : units) {
        first += treated[unit] ? 1 : 0;
      }
      int rest = units.length - first;
      if (first == 0 || rest == 0) {
        return 0;
      }
      double total = 0;
      for (double[] column : columns) {
        double sum = 0;
        for (int i = 0; i < units.length; i++) {
          sum += treated[units[i]] ? column[i] : 0;
        }
        // The columns add up to zero: the other arm's sum is the opposite.
        double difference = sum / first + sum / rest;
        total += difference * difference;
      }
      return total;
    }
  }

  private final Rule rule;
  private final Pool[] pools;
  private final int[][] shuffled;

  private PooledRedraw(Rule rule, Pool[] pools) {
    this.rule = rule;
    this.pools = pools;
    shuffled = new int[pools.length][];
    for (int p = 0; p < pools.length; p++) {
      shuffled[p] = pools[p].units().clone();
    }
  }

  @Override
  public void redraw(UniformRandomProvider random, boolean[] treated) {
    for (int p = 0; p < pools.length; p++) {
      do {
        draw(random, shuffled[p], treated);
      } while (pools[p].imbalance(treated) > pools[p].bound());
    }
  }

  private void draw(UniformRandomProvider random, int[] units, boolean[] treated) {
    int n = units.length;
    int offset = rule.parts() == 1 ? 0 : random.nextInt(rule.parts());
    int first = (int) (((long) n * rule.firstParts() + offset) / rule.parts());
    for (int i = 0; i < n; i++) {
      if (i < first) {
        int j = i + random.nextInt(n - i);
        int unit = units[j];
        units[j] = units[i];
        units[i] = unit;
      }
      treated[units[i]] = i < first == rule.firstTreated();
    }
  }
}
