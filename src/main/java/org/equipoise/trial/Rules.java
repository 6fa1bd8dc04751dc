package org.equipoise.trial;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Which lines may follow which: what the {@link Desk} obeys when it writes, and the {@link Audit}
 * asks of every line.
 */
final class Rules {

  /** Version of the draw rules that this program carries out. */
  static final int DRAW_RULES = 1;

  private Rules() {}

  /**
   * A line that is to follow.
   *
   * @param event what happened
   * @param reason why, where a reason is asked for
   * @param origin where it was first written, when that was elsewhere
   * @param earliest first day on which it can have been written
   * @param latest last day on which it can have been written
   * @param place where findings point
   */
  record Next(
      Event event,
      String reason,
      String origin,
      LocalDate earliest,
      LocalDate latest,
      Place place) {
    boolean merged() {
      return !origin.isEmpty();
    }
  }

  /** What speaks against a line: errors forbid it, warnings do not. */
  static List<Finding> of(TrialState trial, Next next) {
    Findings out = new Findings(next.place());
    Event event = next.event();
    if (trial.frozen() == event instanceof Event.TrialFrozen) {
      out.error(
          trial.frozen() ? "the trial is frozen already" : "the trial is not frozen yet",
          trial.frozen() ? "a changed protocol is an amendment" : "freeze it first");
      return out.list();
    }
    if (next.merged() && !fromKit(trial, next.origin())) {
      out.error("it comes from '" + next.origin() + "', which is no kit on its way back", "");
    }
    if (reasonAsked(event) && next.reason().isBlank() && !next.merged()) {
      out.error("no reason is given", "say why: the reason stays on record");
    }
    FreeText.check(event, next.reason(), out);
    if (event instanceof Event.OfPerson of) {
      aboutPerson(trial, of, next, out);
    } else if (event instanceof Event.TrialFrozen e) {
      frozen(e, out);
    } else if (event instanceof Event.ProtocolAmended e) {
      whileAway(trial, next, out);
      amended(trial, e, out);
    } else if (event instanceof Event.NumberMixedIn e) {
      mixed(trial, e, out);
    } else if (event instanceof Event.LineVoided e) {
      voided(trial, e.line(), out);
    } else if (event instanceof Event.ArmsViewed e && e.what().isBlank()) {
      out.error("it is not said what was viewed", "name the report");
    } else if (event instanceof Event.CheckpointIssued e) {
      checkpoint(trial, e, out);
    } else if (event instanceof Event.KitIssued e && !next.merged()) {
      kit(trial, e, out);
    } else if (event instanceof Event.KitMerged e && !trial.sitesAway().containsValue(e.kit())) {
      out.error("no kit '" + e.kit() + "' is away", "merge each kit once");
    } else if (event instanceof Event.KeyRevealed) {
      revealed(trial, out);
    }
    return out.list();
  }

  /** Whether a line needs a reason. */
  private static boolean reasonAsked(Event event) {
    return event instanceof Event.Deviated
        || event instanceof Event.LineVoided
        || event instanceof Event.RecordCorrected
        || event instanceof Event.RecordErased
        || event instanceof Event.EligibilityAnswered
        || event instanceof Event.PlacedOutside
        || event instanceof Event.ArmsViewed
        || event instanceof Event.ProtocolAmended;
  }

  private static boolean fromKit(TrialState trial, String origin) {
    int slash = origin.indexOf('/');
    String kit = slash < 0 ? origin : origin.substring(0, slash);
    return trial.kit().isEmpty() ? trial.sitesAway().containsValue(kit) : kit.equals(Kits.MAIN);
  }

  private static void aboutPerson(TrialState trial, Event.OfPerson event, Next next, Findings out) {
    Person person = trial.person(event.person()).orElse(null);
    if (event instanceof Event.PersonReferred e) {
      referred(trial, person, e, next, out);
      return;
    }
    if (person == null) {
      out.error("nobody with this id was referred", "check the id against the list of the site");
      return;
    }
    if (event instanceof Event.ArmDrawn e) {
      drawn(trial, person, e, next, out);
    } else if (!next.merged()) {
      if (event instanceof Event.PersonReferredAgain e) {
        place(trial, e.site(), e.referrer(), out);
        intakeOver(trial, out);
      }
      PersonRules.check(trial, person, event, next.latest(), out);
    }
  }

