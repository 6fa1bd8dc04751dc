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
import org.equipoise.protocol.DataLayout;
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
import org.equipoise.store.PersonTraces;
import org.equipoise.store.ProtocolText;
import org.equipoise.store.SealTables;
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
    tellOfLedger(state, lines);
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
            List.of(),
            null));
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

  /** What goes out with the ledger, whose chain cannot be changed, to whoever seals it. */
  private void tellOfLedger(TrialState state, byte[] lines) {
    List<String> names = PersonTraces.names(lines);
    long undrawn = state.persons().stream().filter(person -> person.drawn() == null).count();
    String who =
        "names of staff, accounts and recipients go out with the ledger ("
            + names.size()
            + "): "
            + String.join(", ", names);
    String also =
        "the ledger has a line about everybody referred, "
            + undrawn
            + " of them never drawn: date, site, referrer, consents and eligibility, and of each"
            + " draw the values it used";
    String none = "none of it can be taken out: see to it that they know, or do not publish";
    task.plan()
        .warn(
            task.err(),
            List.of(
                Finding.note(Place.file(LEDGER), who, none),
                Finding.note(Place.file(LEDGER), also, none)));
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
    SealPeople people =
        SealPeople.of(open.state(), open.records().all(), inRegisters(protocol, registers));
    Set<String> present = new LinkedHashSet<>();
    made.tables().forEach(table -> table.rows().forEach(row -> present.add(id(row))));
    Set<String> left = left(protocol, people, present);
    for (DataTable table : made.tables()) {
      List<List<@Nullable Object>> rows =
          table.rows().stream()
              .filter(row -> !left.contains(id(row)))
              .map(row -> bare(protocol, table, row))
              .toList();
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
      pack.unique(protocol, tables);
      if (!options.simulated()) {
        pack.refuse(people.findings(present, options.leaveProtected(), options.leaveUnwilling()));
      }
    }
  }

  /** Of people who were not drawn no more than why, which the ledger tells anyhow. */
  private List<@Nullable Object> bare(
      Protocol protocol, DataTable table, List<@Nullable Object> row) {
    DataLayout layout = protocol.data();
    int arm = table.columns().indexOf(layout.arm());
    if (options.withoutData() || options.simulated() || arm < 0 || row.get(arm) != null) {
      return row;
    }
    Set<String> why = new HashSet<>(Set.of(layout.idColumn()));
    protocol.consents().forEach(each -> why.add(layout.columnOf(each.id().value())));
    protocol.eligibility().forEach(each -> why.add(layout.columnOf(each.id().value())));
    List<@Nullable Object> bare = new ArrayList<>(row);
    for (int i = 0; i < bare.size(); i++) {
      if (!why.contains(table.columns().get(i))) {
        bare.set(i, null);
      }
    }
    return bare;
  }

  /** Whom the registers tell of. */
  private Set<String> inRegisters(Protocol protocol, DataFiles registers) throws IOException {
    Set<String> people = new HashSet<>();
    if (options.withoutData()) {
      return people;
    }
    for (DataFile file : protocol.data().files()) {
      for (Path delivery : registers.paths().getOrDefault(file.name(), List.of())) {
        SealTable table = SealTables.read(protocol, file, delivery, SealPack.path(delivery));
        if (table != null) {
          people.addAll(table.cells(protocol.data().idColumn()));
        }
      }
    }
    return people;
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
      List<String> ids = ids(people.unwillingPeople(), present);
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
