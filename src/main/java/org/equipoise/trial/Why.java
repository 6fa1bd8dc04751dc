package org.equipoise.trial;

import java.util.Map;
import org.equipoise.draw.Streams;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * All that decided a draw, so that it can be made again by hand.
 *
 * @param person whom
 * @param draw the draw that stands
 * @param first the line that holds the draw: the same, unless a household or cluster was drawn
 *     before
 * @param remade with the key, every number by its label and what it meant; else empty
 */
public record Why(
    PersonId person,
    Fact<Event.ArmDrawn> draw,
    Fact<Event.ArmDrawn> first,
    Map<String, String> remade) {

  /**
   * Why a person has the arm.
   *
   * @throws Refused if nobody with this id is drawn
   */
  public static Why of(TrialState state, PersonId person, @Nullable Streams streams)
      throws Refused {
    throw new UnsupportedOperationException();
  }
}
