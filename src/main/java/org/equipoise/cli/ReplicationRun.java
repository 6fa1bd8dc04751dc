package org.equipoise.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Finding.Severity;
import org.equipoise.finding.Place;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Loaded;
import org.equipoise.ledger.Checkpoint;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Text;
import org.equipoise.publication.Bundle;
import org.equipoise.publication.BundleFault;
import org.equipoise.publication.BundleManifest;
import org.equipoise.publication.BundleManifest.Kind;
import org.equipoise.publication.BundleManifest.LedgerClaim;
import org.equipoise.publication.BundleManifest.Packed;
import org.equipoise.publication.BundleManifest.Role;
import org.equipoise.publication.BundleManifest.Statement;
import org.equipoise.publication.DrawnRows;
import org.equipoise.publication.LedgerEvidence;
import org.equipoise.publication.LedgerEvidence.Filed;
import org.equipoise.publication.Replication;
import org.equipoise.publication.Replication.Cause;
import org.equipoise.publication.Replication.Signer;
import org.equipoise.publication.ReplicationCauses;
import org.equipoise.publication.ReplicationLadder;
import org.equipoise.publication.ReplicationNumerals;
import org.equipoise.publication.ReplicationStep;
import org.equipoise.publication.ReplicationStep.Outcome;
import org.equipoise.publication.ResultValue;
import org.equipoise.publication.ResultsComparison;
import org.equipoise.publication.SealRules;
import org.equipoise.publication.SealTable;
import org.equipoise.publication.SealedFile;
import org.equipoise.report.SealText;
import org.equipoise.simulate.SimulatedAdoption;
import org.equipoise.store.AdoptionFile;
import org.equipoise.store.BundleReader;
import org.equipoise.store.ChangedLines;
import org.equipoise.store.DrawnFile;
import org.equipoise.store.LedgerText;
import org.equipoise.store.PrivateFolder;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.ProtocolText;
import org.equipoise.store.ResultsReader;
import org.equipoise.store.SealTables;
import org.equipoise.store.SealedData;
import org.equipoise.store.TableCells;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;

/** Leads one bundle up the ladder of {@link ReplicationStep}, from the file to the last number. */
final class ReplicationRun {

  private static final int TOLD = 20;

  /** What shows that a file was never sealed, and not that it was tampered with. */
  private static final Set<BundleFault> NO_BUNDLE =
      Set.of(BundleFault.NOT_A_BUNDLE, BundleFault.EMPTY, BundleFault.MANIFEST_MISSING);

  private static final Set<Statement.Sort> LEFT_OUT =
      Set.of(Statement.Sort.PROTECTED_LEFT_OUT, Statement.Sort.UNWILLING_LEFT_OUT);

  private final Bundle bundle;
  private final Asked asked;
  private final String program;
  private final Progress progress;
  private final ReplicationLadder ladder;
  private final List<Cause> causes = new ArrayList<>();
  private Signer signer = Signer.NOBODY;
  private @Nullable LedgerEvidence evidence;
  private @Nullable ResultsComparison comparison;

  private ReplicationRun(
      Bundle bundle, Asked asked, String program, Progress progress, ReplicationLadder ladder) {
    this.bundle = bundle;
    this.asked = asked;
    this.program = program;
    this.progress = progress;
    this.ladder = ladder;
  }

  /**
   * What the reader asks for.
   *
   * @param file the bundle
   * @param data a folder with data that are not packed; null when there is none
   * @param signedBy whether a public key is the one that the reader knows; null when none is named
   * @param checkpoints handed to the reader, by the names of their files
   * @param tolerance largest relative difference of two numbers that agree
   */
  record Asked(
      Path file,
      @Nullable Path data,
      @Nullable Function<String, Boolean> signedBy,
      Map<String, Checkpoint> checkpoints,
      double tolerance) {
    /** Keeps its own copy. */
    Asked {
      checkpoints = Map.copyOf(checkpoints);
    }
  }

