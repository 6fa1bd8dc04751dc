package org.equipoise.publication;

import java.util.Arrays;
import org.equipoise.protocol.Digest;
import org.equipoise.publication.BundleManifest.Packed;
import org.equipoise.publication.BundleManifest.Role;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way into a bundle.
 *
 * @param path where it will lie
 * @param role what it is for
 * @param name of a data file: what the protocol calls it; of a report: its language; else empty
 * @param bytes what it holds; not to be changed
 */
public record SealedFile(String path, Role role, String name, byte[] bytes) {

  /** As the manifest lists it. */
  public Packed packed() {
    return new Packed(path, role, name, bytes.length, Digest.of(bytes));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SealedFile that
        && path.equals(that.path)
        && role == that.role
        && name.equals(that.name)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * path.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return path + ", " + bytes.length + " bytes";
  }
}
