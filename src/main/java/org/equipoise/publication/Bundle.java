package org.equipoise.publication;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.equipoise.publication.BundleManifest.Packed;
import org.equipoise.publication.BundleManifest.Role;

/**
 * A bundle: its manifest, and all files by their paths, the manifest's own among them.
 *
 * @param manifest what it says of itself
 * @param files the bytes of each file; not to be changed
 */
public record Bundle(BundleManifest manifest, SortedMap<String, byte[]> files) {

  /** Keeps its own copy of the list of files. */
  public Bundle {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** A bundle of what was read. */
  public static Bundle of(BundleManifest manifest, Map<String, byte[]> files) {
    return new Bundle(manifest, new TreeMap<>(files));
  }

  /**
   * The bytes of a file.
   *
   * @throws IllegalArgumentException if there is none with this path
   */
  public byte[] bytes(String path) {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new IllegalArgumentException("the bundle has no file " + path);
    }
    return bytes;
  }

  /** A file as text in UTF-8. */
  public String text(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  /** The files with a role that are there, in order of their paths. */
  public List<Packed> of(Role role) {
    return manifest.of(role).stream().filter(file -> files.containsKey(file.path())).toList();
  }
}
