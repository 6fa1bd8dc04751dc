package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.equipoise.publication.BundleManifest.Kind;
import org.equipoise.publication.BundleManifest.Recipe;
import org.equipoise.publication.BundleManifest.Role;
import org.equipoise.publication.BundleManifest.Subject;
import org.equipoise.publication.SealConsents;
import org.equipoise.publication.SealRules;
import org.equipoise.publication.SealTable;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.ProtocolText;
import org.equipoise.store.SealTables;
import org.equipoise.trial.Refused;

/** Collects a trial drawn elsewhere: its protocol and its data files. */
final class SealOfData {

  private SealOfData() {}

  static SealSource of(SealSource.Task task, Path file) throws IOException, Refused {
    ProtocolFile.Loaded loaded = ProtocolFile.read(file);
    Protocol protocol = loaded.protocol();
    Digest digest = loaded.digest();
    if (protocol == null || digest == null) {
      throw Refused.badInput(loaded.findings());
    }
    DataFiles given = DataFiles.of(protocol, task.words());
    List<Finding> wrong = new ArrayList<>(given.findings());
    wrong.addAll(task.release().unfit(task.beside(), protocol));
    if (!wrong.isEmpty()) {
      throw Refused.badInput(wrong);
    } else if (given.paths().isEmpty()) {
      throw TrialArgument.bad("--data", "no data file is named", "write --data FILE");
    }
    SealPack pack = new SealPack(task);
    pack.read(file);
    for (Map.Entry<String, List<Path>> each : given.paths().entrySet()) {
      pack.lay(each.getKey(), each.getValue());
    }
    pack.addProtocol(
        "protocol.json", Role.PROTOCOL, ProtocolText.canonical(Files.readAllBytes(file)));
    Path planned = task.release().planned();
    if (planned != null) {
      pack.addProtocol(
          "protocols/planned.json",
          Role.PLANNED_PROTOCOL,
          ProtocolText.canonical(Files.readAllBytes(planned)));
    }
    pack.addEarlier(task.release().earlier());
    boolean asked = !SealRules.publication(protocol).isEmpty();
    pack.ground(asked);
    if (!task.options().withoutData()) {
      rules(task, protocol, pack, asked);
    }
    pack.packData();
    pack.signWithOwn();
    Recipe recipe =
        new Recipe(
            task.options().day(),
            ZoneId.of("UTC"),
            task.release().allConventions(),
            task.release().round());
    Subject subject = new Subject(protocol.id(), protocol.version(), digest);
    return pack.done(SealSource.withoutLedger(Kind.DATA, subject, protocol.title(), recipe));
  }

  private static void rules(SealSource.Task task, Protocol protocol, SealPack pack, boolean asked)
      throws IOException {
    Map<String, List<SealTable>> tables = tables(protocol, pack.data());
    boolean simulated = task.options().simulated();
    pack.refuse(SealRules.of(protocol, tables, PersonalNumber::isIn, simulated));
    String main = protocol.data().files().get(0).name();
    pack.unique(protocol, tables);
    if (!simulated) {
      for (SealTable table : tables.getOrDefault(main, List.of())) {
        if (asked) {
          pack.refuse(SealRules.unwilling(protocol, table));
        }
        pack.refuse(SealConsents.refused(protocol, tables, table));
        pack.refuse(SealConsents.undrawn(protocol, table));
      }
    }
  }

  /** Every cell of every file; what is no table is for the analysis to tell of. */
  static Map<String, List<SealTable>> tables(Protocol protocol, Map<String, List<Path>> data)
      throws IOException {
    Map<String, List<SealTable>> tables = new LinkedHashMap<>();
    for (DataFile declared : protocol.data().files()) {
      for (Path file : data.getOrDefault(declared.name(), List.of())) {
        SealTable table = SealTables.read(protocol, declared, file, SealPack.path(file));
        if (table != null) {
          tables.computeIfAbsent(declared.name(), name -> new ArrayList<>()).add(table);
        }
      }
    }
    return tables;
  }
}
