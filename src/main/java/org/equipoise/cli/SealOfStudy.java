package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.protocol.Digest;
import org.equipoise.publication.BundleManifest.Kind;
import org.equipoise.publication.BundleManifest.Recipe;
import org.equipoise.publication.BundleManifest.Role;
import org.equipoise.publication.BundleManifest.Subject;
import org.equipoise.publication.SealRules;
import org.equipoise.publication.SealTable;
import org.equipoise.simulate.SimulatedAdoption;
import org.equipoise.store.AdoptionFile;
import org.equipoise.store.ProtocolText;
import org.equipoise.store.SealTables;
import org.equipoise.trial.Refused;

/** Collects a study in which nothing was drawn: its plan and its data file. */
final class SealOfStudy {

  private SealOfStudy() {}

  static SealSource of(SealSource.Task task, Path file) throws IOException, Refused {
    AdoptionFile.Loaded loaded = AdoptionFile.read(file);
    AdoptionPlan plan = loaded.plan();
    Digest digest = loaded.digest();
    if (plan == null || digest == null) {
      throw Refused.badInput(loaded.findings());
    }
    List<Finding> wrong = new ArrayList<>(task.release().ofTrialsAlone());
    if (task.options().noUniqueRows()) {
      String found = "rows of a study are units and not people";
      wrong.add(Finding.error(Place.file("--no-unique-rows"), found, "leave it out"));
    }
    if (!wrong.isEmpty()) {
      throw Refused.badInput(wrong);
    }
    SealPack pack = new SealPack(task);
    pack.read(file);
    Path table = StudyRun.of(task.plan(), task.words()).file();
    pack.lay(SimulatedAdoption.TABLE, List.of(table));
    pack.addProtocol(
        "protocol.json", Role.PROTOCOL, ProtocolText.canonical(Files.readAllBytes(file)));
    // Nobody is asked by name in such a study: somebody must answer for its data.
    pack.ground(false);
    if (!task.options().withoutData()) {
      rules(task, plan, pack);
    }
    pack.packData();
    pack.signWithOwn();
    Recipe recipe = new Recipe(task.options().day(), ZoneId.of("UTC"), false, 0);
    return pack.done(
        SealSource.withoutLedger(
            Kind.STUDY, new Subject(plan.id(), plan.version(), digest), plan.title(), recipe));
  }

  private static void rules(SealSource.Task task, AdoptionPlan plan, SealPack pack)
      throws IOException {
    for (List<Path> files : pack.data().values()) {
      for (Path file : files) {
        SealTable table = SealTables.read(plan, file, SealPack.path(file));
        if (table == null) {
          continue;
        }
        pack.refuse(SealRules.numbers(table, plan.unit().column(), PersonalNumber::isIn));
        if (!task.options().simulated()) {
          pack.refuse(SealRules.columns(table, SealTables.columns(plan)));
        }
      }
    }
  }
}
