package org.equipoise.trial;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.EventFacts;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Variable;

/** Records what happened to people after they were referred, each fact once. */
final class Recording {

  /** How a correction names whether the person's identity is protected. */
  private static final Variable.Id PROTECTED = new Variable.Id("protected");

  private Recording() {}

  static Recorded record(Session session, Event event, String reason, String request)
      throws IOException, Refused {
    if (!recordable(event)) {
      throw new IllegalArgumentException("not recorded this way: " + EventFacts.kind(event));
    }
    TrialState trial = session.trial();
    Place place = Place.file(subject(event));
    if (!request.isEmpty()) {
      long done = trial.line(request);
      if (done > 0 && trial.recorded(done).filter(event::equals).isEmpty()) {
        throw Session.refused(
            request, "this request was for something else, on line " + done, "name it otherwise");
      }
      if (done > 0) {
        return new Recorded(done, true, List.of());
      }
      return session.addOrRefuse(event, reason, request, place);
    }
    long stands = standing(trial, event);
    if (stands > 0) {
      return new Recorded(stands, true, List.of());
    }
    return session.addOrRefuse(event, reason, unused(trial, base(event)), place);
  }

  /** The referral, the record, or both, under one right to write: nothing is half corrected. */
  static List<Recorded> correctAll(
      Session session, PersonId id, Correction correction, String reason)
      throws IOException, Refused {
    List<Recorded> recorded = new ArrayList<>(2);
    if (correction.ofReferral()) {
      recorded.add(correctReferral(session, id, correction, reason));
    }
    if (correction.ofRecord()) {
      recorded.add(correct(session, id, correction, reason));
    }
    return recorded;
  }

  private static Recorded correctReferral(
      Session session, PersonId id, Correction correction, String reason)
      throws IOException, Refused {
    Person person = session.person(id);
    String site = correction.site() == null ? person.site() : correction.site();
    String referrer = correction.referrer() == null ? person.referrer() : correction.referrer();
    LocalDate on = correction.referred() == null ? person.referred() : correction.referred();
    if (site.equals(person.site())
        && referrer.equals(person.referrer())
        && on.equals(person.referred())) {
      Fact<Event.ReferralCorrected> last = person.corrected();
      long line = last == null ? person.referral().line() : last.line();
      return new Recorded(line, true, List.of());
    }
    Event event = new Event.ReferralCorrected(id, site, referrer, on);
    String request = unused(session.trial(), "correct-referral/" + id);
    return session.addOrRefuse(event, reason, request, Place.file(id.value()));
  }

  /** The corrected record waits until its line is written: see {@link Upkeep#settle}. */
  static Recorded correct(Session session, PersonId id, Correction correction, String reason)
      throws IOException, Refused {
    Person person = session.person(id);
    PersonRecord record = session.record(person);
    Findings out = new Findings(Place.file(id.value()));
    Map<String, String> corrected = new TreeMap<>(record.values());
    List<Variable.Id> changed = new ArrayList<>();
    for (Map.Entry<Variable.Id, String> value : correction.values().entrySet()) {
      Variable.Id variable = value.getKey();
      if (session.trial().protocol().variables().stream()
          .noneMatch(known -> known.id().equals(variable))) {
        out.error("unknown variable '" + variable + "'", "");
      } else if (!value.getValue().equals(record.value(variable))) {
        changed.add(variable);
        corrected.put(variable.value(), value.getValue());
        if (value.getValue().isEmpty()) {
          corrected.remove(variable.value());
        }
      }
    }
    Session.refuseErrors(out.list());
    Boolean stated = correction.protectedIdentity();
    boolean hidden = stated == null ? record.protectedIdentity() : stated;
    if (hidden != record.protectedIdentity()) {
      changed.add(PROTECTED);
    }
    if (changed.isEmpty()) {
      return new Recorded(lastCorrection(person), true, List.of());
    }
    PersonRecord now =
        new PersonRecord(
            id,
            HexFormat.of().formatHex(session.office().entropy().bytes(PersonRecord.SALT)),
            corrected,
            record.reference(),
            hidden);
    Event event = new Event.RecordCorrected(id, changed, now.commitment());
    List<Finding> findings = session.check(event, reason, Place.file(id.value()));
    Session.refuseErrors(findings);
    Upkeep.keepWaiting(session.records(), now);
    if (person.drawn() != null && !changed.equals(List.of(PROTECTED))) {
      out.note("the draw keeps the values it used", "");
    }
    String request = unused(session.trial(), "correct/" + id);
    return new Recorded(session.add(event, reason, request), false, out.list());
  }

