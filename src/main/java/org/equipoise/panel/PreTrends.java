package org.equipoise.panel;

import java.util.List;
import org.equipoise.estimate.WaldTest;

/**
 * What the periods before treatment say, and what they could have said.
 *
 * @param joint test that all effects before treatment are 0: F with the path's degrees of freedom,
 *     chi-square over its degrees of freedom when those are infinite
 * @param significant event times before treatment whose own estimate differs from 0 at the level
 * @param trends trends the tests would find half the time, and four times in five
 */
public record PreTrends(WaldTest joint, List<Integer> significant, List<DetectableTrend> trends) {

  /** Copies the lists. */
  public PreTrends {
    significant = List.copyOf(significant);
    trends = List.copyOf(trends);
  }

  /** The trend one of the tests would find with the power asked for. */
  public DetectableTrend trend(DetectableTrend.Rule rule, double power) {
    return trends.stream()
        .filter(trend -> trend.rule() == rule && trend.power() == power)
        .findFirst()
        .orElseThrow();
  }
}
