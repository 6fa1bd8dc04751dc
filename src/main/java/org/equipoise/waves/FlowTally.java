package org.equipoise.waves;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Event.ApproachesCounted;
import org.equipoise.ledger.Event.PlacedOutside.Placement;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.Standing;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.FlowCount.Groups;
import org.equipoise.waves.FlowCount.Tally;
import org.equipoise.waves.ParticipantFlow.Box;
import org.equipoise.waves.ParticipantFlow.Kind;
import org.equipoise.waves.ParticipantFlow.Lane;
import org.equipoise.waves.ParticipantFlow.Step;
import org.jspecify.annotations.Nullable;

/** Counts a participant flow: the way to the draw here, what follows in {@link LaneTally}. */
final class FlowTally {

  private static final String PLACED_LATER = "placed-later";
  private static final String NO_PLACE = "no-place";

  private final Chronicle told;
  private final TrialState state;
  private final Protocol protocol;
  private final Map<PersonId, Standing> standings;
  private final @Nullable Map<Digest, AnswerRecord> answers;
  private final boolean arms;
  private final Groups groups;
  private final Map<Kind, Tally> boxes = new EnumMap<>(Kind.class);
  private final Map<Kind, Reasons> reasons = new EnumMap<>(Kind.class);
  private final Tally again;

  FlowTally(
      Chronicle told,
      Map<PersonId, Standing> standings,
      @Nullable Map<Digest, AnswerRecord> answers,
      boolean arms) {
    this.told = told;
    this.state = told.state();
    this.protocol = state.protocol();
    this.standings = standings;
    this.answers = answers;
    this.arms = arms;
    this.groups = groups();
    this.again = groups.tally();
    for (Kind kind : Kind.values()) {
      boxes.put(kind, groups.tally());
    }
    declareReasons();
  }

  private Groups groups() {
    Groups all = new Groups(protocol.sites(), protocol.referrers());
    state.approaches().forEach(counted -> all.add(counted.site(), counted.referrer()));
    state.persons().forEach(person -> all.add(person.site(), person.referrer()));
    return all;
  }

  /** Every reason that the protocol knows, so that one that nobody had is told as 0. */
  private void declareReasons() {
    for (ApproachesCounted.Why why : ApproachesCounted.Why.values()) {
      reasons(Kind.NOT_REFERRED).declare(Reasons.code(why));
    }
    for (Placement placement : Placement.values()) {
      if (placement != Placement.FILL_IN) {
        reasons(Kind.OUTSIDE).declare(Reasons.code(placement));
      }
    }
    for (Event.Left.Cause cause : Event.Left.Cause.values()) {
      reasons(Kind.LEFT_BEFORE).declare(Reasons.code(cause));
    }
    for (Event.Withdrawn.From from : Event.Withdrawn.From.values()) {
      reasons(Kind.WITHDREW_BEFORE).declare(Reasons.code(from));
    }
    for (Criterion criterion : protocol.eligibility()) {
      reasons(Kind.NOT_ELIGIBLE).declare(criterion.id().value());
    }
    for (Consent consent : protocol.consents()) {
      if (consent.required()) {
        reasons(Kind.NO_CONSENT).declare(consent.id().value());
      }
    }
  }

  ParticipantFlow flow() {
    for (Entry entry : told.notes()) {
      if (entry.event() instanceof ApproachesCounted counted) {
        approached(counted, entry.number());
      }
    }
    List<Person> drawn = new ArrayList<>();
    for (Person person : state.persons()) {
      count(person, Kind.APPROACHED, person.referral().line());
      count(person, Kind.REFERRED, person.referral().line());
      Standing standing = standings.getOrDefault(person.id(), person.standing());
      toTheDraw(person, standing);
      if (!person.referredAgain().isEmpty()) {
        Fact<?> last = person.referredAgain().get(person.referredAgain().size() - 1);
        again.add(person.site(), person.referrer(), 1, last.line());
      }
      if (standing.kind() == Standing.Kind.DRAWN && arm(person) != null) {
        drawn.add(person);
      }
    }
    List<Lane> lanes = lanes(drawn);
    return new ParticipantFlow(
        protocol.id(),
        protocol.version(),
        told.day(),
        state.lines(),
        !state.approaches().isEmpty(),
        enrolment(lanes),
        again.count(),
        lanes);
  }

  private void approached(ApproachesCounted counted, long line) {
    tally(Kind.APPROACHED).add(counted.site(), counted.referrer(), counted.count(), line);
    tally(Kind.NOT_REFERRED).add(counted.site(), counted.referrer(), counted.count(), line);
    reasons(Kind.NOT_REFERRED)
        .first(
            Reasons.code(counted.why()), counted.site(), counted.referrer(), counted.count(), line);
  }

  /** Counts a person in every box on the way, and in the one where the way ended. */
  private void toTheDraw(Person person, Standing standing) {
    long line = Deciding.line(person, standing.kind());
    switch (standing.kind()) {
      case OUTSIDE -> aside(person, Kind.OUTSIDE, standing, line);
      case LEFT -> aside(person, Kind.LEFT_BEFORE, standing, line);
      case WITHDRAWN -> aside(person, Kind.WITHDREW_BEFORE, standing, line);
      case ERASED -> count(person, Kind.ERASED_BEFORE, line);
      case NOT_ELIGIBLE -> aside(person, Kind.NOT_ELIGIBLE, standing, line);
      default -> eligible(person, standing, line);
    }
    if (standing.kind() != Standing.Kind.DRAWN) {
      everyReason(person);
    }
  }

