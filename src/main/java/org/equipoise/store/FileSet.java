package org.equipoise.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.jspecify.annotations.Nullable;

/**
 * Files that belong together: all of them appear, each whole, or none does. What they hold is kept
 * in memory until then; every one is on the disk as a draft before the first takes its place, so
 * that a full disk or a folder that may not be written changes nothing.
 *
 * <p>Files take their places in the order added. The {@linkplain #seal last} ones are placed when
 * all others are, and what they replace goes before: whatever cuts a run off, where a seal is the
 * set is whole. Two runs never write into one folder at a time.
 */
public final class FileSet {

  private static final double KIBIBYTE = 1024;

  private final Map<Path, byte[]> files = new LinkedHashMap<>();
  private final Set<Path> seals = new LinkedHashSet<>();
  private final Map<Path, Predicate<String>> sweeps = new LinkedHashMap<>();
  private final List<Path> removed = new ArrayList<>();
  private final List<Path> drafts = new ArrayList<>();

  /**
   * A file as it was written.
   *
   * @param file where
   * @param bytes how many
   */
  public record Written(Path file, long bytes) {}

  /** What was there before a file took its place, or was taken away. */
  record Before(Path file, byte @Nullable [] bytes) {

    static Before of(Path file) throws IOException {
      return new Before(file, Files.exists(file) ? Files.readAllBytes(file) : null);
    }

    void restore() throws IOException {
      if (bytes == null) {
        Files.deleteIfExists(file);
      } else {
        WholeFile.write(file, bytes);
      }
    }
  }

  /**
   * Adds a file; folders on the way to it are made when it is written.
   *
   * @throws IllegalArgumentException if there is one of this name already
   */
  public void add(Path file, byte[] bytes) {
    if (files.putIfAbsent(whole(file), bytes) != null) {
      throw new IllegalArgumentException("two files are called " + file);
    }
  }

