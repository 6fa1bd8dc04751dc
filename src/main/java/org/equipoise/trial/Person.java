package org.equipoise.trial;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger tells of one person. Facts declared void are kept in the {@link #history} and
 * count nowhere else.
 */
public final class Person {

  private final TrialState trial;
  private final Fact<Event.PersonReferred> referral;
  private final List<Fact<?>> history = new ArrayList<>(4);
  private Set<Long> voided = Set.of();

  private Digest record;
  private @Nullable Fact<Event.ReferralCorrected> corrected;
  private @Nullable Map<Consent.Id, Boolean> laterConsents;
  private @Nullable Map<Criterion.Id, Boolean> laterAnswers;
  private List<Fact<?>> again = List.of();
  private List<Fact<Event.Deviated>> deviations = List.of();
  private List<Fact<Event.ArmDrawn>> clashes = List.of();
  private @Nullable Map<Event.Withdrawn.From, LocalDate> withdrawals;
  private @Nullable Fact<Event.PlacedOutside> placement;
  private @Nullable Fact<Event.ArmDrawn> drawn;
  private @Nullable Fact<Event.ArmTold> told;
  private @Nullable Fact<Event.ServiceStarted> started;
  private @Nullable Fact<Event.ServiceEnded> ended;
  private @Nullable Fact<Event.ServiceNeverStarted> neverStarted;
  private @Nullable Fact<Event.Left> left;
  private @Nullable Surveys surveys;
  private boolean erased;

  Person(TrialState trial, Fact<Event.PersonReferred> referral) {
    this.trial = trial;
    this.referral = referral;
    this.record = referral.event().record();
    history.add(referral);
  }

  /** The trial id. */
  public PersonId id() {
    return referral.event().person();
  }

  /** The first referral. */
  public Fact<Event.PersonReferred> referral() {
    return referral;
  }

  /** The correction of the first referral that counts; null when it was right. */
  public @Nullable Fact<Event.ReferralCorrected> corrected() {
    return corrected;
  }

  /** Code of the site of the first referral, as corrected. */
  public String site() {
    return corrected == null ? referral.event().site() : corrected.event().site();
  }

  /**
   * Code of the agency of the first referral, as corrected; empty when the protocol declares none.
   */
  public String referrer() {
    return corrected == null ? referral.event().referrer() : corrected.event().referrer();
  }

  /** Date of the first referral, as corrected. */
  public LocalDate referred() {
    return corrected == null ? referral.event().on() : corrected.event().on();
  }

  /** Each consent as it was given or refused last. */
  public Map<Consent.Id, Boolean> consents() {
    Map<Consent.Id, Boolean> later = laterConsents;
    return later == null ? referral.event().consents() : Collections.unmodifiableMap(later);
  }

  /** Whether a consent is given. */
  public boolean consents(Consent.Id consent) {
    return consents().getOrDefault(consent, false);
  }

  /** Each eligibility question as it was answered last. */
  public Map<Criterion.Id, Boolean> answers() {
    Map<Criterion.Id, Boolean> later = laterAnswers;
    return later == null ? referral.event().answers() : Collections.unmodifiableMap(later);
  }

  /** Commitment to the record that counts, after corrections. */
  public Digest record() {
    return record;
  }

  /** Later referrals of the same person: {@code PersonReferredAgain}, or first ones of a kit. */
  public List<Fact<?>> referredAgain() {
    return Collections.unmodifiableList(again);
  }

  /** The place without a draw, if any. */
  public @Nullable Fact<Event.PlacedOutside> placement() {
    return placement;
  }

  /** The draw that stands: the first. */
  public @Nullable Fact<Event.ArmDrawn> drawn() {
    return drawn;
  }

  /** Later draws of the same person, made in an offline kit; they stay on record only. */
  public List<Fact<Event.ArmDrawn>> clashes() {
    return Collections.unmodifiableList(clashes);
  }

  /** When the person was told the arm. */
  public @Nullable Fact<Event.ArmTold> told() {
    return told;
  }

  /**
   * Whether the person knew the arm before a day began: told on an earlier day, or drawn on one and
   * nobody wrote down when it was told.
   */
  public boolean toldBefore(LocalDate day) {
    if (told != null) {
      return told.event().on().isBefore(day);
    }
    return drawn != null && drawn.event().on().isBefore(day);
  }

  /** When the service started in fact. */
  public @Nullable Fact<Event.ServiceStarted> started() {
    return started;
  }

  /** When the service ended. */
  public @Nullable Fact<Event.ServiceEnded> ended() {
    return ended;
  }

  /** When it was settled that the service will not start. */
  public @Nullable Fact<Event.ServiceNeverStarted> neverStarted() {
    return neverStarted;
  }

  /** What the person withdrew from, and when. */
  public Map<Event.Withdrawn.From, LocalDate> withdrawals() {
    Map<Event.Withdrawn.From, LocalDate> from = withdrawals;
    return from == null ? Map.of() : Collections.unmodifiableMap(from);
  }

  /** Since when and why the person can no longer be followed: the latest cause. */
  public @Nullable Fact<Event.Left> left() {
    return left;
  }

  /** Where the protocol was not followed. */
  public List<Fact<Event.Deviated>> deviations() {
    return Collections.unmodifiableList(deviations);
  }

  /** What was sent, sought and answered in survey waves. */
  public Surveys surveys() {
    Surveys known = surveys;
    return known == null ? Surveys.NONE : known;
  }

  /** Whether what was known is erased. */
  public boolean erased() {
    return erased;
  }

  /** Every fact in the order of the ledger, void ones included. */
  public List<Fact<?>> history() {
    return Collections.unmodifiableList(history);
  }

  /** Whether the fact on this line was declared void. */
  public boolean isVoid(long line) {
    return voided.contains(line);
  }

  /** Whether the person may be drawn, as far as the ledger alone tells. */
  public Standing standing() {
    return Readiness.of(trial, this);
  }

  /** The fact on a line; null when the line does not tell of this person. */
  @Nullable Fact<?> fact(long line) {
    for (Fact<?> fact : history) {
      if (fact.line() == line) {
        return fact;
      }
    }
    return null;
  }

  void add(Fact<?> fact) {
    history.add(fact);
    take(fact);
  }

  /** Takes a fact back: everything that follows from facts is made anew without it. */
  void declareVoid(long line) {
    Set<Long> now = new HashSet<>(voided);
    now.add(line);
    voided = now;
    record = referral.event().record();
    corrected = null;
    laterConsents = null;
    laterAnswers = null;
    again = List.of();
    deviations = List.of();
    clashes = List.of();
    withdrawals = null;
    placement = null;
    drawn = null;
    told = null;
    started = null;
    ended = null;
    neverStarted = null;
    left = null;
    surveys = null;
    for (Fact<?> fact : history) {
      if (fact.line() != referral.line() && !voided.contains(fact.line())) {
        take(fact);
      }
    }
  }

  private void take(Fact<?> fact) {
    Event.OfPerson event = fact.event();
    if (event instanceof Event.ArmDrawn) {
      Fact<Event.ArmDrawn> draw = fact.as(Event.ArmDrawn.class);
      if (drawn == null) {
        drawn = draw;
      } else {
        clashes = with(clashes, draw);
      }
    } else if (event instanceof Event.ArmTold) {
      told = fact.as(Event.ArmTold.class);
    } else if (event instanceof Event.ServiceStarted) {
      started = fact.as(Event.ServiceStarted.class);
    } else if (event instanceof Event.ServiceEnded) {
      ended = fact.as(Event.ServiceEnded.class);
    } else if (event instanceof Event.ServiceNeverStarted) {
      neverStarted = fact.as(Event.ServiceNeverStarted.class);
    } else if (event instanceof Event.PersonReferredAgain
        || event instanceof Event.PersonReferred) {
      again = with(again, fact);
    } else if (event instanceof Event.ReferralCorrected) {
      // Where a kit corrected what was drawn here meanwhile, the draw keeps the site it used.
      corrected = drawn == null ? fact.as(Event.ReferralCorrected.class) : corrected;
    } else if (event instanceof Event.ConsentGiven e) {
      Map<Consent.Id, Boolean> now = new LinkedHashMap<>(consents());
      now.put(e.consent(), e.given());
      laterConsents = now;
    } else if (event instanceof Event.EligibilityAnswered e) {
      Map<Criterion.Id, Boolean> now = new LinkedHashMap<>(answers());
      now.put(e.criterion(), e.answer());
      laterAnswers = now;
    } else if (event instanceof Event.PlacedOutside) {
      placement = fact.as(Event.PlacedOutside.class);
    } else if (event instanceof Event.Withdrawn e) {
      Map<Event.Withdrawn.From, LocalDate> from = withdrawals;
      if (from == null) {
        from = new EnumMap<>(Event.Withdrawn.From.class);
        withdrawals = from;
      }
      from.putIfAbsent(e.from(), e.on());
    } else if (event instanceof Event.Left) {
      left = fact.as(Event.Left.class);
    } else if (event instanceof Event.Deviated) {
      deviations = with(deviations, fact.as(Event.Deviated.class));
    } else if (event instanceof Event.RecordCorrected e) {
      record = e.record();
    } else if (event instanceof Event.RecordErased) {
      erased = true;
    } else if (Surveys.tells(event)) {
      Surveys known = surveys;
      if (known == null) {
        known = new Surveys();
        surveys = known;
      }
      known.take(fact);
    }
  }

  private static <T> List<T> with(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
