package org.equipoise.trial;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.equipoise.draw.Batch;
import org.equipoise.draw.DrawUnit;
import org.equipoise.draw.Drawn;
import org.equipoise.draw.Draws;
import org.equipoise.draw.Streams;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.LedgerDamaged;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Intake;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/** Draws people, one at a time or a whole pool, and keeps up with the draws on the ledger. */
final class Drawing {

  private @Nullable TrialState trial;
  private int amendments;
  private @Nullable Draws draws;
  private int remembered;

  /** The draws made so far by the scheme in force. */
  Draws upToDate(TrialState state) throws LedgerDamaged {
    Draws current = inForce(state);
    List<Fact<Event.ArmDrawn>> made = state.draws();
    for (; remembered < made.size(); remembered++) {
      if (made.get(remembered).event().drawn().stream().scheme() == state.scheme()) {
        remember(current, made.get(remembered));
      }
    }
    return current;
  }

  /** The scheme in force, whether or not it remembers the latest draws. */
  private Draws inForce(TrialState state) {
    Draws current = draws;
    if (current == null || trial != state || amendments != state.amendments().size()) {
      trial = state;
      amendments = state.amendments().size();
      current = Draws.of(state.protocol(), state.scheme());
      draws = current;
      remembered = 0;
    }
    return current;
  }

  static void remember(Draws draws, Fact<Event.ArmDrawn> draw) throws LedgerDamaged {
    try {
      draws.remember(draw.event().drawn());
    } catch (IllegalArgumentException e) {
      LedgerDamaged damaged =
          new LedgerDamaged(draw.line(), "its draw cannot be: " + e.getMessage());
      damaged.initCause(e);
      throw damaged;
    }
  }

  /** Variables whose values a person must have to be drawn. */
  List<Variable.Id> needs(TrialState state) {
    List<Variable.Id> needs = inForce(state).needs();
    Variable.Id unit = state.protocol().unit().variable();
    if (unit == null || needs.contains(unit)) {
      return needs;
    }
    List<Variable.Id> all = new ArrayList<>(needs);
    all.add(unit);
    return all;
  }

  /** Draws one person, or tells the draw made before. */
  Told draw(Session session, PersonId id, Streams streams) throws IOException, Refused {
    Person person = session.person(id);
    Fact<Event.ArmDrawn> before = person.drawn();
    if (before != null) {
      return new Told(id, before.event(), before.line(), before.at(), true, List.of());
    }
    open(session, id.value());
    TrialState state = session.trial();
    ready(person, person.standing());
    PersonRecord record = session.record(person);
    ready(person, Readiness.of(state, person, record, needs(state)));
    String unit = unit(state, person, record);
    Optional<Fact<Event.ArmDrawn>> shared = state.drawOf(unit);
    if (shared.isPresent()) {
      return write(session, person, shared.get().event().drawn(), shared.get().line());
    }
    Draws current = upToDate(state);
    if (current.batch()) {
      throw Session.refused(
          id.value(), "by this draw rule a whole pool is drawn at once", "draw all who are ready");
    }
    DrawUnit drawn = values(current, person, record, unit);
    reached(current, drawn, streams, id);
    return write(session, person, current.draw(drawn, streams), 0);
  }

  /**
   * Draws everybody who is ready, in the order of the referrals.
   *
   * @param site only people of this site; empty for all
   */
  List<Told> drawReady(Session session, String site, Streams streams) throws IOException, Refused {
    open(session, "draw");
    knownSite(session.trial(), site);
    List<Candidate> candidates = candidates(session, site);
    return upToDate(session.trial()).batch()
        ? drawPool(session, candidates, streams)
        : drawEach(session, candidates, streams);
  }

  /** Refuses a site that the protocol does not have; empty means every site. */
  static void knownSite(TrialState state, String site) throws Refused {
    if (!site.isEmpty()) {
      Findings out = new Findings(Place.file("site"));
      Rules.code("site", site, state.protocol().sites(), out);
      Session.refuseErrors(out.list());
    }
  }

  /** Somebody who may be drawn. */
  private record Candidate(Person person, PersonRecord record, String unit) {}

  private List<Candidate> candidates(Session session, String site) throws IOException, Refused {
    TrialState state = session.trial();
    List<Variable.Id> needs = needs(state);
    List<Person> persons = new ArrayList<>();
    for (Person person : state.persons()) {
      if ((site.isEmpty() || person.site().equals(site)) && person.standing().ready()) {
        persons.add(person);
      }
    }
    Map<PersonId, PersonRecord> all =
        persons.size() > Referring.MANY ? session.records().all() : Map.of();
    List<Candidate> candidates = new ArrayList<>(persons.size());
    for (Person person : persons) {
      PersonRecord kept = all.get(person.id());
      PersonRecord record = kept == null ? session.record(person) : Session.genuine(person, kept);
      if (Readiness.of(state, person, record, needs).ready()) {
        candidates.add(new Candidate(person, record, unit(state, person, record)));
      }
    }
    return candidates;
  }

  private List<Told> drawEach(Session session, List<Candidate> candidates, Streams streams)
      throws IOException, Refused {
    TrialState state = session.trial();
    List<Told> told = new ArrayList<>(candidates.size());
    for (Candidate one : candidates) {
      Fact<Event.ArmDrawn> shared = state.drawOf(one.unit()).orElse(null);
      if (shared != null) {
        told.add(write(session, one.person(), shared.event().drawn(), shared.line()));
        continue;
      }
      Draws current = upToDate(state);
      DrawUnit unit = values(current, one.person(), one.record(), one.unit());
      reached(current, unit, streams, one.person().id());
      told.add(write(session, one.person(), current.draw(unit, streams), 0));
    }
    return told;
  }

