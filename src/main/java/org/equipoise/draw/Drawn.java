package org.equipoise.draw;

import java.util.Map;
import org.equipoise.protocol.Arm;
import org.jspecify.annotations.Nullable;

/**
 * What chance decided about one unit, with all that is needed to make the draw again by hand once
 * the key is known.
 *
 * @param unit the unit's trial id
 * @param arm the arm; null for the fill-in group of a lottery, which leaves the trial
 * @param rule the rule that decided, by the name it has in protocols and its version: {@code
 *     big-stick/1}
 * @param stream the stream the numbers came from
 * @param position how many units were drawn on the stream before this one
 * @param batch the batch on the stream, counted from 1; 0 when units are drawn one at a time
 * @param inputs the values the rule used, frozen, by variable code
 * @param evidence numbers used and counts they met, in the order of use; never what would help to
 *     foresee a later draw
 * @param probability chance of this arm by the design, before anything was drawn: what the analysis
 *     weighs by; of the fill-in group its own chance
 * @param chance chance of this arm at this draw, given all earlier draws on the stream
 */
public record Drawn(
    String unit,
    Arm.@Nullable Id arm,
    String rule,
    StreamName stream,
    long position,
    long batch,
    Map<String, String> inputs,
    Map<String, String> evidence,
    Chance probability,
    Chance chance) {

  /** Keeps its own copies, in order. */
  public Drawn {
    inputs = Ordered.copyOf(inputs);
    evidence = Ordered.copyOf(evidence);
  }
}
