package org.equipoise.trial;

import java.io.IOException;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.equipoise.draw.DrawKey;
import org.equipoise.draw.Draws;
import org.equipoise.draw.Streams;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Checkpoint;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Signer;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;

/** What the keeper does: freeze, mix numbers in, amend, hand out checkpoints, reveal the key. */
final class Setup {

  private Setup() {}

  static long freeze(
      Session session, String text, Digest digest, DrawKey key, String signer, String kit)
      throws IOException, Refused {
    Place place = Place.file("freeze");
    Event.TrialFrozen event =
        new Event.TrialFrozen(
            text, digest, Streams.commitment(key, digest), signer, Draws.VERSION, kit);
    if (session.trial().frozen() && session.trial().freeze().equals(event)) {
      return 1;
    }
    List<Finding> findings = new ArrayList<>(session.check(event, "", place));
    if (!session.trial().frozen()) {
      Findings out = new Findings(place);
      TrialRules.drawable(read(session, text, place), out);
      findings.addAll(out.list());
    }
    Session.refuseErrors(findings);
    return session.add(event, "", "freeze");
  }

  static long mixIn(Session session, Event.NumberMixedIn.Source source, String name, String value)
      throws IOException, Refused {
    String request = "mix/" + Readiness.code(source);
    Event.NumberMixedIn event = new Event.NumberMixedIn(source, name, value);
    TrialState trial = session.trial();
    boolean same =
        value.equals(source == Event.NumberMixedIn.Source.BEACON ? trial.beacon() : trial.second());
    if (same && trial.line(request) > 0) {
      return trial.line(request);
    }
    return session.addOrRefuse(event, "", request, Place.file("mix")).line();
  }

  static long amend(Session session, String text, Digest digest, String reason)
      throws IOException, Refused {
    Place place = Place.file("amend");
    TrialState trial = session.trial();
    Protocol changed = read(session, text, place);
    int number = trial.amendments().size() + 1;
    String earlier = "amend/" + trial.amendments().size();
    if (digest.equals(trial.digest()) && trial.line(earlier) > 0) {
      return trial.line(earlier);
    }
    int scheme = TrialRules.scheme(trial.protocol(), changed, trial.scheme());
    Event.ProtocolAmended event = new Event.ProtocolAmended(number, text, digest, scheme);
    return session.addOrRefuse(event, reason, "amend/" + number, place).line();
  }

  static Checkpoint checkpoint(Session session, PrivateKey key, String to)
      throws IOException, Refused {
    TrialState trial = session.trial();
    Place place = Place.file("checkpoint");
    int number = trial.checkpoints().size() + 1;
    Checkpoint checkpoint;
    try {
      checkpoint =
          Checkpoint.signed(
              number,
              trial.freeze().digest().hex(),
              trial.lines(),
              trial.head(),
              session.at(),
              to,
              key);
    } catch (IllegalArgumentException e) {
      throw Refused.badInput(List.of(Finding.error(place, String.valueOf(e.getMessage()), "")));
    }
    if (!checkpoint.signedBy(Signer.publicKey(trial.signer()))) {
      throw Refused.badInput(
          List.of(
              Finding.error(
                  place,
                  "the key that signs is not the one frozen with the trial",
                  "use the key file made when the trial was frozen")));
    }
    Event.CheckpointIssued event =
        new Event.CheckpointIssued(number, trial.lines(), trial.head(), checkpoint.signature(), to);
    session.addOrRefuse(event, "", "checkpoint/" + number, place);
    return checkpoint;
  }

  static long reveal(Session session, DrawKey key) throws IOException, Refused {
    TrialState trial = session.trial();
    if (trial.revealed().filter(key::equals).isPresent()) {
      return trial.line("reveal");
    }
    ours(trial, key);
    return session
        .addOrRefuse(new Event.KeyRevealed(key.hex()), "", "reveal", Place.file("reveal"))
        .line();
  }

  /** Refuses a key that is not the one committed to. */
  static void ours(TrialState trial, DrawKey key) throws Refused {
    Event.TrialFrozen freeze = trial.freeze();
    if (!Streams.commitment(key, freeze.digest()).equals(freeze.commitment())) {
      throw Session.refused(
          "key",
          "this key is not the one that was committed to when the trial was frozen",
          trial.kit().isEmpty()
              ? "use the key file made when the trial was frozen"
              : "use the key file that came with the kit '" + trial.kit() + "'");
    }
  }

  /**
   * The streams of the trial's key; in the ledger of a kit, those of its site.
   *
   * @throws IllegalStateException if a kit does not tell its site
   */
  static Streams streams(TrialState trial, DrawKey key) {
    String id = trial.protocol().id();
    String kit = trial.kit();
    if (kit.isEmpty()) {
      return Streams.of(key, id, trial.second(), trial.beacon());
    }
    for (Map.Entry<String, String> away : trial.sitesAway().entrySet()) {
      if (away.getValue().equals(kit)) {
        return Streams.ofSite(id, trial.scheme(), away.getKey(), key);
      }
    }
    throw new IllegalStateException("the kit does not tell its site");
  }

  private static Protocol read(Session session, String text, Place place) throws Refused {
    try {
      return session.trial().read(text);
    } catch (IllegalArgumentException e) {
      throw Refused.badInput(
          List.of(
              Finding.error(
                  place, "the protocol cannot be used: " + e.getMessage(), "check it first")));
    }
  }
}
