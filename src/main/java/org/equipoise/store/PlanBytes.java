package org.equipoise.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a protocol or study plan, or why there are none.
 *
 * @param bytes what the file holds; null when it cannot be read
 * @param finding why not; null when it can
 */
record PlanBytes(byte @Nullable [] bytes, @Nullable Finding finding) {

  static PlanBytes read(Path file) {
    String name = file.toString();
    try {
      return Files.isDirectory(file)
          ? unreadable(name, "this is a folder", "name the protocol file in it")
          : new PlanBytes(Files.readAllBytes(file), null);
    } catch (NoSuchFileException e) {
      return unreadable(name, "there is no such file", "check the name and the folder");
    } catch (AccessDeniedException e) {
      return unreadable(name, "the file may not be read", "ask its owner for the right to read it");
    } catch (IOException e) {
      return unreadable(name, "the file cannot be read", String.valueOf(e.getMessage()));
    }
  }

  private static PlanBytes unreadable(String name, String found, String expected) {
    return new PlanBytes(null, Finding.error(Place.file(name), found, expected));
  }
}
