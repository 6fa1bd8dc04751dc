package org.equipoise.draw;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is drawn: a person, or a household, cluster or other group that shares one arm.
 *
 * @param id the unit's trial id, by which tickets are made and pools are ordered
 * @param values values fixed before the draw by variable code: strata, factors, balance variables,
 *     pair; numbers in plain decimal form
 */
public record DrawUnit(String id, Map<String, String> values) {
  /** Keeps its own copy, by code. */
  public DrawUnit {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }
}