  /**
   * Makes a publication again, as far as it holds.
   *
   * @param program name and version of this program
   * @throws IOException if the file cannot be read at all
   * @throws Refused if the reader's folder has not the data that the bundle names
   */
  static Replication of(Asked asked, String program, Progress progress)
      throws IOException, Refused {
    progress.stage("reading the bundle");
    String name = String.valueOf(asked.file().getFileName());
    BundleReader.Read read = BundleReader.read(asked.file());
    ReplicationLadder ladder = new ReplicationLadder();
    boolean sound = ladder.opening(name, read.problems());
    Bundle bundle = read.bundle();
    Digest digest = SealedData.digest(asked.file());
    if (bundle == null) {
      return new Replication(
          name,
          digest,
          program,
          null,
          ladder.stages(Kind.TRIAL),
          Signer.NOBODY,
          null,
          null,
          List.of(),
          read.problems().stream().anyMatch(each -> NO_BUNDLE.contains(each.fault())));
    }
    ReplicationRun run = new ReplicationRun(bundle, asked, program, progress, ladder);
    if (sound) {
      run.climb();
    } else {
      for (String lines : ChangedLines.of(bundle)) {
        run.causes.add(new Cause(Cause.Kind.CHANGED_DATA, lines));
      }
    }
    BundleManifest manifest = bundle.manifest();
    List<Cause> causes =
        new ArrayList<>(ReplicationCauses.of(manifest.program(), program, ladder, run.comparison));
    causes.addAll(run.causes);
    LedgerEvidence evidence = run.evidence;
    return new Replication(
        name,
        digest,
        program,
        manifest,
        ladder.stages(manifest.kind()),
        run.signer,
        evidence == null ? null : evidence.audit(),
        run.comparison,
        causes,
        false);
  }

  private void climb() throws IOException, Refused {
    progress.stage("checking signature and ledger");
    List<Finding> unread = new ArrayList<>();
    LedgerClaim claim = bundle.manifest().ledger();
    if (claim != null) {
      byte[] text = bundle.bytes(bundle.of(Role.LEDGER).get(0).path());
      evidence =
          LedgerEvidence.of(
              bundle.manifest(),
              claim,
              LedgerText.of("ledger.jsonl", text),
              new ProtocolText(),
              checkpoints(unread));
    }
    signature();
    boolean promised = protocol();
    boolean kept = ledger(unread);
    if (promised && kept) {
      try (PrivateFolder folder = PrivateFolder.open()) {
        data(folder);
      }
    }
  }

  /** Those in the bundle, and those that the reader was handed. */
  private List<Checkpoint> checkpoints(List<Finding> unread) {
    List<Checkpoint> all = new ArrayList<>(asked.checkpoints().values());
    for (Packed packed : bundle.of(Role.CHECKPOINT)) {
      try {
        all.add(Checkpoint.parse(bundle.text(packed.path())));
      } catch (IllegalArgumentException e) {
        unread.add(error(packed.path(), "this is no checkpoint: " + e.getMessage(), ""));
      }
    }
    return all;
  }

  private void signature() {
    BundleManifest manifest = bundle.manifest();
    if (ladder.outcome(ReplicationStep.SIGNATURE) == Outcome.FAILS) {
      return;
    }
    Function<String, Boolean> known = asked.signedBy();
    List<Finding> findings = new ArrayList<>();
    String path = BundleManifest.SIGNATURE;
    if (!manifest.signed()) {
      if (known == null && evidence == null) {
        ladder.take(ReplicationStep.SIGNATURE, Outcome.DECLARED, List.of());
        return;
      }
      findings.add(
          error(
              path,
              known == null
                  ? "nobody signed, though the ledger's first line names a key that signs"
                  : "nobody signed, and --signed-by names a key",
              "ask the owner for the bundle that the key has signed"));
    } else if (known != null) {
      signer = known.apply(manifest.publicKey()) ? Signer.NAMED : Signer.NOT_NAMED;
    } else if (evidence == null) {
      signer = Signer.UNKNOWN;
    } else {
      boolean own = manifest.publicKey().equals(evidence.signer());
      signer = own ? Signer.LEDGER : Signer.NOT_LEDGER;
    }
    if (signer == Signer.NOT_NAMED) {
      findings.add(error(path, "signed with another key than --signed-by names", ""));
    } else if (signer == Signer.NOT_LEDGER) {
      findings.add(
          error(
              path,
              "signed with a key that is not the trial's own",
              "the ledger's first line names the key that signs; a known other one can be given"
                  + " with --signed-by"));
    }
    if (signer == Signer.UNKNOWN) {
      // Anybody can make a key: until the reader knows whose it is, it vouches for nothing.
      ladder.take(ReplicationStep.SIGNATURE, Outcome.DECLARED, List.of());
      return;
    }
    ladder.take(ReplicationStep.SIGNATURE, findings);
  }

