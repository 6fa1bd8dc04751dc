package org.equipoise.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;

/** One file that a command writes where the user says, never over what the trial or data need. */
public final class OutputFile {

  private OutputFile() {}

  /**
   * Why the file may not be written; empty when it may. To be asked before the work, so that nobody
   * waits in vain.
   *
   * @param replace whether a file that is there may go, unless it is an input or of a trial
   * @param inputs what the command reads, some of which may not exist
   */
  public static List<Finding> refusals(
      String option, Path file, boolean replace, Collection<Path> inputs) throws IOException {
    Place place = Place.file(option);
    if (!Files.exists(file)) {
      return List.of();
    }
    if (Files.isDirectory(file)) {
      return List.of(Finding.error(place, file + " is a folder", "name a file in it"));
    }
    for (Path input : inputs) {
      if (Files.exists(input) && Files.isSameFile(file, input)) {
        return List.of(Finding.error(place, file + " is what is read", "name another file"));
      }
    }
    Path folder = file.toRealPath().getParent();
    if (folder != null && Files.exists(new TrialFolder(folder).ledger())) {
      return List.of(
          Finding.error(place, file + " is a file of a trial folder", "name another file"));
    }
    return replace
        ? List.of()
        : List.of(
            Finding.error(place, file + " exists already", "name another file, or add --force"));
  }

  /**
   * Writes text, whole or not at all.
   *
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public static void write(Path file, CharSequence text) throws IOException {
    WholeFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
