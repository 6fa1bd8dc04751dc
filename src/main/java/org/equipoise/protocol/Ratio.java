package org.equipoise.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many are drawn to each arm for every round of the draw.
 *
 * @param parts whole parts by arm, each at least 1, in the order of the arms
 */
public record Ratio(Map<Arm.Id, Integer> parts) {

  /** Keeps its own copy, in order. */
  public Ratio {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** Sum of the parts. */
  public int total() {
    return parts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Probability of {@code arm}; 0 when the ratio does not name it. */
  public double probability(Arm.Id arm) {
    return parts.getOrDefault(arm, 0) / (double) total();
  }
}
