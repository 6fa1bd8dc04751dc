package org.equipoise.trial;

import java.time.LocalDate;
import java.util.Optional;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Arm;
import org.jspecify.annotations.Nullable;

/**
 * What a drawn person is told.
 *
 * @param person whom
 * @param arm the arm; null for the fill-in group of a lottery
 * @param drawn the day of the draw
 * @param start planned start, and the day before which the service does not start; null when it
 *     never does
 * @param now whether the service starts without a wait
 */
public record Notice(
    PersonId person, @Nullable Arm arm, LocalDate drawn, @Nullable LocalDate start, boolean now) {

  /** What to tell a person; empty when the person is not drawn. */
  public static Optional<Notice> of(TrialState state, PersonId person) {
    return state
        .person(person)
        .map(Person::drawn)
        .map(
            draw -> {
              Arm.Id arm = draw.event().drawn().arm();
              LocalDate start = draw.event().start();
              return new Notice(
                  person,
                  arm == null ? null : state.arm(arm).orElseThrow(),
                  draw.event().on(),
                  start,
                  start != null && !start.isAfter(draw.event().on()));
            });
  }
}