  /** Adds a file of text in UTF-8. */
  public void add(Path file, String text) {
    add(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a file of text that tells, by being there, that all others are. */
  public void seal(Path file, String text) {
    add(file, text);
    seals.add(whole(file));
  }

  /**
   * Takes away, with the writing, files that an earlier set of the same kind left in a folder and
   * this one does not replace, and the folder if nothing else is in it.
   *
   * @param stale tells them by their names; all others are left
   */
  public void sweep(Path folder, Predicate<String> stale) {
    sweeps.put(whole(folder), stale);
  }

  private static Path whole(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /**
   * Why these files may not be written; empty when they may. Files that are merely in the way are
   * told in one finding, however many.
   *
   * @param option that names them
   * @param replace whether files that are there may go, unless they are inputs or of a trial
   * @param inputs what the command reads, some of which may not exist
   */
  public List<Finding> refusals(String option, boolean replace, Collection<Path> inputs)
      throws IOException {
    List<Finding> findings = new ArrayList<>();
    List<Path> touched = new ArrayList<>(files.keySet());
    touched.addAll(stale());
    List<Path> there = new ArrayList<>();
    for (Path file : touched) {
      List<Finding> never = OutputFile.refusals(option, file, true, inputs);
      findings.addAll(never);
      if (!replace && never.isEmpty() && Files.exists(file)) {
        there.add(file);
      }
    }
    if (there.size() == 1) {
      findings.addAll(OutputFile.refusals(option, there.get(0), false, inputs));
    } else if (!there.isEmpty()) {
      findings.add(
          Finding.error(
              Place.file(option),
              String.format(
                  Locale.ROOT,
                  "%d files exist already, such as %s; another run may have written them meanwhile",
                  there.size(),
                  there.get(0)),
              "name another place, or add --force"));
    }
    return findings;
  }

  /** Files of an earlier set that go; none of them is of this one. */
  private List<Path> stale() throws IOException {
    List<Path> stale = new ArrayList<>();
    for (Map.Entry<Path, Predicate<String>> sweep : sweeps.entrySet()) {
      for (Path file : regular(sweep.getKey())) {
        if (sweep.getValue().test(name(file)) && !files.containsKey(file)) {
          stale.add(file);
        }
      }
    }
    return stale;
  }

  /** Drafts that runs of the same kind left in these folders when they were cut off. */
  private List<Path> debris() throws IOException {
    Set<Path> folders = new LinkedHashSet<>(sweeps.keySet());
    files.keySet().forEach(file -> folders.add(parent(file)));
    List<Path> debris = new ArrayList<>();
    for (Path folder : folders) {
      Predicate<String> swept = sweeps.getOrDefault(folder, name -> false);
      for (Path file : regular(folder)) {
        String of = WholeFile.draftOf(name(file));
        if (of != null && (swept.test(of) || files.containsKey(folder.resolve(of)))) {
          debris.add(file);
        }
      }
    }
    return debris;
  }

  private static List<Path> regular(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static Path parent(Path file) {
    return Objects.requireNonNull(file.getParent());
  }

  /**
   * Writes all files.
   *
   * @return what was written, in the order added
   * @throws IOException if any cannot be written; then everything is as it was before, but for
   *     drafts that were left by runs that were cut off
   */
  public List<Written> write() throws IOException {
    Deque<Path> made = new ArrayDeque<>();
    Deque<Before> before = new ArrayDeque<>();
    try (FolderLocks locks = new FolderLocks()) {
      try {
        for (Path file : files.keySet()) {
          makeFolder(parent(file), made);
        }
        for (Path file : files.keySet()) {
          locks.take(parent(file));
        }
        for (Path left : debris()) {
          Files.deleteIfExists(left);
          drafts.add(left);
        }
        place(before);
      } catch (IOException | RuntimeException e) {
        undo(before, e);
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      // The locks lie in these folders: they are gone by now.
      remove(made, e);
      throw e;
    }
    return files.entrySet().stream()
        .map(file -> new Written(file.getKey(), file.getValue().length))
        .toList();
  }

  /** Files of an earlier set that the writing took away. */
  public List<Path> removed() {
    return List.copyOf(removed);
  }

  /** Drafts of runs that were cut off, which the writing took away. */
  public List<Path> drafts() {
    return List.copyOf(drafts);
  }

  private void place(Deque<Before> before) throws IOException {
    List<WholeFile.Draft> ready = new ArrayList<>();
    try {
      for (Map.Entry<Path, byte[]> file : files.entrySet()) {
        ready.add(draft(file.getKey(), file.getValue()));
      }
      List<Path> stale = stale();
      List<Path> gone = new ArrayList<>(stale);
      if (files.size() > seals.size()) {
        gone.addAll(0, seals);
      }
      for (Path file : gone) {
        before.push(Before.of(file));
        Files.deleteIfExists(file);
      }
      take(ready, false, before);
      take(ready, true, before);
      for (Path folder : sweeps.keySet()) {
        prune(folder);
      }
      removed.addAll(stale);
    } finally {
      for (WholeFile.Draft draft : ready) {
        draft.close();
      }
    }
  }

  private void take(List<WholeFile.Draft> ready, boolean sealing, Deque<Before> before)
      throws IOException {
    int i = 0;
    for (Path file : files.keySet()) {
      WholeFile.Draft draft = ready.get(i++);
      if (seals.contains(file) == sealing) {
        before.push(Before.of(draft.target()));
        draft.take();
      }
    }
  }

  /** Says of a disk that refuses which file it was, and how much room all of them want. */
  private WholeFile.Draft draft(Path file, byte[] bytes) throws IOException {
    try {
      return WholeFile.draft(file, out -> out.write(bytes));
    } catch (IOException e) {
      long all = files.values().stream().mapToLong(content -> content.length).sum();
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s cannot be written (%s); there must be room for %s, %,d KiB in all;"
                  + " nothing was written",
              file,
              why(e),
              files.size() == 1 ? "it" : files.size() + " files",
              (long) Math.ceil(all / KIBIBYTE)),
          e);
    }
  }

  /** What the system says, without the name of a draft that nobody knows. */
  private static String why(IOException e) {
    String reason = e instanceof FileSystemException of ? of.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
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

  /** Puts back as much as can be, whatever fails; what fails is told with the reason for it. */
  static void undo(Deque<Before> before, Exception reason) {
    for (Before each : before) {
      try {
        each.restore();
      } catch (IOException e) {
        reason.addSuppressed(e);
      }
    }
  }

  private static void remove(Deque<Path> made, Exception reason) {
    for (Path folder : made) {
      try {
        prune(folder);
      } catch (IOException e) {
        reason.addSuppressed(e);
      }
    }
  }

  /** Removes a folder in which nothing is. */
  private static void prune(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // Somebody else has put something there: it is theirs.
      return;
    }
  }
}
