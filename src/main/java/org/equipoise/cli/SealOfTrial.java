package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.analysis.DataTable;
import org.equipoise.analysis.LedgerTables;
import org.equipoise.draw.DrawKey;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.ledger.Checkpoint;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.Signer;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Protocol;
import org.equipoise.publication.BundleManifest.Kind;
import org.equipoise.publication.BundleManifest.LedgerClaim;
import org.equipoise.publication.BundleManifest.Recipe;
import org.equipoise.publication.BundleManifest.Role;
import org.equipoise.publication.BundleManifest.Statement;
import org.equipoise.publication.BundleManifest.Subject;
import org.equipoise.publication.SealPeople;
import org.equipoise.publication.SealRules;
import org.equipoise.publication.SealTable;
import org.equipoise.store.CsvWriter;
import org.equipoise.store.LedgerText;
import org.equipoise.store.ProtocolText;
import org.equipoise.store.TrialFolder;
import org.equipoise.store.TrialFolder.Stage;
import org.equipoise.trial.Audit;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;

/** Collects a trial that was drawn here: what its ledger holds, and what is known beside it. */
final class SealOfTrial {

  private static final String LEDGER = "ledger.jsonl";

  /** Days of a bundle begin where no clock is moved, so that they are the same everywhere. */
  private static final ZoneId ZONE = ZoneId.of("UTC");

  private final SealSource.Task task;
  private final SealOptions options;
  private final OpenTrial open;
  private final SealPack pack;

  private SealOfTrial(SealSource.Task task, OpenTrial open) {
    this.task = task;
    this.options = task.options();
    this.open = open;
    this.pack = new SealPack(task);
  }

  static SealSource of(SealSource.Task task) throws IOException, Refused {
    TrialFolder.Opened opened = TrialFolder.open(task.plan().file(), Stage.FROZEN);
    TrialFolder usable = opened.folder();
    if (usable == null) {
      throw Refused.badInput(opened.findings());
    }
    try (OpenTrial open =
        OpenTrial.of(
            usable,
            task.options().office(task.main().surroundings()),
            findings -> task.plan().warn(task.err(), findings))) {
      return new SealOfTrial(task, open).source();
    }
  }

  private SealSource source() throws IOException, Refused {
    Protocol protocol = open.protocol();
    List<Finding> wrong = new ArrayList<>(task.release().unfit(task.beside(), protocol));
    DataFiles registers = DataFiles.besideLedger(protocol, task.words());
    wrong.addAll(registers.findings());
    if (!wrong.isEmpty()) {
      throw Refused.badInput(wrong);
    }
    boolean revealed = open.state().revealed().isPresent();
    if (!revealed) {
      refuseUnrevealed();
      open.noteViewing("seal", options.reason());
      pack.state(Statement.Sort.UNREVEALED, "");
    }
    sign();
    task.progress().stage("reading the ledger");
    TrialState state = open.state();
    byte[] lines = LedgerText.first(open.ledger(), state.lines());
    Ledger sealed = LedgerText.of(LEDGER, lines);
    List<Checkpoint> checkpoints = checkpoints(sealed, state);
    audit(sealed, checkpoints);
    pack.addLedger(LEDGER, lines);
    for (Checkpoint checkpoint : checkpoints) {
      String path = "checkpoints/checkpoint-" + checkpoint.number() + ".txt";
      pack.add(path, Role.CHECKPOINT, checkpoint.text());
    }
    protocols(state);
    state.revealed().map(DrawKey::hex).ifPresent(key -> pack.add("key.txt", Role.KEY, key + "\n"));
    pack.addEarlier(task.release().earlier());
    data(protocol, registers);
    pack.packData();
    LocalDate day = LocalDate.ofInstant(state.lastAt(), ZONE);
    return pack.done(
        new SealSource(
            Kind.TRIAL,
            new Subject(protocol.id(), protocol.version(), state.digest()),
            protocol.title(),
            new LedgerClaim(
                state.lines(),
                state.head(),
                state.freeze().digest(),
                state.commitment(),
                state.signer(),
                revealed),
            new Recipe(day, ZONE, task.release().allConventions(), task.release().round()),
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            "",
            null,
            null,
            List.of()));
  }

  private void refuseUnrevealed() throws Refused {
    if (!options.unrevealed()) {
      throw Refused.no(
          List.of(
              Finding.error(
                  Place.file(LEDGER),
                  "the key of the draws is not revealed: nobody could make them again",
                  "equipoise reveal, when the last person is drawn; or add --unrevealed")));
    }
  }

  /** The key that signs checkpoints signs the bundle: the ledger's first line names it. */
  private void sign() throws Refused {
    if (options.unsigned()) {
      pack.state(Statement.Sort.UNSIGNED, "");
      return;
    }
    Path file = options.key(open, task.main().surroundings());
    pack.read(file);
    PrivateKey key = open.keyholder(file).signer();
    String tried = "equipoise";
    if (!Signer.signed(Signer.publicKey(open.state().signer()), tried, Signer.sign(key, tried))) {
      throw TrialArgument.bad(
          file.toString(),
          "this is the key of another trial",
          "name the keyholder's file of this one with --key, or add --unsigned");
    }
    pack.signWith(open.state().signer(), key);
  }

