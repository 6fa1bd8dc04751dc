package org.equipoise.trial;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Event.Withdrawn.From;
import org.equipoise.protocol.CaseClass;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.DispositionCode;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides who may be contacted about surveys. Every list is made of people whom
 * it lets through, the ledger refuses a letter to anybody else, and the audit asks it again of
 * every letter, as far as the ledger tells: whose identity is protected stands in the records,
 * which the audit of an outsider does not see.
 */
public final class ContactRule {

  private ContactRule() {}

  /**
   * Why nobody may be contacted about a person, by all that is known.
   *
   * @param trial what the ledger means at this moment
   * @param person about whom the survey asks
   * @param record what is known of the person; null when it is not at hand
   * @param wave which survey: the one before the draw also goes to people not drawn yet
   * @param respondent who would be asked
   * @return all reasons; empty when the person may be contacted
   */
  public static Set<Stop> stops(
      TrialState trial,
      Person person,
      @Nullable PersonRecord record,
      Wave.Id wave,
      Respondent.Id respondent) {
    Set<Stop> stops = byLedger(trial, person, wave, respondent);
    if (record == null && !person.erased()) {
      stops.add(Stop.RECORD_MISSING);
    } else if (record != null && record.protectedIdentity()) {
      stops.add(Stop.PROTECTED);
    }
    return stops;
  }

  /** The same as far as the ledger alone tells. */
  static Set<Stop> byLedger(
      TrialState trial, Person person, Wave.Id wave, Respondent.Id respondent) {
    Set<Stop> stops = EnumSet.noneOf(Stop.class);
    Protocol protocol = trial.protocol();
    if (!inTrial(trial, person, wave)) {
      stops.add(Stop.NOT_IN_TRIAL);
    }
    if (!consents(protocol, person, respondent)) {
      stops.add(Stop.NO_CONSENT);
    }
    Map<From, ?> withdrawals = person.withdrawals();
    if (withdrawals.containsKey(From.CONTACT) || withdrawals.containsKey(From.DATA)) {
      stops.add(Stop.WITHDRAWN);
    }
    Fact<Event.Left> left = person.left();
    if (left != null) {
      stops.add(
          switch (left.event().cause()) {
            case DIED -> Stop.DIED;
            case MOVED_ABROAD -> Stop.MOVED_ABROAD;
            case LOST -> Stop.LOST;
          });
    }
    if (person.erased()) {
      stops.add(Stop.ERASED);
    }
    attempts(protocol, person, respondent, stops);
    return stops;
  }

  private static boolean inTrial(TrialState trial, Person person, Wave.Id wave) {
    Fact<Event.ArmDrawn> drawn = person.drawn();
    if (drawn != null) {
      return drawn.event().drawn().arm() != null;
    }
    boolean before = trial.protocol().wave(wave).map(Wave::baseline).orElse(false);
    Standing.Kind standing = person.standing().kind();
    return before && (standing == Standing.Kind.READY || standing == Standing.Kind.SITE_AWAY);
  }

  /** Whether every consent declared for this kind of asking is given. */
  static boolean consents(Protocol protocol, Person person, Respondent.Id respondent) {
    Consent.Purpose purpose = purpose(protocol, respondent);
    for (Consent consent : protocol.consents()) {
      if (consent.purpose() == purpose && !person.consents(consent.id())) {
        return false;
      }
    }
    return true;
  }

  /**
   * What earlier attempts rule out. Who reported a death, or that somebody does not belong to the
   * trial, does not matter. A participant who says no says it for proxies too; a proxy speaks for
   * oneself. A later consent of whoever refused lifts a refusal.
   */
  private static void attempts(
      Protocol protocol, Person person, Respondent.Id respondent, Set<Stop> stops) {
    for (Fact<Event.ContactAttempted> attempt : person.surveys().attempts()) {
      DispositionCode code = DispositionCode.parse(attempt.event().outcome()).orElse(null);
      if (code == null || !code.stopsContact()) {
        continue;
      }
      Respondent.Id sought = attempt.event().respondent();
      boolean own = sought.equals(respondent);
      if (code == DispositionCode.DEAD) {
        stops.add(Stop.DIED);
      } else if (code.isRefusal()) {
        if ((own || sought.equals(protocol.participant()))
            && attempt.line() > lastAgreement(protocol, person, sought)) {
          stops.add(Stop.REFUSED);
        }
      } else if (own || code.caseClass() == CaseClass.NOT_ELIGIBLE) {
        stops.add(Stop.UNABLE);
      }
    }
  }

  /**
   * Line of the last agreement to this kind of asking; 0 when there was none since the referral.
   *
   * @param respondent who would be asked
   */
  public static long lastAgreement(Protocol protocol, Person person, Respondent.Id respondent) {
    Consent.Purpose purpose = purpose(protocol, respondent);
    long line = 0;
    for (Fact<?> fact : person.history()) {
      if (fact.event() instanceof Event.ConsentGiven e
          && e.given()
          && !person.isVoid(fact.line())
          && protocol.consents().stream()
              .anyMatch(c -> c.id().equals(e.consent()) && c.purpose() == purpose)) {
        line = fact.line();
      }
    }
    return line;
  }

  private static Consent.Purpose purpose(Protocol protocol, Respondent.Id respondent) {
    boolean proxy = protocol.respondent(respondent).map(Respondent::proxy).orElse(false);
    return proxy ? Consent.Purpose.PROXY : Consent.Purpose.SURVEY;
  }
}
