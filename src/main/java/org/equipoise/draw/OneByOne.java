package org.equipoise.draw;

import java.util.Map;

/** A rule that draws one unit after another. */
abstract class OneByOne extends Course {

  OneByOne(Setting setting, StreamName stream) {
    super(setting, stream);
  }

  abstract Drawn draw(DrawUnit unit, KeyedStream numbers);

  final Drawn drawn(DrawUnit unit, int arm, Map<String, String> evidence, Chance chance) {
    Chance share = arms().shares().get(arm);
    return drawn(unit, arms().ids().get(arm), position(), 0, evidence, share, chance);
  }
}