  private void eligible(Person person, Standing standing, long line) {
    count(person, Kind.ELIGIBLE, Deciding.line(person, Standing.Kind.NOT_ELIGIBLE));
    if (standing.kind() == Standing.Kind.NO_CONSENT) {
      aside(person, Kind.NO_CONSENT, standing, line);
      return;
    }
    count(person, Kind.CONSENTED, Deciding.line(person, Standing.Kind.NO_CONSENT));
    switch (standing.kind()) {
      case SITE_AWAY -> count(person, Kind.SITE_AWAY, line);
      case VALUES_MISSING -> aside(person, Kind.VALUES_MISSING, standing, line);
      case READY -> count(person, Kind.WAITING, line);
      default -> entered(person, line);
    }
  }

  private void entered(Person person, long line) {
    count(person, Kind.ENTERED, line);
    if (arm(person) != null) {
      count(person, Kind.DRAWN, line);
      return;
    }
    count(person, Kind.FILL_IN, line);
    Fact<Event.PlacedOutside> placed = person.placement();
    String how = placed == null ? NO_PLACE : PLACED_LATER;
    long decided = placed == null ? line : placed.line();
    reasons(Kind.FILL_IN).first(how, person.site(), person.referrer(), 1, decided);
    reasons(Kind.FILL_IN).atAll(how, 1);
  }

  private void aside(Person person, Kind kind, Standing standing, long line) {
    count(person, kind, line);
    String first = standing.reasons().get(0);
    reasons(kind).first(first, person.site(), person.referrer(), 1, line);
    if (kind == Kind.VALUES_MISSING) {
      standing.reasons().forEach(reason -> reasons(kind).atAll(reason, 1));
    }
  }

  /** Counts everything that keeps a person from the draw, whichever comes first. */
  private void everyReason(Person person) {
    if (person.placement() != null) {
      Placement placement = person.placement().event().placement();
      reasons(Kind.OUTSIDE).atAll(Reasons.code(placement), 1);
    }
    if (person.left() != null) {
      reasons(Kind.LEFT_BEFORE).atAll(Reasons.code(person.left().event().cause()), 1);
    }
    for (Event.Withdrawn.From from : person.withdrawals().keySet()) {
      reasons(Kind.WITHDREW_BEFORE).atAll(Reasons.code(from), 1);
    }
    for (Criterion criterion : protocol.eligibility()) {
      Boolean answer = person.answers().get(criterion.id());
      if (answer == null || answer != criterion.mustBe()) {
        reasons(Kind.NOT_ELIGIBLE).atAll(criterion.id().value(), 1);
      }
    }
    for (Consent consent : protocol.consents()) {
      if (consent.required() && !person.consents(consent.id())) {
        reasons(Kind.NO_CONSENT).atAll(consent.id().value(), 1);
      }
    }
  }

  private List<Lane> lanes(List<Person> drawn) {
    Fate.Teller fates = new LedgerFates(state, told.day());
    LaneTally tally = new LaneTally(told, groups, fates, answers);
    if (!arms) {
      return List.of(tally.lane(null, drawn));
    }
    List<Arm.Id> ids = new ArrayList<>(protocol.arms().stream().map(Arm::id).toList());
    // An arm that an amendment closed keeps its lane.
    drawn.stream()
        .map(FlowTally::arm)
        .filter(arm -> !ids.contains(arm))
        .distinct()
        .forEach(ids::add);
    List<Lane> lanes = new ArrayList<>();
    for (Arm.Id id : ids) {
      lanes.add(tally.lane(id, drawn.stream().filter(p -> id.equals(arm(p))).toList()));
    }
    return lanes;
  }

  private List<Step> enrolment(List<Lane> lanes) {
    List<Step> steps = new ArrayList<>();
    steps.add(step(Kind.APPROACHED, List.of(Kind.NOT_REFERRED), Kind.REFERRED));
    List<Kind> excluded =
        List.of(
            Kind.OUTSIDE,
            Kind.LEFT_BEFORE,
            Kind.WITHDREW_BEFORE,
            Kind.ERASED_BEFORE,
            Kind.NOT_ELIGIBLE);
    steps.add(step(Kind.REFERRED, excluded, Kind.ELIGIBLE));
    steps.add(step(Kind.ELIGIBLE, List.of(Kind.NO_CONSENT), Kind.CONSENTED));
    List<Kind> waiting = List.of(Kind.WAITING, Kind.VALUES_MISSING, Kind.SITE_AWAY);
    steps.add(step(Kind.CONSENTED, waiting, Kind.ENTERED));
    steps.add(step(Kind.ENTERED, List.of(Kind.FILL_IN), Kind.DRAWN));
    steps.add(new Step(box(Kind.DRAWN), List.of(), lanes.stream().map(Lane::drawn).toList()));
    return steps;
  }

  private Step step(Kind from, List<Kind> aside, Kind next) {
    return new Step(box(from), aside.stream().map(this::box).toList(), List.of(box(next)));
  }

  private Box box(Kind kind) {
    Reasons why = reasons.get(kind);
    return new Box(kind, "", tally(kind).count(), why == null ? List.of() : why.parts());
  }

  private void count(Person person, Kind kind, long line) {
    tally(kind).add(person.site(), person.referrer(), 1, line);
  }

  private Tally tally(Kind kind) {
    return Objects.requireNonNull(boxes.get(kind));
  }

  private Reasons reasons(Kind kind) {
    return reasons.computeIfAbsent(kind, one -> new Reasons(groups));
  }

  /** The arm drawn; null of nobody drawn, and in the fill-in group. */
  static Arm.@Nullable Id arm(Person person) {
    Fact<Event.ArmDrawn> drawn = person.drawn();
    return drawn == null ? null : drawn.event().drawn().arm();
  }

  /** The day a person was drawn. */
  static LocalDate drawnOn(Person person) {
    return Objects.requireNonNull(person.drawn()).event().on();
  }
}
