package org.equipoise.analysis;

import java.util.HashMap;
import java.util.Map;

/** Pairs of which only one side has a value. */
final class Pairs {

  private Pairs() {}

  /**
   * Leaves out the persons of pairs that lack one of the two arms, since a pair compares only with
   * itself.
   *
   * @return how many were left out of the control arm and of the other arm
   */
  static int[] dropIncomplete(boolean[] in, int[] pair, int[] arms, int treatedArm) {
    Map<Integer, int[]> sides = new HashMap<>();
    for (int i = 0; i < in.length; i++) {
      if (in[i]) {
        sides.computeIfAbsent(pair[i], key -> new int[2])[arms[i] == treatedArm ? 1 : 0]++;
      }
    }
    int[] dropped = new int[2];
    for (int i = 0; i < in.length; i++) {
      int[] counts = sides.get(pair[i]);
      if (in[i] && counts != null && (counts[0] == 0 || counts[1] == 0)) {
        in[i] = false;
        dropped[arms[i] == treatedArm ? 1 : 0]++;
      }
    }
    return dropped;
  }
}
