package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.List;

/** A sample cut along its blocks. */
final class Strata {
  private Strata() {}

  /**
   * The blocks that have both arms, by ascending code; the sample itself when it has no blocks.
   *
   * @throws NotEstimableException if no block has both arms
   */
  static List<TwoArmSample> split(TwoArmSample sample) {
    int[] codes = sample.block();
    if (codes == null) {
      return List.of(sample);
    }
    Coding.Groups groups = Coding.of(codes).groups();
    List<TwoArmSample> parts = new ArrayList<>();
    for (int g = 0; g + 1 < groups.start().length; g++) {
      int from = groups.start()[g];
      int size = groups.start()[g + 1] - from;
      double[] outcome = new double[size];
      boolean[] treated = new boolean[size];
      int[] clusters = sample.cluster() == null ? null : new int[size];
      int count = 0;
      for (int i = 0; i < size; i++) {
        int row = groups.order()[from + i];
        outcome[i] = sample.outcome()[row];
        treated[i] = sample.treated()[row];
        count += treated[i] ? 1 : 0;
        if (clusters != null && sample.cluster() != null) {
          clusters[i] = sample.cluster()[row];
        }
      }
      if (count > 0 && count < size) {
        parts.add(new TwoArmSample(outcome, treated, null, clusters));
      }
    }
    if (parts.isEmpty()) {
      throw new NotEstimableException(
          NotEstimableException.Reason.BLOCK_WITHOUT_ARM,
          "none of the blocks has units of both arms",
          "merge blocks, or compare without them");
    }
    return parts;
  }
}