  private boolean protocol() {
    Packed packed = bundle.of(Role.PROTOCOL).get(0);
    List<Finding> findings = new ArrayList<>();
    Digest digest;
    Filed filed = null;
    if (bundle.manifest().kind() == Kind.STUDY) {
      AdoptionFile.Loaded loaded = AdoptionFile.read(packed.path(), bundle.bytes(packed.path()));
      digest = loaded.digest();
      AdoptionPlan plan = loaded.plan();
      if (plan != null) {
        named(List.of(SimulatedAdoption.TABLE), List.of());
        readme(plan.title());
      }
      findings.addAll(errors(loaded.findings()));
    } else {
      ProtocolFile.Loaded loaded = ProtocolFile.read(packed.path(), bundle.bytes(packed.path()));
      digest = loaded.digest();
      filed = filed(packed, loaded);
      Protocol protocol = loaded.protocol();
      if (protocol != null) {
        List<DataFile> files = protocol.data().files();
        named(
            files.stream().map(DataFile::name).toList(),
            files.stream().filter(file -> file.rows().ofRegisters()).map(DataFile::name).toList());
        readme(protocol.title());
      }
      findings.addAll(errors(loaded.findings()));
    }
    if (digest == null || !digest.equals(bundle.manifest().subject().digest())) {
      findings.add(
          error(
              packed.path(),
              "this is not the protocol that the manifest names: digest " + digest,
              "digest " + bundle.manifest().subject().digest()));
    }
    LedgerEvidence ledger = evidence;
    if (ledger != null) {
      List<Filed> earlier = new ArrayList<>();
      for (Packed version : bundle.of(Role.EARLIER_PROTOCOL)) {
        ProtocolFile.Loaded loaded =
            ProtocolFile.read(version.path(), bundle.bytes(version.path()));
        Filed one = filed(version, loaded);
        if (one == null) {
          findings.addAll(errors(loaded.findings()));
        } else {
          earlier.add(one);
        }
      }
      findings.addAll(ledger.protocol(filed, earlier));
      causes.addAll(ledger.causes());
    }
    return ladder.take(ReplicationStep.PROTOCOL, findings);
  }

  /**
   * Data files are called as the protocol calls them, and only registers are delivered more than
   * once.
   */
  private void named(List<String> names, List<String> registers) {
    List<Finding> findings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    List<String> given = new ArrayList<>();
    bundle.of(Role.DATA).forEach(file -> given.add(file.name()));
    bundle.manifest().absent().forEach(file -> given.add(file.name()));
    for (String name : given) {
      if (!names.contains(name)) {
        findings.add(
            error(
                BundleManifest.PATH,
                "the protocol has no data file called '" + name + "'",
                "one of " + String.join(", ", names)));
      } else if (!seen.add(name) && !registers.contains(name)) {
        findings.add(error(BundleManifest.PATH, "two data files are '" + name + "'", "one is"));
      }
    }
    if (!findings.isEmpty()) {
      ladder.take(ReplicationStep.MANIFEST, Outcome.FAILS, findings);
    }
  }

