package org.equipoise.draw;

import java.util.Map;

/** One independent draw a unit. */
final class SimpleDraw extends OneByOne {

  static final String RULE = "simple/1";

  SimpleDraw(Setting setting, StreamName stream) {
    super(setting, stream);
  }

  @Override
  Drawn draw(DrawUnit unit, KeyedStream numbers) {
    String label = "arm/" + position();
    long number = numbers.number(label, arms().total());
    int arm = arms().holding(number);
    Map<String, String> evidence = Map.of(label, Long.toString(number));
    return drawn(unit, arm, evidence, arms().shares().get(arm), numbers, "");
  }

  @Override
  void explain(Drawn drawn, KeyedStream numbers, Map<String, String> facts) {
    numbers.tell("arm/" + drawn.position(), arms().total(), facts);
  }
}
