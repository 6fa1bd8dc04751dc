package org.equipoise.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.equipoise.draw.Drawn;
import org.equipoise.draw.Ordered;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * What can happen in a trial. Every event is a fact that stays; a fact that should not have been
 * recorded is declared void by another. No event holds personal data in clear: what is known of a
 * person lies outside the ledger, which holds a salted commitment to it.
 */
public sealed interface Event {

  /** An event about one person. */
  sealed interface OfPerson extends Event {
    /** Whom it is about. */
    PersonId person();
  }

  /**
   * The trial begins: the first line of every ledger.
   *
   * @param protocol the protocol, canonical JSON text
   * @param digest its digest
   * @param commitment digest that binds the key of the draws without telling it
   * @param signer public Ed25519 key that signs checkpoints, X.509 encoding in Base64
   * @param drawRules version of the draw rules
   * @param kit name of the offline kit when this is the ledger of one; else empty
   */
  record TrialFrozen(
      String protocol, Digest digest, Digest commitment, String signer, int drawRules, String kit)
      implements Event {}

  /**
   * A number that the keeper could not choose is mixed into the key, before the first draw.
   *
   * @param source where it comes from
   * @param name who gave it, or which beacon and round, as announced before
   * @param value the number as given
   */
  record NumberMixedIn(Source source, String name, String value) implements Event {
    /** Where a number comes from. */
    public enum Source {
      SECOND_PARTY,
      BEACON
    }
  }

  /**
   * A changed protocol is in force from here on; earlier draws stay as they are.
   *
   * @param amendment counted from 1
   * @param protocol the protocol, canonical JSON text
   * @param digest its digest
   * @param scheme the draw scheme in force: the one before, unless the change touches the draw
   */
  record ProtocolAmended(int amendment, String protocol, Digest digest, int scheme)
      implements Event {}

  /**
   * A person is referred for the first time.
   *
   * @param person whom
   * @param site code of the site
   * @param referrer code of the agency; empty when the protocol declares none
   * @param on date of the referral
   * @param consents each consent given or not
   * @param answers each eligibility question answered yes or no
   * @param record salted commitment to what is known of the person
   */
  record PersonReferred(
      PersonId person,
      String site,
      String referrer,
      LocalDate on,
      Map<Consent.Id, Boolean> consents,
      Map<Criterion.Id, Boolean> answers,
      Digest record)
      implements OfPerson {
    /** Keeps its own copies, in order. */
    public PersonReferred {
      consents = Ordered.copyOf(consents);
      answers = Ordered.copyOf(answers);
    }
  }

  /** Somebody already referred is referred again, perhaps by another agency; nothing changes. */
  record PersonReferredAgain(PersonId person, String site, String referrer, LocalDate on)
      implements OfPerson {}

  /**
   * Where, by whom and when a person was referred is put right before the draw; the reason of the
   * line says why. All three are told, also those that stay.
   *
   * @param person whom
   * @param site code of the right site
   * @param referrer code of the right agency; empty when the protocol declares none
   * @param on right date of the referral
   */
  record ReferralCorrected(PersonId person, String site, String referrer, LocalDate on)
      implements OfPerson {}

  /** A consent given or refused later than the referral; withdrawing is {@link Withdrawn}. */
  record ConsentGiven(PersonId person, Consent.Id consent, boolean given, LocalDate on)
      implements OfPerson {}

  /**
   * An eligibility question answered otherwise than at the referral, before the draw; the reason of
   * the line says why.
   */
  record EligibilityAnswered(PersonId person, Criterion.Id criterion, boolean answer, LocalDate on)
      implements OfPerson {}

  /**
   * A person gets a place without a draw and stays outside the trial.
   *
   * @param placement why that is allowed
   * @param approvedBy who approved it
   */
  record PlacedOutside(PersonId person, Placement placement, String approvedBy, LocalDate on)
      implements OfPerson {
    /** Why somebody may be placed without a draw. */
    public enum Placement {
      /** Waiting is not acceptable. */
      URGENT,
      /** A right or an earlier promise to a place. */
      EXEMPT,
      /** From the fill-in group of a lottery. */
      FILL_IN
    }
  }

