package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.List;
import java.util.Map;
import org.equipoise.protocol.Text;
import org.equipoise.publication.BundleManifest.Absent;
import org.equipoise.publication.BundleManifest.Kind;
import org.equipoise.publication.BundleManifest.LedgerClaim;
import org.equipoise.publication.BundleManifest.Recipe;
import org.equipoise.publication.BundleManifest.Statement;
import org.equipoise.publication.BundleManifest.Subject;
import org.equipoise.publication.SealUnique;
import org.equipoise.publication.SealedFile;
import org.equipoise.store.AdoptionFile;
import org.equipoise.store.PrivateFolder;
import org.equipoise.store.TrialFolder;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Everything that goes into a bundle before its results, allowed to be there.
 *
 * @param kind what is sealed
 * @param subject what the results are of
 * @param title what people read
 * @param ledger what the ledger says of itself; null where there is none
 * @param recipe how results are made
 * @param files the files
 * @param data the data on disk, by the protocol's names, called as in the bundle
 * @param absent data files that are not packed
 * @param statements what is stated
 * @param publicKey the key of the signature; empty when nobody signs
 * @param signer its private half; null when nobody signs
 * @param newKey the key if it is a new one, to be written; else null
 * @param inputs what was read, which is never written over
 * @param unique who stands alone in the data packed; null where that cannot be asked
 */
record SealSource(
    Kind kind,
    Subject subject,
    Text title,
    @Nullable LedgerClaim ledger,
    Recipe recipe,
    List<SealedFile> files,
    Map<String, List<Path>> data,
    List<Absent> absent,
    List<Statement> statements,
    String publicKey,
    @Nullable PrivateKey signer,
    @Nullable NewKey newKey,
    List<Path> inputs,
    @Nullable SealUnique unique) {

  /** Keeps its own copies. */
  SealSource {
    files = List.copyOf(files);
    absent = List.copyOf(absent);
    statements = List.copyOf(statements);
    inputs = List.copyOf(inputs);
  }

  /** What is sealed of data files alone, before anything is packed and a key is found. */
  static SealSource withoutLedger(Kind kind, Subject subject, Text title, Recipe recipe) {
    return new SealSource(
        kind, subject, title, null, recipe, List.of(), Map.of(), List.of(), List.of(), "", null,
        null, List.of(), null);
  }

  /**
   * A key that was made for this bundle.
   *
   * @param file where it is to be written
   * @param seed its 32 secret bytes
   */
  record NewKey(Path file, byte[] seed) {
    @Override
    public String toString() {
      return file + ", secret";
    }
  }

  /** What collecting needs, whatever is sealed. */
  record Task(
      ProtocolArgument plan,
      List<String> words,
      SealOptions options,
      ReleaseOptions release,
      ReleaseOptions.Read beside,
      PrivateFolder folder,
      Main main,
      PrintWriter err,
      Progress progress) {}

  /**
   * Collects what is to be sealed.
   *
   * @throws Refused if it cannot be used, or may not be packed
   */
  static SealSource of(Task task) throws IOException, Refused {
    if (new TrialFolder(task.plan().file()).frozen()) {
      return SealOfTrial.of(task);
    }
    Path inFolder = task.plan().file().resolve("protocol.json");
    Path file = Files.isRegularFile(inFolder) ? inFolder : task.plan().file();
    return AdoptionFile.isStudy(file) ? SealOfStudy.of(task, file) : SealOfData.of(task, file);
  }
}
