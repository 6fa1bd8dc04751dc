package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.equipoise.adoption.AdoptionAnalysis;
import org.equipoise.adoption.AdoptionData;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.analysis.DataTable;
import org.equipoise.analysis.LedgerTables;
import org.equipoise.analysis.PlannedAnalysis;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.Results.Input;
import org.equipoise.analysis.TrialData;
import org.equipoise.disclosure.Manifest;
import org.equipoise.disclosure.Material;
import org.equipoise.disclosure.Narrowed;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Language;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Finding.Severity;
import org.equipoise.finding.Place;
import org.equipoise.frame.Frame;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.LedgerDamaged;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.DataLayout.Rows;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.equipoise.publication.Bundle;
import org.equipoise.publication.BundleManifest.Kind;
import org.equipoise.publication.BundleManifest.Packed;
import org.equipoise.publication.BundleManifest.Recipe;
import org.equipoise.publication.BundleManifest.Role;
import org.equipoise.publication.BundleManifest.Statement;
import org.equipoise.publication.SealedFile;
import org.equipoise.report.AdoptionReport;
import org.equipoise.report.Origin;
import org.equipoise.report.Origin.LedgerFacts;
import org.equipoise.report.PlanRecord;
import org.equipoise.report.TrialReport;
import org.equipoise.store.AdoptionDataFile;
import org.equipoise.store.AdoptionFile;
import org.equipoise.store.BundleParts;
import org.equipoise.store.LedgerText;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.ProtocolText;
import org.equipoise.store.ReleaseFile;
import org.equipoise.store.SealTables;
import org.equipoise.store.TrialFiles;
import org.equipoise.trial.Refused;
import org.equipoise.waves.Chronicle;
import org.equipoise.waves.ParticipantFlow;

/**
 * The results of a bundle, from what lies in it and nothing else: made once when it is sealed, and
 * again by whoever replicates it. Neither clock nor place nor account has a part in them.
 */
final class BundleResults {

  private static final String PLAN = "protocol.json";
  private static final String LEDGER = "ledger.jsonl";
  private static final List<String> COMMAND = List.of("equipoise", "replicate", "BUNDLE");

  private final Bundle bundle;
  private final Map<String, List<Path>> data;
  private final String program;
  private final List<Finding> notes = new ArrayList<>();
  private final List<SealedFile> files = new ArrayList<>();

  private BundleResults(Bundle bundle, Map<String, List<Path>> data, String program) {
    this.bundle = bundle;
    this.data = data;
    this.program = program;
  }

