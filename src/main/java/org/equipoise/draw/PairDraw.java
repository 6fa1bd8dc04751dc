package org.equipoise.draw;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One unit of each pair to each arm. */
final class PairDraw extends Pooled {

  static final String RULE = "matched-pairs/1";

  private final String variable;
  private final Set<String> done = new HashSet<>();

  PairDraw(Setting setting, StreamName stream, String variable) {
    super(setting, stream);
    this.variable = variable;
  }

  @Override
  void draw(List<DrawUnit> pool, KeyedStream numbers, List<Drawn> drawn, List<DrawUnit> waiting) {
    Map<String, List<DrawUnit>> pairs = new TreeMap<>(Draws.BY_BYTES);
    for (DrawUnit unit : pool) {
      pairs.computeIfAbsent(Draws.value(unit, variable), p -> new ArrayList<>(2)).add(unit);
    }
    for (Map.Entry<String, List<DrawUnit>> pair : pairs.entrySet()) {
      // A pair drawn before has its number out already: it must never decide for other units.
      if (pair.getValue().size() != 2 || done.contains(pair.getKey())) {
        waiting.addAll(pair.getValue());
        continue;
      }
      String label = "pair/" + pair.getKey();
      int number = (int) numbers.number(label, 2);
      for (int k = 0; k < 2; k++) {
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put(label, Integer.toString(number));
        evidence.put("with", pair.getValue().get(1 - k).id());
        Chance half = arms().shares().get(0);
        long at = position() + drawn.size();
        DrawUnit unit = pair.getValue().get(k);
        drawn.add(drawn(unit, arms().ids().get(k ^ number), at, batch() + 1, evidence, half, half));
      }
    }
  }

  @Override
  void note(Drawn drawn) {
    done.add(Draws.value(drawn, variable));
  }

  @Override
  void explain(Drawn drawn, KeyedStream numbers, Map<String, String> facts) {
    numbers.tell("pair/" + Draws.value(drawn, variable), 2, facts);
  }
}
