package org.equipoise.publication;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.equipoise.draw.DrawKey;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Checkpoint;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.LedgerDamaged;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.PlanChange;
import org.equipoise.protocol.PlanChanges;
import org.equipoise.protocol.Protocol;
import org.equipoise.publication.BundleManifest.LedgerClaim;
import org.equipoise.publication.BundleManifest.Statement;
import org.equipoise.publication.Replication.Cause;
import org.equipoise.publication.Replication.Signer;
import org.equipoise.publication.ReplicationStep.Outcome;
import org.equipoise.trial.Audit;
import org.equipoise.trial.ProtocolSource;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;

/** What the ledger in a bundle shows of the trial: its protocol, its lines, its draws. */
public final class LedgerEvidence {

  private static final int PARTS = 6;

  /** Where the days of a sealed ledger begin and end. */
  private static final ZoneId ZONE = ZoneId.of("UTC");

  private final BundleManifest manifest;
  private final LedgerClaim claim;
  private final TrialState state;
  private final Audit.Report audit;
  private final boolean readable;
  private final List<Cause> causes = new ArrayList<>();

  private LedgerEvidence(
      BundleManifest manifest,
      LedgerClaim claim,
      TrialState state,
      Audit.Report audit,
      boolean readable) {
    this.manifest = manifest;
    this.claim = claim;
    this.state = state;
    this.audit = audit;
    this.readable = readable;
  }

  /**
   * A protocol that lies in a bundle as a file.
   *
   * @param path where
   * @param digest digest of its canonical text
   * @param protocol what it says
   */
  public record Filed(String path, Digest digest, Protocol protocol) {}

  /**
   * Audits the ledger of a bundle.
   *
   * @param claim what the manifest says of it
   * @param checkpoints those in the bundle and those that the reader was handed
   * @throws IOException if the ledger cannot be read at all
   */
  public static LedgerEvidence of(
      BundleManifest manifest,
      LedgerClaim claim,
      Ledger ledger,
      ProtocolSource protocols,
      List<Checkpoint> checkpoints)
      throws IOException {
    TrialState state = new TrialState(protocols);
    boolean readable = true;
    try {
      ledger.read(0, state::apply);
    } catch (LedgerDamaged e) {
      // The audit names the line and what is wrong with it.
      readable = false;
    }
    List<Checkpoint> all = new ArrayList<>(checkpoints);
    Audit.Report audit = Audit.of(ledger, protocols, all, null);
    return new LedgerEvidence(manifest, claim, state, audit, readable && state.frozen());
  }

  /** What the ledger means, as far as it could be read. */
  public TrialState state() {
    return state;
  }

  /** Everything that the audit found. */
  public Audit.Report audit() {
    return audit;
  }

  /** Whether every line could be read. */
  public boolean readable() {
    return readable;
  }

  /** Why the protocol differs, as far as it is known. */
  public List<Cause> causes() {
    return List.copyOf(causes);
  }

  /** The key that the ledger names for its checkpoints; empty when the ledger cannot tell. */
  public String signer() {
    return state.frozen() ? state.signer() : "";
  }

  /**
   * Whether what was analysed is what the ledger has in force, and every version before it is there
   * as it was frozen or amended.
   *
   * @param inForce the protocol that the results are of; null when it cannot be read
   * @param earlier the versions before it, in the order of their paths
   */
  public List<Finding> protocol(@Nullable Filed inForce, List<Filed> earlier) {
    List<Finding> findings = new ArrayList<>();
    if (!readable || inForce == null) {
      findings.add(
          error(
              BundleManifest.PATH,
              readable ? "the protocol cannot be read" : "the ledger cannot be read to its end",
              "what was promised is not shown"));
      return findings;
    }
    if (!inForce.digest().equals(state.digest())) {
      findings.add(
          error(
              inForce.path(),
              "this is not the protocol that the ledger has in force"
                  + changed(state.protocol(), inForce.protocol()),
              "the ledger has the one with digest " + state.digest()));
    }
    List<Digest> due = versions();
    due.remove(due.size() - 1);
    // A version that an amendment brought back stands in the ledger twice, and once as a file.
    Set<Digest> wanted = new LinkedHashSet<>(due);
    Set<Digest> there = earlier.stream().map(Filed::digest).collect(Collectors.toSet());
    for (Filed version : earlier) {
      if (!wanted.contains(version.digest())) {
        findings.add(
            error(
                version.path(),
                "this version of the protocol is not in the ledger" + nearest(version),
                ""));
      }
    }
    int number = 0;
    for (Digest digest : wanted) {
      if (!there.contains(digest) && !digest.equals(inForce.digest())) {
        String which = number == 0 ? "the protocol as frozen" : "amendment " + number;
        findings.add(error(BundleManifest.PATH, which + " is not in the bundle", ""));
      }
      number++;
    }
    if (!state.freeze().digest().equals(claim.frozen())) {
      findings.add(
          error(
              BundleManifest.PATH,
              "the manifest names another frozen protocol than the ledger's first line",
              ""));
    }
    return findings;
  }

  /** Digests of the protocol as frozen and as each amendment left it, in order. */
  private List<Digest> versions() {
    List<Digest> versions = new ArrayList<>();
    versions.add(state.freeze().digest());
    for (Event.ProtocolAmended amended : state.amendments()) {
      versions.add(amended.digest());
    }
    return versions;
  }

