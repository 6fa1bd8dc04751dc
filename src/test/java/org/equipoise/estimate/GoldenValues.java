package org.equipoise.estimate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/** Computed numbers by term and quantity; the term is empty for a quantity of the whole fit. */
final class GoldenValues {
  private final Map<String, Map<String, Double>> values = new LinkedHashMap<>();

  void put(String term, String quantity, double value) {
    Double old = values.computeIfAbsent(term, t -> new LinkedHashMap<>()).put(quantity, value);
    if (old != null) {
      throw new IllegalStateException("computed twice: " + term + " " + quantity);
    }
  }

  void put(Estimate e) {
    put(e.term(), "estimate", e.value());
    put(e.term(), "std_error", e.standardError());
    put(e.term(), "df", e.df());
    put(e.term(), "t", e.statistic());
    put(e.term(), "p", e.pValue());
    put(e.term(), "ci_low", e.interval().low());
    put(e.term(), "ci_high", e.interval().high());
  }

  double get(String term, String quantity) {
    Double value = values.getOrDefault(term, Map.of()).get(quantity);
    if (value == null) {
      throw new NoSuchElementException(
          "no " + quantity + " of '" + term + "'; terms are " + values.keySet());
    }
    return value;
  }
}
