package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.equipoise.ledger.Signer;
import org.equipoise.protocol.Digest;
import org.equipoise.publication.BundleCheck;
import org.equipoise.publication.BundleFault;
import org.equipoise.publication.BundleManifest;
import org.equipoise.publication.BundleManifest.Absent;
import org.equipoise.publication.BundleManifest.Kind;
import org.equipoise.publication.BundleManifest.LedgerClaim;
import org.equipoise.publication.BundleManifest.Packed;
import org.equipoise.publication.BundleManifest.Recipe;
import org.equipoise.publication.BundleManifest.Role;
import org.equipoise.publication.BundleManifest.Statement;
import org.equipoise.publication.BundleManifest.Subject;
import org.equipoise.publication.BundleProblem;
import org.junit.jupiter.api.Test;

class BundleReaderTest {

  private static final KeyPair KEY = SigningKey.pair(new byte[32]);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Packed packed(String path, Role role, String text) {
    return new Packed(path, role, "", bytes(text).length, Digest.of(text));
  }

  /** A bundle that holds no more than it must. */
  private static BundleManifest small(UnaryOperator<List<Packed>> files, Statement... statements) {
    List<Packed> usual =
        new ArrayList<>(
            List.of(
                packed("README.txt", Role.README, "readme"),
                packed("protocol.json", Role.PROTOCOL, "{}"),
                packed("results/results.json", Role.RESULTS, "{}")));
    return new BundleManifest(
        "equipoise 0.1.0",
        Kind.DATA,
        new Subject("small", 2, Digest.of("{}")),
        null,
        new Recipe(LocalDate.parse("2026-11-22"), ZoneId.of("UTC"), true, 5),
        1e-9,
        files.apply(usual),
        List.of(),
        List.of(statements),
        Signer.text(KEY.getPublic()));
  }

