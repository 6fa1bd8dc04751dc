package org.equipoise.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * The native library of SQLite, unpacked once instead of at every start.
 *
 * <p>It is unpacked into a folder below the user's own cache folder, which must belong to the user
 * and to nobody else: whoever could write there could have a library of theirs run. Where no such
 * folder can be had the driver unpacks the library at each start, as it does by itself.
 */
final class SqliteLibrary {

  private static final String LOCATION = "org.sqlite.lib.path";

  private static boolean prepared;

  private SqliteLibrary() {}

  /** Tells the driver where the library is, before it first looks for it. */
  static synchronized void prepare() {
    if (prepared) {
      return;
    }
    prepared = true;
    Path cache = cache();
    if (System.getProperty(LOCATION) != null || cache == null) {
      return;
    }
    Path folder = unpacked(cache);
    if (folder != null) {
      System.setProperty(LOCATION, folder.toString());
    }
  }

  /** Folder that holds the library; null when it cannot be kept safely. */
  static @Nullable Path unpacked(Path cache) {
    String platform = OSInfo.getNativeLibFolderPathForCurrentOS().replace('/', '-');
    Path ours = cache.resolve("equipoise");
    Path folder = ours.resolve("sqlite-" + SQLiteJDBCLoader.getVersion() + "-" + platform);
    Path library = folder.resolve(LibraryLoaderUtil.getNativeLibName());
    try {
      boolean posix = cache.getFileSystem().supportedFileAttributeViews().contains("posix");
      if (!Files.exists(library)) {
        Files.createDirectories(cache);
        make(ours, posix);
        make(folder, posix);
        unpack(library);
      }
      boolean safe = !posix || (own(ours) && own(folder) && own(library));
      return safe ? folder : null;
    } catch (IOException | UnsupportedOperationException e) {
      // No place for it. Nothing is lost but time.
      return null;
    }
  }

  private static void make(Path folder, boolean posix) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (posix) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(folder);
    }
  }

  /** The file appears whole or not at all, so that what is there is never half a library. */
  private static void unpack(Path library) throws IOException {
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + library.getFileName();
    Path draft = Files.createTempFile(library.getParent(), "library", ".draft");
    try (InputStream in = JDBC.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the driver has no library for this computer");
      }
      Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
      Files.move(draft, library, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Whether it belongs to the user who runs this, and nobody else may write to it. */
  private static boolean own(Path path) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Set<PosixFilePermission> allowed = attributes.permissions();
    return attributes.owner().getName().equals(System.getProperty("user.name"))
        && !attributes.isSymbolicLink()
        && !allowed.contains(PosixFilePermission.GROUP_WRITE)
        && !allowed.contains(PosixFilePermission.OTHERS_WRITE);
  }

  /** The user's own cache folder, by the custom of the system; null when there is none. */
  private static @Nullable Path cache() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String home = System.getProperty("user.home", "");
    if (system.startsWith("windows")) {
      String local = System.getenv("LOCALAPPDATA");
      return local == null || local.isEmpty() ? null : Path.of(local);
    }
    String chosen = System.getenv("XDG_CACHE_HOME");
    if (chosen != null && chosen.startsWith("/")) {
      return Path.of(chosen);
    }
    if (!home.startsWith("/")) {
      return null;
    }
    return system.startsWith("mac") ? Path.of(home, "Library", "Caches") : Path.of(home, ".cache");
  }
}
