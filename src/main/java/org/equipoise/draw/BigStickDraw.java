package org.equipoise.draw;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A fair coin, unless one of the two arms leads by the limit (Soares and Wu 1983). */
final class BigStickDraw extends OneByOne {

  static final String RULE = "big-stick/1";

  private final long limit;
  private long lead;

  BigStickDraw(Setting setting, StreamName stream, long limit) {
    super(setting, stream);
    this.limit = limit;
  }

  @Override
  Drawn draw(DrawUnit unit, KeyedStream numbers) {
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put("lead", Long.toString(lead));
    if (Math.abs(lead) >= limit) {
      return drawn(unit, lead > 0 ? 1 : 0, evidence, Chance.CERTAIN, numbers, "");
    }
    String label = "arm/" + position();
    long number = numbers.number(label, 2);
    evidence.put(label, Long.toString(number));
    return drawn(unit, (int) number, evidence, arms().shares().get(0), numbers, "");
  }

  @Override
  void note(Drawn drawn) {
    lead += arms().index(Objects.requireNonNull(drawn.arm())) == 0 ? 1 : -1;
  }

  @Override
  void explain(Drawn drawn, KeyedStream numbers, Map<String, String> facts) {
    String label = "arm/" + drawn.position();
    if (drawn.evidence().containsKey(label)) {
      numbers.tell(label, 2, facts);
    }
  }
}
