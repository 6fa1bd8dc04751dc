package org.equipoise.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.equipoise.finding.Finding;
import org.equipoise.ledger.Signer;
import org.equipoise.publication.Bundle;
import org.equipoise.publication.BundleCheck;
import org.equipoise.publication.BundleManifest;
import org.equipoise.publication.BundleManifest.Packed;
import org.equipoise.publication.BundleManifest.Role;
import org.equipoise.publication.SealedFile;
import org.equipoise.report.SealText;
import org.equipoise.store.BundleJson;
import org.equipoise.trial.Refused;

/** Makes the results of what is sealed, lists everything, and signs the list. */
final class SealWork {

  private SealWork() {}

  /**
   * A bundle ready to be written.
   *
   * @param manifest what it says of itself
   * @param files every file in it
   * @param notes what did not stop the work
   */
  record Sealed(BundleManifest manifest, SortedMap<String, byte[]> files, List<Finding> notes) {}

  static Sealed of(SealSource source, double tolerance, Progress progress)
      throws IOException, Refused {
    List<SealedFile> files = new ArrayList<>(source.files());
    Bundle draft = bundle(manifest(source, tolerance, files), files);
    // The very steps that whoever replicates it will take.
    BundleResults.Made made = BundleResults.of(draft, source.data(), Main.program(), progress);
    files.addAll(made.files());
    String readme = SealText.readme(manifest(source, tolerance, files), source.title());
    files.add(
        new SealedFile("README.txt", Role.README, "", readme.getBytes(StandardCharsets.UTF_8)));
    BundleManifest manifest = manifest(source, tolerance, files);
    SortedMap<String, byte[]> all = new TreeMap<>(bundle(manifest, files).files());
    String text = BundleJson.text(manifest);
    all.put(BundleManifest.PATH, text.getBytes(StandardCharsets.UTF_8));
    PrivateKey key = source.signer();
    if (key != null) {
      String signature = Signer.sign(key, text) + "\n";
      all.put(BundleManifest.SIGNATURE, signature.getBytes(StandardCharsets.US_ASCII));
    }
    all.put(BundleManifest.SUMS, BundleCheck.sums(all).getBytes(StandardCharsets.US_ASCII));
    if (!BundleCheck.of(Bundle.of(manifest, all)).isEmpty()) {
      throw new IllegalStateException(BundleCheck.of(Bundle.of(manifest, all)).toString());
    }
    return new Sealed(manifest, all, made.notes());
  }

  private static Bundle bundle(BundleManifest manifest, List<SealedFile> files) {
    SortedMap<String, byte[]> bytes = new TreeMap<>();
    for (SealedFile file : files) {
      if (bytes.put(file.path(), file.bytes()) != null) {
        throw new IllegalStateException("two files are called " + file.path());
      }
    }
    return new Bundle(manifest, bytes);
  }

  private static BundleManifest manifest(
      SealSource source, double tolerance, List<SealedFile> files) {
    List<Packed> packed =
        files.stream().map(SealedFile::packed).sorted(Comparator.comparing(Packed::path)).toList();
    return new BundleManifest(
        Main.program(),
        source.kind(),
        source.subject(),
        source.ledger(),
        source.recipe(),
        tolerance,
        packed,
        source.absent(),
        source.statements(),
        source.publicKey());
  }
}