  /** What the bundle tells whoever finds it follows from the manifest. */
  private void readme(Text title) {
    Packed packed = bundle.of(Role.README).get(0);
    String sealed = bundle.text(packed.path());
    String again = SealText.readme(bundle.manifest(), title);
    List<Finding> findings = new ArrayList<>();
    if (!sealed.equals(again)) {
      if (bundle.manifest().program().equals(program)) {
        findings.add(error(packed.path(), "this is not the text that the program writes", ""));
      } else {
        findings.addAll(ReplicationNumerals.ofTexts(packed.path(), sealed, again));
        if (findings.isEmpty()) {
          findings.add(
              Finding.warning(
                  Place.file(packed.path()), "it has other words than this version writes", ""));
        }
      }
    }
    if (!findings.isEmpty()) {
      ladder.take(ReplicationStep.DIGESTS, findings);
    }
  }

  private static @Nullable Filed filed(Packed packed, ProtocolFile.Loaded loaded) {
    Protocol protocol = loaded.protocol();
    Digest digest = loaded.digest();
    return protocol == null || digest == null ? null : new Filed(packed.path(), digest, protocol);
  }

  private boolean ledger(List<Finding> unread) {
    LedgerEvidence ledger = evidence;
    if (ledger == null) {
      return true;
    }
    List<Finding> findings = new ArrayList<>(unread);
    findings.addAll(ledger.ledger(signer));
    boolean whole = findings.stream().noneMatch(each -> each.severity() == Severity.ERROR);
    Outcome told =
        whole ? (ledger.complete(signer) ? Outcome.HOLDS : Outcome.DECLARED) : Outcome.FAILS;
    boolean kept = ladder.take(ReplicationStep.LEDGER, told, findings);
    String key =
        bundle.of(Role.KEY).stream()
            .map(packed -> bundle.text(packed.path()))
            .findFirst()
            .orElse(null);
    List<Finding> drawn = ledger.drawFindings(key);
    Outcome outcome = drawn.isEmpty() ? ledger.draws() : Outcome.FAILS;
    boolean chance = ladder.take(ReplicationStep.DRAWS, outcome, drawn);
    return kept && chance;
  }

  private void data(PrivateFolder folder) throws IOException, Refused {
    SealedData.Laid laid = SealedData.lay(bundle, asked.data(), folder);
    if (!laid.findings().isEmpty()) {
      if (asked.data() != null) {
        // A wrong folder says nothing about the bundle.
        throw Refused.badInput(laid.findings());
      }
      boolean declared =
          asked.data() == null && bundle.manifest().states(Statement.Sort.WITHOUT_DATA);
      Outcome outcome = declared ? Outcome.DECLARED : Outcome.FAILS;
      ladder.take(ReplicationStep.DATA, outcome, declared ? List.of() : laid.findings());
      if (declared) {
        for (ReplicationStep step : ReplicationStep.values()) {
          if (step.compareTo(ReplicationStep.DATA) > 0) {
            ladder.take(step, Outcome.DECLARED, List.of());
          }
        }
      }
      return;
    }
    List<Finding> found = new ArrayList<>(SealedData.lines(bundle));
    found.addAll(inBundle(rows(laid.files()), laid.files()));
    ladder.take(ReplicationStep.DATA, found);
    if (laid.files().isEmpty() || ladder.outcome(ReplicationStep.MANIFEST) == Outcome.FAILS) {
      return;
    }
    BundleResults.Made made;
    try {
      // Results name the program that made them: they are made again in its name.
      made = BundleResults.of(bundle, laid.files(), bundle.manifest().program(), progress);
    } catch (Refused e) {
      ladder.take(ReplicationStep.ANALYSIS, Outcome.FAILS, inBundle(e.findings(), laid.files()));
      return;
    }
    // Rows that contradict the ledger are analysed all the same: what they change is seen below.
    ladder.take(ReplicationStep.ANALYSIS, Outcome.HOLDS, List.of());
    progress.stage("comparing");
    compare(made.files());
  }

