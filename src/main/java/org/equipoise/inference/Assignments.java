package org.equipoise.inference;

import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * The treatment assignments that a design could have made, to draw from or, where they are few, to
 * list. A unit is what is assigned as one: a person, or a cluster of people.
 */
public abstract sealed class Assignments permits CompleteDraws, BernoulliDraws, RedrawnDraws {

  /**
   * Complete randomization: as many units treated as there were, every such set equally likely.
   *
   * @param treated the assignment that was made
   */
  public static Assignments complete(boolean[] treated) {
    return new CompleteDraws(new int[treated.length], treated);
  }

  /**
   * Complete randomization within strata, each with its own number of treated units; with strata of
   * two units, matched pairs.
   *
   * @param strata code of every unit's stratum; units in the order in which statistics are blocked
   *     are summed fastest
   * @param treated the assignment that was made
   */
  public static Assignments completeWithin(int[] strata, boolean[] treated) {
    return new CompleteDraws(strata, treated);
  }

  /**
   * Every unit by itself, with its own chance.
   *
   * @param probabilities each unit's chance of treatment, in [0, 1]
   */
  public static Assignments bernoulli(double[] probabilities) {
    return new BernoulliDraws(probabilities);
  }

  /**
   * Any other rule.
   *
   * @param units how many units the rule assigns
   * @param rule makes one instance of the rule for a thread
   */
  public static Assignments redrawn(int units, Supplier<? extends Redraw> rule) {
    return new RedrawnDraws(units, rule);
  }

  /** How many units are assigned. */
  public abstract int units();

  /**
   * How many assignments there are, or -1 if they cannot be listed or are more than a limit. They
   * are equally likely.
   */
  public abstract long count(long limit);

  /** The unit at every position of a bit set. */
  abstract int[] order();

  /** Something that draws, for one thread. */
  abstract Drawer drawer();

  /** Writes one of the listed assignments into the bits of the positions. */
  abstract void list(long index, long[] bits);

  /** Whether the same number of these units is treated in every assignment. */
  abstract boolean fixes(boolean[] units);

  /** Every unit's chance of treatment, or null where the rule does not say. */
  abstract double @Nullable [] probabilities();

  /** Draws assignments into bit sets, 64 positions to a word. */
  @FunctionalInterface
  interface Drawer {
    void draw(UniformRandomProvider random, long[] bits);
  }

  static int words(int units) {
    return (units + 63) >>> 6;
  }

  static int[] identity(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    return order;
  }
}
