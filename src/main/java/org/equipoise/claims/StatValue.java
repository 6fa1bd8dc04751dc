package org.equipoise.claims;

import java.util.List;

/** What figures can give, for each way of reading them. */
@FunctionalInterface
interface StatValue {

  /** The possible values, in pieces; none when the figures contradict each other. */
  List<StatRange> at(StatReading reading);

  /** What one figure can be. */
  static StatValue of(Figure figure) {
    return reading -> List.of(reading.range(figure));
  }
}