  /**
   * Chance has decided. Never changed, never voided.
   *
   * @param person whom
   * @param drawn the unit's draw; for a later member of a household or cluster the draw that was
   *     made for the first, whose line {@code joins} names
   * @param joins number of the line whose draw this person shares; 0 when drawn here
   * @param protocolVersion version of the protocol in force
   * @param on the day of the draw
   * @param start planned start of the service, and the day before which the person is told not to
   *     expect it; null for an arm that never starts
   */
  record ArmDrawn(
      PersonId person,
      Drawn drawn,
      long joins,
      int protocolVersion,
      LocalDate on,
      @Nullable LocalDate start)
      implements OfPerson {}

  /** The person is told the arm. */
  record ArmTold(PersonId person, LocalDate on) implements OfPerson {}

  /** The person first meets the team: the service starts in fact. */
  record ServiceStarted(PersonId person, LocalDate on) implements OfPerson {}

  /** The service ends. */
  record ServiceEnded(PersonId person, LocalDate on) implements OfPerson {}

  /** It is settled that the service will not start. */
  record ServiceNeverStarted(PersonId person, LocalDate on) implements OfPerson {}

  /** The person withdraws from one thing. The assigned arm stays. */
  record Withdrawn(PersonId person, From from, LocalDate on) implements OfPerson {
    /** What a person can withdraw from, each by itself. */
    public enum From {
      SERVICE,
      /** Being contacted and asked. */
      CONTACT,
      /** New data from registers. */
      REGISTERS,
      /** Use of data already held. */
      DATA
    }
  }

  /** The person can no longer be followed. */
  record Left(PersonId person, Cause cause, LocalDate on) implements OfPerson {
    /** Why somebody can no longer be followed. */
    public enum Cause {
      DIED,
      MOVED_ABROAD,
      /** Cannot be reached at any address. */
      LOST
    }
  }

  /** The protocol was not followed for this person; the reason of the line says how. */
  record Deviated(PersonId person, Kind kind, LocalDate on) implements OfPerson {
    /** What went otherwise than planned. */
    public enum Kind {
      NOT_ELIGIBLE_AFTER_ALL,
      WRONG_SERVICE,
      WRONG_BASELINE,
      OTHER
    }
  }

  /**
   * The record of a person is replaced by a corrected one; a draw keeps the values it used.
   *
   * @param variables which values changed
   * @param record salted commitment to the corrected record
   */
  record RecordCorrected(PersonId person, List<Variable.Id> variables, Digest record)
      implements OfPerson {
    /** Keeps its own copy. */
    public RecordCorrected {
      variables = List.copyOf(variables);
    }
  }

  /** What was known of a person is erased with its salt; the commitments can never be opened. */
  record RecordErased(PersonId person) implements OfPerson {}

  /**
   * A survey, or a reminder of one, is sent to somebody.
   *
   * @param person about whom it asks
   * @param wave the wave
   * @param respondent who is asked
   * @param reminder 0 for the first letter, then which reminder
   * @param on the day
   * @param mode how; null when it is not told
   */
  record SurveySent(
      PersonId person,
      Wave.Id wave,
      Respondent.Id respondent,
      int reminder,
      LocalDate on,
      Wave.@Nullable Mode mode)
      implements OfPerson {}

  /**
   * Somebody was sought for a survey, and what came of it.
   *
   * @param person about whom it asks
   * @param wave the wave
   * @param respondent who was sought
   * @param on the day
   * @param mode how; null when it is not told
   * @param outcome disposition code of AAPOR's Standard Definitions, such as {@code 2.11}
   */
  record ContactAttempted(
      PersonId person,
      Wave.Id wave,
      Respondent.Id respondent,
      LocalDate on,
      Wave.@Nullable Mode mode,
      String outcome)
      implements OfPerson {}

