package org.equipoise.trial;

import java.time.LocalDate;
import java.util.Map;
import org.equipoise.draw.Ordered;
import org.equipoise.finding.Place;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Variable;

/**
 * One person referred to the trial, as read from a form or a row of a file.
 *
 * @param person the trial id, made from a keyed pseudonym
 * @param site code of the site
 * @param referrer code of the agency; empty when the protocol declares none
 * @param on date of the referral
 * @param consents each consent of the protocol, given or not
 * @param answers each eligibility question of the protocol, yes or no
 * @param values what is known of the person by variable, numbers in plain decimal form, categories
 *     by code, {@code yes} and {@code no}; a missing value is left out
 * @param reference the site's own code for the person; empty when it has none or it was a personal
 *     number
 * @param protectedIdentity whether the person's whereabouts are protected
 * @param place where it was read, for findings
 */
public record Referral(
    PersonId person,
    String site,
    String referrer,
    LocalDate on,
    Map<Consent.Id, Boolean> consents,
    Map<Criterion.Id, Boolean> answers,
    Map<Variable.Id, String> values,
    String reference,
    boolean protectedIdentity,
    Place place) {

  /** Keeps its own copies, in order. */
  public Referral {
    consents = Ordered.copyOf(consents);
    answers = Ordered.copyOf(answers);
    values = Ordered.copyOf(values);
  }
}
