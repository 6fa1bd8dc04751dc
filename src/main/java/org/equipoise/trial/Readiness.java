package org.equipoise.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/** Who may be drawn. */
final class Readiness {

  private Readiness() {}

  /** Where a person stands as far as the ledger alone tells. */
  static Standing of(TrialState trial, Person person) {
    if (person.drawn() != null) {
      return Standing.DRAWN;
    }
    Standing stopped = stopped(trial.protocol(), person);
    if (stopped != null) {
      return stopped;
    }
    String kit = trial.away(person.site());
    return kit == null ? Standing.READY : new Standing(Standing.Kind.SITE_AWAY, List.of(kit));
  }

  /**
   * The same with the record in hand.
   *
   * @param record what is known of the person
   * @param needs variables whose values the draw rule needs
   */
  static Standing of(
      TrialState trial, Person person, PersonRecord record, List<Variable.Id> needs) {
    Standing standing = of(trial, person);
    if (!standing.ready()) {
      return standing;
    }
    List<String> missing = new ArrayList<>(0);
    for (Variable.Id variable : needs) {
      if (value(person, record, variable).isEmpty()) {
        missing.add(variable.value());
      }
    }
    return missing.isEmpty() ? standing : new Standing(Standing.Kind.VALUES_MISSING, missing);
  }

  /** Value of a variable, built-in ones included; empty when missing. */
  static String value(Person person, PersonRecord record, Variable.Id variable) {
    if (variable.equals(Protocol.SITE)) {
      return person.site();
    }
    return variable.equals(Protocol.REFERRER) ? person.referrer() : record.value(variable);
  }

  private static @Nullable Standing stopped(Protocol protocol, Person person) {
    Fact<Event.PlacedOutside> placement = person.placement();
    if (placement != null) {
      return stopped(Standing.Kind.OUTSIDE, placement.event().placement());
    }
    Fact<Event.Left> left = person.left();
    if (left != null) {
      return stopped(Standing.Kind.LEFT, left.event().cause());
    }
    for (Event.Withdrawn.From from : person.withdrawals().keySet()) {
      if (from != Event.Withdrawn.From.REGISTERS || registersRequired(protocol)) {
        return stopped(Standing.Kind.WITHDRAWN, from);
      }
    }
    if (person.erased()) {
      return new Standing(Standing.Kind.ERASED, List.of());
    }
    List<String> reasons = new ArrayList<>(0);
    for (Criterion criterion : protocol.eligibility()) {
      Boolean answer = person.answers().get(criterion.id());
      if (answer == null || answer != criterion.mustBe()) {
        reasons.add(criterion.id().value());
      }
    }
    if (!reasons.isEmpty()) {
      return new Standing(Standing.Kind.NOT_ELIGIBLE, reasons);
    }
    for (Consent consent : protocol.consents()) {
      if (consent.required() && !person.consents(consent.id())) {
        reasons.add(consent.id().value());
      }
    }
    return reasons.isEmpty() ? null : new Standing(Standing.Kind.NO_CONSENT, reasons);
  }

  private static boolean registersRequired(Protocol protocol) {
    for (Consent consent : protocol.consents()) {
      if (consent.required() && consent.purpose() == Consent.Purpose.REGISTER) {
        return true;
      }
    }
    return false;
  }

  private static Standing stopped(Standing.Kind kind, Enum<?> why) {
    return new Standing(kind, List.of(code(why)));
  }

  /** {@code MOVED_ABROAD} as {@code moved-abroad}. */
  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
