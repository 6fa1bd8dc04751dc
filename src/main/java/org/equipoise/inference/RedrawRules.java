package org.equipoise.inference;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The draw rules of sequential trials with two arms, re-run with fast random numbers. Their words
 * are in {@code docs/draw-rules.md}; a test holds each against the keyed rule on small trials.
 *
 * <p>Everywhere {@code order} lists the units in the order in which they were drawn, and {@code
 * stream} gives each unit's stratum, within which the rule works by itself.
 */
public final class RedrawRules {

  private RedrawRules() {}

  /**
   * Shuffled blocks of random size.
   *
   * @param sizes block sizes, equally likely, multiples of {@code parts}
   * @param treatedParts the treated arm's part of the ratio
   * @param parts sum of the ratio
   */
  public static Supplier<Redraw> permutedBlocks(
      int[] order, int[] stream, int[] sizes, int treatedParts, int parts) {
    int streams = streams(stream);
    return () -> {
      int[] left = new int[streams];
      int[] places = new int[streams];
      return (random, treated) -> {
        Arrays.fill(left, 0);
        for (int unit : order) {
          int s = stream[unit];
          if (left[s] == 0) {
            left[s] = sizes[sizes.length == 1 ? 0 : random.nextInt(sizes.length)];
            places[s] = left[s] / parts * treatedParts;
          }
          // A shuffled block, one place at a time.
          treated[unit] = random.nextInt(left[s]) < places[s];
          left[s]--;
          places[s] -= treated[unit] ? 1 : 0;
        }
      };
    };
  }

  /** A fair coin, unless an arm leads by the limit: then the other one (Soares and Wu 1983). */
  public static Supplier<Redraw> bigStick(int[] order, int[] stream, int limit) {
    int streams = streams(stream);
    return () -> {
      int[] lead = new int[streams];
      return (random, treated) -> {
        Arrays.fill(lead, 0);
        for (int unit : order) {
          int s = stream[unit];
          treated[unit] = Math.abs(lead[s]) >= limit ? lead[s] < 0 : random.nextBoolean();
          lead[s] += treated[unit] ? 1 : -1;
        }
      };
    };
  }

  static int streams(int[] stream) {
    return Arrays.stream(stream).max().orElse(-1) + 1;
  }
}