  /**
   * What came of it.
   *
   * @param files results, tables and pages, as they lie in the bundle
   * @param notes what does not stop the work
   */
  record Made(List<SealedFile> files, List<Finding> notes) {
    /** Keeps its own copies. */
    Made {
      files = List.copyOf(files);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Makes the results.
   *
   * @param bundle protocol, ledger and what else the analysis rests on; results in it are not read
   * @param data the data files on disk, by the names that the protocol gives them, each called on
   *     disk as it is in the bundle
   * @param program name and version of the program, as results state it
   * @throws Refused if they cannot be made from these files
   */
  static Made of(Bundle bundle, Map<String, List<Path>> data, String program, Progress progress)
      throws IOException, Refused {
    BundleResults results = new BundleResults(bundle, data, program);
    if (bundle.manifest().kind() == Kind.STUDY) {
      results.study(progress);
    } else {
      results.trial(progress);
    }
    return new Made(results.files, results.notes);
  }

  private byte[] only(Role role) {
    return bundle.bytes(bundle.of(role).get(0).path());
  }

  private void trial(Progress progress) throws IOException, Refused {
    ProtocolFile.Loaded loaded = ProtocolFile.read(PLAN, only(Role.PROTOCOL));
    Protocol protocol = loaded.protocol();
    Digest digest = loaded.digest();
    if (protocol == null || digest == null) {
      throw Refused.badInput(loaded.findings());
    }
    Account account = bundle.manifest().kind() == Kind.TRIAL ? account() : null;
    progress.stage("reading the data");
    List<Finding> findings = new ArrayList<>(loaded.findings());
    Map<String, Frame> unanswered = account == null ? Map.of() : unanswered(protocol, findings);
    TrialFiles.Read read = TrialFiles.readDeliveries(protocol, data, unanswered);
    findings.addAll(read.findings().stream().map(this::asInBundle).toList());
    TrialData trial = read.data();
    if (trial == null) {
      throw Refused.badInput(errors(findings));
    }
    List<Input> inputs = new ArrayList<>();
    if (account != null) {
      inputs.add(account.input());
    }
    inputs.addAll(read.inputs());
    progress.stage("estimating");
    Recipe recipe = bundle.manifest().recipe();
    PlannedAnalysis planned = PlannedAnalysis.of(stated(protocol), trial);
    Results results =
        (recipe.allConventions() ? planned.withAllConventions() : planned)
            .run(digest.hex(), inputs, program, findings);
    ParticipantFlow flow = account == null ? null : account.flow();
    Released released = Released.of(new Material(results, flow, earlier(), recipe.roundTo()));
    refuseTold(released);
    PlanRecord plan = account == null ? planned() : account.plan();
    LedgerFacts facts = account == null ? null : account.facts();
    progress.stage("writing");
    files.addAll(BundleParts.numbers(released, plan));
    Origin origin = new Origin(recipe.day(), COMMAND, facts, plan);
    for (Language language : Language.values()) {
      files.add(BundleParts.page(TrialReport.of(released, origin, language)));
    }
    notes.addAll(findings.stream().filter(f -> f.severity() != Severity.ERROR).toList());
  }

  /** Files of answers in which nobody has answered yet, as the ledger has them: without rows. */
  private Map<String, Frame> unanswered(Protocol protocol, List<Finding> findings)
      throws IOException {
    List<DataTable> empty = new ArrayList<>();
    List<DataFile> files = protocol.data().files();
    for (DataFile declared : files.subList(1, files.size())) {
      List<Path> paths = data.getOrDefault(declared.name(), List.of());
      if (declared.rows() == Rows.PERSON_WAVE && paths.size() == 1) {
        DataTable table = SealTables.unanswered(protocol, declared, paths.get(0));
        if (table != null) {
          empty.add(table);
        }
      }
    }
    return new LedgerTables.Made(empty, List.of()).frames(protocol, findings);
  }

  /** What a ledger tells beside the data. */
  private record Account(Input input, ParticipantFlow flow, LedgerFacts facts, PlanRecord plan) {}

  private Account account() throws IOException, Refused {
    Ledger ledger = LedgerText.of(LEDGER, only(Role.LEDGER));
    ZoneId zone = bundle.manifest().recipe().zone();
    Chronicle told;
    try {
      told = Chronicle.read(ledger, new ProtocolText(), zone, bundle.manifest().recipe().day());
    } catch (LedgerDamaged e) {
      throw TrialArgument.bad(LEDGER, "the ledger is damaged: " + e.getMessage(), "");
    }
    if (!told.state().frozen()) {
      throw TrialArgument.bad(LEDGER, "the ledger has no line", "");
    }
    long lines = told.state().lines();
    return new Account(
        new Input("ledger", LEDGER, Math.toIntExact(lines), told.state().head().hex()),
        ParticipantFlow.of(told, Map.of(), null, true),
        LedgerFacts.of(told, zone),
        PlanRecord.of(told, zone));
  }

  private List<Manifest> earlier() throws Refused {
    List<Manifest> earlier = new ArrayList<>();
    for (Packed file : bundle.of(Role.EARLIER_RELEASE)) {
      ReleaseFile.Loaded loaded = ReleaseFile.read(file.path(), bundle.bytes(file.path()));
      Manifest manifest = loaded.manifest();
      if (manifest == null) {
        throw Refused.badInput(loaded.findings());
      }
      earlier.add(manifest);
    }
    return earlier;
  }

  /** Of data files: the plan that the owner says was there before the first draw. */
  private PlanRecord planned() throws Refused {
    for (Packed file : bundle.of(Role.PLANNED_PROTOCOL)) {
      ProtocolFile.Loaded loaded = ProtocolFile.read(file.path(), bundle.bytes(file.path()));
      Protocol frozen = loaded.protocol();
      if (frozen == null) {
        throw Refused.badInput(loaded.findings());
      }
      return PlanRecord.frozen(frozen);
    }
    return PlanRecord.NONE;
  }

  /** Simulated data say so on every page. */
  private Protocol stated(Protocol protocol) {
    boolean simulated = bundle.manifest().states(Statement.Sort.SIMULATED);
    return simulated ? SimulatedCaveat.in(protocol) : protocol;
  }

  private void study(Progress progress) throws IOException, Refused {
    AdoptionFile.Loaded loaded = AdoptionFile.read(PLAN, only(Role.PROTOCOL));
    AdoptionPlan plan = loaded.plan();
    Digest digest = loaded.digest();
    if (plan == null || digest == null) {
      throw Refused.badInput(loaded.findings());
    }
    progress.stage("reading the data");
    Path file = data.values().iterator().next().get(0);
    AdoptionDataFile.Read read = AdoptionDataFile.read(plan, file);
    List<Finding> findings = new ArrayList<>(loaded.findings());
    findings.addAll(read.findings().stream().map(this::asInBundle).toList());
    AdoptionData panel = read.data();
    if (panel == null) {
      throw Refused.badInput(errors(findings));
    }
    progress.stage("estimating");
    ReleasedAdoption released =
        ReleasedAdoption.of(
            AdoptionAnalysis.of(stated(plan), panel)
                .run(digest.hex(), read.inputs(), program, findings, done -> {}));
    progress.stage("writing");
    files.addAll(BundleParts.numbers(released));
    for (Language language : Language.values()) {
      LocalDate day = bundle.manifest().recipe().day();
      files.add(BundleParts.page(AdoptionReport.of(released, day, COMMAND, language)));
    }
    notes.addAll(findings.stream().filter(f -> f.severity() != Severity.ERROR).toList());
  }

  private AdoptionPlan stated(AdoptionPlan plan) {
    boolean simulated = bundle.manifest().states(Statement.Sort.SIMULATED);
    return simulated ? SimulatedCaveat.in(plan) : plan;
  }

  /** Results are the same wherever the data lie. */
  private Finding asInBundle(Finding finding) {
    Place place = finding.place();
    for (List<Path> paths : data.values()) {
      for (Path path : paths) {
        String name = String.valueOf(path.getFileName());
        if (place.source().equals(path.toString()) || place.source().equals(name)) {
          Place there = new Place("data/" + name, place.line(), place.column(), place.path());
          return new Finding(finding.severity(), there, finding.found(), finding.expected());
        }
      }
    }
    return finding;
  }

  private static List<Finding> errors(List<Finding> findings) {
    return findings.stream().filter(f -> f.severity() == Severity.ERROR).toList();
  }

  /** What hiding cannot protect is not published at all: some sum is known to everybody. */
  private static void refuseTold(Released released) throws Refused {
    List<Finding> told = new ArrayList<>();
    for (Narrowed left : released.exposed()) {
      if (left.values() == 1) {
        told.add(
            Finding.error(
                Place.file("results"),
                left.what() + " are few, and sums that readers know would tell how many",
                "leave out what it is a part of, or use --round"));
      }
    }
    if (!told.isEmpty()) {
      throw Refused.no(told.stream().distinct().toList());
    }
  }
}
