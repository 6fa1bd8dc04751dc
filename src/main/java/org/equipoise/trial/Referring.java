package org.equipoise.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.equipoise.finding.Finding;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/** Takes referrals, all or none. */
final class Referring {

  /** From how many people on all records are read at once. */
  static final int MANY = 100;

  private final Session session;
  private final TrialState trial;
  private final List<Variable.Id> needs;
  private final List<Finding> problems = new ArrayList<>(0);
  private final Map<PersonId, Fresh> fresh = new HashMap<>();

  /** Somebody not known before. */
  private record Fresh(PersonRecord record, Event.PersonReferred event) {}

  private Referring(Session session, List<Variable.Id> needs) {
    this.session = session;
    this.trial = session.trial();
    this.needs = needs;
  }

  static List<Admission> refer(Session session, List<Referral> referrals, List<Variable.Id> needs)
      throws IOException, Refused {
    if (referrals.isEmpty()) {
      return List.of();
    }
    return new Referring(session, needs).refer(referrals);
  }

  private List<Admission> refer(List<Referral> referrals) throws IOException, Refused {
    List<PersonRecord> records = new ArrayList<>();
    byte[] salts = session.office().entropy().bytes(PersonRecord.SALT * referrals.size());
    for (int i = 0; i < referrals.size(); i++) {
      Referral referral = referrals.get(i);
      if (trial.person(referral.person()).isPresent()) {
        check(referral, again(referral));
        continue;
      }
      byte[] salt = Arrays.copyOfRange(salts, PersonRecord.SALT * i, PersonRecord.SALT * (i + 1));
      PersonRecord record = PersonRecord.of(referral, salt);
      Event.PersonReferred first = first(referral, record);
      check(referral, first);
      if (fresh.putIfAbsent(referral.person(), new Fresh(record, first)) == null) {
        records.add(record);
      }
    }
    if (!problems.isEmpty()) {
      throw Refused.badInput(problems);
    }
    Map<PersonId, PersonRecord> kept = kept(referrals);
    session.records().keep(records);
    List<Admission> admissions = new ArrayList<>(referrals.size());
    for (Referral referral : referrals) {
      admissions.add(admit(referral, kept));
    }
    return admissions;
  }

  private void check(Referral referral, Event event) {
    for (Finding finding : session.check(event, "", referral.place())) {
      if (finding.severity() == Finding.Severity.ERROR) {
        problems.add(finding);
      }
    }
    if (PersonalNumber.isIn(referral.reference())) {
      problems.add(
          Finding.error(
              referral.place(),
              "the site's own code looks like a personal identity number",
              "leave it out: the program makes a trial id"));
    }
  }

  private static Event.PersonReferred first(Referral referral, PersonRecord record) {
    return new Event.PersonReferred(
        referral.person(),
        referral.site(),
        referral.referrer(),
        referral.on(),
        referral.consents(),
        referral.answers(),
        record.commitment());
  }

  private static Event.PersonReferredAgain again(Referral referral) {
    return new Event.PersonReferredAgain(
        referral.person(), referral.site(), referral.referrer(), referral.on());
  }

  /** Records of those referred who were known before. */
  private Map<PersonId, PersonRecord> kept(List<Referral> referrals) throws IOException {
    List<PersonId> known = new ArrayList<>();
    for (Referral referral : referrals) {
      if (!fresh.containsKey(referral.person())) {
        known.add(referral.person());
      }
    }
    if (known.size() > MANY) {
      return session.records().all();
    }
    Map<PersonId, PersonRecord> kept = new HashMap<>();
    for (PersonId id : known) {
      Optional<PersonRecord> record = session.records().find(id);
      record.ifPresent(r -> kept.put(id, r));
    }
    return kept;
  }

  private Admission admit(Referral referral, Map<PersonId, PersonRecord> kept) throws IOException {
    PersonId id = referral.person();
    Fresh first = fresh.get(id);
    Optional<Person> known = trial.person(id);
    if (known.isEmpty()) {
      Fresh made = Objects.requireNonNull(first);
      long line = session.add(made.event(), "", "refer/" + id);
      return admission(referral, Admission.How.NEW, line, made.record(), List.of());
    }
    Person person = known.get();
    PersonRecord record = first == null ? kept.get(id) : first.record();
    List<Finding> warnings = differences(person, record, referral);
    long line = lineOf(person, referral);
    if (line > 0) {
      return admission(referral, Admission.How.UNCHANGED, line, record, warnings);
    }
    String request =
        "refer/" + id + "/" + referral.on() + "/" + referral.site() + "/" + referral.referrer();
    return admission(
        referral, Admission.How.AGAIN, session.add(again(referral), "", request), record, warnings);
  }

  private Admission admission(
      Referral referral,
      Admission.How how,
      long line,
      @Nullable PersonRecord record,
      List<Finding> warnings) {
    Person person = trial.person(referral.person()).orElseThrow();
    Standing standing =
        record == null ? person.standing() : Readiness.of(trial, person, record, needs);
    return new Admission(referral.person(), how, standing, line, referral.place(), warnings);
  }

  /** The line that tells this very referral; 0 when none does. */
  private static long lineOf(Person person, Referral referral) {
    for (Fact<?> fact : person.history()) {
      boolean same =
          (fact.event() instanceof Event.PersonReferred e
                  && e.site().equals(referral.site())
                  && e.referrer().equals(referral.referrer())
                  && e.on().equals(referral.on()))
              || (fact.event() instanceof Event.PersonReferredAgain a
                  && a.site().equals(referral.site())
                  && a.referrer().equals(referral.referrer())
                  && a.on().equals(referral.on()))
              || (fact.event() instanceof Event.ReferralCorrected c
                  && c.site().equals(referral.site())
                  && c.referrer().equals(referral.referrer())
                  && c.on().equals(referral.on()));
      if (same) {
        return fact.line();
      }
    }
    return 0;
  }

  /** What a later referral says otherwise than the first, which stands. */
  private List<Finding> differences(
      Person person, @Nullable PersonRecord record, Referral referral) {
    Findings out = new Findings(referral.place());
    if (!person.site().equals(referral.site())) {
      out.warning(
          "referred at '" + person.site() + "' before, which stands",
          person.drawn() == null
              ? "if it was wrong: record correct " + person.id() + " site=" + referral.site()
              : "the draw was made there");
    }
    if (record != null && referral.protectedIdentity() && !record.protectedIdentity()) {
      out.warning(
          "a protected identity is not on record",
          "record it: record correct " + person.id() + " protected=yes");
    }
    if (!person.answers().equals(referral.answers())) {
      out.warning(
          "answers to the eligibility questions differ from those on record",
          "those on record stand; record a new answer with its reason");
    }
    if (!person.referral().event().consents().equals(referral.consents())
        && !person.consents().equals(referral.consents())) {
      out.warning(
          "consents differ from those on record",
          "record a consent given later, or what the person withdraws from");
    }
    if (record != null) {
      Map<String, String> values = new TreeMap<>();
      referral.values().forEach((variable, value) -> values.put(variable.value(), value));
      List<String> differ = new ArrayList<>(0);
      for (Variable variable : trial.protocol().variables()) {
        String code = variable.id().value();
        String said = values.getOrDefault(code, "");
        // What is not stated is not different.
        if (!said.isEmpty() && !record.value(variable.id()).equals(said)) {
          differ.add(code);
        }
      }
      if (!differ.isEmpty()) {
        out.warning(
            "values differ from those on record: " + String.join(", ", differ),
            "those on record stand; correct them with a reason if they are wrong");
      }
    }
    return out.list();
  }
}
