package org.equipoise.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Re-randomization with any number of groups: within every stratum the units change places, so that
 * as many as there were are in each group, every such assignment equally likely. A unit is what was
 * drawn as one: a person, or a cluster of people.
 *
 * <p>All assignments are listed, each once, when there are no more than draws. The same seed gives
 * the same numbers with any number of threads.
 */
public final class PermutedGroups {
  private static final int CHUNK = 64;

  private final int[] groups;
  private final int count;

  /** The units of each stratum. */
  private final int[][] strata;

  private final int draws;
  private final long seed;

  private PermutedGroups(int[] groups, int[][] strata, int draws, long seed) {
    this.groups = groups;
    this.count = Arrays.stream(groups).max().orElse(-1) + 1;
    this.strata = strata;
    this.draws = draws;
    this.seed = seed;
  }

  /** Statistics of an assignment; one instance serves one thread at a time. */
  @FunctionalInterface
  public interface Statistics {
    /**
     * Works them out.
     *
     * @param groups the group of each unit
     * @param out filled with the statistics; NaN where the assignment leaves one undefined
     */
    void evaluate(int[] groups, double[] out);
  }

  /**
   * The assignments like the one that was made.
   *
   * @param strata code of every unit's stratum
   * @param groups the group that each was drawn to, from 0
   */
  public static PermutedGroups within(int[] strata, int[] groups) {
    if (strata.length != groups.length) {
      throw new IllegalArgumentException(strata.length + " strata, " + groups.length + " units");
    }
    Map<Integer, List<Integer>> members = new LinkedHashMap<>();
    for (int u = 0; u < strata.length; u++) {
      members.computeIfAbsent(strata[u], key -> new ArrayList<>()).add(u);
    }
    int[][] units =
        members.values().stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    return new PermutedGroups(groups, units, Rerandomization.DRAWS, 1);
  }

  /** The same with another number of draws, at least 1. */
  public PermutedGroups withDraws(int number) {
    if (number < 1) {
      throw new IllegalArgumentException(number + " draws");
    }
    return new PermutedGroups(groups, strata, number, seed);
  }

  /** The same from another seed. */
  public PermutedGroups withSeed(long other) {
    return new PermutedGroups(groups, strata, draws, other);
  }

  /** How many assignments there are, or -1 if more than a limit. */
  public long assignments(long limit) {
    long all = 1;
    for (int[] stratum : strata) {
      int[] left = counts(stratum);
      long ways = arrangements(left, stratum.length, limit);
      if (ways < 0 || all > limit / ways) {
        return -1;
      }
      all *= ways;
    }
    return all;
  }

  /**
   * Statistics in the assignment that was made and in the others.
   *
   * @param number how many statistics
   * @param each makes one instance for a thread
   */
  public List<RedrawnNumber> evaluate(int number, Supplier<? extends Statistics> each) {
    double[] observed = new double[number];
    each.get().evaluate(groups, observed);
    long all = assignments(draws);
    boolean listed = all > 0;
    int rounds = listed ? (int) all : draws;
    double[][] drawn = new double[number][rounds];
    int chunks = (rounds + CHUNK - 1) / CHUNK;
    List<UniformRandomProvider> streams = new ArrayList<>();
    JumpableUniformRandomProvider source =
        (JumpableUniformRandomProvider) RandomSource.XO_SHI_RO_256_PP.create(seed);
    for (int c = 0; c < chunks; c++) {
      streams.add(source.jump());
    }
    IntStream.range(0, chunks)
        .parallel()
        .forEach(
            c -> {
              Statistics statistics = each.get();
              int[] codes = groups.clone();
              double[] out = new double[number];
              int to = Math.min(rounds, (c + 1) * CHUNK);
              for (int d = c * CHUNK; d < to; d++) {
                if (listed) {
                  list(d, codes);
                } else {
                  shuffle(streams.get(c), codes);
                }
                statistics.evaluate(codes, out);
                for (int s = 0; s < number; s++) {
                  drawn[s][d] = out[s];
                }
              }
            });
    List<RedrawnNumber> numbers = new ArrayList<>();
    for (int s = 0; s < number; s++) {
      numbers.add(new RedrawnNumber(observed[s], drawn[s], listed));
    }
    return numbers;
  }

  private void shuffle(UniformRandomProvider random, int[] codes) {
    for (int[] units : strata) {
      for (int i = units.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int code = codes[units[i]];
        codes[units[i]] = codes[units[j]];
        codes[units[j]] = code;
      }
    }
  }

  /** Writes the assignment of that number, in the order of the groups. */
  private void list(long index, int[] codes) {
    long rest = index;
    for (int[] units : strata) {
      int[] left = counts(units);
      long ways = arrangements(left, units.length, Long.MAX_VALUE);
      long rank = rest % ways;
      rest /= ways;
      for (int i = 0; i < units.length; i++) {
        // Of the arrangements that remain, the share that begins with a group is its units' share.
        int open = units.length - i;
        int group = 0;
        long begin = ways / open * left[group] + ways % open * left[group] / open;
        while (rank >= begin) {
          rank -= begin;
          group++;
          begin = ways / open * left[group] + ways % open * left[group] / open;
        }
        codes[units[i]] = group;
        left[group]--;
        ways = begin;
      }
    }
  }

  private int[] counts(int[] units) {
    int[] counts = new int[count];
    for (int unit : units) {
      counts[groups[unit]]++;
    }
    return counts;
  }

  /** Multinomial coefficient, or -1 above the limit. */
  private static long arrangements(int[] counts, int units, long limit) {
    long ways = 1;
    int open = units;
    for (int group : counts) {
      int few = Math.min(group, open - group);
      long choices = 1;
      for (int i = 1; i <= few; i++) {
        long factor = (long) open - few + i;
        if (choices > Long.MAX_VALUE / factor) {
          return -1;
        }
        choices = choices * factor / i;
        if (choices > limit) {
          return -1;
        }
      }
      if (ways > limit / choices) {
        return -1;
      }
      ways *= choices;
      open -= group;
    }
    return ways;
  }
}
