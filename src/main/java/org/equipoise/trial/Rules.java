package org.equipoise.trial;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Which lines may follow which: what the {@link Desk} obeys when it writes, and the {@link Audit}
 * asks of every line.
 */
final class Rules {

  private Rules() {}

  /**
   * A line that is to follow.
   *
   * @param event what happened
   * @param reason why, where a reason is asked for
   * @param origin where it was first written, when that was elsewhere
   * @param earliest first day on which it can have been written
   * @param latest last day on which it can have been written
   * @param place where findings point
   */
  record Next(
      Event event,
      String reason,
      String origin,
      LocalDate earliest,
      LocalDate latest,
      Place place) {
    boolean merged() {
      return !origin.isEmpty();
    }
  }

  /** What speaks against a line: errors forbid it, warnings do not. */
  static List<Finding> of(TrialState trial, Next next) {
    Findings out = new Findings(next.place());
    Event event = next.event();
    if (trial.frozen() == event instanceof Event.TrialFrozen) {
      out.error(
          trial.frozen() ? "the trial is frozen already" : "the trial is not frozen yet",
          trial.frozen() ? "a changed protocol is an amendment" : "freeze it first");
      return out.list();
    }
    if (next.merged() && !fromKit(trial, next.origin())) {
      out.error("it comes from '" + next.origin() + "', which is no kit on its way back", "");
    }
    if (reasonAsked(event) && next.reason().isBlank() && !next.merged()) {
      out.error("no reason is given", "say why: the reason stays on record");
    }
    FreeText.check(event, next.reason(), out);
    if (event instanceof Event.OfPerson of) {
      aboutPerson(trial, of, next, out);
    } else if (event instanceof Event.TrialFrozen e) {
      TrialRules.frozen(e, out);
    } else if (event instanceof Event.ProtocolAmended e) {
      TrialRules.whileAway(trial, next, out);
      TrialRules.amended(trial, e, out);
    } else if (event instanceof Event.NumberMixedIn e) {
      TrialRules.mixed(trial, e, out);
    } else if (event instanceof Event.LineVoided e) {
      voided(trial, e.line(), out);
    } else if (event instanceof Event.ArmsViewed e && e.what().isBlank()) {
      out.error("it is not said what was viewed", "name the report");
    } else if (event instanceof Event.CheckpointIssued e) {
      TrialRules.checkpoint(trial, e, out);
    } else if (event instanceof Event.KitIssued e && !next.merged()) {
      TrialRules.kit(trial, e, out);
    } else if (event instanceof Event.KitMerged e && !trial.sitesAway().containsValue(e.kit())) {
      out.error("no kit '" + e.kit() + "' is away", "merge each kit once");
    } else if (event instanceof Event.WaveClosed e) {
      WaveRules.closed(trial, e, out);
    } else if (event instanceof Event.ApproachesCounted e) {
      WaveRules.approached(trial, e, out);
    } else if (event instanceof Event.TextsReleased e) {
      WaveRules.released(trial, e, out);
    } else if (event instanceof Event.RegisterDelivered e) {
      TrialRules.delivered(trial, e, out);
    } else if (event instanceof Event.KeyRevealed) {
      TrialRules.revealed(trial, out);
    }
    return out.list();
  }

  /** Whether a line needs a reason. */
  private static boolean reasonAsked(Event event) {
    return event instanceof Event.Deviated
        || event instanceof Event.LineVoided
        || event instanceof Event.RecordCorrected
        || event instanceof Event.RecordErased
        || event instanceof Event.EligibilityAnswered
        || event instanceof Event.ReferralCorrected
        || event instanceof Event.PlacedOutside
        || event instanceof Event.ArmsViewed
        || event instanceof Event.WaveClosed
        || event instanceof Event.TextsReleased
        || event instanceof Event.ProtocolAmended;
  }

  private static boolean fromKit(TrialState trial, String origin) {
    int slash = origin.indexOf('/');
    String kit = slash < 0 ? origin : origin.substring(0, slash);
    return trial.kit().isEmpty() ? trial.sitesAway().containsValue(kit) : kit.equals(Kits.MAIN);
  }

  private static void aboutPerson(TrialState trial, Event.OfPerson event, Next next, Findings out) {
    Person person = trial.person(event.person()).orElse(null);
    if (event instanceof Event.PersonReferred e) {
      referred(trial, person, e, next, out);
      return;
    }
    if (person == null) {
      out.error("nobody with this id was referred", "check the id against the list of the site");
      return;
    }
    if (event instanceof Event.ArmDrawn e) {
      DrawnRules.drawn(trial, person, e, next, out);
    } else if (!next.merged()) {
      if (event instanceof Event.PersonReferredAgain e) {
        place(trial, e.site(), e.referrer(), out);
        intakeOver(trial, out);
      } else if (event instanceof Event.ReferralCorrected e) {
        place(trial, e.site(), e.referrer(), out);
      }
      PersonRules.check(trial, person, event, next.latest(), out);
    }
  }

