package org.equipoise.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Digest;
import org.equipoise.publication.Bundle;
import org.equipoise.publication.BundleManifest.Absent;
import org.equipoise.publication.BundleManifest.Packed;
import org.equipoise.publication.BundleManifest.Role;
import org.jspecify.annotations.Nullable;

/** Lays the data files of a bundle out on disk, for those who read files. */
public final class SealedData {

  private static final int BUFFER = 1 << 16;

  /** Ending of the digests of a data file's lines. */
  static final String ENDING = ".lines";

  private SealedData() {}

  /**
   * The data as they lie on disk.
   *
   * @param files by the names that the protocol gives them
   * @param findings data that the bundle rests on and that could not be had as they were sealed
   */
  public record Laid(Map<String, List<Path>> files, List<Finding> findings) {
    /** Keeps its own copies. */
    public Laid {
      files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
      findings = List.copyOf(findings);
    }
  }

  /**
   * Lays out the files packed, and those that the bundle only names from a folder of the reader's,
   * copied so that nobody changes them between the check of their digests and the reading.
   *
   * @param beside the reader's folder; null when there is none
   * @param folder where they are laid
   */
  public static Laid lay(Bundle bundle, @Nullable Path beside, PrivateFolder folder)
      throws IOException {
    Map<String, List<Path>> files = new LinkedHashMap<>();
    List<Finding> findings = new ArrayList<>();
    // Deliveries are numbered, and the tenth comes after the second.
    Comparator<Packed> order =
        Comparator.<Packed>comparingInt(file -> file.path().length()).thenComparing(Packed::path);
    for (Packed packed : bundle.of(Role.DATA).stream().sorted(order).toList()) {
      String name = packed.path().substring(packed.path().lastIndexOf('/') + 1);
      Path laid = folder.put(name, bundle.bytes(packed.path()));
      files.computeIfAbsent(packed.name(), key -> new ArrayList<>()).add(laid);
    }
    for (Absent absent : bundle.manifest().absent()) {
      Path source = beside == null ? null : beside.resolve(absent.file());
      if (source == null || !Files.isRegularFile(source)) {
        findings.add(
            error(
                absent.file(),
                source == null ? "this file is not in the bundle" : lacks(absent),
                "name the folder that has it with --data"));
        continue;
      }
      Path laid = folder.file(absent.file());
      Files.copy(source, laid);
      Digest digest = digest(laid);
      if (digest.equals(absent.digest())) {
        files.computeIfAbsent(absent.name(), key -> new ArrayList<>()).add(laid);
      } else {
        findings.add(
            error(absent.file(), lacks(absent), "the file of this name has digest " + digest));
      }
    }
    return new Laid(files, findings);
  }

  private static String lacks(Absent file) {
    return "this folder has no " + file.file() + " of digest " + file.digest();
  }

  /**
   * Whether the digests of lines are those of the data, and of nothing else: they tell readers
   * which line was changed.
   */
  public static List<Finding> lines(Bundle bundle) {
    List<Finding> findings = new ArrayList<>();
    Set<String> due =
        bundle.of(Role.DATA).stream().map(data -> data.path() + ENDING).collect(Collectors.toSet());
    Set<String> there =
        bundle.of(Role.LINE_DIGESTS).stream().map(Packed::path).collect(Collectors.toSet());
    for (Packed data : bundle.of(Role.DATA)) {
      String path = data.path() + ENDING;
      if (!there.contains(path)) {
        findings.add(
            error(path, "the digests of the lines of " + data.path() + " are missing", ""));
      } else if (!Arrays.equals(
          bundle.bytes(path), SealTables.lineDigests(bundle.bytes(data.path())))) {
        findings.add(error(path, "these are not the digests of the lines of " + data.path(), ""));
      }
    }
    there.stream()
        .filter(path -> !due.contains(path))
        .sorted()
        .forEach(path -> findings.add(error(path, "digests of the lines of no data file", "")));
    return findings;
  }

  /** The digest of a file, which may be larger than memory. */
  public static Digest digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return new Digest(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Finding error(String file, String found, String expected) {
    return Finding.error(Place.file(file), found, expected);
  }
}
