package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    if (Files.size(file) > MOST_BYTES) {
      return failed(
          BundleProblem.of(
              BundleFault.TOO_LARGE,
              "a file of " + Files.size(file) + " bytes",
              "a bundle has " + MOST_BYTES + " at most"));
    }
    return read(Files.readAllBytes(file));
  }

  /** Reads the bytes of a zip file. */
  public static Read read(byte[] bytes) {
    BundleZip.Unpacked unpacked = BundleZip.of(bytes);
    if (!unpacked.problems().isEmpty()) {
      return new Read(null, unpacked.problems());
    }
    byte[] text = unpacked.files().get(BundleManifest.PATH);
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
    Bundle bundle = Bundle.of(manifest, unpacked.files());
    List<BundleProblem> problems = new ArrayList<>(BundleCheck.of(bundle));
    return new Read(bundle, problems);
  }

  private static Read failed(BundleProblem problem) {
    return new Read(null, List.of(problem));
  }
}
