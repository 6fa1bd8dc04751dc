package org.equipoise.draw;

import java.util.LinkedHashMap;
import java.util.Map;

/** A rule that draws one unit after another. */
abstract class OneByOne extends Course {

  OneByOne(Setting setting, StreamName stream) {
    super(setting, stream);
  }

  abstract Drawn draw(DrawUnit unit, KeyedStream numbers);

  /**
   * A draw, with a seal that binds the unit and its arm to the position. The numbers hang on the
   * position alone: without the seal, whoever writes the ledger anew could exchange two people.
   *
   * @param withheld lines that only the seal tells of, each begun by a line feed; empty for none
   */
  final Drawn drawn(
      DrawUnit unit,
      int arm,
      Map<String, String> evidence,
      Chance chance,
      KeyedStream numbers,
      String withheld) {
    Map<String, String> sealed = new LinkedHashMap<>(evidence);
    String bound = bound(unit.id(), arms().ids().get(arm).value());
    sealed.put("sealed", numbers.seal(position(), bound + withheld));
    Chance share = arms().shares().get(arm);
    return drawn(unit, arms().ids().get(arm), position(), 0, sealed, share, chance);
  }

  /** What every seal binds. */
  static String bound(String unit, String arm) {
    return "unit=" + unit + "\narm=" + arm;
  }
}
