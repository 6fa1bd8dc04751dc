package org.equipoise.disclosure;

import java.util.Arrays;

/**
 * Another table that agrees with everything shown, as its differences from the true one: some
 * counts are others, all sums are the same.
 *
 * @param counts which counts differ, ascending
 * @param changes by how many, not 0
 */
record Move(int[] counts, int[] changes) {

  boolean touches(int count) {
    return Arrays.binarySearch(counts, count) >= 0;
  }

  boolean touchesAny(int[] some) {
    for (int count : some) {
      if (touches(count)) {
        return true;
      }
    }
    return false;
  }
}
