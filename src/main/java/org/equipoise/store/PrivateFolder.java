package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for data that is there only while it is used, and that only its owner may look into. It
 * goes when it is closed, and when the program is stopped.
 */
public final class PrivateFolder implements AutoCloseable {

  private final Path folder;
  private final Thread sweeper;

  private PrivateFolder(Path folder) {
    this.folder = folder;
    this.sweeper = new Thread(this::sweep);
  }

  /**
   * A new folder where the system keeps such.
   *
   * @throws IOException if it cannot be made
   */
  public static PrivateFolder open() throws IOException {
    // The platform makes these for their owner alone.
    PrivateFolder made = new PrivateFolder(Files.createTempDirectory("equipoise-"));
    Runtime.getRuntime().addShutdownHook(made.sweeper);
    return made;
  }

  /** A file in the folder, to be written. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * Writes a file.
   *
   * @return where
   */
  public Path put(String name, byte[] bytes) throws IOException {
    return Files.write(file(name), bytes);
  }

  private void sweep() {
    try {
      remove();
    } catch (IOException e) {
      // The program is being stopped: there is nobody left to tell.
      return;
    }
  }

  private void remove() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(sweeper);
    } catch (IllegalStateException e) {
      // The program is being stopped already, and the hook does its work.
      return;
    }
    remove();
  }
}
