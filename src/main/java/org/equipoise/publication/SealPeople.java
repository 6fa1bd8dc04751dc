package org.equipoise.publication;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Protocol;
import org.equipoise.trial.Person;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.Silence;

/**
 * Whose data of a trial may not be published: protected people's never, and nobody's who did not
 * agree where the protocol asks, or who withdrew from the use of data.
 *
 * @param protectedPeople by trial id the line of the referral
 * @param unwilling by trial id the line of the referral
 * @param refusing those who said no to a consent that data about them rest on, likewise
 */
public record SealPeople(
    Map<PersonId, Long> protectedPeople,
    Map<PersonId, Long> unwilling,
    Map<PersonId, Long> refusing) {

  /** Keeps its own copies, in order. */
  public SealPeople {
    protectedPeople = Collections.unmodifiableMap(new LinkedHashMap<>(protectedPeople));
    unwilling = Collections.unmodifiableMap(new LinkedHashMap<>(unwilling));
    refusing = Collections.unmodifiableMap(new LinkedHashMap<>(refusing));
  }

  /**
   * Those of a trial who may have rows.
   *
   * @param registers trial ids in the files of registers
   */
  public static SealPeople of(
      TrialState state, Map<PersonId, PersonRecord> records, Set<String> registers) {
    Map<PersonId, Long> refusing = new LinkedHashMap<>();
    Map<PersonId, Long> hidden = new LinkedHashMap<>();
    Map<PersonId, Long> unwilling = new LinkedHashMap<>();
    Silence silence = new Silence(state);
    List<Consent> asked = SealRules.publication(state.protocol());
    for (Person person : state.persons()) {
      PersonRecord record = records.get(person.id());
      long line = person.referral().line();
      if (record != null && record.protectedIdentity()) {
        hidden.put(person.id(), line);
      } else if (silence.covers(person)
          || asked.stream().anyMatch(consent -> !person.consents(consent.id()))) {
        unwilling.put(person.id(), line);
      } else if (refuses(person, state.protocol(), registers)) {
        refusing.put(person.id(), line);
      }
    }
    return new SealPeople(hidden, unwilling, refusing);
  }

  /** Whether somebody said no to a consent that data about that person rest on. */
  private static boolean refuses(Person person, Protocol protocol, Set<String> registers) {
    boolean own = answered(person, protocol, true);
    boolean others = answered(person, protocol, false);
    for (Consent consent : protocol.consents()) {
      boolean rests =
          switch (consent.purpose()) {
            case DRAW -> person.drawn() != null;
            case SURVEY -> own;
            case PROXY -> others;
            case REGISTER -> registers.contains(person.id().value());
            case PUBLICATION -> false;
          };
      if (rests && !person.consents(consent.id())) {
        return true;
      }
    }
    return false;
  }

  private static boolean answered(Person person, Protocol protocol, boolean own) {
    return person.surveys().answers().stream()
        .anyMatch(fact -> fact.event().respondent().equals(protocol.participant()) == own);
  }

  /** Everybody who did not agree, in one way or another. */
  public Set<PersonId> unwillingPeople() {
    Set<PersonId> people = new LinkedHashSet<>(unwilling.keySet());
    people.addAll(refusing.keySet());
    return people;
  }

  /**
   * Why not, by person, of those who have rows.
   *
   * @param present the trial ids in the data
   * @param leaveProtected whether protected people are left out
   * @param leaveUnwilling whether the others are
   */
  public List<Finding> findings(
      Set<String> present, boolean leaveProtected, boolean leaveUnwilling) {
    List<Finding> findings = new ArrayList<>();
    if (!leaveProtected) {
      findings.addAll(
          SealRules.capped(
              told(
                  protectedPeople,
                  present,
                  " has a protected identity",
                  "add --leave-out-protected, or seal --without-data")));
    }
    if (!leaveUnwilling) {
      findings.addAll(
          SealRules.capped(
              told(
                  unwilling,
                  present,
                  " has not agreed that data are published, or withdrew from their use",
                  "add --leave-out-unwilling, or seal --without-data")));
      findings.addAll(
          SealRules.capped(
              told(
                  refusing,
                  present,
                  " said no to a consent that data about that person rest on",
                  "add --leave-out-unwilling, or seal --without-data")));
    }
    return findings;
  }

  private static List<Finding> told(
      Map<PersonId, Long> people, Set<String> present, String found, String expected) {
    List<Finding> findings = new ArrayList<>();
    people.forEach(
        (id, line) -> {
          if (present.contains(id.value())) {
            Place place = new Place("ledger", Math.toIntExact(line), 0, "");
            findings.add(Finding.error(place, id + found, expected));
          }
        });
    return findings;
  }

  /**
   * How many are left out, as it may be told: of fewer than are shown only that they are fewer.
   *
   * @param limit smallest count that is shown
   */
  public static String count(long people, int limit) {
    return people == 0 || people >= limit ? String.valueOf(people) : "<" + limit;
  }
}