  /** Says of findings in the data where they lie in the bundle, and not where they were laid. */
  private static List<Finding> inBundle(List<Finding> findings, Map<String, List<Path>> files) {
    Map<String, String> names = new LinkedHashMap<>();
    for (List<Path> paths : files.values()) {
      for (Path path : paths) {
        names.put(path.toString(), "data/" + path.getFileName());
      }
    }
    List<Finding> told = new ArrayList<>();
    for (Finding each : findings) {
      String source = each.place().source();
      String found = each.found();
      String expected = each.expected();
      for (Map.Entry<String, String> name : names.entrySet()) {
        source = source.replace(name.getKey(), name.getValue());
        found = found.replace(name.getKey(), name.getValue());
        expected = expected.replace(name.getKey(), name.getValue());
      }
      Place place =
          new Place(source, each.place().line(), each.place().column(), each.place().path());
      told.add(new Finding(each.severity(), place, found, expected));
    }
    return told;
  }

  private List<Finding> rows(Map<String, List<Path>> files) throws IOException {
    LedgerEvidence ledger = evidence;
    if (bundle.manifest().kind() == Kind.STUDY) {
      if (files.getOrDefault(SimulatedAdoption.TABLE, List.of()).isEmpty()) {
        return List.of(
            error(BundleManifest.PATH, "no data file '" + SimulatedAdoption.TABLE + "'", ""));
      }
      return bundle.manifest().states(Statement.Sort.CONSENTED)
          ? List.of(nobodyAsked())
          : List.of();
    }
    if (ledger == null) {
      return rowsWithoutLedger(files);
    }
    Protocol protocol = ledger.state().protocol();
    String main = protocol.data().files().get(0).name();
    List<Path> paths = files.getOrDefault(main, List.of());
    if (paths.size() != 1) {
      String found = paths.size() + " data files '" + main + "' instead of one";
      return List.of(error(BundleManifest.PATH, found, ""));
    }
    Loaded loaded = DrawnFile.read(protocol, paths.get(0), DrawnRows.columns(protocol.data()));
    Frame frame = loaded.frame();
    if (frame == null) {
      return errors(loaded.findings());
    }
    List<Statement> left =
        bundle.manifest().statements().stream()
            .filter(each -> LEFT_OUT.contains(each.kind()))
            .toList();
    List<Finding> findings = new ArrayList<>(DrawnRows.against(ledger.state(), frame, left));
    if (bundle.manifest().states(Statement.Sort.CONSENTED)) {
      findings.addAll(DrawnRows.unwilling(ledger.state(), frame));
    }
    return findings;
  }

  /** Where there is no ledger, the rows alone tell who agreed. */
  private List<Finding> rowsWithoutLedger(Map<String, List<Path>> files) throws IOException {
    Packed packed = bundle.of(Role.PROTOCOL).get(0);
    Protocol protocol = ProtocolFile.read(packed.path(), bundle.bytes(packed.path())).protocol();
    if (protocol == null) {
      return List.of();
    }
    DataFile main = protocol.data().files().get(0);
    List<Path> paths = files.getOrDefault(main.name(), List.of());
    List<Finding> findings = new ArrayList<>();
    if (paths.size() != 1) {
      String found = paths.size() + " data files '" + main.name() + "' instead of one";
      findings.add(error(BundleManifest.PATH, found, ""));
    } else if (bundle.manifest().states(Statement.Sort.CONSENTED)) {
      if (SealRules.publication(protocol).isEmpty()) {
        findings.add(nobodyAsked());
      }
      Path file = paths.get(0);
      SealTable table = SealTables.read(protocol, main, file, "data/" + file.getFileName());
      if (table != null) {
        findings.addAll(SealRules.unwilling(protocol, table));
      }
    }
    return findings;
  }

  private static Finding nobodyAsked() {
    return error(
        BundleManifest.PATH,
        "it states that everybody packed agreed to publication",
        "the protocol asks nobody");
  }

