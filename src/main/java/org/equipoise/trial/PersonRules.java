package org.equipoise.trial;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.finding.Nearest;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Event.PlacedOutside.Placement;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.jspecify.annotations.Nullable;

/** Whether a fact about a person can be so, given what is known of that person already. */
final class PersonRules {

  private PersonRules() {}

  /**
   * Says what speaks against a fact.
   *
   * @param today no fact is later than this
   */
  static void check(
      TrialState trial, Person person, Event.OfPerson event, LocalDate today, Findings out) {
    LocalDate on = day(event);
    if (on != null) {
      dated(person, event, on, today, out);
    }
    if (event instanceof Event.ConsentGiven e) {
      consent(trial, person, e, out);
    } else if (event instanceof Event.EligibilityAnswered e) {
      answered(trial, person, e, out);
    } else if (event instanceof Event.ReferralCorrected e) {
      corrected(trial, person, e, out);
    } else if (event instanceof Event.PlacedOutside e) {
      placed(person, e, out);
    } else if (event instanceof Event.ArmTold e) {
      told(person, e, out);
    } else if (event instanceof Event.ServiceStarted e) {
      started(person, e, out);
    } else if (event instanceof Event.ServiceEnded e) {
      ended(person, e, out);
    } else if (event instanceof Event.ServiceNeverStarted) {
      never(person, out);
    } else if (event instanceof Event.Withdrawn e) {
      withdrawn(person, e, out);
    } else if (event instanceof Event.Left e) {
      left(person, e, out);
    } else if (event instanceof Event.SurveySent e) {
      WaveRules.sent(trial, person, e, out);
    } else if (event instanceof Event.ContactAttempted e) {
      WaveRules.attempted(trial, person, e, out);
    } else if (event instanceof Event.AnswersReceived e) {
      WaveRules.received(trial, person, e, out);
    } else if (event instanceof Event.TextCoded e) {
      WaveRules.coded(trial, person, e, out);
    } else if (event instanceof Event.RecordCorrected && person.erased()) {
      out.error("what was known of the person is erased", "there is nothing to correct");
    } else if (event instanceof Event.RecordErased && person.erased()) {
      out.error("what was known of the person is erased already", "");
    }
  }

  /** The day a fact is about; null when it is about none. */
  static @Nullable LocalDate day(Event.OfPerson event) {
    if (event instanceof Event.ArmTold e) {
      return e.on();
    } else if (event instanceof Event.ServiceStarted e) {
      return e.on();
    } else if (event instanceof Event.ServiceEnded e) {
      return e.on();
    } else if (event instanceof Event.ServiceNeverStarted e) {
      return e.on();
    } else if (event instanceof Event.ConsentGiven e) {
      return e.on();
    } else if (event instanceof Event.EligibilityAnswered e) {
      return e.on();
    } else if (event instanceof Event.PlacedOutside e) {
      return e.on();
    } else if (event instanceof Event.Withdrawn e) {
      return e.on();
    } else if (event instanceof Event.Left e) {
      return e.on();
    } else if (event instanceof Event.Deviated e) {
      return e.on();
    } else if (event instanceof Event.PersonReferredAgain e) {
      return e.on();
    } else if (event instanceof Event.ReferralCorrected e) {
      return e.on();
    } else if (event instanceof Event.PersonReferred e) {
      return e.on();
    } else if (event instanceof Event.SurveySent e) {
      return e.on();
    } else if (event instanceof Event.ContactAttempted e) {
      return e.on();
    } else if (event instanceof Event.AnswersReceived e) {
      return e.on();
    }
    return event instanceof Event.ArmDrawn e ? e.on() : null;
  }

  private static void dated(
      Person person, Event.OfPerson event, LocalDate on, LocalDate today, Findings out) {
    if (on.isAfter(today)) {
      out.error(on + " is still to come", "record it when it has happened");
    }
    if (event instanceof Event.PersonReferredAgain
        || event instanceof Event.PersonReferred
        || event instanceof Event.ReferralCorrected) {
      return;
    }
    if (on.isBefore(person.referred())) {
      out.error(
          on + " is before the referral on " + person.referred(),
          "correct the date of one of them");
    }
    Fact<Event.Left> left = person.left();
    if (left != null
        && left.event().cause() == Event.Left.Cause.DIED
        && on.isAfter(left.event().on())) {
      out.warning(
          on + " is after the person's death on " + left.event().on(),
          "declare line " + left.line() + " void if that was a mistake");
    }
  }

