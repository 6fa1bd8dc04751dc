package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir private Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void write_replacesTheFile() throws IOException {
    Path file = folder.resolve("a.txt");
    assertEquals(file, WholeFile.write(file, bytes("old and longer")));
    WholeFile.write(file, bytes("new"));
    assertEquals("new", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void write_keepsTheOldFileAndRemovesTheDraftWhenItFails() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.writeString(file, "old");
    IOException broken =
        assertThrows(
            IOException.class,
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(bytes("half"));
                      throw new IOException("cut off");
                    }));
    assertEquals("cut off", broken.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void write_leavesTheDraftOfAnotherRunAlone() throws IOException {
    Path other = folder.resolve(".a.txt.0.part");
    Files.writeString(other, "somebody else");
    Path file = folder.resolve("a.txt");
    WholeFile.write(file, bytes("mine"));
    assertEquals("somebody else", Files.readString(other));
    assertEquals(List.of(other, file), files());
  }

  @Test
  void write_givesThePermissionsOfAnyNewFile() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path plain = Files.createFile(folder.resolve("plain"));
    Path file = WholeFile.write(folder.resolve("a.txt"), bytes("x"));
    assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(file));
  }

  @Test
  void write_followsLinks() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.writeString(file, "old");
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, file);
    WholeFile.write(link, bytes("new"));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(file));
  }
}
