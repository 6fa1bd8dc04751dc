package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.publication.Bundle;
import org.equipoise.publication.BundleCheck;
import org.equipoise.publication.BundleFault;
import org.equipoise.publication.BundleManifest;
import org.equipoise.publication.BundleProblem;
import org.jspecify.annotations.Nullable;

/**
 * Reads a bundle that anybody may have made. Nothing is written, run or followed; the first step
 * that fails ends the reading, and of that step everything that is wrong is told.
 */
public final class BundleReader {

  /** A bundle is read into memory. */
  private static final long MOST_BYTES = 1L << 30;

  /** A manifest of ten thousand files is a tenth of this. */
  private static final long MOST_MANIFEST = 1 << 24;

  /** Files that a manifest does not list as they are may be this much more together. */
  private static final long MOST_UNLISTED = 1 << 26;

  private BundleReader() {}

  /**
   * What came of reading.
   *
   * @param bundle the bundle; null when its container or its manifest cannot be used. It may be
   *     there with problems: then none of it is to be believed, only to be compared
   * @param problems everything that is wrong; empty when the bundle is whole, and signed unless it
   *     says that it is not
   */
  public record Read(@Nullable Bundle bundle, List<BundleProblem> problems) {
    /** Keeps its own copy. */
    public Read {
      problems = List.copyOf(problems);
    }

    /** Whether it is the bundle that was sealed, by whomever. */
    public boolean whole() {
      return problems.isEmpty();
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read at all
   */
  public static Read read(Path file) throws IOException {
    long memory = memory();
    long size = Files.size(file);
    if (size > MOST_BYTES) {
      return failed(
          BundleProblem.of(
              BundleFault.TOO_LARGE,
              "a file of " + size + " bytes",
              "a bundle has " + MOST_BYTES + " at most"));
    } else if (size > memory) {
      return failed(beyond("a file of " + size + " bytes", memory));
    }
    return read(Files.readAllBytes(file), memory - size);
  }

  /** Reads the bytes of a zip file. */
  public static Read read(byte[] bytes) {
    return read(bytes, memory());
  }

  /**
   * The same with little memory: the manifest is read first, and nothing is unpacked that it does
   * not account for, or that there is no room for.
   *
   * @param memory bytes that files may take
   */
  static Read read(byte[] bytes, long memory) {
    BundleZip zip = BundleZip.open(bytes);
    Map<String, Long> promised = zip.promised();
    long length = promised.getOrDefault(BundleManifest.PATH, 0L);
    if (length > MOST_MANIFEST) {
      return failed(
          new BundleProblem(
              BundleFault.TOO_LARGE,
              BundleManifest.PATH,
              "a manifest of " + length + " bytes",
              "a manifest has " + MOST_MANIFEST + " at most"));
    }
    BundleZip.Unpacked first = zip.only(BundleManifest.PATH);
    if (!first.problems().isEmpty()) {
      return new Read(null, first.problems());
    }
    byte[] text = first.files().get(BundleManifest.PATH);
    if (text == null) {
      return failed(
          BundleProblem.of(
              BundleFault.MANIFEST_MISSING,
              "there is no " + BundleManifest.PATH,
              "name a bundle that seal made"));
    }
    BundleJson.Read read = BundleJson.read(text);
    BundleManifest manifest = read.manifest();
    if (manifest == null) {
      return new Read(null, read.problems());
    }
    BundleProblem heavy = weighed(manifest, promised, memory);
    if (heavy != null) {
      return failed(heavy);
    }
    BundleZip.Unpacked unpacked = zip.all();
    if (!unpacked.problems().isEmpty()) {
      return new Read(null, unpacked.problems());
    }
    Bundle bundle = Bundle.of(manifest, unpacked.files());
    List<BundleProblem> problems = new ArrayList<>(BundleCheck.of(bundle));
    return new Read(bundle, problems);
  }

  /** Half of what there is: whoever reads the files needs room too. */
  private static long memory() {
    return Runtime.getRuntime().maxMemory() / 2;
  }

  /** Why a bundle is too large to be unpacked at all; null when it is not. */
  private static @Nullable BundleProblem weighed(
      BundleManifest manifest, Map<String, Long> promised, long memory) {
    Map<String, Long> listed = new HashMap<>();
    manifest.files().forEach(file -> listed.put(file.path(), file.bytes()));
    long all = 0;
    long unlisted = 0;
    for (Map.Entry<String, Long> file : promised.entrySet()) {
      all += file.getValue();
      unlisted += file.getValue().equals(listed.get(file.getKey())) ? 0 : file.getValue();
    }
    if (unlisted > MOST_UNLISTED) {
      return BundleProblem.of(
          BundleFault.TOO_LARGE,
          "it unpacks to " + unlisted + " bytes that its manifest does not account for",
          "a whole bundle unpacks to what its manifest lists");
    }
    return all > memory ? beyond("it unpacks to " + all + " bytes", memory) : null;
  }

  private static BundleProblem beyond(String found, long memory) {
    return BundleProblem.of(
        BundleFault.TOO_LARGE,
        found,
        "there is room for "
            + memory
            + "; give more memory (-Xmx) only if whoever sealed it says that it is so large");
  }

  private static Read failed(BundleProblem problem) {
    return new Read(null, List.of(problem));
  }
}
