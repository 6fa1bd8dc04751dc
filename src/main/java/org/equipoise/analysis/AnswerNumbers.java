package org.equipoise.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.ValueType;

/** The numbers that answers to one item stand for, the same as in an analysis. */
final class AnswerNumbers {

  private final Map<String, Double> scores = new HashMap<>();
  private final boolean levelled;

  private AnswerNumbers(boolean levelled) {
    this.levelled = levelled;
  }

  static AnswerNumbers of(Item item) {
    boolean binary = item.type() == ValueType.BINARY;
    AnswerNumbers numbers = new AnswerNumbers(binary || !item.levels().isEmpty());
    List<String> codes = binary ? Coding.NO_YES : item.levels().stream().map(Level::code).toList();
    double[] scores = Coding.of(item).scores();
    for (int k = 0; k < codes.size(); k++) {
      numbers.scores.put(codes.get(k), scores[k]);
    }
    return numbers;
  }

  /** NaN is missing. */
  double number(String value) {
    if (value.isEmpty()) {
      return Double.NaN;
    }
    return levelled ? scores.getOrDefault(value, Double.NaN) : Double.parseDouble(value);
  }
}
