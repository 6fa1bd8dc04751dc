package org.equipoise.cli;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.equipoise.ledger.Signer;
import org.equipoise.protocol.Digest;
import org.equipoise.publication.Bundle;
import org.equipoise.publication.BundleCheck;
import org.equipoise.publication.BundleManifest;
import org.equipoise.publication.BundleManifest.LedgerClaim;
import org.equipoise.publication.BundleManifest.Packed;
import org.equipoise.publication.BundleManifest.Statement;
import org.equipoise.store.BundleJson;
import org.equipoise.store.BundleWriter;

/**
 * A bundle in the hands of somebody who changes it: with no more than an editor, with the tools to
 * mend every digest, with a key of their own, or with the trial's.
 */
final class Forgery {

  private final SortedMap<String, byte[]> files;
  private BundleManifest manifest;

  Forgery(Bundle bundle) {
    files = new TreeMap<>(bundle.files());
    manifest = bundle.manifest();
  }

  BundleManifest manifest() {
    return manifest;
  }

  String text(String path) {
    return new String(files.get(path), StandardCharsets.UTF_8);
  }

  /** Puts a file, or replaces it. */
  Forgery put(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Changes a file; an edit that changes nothing is a mistake of the test. */
  Forgery edit(String path, UnaryOperator<String> change) {
    String changed = change.apply(text(path));
    if (changed.equals(text(path))) {
      throw new AssertionError("nothing was changed in " + path);
    }
    return put(path, changed);
  }

  Forgery drop(String path) {
    if (files.remove(path) == null) {
      throw new AssertionError("there is no " + path);
    }
    return this;
  }

  /** Edits one line, counted from 1. */
  Forgery line(String path, int number, UnaryOperator<String> change) {
    return edit(
        path,
        text -> {
          List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
          lines.set(number - 1, change.apply(lines.get(number - 1)));
          return String.join("\n", lines);
        });
  }

  Forgery claims(LedgerClaim claim) {
    return with(manifest.program(), claim, manifest.files(), manifest.publicKey());
  }

  Forgery program(String program) {
    return with(program, manifest.ledger(), manifest.files(), manifest.publicKey());
  }

  Forgery tolerance(double tolerance) {
    manifest =
        new BundleManifest(
            manifest.program(),
            manifest.kind(),
            manifest.subject(),
            manifest.ledger(),
            manifest.recipe(),
            tolerance,
            manifest.files(),
            manifest.absent(),
            manifest.statements(),
            manifest.publicKey());
    return this;
  }

  /** Changes what the manifest says. */
  Forgery manifest(UnaryOperator<BundleManifest> change) {
    manifest = change.apply(manifest);
    return this;
  }

  private Forgery of(
      BundleManifest.Recipe recipe, List<Packed> packed, List<Statement> statements) {
    return manifest(
        old ->
            new BundleManifest(
                old.program(),
                old.kind(),
                old.subject(),
                old.ledger(),
                recipe,
                old.tolerance(),
                packed,
                old.absent(),
                statements,
                old.publicKey()));
  }

  /** States something more. */
  Forgery states(Statement statement) {
    List<Statement> statements = new ArrayList<>(manifest.statements());
    statements.add(statement);
    return of(manifest.recipe(), manifest.files(), statements);
  }

  Forgery recipe(LocalDate day, ZoneId zone) {
    BundleManifest.Recipe old = manifest.recipe();
    return of(
        new BundleManifest.Recipe(day, zone, old.allConventions(), old.roundTo()),
        manifest.files(),
        manifest.statements());
  }

  /** Lists a file more. */
  Forgery lists(String path, BundleManifest.Role role, String name) {
    List<Packed> packed = new ArrayList<>(manifest.files());
    packed.add(new Packed(path, role, name, 0, Digest.of("")));
    packed.sort(Comparator.comparing(Packed::path));
    return of(manifest.recipe(), packed, manifest.statements());
  }

  Forgery subject(Digest protocol) {
    BundleManifest.Subject old = manifest.subject();
    manifest =
        new BundleManifest(
            manifest.program(),
            manifest.kind(),
            new BundleManifest.Subject(old.id(), old.version(), protocol),
            manifest.ledger(),
            manifest.recipe(),
            manifest.tolerance(),
            manifest.files(),
            manifest.absent(),
            manifest.statements(),
            manifest.publicKey());
    return this;
  }

  private Forgery with(String program, LedgerClaim claim, List<Packed> packed, String publicKey) {
    List<Statement> statements = new ArrayList<>(manifest.statements());
    statements.removeIf(each -> each.kind() == Statement.Sort.UNSIGNED);
    if (publicKey.isEmpty()) {
      statements.add(new Statement(Statement.Sort.UNSIGNED, ""));
    }
    manifest =
        new BundleManifest(
            program,
            manifest.kind(),
            manifest.subject(),
            claim,
            manifest.recipe(),
            manifest.tolerance(),
            packed,
            manifest.absent(),
            statements,
            publicKey);
    return this;
  }

  /** Mends the digests of every file that the manifest lists, and lists no others. */
  Forgery redigest() {
    List<Packed> packed = new ArrayList<>();
    for (Packed old : manifest.files()) {
      byte[] bytes = files.get(old.path());
      if (bytes != null) {
        packed.add(new Packed(old.path(), old.role(), old.name(), bytes.length, Digest.of(bytes)));
      }
    }
    with(manifest.program(), manifest.ledger(), packed, manifest.publicKey());
    return frame();
  }

  /** Writes manifest and sums anew, with the signature as it was. */
  private Forgery frame() {
    put(BundleManifest.PATH, BundleJson.text(manifest));
    put(BundleManifest.SUMS, BundleCheck.sums(files));
    return this;
  }

  /** Signs anew with some key. */
  Forgery sign(String publicKey, PrivateKey key) {
    redigest();
    with(manifest.program(), manifest.ledger(), manifest.files(), publicKey);
    String text = BundleJson.text(manifest);
    put(BundleManifest.PATH, text);
    put(BundleManifest.SIGNATURE, Signer.sign(key, text) + "\n");
    return frame();
  }

  /** Signs anew with a key that nobody knows. */
  Forgery signAsStranger() {
    KeyPair pair = Signer.generate();
    return sign(Signer.text(pair.getPublic()), pair.getPrivate());
  }

  /** Says that nobody signed. */
  Forgery unsigned() {
    files.remove(BundleManifest.SIGNATURE);
    redigest();
    with(manifest.program(), manifest.ledger(), manifest.files(), "");
    return frame();
  }

  byte[] zip() {
    return BundleWriter.bytes(files);
  }

  Map<String, byte[]> files() {
    return files;
  }
}
