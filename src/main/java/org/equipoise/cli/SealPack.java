package org.equipoise.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Signer;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.equipoise.publication.BundleManifest.Absent;
import org.equipoise.publication.BundleManifest.Role;
import org.equipoise.publication.BundleManifest.Statement;
import org.equipoise.publication.SealTable;
import org.equipoise.publication.SealUnique;
import org.equipoise.publication.SealedFile;
import org.equipoise.store.PersonTraces;
import org.equipoise.store.ReleaseFile;
import org.equipoise.store.SealTables;
import org.equipoise.store.SigningKey;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;

/** What goes into a bundle, as it is collected, and every reason why it may not. */
final class SealPack {

  /** How a Parquet file begins. */
  private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final SealSource.Task task;
  private final SealOptions options;
  private final List<SealedFile> files = new ArrayList<>();
  private final Map<String, List<Path>> data = new LinkedHashMap<>();
  private final List<Absent> absent = new ArrayList<>();
  private final List<Statement> statements = new ArrayList<>();
  private final List<Finding> against = new ArrayList<>();
  private final List<Path> inputs = new ArrayList<>();
  private String publicKey = "";
  private @Nullable PrivateKey signer;
  private SealSource.@Nullable NewKey newKey;
  private @Nullable SealUnique unique;

  SealPack(SealSource.Task task) {
    this.task = task;
    this.options = task.options();
  }

  /** A protocol, looked through for numbers of persons. */
  void addProtocol(String path, Role role, String canonical) {
    byte[] bytes = (canonical + "\n").getBytes(StandardCharsets.UTF_8);
    against.addAll(PersonTraces.inProtocol(path, bytes));
    files.add(new SealedFile(path, role, "", bytes));
  }

  void add(String path, Role role, String text) {
    files.add(new SealedFile(path, role, "", text.getBytes(StandardCharsets.UTF_8)));
  }

  void addLedger(String path, byte[] bytes) {
    against.addAll(PersonTraces.inLedger(path, bytes));
    files.add(new SealedFile(path, Role.LEDGER, "", bytes));
  }

  void state(Statement.Sort kind, String words) {
    statements.add(new Statement(kind, words));
  }

  void refuse(List<Finding> findings) {
    against.addAll(findings);
  }

  /** Who stands alone in the file with the persons: told, and refused where nobody may. */
  void unique(Protocol protocol, Map<String, List<SealTable>> tables) {
    List<SealTable> main = tables.getOrDefault(protocol.data().files().get(0).name(), List.of());
    if (main.size() == 1 && !options.simulated()) {
      SealUnique found = SealUnique.of(protocol, main.get(0));
      unique = found.columns().isEmpty() ? null : found;
      if (options.noUniqueRows()) {
        refuse(found.refusals());
      }
    }
  }

  void read(Path file) {
    inputs.add(file);
  }

  /** Lays copies of data files where the analysis reads them, called as in the bundle. */
  void lay(String name, List<Path> originals) throws IOException, Refused {
    for (int i = 0; i < originals.size(); i++) {
      Path original = originals.get(i);
      read(original);
      byte[] bytes;
      try {
        bytes = Files.readAllBytes(original);
      } catch (IOException e) {
        throw TrialArgument.bad(
            original.toString(), "the file cannot be read: " + e.getMessage(), "check its name");
      }
      if (bytes.length > 3 && Arrays.equals(bytes, 0, PARQUET.length, PARQUET, 0, PARQUET.length)) {
        throw TrialArgument.bad(
            original.toString(), "a Parquet file", "bundles hold tables as text: save it as CSV");
      }
      String file = originals.size() == 1 ? name + ".csv" : name + "." + (i + 1) + ".csv";
      laid(name, task.folder().put(file, bytes));
    }
  }

  /** Takes a data file that lies where the analysis reads it. */
  void laid(String name, Path file) {
    data.computeIfAbsent(name, each -> new ArrayList<>()).add(file);
  }

  Map<String, List<Path>> data() {
    return data;
  }

  /** Where a data file lies in the bundle. */
  static String path(Path file) {
    return "data/" + file.getFileName();
  }

  /** Packs the data, or names them only. */
  void packData() throws IOException {
    if (options.withoutData()) {
      state(Statement.Sort.WITHOUT_DATA, "");
    }
    for (Map.Entry<String, List<Path>> each : data.entrySet()) {
      for (Path file : each.getValue()) {
        byte[] bytes = Files.readAllBytes(file);
        String name = String.valueOf(file.getFileName());
        if (options.withoutData()) {
          absent.add(new Absent(name, each.getKey(), bytes.length, Digest.of(bytes)));
        } else {
          String path = path(file);
          files.add(new SealedFile(path, Role.DATA, each.getKey(), bytes));
          byte[] lines = SealTables.lineDigests(bytes);
          files.add(new SealedFile(path + ".lines", Role.LINE_DIGESTS, each.getKey(), lines));
        }
      }
    }
  }

  /**
   * Whether there is a ground on which data may be published.
   *
   * @param asked whether the protocol asks people for it
   */
  void ground(boolean asked) {
    if (options.withoutData()) {
      return;
    }
    if (options.simulated()) {
      state(Statement.Sort.SIMULATED, "");
    } else if (asked) {
      state(Statement.Sort.CONSENTED, "");
    } else if (options.dataConsent().isEmpty()) {
      against.add(
          Finding.error(
              Place.file("--data-consent"),
              "the protocol asks nobody to agree that data are published",
              "say who decided that they may be, and when; or seal --without-data"));
    }
    if (!options.dataConsent().isEmpty()) {
      state(Statement.Sort.DATA_CONSENT, options.dataConsent());
    }
  }

  /** What earlier reports made public, which the gate weighs with this one. */
  void addEarlier(List<Path> releases) throws IOException {
    int number = 0;
    for (Path named : releases) {
      number++;
      byte[] bytes = Files.readAllBytes(ReleaseFile.in(named));
      String path = "earlier/release-" + number + ".json";
      files.add(new SealedFile(path, Role.EARLIER_RELEASE, "", bytes));
    }
  }

  /** Signs with the key of a trial. */
  void signWith(String key, PrivateKey with) {
    publicKey = key;
    signer = with;
  }

  /** Signs with a key of the owner's, made where there is none; or nobody does. */
  void signWithOwn() throws IOException, Refused {
    Path file = options.key();
    if (file == null) {
      state(Statement.Sort.UNSIGNED, "");
      return;
    }
    if (Files.notExists(file)) {
      // It is written when everything else has come out well.
      byte[] seed = task.main().surroundings().entropy().bytes(32);
      KeyPair pair = SigningKey.pair(seed);
      newKey = new SealSource.NewKey(file, seed);
      signWith(Signer.text(pair.getPublic()), pair.getPrivate());
      return;
    }
    read(file);
    SigningKey.Read read = SigningKey.read(file);
    KeyPair pair = read.pair();
    if (pair == null) {
      throw Refused.badInput(read.findings());
    }
    task.plan().warn(task.err(), read.findings());
    signWith(Signer.text(pair.getPublic()), pair.getPrivate());
  }

  /**
   * Everything collected.
   *
   * @throws Refused if anything forbids it
   */
  SealSource done(SealSource head) throws Refused {
    if (!against.isEmpty()) {
      throw Refused.no(against);
    }
    return new SealSource(
        head.kind(),
        head.subject(),
        head.title(),
        head.ledger(),
        head.recipe(),
        files,
        data,
        absent,
        statements,
        publicKey,
        signer,
        newKey,
        inputs,
        unique);
  }
}