  private static void consent(
      TrialState trial, Person person, Event.ConsentGiven event, Findings out) {
    boolean known = false;
    for (Consent consent : trial.protocol().consents()) {
      known |= consent.id().equals(event.consent());
    }
    if (!known) {
      out.error(
          "unknown consent '" + event.consent() + "'",
          Nearest.hint(
              event.consent().value(),
              trial.protocol().consents().stream().map(c -> c.id().value()).toList()));
    } else if (!event.given() && person.consents(event.consent())) {
      out.error(
          "'" + event.consent() + "' was given",
          "a consent that was given is withdrawn: record withdraw ID contact, or another FROM");
    }
  }

  private static void answered(
      TrialState trial, Person person, Event.EligibilityAnswered event, Findings out) {
    List<String> known = new ArrayList<>();
    for (Criterion criterion : trial.protocol().eligibility()) {
      known.add(criterion.id().value());
    }
    if (!known.contains(event.criterion().value())) {
      out.error(
          "unknown eligibility question '" + event.criterion() + "'",
          Nearest.hint(event.criterion().value(), known));
    }
    Fact<Event.ArmDrawn> drawn = person.drawn();
    if (drawn != null) {
      out.error(
          "drawn on line " + drawn.line() + ": the person stays in the trial",
          "record the deviation 'not-eligible-after-all' with its reason");
    }
  }

  private static void corrected(
      TrialState trial, Person person, Event.ReferralCorrected event, Findings out) {
    Fact<Event.ArmDrawn> drawn = person.drawn();
    if (drawn != null) {
      out.error(
          "drawn on line " + drawn.line() + ": site, agency and date of the referral stay",
          "record a deviation that says what was wrong");
      return;
    }
    if (person.erased()) {
      out.error("what was known of the person is erased", "there is nothing to correct");
    }
    String kit = trial.away(person.site());
    if (kit != null) {
      out.error(
          "the site '" + person.site() + "' is away with the kit '" + kit + "'",
          "correct it in the kit, or when the kit is merged");
    }
    for (Fact<?> fact : person.history()) {
      LocalDate day = day(fact.event());
      boolean referral =
          fact.event() instanceof Event.PersonReferred
              || fact.event() instanceof Event.PersonReferredAgain
              || fact.event() instanceof Event.ReferralCorrected;
      if (!referral && day != null && !person.isVoid(fact.line()) && day.isBefore(event.on())) {
        out.error(
            "line " + fact.line() + " tells what happened on " + day + ", before " + event.on(),
            "declare that line void first if its date is wrong");
      }
    }
  }

  private static void placed(Person person, Event.PlacedOutside event, Findings out) {
    if (event.approvedBy().isBlank()) {
      out.error("nobody is named who approved the placement", "name the person or the office");
    }
    Fact<Event.PlacedOutside> placement = person.placement();
    if (placement != null) {
      already("placed outside the trial on " + placement.event().on(), placement.line(), out);
    }
    Fact<Event.ArmDrawn> drawn = person.drawn();
    boolean fillIn = drawn != null && drawn.event().drawn().arm() == null;
    if (event.placement() == Placement.FILL_IN && !fillIn) {
      out.error(
          "not in the fill-in group of a lottery", "only those drawn to it may fill a free place");
    } else if (event.placement() != Placement.FILL_IN && drawn != null && !fillIn) {
      out.error(
          "drawn on line " + drawn.line() + ": the person stays in the trial",
          "record what was received, and a deviation with its reason");
    }
  }

  private static void told(Person person, Event.ArmTold event, Findings out) {
    Fact<Event.ArmDrawn> drawn = person.drawn();
    if (drawn == null) {
      out.error("not drawn: there is no arm to tell", "draw first");
      return;
    }
    notBeforeDraw(event.on(), drawn, out);
    Fact<Event.ArmTold> told = person.told();
    if (told != null) {
      already("told on " + told.event().on(), told.line(), out);
    }
  }

