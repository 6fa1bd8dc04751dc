package org.equipoise.publication;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.equipoise.ledger.Signer;
import org.equipoise.protocol.Digest;
import org.equipoise.publication.BundleManifest.Absent;
import org.equipoise.publication.BundleManifest.Kind;
import org.equipoise.publication.BundleManifest.Packed;
import org.equipoise.publication.BundleManifest.Role;
import org.equipoise.publication.BundleManifest.Statement;

/**
 * Whether a bundle is the one that was sealed: its manifest makes sense, every file is the one
 * listed and nothing else is there, and the signature is that of the key named. Whose key that is
 * nobody can tell from the bundle alone.
 */
public final class BundleCheck {

  private static final Set<String> FRAME =
      Set.of(BundleManifest.PATH, BundleManifest.SIGNATURE, BundleManifest.SUMS);

  private final Bundle bundle;
  private final List<BundleProblem> problems = new ArrayList<>();

  private BundleCheck(Bundle bundle) {
    this.bundle = bundle;
  }

  /** Everything that is wrong; empty when nothing is. */
  public static List<BundleProblem> of(Bundle bundle) {
    BundleCheck check = new BundleCheck(bundle);
    check.manifest();
    check.digests();
    check.sums();
    check.signature();
    return List.copyOf(check.problems);
  }

  /**
   * The text of {@code SHA256SUMS}: of every file but itself a line with its digest, two blanks and
   * its path, in order of the paths.
   */
  public static String sums(Map<String, byte[]> files) {
    SortedMap<String, byte[]> sorted = new TreeMap<>(files);
    sorted.remove(BundleManifest.SUMS);
    StringBuilder text = new StringBuilder();
    sorted.forEach(
        (path, bytes) -> text.append(Digest.of(bytes)).append("  ").append(path).append('\n'));
    return text.toString();
  }

  private void manifest() {
    BundleManifest manifest = bundle.manifest();
    Set<String> seen = new HashSet<>();
    for (Packed file : manifest.files()) {
      String fault = BundlePath.fault(file.path());
      if (fault != null || FRAME.contains(file.path())) {
        wrong("it lists " + (fault == null ? "itself" : fault) + ": " + shown(file.path()));
      } else if (!seen.add(BundlePath.folded(file.path()))) {
        wrong("it lists " + shown(file.path()) + " twice");
      }
    }
    boolean trial = manifest.kind() == Kind.TRIAL;
    if (trial != (manifest.ledger() != null)) {
      wrong(
          trial ? "a trial without a ledger" : "a ledger where nothing was drawn by this program");
    }
    once(Role.PROTOCOL, true);
    once(Role.RESULTS, true);
    once(Role.README, true);
    once(Role.LEDGER, trial);
    BundleManifest.LedgerClaim ledger = manifest.ledger();
    once(Role.KEY, ledger != null && ledger.keyRevealed());
    boolean left = manifest.states(Statement.Sort.WITHOUT_DATA);
    if (left == manifest.absent().isEmpty()) {
      wrong(
          left ? "data are left out, and none is named" : "data are left out, and nothing says so");
    }
    if (left && !manifest.of(Role.DATA).isEmpty()) {
      wrong("data are left out, and some are there");
    }
    Set<String> names = new HashSet<>();
    for (Packed file : manifest.of(Role.DATA)) {
      String name = file.path().substring(file.path().lastIndexOf('/') + 1);
      if (!names.add(BundlePath.folded(name))) {
        wrong("two data files are called " + shown(name));
      }
    }
    for (Absent file : manifest.absent()) {
      if (!names.add(BundlePath.folded(file.file()))) {
        wrong("it names the data file " + shown(file.file()) + " twice");
      }
      if (BundlePath.fault(file.file()) != null || file.file().indexOf('/') >= 0) {
        wrong("the name of a data file left out: " + shown(file.file()));
      }
    }
    if (manifest.signed() == manifest.states(Statement.Sort.UNSIGNED)) {
      wrong(manifest.signed() ? "it names a key, and says that nobody signed" : "it names no key");
    }
  }

  private void once(Role role, boolean due) {
    int count = bundle.manifest().of(role).size();
    if (count != (due ? 1 : 0)) {
      wrong(count + " files in the role of " + word(role) + " instead of " + (due ? 1 : 0));
    }
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void wrong(String found) {
    problems.add(new BundleProblem(BundleFault.MANIFEST_WRONG, BundleManifest.PATH, found, ""));
  }

  private void digests() {
    Set<String> listed = new HashSet<>(FRAME);
    for (Packed file : bundle.manifest().files()) {
      listed.add(file.path());
      byte[] bytes = bundle.files().get(file.path());
      if (bytes == null) {
        add(BundleFault.FILE_MISSING, file.path(), "the file is missing", "get the whole bundle");
        continue;
      }
      Digest digest = Digest.of(bytes);
      if (!digest.equals(file.digest()) || bytes.length != file.bytes()) {
        add(
            BundleFault.DIGEST_DIFFERS,
            file.path(),
            "the file was changed: " + bytes.length + " bytes, digest " + digest,
            "the manifest lists " + file.bytes() + " bytes, digest " + file.digest());
      }
    }
    for (String path : bundle.files().keySet()) {
      if (!listed.contains(path)) {
        add(BundleFault.FILE_UNKNOWN, path, "the manifest does not list this file", "");
      }
    }
  }

  private void sums() {
    byte[] sums = bundle.files().get(BundleManifest.SUMS);
    if (sums == null) {
      add(BundleFault.FILE_MISSING, BundleManifest.SUMS, "the file is missing", "");
    } else if (!sums(bundle.files()).equals(new String(sums, StandardCharsets.UTF_8))) {
      add(
          BundleFault.SUMS_DIFFER,
          BundleManifest.SUMS,
          "the list is not that of the files in the bundle",
          "run sha256sum -c SHA256SUMS to see which");
    }
  }

  private void signature() {
    byte[] signature = bundle.files().get(BundleManifest.SIGNATURE);
    String key = bundle.manifest().publicKey();
    if (key.isEmpty()) {
      if (signature != null) {
        add(
            BundleFault.SIGNATURE_UNEXPECTED,
            BundleManifest.SIGNATURE,
            "a signature of a manifest that says nobody signed",
            "");
      }
      return;
    }
    if (signature == null) {
      add(
          BundleFault.SIGNATURE_MISSING,
          BundleManifest.SIGNATURE,
          "the manifest names a key, and its signature is not there",
          "get the whole bundle");
      return;
    }
    String text = bundle.text(BundleManifest.PATH);
    String signed = new String(signature, StandardCharsets.US_ASCII).strip();
    if (!madeWith(key, text, signed)) {
      add(
          BundleFault.SIGNATURE_WRONG,
          BundleManifest.SIGNATURE,
          "the manifest was not signed with the key that it names",
          "");
    }
  }

  private static boolean madeWith(String key, String text, String signature) {
    PublicKey reader;
    try {
      reader = Signer.publicKey(key);
    } catch (IllegalArgumentException e) {
      // What is no key signed nothing.
      return false;
    }
    return Signer.signed(reader, text, signature);
  }

  private void add(BundleFault fault, String path, String found, String expected) {
    problems.add(new BundleProblem(fault, path, found, expected));
  }

  private static String shown(String path) {
    return BundlePath.shown(path);
  }
}
