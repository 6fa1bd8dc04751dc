package org.equipoise.draw;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.protocol.Arm;
import org.jspecify.annotations.Nullable;

/** One rule on one stream, with what it has to remember of the draws made there. */
abstract class Course {

  private final Setting setting;
  private final StreamName stream;
  private long position;
  private long batch;

  /**
   * What all streams of a scheme share.
   *
   * @param rule name and version of the rule
   * @param arms its arms
   * @param uses codes of the variables it looks at, beyond the strata
   */
  record Setting(String rule, Arms arms, List<String> uses) {}

  Course(Setting setting, StreamName stream) {
    this.setting = setting;
    this.stream = stream;
  }

  final StreamName stream() {
    return stream;
  }

  final Arms arms() {
    return setting.arms();
  }

  /** How many units were drawn on the stream. */
  final long position() {
    return position;
  }

  /** How many batches were drawn on the stream. */
  final long batch() {
    return batch;
  }

  /**
   * Takes over the draw that comes next on this stream.
   *
   * @throws IllegalArgumentException when it does not
   */
  final void remember(Drawn drawn) {
    if (!drawn.rule().equals(setting.rule())) {
      throw new IllegalArgumentException(
          "a draw by " + drawn.rule() + " where " + setting.rule() + " is the rule");
    }
    if (!drawn.stream().equals(stream)) {
      throw new IllegalArgumentException(
          "a draw on stream " + drawn.stream().text() + ", not " + stream.text());
    }
    if (drawn.position() != position) {
      throw new IllegalArgumentException(
          "the draw of "
              + drawn.unit()
              + " has position "
              + drawn.position()
              + " on its stream, "
              + position
              + " is next");
    }
    note(drawn);
    position++;
    batch = drawn.batch();
  }

  /** Remembers what later draws on the stream depend on. */
  void note(Drawn drawn) {}

  /** Adds the numbers behind a draw by label, and what the ledger withholds. */
  abstract void explain(Drawn drawn, KeyedStream numbers, Map<String, String> facts);

  /** The values this rule looks at. */
  final Map<String, String> inputs(DrawUnit unit) {
    if (setting.uses().isEmpty()) {
      return Map.of();
    }
    Map<String, String> inputs = new LinkedHashMap<>();
    for (String variable : setting.uses()) {
      inputs.put(variable, Draws.value(unit, variable));
    }
    return inputs;
  }

  final Drawn drawn(
      DrawUnit unit,
      Arm.@Nullable Id arm,
      long at,
      long inBatch,
      Map<String, String> evidence,
      Chance probability,
      Chance chance) {
    return new Drawn(
        unit.id(),
        arm,
        setting.rule(),
        stream,
        at,
        inBatch,
        inputs(unit),
        evidence,
        probability,
        chance);
  }
}