  /** Every checkpoint that the ledger says was handed out. */
  private static List<Checkpoint> checkpoints(Ledger ledger, TrialState state) throws IOException {
    List<Checkpoint> checkpoints = new ArrayList<>();
    String trial = state.freeze().digest().hex();
    ledger.read(
        0,
        entry -> {
          if (entry.event() instanceof Event.CheckpointIssued issued) {
            checkpoints.add(Checkpoint.of(issued, trial, entry.at()));
          }
        });
    return checkpoints;
  }

  /** Nothing is sealed that whoever opens it would not believe. */
  private void audit(Ledger ledger, List<Checkpoint> checkpoints) throws IOException, Refused {
    task.progress().stage("making the draws again");
    Audit.Report report =
        Audit.of(ledger, new ProtocolText(), checkpoints, null, open.records(), open.answers());
    if (report.refuted()) {
      throw Refused.no(
          report.findings().stream()
              .filter(finding -> finding.severity() == Finding.Severity.ERROR)
              .toList());
    }
  }

  private void protocols(TrialState state) {
    int first = state.protocol().version() - state.amendments().size();
    pack.addProtocol("protocol.json", Role.PROTOCOL, Proposal.inForce(state));
    List<String> earlier = new ArrayList<>();
    if (!state.amendments().isEmpty()) {
      earlier.add(state.freeze().protocol());
      state.amendments().stream().map(Event.ProtocolAmended::protocol).forEach(earlier::add);
      earlier.remove(earlier.size() - 1);
    }
    for (int i = 0; i < earlier.size(); i++) {
      String path = "protocols/version-" + (first + i) + ".json";
      pack.addProtocol(path, Role.EARLIER_PROTOCOL, earlier.get(i));
    }
  }

  private void data(Protocol protocol, DataFiles registers) throws IOException, Refused {
    task.progress().stage("collecting the data");
    LedgerTables.Made made =
        LedgerTables.of(open.state(), open.state(), open.records().all(), open.checkedAnswers());
    if (made.failed()) {
      throw Refused.badInput(made.findings());
    }
    task.plan().warn(task.err(), made.findings());
    SealPeople people = SealPeople.of(open.state(), open.records().all());
    Set<String> present = new LinkedHashSet<>();
    made.tables().forEach(table -> table.rows().forEach(row -> present.add(id(row))));
    Set<String> left = left(protocol, people, present);
    for (DataTable table : made.tables()) {
      List<List<@Nullable Object>> rows =
          table.rows().stream().filter(row -> !left.contains(id(row))).toList();
      Path file = task.folder().file(table.file().name() + ".csv");
      CsvWriter.as(table.file()).write(file, table.columns(), rows);
      pack.laid(table.file().name(), file);
    }
    for (Map.Entry<String, List<Path>> each : registers.paths().entrySet()) {
      pack.lay(each.getKey(), each.getValue());
    }
    boolean asked = !SealRules.publication(protocol).isEmpty();
    pack.ground(asked);
    if (!options.withoutData()) {
      Map<String, List<SealTable>> tables = SealOfData.tables(protocol, pack.data());
      pack.refuse(SealRules.of(protocol, tables, PersonalNumber::isIn, options.simulated()));
      pack.refuse(strangers(protocol, tables, present, left));
      if (!options.simulated()) {
        pack.refuse(people.findings(present, options.leaveProtected(), options.leaveUnwilling()));
      }
    }
  }

  private static String id(List<@Nullable Object> row) {
    return String.valueOf(row.get(0));
  }

  /** Whom the owner leaves out, which is told, with a count that hides a small one. */
  private Set<String> left(Protocol protocol, SealPeople people, Set<String> present) {
    Set<String> left = new HashSet<>();
    int limit = protocol.cells().display();
    if (options.leaveProtected()) {
      List<String> ids = ids(people.protectedPeople().keySet(), present);
      left.addAll(ids);
      pack.state(Statement.Sort.PROTECTED_LEFT_OUT, SealPeople.count(ids.size(), limit));
    }
    if (options.leaveUnwilling()) {
      List<String> ids = ids(people.unwilling().keySet(), present);
      left.addAll(ids);
      pack.state(Statement.Sort.UNWILLING_LEFT_OUT, SealPeople.count(ids.size(), limit));
    }
    return left;
  }

  private static List<String> ids(Set<?> people, Set<String> present) {
    return people.stream().map(Object::toString).filter(present::contains).toList();
  }

  /** Rows of registers about people who are left out, or of whom the ledger knows nothing. */
  private static List<Finding> strangers(
      Protocol protocol,
      Map<String, List<SealTable>> tables,
      Set<String> present,
      Set<String> left) {
    List<Finding> findings = new ArrayList<>();
    for (DataFile file : protocol.data().files()) {
      if (file.rows().ofRegisters()) {
        for (SealTable table : tables.getOrDefault(file.name(), List.of())) {
          findings.addAll(SealRules.strangers(table, protocol.data().idColumn(), present, left));
        }
      }
    }
    return findings;
  }
}