  private static SortedMap<String, byte[]> sealed(BundleManifest manifest) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("README.txt", bytes("readme"));
    files.put("protocol.json", bytes("{}"));
    files.put("results/results.json", bytes("{}"));
    String text = BundleJson.text(manifest);
    files.put("manifest.json", bytes(text));
    files.put("manifest.sig", bytes(Signer.sign(KEY.getPrivate(), text) + "\n"));
    files.put("SHA256SUMS", bytes(BundleCheck.sums(files)));
    return files;
  }

  private static List<BundleFault> faults(SortedMap<String, byte[]> files) {
    return BundleReader.read(BundleWriter.bytes(files)).problems().stream()
        .map(BundleProblem::fault)
        .toList();
  }

  private static SortedMap<String, byte[]> plain() {
    return sealed(small(files -> files));
  }

  @Test
  void read_takesAWholeBundle() {
    BundleReader.Read read = BundleReader.read(BundleWriter.bytes(plain()));
    assertEquals(List.of(), read.problems());
    assertTrue(read.whole());
    assertEquals(small(files -> files), manifest(read));
  }

  private static BundleManifest manifest(BundleReader.Read read) {
    assertNotNull(read.bundle());
    return read.bundle().manifest();
  }

  /** Everything that a manifest can say comes back as it was. */
  @Test
  void manifest_comesBack() {
    Digest digest = Digest.of("x");
    BundleManifest full =
        new BundleManifest(
            "equipoise \"1\" å \u2013",
            Kind.TRIAL,
            new Subject("t", 1, digest),
            new LedgerClaim(12, digest, Digest.of("y"), Digest.of("z"), "signer", true),
            new Recipe(LocalDate.parse("2020-02-29"), ZoneId.of("Europe/Stockholm"), false, 0),
            0.001,
            List.of(new Packed("data/a.1.csv", Role.LINE_DIGESTS, "a", 7L << 40, digest)),
            List.of(new Absent("b.csv", "b", 3, digest)),
            Arrays.stream(Statement.Sort.values()).map(k -> new Statement(k, "w\n")).toList(),
            "");
    BundleJson.Read read = BundleJson.read(bytes(BundleJson.text(full)));
    assertEquals(List.of(), read.problems());
    assertEquals(full, read.manifest());
  }

  @Test
  void manifest_hasOneSpelling() {
    String text = BundleJson.text(small(files -> files));
    for (String other :
        List.of(
            text + "\n",
            text.strip(),
            " " + text,
            text.replace(":2,", ":2.0,"),
            text.replace("1e-9", "0.000000001"),
            text.replace("\"small\"", "\"sm\\u0061ll\""),
            "\ufeff" + text)) {
      BundleJson.Read read = BundleJson.read(bytes(other));
      assertNull(read.manifest(), other);
      assertEquals(BundleFault.MANIFEST_UNREADABLE, read.problems().get(0).fault());
    }
  }

  @Test
  void manifest_refusesWhatIsNoneOrTooMuch() {
    String text = BundleJson.text(small(files -> files)).strip();
    String deep = "[".repeat(100) + "]".repeat(100);
    for (String other :
        List.of(
            "",
            "[]",
            "null",
            "{\"format\":\"equipoise-bundle\"}",
            text.replace("\"kind\":\"data\"", "\"kind\":\"other\""),
            text.replace("\"kind\":\"data\"", "\"kind\":\"data\",\"kind\":\"data\""),
            text.replace("\"kind\":\"data\"", "\"kind\":\"data\",\"more\":1"),
            text.replace("\"kind\":\"data\"", "\"kind\":" + deep),
            text.replace("1e-9", "NaN"),
            text.replace("1e-9", "1e999999999"),
            text.replace("1e-9", "-1"),
            text.replace("\"zone\":\"UTC\"", "\"zone\":\"Nowhere/At-All\""),
            text.replace("\"day\":\"2026-11-22\"", "\"day\":\"2026-02-30\""),
            text.substring(0, text.length() / 2))) {
      BundleJson.Read read = BundleJson.read(bytes(other + "\n"));
      assertNull(read.manifest(), other);
      assertTrue(
          read.problems().stream().allMatch(p -> p.fault() == BundleFault.MANIFEST_UNREADABLE));
    }
  }

  @Test
  void manifest_ofALaterFormatIsRefusedAsSuch() {
    String text = BundleJson.text(small(files -> files));
    BundleProblem problem =
        BundleJson.read(bytes(text.replace("\"formatVersion\":1", "\"formatVersion\":2")))
            .problems()
            .get(0);
    assertEquals(BundleFault.FORMAT_UNKNOWN, problem.fault());
    assertEquals("this bundle was made by a newer program, in format '2'", problem.found());
  }

  @Test
  void read_noticesFilesChangedMissingAndAdded() {
    SortedMap<String, byte[]> changed = plain();
    changed.put("protocol.json", bytes("{ }"));
    assertEquals(List.of(BundleFault.DIGEST_DIFFERS, BundleFault.SUMS_DIFFER), faults(changed));
    SortedMap<String, byte[]> missing = plain();
    missing.remove("protocol.json");
    assertEquals(List.of(BundleFault.FILE_MISSING, BundleFault.SUMS_DIFFER), faults(missing));
    SortedMap<String, byte[]> added = plain();
    added.put("truth.json", bytes("{}"));
    assertEquals(List.of(BundleFault.FILE_UNKNOWN, BundleFault.SUMS_DIFFER), faults(added));
    SortedMap<String, byte[]> sumless = plain();
    sumless.remove("SHA256SUMS");
    assertEquals(List.of(BundleFault.FILE_MISSING), faults(sumless));
    SortedMap<String, byte[]> nameless = plain();
    nameless.remove("manifest.json");
    assertEquals(List.of(BundleFault.MANIFEST_MISSING), faults(nameless));
  }

  private static SortedMap<String, byte[]> summed(SortedMap<String, byte[]> files) {
    files.put("SHA256SUMS", bytes(BundleCheck.sums(files)));
    return files;
  }

  @Test
  void read_noticesSignaturesMissingForeignAndOfOtherText() {
    SortedMap<String, byte[]> none = plain();
    none.remove("manifest.sig");
    assertEquals(List.of(BundleFault.SIGNATURE_MISSING), faults(summed(none)));
    SortedMap<String, byte[]> foreign = plain();
    byte[] seed = new byte[32];
    seed[0] = 1;
    String text = new String(foreign.get("manifest.json"), StandardCharsets.UTF_8);
    foreign.put(
        "manifest.sig", bytes(Signer.sign(SigningKey.pair(seed).getPrivate(), text) + "\n"));
    assertEquals(List.of(BundleFault.SIGNATURE_WRONG), faults(summed(foreign)));
    SortedMap<String, byte[]> other = plain();
    other.put("manifest.json", bytes(text.replace("0.1.0", "0.1.1")));
    assertEquals(List.of(BundleFault.SIGNATURE_WRONG), faults(summed(other)));
    SortedMap<String, byte[]> noise = plain();
    noise.put("manifest.sig", bytes("~"));
    assertEquals(List.of(BundleFault.SIGNATURE_WRONG), faults(summed(noise)));
  }

  @Test
  void read_noticesManifestsThatDoNotFitTogether() {
    List<BundleManifest> wrong =
        List.of(
            small(files -> files.subList(0, 2)),
            small(
                files -> {
                  files.add(packed("again.json", Role.PROTOCOL, "{}"));
                  return files;
                }),
            small(
                files -> {
                  files.add(packed("ledger.jsonl", Role.LEDGER, "{}"));
                  return files;
                }),
            small(
                files -> {
                  files.add(packed("../up", Role.TABLE, "{}"));
                  return files;
                }),
            small(
                files -> {
                  files.add(packed("manifest.json", Role.TABLE, "{}"));
                  return files;
                }),
            small(
                files -> {
                  files.add(packed("readme.TXT", Role.TABLE, "{}"));
                  return files;
                }),
            small(files -> files, new Statement(Statement.Sort.WITHOUT_DATA, "")),
            small(files -> files, new Statement(Statement.Sort.UNSIGNED, "")));
    for (BundleManifest manifest : wrong) {
      assertTrue(
          faults(sealed(manifest)).contains(BundleFault.MANIFEST_WRONG), manifest.toString());
    }
  }

  /** Zeros shrink to a hundredth at most, as headers allow: nothing of them is ever unpacked. */
  @Test
  void read_refusesABombByItsManifest() {
    SortedMap<String, byte[]> bomb = plain();
    bomb.put("data/people.csv", new byte[65 << 20]);
    assertEquals(List.of(BundleFault.TOO_LARGE), faults(bomb));
    assertEquals(BundleFault.Step.CONTAINER, BundleFault.TOO_LARGE.step());
    bomb.remove("data/people.csv");
    bomb.put("manifest.json", new byte[17 << 20]);
    assertEquals(List.of(BundleFault.TOO_LARGE), faults(bomb));
  }

  /** What a manifest does list is still not unpacked where there is no room for it. */
  @Test
  void read_unpacksNothingBeyondItsMemory() {
    byte[] large = new byte[1 << 20];
    BundleManifest manifest =
        small(
            files -> {
              String path = "data/people.csv";
              files.add(0, new Packed(path, Role.DATA, "people", large.length, Digest.of(large)));
              files.sort(java.util.Comparator.comparing(Packed::path));
              return files;
            });
    SortedMap<String, byte[]> files = sealed(manifest);
    files.put("data/people.csv", large);
    byte[] zip = BundleWriter.bytes(summed(files));
    assertEquals(List.of(), BundleReader.read(zip, 2 << 20).problems());
    BundleReader.Read read = BundleReader.read(zip, 1 << 20);
    assertNull(read.bundle());
    assertEquals(BundleFault.TOO_LARGE, read.problems().get(0).fault());
    assertTrue(read.problems().get(0).expected().contains("only if whoever sealed it says"));
  }
}