  private List<Told> drawPool(Session session, List<Candidate> candidates, Streams streams)
      throws IOException, Refused {
    TrialState state = session.trial();
    Draws current = upToDate(state);
    List<Told> told = new ArrayList<>(candidates.size());
    Map<String, List<Candidate>> units = new LinkedHashMap<>();
    for (Candidate one : candidates) {
      Fact<Event.ArmDrawn> shared = state.drawOf(one.unit()).orElse(null);
      if (shared != null) {
        told.add(write(session, one.person(), shared.event().drawn(), shared.line()));
      } else {
        units.computeIfAbsent(one.unit(), unit -> new ArrayList<>(1)).add(one);
      }
    }
    List<DrawUnit> pool = new ArrayList<>(units.size());
    for (Map.Entry<String, List<Candidate>> unit : units.entrySet()) {
      Candidate first = unit.getValue().get(0);
      DrawUnit drawn = values(current, first.person(), first.record(), unit.getKey());
      reached(current, drawn, streams, first.person().id());
      pool.add(drawn);
    }
    if (pool.isEmpty()) {
      return told;
    }
    Batch batch = current.draw(pool, streams);
    for (Drawn drawn : batch.drawn()) {
      long first = 0;
      for (Candidate one : Objects.requireNonNull(units.get(drawn.unit()))) {
        Told written = write(session, one.person(), drawn, first);
        first = first == 0 ? written.line() : first;
        told.add(written);
      }
    }
    return told;
  }

  private Told write(Session session, Person person, Drawn drawn, long joins) throws IOException {
    TrialState state = session.trial();
    LocalDate today = session.today();
    int version = state.protocol().version();
    Event.ArmDrawn open = new Event.ArmDrawn(person.id(), drawn, joins, version, today, null);
    Event.ArmDrawn event =
        new Event.ArmDrawn(
            person.id(), drawn, joins, version, today, DrawnRules.start(state, open));
    long line = session.add(event, "", "draw/" + person.id());
    return new Told(
        person.id(), event, line, session.at(), false, outsideIntake(state, person.id(), today));
  }

  /** What the one who draws should know about the day and the number of people drawn. */
  private static List<Finding> outsideIntake(TrialState state, PersonId id, LocalDate day) {
    Intake intake = state.protocol().intake();
    if (intake == null) {
      return List.of();
    }
    Findings out = new Findings(Place.file(id.value()));
    if (day.isBefore(intake.from())) {
      out.warning("drawn before the intake begins on " + intake.from(), "");
    } else if (intake.to() != null && day.isAfter(intake.to())) {
      out.warning("drawn after the intake ended on " + intake.to(), "");
    }
    Intake.Pause pause = paused(intake, day);
    if (pause != null) {
      out.warning("drawn in the pause of the intake since " + pause.from(), "");
    }
    return out.list();
  }

  /** The pause of the intake that a day lies in; null when it lies in none. */
  static Intake.@Nullable Pause paused(Intake intake, LocalDate day) {
    for (Intake.Pause pause : intake.pauses()) {
      LocalDate end = pause.to();
      if (!day.isBefore(pause.from()) && (end == null || !day.isAfter(end))) {
        return pause;
      }
    }
    return null;
  }

  /** The trial id of what is drawn for a person: the person, or the household or cluster. */
  private static String unit(TrialState state, Person person, PersonRecord record) {
    Variable.Id variable = state.protocol().unit().variable();
    return variable == null ? person.id().value() : Readiness.value(person, record, variable);
  }

  private static DrawUnit values(Draws draws, Person person, PersonRecord record, String unit) {
    Map<String, String> values = new HashMap<>();
    for (Variable.Id variable : draws.needs()) {
      values.put(variable.value(), Readiness.value(person, record, variable));
    }
    return new DrawUnit(unit, values);
  }

  private static void reached(Draws draws, DrawUnit unit, Streams streams, PersonId id)
      throws Refused {
    if (!streams.reaches(draws.stream(unit))) {
      throw Session.refused(
          id.value(), "this key does not reach the person's site", "use the key of the trial");
    }
  }

  private static void open(Session session, String subject) throws Refused {
    if (session.trial().revealed().isPresent()) {
      throw Refused.no(
          List.of(
              Finding.error(
                  Place.file(subject),
                  "the key is revealed: nobody is drawn any more",
                  "whoever has it could foresee the draw")));
    }
  }

  private static void ready(Person person, Standing standing) throws Refused {
    if (!standing.ready()) {
      throw Refused.no(
          List.of(
              Finding.error(
                  Place.file(person.id().value()),
                  "not ready to be drawn: " + Rules.words(standing),
                  advice(standing.kind()))));
    }
  }

  private static String advice(Standing.Kind kind) {
    return switch (kind) {
      case NO_CONSENT -> "record the consent when it is given";
      case VALUES_MISSING -> "correct the record: add the missing values";
      case SITE_AWAY -> "draw with that kit, or merge it first";
      case READY, DRAWN, OUTSIDE, LEFT, WITHDRAWN, ERASED, NOT_ELIGIBLE -> "";
    };
  }
}