  /** Several facts, all or none. */
  static List<Recorded> recordAll(Session session, List<? extends Event> events, String reason)
      throws IOException, Refused {
    List<Recorded> recorded = new ArrayList<>(events.size());
    List<Finding> against = new ArrayList<>();
    for (Event event : events) {
      try {
        recorded.add(record(session, event, reason, ""));
      } catch (Refused e) {
        against.addAll(e.findings());
      }
    }
    Session.refuseErrors(against);
    return recorded;
  }

  static Recorded erase(Session session, PersonId id, String reason) throws IOException, Refused {
    session.person(id);
    String request = "erase/" + id;
    long line = session.trial().line(request);
    if (line > 0) {
      return new Recorded(line, true, List.of());
    }
    return session.addOrRefuse(new Event.RecordErased(id), reason, request, Place.file(id.value()));
  }

  private static boolean recordable(Event event) {
    return event instanceof Event.ArmsViewed
        || event instanceof Event.LineVoided
        || event instanceof Event.WaveClosed
        || event instanceof Event.ApproachesCounted
        || event instanceof Event.TextsReleased
        || event instanceof Event.RegisterDelivered
        || (event instanceof Event.OfPerson of && Rules.voidable(of));
  }

  private static String subject(Event event) {
    if (event instanceof Event.OfPerson of) {
      return of.person().value();
    }
    if (event instanceof Event.WaveClosed closed) {
      return closed.wave().value();
    }
    if (event instanceof Event.RegisterDelivered delivered) {
      return delivered.register().value();
    }
    return event instanceof Event.LineVoided v ? "line " + v.line() : "record";
  }

  private static String base(Event event) {
    return EventFacts.kind(event) + "/" + EventFacts.of(event).digest().abbreviated();
  }

  /** A request like this one that nothing was written for. */
  static String unused(TrialState trial, String base) {
    String request = base;
    for (int n = 2; trial.line(request) > 0; n++) {
      request = base + "/" + n;
    }
    return request;
  }

  /** The line that says the same and still counts; 0 when none does. A view is a fact each time. */
  private static long standing(TrialState trial, Event event) {
    if (event instanceof Event.LineVoided) {
      return trial.line(base(event));
    } else if (event instanceof Event.WaveClosed || event instanceof Event.RegisterDelivered) {
      return trial.standing(event);
    }
    if (!(event instanceof Event.OfPerson of)) {
      return 0;
    }
    Person person = trial.person(of.person()).orElse(null);
    if (person == null) {
      return 0;
    }
    long line = 0;
    for (Fact<?> fact : person.history()) {
      if (person.isVoid(fact.line())) {
        continue;
      }
      if (fact.event().equals(event)) {
        line = fact.line();
      } else if (line > 0 && sameQuestion(fact.event(), event)) {
        line = 0;
      }
    }
    return line;
  }

  /** Whether a later fact answers the same question, so that the earlier one stands no more. */
  private static boolean sameQuestion(Event fact, Event event) {
    return (fact instanceof Event.ConsentGiven a
            && event instanceof Event.ConsentGiven b
            && a.consent().equals(b.consent()))
        || (fact instanceof Event.EligibilityAnswered c
            && event instanceof Event.EligibilityAnswered d
            && c.criterion().equals(d.criterion()));
  }

  private static long lastCorrection(Person person) {
    long line = person.referral().line();
    for (Fact<?> fact : person.history()) {
      if (fact.event() instanceof Event.RecordCorrected) {
        line = fact.line();
      }
    }
    return line;
  }
}
