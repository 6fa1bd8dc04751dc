package org.equipoise.ledger;

import java.nio.charset.StandardCharsets;
import org.equipoise.ledger.Event.AnswersReceived;
import org.equipoise.ledger.Event.ApproachesCounted;
import org.equipoise.ledger.Event.ArmDrawn;
import org.equipoise.ledger.Event.ArmTold;
import org.equipoise.ledger.Event.ArmsViewed;
import org.equipoise.ledger.Event.CheckpointIssued;
import org.equipoise.ledger.Event.ConsentGiven;
import org.equipoise.ledger.Event.ContactAttempted;
import org.equipoise.ledger.Event.Deviated;
import org.equipoise.ledger.Event.EligibilityAnswered;
import org.equipoise.ledger.Event.KeyRevealed;
import org.equipoise.ledger.Event.KitIssued;
import org.equipoise.ledger.Event.KitMerged;
import org.equipoise.ledger.Event.Left;
import org.equipoise.ledger.Event.LineVoided;
import org.equipoise.ledger.Event.NumberMixedIn;
import org.equipoise.ledger.Event.PersonReferred;
import org.equipoise.ledger.Event.PersonReferredAgain;
import org.equipoise.ledger.Event.PlacedOutside;
import org.equipoise.ledger.Event.ProtocolAmended;
import org.equipoise.ledger.Event.RecordCorrected;
import org.equipoise.ledger.Event.RecordErased;
import org.equipoise.ledger.Event.ReferralCorrected;
import org.equipoise.ledger.Event.RegisterDelivered;
import org.equipoise.ledger.Event.ServiceEnded;
import org.equipoise.ledger.Event.ServiceNeverStarted;
import org.equipoise.ledger.Event.ServiceStarted;
import org.equipoise.ledger.Event.SurveySent;
import org.equipoise.ledger.Event.TextCoded;
import org.equipoise.ledger.Event.TextsReleased;
import org.equipoise.ledger.Event.TrialFrozen;
import org.equipoise.ledger.Event.WaveClosed;
import org.equipoise.ledger.Event.Withdrawn;

/**
 * Events by the name their kind has in the ledger and by their facts. Names and shapes are frozen:
 * a ledger written today is read by every later version.
 *
 * <p>Every component of an event is a fact of the same name. Codes, ids, digests and fractions are
 * texts, days {@code 2026-11-22}, enum constants {@code second-party}; what is null is an empty
 * text. Where order counts (strata, inputs, evidence) a map is a list of pairs.
 */
public final class EventFacts {

  private EventFacts() {}

  /** Name of the event's kind: {@code arm-drawn}. */
  public static String kind(Event event) {
    if (event instanceof ArmDrawn) {
      return "arm-drawn";
    } else if (event instanceof PersonReferred) {
      return "person-referred";
    } else if (event instanceof ArmTold) {
      return "arm-told";
    } else if (event instanceof ServiceStarted) {
      return "service-started";
    } else if (event instanceof ServiceEnded) {
      return "service-ended";
    } else if (event instanceof ServiceNeverStarted) {
      return "service-never-started";
    } else if (event instanceof PersonReferredAgain) {
      return "person-referred-again";
    } else if (event instanceof ReferralCorrected) {
      return "referral-corrected";
    } else if (event instanceof ConsentGiven) {
      return "consent-given";
    } else if (event instanceof EligibilityAnswered) {
      return "eligibility-answered";
    } else if (event instanceof PlacedOutside) {
      return "placed-outside";
    } else if (event instanceof Withdrawn) {
      return "withdrawn";
    } else if (event instanceof Left) {
      return "left";
    } else if (event instanceof Deviated) {
      return "deviated";
    } else if (event instanceof RecordCorrected) {
      return "record-corrected";
    } else if (event instanceof RecordErased) {
      return "record-erased";
    } else if (event instanceof AnswersReceived) {
      return "answers-received";
    } else if (event instanceof SurveySent) {
      return "survey-sent";
    } else if (event instanceof ContactAttempted) {
      return "contact-attempted";
    } else if (event instanceof TextCoded) {
      return "text-coded";
    } else {
      return kindOfTrialEvent(event);
    }
  }

  private static String kindOfTrialEvent(Event event) {
    if (event instanceof TrialFrozen) {
      return "trial-frozen";
    } else if (event instanceof NumberMixedIn) {
      return "number-mixed-in";
    } else if (event instanceof ProtocolAmended) {
      return "protocol-amended";
    } else if (event instanceof LineVoided) {
      return "line-voided";
    } else if (event instanceof ArmsViewed) {
      return "arms-viewed";
    } else if (event instanceof CheckpointIssued) {
      return "checkpoint-issued";
    } else if (event instanceof KitIssued) {
      return "kit-issued";
    } else if (event instanceof KitMerged) {
      return "kit-merged";
    } else if (event instanceof KeyRevealed) {
      return "key-revealed";
    } else if (event instanceof WaveClosed) {
      return "wave-closed";
    } else if (event instanceof ApproachesCounted) {
      return "approaches-counted";
    } else if (event instanceof TextsReleased) {
      return "texts-released";
    } else if (event instanceof RegisterDelivered) {
      return "register-delivered";
    }
    throw new IllegalStateException("an event without a name: " + event.getClass());
  }

  /** The facts of an event. */
  public static Facts of(Event event) {
    CanonicalText out = new CanonicalText().open();
    write(event, out);
    return new Facts(out.close().toString());
  }

  /**
   * The event of these facts.
   *
   * @throws IllegalArgumentException if the kind is unknown, or the facts are not exactly its facts
   *     in canonical form; the message says what is wrong in plain words
   */
  public static Event event(String kind, Facts facts) {
    CanonicalReader in = new CanonicalReader();
    in.start(facts.text().getBytes(StandardCharsets.UTF_8));
    in.open();
    Event event = read(kind, in);
    in.close();
    in.end();
    return event;
  }

  static void write(Event event, CanonicalText out) {
    if (event instanceof Event.OfPerson person) {
      PersonFacts.write(person, out);
    } else {
      TrialFacts.write(event, out);
    }
  }

  static Event read(String kind, CanonicalReader in) {
    Event event = PersonFacts.read(kind, in);
    if (event == null) {
      event = TrialFacts.read(kind, in);
    }
    if (event == null) {
      throw new IllegalArgumentException(
          "the event '"
              + kind
              + "' is unknown to this version of the program; a newer one wrote it, or nobody did");
    }
    return event;
  }
}
