package org.equipoise.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folders that one run alone writes into for a moment. The system frees them when the run ends,
 * however it ends: a lock file that is left behind locks nothing.
 */
final class FolderLocks implements AutoCloseable {

  /** The file that is locked; gone again when the writing is done. */
  static final String NAME = ".equipoise.lock";

  private final Map<Path, FileChannel> taken = new LinkedHashMap<>();

  /**
   * Takes a folder, unless this run has it.
   *
   * @throws IOException if another run has it
   */
  void take(Path folder) throws IOException {
    if (taken.containsKey(folder)) {
      return;
    }
    Path file = folder.resolve(NAME);
    FileChannel channel = open(file, folder);
    taken.put(folder, channel);
    if (!lock(channel)) {
      taken.remove(folder);
      channel.close();
      throw new IOException(
          "another run is writing into "
              + folder
              + " right now; nothing was written: name another place, or try again when it is done");
    }
  }

  private static FileChannel open(Path file, Path folder) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? "" : " (" + e.getReason() + ")";
      throw new IOException("nothing may be written in " + folder + reason, e);
    }
  }

  private static boolean lock(FileChannel channel) {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      // Some network drives know no locks; there, two runs at once must be kept apart by people.
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    for (Map.Entry<Path, FileChannel> each : taken.entrySet()) {
      try {
        Files.deleteIfExists(each.getKey().resolve(NAME));
      } finally {
        each.getValue().close();
      }
    }
    taken.clear();
  }
}