  private static void referred(
      TrialState trial,
      @Nullable Person known,
      Event.PersonReferred event,
      Next next,
      Findings out) {
    if (next.merged()) {
      return;
    }
    if (known != null) {
      out.error("referred already on line " + known.referral().line(), "");
    }
    intakeOver(trial, out);
    place(trial, event.site(), event.referrer(), out);
    if (event.on().isAfter(next.latest())) {
      out.error("the referral on " + event.on() + " is still to come", "correct the date");
    }
    trial
        .protocol()
        .eligibility()
        .forEach(
            criterion -> {
              if (!event.answers().containsKey(criterion.id())) {
                out.error("no answer to '" + criterion.id() + "'", "answer yes or no");
              }
            });
  }

  /** Whether site and agency are those of the protocol. */
  private static void place(TrialState trial, String site, String referrer, Findings out) {
    Protocol protocol = trial.protocol();
    code("site", site, protocol.sites(), out);
    code("referrer", referrer, protocol.referrers(), out);
    if (!trial.kit().isEmpty() && trial.away(site) != null) {
      out.error(
          "'" + site + "' is not the site of the kit '" + trial.kit() + "'",
          "refer the person in the trial's own ledger");
    }
  }

  private static void code(String what, String code, List<Level> levels, Findings out) {
    if (levels.isEmpty() && code.isEmpty()) {
      return;
    }
    for (Level level : levels) {
      if (level.code().equals(code)) {
        return;
      }
    }
    List<String> known = levels.stream().map(Level::code).toList();
    out.error("unknown " + what + " '" + code + "'", Nearest.hint(code, known));
  }

  private static void drawn(
      TrialState trial, Person person, Event.ArmDrawn event, Next next, Findings out) {
    Fact<Event.ArmDrawn> before = person.drawn();
    intakeOver(trial, out);
    if (before != null && !next.merged()) {
      out.error("drawn already on line " + before.line(), "nobody is drawn twice");
    }
    if (before == null) {
      Standing standing = Readiness.of(trial, person);
      if (!standing.ready() && !next.merged()) {
        out.error("not ready to be drawn: " + words(standing), "");
      } else if (!standing.ready() && standing.kind() != Standing.Kind.SITE_AWAY) {
        out.warning(
            person.id() + " was drawn in the kit, and is here: " + words(standing),
            "both stay on record");
      }
    }
    if (event.protocolVersion() != trial.protocol().version()) {
      out.error(
          "drawn under version " + event.protocolVersion() + " of the protocol",
          "version " + trial.protocol().version() + " is in force");
    }
    if (!next.merged()
        && (event.on().isBefore(next.earliest()) || event.on().isAfter(next.latest()))) {
      out.error("dated " + event.on(), "a draw carries the day on which it is written");
    }
    Arm.Id arm = event.drawn().arm();
    if (arm != null && trial.arm(arm).isEmpty()) {
      out.error("unknown arm '" + arm + "'", "");
    }
    unit(trial, person, event, next, out);
    if (!Objects.equals(event.start(), start(trial, event))) {
      out.error(
          "planned to start " + startWords(event.start()),
          "the arm says " + startWords(start(trial, event)));
    }
  }

  private static String startWords(@Nullable LocalDate start) {
    return start == null ? "never" : "on " + start;
  }

  private static void unit(
      TrialState trial, Person person, Event.ArmDrawn event, Next next, Findings out) {
    Optional<Fact<Event.ArmDrawn>> first = trial.drawOf(event.drawn().unit());
    if (event.joins() == 0) {
      if (event.drawn().stream().scheme() != trial.scheme()) {
        out.error(
            "drawn by scheme " + event.drawn().stream().scheme(),
            "scheme " + trial.scheme() + " is in force");
      }
      if (!trial.protocol().unit().clustered()
          && !event.drawn().unit().equals(person.id().value())) {
        out.error("the unit drawn is '" + event.drawn().unit() + "'", "it must be the person");
      }
      String site = event.drawn().stream().site();
      if (!site.isEmpty() && !next.merged() && !site.equals(person.site())) {
        out.error("drawn at '" + site + "'", "the person was referred at '" + person.site() + "'");
      }
      if (first.isPresent() && !next.merged()) {
        out.error("its unit was drawn already on line " + first.get().line(), "");
      } else if (first.isPresent() && person.drawn() == null) {
        out.warning(
            person.id()
                + " was drawn in the kit, and others of the unit here, on line "
                + first.get().line(),
            "both draws stay on record");
      }
    } else if (first.isEmpty()
        || (!next.merged() && first.get().line() != event.joins())
        || !first.get().event().drawn().equals(event.drawn())) {
      out.error("it joins line " + event.joins(), "that is not the draw of its unit");
    }
  }

