package org.equipoise.draw;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that keep their order and never change. */
public final class Ordered {

  private Ordered() {}

  /**
   * A copy in the same order. Of a hundred thousand people most have one value or none in each of
   * their maps: those copies take next to no room.
   */
  public static <K, V> Map<K, V> copyOf(Map<K, V> map) {
    if (map.isEmpty()) {
      return Map.of();
    }
    if (map.size() == 1) {
      Map.Entry<K, V> only = map.entrySet().iterator().next();
      return Map.of(only.getKey(), only.getValue());
    }
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