  private void compare(List<SealedFile> made) {
    Map<String, byte[]> again = new LinkedHashMap<>();
    made.forEach(file -> again.put(file.path(), file.bytes()));
    numbers(again);
    ladder.take(ReplicationStep.TABLES, listed(Role.TABLE, made, this::table));
    List<Finding> pages = listed(Role.REPORT, made, this::page);
    boolean other = !bundle.manifest().program().equals(program);
    boolean wrong = pages.stream().anyMatch(each -> each.severity() == Severity.ERROR);
    ladder.take(
        ReplicationStep.PAGES,
        pages.isEmpty() ? Outcome.HOLDS : (other && !wrong) ? Outcome.DECLARED : Outcome.FAILS,
        pages);
  }

  private void numbers(Map<String, byte[]> again) {
    String path = bundle.of(Role.RESULTS).get(0).path();
    byte[] anew = again.get(path);
    ResultsReader.Loaded sealed = ResultsReader.read(path, bundle.bytes(path));
    ResultValue published = sealed.value();
    ResultValue found = anew == null ? null : ResultsReader.read(path, anew).value();
    if (published == null || found == null) {
      List<Finding> findings = new ArrayList<>(sealed.findings());
      if (anew == null) {
        findings.add(error(path, "the results do not lie where the program puts them", ""));
      }
      ladder.take(ReplicationStep.NUMBERS, Outcome.FAILS, findings);
      return;
    }
    ResultsComparison numbers = ResultsComparison.of(published, found, asked.tolerance());
    comparison = numbers;
    ladder.take(
        ReplicationStep.NUMBERS, numbers.agrees() ? Outcome.HOLDS : Outcome.FAILS, List.of());
  }

  /** One file sealed, and the same made again. */
  private interface Pair {
    List<Finding> differences(String path, byte[] sealed, byte[] again);
  }

  /** Compares all files of a role; each must be on both sides. */
  private List<Finding> listed(Role role, List<SealedFile> made, Pair pair) {
    List<Finding> findings = new ArrayList<>();
    Map<String, byte[]> again =
        made.stream()
            .filter(file -> file.role() == role)
            .collect(Collectors.toMap(SealedFile::path, SealedFile::bytes));
    for (Packed packed : bundle.of(role)) {
      byte[] anew = again.remove(packed.path());
      if (anew == null) {
        findings.add(error(packed.path(), "the analysis makes no such file", ""));
      } else if (!Arrays.equals(anew, bundle.bytes(packed.path()))) {
        findings.addAll(pair.differences(packed.path(), bundle.bytes(packed.path()), anew));
      }
    }
    again.keySet().stream()
        .sorted()
        .forEach(path -> findings.add(error(path, "the analysis makes this file too", "")));
    return findings;
  }

  private List<Finding> table(String path, byte[] sealed, byte[] again) {
    ResultValue left = TableCells.read(sealed);
    ResultValue right = TableCells.read(again);
    if (left == null || right == null) {
      return List.of(error(path, "this is no table of results", ""));
    }
    ResultsComparison cells = ResultsComparison.of(left, right, asked.tolerance());
    return cells.differences().stream()
        .limit(TOLD)
        .map(
            each ->
                error(
                    path,
                    each.place() + ": '" + each.sealed() + "'",
                    "made again: '" + each.again() + "'"))
        .toList();
  }

  private List<Finding> page(String path, byte[] sealed, byte[] again) {
    int at = Arrays.mismatch(sealed, again);
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += sealed[i] == '\n' ? 1 : 0;
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.warning(new Place(path, line, 0, ""), "the page differs from this line on", ""));
    findings.addAll(
        ReplicationNumerals.ofPages(
            path,
            new String(sealed, StandardCharsets.UTF_8),
            new String(again, StandardCharsets.UTF_8)));
    return findings;
  }

  private static List<Finding> errors(List<Finding> findings) {
    return findings.stream().filter(each -> each.severity() == Severity.ERROR).toList();
  }

  private static Finding error(String where, String found, String expected) {
    return Finding.error(Place.file(where), found, expected);
  }
}