  private static void started(Person person, Event.ServiceStarted event, Findings out) {
    Fact<Event.ServiceStarted> started = person.started();
    if (started != null) {
      already("started on " + started.event().on(), started.line(), out);
    }
    Fact<Event.ServiceNeverStarted> never = person.neverStarted();
    if (never != null) {
      already("settled never to start", never.line(), out);
    }
    Fact<Event.ArmDrawn> drawn = person.drawn();
    if (drawn == null) {
      if (person.placement() == null) {
        out.error(
            "neither drawn nor placed outside the trial", "draw first, or record the placement");
      }
      return;
    }
    notBeforeDraw(event.on(), drawn, out);
    String alarm = early(drawn.event(), event.on());
    if (!alarm.isEmpty() && person.placement() == null) {
      out.warning(alarm, "the arm stays; record a deviation with its reason");
    }
    if (person.withdrawals().containsKey(Event.Withdrawn.From.SERVICE)) {
      out.warning("the person had withdrawn from the service", "check who started");
    }
  }

  /** What is wrong with a start by the plan of the draw; empty when nothing is. */
  static String early(Event.ArmDrawn drawn, LocalDate on) {
    LocalDate start = drawn.start();
    if (start == null) {
      return drawn.drawn().arm() == null
          ? "start in the fill-in group without a placement"
          : "start in the arm '" + drawn.drawn().arm() + "', which gets no service";
    }
    return on.isBefore(start)
        ? "early start: " + days(DAYS.between(on, start)) + " before " + start
        : "";
  }

  private static String days(long count) {
    return count == 1 ? "1 day" : count + " days";
  }

  private static void ended(Person person, Event.ServiceEnded event, Findings out) {
    Fact<Event.ServiceEnded> ended = person.ended();
    if (ended != null) {
      already("ended on " + ended.event().on(), ended.line(), out);
    }
    Fact<Event.ServiceStarted> started = person.started();
    if (started == null) {
      out.error("the service has not started", "record its start first");
    } else if (event.on().isBefore(started.event().on())) {
      out.error(
          event.on() + " is before the start on " + started.event().on(), "swap or correct them");
    }
  }

  private static void never(Person person, Findings out) {
    Fact<Event.ServiceStarted> started = person.started();
    if (started != null) {
      already("started on " + started.event().on(), started.line(), out);
    }
    Fact<Event.ServiceNeverStarted> never = person.neverStarted();
    if (never != null) {
      already("settled never to start", never.line(), out);
    }
    if (person.drawn() == null && person.placement() == null) {
      out.error("neither drawn nor placed outside the trial", "no service was planned");
    }
  }

  private static void withdrawn(Person person, Event.Withdrawn event, Findings out) {
    Map<Event.Withdrawn.From, LocalDate> withdrawals = person.withdrawals();
    LocalDate since = withdrawals.get(event.from());
    if (since != null) {
      out.error(
          "already withdrawn from '"
              + event.from().name().toLowerCase(Locale.ROOT)
              + "' on "
              + since,
          "declare that line void first if its date is wrong");
    }
  }

  private static void left(Person person, Event.Left event, Findings out) {
    Fact<Event.Left> left = person.left();
    if (left == null) {
      return;
    }
    boolean died = left.event().cause() == Event.Left.Cause.DIED;
    if (died || left.event().cause() == event.cause()) {
      already(
          Readiness.code(left.event().cause()) + " since " + left.event().on(), left.line(), out);
    }
  }

  private static void notBeforeDraw(LocalDate on, Fact<Event.ArmDrawn> drawn, Findings out) {
    if (on.isBefore(drawn.event().on())) {
      out.error(
          on + " is before the draw on " + drawn.event().on(),
          "the date cannot be right: what happened before the draw is a deviation");
    }
  }

  private static void already(String what, long line, Findings out) {
    out.error(
        "already " + what + " (line " + line + ")", "declare that line void first if it is wrong");
  }
}
