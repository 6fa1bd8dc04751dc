package org.equipoise.waves;

import java.util.function.Predicate;
import org.equipoise.ledger.Event;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.Standing;

/** Which line of the ledger decided where a person stands. */
final class Deciding {

  private Deciding() {}

  /** The line that decided for or against a standing: the last that tells of it. */
  static long line(Person person, Standing.Kind kind) {
    return switch (kind) {
      case DRAWN -> person.drawn() == null ? 0 : person.drawn().line();
      case OUTSIDE -> last(person, event -> event instanceof Event.PlacedOutside);
      case LEFT -> last(person, event -> event instanceof Event.Left);
      case WITHDRAWN -> last(person, event -> event instanceof Event.Withdrawn);
      case ERASED -> last(person, event -> event instanceof Event.RecordErased);
      case NOT_ELIGIBLE -> last(person, event -> event instanceof Event.EligibilityAnswered);
      case NO_CONSENT -> last(person, event -> event instanceof Event.ConsentGiven);
      case VALUES_MISSING -> last(person, event -> event instanceof Event.RecordCorrected);
      case READY, SITE_AWAY -> person.referral().line();
    };
  }

  /** The last line of a kind that is not void; else that of the referral. */
  static long last(Person person, Predicate<Event> kind) {
    long line = person.referral().line();
    for (Fact<?> fact : person.history()) {
      if (kind.test(fact.event()) && !person.isVoid(fact.line())) {
        line = fact.line();
      }
    }
    return line;
  }
}
