package org.equipoise.trial;

import java.util.List;
import org.equipoise.draw.Draws;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;

/** Whether the trial as a whole may be changed: frozen, amended, sent away, revealed. */
final class TrialRules {

  private TrialRules() {}

  static void frozen(Event.TrialFrozen event, Findings out) {
    if (!Digest.of(event.protocol()).equals(event.digest())) {
      out.error("the digest is not that of the protocol", "");
    }
    if (event.drawRules() != Draws.VERSION) {
      out.error(
          "version " + event.drawRules() + " of the draw rules",
          "this program knows version " + Draws.VERSION);
    }
  }

  /** A kit draws by the protocol it left with, so that the protocol stays while one is away. */
  static void whileAway(TrialState trial, Rules.Next next, Findings out) {
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

  static void amended(TrialState trial, Event.ProtocolAmended event, Findings out) {
    Rules.intakeOver(trial, out);
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

  static void mixed(TrialState trial, Event.NumberMixedIn event, Findings out) {
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
    Rules.intakeOver(trial, out);
  }

  static void checkpoint(TrialState trial, Event.CheckpointIssued event, Findings out) {
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

  static void kit(TrialState trial, Event.KitIssued event, Findings out) {
    Rules.intakeOver(trial, out);
    if (!trial.kit().isEmpty()) {
      out.error("a kit cannot issue kits", "issue it from the trial's own ledger");
    }
    if (!trial.protocol().strata().contains(Protocol.SITE)) {
      out.error(
          "sites are not among the strata: all sites draw from one stream",
          "a site can only draw offline from a stream of its own");
    }
    Rules.code("site", event.site(), trial.protocol().sites(), out);
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

  static void delivered(TrialState trial, Event.RegisterDelivered event, Findings out) {
    boolean known =
        trial.protocol().registers().stream().anyMatch(r -> r.id().equals(event.register()));
    if (!known) {
      out.error("the protocol has no register '" + event.register() + "'", "see its \"registers\"");
    }
    for (Event.RegisterDelivered earlier : trial.deliveries().values()) {
      if (earlier.register().equals(event.register()) && earlier.file().equals(event.file())) {
        out.error("this file is noted already", "note each delivery once");
      }
    }
    if (event.bytes() < 0 || event.rows() < 0) {
      out.error("a delivery of less than nothing", "count its rows");
    }
  }

  static void revealed(TrialState trial, Findings out) {
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
}