  /**
   * Planned start by the arm: so many days after the draw. Somebody who joins a household or
   * cluster starts with it, at the earliest on the day of joining.
   */
  static @Nullable LocalDate start(TrialState trial, Event.ArmDrawn event) {
    Arm.Id id = event.drawn().arm();
    if (id == null) {
      return null;
    }
    Optional<Fact<Event.ArmDrawn>> first = trial.drawOf(event.drawn().unit());
    if (event.joins() > 0 && first.isPresent()) {
      LocalDate start = first.get().event().start();
      return start == null || start.isAfter(event.on()) ? start : event.on();
    }
    Arm arm = trial.arm(id).orElse(null);
    return arm == null || arm.startsAfterDays().isEmpty()
        ? null
        : event.on().plusDays(arm.startsAfterDays().getAsInt());
  }

  /** Nobody is referred or drawn any more once the key is public. */
  private static void intakeOver(TrialState trial, Findings out) {
    if (trial.revealed().isPresent()) {
      out.error("the key is revealed: the intake is over", "whoever has it can foresee a draw");
    }
  }

  private static void frozen(Event.TrialFrozen event, Findings out) {
    if (!Digest.of(event.protocol()).equals(event.digest())) {
      out.error("the digest is not that of the protocol", "");
    }
    if (event.drawRules() != DRAW_RULES) {
      out.error(
          "version " + event.drawRules() + " of the draw rules",
          "this program knows version " + DRAW_RULES);
    }
  }

  /** A kit draws by the protocol it left with, so that the protocol stays while one is away. */
  private static void whileAway(TrialState trial, Next next, Findings out) {
    if (!trial.kit().isEmpty()) {
      if (!next.merged()) {
        out.error("a kit cannot be amended", "amend the trial's own ledger when the kit is back");
      }
    } else if (!trial.sitesAway().isEmpty()) {
      out.error(
          "a kit is away: " + String.join(", ", trial.sitesAway().values()),
          "merge it first: it draws by the protocol it left with");
    }
  }

  private static void amended(TrialState trial, Event.ProtocolAmended event, Findings out) {
    intakeOver(trial, out);
    if (!Digest.of(event.protocol()).equals(event.digest())) {
      out.error("the digest is not that of the protocol", "");
    }
    if (event.amendment() != trial.amendments().size() + 1) {
      out.error(
          "numbered " + event.amendment(), "the next is number " + (trial.amendments().size() + 1));
    }
    if (event.digest().equals(trial.digest())) {
      out.error("the protocol is the one in force", "there is nothing to amend");
      return;
    }
    Protocol changed;
    try {
      changed = trial.read(event.protocol());
    } catch (IllegalArgumentException e) {
      out.error("the protocol cannot be used: " + e.getMessage(), "check it first");
      return;
    }
    Protocol now = trial.protocol();
    if (!changed.id().equals(now.id())) {
      out.error("the protocol is that of '" + changed.id() + "'", "keep the id '" + now.id() + "'");
    }
    if (changed.version() != now.version() + 1) {
      out.error(
          "version " + changed.version() + " follows version " + now.version(),
          "number it " + (now.version() + 1));
    }
    drawable(changed, out);
    int scheme = scheme(now, changed, trial.scheme());
    if (event.scheme() != scheme) {
      out.error("draw scheme " + event.scheme(), "it must be " + scheme);
    }
  }

  /** What must hold of a protocol for people to be drawn by it here. */
  static void drawable(Protocol protocol, Findings out) {
    if (protocol.draw() instanceof DrawRule.Recorded) {
      out.error(
          "the draw rule is 'recorded': people were randomized elsewhere",
          "analyse such a trial; there is nothing to draw here");
    }
    if (protocol.intake() == null) {
      out.error("no intake is planned", "say in 'intake' when people are drawn, and how many");
    }
  }

  /** The scheme after an amendment: the next when the draw itself changes. */
  static int scheme(Protocol before, Protocol after, int scheme) {
    boolean same =
        before.draw().equals(after.draw())
            && before.strata().equals(after.strata())
            && before.unit().equals(after.unit())
            && codes(before).equals(codes(after));
    return same ? scheme : scheme + 1;
  }

  private static List<Arm.Id> codes(Protocol protocol) {
    return protocol.arms().stream().map(Arm::id).toList();
  }

