package org.equipoise.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.finding.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Files that belong together: all of them appear, each whole, or none does. What they hold is kept
 * in memory until then; every one is on the disk as a draft before the first takes its place, so
 * that a full disk or a folder that may not be written changes nothing.
 */
public final class FileSet {

  private final Map<Path, byte[]> files = new LinkedHashMap<>();

  /**
   * A file as it was written.
   *
   * @param file where
   * @param bytes how many
   */
  public record Written(Path file, long bytes) {}

  /** What was there before a file took its place. */
  private record Before(Path file, byte @Nullable [] bytes) {}

  /**
   * Adds a file; folders on the way to it are made when it is written.
   *
   * @throws IllegalArgumentException if there is one of this name already
   */
  public void add(Path file, byte[] bytes) {
    if (files.putIfAbsent(file.toAbsolutePath().normalize(), bytes) != null) {
      throw new IllegalArgumentException("two files are called " + file);
    }
  }

  /** Adds a file of text in UTF-8. */
  public void add(Path file, String text) {
    add(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Why these files may not be written; empty when they may.
   *
   * @param option that names them
   * @param replace whether files that are there may go, unless they are inputs or of a trial
   * @param inputs what the command reads, some of which may not exist
   */
  public List<Finding> refusals(String option, boolean replace, Collection<Path> inputs)
      throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (Path file : files.keySet()) {
      findings.addAll(OutputFile.refusals(option, file, replace, inputs));
    }
    return findings;
  }

  /**
   * Writes all files.
   *
   * @return what was written, in the order added
   * @throws IOException if any cannot be written; then everything is as it was before
   */
  public List<Written> write() throws IOException {
    Deque<Path> made = new ArrayDeque<>();
    List<WholeFile.Draft> drafts = new ArrayList<>();
    Deque<Before> placed = new ArrayDeque<>();
    boolean done = false;
    try {
      for (Map.Entry<Path, byte[]> file : files.entrySet()) {
        byte[] bytes = file.getValue();
        makeFolder(Objects.requireNonNull(file.getKey().getParent()), made);
        drafts.add(WholeFile.draft(file.getKey(), out -> out.write(bytes)));
      }
      for (WholeFile.Draft draft : drafts) {
        Path target = draft.target();
        placed.push(new Before(target, Files.exists(target) ? Files.readAllBytes(target) : null));
        draft.take();
      }
      done = true;
    } finally {
      for (WholeFile.Draft draft : drafts) {
        draft.close();
      }
      if (!done) {
        undo(placed, made);
      }
    }
    return files.entrySet().stream()
        .map(file -> new Written(file.getKey(), file.getValue().length))
        .toList();
  }

  /** Makes a folder and those it lies in, and notes which of them are new. */
  private static void makeFolder(Path folder, Deque<Path> made) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path each = folder; each != null && Files.notExists(each); each = each.getParent()) {
      missing.push(each);
    }
    for (Path each : missing) {
      Files.createDirectory(each);
      made.push(each);
    }
  }

  private static void undo(Deque<Before> placed, Deque<Path> made) throws IOException {
    for (Before before : placed) {
      byte[] bytes = before.bytes();
      if (bytes == null) {
        Files.deleteIfExists(before.file());
      } else {
        WholeFile.write(before.file(), bytes);
      }
    }
    for (Path folder : made) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException e) {
        // Somebody else has put something there meanwhile: it is theirs.
        return;
      }
    }
  }
}
