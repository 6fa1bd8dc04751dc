package org.equipoise.trial;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.draw.Draws;
import org.equipoise.draw.Streams;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.LedgerDamaged;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Protocol;
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

  /** Keeps its own copy, in order. */
  public Why {
    remade = Collections.unmodifiableMap(new LinkedHashMap<>(remade));
  }

  /**
   * Why a person has the arm.
   *
   * @param streams from {@link Desk#streams}; null without the key
   * @throws Refused if nobody with this id is drawn
   * @throws LedgerDamaged if the draws before it cannot be
   */
  public static Why of(TrialState state, PersonId person, @Nullable Streams streams)
      throws Refused, LedgerDamaged {
    Fact<Event.ArmDrawn> draw = state.person(person).map(Person::drawn).orElse(null);
    if (draw == null) {
      String found =
          state.person(person).isPresent()
              ? "not drawn: chance has decided nothing"
              : "nobody with this id was referred";
      throw Refused.no(List.of(Finding.error(Place.file(person.value()), found, "")));
    }
    Fact<Event.ArmDrawn> first = draw;
    for (Fact<Event.ArmDrawn> one : state.draws()) {
      if (one.line() == draw.event().joins()) {
        first = one;
      }
    }
    return new Why(person, draw, first, streams == null ? Map.of() : remade(state, first, streams));
  }

  private static Map<String, String> remade(
      TrialState state, Fact<Event.ArmDrawn> draw, Streams streams) throws LedgerDamaged {
    int scheme = draw.event().drawn().stream().scheme();
    Protocol protocol = state.protocol(draw.event().protocolVersion()).orElseThrow();
    Draws draws = Draws.of(protocol, scheme);
    for (Fact<Event.ArmDrawn> one : state.draws()) {
      if (one.line() < draw.line() && one.event().drawn().stream().scheme() == scheme) {
        Drawing.remember(draws, one);
      }
    }
    return draws.explain(draw.event().drawn(), streams);
  }
}
