package org.equipoise.trial;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Arm;
import org.jspecify.annotations.Nullable;

/** Whether a draw may stand: of somebody ready, once, by the scheme in force, with its start. */
final class DrawnRules {

  private DrawnRules() {}

  static void drawn(
      TrialState trial, Person person, Event.ArmDrawn event, Rules.Next next, Findings out) {
    Fact<Event.ArmDrawn> before = person.drawn();
    Rules.intakeOver(trial, out);
    if (before != null && !next.merged()) {
      out.error("drawn already on line " + before.line(), "nobody is drawn twice");
    }
    if (before == null) {
      Standing standing = Readiness.of(trial, person);
      if (!standing.ready() && !next.merged()) {
        out.error("not ready to be drawn: " + Rules.words(standing), "");
      } else if (!standing.ready() && standing.kind() != Standing.Kind.SITE_AWAY) {
        out.warning(
            person.id() + " was drawn in the kit, and is here: " + Rules.words(standing),
            "both stay on record");
      }
    }
    if (event.protocolVersion() != trial.protocol().version()) {
      out.error(
          "drawn under version " + event.protocolVersion() + " of the protocol",
          "version " + trial.protocol().version() + " is in force");
    }
    if (!next.merged()
        && (event.on().isBefore(next.earliest()) || event.on().isAfter(next.latest()))) {
      out.error("dated " + event.on(), "a draw carries the day on which it is written");
    }
    Arm.Id arm = event.drawn().arm();
    if (arm != null && trial.arm(arm).isEmpty()) {
      out.error("unknown arm '" + arm + "'", "");
    }
    unit(trial, person, event, next, out);
    if (!Objects.equals(event.start(), start(trial, event))) {
      out.error(
          "planned to start " + startWords(event.start()),
          "the arm says " + startWords(start(trial, event)));
    }
  }

  private static String startWords(@Nullable LocalDate start) {
    return start == null ? "never" : "on " + start;
  }

  private static void unit(
      TrialState trial, Person person, Event.ArmDrawn event, Rules.Next next, Findings out) {
    Optional<Fact<Event.ArmDrawn>> first = trial.drawOf(event.drawn().unit());
    if (event.joins() == 0) {
      if (event.drawn().stream().scheme() != trial.scheme()) {
        out.error(
            "drawn by scheme " + event.drawn().stream().scheme(),
            "scheme " + trial.scheme() + " is in force");
      }
      if (!trial.protocol().unit().clustered()
          && !event.drawn().unit().equals(person.id().value())) {
        out.error("the unit drawn is '" + event.drawn().unit() + "'", "it must be the person");
      }
      String site = event.drawn().stream().site();
      if (!site.isEmpty() && !next.merged() && !site.equals(person.site())) {
        out.error("drawn at '" + site + "'", "the person was referred at '" + person.site() + "'");
      }
      if (first.isPresent() && !next.merged()) {
        out.error("its unit was drawn already on line " + first.get().line(), "");
      } else if (first.isPresent() && person.drawn() == null) {
        out.warning(
            person.id()
                + " was drawn in the kit, and others of the unit here, on line "
                + first.get().line(),
            "both draws stay on record");
      }
    } else if (first.isEmpty()
        || (!next.merged() && first.get().line() != event.joins())
        || !first.get().event().drawn().equals(event.drawn())) {
      out.error("it joins line " + event.joins(), "that is not the draw of its unit");
    }
  }

  /**
   * Planned start by the arm: so many days after the draw. Somebody who joins a household or
   * cluster starts with it, at the earliest on the day of joining.
   */
  static @Nullable LocalDate start(TrialState trial, Event.ArmDrawn event) {
    Arm.Id id = event.drawn().arm();
    if (id == null) {
      return null;
    }
    Optional<Fact<Event.ArmDrawn>> first = trial.drawOf(event.drawn().unit());
    if (event.joins() > 0 && first.isPresent()) {
      LocalDate start = first.get().event().start();
      return start == null || start.isAfter(event.on()) ? start : event.on();
    }
    Arm arm = trial.arm(id).orElse(null);
    return arm == null || arm.startsAfterDays().isEmpty()
        ? null
        : event.on().plusDays(arm.startsAfterDays().getAsInt());
  }
}