  private static void referred(
      TrialState trial,
      @Nullable Person known,
      Event.PersonReferred event,
      Next next,
      Findings out) {
    if (next.merged()) {
      return;
    }
    if (known != null) {
      out.error("referred already on line " + known.referral().line(), "");
    }
    intakeOver(trial, out);
    place(trial, event.site(), event.referrer(), out);
    if (event.on().isAfter(next.latest())) {
      out.error("the referral on " + event.on() + " is still to come", "correct the date");
    }
    trial
        .protocol()
        .eligibility()
        .forEach(
            criterion -> {
              if (!event.answers().containsKey(criterion.id())) {
                out.error("no answer to '" + criterion.id() + "'", "answer yes or no");
              }
            });
  }

  /** Whether site and agency are those of the protocol. */
  private static void place(TrialState trial, String site, String referrer, Findings out) {
    Protocol protocol = trial.protocol();
    if (!trial.knowsSite(site)) {
      code("site", site, protocol.sites(), out);
    }
    code("referrer", referrer, protocol.referrers(), out);
    if (!trial.kit().isEmpty() && trial.away(site) != null) {
      out.error(
          "'" + site + "' is not the site of the kit '" + trial.kit() + "'",
          "refer the person in the trial's own ledger");
    }
  }

  static void code(String what, String code, List<Level> levels, Findings out) {
    if (levels.isEmpty() && code.isEmpty()) {
      return;
    }
    for (Level level : levels) {
      if (level.code().equals(code)) {
        return;
      }
    }
    List<String> known = levels.stream().map(Level::code).toList();
    out.error("unknown " + what + " '" + code + "'", Nearest.hint(code, known));
  }

  /** Nobody is referred or drawn any more once the key is public. */
  static void intakeOver(TrialState trial, Findings out) {
    if (trial.revealed().isPresent()) {
      out.error("the key is revealed: the intake is over", "whoever has it can foresee a draw");
    }
  }

  private static void voided(TrialState trial, long line, Findings out) {
    Person person = trial.about(line).orElse(null);
    Fact<?> fact = person == null ? null : person.fact(line);
    Event aside = person == null ? trial.recorded(line).orElse(null) : null;
    if (aside instanceof Event.WaveClosed
        || aside instanceof Event.ApproachesCounted
        || aside instanceof Event.TextsReleased
        || aside instanceof Event.RegisterDelivered) {
      if (trial.isVoid(line)) {
        out.error("line " + line + " is void already", "");
      }
      return;
    }
    if (person == null || fact == null) {
      out.error(
          line < 1 || line > trial.lines()
              ? "there is no line " + line
              : "line " + line + " cannot be declared void",
          "only what was recorded about a person, or about survey waves, can");
      return;
    }
    if (!voidable(fact.event())) {
      out.error(
          "line " + line + " cannot be declared void",
          "a referral, a draw, a correction and an erasure stay for ever");
    } else if (person.isVoid(line)) {
      out.error("line " + line + " is void already", "");
    } else if (fact.event() instanceof Event.ServiceStarted && person.ended() != null) {
      out.error(
          "the service that started on line " + line + " has ended",
          "declare line " + Objects.requireNonNull(person.ended()).line() + " void first");
    } else if (fact.event() instanceof Event.PlacedOutside
        && person.drawn() == null
        && person.started() != null) {
      out.error(
          "the service of the placement on line " + line + " has started",
          "declare line " + Objects.requireNonNull(person.started()).line() + " void first");
    }
  }

  /** Whether a fact about a person can be declared void. */
  static boolean voidable(Event.OfPerson event) {
    return !(event instanceof Event.PersonReferred
        || event instanceof Event.PersonReferredAgain
        || event instanceof Event.ReferralCorrected
        || event instanceof Event.ArmDrawn
        || event instanceof Event.RecordCorrected
        || event instanceof Event.RecordErased);
  }

  /** {@code not-eligible (urgent)}. */
  static String words(Standing standing) {
    String kind = Readiness.code(standing.kind());
    return standing.reasons().isEmpty()
        ? kind
        : kind + " (" + String.join(", ", standing.reasons()) + ")";
  }
}
