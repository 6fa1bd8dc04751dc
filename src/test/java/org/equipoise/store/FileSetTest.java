package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.equipoise.finding.Finding;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSetTest {

  @TempDir private Path folder;

  private List<String> there() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.skip(1).map(path -> folder.relativize(path).toString()).sorted().toList();
    }
  }

  @Test
  void write_makesFoldersAndFiles() throws IOException {
    FileSet files = new FileSet();
    files.add(folder.resolve("a/b/one.txt"), "åäö");
    files.add(folder.resolve("two.bin"), new byte[] {1, 2, 3});
    List<FileSet.Written> written = files.write();
    assertEquals(List.of("a", "a/b", "a/b/one.txt", "two.bin"), there());
    assertEquals(List.of(6L, 3L), written.stream().map(FileSet.Written::bytes).toList());
    assertEquals("åäö", Files.readString(folder.resolve("a/b/one.txt")));
  }

  @Test
  void add_refusesTheSameNameTwice() {
    FileSet files = new FileSet();
    files.add(folder.resolve("a"), "");
    assertThrows(IllegalArgumentException.class, () -> files.add(folder.resolve("b/../a"), ""));
  }

  /** A folder in the place of the last file: it cannot be taken, though its draft was written. */
  @Test
  void write_leavesEverythingAsItWasWhenTheLastFileFails() throws IOException {
    Files.writeString(folder.resolve("old.txt"), "old");
    Files.createDirectories(folder.resolve("taken/by/somebody"));
    FileSet files = new FileSet();
    files.add(folder.resolve("old.txt"), "new");
    files.add(folder.resolve("deep/er/new.txt"), "new");
    files.add(folder.resolve("taken"), "new");
    assertThrows(IOException.class, files::write);
    assertEquals("old", Files.readString(folder.resolve("old.txt")));
    assertEquals(List.of("old.txt", "taken", "taken/by", "taken/by/somebody"), there());
  }

  /** A file in the place of a folder: the drafts before it must go again. */
  @Test
  void write_leavesNothingWhenAFolderCannotBeMade() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    FileSet files = new FileSet();
    files.add(folder.resolve("a/one.txt"), "1");
    files.add(folder.resolve("file/two.txt"), "2");
    assertThrows(IOException.class, files::write);
    assertEquals(List.of("file"), there());
  }

  @Test
  void refusals_nameEveryFileInTheWay() throws IOException {
    Path input = Files.writeString(folder.resolve("in.csv"), "");
    Files.writeString(folder.resolve("out.txt"), "");
    FileSet files = new FileSet();
    files.add(folder.resolve("in.csv"), "");
    files.add(folder.resolve("out.txt"), "");
    files.add(folder.resolve("new.txt"), "");
    assertEquals(2, files.refusals("--files", false, List.of(input)).size());
    String only = files.refusals("--files", true, List.of(input)).toString();
    assertTrue(only.contains("in.csv is what is read"), only);
    assertFalse(only.contains("out.txt"), only);
  }

  /**
   * What a reader may trust: the memory of the gate first, the page last, whatever comes between.
   */
  @Test
  void write_placesSealsLastAndInTheOrderAdded() throws IOException {
    Assumptions.assumeTrue(System.getProperty("os.name").startsWith("Linux"));
    Files.writeString(folder.resolve("page.html"), "old");
    FileSet files = new FileSet();
    files.seal(folder.resolve("page.html"), "new");
    files.add(folder.resolve("release.json"), "1");
    files.add(folder.resolve("balance.csv"), "2");
    List<String> events = new ArrayList<>();
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      WatchKey key =
          folder.register(
              watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
      files.write();
      for (int i = 0; i < 100 && !events.contains("ENTRY_CREATE page.html"); i++) {
        LockSupport.parkNanos(20_000_000);
        for (WatchEvent<?> event : key.pollEvents()) {
          String name = event.context().toString();
          if (!name.startsWith(".")) {
            events.add(event.kind() + " " + name);
          }
        }
      }
    }
    assertEquals(
        List.of(
            "ENTRY_DELETE page.html",
            "ENTRY_CREATE release.json",
            "ENTRY_CREATE balance.csv",
            "ENTRY_CREATE page.html"),
        events);
    assertEquals(List.of("balance.csv", "page.html", "release.json"), there());
  }

  @Test
  void write_removesWhatIsStaleAndLeavesTheRest() throws IOException {
    for (String name : List.of("f/old.csv", "f/mine.txt", "f/figures-sv/a.svg", "f/.x.csv.7")) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(folder.resolve(name), "old");
    }
    FileSet files = new FileSet();
    files.add(folder.resolve("f/new.csv"), "new");
    files.sweep(folder.resolve("f"), name -> name.endsWith(".csv"));
    files.sweep(folder.resolve("f/figures-sv"), name -> name.endsWith(".svg"));
    files.write();
    assertEquals(List.of("f", "f/.x.csv.7", "f/mine.txt", "f/new.csv"), there());
    assertEquals(2, files.removed().size());
  }

  @Test
  void write_bringsBackWhatWasStaleWhenItFails() throws IOException {
    Files.writeString(folder.resolve("old.csv"), "old");
    Files.writeString(folder.resolve("page.html"), "old page");
    Files.createDirectories(folder.resolve("taken/by/somebody"));
    FileSet files = new FileSet();
    files.add(folder.resolve("taken"), "new");
    files.seal(folder.resolve("page.html"), "new");
    files.sweep(folder, name -> name.endsWith(".csv"));
    assertThrows(IOException.class, files::write);
    assertEquals("old", Files.readString(folder.resolve("old.csv")));
    assertEquals("old page", Files.readString(folder.resolve("page.html")));
    assertEquals(List.of(), files.removed());
  }

  /** As a run leaves them that is killed while it writes. */
  @Test
  void write_removesDraftsOfARunThatWasCutOff() throws IOException {
    for (String name :
        List.of(".a.csv.0.part", ".a.csv.12.part", ".old.csv.0.part", ".b.csv.0.part", "c.part")) {
      Files.writeString(folder.resolve(name), "half");
    }
    FileSet files = new FileSet();
    files.add(folder.resolve("a.csv"), "new");
    files.sweep(folder, name -> name.equals("old.csv"));
    files.write();
    assertEquals(List.of(".b.csv.0.part", "a.csv", "c.part"), there());
    assertEquals(3, files.drafts().size());
  }

  @Test
  void write_waitsForNobody() throws IOException {
    FileSet files = new FileSet();
    files.add(folder.resolve("a.csv"), "new");
    try (FolderLocks other = new FolderLocks()) {
      other.take(folder);
      Files.writeString(folder.resolve(".a.csv.0.part"), "the other's");
      IOException busy = assertThrows(IOException.class, files::write);
      assertTrue(busy.getMessage().contains("another run is writing into"), busy.getMessage());
      assertTrue(Files.exists(folder.resolve(".a.csv.0.part")));
      assertTrue(Files.exists(folder.resolve(FolderLocks.NAME)), "the other's lock stays");
    }
    files.write();
    assertEquals(List.of("a.csv"), there());
  }

  @Test
  void undo_goesOnAfterAFailureAndKeepsTheReason() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "new");
    Deque<FileSet.Before> before = new ArrayDeque<>();
    before.add(new FileSet.Before(folder.resolve("none/b"), new byte[1]));
    before.add(new FileSet.Before(file, new byte[] {'o', 'l', 'd'}));
    IOException reason = new IOException("the disk is full");
    FileSet.undo(before, reason);
    assertEquals("old", Files.readString(file));
    assertEquals(1, reason.getSuppressed().length);
  }

  /** A name too long for any drive: the draft's own name is nothing that the user knows. */
  @Test
  void write_namesTheFileAndTheRoomWanted() {
    FileSet files = new FileSet();
    String name = "n".repeat(300);
    files.add(folder.resolve("a"), new byte[5000]);
    files.add(folder.resolve(name), new byte[1]);
    IOException told = assertThrows(IOException.class, files::write);
    String message = told.getMessage();
    assertTrue(message.contains("/" + name + " cannot be written ("), message);
    assertTrue(message.contains("room for 2 files, 5 KiB in all"), message);
    assertFalse(message.contains(".part"), message);
  }

  @Test
  void refusals_tellManyFilesInTheWayOnce() throws IOException {
    FileSet files = new FileSet();
    for (String name : List.of("a", "b", "c")) {
      files.add(Files.writeString(folder.resolve(name), ""), "");
    }
    List<Finding> findings = files.refusals("--files", false, List.of());
    assertEquals(1, findings.size());
    assertTrue(findings.get(0).found().startsWith("3 files exist already"), findings.toString());
    files.sweep(folder, name -> name.equals("d"));
    Path read = Files.writeString(folder.resolve("d"), "");
    assertEquals(1, files.refusals("--files", true, List.of(read)).size());
  }
}
