package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
}