  /** What parts differ, in a few words. */
  private String changed(Protocol promised, Protocol filed) {
    List<String> parts =
        PlanChanges.between(promised, filed).stream()
            .sorted(Comparator.comparing(PlanChange::weight))
            .map(PlanChange::pointer)
            .distinct()
            .toList();
    parts.stream()
        .limit(PARTS)
        .forEach(part -> causes.add(new Cause(Cause.Kind.CHANGED_PROTOCOL, part)));
    if (parts.isEmpty()) {
      return "";
    }
    String more = parts.size() > PARTS ? " and " + (parts.size() - PARTS) + " more" : "";
    return ": it differs in "
        + String.join(", ", parts.subList(0, Math.min(PARTS, parts.size())))
        + more;
  }

  private String nearest(Filed version) {
    return state
        .protocol(version.protocol().version())
        .map(promised -> changed(promised, version.protocol()))
        .orElse("");
  }

  /**
   * Whether the ledger is intact and complete.
   *
   * @param signer whose the signature of the manifest is: the manifest tells the last line, and
   *     with the signature of the ledger's own key it is a checkpoint of that line
   */
  public List<Finding> ledger(Signer signer) {
    List<Finding> findings = new ArrayList<>();
    boolean bad = audit.intact() == Audit.Verdict.NO || audit.complete() == Audit.Verdict.NO;
    for (Finding finding : audit.findings()) {
      if (bad && finding.severity() == Finding.Severity.ERROR) {
        findings.add(finding);
      }
    }
    if (bad && findings.isEmpty()) {
      findings.add(error("ledger", "the ledger is not what was written", ""));
    }
    if (audit.lines() != claim.lines() || !audit.head().equals(claim.head())) {
      findings.add(
          error(
              BundleManifest.PATH,
              "the ledger ends otherwise than the manifest says: line " + audit.lines(),
              "line " + claim.lines() + ", digest " + claim.head()));
    }
    if (state.frozen() && !state.signer().equals(claim.signer())) {
      findings.add(
          error(BundleManifest.PATH, "the manifest names another signer than the ledger", ""));
    }
    if (readable) {
      LocalDate last = LocalDate.ofInstant(state.lastAt(), ZONE);
      if (!manifest.recipe().zone().equals(ZONE) || !manifest.recipe().day().equals(last)) {
        findings.add(
            error(
                BundleManifest.PATH,
                "the results are told as of "
                    + manifest.recipe().day()
                    + " in the zone "
                    + manifest.recipe().zone(),
                "the ledger's last line is of " + last + ", in " + ZONE));
      }
    }
    boolean shown = audit.complete() == Audit.Verdict.YES || complete(signer);
    if (!shown && !manifest.states(Statement.Sort.UNSIGNED)) {
      findings.add(
          error(
              "ledger",
              "that no line was cut off at the end is not shown",
              "no checkpoint and no signature of the ledger's key covers the last line"));
    }
    return findings;
  }

  /**
   * Whether it is shown that no line was cut off at the end: a checkpoint covers the last line, or
   * the signature of a manifest that names it does.
   *
   * @param signer whose that signature is
   */
  public boolean complete(Signer signer) {
    boolean covered = audit.complete() == Audit.Verdict.YES && audit.upTo() == audit.lines();
    return covered || signer == Signer.LEDGER || signer == Signer.NAMED;
  }

  /** What came of making the draws again. */
  public Outcome draws() {
    return switch (audit.redrawn()) {
      case YES -> audit.intact() == Audit.Verdict.YES ? Outcome.HOLDS : Outcome.UNREACHED;
      case NO -> Outcome.FAILS;
      case NOT_SHOWN ->
          manifest.states(Statement.Sort.UNREVEALED) && readable
              ? Outcome.DECLARED
              : readable ? Outcome.FAILS : Outcome.UNREACHED;
    };
  }

  /**
   * What is wrong with the draws, and with the key as a file.
   *
   * @param key the key of the draws that lies in the bundle as a file; null when none does
   */
  public List<Finding> drawFindings(@Nullable String key) {
    List<Finding> findings = new ArrayList<>();
    Set<String> said = new HashSet<>();
    for (Finding finding : audit.findings()) {
      if (audit.redrawn() == Audit.Verdict.NO
          && finding.severity() == Finding.Severity.ERROR
          && said.add(finding.toString())) {
        findings.add(finding);
      }
    }
    if (readable) {
      if (!state.commitment().equals(claim.commitment())) {
        findings.add(
            error(
                BundleManifest.PATH,
                "the manifest names another commitment to the key than the ledger",
                ""));
      }
      String revealed = state.revealed().map(DrawKey::hex).orElse("");
      if (state.revealed().isPresent() != claim.keyRevealed()) {
        findings.add(
            error(
                BundleManifest.PATH,
                "whether the key is revealed: the ledger says otherwise than the manifest",
                ""));
      } else if (key != null && !revealed.isEmpty() && !key.strip().equals(revealed)) {
        findings.add(
            error("key", "the key in the bundle is not the one that the ledger reveals", ""));
      }
    }
    return findings;
  }

  private static Finding error(String where, String found, String expected) {
    return Finding.error(Place.file(where), found, expected);
  }
}