  /**
   * Somebody answered a survey. A later line of the same person, wave and respondent replaces it.
   *
   * @param person about whom
   * @param wave the wave
   * @param respondent who answered
   * @param on the day of the answer
   * @param mode how; null when it is not told
   * @param language language of the form; empty when it is not told
   * @param asked number of questions asked
   * @param answered how many of them have a valid answer
   * @param record salted commitment to the answers, which lie outside the ledger
   */
  record AnswersReceived(
      PersonId person,
      Wave.Id wave,
      Respondent.Id respondent,
      LocalDate on,
      Wave.@Nullable Mode mode,
      String language,
      int asked,
      int answered,
      Digest record)
      implements OfPerson {}

  /**
   * An answer in free text was read and coded to themes by hand. A later line replaces it.
   *
   * @param person about whom
   * @param wave the wave
   * @param respondent who wrote it
   * @param item the question
   * @param record salted commitment to the themes, which lie outside the ledger
   */
  record TextCoded(
      PersonId person, Wave.Id wave, Respondent.Id respondent, Item.Id item, Digest record)
      implements OfPerson {}

  /** No more answers are asked for at a wave, whatever its windows say; the reason says why. */
  record WaveClosed(Wave.Id wave, LocalDate on) implements Event {}

  /**
   * People who were approached and never referred are counted; nothing else is known of them.
   *
   * @param site code of the site
   * @param referrer code of the agency; empty when the protocol declares none
   * @param why why they were not referred
   * @param count how many
   * @param on the day of the count
   */
  record ApproachesCounted(String site, String referrer, Why why, int count, LocalDate on)
      implements Event {
    /** Why somebody who was approached was not referred. */
    public enum Why {
      DECLINED,
      NOT_ELIGIBLE,
      NOT_REACHED,
      OTHER
    }
  }

  /**
   * Answers in free text may be handed out: the reason says to whom and on what grounds.
   *
   * @param item the question
   * @param approvedBy who decided
   */
  record TextsReleased(Item.Id item, String approvedBy) implements Event {}

  /**
   * An authority delivered data of a register. The data lie outside the ledger; what is noted tells
   * whether a file is the one that came, and how far it reaches.
   *
   * @param register code of the register
   * @param file SHA-256 of the file
   * @param bytes its length
   * @param rows how many rows it has
   * @param cutOff the last day that it tells of
   * @param from who delivered it; empty when nobody says
   */
  record RegisterDelivered(
      Register.Id register, Digest file, long bytes, long rows, LocalDate cutOff, String from)
      implements Event {}

  /**
   * A line about a person, a wave that was closed, a count or a release of texts should not have
   * been recorded; draws, referrals and the freeze cannot be voided.
   */
  record LineVoided(long line) implements Event {}

  /** Somebody looked at arms by person. */
  record ArmsViewed(String what) implements Event {}

  /**
   * A checkpoint is handed out.
   *
   * @param checkpoint counted from 1
   * @param upTo number of the last line it covers
   * @param head digest of that line
   * @param signature Ed25519 signature in Base64
   * @param to who gets it
   */
  record CheckpointIssued(int checkpoint, long upTo, Digest head, String signature, String to)
      implements Event {}

  /**
   * A site draws offline from here on; nobody is drawn there in this ledger until the kit is back.
   *
   * @param kit name of the kit
   * @param site code of the site
   */
  record KitIssued(String kit, String site) implements Event {}

  /**
   * The lines of an offline kit are in this ledger; the lines before this one tell them, each with
   * its origin.
   *
   * @param kit name of the kit
   * @param lines how many lines the kit's ledger has
   * @param head digest of its last line
   * @param clashes people whom the kit and this ledger both drew: the earlier draw stands, and both
   *     stay on record
   */
  record KitMerged(String kit, long lines, Digest head, List<PersonId> clashes) implements Event {
    /** Keeps its own copy. */
    public KitMerged {
      clashes = List.copyOf(clashes);
    }
  }

  /** The key is published: anybody can make the draws again, and nobody is drawn any more. */
  record KeyRevealed(String key) implements Event {}
}