  private static void mixed(TrialState trial, Event.NumberMixedIn event, Findings out) {
    boolean secondParty = event.source() == Event.NumberMixedIn.Source.SECOND_PARTY;
    if (!(secondParty ? trial.second() : trial.beacon()).isEmpty()) {
      out.error("such a number is mixed in already", "each source gives one number");
    }
    if (event.value().isBlank()) {
      out.error("the number is empty", "give it as it was announced");
    }
    if (event.name().isBlank()) {
      out.error("it is not said where the number comes from", "name who gave it, or which round");
    }
    if (!trial.draws().isEmpty()) {
      out.error(
          "people are drawn already", "a number is mixed in before the first draw, or not at all");
    }
    if (!trial.kitsIssued().isEmpty()) {
      out.error("a kit was issued already", "its key would not fit any more");
    }
    intakeOver(trial, out);
  }

  private static void voided(TrialState trial, long line, Findings out) {
    Person person = trial.about(line).orElse(null);
    Fact<?> fact = person == null ? null : person.fact(line);
    if (person == null || fact == null) {
      out.error(
          line < 1 || line > trial.lines()
              ? "there is no line " + line
              : "line " + line + " cannot be declared void",
          "only what was recorded about a person can");
      return;
    }
    if (!voidable(fact.event())) {
      out.error(
          "line " + line + " cannot be declared void",
          "a referral, a draw, a correction and an erasure stay for ever");
    } else if (person.isVoid(line)) {
      out.error("line " + line + " is void already", "");
    } else if (fact.event() instanceof Event.ServiceStarted && person.ended() != null) {
      out.error(
          "the service that started on line " + line + " has ended",
          "declare line " + Objects.requireNonNull(person.ended()).line() + " void first");
    } else if (fact.event() instanceof Event.PlacedOutside
        && person.drawn() == null
        && person.started() != null) {
      out.error(
          "the service of the placement on line " + line + " has started",
          "declare line " + Objects.requireNonNull(person.started()).line() + " void first");
    }
  }

  /** Whether a fact about a person can be declared void. */
  static boolean voidable(Event.OfPerson event) {
    return !(event instanceof Event.PersonReferred
        || event instanceof Event.PersonReferredAgain
        || event instanceof Event.ArmDrawn
        || event instanceof Event.RecordCorrected
        || event instanceof Event.RecordErased);
  }

  private static void checkpoint(TrialState trial, Event.CheckpointIssued event, Findings out) {
    if (!trial.kit().isEmpty()) {
      out.error("a kit issues no checkpoints", "issue them from the trial's own ledger");
    }
    int due = trial.checkpoints().size() + 1;
    if (event.checkpoint() != due) {
      out.error("checkpoint " + event.checkpoint(), "the next is checkpoint " + due);
    }
    if (event.upTo() != trial.lines() || !event.head().equals(trial.head())) {
      out.error(
          "the checkpoint covers " + event.upTo() + " lines with another end",
          "there are " + trial.lines() + " before it");
    }
    if (event.to().isBlank()) {
      out.error("it is not said who gets the checkpoint", "name somebody outside the trial");
    }
  }

  private static void kit(TrialState trial, Event.KitIssued event, Findings out) {
    intakeOver(trial, out);
    if (!trial.kit().isEmpty()) {
      out.error("a kit cannot issue kits", "issue it from the trial's own ledger");
    }
    if (!trial.protocol().strata().contains(Protocol.SITE)) {
      out.error(
          "sites are not among the strata: all sites draw from one stream",
          "a site can only draw offline from a stream of its own");
    }
    code("site", event.site(), trial.protocol().sites(), out);
    String away = trial.sitesAway().get(event.site());
    if (away != null) {
      out.error("the site is away with the kit '" + away + "'", "merge it first");
    }
    boolean used = event.kit().equals(Kits.MAIN);
    for (Event.KitIssued earlier : trial.kitsIssued()) {
      used |= earlier.kit().equals(event.kit());
    }
    if (used) {
      out.error("the name '" + event.kit() + "' is taken", "name each kit once");
    }
    if (event.kit().isBlank() || event.kit().indexOf('/') >= 0) {
      out.error("'" + event.kit() + "' is no name for a kit", "use letters, digits and hyphens");
    }
  }

  private static void revealed(TrialState trial, Findings out) {
    if (trial.revealed().isPresent()) {
      out.error("the key is revealed already", "");
    }
    if (!trial.kit().isEmpty()) {
      out.error("a kit holds the key of one site only", "reveal the key in the trial's own ledger");
    }
    if (!trial.sitesAway().isEmpty()) {
      out.error(
          "a kit is away: " + String.join(", ", trial.sitesAway().values()),
          "merge it first: it still draws");
    }
  }

  /** {@code not-eligible (urgent)}. */
  static String words(Standing standing) {
    String kind = Readiness.code(standing.kind());
    return standing.reasons().isEmpty()
        ? kind
        : kind + " (" + String.join(", ", standing.reasons()) + ")";
  }
}
